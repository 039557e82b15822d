"""Pair the items of two lists: which new item is which old one, changed or not (SPEC R54).

In: the old and the new items as plain data, and the identity keys that are declared for the list. Out: the index of the
old item for each new item that has one. Never: compares all pairs of a long list; items that share no value are
candidates only for their position.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from seedfmt._syntax.walk import same

Pairs = dict[int, int]
"""Maps the index of a new item to the index of its old item."""

IDENTITY = ("_id", "id", "url", "webUrl", "originalUrl", "path", "name", "title", "username", "domain")
"""Keys that identify a mapping among others where none is declared, the strongest first."""

MIN_LIKENESS = 0.5
MAX_COMMON = 32  # in a long list, a value that more old items share is not evidence
MAX_CANDIDATES = 8  # old items of a long list that one new item is compared with: those that share most values
MAX_COMPARED = 4096  # pairs of nested items or of equal identities that are compared one by one
MAX_NESTED_LISTS = 2  # lists in lists whose items are compared by likeness
MAX_VALUES = 256  # values of one item that are indexed


def pair_items(old: list[Any], new: list[Any], declared: Sequence[str] = ()) -> Pairs:
    """Pair each new item with at most one old item (R54).

    ``declared`` are the identity keys of the list. The first one that all items of both lists have, each with another
    value, decides alone; if there is none, the steps of R54 apply.
    """
    key = find_identity_key(declared, old, new)
    if key is not None:
        indexes = {identity_value(item, key): index for index, item in enumerate(old)}
        found = ((index, indexes.get(identity_value(item, key))) for index, item in enumerate(new))
        return {index: other for index, other in found if other is not None}
    pairing = _Pairing(old, new)
    pairing.pair_equal()
    if pairing.old_left and pairing.new_left:
        pairing.pair_identities()
        pairing.pair_alike()
        pairing.pair_positions()
    return pairing.pairs


def find_identity_key(declared: Sequence[str], *sides: list[Any]) -> str | None:
    """The first declared key that every item of all sides has and that is unique in each side, or None."""
    for key in declared:
        values = [[identity_value(item, key) for item in side] for side in sides]
        if all(None not in side and len(set(side)) == len(side) for side in values):
            return key
    return None


def identity_value(item: Any, key: str) -> Any:
    """The value of a key of a mapping, comparable by type and value; None where it identifies nothing."""
    value = item.get(key) if isinstance(item, dict) else None
    return (type(value).__name__, value) if isinstance(value, (str, int)) and value != "" else None


class _Pairing:
    """The steps of R54 for two lists, each for the items that the steps before left over."""

    def __init__(self, old: list[Any], new: list[Any]) -> None:
        self.old, self.new = old, new
        self.pairs: Pairs = {}
        self.old_left: list[int] = []
        self.new_left: list[int] = []
        self.weak: list[tuple[float, int, int]] = []  # (likeness, new, old) of items that are less than half alike

    def _pair(self, matches: Iterable[tuple[int, int]]) -> None:
        """Note pairs (new, old) as far as both items are still left over."""
        old_left, new_left = set(self.old_left), set(self.new_left)
        for index, other in matches:
            if index in new_left and other in old_left:
                self.pairs[index] = other
                new_left.discard(index)
                old_left.discard(other)
        self.old_left = [other for other in self.old_left if other in old_left]
        self.new_left = [index for index in self.new_left if index in new_left]

    def pair_equal(self) -> None:
        """Pair the common start, the common end, then equal items in order."""
        old, new = self.old, self.new
        shorter = min(len(old), len(new))
        start = 0
        while start < shorter and same(old[start], new[start]):
            self.pairs[start] = start
            start += 1
        ends = 0
        while ends < shorter - start and same(old[-1 - ends], new[-1 - ends]):
            ends += 1
            self.pairs[len(new) - ends] = len(old) - ends
        self.old_left = [*range(start, len(old) - ends)]
        self.new_left = [*range(start, len(new) - ends)]
        if not self.old_left or not self.new_left:
            return
        waiting: dict[str, list[int]] = {}
        for other in reversed(self.old_left):
            waiting.setdefault(fingerprint(old[other]), []).append(other)
        matches = ((index, waiting.get(fingerprint(new[index]))) for index in self.new_left)
        self._pair([(index, others.pop()) for index, others in matches if others])

    def pair_identities(self) -> None:
        """Pair mappings whose first common key of IDENTITY has one value, the most alike first."""
        for rank, key in enumerate(IDENTITY):
            groups: dict[Any, list[int]] = {}
            for other in self.old_left:
                if (value := identity_value(self.old[other], key)) is not None:
                    groups.setdefault(value, []).append(other)
            if groups:
                self._pair(ordered(self._same_identity(groups, key, rank)))

    def _same_identity(self, groups: dict[Any, list[int]], key: str, rank: int) -> Iterator[tuple[float, int, int]]:
        for index in self.new_left:
            item = self.new[index]
            others = groups.get(identity_value(item, key), [])
            if len(others) * len(self.new_left) > MAX_COMPARED:
                others = nearest(others, index)
            for other in others:
                if next(common_identity(self.old[other], item, rank), None) is None:
                    yield likeness(self.old[other], item) if len(others) > 1 else 1, index, other

    def pair_alike(self) -> None:
        """Pair items with a likeness of at least one half, the most alike first."""
        scored = [(likeness(self.old[other], self.new[index]), index, other) for index, other in self._sharing()]
        self._pair(ordered(row for row in scored if row[0] >= MIN_LIKENESS))
        old_left, new_left = set(self.old_left), set(self.new_left)
        self.weak = [row for row in scored if row[1] in new_left and row[2] in old_left]

    def _sharing(self) -> Iterator[tuple[int, int]]:
        """The pairs (new, old) of collections that share a scalar at the same keys."""
        olds_by_value: dict[str, list[int]] = {}
        for other in self.old_left:
            for value in shared_values(self.old[other]):
                olds_by_value.setdefault(value, []).append(other)
        is_long = len(self.old_left) * len(self.new_left) > MAX_COMPARED
        for index in self.new_left:
            shared: dict[int, int] = {}
            for value in shared_values(self.new[index]):
                others = olds_by_value.get(value, [])
                if not is_long or len(others) <= MAX_COMMON:
                    for other in others:
                        shared[other] = shared.get(other, 0) + 1
            found = sorted((-count, abs(other - index), other) for other, count in shared.items())
            yield from ((index, other) for _, _, other in (found[:MAX_CANDIDATES] if is_long else found))

    def pair_positions(self) -> None:
        """Pair runs of items that are left over, of one length and between the same pairs.

        Two items stay unpaired if one of them is more like another item that is left over: its comments are not that
        item's.
        """
        olds, news = set(self.old_left), self.new_left
        best_old: dict[int, float] = {}
        best_new: dict[int, float] = {}
        score = {(index, other): found for found, index, other in self.weak}
        for found, index, other in self.weak:
            best_old[other] = max(found, best_old.get(other, 0))
            best_new[index] = max(found, best_new.get(index, 0))
        matches: list[tuple[int, int]] = []
        at = 0
        while at < len(news):
            end = at
            while end + 1 < len(news) and news[end + 1] == news[end] + 1:
                end += 1
            before = self.pairs.get(news[at] - 1, -1) + 1
            behind = self.pairs.get(news[end] + 1, len(self.old) if news[end] + 1 == len(self.new) else -1)
            if behind - before == end - at + 1 and (news[at] == 0 or news[at] - 1 in self.pairs):
                run = zip(news[at : end + 1], range(before, behind), strict=True)
                matches += [
                    (index, other)
                    for index, other in run
                    if other in olds
                    and self._may_be(index, other)
                    and score.get((index, other), 0) >= max(best_new.get(index, 0), best_old.get(other, 0))
                ]
            at = end + 1
        self._pair(matches)

    def _may_be(self, index: int, other: int) -> bool:
        """Return whether the node kinds and the identities of two items let one become the other."""
        old, new = self.old[other], self.new[index]
        if (type(old) if isinstance(old, (dict, list)) else None) is not (
            type(new) if isinstance(new, (dict, list)) else None
        ):
            return False
        return not isinstance(old, dict) or next(common_identity(old, new, len(IDENTITY)), True)


def common_identity(old: Any, new: Any, count: int) -> Iterator[bool]:
    """For each of the first ``count`` identity keys that both have, whether its values are equal."""
    for key in IDENTITY[:count]:
        one, two = identity_value(old, key), identity_value(new, key)
        if one is not None and two is not None:
            yield one == two


def ordered(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The pairs of (likeness, new, old): the most alike first, then the nearest, then the earlier old item."""
    rows = sorted((-round(score, 9), abs(index - other), other, index) for score, index, other in scored)
    return [(index, other) for _, _, other, index in rows]


