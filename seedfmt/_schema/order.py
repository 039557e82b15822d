"""The order of keys that a schema asks for: that of ``properties`` with ``"x-ordered": true`` beside them.

The schemas of the record kinds ask for it everywhere but beside ``"x-ordered": false``.

In: a Schema. Out: for each mapping whose members have an order, their names in it.
"""

from __future__ import annotations

from typing import Any

from seedfmt._schema.kinds import BASE
from seedfmt._schema.load import Schema

ITEM = "*"
DEEPEST = 12  # levels of a schema that refers to itself


def member_order(schema: Schema) -> dict[str, tuple[str, ...]]:
    """The order of the members of each mapping, by JSON Pointer with ``*`` for any item of a list.

    ``{"": ("category", "title", ...), "/provider": ("name", "domain", "images"), "/related/*": (...)}``
    """
    found: dict[str, tuple[str, ...]] = {}
    _collect(schema, schema.root, schema.uri, "", found, 0)
    return found


def _collect(schema: Schema, node: Any, base: str, pointer: str, found: dict[str, tuple[str, ...]], depth: int) -> None:
    if not isinstance(node, dict) or depth > DEEPEST:
        return
    base = schema.index.bases.get(id(node), base)
    if isinstance(node.get("$ref"), str):
        _collect(schema, schema.index.resolve(base, node["$ref"]), base, pointer, found, depth + 1)
    for part in node.get("allOf", []):
        _collect(schema, part, base, pointer, found, depth + 1)
    properties = node.get("properties", {})
    if isinstance(properties, dict) and properties and node.get("x-ordered", base.startswith(BASE)) is True:
        found[pointer] = (*found.get(pointer, ()), *(name for name in properties if name not in found.get(pointer, ())))
    for name, part in properties.items():
        spelled = name.replace("~", "~0").replace("/", "~1")
        _collect(schema, part, base, f"{pointer}/{spelled}", found, depth + 1)
    _collect(schema, node.get("items"), base, f"{pointer}/{ITEM}", found, depth + 1)
