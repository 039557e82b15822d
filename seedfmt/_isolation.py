"""What goes wrong with one file is an error of that file, whatever it is.

In: the work on one file. Out: its result; or a SeedError with the name of the file, E599 for an exception that nobody
foresaw. Never: lets a value of the file into the message; catches Ctrl-C or the end of the program.
"""

from __future__ import annotations

import os
from types import TracebackType

from seedfmt.errors import Code, SeedError

TRACEBACKS = "SEEDFMT_TRACEBACKS"  # the environment variable that names the file for tracebacks


class isolated:  # noqa: N801  (used as a function, and faster than one)
    """Raise what goes wrong inside as a SeedError of this file."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: TracebackType | None) -> None:
        if isinstance(error, SeedError):
            error.path = error.path or self._path or None
            if error.code == Code.INTERNAL:
                record(error)
        elif isinstance(error, Exception):
            raise unforeseen(error, self._path or None) from error


def unforeseen(error: BaseException | None, path: str | None = None) -> SeedError:
    """E599 for an exception that nobody foresaw, or for the end of a worker process (None).

    It names the type alone: the text may hold a value of the file.
    """
    if error is None:
        return _lost(path)
    record(error)
    hint = f"this is a bug, please report it with the file; {TRACEBACKS}=FILE in the environment appends the traceback"
    return SeedError(Code.INTERNAL, f"internal error ({type(error).__name__})", hint=hint, path=path)


def _lost(path: str | None) -> SeedError:
    message = "the worker process ended unexpectedly on this file"
    hint = "it may have run out of memory; try the file alone, and report it if it fails again"
    error = SeedError(Code.INTERNAL, message, hint=hint, path=path)
    record(error)
    return error


def record(error: BaseException) -> None:
    """Append the traceback to the file that the environment names, if it names one."""
    name = os.environ.get(TRACEBACKS)
    if not name:
        return
    import traceback

    try:
        with open(name, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines([*traceback.format_exception(error), "\n"])
    except OSError:
        pass  # the error itself is reported all the same
