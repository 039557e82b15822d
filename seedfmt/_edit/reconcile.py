"""The fewest edits that make a node's data what is wanted (SPEC R52 to R58).

In: a renderer, a row, its data, the data wanted. Out: patches. What stays keeps its bytes and comments; items of a
list are recognised by their content, then by what identifies them, so that a moved one moves with its text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any

from seedfmt._edit.anchors import find_stuck
from seedfmt._edit.find import is_merge_key, may_merge, require_no_merge, require_own, require_unshared
from seedfmt._edit.flowmoves import Coming, FlowOrder, wants_order
from seedfmt._edit.flows import FlowSplice, plan_braces
from seedfmt._edit.page import Entry, entry_rows
from seedfmt._edit.patch import Patch, apply
from seedfmt._edit.plan import Replacement, plan_entries, plan_order, plan_quotes, plan_rename, plan_splice
from seedfmt._edit.render import Renderer
from seedfmt._edit.splice import New
from seedfmt._edit.values import same
from seedfmt._syntax import rows
from seedfmt._syntax.data import build, hashable
from seedfmt._syntax.tree import ROOT

# members that identify a mapping among others, the most telling first
IDENTITY = ("_id", "id", "url", "webUrl", "originalUrl", "path", "name", "title", "username", "domain")


class Reconciler:
    """One comparison of a tree with what is wanted."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.tree = renderer.tree
        self.changed: list[tuple[int, bool]] = []  # nodes that change, and whether all below them does
        self.gone: list[int] = []  # nodes that go, or in whose place others come
        self.stuck: set[int] = set()  # aliases that would come to stand before their anchors

    def plan(self, row: int, old: Any, new: Any, parent: int, key: int, name: Any) -> list[Patch]:
        """The patches that turn the node in ``row``, whose data is ``old``, into ``new``.

        Raises RefusedError where an alias that stays shows what would change (R51).
        """
        patches = self.plan_node(row, old, new, parent, key, name)
        require_unshared(self.tree, self.changed, self.gone)
        return patches

    def plan_node(self, row: int, old: Any, new: Any, parent: int, key: int, name: Any) -> list[Patch]:
        """The patches of ``plan``, for one node."""
        if same(old, new):
            return self.plan_stuck(row)
        kind = self.tree.kind(row) if row < len(self.tree) else rows.SCALAR
        if isinstance(new, dict) and (kind == rows.MAPPING or row == ROOT):
            return self.plan_mapping(row, old if isinstance(old, dict) else {}, new)
        if isinstance(new, list) and isinstance(old, list) and kind == rows.SEQUENCE:
            return self.plan_sequence(row, old, new)
        self.drop(row)
        replacement = Replacement(self.renderer, row, new, parent, key)
        return replacement.plan_kept() or replacement.plan(self.renderer.style.spot(parent, name, row))

    def drop(self, row: int) -> None:
        """Note that a node goes."""
        self.changed.append((row, True))
        self.gone.append(row)

    def plan_stuck(self, row: int) -> list[Patch]:
        """Write out the aliases in a node that stays as it is, where they would show something else now."""
        patches: list[Patch] = []
        for alias in sorted(self.stuck.intersection(range(row, self.tree.after(row)))) if self.stuck else ():
            self.drop(alias)
            patches += self.plan_alias(alias)
        return patches

    def plan_alias(self, alias: int) -> list[Patch]:
        """Put what an alias stands for in its place."""
        style, value = self.renderer.style, build(self.tree, self.tree.target(alias))
        parent = style.parents[alias]
        key = next((key for key, item in entry_rows(self.tree, parent) if alias in (key, item)), alias)
        if not style.is_mapping(parent):
            return Replacement(self.renderer, alias, value, parent).plan(style.spot(parent, None, alias))
        if key == alias:
            return plan_rename(self.renderer, key, parent, hashable(value))
        spot = style.spot(parent, hashable(build(self.tree, key)), alias)
        return Replacement(self.renderer, alias, value, parent, key).plan(spot)

    # -- mappings --------------------------------------------------------------------------------------------------

    def plan_mapping(self, row: int, old: dict[Any, Any], new: dict[Any, Any]) -> list[Patch]:
        """Members that are not wanted go, new ones come behind the one that is before them in ``new`` (R53)."""
        tree = self.tree
        own = [*entry_rows(tree, row)] if row < len(tree) and tree.kind(row) == rows.MAPPING else []
        names = [hashable(build(tree, key)) for key, _ in own]
        require_own(tree, row, [name for name in old if name not in new])
        merge_keys = {place for place, (key, value) in enumerate(own) if is_merge_key(tree, key, value)}  # no members
        places = {name: place for place, name in enumerate(names) if place not in merge_keys}
        coming: dict[int, list[New]] = {}
        place = 0
        for name, value in new.items():
            if name in places and type(names[places[name]]) is type(name):
                place = places[name] + 1
            elif name not in old or not same(old[name], value):
                require_no_merge(tree, row, name)
                coming.setdefault(self.place_of(name, place, names, row), []).append(New(name, value))
        patches: list[Patch] = []
        run = 0
        for place, ((key, value), name) in enumerate(zip(own, names, strict=True)):
            if place not in merge_keys and name not in new:
                self.drop(key)
                self.drop(value)
                continue
            patches += self.plan_gap(row, run, place, coming)
            run = place + 1
            patches += self.plan_stuck(key)
            if place in merge_keys:
                patches += self.plan_stuck(value)
            else:
                inner = self.plan_node(value, old[name], new[name], row, key, name)
                patches += [*plan_quotes(tree, key), *inner] if inner and may_merge(tree, key) else inner
        patches += self.plan_gap(row, run, len(own), coming)
        return plan_braces(tree, row, patches) if coming or run < len(own) else patches

    def plan_gap(self, row: int, start: int, stop: int, coming: dict[int, list[New]]) -> list[Patch]:
        """The patches between two members that stay: those between go, those that come take their place."""
        new = [entry for place in range(start, stop + 1) for entry in coming.get(place, [])]
        if start == stop and not new:
            return []
        if row == ROOT:
            new.sort(key=lambda entry: bool(entry.key == "secured"))  # R37
        self.changed.append((row, False))
        goes = not new and start == 0 and stop == len(self.renderer.style.entries(row))
        if goes and wants_order(self.renderer, row, False, goes):
            return plan_order(self.renderer, row, start, stop, new)
        return plan_entries(self.renderer, row, start, stop, new)

    def place_of(self, name: Any, place: int, names: list[Any], row: int) -> int:
        """Where a new member goes; nothing goes behind ``secured`` (R37)."""
        if row == ROOT and names and names[-1] == "secured" and place == len(names):
            return place - 1
        return place

    # -- sequences -------------------------------------------------------------------------------------------------

    def plan_sequence(self, row: int, old: list[Any], new: list[Any]) -> list[Patch]:
        """Items that are not wanted go, new ones come, and what moves takes its text along (R54 to R57)."""
        found = self.renderer.style.entries(row)
        pairs = match_items(old, new)
        kept = longest_rise(pairs)
        moved = {*pairs.values()} - {one for one, _ in kept}
        if moved:
            self.stuck |= find_stuck(self.tree, row, [pairs[place] for place in sorted(pairs)])
        if len(kept) < len(old) and wants_order(self.renderer, row, bool(moved)):
            return self.plan_order(row, found, old, new, pairs, {one for one, _ in kept})
        patches: list[Patch] = []
        before_old = before_new = 0
        for one, two in [*kept, (len(old), len(new))]:
            coming = [self.new_item(found, old, new, place, pairs, row) for place in range(before_new, two)]
            if one > before_old or coming:
                self.changed.append((row, False))
                moving = not moved.isdisjoint(range(before_old, one))
                patches += plan_splice(self.renderer, row, before_old, one, coming, moving)
            if one < len(old):
                patches += self.plan_node(found[one].value, old[one], new[two], row, -1, None)
            before_old, before_new = one + 1, two + 1
        self.drop_items(found, {*range(len(old))} - {*pairs.values()})
        return patches

    def drop_items(self, found: Sequence[Entry], places: set[int]) -> None:
        """Note that items go."""
        for place in sorted(places):
            self.drop(found[place].value)

    def new_item(
        self, found: Sequence[Entry], old: list[Any], new: list[Any], place: int, pairs: dict[int, int], row: int
    ) -> New:
        """The item at a place of the new list, with its text where it was in the old one."""
        source = pairs.get(place)
        if source is None:
            return New(None, new[place])
        entry = found[source]
        start, end = (entry.start, entry.end) if self.tree.is_block(row) else (entry.first, entry.last)
        text = self.text_of(entry, old[source], new[place], row, start, end)
        if text is None:
            return New(None, new[place])
        return New(None, new[place], text, entry.own, entry.value)

    def text_of(self, entry: Entry, old: Any, new: Any, row: int, start: int, end: int) -> bytes | None:
        """The text from ``start`` to ``end`` of an item as it is to be, or None where it must be written anew."""
        patches = self.plan_node(entry.value, old, new, row, -1, None)
        if any(patch.start < start or patch.end > end for patch in patches):
            self.drop(entry.value)
            return None
        moved = [Patch(patch.start - start, patch.end - start, patch.text) for patch in patches]
        return apply(self.renderer.page.source[start:end], moved)

    def plan_order(
        self,
        row: int,
        found: Sequence[Entry],
        old: list[Any],
        new: list[Any],
        pairs: dict[int, int],
        kept: set[int],
    ) -> list[Patch]:
        """The same for a flow list on several lines."""
        self.changed.append((row, False))
        self.drop_items(found, {*range(len(old))} - {*pairs.values()})
        write = FlowSplice(self.renderer, row, found, 0, 0, []).render
        coming = []
        for place, value in enumerate(new):
            source = pairs.get(place, -1)
            entry = found[source] if source >= 0 else None
            text = entry and self.text_of(entry, old[source], value, row, entry.first, entry.last)
            coming.append(Coming(write(New(None, value)).encode() if text is None else text, source, source in kept))
        return FlowOrder(self.renderer, row, coming).plan()


