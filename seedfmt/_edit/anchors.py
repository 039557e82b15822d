"""Aliases of a list whose items move: which of them would come to show something else (SPEC R51, R56).

In: a tree, the row of a list, the new order of its items. Out: rows of aliases. Never: plans.

An alias shows the last node before it that has its anchor. What moves within a list changes that for aliases in the
list; for one behind the list only where two of its items have the same anchor.
"""

from __future__ import annotations

from seedfmt._edit.find import spell_anchor
from seedfmt._source import span_between
from seedfmt._syntax import rows
from seedfmt._syntax.tree import Tree
from seedfmt._syntax.walk import find_aliases
from seedfmt.errors import Code, RefusedError


def find_stuck(tree: Tree, row: int, order: list[int]) -> set[int]:
    """The aliases in a list that would show another node, or none, when its items stood in this order.

    Raises RefusedError where an alias behind the list would.
    """
    inside = range(row + 1, tree.after(row))
    if not tree.aliases or all(tree.anchor(at)[0] < 0 for at in inside):
        return set()
    items = [*tree.children(row)]
    shown: dict[bytes, int] = {}  # by anchor the last node that has it
    stuck = set()
    for item in (items[place] for place in order):
        for at in range(item, tree.after(item)):
            if tree.anchor(at)[0] >= 0:
                shown[spell_anchor(tree, at)] = at
            elif tree.kind(at) == rows.ALIAS and is_other(tree, at, inside, shown):
                stuck.add(at)
    for alias in find_aliases(tree):
        if alias >= inside.stop and tree.target(alias) in inside and is_other(tree, alias, inside, shown):
            _fail_order(tree, alias)
    return stuck


def is_other(tree: Tree, alias: int, inside: range, shown: dict[bytes, int]) -> bool:
    """Would the alias show another node than it does, with these shown by the list?"""
    target = tree.target(alias)
    now = shown.get(spell_anchor(tree, target), -1)
    return now != (target if target in inside else -1)


def _fail_order(tree: Tree, alias: int) -> None:
    target = tree.target(alias)
    name, line = spell_anchor(tree, target).decode(), span_between(tree.source, tree.start(alias), tree.end(alias)).line
    raise RefusedError(
        Code.ALIASED,
        f"two items have the anchor {name}, and in this order the alias on line {line} would show the other one",
        hint="replace the alias by a value of its own first",
        span=span_between(tree.source, *tree.anchor(target)),
    )
