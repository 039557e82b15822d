"""A patch: bytes that take the place of other bytes.

In: a source and patches. Out: the new source. Patches of one edit are planned on the same source; they do not overlap,
and those that begin at the same place are applied in the order they are given.
"""

from __future__ import annotations

from typing import NamedTuple


class Patch(NamedTuple):
    """Put ``text`` in the place of ``source[start:end]``."""

    start: int
    end: int
    text: bytes


def apply(source: bytes, patches: list[Patch]) -> bytes:
    """The source with all patches applied. Raises ValueError where they overlap, which is a bug of the planner."""
    pieces = []
    done = 0
    for start, end, text in sorted(patches, key=_place):
        if start < done or end < start:
            raise ValueError("patches overlap")
        pieces += [source[done:start], text]
        done = end
    pieces.append(source[done:])
    return b"".join(pieces)


def invert(source: bytes, patches: list[Patch]) -> list[Patch]:
    """The patches that bring the source back from what ``apply`` makes of it."""
    inverse = []
    moved = 0
    for start, end, text in sorted(patches, key=_place):
        inverse.append(Patch(start + moved, start + moved + len(text), source[start:end]))
        moved += len(text) - (end - start)
    return inverse


def _place(patch: Patch) -> tuple[int, int]:
    return patch.start, patch.end
