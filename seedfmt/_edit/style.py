"""What the neighbours do: quoting, indentation, flow or block, blank lines (SPEC R20 to R34).

In: a page, and rows that stand where something new will. Out: the style that the new text takes. Never: writes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from seedfmt._edit import house
from seedfmt._edit.page import Entry, Page, blank_above
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.scalar import resolve_plain
from seedfmt._syntax.spelling import is_timestamp
from seedfmt._syntax.walk import parents

if TYPE_CHECKING:
    from array import array

SAMPLES = 8  # how many neighbours are asked at the most
STEP = 2  # spaces by which the house indents


class Style:
    """The habits of one page; what is looked up once is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self._text_styles: dict[int, list[int]] = {}

    # -- text ------------------------------------------------------------------------------------------------------

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
        tree = self.tree
        return tree.head(row) & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN and is_timestamp(
            tree.text(row).decode()
        )

    def text_styles(self, like: Iterable[int], around: int, name: Any) -> list[int]:
        """The styles that new text takes, the best first (R22).

        That of the same key elsewhere; else that of all text around it; else, where this differs, what the house does
        with such a key.
        """
        styles = [self.tree.style(row) for row in like if self.is_text(row)][:1]
        neighbours = self.neighbour_styles(around)
        if not styles and len(set(neighbours)) == 1:
            styles = neighbours[:1]
        elif not styles and neighbours:
            styles = [rows.DOUBLE if house.is_quoted(self.kind, (name,)) else rows.PLAIN]
        quoted = [style for style in neighbours if style in (rows.SINGLE, rows.DOUBLE)]
        return [*styles, *quoted[:1]]

    def neighbour_styles(self, around: int) -> list[int]:
        """The styles of the text in a collection, the last first."""
        if around not in self._text_styles:
            self._text_styles[around] = [self.tree.style(row) for row in self.neighbours(around) if self.is_text(row)]
        return self._text_styles[around]

    def neighbours(self, around: int) -> Iterator[int]:
        """The values that stand in a collection, the last first."""
        if around < 0 or around >= len(self.tree) or self.tree.kind(around) not in (rows.MAPPING, rows.SEQUENCE):
            return iter(())
        children = list(self.tree.children(around))
        if self.tree.kind(around) == rows.MAPPING:
            children = children[1::2]
        return reversed(children)

    @cached_property
    def kind(self) -> str:
        """The kind of record on the page."""
        data = build(self.tree)
        return house.kind_of(data) if isinstance(data, dict) else ""

    def key_style(self, around: int) -> int:
        """The style of the keys of a mapping: quoted where all are, else plain."""
        if around < 0 or around >= len(self.tree) or self.tree.kind(around) != rows.MAPPING:
            return rows.PLAIN
        styles = {self.tree.style(key) for key, _ in self.tree.pairs(around) if self.tree.kind(key) == rows.SCALAR}
        return styles.pop() if len(styles) == 1 else rows.PLAIN

    # -- what is alike ---------------------------------------------------------------------------------------------

    def members(self, like: Iterable[int], key: Any) -> list[int]:
        """The values under this key in the mappings among ``like``."""
        found = []
        for row in list(like)[:SAMPLES]:
            if self.tree.kind(row) == rows.MAPPING:
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
            if self.tree.kind(row) == rows.SEQUENCE:
                children = list(self.tree.children(row))
                found += children[-SAMPLES:][::-1]
        return found

    # -- indentation -----------------------------------------------------------------------------------------------

    def step(self, kind: int, like: Iterable[int], around: int) -> int:
        """By how much a new block collection is indented deeper than the key above it."""
        for row in like:
            if self.tree.kind(row) == kind and self.tree.is_block(row):
                step = self.step_of(row)
                if step >= 0:
                    return step
        for row in (around, 1):
            for value in self.neighbours(row):
                if self.tree.kind(value) == kind and self.tree.is_block(value):
                    step = self.step_of(value)
                    if step >= 0:
                        return step
        return STEP

    def step_of(self, row: int) -> int:
        """By how much the block collection is indented deeper than the mapping that it is a value of, or -1."""
        tree = self.tree
        mark = tree.mark(row)
        if mark < 0 or self.page.source[mark : mark + 1] != b":":
            return -1
        parent = self.parent(row)
        return tree.indent(row) - tree.indent(parent) if tree.is_block(parent) else -1

    def parent(self, row: int) -> int:
        """The row of the collection that the node stands in."""
        return self.parents[row]

    @cached_property
    def parents(self) -> array[int]:
        """For each row the one of the collection it stands in."""
        return parents(self.tree)

    def dash_width(self, like: Iterable[int]) -> int:
        """The columns from a dash to the collection that begins on its line."""
        tree = self.tree
        for row in like:
            mark = tree.mark(row)
            if tree.kind(row) in (rows.MAPPING, rows.SEQUENCE) and tree.is_block(row) and mark >= 0:
                width = tree.start(row) - mark
                if width < 9 and self.page.source[mark + 1 : tree.start(row)].strip(b" ") == b"":
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
        if entry.value != entry.key and tree.kind(entry.value) in (rows.MAPPING, rows.SEQUENCE):
            if tree.is_block(entry.value):
                return True
        return root and tree.text(entry.key).decode() in house.GROUPS
