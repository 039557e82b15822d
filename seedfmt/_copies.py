"""Local copies of remote schemas: files that a configuration registers under the address that their ``$id`` gives.

In: a folder and globs. Out: the paths of the copies by address. Never: fetches anything; leaves the folder.
"""

from __future__ import annotations

import os
from functools import lru_cache

from seedfmt import _files
from seedfmt._globs import expand
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
    import glob

    names: dict[str, None] = {}
    for pattern in patterns:
        for one in expand(pattern):
            for name in sorted(glob.glob(one.lstrip("/"), root_dir=folder, recursive=True)):
                path = os.path.join(folder, name)
                if os.path.isfile(path) and _files.is_inside(path, folder):
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
