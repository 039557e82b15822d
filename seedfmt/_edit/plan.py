"""Plan an edit as patches.

In: a page, the row of what is edited, plain data. Out: patches. Never: searches the text for YAML, applies anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seedfmt._edit.blocks import BlockSplice
from seedfmt._edit.flowmoves import Coming, FlowOrder, wants_order
from seedfmt._edit.flows import FlowSplice, plan_braces
from seedfmt._edit.page import before_newline, end_of_entry, fill_slot, newline, plan_shelter, text_start
from seedfmt._edit.patch import Patch
from seedfmt._edit.render import Renderer, spell_kept
from seedfmt._edit.spelling import spell_double, spell_value
from seedfmt._edit.splice import New, Splice
from seedfmt._edit.spots import Spot
from seedfmt._edit.style import STEP
from seedfmt._edit.values import same
from seedfmt._source import line_end, line_start, next_line
from seedfmt._syntax import rows
from seedfmt._syntax.data import build, fits_tag, hashable, resolve_tagged
from seedfmt._syntax.tree import ROOT, Tree

KNOWN_TAG = "tag:yaml.org,2002:"
CORE_TAGS = frozenset(KNOWN_TAG + name for name in ("str", "int", "float", "bool", "null", "map", "seq"))


def plan_splice(
    renderer: Renderer, row: int, start: int, stop: int, new: Sequence[New], moving: bool = False
) -> list[Patch]:
    """Put new entries in the place of those from ``start`` to ``stop`` of the collection in ``row``.

    ``moving`` says that some of those come again elsewhere in it.
    """
    if new and renderer.style.is_hollow(row) and can_be_block(renderer, row):
        items = [entry.value for entry in new]
        is_list = renderer.tree.kind(row) == rows.SEQUENCE
        return plan_filled(renderer, row, items if is_list else {entry.key: entry.value for entry in new})
    if start < stop and row < len(renderer.tree):
        goes = not new and stop - start == len(renderer.style.entries(row))
        if wants_order(renderer, row, False, goes):
            return plan_order(renderer, row, start, stop, new)
    return plan_braces(renderer.tree, row, plan_entries(renderer, row, start, stop, new, moving))


def can_be_block(renderer: Renderer, row: int) -> bool:
    """Return whether a flow collection may become a block collection: no flow collection is around it, and the root has
    its line alone."""
    tree = renderer.tree
    if row > ROOT:
        return tree.is_block(renderer.style.parents[row])
    start, end = text_start(tree.source, tree.start(row)), line_end(tree.source, tree.end(row))
    return tree.source[start:end].strip() == tree.source[tree.start(row) : tree.end(row)]


def plan_filled(renderer: Renderer, row: int, value: Any) -> list[Patch]:
    """Put entries into a collection that has none: in the style of the collections beside it (R45)."""
    tree, style = renderer.tree, renderer.style
    if row == ROOT:
        lines = renderer.render_lines(value, 0, Spot(base=ROOT))
        end = newline(renderer.page, tree.start(row)).decode()
        return [Patch(text_start(tree.source, tree.start(row)), tree.end(row), end.join(lines).encode())]
    parent = style.parents[row]
    key = next((key for key, item in style.pairs(parent) if item == row), -1)
    name = hashable(build(tree, key)) if style.is_mapping(parent) else None
    replacement = Replacement(renderer, row, value, parent, -1 if key == row else key)
    return replacement.plan(style.spot(parent, name, row))


def plan_order(renderer: Renderer, row: int, start: int, stop: int, new: Sequence[New]) -> list[Patch]:
    """The same of a flow list on several lines, with comments, from which items go."""
    found = renderer.style.entries(row)
    coming = [Coming(renderer.page.source[entry.first : entry.last], at, True) for at, entry in enumerate(found)]
    render = FlowSplice(renderer, row, found, 0, 0, []).render
    coming[start:stop] = [Coming(render(entry).encode()) for entry in new]
    return FlowOrder(renderer, row, coming).plan()


def plan_entries(
    renderer: Renderer, row: int, start: int, stop: int, new: Sequence[New], moving: bool = False
) -> list[Patch]:
    """The same where more patches of the collection follow, and ``plan_braces`` after all."""
    found = renderer.style.entries(row)  # none of front matter without a mapping
    splice: type[Splice] = FlowSplice if renderer.style.is_flow(row) else BlockSplice
    return splice(renderer, row, found, start, stop, new, moving).plan()


def plan_rename(renderer: Renderer, key: int, mapping: int, name: Any) -> list[Patch]:
    """Write another name for the key in the row ``key`` of the mapping (R50)."""
    tree = renderer.tree
    style = tree.style(key) if tree.kind(key) == rows.SCALAR and tree.style(key) < rows.LITERAL else rows.PLAIN
    text = renderer.render_key(name, style, flow=not tree.is_block(mapping))
    return Replacement(renderer, key, name, mapping).plan_inline(text)


def plan_quotes(tree: Tree, key: int) -> list[Patch]:
    """Put a plain key into quotes."""
    return [Patch(tree.start(key), tree.end(key), spell_double(tree.text(key).decode()).encode())]


def plan_scalar(tree: Tree, parent: int, row: int, value: Any) -> list[Patch]:
    """The patch that puts one line in the place of another and keeps its style; nothing where more must be asked."""
    head = tree.head(row)
    style = head & rows.STYLE
    if head & rows.KIND != rows.SCALAR or head & rows.EMPTY or style >= rows.LITERAL or tree.tag(row)[0] >= 0:
        return []
    text = spell_kept(tree, value, row, not tree.is_block(parent))
    return [] if text is None else [tuple.__new__(Patch, (tree.start(row), tree.end(row), text.encode()))]


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
        # behind the indicator, the anchor and the tag that stay; where what goes begins; the tag, if it goes before
        self.at = max(self.tree.mark(row) + 1 or -1, self.tree.anchor(row)[1])
        self.begin = self.tree.start(row)
        self.untag: list[Patch] = []
        self.plan_untag()

    def plan_kept(self) -> list[Patch]:
        """The patches where one line takes the place of another and keeps its style; what is around is not asked."""
        tree, row = self.tree, self.row
        if tree.kind(row) != rows.SCALAR or tree.head(row) & rows.EMPTY or tree.style(row) >= rows.LITERAL:
            return []
        text = self.renderer.render_kept(self.value, row, flow=self.flow)
        return [] if text is None else self.plan_inline(text)

    def plan(self, spot: Spot) -> list[Patch]:
        """The patches; the spot is that of the node."""
        value, renderer = self.value, self.renderer
        if self.flow:
            return self.plan_inline(renderer.render_flow(value, spot, old=self.row))
        if renderer.style.is_block_collection(value, spot, self.row):
            return self.plan_collection(spot)
        if isinstance(value, (dict, list)):
            return self.plan_inline(renderer.render_flow(value, spot))
        if isinstance(value, str) and self.is_block_text():
            patches = self.plan_block_text(self.tree.style(self.row))
            if patches:
                return patches
        if isinstance(value, str) and "\n" in value:
            patches = self.plan_new_block(spot)
            if patches:
                return patches
        return self.plan_inline(renderer.render_scalar(value, spot, old=self.row))

    def plan_new_block(self, spot: Spot) -> list[Patch]:
        """Write a string of several lines as a block scalar where its peers are ones, and the old style cannot hold it
        (R22); nothing where that cannot be."""
        tree, row, source = self.tree, self.row, self.page.source
        style = self.renderer.style.block_style(spot)
        if not style or tree.kind(row) != rows.SCALAR or tree.style(row) in (rows.DOUBLE, rows.LITERAL, rows.FOLDED):
            return []
        column = tree.indent(self.parent)
        lines = self.renderer.render_block_text(self.value, style, column, column + STEP)
        last = max(tree.end(row), self.at)
        mark = tree.mark(row)
        if not lines or lines[0].endswith("+") or mark < 0 or line_end(source, mark) < last:
            return []
        self.renderer.open_text = column + STEP
        end = newline(self.page, mark + 1)
        stop = line_end(source, last)
        below = b"".join(end + line.encode() for line in lines[1:])
        return [*self.untag, *self.plan_inline(lines[0]), Patch(stop, stop, below), *self.plan_shelter()]

    def is_block_text(self) -> bool:
        """Is the node a block scalar?"""
        return self.tree.kind(self.row) == rows.SCALAR and self.tree.style(self.row) >= rows.LITERAL

    def is_block(self) -> bool:
        """Is the node a block collection?"""
        return self.tree.kind(self.row) in (rows.MAPPING, rows.SEQUENCE) and self.tree.is_block(self.row)

    # -- on one line -----------------------------------------------------------------------------------------------

    def plan_inline(self, text: str) -> list[Patch]:
        """Put one line of text in the place of the node."""
        tree, row = self.tree, self.row
        if tree.kind(row) == rows.SCALAR and tree.head(row) & rows.EMPTY:
            return [*self.untag, *self.plan_fill(text)]
        if self.is_block():
            return [*self.untag, *self.plan_over_block(text)]
        comment = self.header_comment() if self.is_block_text() else b""
        return [*self.untag, Patch(self.begin if text else self.at, tree.end(row), text.encode() + comment)]

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
        pair = self.flow and tree.style(self.parent) == rows.PAIR  # the comma behind it is that of its list
        comma = tree.comma(self.parent if pair else self.key if self.key >= 0 else row)
        if 0 <= self.at < comma and not self.page.source[self.at : comma].strip(b" "):
            # R46: no blank stays before the comma; what comes behind the value goes between the two patches
            first = min(self.at + 1, comma)  # behind one blank, where there is one, an entry may come
            value = Patch(self.at, self.at, f" {text}".encode())
            return [value, Patch(self.at, first, b""), Patch(first, comma, b"")]
        if tree.mark(row) < 0 and tree.behind_props(row) < 0:  # a key
            return [Patch(at, at, text.encode())]
        return [Patch(at, at, f" {text}".encode())]

    def plan_missing(self, text: str) -> Patch:
        """Put text where neither a value nor its colon is: ``{a}``, or ``? a`` on lines of its own."""
        tree = self.tree
        if self.flow:
            at = tree.start(self.row)
            # what could be part of the name of an alias, an anchor or a tag does not stand right behind it
            named = tree.kind(self.key) == rows.ALIAS or tree.behind_props(self.key) == tree.end(self.key)
            named = named or tree.mark(self.key) + 1 == at  # nor behind a "?" alone
            return Patch(at, at, f"{' ' * named}: {text}".encode())
        entry = next(entry for entry in self.renderer.style.entries(self.parent) if entry.value == self.row)
        at = before_newline(self.page, entry.end)
        end = newline(self.page, entry.end)
        return Patch(at, at, end + b" " * tree.indent(self.parent) + b": " + text.encode().replace(b"\n", end))

    def plan_over_block(self, text: str) -> list[Patch]:
        """Put one line of text in the place of a block collection."""
        start, stop = self.block_lines()
        if start == self.tree.start(self.row):
            return [Patch(self.begin if text else self.at, stop, text.encode())]
        return [self.plan_slot(text), Patch(start, stop, b"")]

    def plan_slot(self, text: str) -> Patch:
        """Put text on the line of the indicator, for a node on the lines below."""
        if self.begin < self.tree.start(self.row):  # the tag goes
            return Patch(self.at, self.tree.tag(self.row)[1], f" {text}".encode() if text else b"")
        return fill_slot(self.page, self.at, text)

    def block_lines(self) -> tuple[int, int]:
        """What goes with a block collection: from the end of its indicator's line, or from its first byte where it
        begins on that line, to the end of its last line."""
        tree, row = self.tree, self.row
        first = line_start(self.page.source, tree.start(row))
        at = tree.behind_props(row)
        last = self.renderer.style.entries(row)[-1]
        stop = before_newline(self.page, last.end)
        if at >= first:
            if line_start(self.page.source, tree.end(row)) == first:
                stop = tree.end(row)
            return tree.start(row), stop
        return line_end(self.page.source, at), stop

    def header_tail(self) -> bytes:
        """What stands behind the indicators in the header of a block scalar: blanks, and a comment."""
        head, start = self.tree.head(self.row), self.tree.start(self.row)
        start += 1 + bool(head & (rows.STRIP | rows.KEEP)) + bool(head & rows.INDICATED)
        return self.page.source[start : line_end(self.page.source, start)]

    def header_comment(self) -> bytes:
        """The comment in the header of a block scalar, with the blanks before it (R28)."""
        tail = self.header_tail()
        return tail if tail.strip() else b""

    def plan_untag(self) -> None:
        """Keep a tag of YAML's own under which the new value stays itself; of others, only where asked (R27)."""
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
        """Return whether the new value keeps this tag, and stays itself under it."""
        if not name.startswith(KNOWN_TAG) and not self.renderer.keep_tags:
            return False
        value = self.value
        if isinstance(value, (dict, list)):
            return name == KNOWN_TAG + ("map" if isinstance(value, dict) else "seq") or name not in CORE_TAGS
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
        head, *below = [line.encode() for line in lines]
        stop = max(tree.end(row), line_end(self.page.source, tree.start(row)))  # a header alone may end in blanks
        shelter: list[Patch] = []
        if tree.indent(row) < 0:  # longer lines of blanks behind an empty text would be lines of the new one
            shelter = plan_shelter(self.page, next_line(self.page.source, stop), column, parent)
        return [*self.untag, Patch(self.begin, stop, end.join([head + self.header_tail(), *below])), *shelter]

    def is_followed_by_text(self) -> bool:
        """Is the line behind the node no blank line, which would become part of a text that keeps its last breaks?"""
        end = end_of_entry(self.page, self.tree.end(self.row), 0)
        following = self.page.source[end : line_end(self.page.source, end)]
        return bool(following.strip()) or end >= self.page.parts.closing

    def plan_collection(self, spot: Spot) -> list[Patch]:
        """Put a block collection in the place of the node."""
        tree, row, renderer = self.tree, self.row, self.renderer
        mark = tree.mark(row)
        column = tree.indent(self.parent)
        if mark < 0 and tree.behind_props(row) < 0:
            lines = renderer.render_compact(self.value, column, STEP, spot)
            return [self.plan_missing("\n".join(lines)[1:])]
        end = newline(self.page, mark + 1 if mark >= 0 else tree.start(row))
        implicit = self.key >= 0 and tree.mark(self.key) < 0
        if not implicit and self.at <= mark + 1 and not self.has_comment():
            width = renderer.style.dash_width(spot.like)
            lines = renderer.render_compact(self.value, column, width, spot)
            return [*self.untag, *self.plan_beside(end.join(line.encode() for line in lines)), *self.plan_shelter()]
        if implicit:
            lines = renderer.render_value(self.value, column, spot)[1:]
        else:
            lines = renderer.render_lines(self.value, column + renderer.style.dash_width(spot.like), spot)
        return [*self.untag, *self.plan_below(b"".join(end + line.encode() for line in lines)), *self.plan_shelter()]

    def plan_shelter(self) -> list[Patch]:
        """Keep what is behind the node out of a block scalar that its new text ends in (R42)."""
        tree, row = self.tree, self.row
        last = max(tree.end(row), tree.behind_props(row))
        line = self.renderer.style.entries(row)[-1].end if self.is_block() else next_line(self.page.source, last)
        return plan_shelter(self.page, line, self.renderer.open_text, tree.indent(self.parent))

    def has_comment(self) -> bool:
        """Does a comment stand at the end of the node, or of the line of its indicator?"""
        if not self.is_block() and self.is_below_comment():
            return True
        at = self.at if self.is_block() else max(self.tree.start(self.row), self.at)
        if not self.is_block() and not self.is_block_text():
            at = max(at, self.tree.end(self.row))
        comment, _ = self.tree.comment_between(at, line_end(self.page.source, at))
        return comment >= 0 and not (self.is_block() and comment > self.tree.start(self.row))

    def plan_below(self, text: bytes) -> list[Patch]:
        """Put lines below the line of the indicator; the comment there stays there (R43)."""
        tree, row, at = self.tree, self.row, self.at
        if self.is_block():
            start, stop = self.block_lines()
            if start == tree.start(row):
                return [Patch(at, stop, text)]
            return [*self.plan_cut(at), Patch(start, stop, text)]
        cut: list[Patch] = []
        if self.is_below_comment():
            cut = self.plan_cut(at)
            at = before_newline(self.page, line_start(self.page.source, tree.start(row)))
        if self.is_block_text():
            return [*cut, Patch(at, tree.end(row), self.header_comment() + text)]
        last = max(tree.end(row), tree.behind_props(row), at)
        stop = line_end(self.page.source, last)
        if tree.comment_between(last, stop)[0] < 0:
            return [*cut, Patch(at, stop, text)]
        return [*cut, Patch(at, last, b""), Patch(stop, stop, text)]

    def is_below_comment(self) -> bool:
        """Return whether comments are between the indicator, with its properties, and a node on a line below."""
        at = max(self.at, self.tree.behind_props(self.row))
        return 0 <= at < self.tree.comment_between(at, self.tree.start(self.row))[0]

    def plan_cut(self, at: int) -> list[Patch]:
        """Cut the tag that goes, of a collection on the lines below."""
        end = self.tree.tag(self.row)[1]
        return [Patch(at, end, b"")] if self.begin < self.tree.start(self.row) else []

    def plan_beside(self, text: bytes) -> list[Patch]:
        """Put lines that begin on the line of the indicator, where no comment is."""
        tree, row, at = self.tree, self.row, self.at
        if self.is_block():
            start, stop = self.block_lines()
            if start == tree.start(row):
                return [Patch(at, stop, text)]
            return [self.plan_slot(text.decode()[1:]), Patch(start, stop, b"")]
        if tree.head(row) & rows.EMPTY and self.begin == tree.start(row):
            return [fill_slot(self.page, at, text.decode()[1:])]
        return [Patch(at, max(tree.end(row), tree.behind_props(row)), text)]
