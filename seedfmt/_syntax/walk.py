# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Walks over all rows of a tree, or all of plain data.

In: trees, or data. Out: rows, or whether two are the same. Never: raises; decides what it cannot tell from the table
and the bytes alone.
"""

from __future__ import annotations

from array import array
from typing import Any

import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._syntax.tree import ROOT, Tree

MISSING: Any = object()  # what is no data


def parents(tree: Tree) -> array[int]:
    """For each row the one of the collection it stands in; -1 for a document."""
    table = tree.cells
    cells = scan.ints(table)
    total = len(table) // rows.WIDTH
    found = array("i", [-1]) * total
    result = scan.ints(found)
    parent = -1
    for row in range(total):
        while parent >= 0 and cells[parent * rows.WIDTH + rows.NEXT] <= row:
            parent = result[parent]
        result[row] = parent
        if cells[row * rows.WIDTH + rows.NEXT] > row + 1:
            parent = row
    return found


def find_aliases(tree: Tree) -> list[int]:
    """The rows of all aliases, in order."""
    table = tree.cells
    cells = scan.ints(table)
    total = len(table) // rows.WIDTH
    found = []
    for row in range(total):
        if cells[row * rows.WIDTH] & rows.KIND == rows.ALIAS:
            found.append(row)
    return found


def find_key(tree: Tree, row: int, name: bytes) -> int:
    """The row of the key of the mapping that is this text and is spelled so, quoted or not; -1 where there is none."""
    table = tree.cells
    cells = scan.ints(table)
    source = tree.source
    text = source
    wanted = name
    size = len(name)
    end = cells[row * rows.WIDTH + rows.NEXT]
    key = row + 1
    while key < end:
        at = key * rows.WIDTH
        head = cells[at]
        if head & rows.KIND == rows.SCALAR and head & rows.VERBATIM != 0 and cells[at + rows.PROPS] < 0:
            quotes = 0 if head & rows.STYLE == rows.PLAIN else 1
            start = cells[at + rows.START] + quotes
            length = cells[at + rows.END] - quotes - start
            if length == size and scan.same_bytes(text, start, wanted, 0, length):
                if quotes or scan.is_text(text, start, start + length):
                    return key
        key = cells[cells[at + rows.NEXT] * rows.WIDTH + rows.NEXT]
    return -1


def find_at(tree: Tree, path: tuple[Any, ...]) -> int:
    """The row of the node at a path of names and places, in a tree without aliases; -1 where it is not plain to see."""
    if tree.aliases or len(tree) <= ROOT:
        return -1
    row = ROOT
    for part in path:
        row = find_in(tree, row, part)
        if row < 0:
            return -1
    return row


def read_path(tree: Tree, parts: list[str]) -> tuple[Any, ...] | None:
    """The path that the parts of a pointer mean, if that is as plain to see; else None."""
    if tree.aliases or len(tree) <= ROOT:
        return None
    path: list[Any] = []
    row = ROOT
    for part in parts:
        key: Any = part
        if tree.kind(row) == rows.SEQUENCE:
            key = read_index(part)
        path.append(key)
        row = find_in(tree, row, key)
        if row < 0:
            return None
    return tuple(path)


def read_index(part: str) -> int:
    """The index that a part of a pointer is (RFC 6901, chapter 4), or -1."""
    if not part.isascii() or not part.isdigit() or (part[0] == "0" and part != "0") or len(part) > 18:
        return -1
    return int(part)


def find_in(tree: Tree, row: int, part: Any) -> int:
    """The row of what a name or a place means in a node; -1 where it is not plain to see."""
    kind = tree.kind(row)
    if type(part) is str and kind == rows.MAPPING:
        key = find_key(tree, row, part.encode())
        return -1 if key < 0 or part == "<<" else tree.after(key)
    if type(part) is int and kind == rows.SEQUENCE:
        items = tree.items(row)
        return items[part] if 0 <= part < len(items) else -1
    return -1


def place_of(tree: Tree, row: int, key: int) -> int:
    """How many entries of the collection are before the one of this key or item."""
    is_list = tree.kind(row) == rows.SEQUENCE
    child = row + 1
    count = 0
    while child < key:
        child = tree.after(child)
        if not is_list:
            child = tree.after(child)
        count += 1
    return count


def has_plain(tree: Tree, row: int, text: bytes) -> bool:
    """Is a key of the mapping spelled so, without quotes? It may have an anchor or a tag."""
    table = tree.cells
    cells = scan.ints(table)
    source = tree.source
    ours = source
    size = len(text)
    wanted = text
    end = cells[row * rows.WIDTH + rows.NEXT]
    key = row + 1
    while key < end:
        at = key * rows.WIDTH
        if cells[at] & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN:
            start = cells[at + rows.START]
            if cells[at + rows.END] - start == size and scan.same_bytes(ours, start, wanted, 0, size):
                return True
        key = cells[cells[at + rows.NEXT] * rows.WIDTH + rows.NEXT]
    return False


def skip_same(old: Tree, new: Tree, start: int, end: int, behind: int, moved: int) -> int:
    """The first row from ``start`` to ``end`` of the old tree that is not plainly the same in the new one, or ``end``.

    A row from ``behind`` on stands ``moved`` rows further down there. Plainly the same are two rows of the same
    kind, style and size, and, for scalars, of the same bytes, that are no aliases and have no anchors or tags.
    """
    old_table = old.cells
    new_table = new.cells
    ours = scan.ints(old_table)
    theirs = scan.ints(new_table)
    source = old.source
    result = new.source
    text = source
    other = result
    for row in range(start, end):
        shift = moved if row >= behind else 0
        one = row * rows.WIDTH
        two = one + shift * rows.WIDTH
        head = ours[one]
        if head != theirs[two] or ours[one + rows.PROPS] >= 0 or theirs[two + rows.PROPS] >= 0:
            return row
        after = ours[one + rows.NEXT]
        if theirs[two + rows.NEXT] != (after + moved if after >= behind else after):
            return row
        if head & rows.KIND == rows.ALIAS:
            return row
        if head & rows.KIND == rows.SCALAR:
            length = ours[one + rows.END] - ours[one + rows.START]
            if theirs[two + rows.END] - theirs[two + rows.START] != length:
                return row
            if not scan.same_bytes(text, ours[one + rows.START], other, theirs[two + rows.START], length):
                return row
    return end


def same(one: Any, two: Any) -> bool:
    """Are two values the same data: equal, and of the same types all through?"""
    if not is_alike(one, two):
        return False
    pending = [(one, two)] if type(one) is dict or type(one) is list else []
    while pending:
        one, two = pending.pop()
        if type(one) is dict:
            ours, theirs = [*one.values()], [two.get(key, MISSING) for key in one]
        else:
            ours, theirs = one, two
        for at in range(len(ours)):
            mine = ours[at]
            other = theirs[at]
            if not is_alike(mine, other):
                return False
            if type(mine) is dict or type(mine) is list:
                pending.append((mine, other))
    return True


def is_alike(one: Any, two: Any) -> bool:
    """Are two values of one type, and equal or, if they are collections, of one size?"""
    if type(one) is not type(two):
        return False
    if type(one) is dict or type(one) is list:
        return len(one) == len(two)
    return bool(one == two) or (one != one and two != two)
