"""The data become any that are wanted, by edits that are read again; wanted again, they change nothing; undo
brings the old bytes back. All members can go, and come again; others can come around each; a byte order mark changes
nothing of it. The items of a list can stand in any order, each with its comments."""

from __future__ import annotations

import random
from typing import Any

from laws import laws
from laws.strategies import NASTY

HEADER = 2
KEYS = ["a", "b", "c", "url", "name", "title", "heat", "secured", "topics", "related", *NASTY]
VALUES = [*NASTY, 0, 1, -1, 2**70, 0.1, 1e16, 1e-7, -0.0, True, False, None, [], {}]


def check(data: bytes) -> None:
    """Reconcile with data that the header makes of the file's own."""
    text = data[HEADER:]
    fenced = text.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    document = laws.read(text, fenced)
    if document is not None:
        chance = random.Random(data[:HEADER])
        laws.law_reconcile(text, fenced, rearranged(chance, document.data, 0))
        laws.law_emptied(text, fenced)
        laws.law_reconcile(text, fenced, surrounded(chance, document.data))
        laws.law_moves(text, fenced, random.Random(data[:HEADER]))
        laws.law_marked(text, fenced, rearranged(chance, document.data, 0))


def rearranged(chance: random.Random, value: Any, depth: int) -> Any:
    """A copy with members and items moved, dropped, doubled, added and changed."""
    if chance.random() < 0.1 and depth:
        return invented(chance, depth)
    if isinstance(value, dict):
        names = [name for name in value if chance.random() > 0.15]
        if chance.random() < 0.2:
            chance.shuffle(names)
        if chance.random() < 0.3:
            names.insert(chance.randint(0, len(names)), chance.choice(KEYS))
        return {name: rearranged(chance, value.get(name, "new"), depth + 1) for name in names}
    if isinstance(value, list):
        items = [item for item in value if chance.random() > 0.15]
        if items and chance.random() < 0.3:
            items.insert(chance.randint(0, len(items)), chance.choice(items))
        if chance.random() < 0.2:
            chance.shuffle(items)
        return [rearranged(chance, item, depth + 1) for item in items]
    return value


def surrounded(chance: random.Random, value: Any) -> Any:
    """A copy with members before, between and behind those of each mapping, and other values here and there."""
    if isinstance(value, list):
        return [surrounded(chance, item) for item in value]
    if not isinstance(value, dict):
        return value if chance.random() < 0.5 else invented(chance, 4)
    found = {}
    for number, (name, inner) in enumerate(value.items()):
        if chance.random() < 0.5:
            found[f"new {number}"] = invented(chance, 4)
        found[name] = surrounded(chance, inner)
    return found | {"new": 1} if chance.random() < 0.5 else found


def invented(chance: random.Random, depth: int) -> Any:
    """Any JSON-like value."""
    kind = chance.random()
    if depth > 4 or kind < 0.6:
        return chance.choice(VALUES)
    count = chance.randint(0, 3)
    if kind < 0.8:
        return [invented(chance, depth + 1) for _ in range(count)]
    return {chance.choice(KEYS): invented(chance, depth + 1) for _ in range(count)}
