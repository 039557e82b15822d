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
from seedfmt.errors import Applicability, Problem, SeedError

ROUNDS = 50  # an end even if fixes should undo each other
TRIED = 1 << 20  # bytes that are checked to try fixes; what a large file has left is for the next time
ALWAYS_TRIED = 8  # times that a file of any size is checked
ORDER = "K"  # a right key out of order is better than a wrong one: an edit may bring this
Check = Callable[[Document, bool], list[Problem]]  # the problems, with their fixes where that is asked for
Keeps = Callable[[Document, Document], bool]
Refused = set[tuple[str, bytes]]


def fix_document(
    document: Document, check: Check, refused: Refused | None = None, keeps: Keeps | None = None
) -> tuple[Document, int]:
    """The Document with all fixes that can be made, and their number; ``refused`` is given those that cannot.

    ``keeps`` tells whether what a signed or sealed value is bound to is the same in two Documents (SPEC R201).
    """
    count = 0
    trials = Trials(document, check, set() if refused is None else refused, keeps)
    for _ in range(ROUNDS):
        if not trials.is_left(document):
            break
        problems = [problem for problem in check(document, True) if problem.fix and not trials.knows(problem, document)]
        layout, edits = _split(problems)
        fixed = _apply_together(document, layout, keeps) if layout else None
        done = len(layout)
        if fixed is None:
            fixed, done = trials.apply_first(document, [layout, edits])
        if fixed is None:
            break
        document = fixed
        count += done
    return document, count


class Trials:
    """Fixes that are tried: all together, and where that does not do what it should, in halves."""

    def __init__(self, document: Document, check: Check, refused: Refused, keeps: Keeps | None) -> None:
        self._check = check
        self._refused = refused
        self._keeps = keeps
        self._left = max(TRIED, ALWAYS_TRIED * len(bytes(document)))

    def is_left(self, document: Document) -> bool:
        """May this Document be checked once more?"""
        self._left -= len(bytes(document))
        return self._left > 0

    def knows(self, problem: Problem, document: Document) -> bool:
        """Was the fix refused before?"""
        return _name(problem, document) in self._refused

    def apply_first(self, document: Document, groups: list[list[Problem]]) -> tuple[Document | None, int]:
        """The Document with the first fixes that do what they should, and how many these are."""
        groups = [group for group in groups if group]
        before = _counts(self._check(document, False)) if groups else {}
        while groups and self.is_left(document):
            group = groups.pop(0)
            fixed = _apply(document, group, self._keeps)
            if fixed is not None and _is_better(before, _counts(self._check(fixed, False)), group):
                return fixed, len(group)
            if len(group) == 1:
                self._refused.add(_name(group[0], document))
            else:
                half = (len(group) + 1) // 2
                groups[:0] = [group[:half], group[half:]]
        return None, 0


def _is_better(before: dict[str, int], after: dict[str, int], group: list[Problem]) -> bool:
    """Did the fixes of a group take their findings away, and bring no other?"""
    moves = any(map(is_edit, group))
    for code, count in _counts(group).items():
        if after.get(code, 0) > before.get(code, 0) - count:
            return False
    return all(after[code] <= before.get(code, 0) or (moves and code[0] == ORDER) for code in after)


def without_refused(problems: list[Problem], document: Document, refused: Refused) -> list[Problem]:
    """The problems, without the fixes that were tried and cannot be made."""
    return [one._replace(fix=None) if one.fix and _name(one, document) in refused else one for one in problems]


def _split(problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The fixes that change no data and do not overlap, and such ones that are edits."""
    return _apart([one for one in problems if not is_edit(one)]), _apart([one for one in problems if is_edit(one)])


def _apart(problems: list[Problem]) -> list[Problem]:
    """The fixes that do not overlap one before them."""
    found: list[Problem] = []
    taken: list[Patch] = []
    for problem in problems:
        patches = problem.fix.patches if problem.fix else ()
        if not any(_overlaps(patch, taken) for patch in patches):
            found.append(problem)
            for patch in patches:
                insort(taken, patch)
    return found


def is_edit(problem: Problem) -> bool:
    """Return whether the fix of a problem changes data."""
    return problem.fix is not None and problem.fix.applicability is not Applicability.SAFE


def _overlaps(patch: Patch, taken: list[Patch]) -> bool:
    """Does a patch touch one of those taken, which are in order and do not touch each other?"""
    place = bisect_left(taken, patch)
    near = taken[max(place - 1, 0) : place + 1]
    return any(patch.start <= other.end and other.start <= patch.end for other in near)


def _apply(document: Document, problems: list[Problem], keeps: Keeps | None) -> Document | None:
    """The Document with the fixes of a group, or None where something else would become of it."""
    if is_edit(problems[0]):
        return _reread(document, _patches(problems), keeps)
    return _apply_together(document, problems, keeps)


def _apply_together(document: Document, problems: list[Problem], keeps: Keeps | None) -> Document | None:
    """The Document with several fixes that change no data, or None where something else would become of it."""
    fixed = _reread(document, _patches(problems), keeps)
    return fixed if fixed is not None and same(fixed.data, document.data) else None


def _patches(problems: list[Problem]) -> list[Patch]:
    return [patch for problem in problems if problem.fix for patch in problem.fix.patches]


def _reread(document: Document, patches: list[Patch], keeps: Keeps | None) -> Document | None:
    try:
        fixed = Document(apply(bytes(document), patches), fenced=document._fenced, limits=document._limits)
    except (SeedError, ValueError):
        return None
    return fixed if keeps is None or keeps(document, fixed) else None


def _counts(problems: list[Problem]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
    return counts


def _name(problem: Problem, document: Document) -> tuple[str, bytes]:
    """What a refused fix is known by, as long as its line stays."""
    start = problem.span.start if problem.span else 0
    return problem.code, b"%d" % (len(bytes(document)) - start)
