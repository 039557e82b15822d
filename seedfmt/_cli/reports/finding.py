"""A finding: a Problem with all that a report says about it, so that a report needs no file.

In: a Problem, the bytes of its file. Out: a Finding. Never: holds a value of ``secured``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from seedfmt._escape import printable
from seedfmt._source import line_end, line_start, next_line, position
from seedfmt.errors import Problem

if TYPE_CHECKING:
    from seedfmt._edit.patch import Patch

LINES = 4  # of the file that a finding shows at the most
LONGEST = 400  # characters of a line that it shows
_SECURED = re.compile(r"""(["']?secured["']?[ \t]*:[ \t]*)\S.*""")
_TOKEN = re.compile("[A-Za-z0-9+/_=;-]{24,}|[A-Za-z0-9+/_-]{16,}={1,2}")


class Edit(NamedTuple):
    """A patch with lines and columns in characters, both from 1, as most formats want it."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Finding(NamedTuple):
    """What a report says: ``lines`` are those of the file, from ``line`` on; without a place, ``line`` is 0.

    ``message``, ``hint`` and ``title`` are safe to show; ``path``, ``pointer``, ``lines`` and ``edits`` are not.
    """

    path: str
    code: str
    name: str
    severity: str
    message: str
    hint: str
    pointer: str
    line: int
    column: int
    end_line: int
    end_column: int
    lines: tuple[str, ...]
    title: str
    edits: tuple[Edit, ...]
    applicability: str = ""  # of the fix
    is_fixable: bool = False  # --fix, as this command has it, would apply the fix
    schema: str = ""  # the address of the schema that the finding is of

    @property
    def sentence(self) -> str:
        """What was found and what to do."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


def as_text(path: str) -> str:
    """A name for programs: what is not UTF-8 in it is written as \\xff, since JSON and others can hold text alone."""
    return path if path.isascii() else path.encode(errors="surrogateescape").decode(errors="backslashreplace")


def find(problem: Problem, path: str, source: bytes, name: str = "") -> Finding:
    """The Finding of a problem in a file."""
    span = problem.span
    fix = problem.fix
    return Finding(
        path,
        str(problem.code),
        name,
        str(problem.severity),
        printable(problem.message),
        printable(problem.hint),
        problem.pointer,
        *((span.line, span.column, span.end_line, span.end_column) if span else (0, 0, 0, 0)),
        _lines(source, span.start, span.end, "secured" in problem.pointer) if span else (),
        printable(fix.title) if fix else "",
        tuple(_edit(source, patch) for patch in fix.patches) if fix else (),
        str(fix.applicability) if fix else "",
    )


def _lines(source: bytes, start: int, end: int, secret: bool) -> tuple[str, ...]:
    found: list[str] = []
    at = line_start(source, start)
    while len(found) < LINES and (at <= end or not found) and (at < len(source) or not found):
        text, is_masked, is_indented = _masked(source, at)
        # what goes on below a masked line belongs to it
        secret = is_masked or (secret and is_indented)
        found.append("..." if secret and not is_masked else text)
        at = next_line(source, at)
        if at >= end:
            break
    return tuple(found)


class _Known:
    """The lines of one file that were asked for last: many findings of one long line share it."""

    source = b""
    lines: ClassVar[dict[int, tuple[str, bool, bool]]] = {}


def _masked(source: bytes, at: int) -> tuple[str, bool, bool]:
    """The line that begins at ``at`` without secrets; whether ``secured`` stands in it, and whether it is indented."""
    if source is not _Known.source or len(_Known.lines) > 4 * LINES:
        _Known.source, _Known.lines = source, {}
    if at not in _Known.lines:
        text = source[at : line_end(source, at)].decode(errors="replace")
        masked = _SECURED.sub(r"\1...", text)
        _Known.lines[at] = masked if masked != text else _mask(text), masked != text, text[:1] in (" ", "\t")
    return _Known.lines[at]


def _mask(text: str) -> str:
    """The line without what may be a secret that stands where none should."""
    return text if "://" in text or len(text) < 16 else _TOKEN.sub("...", text)


def _edit(source: bytes, patch: Patch) -> Edit:
    text = patch.text.decode(errors="replace")
    return Edit(*position(source, patch.start), *position(source, patch.end), text)
