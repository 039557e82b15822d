"""The page that an edit is planned on: source, parts and tree together, and the lines that each entry owns.

In: a Document's state. Out: entries with their lines, comments and the blank lines around them (SPEC R40 to R43).
Never: changes anything, looks for YAML in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

from seedfmt._edit.patch import Patch
from seedfmt._fences import Parts
from seedfmt._source import BOM, line_end, line_start, newline_at, next_line
from seedfmt._syntax import rows
from seedfmt._syntax.outline import behind_blanks
from seedfmt._syntax.tree import ROOT, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedfmt._edit.defaults import DefaultStyles


_HEADER = re.compile(
    rb"#[ \t]*(?:yaml-language-server:|\$schema:|vim?:|ex:)|#.*(?:SPDX-|-\*-|\bvim:|Copyright|\xc2\xa9|\([Cc]\))"
).match


class Page(NamedTuple):
    """The source of a file, its parts, the tree of its front matter, and the default styles for what is added to it."""

    source: bytes
    parts: Parts
    tree: Tree
    defaults: DefaultStyles


class Padded(Page):
    """A page with a line end behind its last line, which has none in the file (R31)."""

    __slots__ = ()


class Entry(NamedTuple):
    """An entry of a collection: an item, or a key with its value."""

    key: int  # the row of the key, or of the item
    value: int  # the row of the value, or of the item
    first: int  # the offset of "-", "?", or of the key with its anchor and tag
    last: int  # the offset behind the last byte of the value
    own: bool  # nothing but spaces stands before it on its line
    start: int  # where its lines begin, with the comments directly above; without lines of its own, ``first``
    end: int  # behind its last line, with the comment there; in a flow collection, ``last``


def entry_at(page: Page, key: int, value: int, block: bool, floor: int) -> Entry:
    """The entry whose rows are ``key`` and ``value``; what is before ``floor`` belongs to somebody else."""
    tree = page.tree
    mark = tree.mark(key)
    first = mark if mark >= 0 else tree.begin(key)
    last = max(tree.end(value), tree.behind_props(value), tree.end(key))
    line = text_start(page.source, first)
    own = not page.source[line:first].strip(b" " if block else b" \t")
    start = comments_above(page, line, first - line, floor) if own else first
    end = last
    if block:
        end = end_of_entry(page, last, first - line)
        if tree.comments and tree.kind(value) in (rows.MAPPING, rows.SEQUENCE) and tree.is_block(value):
            end = comments_inside(page, end, first - line)
    return Entry(key, value, first, last, own, start, end)


class Entries(Sequence[Entry]):
    """The entries of a collection; each is looked at when it is asked for, and once."""

    def __init__(self, page: Page, row: int) -> None:
        self.page = page
        self.rows = [*entry_rows(page.tree, row)]
        self.block = page.tree.is_block(row)
        self.floor = max(page.tree.behind_props(row), header_end(page) if row == ROOT else page.parts.front)
        self.found: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self.rows)))]
        if place < 0:
            place += len(self.rows)
        if place not in self.found:
            key, value = self.rows[place]
            self.found[place] = entry_at(self.page, key, value, self.block, self._floor(place))
        return self.found[place]

    def __iter__(self) -> Iterator[Entry]:
        return map(self.__getitem__, range(len(self.rows)))

    def _floor(self, place: int) -> int:
        """Where the entry before ends, which does not depend on where that one begins."""
        if place == 0:
            return self.floor
        if place - 1 in self.found:
            return self.found[place - 1].end
        return entry_at(self.page, *self.rows[place - 1], self.block, len(self.page.source)).end


def header_end(page: Page) -> int:
    """Where the header comments of the file end: modelines, licence and copyright lines among the comments that begin
    the front matter, with the lines above them. They belong to the file, not to its first entry (R40)."""
    start = end = page.parts.front
    comments = page.tree.comments
    first = page.tree.begin(ROOT) if len(page.tree) > ROOT else page.parts.closing
    for at in range(0, len(comments), 2):
        if comments[at] >= first:
            break
        if comments[at] >= start and _HEADER(page.source[comments[at] : comments[at + 1]]):
            end = next_line(page.source, comments[at + 1])
    return end


def entry_rows(tree: Tree, row: int) -> Iterator[tuple[int, int]]:
    """The rows of key and value of each entry; of an item, its row twice."""
    if tree.kind(row) == rows.MAPPING:
        return tree.pairs(row)
    return ((item, item) for item in tree.children(row))


def text_start(source: bytes, offset: int) -> int:
    """The offset of the first byte of the line that holds ``offset``, behind the byte order marks there (R1), which
    are no text, indent nothing, and belong to no entry."""
    line = line_start(source, offset)
    while source.startswith(BOM, line, offset):
        line += len(BOM)
    return line


def comments_above(page: Page, line: int, column: int, floor: int) -> int:
    """Where the comment lines begin that stand directly above ``line`` and belong to the entry there (R40)."""
    comments = page.tree.comments
    place = page.tree.comment_from(line) - 2 if comments else -1
    while place >= 0 and comments[place] >= floor:
        start = text_start(page.source, comments[place])
        indent = comments[place] - start
        if next_line(page.source, comments[place + 1]) != line or indent > column:
            break
        if page.source[start : comments[place]].strip(b" \t"):
            break
        line = start
        place -= 2
    return line


def end_of_entry(page: Page, last: int, column: int) -> int:
    """Behind the last line of an entry, and behind the lines that continue its comment in the same column (R41)."""
    end = next_line(page.source, last)
    if not page.tree.comments:
        return end
    comment, stop = page.tree.comment_between(last, end)
    if comment < 0:
        return end
    wanted = comment - text_start(page.source, comment)
    while wanted > column:
        comment, stop = page.tree.comment_between(end, next_line(page.source, end))
        if comment < 0 or comment - end != wanted or page.source[end:comment].strip(b" "):
            break
        end = next_line(page.source, stop)
    return end


def comments_inside(page: Page, line: int, column: int) -> int:
    """Behind the comment lines from ``line`` on that stand deeper than the column of the collection's entry (R41)."""
    while True:
        end = next_line(page.source, line)
        comment, _ = page.tree.comment_between(line, end)
        if comment - line <= column or page.source[line:comment].strip(b" \t"):
            return line
        line = end


