"""The handles behave like dict and list: the same operation on both gives the same."""

from __future__ import annotations

import collections.abc
import copy
import enum
import operator
import pickle
import random
from typing import Any

import pytest
from documents import DOCUMENTS, seed
from hypothesis import given
from hypothesis import strategies as st
from laws.strategies import json_like

import seedfmt
from seedfmt.errors import EditError, PointerError

TEXT = (
    "---\ntitle: T # t\n\nprovider:\n  name: A\n  domain: b.c\n\ntopics:\n  - x\n  # about y\n  - y\n  - z\n---\nbody\n"
)


def fresh() -> seedfmt.Document:
    return seedfmt.loads(TEXT)


MAPPING = {
    "set": lambda m: m.__setitem__("name", "new"),
    "add": lambda m: m.__setitem__("extra", [1, {"a": None}]),
    "delete": lambda m: m.__delitem__("name"),
    "pop": lambda m: m.pop("name"),
    "pop default": lambda m: m.pop("nope", 7),
    "popitem": lambda m: m.popitem(),
    "setdefault there": lambda m: m.setdefault("name", 1),
    "setdefault new": lambda m: m.setdefault("new", 1),
    "setdefault container": lambda m: m.setdefault("new", []).append(1),
    "setdefault container there": lambda m: m.setdefault("new", {}).setdefault("a", []).append(1),
    "in values": lambda m: ("A" in m.values(), "n" in m.values(), ("name", "A") in m.items()),
    "reversed": lambda m: list(reversed(m)),
    "or": lambda m: (m | {"x": 1}, {"name": 2, "x": 1} | m),
    "or itself": lambda m: m | m,
    "ior": lambda m: m.__ior__({"x": 1}) and None,
    "copy module": copy.copy,
    "deep copy": copy.deepcopy,
    "update": lambda m: m.update({"name": 1, "b": 2}, c=3),
    "clear": lambda m: m.clear(),
    "get": lambda m: m.get("name"),
    "get default": lambda m: m.get("nope", 7),
    "in": lambda m: ("name" in m, "nope" in m, 5 in m),
    "len": len,
    "list": list,
    "values": lambda m: list(m.values()),
    "items": lambda m: list(m.items()),
    "equal": lambda m: (m == {"name": "A", "domain": "b.c"}, m != {"name": "A"}, m == [1]),
    "copy": lambda m: m.copy(),
    "bool": bool,
    "missing": lambda m: m["nope"],
    "delete missing": lambda m: m.__delitem__("nope"),
    "pop missing": lambda m: m.pop("nope"),
}

SEQUENCE = {
    "set": lambda s: s.__setitem__(1, "new"),
    "set true": lambda s: s.__setitem__(True, "new"),
    "true": lambda s: s[True],
    "set last": lambda s: s.__setitem__(-1, {"a": [1]}),
    "delete": lambda s: s.__delitem__(0),
    "append": lambda s: s.append("w"),
    "extend": lambda s: s.extend(["v", 1]),
    "iadd": lambda s: s.__iadd__(["v"]) and None,
    "insert": lambda s: s.insert(1, "w"),
    "insert far": lambda s: s.insert(99, "w"),
    "insert negative": lambda s: s.insert(-1, "w"),
    "insert very negative": lambda s: s.insert(-99, "w"),
    "pop": lambda s: s.pop(),
    "pop first": lambda s: s.pop(0),
    "remove": lambda s: s.remove("y"),
    "reverse": lambda s: s.reverse(),
    "sort": lambda s: s.sort(reverse=True),
    "clear": lambda s: s.clear(),
    "index": lambda s: s.index("y"),
    "index from": lambda s: s.index("y", 1, 2),
    "index missing": lambda s: s.index("y", 2),
    "index negative": lambda s: s[-1],
    "add": lambda s: (s.__add__(["w"]), operator.add(["w"], s), s + s),
    "times": lambda s: (s * 2, 2 * s),
    "imul": lambda s: s.__imul__(2) and None,
    "copy module": copy.copy,
    "deep copy": copy.deepcopy,
    "no index": lambda s: s["x"],
    "count": lambda s: s.count("y"),
    "in": lambda s: ("y" in s, "n" in s),
    "len": len,
    "list": list,
    "reversed": lambda s: list(reversed(s)),
    "slice": lambda s: (s[1:], s[::-1], s[:0]),
    "set slice": lambda s: s.__setitem__(slice(0, 2), ["p", "q", "r"]),
    "set step": lambda s: s.__setitem__(slice(None, None, 2), ["p", "q"]),
    "delete slice": lambda s: s.__delitem__(slice(1, None)),
    "equal": lambda s: (s == ["x", "y", "z"], s == ["x"], s != ["x"], s == {"a": 1}),
    "copy": lambda s: s.copy(),
    "out of range": lambda s: s[3],
    "set out of range": lambda s: s.__setitem__(3, 1),
    "remove missing": lambda s: s.remove("n"),
    "pop out of range": lambda s: s.pop(7),
}


