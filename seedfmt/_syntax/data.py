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
TEXT_TAGS = frozenset(["!", CORE + "str"])  # which make text of a scalar, of a plain "<<" too (R13)
MERGE: Any = object()  # the key of a merge
COMPLEX: Any = object()  # stands for a key that is a collection, while that is read
SLOTS = 64  # a power of two
ODD_KEYS = 1_000  # entries of a mapping that stands in a key
DEEPEST = 500  # what the limit on nesting may be raised to


class Builder:
    """One reading of one tree."""

    def __init__(self, tree: Tree, wanted: int) -> None:
        self.prepare(tree, wanted)

    def prepare(self, tree: Tree, wanted: int) -> None:
        """Get ready to read a scalar."""
        self.source = tree.source
        self.text = tree.source
        self.tree = tree
        self.table = tree.cells
        self.cells = scan.ints(self.table)
        self.wanted = wanted  # the row whose value is asked for
        self.shared: dict[int, Any] = {}  # what has an anchor, and what is wanted
        self.keys: dict[int, Any] | None = None  # where the values of keys that are collections are to be kept

    def prepare_walk(self) -> None:
        """Get ready to read a collection."""
        self.merges: dict[int, list[Any]] | None = None  # what merge keys bring, for each row of a mapping with such
        self.merge_key = MERGE
        self.complex_key = COMPLEX
        self.numbers = scan.new_ints(2 * SLOTS + DEEPEST + 2)
        self.path = scan.ints(self.numbers)  # behind those of the names: the rows of the collections around this one
        self.depth = 2 * SLOTS
        # the names read so far: where each stands in the text, its length, and the str
        self.places = self.path
        for slot in range(64):
            self.places[2 * slot + 1] = 0
        self.names: list[Any] = [None] * SLOTS

    def build(self, first: int) -> Any:
        """The value wanted, reading from the row ``first`` on, which is the same or an ancestor's."""
        cells = self.cells
        if not self.is_collection(first):
            return self.leaf(first)
        self.prepare_walk()
        outer: list[Any] = []  # each collection around this one, and the key that this one is the value of
        row = first
        box = self.open(row)
        key: Any = None
        keyed = False  # the key of the entry at hand is read already
        mapping = self.is_mapping(row)
        end = cells[row * rows.WIDTH + rows.NEXT]
        at = row + 1
        while True:
            if at == end:
                self.close(row, box)
                if row == first:
                    break
                value = box
                key = outer.pop()
                box = outer.pop()
                if key is self.complex_key:
                    key = hashable(value)
                    if self.keys is not None:
                        self.keys[row] = key
                    keyed = True
                self.depth -= 1
                row = self.path[self.depth]
                mapping = self.is_mapping(row)
                end = cells[row * rows.WIDTH + rows.NEXT]
                if keyed:
                    continue
            else:
                if mapping and not keyed:
                    if self.is_collection(at):
                        key = self.complex_key
                    else:
                        key = self.key(at)
                        at = cells[at * rows.WIDTH + rows.NEXT]
                keyed = False
                if not mapping:
                    key = None  # a collection in a list is no key, though the list may be one
                if self.is_collection(at):
                    outer.append(box)
                    outer.append(key)
                    self.path[self.depth] = row
                    self.depth += 1
                    row = at
                    box = self.open(row)
                    mapping = self.is_mapping(row)
                    end = cells[row * rows.WIDTH + rows.NEXT]
                    at += 1
                    continue
                value = self.leaf(at)
                at += 1
            if not mapping:
                box.append(value)
            elif key is self.merge_key:
                if self.merges is None:
                    self.merges = {}
                self.merges.setdefault(row, []).append(value)
            else:
                box[key] = value
        return self.shared[self.wanted]

    def is_mapping(self, row: int) -> bool:
        """Is the node a mapping?"""
        return self.cells[row * rows.WIDTH] & rows.KIND == rows.MAPPING

    def is_collection(self, row: int) -> bool:
        """Is the node a mapping or a sequence?"""
        return self.cells[row * rows.WIDTH] & rows.KIND <= rows.SEQUENCE

    def open(self, row: int) -> Any:
        """An empty dict or list for a collection."""
        at = row * rows.WIDTH
        box: Any = {} if self.cells[at] & rows.KIND == rows.MAPPING else []
        if row == self.wanted or self.cells[at + rows.PROPS] >= 0:
            self.shared[row] = box
        return box

    def close(self, row: int, box: Any) -> None:
        """Complete a collection with what merge keys bring."""
        if self.merges is not None and row in self.merges:
            merge(box, self.merges.pop(row))

    def leaf(self, row: int) -> Any:
        """The value of a scalar or an alias."""
        at = row * rows.WIDTH
        if self.cells[at] & rows.KIND == rows.ALIAS:
            value = self.shared.get(self.cells[at + rows.INDENT])
        else:
            value = self.scalar(row)
        if row == self.wanted:
            self.shared[row] = value
        return value

    def key(self, row: int) -> Any:
        """The value of a key; of names that are spelled alike, one object."""
        cells = self.cells
        at = row * rows.WIDTH
        start = cells[at + rows.START]
        length = cells[at + rows.END] - start
        simple = rows.SCALAR | rows.PLAIN | rows.VERBATIM
        if cells[at] != simple or cells[at + rows.PROPS] >= 0 or row == self.wanted:
            return self.odd_key(row)
        if not scan.is_text(self.text, start, start + length):
            return self.odd_key(row)
        slot = (self.text[start] * 7 + self.text[start + length - 1] + length * 31) & 63
        if self.places[2 * slot + 1] == length and scan.same_bytes(
            self.text, self.places[2 * slot], self.text, start, length
        ):
            return self.names[slot]
        name = scan.text_of(self.text, start, start + length)
        self.places[2 * slot] = start
        self.places[2 * slot + 1] = length
        self.names[slot] = name
        return name

    def odd_key(self, row: int) -> Any:
        """The value of a key that is no plain text; MERGE for a merge key."""
        value = self.leaf(row)
        if value == "<<" and self.is_merge(row, self.cells[row * rows.WIDTH + rows.NEXT]):
            if self.tree.tag_name(row) not in TEXT_TAGS:
                return MERGE
        return hashable(value)

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
            value = scan.text_of(self.text, start + 1, end - 1)
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
            return scan.text_of(self.text, start, end)
        if end - start == 4 and scan.same_bytes(self.text, start, b"true", 0, 4):
            return True
        if end - start == 5 and scan.same_bytes(self.text, start, b"false", 0, 5):
            return False
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
    if tag in TEXT_TAGS:
        return text
    if tag == CORE + "int" and is_integer(text):
        return resolve_integer(text)
    if tag == CORE + "float":
        value = resolve_plain(text)
        if type(value) in (int, float):
            return to_float(value)
    if tag in (CORE + "bool", CORE + "null"):
        return resolve_plain(text)
    return resolve_plain(text) if plain else text


