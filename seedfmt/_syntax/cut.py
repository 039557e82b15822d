# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Read a text again in which whole entries of a block collection are gone, without reading all of it.

In: the Tree of a text, the row of the collection, the lines that go. Out: the Tree that the parser would make of the
new text; or None where only the parser can tell. Never: raises; guesses.

Why nothing needs to be read. Entries of a block collection do not know each other: each begins in the same column, on a
line of its own, and ends what was before it, whatever that is. So where entries go with their lines and another stands
below, that one does for what is above all that the first of them did; unless it begins with a colon, which would give a
value to a key above, or blank lines are left between it and a block scalar. Where all go and ``[]`` or ``{}`` comes
behind the colon of the key instead, what is below them was no part of the collection, and is none of that. Where the
last go, it ends with the scalar above. No alias needs what is gone, it has no anchor and no tag, no comment stands in
it, and it is part of no key, so that none becomes a key that stands twice. A law holds the result equal to what the
parser makes of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import seedfmt._syntax.chars as chars
import seedfmt._syntax.reread as reread
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.tree as tree

if TYPE_CHECKING:
    from array import array


def cut(old: tree.Tree, row: int, start: int, end: int) -> tree.Tree | None:
    """The Tree of the text without ``source[start:end]``, the lines of entries of a collection; or None."""
    if not is_cuttable(old, row, start, end):
        return None
    source = old.source
    cells = scan.ints(old.cells)
    after = cells[row * rows.WIDTH + rows.NEXT]
    place = -1
    gone = row + 1
    while gone < after and first_of(cells, gone) < start:
        gone = next_entry(cells, row, gone)
    behind = gone
    while behind < after and first_of(cells, behind) < end:
        behind = next_entry(cells, row, behind)
    if gone == behind or not is_indented(old, row, gone, start, gone) or has_props(cells, gone, behind):
        return None
    if behind == after:
        place = end_before(old, row, gone) if is_blank_behind(old, row, end) else -1
    else:
        place = begin_behind(old, row, behind, end, gone) - (end - start)
    if place < 0:
        return None
    return shrink(old, gone, behind, source[:start] + source[end:], start, end, place)


def empty(old: tree.Tree, row: int, slot: int, behind: int, text: bytes, start: int, end: int) -> tree.Tree | None:
    """The Tree of the text in which ``source[start:end]``, the lines of all entries of a collection, are gone, and an
    empty one in flow style stands in ``source[slot:behind]``; or None."""
    if row == tree.ROOT or behind >= start or not is_cuttable(old, row, start, end):
        return None
    source = old.source
    ours = source
    cells = scan.ints(old.cells)
    at = row * rows.WIDTH
    after = cells[at + rows.NEXT]
    kind = cells[at] & rows.KIND
    mark = cells[at + rows.MARK]
    if text != (b" []" if kind == rows.SEQUENCE else b" {}"):
        return None
    if mark < 0 or slot != mark + 1 or ours[mark] != chars.COLON:
        return None
    if scan.skip_spaces(ours, slot) != behind or (ours[behind] != chars.LF and ours[behind] != chars.CR):
        return None
    if not is_blank_behind(old, row, end) or not is_indented(old, row, row + 1, start, row + 1):
        return None
    if has_props(cells, row, after) or old.has_comment(slot, start):
        return None
    size = slot + len(text)
    new = shrink(old, row + 1, after, source[:slot] + text + source[behind:start] + source[end:], start, end, size)
    table = new.cells
    cells = scan.ints(table)
    cells[at] = kind | rows.FLOW
    cells[at + rows.START] = size - 2
    cells[at + rows.INDENT] = -1
    return new


def is_cuttable(old: tree.Tree, row: int, start: int, end: int) -> bool:
    """Is the row a block collection that is part of no key, and are these whole lines without comments, in a text
    without aliases?"""
    source = old.source
    text = source
    if old.aliases or row < tree.ROOT or not 0 < start < end < len(source):
        return False
    if text[start - 1] != chars.LF and (text[start - 1] != chars.CR or text[end] == chars.LF):
        return False
    if text[end - 1] != chars.LF and (text[end - 1] != chars.CR or text[end] == chars.LF):
        return False
    if old.has_comment(start, end) or not old.is_block(row):
        return False
    return row == tree.ROOT or reread.is_block_value(old, row)


def begin_behind(old: tree.Tree, row: int, behind: int, end: int, gone: int) -> int:
    """Where the entry begins that is to follow on what stands above ``end``; -1 where it may not."""
    source = old.source
    text = source
    cells = scan.ints(old.cells)
    first = first_of(cells, behind)
    if (
        not is_indented(old, row, behind, end, gone)
        or text[first] == chars.COLON
        or has_props(cells, behind, behind + 1)
    ):
        return -1
    return first


