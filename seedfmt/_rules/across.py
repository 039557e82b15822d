"""X: what must not be the same in two files.

In: the data of files, one by one; then, of those that share a fingerprint, Subjects. Out: facts as numbers, twenty
bytes at the most for each file and key until the end; Problems.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
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
                found.append(Fact(code, key, _fingerprint(group, value)))
    return tuple(found)


def _fingerprint(group: str, value: str) -> int:
    """A number of 64 bits that nobody can make the same for another value."""
    from hashlib import blake2b

    text = f"{group}\0{value}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


class Index:
    """Which files share a fingerprint. A file is known by its number; they come in their order."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, str], Column] = {}

    def add(self, file: int, facts: Iterable[Fact]) -> None:
        """Take in the facts of a file."""
        for fact in facts:
            name = fact.code, fact.key
            column = self._columns.get(name)
            if column is None:
                column = self._columns[name] = Column()
            column.files.append(file)
            column.marks.append(fact.mark)

    def suspects(self) -> list[int]:
        """The files that share a fingerprint with one before them; all files must be in by now."""
        found: set[int] = set()
        for column in self._columns.values():
            found.update(column.settle())
        return sorted(found)

    def earlier(self, file: int) -> Iterator[tuple[str, str, Iterator[int]]]:
        """For each rule and key the files before this one that share its fingerprint."""
        for (code, key), column in self._columns.items():
            yield code, key, column.before(file)


class Column:
    """The fingerprints under one key, and of which files they are."""

    def __init__(self) -> None:
        self.files = array("I")
        self.marks = array("Q")
        self._shared = array("I")  # the places of marks that stand twice, in order of marks and files

    def settle(self) -> Iterator[int]:
        """Find what is shared; the files that have it, but for the first of each mark."""
        marks = self.marks
        twice = {one for one, two in pairwise(sorted(marks)) if one == two}
        places = (place for place, mark in enumerate(marks) if mark in twice)
        self._shared = array("I", sorted(places, key=marks.__getitem__))  # is stable: files stay in order
        return (self.files[two] for one, two in pairwise(self._shared) if marks[one] == marks[two])

    def before(self, file: int) -> Iterator[int]:
        """The files before this one that have its mark."""
        place = bisect_left(self.files, file)
        if place == len(self.files) or self.files[place] != file:
            return
        mark = self.marks[place]
        at = bisect_left(self._shared, mark, key=self.marks.__getitem__)
        while at < len(self._shared) and self._shared[at] < place and self.marks[self._shared[at]] == mark:
            yield self.files[self._shared[at]]
            at += 1


class Place(NamedTuple):
    """A file that is compared: its name, its folder, and what it holds."""

    path: str
    folder: str
    subject: Subject


def compare(code: str, key: str, here: Place, there: Iterable[Place]) -> Problem | None:
    """The problem of a file whose value stands also in one of others, of which the first that has it counts."""
    rule = next(rule for rule in RULES if rule.code == code)
    mine = _found(rule, key, here)
    for other in there:
        found = _found(rule, key, other)
        if mine is None or found is None or other.subject.data[key] != here.subject.data[key]:
            continue  # changed since it was checked
        if code != "X103" and other.folder != here.folder:
            continue
        if code == "X103" and _name(other.path) == _name(here.path):
            return None
        span = to_problem(rule, found, other.subject.source).span
        message = f"the same {key} stands in {other.path}, line {span.line if span else 1}"
        hint = "remove one of the files, or correct the value"
        return to_problem(rule, mine, here.subject.source)._replace(message=message, hint=hint)
    return None


def _found(rule: Rule, key: str, place: Place) -> Found | None:
    return next((found for found in rule.check(place.subject) if found.message == key), None)


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
