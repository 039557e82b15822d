"""Every vector: the edit changes exactly the lines that it must, whatever the fences and the line ends."""

from __future__ import annotations

import json

import pytest
import vectorfiles

from seedfmt._document import Document
from seedfmt.errors import EditError

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


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_vector(vector: vectorfiles.Vector, shape: str) -> None:
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
    assert bytes(document).decode() == write(vector.expected).decode()
    if bytes(document) != source:
        document.undo()
        assert bytes(document) == source