def is_blank_behind(old: tree.Tree, row: int, end: int) -> bool:
    """Does the node end before ``end``, with nothing but blank lines behind it?"""
    source = old.source
    text = source
    cells = scan.ints(old.cells)
    place = cells[row * rows.WIDTH + rows.END]
    while place < end:
        if text[place] != chars.SPACE and text[place] != chars.LF and text[place] != chars.CR:
            return False
        place += 1
    return place == end


def end_before(old: tree.Tree, row: int, gone: int) -> int:
    """Where the collection ends if the rows from ``gone`` on are none of it; -1 where only the parser can tell."""
    cells = scan.ints(old.cells)
    at = (gone - 1) * rows.WIDTH
    if gone == row + 1 or cells[at] & rows.KIND != rows.SCALAR or cells[at] & rows.STYLE >= rows.LITERAL:
        return -1
    end = cells[at + rows.END]
    for place in range((row + 1) * rows.WIDTH, at, rows.WIDTH):
        if cells[place + rows.END] > end:
            return -1  # a collection in flow style
    return end if cells[at + rows.START] < end else -1


def has_props(cells: array[int], start: int, end: int) -> bool:
    """Has one of these rows an anchor or a tag?"""
    for row in range(start, end):
        if cells[row * rows.WIDTH + rows.PROPS] >= 0:
            return True
    return False


def first_of(cells: array[int], row: int) -> int:
    """Where the entry with this key or item begins, if it has no anchor and no tag."""
    mark = cells[row * rows.WIDTH + rows.MARK]
    return mark if mark >= 0 else cells[row * rows.WIDTH + rows.START]


def next_entry(cells: array[int], row: int, key: int) -> int:
    """The row of the key or item behind this one."""
    behind = cells[key * rows.WIDTH + rows.NEXT]
    return behind if cells[row * rows.WIDTH] & rows.KIND == rows.SEQUENCE else cells[behind * rows.WIDTH + rows.NEXT]


def is_indented(old: tree.Tree, row: int, key: int, line: int, gone: int) -> bool:
    """Does the entry begin behind as many spaces as the collection has, on the line that begins at ``line`` or behind
    blank lines, which no block scalar above what is ``gone`` may take for its own?"""
    source = old.source
    text = source
    cells = scan.ints(old.cells)
    first = first_of(cells, key)
    place = scan.skip_spaces(text, line)
    head = cells[(gone - 1) * rows.WIDTH]
    while place < first and (head & rows.KIND != rows.SCALAR or head & rows.STYLE < rows.LITERAL):
        if text[place] != chars.LF and text[place] != chars.CR:
            return False
        line = place + 1
        place = scan.skip_spaces(text, line)
    return place == first and first - line == cells[row * rows.WIDTH + rows.INDENT]


def shrink(old: tree.Tree, gone: int, behind: int, source: bytes, start: int, end: int, place: int) -> tree.Tree:
    """The Tree of ``source``, in which the rows from ``gone`` to ``behind`` and the bytes from ``start`` to ``end`` are
    missing, and what began or ended among them begins or ends at ``place``."""
    moved = len(source) - len(old.source)
    less = behind - gone
    size = len(old.cells)
    table = scan.new_ints(size - less * rows.WIDTH)
    cells = scan.ints(table)
    ours = scan.ints(old.cells)
    for at in range(0, gone * rows.WIDTH, rows.WIDTH):
        first = ours[at + rows.START]
        last = ours[at + rows.END]
        after = ours[at + rows.NEXT]
        cells[at] = ours[at]
        cells[at + rows.START] = place if first >= start else first
        cells[at + rows.END] = last if last <= start else place if last <= end else last + moved
        cells[at + rows.NEXT] = after if after <= gone else after - less
        cells[at + rows.MARK] = ours[at + rows.MARK]
        cells[at + rows.COMMA] = ours[at + rows.COMMA]
        cells[at + rows.INDENT] = ours[at + rows.INDENT]
        cells[at + rows.PROPS] = ours[at + rows.PROPS]
    to = gone * rows.WIDTH
    for at in range(behind * rows.WIDTH, size, rows.WIDTH):
        cells[to] = ours[at]
        cells[to + rows.START] = ours[at + rows.START] + moved
        cells[to + rows.END] = ours[at + rows.END] + moved
        cells[to + rows.NEXT] = ours[at + rows.NEXT] - less
        cells[to + rows.MARK] = ours[at + rows.MARK] + (moved if ours[at + rows.MARK] >= 0 else 0)
        cells[to + rows.COMMA] = ours[at + rows.COMMA] + (moved if ours[at + rows.COMMA] >= 0 else 0)
        cells[to + rows.INDENT] = ours[at + rows.INDENT]
        cells[to + rows.PROPS] = ours[at + rows.PROPS]
        to += rows.WIDTH
    return reread.fill(old, source, table, end, moved)
