"""The reference engine, jsonschema: it explains every no.

In: a Schema and plain data. Out: the errors. ``pattern`` and ``format`` are those of ``patterns`` and ``formats``,
which the fast engine shares. Imported only for data that are not valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
from jsonschema.exceptions import SchemaError, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend, validator_for
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import specification_with

from seedfmt._edit.find import spell_pointer
from seedfmt._schema.formats import conforms
from seedfmt._schema.load import Schema, count_parts
from seedfmt._schema.patterns import is_found
from seedfmt._schema.unevaluated import check_items, check_members
from seedfmt.errors import Code, SeedError

Errors = Iterator[ValidationError]
# keywords that may be applied in all, and for each value; more means a schema that multiplies itself
WORK = 10_000
WORK_FOR_EACH = 100
MAX_WORK = 5_000_000
UNEVALUATED = {"unevaluatedProperties": check_members, "unevaluatedItems": check_items}
COUNTED = ("$ref", "not", "if", "items", "contains")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")  # that apply each of their schemas
NAMES_FOR_ONE = 100  # names that are looked up in the time of one keyword


class WorkError(Exception):
    """The schema applies itself too often."""


def explain(schema: Schema, data: Any) -> list[ValidationError]:
    """What is wrong with the data, nothing where they are valid.

    Raises RecursionError for data nested too deeply, WorkError where it takes too long, SeedError for a bad schema.
    """
    if schema.reference is None:
        schema.reference = _compile(schema)
    validator, work = schema.reference
    work[0] = min(WORK + WORK_FOR_EACH * count_parts(data), MAX_WORK)
    try:
        return list(validator.iter_errors(data))
    except Unresolvable as error:
        message = f'the reference "{error.ref}" leads nowhere'
        raise SeedError(Code.REFERENCE, message, hint="correct it", path=schema.uri) from error


def require_schema(schema: Schema) -> None:
    """Raises SeedError where the schema breaks the rules of its dialect."""
    for uri, document in schema.resources.items():
        try:
            _class(schema).check_schema(document, format_checker=jsonschema.FormatChecker(()))
        except SchemaError as error:
            where = spell_pointer(tuple(error.absolute_path)) or "/"
            message = f"this is no schema: at {where}, {error.message}"
            raise SeedError(Code.SCHEMA, message, hint="correct it", path=uri) from error


def _class(schema: Schema) -> Any:
    return validator_for({"$schema": schema.dialect}, default=jsonschema.Draft202012Validator)


def _compile(schema: Schema) -> tuple[Validator, list[int]]:
    """The validator, and what is left of its work."""
    if not schema.trusted:
        require_schema(schema)
    known = specification_with(schema.dialect)
    registry: Registry[Any] = Registry().with_resources(
        (uri, Resource.from_contents(document, default_specification=known))
        for uri, document in list(schema.resources.items())[1:]
    )

    def check_format(validator: Any, name: Any, instance: Any, _: Any) -> Errors:
        if isinstance(name, str) and not conforms(name, instance, schema.dialect):
            yield ValidationError("format")

    plain = _class(schema)
    work = [0]
    keywords = {
        "format": check_format,
        "pattern": _check_pattern,
        "enum": _EnumCheck().check,
        "properties": _check_properties,
        "patternProperties": _check_pattern_properties,
        "additionalProperties": _check_additional,
        "propertyNames": _check_names,
        "multipleOf": _check_multiple,
        "uniqueItems": _check_unique,
        "required": _check_required,
        "dependentRequired": _check_dependent,
        "dependencies": _check_dependencies,
        **UNEVALUATED,
    }
    checks = {name: keywords.get(name, check) for name, check in plain.VALIDATORS.items()}
    keywords = {name: _counted(check, work, _cost_of(name)) for name, check in checks.items()}
    known_class: Any = extend(plain, keywords)
    return known_class(schema.root, registry=registry), work


Cost = Callable[[Any, Any, Any], int]


def _cost_of(name: str) -> Cost:
    """What it costs to apply a keyword, as a function of its value, the instance and the schema."""
    if name in LISTS:
        return lambda value, _, __: _length(value)
    if name in ("properties", "required", "dependentRequired", "dependencies", "dependentSchemas"):
        return lambda value, _, __: 1 + _length(value) // NAMES_FOR_ONE
    if name == "patternProperties":
        return lambda value, instance, _: _length(value) * _length(instance)
    if name == "additionalProperties":
        return lambda _, instance, schema: _length(schema.get("patternProperties")) * _length(instance)
    return (lambda *_: 1) if name in COUNTED or name in UNEVALUATED else (lambda *_: 0)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, dict | list) else 1


def _counted(check: Any, work: list[int], cost: Cost) -> Any:
    """The same keyword, counting down what it costs, and its errors."""

    def check_counted(validator: Any, value: Any, instance: Any, schema: Any) -> Errors:
        work[0] -= cost(value, instance, schema)
        if work[0] < 0:
            raise WorkError
        for error in check(validator, value, instance, schema) or ():
            work[0] -= 1
            yield error

    return check_counted


class _EnumCheck:
    """``enum``, which looks values up instead of comparing each with all."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, set[Any]]] = {}  # by the identity of the list, which is held

    def check(self, _: Any, values: Any, instance: Any, __: Any) -> Errors:
        """One error for a value that is not listed."""
        if id(values) not in self._known:
            self._known[id(values)] = values, set(map(_hashable, values))
        if _hashable(instance) not in self._known[id(values)][1]:
            yield ValidationError("enum")