def nearest(indexes: list[int], index: int) -> list[int]:
    """A few of the indexes, those around ``index``."""
    at = bisect_left(indexes, index)
    return indexes[max(0, at - 2) : at + 3]


# -- likeness ----------------------------------------------------------------------------------------------------------


def likeness(one: Any, two: Any, lists: int = MAX_NESTED_LISTS) -> float:
    """How much two values have in common, from 0 to 1 (R54).

    Items of lists that are nested deeper than ``lists`` are only equal or different: the cost stays near the size.
    """
    if isinstance(one, dict) and isinstance(two, dict):
        if not one or not two:
            return float(len(one) == len(two))
        total = sum(likeness(value, two[key], lists) for key, value in one.items() if key in two)
        return total / max(len(one), len(two))
    if isinstance(one, list) and isinstance(two, list):
        if not one or not two:
            return float(len(one) == len(two))
        return _likeness_in_order(one, two, lists) / max(len(one), len(two))
    return float(same(one, two))


def _likeness_in_order(one: list[Any], two: list[Any], lists: int) -> float:
    """The greatest sum of likeness over pairings that preserve order; for long lists, of equal items alone."""
    start = 0
    shorter = min(len(one), len(two))
    while start < shorter and same(one[start], two[start]):
        start += 1
    end = 0
    while end < shorter - start and same(one[-1 - end], two[-1 - end]):
        end += 1
    one, two = one[start : len(one) - end], two[start : len(two) - end]
    if lists == 0 or len(one) * len(two) > MAX_COMPARED:
        return start + end + _count_equal_in_order(one, two)
    best = [0.0] * (len(two) + 1)
    for item in one:
        above, best = best, [0.0]
        for place, other in enumerate(two):
            best.append(max(above[place] + likeness(item, other, lists - 1), above[place + 1], best[place]))
    return start + end + best[-1]