def end_of_document(page: Page) -> int:
    """Where the line begins that ends the YAML document before the front matter ends: ``... # comment`` (R3)."""
    line = line_start(page.source, page.tree.end(0))
    while page.source[line : line + 3] != b"..." or page.source[line + 3 : line + 4].strip():
        line = next_line(page.source, line)
    return line


def blank_above(page: Page, line: int, floor: int) -> int:
    """Where the blank lines begin that end at ``line``."""
    while line > floor:
        start = text_start(page.source, line - 1)
        if start < floor or page.source[start:line].strip():
            break
        line = start
    return line


def blank_below(page: Page, line: int) -> int:
    """Where the blank lines end that begin at ``line``, within the front matter."""
    while line < page.parts.closing:
        end = next_line(page.source, line)
        if page.source[line:end].strip():
            break
        line = end
    return line


def widen(page: Page, start: int, end: int, floor: int, *, opens: bool, closes: bool) -> tuple[int, int]:
    """The lines from ``start`` to ``end``, which go, with the run of blank lines that goes along (R34).

    Of two runs the longer stays. One alone goes where nothing is before it, from ``floor`` on (``opens``), or nothing
    behind it (``closes``).
    """
    above = blank_above(page, start, floor)
    below = blank_below(page, end)
    if above < start and below > end:
        return (start, below) if lines_in(page, end, below) < lines_in(page, above, start) else (above, end)
    if above < start and closes:
        return above, end
    if below > end and opens and above == floor:
        return start, below
    return start, end


def lines_in(page: Page, start: int, end: int) -> int:
    """How many lines there are from one line's start to another's."""
    count = 0
    while start < end:
        start = next_line(page.source, start)
        count += 1
    return count


def loose_comments(page: Page, removed: Sequence[Entry], follow: bool = False) -> bytes:
    """The comments between the entries that go which belong to none of them (R42), with the blank lines behind them.

    Two runs of blank lines do not meet: where such lines follow the entries, none end the comments; unless other
    entries are to ``follow``, to which the comments would belong then.
    """
    kept = b""
    for entry, following in pairwise(removed):
        if page.source[entry.end : following.start].strip():
            stop = following.start
            if not follow and blank_below(page, removed[-1].end) > removed[-1].end:
                stop = blank_above(page, stop, entry.end)
            kept += page.source[blank_below(page, entry.end) : stop]
    return kept


def plan_shelter(page: Page, line: int, indent: int, column: int, *, tabs: bool = False) -> list[Patch]:
    """Keep what follows from ``line`` on out of a block scalar indented by ``indent`` that comes to end there (R42).

    A comment that stands as deep moves to ``column``, with a blank line behind it where an entry would be next; blank
    lines that are longer lose their blanks, and where the scalar has no text those that hold ``tabs``.
    """
    patches: list[Patch] = []
    while indent >= 0 and line < page.parts.closing:
        end = line_end(page.source, line)
        comment, _ = page.tree.comment_between(line, end)
        stop = comment if comment >= 0 else end
        if page.source[line:stop].strip(b" \t"):
            break
        if stop - line >= indent + (comment < 0) or (tabs and b"\t" in page.source[line:stop]):
            patches.append(Patch(line, stop, b" " * column if comment >= 0 else b""))
            below = next_line(page.source, end)
            if comment >= 0 and would_own(page, below, column):
                patches.append(Patch(below, below, newline(page, below)))
        if comment >= 0:
            break
        line = next_line(page.source, end)
    return patches


def would_own(page: Page, line: int, column: int) -> bool:
    """Would a comment in this column directly above the line belong to what is there (R40)?"""
    end = line_end(page.source, line)
    text = page.source[line:end].lstrip(b" ")
    if line >= page.parts.closing or not text.strip():
        return False
    return not text.startswith(b"#") or end - line - len(text) <= column


def open_text(tree: Tree, row: int, column: int) -> int:
    """The indentation of the block scalar that a node ends in, or -1; of one without text, the least that text could
    have. ``column`` is that of the collection that the node stands in."""
    last = tree.after(row) - 1
    if tree.kind(last) != rows.SCALAR or tree.style(last) < rows.LITERAL:
        return -1
    if tree.indent(last) >= 0:
        return tree.indent(last)
    return 1 + max((tree.indent(at) for at in range(row, last) if tree.after(at) > last), default=column)


def fill_slot(page: Page, at: int, text: str) -> Patch:
    """Put text at ``at``, behind an indicator or properties, on their line; blanks that end the line there go."""
    return Patch(at, behind_blanks(page.source, at), b" " + text.encode() if text else b"")


def newline(page: Page, offset: int) -> bytes:
    """The line end that new lines at ``offset`` take: that of the line before (R30)."""
    return newline_at(page.source, line_start(page.source, max(offset - 1, 0)))


def before_newline(page: Page, offset: int) -> int:
    """The offset of the line end that ends at ``offset``."""
    return line_end(page.source, line_start(page.source, max(offset - 1, 0)))