def _check_pattern(validator: Any, pattern: str, instance: Any, _: Any) -> Errors:
    if validator.is_type(instance, "string") and not is_found(pattern, instance):
        yield ValidationError("pattern")


def _check_pattern_properties(validator: Any, named: dict[str, Any], instance: Any, _: Any) -> Errors:
    if not validator.is_type(instance, "object"):
        return
    for pattern, subschema in named.items():
        for key, value in instance.items():
            if is_found(pattern, key):
                yield from _descend(validator, value, subschema, key)


def _check_properties(validator: Any, members: dict[str, Any], instance: Any, _: Any) -> Errors:
    if validator.is_type(instance, "object"):
        for key, subschema in members.items():
            if key in instance:
                yield from _descend(validator, instance[key], subschema, key)


def _descend(validator: Any, value: Any, subschema: Any, key: str) -> Errors:
    """The errors of a member; jsonschema forgets the place of one that must not be."""
    if subschema is False:
        yield ValidationError("false", validator="false", validator_value=False, instance=value, path=[key])
    else:
        yield from validator.descend(value, subschema, path=key)


def _check_additional(validator: Any, subschema: Any, instance: Any, schema: dict[str, Any]) -> Errors:
    """One error for each member, at its place; a subschema ``false`` means that there must be none."""
    if not validator.is_type(instance, "object"):
        return
    for key, value in instance.items():
        if key in schema.get("properties", {}) or any(
            is_found(each, key) for each in schema.get("patternProperties", {})
        ):
            continue
        if subschema is False:
            yield ValidationError("additional", path=[key])
        else:
            yield from _descend(validator, value, subschema, key)


def _check_names(validator: Any, names: Any, instance: Any, _: Any) -> Errors:
    if validator.is_type(instance, "object"):
        for key in instance:
            if not validator.evolve(schema=names).is_valid(key):
                yield ValidationError("name", path=[key])


def _check_required(validator: Any, members: list[str], instance: Any, _: Any) -> Errors:
    if validator.is_type(instance, "object"):
        yield from (ValidationError("missing", validator_value=name) for name in members if name not in instance)


def _check_dependent(validator: Any, needs: dict[str, Any], instance: Any, _: Any) -> Errors:
    """The place of the error is the member that needs the missing one."""
    if not validator.is_type(instance, "object"):
        return
    for key in needs.keys() & instance.keys():
        for name in needs[key]:
            if name not in instance:
                yield ValidationError("missing", validator_value=name, path=[key])


def _check_dependencies(validator: Any, needs: dict[str, Any], instance: Any, schema: Any) -> Errors:
    if not validator.is_type(instance, "object"):
        return
    for key in needs.keys() & instance.keys():
        if isinstance(needs[key], list):
            yield from _check_dependent(validator, {key: needs[key]}, instance, schema)
        else:
            yield from validator.descend(instance, needs[key], schema_path=key)


def _check_multiple(validator: Any, factor: Any, instance: Any, _: Any) -> Errors:
    """Exact, of the numbers as they are written: 19.99 is a multiple of 0.01."""
    if not validator.is_type(instance, "number"):
        return
    from fractions import Fraction

    finite = instance - instance == 0
    if not finite or (Fraction(repr(instance)) / Fraction(repr(factor))).denominator != 1:
        yield ValidationError("multiple")


def _check_unique(validator: Any, wanted: bool, instance: Any, _: Any) -> Errors:
    """The place of each error is the item that stands in the list before."""
    if not wanted or not validator.is_type(instance, "array"):
        return
    seen: set[Any] = set()
    for place, item in enumerate(instance):
        known = _hashable(item)
        if known in seen:
            yield ValidationError("repeated", path=[place])
        seen.add(known)


def _hashable(value: Any) -> Any:
    """What is equal for two values where they are equal to JSON, for which 1 is 1.0 but not true."""
    if isinstance(value, dict):
        return dict, frozenset((key, _hashable(item)) for key, item in value.items())
    if isinstance(value, list):
        return list, tuple(map(_hashable, value))
    return isinstance(value, bool), value
