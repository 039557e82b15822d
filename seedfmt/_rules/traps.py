"""D: values that end elsewhere than their author thought.

In: a Subject. Out: what is found. No fix: what was meant is for a person to say. The other trap, ": " in
a value without quotes, is an error of the syntax (E203).
"""

from __future__ import annotations

from collections.abc import Iterator

from seedfmt._rules.subject import Found, Rule, Subject
from seedfmt._source import line_start
from seedfmt._syntax import rows
from seedfmt._syntax.tree import ROOT

_SHAPE = rows.KIND | rows.STYLE | rows.EMPTY | rows.VERBATIM  # plain without the others: a number, or several lines


def check_hash(subject: Subject) -> Iterator[Found]:
    """A "#" with text directly behind it cuts off a value without quotes.

        title: Issue #4 is fixed        the title is "Issue"
        - #writing                      the item is null

    A comment has a space behind its "#" and is not found; no real front matter has any.
    """
    tree, source = subject.tree, subject.source
    for place in range(0, len(tree.comments), 2):
        start, end = tree.comments[place], tree.comments[place + 1]
        if source[start + 1 : start + 2] in (b"", b" ", b"\t", b"#", b"!", b"\r", b"\n", b"-", b"="):
            continue
        before = source[line_start(source, start) : start].rstrip(b" \t")
        stop = line_start(source, start) + len(before)
        row = _plain_before(subject, stop) if before else -1
        if row >= 0:
            yield Found(
                'the "#" ends the value here, and what follows is a comment',
                start,
                end,
                subject.path_of(row),
                hint="put the value in quotes, or a space behind the #",
            )


def _plain_before(subject: Subject, stop: int) -> int:
    """The row of the plain or empty scalar that ends at ``stop``, or -1."""
    row = subject.scalar_at(stop - 1)
    if row >= 0:
        return row if subject.tree.style(row) == rows.PLAIN else -1
    tree = subject.tree
    for row in range(ROOT, len(tree)):
        if tree.mark(row) == stop - 1:
            return row if tree.kind(row) == rows.SCALAR and tree.head(row) & rows.EMPTY else -1
    return -1


def check_dash(subject: Subject) -> Iterator[Found]:
    """A line that begins as an item goes on with the text above.

        topics:
        - AI
         - Cloud        the one item is "AI - Cloud"

    It is indented deeper than the item above, and so is part of it. No real front matter has text without quotes on
    several lines.
    """
    tree = subject.tree
    for row, head in enumerate(tree.cells[:: rows.WIDTH]):
        if head & _SHAPE != rows.SCALAR | rows.PLAIN:
            continue
        at = tree.start(row)
        for line in tree.text(row).splitlines(keepends=True):
            begin = at + len(line) - len(line.lstrip(b" \t"))
            if at > tree.start(row) and subject.source.startswith(b"- ", begin):
                yield Found(
                    "this line goes on with the text above, and is no item",
                    begin,
                    at + len(line.rstrip(b"\r\n")),
                    subject.path_of(row),
                    hint="indent it like the items, or put the text in quotes",
                )
            at += len(line)


RULES = (Rule("D103", "hash-cuts-value", check_hash), Rule("D104", "dash-goes-on", check_dash))
