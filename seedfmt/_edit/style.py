"""What the neighbours do: quoting, indentation, flow or block, blank lines (SPEC R20 to R38).

In: a page, and the spot where something new will stand. Out: the style that the new text takes. Never: writes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from seedfmt._edit.defaults import DefaultStyle
from seedfmt._edit.page import Entry, blank_above, newline
from seedfmt._edit.spots import Spot, Surroundings, ask_once
from seedfmt._edit.timestamps import is_timestamp
from seedfmt._source import line_end, line_start
from seedfmt._syntax import chars, rows
from seedfmt._syntax.data import build, hashable
from seedfmt._syntax.tree import ROOT

STEP = 2  # spaces of indentation in the default style


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
        common, quoted = self.line_styles(spot.around)
        style = (
            _only(_on_line(self._styles(spot.like)))
            or common
            or (self.key_style(spot.flow) == rows.DOUBLE and rows.DOUBLE)
            or self._default_style(spot)
            or rows.PLAIN
        )
        return [style, *quoted]

    @ask_once
    def text_styles_in(self, around: int) -> list[int]:
        """The styles of the text in a collection, the last first."""
        return self._styles(self.neighbours(around))

    @ask_once
    def line_styles(self, around: int) -> tuple[int, list[int]]:
        """The one style of the text on one line in a collection, or 0, and the style of the last that is quoted."""
        styles = _on_line(self.text_styles_in(around))
        return _only(styles), [style for style in styles if style != rows.PLAIN][:1]

    def _styles(self, values: Iterable[int]) -> list[int]:
        return [self.tree.style(row) for row in values if self.is_text(row)]

    def block_style(self, spot: Spot) -> int:
        """The style of a block scalar that text of several lines takes in a spot, or 0 (R22)."""
        styles = self._styles(spot.like)
        return _only(_in_block(styles)) if styles else self.block_style_in(spot.around)

    @ask_once
    def block_style_in(self, around: int) -> int:
        """The one style of the block scalars in a collection, or 0."""
        return _only(_in_block(self.text_styles_in(around)))

    def _default_style(self, spot: Spot) -> int:
        """Return the quotes of such a string in the default style, or 0 (R61)."""
        path = (*self.path(spot.base), *spot.names)
        return rows.DOUBLE if self.default.is_quoted(path) else 0

    @cached_property
    def default(self) -> DefaultStyle:
        """The default style of the record on the page."""
        tree, defaults = self.tree, self.page.defaults
        if not self.is_mapping(ROOT):
            return defaults.style_of({})
        names = {hashable(build(tree, key)): value for key, value in tree.pairs(ROOT)}
        if "<<" in names:
            return defaults.style_of(build(tree))  # keys that a merge key brings identify a record, too
        known = defaults.identifying_keys
        return defaults.style_of({name: build(tree, row) if name in known else None for name, row in names.items()})

    def keeps_timestamps(self, spot: Spot) -> bool:
        """Does a timestamp stand there without quotes: beside such a one, or in front matter that was empty (R23)?"""
        if not 0 <= spot.base < len(self.tree) or self.tree.kind(spot.base) == rows.SCALAR:
            return True
        return any(map(self.is_plain_timestamp, spot.like)) or self.holds_timestamp(spot.around)

    @ask_once
    def holds_timestamp(self, around: int) -> bool:
        """Does a timestamp without quotes stand in a collection?"""
        return any(map(self.is_plain_timestamp, self.neighbours(around)))

    @ask_once
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

    @ask_once
    def comma_gap(self, row: int) -> bytes:
        """What stands between a comma and the entry behind it; asked of the outer ones where there are no two (R46)."""
        for at in self.flows(row):
            firsts = [*self.tree.children(at)][:: 2 if self.is_mapping(at) else 1]
            for one, two in pairwise(firsts):
                gap = self.page.source[self.tree.comma(one) + 1 : self.tree.begin(two)]
                if not gap.strip(b" "):
                    return gap
        return b" "

    @ask_once
    def comma_first(self, row: int) -> bytes:
        """What stands between two entries where the commas begin the lines; empty where they do not (R47)."""
        source = self.page.source
        if line_end(source, self.tree.start(row)) >= self.tree.end(row):
            return b""
        for one, two in pairwise(self.entries(row)):
            comma = self.tree.comma(one.key)
            line = line_start(source, comma)
            if line > one.last and not source[line:comma].strip(b" ") and comma < two.first <= line_end(source, comma):
                return newline(self.page, line) + source[line : two.first]
        return b""

    @ask_once
    def colon_gap(self, row: int) -> str:
        """What stands between the colon behind a quoted key and its value (R48)."""
        for at in self.flows(row):
            for key, value in self.tree.pairs(at) if self.is_mapping(at) else ():
                mark = self.tree.mark(value)
                gap = self.page.source[mark + 1 : self.tree.begin(value)]
                if mark >= 0 and self.tree.style(key) == rows.DOUBLE and not gap.strip(b" "):
                    return gap.decode()
        return " "

    def padding(self, kind: int, spot: Spot) -> str:
        """The spaces within the brackets of a new flow collection, as in one of its kind nearby (R46)."""
        groups = (spot.like, [spot.flow], self.neighbours(spot.around), self.neighbours(ROOT))
        alike = (row for group in groups for row in group if 0 <= row < len(self.tree) and self.tree.kind(row) == kind)
        found = (self.padding_of(row) for row in alike)
        return next((padding.decode() for padding in found if padding is not None), "")

    @ask_once
    def padding_of(self, row: int) -> bytes | None:
        """The spaces after the opening bracket of a flow collection; None where an entry does not follow them."""
        if not self.is_flow(row) or self.tree.style(row) == rows.PAIR or self.tree.after(row) == row + 1:
            return None
        first = self.entries(row)[0].first
        gap = self.page.source[self.tree.start(row) + 1 : first]
        return None if gap.strip(b" ") else gap

    def is_block_collection(self, value: Any, spot: Spot, old: int = -1) -> bool:
        """Is the value written on lines of its own? What replaces a flow collection with entries is not (R45)."""
        if not value or not isinstance(value, (dict, list)) or (self.is_flow(old) and not self.is_hollow(old)):
            return False
        kind = rows.MAPPING if isinstance(value, dict) else rows.SEQUENCE
        alike = [row for row in spot.like if self.tree.kind(row) == kind and self.has_entries(row)]
        if alike:
            return self.tree.is_block(alike[0])
        entries = value.values() if isinstance(value, dict) else value
        return any(entry and isinstance(entry, (dict, list)) for entry in entries) or not self.prefers_flow(
            spot.around, kind
        )

    @ask_once
    def prefers_flow(self, around: int, kind: int) -> bool:
        """Return whether all collections with entries in a collection are in flow style: those of one kind, or any."""
        found = [row for row in self.neighbours(around) if self.is_collection(row) and self.has_entries(row)]
        alike = [row for row in found if self.tree.kind(row) == kind] or found
        return bool(alike) and not any(map(self.tree.is_block, alike))

    def has_entries(self, row: int) -> bool:
        """Return whether there is anything in a collection."""
        return self.tree.after(row) > row + 1

    def is_hollow(self, row: int) -> bool:
        """Return whether the node is a flow collection without entries and comments: it has no style to keep (R45)."""
        if not self.is_flow(row) or self.has_entries(row):
            return False
        return not self.page.source[self.tree.start(row) + 1 : self.tree.end(row) - 1].strip(b" ")

    # -- indentation -----------------------------------------------------------------------------------------------

    def step(self, kind: int, spot: Spot) -> int:
        """By how much a new block collection is indented deeper than the key above it (R38)."""
        steps = (self.step_among(spot.like, kind), self.step_in(spot.around, kind), self.step_in(ROOT, kind))
        return next((step for step in steps if step >= 0), STEP)

    @ask_once
    def step_in(self, around: int, kind: int) -> int:
        """By how much the last block collection of a kind in a collection is indented, or -1."""
        return self.step_among(self.neighbours(around), kind)

    def step_among(self, values: Iterable[int], kind: int) -> int:
        """By how much the first block collection of a kind among the values is indented, or -1."""
        alike = (row for row in values if self.tree.kind(row) == kind and self.tree.is_block(row))
        return next((step for step in map(self.step_of, alike) if step >= 0), -1)

    def step_of(self, row: int) -> int:
        """By how much the block collection is indented deeper than the mapping that it is a value of, or -1."""
        tree = self.tree
        mark = tree.mark(row)
        if mark < 0 or self.page.source[mark : mark + 1] != b":":
            return -1
        parent = self.parents[row]
        return tree.indent(row) - tree.indent(parent) if tree.is_block(parent) else -1

    def dash_step(self, like: Iterable[int]) -> int:
        """How far the nearest block collection among list items is indented from its dash, if the dash is alone on its
        line; else 0 (R38)."""
        tree = self.tree
        for row in like:
            mark = tree.mark(row)
            if mark >= 0 and self.is_collection(row) and tree.is_block(row):
                line = line_start(self.page.source, mark)
                return tree.indent(row) - (mark - line) if line_end(self.page.source, mark) < tree.start(row) else 0
        return 0

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

    def wants_blank(self, row: int, group: bool, key: Any, behind: bool) -> bool:
        """Does a new entry of a mapping take a blank line before it, as most that are like it do?

        ``group`` says whether it is several lines long, ``behind`` whether the entry above is. Where none is like it,
        the default style decides (R33).
        """
        is_set_apart = row == ROOT and key in self.page.defaults.groups and key in self.default.groups
        most = self.parts_groups(row) if behind and not group and not is_set_apart else None
        most = self.wants_blanks(row, group or is_set_apart) if most is None else most
        return is_set_apart if most is None else most

    @ask_once
    def wants_blanks(self, row: int, group: bool) -> bool | None:
        """Does a blank line stand above most entries of a mapping that are groups, or above most of the others that
        follow another? None where there are no such entries."""
        groups = [self.is_group(key, value, row == ROOT) for key, value in self.pairs(row)]
        alike = [
            self.is_set_off(row, place)
            for place in range(1, len(groups))
            if (groups[place] if group else not groups[place - 1] and not groups[place])
        ]
        return _is_most(alike) if alike else None

    @ask_once
    def parts_groups(self, row: int) -> bool | None:
        """Does a blank line stand above most of the other entries of a mapping that follow a group? None where no such
        entry is there."""
        groups = [self.is_group(key, value, row == ROOT) for key, value in self.pairs(row)]
        places = [place for place in range(1, len(groups)) if groups[place - 1] and not groups[place]]
        return _is_most([self.is_set_off(row, place) for place in places]) if places else None

    @ask_once
    def parts_items(self, row: int) -> bool:
        """Does a blank line stand above most items of a list?"""
        return _is_most([self.is_set_off(row, place) for place in range(1, len(self.pairs(row)))])

    def is_set_off(self, row: int, place: int) -> bool:
        """Is a blank line above an entry of a collection that is not the first?"""
        if not self.may_have_blank(self.pairs(row)[place][0]):
            return False
        found = self.entries(row)
        return self.has_blank(found[place - 1], found[place])

    def has_blank(self, before: Entry, entry: Entry) -> bool:
        """Is there a blank line directly above the entry?"""
        return blank_above(self.page, entry.start, before.end) < entry.start

    def may_have_blank(self, key: int) -> bool:
        """May a blank line be directly above an entry? Not where the line above it holds more than a comment."""
        tree, source = self.tree, self.page.source
        at = tree.mark(key)
        at = (at if at >= 0 else tree.begin(key)) - 1
        while at >= 0 and source[at] == chars.SPACE:
            at -= 1
        if at < 0 or source[at] not in b"\r\n":
            return True
        at -= 1 if source[at - 1 : at + 1] == b"\r\n" else 0
        if at == 0 or source[at - 1] in b" \t\r\n":
            return True
        return len(tree.comments) > 0 and tree.comment_between(line_start(source, at - 1), at)[0] >= 0

    def is_group(self, key: int, value: int, root: bool) -> bool:
        """Is the entry with these rows one of several lines, or a group of the default style?"""
        tree = self.tree
        if value != key and self.is_collection(value) and tree.is_block(value):
            return True
        return root and tree.text(key).decode() in self.page.defaults.groups


def _in_block(styles: list[int]) -> list[int]:
    """The styles of block scalars."""
    return [style for style in styles if style >= rows.LITERAL]


def _is_most(answers: list[bool]) -> bool:
    return 2 * sum(answers) > len(answers)


def _on_line(styles: list[int]) -> list[int]:
    """The styles of text on one line."""
    return [style for style in styles if style < rows.LITERAL]


def _only(styles: Sequence[int]) -> int:
    """The one style that all of these are, or 0."""
    return styles[0] if styles and len(set(styles)) == 1 else 0
