"""Members and items that no part of a schema looks at: ``unevaluatedProperties`` and ``unevaluatedItems``.

In: a validator of the reference, a value, the schema with the keyword. Out: one error for each member or item, at its
place. Never: one that is there only since something else is wrong: a part of the schema that must hold and does not is
told of itself, and what it looks at counts as looked at. So a value is valid here where it is valid to jsonschema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError
from referencing.jsonschema import lookup_recursive_ref

from seedfmt._schema.patterns import is_found

Errors = Iterator[ValidationError]


def check_members(validator: Any, subschema: Any, instance: Any, schema: dict[str, Any]) -> Errors:
    """``unevaluatedProperties``; the schema of the error has the names that all parts know."""
    if not validator.is_type(instance, "object"):
        return
    parts = [part for _, part in _parts(validator, instance, schema)]
    if any("additionalProperties" in part for part in parts) or any(
        "unevaluatedProperties" in one for one in parts[1:]
    ):
        return
    known = {name: True for part in parts for name in part.get("properties", {})}
    patterns = {pattern for part in parts for pattern in part.get("patternProperties", {})}
    for key, value in instance.items():
        if key in known or any(is_found(pattern, key) for pattern in patterns):
            continue
        if subschema is False:
            yield ValidationError("unevaluated", path=[key], schema={"properties": known})
        else:
            yield from validator.descend(value, subschema, path=key)


def check_items(validator: Any, subschema: Any, instance: Any, schema: dict[str, Any]) -> Errors:
    """``unevaluatedItems``"""
    if not validator.is_type(instance, "array"):
        return
    parts = list(_parts(validator, instance, schema))
    if any(_knows_all(part) for _, part in parts) or any("unevaluatedItems" in part for _, part in parts[1:]):
        return
    known = max(len(_first(part)) for _, part in parts)
    for place, item in enumerate(instance):
        if place < known or any(
            "contains" in part and one.evolve(schema=part["contains"]).is_valid(item) for one, part in parts
        ):
            continue
        if subschema is False:
            yield ValidationError("unevaluated", path=[place])
        else:
            yield from validator.descend(item, subschema, path=place)


def _knows_all(part: dict[str, Any]) -> bool:
    """Does this part look at every item? ``items`` was a list of schemas up to 2019-09."""
    return not isinstance(part.get("items", []), list) or ("items" in part and "additionalItems" in part)


def _first(part: dict[str, Any]) -> list[Any]:
    """The schemas for the first items."""
    items = part.get("items")
    found: list[Any] = items if isinstance(items, list) else part.get("prefixItems", [])
    return found


def _parts(validator: Any, instance: Any, schema: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The schema, and all in it that apply to the value itself, each with the validator that knows where it stands."""
    if not isinstance(schema, dict):
        return
    yield validator, schema
    for word in ("$ref", "$dynamicRef", "$recursiveRef"):
        if word in schema:
            lookup = validator._resolver.lookup
            found = lookup_recursive_ref(validator._resolver) if word == "$recursiveRef" else lookup(schema[word])
            there = validator.evolve(schema=found.contents, _resolver=found.resolver)
            yield from _parts(there, instance, found.contents)
    for part in _branches(validator, instance, schema):
        yield from _parts(validator, instance, part)


def _branches(validator: Any, instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
    """The subschemas that apply: of those of which some must hold, the ones that do, or all where none does."""

    def holds(part: Any) -> bool:
        return next(validator.descend(instance, part), None) is None

    yield from schema.get("allOf", [])
    for word in ("anyOf", "oneOf"):
        yield from [part for part in schema.get(word, []) if holds(part)] or schema.get(word, [])
    if "if" in schema:
        fits = holds(schema["if"])
        yield from [schema["if"]] if fits else []
        yield schema.get("then" if fits else "else", True)
    if isinstance(instance, dict):
        yield from (part for name, part in schema.get("dependentSchemas", {}).items() if name in instance)