RAISED = (KeyError, IndexError, ValueError, TypeError)


def run(operation: Any, target: Any) -> tuple[str, Any]:
    """The result, or the class of the exception."""
    try:
        return "value", operation(target)
    except RAISED as error:
        return "raises", next(kind for kind in RAISED if isinstance(error, kind))


@pytest.mark.parametrize("name", MAPPING)
def test_mapping(name: str) -> None:
    doc, plain = fresh(), fresh().data["provider"]
    assert run(MAPPING[name], doc["provider"]) == run(MAPPING[name], plain)
    assert doc["provider"].data == plain
    assert list(doc["provider"]) == list(plain)
    assert seedfmt.loads(bytes(doc)).data["provider"] == plain


@pytest.mark.parametrize("name", SEQUENCE)
def test_sequence(name: str) -> None:
    doc, plain = fresh(), fresh().data["topics"]
    assert run(SEQUENCE[name], doc["topics"]) == run(SEQUENCE[name], plain)
    assert doc["topics"].data == plain
    assert seedfmt.loads(bytes(doc)).data["topics"] == plain


def test_they_are_real_collections() -> None:
    doc = fresh()
    assert isinstance(doc, collections.abc.MutableMapping)
    assert isinstance(doc["provider"], collections.abc.MutableMapping)
    assert isinstance(doc["topics"], collections.abc.MutableSequence)
    assert doc == fresh().data
    assert {**doc["provider"]} == {"name": "A", "domain": "b.c"}
    assert [*doc["topics"]] == ["x", "y", "z"]


def test_a_handle_can_be_given_as_a_value() -> None:
    doc = fresh()
    doc["copy"] = doc["provider"]
    doc["topics"].append(doc["provider"])
    assert doc["copy"] == doc["provider"]
    assert doc["topics"][3] == {"name": "A", "domain": "b.c"}


class Kind(str, enum.Enum):  # noqa: UP042 (StrEnum shows what it holds)
    NEWS = "news"


class Shown(str):
    def __str__(self) -> str:
        return "shown"


class Counted(int):
    def __int__(self) -> int:
        return 99


@pytest.mark.parametrize(
    ("value", "plain"), [(Kind.NEWS, "news"), (Shown("x"), "x"), (Counted(7), 7), ([Kind.NEWS], ["news"])]
)
def test_subclasses_of_plain_types_are_what_they_hold(value: Any, plain: Any) -> None:
    doc = fresh()
    doc["value"] = value
    doc["topics"].append(value)
    assert (doc.data["value"], doc.data["topics"][-1]) == (plain, plain)
    if isinstance(value, str):
        doc[value] = {value: value}
        doc.rename("/title", Shown("t"))
        assert doc.data[plain] == {plain: plain}
        assert doc.data["t"]


def test_a_handle_below_a_mapping_that_became_a_list() -> None:
    """It leads nowhere any more, and is in no handle's way."""
    doc = seedfmt.loads("---\na:\n  k:\n    x: 1\n---\n")
    lost = doc["a"]["k"]
    doc.reconcile({"a": [{"n": 0}, {"n": 1}, {"n": 2}]})
    kept = doc["a"][1]
    del doc["a"][0]
    doc["a"].insert(0, {"n": 7})
    kept["n"] = 8
    assert doc.data == {"a": [{"n": 7}, {"n": 8}, {"n": 2}]}
    with pytest.raises(PointerError):
        lost["x"] = 2


def test_removing_a_comment_that_is_not_there_changes_nothing() -> None:
    doc = seedfmt.loads("---\na: [b, {c: 1, d: 2}]\n---\n")
    before = bytes(doc)
    for pointer in ("/a", "/a/0", "/a/1", "/a/1/c"):
        for above in (True, False):
            doc.set_comment(pointer, None, above=above)
    assert bytes(doc) == before


def test_assigning_a_container_changes_only_the_differences() -> None:
    doc = fresh()
    doc["topics"] = ["x", "y", "w", "z"]
    assert bytes(doc).decode() == TEXT.replace("  - z\n", "  - w\n  - z\n")


