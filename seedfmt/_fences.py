"""Split a file into its four parts: opening fence, front matter, closing fence, body.

In: the bytes of a file. Out: Parts, three offsets that tile it. Never: reads the YAML, changes a byte; so it works
where the YAML is broken.

    [BOM] "---" blanks EOL     opening fence (SPEC R1)
    front matter
    "---" blanks (EOL | EOF)   closing fence: the first later line that is "---" or "..." and blanks (R2)
    body
"""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from seedfmt._source import BOM, line_end, next_line, span_between
from seedfmt._syntax.chars import DASH, DOT
from seedfmt._syntax.fences import find_fence, find_parts, skip_fence
from seedfmt.errors import Code, LimitError, SeedSyntaxError

SIZE = 16 * 1024 * 1024  # the limit on front matter, in bytes
LARGEST = 2**31 - 2  # what the Tree can count


class Parts(NamedTuple):
    """Where the parts of a file begin; the opening fence begins at 0, the body ends with the file."""

    front: int
    closing: int
    body: int
    is_open: bool  # an opening fence, not the front matter itself, opens the YAML document


def split(source: bytes, fenced: bool = True, size: int = SIZE) -> Parts:
    """The parts of a file; ``fenced`` says that it must have front matter between fences.

    Where it need not (a YAML file), the opening fence may be missing, and so may the closing one (R3).
    Raises SeedSyntaxError, or LimitError for front matter of more than ``size`` bytes.
    """
    start = len(BOM) if source.startswith(BOM) else 0
    front, closing, body = find_parts(source, start)
    is_open = front >= 0
    if not is_open:
        if fenced:
            _fail_opening(source, start)
        front = _skip_marks(source, start)
        closing = _closing(source, _content(source, front), front)
        body = skip_fence(source, closing, source[closing]) if closing >= 0 else -1
    if closing < 0:
        if fenced:
            _fail_closing(source, start, front)
        closing = body = len(source)
    if closing - front > size or closing - front > LARGEST:
        raise LimitError(
            Code.SIZE,
            f"front matter of {closing - front} bytes; the limit is {min(size, LARGEST)}",
            hint="raise the limit if this file is to be trusted",
            span=span_between(source, start, start),
        )
    return tuple.__new__(Parts, (front, closing, body, is_open))  # Parts(...) takes three times as long


def _closing(source: bytes, content: int, front: int) -> int:
    """Where the first line that is a fence begins, from ``content`` on, or -1; lines begin behind ``front``."""
    if content == front and (skip_fence(source, front, DASH) >= 0 or skip_fence(source, front, DOT) >= 0):
        return front
    return find_fence(source, content - (content > 0))


def _skip_marks(source: bytes, pos: int) -> int:
    """Behind the byte order marks at ``pos``: there may be several before a document (YAML 1.2.2, rule 211)."""
    while source.startswith(BOM, pos):
        pos += len(BOM)
    return pos


def _content(source: bytes, start: int) -> int:
    """Behind what may stand before the "---" of a YAML document, and behind that: blanks, comments, directives."""
    pos = start
    while pos < len(source):
        line = source[_skip_marks(source, pos) : line_end(source, pos)].strip(b" \t")
        pos = next_line(source, pos)
        if line == b"---" or (line and line[:1] not in (b"#", b"%")):
            return pos
    return start


# -- errors ------------------------------------------------------------------------------------------------------------


def _fail_opening(source: bytes, start: int) -> NoReturn:
    from seedfmt._syntax.causes import FENCE, find_cause, find_hidden_fence, looks_like_fence

    if hidden := find_hidden_fence(source):
        start, end, message, hint = hidden
        raise SeedSyntaxError(Code.NO_FRONT_MATTER, message, hint=hint, span=span_between(source, start, end))
    end = line_end(source, start)
    first = source[start:end]
    code, hint = Code.NO_FRONT_MATTER, 'the first line must be "---"'
    if source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        code, message, hint = Code.ENCODING, "this file is UTF-16", "save it as UTF-8"
    elif first.rstrip() in (b"+++", b"---toml"):
        code, message = Code.FOREIGN_FRONT_MATTER, "this front matter is TOML, not YAML"
        hint = 'write it as YAML between lines "---"'
    elif first.lstrip()[:1] == b"{" or first.rstrip() in (b";;;", b"---json"):
        code, message = Code.FOREIGN_FRONT_MATTER, "this front matter is JSON, not YAML"
        hint = 'write it as YAML between lines "---"'
    elif first.startswith(b"```"):
        message, hint = (
            "the file begins with a block of code and not with front matter",
            'write "---" in place of "```"',
        )
    elif looks_like_fence(first):
        message, hint = "the opening fence is not three hyphens and nothing else", FENCE
    elif first.startswith(b"---"):
        message, hint = "the opening fence is not alone on its line", 'the first line must be "---" and nothing else'
    elif not source:
        message = "the file is empty and has no front matter"
    elif source.lstrip(b" \t\r\n").startswith(b"---"):
        message, hint = 'something stands before the opening fence "---"', "remove blanks and lines before it"
    else:
        message = "the file has no front matter"
    if cause := find_cause(source, code, start):
        code, start, end, message, hint = cause
    raise SeedSyntaxError(code, message, hint=hint, span=span_between(source, start, end))


def _fail_closing(source: bytes, start: int, front: int) -> NoReturn:
    from seedfmt._syntax.causes import find_false_fence

    found = find_false_fence(source, front)
    if found:
        first, end, hint = found
        opened = span_between(source, start, start).line
        message = f'the front matter that "---" opens on line {opened} is never closed: this line is no fence'
    else:
        first, end, message = start, start + 3, 'the front matter that "---" opens here is never closed'
        hint = 'add a line "---" behind the front matter'
    raise SeedSyntaxError(Code.UNCLOSED_FENCE, message, hint=hint, span=span_between(source, first, end))
