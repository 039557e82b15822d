"""The fewest edits that make a node's data what is wanted (SPEC R52 to R58).

In: a renderer, a row, its data, the data wanted. Out: patches. What stays keeps its bytes and comments; items of a
list are recognised by their content, then by what identifies them, so that a moved one moves with its text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from seedfmt._edit.anchors import find_stuck
from seedfmt._edit.find import is_merge_key, may_merge, require_no_merge, require_own, require_unshared
from seedfmt._edit.flowmoves import Coming, FlowOrder, wants_order
from seedfmt._edit.flows import FlowSplice, plan_braces
from seedfmt._edit.page import Entry, entry_rows
from seedfmt._edit.pairing import find_staying, pair_items
from seedfmt._edit.patch import Patch, apply
from seedfmt._edit.plan import (
    Replacement,
    can_be_block,
    plan_entries,
    plan_filled,
    plan_order,
    plan_quotes,
    plan_rename,
    plan_splice,
)
from seedfmt._edit.render import Renderer
from seedfmt._edit.splice import New
from seedfmt._edit.values import same
from seedfmt._syntax import rows
from seedfmt._syntax.data import build, hashable
from seedfmt._syntax.tree import ROOT

Identity = Mapping[tuple[Any, ...], Sequence[str]]
"""Declared identity keys by the path of their list, without list indexes (R54)."""


class Reconciler:
    """One comparison of a tree with what is wanted."""

    def __init__(self, renderer: Renderer, identity: Identity | None = None) -> None:
        self.renderer = renderer
        self.tree = renderer.tree
        self.identity = identity or {}
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
        if new and type(new) is type(old) and row < len(self.tree) and self.is_hollow(row):
            self.changed.append((row, False))
            return plan_filled(self.renderer, row, new)
        if isinstance(new, dict) and (kind == rows.MAPPING or row == ROOT):
            return self.plan_mapping(row, old if isinstance(old, dict) else {}, new)
        if isinstance(new, list) and isinstance(old, list) and kind == rows.SEQUENCE:
            return self.plan_sequence(row, old, new)
        self.drop(row)
        replacement = Replacement(self.renderer, row, new, parent, key)
        return replacement.plan_kept() or replacement.plan(self.renderer.style.spot(parent, name, row))

    def is_hollow(self, row: int) -> bool:
        """Return whether the node is a collection without entries that may get them in block style (R45)."""
        return self.renderer.style.is_hollow(row) and can_be_block(self.renderer, row)

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
        wanted = {(type(name), name) for name in new}  # 1, 1.0 and true are different keys
        require_own(tree, row, [name for name in old if (type(name), name) not in wanted])
        merge_keys = {place for place, (key, value) in enumerate(own) if is_merge_key(tree, key, value)}  # no members
        places = {name: place for place, name in enumerate(names) if place not in merge_keys}
        coming: dict[int, list[New]] = {}
        place = 0
        for name, value in new.items():
            if name in places and type(names[places[name]]) is type(name):
                place = places[name] + 1
            elif name in places or name not in old or not same(old[name], value):
                require_no_merge(tree, row, name)
                coming.setdefault(self.place_of(name, place, names, row), []).append(New(name, value))
        patches: list[Patch] = []
        run = 0
        for place, ((key, value), name) in enumerate(zip(own, names, strict=True)):
            if place not in merge_keys and (type(name), name) not in wanted:
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
        pairs = pair_items(old, new, self.identity_keys(row))
        kept = find_staying(pairs)
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

    def identity_keys(self, row: int) -> Sequence[str]:
        """The identity keys that are declared for a list."""
        return self.identity.get(self.renderer.style.path(row), ()) if self.identity else ()

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
