"""Local copies of remote schemas: files that a configuration registers under the address that their ``$id`` gives.

In: a folder and globs. Out: the paths of the copies by address. Never: fetches anything; leaves the folder.
"""

from __future__ import annotations

import os
from functools import lru_cache

from seedfmt import _files
from seedfmt._globs import expand, is_match
from seedfmt.errors import Code, SeedError

MAX_COPIES = 1000


@lru_cache(maxsize=16)
def find_copies(folder: str, *patterns: str) -> dict[str, str]:
    """The paths of the schemas that the globs match, by their ``$id``. Raises SeedError for one that has none.

    The globs are relative to the folder; "**" crosses folders.
    """
    found: dict[str, str] = {}
    for path in _list_files(folder, patterns):
        address = _read_id(path)
        if address in found and found[address] != path:
            message = f"two copies have the $id {address[:200]}; the other is {found[address]}"
            raise SeedError(Code.REFERENCE, message, hint="keep one of them", path=path)
        found[address] = path
    return found


def _list_files(folder: str, patterns: tuple[str, ...]) -> list[str]:
    """The files in the folder that the globs match, first those of the first; links to folders are not followed."""
    from seedfmt._listing import new_problems, root_of, walk_folder

    top = os.path.realpath(folder)
    paths = list(walk_folder(folder, root_of(folder), new_problems(), hidden=True))
    names: dict[str, None] = {}
    for pattern in patterns:
        for one in expand(pattern):
            bound = f"/{one.strip('/')}"
            for path in paths:
                name = os.path.relpath(path, folder).replace(os.sep, "/")
                if is_match(bound, name) and os.path.isfile(path) and _files.is_inside(path, top):
                    names.setdefault(path)
    if len(names) > MAX_COPIES:
        message = f"schema-copies match {len(names)} files"
        raise SeedError(Code.REFERENCE, message, hint=f"match at most {MAX_COPIES}", path=folder)
    return list(names)


def _read_id(path: str) -> str:
    from seedfmt._schema.load import read_document

    root = read_document(path, lambda name: _files.read_schema(_files.schema_uri(name)))
    address = root.get("$id", root.get("id")) if isinstance(root, dict) else None
    if not isinstance(address, str) or not address.startswith(("https://", "http://")):
        hint = 'write "$id": "https://..." in it, or let schema-copies not match it'
        raise SeedError(Code.REFERENCE, "the copy of a schema has no address in $id", hint=hint, path=path)
    return address.partition("#")[0]
