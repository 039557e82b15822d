"""Bytes, and the places in them.

In: the bytes of a file. Out: lines and columns for offsets, line ends, spans. Never: knows YAML or fences.

A line ends with LF, CRLF or a lone CR, as in YAML 1.2.2, rule 28. Lines and columns count from 1, columns in
characters; what is not UTF-8 counts a character for each byte.
"""

from __future__ import annotations

from codecs import IncrementalDecoder, getincrementaldecoder
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

BOM = b"\xef\xbb\xbf"
BLOCK = 1 << 11  # bytes whose lines are counted anew for each place
WINDOW = 256  # bytes to look at first: a search for one kind of line end must not go through a file that has the other


_CONTINUING = bytes(range(0x80, 0xC0))  # bytes of UTF-8 that begin no character


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
    low = max(0, offset - WINDOW)
    found = _behind_break(source, low, offset)
    if not found and low:  # a long line: what is known of its block is not looked for again
        low -= low % BLOCK
        found = _behind_break(source, low, offset) or (_blocks(source).starts[low // BLOCK] if low else 0)
    if 0 < found == offset and source[offset - 1 : offset + 1] == b"\r\n":  # between CR and LF: still the line before
        return line_start(source, offset - 1)
    return found


def _behind_break(source: bytes, start: int, end: int) -> int:
    """The offset behind the last line end between two offsets, or 0."""
    after_lf = source.rfind(b"\n", start, end) + 1
    return max(after_lf, source.rfind(b"\r", max(start, after_lf), end) + 1)


def line_end(source: bytes, offset: int) -> int:
    """The offset of the line end at or behind ``offset``, or the length of the source."""
    high = offset + WINDOW
    found = _find_break(source, offset, high)
    if found < 0 and high < len(source):
        high += -high % BLOCK
        found = _find_break(source, offset, high)
        if found < 0 and high < len(source):
            return _blocks(source).ends[high // BLOCK]
    return found if found >= 0 else len(source)


def _find_break(source: bytes, start: int, end: int) -> int:
    """The offset of the first line end between two offsets, or -1."""
    lf = source.find(b"\n", start, end)
    cr = source.find(b"\r", start, end if lf < 0 else lf)
    return cr if cr >= 0 else lf


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
    breaks = _breaks(source, block * BLOCK, start) + (_blocks(source).breaks[block] if block else 0)
    if start == 0 and offset >= len(BOM) and source.startswith(BOM):
        start = len(BOM)
    if offset - start > 2 * BLOCK:
        return breaks + 1, _long_width(source, start, offset) + 1
    return breaks + 1, _width(source[start:offset]) + 1


def _breaks(source: bytes, start: int, end: int) -> int:
    """How many lines end between two offsets; CR LF is one, and ends with its LF."""
    pairs = source.count(b"\r\n", max(start - 1, 0), end)
    return source.count(b"\n", start, end) + source.count(b"\r", start, end) - pairs


class _Blocks(NamedTuple):
    """What is known of each block of a long file, so that many findings on one line do not go through it each.

    Of its first byte: how many lines end before it; where its line starts, and how many characters of that stand before
    it, -1 where they are not UTF-8; and where the next line end is.
    """

    breaks: list[int]
    starts: list[int]
    widths: list[int]
    ends: list[int]


@lru_cache(maxsize=1)
def _blocks(source: bytes) -> _Blocks:
    """The blocks of a file, and the end of the last."""
    places = range(0, len(source), BLOCK)
    breaks = list(accumulate((_breaks(source, at, min(at + BLOCK, len(source))) for at in places), initial=0))
    starts, widths, ends = [0], [0], [len(source)]
    decoder = getincrementaldecoder("utf-8")()
    for at in places:
        start = _behind_break(source, at, at + BLOCK) or starts[-1]
        if start > starts[-1]:
            decoder.reset()
        known = widths[-1] if start == starts[-1] else 0
        widths.append(_add_width(decoder, known, source[max(start, at) : at + BLOCK]))
        starts.append(start)
    for at in reversed(places):
        found = _find_break(source, at, at + BLOCK)
        ends.append(found if found >= 0 else ends[-1])
    return _Blocks(breaks, starts, widths, ends[::-1])


def _add_width(decoder: IncrementalDecoder, known: int, text: bytes) -> int:
    """How many characters a line has with more of its text: those that begin there; -1 where it is not UTF-8."""
    try:
        decoder.decode(text)
    except UnicodeDecodeError:
        return -1
    return known if known < 0 else known + len(text.translate(None, _CONTINUING))


def _long_width(source: bytes, start: int, end: int) -> int:
    """How many characters a long line has from its start on."""
    block = end // BLOCK
    known = _blocks(source).widths[block] - (start == len(BOM) and source.startswith(BOM))
    try:
        return known + len(source[block * BLOCK : end].lstrip(_CONTINUING).decode()) if known >= 0 else end - start
    except UnicodeDecodeError:
        return end - start


def _width(text: bytes) -> int:
    if text.isascii():
        return len(text)
    try:
        return len(text.decode())
    except UnicodeDecodeError:
        return len(text)
