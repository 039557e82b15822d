"""JSON with one meaning: no member twice, no NaN, no half characters, nothing behind the end.

In: bytes. Out: an object, or None for anything else. Never: raises, keeps the text in an exception.
"""

from __future__ import annotations

import json
from typing import Any

_SPACE = " \t\n\r"  # of JSON


def parse_object(data: bytes) -> dict[str, Any] | None:
    """The JSON object that the bytes are, in UTF-8 without a byte order mark."""
    try:
        text = data.decode().strip(_SPACE)
        value, end = _DECODER.raw_decode(text)
        if b"\\u" in data:  # half a surrogate pair, which only an escape can be, raises here
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and end == len(text) else None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError
    return members


def _refuse(_: str) -> Any:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)
