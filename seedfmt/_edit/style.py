"""What the neighbours do: quoting, indentation, flow or block, blank lines (SPEC R20 to R38).

In: a page, and the spot where something new will stand. Out: the style that the new text takes. Never: writes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from seedfmt._edit import house
from seedfmt._edit.page import Entry, blank_above
from seedfmt._edit.spelling import is_timestamp
from seedfmt._edit.spots import Spot, Surroundings
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT

STEP = 2  # spaces by which the house indents


class Style(Surroundings):
    """The habits of one page."""

    # -- text ------------------------------------------------------------------------------------------------------

    def is_plain_timestamp(self, row: int) -> bool:
        """Is the node a timestamp without quotes?"""
        return self.is_plain(row) and is_timestamp(self.tree.text(row).decode())

    def text_styles(self, spot: Spot) -> list[int]:
        """The styles that text on one line takes in a spot, the best first (R22)."""
        if spot.base == ROOT and spot.names == ("secured",):
            return [rows.DOUBLE]
        around = self._line_styles(self.neighbours(spot.around))
        style = (
            _only(self._line_styles(spot.like))
            or _only(around)
            or (self.key_style(spot.flow) == rows.DOUBLE and rows.DOUBLE)
            or self._house_style(spot)
            or rows.PLAIN
        )
        return [style, *[other for other in around if other != rows.PLAIN][:1]]

    def _line_styles(self, values: Iterable[int]) -> list[int]:
        styles = [self.tree.style(row) for row in values if self.is_text(row)]
        return [style for style in styles if style < rows.LITERAL]

    def block_style(self, spot: Spot) -> int:
        """The style of a block scalar that text of several lines takes in a spot, or 0 (R22)."""
        for values in (spot.like, [*self.neighbours(spot.around)]):
            styles = [self.tree.style(row) for row in values if self.is_text(row)]
            style = _only([style for style in styles if style >= rows.LITERAL])
            if style or (len(styles) > 0 and values is spot.like):
                return style
        return 0

    def _house_style(self, spot: Spot) -> int:
        """The quotes that the house gives such text, or 0 (R61)."""
        path = (*self.path(spot.base), *spot.names)
        return rows.DOUBLE if house.is_quoted(self.kind, path) else 0

    @cached_property
    def kind(self) -> str:
        """The kind of record on the page."""
        data = build(self.tree)
        return house.kind_of(data) if isinstance(data, dict) else ""

    def keeps_timestamps(self, spot: Spot) -> bool:
        """Does a timestamp stand there without quotes: beside such a one, or in front matter that was empty (R23)?"""
        if spot.base >= len(self.tree) or self.tree.kind(spot.base) == rows.SCALAR:
            return True
        return any(map(self.is_plain_timestamp, [*spot.like, *self.neighbours(spot.around)]))

    def key_style(self, row: int) -> int:
        """The style of the keys of a collection where all are alike, else plain (R19).

        A flow collection without keys asks the one that it stands in.
        """
        for at in (row, *self.flows(row)):
            if self.is_mapping(at) and self.tree.after(at) > at + 1:
                keys = (key for key, _ in self.tree.pairs(at))
                return _only([self.tree.style(key) for key in keys if self.tree.kind(key) == rows.SCALAR]) or rows.PLAIN
        return rows.PLAIN

    # -- flow collections ------------------------------------------------------------------------------------------

    def comma_gap(self, row: int) -> bytes:
        """What stands between a comma and the entry behind it; asked of the outer ones where there are no two (R46)."""
        for at in self.flows(row):
            firsts = [*self.tree.children(at)][:: 2 if self.is_mapping(at) else 1]
            for one, two in pairwise(firsts):
                gap = self.page.source[self.tree.comma(one) + 1 : self.tree.begin(two)]
                if not gap.strip(b" "):
                    return gap
        return b" "

    def colon_gap(self, row: int) -> str:
        """What stands between the colon behind a quoted key and its value (R48)."""
        for at in self.flows(row):
            for key, value in self.tree.pairs(at) if self.is_mapping(at) else ():
                mark = self.tree.mark(value)
                gap = self.page.source[mark + 1 : self.tree.begin(value)]
                if mark >= 0 and self.tree.style(key) == rows.DOUBLE and not gap.strip(b" "):
                    return gap.decode()
        return " "

    def is_block_collection(self, value: Any, spot: Spot, old: int = -1) -> bool:
        """Is the value written on lines of its own? What takes the place of a flow collection is not (R45)."""
        if not value or not isinstance(value, (dict, list)) or self.is_flow(old):
            return False
        kind = rows.MAPPING if isinstance(value, dict) else rows.SEQUENCE
        alike = [row for row in spot.like if self.tree.kind(row) == kind and self.tree.after(row) > row + 1]
        return self.tree.is_block(alike[0]) if alike else True

    # -- indentation -----------------------------------------------------------------------------------------------

    def step(self, kind: int, spot: Spot) -> int:
        """By how much a new block collection is indented deeper than the key above it (R38)."""
        for values in (spot.like, self.neighbours(spot.around), self.neighbours(ROOT)):
            for row in values:
                if self.tree.kind(row) == kind and self.tree.is_block(row):
                    step = self.step_of(row)
                    if step >= 0:
                        return step
        return STEP

    def step_of(self, row: int) -> int:
        """By how much the block collection is indented deeper than the mapping that it is a value of, or -1."""
        tree = self.tree
        mark = tree.mark(row)
        if mark < 0 or self.page.source[mark : mark + 1] != b":":
            return -1
        parent = self.parents[row]
        return tree.indent(row) - tree.indent(parent) if tree.is_block(parent) else -1

    def dash_width(self, like: Iterable[int]) -> int:
        """The columns from a dash to what begins on its line (R38)."""
        tree = self.tree
        for row in like:
            mark = tree.mark(row)
            width = tree.begin(row) - mark
            if mark >= 0 and 2 <= width < 9 and self.page.source[mark + 1 : mark + width].strip(b" ") == b"":
                return width
        return 2

    # -- blank lines -----------------------------------------------------------------------------------------------

    def wants_blank(self, gaps: list[bool], entries: list[Entry], root: bool, group: bool, key: Any) -> bool:
        """Does a new entry of a mapping take a blank line before it, as most that are like it do?

        ``gaps`` says of each entry but the first whether it does; ``group`` whether the new one is several lines long.
        Where none is like it, the house decides (R33).
        """
        groups = [self.is_group(entry, root) for entry in entries]
        if group or (root and key in house.GROUPS):
            alike = [gap for gap, is_group in zip(gaps, groups[1:], strict=True) if is_group]
            if not alike:
                return root and key in house.GROUPS
        else:
            alike = [gap for place, gap in enumerate(gaps) if not groups[place] and not groups[place + 1]]
        return 2 * sum(alike) > len(alike)

    def has_blank(self, before: Entry, entry: Entry) -> bool:
        """Is there a blank line directly above the entry?"""
        return blank_above(self.page, entry.start, before.end) < entry.start

    def is_group(self, entry: Entry, root: bool) -> bool:
        """Is the entry one of several lines, or one that the house sets off?"""
        tree = self.tree
        if entry.value != entry.key and self.is_collection(entry.value) and tree.is_block(entry.value):
            return True
        return root and tree.text(entry.key).decode() in house.GROUPS


def _only(styles: Sequence[int]) -> int:
    """The one style that all of these are, or 0."""
    return styles[0] if styles and len(set(styles)) == 1 else 0
