"""Documents and their schemas: which one, and what is wrong by it.

In: a Document, and a schema or none. Out: Problems; or the schema. Never: reads a schema twice; fetches one unasked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

from seedfmt import _files
from seedfmt._api.documents import name_of
from seedfmt._document import Document
from seedfmt.errors import Problem, SeedError

if TYPE_CHECKING:
    from seedfmt._schema.load import Schema
    from seedfmt._schema.select import Selection


class Describes(Protocol):
    """What describes itself as a TypeAdapter of pydantic does."""

    def json_schema(self) -> dict[str, Any]:
        """The schema."""


_loaded: dict[tuple[str, bool, tuple[str, ...], tuple[str, ...]], Schema] = {}
_described: WeakKeyDictionary[type, dict[bool, Schema]] = WeakKeyDictionary()


def validate(
    document: Document,
    schema: str | os.PathLike[str] | dict[str, Any] | bool | type | Describes | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    globs: Iterable[tuple[str, str]] = (),
    root: str = "",
    allow_remote: bool = False,
) -> list[Problem]:
    """Check the front matter by its schema. The problems are in the order of the file; a valid file has none.

    Args:
        schema: A record kind (``"news"``), a path, an address, a schema as a dict, or a class that describes itself:
            a pydantic model, a msgspec Struct, a dataclass, a TypedDict, or a TypeAdapter (dataclasses and TypedDicts
            need pydantic). Without it the file, ``globs`` or the folder decide; see ``select_schema``. A file without a
            schema is valid.
        path: What problems call the file; by default where the Document was loaded from.
        allow_remote: Allow schemas to be fetched.
    Raises:
        SeedError: The schema cannot be read, or is invalid.
        TypeError: ``schema`` is none of these, or the class cannot be described.
    """
    from seedfmt._schema.validate import validate as find_problems

    name = name_of(document, path)
    if isinstance(schema, dict | bool):
        loaded = load_given(schema, allow_remote)
    elif schema is not None and not isinstance(schema, str | os.PathLike):
        loaded = load_class(schema, allow_remote)
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
    return select(document, name_of(document, path), explicit=explicit, globs=tuple(globs), root=root)


def load_schema(
    schema: str,
    folder: str = "",
    *,
    allow_remote: bool = False,
    within: tuple[str, ...] = (),
    copies: tuple[str, ...] = (),
) -> Schema:
    """A schema by kind, path or address; each is read once. It and all that it refers to must be ``within`` folders.

    ``copies`` are a folder and globs of the schemas in it that are used for the addresses in their ``$id``.

    Raises SeedError where it cannot be read, or is none.
    """
    from seedfmt._schema.kinds import BASE
    from seedfmt._schema.load import load_schema as load_checked

    uri = _files.schema_uri(schema, folder)
    key = uri, allow_remote, within, copies
    if key not in _loaded:
        trusted = uri.startswith(BASE)
        try:
            loaded = load_checked(
                uri,
                lambda name: _files.read_schema(name, allow_remote=allow_remote, within=within, copies=copies),
                trusted=trusted,
            )
        except SeedError as error:
            error.path = _files.path_of(error.path or uri)
            raise
        _loaded[key] = loaded
    return _loaded[key]


def load_class(given: Any, allow_remote: bool) -> Schema:
    """The schema of a class, which is described once. Raises TypeError, SeedError."""
    from seedfmt._schema.describe import describe_class

    by_class = _described.setdefault(given, {}) if isinstance(given, type) else {}
    if allow_remote not in by_class:
        by_class[allow_remote] = load_given(describe_class(given), allow_remote)
    return by_class[allow_remote]


def load_given(schema: dict[str, Any] | bool, allow_remote: bool = False) -> Schema:
    """A schema that is at hand; its references start from the working folder."""
    import json

    from seedfmt._schema.load import load_schema as load_checked

    uri = _files.schema_uri("schema.json")
    try:
        text = json.dumps(schema)
    except (TypeError, ValueError, RecursionError) as error:
        raise TypeError(f"a schema must hold what JSON can hold: {error}") from error
    try:
        return load_checked(
            uri, lambda name: text if name == uri else _files.read_schema(name, allow_remote=allow_remote)
        )
    except SeedError as error:
        error.path = None if error.path == uri else error.path
        raise


def infer_schema(
    records: Iterable[Document | dict[Any, Any]], *, required_share: float = 0.95, closed: bool = False
) -> dict[str, Any]:
    """Return a JSON Schema (draft 2020-12) that is inferred from records: Documents, or their data.

    A key, a type or a form that at least ``required_share`` of the records have is asked for, so the schema does not
    fit each record: ``validate(document, schema)`` reports those that it does not fit. With ``closed`` no other keys
    than those found are allowed. Records are read once, and not kept.
    Raises TypeError for what is not a record, ValueError for a share that is not above 0.5 and at most 1.
    """
    from fractions import Fraction

    from seedfmt._schema.infer import Inference

    if not 0.5 < required_share <= 1:
        raise ValueError(f"required_share must be above 0.5 and at most 1, not {required_share}")
    inference = Inference(Fraction(str(required_share)), closed=closed)
    for record in records:
        if not isinstance(record, (Document, dict)):
            raise TypeError(
                f"infer_schema() takes Documents or dicts, not {type(record).__name__}; load() a file first"
            )
        inference.add(record.data if isinstance(record, Document) else record)
    return inference.schema()
