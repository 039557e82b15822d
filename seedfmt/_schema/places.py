"""Where in the file a fault is shown (SPEC R180 to R185).

In: a Document and a Leaf. Out: a Span of the whole file, a JSON Pointer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._edit.find import Path, spell_pointer
from seedfmt._schema.branches import Leaf
from seedfmt._schema.words import UNKNOWN
from seedfmt._source import Span

if TYPE_CHECKING:
    from seedfmt._document import Document

AT_KEY = frozenset({*UNKNOWN, "propertyNames", "dependentRequired", "dependencies"})
AT_MAPPING = frozenset({"required", "minProperties", "maxProperties"})
AT_MAPPING_IF_ONE = frozenset({"anyOf", "oneOf", "not", "if", "false"})


def place_leaf(document: Document, leaf: Leaf) -> Span:
    """The place that shows a fault."""
    pointer = spell_pointer(leaf.path)
    if leaf.keyword in AT_KEY:
        return document.span(pointer, key=True)
    if leaf.keyword in AT_MAPPING or (leaf.keyword in AT_MAPPING_IF_ONE and isinstance(leaf.value, dict)):
        return place_mapping(document, leaf.path)
    if leaf.keyword == "maxItems":
        return _join(document.span(f"{pointer}/{leaf.wanted}"), document.span(f"{pointer}/{len(leaf.value) - 1}"))
    return document.span(pointer)


def place_mapping(document: Document, path: Path) -> Span:
    """The key of a mapping; where it has none (the front matter, an item), its first key; an empty one itself."""
    pointer = spell_pointer(path)
    if path and isinstance(path[-1], str):
        return document.span(pointer, key=True)
    mapping = document.at(pointer)
    first = next(iter(mapping), None) if hasattr(mapping, "keys") else None
    if first is None:
        return document.span(pointer)
    return document.span(pointer + spell_pointer((first,)), key=True)


def _join(first: Span, last: Span) -> Span:
    return Span(first.start, last.end, first.line, first.column, last.end_line, last.end_column)
