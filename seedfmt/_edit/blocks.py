"""Edit block collections: whole lines come and go (SPEC R30 to R43).

In: a page, a collection, which of its entries go, and what comes in their place. Out: patches. Never: touches the
lines of an entry that stays.
"""

from __future__ import annotations

from typing import Any

from seedfmt._edit.page import (
    Entry,
    before_newline,
    blank_above,
    blank_below,
    fill_slot,
    loose_comments,
    newline,
    open_text,
    plan_shelter,
    text_start,
    widen,
    would_own,
)
from seedfmt._edit.patch import Patch, apply
from seedfmt._edit.splice import New, Splice
from seedfmt._source import line_start, next_line
from seedfmt._syntax import rows
from seedfmt._syntax.data import CORE
from seedfmt._syntax.tree import ROOT


class BlockSplice(Splice):
    """One place of a block collection where the entries from ``start`` to ``stop`` go and new ones come."""

    def look(self) -> None:
        """Where the lines stand."""
        present = bool(self.before or self.removed or self.behind)
        self.column = self.tree.indent(self.row) if present else 0
        self.root = self.row == ROOT
        self.is_list = present and self.tree.kind(self.row) == rows.SEQUENCE

    def plan(self) -> list[Patch]:
        """The patches."""
        present = self.before or self.removed or self.behind
        if not present:
            return self.plan_first_lines()
        if not self.before and not present[0].own:
            return self.plan_inline(present[0])
        if self.before and not self.behind and self.root and self.new and self.new[-1].key == "secured":
            return self.plan_secured()
        if self.new and not self.removed:
            return self.plan_insertion()
        if self.new or self.before or self.behind or self.root:
            return self.plan_replacement()
        patch = fill_slot(self.page, self.tree.behind_props(self.row), "[]" if self.is_list else "{}")
        return [patch, Patch(self.removed[0].start, self.removed[-1].end, loose_comments(self.page, self.removed))]

    # -- lines -----------------------------------------------------------------------------------------------------

    def plan_replacement(self) -> list[Patch]:
        """Entries go, and others may come in their place."""
        start, end = self.removed[0].start, self.removed[-1].end
        loose = loose_comments(self.page, self.removed, follow=bool(self.new))
        if loose and self.before:
            loose = self.shelter(loose, open_text(self.tree, self.before[-1].value, self.column), end)
        text = loose + self.render_lines(start, opened=True)
        alone = not self.new and not self.before and not self.behind
        if alone and (self.opens_file() or self.tree.tag_name(self.row)):
            text += b"{}" + newline(self.page, start)  # R36
        if not self.new and self.would_join():
            text += b" " * self.column + b"?" + newline(self.page, start)
        if not text:
            start, end = self.widen(start, end)
        if self.new_keeps_blanks() or (not loose and self.is_behind_kept_blanks(start)):
            end = max(end, blank_below(self.page, end))
        return [Patch(start, end, text), *self.plan_shelter(end, bool(self.new))]

    def shelter(self, loose: bytes, indent: int, end: int) -> bytes:
        """Comments that stay behind a block scalar indented by ``indent``; what is behind ``end`` follows (R42)."""
        text = loose.lstrip(b" ")
        if not 0 <= indent <= len(loose) - len(text):
            return loose
        alone = len(text.splitlines()) == 1 and (self.new or would_own(self.page, end, self.column))
        return b" " * self.column + text + (newline(self.page, end) if alone else b"")

    def opens_file(self) -> bool:
        """Would the closing fence be the opening one if nothing stood before it? (R3)"""
        parts = self.page.parts
        return self.root and not parts.is_open and parts.closing < len(self.page.source)

    def would_join(self) -> bool:
        """Is the entry before ``? key`` without a value, and that behind ``: value``, which would become its value?"""
        tree = self.tree
        if self.is_list or not self.before or not self.behind:
            return False
        missing, key = self.before[0].value, self.behind[0].key
        return tree.mark(missing) < 0 and tree.mark(key) < 0 and tree.begin(key) == tree.mark(self.behind[0].value)

    def plan_insertion(self) -> list[Patch]:
        """Entries come where none go: directly behind the entry before, or before the first (R32)."""
        if not self.before:
            at = self.behind[0].start
            text = self.render_lines(at, opened=True)
            behind, last = self.behind[0], self.new[-1]
            is_below = len(self.render(last)) > 1 or (self.root and last.key in self.page.defaults.groups)
            if self.wants_blank(self.name(behind), self.is_group(behind), is_below) and not self.new_keeps_blanks():
                text += newline(self.page, at)
            return [Patch(at, at, text)]
        at = self.before[-1].end
        text = self.render_lines(at, opened=self.keeps_blanks(self.before[-1]))
        end = blank_below(self.page, at) if self.new_keeps_blanks() else at
        return [Patch(at, end, text), *self.plan_shelter(end, True)]

    def plan_shelter(self, end: int, written: bool) -> list[Patch]:
        """Keep what is behind ``end`` out of a block scalar that the entry before it ends in, new or not (R42)."""
        row = self.new[-1].row if written else self.before[-1].value if self.before else -1
        if row < 0:
            return plan_shelter(self.page, end, self.renderer.open_text if written else -1, self.column)
        is_empty = self.tree.indent(self.tree.after(row) - 1) < 0
        return plan_shelter(self.page, end, open_text(self.tree, row, self.column), self.column, tabs=is_empty)

    def plan_secured(self) -> list[Patch]:
        """Entries come, the last of which closes the front matter, directly before the fence (R35)."""
        *others, last = self.new
        self.new = others
        patches = self.plan() if others or self.removed else []
        self.new = [last]
        at = self.page.parts.closing
        above = apply(self.page.source[:at], patches)
        opened = not above[line_start(above, len(above) - 1) :].strip()
        opened = opened or (not others and self.keeps_blanks(self.before[-1]))
        return [*patches, Patch(at, at, self.render_lines(at, opened=opened))]

    def plan_first_lines(self) -> list[Patch]:
        """Entries come into front matter that has none: behind its comments."""
        at = blank_above(self.page, self.page.parts.closing, self.page.parts.front)
        return [*self.plan_untag(), Patch(at, at, self.render_lines(at, opened=True))]

    def plan_untag(self) -> list[Patch]:
        """Remove the tag that says that the front matter is nothing (R27)."""
        if self.row >= len(self.tree) or self.tree.tag_name(self.row) != CORE + "null":
            return []
        source = self.page.source
        start, end = self.tree.tag(self.row)
        line, below = text_start(source, start), next_line(source, end)
        if source[line:below].strip() == source[start:end]:
            return [Patch(line, below, b"")]
        if source[line:start].strip() == b"---":
            return [Patch(start, end, b"!!map")]  # without a tag it would be a fence
        return [Patch(line + len(source[line:start].rstrip(b" \t")), end, b"")]

    def plan_inline(self, first: Entry) -> list[Patch]:
        """The collection begins on the line of an indicator, ``- a: 1``, and its first entry goes or moves down."""
        source = self.page.source
        end = newline(self.page, next_line(source, first.first))
        line = line_start(source, first.first)
        alone = line + len(source[line : first.first].rstrip(b" "))  # behind the indicator
        lines, begin = self.render_lines(first.first, opened=True, end=end), first.first
        if lines.lstrip(b" \t").startswith(b"#"):  # it would be the comment of the indicator
            lines, begin = end + lines, alone
        else:
            lines = lines[self.column :]
        if not self.removed:
            return [Patch(begin, first.first, lines + b" " * self.column)]
        loose = loose_comments(self.page, self.removed)
        if not self.behind:
            lines = lines or (b"[]" if self.is_list else b"{}") + end
            stop = self.removed[-1].end
            stop = before_newline(self.page, blank_below(self.page, stop) if self.new_keeps_blanks() else stop)
            return [Patch(begin, stop, (lines + loose).removesuffix(end))]
        if lines:
            stop = self.removed[-1].end
            stop = blank_below(self.page, stop) if self.new_keeps_blanks() else stop
            return [Patch(begin, stop, lines + loose)]
        # the next entry moves up to the indicator, unless comments of its own stand above it (R39)
        stop = blank_below(self.page, self.removed[-1].end)
        if loose:
            return [Patch(first.first, stop, loose.lstrip(b" "))]
        if stop == self.behind[0].start < line_start(source, self.behind[0].first):
            return [Patch(alone, stop, end)]
        return [Patch(first.first, stop + _indentation(source, stop), b"")]

    # -- new text --------------------------------------------------------------------------------------------------

    def render_lines(self, at: int, *, opened: bool, end: bytes = b"") -> bytes:
        """The lines of the new entries; ``opened`` says that the first needs no blank line before it."""
        end = end or newline(self.page, at)
        pieces = []
        behind = bool(self.before) and self.is_group(self.before[-1])
        for new in self.new:
            lines = self.render(new)
            if not opened and self.wants_blank(new.key, len(lines) > 1, behind):
                pieces.append(end)
            pieces += [line.encode() + end for line in lines]
            opened = self.is_kept_open(new.row)
            behind = len(lines) > 1 or (self.root and new.key in self.page.defaults.groups)
        return b"".join(pieces)

    def render(self, new: New) -> list[str]:
        """The lines of a new entry, each indented."""
        if new.text is not None:
            lines = new.text.decode().replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
            return lines if new.own else [" " * self.column + lines[0], *lines[1:]]
        if self.is_list:
            return self.renderer.render_item(new.value, self.column, self.renderer.style.spot(self.row, None))
        spot = self.renderer.style.spot(self.row, new.key)
        return self.renderer.render_member(new.key, new.value, self.column, spot)

    # -- blank lines -----------------------------------------------------------------------------------------------

    def wants_blank(self, key: Any, group: bool, behind: bool) -> bool:
        """Does an entry that is not the first take a blank line before it, as the entries like it do? (R33)"""
        style = self.renderer.style
        return style.parts_items(self.row) if self.is_list else style.wants_blank(self.row, group, key, behind)

    def is_group(self, entry: Entry) -> bool:
        """Is an entry several lines long, or a group of the default style?"""
        return self.renderer.style.is_group(entry.key, entry.value, self.root)

    def keeps_blanks(self, entry: Entry) -> bool:
        """Does the entry end in a block scalar to which blank lines behind it belong?"""
        return self.is_kept_open(entry.value)

    def is_behind_kept_blanks(self, start: int) -> bool:
        """Is there nothing but blank lines between ``start`` and an entry before to which such lines belong?"""
        if not self.before or not self.keeps_blanks(self.before[-1]):
            return False
        return not self.page.source[self.before[-1].end : start].strip()

    def new_keeps_blanks(self) -> bool:
        """Does the last new entry end in such a block scalar? Only text that moves does."""
        return bool(self.new) and self.is_kept_open(self.new[-1].row)

    def is_kept_open(self, row: int) -> bool:
        """Does the node, if there is one, end in a block scalar that keeps its last breaks?"""
        last = self.tree.after(row) - 1 if row >= 0 else -1
        return last >= 0 and self.tree.kind(last) == rows.SCALAR and bool(self.tree.head(last) & rows.KEEP)

    def name(self, entry: Entry) -> str:
        """The key of an entry, as it is spelled."""
        return self.tree.text(entry.key).decode()

    def widen(self, start: int, end: int) -> tuple[int, int]:
        """The lines that go, with the blank lines that go along (R34)."""
        page = self.page
        floor = self.before[-1].end if self.before else page.parts.front
        if not self.before and not self.root:
            floor = next_line(page.source, self.tree.behind_props(self.row))
        closing = self.root and blank_below(page, end) == page.parts.closing
        if not self.behind and not self.root:  # the blank lines behind are not its own
            takes = self.moving or blank_below(page, end) > end or end == page.parts.closing
            return (blank_above(page, start, floor) if takes else start), end
        return widen(page, start, end, floor, opens=not self.before, closes=not self.behind and closing)


def _indentation(source: bytes, line: int) -> int:
    """How many spaces begin the line."""
    text = source[line : next_line(source, line)]
    return len(text) - len(text.lstrip(b" "))
