"""The front matter of a new file, in a default style (SPEC R60 to R62).

In: data and a default style. Out: source text. Never: knows a record kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seedfmt._edit.defaults import DefaultStyle
from seedfmt._edit.spelling import is_plain, spell_double, spell_value
from seedfmt._edit.timestamps import is_timestamp


def render_front(data: dict[Any, Any], style: DefaultStyle) -> str:
    """Return the front matter of a new file: quotes per key, blank lines before groups (R60 to R62)."""
    lines: list[str] = []
    for key, value in data.items():
        if lines and style.has_blank_before(key):
            lines.append("")
        lines += _member(key, value, 0, (), style)
    if lines and style.is_spaced and "secured" not in data:
        lines.append("")
    return "".join(line + "\n" for line in lines)


def _member(key: Any, value: Any, column: int, path: tuple[Any, ...], style: DefaultStyle) -> Iterator[str]:
    name = spell_value(key) if not isinstance(key, str) else key if is_plain(key) else spell_double(key)
    path = (*path, key)
    start = f"{' ' * column}{name}:"
    if isinstance(value, dict) and value:
        yield start
        for inner, item in value.items():
            yield from _member(inner, item, column + 2, path, style)
    elif isinstance(value, list) and value:
        yield start
        for item in value:
            yield from _item(item, column + 2, path, style)
    else:
        yield f"{start} {_leaf(value, path, style)}"


def _item(value: Any, column: int, path: tuple[Any, ...], style: DefaultStyle) -> Iterator[str]:
    start = " " * column + "- "
    if isinstance(value, (dict, list)) and value:
        lines = (
            [line for key, item in value.items() for line in _member(key, item, column + 2, path, style)]
            if isinstance(value, dict)
            else [line for item in value for line in _item(item, column + 2, path, style)]
        )
        yield start + lines[0][column + 2 :]
        yield from lines[1:]
    else:
        yield start + _leaf(value, path, style)


def _leaf(value: Any, path: tuple[Any, ...], style: DefaultStyle) -> str:
    """What follows the colon or the dash; nothing at all for null."""
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, str):
        if not style.is_quoted(path) and (is_plain(value) or is_timestamp(value)):
            return value
        return spell_double(value)
    return "" if value is None else spell_value(value)
