"""The JSON Canonicalization Scheme (RFC 8785).

In: plain data whose keys are text. Out: the one spelling of it, in UTF-8. Never: normalises text.
"""

from __future__ import annotations

import math
from json.encoder import encode_basestring
from typing import Any

spell_text = encode_basestring  # a text in quotes
_LARGEST = 2**53 - 1  # integers up to here are what every reader of JSON takes them for


def canonical(value: Any) -> bytes:
    """The canonical spelling. Raises ValueError for what is not JSON: NaN, large integers, half characters, keys."""
    pieces: list[str] = []
    _spell(value, pieces)
    return "".join(pieces).encode()


def _spell(value: Any, pieces: list[str]) -> None:
    if isinstance(value, str):
        pieces.append(spell_text(value))
    elif isinstance(value, dict):
        _spell_members(value, pieces)
    elif isinstance(value, list):
        pieces.append("[")
        for place, item in enumerate(value):
            pieces.append("," if place else "")
            _spell(item, pieces)
        pieces.append("]")
    else:
        pieces.append(_spell_atom(value))


def _spell_members(members: dict[Any, Any], pieces: list[str]) -> None:
    if not all(isinstance(key, str) for key in members):
        raise ValueError("a key is no text")
    pieces.append("{")
    # chapter 3.2.3: sorted by UTF-16 code units
    for place, key in enumerate(sorted(members, key=lambda key: key.encode("utf-16-be"))):
        pieces.append(("," if place else "") + spell_text(key) + ":")
        _spell(members[key], pieces)
    pieces.append("}")


def _spell_atom(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError("an integer beyond 2^53")
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        return spell_number(value)
    raise ValueError("no value of JSON")


def spell_number(value: float) -> str:
    """A number as ECMAScript writes it (chapter 3.2.2.3): the shortest digits, and from when on with an exponent."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))  # digits before the point
    digits = digits.rstrip("0")
    return sign + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    power = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + power
