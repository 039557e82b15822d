"""js-yaml 3 and 4 and yaml 2 of npm, in YAML 1.2.

In: the content of a plain scalar. Out: the value; of a number, an int where it is whole, as JavaScript has one type.
"""

from __future__ import annotations

import re
from typing import Any

from seedfmt._readers.values import TIMESTAMP, as_float, as_number

_NULL = frozenset(("~", "null", "Null", "NULL", ""))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_SPECIAL = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)").fullmatch
_INT_3 = re.compile(
    r"[-+]?(?:0|0b[01_]*[01]|0x[0-9a-fA-F_]*[0-9a-fA-F]|0[0-7_]*[0-7]"
    r"|[1-9](?:[0-9_]*[0-9])?|[1-9][0-9_]*(?::[0-5]?[0-9])+)"
).fullmatch
_FLOAT_3 = re.compile(
    r"[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"
).fullmatch
_INT_4 = re.compile(r"[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)").fullmatch
_FLOAT_4 = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?").fullmatch
_INT_NPM = re.compile(r"0o[0-7]+|[-+]?[0-9]+|0x[0-9a-fA-F]+").fullmatch
_FLOAT_NPM = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+|[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)"
).fullmatch
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
).fullmatch
_PREFIX = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?").match


def read_js_yaml_3(content: str) -> Any:
    """What js-yaml 3 makes of a plain scalar (``safeLoad``); gray-matter reads with it."""
    if content in _NULL:
        return None
    if content in _BOOL:
        return _BOOL[content]
    if _INT_3(content):
        return _int_3(content)
    if match := _SPECIAL(content):
        return _special(content, match[1])
    if _FLOAT_3(content) and content[-1] != "_":
        return _float_3(content)
    return TIMESTAMP if _TIMESTAMP(content) else content


def _digits(content: str) -> str:
    return content.lstrip("+-")


def _int_3(content: str) -> Any:
    sign = -1 if content[0] == "-" else 1
    text = _digits(content.replace("_", ""))
    for prefix, base in (("0b", 2), ("0x", 16), ("0", 8)):
        if text.startswith(prefix) and text != "0":
            return as_number(sign * as_float(int(text[len(prefix) :], base)))
    return as_number(sign * _base_60([as_float(int(part)) for part in text.split(":")]))


def _float_3(content: str) -> Any:
    text = content.replace("_", "")
    sign = -1 if text[0] == "-" else 1
    return as_number(sign * _base_60([_parse_float(part) for part in _digits(text).split(":")]))


def _base_60(parts: list[float]) -> float:
    """js-yaml's sum, in its order: each step is rounded."""
    value, factor = 0.0, 1.0
    for part in reversed(parts):
        value += part * factor
        factor *= 60
    return value


def read_js_yaml_4(content: str) -> Any:
    """What js-yaml 4 makes of a plain scalar."""
    if content in _NULL:
        return None
    if content in _BOOL:
        return _BOOL[content]
    if match := _SPECIAL(content):
        return _special(content, match[1])
    if _INT_4(content):
        text = _digits(content)
        base = {"0b": 2, "0x": 16, "0o": 8}.get(text[:2], 10)
        value = as_float(int(text if base == 10 else text[2:], base))
        if value != float("inf"):
            return as_number(-value if content[0] == "-" else value)
    if _FLOAT_4(content):
        value = _parse_float(content)
        if value not in (float("inf"), float("-inf")):
            return as_number(value)
    return TIMESTAMP if _TIMESTAMP(content) else content


def read_yaml(content: str) -> Any:
    """What yaml of npm makes of a plain scalar."""
    if content in _NULL:
        return None
    if content in _BOOL:
        return _BOOL[content]
    if match := _SPECIAL(content):
        return _special(content, match[1])
    if _INT_NPM(content):
        base = {"0x": 16, "0o": 8}.get(content[:2], 10)
        return as_number(as_float(int(content if base == 10 else content[2:], base)))
    return as_number(_parse_float(content)) if _FLOAT_NPM(content) else content


def _special(content: str, sign: str | None) -> float:
    return float("nan") if content[-1] in "nN" else float((sign or "") + "inf")


def _parse_float(text: str) -> float:
    """JavaScript's parseFloat: the number that a text begins with."""
    match = _PREFIX(text)
    return float(match[0]) if match else float("nan")
