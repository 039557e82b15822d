"""Front matter as JSON values, and JSON values put back onto front matter (SPEC R80 to R84).

In: a Document; or JSON values and the data that they came from. Out: dict with str keys, list, str, int, float, bool,
None; or plain data. Never: drops a value in silence; writes text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from seedfmt._document import Document
from seedfmt._edit.find import Path, is_merge_key, spell_part
from seedfmt._edit.pairing import pair_items
from seedfmt._edit.spelling import Spelled, spell_value
from seedfmt._source import span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import CORE, build, hashable, resolve_tagged
from seedfmt._syntax.scalar import is_json_float, resolve_plain, scalar_text
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import Code, JsonError

_TAGS = frozenset(["!", *(CORE + name for name in ("str", "int", "float", "bool", "null", "map", "seq"))])
_PLAIN = frozenset([str, int, bool, type(None)])
DEPTH = 300  # levels of nesting in JSON; a file has fewer (R15)
_JSON = _PLAIN | {dict, list}


def json_values(document: Document, *, lenient: bool = False) -> dict[str, Any]:
    """The front matter as JSON values; floats that are spelled in JSON's way know their spelling.

    Raises JsonError with the line of what JSON cannot hold, unless it is to be replaced (``lenient``, R81).
    """
    data = document.data
    tree = document._page.tree
    if tree.tags and not lenient:
        require_no_tags(tree)
    require_shallow(data)
    if is_json(data):
        return data
    if len(tree) > ROOT:
        data = spell_floats(tree, ROOT, data)
    if not lenient:
        require_json(document, data, ())
    values: dict[str, Any] = replaced(data)
    return values


def is_json(value: dict[Any, Any] | list[Any]) -> bool:
    """Is all of this JSON as it is? Floats are not: their spelling has to be looked up."""
    items = value
    if type(value) is dict:
        if not {*map(type, value)} <= {str}:
            return False
        items = value.values()  # type: ignore[assignment]
    kinds = {*map(type, items)}
    if kinds <= _PLAIN:
        return True
    if not kinds <= _JSON:
        return False
    return all(is_json(item) for item in items if type(item) is dict or type(item) is list)


# -- what JSON cannot hold ---------------------------------------------------------------------------------------------


def require_no_tags(tree: Tree) -> None:
    """Refuse tags but those that say what JSON says anyway (R80)."""
    for row in range(len(tree)):
        name = tree.tag_name(row)
        if name and name not in _TAGS:
            start, end = tree.tag(row)
            raise JsonError(
                Code.NOT_JSON,
                f"the tag {tree.source[start:end].decode()} cannot be said in JSON",
                hint="remove it, or leave it out with --lenient, or keep it with --lossless",
                span=span_between(tree.source, start, end),
            )


def require_json(document: Document, value: Any, path: Path) -> None:
    """Refuse keys that are no text, and numbers that are none."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                message = f"the key {spell_part(key)} is no text, as keys in JSON must be"
                _fail(document, (*path, key), message, key=True)
            require_json(document, item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            require_json(document, item, (*path, place))
    elif isinstance(value, float) and not is_number(value):
        _fail(document, path, f"{spell_value(value)} is no number in JSON", key=False)


def _fail(document: Document, path: Path, message: str, *, key: bool) -> NoReturn:
    hint = "put quotes around it, or replace it with --lenient"
    raise JsonError(Code.NOT_JSON, message, hint=hint, span=document._span(path, key=key))


def is_number(value: float) -> bool:
    """Can JSON hold this number? One that is too large for a float can, as it is spelled."""
    return isinstance(value, Spelled) or value - value == 0


def require_shallow(value: Any) -> None:
    """Refuse JSON values that nest too deeply; a file does so only where its limit was raised."""
    level = [value]
    for _ in range(DEPTH):
        inner = (
            item
            for box in level
            if isinstance(box, (dict, list))
            for item in (box.values() if isinstance(box, dict) else box)
        )
        level = list({id(item): item for item in inner}.values())  # what stands in several places, once
        if not level:
            return
    raise JsonError(Code.JSON_SYNTAX, "the JSON nests too deeply", hint=f"give at most {DEPTH} levels")


def json_names(data: dict[Any, Any]) -> dict[Any, str]:
    """The names of the members in JSON, by key. Where two would be the same, text comes before what is none, and the
    earlier before the later; the others have no name (R92)."""
    taken = {key for key in data if isinstance(key, str)}
    names: dict[Any, str] = {}
    for key in data:
        name = spell_part(key)
        if isinstance(key, str) or name not in taken:
            taken.add(name)
            names[key] = name
    return names


def replaced(value: Any, *, hide: bool = False) -> Any:
    """JSON values for plain data, with the replacements of R81; ``hide`` leaves out members without a name.

    Raises JsonError for such, otherwise.
    """
    if isinstance(value, dict):
        names = json_names(value)
        if len(names) < len(value) and not hide:
            double = next(key for key in value if key not in names)
            message = f'two keys would both be "{spell_part(double)}" in JSON'
            raise JsonError(Code.NOT_JSON, message, hint="rename one")
        return {name: replaced(value[key], hide=hide) for key, name in names.items()}
    if isinstance(value, list):
        return [replaced(item, hide=hide) for item in value]
    if isinstance(value, float) and not is_number(value):
        return spell_value(value)
    return value


# -- the spelling of floats --------------------------------------------------------------------------------------------


def spell_floats(tree: Tree, row: int, data: Any) -> Any:
    """The data with each float that has its spelling from the file, where JSON reads that as the same number."""
    row = tree.target(row)
    kind = tree.kind(row)
    if kind == rows.MAPPING and isinstance(data, dict):
        copy = dict(data)
        for key, value in tree.pairs(row):
            name = key_of(tree, key)
            if name in data and not is_merge_key(tree, key, value):
                copy[name] = spell_floats(tree, value, data[name])
        return copy
    if kind == rows.SEQUENCE:
        return [spell_floats(tree, item, value) for item, value in zip(tree.children(row), data, strict=True)]
    if isinstance(data, float):
        text = tree.text(row).decode()
        if is_json_float(text):
            return Spelled(data, text)
    return data


# -- keys in the tree --------------------------------------------------------------------------------------------------


def key_of(tree: Tree, row: int) -> Any:
    """The value of a key; None-like for what would take a reading of the whole file: a collection beside aliases."""
    row = tree.target(row)
    if tree.kind(row) != rows.SCALAR:
        return hashable(build(tree, row)) if tree.aliases == 0 else _NO_KEY
    text = scalar_text(tree.source, tree.head(row), tree.start(row), tree.end(row), tree.indent(row))
    plain = tree.style(row) == rows.PLAIN
    tag = tree.tag_name(row)
    if tag:
        return resolve_tagged(tag, text, plain)
    return resolve_plain(text) if plain else text


_NO_KEY = object()


# -- back --------------------------------------------------------------------------------------------------------------


def restored(new: Any, old: Any, shown: Any) -> Any:
    """Plain data for JSON values that were edited: what was replaced for JSON, and equal numbers, as in ``old``.

    ``shown`` are the JSON values of ``old``. Items are recognised as by R54 (R84).
    """
    if isinstance(new, dict) and isinstance(shown, dict) and isinstance(old, dict):
        return _restored_members(new, old, shown)
    if isinstance(new, list) and isinstance(shown, list):
        pairs = pair_items(alike(shown), alike(new))
        return [
            restored(item, old[pairs[place]], shown[pairs[place]]) if place in pairs else without_spelling(item)
            for place, item in enumerate(new)
        ]
    if is_equal(new, shown):
        return old
    return without_spelling(new)


def _restored_members(new: dict[str, Any], old: dict[Any, Any], shown: dict[str, Any]) -> dict[Any, Any]:
    names = json_names(old)
    keys = {name: key for key, name in names.items()}
    result = {
        keys.get(name, name): restored(item, old[keys[name]], shown[name]) if name in keys else without_spelling(item)
        for name, item in new.items()
    }
    result.update({key: item for key, item in old.items() if key not in names})
    return result


def is_equal(one: Any, two: Any) -> bool:
    """Are two scalars equal to JSON, which has one kind of number?"""
    return (type(one) is type(two) or (is_numeric(one) and is_numeric(two))) and bool(one == two)


def is_numeric(value: Any) -> bool:
    """Is this a number, and no boolean?"""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def alike(value: Any) -> Any:
    """The values with whole numbers as integers, so that they are compared as JSON does."""
    if isinstance(value, dict):
        return {key: alike(item) for key, item in value.items()}
    if isinstance(value, list):
        return [alike(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def without_spelling(value: Any) -> Any:
    """The values with plain floats."""
    if isinstance(value, dict):
        return {key: without_spelling(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_spelling(item) for item in value]
    return float(value) if isinstance(value, Spelled) else value


def looks_lossless(value: Any) -> bool:
    """Return whether JSON values are lossless JSON rather than data JSON."""
    return isinstance(value, dict) and "seedfmt" in value and {"data", "front"} <= value.keys()


def scalars(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each scalar, with the nearest name above it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item, name)
    else:
        yield name, value
