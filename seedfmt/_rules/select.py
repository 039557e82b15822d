"""Which findings count: by ``--select`` and ``--ignore``, and by comments in the file (SPEC R190 to R193).

In: codes, prefixes, comments. Out: yes or no.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from seedfmt._rules.registry import ALWAYS, BY_CODE, RULES
from seedfmt._source import line_end, line_start, next_line
from seedfmt._syntax.tree import Tree
from seedfmt.errors import Problem

_COMMENT = re.compile(rb"#[ \t]*seedfmt:[ \t]*ignore(?:\[([A-Z0-9, \t]*)\])?[ \t]*(?:$|#|[^\w\[])")


class Selection(NamedTuple):
    """Prefixes of codes that are wanted (none: all that look by default) and not wanted."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def has(self, code: str) -> bool:
        """Does a code count? The longer prefix decides; of two the same, ``ignore`` (R190)."""
        if code[0] == ALWAYS:
            return True
        rule = BY_CODE.get(code)
        wanted = _longest(code, self.select) if self.select else 0 if rule is None or rule.default else -1
        return wanted > _longest(code, self.ignore)

    def codes(self) -> frozenset[str]:
        """The codes of all rules that count."""
        return frozenset(rule.code for rule in RULES if self.has(rule.code))


def _longest(code: str, prefixes: Iterable[str]) -> int:
    """The length of the longest prefix that fits, 0 for ALL, -1 for none."""
    return max(
        (0 if prefix == "ALL" else len(prefix) for prefix in prefixes if prefix == "ALL" or code.startswith(prefix)),
        default=-1,
    )


def suppressions(tree: Tree) -> list[tuple[int, int, tuple[str, ...]]]:
    """For each comment ``# seedfmt: ignore[...]``, the bytes it speaks of and the codes it names (none: all)."""
    source = tree.source
    found = []
    for place in range(0, len(tree.comments), 2):
        start, end = tree.comments[place], tree.comments[place + 1]
        matches = _marks(source[start:end])
        if not matches:
            continue
        first = line_start(source, start)
        last = line_end(source, end)
        if not source[first:start].strip(b" \t"):  # a line of its own: the next line that is no comment (R192)
            last = line_end(source, _behind_comments(source, next_line(source, end)))
        for match in matches:
            codes = tuple(code.strip().decode() for code in (match[1] or b"").split(b",") if code.strip())
            found.append((first, last, codes))
    return found


def _marks(comment: bytes) -> list[re.Match[bytes]]:
    """The marks that a comment begins with: one, or several, each with its "#"."""
    found = []
    at = 0
    while at >= 0 and (match := _COMMENT.match(comment, at)):
        found.append(match)
        at = comment.find(b"#", max(match.end() - 1, at + 1))
    return found


def _behind_comments(source: bytes, at: int) -> int:
    while source[at : line_end(source, at)].lstrip(b" \t")[:1] == b"#":
        at = next_line(source, at)
    return at


def unsuppressed(problems: list[Problem], tree: Tree) -> list[Problem]:
    """The problems that no comment in the file takes away."""
    if not problems or not tree.comments or b"seedfmt:" not in tree.source:
        return problems
    quiet = suppressions(tree)
    firsts, lasts = [first for first, _, _ in quiet], [last for _, last, _ in quiet]

    def is_quiet(problem: Problem) -> bool:
        if problem.span is None:
            return False
        start = problem.span.start  # what speaks of one place stands in a row: both lists rise
        near = quiet[bisect_left(lasts, start) : bisect_right(firsts, start)]
        return any(not codes or problem.code.startswith(codes) for _, _, codes in near)

    return [problem for problem in problems if not is_quiet(problem)]
