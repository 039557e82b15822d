# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The Tree: what the parser found in a text, as a flat table of spans.

In: a table of rows (see ``rows.py``). Out: answers about it, without an object per node. Never: changes; computes a
value.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

ROOT = 1  # the row of the root node, behind that of the document


class Tree:
    """The rows of a text, its comments, properties and tags. Two trees are equal when their tables are.

    ``comments`` holds start and end of each comment in order; ``props`` the anchors and tags (see ``rows.py``);
    ``tags`` the resolved names of the tags; ``aliases`` says how many aliases there are.
    """

    __slots__ = ("_items", "aliases", "cells", "comments", "numbers", "props", "size", "source", "tags")

    def __init__(
        self,
        source: bytes,
        cells: array[int],
        comments: array[int],
        props: array[int],
        tags: tuple[str, ...],
        aliases: int,
    ) -> None:
        self.fill(source, cells, comments, props, tags, aliases)

    def fill(
        self,
        source: bytes,
        cells: array[int],
        comments: array[int],
        props: array[int],
        tags: tuple[str, ...],
        aliases: int,
    ) -> None:
        """Take the tables, which from now on keep their size."""
        self.source = source
        self.cells = cells
        self.comments = comments
        self.props = props
        self.tags = tags
        self.aliases = aliases
        self.numbers = scan.ints(cells)
        self.size = len(cells)
        self._items: dict[int, list[int]] | None = None  # the children of the rows that were asked for by place

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tree):
            return NotImplemented
        return (
            self.cells == other.cells
            and self.comments == other.comments
            and self.props == other.props
            and self.tags == other.tags
        )

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        """How many rows there are."""
        return self.size // rows.WIDTH

    # -- one node --------------------------------------------------------------------------------------------------

    def cell(self, row: int, column: int) -> int:
        """One number of a row; rows below 0 count from the last, as in a list."""
        place = row * rows.WIDTH + column
        if place < 0:
            place += self.size
        if not 0 <= place < self.size:
            raise IndexError("there is no such row")
        return self.numbers[place]

    def head(self, row: int) -> int:
        """Kind, style and flags."""
        return self.cell(row, rows.HEAD)

    def kind(self, row: int) -> int:
        """``rows.MAPPING``, ``SEQUENCE``, ``SCALAR``, ``ALIAS`` or ``DOCUMENT``."""
        return self.cell(row, rows.HEAD) & rows.KIND

    def style(self, row: int) -> int:
        """``rows.PLAIN`` ... ``rows.PAIR``."""
        return self.cell(row, rows.HEAD) & rows.STYLE

    def start(self, row: int) -> int:
        """The offset of the node's first byte, behind anchor and tag."""
        return self.cell(row, rows.START)

    def end(self, row: int) -> int:
        """The offset behind the node's last byte."""
        return self.cell(row, rows.END)

    def after(self, row: int) -> int:
        """The row behind the node's last descendant."""
        return self.cell(row, rows.NEXT)

    def mark(self, row: int) -> int:
        """The offset of the indicator before the node, or -1."""
        return self.cell(row, rows.MARK)

    def comma(self, row: int) -> int:
        """The offset of the comma behind the entry that begins with this row, or -1."""
        return self.cell(row, rows.COMMA)

    def indent(self, row: int) -> int:
        """The column of the entries of a block collection, or of the lines of a block scalar."""
        return self.cell(row, rows.INDENT)

    def target(self, row: int) -> int:
        """The row that an alias stands for; any other row itself."""
        if self.cell(row, rows.HEAD) & rows.KIND == rows.ALIAS:
            return self.cell(row, rows.INDENT)
        return row

    def text(self, row: int) -> bytes:
        """How the node is spelled, without anchor and tag."""
        return self.source[self.start(row) : self.end(row)]

    def is_block(self, row: int) -> bool:
        """Is the node a collection in block style?"""
        return self.style(row) == rows.BLOCK

    # -- properties ------------------------------------------------------------------------------------------------

    def anchor(self, row: int) -> tuple[int, int]:
        """Start and end of the node's anchor, or (-1, -1)."""
        return self._prop(row, rows.ANCHOR_START)

    def tag(self, row: int) -> tuple[int, int]:
        """Start and end of the node's tag, or (-1, -1)."""
        return self._prop(row, rows.TAG_START)

    def tag_name(self, row: int) -> str:
        """The node's resolved tag, or ``""``."""
        place = self.cell(row, rows.PROPS)
        name = self.props[place * rows.PROPS_WIDTH + rows.TAG_NAME] if place >= 0 else -1
        return self.tags[name] if name >= 0 else ""

    def _prop(self, row: int, kind: int) -> tuple[int, int]:
        place = self.cell(row, rows.PROPS)
        if place < 0:
            return -1, -1
        at = place * rows.PROPS_WIDTH + kind
        return self.props[at], self.props[at + 1]

    def begin(self, row: int) -> int:
        """The offset of the node's first byte, anchor and tag included."""
        start = self.cell(row, rows.START)
        if self.cell(row, rows.PROPS) >= 0:
            for first, _ in (self.anchor(row), self.tag(row)):
                if 0 <= first < start:
                    start = first
        return start

    def behind_props(self, row: int) -> int:
        """The offset behind the node's anchor and tag; without such, behind the indicator before it, or -1."""
        behind = self.cell(row, rows.MARK) + 1 or -1
        if self.cell(row, rows.PROPS) < 0:
            return behind
        return max(behind, self.anchor(row)[1], self.tag(row)[1])

    # -- families --------------------------------------------------------------------------------------------------

    def children(self, row: int) -> Iterator[int]:
        """The rows of the node's children, in order; of a mapping, keys and values in turn."""
        child = row + 1
        end = self.after(row)
        while child < end:
            yield child
            child = self.after(child)

    def items(self, row: int) -> list[int]:
        """The rows of the node's children as a list, which is kept: asking for each by its place takes no square."""
        if self._items is None:
            self._items = {}
        found = self._items.get(row)
        if found is None:
            found = self._items[row] = [*self.children(row)]
        return found

    def pairs(self, row: int) -> Iterator[tuple[int, int]]:
        """The rows of key and value of each entry of a mapping."""
        children = self.children(row)
        return zip(children, children, strict=True)

    # -- comments --------------------------------------------------------------------------------------------------

    def comment_from(self, offset: int) -> int:
        """The place in ``comments`` of the first comment that begins at ``offset`` or behind it."""
        place = bisect_left(self.comments, offset)
        return place + place % 2

    def comment_between(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the first comment that begins between the two offsets, or (-1, -1)."""
        if not self.has_comment(start, end):
            return -1, -1
        place = self.comment_from(start)
        return self.comments[place], self.comments[place + 1]

    def has_comment(self, start: int, end: int) -> bool:
        """Does a comment begin between the two offsets?"""
        place = self.comment_from(start) if len(self.comments) else 0
        return place < len(self.comments) and self.comments[place] < end
