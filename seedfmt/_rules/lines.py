"""L: lines and layout of the front matter and its fences. The body is nobody's business.

In: a Subject. Out: what is found, each with a fix that changes no data here. Where a carriage return alone ends a line,
the fix is unsafe: yaml of npm takes it for a character, and its data would change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedfmt._edit.patch import Patch
from seedfmt._rules.subject import Found, Rule, Subject, delete
from seedfmt._source import BOM, line_end, line_start, newline_at
from seedfmt._syntax import rows
from seedfmt.errors import Applicability, Fix, Severity

_BREAK = re.compile(rb"\r\n?|\n")
_BLANK_END = re.compile(rb"[ \t](?:[\r\n]|\Z)")
_TAB = 9
_BLANKS = re.compile(rb"(?<![ \t]) *\t[ \t]*")
_LONE = re.compile(rb"\r(?!\n)")
_NAMES = {b"\n": "LF", b"\r\n": "CRLF", b"\r": "CR"}


def check_line_ends(subject: Subject) -> Iterator[Found]:
    """Lines of one front matter end in different ways.

    An editor or a merge wrote some lines with LF and others with CRLF. Git then shows lines as changed that nobody
    changed. Of 255,848 real front matters none mixes them; 1,108 are CRLF throughout, which is fine.

    The fix gives all lines, fences included, the line end that most of them have.
    """
    head = subject.source[: subject.parts.body]
    if b"\r" not in head:
        return
    breaks = [(match.start(), match.group()) for match in _BREAK.finditer(head)]
    counts: dict[bytes, int] = {}
    for _, text in breaks:
        counts[text] = counts.get(text, 0) + 1
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda text: counts[text])
    others = [(at, text) for at, text in breaks if text != usual]
    at, text = others[0]
    patches = tuple(Patch(at, at + len(text), usual) for at, text in others)
    merged = usual == b"\r" and subject.source[len(head) : len(head) + 1] == b"\n"  # with the body, to CRLF
    yield Found(
        f"{len(others)} of {len(breaks)} lines do not end with {_NAMES[usual]}, the first with {_NAMES[text]}",
        at,
        at,
        hint="end all lines in the same way",
        fix=None if merged else _applied(subject, Fix(f"end all lines with {_NAMES[usual]}", patches)),
    )


def _applied(subject: Subject, fix: Fix) -> Fix:
    """The fix, as unsafe as a carriage return that ends a line makes it."""
    is_safe: bool | None = subject.memo.get("no lone CR")
    if is_safe is None:
        is_safe = subject.memo["no lone CR"] = _LONE.search(subject.source, 0, subject.parts.body) is None
    return fix if is_safe else fix._replace(applicability=Applicability.UNSAFE)


def check_mark(subject: Subject) -> Iterator[Found]:
    """The file begins with a byte order mark.

    UTF-8 needs none, and many readers of front matter look for "---" in the first bytes of the file: they then see a
    file without front matter, in silence. No real seed file has one.

    The fix removes it.
    """
    if subject.source.startswith(BOM):
        is_last = not subject.source.startswith(BOM, len(BOM))  # a second one would take its place
        fix = delete("remove the byte order mark", 0, len(BOM)) if is_last else None
        yield Found("the file begins with a byte order mark", 0, len(BOM), hint="remove it", fix=fix)


def check_final_newline(subject: Subject) -> Iterator[Found]:
    """The last line of the file has no line end, and belongs to the front matter or its closing fence.

    What is put behind it, by a person or a program, lands on the same line, and "---" is then no fence any more. A body
    may end as it likes.

    The fix adds a line end like the others.
    """
    source = subject.source
    if source.removeprefix(BOM) and subject.parts.body == len(source) and source[-1:] not in (b"\n", b"\r"):
        end = len(source)
        fix = _applied(subject, delete("add a line end", end, end, newline_at(source, end - 1)))
        yield Found("the last line has no line end", end, end, hint="add one", fix=fix)


def check_trailing(subject: Subject) -> Iterator[Found]:
    """Blanks at the end of a line.

    They cannot be seen, and editors that remove them change lines that nobody meant to change. One space behind the
    colon or the dash of an empty value is how the producers write it, and is not found; blanks inside of text that goes
    on on the next line are part of it.

    The fix removes them.
    """
    head = subject.source[: subject.parts.body]
    for match in _BLANK_END.finditer(head):
        end = match.start() + 1
        line = head[line_start(head, match.start()) : end]
        content = line.rstrip(b" \t").removeprefix(BOM)
        start = end - (len(line) - len(line.rstrip(b" \t")))
        if _is_empty_value(subject, start, content, line[len(content) :]) or _is_text(subject, start, content):
            continue
        message = "blanks at the end of the line" if content else "a line of blanks"
        yield Found(
            message, start, end, hint="remove them", fix=_applied(subject, delete("remove the blanks", start, end))
        )


def _is_empty_value(subject: Subject, start: int, content: bytes, blanks: bytes) -> bool:
    """Is this the one space behind the colon or the dash of an empty value?"""
    if blanks != b" " or not content:
        return False
    if content.endswith(b":"):
        return True
    if content.strip(b" -") or content.startswith(b"---"):
        return False
    row = subject.scalar_before(start)
    return row < 0 or subject.tree.end(row) != start  # a line of text may begin and end in a dash


def _is_text(subject: Subject, start: int, content: bytes) -> bool:
    """Do the blanks stand in a text, or on a line of blanks that an empty line would make part of a text ("|+")?"""
    row = subject.scalar_before(start)
    if row < 0:
        return False
    end = subject.tree.end(row)
    keeps = subject.tree.head(row) & rows.KEEP and not content and not subject.source[end:start].strip()
    return start < end or bool(keeps)


def check_tabs(subject: Subject) -> Iterator[Found]:
    """A tab between the parts of a line.

    YAML allows a tab where it separates and forbids it where it indents, and readers disagree on which is which. No
    real front matter has one. A tab inside of text or a comment is not found.

    The fix writes a space in its place.
    """
    if b"\t" not in subject.front:
        return
    tree, source = subject.tree, subject.source
    for match in _BLANKS.finditer(source, subject.parts.front, subject.parts.closing):
        start, end = match.span()
        if source[end : end + 1] in (b"", b"\r", b"\n"):
            continue
        indents = start == 0 or source[start - 1 : start] in (b"\r", b"\n")  # a space might make it part of a text
        for at in range(start, end):
            place = tree.comment_from(at + 1) - 2
            in_comment = 0 <= place < len(tree.comments) and tree.comments[place] <= at < tree.comments[place + 1]
            if source[at] != _TAB or in_comment or subject.scalar_at(at) >= 0:
                continue
            fix = None if indents or _parts_pair(subject, at) else delete("write a space", at, at + 1, b" ")
            fix = _applied(subject, fix) if fix else None
            yield Found("a tab separates the parts of this line", at, at + 1, hint="write a space", fix=fix)


def _parts_pair(subject: Subject, at: int) -> bool:
    """Does the tab part key and colon of a pair in a list? ruamel.yaml can read ``[a\t:]``, but not ``[a :]``."""
    tree, row = subject.tree, subject.scalar_before(at)
    return row > 0 and tree.style(row - 1) == rows.PAIR and at < tree.mark(tree.after(row))


def check_conflict(subject: Subject) -> Iterator[Found]:
    """A git conflict that nobody resolved, in the body or inside of a text.

    Where one stands between the keys, the file cannot be read, and E216 names every one.
    """
    for start, end in find_conflicts(subject.source):
        yield Found("a git conflict that is not resolved", start, end, hint="choose what is right, remove the marks")


def find_conflicts(source: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of the line that opens each git conflict: "<<<<<<< ", later "=======", later ">>>>>>> "."""
    at = 0 if source.startswith(b"<<<<<<< ") else _line_with(source, b"<<<<<<< ", 0)
    while at >= 0:
        middle = _line_with(source, b"=======", at)
        close = _line_with(source, b">>>>>>> ", middle) if middle >= 0 else -1
        if close < 0:
            return
        yield at, line_end(source, at)
        at = _line_with(source, b"<<<<<<< ", close)


def _line_with(source: bytes, mark: bytes, start: int) -> int:
    """Where the next line with this mark of git begins: seven signs and no more, then a blank or the end; or -1."""
    at = source.find(b"\n" + mark, start)
    while at >= 0 and source[at + 8 : at + 9] not in (b" ", b"\r", b"\n", b""):
        at = source.find(b"\n" + mark, at + 1)
    return at + 1 if at >= 0 else -1


RULES = (
    Rule("L101", "mixed-line-ends", check_line_ends, fixable=True),
    Rule("L102", "byte-order-mark", check_mark, fixable=True),
    Rule("L103", "no-final-newline", check_final_newline, fixable=True),
    Rule("L104", "trailing-blanks", check_trailing, fixable=True),
    Rule("L105", "tab", check_tabs, fixable=True),
    Rule("L106", "conflict-marker", check_conflict, Severity.ERROR),
)
