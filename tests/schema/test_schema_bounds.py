"""Schemas that are refused, and how much work, depth and time any other may take."""

from __future__ import annotations

import pathlib
import time
from typing import Any

import pytest

import seedfmt
import seedfmt._api
from seedfmt._schema.kinds import BASE
from seedfmt._schema.patterns import is_found
from seedfmt.errors import SeedError

BOMB = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(30)}
REFUSED = [
    ({"$ref": "#"}, "E801", "without end"),
    ({"allOf": [{"$ref": "#"}]}, "E801", "without end"),
    (
        {"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}},
        "E801",
        "end",
    ),
    ({"$ref": "#/$defs/a0", "$defs": {**BOMB, "a30": {"type": "string"}}}, "E801", "more than"),
    ({"pattern": "("}, "E801", "no regular expression"),
    ({"pattern": "(a{1000}){1000}"}, "E801", "too large"),
    ({"patternProperties": {"*": True}}, "E801", "no regular expression"),
    ({"type": "strin"}, "E801", "no schema: at /type"),
    ({"$schema": "https://example.org/other"}, "E801", "not known"),
    ({"properties": {"z": {"$ref": "#/nowhere"}}}, "E802", "leads nowhere"),
    ({"properties": {"z": {"$ref": "#nowhere"}}}, "E802", "leads nowhere"),
    ({"properties": {"z": {"$ref": "https://example.org/x.json"}}}, "E802", "not on this machine"),
    ({"properties": {"z": {"$ref": "ftp://example.org/x.json"}}}, "E802", "not on this machine"),
    ({"properties": {"z": {"$ref": "no-such-file.json"}}}, "E601", "no such file"),
    ({"$id": "http://[x", "$ref": "y"}, "E802", "an address in the schema is none"),
    ({"properties": {"z": {"$ref": "\ud800"}}}, "E601", "could not be read"),
    ({"properties": {"z": {"$ref": BASE + "../x"}}}, "E601", "no such schema"),
    ({"properties": {"z": {"$ref": BASE + "zebra.schema.json"}}}, "E601", "no such file"),
]


@pytest.mark.parametrize(("schema", "code", "words"), REFUSED, ids=lambda value: str(value)[:40])
def test_refused(schema: dict[str, Any], code: str, words: str) -> None:
    start = time.perf_counter()
    with pytest.raises(SeedError, match=words) as caught:
        seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), schema)
    assert caught.value.code == code
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("text", ["", "{", "[]", "5", '{"a": 1} x'])
def test_no_json(tmp_path: pathlib.Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(SeedError) as caught:
        seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), tmp_path / "x.json")
    assert caught.value.code == "E801"
    assert caught.value.path == str(tmp_path / "x.json")


def nested(depth: int, last: str) -> str:
    return "---\nx: " + "{x: " * depth + last + "}" * depth + "\n---\n"


DOUBLING = {"type": "object", "properties": {"x": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEEDFMT_ENGINE", raising=False)
    start = time.perf_counter()
    assert seedfmt.validate(seedfmt.loads(nested(60, "{}")), DOUBLING) == []
    (problem,) = seedfmt.validate(seedfmt.loads(nested(60, "5")), DOUBLING)
    assert problem.code == "S196"
    assert time.perf_counter() - start < 8


def test_depth_is_bounded() -> None:
    schema: dict[str, Any] = {"additionalProperties": {"$ref": "#"}, "type": "object"}
    (problem,) = seedfmt.validate(seedfmt.loads(nested(190, "5")), schema)
    assert problem.code in ("S103", "S197")
    for _ in range(200):
        schema = {"not": {"not": schema}}
    (problem,) = seedfmt.validate(seedfmt.loads(nested(100, "5")), {"properties": {"y": schema}, "required": ["z"]})
    assert problem.code in ("S102", "S197")


EVIL = ["^(a+)+$", r"^(a+)+\1$", "^(?=(a|a)*$)(?!b)", "(x+x+)+y(?=z)", "^(a|aa)+$", "(.*a){25}(?=b)"]


@pytest.mark.parametrize("pattern", EVIL)
def test_patterns_take_no_time(pattern: str) -> None:
    start = time.perf_counter()
    text = "ax" * 1500 + "!"
    problems = seedfmt.validate(seedfmt.loads(f"---\na: {text}\n---\n"), {"properties": {"a": {"pattern": pattern}}})
    assert [problem.code for problem in problems] == ["S107"]
    assert time.perf_counter() - start < 3


# pattern, text, found: by the rules of ECMA 262 with the flag u
PATTERNS = [
    ("^a$", "a\n", False), ("^.$", "\n", False), ("^.$", "\r", False), ("^.$", "\u2028", False),
    ("^.$", "\u2029", False), ("^.$", "\x85", True), ("^.$", "\U0001f600", True), (r"^\.$", "x", False),
    ("^[.]$", "x", False), ("^[.]$", ".", True), (r"^\d$", "٣", False), (r"^\w$", "é", False), (r"^\W$", "é", True),
    (r"^\s$", "\ufeff", True), (r"^\s$", "\x85", False), (r"^\s$", "\u00a0", True), (r"^\S$", "\u200b", True),
    (r"a\b", "aé", True), (r"^\p{L}$", "é", True), (r"^\p{Lu}$", "é", False), ("^[[a]$", "[", True),
    ("^[a&&b]$", "&", True), (r"^\u00e9$", "é", True), (r"^\u{1f600}$", "\U0001f600", True), (r"^\cJ$", "\n", True),
    ("^(?=a)ab$", "ab", True), ("(?<!a)b", "ab", False), (r"^(a)\1$", "aa", True), (r"^[\b]$", "\b", True),
    (r"^é\Ba", "éa", False), (r"é\b$", "é", False), (r"^[^\d]$", "٣", True), (r"[\]a.]x", ".x", True),
    (r"\\.", "\\\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "text", "found"), PATTERNS)
def test_pattern_in_both_engines(pattern: str, text: str, found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_found(pattern, text) is found
    document = seedfmt.new({"a": text})
    for engine in ("", "reference"):
        monkeypatch.setenv("SEEDFMT_ENGINE", engine)
        assert (not seedfmt.validate(document, {"properties": {"a": {"pattern": pattern}}})) is found
