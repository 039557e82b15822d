"""The vectors in ``vectors/json``: a file, its JSON, and what edits of that JSON make of the file (SPEC, chapter 8).

=== file [bom] [crlf] [yaml] [open] [body JSON]   front matter; "open": no line end behind the closing fence
=== to-json [lenient]        its data JSON on one line, or !CODE [line:column]
=== onto JSON                the file with this JSON put onto it; nothing where it stays as it is
=== lossless                 its lossless JSON on one line, but for \\ufeff; it restores the file
=== restore JSON             what this lossless JSON gives: the file if nothing follows, other front matter, or !CODE
=== edit PATCH               the front matter with the patch applied to the data of its lossless JSON, or !CODE
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import jsonpatch_free
import pytest

import seedfmt
from seedfmt.errors import SeedError

FOLDER = pathlib.Path(__file__).parent.parent / "vectors" / "json"


class File(NamedTuple):
    """A seed file: its front matter, and what is around it."""

    options: str
    front: str

    def source(self, front: str | None = None) -> bytes:
        text = self.front if front is None else front
        if "yaml" not in self.options.split():
            body = json.loads(self.options.partition("body ")[2] or '""')
            text = f"---\n{text}---" + ("" if "open" in self.options.split() else f"\n{body}")
        if "crlf" in self.options.split():
            text = text.replace("\n", "\r\n")
        return ("\ufeff" * ("bom" in self.options.split()) + text).encode(errors="surrogateescape")

    def open(self) -> seedfmt.Document:
        return seedfmt.loads(self.source(), fenced="yaml" not in self.options.split())


def sections(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    """Title and text of each section."""
    parts = ("\n" + path.read_text()).split("\n=== ")[1:]
    assert parts, f"{path} is empty"
    for part in parts:
        title, _, text = part.partition("\n")
        yield title, text if text.endswith("\n") or not text else text + "\n"


def vectors() -> Iterator[Any]:
    paths = sorted(FOLDER.glob("*.txt"))
    assert paths, f"no vectors in {FOLDER}"
    for path in paths:
        file = None
        for number, (title, text) in enumerate(sections(path)):
            word, _, rest = title.partition(" ")
            if word == "file":
                file = File(rest, text)
            else:
                yield pytest.param(file, word, rest, text, id=f"{path.stem}-{number}-{word}")


@pytest.mark.parametrize(("file", "word", "rest", "text"), [*vectors()])
def test_vector(file: File, word: str, rest: str, text: str) -> None:
    try:
        CHECKS[word](file, rest, text)
    except SeedError as error:
        place = f" {error.line}:{error.column}" if error.span else ""
        assert text.startswith("!"), error
        assert f"!{error.code}{place}".startswith(text.strip()), error
    else:
        assert not text.startswith("!")


def check_to_json(file: File, rest: str, text: str) -> None:
    found = seedfmt.to_json(file.open(), lenient=rest == "lenient")
    assert found == text.strip() or text.startswith("!")


def check_onto(file: File, rest: str, text: str) -> None:
    document = file.open()
    seedfmt.reconcile(document, rest)
    assert bytes(document) == file.source(text or None)


def check_lossless(file: File, rest: str, text: str) -> None:
    found = seedfmt.dumps_lossless(file.open())
    assert found == text.strip().replace("\\ufeff", "\ufeff")
    assert bytes(seedfmt.loads_lossless(found)) == file.source()


def check_restore(file: File, rest: str, text: str) -> None:
    assert bytes(seedfmt.loads_lossless(rest)) == file.source(text or None)


def check_edit(file: File, rest: str, text: str) -> None:
    whole = json.loads(seedfmt.dumps_lossless(file.open()))
    whole["data"] = jsonpatch_free.patched(whole["data"], json.loads(rest))
    assert bytes(seedfmt.loads_lossless(json.dumps(whole))) == file.source(text)


CHECKS = {
    "to-json": check_to_json,
    "onto": check_onto,
    "lossless": check_lossless,
    "restore": check_restore,
    "edit": check_edit,
}
