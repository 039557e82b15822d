"""Which line is out of line, where the one that cannot be read is not it: what people see at a glance, as rules.

In: a text, a line of it where an entry is indented as none can be there, and in which way. Out: the error at the line
that stands out of the others, or None. Never: decides whether a text can be read. Imported only for text that cannot.

Each rule looks at lines alone: how far they are indented, where the key behind a dash stands, whether a key is empty.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from seedfmt._source import line_start, next_line
from seedfmt._syntax.complaints import BETWEEN, LIST, count_spaces
from seedfmt.errors import Code

MOST = 400  # lines that are looked at above it, and below

_DASHES = re.compile(rb"(?:- +)+")
_OPENS = re.compile(rb" *(?:- +)*(?:[^\s\"'#\[\]{},][^\s#:]*|\"[^\"]*\"|'[^']*'): *(?:#.*)?\Z")
_KEYED = re.compile(rb": |:\Z")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
Found = tuple[Code, int, str, str]  # code, offset, message, hint


class Line(NamedTuple):
    """A line with text that is no comment."""

    offset: int  # of its first byte that is no space
    indent: int  # spaces before it
    key: int  # the column of what stands behind its dashes
    opens: bool  # it is a key without a value, so that a collection may stand below
    text: bytes
    gap: bool  # a blank line or a comment stands above

    @property
    def item(self) -> bool:
        """Does it begin with a dash?"""
        return self.key > self.indent


class Lines:
    """The lines around the one that cannot be read."""

    def __init__(self, source: bytes, start: int, end: int, pos: int) -> None:
        here = line_start(source, pos)
        first = here
        for _ in range(MOST):
            if first <= start:
                break
            first = line_start(source, first - 1)
        self.lines = read_lines(source, max(first, start), end)
        self.told = sum([line.offset < here for line in self.lines])

    def outer(self, indent: int) -> int:
        """The place of the last line above that is indented less, or -1."""
        place = self.told - 1
        while place >= 0 and self.lines[place].indent >= indent:
            place -= 1
        return place

    def is_open(self, place: int, column: int, item: bool) -> bool:
        """Does an entry of a collection that is still open above a line begin in this column, an item or a key?"""
        found: list[tuple[int, bool]] = []
        for line in self.lines[:place]:
            found = [one for one in found if one[0] < line.indent or one == (line.indent, line.item)]
            if (line.indent, line.item) not in found:
                found.append((line.indent, line.item))
            if line.item:
                found.append((line.key, False))
        return (column, item) in found

    def is_parted(self, place: int) -> bool:
        """Do blank lines or comments part the lines from this place to the one that is told?"""
        return any(line.gap for line in self.lines[place + 1 : self.told + 1])

    def beside(self) -> list[Line]:
        """The line that is told, and those below it in its column, before one that is indented less."""
        column, found = self.lines[self.told].indent, []
        for line in self.lines[self.told :]:
            if line.indent < column:
                break
            if line.indent == column:
                found.append(line)
        return found

    def has_item(self, column: int) -> bool:
        """Does an item stand in this column below, before a line that is indented less?"""
        for line in self.lines[self.told :]:
            if line.indent <= column:
                return line.indent == column and line.item
        return False


def read_lines(source: bytes, start: int, end: int) -> list[Line]:
    """The first lines with text of ``source[start:end]``, twice MOST of them at most."""
    found: list[Line] = []
    gap = False
    while start < end and len(found) < 2 * MOST:
        following = next_line(source, start)
        text = source[start : min(following, end)].rstrip(b" \t\r\n\0")
        bare = text.lstrip(b" ")
        if bare and not bare.startswith(b"#"):
            indent = len(text) - len(bare)
            dashes = _DASHES.match(bare)
            key = indent + len(dashes[0]) if dashes else indent
            found.append(Line(start + indent, indent, key, _OPENS.match(text) is not None, text, gap))
            gap = False
        else:
            gap = True
        start = following
    return found


def find_odd_line(source: bytes, start: int, end: int, pos: int, way: str) -> Found | None:
    """The line to be told in the place of the one at ``pos``, in YAML from ``start`` to ``end``."""
    lines = Lines(source, start, end, pos)
    if lines.told >= len(lines.lines):
        return None
    if way == LIST:
        return _in_column_of_keys(lines)
    found = _out_of_block(lines) or _beside_parent(lines)
    if found is None and way == BETWEEN:
        found = _first_without_dash(lines) or _first_out_of_step(lines)
    return found


def _out_of_block(lines: Lines) -> Found | None:
    """``provider:``, ``  name: X``, ``domain: x``, ``  url: y``: the third stands too far left."""
    told = lines.lines[lines.told]
    place = lines.outer(told.indent)
    if place < 1:
        return None
    line = lines.lines[place]
    if line.key == told.indent:
        return _without_key(lines, place)
    if (told.item and line.opens) or not lines.is_open(place, told.indent, told.item) or lines.is_parted(place):
        return None
    return _indent(line, told.indent, "the entries around it")


def _without_key(lines: Lines, place: int) -> Found | None:
    """``- https://e.org/a.png`` and ``  width: 50`` and more: the item lacks its key."""
    line, told = lines.lines[place], lines.lines[lines.told]
    bare = _QUOTED.sub(b"", line.text)
    if not line.item or told.item or place != lines.told - 1 or _KEYED.search(bare) or len(lines.beside()) < 2:
        return None
    hint = 'write it as "- key: value", as the keys below it are written'
    return Code.MISSING_COLON, line.offset, 'this item has no key and no ": "', hint


