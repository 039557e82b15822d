"""Timestamps: which strings are ones, and how a date or datetime of Python is written like another (SPEC R23).

In: strings; a date or datetime, and a timestamp to write it like. Out: whether a string is a timestamp; a string.
Never: changes the moment that is meant.
"""

from __future__ import annotations

import datetime
import re

# YAML 1.1 (yaml.org/type/timestamp.html), and what producers write besides: no seconds, an offset without a colon
_TIMESTAMP = re.compile(
    r"""(?x) (?P<year>[0-9]{4}) - (?P<month>[0-9]{1,2}) - (?P<day>[0-9]{1,2})
    (?: (?P<gap>[Tt]|[ \t]+) (?P<hour>[0-9]{1,2}) : (?P<minute>[0-9]{2})
        (?: : (?P<second>[0-9]{2}) (?: \. (?P<fraction>[0-9]*) )? )?
        (?: (?P<space>[ \t]*) (?P<zone> Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )?
    )?
    """
).fullmatch
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_timestamp(text: str) -> bool:
    """Return whether the string is a timestamp that exists, so that no reader rejects it."""
    if not text[:4].isdigit():
        return False
    found = _TIMESTAMP(text)
    if found is None:
        return False
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return False
    if found["hour"] is None:
        return True
    return int(found["hour"]) < 24 and int(found["minute"]) < 60 and int(found["second"] or 0) < 60 and _is_zone(found)


def _is_zone(found: re.Match[str]) -> bool:
    digits = (found["zone"] or "Z")[1:].replace(":", "")
    hours, minutes = digits[:-2] if len(digits) > 2 else digits, digits[-2:] if len(digits) > 2 else ""
    return int(hours or 0) < 24 and int(minutes or 0) < 60


def spell_moment(moment: datetime.date, example: str = "") -> str:
    """A date or datetime as a string that is written like the timestamp ``example``, if it is one.

    A date is ``2024-01-02``. A datetime takes from the example what separates date and time, whether the hour has a
    leading zero, whether seconds and a fraction are written, and the form of the offset. Without an example it has the
    form of RFC 3339, ``2024-01-02T09:30:00Z``; one without a time zone has no offset.

        >>> spell_moment(datetime.datetime(2024, 1, 2, 8, 0), "2019-12-04 8:00:00")
        '2024-01-02 8:00:00'
    """
    day = f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    if not isinstance(moment, datetime.datetime):
        return day
    found = _TIMESTAMP(example) or _TIMESTAMP("2000-01-01T00:00:00Z")
    if found is None or found["hour"] is None:
        found = _TIMESTAMP("2000-01-01T00:00:00Z")
    assert found is not None
    hour = str(moment.hour) if len(found["hour"]) == 1 else f"{moment.hour:02}"
    time = f"{hour}:{moment.minute:02}"
    fraction = f"{moment.microsecond:06}".rstrip("0").ljust(len(found["fraction"] or ""), "0")
    if found["second"] is not None or moment.second or fraction:
        time += f":{moment.second:02}" + (f".{fraction}" if fraction else "")
    return day + found["gap"] + time + _spell_offset(moment, found)


def _spell_offset(moment: datetime.datetime, found: re.Match[str]) -> str:
    """The offset from UTC in the form of the example, to the minute."""
    offset = moment.utcoffset()
    if offset is None:
        return ""
    zone = found["zone"] or "Z"
    space = found["space"] or ""
    minutes = round(offset.total_seconds() / 60)
    if zone == "Z" and minutes == 0:
        return f"{space}Z"
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    if len(zone) <= 3 and zone != "Z" and not minutes:
        return f"{space}{sign}{hours:0{len(zone) - 1}}"
    colon = ":" if ":" in zone or zone == "Z" else ""
    return f"{space}{sign}{hours:02}{colon}{minutes:02}"
