"""D: values that end elsewhere than their author thought.

In: a Subject. Out: what is found. No fix: what was meant is for a person to say. The other trap, ": " in
a value without quotes, is an error of the syntax (E203).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedfmt._rules.subject import Found, Rule, Subject
from seedfmt._source import line_end, line_start
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT
from seedfmt._syntax.walk import find_aliases

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|\Z)")
_OPENING = "\u201c\u201d\u201e\u201f\u2018\u201a\u201b\u00ab\u00bb\u2039\u203a"  # typographic quotes
_SHAPE = rows.KIND | rows.STYLE | rows.EMPTY | rows.VERBATIM  # plain without the others: a number, or several lines


def check_hash(subject: Subject) -> Iterator[Found]:
    """A "#" with text directly behind it cuts off a value without quotes.

        title: Issue #4 is fixed        the title is "Issue"
        - #writing                      the item is null

    A comment has a space after its "#" and is not reported, nor is text directly after "#" where the value is a
    boolean, a number or a date: ``draft: true #for now``.
    """
    tree, source = subject.tree, subject.source
    for place in range(0, len(tree.comments), 2):
        start, end = tree.comments[place], tree.comments[place + 1]
        if source[start + 1 : start + 2] in (b"", b" ", b"\t", b"#", b"!", b"\r", b"\n", b"-", b"="):
            continue
        before = source[line_start(source, start) : start].rstrip(b" \t")
        stop = line_start(source, start) + len(before)
        row = _plain_before(subject, stop) if before else -1
        if row >= 0 and not _is_complete(subject, row, source[start + 1 : start + 2]):
            yield Found(
                'the "#" ends the value here, and what follows is a comment',
                start,
                end,
                subject.path_of(row),
                hint="put the value in quotes, or a space behind the #",
            )


def _is_complete(subject: Subject, row: int, after: bytes) -> bool:
    """Return whether a value is a boolean, a number or a date, so that text after "#" comments on it; "#4" may not."""
    tree = subject.tree
    if tree.head(row) & rows.EMPTY or after.isdigit():
        return False
    value = build(tree, row)
    return not isinstance(value, str) or _DATE.match(value) is not None


def _plain_before(subject: Subject, stop: int) -> int:
    """The row of the plain or empty scalar that ends at ``stop``, or -1."""
    row = subject.scalar_at(stop - 1)
    if row >= 0:
        return row if subject.tree.style(row) == rows.PLAIN else -1
    tree = subject.tree
    row = _by_indicator(subject).get(stop - 1, -1)
    return row if row >= 0 and tree.kind(row) == rows.SCALAR and tree.head(row) & rows.EMPTY else -1


def _by_indicator(subject: Subject) -> dict[int, int]:
    """The first row behind each indicator, by its offset."""
    known: dict[int, int] | None = subject.memo.get("indicators")
    if known is None:
        tree = subject.tree
        known = subject.memo["indicators"] = {tree.mark(row): row for row in reversed(range(ROOT, len(tree)))}
    return known


def check_dash(subject: Subject) -> Iterator[Found]:
    """A line that begins as an item goes on with the text above.

        topics:
        - AI
         - Cloud        the one item is "AI - Cloud"

    It is indented deeper than the item above, and so is part of it. Or the line above is no item, for want of its own
    dash, or stands behind the key; that is told once. No real front matter has text without quotes on several lines.
    """
    tree = subject.tree
    for row, head in enumerate(tree.cells[:: rows.WIDTH]):
        if head & _SHAPE != rows.SCALAR | rows.PLAIN:
            continue
        lines = _dash_lines(subject, row)
        if not lines:
            continue
        mark = tree.mark(row)
        is_value = mark < 0 or subject.source[mark : mark + 1] != b"-"
        first = tree.start(row)
        if is_value and mark >= 0 and line_start(subject.source, first) > mark:
            message = "this line is no item, and what looks like items below goes on with its text"
            hint = 'begin it with "- " if it is an item, or put the text in quotes'
            yield Found(message, first, line_end(subject.source, first), subject.path_of(row), hint=hint)
            continue
        for begin, end in lines[:1] if is_value else lines:
            message = "this line goes on with the text above, and is no item"
            hint = "indent it like the items, or put the text in quotes"
            yield Found(message, begin, end, subject.path_of(row), hint=hint)


def _dash_lines(subject: Subject, row: int) -> list[tuple[int, int]]:
    """Start and end of each further line of a plain scalar that begins as an item."""
    at = subject.tree.start(row)
    found = []
    for line in subject.tree.text(row).splitlines(keepends=True):
        begin = at + len(line) - len(line.lstrip(b" \t"))
        if at > subject.tree.start(row) and subject.source.startswith(b"- ", begin):
            found.append((begin, at + len(line.rstrip(b"\r\n"))))
        at += len(line)
    return found


def check_quote(subject: Subject) -> Iterator[Found]:
    """A value without quotes ends with a quote that nothing in it opens.

        title: Hello, world"        the quote is a part of the title

    Its partner was lost, and readers take the quote for text. Left alone are apostrophes, as in ``Surfin'``; a quote
    after a number, for inches and minutes; and one whose partner is typographic, as in ``„Hallo"``.
    """
    tree = subject.tree
    for row, head in enumerate(tree.cells[:: rows.WIDTH]):
        if head & (rows.KIND | rows.STYLE | rows.EMPTY) != rows.SCALAR | rows.PLAIN:
            continue
        end = tree.end(row)
        quote = subject.source[end - 1 : end]
        if quote not in (b'"', b"'"):
            continue
        line = line_start(subject.source, tree.start(row))  # its partner may be lost in the key: ``a:"b: c"``
        if subject.source.rfind(quote, line, end - 1) >= 0 or _is_sign(tree.text(row)[:-1].decode(), quote):
            continue
        hint = "put one before it, or the whole value in quotes"
        yield Found("the value ends with a quote that none opens", end - 1, end, subject.path_of(row), hint=hint)


def _is_sign(text: str, quote: bytes) -> bool:
    """Return whether a quote after this text is an apostrophe, a unit, or the partner of a typographic quote."""
    last = text[-1:]
    if last.isnumeric() or (quote == b"'" and last.isalpha()):
        return True
    return any(char in text for char in _OPENING)


def check_mark(subject: Subject) -> Iterator[Found]:
    """A value without quotes begins with "&" or "!", which is no part of its text.

        title: &Sons        the title is null, and "Sons" a name for it
        title: ! News       the title is "News"

    An anchor is found where no alias names it; a tag, where it is "!" alone. No real front matter has any.
    """
    tree = subject.tree
    used = {tree.target(alias) for alias in find_aliases(tree)} if tree.aliases and tree.props else set()
    for row in range(ROOT, len(tree)) if tree.props else ():
        if tree.head(row) & (rows.KIND | rows.STYLE) != rows.SCALAR | rows.PLAIN:
            continue
        start, end = tree.anchor(row)
        what = "an anchor, which no alias names"
        if start < 0 or row in used:
            start, end = tree.tag(row)
            what = "a tag"
            if end - start != 1:
                continue
        sign = chr(subject.source[start])
        message = f'the "{sign}" begins {what}, and is no part of the text'
        hint = f'put the value in quotes, or remove the "{sign}"'
        yield Found(message, start, end, subject.path_of(row), hint=hint)


RULES = (
    Rule("D103", "hash-cuts-value", check_hash),
    Rule("D104", "dash-goes-on", check_dash),
    Rule("D105", "quote-left-over", check_quote),
    Rule("D106", "mark-cuts-value", check_mark),
)
