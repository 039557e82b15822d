"""The shapes of strings that schema inference recognizes: dates, timestamps, URLs, paths, wiki links.

In: the strings found at one place of the data. Out: the keywords that describe them. Never: keeps more than a bounded
number of them.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, NamedTuple

from seedfmt._schema.formats import conforms
from seedfmt._schema.load import DIALECT

MAX_DISTINCT = 64  # strings that are counted one by one; more are not an enumeration
MAX_CHOICES = 12  # values of an enumeration
MAX_CHOICE_LENGTH = 60
MIN_USES = 5  # of each value of an enumeration, on average
MIN_USES_IN_LISTS = 20  # the same in a list, whose vocabulary mostly grows
MIN_CHOICE_STRINGS = 10  # fewer strings are not evidence of an enumeration
MAX_SHAPED_LENGTH = 2000  # longer strings have no shape
_DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_SECONDS = r":[0-5][0-9]"
_ZONE = r" ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)"


class Shape(NamedTuple):
    """What many strings have in common: a pattern after ``^`` and, where JSON Schema has one, the format."""

    body: str
    format: str = ""


class Family(NamedTuple):
    """Shapes from the narrowest to one that includes all others, and how many strings are evidence of it.

    If enough strings have the last shape, the first that as many have describes them.
    """

    shapes: tuple[Shape, ...]
    min_count: int = 1


FAMILIES = (
    Family(
        (
            Shape(rf"{_DATE}$", "date"),
            Shape(
                rf"{_DATE}[Tt]([01][0-9]|2[0-3]):[0-5][0-9]{_SECONDS}(\.[0-9]+)?([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})$",
                "date-time",
            ),
            Shape(rf"{_DATE} {_CLOCK}{_SECONDS} [+-][0-9]{{4}}$"),
            Shape(rf"{_DATE} {_CLOCK}{_SECONDS}$"),
            Shape(rf"{_DATE} {_CLOCK}$"),
            Shape(rf"{_DATE}(([Tt]| +){_CLOCK}({_SECONDS}(\.[0-9]+)?)?({_ZONE})?)?$"),
        )
    ),
    Family((Shape(r"[A-Z][a-z]{2,8}\.? [0-9]{1,2},? [0-9]{4}$"),)),
    Family((Shape(r"[0-9]{1,2} [A-Z][a-z]{2,8}\.? [0-9]{4}$"),)),
    Family((Shape(r"https?://", "uri"), Shape(r"https?://"))),
    Family(
        (Shape(r"/"), Shape(r"\.{1,2}/"), Shape(r"(https?:/)?/"), Shape(r"((https?:/)?|\.{1,2})/")),
        min_count=3,
    ),
    Family((Shape(r"\[\[.*\]\]$"),), min_count=3),
)
_SHAPES = tuple((shape, re.compile(shape.body.replace("$", r"\Z"))) for family in FAMILIES for shape in family.shapes)
# keys whose values people invent freely, however few there are today
OPEN_KEYS = frozenset({
    "alias", "aliases", "author", "authors", "by", "creator", "description", "id", "keyword", "keywords", "label",
    "name", "owner", "secured", "slug", "subtitle", "summary", "tag", "tags", "title", "url",
})  # fmt: skip


def _fits(shape: Shape, pattern: re.Pattern[str], content: str) -> bool:
    return pattern.match(content) is not None and (not shape.format or conforms(shape.format, content, DIALECT))


class Strings:
    """What is remembered of the strings at one place."""

    __slots__ = ("counts", "empty", "fits", "total")

    def __init__(self) -> None:
        self.total = self.empty = 0
        self.fits = [0] * len(_SHAPES)
        self.counts: dict[str, int] | None = {}

    def add(self, content: str) -> None:
        """Count one string."""
        self.total += 1
        self._count(content)
        if not content:
            self.empty += 1
        elif len(content) <= MAX_SHAPED_LENGTH and not content[0].isspace():
            for index, (shape, pattern) in enumerate(_SHAPES):
                self.fits[index] += _fits(shape, pattern, content)

    def _count(self, content: str) -> None:
        if self.counts is None:
            return
        if len(content) > MAX_CHOICE_LENGTH or (content not in self.counts and len(self.counts) >= MAX_DISTINCT):
            self.counts = None
            return
        self.counts[content] = self.counts.get(content, 0) + 1

    def keywords(self, share: Fraction, min_uses: int) -> dict[str, Any]:
        """Return the keywords that describe the strings.

        ``min_uses`` is what makes them an enumeration: how often each value is used, on average; 0 is never.
        """
        filled = self.total - self.empty
        may_be_empty = self.empty > (1 - share) * self.total
        start = 0
        for family in FAMILIES:
            counts = self.fits[start : start + len(family.shapes)]
            start += len(family.shapes)
            if counts[-1] >= family.min_count and counts[-1] >= share * filled:
                return _describe(family.shapes[counts.index(counts[-1])], may_be_empty)
        values = self.choices(share, min_uses) if min_uses else None
        return {"enum": values} if values else {}

    def choices(self, share: Fraction, min_uses: int) -> list[str] | None:
        """Return the values of an enumeration, None where the strings are not one.

        A rare value is left out if it resembles a frequent one: then it is a slip, and not another choice.
        """
        if self.counts is None or self.total < MIN_CHOICE_STRINGS:
            return None
        frequent = [value for value, count in self.counts.items() if count > (1 - share) * self.total]
        values = [value for value in self.counts if value in frequent or not resembles(value, frequent)]
        if len(values) > MAX_CHOICES or self.total < min_uses * len(values):
            return None
        if sum(self.counts[value] for value in values) < share * self.total:
            return None
        if len(values) == 1 and not re.fullmatch(r"[\w.-]+", values[0]):
            return None
        return sorted(values)


def _describe(shape: Shape, may_be_empty: bool) -> dict[str, Any]:
    if may_be_empty:
        return {"pattern": f"^({shape.body}|$)"}
    if shape.format == "uri":
        return {"format": "uri", "pattern": f"^{shape.body}"}
    return {"format": shape.format} if shape.format else {"pattern": f"^{shape.body}"}


def resembles(name: str, others: list[str]) -> bool:
    """Return whether a name is nearly one of some others."""
    from difflib import get_close_matches

    lowered = [other.lower() for other in others if other != name]
    return bool(get_close_matches(name.lower(), lowered, n=1, cutoff=0.7))
