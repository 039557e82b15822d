"""The official YAML test suite: events and values of the valid cases, refusal of the invalid, identity of all."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import pytest
from events import events

from seedfmt._document import Document
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.parser import parse
from seedfmt._syntax.scalar import scalar_text
from seedfmt._syntax.tree import Tree
from seedfmt.errors import SeedError
from tests.support.data import Missing, parameters, require_suite, yaml_cases

CASES = yaml_cases()
VALID = [case for case in CASES if not case["fail"]]
INVALID = [case for case in CASES if case["fail"]]


def named(case: Any) -> str:
    return case.suite if isinstance(case, Missing) else str(case["id"])


def text_of(tree: Tree, row: int) -> str:
    return scalar_text(tree.source, tree.head(row), tree.start(row), tree.end(row), tree.indent(row))


def normal(text: str) -> str:
    """Events without what is presentation: flow marks, indentation."""
    lines = [line.lstrip() for line in text.strip().split("\n")]
    return "\n".join(re.sub(r"^(\+MAP) {}|^(\+SEQ) \[\]", r"\1\2", line) for line in lines)


def test_suite_is_there() -> None:
    require_suite("yaml")
    assert len(VALID) > 300
    assert len(INVALID) > 80


@pytest.mark.parametrize("case", parameters("yaml", VALID), ids=named)
def test_events(case: dict[str, Any]) -> None:
    assert normal(events(parse(case["yaml"].encode()), text_of)) == normal(case["tree"])


@pytest.mark.parametrize("case", parameters("yaml", [case for case in VALID if case["json"]]), ids=named)
def test_values(case: dict[str, Any]) -> None:
    tree = parse(case["yaml"].encode())
    documents = [row for row in range(len(tree)) if tree.kind(row) == rows.DOCUMENT]
    wanted = decode_all(case["json"])
    if len(documents) != 1 or len(wanted) != 1:
        return
    assert jsonable(build(tree)) == wanted[0]


@pytest.mark.parametrize("case", parameters("yaml", INVALID), ids=named)
def test_refused(case: dict[str, Any]) -> None:
    source = case["yaml"].encode()
    with pytest.raises(SeedError) as caught:
        parse(source)
    span = caught.value.span
    assert span is not None
    assert 0 <= span.start <= span.end <= len(source)


@pytest.mark.parametrize("case", parameters("yaml", VALID), ids=named)
def test_identity(case: dict[str, Any]) -> None:
    for source in (case["yaml"].encode(), case["yaml"].replace("\n", "\r\n").encode()):
        try:
            document = Document(source, fenced=False)
        except SeedError as error:
            assert error.code in ("E106", "E107", "E301"), error  # no mapping, several documents, a key twice
            continue
        assert bytes(document) == source


def decode_all(text: str) -> list[Any]:
    decoder = json.JSONDecoder()
    values = []
    text = text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        values.append(value)
        text = text[end:].strip()
    return values


def jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key if isinstance(key, str) else json.dumps(key): jsonable(item) for key, item in value.items()}
    return [jsonable(item) for item in value] if isinstance(value, list) else value


def test_corpus_identity(corpus: list[pathlib.Path]) -> None:
    for path in corpus:
        source = path.read_bytes()
        assert bytes(Document(source)) == source, path
