"""Apply fixes through the codec: apply, read again, compare, repeat until nothing changes.

In: a Document and a function that finds Problems. Out: a Document, and how many fixes it took. A fix that does not make
what was intended is left out (SPEC R196 to R198).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable

from seedfmt._document import Document
from seedfmt._edit.patch import Patch, apply
from seedfmt._edit.values import same
from seedfmt._rules.registry import BY_CODE
from seedfmt.errors import Problem, SeedError

ROUNDS = 50  # an end even if fixes should undo each other
ORDER = "K"  # a right key out of order is better than a wrong one: an edit may bring this
Check = Callable[[Document], list[Problem]]
Refused = set[tuple[str, bytes]]


def fix_document(document: Document, check: Check, refused: Refused | None = None) -> tuple[Document, int]:
    """The Document with all fixes that can be made, and their number; ``refused`` is given those that cannot."""
    count = 0
    refused = set() if refused is None else refused
    for _ in range(ROUNDS):
        problems = [problem for problem in check(document) if problem.fix and _name(problem, document) not in refused]
        layout, edits = _split(problems)
        fixed = _apply_together(document, layout) if layout else None
        done = len(layout)
        if fixed is None:
            fixed, done = _apply_first(document, [*layout, *edits], check, refused)
        if fixed is None:
            break
        document = fixed
        count += done
    return document, count


def without_refused(problems: list[Problem], document: Document, refused: Refused) -> list[Problem]:
    """The problems, without the fixes that were tried and cannot be made."""
    return [one._replace(fix=None) if one.fix and _name(one, document) in refused else one for one in problems]


def _split(problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The fixes that change no data and do not overlap, and those that are edits."""
    layout: list[Problem] = []
    edits: list[Problem] = []
    taken: list[Patch] = []
    for problem in problems:
        patches = problem.fix.patches if problem.fix else ()
        if is_edit(problem):
            edits.append(problem)
        elif not any(_overlaps(patch, taken) for patch in patches):
            layout.append(problem)
            for patch in patches:
                insort(taken, patch)
    return layout, edits


def is_edit(problem: Problem) -> bool:
    """Does the fix of a problem change data?"""
    rule = BY_CODE.get(problem.code)
    return rule is None or rule.edits


def _overlaps(patch: Patch, taken: list[Patch]) -> bool:
    """Does a patch touch one of those taken, which are in order and do not touch each other?"""
    place = bisect_left(taken, patch)
    near = taken[max(place - 1, 0) : place + 1]
    return any(patch.start <= other.end and other.start <= patch.end for other in near)


def _apply_together(document: Document, problems: list[Problem]) -> Document | None:
    """The Document with several fixes that change no data, or None where something else would become of it."""
    patches = [patch for problem in problems if problem.fix for patch in problem.fix.patches]
    fixed = _reread(document, patches)
    return fixed if fixed is not None and same(fixed.data, document.data) else None


def _apply_first(
    document: Document, problems: list[Problem], check: Check, refused: Refused
) -> tuple[Document | None, int]:
    """The Document with the first fix that does what it should: takes its finding away and brings no other."""
    for problem in problems:
        patches = list(problem.fix.patches) if problem.fix else []
        fixed = _reread(document, patches)
        if fixed is not None and (is_edit(problem) or same(fixed.data, document.data)):
            before, after = _counts(check(document)), _counts(check(fixed))
            if after.get(problem.code, 0) < before[problem.code] and all(
                after[code] <= before.get(code, 0) or (is_edit(problem) and code[0] == ORDER) for code in after
            ):
                return fixed, 1
        refused.add(_name(problem, document))
    return None, 0


def _reread(document: Document, patches: list[Patch]) -> Document | None:
    try:
        return Document(apply(bytes(document), patches), fenced=document._fenced, limits=document._limits)
    except (SeedError, ValueError):
        return None


def _counts(problems: list[Problem]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
    return counts


def _name(problem: Problem, document: Document) -> tuple[str, bytes]:
    """What a refused fix is known by, as long as its line stays."""
    start = problem.span.start if problem.span else 0
    return problem.code, b"%d" % (len(bytes(document)) - start)
