"""The official suite of JSON Schema, through both engines: they agree, and both are right."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

from seedfmt._schema import fast
from seedfmt._schema.explain import explain
from seedfmt._schema.load import Schema, load_schema
from seedfmt._schema.validate import as_json
from seedfmt.errors import SeedError
from tests.support.data import require_suite

DRAFTS = {
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft7": "http://json-schema.org/draft-07/schema#",
}
REMOTE = "localhost:1234"  # documents that are not part of the vectors
URI = "https://example.org/schema.json"

# what is left out, and why
LEFT_OUT = {
    "refRemote.json": "the documents that it fetches are not part of the vectors",
    "format.json": "asks that format is not asserted; seedfmt always asserts it",
    "vocabulary.json": "needs a dialect of its own, which is refused",
    "optional/cross-draft.json": "the documents that it fetches are not part of the vectors",
    "optional/format-assertion.json": "needs a dialect of its own, which is refused",
    "optional/dependencies-compatibility.json": "asks for a keyword of older drafts, which 2020-12 leaves to each reader",
    "optional/content.json": "asks that content is asserted; 2020-12 forbids that",
}


def cases(folder: pathlib.Path) -> list[tuple[str, dict[str, Any], str]]:
    found = []
    for draft, dialect in DRAFTS.items():
        for path in sorted((folder / draft).rglob("*.json")):
            name = path.relative_to(folder / draft).as_posix()
            if name not in LEFT_OUT:
                for case in json.loads(path.read_text()):
                    if REMOTE not in json.dumps(case["schema"]):
                        found.append((f"{draft}/{name}: {case['description']}", case, dialect))
    return found


def load(schema: Any, dialect: str) -> Schema:
    if isinstance(schema, dict):
        schema = {"$schema": dialect, **schema}

    def read(uri: str) -> str:
        if uri != URI:
            raise SeedError("E802", "not here", path=uri)  # type: ignore[arg-type]
        return json.dumps(schema)

    return load_schema(URI, read)


def test_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEEDFMT_ENGINE", raising=False)
    folder = require_suite("json-schema") / "json" / "tests"
    wrong, unsound, count, fast_count = [], [], 0, 0
    for name, case, dialect in cases(folder):
        try:
            schema = load(case["schema"], dialect)
        except SeedError as error:
            wrong.append(f"{name}: refused: {error}")
            continue
        for test in case["tests"]:
            count += 1
            where = f"{name}: {test['description']}"
            verdict = fast.judge(schema, test["data"])
            try:
                valid = not explain(schema, as_json(test["data"]))
            except SeedError as error:
                wrong.append(f"{where}: {error}")
                continue
            fast_count += verdict is not None
            if valid != test["valid"]:
                wrong.append(where)
            if verdict is not None and verdict != valid:
                unsound.append(where)
    assert count > 2000
    assert fast_count > count * 0.8
    assert not unsound, "\n".join(unsound)
    assert not wrong, "\n".join(wrong)


def test_left_out_exists() -> None:
    folder = require_suite("json-schema") / "json" / "tests"
    for name in LEFT_OUT:
        assert any((folder / draft / name).exists() for draft in DRAFTS), name


@pytest.mark.parametrize("draft", DRAFTS)
def test_suite_is_there(draft: str) -> None:
    assert len(list((require_suite("json-schema") / "json" / "tests" / draft).glob("*.json"))) > 30
