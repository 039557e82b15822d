"""Find nodes: by path and by JSON Pointer (RFC 6901).

In: a tree, the parts of a path or a pointer. Out: rows. Never: changes, renders.

A path is a tuple of keys and indices. A pointer is text; what its parts mean depends on what they meet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any, NoReturn

from seedfmt._source import span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import TEXT_TAGS, build, hashable
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt._syntax.walk import find_aliases, find_at, find_key, has_plain, read_index, read_path
from seedfmt.errors import Code, PointerError, RefusedError

Path = tuple[Any, ...]


# -- pointers ----------------------------------------------------------------------------------------------------------


def parse_pointer(pointer: str) -> list[str]:
    """The parts of a JSON Pointer. Raises PointerError where it is none, TypeError where it is no text."""
    if not isinstance(pointer, str):
        raise TypeError(f'a JSON Pointer must be text, not {type(pointer).__name__}; write "/{pointer}"')
    if pointer and pointer[0] != "/":
        raise PointerError(
            Code.POINTER_SYNTAX,
            f'"{pointer}" is no JSON Pointer: it does not begin with "/"',
            hint=f'write "/{pointer}"',
        )
    if not (pointer.isascii() or _is_text(pointer)):
        message = "the pointer is no text: it holds bytes that are not UTF-8"
        raise PointerError(Code.POINTER_SYNTAX, message, hint="write it in UTF-8")
    parts = pointer.split("/")[1:]
    if "~" not in pointer:
        return parts
    for part in parts:
        if "~" in part.replace("~0", "").replace("~1", ""):
            raise PointerError(
                Code.POINTER_SYNTAX,
                f'"{pointer}" is no JSON Pointer: "~" must be "~0" or "~1"',
                hint='write "~" as "~0" and "/" as "~1"',
            )
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def _is_text(pointer: str) -> bool:
    try:
        pointer.encode()
    except UnicodeEncodeError:
        return False
    return True


def spell_pointer(path: Path) -> str:
    """The JSON Pointer of a path."""
    return "".join("/" + spell_part(part).replace("~", "~0").replace("/", "~1") for part in path)


def spell_part(part: Any) -> str:
    """A key or an index as a part of a pointer, before escaping: a key that is no text as YAML spells it, a collection
    as JSON does, without quotes (R81)."""
    if isinstance(part, str):
        return part
    if isinstance(part, tuple):
        return "[" + ",".join(map(spell_part, part)) + "]"
    if isinstance(part, frozenset):
        members = sorted((spell_part(name), spell_part(item)) for name, item in part)
        return "{" + ",".join(f"{name}:{item}" for name, item in members) + "}"
    if part is not None and not isinstance(part, (int, float)):
        return str(part)
    from seedfmt._edit.spelling import spell_value

    return spell_value(part)


def resolve_pointer(data: Any, pointer: str) -> Path:
    """The path that a pointer means in plain data; its last part may be the next item of a list, or a new member.

    Raises PointerError with the part that leads nowhere and what is there.
    """
    path: Path = ()
    parts = parse_pointer(pointer)
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        if isinstance(data, dict):
            key = match_key(data, part)
            if key not in data and not last:
                _fail_member(pointer, path, part, data)
        elif isinstance(data, list):
            key = match_index(data, part, pointer, path)
            if key > len(data) or (key == len(data) and not last):  # RFC 6902, chapter 4.1
                _fail_item(pointer, path, part, data)
        else:
            shown = spell_pointer(path) or "the front matter"
            raise PointerError(
                Code.NOT_FOUND,
                f'"{pointer}" does not exist: {shown} is {describe(data)}, not a collection',
                hint="shorten the pointer",
            )
        path = (*path, key)
        data = data[key] if not last else None
    return path


def match_key(data: dict[Any, Any], part: str) -> Any:
    """The key that a part of a pointer means: the same text, or a key that is no text and is written so."""
    if part in data:
        return part
    return next((key for key in data if not isinstance(key, str) and spell_part(key) == part), part)


def match_index(data: list[Any], part: str, pointer: str, path: Path) -> int:
    """The index that a part of a pointer means; "-" is the one behind the last (RFC 6901, chapter 4)."""
    if part == "-":
        return len(data)
    index = read_index(part)
    if index < 0:
        raise PointerError(
            Code.NOT_FOUND,
            f'"{pointer}" does not exist: {spell_pointer(path)} is a list, and "{part}" no index',
            hint="write a number from 0 on, or - for a new item at the end",
        )
    return index


def require_exists(data: Any, pointer: str, path: Path) -> Any:
    """The value at the path. Raises PointerError where there is none."""
    for place, part in enumerate(path):
        if isinstance(data, dict) and part not in data:
            _fail_member(pointer, path[:place], part, data)
        if isinstance(data, list) and part >= len(data):
            _fail_item(pointer, path[:place], part, data)
        data = data[part]
    return data


def describe(value: Any) -> str:
    """What kind of value this is, for a message."""
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "text", dict: "a mapping", list: "a list"}
    return names.get(type(value), type(value).__name__)


def _fail_member(pointer: str, path: Path, part: Any, data: dict[Any, Any]) -> NoReturn:
    where = spell_pointer(path) or "the front matter"
    names = ", ".join(spell_part(key) for key in list(data)[:12]) + (", ..." if len(data) > 12 else "")
    raise PointerError(
        Code.NOT_FOUND,
        f'"{pointer}" does not exist: {where} has no member "{part}"',
        hint=f"it has {names}" if data else "it is empty",
    )


def _fail_item(pointer: str, path: Path, part: Any, data: list[Any]) -> NoReturn:
    raise PointerError(
        Code.NOT_FOUND,
        f'"{pointer}" does not exist: {spell_pointer(path)} has no item {part}',
        hint=f"it has {len(data)} item{'s' * (len(data) > 1)}" if data else "it is empty",
    )


# -- rows --------------------------------------------------------------------------------------------------------------


LARGE = 128  # rows of a collection from which on its members are not gone through for each of many look-ups
FEW = 32  # look-ups in one tree that are not many


class _Lookups:
    """Where the members of large mappings are, of the one tree in which something was looked up last."""

    def __init__(self) -> None:
        self._tree: Tree | None = None
        self._count = 0
        self._names: dict[int, dict[Any, int]] = {}

    def is_busy(self, tree: Tree) -> bool:
        """Count a look-up; were there many in this tree?"""
        if tree is not self._tree:
            self._tree, self._count, self._names = tree, 0, {}
        self._count += 1
        return self._count > FEW

    def names(self, tree: Tree, row: int) -> dict[Any, int]:
        """The rows of the keys of a mapping, by type and key."""
        known = self._names.get(row)
        if known is None:
            known = {}
            for name, value in tree.pairs(row):
                key = hashable(build(tree, name))
                if key != "<<" or not is_merge_key(tree, name, value):
                    known.setdefault((type(key), key), name)
            if tree is self._tree:
                self._names[row] = known
        return known


_lookups = _Lookups()


def find_child(tree: Tree, row: int, key: Any) -> tuple[int, int]:
    """The rows of key and value of a member of a mapping, or of an item twice; (-1, -1) where there is none."""
    if tree.kind(row) == rows.SEQUENCE:
        items = tree.items(row)
        return (items[key], items[key]) if type(key) is int and 0 <= key < len(items) else (-1, -1)
    if tree.after(row) - row > LARGE and _lookups.is_busy(tree):
        name = _lookups.names(tree, row).get((type(key), key), -1)
        return (name, tree.after(name)) if name >= 0 else (-1, -1)
    wanted = key.encode() if isinstance(key, str) else None
    if wanted is not None and wanted != b"<<":
        name = find_key(tree, row, wanted)
        if name >= 0:
            return name, tree.after(name)
    for name, value in tree.pairs(row):
        if wanted == b"<<" and is_merge_key(tree, name, value):
            continue
        if wanted is not None and tree.head(name) & rows.VERBATIM and tree.kind(name) == rows.SCALAR:
            text = tree.text(name)
            if (text if tree.style(name) == rows.PLAIN else text[1:-1]) != wanted:
                continue
        found = build(tree, name)
        if type(found) is list or type(found) is dict:
            found = hashable(found)
        if found is key or (type(found) is type(key) and found == key):  # .nan is not equal to itself
            return name, value
    return -1, -1


def find_path(tree: Tree, parts: list[str]) -> Path | None:
    """The path that the parts of a pointer mean, if it exists and no alias or merge key is on the way; else None."""
    plain = read_path(tree, parts)
    if plain is not None or tree.aliases or len(tree) <= ROOT:
        return plain
    path: Path = ()
    row = ROOT
    for part in parts:
        key: Any = part
        if tree.kind(row) == rows.SEQUENCE:
            key = read_index(part)
        elif tree.kind(row) != rows.MAPPING:
            return None
        row = find_child(tree, row, key)[1]
        if row < 0:
            return None
        path = (*path, key)
    return path


def find_row(tree: Tree, path: Path) -> int:
    """The row of the node at a path that exists in the data, over aliases; -1 for what a merge key brings."""
    row = find_at(tree, path) if len(tree) <= LARGE or not _lookups.is_busy(tree) else -1
    if row >= 0 or len(tree) <= ROOT:
        return row
    row = ROOT
    for part in path:
        row = find_child(tree, tree.target(row), part)[1]
        if row < 0:
            return -1
    return row


def find_entry(tree: Tree, path: Path, key: Any) -> tuple[int, int, int]:
    """The rows of the collection at a path, over aliases, and of key and value of an entry of it; -1 as above."""
    row = find_row(tree, path)
    return (row, *find_child(tree, tree.target(row), key)) if row >= 0 else (-1, -1, -1)


def is_list(tree: Tree, path: Path) -> bool:
    """Is what is at a path a list?"""
    row = find_row(tree, path)
    return row >= 0 and tree.kind(tree.target(row)) == rows.SEQUENCE


def find_editable(tree: Tree, path: Path) -> int:
    """The row of the collection at a path, to be edited there.

    Raises RefusedError where an alias stands on the way, or where an alias elsewhere shows the same node (R51).
    """
    row = find_at(tree, path)
    if row >= 0:
        return row
    row = ROOT
    for place, part in enumerate(path):
        if row < len(tree) and tree.kind(row) == rows.ALIAS:
            _fail_alias(tree, row, path[:place])
        row = find_child(tree, row, part)[1]
        if row < 0:
            _fail_merged(tree, path[: place + 1])
    if row < len(tree) and tree.kind(row) == rows.ALIAS:
        _fail_alias(tree, row, path)
    return row


def spell_anchor(tree: Tree, row: int) -> bytes:
    """The anchor of a node, as it is spelled; empty where it has none."""
    start, end = tree.anchor(row)
    return tree.source[start:end] if start >= 0 else b""


def may_merge(tree: Tree, key: int) -> bool:
    """Is this a plain ``<<`` that no tag makes text (R13)?"""
    return tree.text(key) == b"<<" and tree.style(key) == rows.PLAIN and tree.tag_name(key) not in TEXT_TAGS


def is_merge_key(tree: Tree, key: int, value: int) -> bool:
    """Is this a merge key, which is no member (R12)? It is a plain ``<<`` with a mapping, or a list of mappings."""
    if not may_merge(tree, key):
        return False
    value = tree.target(value)
    found = [tree.target(item) for item in tree.children(value)] if tree.kind(value) == rows.SEQUENCE else [value]
    return all(tree.kind(item) == rows.MAPPING for item in found)


def merged_members(tree: Tree, row: int) -> set[Any]:
    """The keys of the members that merge keys bring into a mapping, whether they are overridden there or not."""
    found: set[Any] = set()
    if not has_plain(tree, row, b"<<"):
        return found
    for key, value in tree.pairs(row):
        if is_merge_key(tree, key, value):
            data = build(tree, value)
            for source in data if isinstance(data, list) else [data]:
                found.update(source if isinstance(source, dict) else ())
    return found


def require_own(tree: Tree, row: int, names: Iterable[Any]) -> None:
    """Refuse to remove members of a mapping that a merge key brings, or would bring back (R51)."""
    merged = merged_members(tree, row) if row < len(tree) and tree.kind(row) == rows.MAPPING else ()
    for name in names if merged else ():
        if name not in merged:
            continue
        raise RefusedError(
            Code.ALIASED,
            f'a merge key brings the member "{spell_part(name)}" here',
            hint="edit it where it is defined",
            span=span_between(tree.source, tree.start(row), tree.start(row)),
        )


def require_no_merge(tree: Tree, row: int, name: Any) -> None:
    """Refuse a member ``<<`` beside a merge key, for most readers take the two for one key (R12)."""
    if name != "<<" or row >= len(tree) or tree.kind(row) != rows.MAPPING:
        return
    for key, value in tree.pairs(row):
        if is_merge_key(tree, key, value):
            raise RefusedError(
                Code.ALIASED,
                'a member "<<" beside a merge key would be the same key to most readers',
                hint="give it another name, or remove the merge key",
                span=span_between(tree.source, tree.start(key), tree.end(key)),
            )


def require_unshared(tree: Tree, changed: Iterable[tuple[int, bool]], gone: Iterable[int] = ()) -> None:
    """Refuse to change nodes that an alias shows elsewhere, or that hold such a node where the flag says so (R51).

    What is ``gone`` with the same edit shows nothing any more.
    """
    if not tree.aliases:
        return
    out = bytearray(len(tree))
    for row in gone:
        out[row : tree.after(row)] = b"\1" * (tree.after(row) - row)
    shown: dict[int, int] = {}  # the anchored nodes, in order, and an alias of each
    for alias in find_aliases(tree):
        if not out[alias]:
            shown.setdefault(tree.target(alias), alias)
    targets = sorted(shown)
    reach = [*accumulate((tree.after(target) for target in targets), max)]  # how far those up to each extend
    for row, below in changed:
        place = bisect_right(targets, row)
        if place and reach[place - 1] > row:
            _fail_shared(tree, *next((at, shown[at]) for at in targets if at <= row < tree.after(at)))
        if below and place < len(targets) and targets[place] < tree.after(row):
            _fail_shared(tree, targets[place], shown[targets[place]])


def _fail_shared(tree: Tree, target: int, alias: int) -> NoReturn:
    start, end = tree.anchor(target)
    name = tree.source[start:end].decode()
    line = span_between(tree.source, tree.start(alias), tree.end(alias)).line
    raise RefusedError(
        Code.ALIASED,
        f"the value is the anchor {name}, and the alias on line {line} shows it too",
        hint="replace the alias by a value of its own first",
        span=span_between(tree.source, start, end),
    )


def _fail_alias(tree: Tree, row: int, path: Path) -> NoReturn:
    start, end = tree.anchor(tree.target(row))
    span = span_between(tree.source, start, end)
    raise RefusedError(
        Code.ALIASED,
        f"{spell_pointer(path)} is an alias of the anchor on line {span.line}",
        hint="edit the value there, or replace the alias by a value of its own",
        span=span,
    )


def _fail_merged(tree: Tree, path: Path) -> NoReturn:
    row = find_row(tree, path[:-1]) if len(tree) > ROOT else -1
    if row >= 0:
        require_own(tree, tree.target(row), [path[-1]])
    raise PointerError(Code.NOT_FOUND, f"there is no {spell_pointer(path)} any more")
