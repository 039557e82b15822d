"""The fast engine, jsonschema-rs: it says whether data are valid, or nothing.

In: a Schema and plain data. Out: True, False, or None where it cannot say. Never: raises, explains.
"""

from __future__ import annotations

import os
from typing import Any

from seedfmt._schema.engine import engine
from seedfmt._schema.load import DATA, NAMES, REFERENCE_ONLY, Schema
from seedfmt._schema.patterns import options, translate_pattern


def judge(schema: Schema, data: Any) -> bool | None:
    """Are the data valid? None where the engine is switched off, differs from the reference here, or gave up."""
    if schema.fast is None:
        schema.fast = _compile(schema)
    if schema.fast is False:
        return None
    try:
        verdict: bool = schema.fast.is_valid(data)
    except (ValueError, RecursionError):  # keys that are no text, half surrogate pairs, too much depth
        return None
    return verdict


def _compile(schema: Schema) -> Any:
    """The compiled schema, or False where the reference must decide."""
    if os.environ.get("SEEDFMT_ENGINE") == "reference" or not is_plain(schema):
        return False
    jsonschema_rs = engine()

    try:
        resources = [(uri, _translated(document)) for uri, document in schema.resources.items()]
        return jsonschema_rs.validator_for(
            resources[0][1],
            registry=jsonschema_rs.Registry(resources[1:]) if resources[1:] else None,
            base_uri=schema.uri,
            validate_formats=True,
            pattern_options=options(),
            offline=True,
        )
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError):
        return False  # the reference says why


def is_plain(schema: Schema) -> bool:
    """Does the schema use only what both engines understand alike?"""
    renamed = any(translate_pattern(name) != name for name in schema.named)
    return not renamed and not schema.keywords & REFERENCE_ONLY


def _translated(node: Any, *, named: bool = False) -> Any:
    """The schema with its patterns as both engines get them; ``named`` are schemas by names, which are no keywords."""
    if isinstance(node, list):
        return [_translated(item) for item in node]
    if not isinstance(node, dict):
        return node
    if named:
        return {name: _translated(part) for name, part in node.items()}
    result = {key: value if key in DATA else _translated(value, named=key in NAMES) for key, value in node.items()}
    if isinstance(result.get("pattern"), str):
        result["pattern"] = translate_pattern(result["pattern"])
    return result