def to_float(value: Any) -> float:
    """A number as a float; one that is too large is infinite, as it is where it is spelled as a float."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


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
    """A collection as a key: a tuple for a sequence, a frozenset of pairs for a mapping.

    Raises OverflowError for a mapping of more than ODD_KEYS entries: their hashes can be chosen to be all the same.
    """
    if type(value) is list:
        return tuple(hashable(item) for item in value)
    if type(value) is dict:
        if len(value) > ODD_KEYS:
            raise OverflowError
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
    if row >= len(tree):
        return None
    builder = Builder.__new__(Builder)  # Builder(...) takes longer
    builder.prepare(tree, row)
    if row > 1 and tree.aliases and has_alias(tree, row):
        builder.shared = build_targets(tree, row)
    return builder.build(row)


def build_targets(tree: Tree, row: int) -> dict[int, Any]:
    """What aliases in a node stand for, and that alone: of what came before it, the first first."""
    shared: dict[int, Any] = {}
    for target in find_targets(tree, row):
        if target not in shared:  # not read yet within one before it
            builder = Builder(tree, target)
            builder.shared = shared
            builder.build(target)
    return shared


def find_targets(tree: Tree, row: int) -> list[int]:
    """The rows before a node that aliases in it stand for, and aliases in these, in order."""
    found: set[int] = set()
    waiting = [row]
    while waiting:
        first = waiting.pop()
        for at in range(first, tree.after(first)):
            target = tree.target(at)
            if target < first and target not in found:
                found.add(target)
                waiting.append(target)
    return sorted(found)


def has_alias(tree: Tree, row: int) -> bool:
    """Is the node an alias, or does it contain one?"""
    table = tree.cells
    cells = scan.ints(table)
    for at in range(row, cells[row * rows.WIDTH + rows.NEXT]):
        if cells[at * rows.WIDTH] & rows.KIND == rows.ALIAS:
            return True
    return False


class Keys:
    """The values of the keys of one tree; what is worth keeping is read once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[int, Any] = {}
        self.shared: dict[int, Any] = {}
        self.is_read = False  # all that aliases stand for is in ``shared``
        self.reader: Builder | None = None  # of names

    def build(self, row: int) -> Any:
        """The value of the key in ``row``."""
        tree = self.tree
        if tree.kind(row) == rows.SCALAR:
            if self.reader is None:
                self.reader = Builder(tree, -1)
            return self.reader.leaf(row)
        if row not in self.known:
            if not self.is_read and tree.aliases and has_alias(tree, row):
                everything = Builder(tree, 1)
                everything.build(1)
                self.shared = everything.shared
                self.is_read = True
            builder = Builder(tree, row)
            builder.shared = self.shared
            builder.keys = self.known
            self.known[row] = hashable(builder.build(row))
        return self.known[row]
