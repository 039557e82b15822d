"""One line for each finding: ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedfmt import errors
from seedfmt._cli.reports.finding import Finding

_BOLD, _RED, _YELLOW, _CYAN, _PLAIN = "\033[1m", "\033[1;31m", "\033[1;33m", "\033[36m", "\033[0m"
_ESCAPES = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))} | {
    number: f"\\u{number:04x}"
    for number in (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
}


def stream_concise(findings: Iterable[Finding], *, color: bool = False) -> Iterator[str]:
    """The findings, a line for each."""
    for finding in findings:
        yield headline(finding, color=color) + "\n"


def headline(finding: Finding, *, color: bool = False) -> str:
    """Where, which, what and what to do, on one line."""
    place = errors.printable(finding.path) + (f":{finding.line}:{finding.column}" if finding.line else "")
    mark = " [*]" if finding.edits else ""
    if color:
        shade = _RED if finding.severity == "error" else _YELLOW
        return (
            f"{_BOLD}{place}{_PLAIN}: {shade}{finding.code}{_PLAIN}{_CYAN}{mark}{_PLAIN} {printable(finding.sentence)}"
        )
    return f"{place}: {finding.code}{mark} {printable(finding.sentence)}"


def printable(text: str) -> str:
    """Text that a terminal shows and does not obey."""
    return text.translate(_ESCAPES).encode("utf-8", "backslashreplace").decode()
