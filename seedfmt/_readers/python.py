"""PyYAML 6 (SafeLoader) and ruamel.yaml 0.19 (safe, pure) in YAML 1.1 and 1.2.

In: the content of a plain scalar. Out: the value. The expressions are those of their resolvers, in their order.
"""

from __future__ import annotations

import re
from typing import Any

from seedfmt._readers.values import TIMESTAMP, Refusal, join_base_60

_BOOL = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_WORD_11 = re.compile(r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF").fullmatch
_WORD_12 = re.compile(r"true|True|TRUE|false|False|FALSE").fullmatch
_LETTER = {"y": True, "Y": True, "n": False, "N": False}
_FLOAT_PYYAML = re.compile(
    r"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
).fullmatch
_FLOAT_RUAMEL_11 = re.compile(
    r"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?(?:[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)"
    r"|\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
).fullmatch
_FLOAT_RUAMEL_12 = re.compile(
    r"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?(?:[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)"
    r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
).fullmatch
_INT_PYYAML = re.compile(
    r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
).fullmatch
_INT_RUAMEL_11 = re.compile(
    r"[-+]?0b[0-1_]+|[-+]?0?[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
).fullmatch
_INT_RUAMEL_12 = re.compile(r"[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+").fullmatch
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
).fullmatch
_FIELDS = re.compile(
    r"([0-9]{4})-([0-9]+)-([0-9]+)(?:[Tt \t]+([0-9]+):([0-9]+):([0-9]+)(?:\.([0-9]*))?"
    r"(?:[ \t]*(?:Z|([-+])([0-9]+)(?::([0-9]+))?))?)?"
).fullmatch
_NULL = frozenset(("~", "null", "Null", "NULL", ""))
_FIRST = frozenset("-+0123456789.")  # what a number begins with, to their resolvers


def read_pyyaml(content: str) -> Any:
    """What PyYAML makes of a plain scalar."""
    if _WORD_11(content):
        return _BOOL[content.lower()]
    if content[:1] in _FIRST:
        if _FLOAT_PYYAML(content):
            return _float(content)
        if _INT_PYYAML(content):
            return _int(content, octal=True)
    return _other(content)


def read_ruamel_11(content: str) -> Any:
    """What ruamel.yaml makes of a plain scalar in YAML 1.1."""
    if content in _LETTER:
        return _LETTER[content]
    if _WORD_11(content):
        return _BOOL[content.lower()]
    if content[:1] in _FIRST:
        if _FLOAT_RUAMEL_11(content):
            return _float(content)
        if _INT_RUAMEL_11(content) and content[0] != ".":
            return _int(content, octal=True)
    return _other(content)


def read_ruamel_12(content: str) -> Any:
    """What ruamel.yaml makes of a plain scalar in YAML 1.2."""
    if _WORD_12(content):
        return _BOOL[content.lower()]
    if content[:1] in _FIRST:
        if _FLOAT_RUAMEL_12(content):
            return _float(content)
        if _INT_RUAMEL_12(content) and content[0] != ".":
            return _int(content, octal=False)
    return _other(content)


def _other(content: str) -> Any:
    """The value of a scalar that is no boolean and no number."""
    if content == "<<":
        return Refusal("it is a merge key")
    if content in _NULL:
        return None
    if content[:1].isdigit() and _TIMESTAMP(content):
        return _timestamp(content)
    return Refusal('it is the "=" of YAML 1.1') if content == "=" else content


def _int(content: str, octal: bool) -> Any:
    digits = content.replace("_", "")
    sign = -1 if digits[0] == "-" else 1
    digits = digits[digits[:1] in ("-", "+") :]
    try:
        for prefix, base in (("0b", 2), ("0x", 16), ("0o", 8)):
            if digits.startswith(prefix):
                return sign * int(digits[2:], base)
        if octal and digits != "0" and digits[0] == "0":
            return sign * int(digits, 8)
        return sign * join_base_60([int(part) for part in digits.split(":")])
    except (ValueError, IndexError):
        return Refusal("it looks like a number, and is not one")


def _float(content: str) -> Any:
    text = content.replace("_", "").lower()
    sign = -1 if text[0] == "-" else 1
    text = text[text[0] in "-+" :]
    if text in (".inf", ".nan"):
        return sign * float(text[1:])
    try:
        value, base = 0.0, 1
        for part in reversed(text.split(":")):
            value += float(part) * base
            base *= 60
        return sign * value
    except OverflowError:
        return Refusal("it is too large a number")
    except ValueError:
        return Refusal("it looks like a number, and is not one")


def _timestamp(content: str) -> Any:
    """A timestamp that Python's datetime can hold."""
    from datetime import datetime, timedelta, timezone

    match = _FIELDS(content)
    assert match
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        datetime(year, month, day, hour, minute, second)
        timezone(timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0)))
    except (ValueError, OverflowError):
        return Refusal("it is no date and time that can be")
    return TIMESTAMP
