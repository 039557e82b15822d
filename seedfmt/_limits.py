"""Reading a seed file within limits.

In: the bytes of a file. Out: the page of it: its parts and its tree; or SeedSyntaxError or LimitError with the place.
Never: more work than the limits allow.
"""

from __future__ import annotations

from typing import NamedTuple

from seedfmt._edit.page import Page
from seedfmt._fences import SIZE, split
from seedfmt._syntax.parser import DEPTH, parse
from seedfmt._syntax.sound import require_seed, require_sound

DEEPEST = 500  # what the limit on nesting may be raised to


class Limits(NamedTuple):
    """What is read at the most; a file beyond it is an error, not a crash.

    ``size`` counts bytes of front matter, ``depth`` levels of nesting (500 at the most).
    """

    size: int = SIZE
    depth: int = DEPTH


LIMITS = Limits()


def read_page(source: bytes, *, fenced: bool, limits: Limits) -> Page:
    """A file taken apart; ``fenced`` says that the front matter stands between fences (SPEC R1 to R3, R15)."""
    parts = split(source, fenced=fenced, size=limits.size)
    depth = min(limits.depth, DEEPEST)
    tree = parse(source, parts.front, parts.closing, inside=parts.is_open, depth=depth)
    require_seed(tree)
    require_sound(tree)
    return Page(source, parts, tree)
