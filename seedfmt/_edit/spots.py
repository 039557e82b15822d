"""Where new text comes: what stands in such places already, and what is around it.

In: a page, a collection, a key. Out: rows. Never: decides what to make of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from seedfmt._edit.find import find_child
from seedfmt._edit.page import Entries, Entry, Page, entry_rows
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.scalar import resolve_plain
from seedfmt._syntax.tree import ROOT
from seedfmt._syntax.walk import parents

if TYPE_CHECKING:
    from array import array

Answer = TypeVar("Answer")

SAMPLES = 8  # how many neighbours are asked at the most


class Spot(NamedTuple):
    """A place for a value: what stands in such places, and what is around it."""

    like: Sequence[int] = ()  # the values at the same key beside it, or the other items of the list; the nearest first
    around: int = -1  # the collection that it stands in, or one like it; -1 where there is none
    base: int = -1  # the collection on the page that all that is written will stand in
    names: tuple[Any, ...] = ()  # the keys from there on
    flow: int = -1  # the flow collection whose manners a new one takes, or -1


def ask_once(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """A method whose answers are kept: an edit of many entries must not look at all of them for each."""

    def ask(self: Surroundings, *question: Any) -> Answer:
        key = (method, *question)
        if key not in self.answers:
            self.answers[key] = method(self, *question)
        answer: Answer = self.answers[key]
        return answer

    return ask


class Surroundings:
    """What stands where on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.answers: dict[tuple[Any, ...], Any] = {}

    @ask_once
    def entries(self, row: int) -> Sequence[Entry]:
        """The entries of a collection; none where there is no collection."""
        return Entries(self.page, row) if self.is_collection(row) else ()

    @ask_once
    def pairs(self, row: int) -> list[tuple[int, int]]:
        """The rows of key and value of each entry, of an item its row twice; none where there is no collection."""
        return [*entry_rows(self.tree, row)] if self.is_collection(row) else []

    @ask_once
    def children(self, row: int) -> list[int]:
        """The values in a collection."""
        return [value for _, value in entry_rows(self.tree, row)]

    # -- spots -----------------------------------------------------------------------------------------------------

    def spot(self, base: int, key: Any, old: int = -1) -> Spot:
        """The spot of a member or an item of a collection on the page; ``old`` is the row that stands there."""
        is_list = self.is_collection(base) and not self.is_mapping(base)
        like = self.items([base]) if is_list else self.members(self.siblings(base), key)
        flow = next((row for row in (old, base) if self.is_flow(row)), -1)
        return Spot([row for row in like if row != old], base, base, () if is_list else (key,), flow)

    def member(self, spot: Spot, key: Any) -> Spot:
        """The spot of a member of a mapping that is written in a spot."""
        return self._inside(spot, self.members(spot.like, key), (key,))

    def item(self, spot: Spot) -> Spot:
        """The spot of an item of a list that is written in a spot."""
        return self._inside(spot, self.items(spot.like), ())

    def _inside(self, spot: Spot, like: list[int], names: tuple[Any, ...]) -> Spot:
        around = next((row for row in spot.like if self.is_collection(row)), -1)
        flow = around if self.is_flow(around) else spot.flow
        return Spot(like, around, spot.base, (*spot.names, *names), flow)

    def siblings(self, mapping: int) -> list[int]:
        """The other items of the sequence that a mapping stands in."""
        parent = self.parents[mapping] if ROOT < mapping < len(self.tree) else -1
        if parent < 0 or self.tree.kind(parent) != rows.SEQUENCE:
            return []
        return [row for row in self.items([parent]) if row != mapping]

    def members(self, like: Iterable[int], key: Any) -> list[int]:
        """The values under this key in the mappings among ``like``."""
        found = []
        for row in list(like)[:SAMPLES]:
            if self.is_mapping(row):
                value = find_child(self.tree, row, key)[1]
                found += [value] if value >= 0 else []
        return found

    def items(self, like: Iterable[int]) -> list[int]:
        """Items of the sequences among ``like``."""
        found: list[int] = []
        for row in list(like)[:SAMPLES]:
            if row < len(self.tree) and self.tree.kind(row) == rows.SEQUENCE:
                found += self.children(row)[-SAMPLES:][::-1]
        return found

    def neighbours(self, around: int) -> Iterator[int]:
        """The values that stand in a collection, the last first."""
        return reversed(self.children(around)) if self.is_collection(around) else iter(())

    def flows(self, row: int) -> Iterator[int]:
        """A flow collection and those that it stands in, from the inside out."""
        while self.is_flow(row):
            yield row
            row = self.parents[row]

    def path(self, row: int) -> tuple[Any, ...]:
        """The keys above a collection, from the root on."""
        names: list[Any] = []
        while ROOT < row < len(self.tree):
            parent = self.parents[row]
            if self.is_mapping(parent):
                names.append(next(build(self.tree, key) for key, value in self.tree.pairs(parent) if value == row))
            row = parent
        return tuple(reversed(names))

    # -- nodes -----------------------------------------------------------------------------------------------------

    def is_mapping(self, row: int) -> bool:
        """Is the node a mapping?"""
        return 0 <= row < len(self.tree) and self.tree.kind(row) == rows.MAPPING

    def is_collection(self, row: int) -> bool:
        """Is the node a mapping or a sequence?"""
        return 0 <= row < len(self.tree) and self.tree.kind(row) in (rows.MAPPING, rows.SEQUENCE)

    def is_flow(self, row: int) -> bool:
        """Is the node a collection in flow style?"""
        return self.is_collection(row) and not self.tree.is_block(row)

    def is_plain(self, row: int) -> bool:
        """Is the node a scalar without quotes?"""
        return self.tree.head(row) & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN

    def is_text(self, row: int) -> bool:
        """Is the node a scalar whose value is text?"""
        tree = self.tree
        if tree.kind(row) != rows.SCALAR:
            return False
        if tree.style(row) != rows.PLAIN:
            return True
        if tree.tag(row)[0] >= 0:
            return isinstance(build(tree, row), str)
        return isinstance(resolve_plain(tree.text(row).decode()), str)

    @cached_property
    def parents(self) -> array[int]:
        """For each row the one of the collection it stands in."""
        return parents(self.tree)
