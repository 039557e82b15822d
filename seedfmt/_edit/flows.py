"""Edit flow collections: entries between commas come and go (SPEC R45 to R49).

In: a page, a collection, which of its entries go, and what comes in their place. Out: patches. A collection whose
entries stand on lines of their own keeps it so, commas before the entries included; any other stays on its line.
"""

from __future__ import annotations

from seedfmt._edit.page import Entry, loose_comments, newline, text_start, widen
from seedfmt._edit.patch import Patch
from seedfmt._edit.splice import New, Splice
from seedfmt._source import line_end, line_start, next_line
from seedfmt._syntax import rows
from seedfmt._syntax.tree import Tree


class FlowSplice(Splice):
    """One place of a flow collection where the entries from ``start`` to ``stop`` go and new ones come."""

    def look(self) -> None:
        """How the entries are parted, and the texts of the new ones."""
        self.leading = self.renderer.style.comma_first(self.row)
        self.comma = self.leading or self.renderer.render_comma(self.row).encode()
        self.texts = [self.render(entry).encode() for entry in self.new]

    def plan(self) -> list[Patch]:
        """The patches; a pair without braces still needs ``plan_braces``, once."""
        start, end = self.tree.begin(self.row), self.tree.end(self.row)
        if self.tree.style(self.row) == rows.PAIR:
            return self.plan_inside(start=start, end=end)
        return self.plan_inside(start=self.tree.start(self.row) + 1, end=end - 1)

    def plan_inside(self, start: int, end: int) -> list[Patch]:
        """The patches between the brackets."""
        if not self.before and not self.behind:
            return [self.plan_alone(start, end)]
        if self.removed and self.new:
            return [Patch(self.removed[0].first, self.removed[-1].last, self.join(self.removed[0]))]
        if self.removed and self.leading and self.before:
            return self.plan_removal_of_commas(end)
        if self.removed:
            return self.plan_removal() if self.behind else self.plan_removal_of_last(end)
        return self.plan_behind(self.before[-1], end) if self.before else self.plan_first(self.behind[0])

    def plan_alone(self, start: int, end: int) -> Patch:
        """The patch between brackets where no entry stays: comments do, if entries come in the place of others."""
        if not self.removed and self.page.source[start:end].strip(b" \t"):
            return Patch(start, start, self.join())
        if self.new and self.tree.comment_between(start, end)[0] >= 0:
            return Patch(self.removed[0].first, self.removed[-1].last, self.join(self.removed[0]))
        return Patch(start, end, self.join())

    # -- removal ---------------------------------------------------------------------------------------------------

    def plan_removal(self) -> list[Patch]:
        """Entries go, and others follow."""
        source = self.page.source
        removed, following = self.removed[0], self.behind[0]
        if removed.own and following.own:
            return [self.plan_lines(self.tree.comma(self.removed[-1].key))]
        comma = self.tree.comma(self.removed[-1].key)
        if following.own and self.tree.comment_between(next_line(source, comma), following.first)[0] >= 0:
            start = self.tree.comma(self.before[-1].key) if self.before else self.tree.start(self.row)
            return [Patch(start + 1, line_end(source, comma), b"")]  # the comments on the lines below stay there
        return [Patch(removed.first, following.first, b"")]

    def plan_lines(self, last: int) -> Patch:
        """The lines of the entries that go, the last of which ends on the line of ``last``."""
        page = self.page
        start, end = self.removed[0].start, next_line(page.source, last)
        loose = loose_comments(page, [entry._replace(end=self.line_end(entry)) for entry in self.removed])
        if not loose:
            floor = self.line_end(self.before[-1]) if self.before else next_line(page.source, self.tree.start(self.row))
            start, end = widen(page, start, end, floor, opens=not self.before, closes=False)
        return Patch(start, end, loose)

    def line_end(self, entry: Entry) -> int:
        """Behind the line on which an entry and its comma end."""
        return next_line(self.page.source, max(entry.last, self.tree.comma(entry.key)))

    def plan_removal_of_last(self, end: int) -> list[Patch]:
        """The last entries go, and the comma before them, unless a comma ended the collection."""
        kept, removed = self.before[-1], self.removed[0]
        comma = self.tree.comma(kept.key)
        trailing = self.tree.comma(self.removed[-1].key)
        stop = max(self.removed[-1].last, trailing + 1)
        if removed.own and next_line(self.page.source, stop) <= end:
            cut = self.plan_lines(stop)
            return [cut] if trailing >= 0 else [Patch(comma, comma + 1, b""), cut]
        if self.tree.comment_between(comma, removed.first)[0] >= 0:
            cut = Patch(removed.first, stop, b"")
            return [cut] if trailing >= 0 else [Patch(comma, comma + 1, b""), cut]
        if trailing >= 0:
            return [Patch(comma + 1, stop, b"")]
        has_value = self.tree.start(kept.value) < self.tree.end(kept.value)
        is_spaced = not self.page.source[kept.last : comma].strip(b" ")
        return [Patch(kept.last if has_value and is_spaced else comma, stop, b"")]

    def plan_removal_of_commas(self, end: int) -> list[Patch]:
        """Entries go whose commas begin their lines; the comma of the next, if there is one, begins a line, too."""
        source = self.page.source
        comma, last = self.tree.comma(self.before[-1].key), self.removed[-1].last
        start = line_start(source, comma)
        if start <= self.before[-1].last:
            start = comma
        if self.behind:
            stop = self.tree.comma(self.removed[-1].key)
            return [Patch(comma, stop, b"")]
        if start < comma and next_line(source, last) <= end:
            return [Patch(start, next_line(source, last), b"")]
        return [Patch(comma, max(last, self.tree.comma(self.removed[-1].key) + 1), b"")]

    # -- insertion -------------------------------------------------------------------------------------------------

    def plan_first(self, following: Entry) -> list[Patch]:
        """New entries before the first."""
        if following.own and self.tree.style(self.row) != rows.PAIR:  # the brace that a pair gains begins its line
            return [Patch(following.start, following.start, self.lines(following, comma=True))]
        return [Patch(following.first, following.first, self.join() + self.comma)]

    def plan_behind(self, kept: Entry, end: int) -> list[Patch]:
        """New entries behind one that stays."""
        source = self.page.source
        if self.leading:
            comment, stop = self.tree.comment_between(kept.last, min(line_end(source, kept.last), end))
            is_its_own = comment >= 0 and not 0 <= self.tree.comma(kept.key) < comment
            at = stop if is_its_own else kept.last
            return [Patch(at, at, self.comma + self.join())]
        comma = self.tree.comma(kept.key)
        stop = max(kept.last, comma + 1)
        below = next_line(source, stop)
        comment, _ = self.tree.comment_between(stop, below)
        rest = source[stop : comment if comment >= 0 else line_end(source, stop)]
        own_line = (kept.own or comment >= 0) and below <= end and not rest.strip(b" \t")  # its comment stays its own
        like = kept if kept.own or not self.behind or not self.behind[0].own else self.behind[0]
        if own_line and comma >= 0:
            return [Patch(below, below, self.lines(like, comma=True))]
        if own_line:
            return [self.put_behind(kept, b","), Patch(below, below, self.lines(like, comma=False))]
        if self.tree.comment_between(kept.last, max(comma, kept.last))[0] >= 0:
            return [Patch(comma + 1, comma + 1, b" " + self.join() + b",")]
        return [self.put_behind(kept, self.comma + self.join())]

    def put_behind(self, kept: Entry, text: bytes) -> Patch:
        """A comma and more behind an entry; the blank behind a colon without value stays: not all read ``b:,``."""
        source, at = self.page.source, kept.last
        if ends_in_question_mark(self.tree, kept.key, at):  # "?," would be text
            is_pair = self.tree.style(self.row) == rows.PAIR  # and gets its brace here
            at += source[at : at + 1] in (b" ", b"\t") and source[at + 1 : at + 2] != b"#" and not is_pair
            return Patch(at, at, text if at > kept.last else b" " + text)
        has_value = self.tree.start(kept.value) < self.tree.end(kept.value) or self.tree.mark(kept.value) < 0
        if has_value or source[at : at + 1] not in (b" ", b"\t"):
            return Patch(at, at, text)
        if source[at + 1 : at + 2] == b"#" or self.tree.style(self.row) == rows.PAIR:
            return Patch(at, at, b" " + text)
        return Patch(at + 1, at + 1, text)

    # -- text ------------------------------------------------------------------------------------------------------

    def render(self, new: New) -> str:
        """A new entry."""
        if new.text is not None:
            return new.text.decode() + " " * ends_in_question_mark(self.tree, new.row, self.tree.end(new.row))
        style = self.renderer.style
        spot = style.spot(self.row, new.key)
        text = self.renderer.render_flow(new.value, spot)
        if self.tree.kind(self.row) == rows.SEQUENCE:
            return text
        return self.renderer.render_pair(new.key, style.key_style(self.row), text, self.row)

    def join(self, like: Entry | None = None) -> bytes:
        """The new entries on one line, or each on its line as one that is there."""
        if like is None or not like.own:
            return self.comma.join(self.texts)
        return self.lines(like, comma=False).strip(b" \r\n")

    def lines(self, like: Entry, *, comma: bool) -> bytes:
        """The new entries, each on its line, indented as one that is there."""
        end = newline(self.page, next_line(self.page.source, like.first))
        indent = b" " * (like.first - text_start(self.page.source, like.first))
        return (b"," + end).join(indent + text for text in self.texts) + (b"," if comma else b"") + end


def ends_in_question_mark(tree: Tree, row: int, end: int) -> bool:
    """Does the entry with this key, or the item, end in the "?" of an empty key?"""
    return end in (tree.mark(row) + 1, tree.mark(row + 1) + 1 if tree.style(row) == rows.PAIR else -1)


def plan_braces(tree: Tree, row: int, patches: list[Patch]) -> list[Patch]:
    """Put braces around a pair whose members come or go by the patches (R49), and around all that these add."""
    if not patches or row >= len(tree) or tree.style(row) != rows.PAIR:
        return patches
    start, end = tree.begin(row), tree.end(row)
    close = b" }" if tree.mark(row + 1) + 1 == end else b"}"  # "?}" would be text
    return [Patch(start, start, b"{"), *patches, Patch(end, end, close)]
