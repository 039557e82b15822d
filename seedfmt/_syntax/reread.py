# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Read a text again in which one scalar became another, without reading all of it.

In: the Tree of a text, the row of a scalar, the bytes that take its place. Out: the Tree that the parser would make of
the new text; or None where only the parser can tell. Never: raises; guesses.

Why it is enough to read the one line. The scalar stands on one line, behind the colon of its key, in block mappings and
sequences only. Before it nothing changes. The parser itself reads the rest of the line anew: it must find one scalar
that ends where the new bytes end, so that what follows on the line follows it still. The next line that is not blank or
a comment is indented no deeper than the key: behind quotes it could not be, and behind plain text it would be part of
that. So it begins an entry or ends the collection, whatever the scalar is. No alias shows the scalar elsewhere, it is
part of no key, and it holds no line break, so that no fence comes or goes. A law holds the result equal to what the
parser makes of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import seedfmt._syntax.chars as chars
import seedfmt._syntax.parser as parser
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.tree as tree
from seedfmt.errors import SeedError

if TYPE_CHECKING:
    from array import array

KEY = b"k: "
LONGEST = 4_300  # bytes of plain text; of more it must be asked whether they are digits
SIMPLE = 3  # the row of the value in "k: value"


def reread(old: tree.Tree, row: int, text: bytes) -> tree.Tree | None:
    """The Tree of the text in which ``text`` stands in the place of the scalar in ``row``, or None."""
    if old.aliases or not is_line_scalar(old, row) or not is_block_value(old, row):
        return None
    head = old.head(row)
    if not is_simple(text, head):
        head = read_head(old, row, text)
    if head & rows.STYLE == rows.PLAIN and len(text) > LONGEST:
        return None
    return move(old, row, head, text) if head else None


def is_line_scalar(old: tree.Tree, row: int) -> bool:
    """Is the node a scalar on one line, behind the colon there, without anchor and tag?"""
    source = old.source
    cells = scan.ints(old.cells)
    at = row * rows.WIDTH
    start = cells[at + rows.START]
    end = cells[at + rows.END]
    mark = cells[at + rows.MARK]
    if cells[at] & rows.KIND != rows.SCALAR or cells[at] & rows.STYLE >= rows.LITERAL or start == end:
        return False
    if cells[at + rows.PROPS] >= 0 or mark < 0 or source[mark] != chars.COLON:
        return False
    while mark + 1 < start:
        mark += 1
        if source[mark] != chars.SPACE:
            return False
    return is_one_line(source, start, end)


def is_one_line(source: bytes, start: int, end: int) -> bool:
    """Is there no line break in ``source[start:end]``?"""
    text = source
    return scan.find_byte(text, chars.LF, start, end) == end and scan.find_byte(text, chars.CR, start, end) == end


def is_block_value(old: tree.Tree, row: int) -> bool:
    """Is the node the value of a member of a block mapping, and that, if not the root, a value or an item in block
    style as well?"""
    cells = scan.ints(old.cells)
    parent = tree.ROOT
    while parent < row:
        kind = cells[parent * rows.WIDTH] & (rows.KIND | rows.STYLE)
        if kind != rows.MAPPING | rows.BLOCK and kind != rows.SEQUENCE | rows.BLOCK:
            return False
        child = parent + 1
        keyed = kind == rows.MAPPING | rows.BLOCK  # the child is a key
        while cells[child * rows.WIDTH + rows.NEXT] <= row:
            child = cells[child * rows.WIDTH + rows.NEXT]
            keyed = not keyed and kind == rows.MAPPING | rows.BLOCK
        if keyed:
            return False
        if child == row:
            return kind == rows.MAPPING | rows.BLOCK
        parent = child
    return False


def is_simple(text: bytes, head: int) -> bool:
    """Are these bytes a scalar with this head, as the parser's quick way tells it: plain words, or a quoted text with
    nothing in it that is special? What follows a scalar of the same style follows it as well."""
    size = len(text)
    for at in range(size):
        if text[at] < chars.SPACE or text[at] >= chars.DELETE:
            return False
    if head == rows.SCALAR | rows.PLAIN | rows.VERBATIM:
        return size > 0 and scan.is_letter_or_digit(text[0]) and scan.is_simple_plain(text, 0, size)
    if head != rows.SCALAR | rows.DOUBLE | rows.VERBATIM or size < 2 or text[0] != chars.DOUBLE_QUOTE:
        return False
    if scan.find_byte(text, chars.DOUBLE_QUOTE, 1, size) != size - 1:
        return False
    return scan.find_byte(text, chars.BACKSLASH, 0, size) == size


def read_head(old: tree.Tree, row: int, text: bytes) -> int:
    """Kind, style and flags of the scalar that the parser reads in the place of ``row``, or 0."""
    source = old.source
    size = len(text)
    start = old.end(row)
    end = start
    while end < len(source) and source[end] != chars.LF and source[end] != chars.CR:
        end += 1
    line = KEY + text + source[start:end] + b"\n"
    if not is_one_line(line, 0, len(line) - 1):
        return 0
    try:
        found = parser.read(line, 0, len(line), True, SIMPLE)
    except SeedError:
        return 0
    if len(found) != SIMPLE + 1 or found.kind(SIMPLE) != rows.SCALAR or found.behind_props(SIMPLE) != len(KEY) - 1:
        return 0
    if size == 0 or found.start(SIMPLE) != len(KEY) or found.end(SIMPLE) != len(KEY) + size:
        return 0
    head = found.head(SIMPLE)
    return head if head & rows.STYLE < rows.LITERAL else 0


def move(old: tree.Tree, row: int, head: int, text: bytes) -> tree.Tree:
    """The Tree in which the scalar has this head and text, and what is behind it has moved."""
    start = old.start(row)
    end = old.end(row)
    moved = len(text) - (end - start)
    table = scan.moved_ints(old.cells, end, moved)
    cells = scan.ints(table)
    ours = scan.ints(old.cells)
    total = len(old.cells)
    for at in range(0, total, rows.WIDTH):
        cells[at] = ours[at]
        cells[at + rows.NEXT] = ours[at + rows.NEXT]
        cells[at + rows.INDENT] = ours[at + rows.INDENT]
        cells[at + rows.PROPS] = ours[at + rows.PROPS]
    cells[row * rows.WIDTH] = head
    return fill(old, scan.replaced(old.source, start, end, text), table, end, moved)


def fill(old: tree.Tree, source: bytes, table: array[int], end: int, moved: int) -> tree.Tree:
    """The Tree of ``source`` with these rows, in which comments and properties from ``end`` on have moved."""
    props = scan.moved_ints(old.props, end, moved)
    places = scan.ints(props)
    ours = scan.ints(old.props)
    for at in range(rows.TAG_NAME, len(old.props), rows.PROPS_WIDTH):
        places[at] = ours[at]
    found = tree.Tree.__new__(tree.Tree)  # Tree(...) takes longer
    found.fill(source, table, scan.moved_ints(old.comments, end, moved), props, old.tags, 0)
    return found
