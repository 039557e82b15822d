"""The findings as JSON, shaped after ruff's: a list, or an object on each line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from seedfmt._cli.reports.finding import Finding, as_text


def render_json(findings: Sequence[Finding]) -> str:
    """A list of objects."""
    return json.dumps([as_object(finding) for finding in findings], indent=2) + "\n"


def render_json_lines(findings: Sequence[Finding]) -> str:
    """An object on each line."""
    return "".join(json.dumps(as_object(finding)) + "\n" for finding in findings)


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
    return {"message": finding.title, "edits": edits}
