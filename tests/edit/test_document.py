"""Places, comments, bodies, undo, patches: what a Document answers and does."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

import seedfmt
from seedfmt._change import equal
from seedfmt._document import Document
from seedfmt.errors import EditError, PointerError, RefusedError
from tests.support.data import require_suite

DELETE = object()  # in a table: the edit that removes
TEXT = """---
# about the title
title: "T" # short
heat: 65

provider: # who
  name: A

list: [a, {b: c}]
text: | # why
  one
empty:
"a/b~c": 1
1: one
---
body
"""


def fresh() -> seedfmt.Document:
    return seedfmt.loads(TEXT)


AT = [
    ("/heat", 65),
    ("/provider/name", "A"),
    ("/list/0", "a"),
    ("/list/1/b", "c"),
    ("/a~1b~0c", 1),
    ("/1", "one"),
    ("/empty", None),
    ("/text", "one\n"),
]


@pytest.mark.parametrize(("pointer", "value"), AT)
def test_at(pointer: str, value: Any) -> None:
    assert fresh().at(pointer) == value


def test_at_the_root() -> None:
    doc = fresh()
    assert doc.at("") is doc
    assert doc.at("/provider") == {"name": "A"}


# pointer, code, what the message holds, line
LOST = [
    ("heats", "E502", 'no member "heats"', 3),
    ("/a~b", "E501", '"~" must be', None),
    ("/nope", "E502", 'no member "nope"', 3),
    ("/provider/nope", "E502", '/provider has no member "nope"', 6),
    ("/heat/x", "E502", "/heat is a number", 4),
    ("/list/2", "E502", "/list has no item 2", 9),
    ("/list/-", "E502", "no item 2", 9),
    ("/list/x", "E502", '"x" no index', 9),
    ("/list/01", "E502", "no index", 9),
    ("/empty/x", "E502", "/empty is null", 12),
    ("/nope/deep", "E502", 'no member "nope"', 3),
]


@pytest.mark.parametrize(("pointer", "code", "message", "line"), LOST)
def test_lost_pointers(pointer: str, code: str, message: str, line: int | None) -> None:
    for ask in (seedfmt.Document.at, seedfmt.Document.delete, seedfmt.Document.span):
        with pytest.raises(PointerError) as caught:
            ask(fresh(), pointer)
        assert caught.value.code == code
        assert message in caught.value.message
        assert caught.value.line == line
        assert isinstance(caught.value, LookupError)


def test_set_behind_the_end() -> None:
    doc = fresh()
    for pointer in ("/list/3", "/list/99"):
        with pytest.raises(PointerError) as caught:
            doc.set(pointer, "x")
        assert (caught.value.code, caught.value.line) == ("E502", 9)
        assert "it has 2 items" in str(caught.value)
    assert bytes(doc).decode() == TEXT
    doc.set("/list/2", "x")
    doc.set("/list/-", "y")
    assert doc["list"].data == ["a", {"b": "c"}, "x", "y"]


KEYS = [
    ("[a]: 1", "/[a]", 1),
    ("? - a\n  - {b: [c]}\n: [2, 3]", "/[a,{b:[c]}]/1", 3),
    ("{b: 1, a: ~}: 4", "/{a:null,b:1}", 4),
    ("[]: 5\n'[]': 6", "/[]", 6),
    ("['1']: 7\n[1]: 8", "/[1]", 7),
    (".nan: 9", "/.nan", 9),
    ("1.50: 10", "/1.5", 10),
    ("? [a/b, '~']\n: 11", "/[a~1b,~0]", 11),
]


@pytest.mark.parametrize(("text", "pointer", "value"), KEYS)
def test_names_of_keys_that_are_no_text(text: str, pointer: str, value: int) -> None:
    """SPEC R185: as in JSON; text of that name first, then the earlier."""
    doc = seedfmt.loads(f"---\n{text}\n---\n")
    assert doc.at(pointer) == value
    doc.set(pointer, 0)
    assert doc.at(pointer) == 0


SPANS = [
    ("/title", "T", (3, 8, 3, 11)),
    ("/heat", "65", (4, 7, 4, 9)),
    ("/provider", "name: A", (7, 3, 7, 10)),
    ("/list/1", "{b: c}", (9, 11, 9, 17)),
    ("/text", "| # why\n  one", (10, 7, 11, 6)),
    ("/empty", "", (12, 7, 12, 7)),
]


@pytest.mark.parametrize(("pointer", "text", "place"), SPANS)
def test_span(pointer: str, text: str, place: tuple[int, ...]) -> None:
    doc = fresh()
    span = doc.span(pointer)
    assert bytes(doc)[span.start : span.end].decode().strip('"') == text
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_span_of_keys() -> None:
    doc = fresh()
    key = doc.span("/provider/name", key=True)
    assert (key.line, key.column, bytes(doc)[key.start : key.end]) == (7, 3, b"name")
    assert doc.span("").line == 3


def test_span_of_an_item_has_no_key() -> None:
    assert fresh().span("/list/0", key=True) == fresh().span("/list/0")


def test_unknown_kind() -> None:
    with pytest.raises(EditError) as caught:
        seedfmt.new({"a": 1}, kind="bogus")
    assert "events, forms, games, " in str(caught.value)
    assert seedfmt.new({"a": 1}, kind="news") == {"a": 1}


# a flow mapping, with N behind b
EMPTY_IN_FLOW = [
    ('{a, b: , "c"}', '{a, b: , "N": 1, "c"}'),
    ("{b: }", '{b: , "N": 1}'),
    ("{b:   }", '{b: , "N": 1  }'),
    ("{b: !!null , c}", '{b: !!null , "N": 1, c}'),
    ("{b:, c: 1}", '{b:, "N": 1, c: 1}'),
    ("{\n  b: \n  }", '{\n  b: ,\n  "N": 1\n  }'),
    ("{\n  b: # c\n  }", '{\n  b: , # c\n  "N": 1\n  }'),
    ("{\n  b:  # c\n  }", '{\n  b: , # c\n  "N": 1\n  }'),
]


@pytest.mark.parametrize(("text", "wanted"), EMPTY_IN_FLOW)
def test_behind_an_empty_value_in_flow(text: str, wanted: str) -> None:
    doc = seedfmt.loads(f"---\nf: {text}\n---\n")
    doc["f"].insert("N", 1, after="b")
    assert bytes(doc).decode() == f"---\nf: {wanted}\n---\n"


def test_comments() -> None:
    doc = fresh()
    assert doc.comment("/title") == "short"
    assert doc.comment("/title", above=True) == "about the title"
    assert doc.comment("/provider") == "who"
    assert doc.comment("/text") == "why"
    assert doc.comment("/heat") is None
    assert doc.comment("/heat", above=True) is None
    doc.set_comment("/title", "long")
    doc.set_comment("/title", "line one\nline two", above=True)
    doc.set_comment("/heat", "hot")
    doc.set_comment("/provider", None)
    doc.set_comment("/text", None)
    assert (doc.comment("/title"), doc.comment("/heat")) == ("long", "hot")
    assert bytes(doc).decode() == TEXT.replace("# short", "# long").replace(
        "# about the title\n", "# line one\n# line two\n"
    ).replace("heat: 65", "heat: 65 # hot").replace("provider: # who", "provider:").replace("| # why", "|")
    for _ in range(5):
        doc.undo()
    assert bytes(doc).decode() == TEXT


def test_comments_without_room() -> None:
    doc = fresh()
    for pointer in ("/list/0", "/list/1/b"):
        with pytest.raises(EditError) as caught:
            doc.set_comment(pointer, "x")
        assert caught.value.code == "E506"
    with pytest.raises(EditError):
        doc.set_comment("/heat", "two\nlines")
    with pytest.raises(EditError):
        doc.set_comment("", "x")
    assert bytes(doc).decode() == TEXT


def test_body() -> None:
    doc = fresh()
    assert doc.body == b"body\n"
    doc.body = b"\xff\x00 new"
    assert bytes(doc) == TEXT.encode().replace(b"body\n", b"\xff\x00 new")
    doc.body = b""
    doc.undo()
    doc.undo()
    assert bytes(doc).decode() == TEXT
    closed = seedfmt.loads(b"---\r\na: 1\r\n---")
    closed.body = b"text"
    assert bytes(closed) == b"---\r\na: 1\r\n---\r\ntext"
    with pytest.raises(EditError):
        seedfmt.loads(b"a: 1\n", fenced=False).body = b"x"


def test_undo_without_edits() -> None:
    with pytest.raises(EditError):
        fresh().undo()


def test_patch_is_all_or_nothing() -> None:
    doc = fresh()
    with pytest.raises(EditError) as caught:
        doc.patch([{"op": "replace", "path": "/heat", "value": 1}, {"op": "test", "path": "/title", "value": "no"}])
    assert caught.value.code == "E507"
    assert "operation 1 (test)" in caught.value.message
    assert bytes(doc).decode() == TEXT
    doc.patch([{"op": "replace", "path": "/heat", "value": 1}, {"op": "remove", "path": "/list"}])
    doc.undo()
    assert bytes(doc).decode() == TEXT


def test_batch_is_one_edit() -> None:
    doc = fresh()
    doc["heat"] = 1
    start = bytes(doc)
    with doc.batch() as inside:
        assert inside is doc
        doc["heat"] = 2
        assert doc["heat"] == 2
        doc.set_comment("/heat", "hot")
        doc.rename("/heat", "warmth")
        doc.body = b"other\n"
        doc["list"].append(7)
        assert doc["list"][-1] == 7
    assert b"warmth: 2 # hot\n" in bytes(doc)
    doc.undo()
    assert bytes(doc) == start
    doc.undo()
    assert bytes(doc).decode() == TEXT


@pytest.mark.parametrize("error", [EditError("E503", "no"), KeyError("k"), KeyboardInterrupt()], ids=repr)
def test_batch_that_fails(error: BaseException) -> None:
    """The Document, its undo steps and the handles are as before, whatever is raised, by whom it may be."""
    doc = fresh()
    doc["heat"] = 1
    start, items, provider = bytes(doc), doc["list"], doc["provider"]
    with pytest.raises(type(error)) as caught, doc.batch():
        doc.insert("first", {"a": 1}, before="title")
        del doc["provider"]
        items.insert(0, {"b": 1})
        new = items[0]
        doc.body = b"x"
        raise error
    assert caught.value is error
    assert bytes(doc) == start
    assert (items.data, provider.data) == (doc.data["list"], doc.data["provider"])
    provider["name"] = "P"
    assert doc["provider"]["name"] == "P"
    doc.undo()
    doc.undo()
    assert bytes(doc).decode() == TEXT
    assert new.data == {"b": 1}
    with pytest.raises(PointerError):
        new["b"] = 2


def test_an_edit_that_fails_ends_the_batch_or_not() -> None:
    """An error that is caught inside leaves out its own edit alone."""
    doc = fresh()
    with doc.batch():
        doc["heat"] = 1
        with pytest.raises(EditError):
            doc.rename("/heat", "title")
        doc["title"] = "T"
    assert (doc["heat"], doc["title"]) == (1, "T")
    with pytest.raises(EditError), doc.batch():
        doc["heat"] = 2
        doc.rename("/heat", "title")
    assert doc["heat"] == 1


def test_batches_nest() -> None:
    doc = fresh()
    with doc.batch():
        doc["heat"] = 1
        with pytest.raises(ZeroDivisionError), doc.batch():
            doc["heat"] = 2
            raise ZeroDivisionError
        assert doc["heat"] == 1
        with doc.batch():
            doc["heat"] = 3
            doc["title"] = "T"
        doc.undo()
        assert doc["heat"] == 1
    doc.undo()
    assert bytes(doc).decode() == TEXT


def test_undo_in_a_batch() -> None:
    """Inside, undo reaches back to the start of the batch and no further; what comes to nothing is no step."""
    doc = fresh()
    doc["heat"] = 1
    with doc.batch():
        with pytest.raises(EditError):
            doc.undo()
        doc["heat"] = 2
        doc.undo()
        assert doc["heat"] == 1
    with pytest.raises(ZeroDivisionError), doc.batch():
        doc["heat"] = 2
        doc.undo()
        doc["heat"] = 3
        raise ZeroDivisionError
    assert doc["heat"] == 1
    doc.undo()
    assert bytes(doc).decode() == TEXT


BAD_PATCHES = [
    {}, [1], [{"op": "nope", "path": ""}], [{"op": "add", "path": "/a"}], [{"op": "remove"}], [{"op": "move", "path": "/a"}],
    [{"op": "add", "path": 5, "value": 1}], [{"op": "remove", "path": "/nope"}], [{"op": "remove", "path": ""}],
    [{"op": "move", "from": "/provider", "path": "/provider/x"}], [{"op": "replace", "path": "/nope", "value": 1}],
    [{"op": "add", "path": "/list/9", "value": 1}], [{"op": "add", "path": "/nope/x", "value": 1}],
]  # fmt: skip


@pytest.mark.parametrize("patch", BAD_PATCHES, ids=json.dumps)
def test_bad_patches(patch: Any) -> None:
    doc = fresh()
    with pytest.raises(EditError):
        doc.patch(patch)
    assert bytes(doc).decode() == TEXT


def test_merge_patch() -> None:
    """RFC 7396, chapter 1: members that are null go, others are set, lists are replaced."""
    doc = fresh()
    doc.merge({"heat": None, "provider": {"name": "B", "id": 7}, "list": ["z"]})
    assert doc.data["provider"] == {"name": "B", "id": 7}
    assert "heat" not in doc
    assert doc["list"] == ["z"]


MERGE_EXAMPLES = [  # RFC 7396, appendix A, as members of a document
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("before", "patch", "after"), MERGE_EXAMPLES)
def test_merge_examples(before: Any, patch: Any, after: Any) -> None:
    doc = seedfmt.new(before)
    doc.merge(patch)
    assert doc.data == after


def official_patches(folder: pathlib.Path) -> list[dict[str, Any]]:
    cases = []
    for path in sorted(folder.glob("*.json")):
        cases += [
            case
            for case in json.loads(path.read_text())
            if "doc" in case and "patch" in case and not case.get("disabled")
        ]
    return cases


def below_doc(pointer: Any) -> Any:
    return "/doc" + pointer if pointer == "" or str(pointer).startswith("/") else pointer


def test_official_patches() -> None:
    """The tests of json-patch-tests, each document as the member ``doc`` of a seed file."""
    cases = official_patches(require_suite("json-patch"))
    assert len(cases) > 80
    for case in cases:
        doc = seedfmt.new({"doc": case["doc"]})
        patch = [
            {name: below_doc(value) if name in ("path", "from") else value for name, value in op.items()}
            if isinstance(op, dict)
            else op
            for op in case["patch"]
        ]
        before = bytes(doc)
        if "error" in case:
            with pytest.raises(EditError):
                doc.patch(patch)
            assert bytes(doc) == before, case
        else:
            doc.patch(patch)
            if "expected" in case:
                assert equal(doc.data.get("doc"), case["expected"]), case


def test_aliases_are_not_edited_through() -> None:
    doc = seedfmt.loads("---\na: &x {b: 1}\nc: *x\nd: 2\n---\n")
    with pytest.raises(RefusedError) as caught:
        doc["c"]["b"] = 2
    assert (caught.value.code, caught.value.line) == ("E504", 2)
    with pytest.raises(RefusedError):
        doc["a"]["b"] = 2
    doc["d"] = 3
    doc["c"] = {"b": 2}
    doc["a"]["b"] = 5
    assert doc.data == {"a": {"b": 5}, "c": {"b": 2}, "d": 3}


def test_set_and_delete_by_pointer() -> None:
    doc = fresh()
    doc.set("/provider/id", 7)
    doc.set("/list/-", "z")
    doc.delete("/list/0")
    doc.set("/1", "uno")
    assert doc.data["provider"] == {"name": "A", "id": 7}
    assert doc["list"] == [{"b": "c"}, "z"]
    assert doc.data[1] == "uno"
    with pytest.raises(EditError):
        doc.delete("")
    with pytest.raises(EditError):
        doc.set("", [1])
    doc.set("", {"only": 1})
    assert doc.data == {"only": 1}


@pytest.mark.parametrize(
    ("source", "pointer", "value", "expected"),
    [
        # a file that comes to end in a block scalar gets a line end (R31)
        (b"k: |\n  text\nb: 1", "/b", DELETE, b"k: |\n  text\n"),
        (b"k: |+\n  text\n\nb: 1", "/b", DELETE, b"k: |+\n  text\n\n"),
        (b"k: |\n  text", "/k", "new", b"k: |-\n  new\n"),
        (
            b"a: x\nk:\n  l: |\n    text\n  m: 1",
            "/k/m",
            "x\ny\n",
            b"a: x\nk:\n  l: |\n    text\n  m: |\n    x\n    y\n",
        ),
        (b"a: x\nk:\n  l: |\n    text", "/k/m", "x\n", b"a: x\nk:\n  l: |\n    text\n  m: |\n    x\n"),
        # one that it ends in already stays as it is
        (b"a: 1\nk: |\n  text", "/a", 2, b"a: 2\nk: |\n  text"),
        (b"k: |\n  text", "/b", 1, b"k: |\n  text\nb: 1"),
        (b"k: |\n  text\nb: 1\n# end", "/b", DELETE, b"k: |\n  text\n# end"),
        # with mixed line ends, too, the last line keeps its lack of one
        (b"\xef\xbb\xbfa: 1\nb: two\r\nc: 3.5", "/a", "new text", b"\xef\xbb\xbfa: new text\nb: two\r\nc: 3.5"),
        (b"a: 1\nb: two\r\nc: 3.5", "/c", DELETE, b"a: 1\nb: two"),
        (b"a: 1\nb: two\r\nc: 3.5", "", {"a": 1}, b"a: 1"),
        (b"a: 1\nb: two\r\nc: 3.5", "", {}, b""),
        (b"a: 1\rb: 2\nc: 3", "/c", {"d": [1]}, b"a: 1\rb: 2\nc:\n  d:\n    - 1"),
    ],
)
def test_last_line_end(source: bytes, pointer: str, value: object, expected: bytes) -> None:
    doc = Document(source, fenced=False)
    if value is DELETE:
        doc.delete(pointer)
    else:
        doc.set(pointer, value)
    assert bytes(doc) == expected
    doc.undo()
    assert bytes(doc) == source


def test_empty_front_matter() -> None:
    for source in (b"---\n---\n", b"---\n\n---\nbody", b"---\n# c\n---\n", b"---\r\n---\r\n"):
        doc = seedfmt.loads(source)
        assert (doc.data, len(doc), list(doc)) == ({}, 0, [])
        doc["a"] = 1
        assert doc.data == {"a": 1}
        del doc["a"]
        assert doc.data == {}
        doc.undo()
        doc.undo()
        assert bytes(doc) == source


def test_crlf_without_a_last_line_end() -> None:
    """A YAML file whose last line has no line end keeps lacking it, CR and all (R31)."""
    document = seedfmt.loads(b"a: 1\r\nb: 2", fenced=False)
    document["a"] = 3
    document["c"] = 4
    assert bytes(document) == b"a: 3\r\nb: 2\r\nc: 4"
    document = seedfmt.loads(b"a: one\r\n  two\n\n  three\nb: x", fenced=False)
    document.reconcile({"c": None})
    assert bytes(document) == b"c: null"


@pytest.mark.parametrize("header", [">", "> ", "|", "|  ", "> # c", "|- # c "])
def test_a_header_alone_at_the_end(header: str) -> None:
    """A block scalar without lines, in a file without a last line end, takes a text."""
    document = seedfmt.loads(f"a: {header}".encode(), path="a.yaml")
    document["a"] = "new text"
    assert seedfmt.loads(bytes(document), path="a.yaml").data == {"a": "new text"}
    document.undo()
    assert bytes(document) == f"a: {header}".encode()


def test_a_comment_takes_the_tab_before_the_first_one() -> None:
    doc = seedfmt.loads("---\na: 1\t# c\nb: 2\nl: [1]\nn:\n---\n")
    for name in ("b", "l", "n"):
        doc.set_comment(f"/{name}", "x")
    assert bytes(doc) == b"---\na: 1\t# c\nb: 2\t# x\nl: [1]\t# x\nn:\t# x\n---\n"


@pytest.mark.parametrize("above", [False, True])
def test_no_comment_through_an_alias(above: bool) -> None:
    doc = seedfmt.loads("---\na: &x\n  m:\n    k: 1\nb: *x\n---\n")
    with pytest.raises(RefusedError, match="alias of the anchor"):
        doc.set_comment("/b/m/k", "x", above=above)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (float("nan"), "cannot be a key"),
        (object(), "a key of type object"),
        (b"x", "a key of type bytes"),
        (True, 'the member "1" has a key that is the same'),
        (1.0, 'the member "1" has a key that is the same'),
    ],
)
def test_keys_that_cannot_be(key: Any, message: str) -> None:
    doc = seedfmt.loads("---\n1: a\n---\n")
    for edit in (lambda: doc.__setitem__(key, 1), lambda: doc.insert(key, 1, after=1)):
        with pytest.raises(EditError, match=message):
            edit()
    assert bytes(doc) == b"---\n1: a\n---\n"
