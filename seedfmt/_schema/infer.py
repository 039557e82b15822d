"""Infer a JSON Schema from data: one pass, bounded memory, the same schema in whatever order the data come.

In: front matter as plain data, one record after the other. Out: a schema of draft 2020-12. Never: loosens it to fit a
few records: what a small share of them does is an outlier, which validating them by the schema reports.

    value ---> Node: how often each type; Strings; items ---> Node; properties ---> Node, for each key
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from seedfmt._edit.find import spell_part
from seedfmt._schema.load import DIALECT
from seedfmt._schema.shapes import MIN_USES, MIN_USES_IN_LISTS, OPEN_KEYS, Strings, resembles

REQUIRED_SHARE = Fraction(95, 100)
MAX_DEPTH = 32  # deeper values are not described
MAX_NODES = 20_000  # places that are described, over all
MAX_KEYS = 512  # keys of one mapping that are described; of more, only the frequent ones
MAX_KEY_LENGTH = 200
MIN_OBJECTS = 3  # mappings that are evidence of what they must have


class Node:
    """What is remembered of the values at one place."""

    __slots__ = ("counts", "is_full", "items", "key", "min_uses", "positions", "properties", "strings")

    def __init__(self, key: str = "", min_uses: int = MIN_USES) -> None:
        self.key = key
        self.min_uses = min_uses  # of each value of an enumeration
        self.counts: dict[str, int] = {}
        self.strings: Strings | None = None
        self.items: Node | None = None
        self.properties: dict[str, Node] = {}
        self.positions: dict[str, int] = {}
        self.is_full = False  # some keys were not remembered

    @property
    def total(self) -> int:
        """How many values there were."""
        return sum(self.counts.values())


class Inference:
    """A schema in the making: ``add`` records, then take ``schema()``.

    ``required_share`` is the share of records that must have a key, a type or a form for the schema to ask for it;
    with ``closed`` it allows no other keys than those found.
    """

    def __init__(self, required_share: Fraction = REQUIRED_SHARE, *, closed: bool = False) -> None:
        self.share = required_share
        self.closed = closed
        self.root = Node()
        self._left = MAX_NODES

    # -- accumulate ----------------------------------------------------------------------------------------------------

    def add(self, data: Any) -> None:
        """Take one record into account."""
        self._add(self.root, data, 0)

    def _add(self, node: Node, value: Any, depth: int) -> None:
        name = type_of(value)
        if not name or depth > MAX_DEPTH:
            return
        node.counts[name] = node.counts.get(name, 0) + 1
        if name == "string":
            node.strings = node.strings or Strings()
            node.strings.add(str(value))
        elif name == "array" and value:
            items = node.items = node.items or self._new(node.key, MIN_USES_IN_LISTS)
            if items is not None:
                for item in value:
                    self._add(items, item, depth + 1)
        elif name == "object":
            self._add_mapping(node, value, depth)

    def _add_mapping(self, node: Node, mapping: dict[Any, Any], depth: int) -> None:
        for position, (key, value) in enumerate(mapping.items()):
            name = key if isinstance(key, str) else spell_part(key)
            child = node.properties.get(name) or self._add_key(node, name)
            if child is not None:
                node.positions[name] = node.positions.get(name, 0) + position
                self._add(child, value, depth + 1)

    def _add_key(self, node: Node, name: str) -> Node | None:
        if len(node.properties) >= MAX_KEYS or len(name) > MAX_KEY_LENGTH:
            node.is_full = True
            return None
        child = self._new(name)
        if child is not None:
            node.properties[name] = child
        return child

    def _new(self, key: str, min_uses: int = MIN_USES) -> Node | None:
        if self._left <= 0:
            return None
        self._left -= 1
        return Node(key, min_uses)

    # -- describe ------------------------------------------------------------------------------------------------------

    def schema(self) -> dict[str, Any]:
        """Return the schema of what was added."""
        return {"$schema": DIALECT, **self._describe(self.root)}

    def _describe(self, node: Node) -> dict[str, Any]:
        types = self._types(node)
        schema: dict[str, Any] = {}
        if types and types != ["null"]:  # of a key that is always empty nothing is known
            schema["type"] = types[0] if len(types) == 1 else types
        if "string" in types and node.strings:
            schema |= self._describe_strings(node, types)
        if "array" in types and node.items and (items := self._describe(node.items)):
            schema["items"] = items
        if "object" in types:
            schema |= self._describe_mapping(node)
        return schema

    def _types(self, node: Node) -> list[str]:
        """The fewest types that the share of the values has, the most frequent first."""
        found: list[str] = []
        covered = 0
        for name, count in sorted(node.counts.items(), key=lambda item: (-item[1], item[0])):
            if covered < self.share * node.total:
                found.append(name)
                covered += count
        return [name for name in found if name != "integer" or "number" not in found]

    def _describe_strings(self, node: Node, types: list[str]) -> dict[str, Any]:
        assert node.strings is not None
        is_open = node.key.lower() in OPEN_KEYS or not set(types) <= {"string", "null"}
        keywords = node.strings.keywords(self.share, 0 if is_open else node.min_uses)
        if "enum" in keywords and "null" in types:
            keywords["enum"].append(None)
        return keywords

    def _describe_mapping(self, node: Node) -> dict[str, Any]:
        count = node.counts["object"]
        names = self._names(node, count)
        schema: dict[str, Any] = {}
        is_evidence = count >= MIN_OBJECTS or count >= self.root.total
        required = [name for name in names if node.properties[name].total >= self.share * count]
        if required and is_evidence:
            schema["required"] = required
        if names:
            schema["properties"] = {name: self._describe(node.properties[name]) for name in names}
        if self.closed and not node.is_full:
            schema["additionalProperties"] = False
        return schema

    def _names(self, node: Node, count: int) -> list[str]:
        """The keys to describe, in the order that they mostly have."""

        def rank(name: str) -> tuple[Fraction, str]:
            return Fraction(node.positions[name], max(node.properties[name].total, 1)), name

        names = [name for name, child in node.properties.items() if child.counts]
        if node.is_full:
            names = [name for name in names if node.properties[name].total > (1 - self.share) * count]
        if self.closed:
            names = self._without_slips(node, names, count)
        return sorted(names, key=rank)

    def _without_slips(self, node: Node, names: list[str], count: int) -> list[str]:
        """The names but the rare ones that resemble a frequent one."""
        rare = (1 - self.share) * count
        frequent = [name for name in names if node.properties[name].total > rare]
        return [name for name in names if node.properties[name].total > rare or not resembles(name, frequent)]


def type_of(value: Any) -> str:
    """Return the type that JSON Schema has for a value, "" for one that JSON has not."""
    if value is None:
        return "null"
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (dict, "object")):
        if isinstance(value, kind):
            return name
    return "array" if isinstance(value, list) else ""