def test_a_handle_of_what_is_gone_reads_it_and_refuses_to_edit() -> None:
    """An edit that would reach nothing is an error, never lost."""
    doc = fresh()
    provider, topics = doc["provider"], doc["topics"]
    del doc["provider"]
    doc["topics"] = ["n"]
    assert (provider, topics) == ({"name": "A", "domain": "b.c"}, ["x", "y", "z"])
    before = bytes(doc)
    for edit in (lambda: provider.update(name="B"), topics.clear, lambda: topics.insert(0, "a")):
        with pytest.raises(PointerError) as caught:
            edit()
        assert "no longer in the Document" in str(caught.value)
    topics[0] = "x"  # changes nothing
    assert bytes(doc) == before


ITEMS = "---\na:\n  - n: 0\n  - n: 1 # one\n  - n: 2\n  - n: 3\n---\n"

# what people do with lists of objects
IDIOMS: dict[str, Any] = {
    "swap": lambda s: exec("s[0], s[2] = s[2], s[0]", {"s": s}),
    "shuffle": lambda s: random.Random(7).shuffle(s),
    "take to the end": lambda s: exec("x = s[0]; del s[0]; s.append(x)", {"s": s}),
    "take to the front": lambda s: exec("x = s[-1]; s.remove(x); s.insert(0, x)", {"s": s}),
    "by a third": lambda s: exec("x = s[1]; s[1] = s[3]; s[3] = x", {"s": s}),
    "remove in a loop": lambda s: [s.remove(one) for one in [*s] if one["n"] % 2],
    "edit behind an insertion": lambda s: exec("x = s[2]; s.insert(0, {'n': 9}); x['n'] = 7", {"s": s}),
    "edit behind a deletion": lambda s: exec("x = s[2]; s.pop(0); x['n'] = 7", {"s": s}),
    "edit behind a sort": lambda s: exec("x = s[0]; s.sort(key=lambda i: -i['n']); x['n'] = 7", {"s": s}),
    "edit behind a reversal": lambda s: exec("x = s[0]; s.reverse(); x['n'] = 7", {"s": s}),
    "edit behind slices": lambda s: exec("x = s[3]; del s[1:3]; s[:0] = [{'n': 8}]; x['n'] = 7", {"s": s}),
    "sorted into itself": lambda s: exec("x = s[0]; s[:] = sorted(s, key=lambda i: -i['n']); x['n'] = 7", {"s": s}),
    "edit behind more": lambda s: exec("x = s[3]; s.extend([{'n': 4}]); x['n'] = 7", {"s": s}),
}


@pytest.mark.parametrize("name", IDIOMS)
def test_handles_of_items_follow_them(name: str) -> None:
    doc, plain = seedfmt.loads(ITEMS), seedfmt.loads(ITEMS).data["a"]
    IDIOMS[name](doc["a"])
    IDIOMS[name](plain)
    assert doc.data["a"] == plain


def test_handles_of_members_follow_them() -> None:
    doc = seedfmt.loads("---\na: {b: {c: 1}}\n---\n")
    a, b = doc["a"], doc["a"]["b"]
    doc.rename("/a", "d")
    doc["d"].rename("b", "e")
    b["c"] = 2
    assert (doc.data, a.data) == ({"d": {"e": {"c": 2}}}, {"e": {"c": 2}})
    a.update(e={"c": 2}, f=3)
    b["c"] = 4
    a.update(e={"c": 5})
    assert (doc.data, b.data) == ({"d": {"e": {"c": 5}, "f": 3}}, {"c": 4})


def test_handles_follow_a_json_patch() -> None:
    doc = seedfmt.loads(ITEMS)
    first, last = doc["a"][0], doc["a"][3]
    doc.patch([{"op": "move", "from": "/a/3", "path": "/a/0"}])
    first["n"], last["n"] = 7, 8
    assert [one["n"] for one in doc.data["a"]] == [8, 7, 1, 2]
    doc.set("", {"a": [{"m": 1}]})
    assert first == {"n": 7}
    with pytest.raises(PointerError):
        first["n"] = 9


def test_equal_items_are_told_apart() -> None:
    """Which of two equal items is meant is known by its place: by a handle, and by a slice that deletes it."""
    doc = seedfmt.loads("---\na:\n  - {}\n  - {}\n---\n")
    first = doc["a"][0]
    doc["a"].reverse()
    first["x"] = 1
    assert doc.data == {"a": [{}, {"x": 1}]}
    doc = seedfmt.loads("---\na:\n  - b # one\n  - b # two\n  - b # three\n---\n")
    del doc["a"][0:2]
    assert bytes(doc) == b"---\na:\n  - b # three\n---\n"
    del doc["a"][:]
    assert bytes(doc) == b"---\na: []\n---\n"


