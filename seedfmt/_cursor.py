"""Handles on the collections of a Document, that behave like dict and list.

In: a Document and a path. Out: data, and edits of the Document. Never: hold state; each question is asked of the
Document as it is now, so a handle whose place is gone raises PointerError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, MutableSequence
from typing import TYPE_CHECKING, Any, ClassVar, overload

from seedfmt._edit.find import Path, spell_part, spell_pointer

if TYPE_CHECKING:
    from seedfmt._document import Document

_MISSING: Any = object()


class MappingCursor(MutableMapping[Any, Any]):
    """A mapping in a Document. Assigning to a member changes its lines and no others."""

    __slots__ = ("_document", "_path")
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __init__(self, document: Document, path: Path) -> None:
        self._document = document
        self._path = path

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

    def __repr__(self) -> str:
        # members by name only: a value may be secret
        return f"<mapping {spell_pointer(self._path) or '(root)'}: {', '.join(map(spell_part, self))}>"

    def insert(self, key: Any, value: Any, *, after: Any = _MISSING, before: Any = _MISSING) -> None:
        """Add a member behind the member ``after``, or before the member ``before``, or last.

        Raises KeyError where there is no such member, EditError where the key is there already.
        """
        names = list(self)
        place = None
        if after is not _MISSING:
            place = _index(names, after) + 1
        elif before is not _MISSING:
            place = _index(names, before)
        self._document._insert_member(self._path, key, value, place)

    def rename(self, key: Any, name: Any) -> None:
        """Give a member another key; its value, place and comments stay. Raises KeyError, or EditError for a name taken."""
        if key not in self.data:
            raise KeyError(key)
        self._document._rename((*self._path, key), name)

    def update(self, *args: Any, **kwargs: Any) -> None:
        """As ``dict.update``, in one edit."""
        wanted = self.data
        wanted.update(*map(plain, args), **kwargs)
        self._document._reconcile(self._path, wanted)

    def popitem(self) -> tuple[Any, Any]:
        """Remove and return the last member, as ``dict.popitem`` does."""
        names = list(self)
        if not names:
            raise KeyError("popitem(): mapping is empty")
        return names[-1], self.pop(names[-1])

    def pop(self, key: Any, default: Any = _MISSING) -> Any:
        """Remove a member and return its value as plain data."""
        data = self.data
        if key not in data:
            if default is _MISSING:
                raise KeyError(key)
            return default
        del self[key]
        return data[key]

    def clear(self) -> None:
        """Remove all members."""
        self._document._reconcile(self._path, {})

    def copy(self) -> dict[Any, Any]:
        """A copy as plain data."""
        return self.data


class SequenceCursor(MutableSequence[Any]):
    """A list in a Document. Items that stay keep their lines and comments."""

    __slots__ = ("_document", "_path")
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __init__(self, document: Document, path: Path) -> None:
        self._document = document
        self._path = path

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
            return self.data[index]
        return self._document._get(self._path, self._place(index), list)

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            wanted = self.data
            wanted[index] = [plain(item) for item in value]
            self._document._reconcile(self._path, wanted)
        else:
            self._document._set(self._path, self._place(index), value)

    def __delitem__(self, index: int | slice) -> None:
        if isinstance(index, slice):
            wanted = self.data
            del wanted[index]
            self._document._reconcile(self._path, wanted)
        else:
            self._document._delete((*self._path, self._place(index)))

    def __len__(self) -> int:
        return len(self.data)

    def __eq__(self, other: object) -> bool:
        return bool(self.data == plain(other)) if isinstance(other, (list, SequenceCursor)) else NotImplemented

    def __repr__(self) -> str:
        return f"<list {spell_pointer(self._path)}: {len(self)} items>"

    def insert(self, index: int, value: Any) -> None:
        """As ``list.insert``."""
        count = len(self)
        place = max(count + index, 0) if index < 0 else min(index, count)
        self._document._insert_item(self._path, place, value)

    def extend(self, values: Iterable[Any]) -> None:
        """As ``list.extend``, in one edit."""
        self._document._reconcile(self._path, self.data + [plain(item) for item in values])

    def pop(self, index: int = -1) -> Any:
        """Remove an item and return it as plain data."""
        value = self.data[index]
        del self[index]
        return value

    def remove(self, value: Any) -> None:
        """As ``list.remove``."""
        del self[self.data.index(plain(value))]

    def clear(self) -> None:
        """Remove all items."""
        self._document._reconcile(self._path, [])

    def reverse(self) -> None:
        """As ``list.reverse``; the items move with their comments."""
        self._document._reconcile(self._path, self.data[::-1])

    def sort(self, *, key: Any = None, reverse: bool = False) -> None:
        """As ``list.sort``; the items move with their comments."""
        self._document._reconcile(self._path, sorted(self.data, key=key, reverse=reverse))

    def copy(self) -> list[Any]:
        """A copy as plain data."""
        return self.data

    def _place(self, index: int) -> int:
        count = len(self)
        place = index + count if index < 0 else index
        if not 0 <= place < count:
            raise IndexError("list index out of range")
        return place


def plain(value: Any) -> Any:
    """The plain data of a handle; any other value as it is."""
    return value.data if isinstance(value, (MappingCursor, SequenceCursor)) else value


def _index(names: list[Any], name: Any) -> int:
    if name not in names:
        raise KeyError(name)
    return names.index(name)
