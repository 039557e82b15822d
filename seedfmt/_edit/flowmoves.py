"""Rearrange a flow list that stands on several lines: each item moves with its comments (SPEC R46, R47, R56). A flow
mapping is emptied by it, too (R42).

In: a renderer, a list, and for each place of the new one the item that comes there. Out: one patch, from bracket to
bracket. Never: loses a comment, or lets one stand at another item.

What is between the brackets is parted into units, an item with its comma and comments each, and the gaps between them:
blank lines and comments that belong to nobody. Units that keep their order stay between their gaps, others move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seedfmt._edit.flows import ends_in_question_mark
from seedfmt._edit.page import Entry, comments_above, end_of_entry, newline, text_start
from seedfmt._edit.patch import Patch
from seedfmt._edit.render import Renderer
from seedfmt._source import line_end, line_start, next_line
from seedfmt._syntax import rows

ENDS = (b"\n", b"\r")


class Coming(NamedTuple):
    """The item at a place of the new list: its text, the place of the old one it had, and whether it stays there."""

    text: bytes
    place: int = -1
    stays: bool = False


class Unit(NamedTuple):
    """An item with what belongs to it."""

    above: bytes  # the comment lines above it
    indent: bytes  # the blanks before it on its line
    text: bytes
    middle: bytes  # what stands between it and its comma
    tail: bytes  # what stands behind that: a comment, without the line end
    own: bool  # it begins a line
    ends: bytes  # the line end, where it ends a line
    spaced: bool = False  # a comma does not stand right behind it

    def body(self, comma: bool) -> bytes:
        """The item with the comments behind it, with or without its comma."""
        if comma:
            return self.text + (self.middle or b" " * self.spaced) + b"," + self.tail
        if self.middle.strip(b" \t") and self.tail.strip():
            return self.text + self.middle + self.tail.lstrip(b" \t")
        return self.text + (self.middle.rstrip() or self.tail)

    def is_commented(self, comma: bool) -> bool:
        """Must a line end stand behind it, with or without its comma?"""
        return bool(self.tail.strip() or (self.middle.strip() and not comma))


def wants_order(renderer: Renderer, row: int, moves: bool, goes: bool = False) -> bool:
    """Is this a flow list on several lines, with items that move, or with comments that must stay at theirs? Or a flow
    mapping, all of which ``goes`` but for the comments that belong to nobody?"""
    tree = renderer.tree
    if tree.after(row) == row + 1 or tree.style(row) != rows.FLOW or (tree.kind(row) != rows.SEQUENCE and not goes):
        return False
    start, end = tree.start(row), tree.end(row)
    return line_end(tree.source, start) < end and (moves or tree.comment_between(start, end)[0] >= 0)


class FlowOrder:
    """One flow list and its new order."""

    def __init__(self, renderer: Renderer, row: int, coming: Sequence[Coming]) -> None:
        self.page, self.tree = renderer.page, renderer.tree
        self.source = renderer.page.source
        self.entries = renderer.style.entries(row)
        self.coming = coming
        self.open, self.close = self.tree.start(row) + 1, self.tree.end(row) - 1
        self.gap = renderer.style.comma_gap(row)
        self.newline = newline(self.page, next_line(self.source, self.open))
        self.leading = self.find_leading(renderer.style.comma_first(row))
        spans = [*self.spans()]
        owns = [entry for entry in self.entries if entry.own]
        column = self.open - text_start(self.source, self.open)
        self.indent = self.blanks_before(owns[0].first) if owns else b" " * column
        self.lined = 2 * len(owns) >= len(self.entries) or bool(self.leading)
        self.units = [self.unit(place, *span) for place, span in enumerate(spans)]
        ends = [self.open, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), self.close]
        self.gaps = [self.source[end:start] for end, start in zip(ends, starts, strict=True)]

    # -- units and gaps --------------------------------------------------------------------------------------------

    def find_leading(self, leading: bytes) -> bytes:
        """What parts all entries, where each comma begins a line; empty where one does not."""
        for one, two in zip(self.entries, self.entries[1:], strict=False) if leading else ():
            comma = self.tree.comma(one.key)
            line = line_start(self.source, comma)
            if line <= one.last or self.source[line:comma].strip(b" ") or line_start(self.source, two.first) != line:
                return b""
        return leading if self.tree.comma(self.entries[-1].key) < 0 else b""

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each unit begins and ends."""
        for place, entry in enumerate(self.entries):
            stop = entry.last if self.leading else max(entry.last, self.tree.comma(entry.key) + 1)
            end = self.end_of_line(entry, stop)
            following = self.start_of(place + 1) if place + 1 < len(self.entries) else end
            yield self.start_of(place), min(end, following) if following > stop else end

    def start_of(self, place: int) -> int:
        """Where a unit begins: with the comments above it, where it begins a line."""
        entry = self.entries[place]
        if not self.leading or not place:
            return entry.start if entry.own else entry.first
        before, line = self.entries[place - 1], text_start(self.source, entry.first)
        return comments_above(self.page, line, self.tree.comma(before.key) - line, before.last)

    def end_of_line(self, entry: Entry, stop: int) -> int:
        """Behind the line that ends at ``stop``, with its comment; ``stop`` where more stands on it."""
        below = next_line(self.source, stop)
        comment, _ = self.tree.comment_between(stop, below)
        rest = self.source[stop : comment if comment >= 0 else below]
        if rest.strip() or below > self.close:
            return stop
        return end_of_entry(self.page, stop, entry.first - text_start(self.source, entry.first))

    def unit(self, place: int, start: int, end: int) -> Unit:
        """The entry at a place, with what is its own."""
        entry, source = self.entries[place], self.source
        comma = -1 if self.leading else self.tree.comma(entry.key)
        own = entry.own or (place > 0 and bool(self.leading))
        line = text_start(source, entry.first) if own else start
        tail = source[max(entry.last, comma + 1) : end]
        first = place == 0 and self.lined  # behind the bracket, but other lines begin with an item
        return Unit(
            source[start:line],
            source[line : entry.first] if entry.own else b"",
            source[entry.first : entry.last],
            source[entry.last : comma] if comma >= 0 else b"",
            tail.rstrip(b"\r\n") if tail.endswith(ENDS) else tail.rstrip(),
            entry.own or first or bool(self.leading),
            tail[len(tail.rstrip(b"\r\n")) :] if tail.endswith(ENDS) else b"",
            source[entry.last - 1 : entry.last] == b":",
        )

    def blanks_before(self, offset: int) -> bytes:
        """The blanks that begin the line of an item."""
        return self.source[text_start(self.source, offset) : offset]

    # -- order -----------------------------------------------------------------------------------------------------

    def plan(self) -> list[Patch]:
        """The patch."""
        self.out = bytearray()
        self.must_break = False  # behind a comment
        self.ending = b""  # how the line of the item written last ended
        self.written = -2  # the place of the item written last, if it stays
        self.count = 0
        before, new = -1, []
        self.write_head()
        for item in self.coming:
            if not item.stays:
                new.append(item)
                continue
            self.write_between(before, item.place, new)
            self.write_unit(item)
            before, new = item.place, []
        self.write_between(before, len(self.entries), new)
        self.write_foot()
        return [Patch(self.open, self.close, bytes(self.out) if self.coming or self.out.strip() else b"")]

    def write_head(self) -> None:
        """What is between the bracket and the first item, or the rest of the line of the bracket."""
        head, self.gaps[0] = self.part_gap(0)
        self.out += head

    def part_gap(self, place: int) -> tuple[bytes, bytes]:
        """A gap that begins within a line: the rest of that line, and the lines below."""
        gap = self.gaps[place]
        lines = gap.splitlines(keepends=True)
        if lines and lines[0].endswith(ENDS):
            return lines[0], gap[len(lines[0]) :]
        return gap, b""

    def write_between(self, before: int, behind: int, new: list[Coming]) -> None:
        """What is between two items that stay: the gaps, and the items that come."""
        gaps = [self.lines_of(place) for place in range(before + 1, behind + 1)]
        if not new:
            merged = merge_lines(gaps)
            if before < 0 and len(gaps) > 1 and not gaps[0]:
                merged = drop_blanks(merged)
            self.write_lines(merged if gaps[-1] or behind < len(self.entries) else trim_blanks(merged))
            return
        if before < 0 or len(gaps) > 1:
            self.write_lines(gaps.pop(0))
        for item in new:
            self.write_unit(item)
        self.write_lines(merge_lines(gaps))

    def lines_of(self, place: int) -> list[bytes]:
        """The whole lines of a gap: blank ones and comments."""
        lines = self.gaps[place].splitlines(keepends=True)
        return [line for line in lines if line.endswith(ENDS)]

    def write_lines(self, lines: list[bytes]) -> None:
        """Lines that belong to no item."""
        if lines:
            self.end_line()
            self.out += b"".join(lines)

    def end_line(self) -> None:
        """Begin a line, unless one begins already."""
        if not self.out.endswith(ENDS):
            if not self.out.strip():  # blanks behind the bracket
                self.out.clear()
            self.out += self.ending or self.newline
        self.must_break, self.ending = False, b""

    # -- text ------------------------------------------------------------------------------------------------------

    def write_unit(self, item: Coming) -> None:
        """An item with its comments, and its comma unless it is the last and none ended the list."""
        unit = self.unit_of(item)
        opens, self.count = self.count == 0, self.count + 1
        if unit.above or self.must_break or (unit.own and not opens):
            self.end_line()
        if self.leading:
            if self.is_at_line_start():
                self.out += unit.above + self.lead(item, opens)
        elif self.is_at_line_start():
            self.out += unit.above + (unit.indent or self.indent)
        elif not opens:
            beside = item.stays and self.written == item.place - 1 and not self.gaps[item.place].strip(b" \t")
            self.out += self.gaps[item.place] if beside else self.gap
        comma = not self.leading and (self.count < len(self.coming) or self.tree.comma(self.entries[-1].key) >= 0)
        self.out += unit.body(comma)
        self.must_break, self.ending = unit.is_commented(comma), unit.ends if item.stays else b""
        self.written = item.place if item.stays else -2

    def lead(self, item: Coming, opens: bool) -> bytes:
        """What stands before an item where commas begin the lines: as it was, where it stays and stood behind others
        as it does now."""
        first = self.entries[item.place].first
        own = self.source[text_start(self.source, first) : first] if item.stays else b""
        if item.stays and not own.strip(b" \t,") and (b"," in own) != opens:
            return own
        lead = self.leading.lstrip(b"\r\n")
        return b" " * len(lead) if opens else lead

    def unit_of(self, item: Coming) -> Unit:
        """The unit of an item that was there, or one for a new item."""
        if item.place < 0:
            return Unit(b"", self.indent, item.text, b"", b"", self.lined, b"")
        entry = self.entries[item.place]
        blank = b" " * ends_in_question_mark(self.tree, entry.key, entry.last)  # "?]" would be text
        return self.units[item.place]._replace(text=item.text + blank)

    def is_at_line_start(self) -> bool:
        """Does a line begin?"""
        return self.out.endswith(ENDS)

    def write_foot(self) -> None:
        """What is before the closing bracket on its line."""
        gap = self.gaps[-1]
        last = gap.splitlines(keepends=True)[-1:] or [b""]
        indent = b"" if last[0].endswith(ENDS) else last[0]
        if self.units[-1].ends or len(last[0]) < len(gap):
            self.end_line()
        elif self.must_break or self.is_at_line_start():
            self.end_line()
            indent = self.indent
        self.out += indent


def merge_lines(gaps: list[list[bytes]]) -> list[bytes]:
    """The lines of several gaps, whose items went; of two runs of blank lines that meet the longer stays (R34)."""
    merged: list[bytes] = []
    run = 0  # how many blank lines end what is merged
    for lines in gaps:
        text = drop_blanks(lines)
        if run and len(text) < len(lines):
            if run > len(lines) - len(text):
                lines = text
            else:
                del merged[len(merged) - run :]
                run = 0
        merged += lines
        run = len(lines) - len(trim_blanks(lines)) + (run if not text else 0)
    return merged


def trim_blanks(lines: list[bytes]) -> list[bytes]:
    """The lines without the blank ones at their end."""
    stop = len(lines)
    while stop and not lines[stop - 1].strip():
        stop -= 1
    return lines[:stop]


def drop_blanks(lines: list[bytes]) -> list[bytes]:
    """The lines without the blank ones at their beginning."""
    return trim_blanks(lines[::-1])[::-1]
