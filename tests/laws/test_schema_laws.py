"""A fast yes is a reference yes, and a fast no a reference no: on generated schemas and data; faults in real files."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import seedfmt
import seedfmt._api
from seedfmt._schema import fast
from seedfmt._schema.branches import pick_leaves
from seedfmt._schema.explain import explain
from seedfmt._schema.validate import as_json, is_json
from seedfmt.errors import EditError, SeedError

NAMES = st.sampled_from(["a", "b", "ab", "é", "1", "", "a/b", "secured", "😀"])
TEXT = st.sampled_from(
    ["", "a", "ab", "aab", "é", "😀", "2020-02-30", "2020-11-18T16:51:00Z", "a@b", "1.2.3.4", "x\n", "\u2028", " "]
)
NUMBERS = st.one_of(
    st.integers(-3, 6),
    st.sampled_from([0.0, -0.0, 1.0, 1.5, 2.0, 0.1, 19.99, 1e300, -1e-9, 2**53, 2**63, 2**64, 10**30, -(2**70)]),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXT)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)
TYPES = ["string", "integer", "number", "boolean", "null", "object", "array"]
PATTERNS = ["^a", "a$", "^.$", r"^\d+$", r"\w", "b|é", "^(?=a)", r"\ba", "", r"^[^\s]*$", r"\p{L}", "(a+)+$"]
FORMATS = [
    "date",
    "date-time",
    "email",
    "ipv4",
    "uri",
    "uuid",
    "regex",
    "duration",
    "hostname",
    "unknown",
    "json-pointer",
]
COUNTS = st.integers(0, 3)


def keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Schemas with a few keywords each, of those that the fast engine is trusted with."""
    schemas = st.lists(inner, min_size=1, max_size=3)
    members = st.dictionaries(NAMES, inner, max_size=3)
    each = {
        "type": st.one_of(
            st.sampled_from(TYPES), st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True)
        ),
        "enum": st.lists(DATA, min_size=1, max_size=4),
        "const": DATA,
        "pattern": st.sampled_from(PATTERNS),
        "format": st.sampled_from(FORMATS),
        "minLength": COUNTS,
        "maxLength": COUNTS,
        "minimum": NUMBERS,
        "maximum": NUMBERS,
        "exclusiveMinimum": NUMBERS,
        "exclusiveMaximum": NUMBERS,
        "multipleOf": st.sampled_from([1, 2, 3, 0.5, 1.5, 0.01, 0.1]),
        "minItems": COUNTS,
        "maxItems": COUNTS,
        "uniqueItems": st.booleans(),
        "items": inner,
        "prefixItems": schemas,
        "contains": inner,
        "minContains": COUNTS,
        "maxContains": COUNTS,
        "properties": members,
        "patternProperties": st.dictionaries(st.sampled_from(["^a", "b$", "é", "^$"]), inner, max_size=2),
        "additionalProperties": inner,
        "propertyNames": inner,
        "required": st.lists(NAMES, max_size=2, unique=True),
        "minProperties": COUNTS,
        "maxProperties": COUNTS,
        "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, max_size=2, unique=True), max_size=2),
        "dependentSchemas": members,
        "allOf": schemas,
        "anyOf": schemas,
        "oneOf": schemas,
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
    }

    def chosen(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({name: each[name] for name in names})

    return st.lists(st.sampled_from(sorted(each)), max_size=3, unique=True).flatmap(chosen)


SCHEMAS = st.recursive(st.booleans() | st.just({}), keywords, max_leaves=6)


def law_engines_agree(schema: Any, data: Any) -> None:
    """The fast engine says what the reference says, and every no is explained by at least one fault."""
    loaded = seedfmt._api.validation.load_given(schema, False)
    verdict = fast.judge(loaded, data)
    errors = explain(loaded, as_json(data))
    assert verdict is None or verdict == (not errors), (verdict, schema, data)
    assert bool(pick_leaves(errors)) == bool(errors)


@given(st.integers(-(10**7), 10**7), st.integers(1, 400), st.integers(0, 4), st.integers(0, 4))
def test_multiples_are_decimal(count: int, factor: int, places: int, other: int) -> None:
    """Both engines count with the numbers as they are written: 19.99 is a multiple of 0.01."""
    for value in (count * factor / 10**places, count / 10**other):
        law_engines_agree({"multipleOf": factor / 10**places}, {"a": value, "b": 1.5}["a"])


@given(keywords(SCHEMAS), DATA)
def test_engines_agree(schema: dict[str, Any], data: Any) -> None:
    law_engines_agree(schema, data)


def law_problems(schema: Any, data: dict[str, Any]) -> None:
    """Each Problem stands inside the file, has words and a pointer, and its fix removes it and adds none."""
    try:
        document = seedfmt.new(data)
    except EditError:
        return
    problems = seedfmt.validate(document, schema)
    loaded = seedfmt._api.validation.load_given(schema, False)
    assert bool(problems) == bool(explain(loaded, as_json(document.data))) or not is_json(data)
    for problem in problems:
        assert problem.span is not None
        assert 0 <= problem.span.start <= problem.span.end <= len(bytes(document))
        assert problem.message
        assert problem.hint
        document.at(problem.pointer)
        if problem.fix:
            source = bytes(document)
            (patch,) = problem.fix.patches
            after = seedfmt.validate(seedfmt.loads(source[: patch.start] + patch.text + source[patch.end :]), schema)
            before = {(other.code, other.pointer) for other in problems}
            assert {(other.code, other.pointer) for other in after} <= before - {(problem.code, problem.pointer)}


@given(keywords(SCHEMAS), st.dictionaries(NAMES, DATA, max_size=4))
def test_problems(schema: dict[str, Any], data: dict[str, Any]) -> None:
    law_problems(schema, data)


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=8))
def test_whatever_is_given_as_a_schema(schema: Any) -> None:
    """A schema, or a SeedError: never another exception."""
    document = seedfmt.loads("---\na: 1\nb: {a: é}\n---\n")
    code = ""
    try:
        seedfmt.validate(document, schema if isinstance(schema, dict | bool) else {"not": schema})
    except SeedError as error:
        code = str(error.code)
    assert code in ("", "E601", "E801", "E802")


def test_faults_in_real_files() -> None:
    """One random fault in a seed file is reported once, at its line."""
    from bench import faults

    count = faults.COUNT if os.environ.get("SEEDFMT_PROFILE") == "long" else 60
    cases = faults.cases(count)
    assert {label for _, _, label, _ in cases} == set(faults.FAULTS)
    for path, name, label, fault in cases:
        assert faults.judge(path, name, fault) == "", (label, path)
