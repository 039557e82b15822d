"""Reading a seed file within limits.

In: the bytes of a file. Out: the page of it: its parts and its tree; or SeedSyntaxError or LimitError with the place;
or a page and a small edit of it, and the page that comes of it.
Never: more work than the limits allow.
"""

from __future__ import annotations

from typing import NamedTuple

from seedfmt._edit.page import Page
from seedfmt._edit.patch import Patch
from seedfmt._fences import SIZE, Parts, split
from seedfmt._records import RECORD_STYLES
from seedfmt._syntax.cut import cut, empty
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
    return tuple.__new__(Page, (source, parts, tree, RECORD_STYLES))  # Page(...) takes three times as long


def reread_page(page: Page, patches: list[Patch], row: int, limits: Limits) -> Page | None:
    """The page with one scalar in the place of that in ``row``, or without entries of it, if most of it need not be
    read again; else None."""
    source, parts, tree, _ = page
    if row >= len(tree):
        return None
    front, closing, body, is_open = parts
    start, end, text = patches[-1]
    new = None
    if not text:
        if len(patches) == 1:
            new = cut(tree, row, start, end)
        elif len(patches) == 2:
            slot, behind, text = patches[0]
            new = empty(tree, row, slot, behind, text, start, end)
    elif len(patches) == 1 and start == tree.start(row) and end == tree.end(row):
        new = reread(tree, row, text) if closing + len(text) - (end - start) - front <= limits.size else None
    if new is None:
        return None
    moved = len(new.source) - len(source)
    parts = tuple.__new__(Parts, (front, closing + moved, body + moved, is_open))
    return tuple.__new__(Page, (new.source, parts, new, page.defaults))
