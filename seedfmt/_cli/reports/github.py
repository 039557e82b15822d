"""Annotations for GitHub Actions. GitHub shows ten errors and ten warnings of a step: errors come first, and what is
left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from seedfmt._cli.reports.concise import headline
from seedfmt._cli.reports.finding import Finding
from seedfmt._cli.reports.kept import Kept
from seedfmt._escape import printable_path

MOST = 10  # of each severity


def stream_github(findings: Iterable[Finding]) -> Iterator[str]:
    """The annotations, then the lines of all findings as text."""
    with Kept(findings) as kept:
        left = len(kept)
        for is_error in (True, False):
            for finding in islice(_of(kept, is_error), MOST):
                yield _annotation(finding) + "\n"
                left -= 1
        if left:
            yield f"::notice title=seedfmt::{left} more, in the log of this step\n"
            for is_error in (True, False):
                for finding in islice(_of(kept, is_error), MOST, None):
                    yield headline(finding) + "\n"
            yield f"{left} more\n"


def _of(findings: Iterable[Finding], is_error: bool) -> Iterator[Finding]:
    return (finding for finding in findings if (finding.severity == "error") == is_error)


def _annotation(finding: Finding) -> str:
    values = {"title": f"seedfmt ({finding.code})", "file": printable_path(finding.path)}
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
