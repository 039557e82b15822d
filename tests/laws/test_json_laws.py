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
from seedfmt._records.kinds import kind_of_path
from seedfmt._views.values import replaced
from tests.support.data import OTHER_STYLE, require_suite, yaml_cases

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


ODD: list[Any] = [
    *(0, -1, 1, 2.5, None, True, "", "a: 1", "---\na: 1\n---\n", "---\n---\n---\n", "\ud800", "\ufeff", "\r", [], {}),
    *({"base64": "YQ=="}, {"base64": "Y"}, {"base64": 1}, {"a": 10**400}, {"a": "\ud800"}),
]


@st.composite
def tampered(draw: Any) -> str:
    """Lossless JSON with other values, another front or other keys in it."""
    data, fenced = draw(files())
    document = read(data, fenced)
    if document is None:
        return ""
    whole = json.loads(seedfmt.dumps_lossless(document))
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(["seedfmt", "data", "body", *["front"] * 5, "extra"]))
        value = whole.get(name)
        if not isinstance(value, str) or not value or draw(st.integers(0, 3)) == 0:
            whole[name] = draw(st.sampled_from(ODD))
            continue
        at = draw(st.integers(0, len(value)))
        end = draw(st.integers(at, min(len(value), at + 3)))
        piece = draw(
            st.sampled_from(["", "\n", "\r", "---\n", "...", " ", "b: ", "[", "'", "*x", "&x ", "\x00", "\udfff"])
        )
        whole[name] = value[:at] + piece + value[end:]
    return json.dumps(whole)


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
    for path in corpus:
        source = path.read_bytes()
        json_laws.law_lossless(source, False)
        json_laws.law_onto_unchanged(source, False)


def test_corpus_made_anew(corpus: list[pathlib.Path]) -> None:
    """From JSON in any order of members, most real files are written as their producers wrote them."""
    same = total = 0
    for path in corpus:
        if path.parts[-2] in ("_challenges", "_forms") or path.name.lstrip("-0123456789") in OTHER_STYLE:
            continue  # edited by hand
        document = seedfmt.load(path)
        document.body = b""
        kind = kind_of_path(str(path))
        made = seedfmt.from_json(seedfmt.to_json(document, sort_keys=True), kind=kind.name if kind else None)
        total += 1
        same += bytes(made) == bytes(document).replace(b"\r\n", b"\n")
    assert total > len(corpus) // 2
    assert same >= total - 8, f"{same} of {total}"
