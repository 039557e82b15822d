"""From files and bytes to Documents, and back.

In: a path, or bytes, or plain data. Out: a Document; or a file written in one step. Never: knows schemas or JSON.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal

from seedfmt import _edit, _files
from seedfmt._document import Document
from seedfmt._edit.values import body_bytes, plain_data
from seedfmt._limits import Limits
from seedfmt.errors import Code, EditError, SeedError, SeedSyntaxError

if TYPE_CHECKING:
    from seedfmt._bulk import FileEdits, Paths, Progress


class _Origin:
    """Where a Document's bytes came from."""

    __slots__ = ("name", "path", "source")

    def __init__(self, name: str, source: bytes) -> None:
        self.name = name
        self.path = os.path.realpath(name)
        self.source = source


def load(path: str | os.PathLike[str], *, limits: Limits | None = None) -> Document:
    """Open a seed file.

    A file named ``.yaml`` or ``.yml`` may be all front matter, without fences; any other must have them.
    Raises FileError; SeedSyntaxError or LimitError with path, line and column.
    """
    name = os.fspath(path)
    source = _files.read_file(name)
    document = _open(source, name, not _files.is_yaml(name), limits)
    document.origin = _Origin(name, source)
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
    return write_document(document, os.fspath(path))


def write_document(document: Document, name: str, *, sync: bool = True) -> bool:
    """As ``dump``; ``sync`` is as in ``write_file``."""
    origin = _Origin(name, bytes(document))
    old = document.origin
    expected = old.source if isinstance(old, _Origin) and old.path == origin.path else None
    written = _files.write_file(name, origin.source, expected, sync=sync)
    document.origin = origin
    return written


def new(data: dict[Any, Any], *, kind: str | None = None, body: bytes = b"") -> Document:
    """A new seed file from plain data, in the default style: quoting and blank lines by key and kind (SPEC R60).

    ``kind`` is one of ``news``, ``people``, ``communities``, ``events``, ``newsletters``, ``companies``, ``projects``,
    ``data/topic``, ``data/organization``, ..., or ``none``; by default the data decide. Members keep their order.
    Raises EditError for data that cannot be front matter.
    """
    plain = plain_data(data)
    if not isinstance(plain, dict):
        raise EditError(Code.VALUE, "front matter must be a mapping", hint="give a dict")
    from seedfmt._records.kinds import kind_for_style, require_kind, style_of

    known = kind_for_style(plain) if kind is None else require_kind(kind)
    front = _edit.front.render_front(plain, style_of(known))
    return Document(b"---\n" + front.encode() + b"---\n" + body_bytes(body))


def edit(
    paths: Paths,
    *,
    dry_run: bool = False,
    on_error: Literal["raise", "collect"] = "raise",
    progress: Progress | bool = False,
    limits: Limits | None = None,
) -> FileEdits:
    """Edit many files.

        with seedfmt.edit("content/**/*.md") as files:
            for doc in files:
                doc["heat"] += 1

    A file is written when the loop goes on to the next one, atomically, and only if it changed. A file that cannot be
    read or written is left as it was, and the others are done.

    Args:
        paths: A file, a folder, a glob with ``*``, ``?``, ``[...]``, ``{a,b}`` and ``**``, or several of them. A
            folder stands for its seed files, a glob for all files that it matches, without hidden folders and what git
            ignores.
        dry_run: Write nothing; ``files.result.diff`` is the diff.
        on_error: ``"raise"`` raises the errors of all files as one ExceptionGroup at the end of the block;
            ``"collect"`` leaves them in ``files.result.errors``. An exception in the block ends it at once either way:
            the files before are done, the one at hand and those after it are as they were.
        progress: True shows on standard error, if it is a terminal, how far the work is; or a function to call with
            the number of files done, that of all, and the path of the next.
        limits: As in ``seedfmt.load``.
    Raises:
        ExceptionGroup: Some files could not be edited.
        TypeError: ``paths`` are not paths.
    """
    from seedfmt._bulk import FileEdits

    return FileEdits(paths, dry_run, on_error, progress, limits)


def name_of(document: Document, path: str | os.PathLike[str] | None) -> str | None:
    """What errors call a Document: the path given, or where it was loaded from."""
    if path is not None:
        return os.fspath(path)
    return document.origin.path if isinstance(document.origin, _Origin) else None
