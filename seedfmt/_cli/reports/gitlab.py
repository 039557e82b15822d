"""A Code Quality report for GitLab, whose paths start at the top of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from seedfmt._cli.reports.as_json import stream_list
from seedfmt._cli.reports.finding import Finding, as_text


def stream_gitlab(findings: Iterable[Finding]) -> Iterator[str]:
    """A list of issues."""
    yield from stream_list(_issues(findings))
    yield "\n"


def _issues(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    """The findings as issues. A fingerprint stays the same when lines above a finding come and go."""
    path = None
    seen: dict[str, int] = {}  # of one file: what is found in it comes together, but for findings of codes of their own
    for finding in findings:
        if finding.path != path:
            path = finding.path
            seen = {}
        mark = f"{finding.path}\0{finding.code}\0{finding.pointer}\0{finding.message}"
        seen[mark] = seen.get(mark, 0) + 1
        yield _issue(finding, sha256(f"{mark}\0{seen[mark]}".encode(errors="replace")).hexdigest())


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    line, column = max(finding.line, 1), max(finding.column, 1)
    return {
        "check_name": finding.code,
        "description": f"{finding.code}: {finding.sentence}",
        "severity": "major" if finding.severity == "error" else "minor",
        "fingerprint": fingerprint,
        "location": {
            "path": relative_path(finding.path),
            "positions": {
                "begin": {"line": line, "column": column},
                "end": {"line": max(finding.end_line, line), "column": max(finding.end_column, 1)},
            },
        },
    }


def relative_path(path: str) -> str:
    """Return a path with "/", from the working folder if it is below that."""
    if os.path.isabs(path):
        relative = os.path.relpath(path)
        path = path if relative.split(os.sep)[0] == ".." else relative
    return as_text(os.path.normpath(path)).replace("\\", "/")