def _count_equal_in_order(one: list[Any], two: list[Any]) -> int:
    waiting: dict[str, list[int]] = {}
    for index in reversed(range(len(one))):
        waiting.setdefault(fingerprint(one[index]), []).append(index)
    found = (waiting.get(fingerprint(item)) for item in two)
    return len(longest_increasing_subsequence([others.pop() for others in found if others]))


def shared_values(item: Any) -> list[str]:
    """The scalars of a collection, each with the keys that lead to it; a bounded number of them."""
    values: list[str] = []
    pending: list[tuple[str, Any]] = [("", item)] if isinstance(item, (dict, list)) else []
    while pending and len(values) < MAX_VALUES:
        path, value = pending.pop()
        if isinstance(value, dict) and value:
            pending += [(f"{path}/{key!r}", child) for key, child in reversed(value.items())]
        elif isinstance(value, list) and value:
            pending += [(f"{path}/-", child) for child in reversed(value)]
        else:
            values.append(f"{path} {value!r}")
    return list(dict.fromkeys(values))


def fingerprint(item: Any) -> str:
    """A string that is the same for equal items, whatever the order of their keys."""
    import json  # only comparing lists needs it

    return json.dumps(item, sort_keys=True, default=repr) if is_simple(item) else repr(item)


def is_simple(item: Any) -> bool:
    """Return whether JSON can hold the item, with keys that can be sorted."""
    if isinstance(item, dict):
        return all(isinstance(key, str) and is_simple(value) for key, value in item.items())
    return all(map(is_simple, item)) if isinstance(item, list) else True


# -- order -------------------------------------------------------------------------------------------------------------


def longest_increasing_subsequence(numbers: Sequence[int]) -> list[int]:
    """The positions in ``numbers`` of a longest strictly increasing subsequence."""
    ends: list[int] = []  # the smallest number that ends a subsequence of each length
    holders: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        holders[at : at + 1] = [position]
        before.append(holders[at - 1] if at else -1)
    found = []
    position = holders[-1] if holders else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]


def find_staying(pairs: Pairs) -> list[tuple[int, int]]:
    """The most pairs (old, new) that keep their order: these items stay where they are, all others move."""
    news = sorted(pairs)
    olds = [pairs[index] for index in news]
    return [(olds[at], news[at]) for at in longest_increasing_subsequence(olds)]
