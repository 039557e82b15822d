"""The laws of JSON: nothing is lost, an edit through JSON is the same edit, what is put back changes nothing."""

from __future__ import annotations

import json
from typing import Any

from laws.laws import read

import seedfmt
from seedfmt._change import equal
from seedfmt._document import Document
from seedfmt._views.as_json import fast_json, json_object, render_json
from seedfmt._views.diff import diff_values
from seedfmt._views.values import is_numeric, replaced, restored, scalars
from seedfmt.errors import JsonError, LimitError, SeedError


def law_lossless(data: bytes, fenced: bool) -> None:
    """Lossless JSON restores the file byte for byte, also after a tool has rewritten it with equal data."""
    document = read(data, fenced)
    if document is None:
        return
    text = seedfmt.dumps_lossless(document)
    assert bytes(seedfmt.loads_lossless(text)) == data, text
    values = json.loads(text)
    assert values["front"].encode() == data[: len(data) - len(document.body)], text
    assert bytes(seedfmt.loads_lossless(json.dumps(values, sort_keys=True, indent=1))) == data, text
    assert bytes(seedfmt.loads_lossless(json.dumps(rewritten(values)))) == data, text


def rewritten(value: Any) -> Any:
    """The value with its keys in reverse order and each whole float as an integer, -0.0 as 0."""
    if isinstance(value, dict):
        return {key: rewritten(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [rewritten(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def law_edit_through_json(data: bytes, fenced: bool, edited: Any) -> None:
    """Lossless JSON with edited data gives the bytes that ``reconcile`` gives, or the same refusal."""
    document = read(data, fenced)
    if document is None:
        return
    whole = json.loads(seedfmt.dumps_lossless(document))
    whole["data"] = edited
    old = document.data
    shown = replaced(old, hide=True)
    try:
        document.reconcile(restored(edited, old, shown))
        expected: Any = bytes(document) if equal(replaced(document.data, hide=True), edited) else "E903"
    except SeedError as error:
        expected = error.code
    try:
        found: Any = bytes(seedfmt.loads_lossless(json.dumps(whole)))
    except SeedError as error:
        found = error.code
    if found == "E903" != expected:
        assert has_rounded(edited, shown)
        return
    assert found == expected


def has_rounded(edited: Any, shown: Any) -> bool:
    """Whether an integer beyond 2^53 went, and another number came that is the same in binary64."""
    old, new = ({item for _, item in scalars(value) if is_numeric(item)} for value in (shown, edited))
    went = [item for item in old - new if abs(item) > 2**53 and isinstance(item, int)]
    return any(abs(item) > 10**308 or float(item) == float(other) for item in went for other in new - old)


def law_onto_unchanged(data: bytes, fenced: bool) -> None:
    """Data JSON put back onto its file changes no byte."""
    document = read(data, fenced)
    if document is None:
        return
    try:
        text = seedfmt.to_json(document, body_key="\x00body", lenient=True)
    except JsonError as error:
        assert error.code == "E901", error
        return
    seedfmt.reconcile(document, text, body_key="\x00body")
    seedfmt.reconcile(document, json.loads(text), body_key="\x00body")
    assert bytes(document) == data


def law_data_is_json(data: bytes, fenced: bool) -> None:
    """What is JSON in the strict sense is the data of the file, number for number; else the error has a place."""
    document = read(data, fenced)
    if document is None:
        return
    try:
        text = seedfmt.to_json(document, body_key=None)
    except JsonError as error:
        assert error.span is not None, error
        assert 0 <= error.span.start <= error.span.end <= len(data), error
        return
    assert json.loads(text) == document.data
    assert [*json.loads(text)] == [*document.data]
    assert text == render_json(json_object(document, body_key=None))  # the fast way and the complete one
    pretty = seedfmt.to_json(document, body_key=None, pretty=True)
    assert json.loads(pretty) == document.data
    law_fast_json(document)


def law_fast_json(document: seedfmt.Document) -> None:
    """What the fast way writes of front matter and body the complete way writes, too; what it refuses, that does not."""
    try:
        text = render_json(json_object(document, body_key="\x00body"))
    except JsonError:
        text = None
    assert fast_json(document, "\x00body") in (text, None)


def law_new_from_json(values: dict[str, Any]) -> None:
    """A file from JSON has its data; JSON of that, and the file of that JSON, are the same again."""
    values = {name: value for name, value in values.items() if name != "content"}
    text = json.dumps(values)
    document = seedfmt.from_json(text)
    assert document.data == values
    again = seedfmt.to_json(document)
    assert json.loads(again) == values
    assert bytes(seedfmt.from_json(again)) == bytes(document)
    assert seedfmt.to_json(seedfmt.from_json(again)) == again


def law_diff(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """Applying the changes to the old data gives the new; a Document takes the patch, too."""
    patch = [change.operation() for change in diff_values(old, new, ())]
    document = seedfmt.new(old)
    document.patch(patch)
    assert equal(document.data, new), patch
    return patch


def law_total(text: str) -> None:
    """Any text: a Document that reads as its data, or a SeedError; no other exception."""
    try:
        document = seedfmt.loads_lossless(text)
    except SeedError as error:
        assert error.message
        assert not isinstance(error, LimitError) or error.code in ("E401", "E402", "E403", "E404", "E405")
        return
    assert isinstance(document, Document)
    assert equal(replaced(document.data, hide=True), json.loads(text)["data"])
