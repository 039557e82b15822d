"""Compare what an edit made with what it was meant to make.

In: the tree before, the tree after, the row of what was edited, the data it was meant to become. Out: nothing, or an
EditError that is a bug of the planner. Nothing outside the row may be another node or be spelled otherwise.
"""

from __future__ import annotations

from typing import Any, NoReturn

from seedfmt._edit.find import spell_anchor
from seedfmt._edit.values import same
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt._syntax.walk import skip_same
from seedfmt.errors import Code, EditError


def require_intended(old: Tree, new: Tree, row: int, wanted: Any) -> None:
    """Raise EditError unless only ``row`` changed, and it reads as wanted now."""
    require_wanted(new, row, wanted)
    if not is_same_outside(old, new, row):
        fail_unintended()


def require_wanted(new: Tree, row: int, wanted: Any) -> None:
    """Raise EditError unless ``row`` reads as wanted now."""
    found = build(new, row) if row < len(new) else None
    if row == ROOT and found is None:
        found = {}
    if not same(found, wanted):
        fail_unintended()


def fail_unintended() -> NoReturn:
    """Refuse an edit that would do something else."""
    raise EditError(
        Code.INTERNAL,
        "the edit would have changed something else, and was not made",
        hint="this is a bug, please report it with the file and the edit",
    )


def is_same_outside(old: Tree, new: Tree, row: int) -> bool:
    """Are all nodes but those in and below ``row`` the same nodes, with the same spelling?"""
    if row >= len(old) or row >= len(new):
        return min(len(old), len(new)) <= ROOT
    behind = old.after(row)
    moved = new.after(row) - behind
    if len(new) != len(old) + moved:
        return False
    # the properties of the row itself are part of it, its indicator is not
    return are_same_rows(old, new, 0, row, row, moved) and are_same_rows(old, new, behind, len(old), row, moved)


def are_same_rows(old: Tree, new: Tree, start: int, end: int, row: int, moved: int) -> bool:
    """Are the rows from ``start`` to ``end`` the same nodes, when those behind ``row`` have moved?"""
    behind = old.after(row) if row < len(old) else len(old)
    while (start := skip_same(old, new, start, end, behind, moved)) < end:
        if not is_same_row(old, new, start, start + moved if start >= behind else start, row, moved):
            return False
        start += 1
    return True


def is_same_row(old: Tree, new: Tree, one: int, two: int, row: int, moved: int) -> bool:
    """Are two rows the same node, when rows behind ``row`` have moved?"""
    if old.head(one) != new.head(two):
        return False
    after = old.after(one)
    if new.after(two) != (after + moved if after > row else after):
        return False
    if old.kind(one) == rows.ALIAS and not is_same_target(old, new, old.target(one), new.target(two), row, moved):
        return False
    if old.kind(one) in (rows.SCALAR, rows.ALIAS) and not is_same_text(old, new, one, two):
        return False
    return old.tag_name(one) == new.tag_name(two) and spell_anchor(old, one) == spell_anchor(new, two)


def is_same_text(old: Tree, new: Tree, one: int, two: int) -> bool:
    """Are two scalars spelled the same? The header of a block scalar may have another comment."""
    if old.text(one) == new.text(two):
        return True
    return old.style(one) >= rows.LITERAL and same(build(old, one), build(new, two))


def is_same_target(old: Tree, new: Tree, one: int, two: int, row: int, moved: int) -> bool:
    """Are two rows that an alias stands for the same node? Inside ``row``, the anchor tells."""
    if row <= one < old.after(row):
        return row <= two < new.after(row) and spell_anchor(old, one) == spell_anchor(new, two)
    return two == (one + moved if one > row else one)


def require_same(old: Tree, new: Tree) -> None:
    """Raise EditError unless all nodes are the same nodes, with the same spelling."""
    count = len(old)
    if count != len(new) or not are_same_rows(old, new, 0, count, count, 0):
        message = "the edit would have changed the data, and was not made"
        raise EditError(Code.INTERNAL, message, hint="this is a bug, please report it with the file and the edit")
