"""A JUnit report: a suite for each file with findings, a failed case for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from seedfmt._cli.reports.concise import headline
from seedfmt._cli.reports.finding import Finding
from seedfmt._cli.reports.kept import Kept
from seedfmt._escape import printable, printable_path

_NONE = """\
  <testsuite name="seedfmt" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="seedfmt"/>
  </testsuite>
"""


def stream_junit(findings: Iterable[Finding]) -> Iterator[str]:
    """The report as XML."""
    with Kept(findings) as kept:
        count = len(kept)
        yield '<?xml version="1.0" encoding="utf-8"?>\n'
        yield f'<testsuites name="seedfmt" tests="{max(count, 1)}" failures="{count}" errors="0">\n'
        for path, group in groupby(kept, key=lambda finding: finding.path):
            yield "\n".join(_suite(path, list(group))) + "\n"
        yield "</testsuites>\n" if count else f"{_NONE}</testsuites>\n"


def _suite(path: str, findings: list[Finding]) -> list[str]:
    name = _quote(printable_path(path))
    count = len(findings)
    lines = [f'  <testsuite name={name} tests="{count}" failures="{count}" errors="0">']
    for finding in findings:
        place = f' line="{finding.line}" column="{finding.column}"' if finding.line else ""
        case = _quote(f"{finding.code} {finding.name}".strip())
        kind, message = _quote(finding.severity), _quote(finding.sentence)
        text = escape(headline(finding))
        lines += [
            f"    <testcase name={case} classname={name} file={name}{place}>",
            f"      <failure type={kind} message={message}>{text}</failure>",
            "    </testcase>",
        ]
    return [*lines, "  </testsuite>"]


def _quote(text: str) -> str:
    return quoteattr(printable(text))
