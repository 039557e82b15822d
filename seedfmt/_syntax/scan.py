"""Runs of bytes, skipped at the speed of the C library.

In: a text that ends in a NUL and, once ``survey`` has denied it, holds no other control character but tabs and
line breaks; and a position in it. Out: a position. The compiled modules take the same functions, in C, from
``scan.pxd``.
"""

from __future__ import annotations

import re
from array import array

from seedfmt._syntax import rows

_NO_CONTROLS = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\r\n")
_SPACES = re.compile(rb" *").match
_BLANKS = re.compile(rb"[ \t]*").match
_PLAIN = re.compile(rb"[^\0-\x20:]*").match
_FLOW_PLAIN = re.compile(rb"[^\0-\x20:,\[\]{}]*").match
_WORD = re.compile(rb"(?:[A-Za-z_][A-Za-z0-9_]*)?").match
_ODD_PLAIN = re.compile(rb"[\0-\x1f]|:(?![^ \r\n])| #| $").search
_TO_QUOTE = re.compile(rb'[^"\\\n]*').match
_LF_MARKER = re.compile(rb"\n(?:---|\.\.\.)").search
_CR_MARKER = re.compile(rb"\r(?:---|\.\.\.)").search
_NO_NUMBER = re.compile(rb"[^0-9a-fA-FxoiInN.+-]").search
_NON_ASCII = re.compile(rb"[\x80-\xff]").search
_ESCAPED = re.compile(rb'[\0-\x1f"\\]').search
_DIGITS = re.compile(rb"[0-9]*").match
_FLOW_TEXT = {mark: re.compile(b"[\r\n%b]" % re.escape(bytes((mark,)))).search for mark in b"\0'\\"}
_LINE = re.compile(rb"[^\0\r\n]*").match

# what a text may hold
CONTROL = 1  # control characters below U+0020, less tab and line breaks
RETURN = 2
DELETE = 4
NON_ASCII = 8


def ints(table: array[int]) -> array[int]:
    """The numbers of a table; compiled, a pointer to them, so the table must outlive it and keep its size."""
    return table


def new_ints(count: int) -> array[int]:
    """A table of so many numbers, which the compiled modules leave unset."""
    return array("i", bytes(array("i").itemsize * count))


def copy_ints(numbers: list[int]) -> array[int]:
    """A table of these numbers."""
    return array("i", numbers)


def moved_ints(numbers: array[int], place: int, by: int) -> array[int]:
    """A copy in which the numbers from ``place`` on are larger by this much."""
    return array("i", [number + by if number >= place else number for number in numbers])


def replaced(source: bytes, start: int, end: int, text: bytes) -> bytes:
    """The source with ``text`` in the place of ``source[start:end]``."""
    return source[:start] + text + source[end:]


def closed(source: bytes, end: int) -> bytes:
    """The text up to ``end``, with a NUL behind it."""
    return source[:end] + b"\0"


def resize_ints(table: array[int], count: int) -> None:
    """Give a table room for so many numbers."""
    if count < len(table):
        del table[count:]
    else:
        table.extend(new_ints(count - len(table)))


def ints_like(table: array[int], count: int) -> array[int]:
    """A table of so many numbers, unset, as the one given."""
    return new_ints(count)


def survey(text: bytes, start: int, end: int) -> int:
    """What is in ``text[start:end]``: CONTROL, RETURN, DELETE and NON_ASCII, or-ed together."""
    part = text[start:end]
    found = CONTROL if has_controls(part, 0, len(part)) else 0
    found |= RETURN if b"\r" in part else 0
    found |= DELETE if b"\x7f" in part else 0
    return found if part.isascii() else found | NON_ASCII


def has_controls(text: bytes, start: int, end: int) -> bool:
    """Is there a control character below U+0020, less tab and line breaks, in ``text[start:end]``?"""
    return bool(text[start:end].translate(None, _NO_CONTROLS))


def find_byte(text: bytes, byte: int, pos: int, end: int) -> int:
    """The position of the first such byte in ``text[pos:end]``, or ``end``."""
    found = text.find(byte, pos, end)
    return end if found < 0 else found


def find_quote(text: bytes, pos: int, end: int) -> int:
    """The position of the first double quote in ``text[pos:end]``; -1 where there is none, or where a line feed or a
    backslash comes before it."""
    found = _TO_QUOTE(text, pos, end).end()  # type: ignore[union-attr]
    return found if found < end and text[found] == 0x22 else -1


def find_marker(text: bytes, newline: int, pos: int, end: int) -> int:
    """Behind the first such line end in ``text[pos:end]`` that "---" or "..." follows, or -1."""
    found = (_LF_MARKER if newline == 0x0A else _CR_MARKER)(text, pos, end)
    return found.start() + 1 if found else -1


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


def skip_flow_text(text: bytes, mark: int, pos: int, end: int) -> int:
    """The position of the first break or ``mark`` (a quote, a backslash or 0) in ``text[pos:end]``, or ``end``."""
    found = _FLOW_TEXT[mark](text, pos, end)
    return found.start() if found else end


def skip_word(text: bytes, pos: int) -> int:
    """Behind the ASCII letters, digits and "_" at ``pos``, the first of which is no digit."""
    return _WORD(text, pos).end()  # type: ignore[union-attr]


