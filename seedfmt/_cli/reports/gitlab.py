"""A Code Quality report for GitLab."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from seedfmt._cli.reports.finding import Finding, as_text


def render_gitlab(findings: Sequence[Finding]) -> str:
    """A list of issues. A fingerprint stays the same when lines above a finding come and go."""
    seen: dict[str, int] = {}
    issues = []
    for finding in findings:
        mark = f"{finding.path}\0{finding.code}\0{finding.pointer}\0{finding.message}"
        seen[mark] = seen.get(mark, 0) + 1
        line, column = max(finding.line, 1), max(finding.column, 1)
        issues.append(
            {
                "check_name": finding.code,
                "description": f"{finding.code}: {finding.sentence}",
                "severity": "major" if finding.severity == "error" else "minor",
                "fingerprint": sha256(f"{mark}\0{seen[mark]}".encode(errors="replace")).hexdigest(),
                "location": {
                    "path": as_text(finding.path).replace("\\", "/"),
                    "positions": {
                        "begin": {"line": line, "column": column},
                        "end": {"line": max(finding.end_line, line), "column": max(finding.end_column, 1)},
                    },
                },
            }
        )
    return json.dumps(issues, indent=2) + "\n"
