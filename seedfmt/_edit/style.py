"""What the neighbours do: quoting, indentation, flow or block, blank lines (SPEC R20 to R38).

In: a page, and the spot where something new will stand. Out: the style that the new text takes. Never: writes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from seedfmt._edit import house
from seedfmt._edit.page import Entry, Page, blank_above
from seedfmt._edit.spelling import is_timestamp
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.scalar import resolve_plain
from seedfmt._syntax.tree import ROOT
from seedfmt._syntax.walk import parents

if TYPE_CHECKING:
    from array import array

SAMPLES = 8  # how many neighbours are asked at the most
STEP = 2  # spaces by which the house indents


class Spot(NamedTuple):
    """A place for a value: what stands in such places, and what is around it."""

    like: Sequence[int] = ()  # the values at the same key beside it, or the other items of the list; the nearest first
    around: int = -1  # the collection that it stands in, or one like it; -1 where there is none
    base: int = -1  # the collection on the page that all that is written will stand in
    names: tuple[Any, ...] = ()  # the keys from there on
    flow: int = -1  # the flow collection whose manners a new one takes, or -1


class Style:
    """The habits of one page; what is looked up once is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree

    # -- spots -----------------------------------------------------------------------------------------------------

    def spot(self, base: int, key: Any, old: int = -1) -> Spot:
        """The spot of a member or an item of a collection on the page; ``old`` is the row that stands there."""
        is_list = self.is_collection(base) and not self.is_mapping(base)
        like = self.items([base]) if is_list else self.members(self.siblings(base), key)
        flow = next((row for row in (old, base) if self.is_flow(row)), -1)
        return Spot([row for row in like if row != old], base, base, () if is_list else (key,), flow)

    def member(self, spot: Spot, key: Any) -> Spot:
        """The spot of a member of a mapping that is written in a spot."""
        return self._inside(spot, self.members(spot.like, key), (key,))

    def item(self, spot: Spot) -> Spot:
        """The spot of an item of a list that is written in a spot."""
        return self._inside(spot, self.items(spot.like), ())

    def _inside(self, spot: Spot, like: list[int], names: tuple[Any, ...]) -> Spot:
        around = next((row for row in spot.like if self.is_collection(row)), -1)
        flow = around if self.is_flow(around) else spot.flow
        return Spot(like, around, spot.base, (*spot.names, *names), flow)

    def siblings(self, mapping: int) -> list[int]:
        """The other items of the sequence that a mapping stands in."""
        parent = self.parents[mapping] if ROOT < mapping < len(self.tree) else -1
        if parent < 0 or self.tree.kind(parent) != rows.SEQUENCE:
            return []
        return [row for row in self.items([parent]) if row != mapping]

    def members(self, like: Iterable[int], key: Any) -> list[int]:
        """The values under this key in the mappings among ``like``."""
        found = []
        for row in list(like)[:SAMPLES]:
            if self.is_mapping(row):
                found += [value for name, value in self.tree.pairs(row) if self.is_key(name, key)]
        return found

    def is_key(self, row: int, key: Any) -> bool:
        """Is this the key?"""
        if isinstance(key, str) and self.tree.head(row) & rows.VERBATIM:
            text = self.tree.text(row)
            if self.tree.style(row) == rows.PLAIN and text != key.encode():
                return False
        value = build(self.tree, row)
        return type(value) is type(key) and bool(value == key)

    def items(self, like: Iterable[int]) -> list[int]:
        """Items of the sequences among ``like``."""
        found: list[int] = []
        for row in list(like)[:SAMPLES]:
            if row < len(self.tree) and self.tree.kind(row) == rows.SEQUENCE:
                children = list(self.tree.children(row))
                found += children[-SAMPLES:][::-1]
        return found

    def neighbours(self, around: int) -> Iterator[int]:
        """The values that stand in a collection, the last first."""
        if not self.is_collection(around):
            return iter(())
        children = list(self.tree.children(around))
        if self.tree.kind(around) == rows.MAPPING:
            children = children[1::2]
        return reversed(children)

    # -- nodes -----------------------------------------------------------------------------------------------------

    def is_mapping(self, row: int) -> bool:
        """Is the node a mapping?"""
        return 0 <= row < len(self.tree) and self.tree.kind(row) == rows.MAPPING

    def is_collection(self, row: int) -> bool:
        """Is the node a mapping or a sequence?"""
        return 0 <= row < len(self.tree) and self.tree.kind(row) in (rows.MAPPING, rows.SEQUENCE)

    def is_flow(self, row: int) -> bool:
        """Is the node a collection in flow style?"""
        return self.is_collection(row) and not self.tree.is_block(row)

    def is_plain(self, row: int) -> bool:
        """Is the node a scalar without quotes?"""
        return self.tree.head(row) & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN

    def is_text(self, row: int) -> bool:
        """Is the node a scalar whose value is text?"""
        tree = self.tree
        if tree.kind(row) != rows.SCALAR:
            return False
        if tree.style(row) != rows.PLAIN:
            return True
        return isinstance(resolve_plain(tree.text(row).decode()), str)

    def is_plain_timestamp(self, row: int) -> bool:
        """Is the node a timestamp without quotes?"""
        return self.is_plain(row) and is_timestamp(self.tree.text(row).decode())

    @cached_property
    def parents(self) -> array[int]:
        """For each row the one of the collection it stands in."""
        return parents(self.tree)

    # -- text ------------------------------------------------------------------------------------------------------

    def text_styles(self, spot: Spot) -> list[int]:
        """The styles that text on one line takes in a spot, the best first (R22)."""
        around = self._line_styles(self.neighbours(spot.around))
        style = (
            self._house_style(spot, always=True)
            or _only(self._line_styles(spot.like))
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

    def _house_style(self, spot: Spot, *, always: bool = False) -> int:
        """The quotes that the house gives such text, or 0 (R61); ``always`` asks for what nothing else decides."""
        if always:
            return rows.DOUBLE if spot.base == ROOT and spot.names == ("secured",) else 0
        path = (*self.path(spot.base), *spot.names)
        return rows.DOUBLE if house.is_quoted(self.kind, path) else 0

    def path(self, row: int) -> tuple[Any, ...]:
        """The keys above a collection, from the root on."""
        names: list[Any] = []
        while ROOT < row < len(self.tree):
            parent = self.parents[row]
            if self.is_mapping(parent):
                names.append(next(build(self.tree, key) for key, value in self.tree.pairs(parent) if value == row))
            row = parent
        return tuple(reversed(names))

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

    def flows(self, row: int) -> Iterator[int]:
        """A flow collection and those that it stands in, from the inside out."""
        while self.is_flow(row):
            yield row
            row = self.parents[row]

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
