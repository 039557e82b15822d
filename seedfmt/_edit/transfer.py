"""Move and copy entries as they are written: within a mapping, or from one block collection to another (SPEC R56).

In: a page, the path of an entry, the place that it gets. Out: a plan, or None where the bytes cannot stand there: in a
flow collection, or where an explicit key or a missing value is in the way. Never: spells a value again.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from seedfmt._edit.edits import NOTHING, Planned, collection_at, data_of, require_new_key, settle
from seedfmt._edit.find import Path, find_child, require_own
from seedfmt._edit.page import Entry, Page, text_start
from seedfmt._edit.plan import plan_splice
from seedfmt._edit.render import Renderer
from seedfmt._edit.splice import New
from seedfmt._source import line_start
from seedfmt._syntax import rows
from seedfmt._syntax.tree import ROOT

DASH_WIDTH = 2


def plan_reorder(page: Page, path: Path, key: Any, beside: tuple[Any, int]) -> Planned:
    """Move a member of the mapping at a path before (0) or after (1) another, with its comments.

    Raises PointerError, RefusedError.
    """
    row = collection_at(page, path)
    data = data_of(page, row)
    require_own(page.tree, row, [key, beside[0]])
    renderer = Renderer(page)
    entries = renderer.style.entries(row)
    index = _index_of(page, row, key)
    place = _index_of(page, row, beside[0]) + beside[1]
    if place in (index, index + 1):
        return NOTHING
    entry = entries[index]
    start, end = (entry.start, entry.end) if page.tree.is_block(row) else (entry.first, entry.last)
    new = New(key, data[key], page.source[start:end], entry.own, entry.value)
    patches = [
        *plan_splice(renderer, row, index, index + 1, [], moving=True),
        *plan_splice(renderer, row, place, place, [new]),
    ]
    return settle(page, path, sorted(patches, key=itemgetter(0)), row, data)


def _index_of(page: Page, row: int, key: Any) -> int:
    """The index of a key among the entries of a mapping."""
    found = find_child(page.tree, row, key)[0]
    return [name for name, _ in page.tree.pairs(row)].index(found)


def plan_transfer(page: Page, source: Path, target: Path, *, copies: bool) -> Planned | None:
    """Move or copy the entry at a path to another: as an entry of a mapping, or before the item that is there."""
    tree = page.tree
    origin, place = collection_at(page, source[:-1]), collection_at(page, target[:-1])
    require_own(tree, origin, [source[-1]])
    if place >= len(tree) or not tree.is_block(origin) or not tree.is_block(place) or place <= ROOT - 1:
        return None
    renderer = Renderer(page)
    index = _place_in(page, origin, source[-1])
    entry = renderer.style.entries(origin)[index]
    lines = _Entry(renderer, entry, origin, place, None if tree.kind(place) == rows.SEQUENCE else target[-1]).render()
    if lines is None:
        return None
    data = data_of(page, ROOT)
    value = _at(data, source)
    new = New(target[-1], value, "\n".join([*lines, ""]).encode(), True, entry.value)
    at, stop = _slot(page, place, target, data)
    patches = plan_splice(renderer, place, at, stop, [new])
    if not copies:
        patches += plan_splice(renderer, origin, index, index + 1, [], moving=True)
        del _at(data, source[:-1])[source[-1]]
    _put(data, target, value)
    return settle(page, (), sorted(patches, key=itemgetter(0)), ROOT, data)


def _place_in(page: Page, row: int, key: Any) -> int:
    return key if page.tree.kind(row) == rows.SEQUENCE else _index_of(page, row, key)


def _slot(page: Page, row: int, target: Path, data: Any) -> tuple[int, int]:
    """Which entries of the collection the new one replaces: none, or the member that has its key."""
    tree, key = page.tree, target[-1]
    if tree.kind(row) == rows.SEQUENCE:
        return key, key
    if find_child(tree, row, key)[0] >= 0:
        index = _index_of(page, row, key)
        return index, index + 1
    require_new_key(_at(data, target[:-1]), key)
    names = [tree.text(name) for name, _ in tree.pairs(row)]
    count = len(names) - (row == ROOT and names[-1:] == [b"secured"])  # R37
    return count, count


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _put(data: Any, path: Path, value: Any) -> None:
    parent = _at(data, path[:-1])
    if isinstance(parent, list):
        parent.insert(path[-1], value)
    else:
        parent[path[-1]] = value


class _Entry:
    """An entry of one block collection, and its lines as an entry of another."""

    def __init__(self, renderer: Renderer, entry: Entry, origin: int, place: int, name: Any) -> None:
        self.renderer = renderer
        self.tree, self.source = renderer.tree, renderer.page.source
        self.entry, self.origin, self.place, self.name = entry, origin, place, name
        self.is_item = self.tree.kind(place) == rows.SEQUENCE
        self.column = self.tree.indent(place)

    def render(self) -> list[str] | None:
        """The lines of the entry, its comments included; None where they cannot be had from the bytes."""
        tree, entry = self.tree, self.entry
        mark = tree.mark(entry.value)
        indicator = self.indicator()
        if mark < 0 or indicator is None:
            return None
        first = text_start(self.source, entry.first)
        above = self.source[entry.start : first] if entry.own else b""
        comments = [" " * self.column + line.lstrip() for line in _lines(above)]
        head, *below = _lines(self.source[mark + 1 : entry.end]) or [""]
        body = self.block_lines(head, below) if tree.is_block(entry.value) else self.leaf_lines(head, below)
        start = " " * self.column + indicator
        return [*comments, start + body[0], *body[1:]]

    def indicator(self) -> str | None:
        """The dash, or the key with its colon; None for an explicit key."""
        tree, entry = self.tree, self.entry
        if self.is_item:
            return "-"
        if tree.kind(self.origin) == rows.SEQUENCE:
            style = self.renderer.style.key_style(self.place)
            return self.renderer.render_key(self.name, style) + ":"
        if tree.mark(entry.key) >= 0 or tree.kind(entry.key) != rows.SCALAR:
            return None
        old = self.source[tree.begin(entry.key) : tree.end(entry.key)].decode()
        if isinstance(self.name, str) and tree.text(entry.key).decode() == self.name:
            return old + ":"
        style = tree.style(entry.key)
        return self.renderer.render_key(self.name, style if style < rows.LITERAL else rows.PLAIN) + ":"

    def leaf_lines(self, head: str, below: list[str]) -> list[str]:
        """What follows the indicator, of a scalar or a flow collection."""
        by = self.column - (self.entry.first - line_start(self.source, self.entry.first))
        return [head, *(_shift(line, by) for line in below)]

    def block_lines(self, head: str, below: list[str]) -> list[str]:
        """What follows the indicator, of a block collection."""
        tree, row = self.tree, self.entry.value
        inner = self.column + (DASH_WIDTH if self.is_item else self.step(row))
        by = inner - tree.indent(row)
        below = [_shift(line, by) for line in below]
        is_inline = line_start(self.source, tree.start(row)) <= tree.mark(row)
        if is_inline and self.is_item:
            return [" " * (DASH_WIDTH - 1) + head.lstrip(" "), *below]
        if is_inline:
            return ["", " " * inner + head.lstrip(" "), *below]
        if self.is_item and not head.strip() and below and below[0].strip() and not below[0].lstrip().startswith("#"):
            return [" " * (DASH_WIDTH - 1) + below[0][inner:], *below[1:]]
        return [head, *below]

    def step(self, row: int) -> int:
        """By how much the collection is indented deeper than its key."""
        style = self.renderer.style
        return style.step(self.tree.kind(row), style.spot(self.place, self.name))


def _lines(text: bytes) -> list[str]:
    """The lines of a text, without line ends."""
    return text.decode().replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n") if text else []


def _shift(line: str, by: int) -> str:
    """A line indented by so many columns more, or less as far as it has spaces."""
    if by >= 0:
        return " " * by + line if line else ""
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, -by) :]
