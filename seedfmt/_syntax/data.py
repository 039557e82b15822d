# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Plain Python data straight from the table: dict, list, str, int, float, bool and None.

In: a Tree and a row. Out: the value of that node, with aliases and merge keys resolved; what has several aliases is one
object. Never: raises, for a tree that passed ``require_sound``; recurses.
"""

from __future__ import annotations

from typing import Any

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._syntax.scalar import is_float, is_integer, resolve_integer, resolve_plain, scalar_text
from seedfmt._syntax.tree import Tree

CORE = "tag:yaml.org,2002:"
_UNSET: Any = object()


class Builder:
    """One reading of one tree."""

    def __init__(self, tree: Tree) -> None:
        self.source = tree.source
        self.text = tree.source
        self.tree = tree
        self.cells = tree.cells
        self.shared: dict[int, Any] = {}
        self.names: dict[str, str] = {}

    def build(self, first: int, wanted: int) -> Any:
        """The value of the row ``wanted``, reading from the row ``first`` on, which is the same or an ancestor's."""
        cells = self.cells
        outer: list[Any] = []
        container: Any = None
        key: Any = _UNSET
        merges: Any = None  # what the merge keys of the mapping bring
        merging = False  # the key is a merge key
        mapping = False
        end = 0
        row = first
        while True:
            at = row * rows.WIDTH
            kind = cells[at] & rows.KIND
            if kind == rows.SCALAR:
                value = self.key(row) if mapping and key is _UNSET else self.scalar(row)
                if row == wanted:
                    self.shared[row] = value
                row += 1
            elif kind == rows.ALIAS:
                value = self.shared.get(cells[at + rows.INDENT])
                if row == wanted:
                    self.shared[row] = value
                row += 1
            else:
                outer.append((container, key, merges, merging, mapping, end))
                mapping = kind == rows.MAPPING
                container = {} if mapping else []
                key = _UNSET
                merges = None
                merging = False
                end = cells[at + rows.NEXT]
                if cells[at + rows.PROPS] >= 0 or row == wanted:
                    self.shared[row] = container
                row += 1
                value = _UNSET
            while True:
                if value is not _UNSET:
                    if mapping:
                        if key is _UNSET:
                            key = value if type(value) is str else hashable(value)
                            if key == "<<" and self.is_merge(row - 1, row):
                                merges = merges or []
                                merging = True
                        else:
                            if merging:
                                merges.append(value)
                                merging = False
                            else:
                                container[key] = value
                            key = _UNSET
                    elif container is None:
                        return self.shared[wanted] if wanted in self.shared else value
                    else:
                        container.append(value)
                if row < end or container is None:
                    break
                value = container
                if merges is not None:
                    merge(container, merges)
                container, key, merges, merging, mapping, end = outer.pop()

    def key(self, row: int) -> Any:
        """The value of a scalar that is a key; equal names are one object."""
        value = self.scalar(row)
        if type(value) is str:
            return self.names.setdefault(value, value)
        return value

    def is_merge(self, row: int, value: int) -> bool:
        """Is the key in ``row`` a merge key, for the value in the row ``value``?"""
        cells = self.cells
        if cells[row * rows.WIDTH] & (rows.KIND | rows.STYLE) != rows.SCALAR | rows.PLAIN:
            return False
        return self.is_mergeable(value, True)

    def is_mergeable(self, row: int, several: bool) -> bool:
        """Is the node a mapping, an alias of one, or (``several``) a sequence of such?"""
        cells = self.cells
        kind = cells[row * rows.WIDTH] & rows.KIND
        if kind == rows.ALIAS:
            return self.is_mergeable(cells[row * rows.WIDTH + rows.INDENT], several)
        if kind != rows.SEQUENCE or not several:
            return kind == rows.MAPPING
        item = row + 1
        while item < cells[row * rows.WIDTH + rows.NEXT]:
            if not self.is_mergeable(item, False):
                return False
            item = cells[item * rows.WIDTH + rows.NEXT]
        return True

    def scalar(self, row: int) -> Any:
        """The value of a scalar."""
        cells = self.cells
        at = row * rows.WIDTH
        head = cells[at]
        start = cells[at + rows.START]
        end = cells[at + rows.END]
        style = head & rows.STYLE
        if cells[at + rows.PROPS] >= 0:
            value = self.anchored_scalar(row, head, start, end)
        elif style == rows.PLAIN:
            value = self.plain(head, start, end)
        elif head & rows.VERBATIM:
            value = self.text[start + 1 : end - 1].decode("utf-8")
        else:
            value = scalar_text(self.source, head, start, end, cells[at + rows.INDENT])
        return value

    def plain(self, head: int, start: int, end: int) -> Any:
        """The value of plain text without a tag."""
        if not head & rows.VERBATIM:
            return scalar_text(self.source, head, start, end, -1)
        if head & rows.EMPTY:
            return None
        if scan.is_text(self.text, start, end):
            return self.text[start:end].decode("utf-8")
        byte = self.text[start]
        if chars.ZERO < byte <= chars.NINE and end - start < 10:
            value = self.short_integer(start, end)
            if value >= 0:
                return value
        return resolve_plain(self.source[start:end].decode())

    def short_integer(self, start: int, end: int) -> int:
        """The number that these few digits stand for, or -1 where there is something else among them."""
        text = self.text
        value = 0
        for at in range(start, end):
            byte = text[at]
            if byte < chars.ZERO or byte > chars.NINE:
                return -1
            value = value * 10 + (byte - chars.ZERO)
        return value

    def anchored_scalar(self, row: int, head: int, start: int, end: int) -> Any:
        """The value of a scalar with an anchor or a tag."""
        place = self.cells[row * rows.WIDTH + rows.PROPS] * rows.PROPS_WIDTH
        text = scalar_text(self.source, head, start, end, self.cells[row * rows.WIDTH + rows.INDENT])
        name = self.tree.props[place + rows.TAG_NAME]
        plain = head & rows.STYLE == rows.PLAIN
        if name >= 0:
            value = resolve_tagged(self.tree.tags[name], text, plain)
        else:
            value = resolve_plain(text) if plain else text
        self.shared[row] = value
        return value


