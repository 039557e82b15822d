"""What ``check`` says beside the findings: totals, statistics, progress; and how it reads lists of codes.

In: findings, arguments. Out: text. Ends the program with status 2 for codes that name nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import IO

from seedfmt._cli.checking import Checked
from seedfmt._cli.editing import fail_usage
from seedfmt._cli.reports.finding import Finding


class Totals:
    """How many files, findings and fixes there were."""

    def __init__(self) -> None:
        self.files = self.findings = self.fixed = self.fixable = 0
        self._bad: set[str] = set()

    def add(self, checked: Checked) -> None:
        """Count what became of a file."""
        self.files += checked.counts
        self.findings += len(checked.findings)
        self.fixed += checked.fixed
        self.fixable += sum(bool(finding.edits) for finding in checked.findings)
        if checked.findings:
            self._bad.add(checked.path)

    def sentence(self, diff: bool) -> str:
        """The totals in a sentence."""
        parts = [f"{_count(self.files, 'file')} checked", _count(self.findings, "finding")]
        if self._bad:
            parts[-1] += f" in {_count(len(self._bad), 'file')}"
        if self.fixed:
            parts.append(f"{self.fixed} {'would be ' if diff else ''}fixed")
        if self.fixable and not diff:
            parts.append(f"{self.fixable} of them fixable with --fix")
        return ", ".join(parts)


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def statistics(findings: Sequence[Finding]) -> str:
    """How many findings each code has, the most first."""
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = finding.code, finding.name
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:7}  {code}  {name}".rstrip() + "\n" for (code, name), count in ranked)


def is_known(prefix: str) -> bool:
    """Does the prefix name any code?"""
    from seedfmt._cli.pages import PAGES
    from seedfmt._rules.registry import BY_CODE

    return prefix == "ALL" or any(code.startswith(prefix) for code in (*BY_CODE, *(page.code for page in PAGES)))


def split_codes(option: str, text: str | None, configured: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that an option names, else those of the configuration. Ends the program where one names nothing."""
    codes = configured if text is None else tuple(code.strip() for code in text.split(",") if code.strip())
    for code in codes:
        if not is_known(code):
            where = option if text is not None else f'"{option[2:]}" in the configuration'
            fail_usage(f'{where} names "{code}", which is no rule; "seedfmt rule --all" lists them')
    return codes


def wants_color(choice: str, stream: IO[str]) -> bool:
    """Is the output to be colored? (no-color.org)"""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def show_progress(done: int, total: int) -> None:
    """Say on the terminal how far it is; of nothing, remove what was said."""
    sys.stderr.write(f"\r{done} of {total} files" if total else "\r\033[K")
    sys.stderr.flush()


__all__ = ["Totals", "fail_usage", "show_progress", "split_codes", "statistics", "wants_color"]
