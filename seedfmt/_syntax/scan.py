"""Runs of bytes, skipped at the speed of the C library.

In: a text that ends in a NUL and, once ``has_controls`` has denied it, holds no other control character but tabs and
line breaks; and a position in it. Out: a position. The compiled modules take the same functions, in C, from ``scan.pxd``.
"""

from __future__ import annotations

import re

_NO_CONTROLS = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\r\n")
_SPACES = re.compile(rb" *").match
_BLANKS = re.compile(rb"[ \t]*").match
_PLAIN = re.compile(rb"[^\0-\x20:]*").match
_FLOW_PLAIN = re.compile(rb"[^\0-\x20:,\[\]{}]*").match
_LINE = re.compile(rb"[^\0\r\n]*").match


def has_controls(text: bytes, start: int, end: int) -> bool:
    """Is there a control character below U+0020, less tab and line breaks, in ``text[start:end]``?"""
    return bool(text[start:end].translate(None, _NO_CONTROLS))


def find_byte(text: bytes, byte: int, pos: int, end: int) -> int:
    """The position of the first such byte in ``text[pos:end]``, or ``end``."""
    found = text.find(byte, pos, end)
    return end if found < 0 else found


def skip_spaces(text: bytes, pos: int) -> int:
    """The position of the first byte that is no space."""
    return _SPACES(text, pos).end()  # type: ignore[union-attr]


def skip_blanks(text: bytes, pos: int) -> int:
    """The position of the first byte that is neither space nor tab."""
    return _BLANKS(text, pos).end()  # type: ignore[union-attr]


def skip_plain(text: bytes, pos: int) -> int:
    """The position of the first blank, break, ending or colon."""
    return _PLAIN(text, pos).end()  # type: ignore[union-attr]


def skip_flow_plain(text: bytes, pos: int) -> int:
    """The position of the first blank, break, ending, colon or flow indicator."""
    return _FLOW_PLAIN(text, pos).end()  # type: ignore[union-attr]


def skip_line(text: bytes, pos: int) -> int:
    """The position of the first line break or ending."""
    return _LINE(text, pos).end()  # type: ignore[union-attr]


def is_text(text: bytes, start: int, end: int) -> bool:
    """Can the plain scalar in ``text[start:end]`` be nothing but text in the core schema, as its first bytes tell?

    What is not text there begins with a digit, a sign, a dot or "~", or is null, true or false in some case.
    """
    if end - start < 4:
        return text[start] > 0x39 and text[start] != 0x7E if start < end else False
    return text[start] > 0x39 and text[start] != 0x7E and text[start : start + 2].lower() not in (b"nu", b"tr", b"fa")
