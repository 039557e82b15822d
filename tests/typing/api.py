"""What a typed program writes with seedfmt; read by type checkers, and run by a test."""

from __future__ import annotations

from typing import Any, assert_type

import seedfmt
import seedfmt.errors

doc = seedfmt.loads(b"---\nheat: 1\ntopics: [AI]\n---\n")
assert_type(doc, seedfmt.Document)
assert_type(doc.data, dict[Any, Any])
assert_type(bytes(doc), bytes)
assert_type(doc.body, bytes)
assert_type(doc.span("/heat"), seedfmt.Span)
assert_type(doc.span("/heat").line, int)
assert_type(doc.comment("/heat"), str | None)
doc["heat"] += 1
doc.set("/heat", 3)
doc.insert("published", True, after="heat")
doc.rename("/published", "shown")
doc.patch([{"op": "remove", "path": "/shown"}])
doc.merge({"heat": None})
doc.reconcile({"heat": 2})
with doc.batch() as same:
    assert_type(same, seedfmt.Document)
doc.undo()
assert_type(seedfmt.dumps(doc), bytes)
assert_type(seedfmt.new({"title": "T"}), seedfmt.Document)


class Post:
    """A class that describes itself; a pydantic model does."""

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        return {"type": "object"}


assert_type(seedfmt.validate(doc, Post), list[seedfmt.errors.Problem])
assert_type(seedfmt.validate(doc, {"type": "object"}), list[seedfmt.errors.Problem])
with seedfmt.edit([], on_error="collect", dry_run=True) as files:
    for each in files:
        assert_type(each, seedfmt.Document)
        assert_type(each.path, str | None)
    assert_type(files.apply(lambda doc: doc.undo()).unchanged, list[str])
assert_type(files.result.changed, list[str])
assert_type(files.result.diff, bytes)
try:
    seedfmt.loads("title: x")
except seedfmt.SeedSyntaxError as error:
    assert_type(error.code, seedfmt.Code)
    assert_type(error.line, int | None)
    assert_type(error.hint, str)