def resolve_tagged(tag: str, text: str, plain: bool) -> Any:
    """The value of text with this tag; an unknown tag, or one that the text does not fit, is as none."""
    if tag == "!" or tag == CORE + "str":
        return text
    if tag == CORE + "int" and is_integer(text):
        return resolve_integer(text)
    if tag == CORE + "float":
        value = resolve_plain(text)
        if type(value) in (int, float):
            return float(value)  # type: ignore[arg-type]
    if tag in (CORE + "bool", CORE + "null"):
        return resolve_plain(text)
    return resolve_plain(text) if plain else text


def fits_tag(tag: str, text: str) -> bool:
    """May text stand under this tag?"""
    if tag == CORE + "int":
        return is_integer(text)
    if tag == CORE + "float":
        return (
            is_integer(text) or is_float(text) or text.lstrip("+-") in (".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN")
        )
    if tag == CORE + "bool":
        return type(resolve_plain(text)) is bool
    if tag == CORE + "null":
        return resolve_plain(text) is None
    return tag not in (CORE + "map", CORE + "seq")


def hashable(value: Any) -> Any:
    """A collection as a key: a tuple for a sequence, a frozenset of pairs for a mapping."""
    if type(value) is list:
        return tuple(hashable(item) for item in value)
    if type(value) is dict:
        return frozenset((key, hashable(item)) for key, item in value.items())
    return value


def merge(target: dict[Any, Any], sources: list[Any]) -> None:
    """Add the members that merge keys bring, behind which those of the mapping itself win (yaml.org/type/merge)."""
    own = dict(target)
    target.clear()
    for source in sources:
        for mapping in source if type(source) is list else [source]:
            for key, value in mapping.items():
                target.setdefault(key, value)
    target.update(own)


def build(tree: Tree, row: int = -1) -> Any:
    """The value of the node in ``row``, or of the root; None for a text without a document."""
    if row < 0:
        row = 1
    if row * rows.WIDTH >= len(tree.cells):
        return None
    return Builder(tree).build(1 if tree.aliases else row, row)
