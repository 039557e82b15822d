"""Nodes by name: the methods that a Document and its handles have in common.

In: a handle, and the name of a node: a JSON Pointer (RFC 6901) or a key. Out: places in the Document, and edits of it.

One convention holds for every method that names a node. A string that begins with "/" is a JSON Pointer, read from the
receiver on, and "" is the receiver itself. Anything else is a key of the receiver, or an index of a list. A key that
begins with "/" is written as a pointer: ``/~1x``. Subscripts take keys alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedfmt import _edit
from seedfmt._edit.find import (
    Path,
    find_editable,
    is_list,
    match_key,
    parse_pointer,
    spell_part,
    spell_pointer,
)
from seedfmt._handles import Handle, leave
from seedfmt._syntax.scalar import resolve_plain
from seedfmt._syntax.walk import read_index, same
from seedfmt.errors import Code, EditError, MissingKeyError, PointerError

if TYPE_CHECKING:
    from seedfmt._source import Span

MISSING: Any = object()


class Collection(Handle):
    """A mapping or list in a Document, whose nodes are named by key or pointer."""

    __slots__ = ()

    # -- reading ---------------------------------------------------------------------------------------------------

    def at(self, name: Any) -> Any:
        """The value of a node: plain data for a scalar, a handle for a collection.

        Args:
            name: A JSON Pointer from here, or a key.
        Raises:
            PointerError: There is no such node; the message names the part that leads nowhere.
        """
        path = self._locate(name)
        return self._document._get(path[:-1], path[-1], object) if path else self._document

    def span(self, name: Any, *, key: bool = False) -> Span:
        """Where a node is in the file, or with ``key`` its key: offsets in bytes, lines and columns from 1.

        An item of a list has no key; its span is that of the item. Raises PointerError.
        """
        return self._document._span(self._locate(name), key=key)

    def comment(self, name: Any, *, above: bool = False) -> str | None:
        """The comment at the end of a node's line, or with ``above`` the lines directly above it; None without one.

        Raises PointerError; RefusedError for a node that an alias or a merge key brings from elsewhere.
        """
        page = self._document._page
        key, row = self._document._rows_at(self._locate(name))
        return _edit.comments.read_above(page, key, row) if above else _edit.comments.read_end(page, row)

    def tag(self, name: Any) -> str | None:
        """The tag of a node as it is written, such as ``!Sub`` or ``!!str``; None without one. Raises PointerError."""
        page = self._document._page
        _, row = self._document._rows_at(self._locate(name))
        start, end = page.tree.tag(row)
        return None if start < 0 else page.source[start:end].decode()

    # -- editing ---------------------------------------------------------------------------------------------------

    def set(
        self, name: Any, value: Any, *, keep_tag: bool = False, parents: bool = False, spelling: str | None = None
    ) -> None:
        """Set the value of a node. A key that does not exist is added.

        In a list "-", and the index that is its length, add an item at the end (RFC 6902).

        Args:
            name: A JSON Pointer from here, or a key.
            value: JSON-like data, ``date`` and ``datetime`` included.
            keep_tag: Keep an application tag such as ``!Sub`` on the new value; without it the tag goes (SPEC R27).
            parents: Add the mappings on the way that do not exist.
            spelling: How a number is written, such as ``"1.10"``; YAML 1.2 must read it as ``value``.
        Raises:
            PointerError: The node has no parent.
            EditError: The value cannot be written there. The Document is unchanged.
        """
        if spelling is not None:
            require_spelling(value, spelling)
            with self._document._transaction():
                path = None if parents else self._locate(name, exists=False)  # "-" is another item after the edit
                self.set(name, value, keep_tag=keep_tag, parents=parents)
                self._document._respell(self._locate(name) if path is None else path, spelling)
            return
        if parents:
            name, value = with_parents(self._document._data_at(self._path, object), name, value)
        path = self._locate(name, exists=False)
        if path:
            self._document._set(path[:-1], path[-1], value, keep_tag)
        else:
            self._document._reconcile((), value, leave(()))

    def delete(self, name: Any) -> None:
        """Remove a node with its comments. Raises PointerError, EditError."""
        path = self._locate(name)
        if not path:
            raise EditError(Code.PLACE, "the front matter as a whole cannot be removed", hint="remove its keys")
        self._document._delete(path)

    def rename(self, name: Any, new: Any) -> None:
        """Give an entry of a mapping another key; its value, its place and its comments stay.

        Raises PointerError; EditError if the key exists already.
        """
        self._document._rename(self._locate(name), new)

    def move(self, name: Any, *, before: Any = MISSING, after: Any = MISSING) -> None:
        """Move an entry of a mapping, or an item of a list, with its comments.

        Args:
            name: The entry, by a JSON Pointer from here or by its key.
            before: The entry of the same collection that it is to precede.
            after: The entry of the same collection that it is to follow.
        Raises:
            TypeError: Not exactly one of ``before`` and ``after`` is given.
            PointerError: One of the entries does not exist.
            EditError: The two are not in one collection. ``patch`` moves between collections.
        """
        if (before is MISSING) == (after is MISSING):
            raise TypeError("move() takes either before or after")
        path = self._locate(name)
        other = self._locate(after if before is MISSING else before)
        if not path or path[:-1] != other[:-1]:
            message = f"{spell_pointer(path) or 'the front matter'} and {spell_pointer(other) or 'the front matter'}"
            raise EditError(
                Code.PLACE, f"{message} are not in one collection", hint='use patch with the operation "move"'
            )
        self._document._move(path, other[-1], int(before is MISSING))

    def set_comment(self, name: Any, text: str | None, *, above: bool = False) -> None:
        """Write, replace or (None) remove the comment at the end of a node's line, or directly above it.

        Raises PointerError; EditError where there is no room for a comment.
        """
        if text is not None and not isinstance(text, str):
            raise TypeError(f"a comment must be a string or None, not {type(text).__name__}")
        document, path = self._document, self._locate(name)
        find_editable(document._page.tree, path[:-1])
        (key, row), page = document._rows_at(path), _edit.edits.pad(document._page)
        patches = _edit.comments.plan_above(page, key, row, text) if above else _edit.comments.plan_end(page, row, text)
        document._commit(page, _edit.edits.Planned(patches))

    # -- names -----------------------------------------------------------------------------------------------------

    def _locate(self, name: Any, *, exists: bool = True) -> Path:
        """The path of the node that a name means; its last part need not exist unless asked."""
        document, here = self._document, spell_pointer(self._path)
        if isinstance(name, str) and name[:1] in ("/", ""):
            return document._resolve(here + name, exists=exists)
        if not isinstance(name, str) and is_list(document._page.tree, self._path):
            return (*self._path, _index(name, document._count(self._path), exists))
        if not isinstance(name, str) and (not exists or name in document._data_at(self._path, dict)):
            return (*self._path, name)
        try:
            return document._resolve(f"{here}/{spell_part(name)}", exists=exists)
        except PointerError as error:
            raise MissingKeyError(error.code, error.message, hint=error.hint, span=error.span) from None


def require_spelling(value: Any, spelling: str) -> None:
    """Raise EditError unless a plain scalar of this spelling is this number."""
    if not isinstance(value, (int, float)) or not same(resolve_plain(spelling), value):
        raise EditError(Code.VALUE, f"{spelling!r} is not a spelling of the value", hint="leave out spelling")


def with_parents(data: Any, name: Any, value: Any) -> tuple[Any, Any]:
    """The name and the value that set a node, with the mappings on the way to it that do not exist or are null."""
    parts = parse_pointer(name) if isinstance(name, str) and name.startswith("/") else []
    for count, part in enumerate(parts[:-1], 1):
        key: Any = read_index(part) if isinstance(data, list) else match_key(data, part)
        found = data.get(key) if isinstance(data, dict) else data[key] if 0 <= key < len(data) else None
        if found is None:
            for inner in reversed(parts[count:]):
                value = {inner: value}
            return spell_pointer(tuple(parts[:count])), value
        if not isinstance(found, (dict, list)):
            break
        data = found
    return name, value


def _index(name: Any, count: int, exists: bool) -> int:
    """An index of a list, from its end if it is negative."""
    from operator import index

    if not hasattr(name, "__index__"):
        raise TypeError(f"list indices must be integers or strings, not {type(name).__name__}")
    found = index(name)
    found += count if found < 0 else 0
    if not 0 <= found < count + (not exists):
        raise IndexError("list index out of range")
    return found
