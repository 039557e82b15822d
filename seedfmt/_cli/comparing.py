"""Compare files with each other, after each was checked alone.

In: names and an Index. Out: findings, grouped by file. Only files that share a fingerprint are opened again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from seedfmt import _api
from seedfmt._cli.checking import Checked, Options
from seedfmt._cli.reports.finding import find
from seedfmt._rules.across import Index, compare
from seedfmt._rules.registry import BY_CODE
from seedfmt._rules.run import in_order
from seedfmt._rules.select import unsuppressed
from seedfmt._rules.subject import Subject
from seedfmt.errors import Problem, SeedError


def check_across(names: Sequence[str], index: Index, options: Options) -> Iterator[Checked]:
    """The findings of files that have the same in two places; a file counts no second time.

    ``index`` knows the files by their place in ``names``.
    """
    found: dict[str, list[Problem]] = {}
    for fact, numbers in index.suspects():
        subjects = (subject for number in numbers for subject in _open(names[number], options))
        for path, problem in compare(fact, subjects):
            found.setdefault(path, []).append(problem)
    for path in sorted(found):
        for subject in _open(path, options):
            source = subject[2].source
            problems = in_order(unsuppressed(found[path], subject[2].tree))
            yield Checked(path, [find(one, path, source, BY_CODE[one.code].name) for one in problems], counts=False)


def _open(path: str, options: Options) -> Iterator[tuple[str, str, Subject]]:
    try:
        document = _api.load(path)
    except SeedError:  # changed since it was checked: there is nothing to compare
        return
    yield path, os.path.dirname(path), Subject(document, path, options.now)
