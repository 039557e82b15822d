"""What a rule looks at, and what it says.

In: a Document, the name of its file, the time. Out: a Subject with the facts that rules share, each found once.
Never: judges.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from seedfmt._edit.find import find_child, is_merge_key, spell_pointer
from seedfmt._edit.patch import Patch, difference
from seedfmt._records.kinds import kind_of_file
from seedfmt._source import span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import build, hashable
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import Applicability, EditError, Fix, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedfmt._document import Document

EDITED = 1 << 20  # bytes that are edited to find the fixes of one file: a large file has few, each time it is checked
Path = tuple[Any, ...]
Order = Mapping[str, tuple[str, ...]]  # the keys of each mapping, by JSON Pointer with "*" for any item


class Found(NamedTuple):
    """One finding of a rule: what, where (offsets in bytes), what to do, and patches that do it."""

    message: str
    start: int
    end: int
    path: Path = ()
    hint: str = ""
    fix: Fix | None = None


class Rule(NamedTuple):
    """A rule: its stable code and name, and the function that looks. The function's docstring is its documentation.

    ``fixable`` says that it offers fixes; ``edits`` that these change data, as an edit would. A rule that is not in
    ``default`` looks only where it is selected.
    """

    code: str
    name: str
    check: Callable[[Subject], Iterator[Found]]
    severity: Severity = Severity.WARNING
    fixable: bool = False
    edits: bool = False
    default: bool = True


class Subject:
    """A Document and the facts that rules share about it.

    ``now`` is the time as ``YYYY-MM-DDTHH:MM:SSZ``; ``order`` the order of keys that the schema of the file gives, None
    where the order of its kind holds; ``data`` those of the Document, where they are at hand; without ``fixes`` no edit
    is tried; ``readers`` are the names of the readers that count, none for the usual ones; ``tags`` those that the
    application knows; ``kind`` is the record kind whose schema the file has, ``""`` if path and data decide.
    """

    __slots__ = (
        "_edited",
        "_scalars",
        "data",
        "document",
        "fixes",
        "front",
        "kind",
        "memo",
        "now",
        "order",
        "parts",
        "readers",
        "source",
        "tags",
        "text",
        "tree",
    )

    def __init__(
        self,
        document: Document,
        path: str,
        now: str,
        order: Order | None = None,
        data: dict[Any, Any] | None = None,
        *,
        fixes: bool = True,
        readers: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        kind: str = "",
    ) -> None:
        self.document = document
        self.fixes = fixes
        self._edited = 0  # bytes of what was edited to find fixes
        self.source, self.parts, self.tree, _ = document._page
        self.front = self.source[self.parts.front : self.parts.closing]
        self.text = "" if self.front.isascii() else self.front.decode()  # of interest only where it is not ASCII
        self.data = document.data if data is None else data
        self.kind = kind or kind_of_file(path, self.data).name
        self.now = now
        self.order = order
        self.readers = readers
        self.tags = tags
        self.memo: dict[str, Any] = {}  # what rules of one family find out once
        self._scalars: tuple[list[int], list[int]] | None = None

    def scalar_at(self, offset: int) -> int:
        """The row of the scalar whose bytes hold ``offset``, or -1."""
        row = self.scalar_before(offset)
        return row if row >= 0 and offset < self.tree.end(row) else -1

    def scalar_before(self, offset: int) -> int:
        """The row of the last scalar that begins at ``offset`` or before it, or -1."""
        if self._scalars is None:
            tree = self.tree
            found = [row for row in range(ROOT, len(tree)) if tree.kind(row) == rows.SCALAR and tree.text(row)]
            self._scalars = [tree.start(row) for row in found], found
        place = bisect_right(self._scalars[0], offset) - 1
        return self._scalars[1][place] if place >= 0 else -1

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Start and end of the value at a path that exists, or of its key."""
        span = self.document._span(path, key=key)
        return span.start, span.end

    def path_of(self, row: int) -> Path:
        """The path of the member or item that a row belongs to; of a merge key, and what it brings, that of the mapping
        that has it."""
        tree = self.tree
        path: Path = ()
        at = ROOT
        while 0 <= at != row and tree.kind(at) in (rows.MAPPING, rows.SEQUENCE):
            parts, at = self._step(at, row)
            path = (*path, *parts)
        return path

    def _step(self, at: int, row: int) -> tuple[Path, int]:
        """The key or index below the collection ``at`` that leads to ``row``, and its row; -1 if it is the key, and for
        a merge key, which has no name."""
        tree = self.tree
        known: dict[int, list[int]] = self.memo.setdefault("children", {})
        children = known.get(at)
        if children is None:
            children = known[at] = list(tree.children(at))
        place = bisect_right(children, row) - 1
        if tree.kind(at) == rows.SEQUENCE:
            return (place,), children[place]
        key = children[place - place % 2]
        if is_merge_key(tree, key, tree.after(key)):
            return (), -1
        return (hashable(build(tree, key)),), children[place] if place % 2 else -1

    def knows_tag(self, tag: str) -> bool:
        """Return whether the configuration names a tag, or the beginning of it with "*"."""
        return any(tag == name or (name.endswith("*") and tag.startswith(name[:-1])) for name in self.tags)

    def members(self) -> Iterator[tuple[Path, dict[Any, Any]]]:
        """The root and the items of ``related``, each with its path."""
        yield (), self.data
        related = self.data.get("related")
        for place, item in enumerate(related if isinstance(related, list) else ()):
            if isinstance(item, dict):
                yield ("related", place), item

    def has(self, path: Path) -> bool:
        """Does the key at the end of the path stand in the text, and is not brought by an alias or a merge key?"""
        row = ROOT
        for part in path:
            row = find_child(self.tree, row, part)[1] if self.tree.kind(row) != rows.ALIAS else -1
            if row < 0:
                return False
        return True

    def edit(self, title: str, change: Callable[[Document], None]) -> Fix | None:
        """The fix that makes an edit, None where the edit cannot be made, or enough of the file was edited already.

        It changes data, so it is not safe.
        """
        if not self.fixes or self._edited > EDITED:
            return None
        self._edited += len(self.source)
        document = copy(self.document)
        try:
            change(document)
        except EditError:
            return None
        return Fix(title, (difference(self.source, bytes(document)),), Applicability.UNSAFE)


def delete(title: str, start: int, end: int, text: bytes = b"") -> Fix:
    """The fix that puts ``text`` in the place of some bytes."""
    return Fix(title, (Patch(start, end, text),))


def to_problem(rule: Rule, found: Found, source: bytes) -> Problem:
    """What a rule found, with its code and its place in lines and columns."""
    span = span_between(source, found.start, found.end)
    pointer = spell_pointer(found.path)
    return Problem(rule.code, found.message, span, pointer, rule.severity, found.hint, found.fix)