def test_handles_stay_where_an_edit_fails() -> None:
    doc = seedfmt.loads(ITEMS)
    last, gone = doc["a"][3], doc["a"][0]
    with pytest.raises(EditError):
        doc.patch([{"op": "remove", "path": "/a/0"}, {"op": "test", "path": "/a/0/n", "value": 0}])
    last["n"] = gone["n"] = 7
    assert [one["n"] for one in doc.data["a"]] == [7, 1, 2, 7]


@given(st.data())
def test_any_held_handle(data: st.DataObject) -> None:
    """What a handle reads is what an object of Python in its place is, whatever happens around it."""
    doc = seedfmt.loads(ITEMS)
    handle, plain = doc["a"], seedfmt.loads(ITEMS).data["a"]
    held = [*zip(handle, plain, strict=True)]
    for number in range(data.draw(st.integers(1, 8))):
        kind = data.draw(
            st.sampled_from(["insert", "delete", "set", "sort", "reverse", "slice", "edit", "hold", "body"])
        )
        one, two = data.draw(st.integers(-5, 5)), data.draw(st.integers(-5, 5))
        for target in (handle, plain):
            operation = {
                "insert": lambda t: t.insert(one, {"n": 10 + number}),
                "delete": lambda t: t.__delitem__(one),
                "set": lambda t: t.__setitem__(one, {"n": 20 + number}),
                "sort": lambda t: t.sort(key=lambda item: item["n"] * two % 7),
                "reverse": lambda t: t.reverse(),
                "slice": lambda t: t.__setitem__(slice(one, two), [{"n": 30 + number}]),
                "edit": lambda t: t[one].__setitem__("n", 40 + number),
                "hold": lambda t: None,
                "body": lambda t: setattr(doc, "body", b"x" * number),
            }[kind]
            run(operation, target)
        if kind == "hold":
            held += zip(handle, plain, strict=True)
        assert handle.data == plain
        for of_document, of_python in held:
            assert of_document == of_python


def test_insert_and_rename() -> None:
    doc = fresh()
    doc.insert("published", True, after="title")
    doc["provider"].insert("id", 7, before="name")
    doc["provider"].rename("domain", "host")
    assert list(doc) == ["title", "published", "provider", "topics"]
    assert list(doc["provider"]) == ["id", "name", "host"]
    with pytest.raises(KeyError):
        doc.insert("x", 1, after="nope")
    with pytest.raises(EditError):
        doc.insert("title", 1)
    with pytest.raises(KeyError):
        doc["provider"].rename("nope", "x")
    with pytest.raises(EditError) as caught:
        doc["provider"].rename("host", "name")
    assert (caught.value.code, caught.value.line) == ("E505", 7)


def test_values_of_iteration_are_handles() -> None:
    doc = fresh()
    for name, value in doc.items():
        if name == "provider":
            value["name"] = "B"
    for value in doc.values():
        if isinstance(value, collections.abc.MutableSequence):
            value.append("w")
    doc["list"] = [{"a": 1}, [1]]
    first, second = doc["list"]
    first["a"] = 2
    second.append(2)
    next(reversed(doc["list"])).append(3)
    assert doc.data == fresh().data | {
        "provider": {"name": "B", "domain": "b.c"}, "topics": ["x", "y", "z", "w"], "list": [{"a": 2}, [1, 2, 3]]
    }  # fmt: skip


def test_a_document_can_be_copied() -> None:
    doc = seedfmt.loads(TEXT, limits=seedfmt.Limits(depth=3))
    doc["title"] = "U"
    for other in (copy.copy(doc), copy.deepcopy(doc), pickle.loads(pickle.dumps(doc))):
        assert type(other) is seedfmt.Document
        assert bytes(other) == bytes(doc)
        other["title"] = "V"
        assert doc["title"] == "U"
        with pytest.raises(EditError):
            other["title"] = [[[[1]]]]  # the limits are the same
        other.undo()
        with pytest.raises(EditError):
            other.undo()


