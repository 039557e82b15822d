"""One fault is one finding, whichever parts find it (SPEC R186).

In: what all parts found in one file. Out: the same, less what another finding says better. Never: leaves a fault
untold.
"""

from __future__ import annotations

from seedfmt._edit.find import parse_pointer
from seedfmt.errors import Problem

_WRONG = tuple(f"S1{number:02}" for number in range(3, 15))  # a value that is not as it should be
_CUT = ("D103", "D104", "D105", "D106")  # a value that is not what its author wrote
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))


def told_once(problems: list[Problem]) -> list[Problem]:
    """The problems without what others say as well: of a value that the schema refuses, or misses since it is misspelt;
    of a value that ends elsewhere than was meant; of a name with characters that nobody sees."""
    refused = {(one.pointer, one.span) for one in problems if one.code[0] == "S"}
    meant = {name for one in problems if (name := _name_meant(one))}
    cut = {one.pointer for one in problems if one.code in _CUT}
    unseen = {one.pointer: one for one in problems if one.code == "U102"}
    named = {one.pointer for one in problems if one.pointer in unseen and _is_unseen(one)}
    return [
        _with_cause(one, unseen[one.pointer]) if one.pointer in named and _name_meant(one) else one
        for one in problems
        if not (one.code[0] in "BCD" and one.code not in _CUT and (one.pointer, one.span) in refused)
        and not (one.code[0] == "C" and _is_misspelt(one, meant))
        and not (one.code in _WRONG and one.pointer in cut)
        and not (one.code == "U102" and one.pointer in named)
    ]


def _name_meant(problem: Problem) -> str:
    """The name that a member was meant to have, "" where none is known."""
    unknown = problem.code in ("S101", "S129") and problem.hint.startswith("did you mean")
    return problem.hint.split('"')[1] if unknown else ""


def _is_misspelt(problem: Problem, meant: set[str]) -> bool:
    """Does it say that members are missing whose names were misspelt?"""
    _, without, names = problem.message.rpartition(" without ")
    return bool(without) and meant.issuperset(names.split(" and "))


def _is_unseen(problem: Problem) -> bool:
    """Is the member misspelt only in that its name has characters that nobody sees?"""
    name = _name_meant(problem)
    return bool(name) and parse_pointer(problem.pointer)[-1].translate(_UNSEEN) == name


def _with_cause(problem: Problem, cause: Problem) -> Problem:
    """The problem of a member that is not known, with what nobody sees in its name."""
    return problem._replace(hint=f"{problem.hint} {cause.message.rpartition(': ')[2]} in it cannot be seen")
