"""The functions of the library: from files and bytes to Documents and back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from seedfmt import _files
from seedfmt._document import Document, Limits
from seedfmt._edit import house
from seedfmt._edit.values import plain_data
from seedfmt.errors import Code, EditError, Problem, SeedError, SeedSyntaxError

if TYPE_CHECKING:
    from seedfmt._schema.load import Schema
    from seedfmt._schema.select import Selection


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
    return bytes(document)


def dump(document: Document, path: str | os.PathLike[str]) -> bool:
    """Write a Document to a file, in one step; False where the file has these bytes already and nothing was written.

    Raises ConflictError where the Document was loaded from this file and somebody else has changed it since, FileError
    where it cannot be written. In both cases the file is as it was.
    """
    name = os.fspath(path)
    source = bytes(document)
    origin = document.origin
    real = os.path.realpath(name)
    expected = origin.source if isinstance(origin, _Origin) and origin.path == real else None
    written = _files.write_file(name, source, expected)
    document.origin = _Origin(real, source)
    return written


def new(data: dict[Any, Any], *, kind: str | None = None, body: bytes = b"") -> Document:
    """A new seed file from plain data, in the house style: quoting and blank lines by key and kind (SPEC R60).

    ``kind`` is one of ``news``, ``people``, ``communities``, ``events``, ``newsletters``, ``companies``, ``projects``,
    ``data/topic``, ``data/organization``, ...; without it the data tell. Members keep their order.
    Raises EditError for data that cannot be front matter.
    """
    plain = plain_data(data)
    if not isinstance(plain, dict):
        raise EditError(Code.VALUE, "front matter must be a mapping", hint="give a dict")
    front = house.print_front(plain, house.kind_of(plain) if kind is None else kind)
    return Document(b"---\n" + front.encode() + b"---\n" + body)


# -- validation --------------------------------------------------------------------------------------------------------

_loaded: dict[tuple[str, bool], Schema] = {}


def validate(
    document: Document,
    schema: str | os.PathLike[str] | dict[str, Any] | bool | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    globs: Iterable[tuple[str, str]] = (),
    root: str = "",
    allow_remote: bool = False,
) -> list[Problem]:
    """What is wrong with the front matter by its schema, in the order of the file; nothing where it is valid.

    ``schema`` is the name of a kind (``"news"``), a path, an address or a schema itself; without it the file tells, or
    ``globs``, or its folder (see ``select_schema``). A file without a schema is valid. ``path`` is what Problems call
    the file; without it, where the Document was loaded from. Only with ``allow_remote`` is anything fetched.
    Raises SeedError for a schema that cannot be read, or is none.
    """
    from seedfmt._schema.validate import validate as find_problems

    name = _name_of(document, path)
    if isinstance(schema, dict | bool):
        loaded = _load_given(schema, allow_remote)
    else:
        selection = select_schema(document, schema, path=path, globs=globs, root=root)
        if not selection.schema:
            return []
        loaded = load_schema(selection.schema, selection.folder, allow_remote=allow_remote)
    return [problem._replace(path=name) for problem in find_problems(document, loaded)]


def select_schema(
    document: Document,
    schema: str | os.PathLike[str] | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    globs: Iterable[tuple[str, str]] = (),
    root: str = "",
) -> Selection:
    """Which schema a Document gets, and why (SPEC R170): asked for, modeline, ``globs``, folder, data."""
    from seedfmt._schema.select import select

    explicit = os.fspath(schema) if schema is not None else None
    return select(document, _name_of(document, path), explicit=explicit, globs=globs, root=root)


def load_schema(schema: str, folder: str = "", *, allow_remote: bool = False) -> Schema:
    """A schema by kind, path or address; each is read once.

    Raises SeedError where it cannot be read, or is none.
    """
    from seedfmt._schema.kinds import BASE
    from seedfmt._schema.load import load_schema as load_checked

    uri = _files.schema_uri(schema, folder)
    if (uri, allow_remote) not in _loaded:
        trusted = uri.startswith(BASE)
        try:
            loaded = load_checked(
                uri, lambda name: _files.read_schema(name, allow_remote=allow_remote), trusted=trusted
            )
        except SeedError as error:
            error.path = _files.path_of(error.path or uri)
            raise
        _loaded[uri, allow_remote] = loaded
    return _loaded[uri, allow_remote]


def _load_given(schema: dict[str, Any] | bool, allow_remote: bool) -> Schema:
    """A schema that is at hand; its references start from the working folder."""
    import json

    from seedfmt._schema.load import load_schema as load_checked

    uri = _files.schema_uri("schema.json")
    text = json.dumps(schema)
    try:
        return load_checked(
            uri, lambda name: text if name == uri else _files.read_schema(name, allow_remote=allow_remote)
        )
    except SeedError as error:
        error.path = None if error.path == uri else error.path
        raise


def _name_of(document: Document, path: str | os.PathLike[str] | None) -> str | None:
    if path is not None:
        return os.fspath(path)
    return document.origin.path if isinstance(document.origin, _Origin) else None
