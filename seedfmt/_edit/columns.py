"""Keep end comments in their columns when the values before them become longer or shorter (SPEC R44).

In: a page, and the patches of an edit. Out: the patches, and those that move comments. Never: touches a comment that is
one space after its value, unless comments on the lines around are in its column.
"""

from __future__ import annotations

from operator import itemgetter

from seedfmt._edit.page import Page, text_start
from seedfmt._edit.patch import Patch
from seedfmt._source import line_end, line_start, next_line


def align_comments(page: Page, patches: list[Patch]) -> list[Patch]:
    """The patches, with others that keep the end comments of their lines where they are, as far as there is room."""
    if not page.tree.comments:
        return patches
    growth = find_growth(page, patches)
    moved = [patch for comment, (end, by) in growth.items() if by for patch in plan_comment(page, comment, end, by)]
    return sorted([*patches, *moved], key=itemgetter(0)) if moved else patches  # those with one start keep their order


def find_growth(page: Page, patches: list[Patch]) -> dict[int, tuple[int, int]]:
    """For each comment after patches on its line: where the last of them ends, and by how many characters they grow."""
    source, tree = page.source, page.tree
    found: dict[int, tuple[int, int]] = {}
    for patch in patches:
        place = tree.comment_from(patch.end)
        if place >= len(tree.comments):
            continue
        comment = tree.comments[place]
        if line_start(source, comment) > patch.start or patch.end == line_start(source, comment):
            continue
        end, by = found.get(comment, (0, 0))
        if b"\n" in patch.text or b"\r" in patch.text:
            end = comment + 1  # the line is another one now
        by += _width(patch.text) - _width(source[patch.start : patch.end])
        found[comment] = max(end, patch.end), by
    return found


def plan_comment(page: Page, comment: int, end: int, growth: int) -> list[Patch]:
    """Give a comment the column that it had, at least one space after the value, and take its other lines along."""
    source = page.source
    gap = comment - len(source[line_start(source, comment) : comment].rstrip(b" ")) - line_start(source, comment)
    start = comment - gap
    if end > start or gap < 1 or start <= line_start(source, comment):
        return []
    below = continued_lines(page, comment)
    if gap == 1 and not is_in_column(page, comment):
        wanted = 1
    else:
        wanted = max(1, gap - growth)
    return [*_indent(comment, wanted - gap), *(patch for at in below for patch in _indent(at, growth + wanted - gap))]


def is_in_column(page: Page, comment: int) -> bool:
    """Return whether the line before or after ends in a comment in the same column."""
    source = page.source
    line = line_start(source, comment)
    column = _width(source[text_start(source, comment) : comment])
    for begin in (line_start(source, line - 1) if line else line, next_line(source, comment)):
        at = text_start(source, line_end(source, begin))  # after a byte order mark
        other, _ = page.tree.comment_between(at, line_end(source, at))
        if begin != line and other > at and source[at:other].strip() and _width(source[at:other]) == column:
            return True
    return False


def continued_lines(page: Page, comment: int) -> list[int]:
    """The comments on the lines directly below that continue one, in its column (R41)."""
    source = page.source
    column = comment - text_start(source, comment)
    found = []
    line = next_line(source, comment)
    while source[line : line + column].strip(b" ") == b"" and page.tree.comment_between(line, line + column + 1)[0] == (
        line + column
    ):
        found.append(line + column)
        line = next_line(source, line + column)
    return found


def _indent(at: int, by: int) -> list[Patch]:
    """Add spaces before an offset, or take some away."""
    if by == 0:
        return []
    return [Patch(at, at, b" " * by)] if by > 0 else [Patch(at + by, at, b"")]


def _width(text: bytes) -> int:
    """How many characters a text has."""
    return len(text) - sum(0x80 <= byte < 0xC0 for byte in text)
