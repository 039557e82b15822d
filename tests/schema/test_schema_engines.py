"""The seam of the two engines: who decides, what they differ in, and what no part of a schema knows."""

from __future__ import annotations

import math
import pathlib
import subprocess
import sys
from typing import Any

import pytest

import seedfmt
import seedfmt._api
from seedfmt._schema import fast
from seedfmt.errors import SeedError

ROOT = pathlib.Path(__file__).parent.parent.parent


def test_a_no_without_a_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "judge", lambda schema, data: False)
    (problem,) = seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), {})
    assert problem.code == "S198"


def test_the_reference_decides_where_the_fast_engine_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEEDFMT_ENGINE", raising=False)
    for front in ("1: x\n", "2.5: {[a]: 1}\n", "a: .nan\n", "a: .inf\n"):
        assert seedfmt.validate(seedfmt.loads(f"---\n{front}---\n"), {"properties": {"a": {"type": "number"}}}) == []
    (problem,) = seedfmt.validate(seedfmt.loads("---\n1: x\n---\n"), {"properties": {"1": {"type": "integer"}}})
    assert (problem.code, problem.pointer, problem.span and problem.span.column) == ("S103", "/1", 4)
    loaded = seedfmt._api.validation.load_given({}, False)
    assert fast.judge(loaded, {1: 2}) is None
    assert fast.judge(loaded, {"a": math.nan}) is True


def test_engine_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDFMT_ENGINE", "reference")
    loaded = seedfmt._api.validation.load_given({"type": "object"}, False)
    assert fast.judge(loaded, {}) is None
    assert seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), {"type": "object"}) == []


@pytest.mark.parametrize("word", ["unevaluatedItems", "unevaluatedProperties", "contentEncoding", "$dynamicRef"])
def test_keywords_of_which_the_engines_differ(word: str) -> None:
    value = {"$dynamicRef": "#/$defs/a", "contentEncoding": "base64"}.get(word, False)
    loaded = seedfmt._api.validation.load_given({"$defs": {"a": True}, "properties": {"z": {word: value}}}, False)
    assert fast.judge(loaded, {}) is None


def test_valid_files_do_not_import_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEEDFMT_ENGINE", raising=False)
    path = next((ROOT / "examples" / "content" / "_news").glob("*.md"))
    code = (
        f"import sys, seedfmt; assert not seedfmt.validate(seedfmt.load({str(path)!r})); print(' '.join(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "jsonschema_rs" in loaded
    for name in ("jsonschema", "referencing", "attr", "rpds", "difflib", "dataclasses", "inspect", "urllib.request"):
        assert name not in loaded, name
    assert not [name for name in loaded if name == "seedfmt._schema.explain"]


@pytest.mark.parametrize("value", ["SHORTSECRET", "{a: SHORTSECRET}", "[SHORTSECRET, SHORTSECRET]", "' SHORTSECRET '"])
def test_secured_is_never_quoted(value: str) -> None:
    wrong: dict[str, Any] = {
        "enum": ["ANOTHERSECRET", "shortsecret"], "const": "ANOTHERSECRET", "pattern": "^Q$", "format": "ipv4",
        "minLength": 999, "type": "integer", "not": {}, "maxLength": 2, "items": {"const": "x"},
        "properties": {"a": {"const": "ANOTHERSECRET"}},
        "anyOf": [{"const": "ANOTHERSECRET"}, {"enum": ["x"]}], "propertyNames": {"maxLength": 0}, "uniqueItems": True,
    }  # fmt: skip
    found = 0
    for word, wanted in wrong.items():
        document = seedfmt.loads(f"---\nsecured: {value}\n---\n")
        for problem in seedfmt.validate(document, {"properties": {"secured": {word: wanted}}}):
            found += 1
            assert "SECRET" not in problem.message + problem.hint, problem
            assert problem.fix is None or "SECRET" not in problem.fix.title
    assert found > 4


def test_many_findings() -> None:
    front = "".join(f"k{number}: 1\n" for number in range(300))
    problems = seedfmt.validate(seedfmt.loads(f"---\n{front}---\n"), {"additionalProperties": False})
    assert len(problems) == 201
    assert problems[-1].code == "S199"
    assert problems[-1].message.startswith("100 ")


def test_forms_none_of_which_fits() -> None:
    schema = {"properties": {"a": {"anyOf": [{"minLength": 5}, {"pattern": "^x"}]}}}
    assert [problem.code for problem in seedfmt.validate(seedfmt.loads("---\na: b\n---\n"), schema)] == ["S125"]
    schema = {"properties": {"a": {"anyOf": []}}}
    with pytest.raises(SeedError):
        seedfmt.validate(seedfmt.loads("---\na: b\n---\n"), schema)


def test_dialects() -> None:
    old = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "properties": {"a": {"minimum": 1, "exclusiveMinimum": True}},
    }
    (problem,) = seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), old)
    assert problem.message == '"a" is 1, not above 1'
    old = {"$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"a": ["b"], "c": {"required": ["d"]}}}
    (problem,) = seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), old)
    assert (problem.code, problem.pointer) == ("S124", "/a")


