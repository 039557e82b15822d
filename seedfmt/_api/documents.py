"""From files and bytes to Documents, and back.

In: a path, or bytes, or plain data. Out: a Document; or a file written in one step. Never: knows schemas or JSON.
"""

from __future__ import annotations

import os
from typing import Any

from seedfmt import _edit, _files
from seedfmt._document import Document
from seedfmt._edit.values import body_bytes, plain_data
from seedfmt._limits import Limits
from seedfmt.errors import Code, EditError, SeedError, SeedSyntaxError


class _Origin:
    """Where a Document's bytes came from."""

    __slots__ = ("path", "source")

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source


def load(path: str | os.PathLike[str], *, limits: Limits | None = None) -> Document:
    """Open a seed file.

    A file named ``.yaml`` or ``.yml`` may be all front matter, without fences; any other must have them.
    Raises FileError; SeedSyntaxError or LimitError with path, line and column.
    """
    name = os.fspath(path)
    source = _files.read_file(name)
    document = _open(source, name, not _files.is_yaml(name), limits)
    document.origin = _Origin(os.path.realpath(name), source)
    return document


def loads(
    data: bytes | str, *, path: str | None = None, fenced: bool | None = None, limits: Limits | None = None
) -> Document:
    """Open a seed file whose bytes are at hand.

    ``path`` is what errors call it; like its suffix in ``load``, ``fenced`` says whether it must have fences.
    Raises SeedSyntaxError or LimitError with path, line and column.
    """
    if isinstance(data, os.PathLike):
        raise TypeError("loads() takes the content of a file, not a path; use load()")
    if not isinstance(data, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"loads() takes str or bytes, not {type(data).__name__}")
    if isinstance(data, str):
        try:
            data = data.encode()
        except UnicodeEncodeError as error:
            raise SeedSyntaxError(
                Code.ENCODING,
                "the text holds half a surrogate pair, which is no character",
                hint="decode it correctly",
                path=path,
            ) from error
    if fenced is None:
        fenced = path is None or not _files.is_yaml(path)
    return _open(bytes(data), path, fenced, limits)


def _open(source: bytes, path: str | None, fenced: bool, limits: Limits | None) -> Document:
    try:
        return Document(source, fenced=fenced, limits=limits)
    except SeedError as error:
        error.path = path
        raise


def dumps(document: Document) -> bytes:
    """The bytes of a Document, the same as ``bytes(document)``."""
    if not isinstance(document, Document):
        raise TypeError(f"dumps() takes a Document, not {type(document).__name__}; make one with new()")
    return bytes(document)


def dump(document: Document, path: str | os.PathLike[str]) -> bool:
    """Write a Document to a file, in one step; False where the file has these bytes already and nothing was written.

    Raises ConflictError where the Document was loaded from this file and somebody else has changed it since, FileError
    where it cannot be written. In both cases the file is as it was. Any other file that is there is overwritten.
    """
    if not isinstance(document, Document):
        raise TypeError(f"dump() writes a Document, not {type(document).__name__}; make one with new()")
    name = os.fspath(path)
    source = bytes(document)
    origin = document.origin
    real = os.path.realpath(name)
    expected = origin.source if isinstance(origin, _Origin) and origin.path == real else None
    written = _files.write_file(name, source, expected)
    document.origin = _Origin(real, source)
    return written


def new(data: dict[Any, Any], *, kind: str | None = None, body: bytes = b"") -> Document:
    """A new seed file from plain data, in the default style: quoting and blank lines by key and kind (SPEC R60).

    ``kind`` is one of ``news``, ``people``, ``communities``, ``events``, ``newsletters``, ``companies``, ``projects``,
    ``data/topic``, ``data/organization``, ...; without it the data tell. Members keep their order.
    Raises EditError for data that cannot be front matter.
    """
    plain = plain_data(data)
    if not isinstance(plain, dict):
        raise EditError(Code.VALUE, "front matter must be a mapping", hint="give a dict")
    from seedfmt._records.kinds import kind_for_style, require_kind, style_of

    known = kind_for_style(plain) if kind is None else require_kind(kind)
    front = _edit.front.render_front(plain, style_of(known))
    return Document(b"---\n" + front.encode() + b"---\n" + body_bytes(body))


def name_of(document: Document, path: str | os.PathLike[str] | None) -> str | None:
    """What errors call a Document: the path given, or where it was loaded from."""
    if path is not None:
        return os.fspath(path)
    return document.origin.path if isinstance(document.origin, _Origin) else None