TYPE_ERRORS = {
    "pickled mapping": (lambda d: pickle.dumps(d["provider"]), "cannot be pickled; pickle its .data"),
    "pickled list": (lambda d: pickle.dumps(d["topics"]), "cannot be pickled; pickle its .data"),
    "both places": (lambda d: d.insert("x", 1, after="title", before="title"), "not both"),
    "body of text": (lambda d: setattr(d, "body", "x"), "a body must be bytes, not str; encode it"),
    "body of a number": (lambda d: setattr(d, "body", 5), "a body must be bytes, not int; give bytes"),
    "new body": (lambda d: seedfmt.new({"a": 1}, body="x"), "encode it"),
    "comment": (lambda d: d.set_comment("/title", 5), "a comment must be a string or None, not int"),
    "dump": (lambda d: seedfmt.dump({"a": 1}, "x.md"), "not dict; make one with new()"),
    "dumps": (lambda d: seedfmt.dumps({"a": 1}), "not dict; make one with new()"),
    "index by name": (lambda d: d["topics"].at(1.5), "list indices must be integers or strings, not float"),
    "neither before nor after": (lambda d: d.move("title"), "move() takes either before or after"),
    "index": (lambda d: d["topics"]["x"], "list indices must be integers or slices, not str"),
    "place": (lambda d: d["topics"].insert(1.5, 1), "'float' object cannot be interpreted as an integer"),
    "slice": (lambda d: d["topics"].__setitem__(slice(0, 1), 5), "can only assign an iterable"),
}


@pytest.mark.parametrize(("operation", "message"), TYPE_ERRORS.values(), ids=TYPE_ERRORS)
def test_wrong_types(operation: Any, message: str) -> None:
    doc = fresh()
    with pytest.raises(TypeError) as caught:
        operation(doc)
    assert message in str(caught.value)
    assert bytes(doc).decode() == TEXT


def test_body_of_what_is_like_bytes() -> None:
    doc = fresh()
    for body in (b"x", bytearray(b"y"), memoryview(b"z")):
        doc.body = body
        assert doc.body == bytes(body)


VALUES_REFUSED = [b"bytes", {1, 2}, object(), "half \ud800", {"a": b"x"}, [object()], {("x" * 2000): 1}, 10**5000]


@pytest.mark.parametrize("value", VALUES_REFUSED, ids=lambda value: type(value).__name__)
def test_values_that_cannot_be_written(value: Any) -> None:
    doc = fresh()
    with pytest.raises(EditError) as caught:
        doc["title"] = value
    assert caught.value.code == "E503"
    assert bytes(doc).decode() == TEXT


def test_a_value_that_contains_itself() -> None:
    doc, loop = fresh(), []
    loop.append(loop)
    with pytest.raises(EditError):
        doc["title"] = loop


def test_secured_is_in_no_repr() -> None:
    doc = seedfmt.loads('---\na: {secured: "QUJD;REVG"}\nb: ["QUJD;REVG"]\nsecured: "QUJD;REVG"\n---\n')
    assert "QUJD" not in repr(doc) + repr(doc["a"]) + repr(doc["b"]) + str(doc)


@given(
    st.sampled_from(["flow-lines", "comments-nested", "flush-lists", "blank-lists", "list-of-maps", "house"]), st.data()
)
def test_any_list_operations(name: str, data: st.DataObject) -> None:
    """A list and its handle, under the same operations."""
    doc = seedfmt.loads(seed(DOCUMENTS[name]))
    pointer = {"comments-nested": "/b", "house": "/topics"}.get(name, "/a")
    handle, plain = doc.at(pointer), doc.at(pointer).data
    for _ in range(4):
        kind = data.draw(st.sampled_from(["insert", "pop", "set", "slice", "reverse", "append"]))
        index = data.draw(st.integers(-4, 4))
        value = data.draw(json_like(3))
        for target in (handle, plain):
            operation = {
                "insert": lambda t: t.insert(index, value),
                "pop": lambda t: t.pop(index),
                "set": lambda t: t.__setitem__(index, value),
                "slice": lambda t: t.__setitem__(slice(index, None), [value]),
                "reverse": lambda t: t.reverse(),
                "append": lambda t: t.append(value),
            }[kind]
            run(operation, target)
        assert handle.data == plain


def test_a_handle_in_a_slice_before_itself_is_copied() -> None:
    doc = seedfmt.loads("---\nl:\n  - [a]\n  - b\n---\n")
    first = doc["l"][0]
    doc["l"][0:0] = [first, 1]
    first.append("z")
    assert doc["l"].data == [["a"], 1, ["a", "z"], "b"]
    doc["l"][2:3] = [first, first]
    first.append("y")
    assert doc["l"].data == [["a"], 1, ["a", "z", "y"], ["a", "z"], "b"]
