"""What to say of a file that cannot be read: the error, and all others of its kind.

In: the bytes and the SeedError. Out: Problems. The parser stops at the first fault; where that is a git conflict or a
key that stands twice, people want to know every one.
"""

from __future__ import annotations

from bisect import bisect_right

from seedfmt._edit.find import spell_pointer
from seedfmt._fences import split
from seedfmt._rules.lines import find_conflicts
from seedfmt._source import Span, span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import build, hashable
from seedfmt._syntax.keys import NO_DASH, NO_TWO, opens_item
from seedfmt._syntax.parser import parse
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import Code, Problem, SeedError

_MOST = 100  # keys that are named in one file


def explain(source: bytes, error: SeedError, *, fenced: bool) -> list[Problem]:
    """The problems of a file that raised ``error`` when it was read; at least one."""
    conflicts = [span_between(source, start, end) for start, end in find_conflicts(source)]
    if error.code == Code.CONFLICT_MARKER or any(_is_inside(error.span, source, one) for one in conflicts):
        message, hint = "a git conflict that is not resolved", "choose what is right, remove the marks"
        problems = [Problem(Code.CONFLICT_MARKER, message, span, hint=hint) for span in conflicts]
        problems += _left_alone(source, error, fenced, conflicts)
        return sorted(problems, key=lambda problem: problem.span.start if problem.span else 0) or [_plain(error)]
    problems = _duplicates(source, fenced) if error.code == Code.DUPLICATE_KEY else []
    return _with_fixes(problems or [_plain(error)], source, error, fenced)


def _with_fixes(problems: list[Problem], source: bytes, error: SeedError, fenced: bool) -> list[Problem]:
    """The problems, each with the fix that corrects it where the file can be repaired."""
    if error.code not in (Code.INDENTATION, Code.DUPLICATE_KEY):
        return problems
    from seedfmt._rules.repair import find_fixes

    places = [problem.span.start if problem.span else -1 for problem in problems]
    fixes = find_fixes(places, source, error, fenced=fenced)
    return [problem._replace(fix=fix) for problem, fix in zip(problems, fixes, strict=True)]


def _plain(error: SeedError) -> Problem:
    return Problem(error.code, error.message, error.span, hint=error.hint)


def _is_inside(span: Span | None, source: bytes, conflict: Span) -> bool:
    """Is the fault behind the begin of a conflict and before its end?"""
    return span is not None and conflict.start <= span.start <= source.find(b"\n>>>>>>> ", conflict.start) + 8


def _left_alone(source: bytes, error: SeedError, fenced: bool, conflicts: list[Span]) -> list[Problem]:
    """The marks of git that belong to no whole conflict, from the place of the error to the end of the front matter."""
    from seedfmt._syntax.causes import find_marks

    if error.code != Code.CONFLICT_MARKER or error.span is None:
        return []
    try:
        end = split(source, fenced=fenced).closing
    except SeedError:
        end = error.span.end
    spans = [span_between(source, *mark) for mark in find_marks(source, error.span.start, end)]
    starts = [one.start for one in conflicts]
    last = [bisect_right(starts, span.start) - 1 for span in spans]  # no other conflict can hold it
    lone = [
        span
        for span, place in zip(spans, last, strict=True)
        if place < 0 or not _is_inside(span, source, conflicts[place])
    ]
    hint = "choose what is right, remove the mark"
    return [Problem(error.code, "a mark that git left of a conflict", span, hint=hint) for span in lone]


def _duplicates(source: bytes, fenced: bool) -> list[Problem]:
    """One problem for each key that stands in its mapping already."""
    try:
        parts = split(source, fenced=fenced)
        tree = parse(source, parts.front, parts.closing, inside=parts.is_open)
    except SeedError:
        return []
    found: list[Problem] = []
    for row in range(ROOT, len(tree)):
        if tree.kind(row) == rows.MAPPING and len(found) < _MOST:
            found += _duplicates_of(tree, row)
    return sorted(found, key=lambda problem: problem.span.start if problem.span else 0)


def _duplicates_of(tree: Tree, row: int) -> list[Problem]:
    seen: dict[object, int] = {}
    found = []
    for key, _ in tree.pairs(row):
        name = hashable(build(tree, key))
        first = seen.setdefault(name, key)
        if first != key:
            lacks_dash = opens_item(tree, first)
            if lacks_dash:
                seen = {name: first}  # what follows is, or is like, another item
            line = span_between(tree.source, tree.start(first), tree.end(first)).line
            text = tree.text(key).decode()
            shown = text if len(text) <= 60 else text[:57] + "..."
            message = f"the key {shown or '(empty)'} stands here and on line {line}"
            span = span_between(tree.source, tree.start(key), tree.end(key))
            pointer = spell_pointer((name,)) if row == ROOT and isinstance(name, str) else ""
            hint = NO_DASH if lacks_dash else NO_TWO
            found.append(Problem(Code.DUPLICATE_KEY, message, span, pointer, hint=hint))
    return found
