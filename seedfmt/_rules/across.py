"""X: what must not be the same in two files.

In: Subjects, one by one; then, of those that share a fingerprint, once more. Out: facts as small numbers, so that
memory stays flat over any number of files; Problems.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from seedfmt._rules.subject import Found, Rule, Subject, to_problem
from seedfmt.errors import Problem, Severity

URLS = ("originalUrl", "webUrl")


class Fact(NamedTuple):
    """A value that no other file may have: by which rule, at which key, and its fingerprint in a group of files."""

    code: str
    key: str
    mark: int


def check_titles(subject: Subject) -> Iterator[Found]:
    """Two files in one folder have the same ``title``.

    Mostly the same story came in twice. As it does happen to real news (230 titles in 11,000 files), the rule looks
    only where it is selected.
    """
    yield from _values(subject, ("title",))


def check_urls(subject: Subject) -> Iterator[Found]:
    """Two files in one folder have the same ``originalUrl`` or ``webUrl``: one record stands there twice."""
    yield from _values(subject, URLS)


def check_secured(subject: Subject) -> Iterator[Found]:
    """Two files have the same ``secured``.

    It belongs to one record and was copied along with the file. None of 163,336 real values stands in two records.
    Files of one name, as in two copies of a repository, are one record. ``seedfmt secured lint`` calls it B110.
    """
    yield from _values(subject, ("secured",))


def _values(subject: Subject, keys: tuple[str, ...]) -> Iterator[Found]:
    """The values that may be shared with another file; the message is the key."""
    for key in keys:
        value = subject.data.get(key)
        if isinstance(value, str) and value:
            yield Found(key, *subject.place((key,)), (key,))


RULES = (
    Rule("X101", "same-title", check_titles, default=False),
    Rule("X102", "same-url", check_urls),
    Rule("X103", "same-secured", check_secured, Severity.ERROR),
)
_KEYS = {"X101": ("title",), "X102": URLS, "X103": ("secured",)}


def collect_facts(data: dict[Any, Any], folder: str, codes: frozenset[str]) -> tuple[Fact, ...]:
    """What no other file may have, of the rules that are wanted."""
    found = []
    for code in codes:
        group = "" if code == "X103" else folder
        for key in _KEYS[code]:
            value = data.get(key)
            if isinstance(value, str) and value:
                found.append(Fact(code, key, crc32(f"{group}\0{value}".encode(errors="replace"))))
    return tuple(found)


class Index:
    """Which files share a fingerprint: a few numbers for each value."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], dict[int, int]] = {}
        self._shared: dict[Fact, list[int]] = {}

    def add(self, file: int, facts: Iterable[Fact]) -> None:
        """Take in the facts of a file, which is known by a number."""
        for fact in facts:
            first = self._first.setdefault((fact.code, fact.key), {}).setdefault(fact.mark, file)
            if first != file:
                self._shared.setdefault(fact, [first]).append(file)

    def suspects(self) -> list[tuple[Fact, list[int]]]:
        """The files that share a fingerprint, in the order they came."""
        return list(self._shared.items())


def compare(fact: Fact, subjects: Iterable[tuple[str, str, Subject]]) -> Iterator[tuple[str, Problem]]:
    """The problems of files that share a fingerprint: of each but the first that has the same value indeed.

    ``subjects`` are the name of each file, its folder, and what it holds.
    """
    rule = next(rule for rule in RULES if rule.code == fact.code)
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for path, folder, subject in subjects:
        for found in rule.check(subject):
            if found.message != fact.key:
                continue
            group = "" if fact.code == "X103" else folder
            problem = to_problem(rule, found, subject.source)
            line = problem.span.line if problem.span else 1
            first = seen.setdefault((group, subject.data[fact.key]), (path, line))
            if first[0] != path and not (fact.code == "X103" and _name(first[0]) == _name(path)):
                message = f"the same {fact.key} stands in {first[0]}, line {first[1]}"
                yield path, problem._replace(message=message, hint="remove one of the files, or correct the value")


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
