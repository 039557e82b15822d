"""Handles on the collections of a Document, that behave like dict and list.

In: a Document and a path. Out: data, and edits of the Document. Never: hold data; each question is asked of the
Document as it is now. What a handle means when the Document changes is in ``_handles``.
"""

from __future__ import annotations

import sys
from collections.abc import (
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    MutableSequence,
    Sequence,
    ValuesView,
)
from operator import index as index_of
from typing import TYPE_CHECKING, Any, ClassVar, Self, overload

from seedfmt import _edit
from seedfmt._addressing import MISSING, Collection
from seedfmt._edit.find import Path, is_list, spell_part, spell_pointer
from seedfmt._edit.values import same
from seedfmt._handles import Handle, arrange, leave_members, stay

if TYPE_CHECKING:
    pass


class _Items(ItemsView[Any, Any]):
    """The members of a mapping; they are read once, when the iteration begins."""

    __slots__ = ()
    _mapping: MappingCursor

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        mapping = self._mapping
        return iter([(key, _handle(mapping, key, value)) for key, value in mapping.data.items()])


class _Values(ValuesView[Any]):
    """The values of a mapping; they are read once, when the iteration begins."""

    __slots__ = ()
    _mapping: MappingCursor

    def __iter__(self) -> Iterator[Any]:
        return (value for _, value in _Items(self._mapping))

    def __contains__(self, value: object) -> bool:
        return plain(value) in self._mapping.data.values()


class MappingCursor(Collection, MutableMapping[Any, Any]):
    """A mapping in a Document, by its place. Assigning to a member changes its lines and no others.

    What iterates reads the members once, as they are when it begins. ``copy()`` and ``|`` are shallow, as those of a
    dict: a collection among the values is a handle. ``data`` is a deep copy as plain data.
    """

    __slots__ = ()
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    @property
    def data(self) -> dict[Any, Any]:
        """A copy as plain data."""
        data: dict[Any, Any] = self._document._data_at(self._path, dict)
        return data

    def __getitem__(self, key: Any) -> Any:
        return self._document._get(self._path, key, dict)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._document._set(self._path, key, value)

    def __delitem__(self, key: Any) -> None:
        if key not in self.data:
            raise KeyError(key)
        self._document._delete((*self._path, key))

    def __iter__(self) -> Iterator[Any]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __eq__(self, other: object) -> bool:
        return bool(self.data == plain(other)) if isinstance(other, Mapping) else NotImplemented

    def __reversed__(self) -> Iterator[Any]:
        return iter([*self.data][::-1])

    def __or__(self, other: Any) -> dict[Any, Any]:
        return self.copy() | dict(other) if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other: Any) -> dict[Any, Any]:
        return dict(other) | self.copy() if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other: Any) -> Self:
        self.update(other)
        return self

    def __copy__(self) -> Any:
        return self.copy()

    def __deepcopy__(self, _: dict[int, Any]) -> Any:
        return self.data

    def __repr__(self) -> str:
        # members by name only: a value may be secret
        return f"<mapping {spell_pointer(self._path) or '(root)'}: {', '.join(map(spell_part, self))}>"

    def insert(self, name: Any, value: Any, *, after: Any = MISSING, before: Any = MISSING) -> None:
        """Add an entry after the entry ``after``, or before the entry ``before``, or last.

        All three are named as in every method: by a JSON Pointer from here, or by a key. Raises TypeError if both after
        and before are given, KeyError if the one given is not an entry there, EditError if the key exists already.
        """
        if after is not MISSING and before is not MISSING:
            raise TypeError("insert() takes one of after and before, not both")
        path = self._locate(name, exists=False)
        if not path:
            raise TypeError("insert() takes the key or the pointer of a new entry")
        beside = None
        if after is not MISSING or before is not MISSING:
            other = before if after is MISSING else after
            beside = self._sibling(path, other), int(before is MISSING)
        if is_list(self._document._page.tree, path[:-1]):
            self._document._insert_item(path[:-1], path[-1] if beside is None else sum(beside), value)
        else:
            self._document._insert_member(path[:-1], path[-1], value, beside)

    def _sibling(self, path: Path, name: Any) -> Any:
        """The key of an entry in the collection that a new one at a path comes into."""
        if isinstance(name, str) and name.startswith("/"):
            other = self._locate(name)
            if other[:-1] != path[:-1]:
                raise KeyError(name)
            return other[-1]
        return name

    def items(self) -> ItemsView[Any, Any]:
        """As ``dict.items``; collections among the values are handles."""
        return _Items(self)

    def values(self) -> ValuesView[Any]:
        """As ``dict.values``; collections among them are handles."""
        return _Values(self)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """As ``dict.setdefault``; of a collection, the handle."""
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args: Any, **kwargs: Any) -> None:
        """As ``dict.update``, in one edit."""
        wanted = self.data
        given = dict(*map(plain, args), **kwargs)
        changed = [key for key, value in given.items() if key in wanted and not same(wanted[key], plain(value))]
        wanted.update(given)
        self._document._reconcile(self._path, wanted, leave_members(self._path, changed))

    def popitem(self) -> tuple[Any, Any]:
        """Remove and return the last member, as ``dict.popitem`` does."""
        names = list(self)
        if not names:
            raise KeyError("popitem(): mapping is empty")
        return names[-1], self.pop(names[-1])

    def pop(self, key: Any, default: Any = MISSING) -> Any:
        """Remove a member and return its value as plain data."""
        data = self.data
        if key not in data:
            if default is MISSING:
                raise KeyError(key)
            return default
        del self[key]
        return data[key]

    def clear(self) -> None:
        """Remove all members."""
        self._document._reconcile(self._path, {}, leave_members(self._path, self.data))

    def copy(self) -> dict[Any, Any]:
        """A shallow copy, as of a dict: the collections among the values are handles. ``data`` is a deep one."""
        return dict(self.items())


