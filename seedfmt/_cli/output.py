"""The only module of the command line that writes to standard output and standard error.

In: lines for people, reports, data. Out: bytes on a stream. Lines for people are escaped, always. Data (a value, a
file, JSON, a diff) keeps its bytes, unless a terminal or the log of a CI run would obey them. Never: opens files.
"""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Callable
from typing import NoReturn

from seedfmt._escape import has_command, printable, printable_json, printable_lines, printable_path
from seedfmt.errors import Code, SeedError

LOGS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")  # variables of CI systems whose logs obey commands
_HINT = "redirect it to a file; of a value, print JSON with --json"


class OutputError(SeedError):
    """The output would be obeyed as a command by the log that it goes to."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors cannot play with the terminal: they repeat what was given."""

    def error(self, message: str) -> NoReturn:
        """End the program with status 2."""
        super().error(printable(message))


def say(text: str) -> None:
    """Print lines for people on standard output."""
    sys.stdout.write(printable_lines(text) + "\n")


def warn(text: str) -> None:
    """Print lines for people on standard error."""
    sys.stderr.write(printable_lines(text) + "\n")


def warn_of(message: SeedError | str) -> None:
    """Print one message of seedfmt, on one line of standard error; an error with its code."""
    text = with_code(message) if isinstance(message, SeedError) else message
    sys.stderr.write(f"seedfmt: {printable(text)}\n")


def with_code(error: SeedError) -> str:
    """Return an error as every command prints it: ``path:line:column: CODE message; hint``."""
    place = [printable_path(error.path)] if error.path else []
    if error.span:
        place += [str(error.span.line), str(error.span.column)]
    sentence = f"{error.code} {error.message}; {error.hint}" if error.hint else f"{error.code} {error.message}"
    return f"{':'.join(place)}: {printable(sentence)}" if place else printable(sentence)


def say_json(text: str) -> None:
    """Print a line of JSON, whose hostile characters become escapes of JSON."""
    sys.stdout.write(printable_json(text) + "\n")


def write_report(text: str, *, to_stderr: bool = False) -> None:
    """Write a piece of a report, whose format has escaped what is foreign."""
    (sys.stderr if to_stderr else sys.stdout).write(text)


def show_progress(text: str) -> None:
    """Write to the line of standard error that says how far the work is."""
    sys.stderr.write(text)
    sys.stderr.flush()


def write_data(data: bytes, *, json: bool = False) -> None:
    """Write data to standard output. Raises OutputError where it is not JSON and the log of a CI run would obey it."""
    open_data(json=json)(data)
    sys.stdout.buffer.flush()


def open_data(*, json: bool = False) -> Callable[[bytes], None]:
    """A function that writes pieces of data, each whole lines, to standard output; as ``write_data``."""
    sys.stdout.flush()
    write = sys.stdout.buffer.write
    if sys.stdout.isatty():
        escape = printable_json if json else printable_lines
        encoding = sys.stdout.encoding or "utf-8"
        return lambda data: void(write(escape(_decoded(data)).encode(encoding, "backslashreplace")))
    if not _goes_to_log():
        return lambda data: void(write(data))

    def write_to_log(data: bytes) -> None:
        if has_command(_decoded(data)):
            if not json:
                raise OutputError(Code.FILE, "the log of this CI run would obey the output as a command", hint=_HINT)
            data = printable_json(_decoded(data)).encode()
        write(data)

    return write_to_log


def write_diff(data: bytes) -> None:
    """Write a unified diff to standard output. One that the log of a CI run would obey is for people alone: each line
    is escaped and begins with "| ", so that no program applies it."""
    if not sys.stdout.isatty() and _goes_to_log() and has_command(_decoded(data)):
        lines = printable_lines(_decoded(data)).split("\n")[:-1]
        data = "".join(f"| {line}\n" for line in lines).encode()
    write_data(data)


def void(_: object) -> None:
    """Nothing, whatever is given."""


def _decoded(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


def _goes_to_log() -> bool:
    """Is standard output what a CI run prints, as far as can be known: not a file?"""
    if not any(os.environ.get(name) for name in LOGS):
        return False
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return True


def parse_job_count(text: str) -> int:
    """A number of processes, for argparse."""
    if not text.isascii() or not text.isdigit() or len(text) > 4 or int(text) == 0:
        raise argparse.ArgumentTypeError(f'"{printable(text)}" is no number of processes; give one from 1 to 9999')
    return int(text)
