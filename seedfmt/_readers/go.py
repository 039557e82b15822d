"""go-yaml 3 (``gopkg.in/yaml.v3``), and goccy/go-yaml 1.18 by its source.

In: the content of a plain scalar. Out: the value that lands in an ``interface{}``.
"""

from __future__ import annotations

import re
from math import isinf
from typing import Any

from seedfmt._readers.values import TIMESTAMP, is_day

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_SIGNED = re.compile(r"0(?:b([-+][01]+)|o([-+][0-7]+))").fullmatch
_DOT_FLOAT = re.compile(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?").fullmatch
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?").fullmatch
_INT = re.compile(r"([-+]?)(?:0[bB]([01]+)|0[oO]?([0-7]+)|0[xX]([0-9a-fA-F]+)|(0|[1-9][0-9]*))").fullmatch
_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,]0*[0-9]{1,9})?(?:Z|[-+][0-9]{2}:[0-9]{2}))"
    r"|(?: +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,]0*[0-9]{1,9})?))?"
).fullmatch


def read_go_yaml(content: str) -> Any:
    """What go-yaml 3 makes of a plain scalar."""
    if content in _WORDS:
        return _WORDS[content]
    first = content[0]
    if first == ".":
        return _parse_float(content.replace("_", ""), content) if _DOT_FLOAT(content) else content
    if first not in "+-0123456789":
        return content
    if (match := _TIMESTAMP(content)) and _is_time(match):
        return TIMESTAMP
    plain = content.replace("_", "")
    number = _parse_int(plain)
    if number is None and (match := _SIGNED(plain)):  # ParseInt is given what follows the prefix
        return int(match[1], 2) if match[1] else int(match[2], 8)
    return _parse_float(plain, content) if number is None else number


def _is_time(match: re.Match[str]) -> bool:
    year, month, day = (int(part) for part in match.groups()[:3])
    hour, minute, second = (int(part or 0) for part in (match.groups()[3:6] if match[4] else match.groups()[6:9]))
    return is_day(year, month, day) and hour < 24 and minute < 60 and second < 60


def _parse_int(text: str) -> int | None:
    """Go's ParseInt and ParseUint in base 0: what fits into 64 bits, or None."""
    match = _INT(text)
    if match is None:
        return None
    bases = zip((2, 8, 16, 10), match.groups()[1:], strict=True)
    value = next(int(digits, base) for base, digits in bases if digits is not None)
    value = -value if match[1] == "-" else value
    most = 2**63 if match[1] else 2**64  # ParseUint takes no sign
    return value if -(2**63) <= value < most else None


def _parse_float(text: str, content: str) -> Any:
    if not _FLOAT(text):
        return content
    value = float(text)
    return content if isinf(value) else value  # out of range


def read_goccy(content: str) -> Any:
    """What goccy/go-yaml makes of a plain scalar."""
    if content in _WORDS and not content.startswith("+"):
        return _WORDS[content]
    dots = content.count(".")
    if content.startswith("_") or dots > 1:
        return content
    is_negative = content.startswith("-")
    text = content.removeprefix("+").removeprefix("-").replace("_", "")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(text[:2], 8 if text[:1] == "0" and len(text) > 1 and not dots else 10)
    if text[:2] in ("0x", "0o", "0b"):
        text = text[2:]
    elif dots:
        return _parse_float("-" + text if is_negative else text, content)
    if not re.fullmatch({16: "[0-9a-fA-F]+", 10: "[0-9]+", 8: "[0-7]+", 2: "[01]+"}[base], text):
        return content
    value = int(text, base)
    value = -value if is_negative else value
    return value if -(2**63) <= value < 2**64 else content