class SequenceCursor(Collection, MutableSequence[Any]):
    """A list in a Document, by its place. Items that stay keep their lines and comments.

    What iterates reads the items once, as they are when it begins. Slices, ``copy()``, ``+`` and ``*`` are shallow, as
    those of a list: a collection among the items is a handle. ``data`` is a deep copy as plain data.
    """

    __slots__ = ()
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    @property
    def data(self) -> list[Any]:
        """A copy as plain data."""
        data: list[Any] = self._document._data_at(self._path, list)
        return data

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [*self][index]
        return self._document._get(self._path, self._place(index), list)

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            if not isinstance(value, Iterable):
                raise TypeError("can only assign an iterable")
            items = [*value]
            wanted, origin = self.data, self._places()
            wanted[index] = [plain(item) for item in items]
            kept = self._places()
            del kept[index]  # a handle of what stays is given as a value
            places = [self._place_of(item) for item in items]
            origin[index] = [None if place in kept else place for place in places]
            self._arrange(wanted, origin)
        else:
            self._document._set(self._path, self._place(index), value)

    def __delitem__(self, index: int | slice) -> None:
        if isinstance(index, slice):
            wanted, origin = self.data, self._places()
            del wanted[index]
            del origin[index]
            start, stop, step = index.indices(len(self))
            if step == 1 and start < stop:
                move = arrange(self._path, origin)
                self._document._change(move, _edit.edits.plan_delete_items, self._path, start, stop)
            else:
                self._arrange(wanted, origin)
        else:
            self._document._delete((*self._path, self._place(index)))

    def __len__(self) -> int:
        return self._document._count(self._path)

    def __iter__(self) -> Iterator[Any]:
        return iter([_handle(self, place, value) for place, value in enumerate(self.data)])

    def __reversed__(self) -> Iterator[Any]:
        return iter([*self][::-1])

    def __contains__(self, value: object) -> bool:
        return plain(value) in self.data

    def __eq__(self, other: object) -> bool:
        return bool(self.data == plain(other)) if isinstance(other, (list, SequenceCursor)) else NotImplemented

    def __add__(self, other: Any) -> list[Any]:
        return [*self, *other] if isinstance(other, (list, SequenceCursor)) else NotImplemented

    def __radd__(self, other: Any) -> list[Any]:
        return [*other, *self] if isinstance(other, list) else NotImplemented

    def __mul__(self, count: int) -> list[Any]:
        return [*self] * count

    __rmul__ = __mul__

    def __imul__(self, count: int) -> Self:
        self._arrange(self.data * count, self._places() * count)
        return self

    def __copy__(self) -> list[Any]:
        return self.copy()

    def __deepcopy__(self, _: dict[int, Any]) -> list[Any]:
        return self.data

    def __repr__(self) -> str:
        count = len(self)
        return f"<list {spell_pointer(self._path)}: {count} item{'s' * (count != 1)}>"

    def insert(self, index: Any, value: Any) -> None:
        """As ``list.insert``; a string names a place as in every method, by a JSON Pointer from here."""
        if isinstance(index, str):
            path = self._locate(index, exists=False)
            if is_list(self._document._page.tree, path[:-1]):
                self._document._insert_item(path[:-1], path[-1], value)
            else:
                self._document._insert_member(path[:-1], path[-1], value, None)
            return
        count, index = len(self), index_of(index)
        place = max(count + index, 0) if index < 0 else min(index, count)
        self._document._insert_item(self._path, place, value)

    def extend(self, values: Iterable[Any]) -> None:
        """As ``list.extend``, in one edit."""
        self._document._reconcile(self._path, self.data + [plain(item) for item in values], stay)

    def pop(self, index: int = -1) -> Any:
        """Remove an item and return it as plain data."""
        value = self.data[index]
        del self[index]
        return value

    def index(self, value: Any, start: int = 0, stop: int = sys.maxsize) -> int:
        """As ``list.index``."""
        return self.data.index(plain(value), start, stop)

    def count(self, value: Any) -> int:
        """As ``list.count``."""
        return self.data.count(plain(value))

    def remove(self, value: Any) -> None:
        """As ``list.remove``."""
        del self[self.data.index(plain(value))]

    def clear(self) -> None:
        """Remove all items."""
        self._arrange([], [])

    def reverse(self) -> None:
        """As ``list.reverse``; the items move with their comments."""
        self._arrange(self.data[::-1], self._places()[::-1])

    def sort(self, *, key: Any = None, reverse: bool = False) -> None:
        """As ``list.sort``; the items move with their comments."""
        data = self.data
        keys = data if key is None else [key(item) for item in data]
        origin = sorted(range(len(data)), key=keys.__getitem__, reverse=reverse)
        self._arrange([data[place] for place in origin], origin)

    def copy(self) -> list[Any]:
        """A shallow copy, as of a list: the collections among the items are handles. ``data`` is a deep one."""
        return [*self]

    def _places(self) -> list[int | None]:
        return [*range(len(self))]

    def _place_of(self, item: Any) -> int | None:
        """The index of an item that a handle is of, where it is one of this list."""
        if not isinstance(item, Handle) or item._document is not self._document:
            return None
        return item._path[-1] if item._path[:-1] == self._path else None

    def _arrange(self, wanted: list[Any], origin: Sequence[int | None]) -> None:
        """Have other items; ``origin`` says for each its index of before, or None for a new one."""
        document, page, move = self._document, self._document._page, arrange(self._path, origin)
        document._reconcile(self._path, wanted, move)
        if document._page is page:  # equal items changed places
            document._handles.follow(move, lambda: document._left(page))

    def _place(self, index: int) -> int:
        if not hasattr(index, "__index__"):
            raise TypeError(f"list indices must be integers or slices, not {type(index).__name__}")
        index = int(index_of(index))  # True is 1, as in a list
        count = len(self)
        place = index + count if index < 0 else index
        if not 0 <= place < count:
            raise IndexError("list index out of range")
        return place


def plain(value: Any) -> Any:
    """The plain data of a handle; any other value as it is."""
    return value.data if isinstance(value, (MappingCursor, SequenceCursor)) else value


def _handle(parent: MappingCursor | SequenceCursor, key: Any, value: Any) -> Any:
    """The value of a member or an item as its collection gives it: a handle, where it is a collection."""
    kind = MappingCursor if type(value) is dict else SequenceCursor if type(value) is list else None
    return kind(parent._document, (*parent._path, key)) if kind else value
