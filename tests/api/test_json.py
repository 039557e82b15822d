"""JSON: what is read and written, what is refused and how, and what other tools make of it."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import tracemalloc
from typing import Any

import pytest

import seedfmt
from seedfmt._change import equal
from seedfmt._views.as_json import fast_json, parse_json
from seedfmt._views.lossless import roundings
from seedfmt.errors import LimitError, PointerError, SeedError
from tests.support.data import require_suite

SCHEMA = pathlib.Path(__file__).parent.parent.parent / "schema" / "lossless.schema.json"
SEED = b"""---
title: "T"   # the title
heat: 65
score: 1.50

related:
  - title: 'One'
    text: |
      two
      lines
---
body
"""


def opened() -> seedfmt.Document:
    return seedfmt.loads(SEED)


# -- writing -----------------------------------------------------------------------------------------------------------

# options, the text
WRITTEN: list[tuple[dict[str, Any], str]] = [
    (
        {},
        '{"title":"T","heat":65,"score":1.50,"related":[{"title":"One","text":"two\\nlines\\n"}],"content":"body\\n"}',
    ),
    ({"body_key": None, "pointer": "/related/0/title"}, '"One"'),
    ({"pointer": "/score"}, "1.50"),
    ({"pointer": "/content"}, '"body\\n"'),
    ({"body_key": "a/b", "pointer": "/related/0"}, '{"title":"One","text":"two\\nlines\\n"}'),
    (
        {"body_key": "b", "sort_keys": True},
        '{"b":"body\\n","heat":65,"related":[{"text":"two\\nlines\\n","title":"One"}],"score":1.50,"title":"T"}',
    ),
    ({"pointer": "/related", "pretty": True}, '[\n  {\n    "title": "One",\n    "text": "two\\nlines\\n"\n  }\n]'),
]


@pytest.mark.parametrize(("options", "text"), WRITTEN)
def test_written(options: dict[str, Any], text: str) -> None:
    assert seedfmt.to_json(opened(), **options) == text


def test_to_data() -> None:
    data = seedfmt.to_data(opened())
    assert data == json.loads(seedfmt.to_json(opened()))
    assert type(data["score"]) is float
    assert "content" not in seedfmt.to_data(opened(), body_key=None)


# characters of each width, what is escaped, and what is next to that
ODD = [
    '"',
    "\\",
    "\n",
    "\t",
    " ",
    "!",
    "#",
    "[",
    "]",
    "\x7f",
    "é",
    "߿",
    "ࠀ",
    "\ufeff",
    "\ud7ff",
    "\ue000",
    "𐀀",
    "\U0010ffff",
]


@pytest.mark.parametrize("odd", ODD)
def test_every_place_of_a_text(odd: str) -> None:
    """Texts are copied many bytes at a time: each length, and each place in it for what is not copied as it is."""
    for length in [*range(20), 62, 63, 64, 65, 127, 128, 129, 200]:
        for place in {*range(min(length, 20)), length // 2, length - 1} - {-1}:
            body = "x" * place + odd + "y" * (length - place - 1)
            title = json.dumps(body, ensure_ascii=False) if odd not in '"\\' else f"'{body}'"
            document = seedfmt.loads(f"---\nt: {title}\n---\n{body}".encode())
            expected = json.dumps({"t": document["t"], "content": body}, ensure_ascii=False, separators=(",", ":"))
            assert fast_json(document, "content") == expected == seedfmt.to_json(document)
            assert odd in document["t"]


@pytest.mark.parametrize(
    "wrong",
    [
        b"\x80",
        b"\xc1\xbf",
        b"\xc3",
        b"\xe0\x9f\xbf",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\xf0\x8f\xbf\xbf",
        b"\xf4\x90\x80\x80",
        b"\xf5\x80\x80\x80",
        b"\xf0\x9f\x98",
        b"\xff",
    ],
)
def test_body_that_is_not_utf_8(wrong: bytes) -> None:
    for before, behind in [(b"", b""), (b"x" * 130, b""), ("é𐀀".encode(), b"y")]:
        document = seedfmt.loads(b"---\na: 1\n---\n" + before + wrong + behind)
        with pytest.raises(seedfmt.JsonError) as caught:
            seedfmt.to_json(document)
        assert caught.value.span
        assert caught.value.span.start == 13 + len(before)


def test_what_the_fast_way_leaves() -> None:
    """Deep nesting, names that are taken, and controls in the body: None, and the complete way writes them."""
    for levels in (59, 60, 61, 150):
        document = seedfmt.loads(b"---\na: " + b"[" * levels + b"]" * levels + b"\n---\n")
        assert (fast_json(document, None) is None) == (levels >= 60)
        assert seedfmt.to_json(document) == '{"a":' + "[" * levels + "]" * levels + "}"
    document = seedfmt.loads(b"---\na: 1\npath: 2\n---\n\x01")
    assert fast_json(document, None) == '{"a":1,"path":2}'
    assert fast_json(document, None, ("b", "path")) is None
    assert fast_json(document, "content") is None
    assert seedfmt.to_json(document) == '{"a":1,"path":2,"content":"\\u0001"}'


# a pointer that leads nowhere, the line of the nearest value above it
NOWHERE = [
    ("/nope", 2),
    ("/heat/x", 3),
    ("/related/0/title/x", 7),
    ("/related/5/title", 6),
    ("/related/x", 6),
    ("/related/0/nope/deep", 7),
    ("/content/x", 2),
]


@pytest.mark.parametrize(("pointer", "line"), NOWHERE)
def test_pointer_to_nothing(pointer: str, line: int) -> None:
    with pytest.raises(PointerError) as caught:
        seedfmt.to_json(opened(), pointer=pointer)
    assert caught.value.span
    assert caught.value.span.line == line
    with pytest.raises(PointerError):
        seedfmt.to_json(opened(), pointer="nope")
    with pytest.raises(PointerError) as caught:
        seedfmt.to_json(seedfmt.loads("---\n---\n"), pointer="/nope")
    assert caught.value.span


def test_empty() -> None:
    assert seedfmt.to_json(seedfmt.loads("---\n---\n")) == "{}"
    assert seedfmt.to_json(seedfmt.loads("---\n---\n"), pretty=True) == "{}"
    assert bytes(seedfmt.from_json("{}")) == b"---\n---\n"
    assert bytes(seedfmt.loads_lossless(seedfmt.dumps_lossless(seedfmt.loads("---\n---")))) == b"---\n---"


def test_large_integers() -> None:
    """As many digits as Python writes, which is the limit on what is read (R15)."""
    document = seedfmt.loads(f"---\na: {'9' * 4300}\nb: 0x{'f' * 3000}\n---\n")
    text = seedfmt.to_json(document)
    assert parse_json(text) == {"a": 10**4300 - 1, "b": 16**3000 - 1}
    assert bytes(seedfmt.loads_lossless(seedfmt.dumps_lossless(document))) == bytes(document)


# -- reading -----------------------------------------------------------------------------------------------------------

# JSON that is none, code, line and column, part of the message
WRONG = [
    ("{", "E902", (1, 2), "this is no JSON"),
    ('{"a": 1,\n "b" 2}', "E902", (2, 6), "delimiter"),
    ('{"a": 1, "a": 2}', "E902", None, 'the member "a" stands twice'),
    ('{"b": {"a": 1, "a": 2}}', "E902", None, "stands twice"),
    ('{"a": NaN}', "E902", None, "NaN is no value"),
    ('{"a": -Infinity}', "E902", None, "-Infinity is no value"),
    ("[" * 100_000, "E902", None, "nests too deeply"),
    ("[1]", "E902", None, "a seed file is an object"),
    ('{"content": 1}', "E902", None, "must be text"),
    ('{"content": "\\ud800"}', "E902", None, "half a surrogate pair"),
    ('{"a": "\\ud800"}', "E503", None, "half a surrogate pair"),
    ('{"a": ' + "9" * 7000 + "}", "E902", None, "an integer of 7000 digits"),
    ('{"a":' + '{"a":' * 250 + "1" + "}" * 251, "E503", None, "nests deeper"),
    ('{"a":' + '{"a":' * 299 + "1" + "}" * 300, "E902", None, "nests too deeply"),
    ('{"a":' * 900 + "1" + "}" * 900, "E902", None, "nests too deeply"),
    (b"\xff", "E902", None, "not UTF-8"),
]


@pytest.mark.parametrize(("text", "code", "place", "part"), WRONG)
def test_wrong_json(text: Any, code: str, place: tuple[int, int] | None, part: str) -> None:
    for read in (seedfmt.from_json, lambda given: seedfmt.reconcile(opened(), given)):
        with pytest.raises(SeedError) as caught:
            read(text)
        assert caught.value.code == code
        assert part in caught.value.message
        assert (caught.value.line, caught.value.column) == (place or (None, None))


def test_order_and_style_of_new_files() -> None:
    text = """{"secured": "QQ;QQ", "related": [{"quality": 1, "note": 5, "title": "R"}], "x": [], "heat": 1.0, "content": "b",
        "title": "T", "category": "news", "provider": {"domain": "d", "name": "N N"}}"""
    assert bytes(seedfmt.from_json(text)).decode() == (
        '---\ncategory: news\ntitle: "T"\nheat: 1.0\n\nprovider:\n  name: N N\n  domain: d\n\nrelated:\n  - title: "R"\n    quality: 1\n'
        '    note: 5\nx: []\n\nsecured: "QQ;QQ"\n---\nb'
    )


def test_reconcile_body_and_failure() -> None:
    document = opened()
    seedfmt.reconcile(
        document, '{"title": "U", "heat": 65, "score": 1.5, "related": [{"title": "One", "text": "two\\nlines\\n"}]}'
    )
    assert bytes(document) == SEED.replace(b'"T"', b'"U"')
    seedfmt.reconcile(document, {**seedfmt.to_data(document), "content": "new"})
    assert document.body == b"new"
    before = bytes(document)
    with pytest.raises(SeedError):
        seedfmt.reconcile(document, {"title": object()})
    assert bytes(document) == before


# -- lossless ----------------------------------------------------------------------------------------------------------


def whole() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(seedfmt.dumps_lossless(opened()))
    return value


# what is done to lossless JSON, part of the message
UNFIT: list[tuple[Any, str]] = [
    (lambda value: value.pop("front"), 'missing key "front"'),
    (lambda value: value.pop("body"), 'missing key "body"'),
    (lambda value: value.pop("seedfmt"), "not lossless JSON"),
    (lambda value: value.update(seedfmt=1), "version 1, and only version 2"),
    (lambda value: value.update(seedfmt=3), "version 3, and only version 2"),
    (lambda value: value.update(seedfmt=10**90), f"version 1{'0' * 39}..., and only"),
    (lambda value: value.update(seedfmt=True), "a version that is not a number"),
    (lambda value: value.update(more=1), 'unknown key "more"'),
    (lambda value: value.update(data=[]), '"data" must be an object'),
    (lambda value: value.update(front={}), '"front" must be a string'),
    (lambda value: value.update(front="\ud800"), '"front" contains an unpaired surrogate'),
    (lambda value: value.update(body=1), '"body" must be a string or an object'),
    (lambda value: value.update(body="\ud800"), '"body" contains an unpaired surrogate'),
    (lambda value: value.update(body={"base64": "x"}), "not valid base64"),
    (lambda value: value.update(front=value["front"] + "more"), "continues after the closing fence, on line 12"),
    (lambda value: value.update(front=value["front"][:-4]), "has no closing fence"),
    (lambda value: value.update(front=value["front"].replace("\n", "\r"), body="\nb"), "would be one line end"),
    (
        lambda value: value.update(front=value["front"].replace("1.50", "[1")),
        '"front" is invalid: line 4, column 8: E206',
    ),
    (lambda value: value.update(front="---\n---\n---\n"), "continues after the closing fence, on line 3"),
    (lambda value: value.update(front=f"---\na: {'[' * 201}{']' * 201}\n---\n"), "nest"),
    (
        lambda value: (value.update(front="id: 9007199254740993", body=""), value.update(data={"id": 2**53})),
        "was rounded",
    ),
]


@pytest.mark.parametrize(("change", "part"), UNFIT)
def test_unfit(change: Any, part: str) -> None:
    value = whole()
    change(value)
    for given in (value, json.dumps(value)):
        with pytest.raises(SeedError) as caught:
            seedfmt.loads_lossless(given)
        assert caught.value.code == ("E402" if part == "nest" else "E903")
        assert part in caught.value.message


def test_front_within_limits() -> None:
    value = whole()
    size = len(value["front"].encode())
    assert bytes(seedfmt.loads_lossless(value, limits=seedfmt.Limits(size=size))) == SEED
    with pytest.raises(LimitError):
        seedfmt.loads_lossless(value, limits=seedfmt.Limits(size=size - 10))


# an integer, what tools with binary64 numbers write for it
ROUNDED = [
    (9007199254740993, {9007199254740992}),
    (12345678901234567890, {12345678901234567168, 12345678901234567000}),
    (-12345678901234567890, {-12345678901234567168, -12345678901234567000}),
    (1152921504606846976, {1152921504606846976, 1152921504606847000}),
    (10**400, {int(float("1.7976931348623157e308")), 17976931348623157 * 10**292}),
]


@pytest.mark.parametrize(("number", "rounded"), ROUNDED)
def test_roundings(number: int, rounded: set[int]) -> None:
    assert roundings(number) == rounded


def test_what_javascript_makes_of_large_integers() -> None:
    """Node rounds an integer; the file does not get the rounded number, whatever else was edited."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    text = seedfmt.dumps_lossless(seedfmt.loads("---\nid: 12345678901234567890\nb: -0.0\nc: 1.0\n---\n"))
    script = 'const v = JSON.parse(require("fs").readFileSync(0)); process.stdout.write(JSON.stringify(v))'
    done = subprocess.run(["node", "-e", script], input=text.encode(), capture_output=True, check=True)
    assert b'"id":12345678901234567000,"b":0,"c":1' in done.stdout
    with pytest.raises(SeedError) as caught:
        seedfmt.loads_lossless(done.stdout)
    assert caught.value.code == "E903"
    assert '12345678901234567890 of "id" was rounded' in caught.value.message


