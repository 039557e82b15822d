"""Compare files with each other, after each was checked alone.

In: names and an Index. Out: findings, grouped by file, in order of their names. Only files that share a fingerprint are
opened again. Never: holds more than a few files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice

from seedfmt._cli.checking import Checked, Options, check_alone
from seedfmt._cli.listing import Listed
from seedfmt._cli.opening import load_file
from seedfmt._cli.reports.finding import find
from seedfmt._rules.across import Index, Place, compare
from seedfmt._rules.registry import BY_CODE
from seedfmt._rules.run import in_order
from seedfmt._rules.select import unsuppressed
from seedfmt._rules.subject import Subject
from seedfmt.errors import SeedError

_OPEN = 4  # files that are held: what one shares under several keys, it mostly shares with one other
_TRIED = 16  # files with one fingerprint that are looked at; only where all were changed meanwhile is it not the first

Opener = Callable[[int], Place | None]


def check_across(files: Sequence[Listed], index: Index, options: Options) -> Iterator[Checked]:
    """The findings of files that have the same in two places; a file counts no second time.

    ``index`` knows the files by their place in ``files``.
    """

    @lru_cache(_OPEN)
    def open_place(number: int) -> Place | None:
        return _open(files[number][0], options)

    for number in sorted(index.suspects(), key=lambda number: files[number][0]):
        checked = check_alone(files[number][0], partial(_compare, number, index, open_place))
        if checked is not None:
            yield checked._replace(number=number, counts=False)


def _compare(number: int, index: Index, open_place: Opener) -> Checked | None:
    """What a file shares with those before it."""
    here = open_place(number)
    if here is None:
        return None
    found = []
    for code, key, others in index.earlier(number):
        problem = compare(code, key, here, _opened(others, open_place))
        if problem is not None:
            found.append(problem)
    problems = in_order(unsuppressed(found, here.subject.tree))
    findings = [find(one, here.path, here.subject.source, BY_CODE[one.code].name) for one in problems]
    return Checked(here.path, findings)


def _opened(numbers: Iterable[int], open_place: Opener) -> Iterator[Place]:
    return (place for number in islice(numbers, _TRIED) if (place := open_place(number)) is not None)


def _open(path: str, options: Options) -> Place | None:
    try:
        document = load_file(path)
    except SeedError:  # changed since it was checked: there is nothing to compare
        return None
    return Place(path, os.path.dirname(path), Subject(document, path, options.now))
