"""A JUnit report: a suite for each file with findings, a failed case for each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from seedfmt._cli.reports.concise import headline
from seedfmt._cli.reports.finding import Finding

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(findings: Sequence[Finding]) -> str:
    """The report as XML."""
    count = len(findings)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="seedfmt" tests="{max(count, 1)}" failures="{count}" errors="0">',
    ]
    for path, group in groupby(findings, key=lambda finding: finding.path):
        lines += _suite(path, list(group))
    if not findings:
        lines += [
            '  <testsuite name="seedfmt" tests="1" failures="0" errors="0">',
            '    <testcase name="no findings" classname="seedfmt"/>',
            "  </testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(path: str, findings: list[Finding]) -> list[str]:
    name = _quote(path)
    count = len(findings)
    lines = [f'  <testsuite name={name} tests="{count}" failures="{count}" errors="0">']
    for finding in findings:
        place = f' line="{finding.line}" column="{finding.column}"' if finding.line else ""
        case = _quote(f"{finding.code} {finding.name}".strip())
        kind, message = _quote(finding.severity), _quote(finding.sentence)
        text = escape(_FORBIDDEN.sub("\ufffd", headline(finding)))
        lines += [
            f"    <testcase name={case} classname={name} file={name}{place}>",
            f"      <failure type={kind} message={message}>{text}</failure>",
            "    </testcase>",
        ]
    return [*lines, "  </testsuite>"]


def _quote(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
