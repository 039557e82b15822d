"""The findings with the lines they speak of, and carets below the place.

Tabs are shown as spaces, wide characters count two columns and combining ones none, as a terminal shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedfmt._cli.reports.concise import headline
from seedfmt._cli.reports.finding import LONGEST, Finding
from seedfmt._escape import find_inline_commands, printable

_BLUE, _PLAIN = "\033[1;34m", "\033[0m"
_TAB = 4
_BEFORE = 30  # characters that stay before the place where a long line is cut


def stream_full(findings: Iterable[Finding], *, color: bool = False) -> Iterator[str]:
    """The findings, each with its lines."""
    for finding in findings:
        yield _one(finding, color)


def _one(finding: Finding, color: bool) -> str:
    lines = [headline(finding, color=color)]
    width = len(str(finding.line + len(finding.lines)))
    bar = f"{_BLUE}|{_PLAIN}" if color else "|"
    if finding.lines:
        lines.append(f"{'':{width}} {bar}")
    for number, text in enumerate(finding.lines):
        shown, carets = _underlined(finding, number, text)
        lines.append(f"{finding.line + number:{width}} {bar} {shown}".rstrip())
        if carets:
            lines.append(f"{'':{width}} {bar} {carets}")
    if finding.title:
        kind = {"safe": "fix", "suggestion": "suggestion"}.get(finding.applicability, "unsafe fix")
        lines.append(f"{'':{width}} = {kind}: {printable(finding.title)}")
    return "\n".join(lines) + "\n\n"


def _underlined(finding: Finding, number: int, text: str) -> tuple[str, str]:
    """A line as it is shown, and the carets below it."""
    first = finding.column - 1 if number == 0 else len(text) - len(text.lstrip())
    last = finding.end_column - 1 if finding.line + number == finding.end_line else len(text)
    if number and last <= first:
        return _shown(text[:LONGEST])[0], ""
    cut = max(first - _BEFORE, 0) if len(text) > LONGEST else 0
    text = "..." + text[cut + 3 : cut + LONGEST] if cut else text[:LONGEST]
    first, last = min(first - cut, len(text)), min(last - cut, len(text))
    shown, columns = _shown(text)
    return shown, " " * columns[first] + "^" * max(columns[max(last, first)] - columns[first], 1)


def _shown(text: str) -> tuple[str, list[int]]:
    """Text without tabs and controls, and the column on the screen where each character begins, and the end."""
    commands = find_inline_commands(text)
    if text.isascii() and text.isprintable() and not commands:
        return text, list(range(len(text) + 1))
    import unicodedata

    pieces = []
    columns = [0]
    for offset, char in enumerate(text):
        piece = " " * (_TAB - columns[-1] % _TAB) if char == "\t" else printable(char)
        piece = "\\x23" if offset in commands else piece
        width = len(piece)
        if piece == char:
            width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
            width = 0 if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me") else width
        pieces.append(piece)
        columns.append(columns[-1] + width)
    return "".join(pieces), columns
