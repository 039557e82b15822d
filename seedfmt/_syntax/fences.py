# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Where fences are: the one search that goes through a whole file.

In: the bytes of a file, and a position in it. Out: a position, or -1.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.scan as scan

WINDOW = 16384  # bytes that are searched twice: what is more fits no cache


def find_parts(source: bytes, start: int) -> tuple[int, int, int]:
    """Behind the opening fence at ``start``, at the closing one, and behind that; -1 for what is not there."""
    front = skip_fence(source, start, chars.DASH)
    closing = -1
    body = -1
    if front >= 0:
        closing = front
        body = skip_fence(source, front, chars.DASH)
        if body < 0:
            body = skip_fence(source, front, chars.DOT)
        if body < 0:
            closing = find_fence(source, front - 1)
            if closing >= 0:
                body = skip_fence(source, closing, source[closing])
    return front, closing, body


def skip_fence(source: bytes, pos: int, byte: int) -> int:
    """Behind the line at ``pos`` if it is three times the byte and blanks, or -1."""
    size = len(source)
    end = pos
    while end < size and end < pos + 3 and source[end] == byte:
        end += 1
    if end < pos + 3:
        return -1
    while end < size and (source[end] == chars.SPACE or source[end] == chars.TAB):
        end += 1
    if end == size:
        return end
    if source[end] == chars.CR:
        return end + 2 if end + 1 < size and source[end + 1] == chars.LF else end + 1
    return end + 1 if source[end] == chars.LF else -1


def find_fence(source: bytes, pos: int) -> int:
    """The start of the first line behind the one at ``pos`` that is "---" or "..." and blanks, or -1."""
    size = len(source)
    while True:
        end = min(pos + WINDOW, size)
        found = find_fence_within(source, pos, end)
        if found >= 0 or end == size:
            return found
        pos = end - 3  # a line end and two bytes more are no marker yet


def find_fence_within(source: bytes, pos: int, end: int) -> int:
    """The same, where the fence and the line end before it stand in ``source[pos:end]``, but for the blanks."""
    behind = scan.find_marker(source, chars.LF, pos, end)  # kept, so that none is sought twice
    while True:
        found = scan.find_marker(source, chars.CR, pos, end if behind < 0 else behind)
        if found < 0:
            found = behind
        if found < 0 or skip_fence(source, found, source[found]) >= 0:
            return found
        pos = found
        if found == behind:
            behind = scan.find_marker(source, chars.LF, pos, end)
