# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The entries of a block collection that stand below each other, nothing but blanks between them, no comment near.

In: a Tree, and the row of a collection. Out: where each entry begins and ends, or the lines of some; or None where it
is not such a one. Never: decides what to make of them.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
from seedfmt._syntax.tree import Tree

# the rows of key and value, of an item its row twice; the offset of the first byte, and that behind the last; how many
# lines end between it and the entry before: of the first, 1 where it has a line of its own, else 0
Line = tuple[int, int, int, int, int]
KEY, VALUE, FIRST, LAST, BREAKS = range(5)


def outline(tree: Tree, row: int) -> list[Line] | None:
    """The entries of a block collection, in order; None where one that is not the first has no line of its own, or a
    comment stands among them, on the line above or on that below."""
    if not tree.is_block(row):
        return None
    source = tree.source
    is_list = tree.kind(row) == rows.SEQUENCE
    found: list[Line] = []
    last = -1
    key = row + 1
    after = tree.after(row)
    while key < after:
        value = key if is_list else tree.after(key)
        first = tree.mark(key)
        if first < 0:
            first = tree.begin(key)
        breaks = count_breaks(source, last, first)
        if breaks == 0 and last >= 0:
            return None
        last = max(tree.end(key), tree.end(value), tree.behind_props(value))
        found.append((key, value, first, last, breaks))
        key = tree.after(value)
    return None if len(tree.comments) and found and is_commented(tree, found[0][2], last) else found


def lines_of(tree: Tree, row: int, start: int, stop: int) -> tuple[int, int, bool] | None:
    """Where the lines of the entries from ``start`` to ``stop`` begin, where they end, and whether these are all.

    None where blank lines are above or below them, the value above is missing, or ``outline`` would tell nothing of
    them and their neighbours.
    """
    if not tree.is_block(row):
        return None
    is_list = tree.kind(row) == rows.SEQUENCE
    after = tree.after(row)
    key = row + 1
    first = last = top = bottom = low = -1
    place = 0
    while key < after and place <= stop:
        value = key if is_list else tree.after(key)
        if place >= start - 1:
            begin = tree.mark(key)
            if begin < 0:
                begin = tree.begin(key)
            breaks = count_breaks(tree.source, bottom, begin) if place >= start else 1
            if breaks == 0 or (breaks > 1 and place in (start, stop)):
                return None
            if top < 0:
                top = begin
            if place == start:
                first = begin - tree.indent(row)
            bottom = max(tree.end(key), tree.end(value), tree.behind_props(value))
            if place < stop:
                last = bottom
            if place == start - 1:
                low = value
        place += 1
        key = tree.after(value)
    if place < stop or (len(tree.comments) and is_commented(tree, top, bottom)):
        return None
    last = line_behind(tree.source, last)
    if place == stop:
        if start and is_blank_line(tree.source, last):
            return None
    elif low >= 0 and tree.mark(low) < 0:
        return None
    return first, last, start == 0 and place == stop


def line_behind(source: bytes, pos: int) -> int:
    """The first byte behind the line end at or behind ``pos``, or the length of the source."""
    text = source
    size = len(source)
    while pos < size and text[pos] != chars.LF and text[pos] != chars.CR:
        pos += 1
    if pos + 1 < size and text[pos] == chars.CR and text[pos + 1] == chars.LF:
        pos += 1
    return min(pos + 1, size)


def is_blank_line(source: bytes, pos: int) -> bool:
    """Is there a line at ``pos``, and are there only blanks on it?"""
    return pos < len(source) and (
        behind_blanks(source, pos) > pos or source[pos] == chars.LF or source[pos] == chars.CR
    )


def behind_blanks(source: bytes, pos: int) -> int:
    """The line end behind the blanks at ``pos``; where something else is behind them, ``pos``."""
    text = source
    size = len(source)
    end = pos
    while end < size and (text[end] == chars.SPACE or text[end] == chars.TAB):
        end += 1
    return end if end == size or text[end] == chars.LF or text[end] == chars.CR else pos


def is_commented(tree: Tree, first: int, last: int) -> bool:
    """Does a comment begin between the second line above ``first`` and the end of the second below ``last``?

    CR LF counts twice, so that of such lines one is looked at.
    """
    source = tree.source
    text = source
    breaks = 0
    while first > 0 and breaks < 4:
        first -= 1
        breaks += text[first] == chars.LF or text[first] == chars.CR
    breaks = 0
    while last < len(source) and breaks < 4:
        breaks += text[last] == chars.LF or text[last] == chars.CR
        last += 1
    return tree.has_comment(first, last)


def count_breaks(source: bytes, last: int, first: int) -> int:
    """How many lines end between ``last`` and ``first``; 0 where more than blanks stands there.

    Without a ``last``, below 0, it is asked whether spaces alone stand on the line before ``first``.
    """
    text = source
    at = first - 1
    while at >= 0 and text[at] == chars.SPACE:
        at -= 1
    if at < 0 or (text[at] != chars.LF and text[at] != chars.CR):
        return 0
    if last < 0:
        return 1
    breaks = 0
    while at >= last:
        if text[at] == chars.LF:
            breaks += 1
        elif text[at] == chars.CR:
            breaks += text[at + 1] != chars.LF
        elif text[at] != chars.SPACE:
            return 0
        at -= 1
    return breaks
