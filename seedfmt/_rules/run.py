"""Ask the rules.

In: a Subject and which rules count. Out: Problems.
"""

from __future__ import annotations

from seedfmt._rules.registry import IN_FILE
from seedfmt._rules.subject import Subject, to_problem
from seedfmt.errors import Problem


def check_rules(subject: Subject, codes: frozenset[str]) -> list[Problem]:
    """What the rules with these codes find in one file."""
    return [
        to_problem(rule, one, subject.source) for rule in IN_FILE if rule.code in codes for one in rule.check(subject)
    ]


def in_order(problems: list[Problem]) -> list[Problem]:
    """Problems by place, then by code."""
    return sorted(problems, key=lambda problem: (problem.span.start if problem.span else -1, problem.code))
