"""The findings as JSON, shaped after ruff's: a list, or an object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from seedfmt._cli.reports.finding import Finding, as_text
from seedfmt._escape import printable_json


def stream_json(findings: Iterable[Finding]) -> Iterator[str]:
    """A list of objects."""
    yield from stream_list(map(as_object, findings))
    yield "\n"


def stream_json_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """An object on each line."""
    for finding in findings:
        yield printable_json(json.dumps(as_object(finding))) + "\n"


def stream_list(items: Iterable[Any], margin: str = "") -> Iterator[str]:
    """A list as ``json.dumps`` spells it with an indentation of two, item by item; its lines begin with ``margin``."""
    opening = "["
    line_end = f"\n{margin}  "
    for item in items:
        yield opening + line_end + printable_json(json.dumps(item, indent=2)).replace("\n", line_end)
        opening = ","
    yield "[]" if opening == "[" else f"\n{margin}]"


def as_object(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint or None,
        "filename": as_text(finding.path),
        "pointer": finding.pointer,
        "location": _place(finding.line, finding.column),
        "end_location": _place(finding.end_line, finding.end_column),
        "fix": _fix(finding),
        "schema": as_text(finding.schema) or None,
    }


def _place(line: int, column: int) -> dict[str, int] | None:
    return {"row": line, "column": column} if line else None


def _fix(finding: Finding) -> dict[str, Any] | None:
    if not finding.title:
        return None
    edits = [
        {
            "content": edit.text,
            "location": _place(edit.line, edit.column),
            "end_location": _place(edit.end_line, edit.end_column),
        }
        for edit in finding.edits
    ]
    return {"applicability": finding.applicability, "message": finding.title, "edits": edits}
