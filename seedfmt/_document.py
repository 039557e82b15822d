"""The Document: a seed file that is open for reading and editing.

In: the bytes of a file. Out: its data, places in it, edited bytes. Never: opens files; knows of schemas or keys.

The bytes are the truth. An edit is planned as patches on them, applied, read again, compared with what was intended,
and only then becomes the Document: plan, apply, parse, verify, commit. Where any of the five fails, nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from seedfmt import _change
from seedfmt._cursor import MappingCursor, SequenceCursor
from seedfmt._edit import comments
from seedfmt._edit.blocks import New
from seedfmt._edit.find import (
    Path,
    find_child,
    find_editable,
    find_row,
    require_exists,
    require_own,
    require_unshared,
    resolve_pointer,
    spell_part,
    spell_pointer,
)
from seedfmt._edit.page import Page, entry_rows
from seedfmt._edit.patch import Patch, apply, invert
from seedfmt._edit.plan import plan_rename, plan_splice
from seedfmt._edit.reconcile import Reconciler
from seedfmt._edit.render import Renderer
from seedfmt._edit.values import plain_data, same
from seedfmt._edit.verify import is_same_tree, require_intended
from seedfmt._fences import SIZE, split
from seedfmt._source import Span, newline_at, span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.parser import DEPTH, parse
from seedfmt._syntax.sound import require_sound
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import Code, EditError, PointerError, RefusedError, SeedError, SeedSyntaxError


class Limits(NamedTuple):
    """What is read at the most; a file beyond it is an error, not a crash.

    ``size`` counts bytes of front matter, ``depth`` levels of nesting (500 at the most).
    """

    size: int = SIZE
    depth: int = DEPTH


class Document(MappingCursor):
    """A seed file. It behaves like a dict of its front matter; all that is not edited stays byte for byte.

    ``fenced`` says that the front matter stands between fences; a YAML file has none (SPEC R3).
    Raises SeedSyntaxError or LimitError with the place in the file.
    """

    __slots__ = ("_fenced", "_limits", "_page", "_undo", "origin")

    def __init__(self, source: bytes, *, fenced: bool = True, limits: Limits | None = None) -> None:
        super().__init__(self, ())
        self._fenced = fenced
        self._limits = limits or Limits()
        self._page = self._read(source)
        self._undo: list[list[Patch]] = []
        self.origin: object = None  # where the bytes came from; set and read by the layer that opens files

    def _read(self, source: bytes) -> Page:
        parts = split(source, fenced=self._fenced, size=self._limits.size)
        inside = self._fenced or parts.front > 3
        tree = parse(source, parts.front, parts.closing, inside=inside, depth=min(self._limits.depth, 500))
        require_seed(tree)
        require_sound(tree)
        return Page(source, parts, tree)

    # -- reading ---------------------------------------------------------------------------------------------------

    def __bytes__(self) -> bytes:
        return self._page.source

    def __repr__(self) -> str:
        return f"<Document: {', '.join(map(str, self))}>"

    @property
    def data(self) -> dict[Any, Any]:
        """The front matter as plain data: dict, list, str, int, float, bool, None. Timestamps stay text.

        Aliases and merge keys are resolved. Changing the result changes nothing in the Document.
        """
        return build(self._page.tree) or {}

    @property
    def body(self) -> bytes:
        """What follows the closing fence."""
        return self._page.source[self._page.parts.body :]

    @body.setter
    def body(self, value: bytes) -> None:
        source, parts = self._page.source, self._page.parts
        if value and parts.closing == len(source):
            raise EditError(Code.PLACE, "this file is all front matter and has no closing fence; it cannot have a body")
        opening = b""
        if value and not source[: parts.body].endswith((b"\n", b"\r")):
            opening = newline_at(source, 0)  # R5: the closing fence ended the file
        if value != self.body:
            self._commit([Patch(parts.body, len(source), opening + bytes(value))], None)

    def at(self, pointer: str) -> Any:
        """The value at a JSON Pointer (RFC 6901): plain for a scalar, a handle for a collection.

        Raises PointerError with the part that leads nowhere and what is there.
        """
        path = self._resolve(pointer, exists=True)
        return self._get(path[:-1], path[-1], object) if path else self

    def span(self, pointer: str, *, key: bool = False) -> Span:
        """Where the value at a JSON Pointer stands in the file, or its key: offsets, lines and columns.

        Raises PointerError.
        """
        path = self._resolve(pointer, exists=True)
        return self._span(path, key=key)

    def _span(self, path: Path, *, key: bool = False) -> Span:
        """The place of an existing path; for what a merge key brings, that of the mapping that has the merge key."""
        tree = self._page.tree
        row = find_row(tree, path)
        if row < 0:
            return self._span(path[:-1])
        if row >= len(tree):
            return span_between(self._page.source, self._page.parts.front, self._page.parts.front)
        if key and path:
            row = find_child(tree, tree.target(find_row(tree, path[:-1])), path[-1])[0]
        return span_between(self._page.source, tree.begin(row), max(tree.end(row), tree.begin(row)))

    def _resolve(self, pointer: str, *, exists: bool = False) -> Path:
        try:
            path = resolve_pointer(self.data, pointer)
            if exists:
                require_exists(self.data, pointer, path)
        except PointerError as error:
            raise self._placed(error, pointer) from None
        return path

    def _placed(self, error: PointerError, pointer: str) -> PointerError:
        """The error with the place of the deepest value that the pointer does reach."""
        data, path = self.data, ()
        for part in pointer.split("/")[1:-1]:
            try:
                path = resolve_pointer(data, spell_pointer((*path, part)))
                require_exists(data, pointer, path)
            except (PointerError, KeyError):
                path = path[:-1]
                break
        error.span = self._span(path, key=bool(path))
        return error

    def _data_at(self, path: Path, kind: type) -> Any:
        value = require_exists(self.data, spell_pointer(path), path) if path else self.data
        if not isinstance(value, kind):
            raise PointerError(Code.NOT_FOUND, f"there is no such collection any more at {spell_pointer(path)}")
        return value

    def _get(self, path: Path, key: Any, kind: type) -> Any:
        tree = self._page.tree
        row = find_row(tree, (*path, key)) if len(tree) > ROOT and tree.kind(ROOT) == rows.MAPPING else -1
        if row < 0:  # missing, or brought by a merge key
            value = self._data_at(path, kind)[key]
        else:
            collection = {rows.MAPPING: MappingCursor, rows.SEQUENCE: SequenceCursor}.get(tree.kind(tree.target(row)))
            if collection is not None:
                return collection(self, (*path, key))
            return build(tree, row)
        if isinstance(value, dict):
            return MappingCursor(self, (*path, key))
        return SequenceCursor(self, (*path, key)) if isinstance(value, list) else value

    # -- editing by pointer ----------------------------------------------------------------------------------------

    def set(self, pointer: str, value: Any) -> None:
        """Give the value at a JSON Pointer another; a member that is missing is added, "-" adds an item.

        Raises PointerError, EditError.
        """
        path = self._resolve(pointer)
        if not path:
            self.reconcile(value)
        else:
            self._set(path[:-1], path[-1], value)

    def delete(self, pointer: str) -> None:
        """Remove what is at a JSON Pointer, with its comments. Raises PointerError, EditError."""
        path = self._resolve(pointer, exists=True)
        if not path:
            raise EditError(Code.PLACE, "the whole front matter cannot be removed", hint="remove its members")
        self._delete(path)

    def rename(self, pointer: str, name: Any) -> None:  # type: ignore[override]
        """Give the member at a JSON Pointer another key; its value, place and comments stay.

        Raises PointerError, EditError where the name is taken.
        """
        path = self._resolve(pointer if pointer[:1] == "/" else spell_pointer((pointer,)), exists=True)
        self._rename(path, name)

    def patch(self, operations: Any) -> None:
        """Apply a JSON Patch (RFC 6902), all of it or nothing. Raises PointerError, EditError."""
        with self._transaction():
            _change.apply_patch(self, operations)

    def merge(self, patch: Any) -> None:
        """Apply a JSON Merge Patch (RFC 7396), with the fewest edits. Raises EditError."""
        self.reconcile(_change.merged(self.data, patch))

    def reconcile(self, data: Any) -> None:
        """Make the data equal to ``data``, with the fewest edits; what stays keeps its bytes and comments.

        Raises EditError.
        """
        self._reconcile((), data)

    def comment(self, pointer: str, *, above: bool = False) -> str | None:
        """The comment at the end of a value's line, or the lines directly above it; None where there is none."""
        key, row = self._rows_at(pointer)
        return comments.read_above(self._page, key, row) if above else comments.read_end(self._page, row)

    def set_comment(self, pointer: str, text: str | None, *, above: bool = False) -> None:
        """Write, replace or (None) remove the comment at the end of a value's line, or directly above it.

        Raises EditError where no comment can stand.
        """
        key, row = self._rows_at(pointer)
        if above:
            patches = comments.plan_above(self._padded(), key, row, text)
        else:
            patches = comments.plan_end(self._padded(), row, text)
        if patches:
            self._commit(patches, None)

    def undo(self) -> None:
        """Take back the last edit. Raises EditError where there is none."""
        if not self._undo:
            raise EditError(Code.PLACE, "there is no edit to undo")
        self._page = self._read(apply(self._page.source, self._undo.pop()))

    # -- editing by path -------------------------------------------------------------------------------------------

    def _set(self, path: Path, key: Any, value: Any) -> None:
        data = self._data_at(path, object)
        value = plain_data(value)
        if isinstance(data, list):
            if key >= len(data):
                return self._insert_item(path, key, value)
            wanted: Any = [*data]
        else:
            wanted = dict(data)
        wanted[key] = value
        return self._reconcile(path, wanted, changed=key)

    def _delete(self, path: Path) -> None:
        tree, row = self._collection(path[:-1])
        require_own(tree, row, path[-1])
        key, value = find_child(tree, row, path[-1])
        require_unshared(tree, value)
        wanted = build(tree, row)
        del wanted[path[-1]]
        place = self._place_of(row, key)
        self._splice(row, place, place + 1, [], wanted)

    def _insert_member(self, path: Path, key: Any, value: Any, place: int | None = None) -> None:
        """Add a member at a place among those of the data, or last (R37)."""
        value = plain_data(value)
        name = next(iter(plain_data({key: None})))
        data = self._data_at(path, dict)
        tree, row = self._collection(path)
        if name in data:
            raise EditError(Code.EXISTS, f'the member "{spell_part(name)}" is there already', hint="set it instead",
                            span=self._span((*path, name), key=True))  # fmt: skip
        items = list(data.items())
        if place is None:
            place = len(items) - (not path and bool(items) and items[-1][0] == "secured")
        own = self._own_place(tree, row, [other for other, _ in items], place)
        items.insert(place, (name, value))
        self._splice(row, own, own, [New(name, value)], dict(items))

    def _own_place(self, tree: Tree, row: int, names: list[Any], place: int) -> int:
        """The place among the entries in the file for a place among the members of the data, which a merge key may bring."""
        if row >= len(tree) or tree.kind(row) != rows.MAPPING:
            return 0
        keys = [key for key, _ in tree.pairs(row)]
        if place and (found := find_child(tree, row, names[place - 1])[0]) >= 0:
            return keys.index(found) + 1
        if place < len(names) and (found := find_child(tree, row, names[place])[0]) >= 0:
            return keys.index(found)
        before = [find_child(tree, row, name)[0] for name in names[:place]]
        if -1 in before:
            before += [key for key in keys if tree.text(key) == b"<<"]
        return max((keys.index(key) + 1 for key in before if key >= 0), default=0)

    def _insert_item(self, path: Path, place: int, value: Any) -> None:
        value = plain_data(value)
        wanted = self._data_at(path, list)
        _, row = self._collection(path)
        wanted.insert(place, value)
        self._splice(row, place, place, [New(None, value)], wanted)

    def _rename(self, path: Path, name: Any) -> None:
        name = next(iter(plain_data({name: None})))
        tree, row = self._collection(path[:-1])
        data = build(tree, row)
        if not path or not isinstance(data, dict):
            raise EditError(Code.PLACE, f"{spell_pointer(path) or 'the front matter'} is no member of a mapping, and has no key",
                            hint="name a member")  # fmt: skip
        if name in data and not same(name, path[-1]):
            raise EditError(Code.EXISTS, f'there is a member "{name}" already', hint="remove it first",
                            span=self._span((*path[:-1], name), key=True))  # fmt: skip
        if same(name, path[-1]):
            return
        require_own(tree, row, path[-1])
        key, _ = find_child(tree, row, path[-1])
        require_unshared(tree, row, below=False)
        require_unshared(tree, key)
        wanted = {name if old == path[-1] else old: value for old, value in data.items()}
        renderer = Renderer(self._padded())
        self._commit(plan_rename(renderer, key, row, name), row, wanted)

    def _reconcile(self, path: Path, wanted: Any, changed: Any = None) -> None:
        """Make the collection at a path equal to ``wanted``; of a mapping or list, only ``changed`` differs."""
        wanted = plain_data(wanted)
        old = self._data_at(path, object)
        if same(old, wanted):
            return
        if not path and not isinstance(wanted, dict):
            raise EditError(Code.VALUE, "front matter must be a mapping", hint="give a dict")
        tree, row = self._collection(path)
        padded = self._padded()
        reconciler = Reconciler(Renderer(padded))
        if changed is not None and (child := find_child(tree, row, changed) if row < len(tree) else (-1, -1))[1] >= 0:
            key, value = child
            key = -1 if key == value else key
            patches = reconciler.plan(value, old[changed], wanted[changed], row, key, changed)
            if padded.tree.kind(value) != rows.ALIAS:
                return self._commit(patches, value, wanted[changed])
        else:
            patches = reconciler.plan(row, old, wanted, -1, -1, None)
        return self._commit(patches, row, wanted)

    # -- the five steps --------------------------------------------------------------------------------------------

    def _collection(self, path: Path) -> tuple[Tree, int]:
        """The row of the collection at a path, where it may be edited. Raises RefusedError (R51)."""
        tree = self._page.tree
        row = find_editable(tree, path)
        if row < len(tree):
            require_unshared(tree, row, below=False)
        return tree, row

    def _place_of(self, row: int, key: int) -> int:
        return next(place for place, (name, _) in enumerate(entry_rows(self._page.tree, row)) if name == key)

    def _splice(self, row: int, start: int, stop: int, new: list[New], wanted: Any) -> None:
        renderer = Renderer(self._padded())
        self._commit(plan_splice(renderer, row, start, stop, new), row, wanted)

    def _padded(self) -> Page:
        """The page, with a line end behind the last line, which a file without closing fence may lack (R31)."""
        source, parts, tree = self._page
        if not self._lacks_line_end():
            return self._page
        source += newline_at(source, len(source))
        padded = Tree(source, tree.cells, tree.comments, tree.props, tree.tags, tree.aliases)
        return Page(source, parts._replace(closing=len(source), body=len(source)), padded)

    def _lacks_line_end(self) -> bool:
        source, parts = self._page.source, self._page.parts
        return parts.closing == len(source) > parts.front and not source.endswith((b"\n", b"\r"))

    def _commit(self, patches: list[Patch], row: int | None, wanted: Any = None) -> None:
        """Apply the patches, parse, verify, and only then become the result.

        ``row`` is to read as ``wanted``; None says that no data changes.
        """
        old = self._padded() if row is not None or patches[-1].start < self._page.parts.closing else self._page
        try:
            source = apply(old.source, patches)
            if old is not self._page:
                source = source.removesuffix(newline_at(old.source, len(old.source) - 1))
            page = self._read(source)
        except (SeedError, ValueError) as error:
            raise EditError(Code.INTERNAL, f"the edit would have made the file unreadable ({error}), and was not made",
                            hint="this is a bug, please report it with the file and the edit") from error  # fmt: skip
        if row is not None:
            require_intended(old.tree, page.tree, row, wanted)
        elif not is_same_tree(old.tree, page.tree):
            raise EditError(Code.INTERNAL, "the edit would have changed the data, and was not made",
                            hint="this is a bug, please report it with the file and the edit")  # fmt: skip
        if source != self._page.source:
            self._undo.append([difference(source, self._page.source)])
            self._page = page

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All edits inside become one, or none."""
        page, undo = self._page, len(self._undo)
        try:
            yield
        except BaseException:
            self._page = page
            del self._undo[undo:]
            raise
        if len(self._undo) > undo:
            del self._undo[undo:]
            if self._page.source != page.source:
                self._undo.append([difference(self._page.source, page.source)])

    def _rows_at(self, pointer: str) -> tuple[int, int]:
        path = self._resolve(pointer, exists=True)
        tree = self._page.tree
        if not path:
            raise EditError(Code.PLACE, "the front matter as a whole has no comment of its own", hint="name a member")
        row = find_row(tree, path[:-1])
        child = find_child(tree, row, path[-1]) if row >= 0 else (-1, -1)
        if child[0] < 0:
            raise RefusedError(Code.ALIASED, f"{spell_pointer(path)} stands elsewhere in the file",
                               hint="edit it where it is defined", span=self._span(path))  # fmt: skip
        return child


def difference(new: bytes, old: bytes) -> Patch:
    """The one patch that brings ``old`` back from ``new``."""
    start = common_prefix(new, old)
    ends = common_prefix(new[start:][::-1], old[start:][::-1])
    return Patch(start, len(new) - ends, old[start : len(old) - ends])


def common_prefix(one: bytes, two: bytes) -> int:
    """How many bytes the two have in common at the start."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def require_seed(tree: Tree) -> None:
    """Refuse YAML that is not one mapping, or nothing."""
    if len(tree) <= ROOT:
        return
    if tree.after(0) < len(tree):
        start = tree.start(tree.after(0))
        raise SeedSyntaxError(Code.SEVERAL_DOCUMENTS, "a second YAML document begins in the front matter",
                              hint="remove the line, or indent it", span=span_between(tree.source, start, start + 3))  # fmt: skip
    kind = tree.kind(ROOT)
    if kind == rows.MAPPING or (kind == rows.SCALAR and tree.head(ROOT) & rows.EMPTY):
        return
    found = "a list" if kind == rows.SEQUENCE else "text" if kind == rows.SCALAR else "an alias"
    raise SeedSyntaxError(Code.NOT_A_MAPPING, f"the front matter is {found}, not a mapping",
                          hint='write it as lines "key: value"',
                          span=span_between(tree.source, tree.start(ROOT), tree.end(ROOT)))  # fmt: skip
