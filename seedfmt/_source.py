"""Bytes, and the places in them.

In: the bytes of a file. Out: lines and columns for offsets, line ends, spans. Never: knows YAML or fences.

A line ends with LF, CRLF or a lone CR, as in YAML 1.2.2, rule 28. Lines and columns count from 1, columns in
characters; what is not UTF-8 counts a character for each byte.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

BOM = b"\xef\xbb\xbf"
BLOCK = 1 << 11  # bytes whose lines are counted anew for each place
WINDOW = 256  # bytes to look at first: a search for one kind of line end must not go through a file that has the other


class Span(NamedTuple):
    """A place in a file: offsets in bytes from 0, lines and columns from 1, ``end`` behind the last byte."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


def line_start(source: bytes, offset: int) -> int:
    """The offset of the first byte of the line that holds ``offset``."""
    window = WINDOW
    while True:
        low = max(0, offset - window)
        after_lf = source.rfind(b"\n", low, offset) + 1
        after_cr = source.rfind(b"\r", max(low, after_lf), offset) + 1
        if after_lf or after_cr or low == 0:
            break
        window *= 2
    if 0 < after_cr == offset and source[offset : offset + 1] == b"\n":  # between CR and LF: still the line before
        return line_start(source, offset - 1)
    return max(after_lf, after_cr)


def line_end(source: bytes, offset: int) -> int:
    """The offset of the line end at or behind ``offset``, or the length of the source."""
    window = WINDOW
    while True:
        high = min(len(source), offset + window)
        lf = source.find(b"\n", offset, high)
        cr = source.find(b"\r", offset, high if lf < 0 else lf)
        if cr >= 0 or lf >= 0 or high == len(source):
            return cr if cr >= 0 else lf if lf >= 0 else len(source)
        window *= 2


def next_line(source: bytes, offset: int) -> int:
    """The offset of the first byte behind the line end at or behind ``offset``, or the length of the source."""
    end = line_end(source, offset)
    return end + 2 if source[end : end + 2] == b"\r\n" else min(end + 1, len(source))


def newline_at(source: bytes, offset: int) -> bytes:
    """The line end of the line that holds ``offset``; where it has none, that of the line before, or LF."""
    if source[max(offset - 1, 0) : offset + 1] == b"\r\n":  # between CR and LF: still the line before
        return b"\r\n"
    end = line_end(source, offset)
    if end == len(source):
        start = line_start(source, offset)
        if start == 0:
            return b"\n"
        end = start - 2 if source[start - 2 : start] == b"\r\n" else start - 1
    return b"\r\n" if source[end : end + 2] == b"\r\n" else source[end : end + 1]


def span_between(source: bytes, start: int, end: int) -> Span:
    """The Span from ``start`` to ``end``."""
    line, column = position(source, start)
    end_line, end_column = position(source, end)
    return Span(start, end, line, column, end_line, end_column)


def position(source: bytes, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    start = line_start(source, offset)
    block = start // BLOCK
    breaks = _breaks(source, block * BLOCK, start) + (_breaks_before(source)[block] if block else 0)
    if start == 0 and offset >= len(BOM) and source.startswith(BOM):
        start = len(BOM)
    return breaks + 1, _width(source[start:offset]) + 1


def _breaks(source: bytes, start: int, end: int) -> int:
    """How many lines end between two offsets; CR LF is one, and ends with its LF."""
    pairs = source.count(b"\r\n", max(start - 1, 0), end)
    return source.count(b"\n", start, end) + source.count(b"\r", start, end) - pairs


@lru_cache(maxsize=1)
def _breaks_before(source: bytes) -> list[int]:
    """How many lines end before each block of a long file: not to be counted again for each of many findings."""
    blocks = (_breaks(source, start, min(start + BLOCK, len(source))) for start in range(0, len(source), BLOCK))
    return list(accumulate(blocks, initial=0))


def _width(text: bytes) -> int:
    if text.isascii():
        return len(text)
    try:
        return len(text.decode())
    except UnicodeDecodeError:
        return len(text)
