"""Which findings count: by ``--select`` and ``--ignore``, and by comments in the file (SPEC R190 to R193).

In: codes, prefixes, comments. Out: yes or no.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from seedfmt._rules.registry import ALWAYS, BY_CODE, OFF, RULES
from seedfmt._source import line_end, line_start, next_line
from seedfmt._syntax.tree import Tree
from seedfmt.errors import Problem

# a code without its brackets: no reason for ignoring all
_BARE = rb"[^#\r\n]*?\b[A-Z][0-9]{3}\b|[^\w#\r\n]*(?:[A-Za-z][0-9]{1,3}|ALL)\b"
_NO_LINE = rb"(?![-_]\w|[ \t]+(?:this[ \t]+|the[ \t]+)?file\b)"  # no comment ignores a whole file
_MARK = (
    rb"(?P<mark>#[ \t]*seedfmt:[ \t]*ignore"
    + _NO_LINE
    + rb"(?:\[[ \t,]*(?P<codes>[A-Z0-9][A-Z0-9, \t]*)\]|(?![ \t]*\[|"
    + _BARE
    + rb")))"
)
_COMMENT = re.compile(_MARK + rb"[ \t]*(?:$|#|[^\w\[])")
_BEHIND = re.compile(rb"(?<=[ \t])" + _MARK + rb"[ \t]*(?=$|#)")  # behind other text: more text, and it is a quotation
_CODE = re.compile(rb"[A-Z0-9]+")


class Mark(NamedTuple):
    """A comment ``# seedfmt: ignore[...]``: the bytes it speaks of, the codes it names (none: all), and its own."""

    first: int
    last: int
    codes: tuple[str, ...]
    start: int
    end: int
    places: tuple[int, ...]  # where each code begins

    def takes(self, code: str) -> bool:
        """Does it name the code, or a prefix of it?"""
        return not self.codes or code.startswith(self.codes) or "ALL" in self.codes


class Selection(NamedTuple):
    """Prefixes of codes that are wanted (none: all that look by default) and not wanted."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def has(self, code: str) -> bool:
        """Does a code count? The longer prefix decides; of two the same, ``ignore`` (R190)."""
        if code[0] == ALWAYS:
            return True
        rule = BY_CODE.get(code)
        off = code in OFF or (rule is not None and not rule.default)
        wanted = _longest(code, self.select) if self.select else -1 if off else 0
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


def find_marks(tree: Tree) -> list[Mark]:
    """The comments in a file that take findings away, in their order."""
    source = tree.source
    found = []
    behind = -1  # the comments on lines of their own that were gone through last
    for place in range(0, len(tree.comments), 2):
        start, end = tree.comments[place], tree.comments[place + 1]
        matches = match_marks(source[start:end])
        if not matches:
            continue
        first = line_start(source, start)
        last = line_end(source, end)
        if not source[first:start].strip(b" \t"):  # a line of its own: the next line that is no comment (R192)
            following = next_line(source, end)
            behind = behind if following <= behind else _behind_comments(source, following)
            last = line_end(source, behind)
        for match in matches:
            named = [*_CODE.finditer(match.string, *match.span("codes"))] if match["codes"] else []
            codes, places = (code[0].decode() for code in named), (start + code.start() for code in named)
            found.append(
                Mark(first, last, tuple(codes), start + match.start(), start + match.end("mark"), tuple(places))
            )
    return found


def match_marks(comment: bytes) -> list[re.Match[bytes]]:
    """The marks that a comment begins with, each with its "#", and those behind other text, where only marks follow."""
    found = []
    at = 0
    while at >= 0 and (match := _COMMENT.match(comment, at)):
        found.append(match)
        at = comment.find(b"#", max(match.end() - 1, at + 1))
    return [*found, *_BEHIND.finditer(comment, at)] if at >= 0 else found


def _behind_comments(source: bytes, at: int) -> int:
    while source[at : line_end(source, at)].lstrip(b" \t")[:1] == b"#":
        at = next_line(source, at)
    return at


def unsuppressed(problems: list[Problem], tree: Tree) -> list[Problem]:
    """The problems that no comment in the file takes away."""
    if not problems or not tree.comments or b"seedfmt:" not in tree.source:
        return problems
    takers = Takers(find_marks(tree))
    return [problem for problem in problems if not takers.find(problem)]


class Takers:
    """Which marks take a problem away. What speaks of one place stands in a row among them: both ends rise."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self._firsts = [mark.first for mark in marks]
        self._lasts = [mark.last for mark in marks]
        self._naming: dict[str, list[int]] = {}  # by code, the marks that name it

    def naming(self, code: str) -> list[int]:
        """The places of the marks that name a code."""
        if code not in self._naming:
            self._naming[code] = [place for place, mark in enumerate(self.marks) if mark.takes(code)]
        return self._naming[code]

    def find(self, problem: Problem) -> range:
        """Where in ``naming`` of its code the marks stand that take a problem away; errors are never (R193)."""
        if problem.span is None or problem.code[0] == ALWAYS:
            return range(0)
        start = problem.span.start
        naming = self.naming(problem.code)
        first = bisect_left(naming, bisect_left(self._lasts, start))
        return range(first, bisect_left(naming, bisect_right(self._firsts, start)))

    def used(self, problems: Iterable[Problem]) -> set[int]:
        """The places of the marks that take any of the problems away."""
        found: set[int] = set()
        done: dict[str, int] = {}
        ranges = ((str(problem.code), self.find(problem)) for problem in problems)
        for code, places in sorted(ranges, key=lambda each: each[1].start):
            naming = self.naming(code)
            found.update(naming[place] for place in range(max(places.start, done.get(code, 0)), places.stop))
            done[code] = max(places.stop, done.get(code, 0))
        return found
