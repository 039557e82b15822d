"""Documents and their schemas: which one, and what is wrong by it.

In: a Document, and a schema or none. Out: Problems; or the schema. Never: reads a schema twice; fetches one unasked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from seedfmt import _files
from seedfmt._api.documents import name_of
from seedfmt._document import Document
from seedfmt.errors import Problem, SeedError

if TYPE_CHECKING:
    from seedfmt._schema.load import Schema
    from seedfmt._schema.select import Selection

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

    name = name_of(document, path)
    if isinstance(schema, dict | bool):
        loaded = load_given(schema, allow_remote)
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


def load_given(schema: dict[str, Any] | bool, allow_remote: bool = False) -> Schema:
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
