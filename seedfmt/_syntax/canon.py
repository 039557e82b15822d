# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""JSON with sorted members straight from the table, for front matter in common spelling; the fast way of a view.

In: a Tree, the members to leave out, and the spelling of plain keys and values, by their text. Out: JSON, or None where
anything is uncommon and the complete way has to decide. Never: decides what plain text means, reports.

Common are block collections, plain scalars on one line, and text in double quotes on one line whose escapes YAML and
JSON spell alike: such text is its own spelling, byte for byte, unless it may be a timestamp.
"""

from __future__ import annotations

from typing import Any

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._syntax.tree import Tree

DEEPEST = 20  # collections in one another
YEAR = 6  # bytes that hold the year of a timestamp and the "-" after it, with the opening quote
NOTHING: dict[str, Any] = {}


class Speller:
    """One spelling of one tree.

    ``keys`` gives name and JSON, with its colon, of a plain key, ``values`` the JSON of a plain value; both None for
    uncommon text.
    """

    def __init__(self, tree: Tree, keys: dict[bytes, Any], values: dict[bytes, Any]) -> None:
        self.source = tree.source
        self.text = tree.source
        self.table = tree.cells
        self.cells = scan.ints(self.table)
        self.keys = keys
        self.values = values

    def node(self, row: int, omitted: dict[str, Any], depth: int) -> Any:
        """The JSON of a node, less what is omitted of it, or None."""
        at = row * rows.WIDTH
        head = self.cells[at]
        start = self.cells[at + rows.START]
        end = self.cells[at + rows.END]
        if head == rows.SCALAR | rows.PLAIN | rows.VERBATIM:
            return self.values[self.source[start:end]]
        if head == rows.SCALAR | rows.DOUBLE | rows.VERBATIM:
            return self.source[start:end] if self.is_text(start, end) else None
        if head == rows.SCALAR | rows.DOUBLE:
            return self.source[start:end] if self.is_line(start + 1, end - 1) else None
        if depth == DEEPEST:
            return None
        if head == rows.MAPPING | rows.BLOCK:
            return self.mapping(row, omitted, depth + 1)
        return self.sequence(row, depth + 1) if head == rows.SEQUENCE | rows.BLOCK else None

    def mapping(self, row: int, omitted: dict[str, Any], depth: int) -> Any:
        """The JSON of a mapping; ``omitted`` has None for a member to leave out, or what to leave out of it."""
        cells = self.cells
        members = {}
        end = cells[row * rows.WIDTH + rows.NEXT]
        row += 1
        while row < end:
            at = row * rows.WIDTH
            if cells[at] != rows.SCALAR | rows.PLAIN | rows.VERBATIM:
                return None
            key = self.keys[self.source[cells[at + rows.START] : cells[at + rows.END]]]
            if key is None:
                return None
            name, spelled = key
            below = omitted.get(name, NOTHING)
            row = cells[at + rows.NEXT]
            value = self.node(row, NOTHING if below is None else below, depth)
            if value is None:
                return None
            if below is not None:
                members[name] = spelled + value
            row = cells[row * rows.WIDTH + rows.NEXT]
        return b"{" + b",".join([members[name] for name in sorted(members)]) + b"}"

    def sequence(self, row: int, depth: int) -> Any:
        """The JSON of a sequence."""
        items = []
        end = self.cells[row * rows.WIDTH + rows.NEXT]
        row += 1
        while row < end:
            value = self.node(row, NOTHING, depth)
            if value is None:
                return None
            items.append(value)
            row = self.cells[row * rows.WIDTH + rows.NEXT]
        return b"[" + b",".join(items) + b"]"

    def is_text(self, start: int, end: int) -> bool:
        """Is this, in double quotes and without escapes, a JSON string and no timestamp?"""
        if (
            end - start > YEAR
            and chars.ZERO <= self.text[start + 1] <= chars.NINE
            and self.text[start + 5] == chars.DASH
        ):
            return False
        return scan.is_json_text(self.text, start + 1, end - 1)

    def is_line(self, start: int, end: int) -> bool:
        r"""Is this one line with an escape, and none but ``\"``, ``\\``, ``\n``, ``\r``, which no timestamp has?"""
        found = False
        at = start
        while at < end:
            byte = self.text[at]
            if byte < chars.SPACE:
                return False
            if byte == chars.BACKSLASH:
                found = True
                at += 1
                byte = self.text[at]
                if not (byte == chars.DOUBLE_QUOTE or byte == chars.BACKSLASH or byte == 0x6E or byte == 0x72):  # n r
                    return False
            at += 1
        return found


def spell(tree: Tree, omitted: dict[str, Any], keys: dict[bytes, Any], values: dict[bytes, Any]) -> Any:
    """The JSON of the root, a mapping, less what is omitted; None where the complete way has to decide."""
    if len(tree.cells) <= rows.WIDTH or tree.aliases or len(tree.props):
        return None
    return Speller(tree, keys, values).node(1, omitted, 0)
