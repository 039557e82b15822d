"""Lookups in the table of record kinds: by name, by folder, by data.

In: a name, a path or data. Out: a row of the table, or a column of it. Never: opens files.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from seedfmt._edit.defaults import DefaultStyle
from seedfmt._escape import printable
from seedfmt._records import orders, table
from seedfmt._records.orders import KNOWN, ORDERS, REQUIRED
from seedfmt._records.table import ANY, DATA, GENERIC, GROUPS, NONE, PRECEDENCE, QUOTED, RECORD_KINDS, RecordKind, Sign
from seedfmt.errors import Code, EditError

FOLDERS = {kind.folder: kind for kind in RECORD_KINDS}
NAMES = {name: kind for kind in RECORD_KINDS for name in (kind.name, *kind.aliases)} | {
    GENERIC.name: GENERIC,
    NONE.name: NONE,
}
COMMON_GROUPS = frozenset(GROUPS.split())
_INSIDE = {**orders.INSIDE, **table.INSIDE}
KINDS = tuple(sorted(kind.name for kind in RECORD_KINDS))
"""The names of all record kinds; each has a schema."""


def _rank(sign: Sign) -> tuple[int, int]:
    """Return what a sign is sorted by: its first key, then the sign with more keys."""
    return PRECEDENCE.index(sign.keys[0][0]), -len(sign.keys)


SIGNS = sorted(((sign, kind) for kind in RECORD_KINDS for sign in kind.signs), key=lambda pair: _rank(pair[0]))
_VALUED = {key for sign, _ in SIGNS if sign.for_style for key, value in sign.keys if value != ANY}
STYLE_KEYS = frozenset(_VALUED | {"secured"})
_REQUIRED = {name: frozenset(keys.split()) for name, keys in REQUIRED.items()}
_KNOWN = {name: frozenset(keys.split()) for name, keys in {**ORDERS, **KNOWN}.items()}
_SECURED_KEY = frozenset(["secured"])  # it is ours wherever it is
_FEWEST = 3  # keys that are evidence: one or two are found in any file
# the shapes of R100: two parts of BASE64, or a JWS or JWE
_SECURED = re.compile(r"[A-Za-z0-9+/]+={0,2};[A-Za-z0-9+/]+={0,2}|eyJ[\w-]*(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?")


# -- by name -----------------------------------------------------------------------------------------------------------


def require_kind(name: str) -> RecordKind:
    """Return the record kind of a name: ``""`` is any other record, ``none`` no record. Raises EditError."""
    if name in NAMES:
        return NAMES[name]
    if name.startswith(f"{DATA.name}/"):
        return DATA
    message = f'unknown record kind "{printable(name)}"'
    raise EditError(Code.VALUE, message, hint=f"give one of {', '.join(KINDS)}")


# -- by path -----------------------------------------------------------------------------------------------------------


def kind_of_folder(path: str) -> RecordKind | None:
    """Return the record kind of the nearest folder that has one, of two the longer (R173)."""
    parts = _folders(path)
    for end in range(len(parts), 0, -1):
        for folder in ("/".join(parts[max(end - 2, 0) : end]), parts[end - 1]):
            if folder in FOLDERS:
                return FOLDERS[folder]
    return None


def kind_of_path(path: str) -> RecordKind | None:
    """Return the record kind of a path, for its style; None if it is in no collection, a folder "_..."."""
    kind = kind_of_folder(path)
    parts = _folders(path)
    if kind is not None or not any(part.startswith("_") for part in parts):
        return kind
    if DATA.folder in parts:
        return DATA if parts[-1] != DATA.folder else None
    return GENERIC


def _folders(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")[:-1]


# -- by data -----------------------------------------------------------------------------------------------------------


def is_strong(kind: RecordKind, data: dict[Any, Any]) -> bool:
    """Return whether data are those of a record kind by more than a key or a folder (R173).

    Either ``secured`` has its shape, or most of the keys that the kind requires are there, and less than half as many
    that it does not know.
    """
    if has_secured(data):
        return True
    required, known = _REQUIRED[kind.name], _KNOWN[kind.name]
    if len(required) >= _FEWEST:
        count = len(required & data.keys())
        is_most = 2 * count > len(required)
    else:
        count = len(known & data.keys())
        is_most = required <= data.keys()
    return is_most and count >= _FEWEST and 2 * len(data.keys() - known) < count


def has_secured(data: dict[Any, Any]) -> bool:
    """Return whether the key ``secured`` is there with a value of its shape (R100)."""
    value = data.get("secured")
    return isinstance(value, str) and _SECURED.fullmatch(value) is not None


def is_record(data: dict[Any, Any]) -> bool:
    """Return whether data are those of a record of any kind."""
    return has_secured(data) or any(is_strong(kind, data) for kind in RECORD_KINDS)


def kind_for_schema(data: dict[Any, Any], *, beats_folder: bool = False) -> tuple[RecordKind, str] | None:
    """Return the record kind that data identify, and what identifies it (R174, R175)."""
    for sign, kind in SIGNS:
        is_asked = sign.for_schema and sign.beats_folder >= beats_folder
        if is_asked and _applies(sign, data) and is_strong(kind, data):
            key, value = sign.keys[-1]
            return kind, key if value == ANY else f"{key}: {value}"
    return None


def kind_for_style(data: dict[Any, Any]) -> RecordKind:
    """Return the record kind whose default style a file with these data has (R61)."""
    if not is_record(data):
        return NONE
    signs = (kind for sign, kind in SIGNS if sign.for_style and _applies(sign, data) and is_strong(kind, data))
    return next(signs, GENERIC)


def kind_of_file(path: str, data: dict[Any, Any]) -> RecordKind:
    """Return the record kind of a file by its path, if its data confirm that, or else by its data."""
    folder = kind_of_folder(path)
    if folder is not None and is_strong(folder, data):
        return folder
    kind = kind_for_style(data)
    return kind_of_path(path) or kind if kind is not NONE and folder is None else kind


def _applies(sign: Sign, data: dict[Any, Any]) -> bool:
    for key, value in sign.keys:
        if key not in data or (value != ANY and data[key] != value):
            return False
    return not sign.exact or len(data) == len(sign.keys) + ("secured" in data)


# -- columns -----------------------------------------------------------------------------------------------------------


@cache
def style_of(kind: RecordKind) -> DefaultStyle:
    """Return the default style of a record kind."""
    if kind is NONE:
        return DefaultStyle(_SECURED_KEY, (), _SECURED_KEY, is_spaced=False)
    patterns = [*QUOTED.split(), *kind.quoted.split()]
    return DefaultStyle(
        frozenset(pattern for pattern in patterns if "/" not in pattern),
        tuple(tuple(pattern.split("/")) for pattern in patterns if "/" in pattern),
        COMMON_GROUPS | set(kind.groups.split()),
        kind.is_spaced,
    )


def order_of(kind: RecordKind) -> str:
    """Return the root keys in their order: that of the schema or, if it has none, that of the table."""
    return ORDERS.get(kind.name, kind.order)


def in_order(data: dict[str, Any], kind: RecordKind) -> dict[str, Any]:
    """Return the data with the keys in the order of the record kind; an unknown key stays after the key before it."""
    if kind is NONE:
        return data
    ordered = {key: _in_order_inside(value, key) for key, value in _sorted(data, order_of(kind)).items()}
    if "secured" in ordered:
        ordered["secured"] = ordered.pop("secured")
    return ordered


def _in_order_inside(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _in_order_inside(item, key) for key, item in _sorted(value, _INSIDE.get(name, "")).items()}
    return [_in_order_inside(item, name) for item in value] if isinstance(value, list) else value


def _sorted(data: dict[str, Any], names: str) -> dict[str, Any]:
    ranks = {name: rank for rank, name in enumerate(names.split())}
    rank = -1
    places = {}
    for key in data:
        rank = ranks.get(key, rank) if key != "secured" else rank
        places[key] = rank
    return {key: data[key] for key in sorted(data, key=places.__getitem__)}
