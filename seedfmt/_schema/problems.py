"""From the errors of the reference to Problems.

In: a Document and what is wrong with its data. Out: Problems in the order of the file, each with code, place, pointer,
message, hint, and a fix where there is a safe one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._edit.find import spell_pointer
from seedfmt._schema.branches import Leaf
from seedfmt._schema.fixes import Faults, known_names, meant, nearest, plan_fix
from seedfmt._schema.places import place_leaf
from seedfmt._schema.words import CODES, MORE, UNKNOWN, code_of, say
from seedfmt.errors import Problem

if TYPE_CHECKING:
    from seedfmt._document import Document

MOST = 200  # findings shown for one file
NAMED = 1_000  # of which it is asked what a name was meant to be
FIXED = 50  # of them with a fix: each fix is tried
TRIED = 1 << 19  # bytes that are read again to try fixes, parts of the schema included: large ones have fewer
COMPARED = 20_000  # pairs of names that are compared, to ask what names were meant to be


class Comparisons:
    """How many pairs of names may still be compared."""

    def __init__(self) -> None:
        self._left = COMPARED

    def nearest(self, name: str, known: list[str]) -> str | None:
        """The known name that a name is most like."""
        return nearest(name, known) if self._spend(known) else None

    def meant(self, document: Document, leaf: Leaf) -> str | None:
        """The name that an unknown member was meant to have."""
        known = known_names(document, leaf) if self._left > 0 else []
        return meant(str(leaf.path[-1]), known) if self._spend(known) else None

    def _spend(self, known: list[str]) -> bool:
        self._left -= len(known)
        return self._left >= 0


def make_problems(
    document: Document, leaves: list[Leaf], faults: Faults, *, fixes: bool = True, size: int = 0
) -> list[Problem]:
    """A Problem for each fault; ``faults`` says what is wrong with another Document by a schema of ``size`` parts, for
    trying ``fixes``."""
    before = {fault_of(leaf) for leaf in leaves}
    comparisons = Comparisons()
    leaves = [*without_consequences(document, leaves[:NAMED], comparisons), *leaves[NAMED:]]
    problems = [make_problem(document, leaf, comparisons) for leaf in leaves[:MOST]]
    tries = min(FIXED, TRIED // (len(bytes(document)) + size + 1)) if fixes else 0
    for number, leaf in enumerate(leaves[:tries]):
        fix = plan_fix(document, leaf, before - {fault_of(leaf)}, faults)
        if fix is not None:
            problems[number] = problems[number]._replace(fix=fix)
    problems.sort(key=lambda problem: problem.span.start if problem.span else 0)
    if len(leaves) > MOST:
        problems.append(Problem(MORE, f"{len(leaves) - MOST} {CODES[MORE]}", document.span("")))
    return problems


def fault_of(leaf: Leaf) -> tuple[str, str]:
    """Code and pointer of a fault."""
    return code_of(leaf.keyword), spell_pointer(leaf.path)


def make_problem(document: Document, leaf: Leaf, comparisons: Comparisons) -> Problem:
    """The Problem that tells a fault, without a fix."""
    message, hint = say(leaf)
    if leaf.keyword in UNKNOWN:
        name = comparisons.meant(document, leaf)
        hint = f'did you mean "{name}"?' if name else _unseen_blank(leaf.path[-1]) or hint
    if leaf.keyword == "enum" and isinstance(leaf.value, str) and "secured" not in leaf.path:
        name = comparisons.nearest(leaf.value, [value for value in leaf.wanted if isinstance(value, str)])
        hint = f'did you mean "{name}"? {hint}' if name else hint
    return Problem(code_of(leaf.keyword), message, place_leaf(document, leaf), spell_pointer(leaf.path), hint=hint)


def _unseen_blank(name: object) -> str:
    """What to do about a name that begins with a blank that is no space, as U+00A0: it was to indent; else nothing."""
    first = str(name)[:1]
    return f"it begins with U+{ord(first):04X}, which is no space: indent with spaces" if _is_blank(first) else ""


def _is_blank(char: str) -> bool:
    return char.isspace() and not char.isascii()


def without_consequences(document: Document, leaves: list[Leaf], comparisons: Comparisons) -> list[Leaf]:
    """Without the members that are missing because their names are misspelt."""
    misspelt = {(leaf.path[:-1], comparisons.meant(document, leaf)) for leaf in leaves if leaf.keyword in UNKNOWN}
    names = [str(leaf.path[-1]) for leaf in leaves if leaf.keyword in UNKNOWN]
    moved = {name.strip() for name in names if _is_blank(name[:1])}  # not indented, they left the mapping above
    return [
        leaf
        for leaf in leaves
        if leaf.keyword != "required" or ((leaf.path, leaf.wanted) not in misspelt and leaf.wanted not in moved)
    ]