# -- matching ----------------------------------------------------------------------------------------------------------


def match_items(old: list[Any], new: list[Any]) -> dict[int, int]:
    """For places of the new list the place of the same item in the old one, changed or not."""
    pairs: dict[int, int] = {}
    start = 0
    while start < min(len(old), len(new)) and same(old[start], new[start]):
        pairs[start] = start
        start += 1
    ends = 0
    while ends < min(len(old), len(new)) - start and same(old[-1 - ends], new[-1 - ends]):
        ends += 1
        pairs[len(new) - ends] = len(old) - ends
    old_places = [*range(start, len(old) - ends)]
    new_places = [*range(start, len(new) - ends)]
    pair_equal(pairs, old, new, old_places, new_places, fingerprint)
    for place, member in enumerate(IDENTITY):
        pair_equal(pairs, old, new, old_places, new_places, lambda item, name=member: identity(item, name), place)
    pair_between(pairs, old, new)
    return pairs


def pair_equal(
    pairs: dict[int, int], old: list[Any], new: list[Any], olds: list[int], news: list[int], key: Any, telling: int = 0
) -> None:
    """Pair places whose items have the same key, in order; what is paired leaves the lists.

    Items that differ in one of the first ``telling`` members of IDENTITY are not the same.
    """
    waiting: dict[Any, list[int]] = {}
    for place in reversed(olds):
        found = key(old[place])
        if found is not None:
            waiting.setdefault(found, []).append(place)
    taken = set()
    for place in news:
        found = key(new[place])
        places = waiting.get(found, []) if found is not None else []
        if places and not differ(old[places[-1]], new[place], telling):
            pairs[place] = places.pop()
            taken.add(place)
    used = set(pairs.values())
    olds[:] = [place for place in olds if place not in used]
    news[:] = [place for place in news if place not in taken]


