"""Edit flow collections: entries between commas come and go (SPEC R45 to R49).

In: a page, a collection, which of its entries go, and what comes in their place. Out: patches. A collection whose
entries stand on lines of their own keeps it so; any other stays on its line.
"""

from __future__ import annotations

from collections.abc import Sequence

from seedfmt._edit.blocks import New
from seedfmt._edit.page import Entry, newline
from seedfmt._edit.patch import Patch
from seedfmt._edit.render import Renderer
from seedfmt._source import line_end, line_start, next_line
from seedfmt._syntax import rows


class FlowSplice:
    """One place of a flow collection where the entries from ``start`` to ``stop`` go and new ones come."""

    def __init__(
        self, renderer: Renderer, row: int, entries: list[Entry], start: int, stop: int, new: Sequence[New]
    ) -> None:
        self.renderer = renderer
        self.page = page = renderer.page
        self.tree = page.tree
        self.row = row
        self.entries = entries
        self.before = entries[:start]
        self.removed = entries[start:stop]
        self.behind = entries[stop:]
        self.new = [self.render(entry) for entry in new]

    def plan(self) -> list[Patch]:
        """The patches."""
        start, end = self.tree.begin(self.row), self.tree.end(self.row)
        if self.tree.style(self.row) != rows.PAIR:
            return self.plan_inside(start=self.tree.start(self.row) + 1, end=end - 1)
        if not self.before and not self.behind:
            return [Patch(start, end, ("{" + ", ".join(self.new) + "}").encode())]
        return [Patch(start, start, b"{"), *self.plan_inside(start=start, end=end), Patch(end, end, b"}")]

    def plan_inside(self, start: int, end: int) -> list[Patch]:
        """The patches between the brackets."""
        if not self.before and not self.behind:
            text = self.page.source[start:end]
            if not self.removed and text.strip(b" \t"):
                return [Patch(start, start, self.join())]
            return [Patch(start, end, self.join())]
        if self.removed and self.new:
            return [Patch(self.removed[0].first, self.removed[-1].last, self.join())]
        if self.removed:
            return self.plan_removal() if self.behind else self.plan_removal_of_last(end)
        return self.plan_behind(self.before[-1], end) if self.before else self.plan_first(self.behind[0])

    # -- removal ---------------------------------------------------------------------------------------------------

    def plan_removal(self) -> list[Patch]:
        """Entries go, and others follow."""
        removed, following = self.removed[0], self.behind[0]
        if removed.own and following.own:
            return [Patch(removed.start, following.start, b"")]
        has_comments = following.own and following.start < line_start(self.page.source, following.first)
        return [Patch(removed.first, following.start if has_comments else following.first, b"")]

    def plan_removal_of_last(self, end: int) -> list[Patch]:
        """The last entries go, and the comma before them, unless a comma ended the collection."""
        kept, removed = self.before[-1], self.removed[0]
        comma = self.tree.comma(kept.key)
        trailing = self.tree.comma(self.removed[-1].key)
        stop = max(self.removed[-1].last, trailing + 1)
        if removed.own and next_line(self.page.source, stop) <= end:
            cut = Patch(removed.start, next_line(self.page.source, stop), b"")
            return [cut] if trailing >= 0 else [Patch(comma, comma + 1, b""), cut]
        if self.tree.comment_between(comma, removed.first)[0] >= 0:
            cut = Patch(removed.first, stop, b"")
            return [cut] if trailing >= 0 else [Patch(comma, comma + 1, b""), cut]
        return [Patch(comma + 1 if trailing >= 0 else comma, stop, b"")]

    # -- insertion -------------------------------------------------------------------------------------------------

    def plan_first(self, following: Entry) -> list[Patch]:
        """New entries before the first."""
        if following.own:
            return [Patch(following.start, following.start, self.lines(following, comma=True))]
        return [Patch(following.first, following.first, self.join() + b"," + self.gap())]

    def plan_behind(self, kept: Entry, end: int) -> list[Patch]:
        """New entries behind one that stays."""
        comma = self.tree.comma(kept.key)
        stop = max(kept.last, comma + 1)
        below = next_line(self.page.source, stop)
        comment, _ = self.tree.comment_between(stop, below)
        rest = self.page.source[stop : comment if comment >= 0 else line_end(self.page.source, stop)]
        own_line = kept.own and below <= end and not rest.strip(b" \t")
        if own_line and comma >= 0:
            return [Patch(below, below, self.lines(kept, comma=True))]
        if own_line:
            return [Patch(kept.last, kept.last, b","), Patch(below, below, self.lines(kept, comma=False))]
        return [Patch(kept.last, kept.last, b"," + self.gap() + self.join())]

    # -- text ------------------------------------------------------------------------------------------------------

    def render(self, new: New) -> str:
        """A new entry."""
        if new.text is not None:
            return new.text.decode()
        if self.tree.kind(self.row) == rows.SEQUENCE:
            return self.renderer.render_flow(new.value, self.renderer.style.items([self.row]), self.row)
        key = self.renderer.render_key(new.key, self.row, flow=True)
        value = self.renderer.render_flow(new.value, [], self.row, new.key)
        return f"{key}:{self.colon_gap() if key[0] == chr(34) else ' '}{value}"

    def colon_gap(self) -> str:
        """What stands between the colon and the value of the entries that are there."""
        for entry in self.entries:
            mark = self.tree.mark(entry.value)
            gap = self.page.source[mark + 1 : self.tree.begin(entry.value)]
            if mark >= 0 and self.tree.style(entry.key) == rows.DOUBLE and not gap.strip(b" "):
                return gap.decode()
        return " "

    def gap(self) -> bytes:
        """What stands between a comma and the entry behind it."""
        for one, two in zip(self.entries, self.entries[1:], strict=False):
            gap = self.page.source[self.tree.comma(one.key) + 1 : two.first]
            if not gap.strip(b" "):
                return gap
        return b" "

    def join(self) -> bytes:
        """The new entries on one line."""
        return (b"," + self.gap()).join(text.encode() for text in self.new)

    def lines(self, like: Entry, *, comma: bool) -> bytes:
        """The new entries, each on its line, indented as one that is there."""
        end = newline(self.page, next_line(self.page.source, like.first))
        indent = b" " * (like.first - line_start(self.page.source, like.first))
        lines = [indent + text.encode() for text in self.new]
        return (b"," + end).join(lines) + (b"," if comma else b"") + end
