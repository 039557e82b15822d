"""Every vector: the edit changes exactly the lines that it must, whatever the fences and the line ends."""

from __future__ import annotations

import difflib
import json

import pytest
import vectorfiles

from seedfmt._document import Document
from seedfmt.errors import EditError, SeedError

VECTORS = [*vectorfiles.read("rules"), *vectorfiles.read("torture")]


def fenced(text: str) -> bytes:
    return f"---\n{text}---\nbody\n".encode()


def crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


# how a text becomes a file, and whether that has fences
SHAPES = {
    "fenced": (fenced, True),
    "fenced-crlf": (lambda text: crlf(fenced(text)), True),
    "yaml": (lambda text: text.encode(), False),
    "yaml-crlf": (lambda text: crlf(text.encode()), False),
    "yaml-no-final-newline": (lambda text: text.encode().removesuffix(b"\n"), False),
}


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_vector(vector: vectorfiles.Vector) -> None:
    """One failure for a vector, whatever the number of shapes that it fails in."""
    failed = {shape: error for shape in SHAPES if (error := failure(vector, shape)) is not None}
    if failed:
        shape, error = next(iter(failed.items()))
        where = f"tests/vectors/{vector.folder}/{vector.file}.txt:{vector.number}: {vector.edit}"
        pytest.fail(f"{where}\nfails as {', '.join(failed)}; as {shape}: {error}", pytrace=False)


def failure(vector: vectorfiles.Vector, shape: str) -> str | None:
    """Return what is wrong with the result of a vector in one shape, or None."""
    try:
        check(vector, shape)
    except (AssertionError, SeedError, pytest.fail.Exception) as error:
        return f"{type(error).__name__}: {error}"
    return None


def check(vector: vectorfiles.Vector, shape: str) -> None:
    """Make the edit of a vector on its document in one shape."""
    write, has_fences = SHAPES[shape]
    source = write(vector.document)
    document = Document(source, fenced=has_fences)
    if vector.edit.startswith("reads "):
        assert document.data == json.loads(vector.edit.removeprefix("reads "))
        return
    if vector.code:
        with pytest.raises(EditError) as caught:
            vectorfiles.perform(document, vector.edit)
        assert (caught.value.code, bytes(document)) == (vector.code, source)
        return
    vectorfiles.perform(document, vector.edit)
    found, expected = bytes(document).decode(), write(vector.expected).decode()
    assert found == expected, "\n" + "\n".join(
        difflib.unified_diff(expected.split("\n"), found.split("\n"), "expected", "found", n=1)
    )
    if bytes(document) != source:
        document.undo()
        assert bytes(document) == source
