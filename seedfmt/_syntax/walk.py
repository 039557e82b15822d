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
from seedfmt._syntax.tree import Tree


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
    if type(one) is not type(two):
        return False
    if type(one) is not dict and type(one) is not list:
        return bool(one == two) or (one != one and two != two)
    pending = [(one, two)]
    while pending:
        one, two = pending.pop()
        if type(one) is not type(two):
            return False
        if type(one) is dict:
            if len(one) != len(two):
                return False
            for key, item in one.items():
                if key not in two:
                    return False
                pending.append((item, two[key]))
        elif type(one) is list:
            if len(one) != len(two):
                return False
            pending.extend(zip(one, two, strict=True))
        elif one != two and not (one != one and two != two):
            return False
    return True
