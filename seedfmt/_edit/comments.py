"""Comments of a node: the one at its end, and the lines directly above it (SPEC R40, R41, R70 to R72).

In: a page, a row. Out: text, or patches.
"""

from __future__ import annotations

from seedfmt._edit.page import Page, entry_at, header_end, newline, text_start
from seedfmt._edit.patch import Patch
from seedfmt._edit.spelling import is_literal
from seedfmt._source import line_end, line_start
from seedfmt._syntax import rows
from seedfmt.errors import Code, EditError


def comment_text(page: Page, start: int, end: int) -> str:
    """The text of a comment, without its "#" and one space."""
    return page.source[start + 1 : end].decode().removeprefix(" ").rstrip(" \t\r")


def end_place(page: Page, row: int) -> int:
    """The offset on whose line the end comment of a node stands, behind the node; -1 where none can."""
    tree = page.tree
    if tree.kind(row) in (rows.MAPPING, rows.SEQUENCE) and tree.is_block(row):
        at = tree.behind_props(row)
        return at if at >= 0 and tree.start(row) > line_end(page.source, at) else -1
    if tree.kind(row) == rows.SCALAR and tree.style(row) >= rows.LITERAL:
        return tree.start(row)
    return max(tree.end(row), tree.behind_props(row))


def read_end(page: Page, row: int) -> str | None:
    """The comment at the end of a node, or None."""
    at = end_place(page, row)
    if at < 0:
        return None
    start, end = page.tree.comment_between(at, line_end(page.source, at))
    if start < 0 or _has_text(page, row, at, start):
        return None
    return comment_text(page, start, end)


def _has_text(page: Page, row: int, at: int, stop: int) -> bool:
    """Does something else stand between the node and its comment?"""
    if page.tree.style(row) >= rows.LITERAL and page.tree.kind(row) == rows.SCALAR:
        return False
    return bool(page.source[at:stop].strip(b" \t,"))


def plan_end(page: Page, row: int, text: str | None) -> list[Patch]:
    """Write, replace or (None) remove the comment at the end of a node."""
    at = end_place(page, row)
    stop = line_end(page.source, at) if at >= 0 else at
    start, end = page.tree.comment_between(at, stop) if at >= 0 else (-1, -1)
    if at < 0 or _has_text(page, row, at, start if start >= 0 else stop):
        if text is None:  # there is none to remove
            return []
        raise EditError(
            Code.PLACE,
            "there is no room for a comment at the end of this value",
            hint="comment the line above it, or a value that ends its line",
        )
    if text is not None:
        _require_comment(text)
        if start >= 0:
            return [Patch(start, end, _spell(text))]
        tail = page.source[at:stop].rstrip(b" \t") if not _is_block_text(page, row) else page.source[at:stop]
        return [Patch(at + len(tail), at + len(tail), _gap(page) + _spell(text))]
    if start < 0:
        return []
    before = page.source[at:start]
    return [Patch(at + len(before.rstrip(b" \t")), end, b"")]


def _is_block_text(page: Page, row: int) -> bool:
    return page.tree.kind(row) == rows.SCALAR and page.tree.style(row) >= rows.LITERAL


def _gap(page: Page) -> bytes:
    """The blanks before an end comment, as the first on the page has them."""
    comments = page.tree.comments
    for place in range(0, len(comments), 2):
        line = page.source[line_start(page.source, comments[place]) : comments[place]]
        if line.strip():
            return line[len(line.rstrip(b" \t")) :] or b" "
    return b" "


def read_above(page: Page, key: int, value: int) -> str | None:
    """The comment lines directly above an entry, or None."""
    entry = entry_at(page, key, value, True, header_end(page))
    first = text_start(page.source, entry.first)
    if entry.start == first or not entry.own:
        return None
    lines = []
    place = page.tree.comment_from(entry.start)
    while page.tree.comments[place] < first:
        lines.append(comment_text(page, page.tree.comments[place], page.tree.comments[place + 1]))
        place += 2
        if place >= len(page.tree.comments):
            break
    return "\n".join(lines)


def plan_above(page: Page, key: int, value: int, text: str | None) -> list[Patch]:
    """Write, replace or (None) remove the comment lines directly above an entry."""
    entry = entry_at(page, key, value, True, header_end(page))
    first = text_start(page.source, entry.first)
    if not entry.own:
        if text is None:
            return []
        raise EditError(
            Code.PLACE,
            "this entry does not begin its line, and no comment can stand above it alone",
            hint="comment the value that it stands in",
        )
    if text is None:
        return [Patch(entry.start, first, b"")] if entry.start < first else []
    end = newline(page, first)
    indent = b" " * (entry.first - first)
    for line in text.split("\n"):
        _require_comment(line)
    return [Patch(entry.start, first, b"".join(indent + _spell(line) + end for line in text.split("\n")))]


def _spell(text: str) -> bytes:
    return b"# " + text.encode() if text else b"#"


def _require_comment(text: str) -> None:
    if text and ("\n" in text or not is_literal(text + ".")):
        raise EditError(Code.VALUE, "a comment holds a line break or an invisible character", hint="leave it out")
