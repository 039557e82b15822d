# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The ground floor of the parser: the text, white space and comments, and the table that rows are written to.

In: the bytes of a file and the part of them to read. Out: positions, rows. Never: knows what a node is.

The text ends in a NUL, so that no run of bytes needs to ask for the end. Methods named ``skip_`` take a position and
return a later one. Every method ends in a result or in ``fail``.
"""

from __future__ import annotations

from array import array
from typing import NoReturn

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._source import span_between
from seedfmt.errors import Code, SeedSyntaxError


class Scanner:
    """A text, what is known of the current line, and the rows so far."""

    def __init__(self, source: bytes, start: int, end: int) -> None:
        self.file = source
        self.source = source[:end] + b"\0"
        self.text = self.source
        self.classes = chars.CLASSES
        self.start = start
        self.end = end
        self.line = start  # where the current line starts
        self.fresh = True  # only white space stands between there and the position
        self.spaces = 0  # how many spaces open the current line, where it is fresh
        self.tabbed = False  # a tab stands behind them
        self.cells = array("i", bytes(4 * rows.WIDTH * ((end - start) // 10 + 16)))
        self.capacity = len(self.cells)
        self.used = 0
        self.comments: list[int] = []
        self.special: list[int] = []
        self.require_characters()

    def fail(self, code: Code, start: int, end: int, message: str, hint: str = "") -> NoReturn:
        """Raise the error for the text between ``start`` and ``end``."""
        raise SeedSyntaxError(code, message, hint=hint, span=span_between(self.file, start, max(start, end)))

    # -- characters ------------------------------------------------------------------------------------------------

    def require_characters(self) -> None:
        """Refuse what YAML allows nowhere (rule 1: c-printable; rule 2: nb-json), and note what only quotes may hold."""
        start = self.start
        source = self.source
        if not source.isascii():
            try:
                source[start : self.end].decode()
            except UnicodeDecodeError as error:
                at = start + error.start
                self.fail(
                    Code.ENCODING,
                    at,
                    start + error.end,
                    f"byte 0x{source[at]:02x} is not UTF-8 text",
                    "save the file as UTF-8",
                )
            self.note_special(0xC2)
            self.note_special(0xEF)
        if scan.has_controls(self.text, start, self.end):
            at = next(at for at in range(start, self.end) if source[at] < 0x20 and source[at] not in b"\t\r\n")
            self.fail(
                Code.CHARACTER,
                at,
                at + 1,
                f"control character U+{source[at]:04X} is not allowed in YAML",
                'remove it, or write it in double quotes as "\\x%02x"' % source[at],
            )
        self.note_special(0x7F)
        self.special.sort()

    def note_special(self, lead: int) -> None:
        """Note where the characters stand that begin with ``lead`` and are allowed in quotes only (rules 1, 2, 27)."""
        text = self.text
        pos = scan.find_byte(text, lead, self.start, self.end)
        while pos < self.end:
            second = text[pos + 1]
            if (
                lead == 0x7F
                or (lead == 0xC2 and second < 0xA0 and second != 0x85)
                or (lead == 0xEF and second == 0xBF and text[pos + 2] >= 0xBE)
                or (lead == 0xEF and second == 0xBB and text[pos + 2] == 0xBF)
            ):
                self.special.append(pos)
            pos = scan.find_byte(text, lead, pos + 1, self.end)

    def require_printable(self, start: int, end: int) -> None:
        """Refuse what may only stand in quotes."""
        for pos in self.special:
            if start <= pos < end:
                char = self.source[pos : pos + 4].decode(errors="ignore")[0]
                self.fail(
                    Code.CHARACTER,
                    pos,
                    pos + len(char.encode()),
                    f"invisible character U+{ord(char):04X} is not allowed outside quotes",
                    f'remove it, or write the value in double quotes with "\\u{ord(char):04x}"',
                )
            if pos >= end:
                break

    # -- white space and comments ----------------------------------------------------------------------------------

    def skip_break(self, pos: int) -> int:
        """Behind the line break at ``pos``; the next line is now the current one."""
        text = self.text
        if text[pos] == chars.CR and text[pos + 1] == chars.LF:
            pos += 1
        self.line = pos + 1
        return pos + 1

    def skip_comment(self, pos: int) -> int:
        """Behind the comment at ``pos``, which must open its line or follow white space (rule 75)."""
        if pos > self.line and not self.classes[self.text[pos - 1]] & chars.BLANK:
            self.fail(
                Code.COMMENT,
                pos,
                pos + 1,
                'a "#" right behind a value does not begin a comment',
                "put a space before it, or quotes around the value",
            )
        end = scan.skip_line(self.text, pos)
        if self.special:
            self.require_printable(pos, end)
        self.comments.append(pos)
        self.comments.append(end)
        return end

    def skip_lines(self, pos: int) -> int:
        """To the next content, over blanks, comments and line breaks; ``fresh``, ``spaces`` and ``tabbed`` are set."""
        text = self.text
        while True:
            pos = scan.skip_blanks(text, pos)
            byte = text[pos]
            if byte == chars.HASH:
                pos = self.skip_comment(pos)
                byte = text[pos]
            if byte != chars.LF and byte != chars.CR:
                break
            pos = self.skip_break(pos)
            self.fresh = True
        if self.fresh:
            self.spaces = scan.skip_spaces(text, self.line) - self.line
            self.tabbed = self.line + self.spaces != pos
        return pos

    def at_marker(self, pos: int) -> bool:
        """Does a document marker, "---" or "...", stand at ``pos``? (rules 203 to 206)"""
        text = self.text
        byte = text[pos]
        return (
            (byte == chars.DASH or byte == chars.DOT)
            and text[pos + 1] == byte
            and text[pos + 2] == byte
            and self.classes[text[pos + 3]] & chars.GAP != 0
        )

    def at_indicator(self, pos: int, byte: int) -> bool:
        """Does this indicator stand at ``pos``, with white space behind it?"""
        return self.text[pos] == byte and self.classes[self.text[pos + 1]] & chars.GAP != 0

    # -- rows ------------------------------------------------------------------------------------------------------

    def emit(self, head: int, start: int, end: int, mark: int, props: int) -> int:
        """Write the row of a node without children; return it."""
        at = self.used * rows.WIDTH
        if at == self.capacity:
            self.grow()
        cells = self.cells
        cells[at] = head
        cells[at + rows.START] = start
        cells[at + rows.END] = end
        cells[at + rows.NEXT] = self.used + 1
        cells[at + rows.MARK] = mark
        cells[at + rows.COMMA] = -1
        cells[at + rows.INDENT] = -1
        cells[at + rows.PROPS] = props
        self.used += 1
        return self.used - 1

    def grow(self) -> None:
        """Double the table."""
        larger = array("i", bytes(8 * self.capacity))
        memoryview(larger)[: self.capacity] = memoryview(self.cells)
        self.cells = larger
        self.capacity = 2 * self.capacity

    def insert_row(self, row: int) -> None:
        """Move the rows from ``row`` on by one, to make room for a mapping whose first key they are.

        A key is at most 1,024 characters long, so this is bounded.
        """
        self.emit(0, 0, 0, -1, -1)
        cells = self.cells
        at = self.used * rows.WIDTH - 1
        first = row * rows.WIDTH
        while at >= first + rows.WIDTH:
            cells[at] = cells[at - rows.WIDTH]
            at -= 1
        for at in range(first + rows.WIDTH, self.used * rows.WIDTH, rows.WIDTH):
            cells[at + rows.NEXT] += 1
            if cells[at] & rows.KIND == rows.ALIAS and cells[at + rows.INDENT] >= row:
                cells[at + rows.INDENT] += 1
