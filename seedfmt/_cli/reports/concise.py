"""One line for each finding: ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedfmt._cli.reports.finding import Finding
from seedfmt._escape import printable, printable_path

_BOLD, _RED, _YELLOW, _CYAN, _PLAIN = "\033[1m", "\033[1;31m", "\033[1;33m", "\033[36m", "\033[0m"


def stream_concise(findings: Iterable[Finding], *, color: bool = False) -> Iterator[str]:
    """The findings, a line for each."""
    for finding in findings:
        yield headline(finding, color=color) + "\n"


def headline(finding: Finding, *, color: bool = False) -> str:
    """Where, which, what and what to do, on one line."""
    place = printable_path(finding.path) + (f":{finding.line}:{finding.column}" if finding.line else "")
    mark = " [*]" if finding.is_fixable else ""
    if color:
        shade = _RED if finding.severity == "error" else _YELLOW
        return (
            f"{_BOLD}{place}{_PLAIN}: {shade}{finding.code}{_PLAIN}{_CYAN}{mark}{_PLAIN} {printable(finding.sentence)}"
        )
    return f"{place}: {finding.code}{mark} {printable(finding.sentence)}"