# -- what no part of a schema knows -----------------------------------------------------------------------------------

NO_OTHER: dict[str, Any] = {"unevaluatedProperties": False}
PERSON = {"properties": {"name": {"type": "string"}, "url": {"type": "string"}}}
DRAFT_2019 = "https://json-schema.org/draft/2019-09/schema"
# schema, front matter, what is found: each fault once, at the member or item itself
UNEVALUATED = [
    (
        {"$defs": {"p": PERSON}, "properties": {"author": {"$ref": "#/$defs/p", **NO_OTHER}}},
        "author:\n  url: x\n\n  nmae: b\n",
        ['5:3 S129 the member "nmae" is not known in "author"; did you mean "name"?'],
    ),
    ({"allOf": [PERSON], **NO_OTHER}, "name: 1\n", ['2:7 S103 "name" is a number, not text; write text']),
    ({"allOf": [PERSON], **NO_OTHER}, "name: 1\nurl: x\n", ['2:7 S103 "name" is a number, not text; write text']),
    (
        {"allOf": [PERSON], "required": ["name"], **NO_OTHER},
        "nmae: x\n",
        ['2:1 S129 the member "nmae" is not known; did you mean "name"?'],
    ),
    (
        {"allOf": [{**PERSON, "additionalProperties": False}], **NO_OTHER},
        "name: x\na: 1\n",
        ['3:1 S101 the member "a" is not known; known are name, url'],
    ),
    (
        {"anyOf": [{"required": ["z"]}, PERSON], **NO_OTHER},
        "name: x\na: 1\n",
        ['3:1 S129 the member "a" is not known; known are name, url'],
    ),
    (
        {"if": {"properties": {"a": {"const": 1}}}, "then": PERSON, "else": {"properties": {"b": True}}, **NO_OTHER},
        "a: 2\nb: 1\n",
        ['2:1 S129 the member "a" is not known; known are b'],
    ),
    ({"if": {"properties": {"a": {"const": 1}}}, "then": PERSON, **NO_OTHER}, "a: 1\nname: x\n", []),
    (
        {"dependentSchemas": {"url": PERSON, "z": {"properties": {"a": True}}}, **NO_OTHER},
        "a: 1\nurl: x\n",
        ['2:1 S129 the member "a" is not known; known are name, url'],
    ),
    ({"unevaluatedProperties": {"type": "string"}, **PERSON}, "a: 1\n", ['2:4 S103 "a" is a number, not text; write text']),
    ({"patternProperties": {"^.$": True}, **NO_OTHER}, "a: 1\nbb: 1\n", ['3:1 S129 the member "bb" is not known; remove it']),
    ({"not": {**PERSON, **NO_OTHER}}, "name: x\na: 1\n", []),
    (
        {"$schema": DRAFT_2019, "allOf": [PERSON], **NO_OTHER},
        "a: 1\n",
        ['2:1 S129 the member "a" is not known; known are name, url'],
    ),
    (
        {"properties": {"l": {"allOf": [{"prefixItems": [{"type": "string"}]}], "unevaluatedItems": False}}},
        "l: [1, 2]\n",
        ['2:5 S103 item 1 of "l" is a number, not text; write text', '2:8 S130 item 2 of "l" is known to no part of the schema; remove it'],
    ),
    (
        {"properties": {"l": {"contains": {"type": "string"}, "unevaluatedItems": False}}},
        "l: [x, 2]\n",
        ['2:8 S130 item 2 of "l" is known to no part of the schema; remove it'],
    ),
    (
        {"$schema": DRAFT_2019, "properties": {"l": {"allOf": [{"items": [True]}], "unevaluatedItems": False}}},
        "l: [1, 2]\n",
        ['2:8 S130 item 2 of "l" is known to no part of the schema; remove it'],
    ),
    ({"properties": {"l": {"allOf": [{"items": {"type": "string"}}], "unevaluatedItems": False}}}, "l: [x]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "front", "found"), UNEVALUATED, ids=lambda value: str(value)[:40])
def test_what_no_part_knows(schema: dict[str, Any], front: str, found: list[str]) -> None:
    problems = seedfmt.validate(seedfmt.loads(f"---\n{front}---\n"), schema)
    places = [problem.span for problem in problems if problem.span]
    told = [f"{problem.code} {problem.message}; {problem.hint}" for problem in problems]
    assert [f"{at.line}:{at.column} {words}" for at, words in zip(places, told, strict=True)] == found
    # only the words differ from those of jsonschema, not the verdict
    assert jsonschema_verdict(schema, seedfmt.loads(f"---\n{front}---\n").data) == (not found)


def jsonschema_verdict(schema: dict[str, Any], data: Any) -> bool:
    jsonschema = pytest.importorskip("jsonschema")
    return bool(jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)(schema).is_valid(data))
