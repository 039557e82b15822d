"""Any file: the rules and the schema of its kind, or a generated one, give findings inside the file; a fast yes is a
yes of the reference; a fix takes its finding away and brings none, and all together leave none that has one."""

from __future__ import annotations

import functools
import json
import random
from typing import Any

from laws import laws, rulelaws

import seedfmt
from seedfmt._document import Document
from seedfmt._edit.patch import apply
from seedfmt._schema import fast
from seedfmt._schema.explain import WorkError, explain
from seedfmt._schema.kinds import KINDS
from seedfmt._schema.load import Schema
from seedfmt._schema.select import select
from seedfmt._schema.validate import as_json, is_json
from seedfmt.errors import Problem

HEADER = 2
PATHS = ["_news/a.md", "_learning/videos/a.md", "_people/a.md", "a.md", "_data/topics/a.yaml", "_newsletters/a.md"]
KEYWORDS: dict[str, list[Any]] = {
    "type": ["object", "array", "string", ["integer", "null"]],
    "required": [["title"], ["heat", "secured"]],
    "properties": [
        {"heat": {"type": "integer", "minimum": 0}},
        {"a": {"type": "string"}, "b": {"items": {"type": "integer"}}},
        {"title": {"maxLength": 3, "pattern": "^[^a]*$"}, "url": {"format": "uri"}},
    ],
    "patternProperties": [{"^a": False}, {"e$": {"type": "string"}}],
    "additionalProperties": [False, {"type": ["string", "object"]}],
    "propertyNames": [{"maxLength": 4}, {"pattern": r"^\w+$"}],
    "maxProperties": [1, 3],
    "anyOf": [[{"required": ["a"]}, {"required": ["title"]}], [{"maxProperties": 2}, {"minProperties": 4}]],
    "not": [{"required": ["b"]}],
    "dependentRequired": [{"a": ["b"]}, {"heat": ["quality"]}],
}


@functools.cache
def schema_of(choice: int) -> tuple[dict[str, Any], Schema]:
    """A schema of two or three keywords."""
    chance = random.Random(choice)
    names = chance.sample(sorted(KEYWORDS), chance.choice((2, 2, 3)))
    schema = {name: chance.choice(KEYWORDS[name]) for name in names}
    return schema, seedfmt._api.validation.load_given(schema, False)


def check(data: bytes) -> None:
    """Ask the rules; the schema of the folder; a schema that the header picks."""
    path = PATHS[(data[0] if data else 0) % len(PATHS)]
    text = data[HEADER:]
    fenced = not path.endswith(".yaml")
    rulelaws.law_problem(text, fenced, path)
    rulelaws.law_fix(text, fenced, path)
    rulelaws.law_fix_all(text, fenced, path)
    document = laws.read(text, fenced)
    if document is None:
        return
    schema, loaded = schema_of(data[1] if len(data) > 1 else 0)
    law_found(document, schema, fenced)
    law_yes(document, loaded)
    kind = select(document, path).schema
    if kind in KINDS:
        require_inside(seedfmt.validate(document, kind), text)


def law_found(document: Document, schema: dict[str, Any], fenced: bool) -> None:
    """Each finding stands inside the file; its fix, applied, takes it away and adds none."""
    source = bytes(document)
    problems = seedfmt.validate(document, schema)
    require_inside(problems, source)
    before = {(problem.code, problem.pointer) for problem in problems}
    for problem in problems:
        document.at(problem.pointer)
        if problem.fix:
            fixed = Document(apply(source, list(problem.fix.patches)), fenced=fenced)
            after = {(other.code, other.pointer) for other in seedfmt.validate(fixed, schema)}
            assert after <= before - {(problem.code, problem.pointer)}, (json.dumps(schema), problem)


def law_yes(document: Document, loaded: Schema) -> None:
    """The fast engine says what the reference says, or nothing."""
    verdict = fast.judge(loaded, document.data)
    if verdict is None or not is_json(document.data):
        return
    try:
        assert verdict == (not explain(loaded, as_json(document.data)))
    except (WorkError, RecursionError):
        return


def require_inside(problems: list[Problem], source: bytes) -> None:
    for problem in problems:
        assert problem.span is not None, problem
        assert 0 <= problem.span.start <= problem.span.end <= len(source), problem
        assert problem.message
