"""Annotations for GitHub Actions. GitHub shows ten errors and ten warnings of a step: errors come first, and what is
left out is counted."""

from __future__ import annotations

from collections.abc import Sequence

from seedfmt._cli.reports.concise import headline
from seedfmt._cli.reports.finding import Finding, as_text

MOST = 10  # of each severity


def render_github(findings: Sequence[Finding]) -> str:
    """The annotations, then the lines of all findings as text."""
    errors = [finding for finding in findings if finding.severity == "error"]
    warnings = [finding for finding in findings if finding.severity != "error"]
    shown = errors[:MOST] + warnings[:MOST]
    lines = [_annotation(finding) for finding in shown]
    left = len(findings) - len(shown)
    if left:
        lines.append(f"::notice title=seedfmt::{left} more, in the log of this step")
        lines += [headline(finding) for finding in errors[MOST:] + warnings[MOST:]]
        lines.append(f"{left} more")
    return "".join(line + "\n" for line in lines)


def _annotation(finding: Finding) -> str:
    values = {"title": f"seedfmt ({finding.code})", "file": as_text(finding.path)}
    if finding.line:
        values |= {"line": str(finding.line), "col": str(finding.column), "endLine": str(finding.end_line)}
        if finding.line == finding.end_line:
            values["endColumn"] = str(finding.end_column)
    kind = "error" if finding.severity == "error" else "warning"
    listed = ",".join(f"{key}={_value(value)}" for key, value in values.items())
    return f"::{kind} {listed}::{_data(headline(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