# a file with several kinds of line ends, its data edited, the file that this makes: new lines end as the line before (R98)
MIXED = [
    (b"a: r\r x", {"a": {"k": 1}}, b"a:\r  k: 1"),
    (b"a: r\r x\nb:\n", {"a": {"k": 1}, "b": None}, b"a:\r  k: 1\nb:\n"),
    (b"a: |\r\n  one\n  two\r", {"a": {"k": 1}}, b"a:\r\n  k: 1\r"),
    (b'a: "x\r\n  y\n  z"', {"a": 5, "b": 6}, b"a: 5\nb: 6"),
    (b"a: 'x\n  y\r\n  z'", {"a": [5], "b": 6}, b"a:\n  - 5\r\nb: 6"),
]


@pytest.mark.parametrize(("source", "data", "edited"), MIXED)
def test_line_ends_inside_a_value(source: bytes, data: dict[str, Any], edited: bytes) -> None:
    document = seedfmt.loads(source, fenced=False)
    whole = json.loads(seedfmt.dumps_lossless(document))
    document.reconcile(data)
    assert bytes(document) == edited
    assert bytes(seedfmt.loads_lossless(json.dumps({**whole, "data": data}))) == edited


def test_deep_data() -> None:
    deep: Any = 1
    for _ in range(2000):
        deep = [deep]
    with pytest.raises(SeedError) as caught:
        seedfmt.loads_lossless({**whole(), "data": {"a": deep}})
    assert caught.value.code == "E902"
    for count in (199, 290):
        deep = json.loads("[" * count + "]" * count)
        value = {**whole(), "data": {"a": deep}}
        if count == 199:
            assert seedfmt.loads_lossless(value).data == {"a": deep}
        else:
            with pytest.raises(SeedError):
                seedfmt.loads_lossless(value)


