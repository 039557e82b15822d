"""Values that only some readers have, and arithmetic that they share.

In: digits. Out: Python values.
"""

from __future__ import annotations

from math import isfinite


class Timestamp:
    """A date or a time: readers build objects of their own, and no two the same."""

    def __repr__(self) -> str:
        return "TIMESTAMP"


class Refusal(str):
    """Why a reader cannot read a scalar."""

    __slots__ = ()


class Symbol(str):
    """A Symbol of Ruby."""

    __slots__ = ()


TIMESTAMP = Timestamp()


def as_float(digits: int) -> float:
    """The float next to an integer."""
    try:
        return float(digits)
    except OverflowError:
        return float("inf") if digits > 0 else float("-inf")


def as_number(value: float) -> int | float:
    """A number of JavaScript: an int where it is whole, as its 1 and 1.0 are one value."""
    return int(value) if isfinite(value) and value == int(value) else value


def join_base_60(parts: list[int]) -> int:
    """The number whose digits in base 60 are given, the highest first."""
    number = 0
    for part in parts:
        number = number * 60 + part
    return number


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether there is such a day in the Gregorian calendar."""
    if not 1 <= month <= 12:
        return False
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= days[month - 1]
