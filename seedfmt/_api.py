"""The functions of the library: from files and bytes to Documents and back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from seedfmt import _files
from seedfmt._document import Document, Limits, body_bytes
from seedfmt._edit import house
from seedfmt._edit.values import plain_data
from seedfmt.errors import Code, EditError, JsonError, Problem, SeedError, SeedSyntaxError

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
    """A new seed file from plain data, in the house style: quoting and blank lines by key and kind (SPEC R60).

    ``kind`` is one of ``news``, ``people``, ``communities``, ``events``, ``newsletters``, ``companies``, ``projects``,
    ``data/topic``, ``data/organization``, ...; without it the data tell. Members keep their order.
    Raises EditError for data that cannot be front matter.
    """
    plain = plain_data(data)
    if not isinstance(plain, dict):
        raise EditError(Code.VALUE, "front matter must be a mapping", hint="give a dict")
    front = house.print_front(plain, house.kind_of(plain) if kind is None else house.require_kind(kind))
    return Document(b"---\n" + front.encode() + b"---\n" + body_bytes(body))


# -- validation --------------------------------------------------------------------------------------------------------

_loaded: dict[tuple[str, bool, tuple[str, ...]], Schema] = {}


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
        loaded = load_schema(selection.schema, selection.folder, allow_remote=allow_remote, within=selection.within)
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
    return select(document, _name_of(document, path), explicit=explicit, globs=tuple(globs), root=root)


def load_schema(schema: str, folder: str = "", *, allow_remote: bool = False, within: tuple[str, ...] = ()) -> Schema:
    """A schema by kind, path or address; each is read once. It and all that it refers to must be ``within`` folders.

    Raises SeedError where it cannot be read, or is none.
    """
    from seedfmt._schema.kinds import BASE
    from seedfmt._schema.load import load_schema as load_checked

    uri = _files.schema_uri(schema, folder)
    key = uri, allow_remote, within
    if key not in _loaded:
        trusted = uri.startswith(BASE)
        try:
            loaded = load_checked(
                uri, lambda name: _files.read_schema(name, allow_remote=allow_remote, within=within), trusted=trusted
            )
        except SeedError as error:
            error.path = _files.path_of(error.path or uri)
            raise
        _loaded[key] = loaded
    return _loaded[key]


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


# -- JSON --------------------------------------------------------------------------------------------------------------


def to_data(document: Document, *, body_key: str | None = "content", lenient: bool = False) -> dict[str, Any]:
    """The front matter as JSON values, with the body under ``body_key`` where there is one (SPEC R80 to R83).

    ``body_key=None`` leaves the body out; ``lenient`` replaces what JSON cannot hold.
    Raises JsonError with its line, otherwise; also where a member has the body's name, or the body is not UTF-8.
    """
    from seedfmt._views.as_json import json_object
    from seedfmt._views.values import without_spelling

    data: dict[str, Any] = without_spelling(json_object(document, body_key=body_key, lenient=lenient))
    return data


@cache
def _fast_json() -> Callable[[Document, str | None], str | None]:
    """The fast way, imported when it is first needed: the statement alone would take a fifth of a small file."""
    from seedfmt._views.as_json import fast_json

    return fast_json


def to_json(
    document: Document,
    *,
    body_key: str | None = "content",
    lenient: bool = False,
    pretty: bool = False,
    sort_keys: bool = False,
    pointer: str = "",
) -> str:
    """Front matter and body as JSON text: one object, members in order, numbers exact and floats as spelled.

    ``pointer`` (RFC 6901) takes a part. Raises JsonError as ``to_data`` does, and PointerError.
    """
    text = None if pretty or sort_keys or pointer else _fast_json()(document, body_key)
    if text is not None:
        return text
    from seedfmt._views import as_json

    key = body_key if pointer in ("", f"/{body_key}") else None
    value: Any = as_json.json_object(document, body_key=key, lenient=lenient)
    if pointer:
        value = as_json.part_of(document, value, pointer)
    return as_json.render_json(value, pretty=pretty, sort_keys=sort_keys)


def from_json(
    text: str | bytes | dict[str, Any], *, body_key: str | None = "content", kind: str | None = None
) -> Document:
    """A new seed file in the house style from JSON text, or from its values: the way back from ``to_json`` (SPEC R85).

    What is under ``body_key`` becomes the body. ``kind`` is as in ``new``. Raises JsonError, EditError.
    """
    if kind is not None:
        house.require_kind(kind)
    return from_values(_parsed(text) if isinstance(text, (str, bytes)) else plain_data(text), body_key, kind)


def from_values(values: Any, body_key: str | None, kind: str | None) -> Document:
    """A new seed file from JSON values, floats spelled as they are (SPEC R85). Raises JsonError, EditError."""
    from seedfmt._edit.order import in_order

    values, body = _front_and_body(values, body_key)
    plain = plain_data(values)
    kind = house.kind_of(plain) if kind is None else kind
    front = house.print_front(in_order(values, kind), kind)
    return Document(b"---\n" + front.encode() + b"---\n" + (body or b""))


def reconcile(document: Document, text: str | bytes | dict[str, Any], *, body_key: str | None = "content") -> None:
    """Give a Document the data and the body that JSON says, with the fewest edits; comments and spelling stay (R84).

    Where the JSON says no body, the body stays. Raises JsonError, EditError; then the Document is as it was.
    """
    from seedfmt._views.values import replaced, restored

    values, body = _front_and_body(text, body_key)
    old = document.data
    with document._transaction():
        document.reconcile(restored(values, old, replaced(old, hide=True)))
        if body is not None and body.decode() != document.body.decode(errors="replace"):
            document.body = body


def dumps_lossless(document: Document, *, pretty: bool = False) -> str:
    """The whole file as lossless JSON: ``data`` and ``body`` to edit, ``layout`` to bring back every byte (R90)."""
    from seedfmt._views.as_json import render_json
    from seedfmt._views.lossless import lossless_object

    return render_json(lossless_object(document), pretty=pretty)


def loads_lossless(text: str | bytes | dict[str, Any], *, limits: Limits | None = None) -> Document:
    """The file of lossless JSON, byte for byte; where its data were edited, the file with just that edit.

    Raises JsonError for what does not fit together, EditError for an edit that cannot be made, LimitError.
    """
    from seedfmt._views.lossless import lossless_document

    return lossless_document(_parsed(text), limits=limits)


def _parsed(text: str | bytes | dict[str, Any]) -> Any:
    from seedfmt._views.as_json import parse_json
    from seedfmt._views.values import require_shallow

    if isinstance(text, (str, bytes)):
        return parse_json(text)
    require_shallow(text)
    return text


def _front_and_body(text: str | bytes | dict[str, Any], body_key: str | None) -> tuple[dict[str, Any], bytes | None]:
    """The members that are front matter, and the body, None where there is none."""
    values = _parsed(text)
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise JsonError(Code.JSON_SYNTAX, "a seed file is an object in JSON", hint="write it in braces")
    if isinstance(values.get("layout"), dict) and "marks" in values["layout"] and "seedfmt" in values:
        raise JsonError(Code.JSON_SYNTAX, "this is lossless JSON", hint="read it with --lossless (loads_lossless)")
    if body_key is None or body_key not in values:
        return values, None
    body = values[body_key]
    if not isinstance(body, str):
        message = f'the member "{body_key}" is the body and must be text'
        raise JsonError(Code.JSON_SYNTAX, message, hint="name another with --body-key, or none with --no-body")
    try:
        return {key: value for key, value in values.items() if key != body_key}, body.encode()
    except UnicodeEncodeError as error:
        message = "the body holds half a surrogate pair, which is no character"
        raise JsonError(Code.JSON_SYNTAX, message, hint="correct the text") from error
