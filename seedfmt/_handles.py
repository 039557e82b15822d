"""The handles that are in use of a Document, and where an edit leaves them.

In: handles, and for an edit what it does to the places of nodes. Out: handles that mean what they meant. Never: keeps a
handle alive.

A handle follows its collection as a list or dict of Python would: an item that is behind an insertion, or is sorted,
moves along; what was removed or replaced is out of the Document, and its handle reads what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from weakref import ref

from seedfmt._edit.find import Path

if TYPE_CHECKING:
    from seedfmt._document import Document

Move = Callable[[Path], Path | None]  # where a path leads now; None where what was there is gone

FEW = 64  # handles that are kept in mind before those that nobody uses are forgotten


class Handle:
    """A collection in a Document, by its path."""

    __slots__ = ("__weakref__", "_document", "_path")

    def __init__(self, document: Document, path: Path) -> None:
        self._document = document
        self._path = path
        document._handles.add(self)

    def __reduce__(self) -> Any:
        name = type(self).__name__
        raise TypeError(f"a {name} is a place in a Document and cannot be pickled; pickle its .data")


class Handles:
    """The handles of one Document that somebody uses."""

    __slots__ = ("_limit", "_refs")

    def __init__(self) -> None:
        self._refs: list[ref[Handle]] = []
        self._limit = FEW

    def add(self, handle: Handle) -> None:
        """Keep a handle in mind, as long as somebody uses it."""
        if len(self._refs) >= self._limit:
            self._refs = [known for known in self._refs if known() is not None]
            self._limit = max(FEW, 2 * len(self._refs))
        self._refs.append(ref(handle))

    def places(self) -> list[tuple[Handle, Document, Path]]:
        """Each handle in use, with its Document and path."""
        known = [(handle, handle._document, handle._path) for one in self._refs if (handle := one()) is not None]
        self._refs = [ref(handle) for handle, _, _ in known]
        return known

    def follow(self, move: Move, before: Callable[[], Document]) -> None:
        """Give the handles their new paths; those of what is gone read ``before()``, the Document without the edit."""
        if not self._refs:
            return
        left = None
        for handle, _, path in self.places():
            place = move(path)
            if place is None:
                left = before() if left is None else left
                handle._document = left
                left._handles.add(handle)
            else:
                handle._path = place
        if left is not None:
            self._refs = [one for one in self._refs if (known := one()) is not None and known._document is not left]

    def restore(self, places: Sequence[tuple[Handle, Document, Path]], failed: Callable[[], Document]) -> None:
        """Put handles back where ``places`` saw them; those taken since then read ``failed()``, the discarded state."""
        known = {id(handle) for handle, _, _ in places}
        new = [handle for one in self._refs if (handle := one()) is not None and id(handle) not in known]
        for handle, document, path in places:
            handle._document, handle._path = document, path
        self._refs = [ref(handle) for handle, _, _ in places]
        if new:
            left = failed()
            for handle in new:
                handle._document = left
                left._handles.add(handle)


def stay(path: Path) -> Path:
    """Nothing moves."""
    return path


def leave(path: Path) -> Move:
    """What is at a path, and below it, is gone."""
    return lambda at: None if at[: len(path)] == path else at


def leave_members(path: Path, keys: Any) -> Move:
    """Some members of the mapping at a path are gone."""
    deep = len(path)
    return lambda at: None if len(at) > deep and at[:deep] == path and at[deep] in keys else at


def insert_item(path: Path) -> Move:
    """An item came into a list at a path, before what was there."""
    return lambda at: _shifted(path, at, 1)


def remove_item(path: Path) -> Move:
    """The item of a list at a path is gone."""
    return lambda at: None if at[: len(path)] == path else _shifted(path, at, -1)


def _shifted(path: Path, at: Path, by: int) -> Path:
    """Where a path leads when the items of a list, from that at ``path`` on, moved ``by`` places."""
    deep = len(path)
    if len(at) < deep or at[: deep - 1] != path[:-1] or type(at[deep - 1]) is not int or at[deep - 1] < path[-1]:
        return at  # a key stands there when the list was a mapping once
    return (*path[:-1], at[deep - 1] + by, *at[deep:])


def rename(path: Path, name: Any) -> Move:
    """The member at a path has another key."""
    deep = len(path)
    return lambda at: (*path[:-1], name, *at[deep:]) if at[:deep] == path else at


def arrange(path: Path, origin: Sequence[int | None]) -> Move:
    """The items of the list at a path are others: for each of now the index of before, or None for a new one."""
    deep = len(path)
    now = {before: place for place, before in reversed([*enumerate(origin)]) if before is not None}

    def move(at: Path) -> Path | None:
        if len(at) <= deep or at[:deep] != path:
            return at
        place = now.get(at[deep])
        return None if place is None else (*path, place, *at[deep + 1 :])

    return move


def transfer(source: Path, target: Path, *, out_of_list: bool, into_list: bool, copies: bool) -> Move:
    """An entry moved to another collection, or was copied there; ``target`` is its path before the edit."""
    remove = remove_item(source) if out_of_list else leave(source)
    goal = target if copies else remove(target) or target
    insert = insert_item(goal) if into_list else leave(goal)

    def move(at: Path) -> Path | None:
        if not copies and at[: len(source)] == source:
            return (*goal, *at[len(source) :])
        left = at if copies else remove(at)
        return None if left is None else insert(left)

    return move
