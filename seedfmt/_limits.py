"""Reading a seed file within limits.

In: the bytes of a file. Out: the page of it: its parts and its tree; or SeedSyntaxError or LimitError with the place;
or a page and a scalar in the place of another, and the page that comes of it.
Never: more work than the limits allow.
"""

from __future__ import annotations

from typing import NamedTuple

from seedfmt._edit.page import Page
from seedfmt._edit.patch import Patch
from seedfmt._fences import SIZE, Parts, split
from seedfmt._syntax.parser import DEPTH
from seedfmt._syntax.reread import reread
from seedfmt._syntax.sound import read_seed

DEEPEST = 500  # what the limit on nesting may be raised to


class Limits(NamedTuple):
    """What is read at the most; a file beyond it is an error, not a crash.

    ``size`` counts bytes of front matter, ``depth`` levels of nesting (500 at the most).
    """

    size: int = SIZE
    depth: int = DEPTH


LIMITS = Limits()


def read_page(source: bytes, fenced: bool, limits: Limits) -> Page:
    """A file taken apart; ``fenced`` says that the front matter stands between fences (SPEC R1 to R3, R15)."""
    size, depth = limits
    parts = split(source, fenced, size)
    front, closing, _, is_open = parts
    tree = read_seed(source, front, closing, is_open, depth if depth < DEEPEST else DEEPEST)
    return tuple.__new__(Page, (source, parts, tree))  # Page(...) takes three times as long


def reread_page(page: Page, patches: list[Patch], row: int | None, limits: Limits) -> Page | None:
    """The page with one scalar in the place of that in ``row``, if only their line must be read again; else None."""
    _, parts, tree = page
    start, end, text = patches[0]
    if len(patches) > 1 or row is None or row >= len(tree) or start != tree.start(row) or end != tree.end(row):
        return None
    moved = len(text) - (end - start)
    front, closing, body, is_open = parts
    new = reread(tree, row, text) if closing + moved - front <= limits.size else None
    if new is None:
        return None
    parts = tuple.__new__(Parts, (front, closing + moved, body + moved, is_open))
    return tuple.__new__(Page, (new.source, parts, new))
