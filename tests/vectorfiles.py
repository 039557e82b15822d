"""Read the vector files (see ``vectors/README.md``)."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from seedfmt._document import Document

VECTORS = pathlib.Path(__file__).parent / "vectors"


class Vector(NamedTuple):
    """One edit of one document, and what it must make."""

    folder: str
    file: str
    number: int
    document: str
    edit: str
    expected: str
    code: str

    def __str__(self) -> str:
        return f"{self.file}:{self.number} {self.edit}"


def read(folder: str) -> Iterator[Vector]:
    """All vectors of a folder. A folder without any is an error."""
    files = sorted((VECTORS / folder).glob("*.txt"))
    assert files, f"no vectors in {folder}"
    for path in files:
        yield from read_file(path)


def read_file(path: pathlib.Path) -> Iterator[Vector]:
    """The vectors of a file."""
    document = ""
    text = path.read_bytes().decode()
    parts = ("\n" + text).split("\n=== ")[1:]
    number = text.split("=== ", 1)[0].count("\n") + 1
    for part in parts:
        title, _, body = part.partition("\n")
        if title == "document":
            document = body + "\n"
        else:
            code = body.strip()[1:] if body.startswith("!") else ""
            changed = (
                document if code or title.startswith("reads") else apply_change(document, body, f"{path.name}:{number}")
            )
            yield Vector(path.parent.name, path.stem, number, document, title, changed, code)
        number += part.count("\n") + 1


def apply_change(document: str, change: str, where: str) -> str:
    """The document with the change that a vector describes."""
    lines = document.split("\n")[:-1]
    moved = 0
    at = None
    for line in change.split("\n"):
        if line.startswith("@"):
            at = int(line[1:]) - 1 + moved
        elif line.startswith("-"):
            assert at is not None and at < len(lines) and lines[at] == line[1:], f"{where}: line {line!r} is not there"
            del lines[at]
            moved -= 1
        elif line.startswith("+"):
            assert at is not None, f"{where}: no @ before {line!r}"
            lines.insert(at, line[1:])
            at += 1
            moved += 1
        else:
            assert line == "", f"{where}: {line!r} is not understood"
    return "".join(line + "\n" for line in lines)


def perform(document: Document, edit: str) -> None:
    """Make the edit that a vector names."""
    verb, _, rest = edit.partition(" ")
    decoder = json.JSONDecoder()
    if verb in ("merge", "patch", "reconcile"):
        getattr(document, verb)(json.loads(rest))
        return
    if rest.startswith('"'):
        pointer, end = decoder.raw_decode(rest)
        rest = rest[end:].strip()
    else:
        pointer, _, rest = rest.partition(" ")
    value: Any = None
    if rest:
        value, end = decoder.raw_decode(rest)
        rest = rest[end:].strip()
    if verb == "set":
        document.set(pointer, value)
    elif verb == "append":
        document.at(pointer).append(value)
    elif verb == "delete":
        document.delete(pointer)
    elif verb == "rename":
        document.rename(pointer, value)
    elif verb == "comment":
        document.set_comment(pointer, value)
    elif verb == "above":
        document.set_comment(pointer, value, above=True)
    else:
        assert verb == "insert", verb
        above, _, last = pointer.rpartition("/")
        parent = document.at(above)
        if rest:
            where, _, name = rest.partition(" ")
            parent.insert(last.replace("~1", "/").replace("~0", "~"), value, **{where: name})
        elif isinstance(parent.data, list):
            parent.insert(len(parent) if last == "-" else int(last), value)
        else:
            parent.insert(last.replace("~1", "/").replace("~0", "~"), value)
