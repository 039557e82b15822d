"""The Document: a seed file that is open for reading and editing.

In: the bytes of a file. Out: its data, places in it, edited bytes. Never: opens files; knows of schemas or keys.

The bytes are the truth. An edit is planned as patches on them, applied, read again, compared with what was intended,
and only then becomes the Document: plan, apply, parse, verify, commit. Where any of the five fails, nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from seedfmt import _edit
from seedfmt._cursor import MappingCursor, SequenceCursor
from seedfmt._edit.find import (
    Path,
    find_child,
    find_path,
    find_row,
    is_list,
    parse_pointer,
    require_exists,
    resolve_pointer,
    spell_part,
    spell_pointer,
)
from seedfmt._edit.page import Page
from seedfmt._edit.patch import Patch, apply, difference, inverse
from seedfmt._edit.values import body_bytes
from seedfmt._edit.verify import require_intended, require_same, require_wanted
from seedfmt._handles import Handles, Move, insert_item, leave, remove_item, rename, stay, transfer
from seedfmt._limits import LIMITS, Limits, read_page, reread_page
from seedfmt._source import Span, span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import Code, EditError, EditLimitError, LimitError, PointerError, RefusedError, SeedError

if TYPE_CHECKING:
    from seedfmt._edit.edits import Planned


class Document(MappingCursor):
    """A seed file. It behaves like a dict of its front matter; all that is not edited stays byte for byte.

    ``fenced`` says that the front matter stands between fences; a YAML file has none (SPEC R3).
    Raises SeedSyntaxError or LimitError with the place in the file.
    """

    __slots__ = ("_fenced", "_handles", "_limits", "_page", "_undo", "origin")
    _path = ()

    def __init__(self, source: bytes, *, fenced: bool = True, limits: Limits | None = None) -> None:
        # without super().__init__: a Document that held itself would wait for the garbage collector
        if not isinstance(source, (bytes, bytearray)):
            raise TypeError(f"a Document is made of bytes, not {type(source).__name__}; use load() or loads()")
        self._fenced = fenced
        self._limits = limits or LIMITS
        self._page = self._read(bytes(source))
        self._undo: list[Patch] = []
        self._handles = Handles()
        self.origin: object = None  # where the bytes came from; set and read by the layer that opens files

    @property
    def _document(self) -> Document:  # type: ignore[override]
        return self

    def _read(self, source: bytes) -> Page:
        return read_page(source, self._fenced, self._limits)

    # -- reading ---------------------------------------------------------------------------------------------------

    def __bytes__(self) -> bytes:
        return self._page.source

    def __copy__(self) -> Self:
        """Another Document of the same bytes and limits, with no edits to undo."""
        other = type(self).__new__(type(self))
        self._give(other)
        return other

    def _give(self, other: Document) -> None:
        """Make another Document one of the same bytes and limits."""
        other._fenced, other._limits, other._page = self._fenced, self._limits, self._page
        other._undo, other._handles, other.origin = [], Handles(), self.origin

    def _left(self, page: Page) -> Document:
        """A Document of a page of before, for the handles of what was removed from this one."""
        left = Left.__new__(Left)
        self._give(left)
        left._page = page
        return left

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self.__copy__()

    def __reduce__(self) -> Any:
        return _unpickle, (type(self), self._page.source, self._fenced, tuple(self._limits))

    def __repr__(self) -> str:
        return f"<Document: {', '.join(map(spell_part, self))}>"

    @property
    def data(self) -> dict[Any, Any]:
        """The front matter as plain data: dict, list, str, int, float, bool, None. Timestamps stay text.

        Aliases and merge keys are resolved. Changing the result changes nothing in the Document.
        """
        return build(self._page.tree) or {}

    @property
    def path(self) -> str | None:
        """The file that this was loaded from or dumped to last, as it was named; else None."""
        name: str | None = getattr(self.origin, "name", None)
        return name

    @property
    def body(self) -> bytes:
        """What follows the closing fence: bytes, or what is like bytes, where it is given."""
        return self._page.source[self._page.parts.body :]

    @body.setter
    def body(self, value: bytes) -> None:
        planned = _edit.edits.plan_body(self._page, body_bytes(value))
        self._commit(_edit.edits.pad(self._page), planned)

    # -- editing ---------------------------------------------------------------------------------------------------

    def patch(self, operations: Any) -> None:
        """Apply a JSON Patch (RFC 6902), all of it or nothing. Raises PointerError, EditError."""
        from seedfmt import _change

        with self._transaction():
            _change.apply_patch(self, operations)

    def merge(self, patch: Any) -> None:
        """Apply a JSON Merge Patch (RFC 7396), with the fewest edits. Raises EditError."""
        from seedfmt import _change

        _edit.values.require_size(patch)
        self.reconcile(_change.merged(self.data, patch))

    def reconcile(self, data: Any, *, identity: Mapping[str, Sequence[str]] | None = None) -> None:
        """Make the data equal to ``data``, with the fewest edits; what stays keeps its bytes and comments.

        Args:
            data: The wanted front matter: JSON-like data.
            identity: Identity keys by the JSON Pointer of their list, as in ``{"/related": ["webUrl"]}``: the first
                key that every item has and that is unique decides which item is which (SPEC R54). A pointer leaves out
                the indexes of the lists that it passes through.
        Raises:
            EditError: The data cannot be written. The Document is unchanged.
        """
        paths = {tuple(parse_pointer(pointer)): tuple(keys) for pointer, keys in (identity or {}).items()}
        self._change(stay, _edit.edits.plan_reconcile, (), data, paths)

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """Make all edits inside one edit: one step of ``undo``; if anything is raised inside, none of them is made.

            with doc.batch():
                doc["heat"] = 65
                del doc["draft"]

        Each edit is verified as it is made, and what is read inside is the data so far. After an exception the Document
        is as before the batch, and so are the handles that were taken before it; a handle that was taken inside
        reads what it showed last, and cannot be edited. Batches nest. ``undo`` inside takes back what was done inside.
        """
        with self._transaction():
            yield self

    def undo(self) -> None:
        """Take back the last edit. Raises EditError where there is none."""
        if not self._undo:
            raise EditError(Code.PLACE, "there is no edit to undo")
        self._page = self._read(apply(self._page.source, [self._undo.pop()]))

    # -- places ----------------------------------------------------------------------------------------------------

    def _resolve(self, pointer: str, *, exists: bool = True) -> Path:
        """The path that a pointer means; its last part need not exist unless asked."""
        path = find_path(self._page.tree, parse_pointer(pointer))
        if path is not None:
            return path
        data = self.data
        try:
            path = resolve_pointer(data, pointer)
            if exists:
                require_exists(data, pointer, path)
        except PointerError as error:
            error.span = self._span(self._reached(parse_pointer(pointer)), key=True)
            raise
        return path

    def _reached(self, parts: list[str]) -> Path:
        """The path of the deepest value that the parts of a pointer do reach."""
        for count in range(len(parts) - 1, 0, -1):
            pointer = spell_pointer(tuple(parts[:count]))
            try:
                path = resolve_pointer(self.data, pointer)
                require_exists(self.data, pointer, path)
            except PointerError:
                continue
            return path
        return ()

    def _span(self, path: Path, *, key: bool = False) -> Span:
        """The place of an existing path; for what a merge key brings, that of the mapping that has the merge key."""
        tree, source = self._page.tree, self._page.source
        if len(tree) <= ROOT:
            return span_between(source, self._page.parts.front, self._page.parts.front)
        row = find_row(tree, path)
        if row < 0:
            return self._span(path[:-1])
        if key and path:
            name = find_child(tree, tree.target(find_row(tree, path[:-1])), path[-1])[0]
            row = name if tree.begin(name) < tree.end(name) else row
        return span_between(source, tree.begin(row), tree.end(row))

    def _rows_at(self, path: Path) -> tuple[int, int]:
        """The rows of key and value of what is at a path."""
        if not path:
            raise EditError(Code.PLACE, "the front matter as a whole has no comment of its own", hint="name a member")
        row = find_row(self._page.tree, path[:-1])
        child = find_child(self._page.tree, row, path[-1]) if row >= 0 else (-1, -1)
        if child[0] < 0:
            where = spell_pointer(path)
            message, hint = f"{where} stands elsewhere in the file", "edit it where it is defined"
            raise RefusedError(Code.ALIASED, message, hint=hint, span=self._span(path))
        return child

    # -- what the handles ask --------------------------------------------------------------------------------------

    def _data_at(self, path: Path, kind: type) -> Any:
        """A copy of the data of the collection at a path."""
        row = find_row(self._page.tree, path) if len(self._page.tree) > ROOT else -1
        if row >= 0:
            value = _edit.edits.data_of(self._page, row)
        else:
            value = require_exists(self.data, spell_pointer(path), path)
        if not isinstance(value, kind):
            raise PointerError(Code.NOT_FOUND, f"there is no such collection any more at {spell_pointer(path)}")
        return value

    def _count(self, path: Path) -> int:
        """How many items the list at a path has."""
        tree = self._page.tree
        row = find_row(tree, path) if len(tree) > ROOT else -1
        row = tree.target(row) if row >= 0 else row
        if row >= 0 and tree.kind(row) == rows.SEQUENCE:
            return len(tree.items(row))
        return len(self._data_at(path, list))

    def _get(self, path: Path, key: Any, kind: type) -> Any:
        tree = self._page.tree
        is_mapping = len(tree) > ROOT and tree.kind(ROOT) == rows.MAPPING
        row = find_row(tree, (*path, key)) if is_mapping else -1
        if row >= 0:
            found = tree.kind(tree.target(row))
            if found == rows.MAPPING:
                return MappingCursor(self, (*path, key))
            return SequenceCursor(self, (*path, key)) if found == rows.SEQUENCE else build(tree, row)
        value = self._data_at(path, kind)[key]  # missing, or brought by a merge key
        if isinstance(value, dict):
            return MappingCursor(self, (*path, key))
        return SequenceCursor(self, (*path, key)) if isinstance(value, list) else value

    def _set(self, path: Path, key: Any, value: Any, keep_tag: bool = False) -> None:
        self._change(leave((*path, key)), _edit.edits.plan_set, path, key, value, keep_tag)

    def _respell(self, path: Path, spelling: str) -> None:
        """Write a number in another spelling."""
        self._change(stay, _edit.edits.plan_spelling, path, spelling)

    def _move(self, path: Path, other: Any, side: int) -> None:
        """Move the entry at a path before (0) or after (1) another one of its collection."""
        if is_list(self._page.tree, path[:-1]):
            parent = SequenceCursor(self, path[:-1])
            data, index = parent.data, path[-1]
            origin = [at for at in range(len(data)) if at != index]
            origin.insert(origin.index(other) + side if other != index else index, index)
            parent._arrange([data[at] for at in origin], origin)
        else:
            self._change(stay, _edit.transfer.plan_reorder, path[:-1], path[-1], (other, side))

    def _transfer(self, source: Path, target: Path, *, copies: bool) -> bool:
        """Move or copy an entry to another collection as it is written; False where that cannot be."""
        page = _edit.edits.pad(self._page)
        planned = _edit.transfer.plan_transfer(page, source, target, copies=copies)
        if planned is None:
            return False
        into_list = is_list(self._page.tree, target[:-1])
        out_of_list = is_list(self._page.tree, source[:-1])
        move = transfer(source, target, out_of_list=out_of_list, into_list=into_list, copies=copies)
        try:
            self._commit(page, planned, move)
        except EditError as error:
            if error.code != Code.INTERNAL:
                raise
            return False
        return True

    def _delete(self, path: Path) -> None:
        move = remove_item(path) if is_list(self._page.tree, path[:-1]) else leave(path)
        self._change(move, _edit.edits.plan_delete, path)

    def _insert_member(self, path: Path, key: Any, value: Any, beside: tuple[Any, int] | None) -> None:
        self._change(stay, _edit.edits.plan_insert_member, path, key, value, beside)

    def _insert_item(self, path: Path, place: int, value: Any) -> None:
        self._change(insert_item((*path, place)), _edit.edits.plan_insert_item, path, place, value)

    def _rename(self, path: Path, name: Any) -> None:
        self._change(rename(path, name), _edit.edits.plan_rename_member, path, name)

    def _reconcile(self, path: Path, wanted: Any, move: Move = stay) -> None:
        self._change(move, _edit.edits.plan_reconcile, path, wanted)

    # -- apply, parse, verify, commit ------------------------------------------------------------------------------

    def _change(self, move: Move, plan: Callable[..., Planned], *asked: Any) -> None:
        """Plan an edit, and make it; ``move`` says where it leaves the handles."""
        page = _edit.edits.pad(self._page)
        self._commit(page, plan(page, *asked), move)

    def _commit(self, old: Page, planned: Planned, move: Move = stay) -> None:
        """Make an edit that was planned on the page ``old``: this one, padded where it needs that."""
        if not planned.patches:
            return
        patches, row, wanted = planned
        quick = reread_page(old, patches, row, self._limits) if old is self._page and row is not None else None
        page = quick or self._read_edited(old, patches)
        source = page.source
        if row is None:
            require_same(old.tree, page.tree)
        elif quick:
            require_wanted(page.tree, row, wanted)
        else:
            require_intended(old.tree, page.tree, row, wanted)
        if source != self._page.source:
            if old is self._page:
                self._undo.append(inverse(old.source, patches, len(source)))
            else:
                self._undo.append(difference(source, self._page.source))
            before, self._page = self._page, page
            if move is not stay:
                self._handles.follow(move, lambda: self._left(before))

    def _read_edited(self, old: Page, patches: list[Patch]) -> Page:
        """The page that patches make of ``old``: of this one, padded where it needed that."""
        try:
            source = apply(old.source, patches)
            padding = old.source[len(self._page.source) :]
            return self._read(source.removesuffix(padding))
        except LimitError as error:
            message = f"the edit would exceed a limit: {error.message}"
            raise EditLimitError(error.code, message, hint="give less: the edit was not made") from error
        except (SeedError, ValueError) as error:
            message = f"the edit would have made the file unreadable ({error}), and was not made"
            hint = "this is a bug, please report it with the file and the edit"
            raise EditError(Code.INTERNAL, message, hint=hint) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All edits inside become one, or none."""
        page, undo, places = self._page, self._undo, self._handles.places()
        self._undo = []  # an undo inside takes back nothing from before
        try:
            yield
        except BaseException:
            failed, self._page = self._page, page
            self._handles.restore(places, lambda: self._left(failed))
            raise
        finally:
            self._undo = undo
        if self._page.source != page.source:
            undo.append(difference(self._page.source, page.source))


class Left(Document):
    """A Document as it was before an edit, for the handles of what the edit took out. It cannot be edited."""

    __slots__ = ()

    def _commit(self, old: Page, planned: Planned, move: Move = stay) -> None:
        if planned.patches:
            message = "this collection is no longer in the Document"
            raise PointerError(Code.NOT_FOUND, message, hint="take it from the Document again")


def _unpickle(kind: type[Document], source: bytes, fenced: bool, limits: tuple[int, int]) -> Document:
    return kind(source, fenced=fenced, limits=Limits(*limits))
