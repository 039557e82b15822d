"""The laws of JSON, driven by hypothesis; and the corpus, the official suite and the documents of each style."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from documents import DOCUMENTS, seed
from hypothesis import given
from hypothesis import strategies as st
from laws import json_laws
from laws.laws import read
from laws.strategies import files, mutated, records

import seedfmt
from seedfmt._views.lossless import HALF, _check
from seedfmt._views.values import replaced
from tests.support.data import require_suite, yaml_cases

broken = mutated(
    st.one_of(files().map(lambda file: file[0]), st.sampled_from([seed(text) for text in DOCUMENTS.values()]))
)


def json_only(value: Any) -> Any:
    """Data that JSON has: no infinite numbers."""
    if isinstance(value, dict):
        return {key: json_only(item) for key, item in value.items()}
    if isinstance(value, list):
        return [json_only(item) for item in value]
    return 0.5 if isinstance(value, float) and value - value != 0 else value


json_records = records.map(json_only)


@given(files())
def test_lossless(file: tuple[bytes, bool]) -> None:
    json_laws.law_lossless(*file)


@given(broken, st.booleans())
def test_lossless_of_mutated(data: bytes, fenced: bool) -> None:
    json_laws.law_lossless(data, fenced)
    json_laws.law_onto_unchanged(data, fenced)
    json_laws.law_data_is_json(data, fenced)


@given(files())
def test_onto_unchanged(file: tuple[bytes, bool]) -> None:
    json_laws.law_onto_unchanged(*file)
    json_laws.law_data_is_json(*file)


@given(files(), json_records)
def test_edit_through_json(file: tuple[bytes, bool], wanted: dict[str, Any]) -> None:
    json_laws.law_edit_through_json(*file, wanted)


@given(st.one_of(files(), broken.map(lambda data: (data, True))), st.data())
def test_near_edit_through_json(file: tuple[bytes, bool], data: st.DataObject) -> None:
    document = read(*file)
    if document is not None:
        json_laws.law_edit_through_json(*file, rearranged(data, replaced(document.data, hide=True)))


def rearranged(draw: st.DataObject, value: Any) -> Any:
    """A copy with members and items moved, dropped, doubled, renamed and changed."""
    if isinstance(value, dict):
        names = [*value]
        kept = draw.draw(st.lists(st.sampled_from(names), unique=True)) if names and draw.draw(st.booleans()) else names
        extra = {"another": draw.draw(st.sampled_from([1, "x", ["y"]]))} if draw.draw(st.integers(0, 5)) == 0 else {}
        return {name: rearranged(draw, value[name]) for name in kept} | extra
    if isinstance(value, list) and value:
        kept = draw.draw(
            st.one_of(st.permutations(value), st.lists(st.sampled_from(value), max_size=6), st.just(value))
        )
        return [rearranged(draw, item) for item in kept]
    return draw.draw(
        st.sampled_from([value, value, value, "changed", "two\nlines\n", 7, 2.5, None, True, ["x"], {"y": 1}])
    )


@given(json_records)
def test_new_from_json(values: dict[str, Any]) -> None:
    json_laws.law_new_from_json(values)


@given(json_records, st.data())
def test_diff(old: dict[str, Any], data: st.DataObject) -> None:
    new = data.draw(json_records) if data.draw(st.booleans()) else rearranged(data, old)
    patch = json_laws.law_diff(old, new)
    jsonpatch = pytest.importorskip("jsonpatch", reason="the oracle of the extra 'test' is not installed")
    assert jsonpatch.apply_patch(old, json.loads(json.dumps(patch))) == new


@st.composite
def tampered(draw: Any) -> str:
    """Lossless JSON with something else in it, and often with the right sum all the same."""
    data, fenced = draw(files())
    document = read(data, fenced)
    if document is None:
        return ""
    whole = json.loads(seedfmt.dumps_lossless(document))
    layout = whole["layout"]
    odd = st.sampled_from(
        [0, -1, 7, "", "x", "%", "~0", "~9-1", "AAAA", [], {}, None, True, "\n", "---\n", [1, "x"], ["|", 4]]
    )
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from([*layout, "extra"]))
        kind = draw(st.integers(0, 3))
        if kind == 0 or not isinstance(layout.get(name), (str, dict)) or not layout[name]:
            layout[name] = draw(odd)
        elif isinstance(layout[name], dict):
            key = draw(st.sampled_from([*layout[name], "0", "99"]))
            layout[name] = {**layout[name], key: draw(odd)}
        else:
            at = draw(st.integers(0, len(layout[name])))
            layout[name] = (
                layout[name][:at]
                + draw(st.sampled_from(["", "%", "~0", "A", "\n", " ", "b: "]))
                + layout[name][at + kind - 1 :]
            )
    if draw(st.integers(0, 4)):
        layout["sum"] = str(layout["sum"])[:HALF]
        layout["sum"] += _check(layout)
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (": &a s\nb: *a", {"b": "s"}),
        (": &a k\n*a :", {"k": None}),
        ("1:\n '': &a 2\n4:\n *a :", {"1": {}, "4": {"2": None}}),
        ("a: &a x\nb: *a", {"a": "x"}),
        (f"'': &a {'7' * 300}\n? *a\n: b", {"7" * 300: "b"}),
        ("a: 1", {"1" * 5000: 1}),
    ],
)
def test_what_an_alias_shows_stays_known(text: str, wanted: Any) -> None:
    """A value that went, but is shown by an alias elsewhere: the edit is the same, and so is a refusal."""
    json_laws.law_edit_through_json(text.encode(), False, wanted)


@given(st.one_of(tampered(), st.text(max_size=30)))
def test_total(text: str) -> None:
    json_laws.law_total(text)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_documents(name: str, end: str) -> None:
    for text, fenced in (
        (seed(DOCUMENTS[name]), True),
        (DOCUMENTS[name].encode(), False),
        (DOCUMENTS[name].strip().encode(), False),
    ):
        json_laws.law_lossless(text.replace(b"\n", end.encode()), fenced)
        json_laws.law_onto_unchanged(text.replace(b"\n", end.encode()), fenced)


def test_official_suite() -> None:
    require_suite("yaml")
    cases = [case["yaml"] for case in yaml_cases() if not case["fail"]]
    assert len(cases) > 300
    for text in cases:
        for source in (text.encode(), text.replace("\n", "\r\n").encode()):
            json_laws.law_lossless(source, False)
            json_laws.law_onto_unchanged(source, False)
            json_laws.law_lossless(b"---\n" + source + b"---\n", True)


def test_corpus(corpus: list[pathlib.Path]) -> None:
    """Every real file comes back; the layout is at most 40 % of each that has 500 bytes, and of nearly each smaller one."""
    shares = []
    for path in corpus:
        source = path.read_bytes()
        json_laws.law_lossless(source, False)
        json_laws.law_onto_unchanged(source, False)
        layout = json.loads(seedfmt.dumps_lossless(seedfmt.load(path)))["layout"]
        share = len(json.dumps(layout, ensure_ascii=False, separators=(",", ":")).encode()) / len(source)
        assert share <= 0.4 or len(source) < 500, path
        shares.append(share)
    assert sorted(shares)[len(shares) * 98 // 100] <= 0.4
    assert sorted(shares)[len(shares) // 2] <= 0.15


def test_corpus_made_anew(corpus: list[pathlib.Path]) -> None:
    """From JSON in any order of members, most real files are written as their producers wrote them."""
    same = total = 0
    for path in corpus:
        if path.parts[-2] in ("_challenges", "_forms"):
            continue  # edited by hand
        document = seedfmt.load(path)
        document.body = b""
        made = seedfmt.from_json(seedfmt.to_json(document, sort_keys=True), kind=kind_of(path))
        total += 1
        same += bytes(made) == bytes(document).replace(b"\r\n", b"\n")
    assert total > len(corpus) // 2
    assert same >= total - 8, f"{same} of {total}"


def kind_of(path: pathlib.Path) -> str | None:
    from seedfmt._lines import kind_of_path

    return kind_of_path("/".join(path.parts[-4:]))