def _beside_parent(lines: Lines) -> Found | None:
    """``provider:``, ``name: X``, ``  domain: x``: the second is too far left; so may an item be."""
    told = lines.lines[lines.told]
    place = lines.outer(told.indent)
    if place < 1 or told.item or not lines.lines[place - 1].opens or lines.lines[place].gap:
        return None
    line, parent = lines.lines[place], lines.lines[place - 1].key
    count = len(lines.beside())
    if line.item:
        in_step = told.indent - parent == 4 and line.indent - parent != 2  # where most put keys, and dashes
        if in_step and line.key < told.indent and place == lines.told - 1 and count >= 2:
            message = (
                f"the key of this item stands in column {line.key + 1}, those below it in column {told.indent + 1}"
            )
            return Code.INDENTATION, line.offset, message, "put them in one column"
        return None
    if line.indent <= parent < told.indent and (count >= 2 or told.indent - parent == 2):
        return _indent(line, told.indent, "the entries below it")
    if line.indent > parent and line.indent == told.indent - 2:
        if lines.has_item(line.indent):
            return _dash(line)
        if count >= 2 and place == lines.told - 1:
            message = 'the lines below stand as in an item, and this one has no "- "'
            return Code.INDENTATION, line.offset, message, 'put "- " before it, or indent the lines below like it'
    return None


def _first_without_dash(lines: Lines) -> Found | None:
    """``images:``, ``    url: x``, ``    width: 1``, ``  - url: y``: the first item lacks its dash."""
    told = lines.lines[lines.told]
    place = lines.outer(told.indent + 1)
    if not told.item or place < 0 or place + 1 >= lines.told or not lines.lines[place].opens:
        return None
    line = lines.lines[place + 1]
    return _dash(line) if not line.item and line.indent == told.key else None


def _first_out_of_step(lines: Lines) -> Found | None:
    """``topics:``, ``   - AI``, ``  - B``: of two, the one that is not two deeper than their key."""
    told = lines.lines[lines.told]
    place = lines.outer(told.indent + 1)
    if place < 0 or place + 1 >= lines.told or not lines.lines[place].opens or lines.is_parted(place):
        return None
    line, parent = lines.lines[place + 1], lines.lines[place].key
    if line.item != told.item or told.indent - parent != 2 or line.indent - parent == 2:
        return None
    return _indent(line, told.indent, "the entries below it")


def _in_column_of_keys(lines: Lines) -> Found | None:
    """``images:``, ``    - url: x``, ``    width: 1``, ``    height: 1``: the dash stands where the keys do."""
    told, place = lines.lines[lines.told], lines.told - 1
    if place < 1 or not lines.lines[place - 1].opens or _KEYED.search(lines.lines[place].text) is None:
        return None
    line, beside = lines.lines[place], lines.beside()
    if not line.item or line.indent != told.indent or len(beside) < 2 or any(one.item for one in beside):
        return None
    message = 'the "-" of this item stands in the column of the keys below it'
    return Code.INDENTATION, line.offset, message, "put it two columns to the left, or remove it"


def _indent(line: Line, column: int, what: str) -> Found:
    message = f"this line is indented by {count_spaces(line.indent)}, {what} by {column}"
    return Code.INDENTATION, line.offset, message, "indent it like them"


def _dash(line: Line) -> Found:
    message = 'an item begins here, as the "- " below shows, and lacks its own'
    return Code.INDENTATION, line.offset, message, 'put "- " before it'