def pair_between(pairs: dict[int, int], old: list[Any], new: list[Any]) -> None:
    """Pair what is left over between the same neighbours, where one may have become the other."""
    used = set(pairs.values())
    before = -1
    for place in range(len(new)):
        if place in pairs:
            before = pairs[place]
        elif before + 1 < len(old) and before + 1 not in used and is_similar(old[before + 1], new[place]):
            before += 1
            pairs[place] = before
            used.add(before)


def fingerprint(item: Any) -> str:
    """Text that is the same for equal items."""
    import json  # only comparing lists needs it

    return json.dumps(item, sort_keys=True, default=repr) if is_simple(item) else repr(item)


def is_simple(item: Any) -> bool:
    """Can JSON hold the item, with keys that can be sorted?"""
    if isinstance(item, dict):
        return all(isinstance(key, str) and is_simple(value) for key, value in item.items())
    return all(map(is_simple, item)) if isinstance(item, list) else True


def identity(item: Any, member: str) -> Any:
    """The value of an identifying member, or None."""
    value = item.get(member) if isinstance(item, dict) else None
    return (member, value) if isinstance(value, (str, int)) and value != "" else None


def differ(one: Any, two: Any, telling: int) -> bool:
    """Do both have one of the first ``telling`` identifying members, and differ in it?"""
    found = [(identity(one, member), identity(two, member)) for member in IDENTITY[:telling]]
    return any(None not in pair and pair[0] != pair[1] for pair in found)


def is_similar(one: Any, two: Any) -> bool:
    """May one of these have become the other?

    Scalars always; lists that share half of their items; mappings that share half of their members, or, where nothing
    identifies them, half of their keys.
    """
    if isinstance(one, list) and isinstance(two, list):
        shared = sum((Counter(map(fingerprint, one)) & Counter(map(fingerprint, two))).values())
        return 2 * shared >= max(len(one), len(two), 1)
    if isinstance(one, dict) and isinstance(two, dict):
        telling = any(member in one or member in two for member in IDENTITY)
        shared = sum(1 for key in one if key in two and (not telling or same(one[key], two[key])))
        return 2 * shared >= max(len(one), len(two), 1)
    return not isinstance(one, (dict, list)) and not isinstance(two, (dict, list))


def longest_rise(pairs: dict[int, int]) -> list[tuple[int, int]]:
    """The most pairs (old, new) that keep their order: these stay where they are, all others move."""
    ends: list[int] = []  # the smallest old place with which a rise of each length ends
    holders: list[int] = []
    before: dict[int, int] = {}
    for place in sorted(pairs):
        at = bisect_left(ends, pairs[place])
        if at == len(ends):
            ends.append(pairs[place])
            holders.append(place)
        else:
            ends[at] = pairs[place]
            holders[at] = place
        before[place] = holders[at - 1] if at else -1
    rise = []
    place = holders[-1] if holders else -1
    while place >= 0:
        rise.append((pairs[place], place))
        place = before[place]
    return rise[::-1]
