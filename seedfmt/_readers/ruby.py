"""Psych 4 and 5 (``safe_load`` with Date, Time and Symbol permitted), and SafeYAML 1.0.5, which Jekyll reads with.

In: the content of a plain scalar. Out: the value. The expressions are theirs; "^" and "$" of Ruby are those of lines.
"""

from __future__ import annotations

import re
from typing import Any

from seedfmt._readers.values import TIMESTAMP, Refusal, Symbol, is_day

_FLAGS = re.ASCII | re.MULTILINE
_TEXT = re.compile(r"^[^\d.:-]?(?:[^\W\d_]|[_\s!@#$%\^&*(){}<>|/\\~;=])+", re.MULTILINE).search
_TIME = re.compile(
    r"^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$", _FLAGS
).search
_DATE = re.compile(r"^(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)$", _FLAGS).search
_SEXAGESIMAL = re.compile(r"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}$", _FLAGS).search
_SEXAGESIMAL_FLOAT = re.compile(r"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}\.[0-9_]*$", _FLAGS).search
_FLOAT = re.compile(r"^(?:[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?)$", _FLAGS).search
_INTEGER = re.compile(
    r"^(?:[-+]?0b[0-1_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+)$", _FLAGS
).search
_SPECIAL = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE).fullmatch
_PREFIX = re.compile(r"\s*([-+]?[0-9]+(?:_[0-9]+)*)(\.[0-9]+(?:_[0-9]+)*)?", re.ASCII).match
_LITERAL = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?").fullmatch
_WORDS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def read_psych(content: str) -> Any:
    """What Psych makes of a plain scalar."""
    if _TEXT(content) or "\n" in content:
        return _word(content)
    if _TIME(content):
        return _time(content)
    if match := _DATE(content):
        return TIMESTAMP if is_day(*(int(part) for part in match.groups())) else content
    if len(content) > 1 and content[0] == ":":
        return _symbol(content)
    return _number(content) if content else None


def _word(content: str) -> Any:
    """The value of what begins with a letter or the like, or has several lines."""
    lines = content.split("\n")
    if len(content) > 5 or any(line and line[0].lower() not in "ytonf~" for line in lines):
        return content
    if content == "~" or "null" in map(str.lower, lines):
        return None
    found = [_WORDS[line.lower()] for line in lines if line.lower() in _WORDS]
    return True in found if found else content


def _symbol(content: str) -> Symbol:
    match = re.match(r":([\"'])(.*)\1", content)
    return Symbol(match[2].removeprefix(":") if match else content[1:])


def _number(content: str) -> Any:
    if _SPECIAL(content):
        return float(content.replace(".", ""))
    for is_shaped, read in ((_SEXAGESIMAL, _to_i), (_SEXAGESIMAL_FLOAT, _to_f)):
        if is_shaped(content):
            return sum(read(part) * 60 ** abs(place - 2) for place, part in enumerate(content.split(":")))
    if _FLOAT(content) and content not in (".", "+.", "-."):
        text = re.sub(r"[,_]|\.([Ee]|$)", r"\1", content)
        return float(text) if _LITERAL(text) else Refusal("it looks like a number, and is not one")
    if _INTEGER(content):
        return _integer(re.sub("[,_]", "", content))
    return content


def _integer(text: str) -> Any:
    """Ruby's Integer()."""
    sign, digits = (-1 if text[0] == "-" else 1), text.lstrip("+-")
    for prefix, base in (("0b", 2), ("0x", 16), ("0", 8)):
        if digits.startswith(prefix) and digits != "0":
            if len(digits) == len(prefix):
                return Refusal("it looks like a number, and is not one")
            return sign * int(digits[len(prefix) :], base)
    return sign * int(digits)


def _to_i(text: str) -> int:
    match = _PREFIX(text)
    return int(match[1].replace("_", "")) if match else 0


def _to_f(text: str) -> float:
    match = _PREFIX(text)
    return float(match[0].replace("_", "")) if match else 0.0


