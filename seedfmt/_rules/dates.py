"""C: dates that cannot be.

In: a Subject, whose ``now`` says what time it is. Out: what is found. Timestamps are compared as text, which is the
order of time for ``YYYY-MM-DDTHH:MM:SSZ``; others are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from seedfmt._rules.subject import Found, Path, Rule, Subject

_PAST = ("publishedDateTime", "updatedDateTime")
_SHAPE = "0000-00-00T00:00:00Z"
_SHAPING = str.maketrans("123456789", "000000000")


def check_future(subject: Subject) -> Iterator[Found]:
    """``publishedDateTime`` or ``updatedDateTime`` lies in the future.

    They say what has happened. A day of grace is given to clocks and time zones.
    """
    for path, data in subject.members():
        for key in _PAST:
            value = data.get(key)
            if isinstance(value, str) and value > subject.now and is_timestamp(value):
                yield _at(subject, (*path, key), f"{key} lies in the future", "correct the date")


def check_updated(subject: Subject) -> Iterator[Found]:
    """``publishedDateTime`` is later than ``updatedDateTime``. Nothing is updated before it is published."""
    yield from _ordered(subject, "publishedDateTime", "updatedDateTime")


def check_ends(subject: Subject) -> Iterator[Found]:
    """``endDateTime`` is before ``startDateTime``."""
    yield from _ordered(subject, "startDateTime", "endDateTime")


def _ordered(subject: Subject, first: str, second: str) -> Iterator[Found]:
    one, two = subject.data.get(first), subject.data.get(second)
    if isinstance(one, str) and isinstance(two, str) and two < one and is_timestamp(one) and is_timestamp(two):
        yield _at(subject, (second,), f"{second} is before {first}", "correct one of them")


def _at(subject: Subject, path: Path, message: str, hint: str) -> Found:
    return Found(message, *subject.place(path), path, hint)


def is_timestamp(text: str) -> bool:
    """Is this ``YYYY-MM-DDTHH:MM:SSZ``?"""
    return len(text) == len(_SHAPE) and text.translate(_SHAPING) == _SHAPE


RULES = (
    Rule("C201", "future-date", check_future),
    Rule("C202", "updated-before-published", check_updated),
    Rule("C203", "ends-before-start", check_ends),
)
