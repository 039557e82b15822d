"""Plan an edit as patches.

In: a page, the row of what is edited, plain data. Out: patches. Never: searches the text for YAML, applies anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seedfmt._edit.blocks import BlockSplice, New
from seedfmt._edit.flows import FlowSplice
from seedfmt._edit.page import before_newline, end_of_entry, entries, fill_slot, newline
from seedfmt._edit.patch import Patch
from seedfmt._edit.render import Renderer
from seedfmt._edit.style import STEP
from seedfmt._edit.values import same
from seedfmt._source import line_end, line_start
from seedfmt._syntax import rows
from seedfmt._syntax.data import fits_tag, resolve_tagged
from seedfmt._syntax.spelling import spell_value

KNOWN_TAG = "tag:yaml.org,2002:"
CORE_TAGS = frozenset(KNOWN_TAG + name for name in ("str", "int", "float", "bool", "null", "map", "seq"))


def plan_splice(renderer: Renderer, row: int, start: int, stop: int, new: Sequence[New]) -> list[Patch]:
    """Put new entries in the place of those from ``start`` to ``stop`` of the collection in ``row``."""
    tree = renderer.tree
    if row >= len(tree) or tree.kind(row) == rows.SCALAR:  # front matter without a mapping
        return BlockSplice(renderer, row, [], 0, 0, new).plan()
    found = entries(renderer.page, row)
    splice = BlockSplice if tree.is_block(row) else FlowSplice
    return splice(renderer, row, found, start, stop, new).plan()


def plan_rename(renderer: Renderer, key: int, mapping: int, name: Any) -> list[Patch]:
    """Write another name for the key in the row ``key`` of the mapping (R50)."""
    tree = renderer.tree
    style = tree.style(key) if tree.kind(key) == rows.SCALAR and tree.style(key) < rows.LITERAL else rows.PLAIN
    text = renderer.render_key(name, -1, flow=not tree.is_block(mapping), style=style)
    return Replacement(renderer, key, name, mapping).plan_inline(text)


class Replacement:
    """The value in a row becomes another; ``parent`` is the collection, ``key`` the row of its key, if it has one."""

    def __init__(self, renderer: Renderer, row: int, value: Any, parent: int, key: int = -1) -> None:
        self.renderer = renderer
        self.page = renderer.page
        self.tree = renderer.tree
        self.row = row
        self.value = value
        self.parent = parent
        self.key = key
        self.flow = not self.tree.is_block(parent)
        # behind the indicator, the anchor and the tag that stay; where what goes begins; the tag, if it goes before that
        self.at = max(self.tree.mark(row) + 1 or -1, self.tree.anchor(row)[1])
        self.begin = self.tree.start(row)
        self.untag: list[Patch] = []
        self.plan_untag()

    def plan(self, like: Sequence[int], name: Any) -> list[Patch]:
        """The patches; ``like`` are values alike, ``name`` the key."""
        value = self.value
        if self.flow:
            return self.plan_inline(self.renderer.render_flow(value, like, self.parent, name, old=self.row))
        if value and isinstance(value, (dict, list)) and self.renderer.is_block_collection(value, like):
            return self.plan_collection(like)
        if isinstance(value, str) and self.tree.kind(self.row) == rows.SCALAR:
            style = self.tree.style(self.row)
            if style in (rows.LITERAL, rows.FOLDED):
                patches = self.plan_block_text(style)
                if patches:
                    return patches
        if isinstance(value, (dict, list)):
            return self.plan_inline(self.renderer.render_flow(value, like, self.parent, name))
        return self.plan_inline(self.renderer.render_scalar(value, like, self.parent, name, old=self.row))

    # -- on one line -----------------------------------------------------------------------------------------------

    def plan_inline(self, text: str) -> list[Patch]:
        """Put one line of text in the place of the node."""
        tree, row = self.tree, self.row
        if tree.kind(row) == rows.SCALAR and tree.head(row) & rows.EMPTY:
            return [*self.untag, *self.plan_fill(text)]
        if tree.kind(row) == rows.SCALAR and tree.style(row) >= rows.LITERAL:
            text += self.header_comment()
        elif tree.kind(row) in (rows.MAPPING, rows.SEQUENCE) and tree.is_block(row):
            return [*self.untag, *self.plan_over_block(text)]
        return [*self.untag, Patch(self.begin, tree.end(row), text.encode())]

    def plan_fill(self, text: str) -> list[Patch]:
        """Put text where a node without text is."""
        tree, row = self.tree, self.row
        at = tree.start(row)
        if tree.mark(row) < 0 and self.key >= 0:
            return [self.plan_missing(text)]
        if self.begin < at:  # a tag goes
            return [Patch(self.begin, at, text.encode())]
        if self.at >= 0 and not self.flow:
            return [fill_slot(self.page, self.at, text)]
        if tree.mark(row) < 0 and tree.behind_props(row) < 0:  # a key
            return [Patch(at, at, text.encode())]
        return [Patch(at, at, f" {text}".encode())]

    def plan_missing(self, text: str) -> Patch:
        """Put text where neither a value nor its colon is: ``{a}``, or ``? a`` on lines of its own."""
        tree = self.tree
        if self.flow:
            at = tree.start(self.row)
            return Patch(at, at, f": {text}".encode())
        entry = next(entry for entry in entries(self.page, self.parent) if entry.value == self.row)
        at = before_newline(self.page, entry.end)
        end = newline(self.page, entry.end)
        return Patch(at, at, end + b" " * tree.indent(self.parent) + b": " + text.encode().replace(b"\n", end))

    def plan_over_block(self, text: str) -> list[Patch]:
        """Put one line of text in the place of a block collection."""
        start, stop = self.block_lines()
        if start == self.tree.start(self.row):
            return [Patch(self.begin, stop, text.encode())]
        return [self.plan_slot(text), Patch(start, stop, b"")]

    def plan_slot(self, text: str) -> Patch:
        """Put text on the line of the indicator, for a node on the lines below."""
        if self.begin < self.tree.start(self.row):  # the tag goes
            return Patch(self.at, self.tree.tag(self.row)[1], f" {text}".encode())
        return fill_slot(self.page, self.at, text)

    def block_lines(self) -> tuple[int, int]:
        """What goes with a block collection: from the end of its indicator's line, or from its first byte where it
        begins on that line, to the end of its last line."""
        tree, row = self.tree, self.row
        first = line_start(self.page.source, tree.start(row))
        at = tree.behind_props(row)
        last = entries(self.page, row)[-1]
        stop = before_newline(self.page, last.end)
        if at >= first:
            if line_start(self.page.source, tree.end(row)) == first:
                stop = tree.end(row)
            return tree.start(row), stop
        return line_end(self.page.source, at), stop

    def header_comment(self) -> str:
        """The comment in the header of a block scalar."""
        start, end = self.tree.comment_between(
            self.tree.start(self.row), line_end(self.page.source, self.tree.start(self.row))
        )
        return " " + self.page.source[start:end].decode() if start >= 0 else ""

    def plan_untag(self) -> None:
        """Keep the tag, unless it would make something else of the new value (R27)."""
        start, end = self.tree.tag(self.row)
        if start < 0:
            return
        if self.fits_tag(self.tree.tag_name(self.row)):
            self.at = max(self.at, end)
        elif start >= self.at:
            self.begin = start
        else:
            self.untag = [Patch(start, end + 1, b"")]

    def fits_tag(self, name: str) -> bool:
        """Does the new value stay itself under this tag?"""
        value = self.value
        if isinstance(value, (dict, list)):
            core = KNOWN_TAG + ("map" if isinstance(value, dict) else "seq")
            kind = rows.MAPPING if isinstance(value, dict) else rows.SEQUENCE
            return name == core or (name not in CORE_TAGS and self.tree.kind(self.row) == kind)
        if isinstance(value, str):
            return name == KNOWN_TAG + "str" or name not in CORE_TAGS
        text = spell_value(value)
        return fits_tag(name, text) and same(resolve_tagged(name, text, True), value)

    # -- on several lines ------------------------------------------------------------------------------------------

    def plan_block_text(self, style: int) -> list[Patch]:
        """Keep the style of a block scalar, where it can hold the new text."""
        tree, row = self.tree, self.row
        parent = self.tree.indent(self.parent)
        column = tree.indent(row) if tree.indent(row) > parent else parent + STEP
        keep = bool(tree.head(row) & rows.KEEP)
        lines = self.renderer.render_block_text(self.value, style, parent, column, keep)
        if not lines:
            return []
        end = newline(self.page, line_end(self.page.source, tree.start(row)) + 1)
        if lines[0][-1] == "+" and not keep and not self.is_followed_by_text():
            return []
        lines[0] += self.header_comment()
        return [*self.untag, Patch(self.begin, tree.end(row), end.join(line.encode() for line in lines))]

    def is_followed_by_text(self) -> bool:
        """Is the line behind the node no blank line, which would become part of a text that keeps its last breaks?"""
        end = end_of_entry(self.page, self.tree.end(self.row), 0)
        following = self.page.source[end : line_end(self.page.source, end)]
        return bool(following.strip()) or end >= self.page.parts.closing

    def plan_collection(self, like: Sequence[int]) -> list[Patch]:
        """Put a block collection in the place of the node."""
        tree, row = self.tree, self.row
        mark = tree.mark(row)
        column = tree.indent(self.parent)
        if mark < 0 and tree.behind_props(row) < 0:
            lines = self.renderer.render_compact(self.value, column, STEP, like, self.parent)
            return [self.plan_missing("\n".join(lines)[1:])]
        end = newline(self.page, mark + 1 if mark >= 0 else tree.start(row))
        has_props = self.at > mark + 1
        implicit = self.key >= 0 and tree.mark(self.key) < 0
        if implicit or has_props:
            lines = self.renderer.render_value(self.value, column, like, self.parent, None)
            below = end.join(line.encode() for line in lines[1:])
            return [*self.untag, *self.plan_below(end + below)]
        width = self.renderer.style.dash_width(like)
        lines = self.renderer.render_compact(self.value, column, width, like, self.parent)
        text = end.join(line.encode() for line in lines)
        return [*self.untag, *self.plan_beside(text)]

    def plan_below(self, text: bytes) -> list[Patch]:
        """Put lines below the line of the indicator; the comment there stays there."""
        tree, row, at = self.tree, self.row, self.at
        if tree.kind(row) in (rows.MAPPING, rows.SEQUENCE) and tree.is_block(row):
            start, stop = self.block_lines()
            if start == tree.start(row):
                return [Patch(at, stop, text)]
            return [*self.plan_cut(at), Patch(start, stop, text)]
        last = max(tree.end(row), tree.behind_props(row), at)
        stop = line_end(self.page.source, last)
        comment, _ = tree.comment_between(last, stop)
        if comment < 0 and tree.style(row) >= rows.LITERAL and tree.kind(row) == rows.SCALAR:
            return [Patch(at, tree.end(row), self.header_comment().encode() + text)]
        if comment < 0:
            return [Patch(at, stop, text)]
        return [Patch(at, last, b""), Patch(stop, stop, text)]

    def plan_cut(self, at: int) -> list[Patch]:
        """Cut the tag that goes, of a collection on the lines below."""
        end = self.tree.tag(self.row)[1]
        return [Patch(at, end, b"")] if self.begin < self.tree.start(self.row) else []

    def plan_beside(self, text: bytes) -> list[Patch]:
        """Put lines that begin on the line of the indicator."""
        tree, row, at = self.tree, self.row, self.at
        if tree.kind(row) in (rows.MAPPING, rows.SEQUENCE) and tree.is_block(row):
            start, stop = self.block_lines()
            if start == tree.start(row):
                return [Patch(at, stop, text)]
            return [self.plan_slot(text.decode()[1:]), Patch(start, stop, b"")]
        if tree.head(row) & rows.EMPTY and self.begin == tree.start(row):
            return [fill_slot(self.page, at, text.decode()[1:])]
        comment = self.header_comment() if tree.style(row) >= rows.LITERAL and tree.kind(row) == rows.SCALAR else ""
        return [Patch(at, max(tree.end(row), tree.behind_props(row)), text + comment.encode())]