def _time(content: str) -> Any:
    """A time, where Ruby's Time can hold it; text, where it has wrong parts."""
    date, time = (*re.split("[ tT]", content, maxsplit=1), "")[:2]
    clock = re.search(r"(\d+):(\d+):(\d+)(?:\.(\d*))?\s*(Z|[-+]\d+(?::\d\d)?)?", time, re.ASCII)
    if clock is None:
        return Refusal("it looks like a time, and has a tab")
    _, month, day = (int(part) for part in re.findall(r"\d+", date)[:3])
    hour, minute, second = (int(part) for part in clock.groups()[:3])
    if not (1 <= month <= 12 and 1 <= day <= 31 and minute <= 59 and second <= 60):
        return content
    if hour > 23 and (hour, minute, second) != (24, 0, 0):
        return content
    if (zone := clock[5]) in (None, "Z"):
        return TIMESTAMP
    if (fields := re.search(r"^([-+]?\d{1,2}):?(\d{1,2})?$", zone, _FLAGS)) is None:
        return Refusal("it looks like a time, and is not one")
    offset = abs(int(fields[1])) * 60 + int(fields[2] or 0)
    if int(fields[1]) == 0:
        offset = int(fields[2] or 0)
    return TIMESTAMP if offset < 24 * 60 else content


# -- SafeYAML ----------------------------------------------------------------------------------------------------------

_SAFE_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)|0[0-7]+|0x[0-9a-f]+|0b[01]+", re.IGNORECASE | re.ASCII).fullmatch
_SAFE_HEX = re.compile(r"\s*[-+]?0x[0-9a-fA-F_]+\s*", re.ASCII).fullmatch
_SAFE_BASE_60 = re.compile(r"\s*[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\s*", re.ASCII).fullmatch
_SAFE_FLOAT = re.compile(r"[-+]?(?:\d[\d_]*)?\.[\d_]+(?:[eE][-+]\d+)?", re.ASCII).fullmatch
_SAFE_LITERAL = re.compile(r"[-+]?(?:\d+(?:_\d+)*)?\.\d+(?:_\d+)*(?:[eE][-+]\d+)?", re.ASCII).fullmatch
_SAFE_SPECIAL = {
    text: float(text.replace(".", ""))
    for text in (".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN")
}
_SAFE_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII).fullmatch
_SAFE_TIME = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d{2}):(\d{2})(?:\.\d*)?\s*(?:Z|[-+]\d{1,2}(?::?\d{2})?)?",
    re.ASCII,
).fullmatch


def read_safeyaml(content: str) -> Any:
    """What SafeYAML makes of a plain scalar."""
    value = _safe_number(content)
    if value is not None:
        return value
    words = {"": None, "~": None, "null": None, **_WORDS}
    if content in (content.lower(), content.upper(), content.capitalize()) and content.lower() in words:
        return words[content.lower()]
    if match := _SAFE_DATE(content):
        return TIMESTAMP if is_day(*(int(part) for part in match.groups())) else content
    if match := _SAFE_TIME(content):
        year, month, day, hour, minute, second = (int(part) for part in match.groups())
        good = is_day(year, month, day) and hour <= 24 and minute <= 59 and second <= 59
        return TIMESTAMP if good and (hour < 24 or minute == second == 0) else content
    return content


def _safe_number(content: str) -> Any:
    """The number, a Refusal, or None."""
    text = re.sub("[_,]", "", content)
    if _SAFE_INT(text):
        return _integer(text.lower())
    if _SAFE_HEX(text):
        return _integer(text.strip().lower())
    if _SAFE_BASE_60(text) and "." not in text:
        return _safe_base_60(text)
    if _SAFE_FLOAT(content):
        good = _SAFE_LITERAL(content)
        return float(content.replace("_", "")) if good else Refusal("it looks like a number, and is not one")
    if content in _SAFE_SPECIAL:
        return _SAFE_SPECIAL[content]
    return _safe_base_60(content) if _SAFE_BASE_60(content) and "." in content else None


def _safe_base_60(text: str) -> Any:
    """SafeYAML's own arithmetic: the sign counts twice, for the first part and for the whole."""
    whole, _, fraction = text.partition(".")
    result, factor = 0.0, 1.0  # what overflows is infinite, as in Ruby
    for part in reversed(whole.split(":")):
        if not re.fullmatch(r"[-+]?\d+(?:_\d+)*", part.strip()):
            return Refusal("it looks like a number, and is not one")
        result += float(part) * factor
        factor *= 60
    if fraction:
        if not re.fullmatch(r"\d+(?:_\d+)*", fraction):
            return Refusal("it looks like a number, and is not one")
        result += float("." + fraction)
    return -result if text[0] == "-" else result
