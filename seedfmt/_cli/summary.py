"""What ``check`` says beside the findings: totals, statistics, progress; and how it reads lists of codes.

In: findings, arguments. Out: text. Ends the program with status 2 for codes that name nothing.
"""

from __future__ import annotations

import os
import sys
from typing import IO

from seedfmt._cli.checking import Checked, known_codes
from seedfmt._cli.editing import fail_usage
from seedfmt._cli.output import show_progress
from seedfmt._escape import printable
from seedfmt._rules.registry import ALWAYS
from seedfmt.errors import Code, FileError

MANY = 100  # files from which on a terminal is told how far it is


class Totals:
    """How many files, findings and fixes there were."""

    def __init__(self) -> None:
        self.files = self.findings = self.fixed = self.fixable = self.unsafe = 0
        self.passed_over = 0  # files in folders that are not ours
        self.broken = False  # a file could not be opened, or not be checked to the end
        self.notes: list[str] = []  # what else there is to say of the run
        self._bad = bytearray()  # for each file whether there is a finding in it
        self._codes: dict[tuple[str, str], int] = {}

    def add(self, checked: Checked) -> None:
        """Count what became of a file."""
        self.files += checked.counts
        self.findings += len(checked.findings)
        self.fixed += checked.fixed
        self._bad.extend(bytes(max(checked.number + 1 - len(self._bad), 0)))
        if checked.findings:
            self._bad[checked.number] = 1
        for finding in checked.findings:
            key = finding.code, finding.name
            self._codes[key] = self._codes.get(key, 0) + 1
            self.fixable += finding.is_fixable
            self.unsafe += finding.applicability == "unsafe" and not finding.is_fixable
            self.broken = self.broken or finding.code in (Code.FILE, Code.OUTSIDE, Code.INTERNAL)

    def sentence(self, diff: bool) -> str:
        """The totals in a sentence."""
        parts = [f"{_count(self.files, 'file')} checked", _count(self.findings, "finding")]
        if self.findings:
            parts[-1] += f" in {_count(sum(self._bad), 'file')}"
        if self.fixed:
            parts.append(f"{self.fixed} {'would be ' if diff else ''}fixed")
        if self.fixable and not diff:
            parts.append(f"{self.fixable} of them fixable with --fix")
        if self.unsafe and not diff:
            parts.append(f"{self.unsafe} {'more ' if self.fixable else ''}with --fix --unsafe-fixes, which change data")
        return ", ".join(parts) + self.others()

    def others(self) -> str:
        """Return how many files were passed over, as the end of a sentence; "" if there are none."""
        return f"; {_count(self.passed_over, 'other file')} passed over" if self.passed_over else ""

    def statistics(self) -> str:
        """How many findings each code has, the most first."""
        ranked = sorted(self._codes.items(), key=lambda item: (-item[1], item[0]))
        return "".join(f"{count:7}  {code}  {name}".rstrip() + "\n" for (code, name), count in ranked)


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def is_known(prefix: str) -> bool:
    """Does the prefix name any code?"""
    return prefix == "ALL" or any(code.startswith(prefix) for code in known_codes())


def split_codes(option: str, text: str | None, configured: tuple[str, ...], path: str | None) -> tuple[str, ...]:
    """The codes that an option names, else those of the configuration at ``path``.

    Ends the program where one that the option names cannot be, or none is named to be selected; raises FileError for
    the configuration's.
    """
    codes = configured if text is None else tuple(code.strip() for code in text.split(",") if code.strip())
    if text is not None and not codes and option == "--select":
        fail_usage('--select names no code; "seedfmt rule --all" lists them')
    for code in codes:
        message = _refusal(option, code)
        if message and text is None and path:
            raise _at_code(path, option[2:], code, message)
        if message:
            fail_usage(f'{option} {message}; "seedfmt rule --all" lists all codes')
    return codes


def _refusal(option: str, code: str) -> str:
    """Why an option cannot name a code, or nothing."""
    if not is_known(code):
        return f'names "{printable(code)}", which is no rule'
    if option == "--ignore" and code[0] == ALWAYS:  # R193
        return f'names "{printable(code)}", but errors cannot be ignored'
    return ""


def _at_code(path: str, option: str, code: str, message: str) -> FileError:
    """The error for a code that a configuration names: in the file at ``path``, behind the name of the option."""
    from seedfmt import _files
    from seedfmt._source import span_between

    source = _files.read_file(path)
    text = code.encode(errors="replace")
    start = max(source.find(text, max(source.find(option.encode()), 0)), 0)
    hint = '"seedfmt rule" lists the codes'
    return FileError(
        Code.CONFIG, f"{option} {message}", hint=hint, span=span_between(source, start, start + len(text)), path=path
    )


def wants_color(choice: str, stream: IO[str]) -> bool:
    """Is the output to be colored? (no-color.org)"""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


class Progress:
    """How far it is, said on a terminal where there is much to do; what else is said comes in its place."""

    def __init__(self) -> None:
        self._said = False

    def show(self, done: int, total: int) -> None:
        """Say how many of the files are done."""
        if total >= MANY and sys.stderr.isatty():
            show_progress(f"\r{done} of {total} files")
            self._said = True

    def hide(self) -> None:
        """Remove what was said."""
        if self._said:
            show_progress("\r\033[K")
            self._said = False


__all__ = ["Progress", "Totals", "fail_usage", "split_codes", "wants_color"]
