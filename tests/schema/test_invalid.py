"""Files with one fault: found once, with its code, at its place; and every fix removes its finding and adds none."""

from __future__ import annotations

import collections

import invalidfiles
import pytest

import seedfmt
import seedfmt._api
from seedfmt._document import Document
from seedfmt._edit.patch import apply
from seedfmt._schema.load import Schema
from seedfmt._schema.words import CODES, KEYWORDS
from seedfmt.errors import Problem

VECTORS = invalidfiles.read()
WITHOUT_FAST: dict[tuple[str, bool], Schema] = {}  # schemas that were loaded while the fast engine was off


def validate(vector: invalidfiles.Invalid, source: bytes | None = None) -> list[Problem]:
    schema = vector.schema
    if (invalidfiles.INVALID / "schemas" / f"{schema}.json").exists():
        schema = str(invalidfiles.INVALID / "schemas" / f"{schema}.json")
    return seedfmt.validate(Document(source or vector.source, fenced=vector.fenced), schema)


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_found_once_at_its_place(vector: invalidfiles.Invalid) -> None:
    problems = validate(vector)
    found = [(problem.code, place(problem), problem.pointer) for problem in problems]
    assert found == [(vector.code, vector.place, vector.pointer)]
    problem = problems[0]
    assert problem.message
    assert problem.hint
    assert problem.message[0] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert not problem.message.endswith(".")


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_reference_alone(vector: invalidfiles.Invalid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDFMT_ENGINE", "reference")
    monkeypatch.setattr(seedfmt._api.validation, "_loaded", WITHOUT_FAST)
    assert [problem.code for problem in validate(vector)] == [vector.code]


FIXED = [vector for vector in VECTORS if validate(vector) and validate(vector)[0].fix]


@pytest.mark.parametrize("vector", FIXED, ids=str)
def test_fix_removes_the_finding(vector: invalidfiles.Invalid) -> None:
    fix = validate(vector)[0].fix
    assert fix is not None
    assert fix.title
    fixed = apply(vector.source, list(fix.patches))
    assert fixed != vector.source
    assert validate(vector, fixed) == []
    data = Document(fixed, fenced=vector.fenced).data
    assert not any(isinstance(value, str) and value[:1] in tuple("&*!") for value in data.values())


def test_there_are_enough() -> None:
    assert len(VECTORS) >= 150
    assert len(FIXED) >= 20
    counts = collections.Counter(vector.code for vector in VECTORS)
    unseen = (
        set(CODES) - set(counts) - {"S125", "S196", "S197", "S198", "S199"}
    )  # test_schema_bounds.py and test_schema_engines.py have these
    assert not unseen
    assert len(KEYWORDS) == len({code for code, _ in KEYWORDS.values()})


def place(problem: Problem) -> tuple[int, int, int, int] | None:
    span = problem.span
    return (span.line, span.column, span.end_line, span.end_column) if span else None
