"""A patch: bytes that take the place of other bytes.

In: a source and patches. Out: the new source. Patches of one edit are planned on the same source; they do not overlap,
and those that begin at the same place are applied in the order they are given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Patch(NamedTuple):
    """Put ``text`` in the place of ``source[start:end]``."""

    start: int
    end: int
    text: bytes


def apply(source: bytes, patches: list[Patch]) -> bytes:
    """The source with all patches applied. Raises ValueError where they overlap, which is a bug of the planner."""
    if len(patches) == 1:
        start, end, text = patches[0]
        if end < start:
            raise ValueError("patches overlap")
        return source[:start] + text + source[end:]
    pieces = []
    done = 0
    for start, end, text in sorted(patches, key=_place):
        if start < done or end < start:
            raise ValueError("patches overlap")
        pieces += [source[done:start], text]
        done = end
    pieces.append(source[done:])
    return b"".join(pieces)


def inverse(source: bytes, patches: list[Patch], size: int) -> Patch:
    """The one patch that brings ``source`` back after the patches made a text of ``size`` bytes of it."""
    start, end, _ = patches[0]
    for first, last, _ in patches:
        start = first if first < start else start
        end = last if last > end else end
    return Patch(start, end + size - len(source), source[start:end])


def difference(new: bytes, old: bytes) -> Patch:
    """The one patch that brings ``old`` back from ``new``."""
    start = _common(new, old, lambda text, count: text[:count])
    most = min(len(new), len(old)) - start
    ends = _common(new[len(new) - most :], old[len(old) - most :], lambda text, count: text[len(text) - count :])
    return Patch(start, len(new) - ends, old[start : len(old) - ends])


def _common(one: bytes, two: bytes, part: Callable[[bytes, int], bytes]) -> int:
    """How many bytes the two have in common, at the end that ``part`` cuts off."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if part(one, middle) == part(two, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _place(patch: Patch) -> tuple[int, int]:
    return patch.start, patch.end
