"""One convention for the names of nodes, and the edits that came with it: move, parents, tags, spellings."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

import seedfmt
from seedfmt._cli import main

FRONT = """\
title: a # one
# about provider
provider:
  name: P
  "/x": 1
l:
  - k: 1 # first
  # about second
  - k: 2
"""


def load(front: str = FRONT) -> seedfmt.Document:
    return seedfmt.loads(f"---\n{front}---\nbody\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "a"),
        ("/title", "a"),
        ("/provider/name", "P"),
        ("/l/1/k", 2),
    ],
)
def test_a_node_is_named_by_key_or_pointer(name: str, value: Any) -> None:
    doc = load()
    assert doc.at(name) == value
    assert doc.span(name).line == doc.span("/" + name.lstrip("/")).line
    doc.set(name, 7)
    assert doc.at(name) == 7
    doc.delete(name)
    with pytest.raises(seedfmt.errors.PointerError):
        doc.at(name)


def test_pointers_start_at_the_receiver() -> None:
    doc = load()
    assert doc["provider"].at("/name") == "P"
    assert doc["l"].at("/1/k") == 2
    assert doc["l"].at(1) == doc["l"].at(-1) == doc["l"].at("1") == {"k": 2}
    assert doc["l"][0].at("") == {"k": 1}
    assert doc["l"].comment("1", above=True) == "about second"
    assert doc["provider"].at("/~1x") == 1
    doc["provider"].insert("/~1y", 2, before="/name")
    doc["l"].insert("/0/z", 3)
    doc.insert("/provider/new", 4, after="/provider/name")
    doc["l"].set("-", 5)
    doc["provider"].rename("name", "label")
    assert doc.data["provider"] == {"/y": 2, "label": "P", "new": 4, "/x": 1}
    assert list(doc["provider"]) == ["/y", "label", "new", "/x"]
    assert doc.data["l"] == [{"k": 1, "z": 3}, {"k": 2}, 5]


@pytest.mark.parametrize("call", ["at", "delete", "span", "comment", "tag"])
def test_a_missing_name(call: str) -> None:
    doc = load()
    for name, kind in (("nope", KeyError), ("/nope", seedfmt.errors.PointerError)):
        with pytest.raises(kind) as caught:
            getattr(doc, call)(name)
        assert isinstance(caught.value, seedfmt.errors.PointerError)
        assert caught.value.code == "E502"
        assert caught.value.line is not None


def test_entries_move_with_their_comments() -> None:
    doc = load()
    doc.move("provider", before="title")
    doc.move("/l/1", before="/l/0")
    assert bytes(doc).decode() == (
        '---\n# about provider\nprovider:\n  name: P\n  "/x": 1\ntitle: a # one\nl:\n  # about second\n  - k: 2\n'
        "  - k: 1 # first\n---\nbody\n"
    )
    doc["provider"].move("name", after="/~1x")
    assert list(doc["provider"]) == ["/x", "name"]
    before = bytes(doc)
    doc.move("title", after="title")
    assert bytes(doc) == before
    with pytest.raises(seedfmt.EditError):
        doc.move("title", before="/provider/name")
    with pytest.raises(TypeError):
        doc.move("title", before="l", after="l")


def test_handles_follow_what_moves() -> None:
    doc = load()
    second, provider = doc["l"][1], doc["provider"]
    doc.move("/l/1", before="/l/0")
    second["k"] = 9
    doc.patch([{"op": "move", "from": "/provider", "path": "/l/0"}])
    provider["name"] = "Q"
    assert doc.data["l"] == [{"name": "Q", "/x": 1}, {"k": 9}, {"k": 1}]


def test_a_header_stays_first() -> None:
    doc = load("# vim: ts=2\n# about a\na: 1\nb: 2\n")
    doc.move("b", before="a")
    assert bytes(doc) == b"---\n# vim: ts=2\nb: 2\n# about a\na: 1\n---\nbody\n"


def test_bytes_move_between_collections() -> None:
    doc = load("a:\n    - !t 'x'   #TODO\n    - |\n      y\n\n      z\nb:\n  c: 1\n")
    doc.patch([{"op": "move", "from": "/a/1", "path": "/b/text"}, {"op": "copy", "from": "/a/0", "path": "/b/x"}])
    assert bytes(doc).decode() == (
        "---\na:\n    - !t 'x'   #TODO\nb:\n  c: 1\n  text: |\n    y\n\n    z\n  x: !t 'x'   #TODO\n---\nbody\n"
    )


def test_a_new_value_takes_the_tag_away() -> None:
    doc = load("date: !r Sys.Date()\nname: !Sub x\nn: !!str 5\n")
    assert (doc.tag("date"), doc.tag("/n")) == ("!r", "!!str")
    doc["date"] = "2024-01-02"
    doc.set("name", "zed", keep_tag=True)
    doc["n"] = "6"
    assert bytes(doc) == b'---\ndate: "2024-01-02"\nname: !Sub zed\nn: !!str "6"\n---\nbody\n'
    assert doc.tag("date") is None


def test_parents_are_made() -> None:
    doc = load("a: 1\nempty:\n")
    with pytest.raises(seedfmt.errors.PointerError):
        doc.set("/b/c/d", 1)
    doc.set("/b/c/d", 1, parents=True)
    doc.set("/empty/x", 2, parents=True)
    doc.set("/b/c/e", 3, parents=True)
    assert doc.data == {"a": 1, "empty": {"x": 2}, "b": {"c": {"d": 1, "e": 3}}}
    source = bytes(doc)
    with pytest.raises(seedfmt.EditError):
        doc.set("/a/x", 1, parents=True)
    assert bytes(doc) == source


def test_a_number_keeps_its_spelling() -> None:
    doc = load("n: 1.5\n")
    doc.set("n", 1.5, spelling="1.50")
    doc.set("/m", 2.5, spelling="2.50")
    assert b"n: 1.50\nm: 2.50\n" in bytes(doc)
    doc.undo()
    assert doc.data == {"n": 1.5}
    with pytest.raises(seedfmt.EditError):
        doc.set("n", 1.5, spelling="1.6")


CASES = [
    (["set", "/version", "1.10"], 'version: "1.9"', 'version: "1.10"'),
    (["set", "/version", "2"], "version: one", 'version: "2"'),
    (["set", "/n", "2.50"], "n: 1.5", "n: 2.50"),
    (["set", "/n", "0755"], "n: 1.5", 'n: "0755"'),
    (["set", "/n", "685e230"], "n: 1", 'n: "685e230"'),
    (["set", "/n", "9007199254740993"], "n: 1", 'n: "9007199254740993"'),
    (["set", "/n", "true"], "n: 1", "n: true"),
    (["set", "/n", "1.10", "--json"], 'n: "1.9"', "n: 1.1"),
    (["set", "/n", "5", "--text"], "n: 1", 'n: "5"'),
    (["set", "/n/m", "5", "--parents"], "n:", "n:\n  m: 5"),
    (["append", "/n", "2.50"], "n: [1]", "n: [1, 2.50]"),
    (["append", "/n", "x"], "n:", "n:\n  - x"),
    (["insert", "/n/0", "0.10"], "n: [1]", "n: [0.10, 1]"),
    (["move", "/b", "--before", "/a"], "a: 1\nb: 2", "b: 2\na: 1"),
    (["set", "/d", "x", "--keep-tag"], "d: !Sub y", "d: !Sub x"),
    (["set", "/d", "x"], "d: !Sub y", "d: x"),
]


@pytest.mark.parametrize(("arguments", "before", "after"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_what_is_typed_is_written(
    arguments: list[str], before: str, after: str, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.md"
    path.write_text(f"---\n{before}\n---\nbody\n")
    command, *rest = arguments
    assert main([command, str(path), *rest]) == 0
    assert path.read_text() == f"---\n{after}\n---\nbody\n"
    warned = capsys.readouterr().err
    assert bool(warned) == ('"' in after and "--text" not in arguments)