def is_letter_or_digit(byte: int) -> bool:
    """Is this an ASCII letter or digit?"""
    return 0x61 <= byte | 0x20 <= 0x7A or 0x30 <= byte <= 0x39


def skip_digits(text: bytes, pos: int) -> int:
    """Behind the ASCII digits at ``pos``."""
    return _DIGITS(text, pos).end()  # type: ignore[union-attr]


def is_simple_plain(text: bytes, start: int, end: int) -> bool:
    """Is there nothing in ``text[start:end]`` that could end a plain scalar before the end?"""
    return _ODD_PLAIN(text, start, end) is None


def find_non_ascii(text: bytes, pos: int, end: int) -> int:
    """The position of the first byte from 0x80 on in ``text[pos:end]``, or ``end``."""
    found = _NON_ASCII(text, pos, end)
    return found.start() if found else end


def quotes_of(cells: array[int], row: int) -> int:
    """How many bytes open the scalar before its text, and close it: 1 where it is quoted."""
    return 0 if cells[row * rows.WIDTH] & rows.STYLE == rows.PLAIN else 1


def same_spelling(text: bytes, cells: array[int], one: int, two: int) -> bool:
    """Do the scalars in two rows have the same bytes, but for quotes?"""
    start, end = cells[one * rows.WIDTH + rows.START], cells[one * rows.WIDTH + rows.END]
    other, stop = cells[two * rows.WIDTH + rows.START], cells[two * rows.WIDTH + rows.END]
    quotes, others = quotes_of(cells, one), quotes_of(cells, two)
    return text[start + quotes : end - quotes] == text[other + others : stop - others]


def find_repeated(text: bytes, cells: array[int], row: int) -> int:
    """The first key of the mapping in ``row`` that is spelled like one before it, but for quotes, or -1."""
    seen = set()
    key, end = row + 1, cells[row * rows.WIDTH + rows.NEXT]
    while key < end:
        at = key * rows.WIDTH
        quotes = quotes_of(cells, key)
        spelling = text[cells[at + rows.START] + quotes : cells[at + rows.END] - quotes]
        if spelling in seen:
            return key
        seen.add(spelling)
        key = cells[cells[at + rows.NEXT] * rows.WIDTH + rows.NEXT]
    return -1


def same_bytes(text: bytes, one: int, other: bytes, two: int, count: int) -> bool:
    """Do the same ``count`` bytes stand at ``one`` in the text and at ``two`` in the other?"""
    return text[one : one + count] == other[two : two + count]


def is_text(text: bytes, start: int, end: int) -> bool:
    """Can the plain scalar in ``text[start:end]`` be nothing but text in the core schema, as its first bytes tell?

    What is not text there begins with a digit, a sign or a dot and holds only what numbers are made of, or is "~",
    null, true or false in some case; "<<" is a merge key.
    """
    if start == end or text[start] in b"~<":
        return False
    if text[start] <= 0x39:
        return _NO_NUMBER(text, start, end) is not None
    return end - start < 4 or text[start : start + 2].lower() not in (b"nu", b"tr", b"fa")


def hex_number(text: bytes, start: int, end: int) -> int:
    """The number that the hexadecimal digits in ``text[start:end]`` stand for."""
    return int(text[start:end], 16)


def put_character(out: bytearray, at: int, point: int) -> int:
    """Put a character at a place of a buffer, as UTF-8; return the place behind it."""
    spelled = chr(point).encode()
    out[at : at + len(spelled)] = spelled
    return at + len(spelled)


def new_bytes(count: int) -> bytearray:
    """A buffer of so many bytes, which the compiled modules leave unset."""
    return bytearray(count)


def bytes_of(buffer: bytearray) -> bytearray:
    """The bytes of a buffer; compiled, a pointer to them, so the buffer must outlive it and keep its size."""
    return buffer


def text_of(text: bytes, start: int, end: int) -> str:
    """The characters of ``text[start:end]``, which is UTF-8."""
    return text[start:end].decode()


def decode(buffer: bytearray, end: int) -> str:
    """The text of the first bytes of a buffer. Raises UnicodeDecodeError."""
    return buffer[:end].decode()


def copy_bytes(out: bytearray, at: int, text: bytes, start: int, end: int) -> None:
    """Put ``text[start:end]`` at a place of a buffer."""
    out[at : at + end - start] = text[start:end]


def is_json_text(text: bytes, start: int, end: int) -> bool:
    """Can ``text[start:end]`` stand in a JSON string as it is?"""
    return _ESCAPED(text, start, end) is None


def copy_quoted(out: bytearray, at: int, text: bytes, start: int, end: int) -> int:
    """Put ``text[start:end]`` in quotes at a place of a buffer; return the place behind it.

    -1 where it cannot stand in a JSON string as it is.
    """
    if _ESCAPED(text, start, end):
        return -1
    behind = at + end - start + 2
    out[at:behind] = b'"%b"' % text[start:end]
    return behind


def copy_escaped(out: bytearray, at: int, text: bytes, pos: int, end: int) -> int:
    """Put ``text[pos:end]`` at a place of a buffer, escaped as JSON asks; return the place behind it.

    -1 where there are control characters but tabs and breaks.
    """
    if has_controls(text, pos, end):
        return -1
    part = text[pos:end].replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    part = part.replace(b"\n", b"\\n").replace(b"\r", b"\\r").replace(b"\t", b"\\t")
    out[at : at + len(part)] = part
    return at + len(part)
