"""K: the order of keys.

In: a Subject. Out: the keys that stand elsewhere than in the order of their kind. No fix: the order is no data, and
moving lines is for who wrote them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from seedfmt._edit.find import spell_pointer
from seedfmt._edit.pairing import longest_increasing_subsequence
from seedfmt._records.orders import INSIDE, ORDERS
from seedfmt._rules.subject import Found, Path, Rule, Subject

Ranks = Mapping[str, int]
RanksOf = Callable[[str, str], Ranks | None]  # by the pattern and the name of a mapping


@lru_cache(maxsize=1024)
def _ranks(keys: tuple[str, ...]) -> Ranks:
    return {key: rank for rank, key in enumerate(keys)}


_RANKS: dict[str, Ranks] = {kind: _ranks(tuple(keys.split())) for kind, keys in ORDERS.items()}
_INSIDE: dict[str, Ranks] = {name: _ranks(tuple(keys.split())) for name, keys in INSIDE.items()}


def check_order(subject: Subject) -> Iterator[Found]:
    """A key stands elsewhere than in every other file of its kind.

    The order of keys is total per kind: with it, a change of one line is a difference of one line, and people find what
    they look for. A schema of your own asks for the order of its ``properties`` by ``"x-ordered": true`` beside them.
    Those of the record kinds ask for it unless they say ``"x-ordered": false``. Keys without a known place are not
    reported.
    """
    order = subject.order
    if order is not None:
        yield from _walk(subject, (), subject.data, "", "", lambda pattern, _: _ranks(order.get(pattern, ())))
    elif subject.kind in _RANKS:
        top = _RANKS[subject.kind]
        yield from _walk(subject, (), subject.data, "", "", lambda _, name: _INSIDE.get(name) if name else top)


def _walk(subject: Subject, path: Path, value: Any, pattern: str, name: str, ranks_of: RanksOf) -> Iterator[Found]:
    """What is misplaced in a value: ``pattern`` is its pointer with "*" for items, ``name`` the last key in there."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            if isinstance(item, (dict, list)):
                yield from _walk(subject, (*path, place), item, f"{pattern}/*", name, ranks_of)
    elif isinstance(value, dict):
        ranks = ranks_of(pattern, name)
        if ranks:
            yield from _misplaced(subject, path, value, ranks)
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                below = key if isinstance(key, str) else name
                yield from _walk(subject, (*path, key), inner, pattern + spell_pointer((key,)), below, ranks_of)


def place_for(subject: Subject, new: str, usual: str) -> str | None:
    """The key behind which a new one makes no key stand out of order: the usual one, or the last to come before it."""
    order = subject.order
    ranks = _ranks(order.get("", ())) if order is not None else _RANKS.get(subject.kind, {})
    keys = list(subject.data)
    before = [key for key in keys if key in ranks and ranks[key] < ranks.get(new, 0)]
    for place in (usual, max(before, key=lambda key: ranks[key], default=usual)):
        at = keys.index(place) + 1
        if count_misplaced([*keys[:at], new, *keys[at:]], ranks) <= count_misplaced(keys, ranks):
            return place
    return None


def count_misplaced(keys: Iterable[Any], ranks: Ranks) -> int:
    """How many keys stand out of order."""
    known = [ranks[key] for key in keys if key in ranks]
    return len(known) - len(longest_increasing_subsequence(known))


def _misplaced(subject: Subject, path: Path, data: Mapping[Any, Any], ranks: Ranks) -> Iterator[Found]:
    in_file = [ranks[key] for key in data if key in ranks]
    if in_file == sorted(in_file):
        return
    known = [(ranks[key], key) for key in data if key in ranks]
    staying = set(longest_increasing_subsequence(in_file))
    for place, (rank, key) in enumerate(known):
        if place not in staying and subject.has((*path, key)):
            start, end = subject.place((*path, key), key=True)
            yield Found(f"the key {key} stands out of order", start, end, (*path, key), hint=_advice(known, rank))


def _advice(known: list[tuple[int, str]], rank: int) -> str:
    """Where the key belongs."""
    before = [item for item in known if item[0] < rank]
    if before:
        return f"put it behind {max(before)[1]}"
    return f"put it before {min(item for item in known if item[0] > rank)[1]}"


RULES = (Rule("K101", "key-order", check_order),)
