"""One verb over one file or ten thousand: workers, progress, reports, exit status.

In: names, and what to do with each Document. Out: lines for people or for programs. Never: lets one bad file stop the
others; shows progress on anything but a terminal.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from seedfmt import _api, _listing
from seedfmt._cli.editing import fail_usage
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import say, say_json, show_progress, warn, warn_of, with_code, write_data
from seedfmt._cli.status import secured_status_of
from seedfmt._document import Document
from seedfmt._escape import printable_path
from seedfmt._isolation import isolated, unforeseen
from seedfmt.errors import FileError, SeedError

MANY = 256  # files from which on workers are worth their start
CHUNK = 64
Facts = dict[str, Any]
Task = Callable[[Document, str], Facts]


class Outcome(NamedTuple):
    """What came of one file."""

    name: str
    status: int
    facts: Facts
    sentence: str = ""
    output: bytes = b""


def run_files(
    args: argparse.Namespace, task: Task, *, edits: bool = False, done: str = "in order", strict: bool = False
) -> int:
    """Do the task for each file, write it back where it edits, report; the exit status.

    ``strict``: in folders all is looked at, and what is passed over is counted.
    """
    names, passed, errors = expand(args.files, strict=strict)
    if not names:
        warn_of(f"no seed file in {', '.join(map(printable_path, args.files))}{_others(passed)}")
        return 2
    job = _Job(task, edits, args.stdin_filename, errors)
    failed = status = count = 0
    progress = Progress(len(names))
    try:
        for outcome in _run_all(job, names):
            count += 1
            progress.show(count)
            if outcome.status:
                failed += 1
                status = outcome.status
            report(outcome, as_json=args.json)
    except KeyboardInterrupt:
        progress.clear()
        warn_of(f"interrupted after {count} of {len(names)} files; each is whole, old or new")
        return 130
    progress.clear()
    if (count > 1 or (strict and names != args.files)) and (passed or failed or not args.json):
        files = "file" if count == 1 else "files"
        warn_of(f"{count - failed} of {count} {files} {done}, {failed} failed{_others(passed)}")
    return status if count == 1 else 1 if failed else 0


def _others(passed: int) -> str:
    return f"; {passed} of other kinds passed over" if passed else ""


class Expansion(NamedTuple):
    """The files that paths mean."""

    names: list[str]
    passed: int  # files that are not read
    errors: dict[str, FileError]  # by the names that must not be opened, or are those of folders that cannot be listed


def expand(paths: Iterable[str], *, strict: bool = False) -> Expansion:
    """The files that paths mean; a folder means the seed files in it, with ``strict`` all that may be meant as such."""
    names: list[str] = []
    passed = 0
    problems = _listing.new_problems()
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            names.append(path)
            continue
        for name, is_read in _listing.find_all(path, problems) if strict else _listing.find_files([path], problems):
            if is_read or not strict:
                names.append(name)
            else:
                passed += 1
    errors = {str(error.path): error for error in problems.errors}
    return Expansion([*names, *errors], passed, errors)


def require_single(args: argparse.Namespace) -> None:
    """End with status 2 where several plaintexts would be printed one behind the other."""
    if not args.json and len(expand(args.files).names) > 1:
        fail_usage("the plaintexts of several files would run together; give --json")


def report(outcome: Outcome, *, as_json: bool) -> None:
    """Print what came of one file."""
    if as_json and not outcome.output:
        import json

        say_json(json.dumps({"file": outcome.name, "ok": not outcome.status, **outcome.facts}, ensure_ascii=False))
    elif outcome.sentence:
        (warn if outcome.status else say)(outcome.sentence)
    if outcome.output:
        write_data(outcome.output)


class _Job:
    """The work on one file, as workers inherit it."""

    def __init__(self, task: Task, edits: bool, stdin_name: str | None, errors: dict[str, FileError]) -> None:
        self._task = task
        self.edits = edits
        self._errors = errors
        self._stdin_name = stdin_name or "<stdin>"

    def __call__(self, name: str) -> Outcome:
        shown = self.shown(name)
        try:
            with isolated(shown):
                return self._do(name, shown)
        except SeedError as error:
            return failure(error, shown)

    def shown(self, name: str) -> str:
        """What to call a file."""
        return self._stdin_name if name == "-" else name

    def _do(self, name: str, shown: str) -> Outcome:
        if name in self._errors:
            raise self._errors[name]
        document = _api.loads(sys.stdin.buffer.read(), path=shown) if name == "-" else load_file(name)
        facts = self._task(document, name)
        if self.edits and name != "-":
            _api.dump(document, name)
        output = bytes(document) if self.edits and name == "-" else facts.pop("output", b"")
        return Outcome(shown, 0, facts, facts.pop("sentence", ""), output)


def failure(error: SeedError, name: str) -> Outcome:
    """What came of a file that failed."""
    error.path = error.path or name
    facts = {"code": str(error.code), "exit": secured_status_of(error), "message": error.message, "hint": error.hint}
    if error.span:
        facts |= {"line": error.span.line, "column": error.span.column}
    return Outcome(name, secured_status_of(error), facts, f"seedfmt: {with_code(error)}")


# -- many files --------------------------------------------------------------------------------------------------------


def _run_all(job: _Job, names: list[str]) -> Iterator[Outcome]:
    count = min(os.cpu_count() or 1, len(names) // CHUNK)
    if len(names) < MANY or count < 2 or sys.platform != "linux":  # workers inherit keys by fork, and are sent none
        yield from map(job, names)
        return
    from seedfmt._pools import map_shares

    def failed(name: str, error: Exception | None) -> Outcome:
        return failure(unforeseen(error), job.shown(name))

    chunks = (names[at : at + CHUNK] for at in range(0, len(names), CHUNK))
    for outcomes in map_shares(job, chunks, count, failed, repeatable=not job.edits):
        yield from outcomes


class Progress:
    """A line on a terminal that says how far the work is."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._last = time.monotonic()
        self._shown = False
        self._active = total > 1 and sys.stderr.isatty()

    def show(self, count: int) -> None:
        """Say it, five times a second at the most."""
        if self._active and time.monotonic() - self._last > 0.2:
            self._last = time.monotonic()
            self._shown = True
            show_progress(f"\r{count} of {self._total} files")

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            show_progress("\r\x1b[K")