def test_deep_files() -> None:
    """A file that nests more than 300 levels, where the limit on that was raised."""
    text = f"---\na: {'[' * 400}{']' * 400}\n---\n"
    document = seedfmt.loads(text, limits=seedfmt.Limits(depth=500))
    for convert in (seedfmt.dumps_lossless, seedfmt.to_data):
        with pytest.raises(SeedError) as caught:
            convert(document)
        assert caught.value.code == "E902"


def test_edits_of_data_and_body() -> None:
    value = whole()
    value["data"]["heat"] = 66
    value["data"]["related"].append({"title": "It's", "text": "one"})
    value["body"] = "other"
    wanted = SEED.replace(b"65", b"66").replace(b"---\nbody\n", b"  - title: 'It''s'\n    text: 'one'\n---\nother")
    assert bytes(seedfmt.loads_lossless(json.dumps(value))) == wanted


def test_schema(corpus: list[pathlib.Path]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in corpus[::20]:
        validator.validate(json.loads(seedfmt.dumps_lossless(seedfmt.load(path))))
    for text in (SEED, SEED.replace(b"\n", b"\r\n"), SEED + b"\xff"):
        validator.validate(json.loads(seedfmt.dumps_lossless(seedfmt.loads(text))))
    for wrong in ({"seedfmt": 1}, {"more": 1}, {"data": []}, {"front": {}}, {"body": None}, {"body": {"base64": "x"}}):
        assert not validator.is_valid({**whole(), **wrong}), wrong
    for key in whole():
        assert not validator.is_valid({name: value for name, value in whole().items() if name != key}), key


# -- JSON Lines --------------------------------------------------------------------------------------------------------


def test_lines_are_streamed(tmp_path: pathlib.Path) -> None:
    """Memory does not grow with the number of files, neither way."""
    for number in range(120):
        (tmp_path / f"{number:03}.md").write_bytes(SEED + b"x" * 20_000)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    tracemalloc.start()
    count = sum(1 for _ in seedfmt.to_json_lines(iter(paths)))
    written = sum(new for _, new in seedfmt.from_json_lines(
        (line.replace(str(tmp_path), "deep").replace('"path":"/', '"path":"') for line in seedfmt.to_json_lines(paths)), tmp_path / "out"
    ))  # fmt: skip
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == written == 120
    assert peak < 1_000_000, peak


def test_workers_keep_the_order(tmp_path: pathlib.Path) -> None:
    for number in range(450):
        (tmp_path / f"{number:03}.md").write_bytes(SEED if number != 300 else b"---\nno end")
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    errors: list[SeedError] = []
    lines = list(seedfmt.to_json_lines(iter(paths), workers=2, on_error=errors.append))
    assert [json.loads(line)["path"] for line in lines] == paths[:300] + paths[301:]
    assert [(error.path, error.code) for error in errors] == [(paths[300], "E102")]
    with pytest.raises(SeedError):
        list(seedfmt.to_json_lines(paths, workers=2))


# -- other tools -------------------------------------------------------------------------------------------------------


def test_jq(corpus: list[pathlib.Path]) -> None:
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    lines = list(seedfmt.to_json_lines(map(str, corpus)))
    done = subprocess.run(["jq", "-c", ".path"], input="\n".join(lines).encode(), capture_output=True, check=True)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [str(path) for path in corpus]
    path = next(path for path in corpus if b"\nheat: " in path.read_bytes() and path.parts[-2] == "_news")
    edited = subprocess.run(
        ["jq", "-S", ".data.heat += 1"],
        input=seedfmt.dumps_lossless(seedfmt.load(path)).encode(),
        capture_output=True,
        check=True,
    )
    document = seedfmt.load(path)
    document["heat"] += 1
    assert bytes(seedfmt.loads_lossless(edited.stdout)) == bytes(document)


def test_node_reads_the_same(corpus: list[pathlib.Path]) -> None:
    """JSON.parse reads from our JSON what the package "yaml" reads from the file, on every real file."""
    folder = pathlib.Path(os.environ.get("SEEDFMT_NODE_MODULES", "/nonexistent"))
    if not shutil.which("node") or not (folder / "node_modules" / "yaml").is_dir():
        pytest.skip('node with the package "yaml" is needed; set SEEDFMT_NODE_MODULES')
    documents = [seedfmt.load(path) for path in corpus]
    texts = [bytes(doc)[doc._page.parts.front : doc._page.parts.closing].decode() for doc in documents]
    given = json.dumps({"texts": texts, "json": [seedfmt.to_json(doc, body_key=None) for doc in documents]})
    script = pathlib.Path(__file__).parent.parent / "judges" / "values.mjs"
    done = subprocess.run(["node", str(script)], input=given.encode(), capture_output=True, check=True)
    verdicts = json.loads(done.stdout)
    assert len(verdicts) == len(corpus)
    assert [str(path) for path, verdict in zip(corpus, verdicts, strict=True) if not verdict] == []


# -- patches: RFC 6902 and RFC 7396 ------------------------------------------------------------------------------------


def patch_cases() -> list[Any]:
    cases = []
    for name in ("tests.json", "spec_tests.json"):
        found = json.loads((require_suite("json-patch") / name).read_text())
        cases += [case for case in found if "patch" in case and not case.get("disabled")]
    return cases


def test_official_patches() -> None:
    """The official vectors, for documents that can be front matter: the root is an object and stays one."""
    cases = patch_cases()
    jsonpatch = pytest.importorskip("jsonpatch", reason="the oracle of the extra 'test' is not installed")
    tried = 0
    for case in cases:
        if not isinstance(case["doc"], dict) or not isinstance(case.get("expected", {}), dict):
            continue
        tried += 1
        document = seedfmt.new(case["doc"])
        before = bytes(document)
        if "error" in case:
            with pytest.raises(SeedError):
                document.patch(case["patch"])
            assert bytes(document) == before
            continue
        document.patch(case["patch"])
        wanted = case.get("expected", case["doc"])
        assert equal(document.data, wanted), case
        assert equal(jsonpatch.apply_patch(case["doc"], case["patch"]), wanted), case
    assert tried > 60


# RFC 6902, appendix A: the examples whose root is an object (document, patch, result or None)
RFC_6902: list[tuple[Any, list[dict[str, Any]], Any]] = [
    ({"foo": "bar"}, [{"op": "add", "path": "/baz", "value": "qux"}], {"baz": "qux", "foo": "bar"}),
    ({"foo": ["bar", "baz"]}, [{"op": "add", "path": "/foo/1", "value": "qux"}], {"foo": ["bar", "qux", "baz"]}),
    ({"baz": "qux", "foo": "bar"}, [{"op": "remove", "path": "/baz"}], {"foo": "bar"}),
    ({"foo": ["bar", "qux", "baz"]}, [{"op": "remove", "path": "/foo/1"}], {"foo": ["bar", "baz"]}),
    ({"baz": "qux", "foo": "bar"}, [{"op": "replace", "path": "/baz", "value": "boo"}], {"baz": "boo", "foo": "bar"}),
    ({"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}}, [{"op": "move", "from": "/foo/waldo", "path": "/qux/thud"}],
     {"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}}),
    ({"foo": ["all", "grass", "cows", "eat"]}, [{"op": "move", "from": "/foo/1", "path": "/foo/3"}], {"foo": ["all", "cows", "eat", "grass"]}),
    ({"baz": "qux", "foo": ["a", 2, "c"]}, [{"op": "test", "path": "/baz", "value": "qux"}, {"op": "test", "path": "/foo/1", "value": 2}],
     {"baz": "qux", "foo": ["a", 2, "c"]}),
    ({"baz": "qux"}, [{"op": "test", "path": "/baz", "value": "bar"}], None),
    ({"foo": "bar"}, [{"op": "add", "path": "/child", "value": {"grandchild": {}}}], {"foo": "bar", "child": {"grandchild": {}}}),
    ({"foo": "bar"}, [{"op": "add", "path": "/baz", "value": "qux", "xyz": 123}], {"foo": "bar", "baz": "qux"}),
    ({"foo": "bar"}, [{"op": "add", "path": "/baz/bat", "value": "qux"}], None),
    ({"/": 9, "~1": 10}, [{"op": "test", "path": "/~01", "value": 10}], {"/": 9, "~1": 10}),
    ({"/": 9, "~1": 10}, [{"op": "test", "path": "/~01", "value": "10"}], None),
    ({"foo": ["bar"]}, [{"op": "add", "path": "/foo/-", "value": ["abc", "def"]}], {"foo": ["bar", ["abc", "def"]]}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "patch", "wanted"), RFC_6902)
def test_rfc_6902(data: Any, patch: Any, wanted: Any) -> None:
    document = seedfmt.new(data)
    if wanted is None:
        with pytest.raises(SeedError):
            document.patch(patch)
        assert document.data == data
    else:
        document.patch(patch)
        assert document.data == wanted


# RFC 7396, appendix A (original, patch, result); below a member where the root is no object
RFC_7396: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}), ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}), ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}), ({"a": ["b"]}, {"a": "c"}, {"a": "c"}), ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}), ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]), ({"a": "b"}, ["c"], ["c"]), ({"a": "foo"}, "bar", "bar"), ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}), ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "patch", "wanted"), RFC_7396)
def test_rfc_7396(data: Any, patch: Any, wanted: Any) -> None:
    document = seedfmt.new({"root": data})
    document.merge({"root": patch})
    assert document.data == {"root": wanted}
    if isinstance(data, dict) and isinstance(wanted, dict):
        document = seedfmt.new(data)
        document.merge(patch)
        assert document.data == wanted
