# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The ground floor of the parser: the text, white space and comments, and the table that rows are written to.

In: the bytes of a file and the part of them to read. Out: positions, rows. Never: knows what a node is.

The text ends in a NUL, so that no run of bytes needs to ask for the end. Methods named ``skip_`` take a position and
return a later one. Every method ends in a result or in ``fail``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NoReturn

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._source import span_between
from seedfmt.errors import Code, SeedSyntaxError


class Scanner:
    """A text, what is known of the current line, and the rows so far."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        self.file = source
        self.source = scan.closed(source, end)
        self.text = self.source
        self.classes = chars.CLASSES
        self.start = start
        self.end = end
        self.line = start  # where the current line starts
        self.fresh = True  # only white space stands between there and the position
        self.spaces = 0  # how many spaces open the current line, where it is fresh
        self.tabbed = False  # a tab stands behind them
        self.capacity = rows.WIDTH * ((end - start) // 24 + 16)
        self.table = scan.new_ints(self.capacity)
        self.cells = scan.ints(self.table)
        self.grown = False  # beyond that room
        self.used = 0
        self.room = 0  # numbers for which the table of comments has room
        self.comments = scan.new_ints(0)
        self.notes = scan.ints(self.comments)
        self.noted = 0
        self.special: list[int] = []
        found = scan.survey(self.text, start, end)
        self.returns = found & scan.RETURN != 0  # there are carriage returns
        if found & ~scan.RETURN:
            self.require_characters(found)

    def fail(self, code: Code, start: int, end: int, message: str, hint: str = "") -> NoReturn:
        """Raise the error for the text between ``start`` and ``end``, or for what is its cause."""
        from seedfmt._syntax.causes import find_cause

        cause = find_cause(self.source, code, start)
        if cause is not None:
            code, start, end, message, hint = cause
            end = min(end, len(self.file))
        raise SeedSyntaxError(code, message, hint=hint, span=span_between(self.file, start, max(start, end)))

    # -- characters ------------------------------------------------------------------------------------------------

    def require_characters(self, found: int) -> None:
        """Refuse what YAML allows nowhere (rule 1: c-printable; rule 2: nb-json), and note what only quotes may
        hold."""
        text = self.text
        if found & scan.CONTROL:
            self.fail_control()
        pos = scan.find_non_ascii(text, self.start, self.end)
        while pos < self.end:
            size = self.size_of_character(pos)
            if size == 0:
                self.fail_encoding(pos)
            if self.is_special(pos):
                self.special.append(pos)
            pos = scan.find_non_ascii(text, pos + size, self.end)
        pos = scan.find_byte(text, chars.DELETE, self.start, self.end) if found & scan.DELETE else self.end
        while pos < self.end:
            self.special.append(pos)
            pos = scan.find_byte(text, chars.DELETE, pos + 1, self.end)
        self.special.sort()

    def size_of_character(self, pos: int) -> int:
        """How many bytes the character at ``pos`` has in UTF-8 (RFC 3629), or 0 where there is none."""
        text = self.text
        lead = text[pos]
        second = text[pos + 1]
        if second & 0xC0 != 0x80 or lead < 0xC2 or lead > 0xF4:
            return 0
        if lead < 0xE0:
            return 2
        if text[pos + 2] & 0xC0 != 0x80:
            return 0
        if lead < 0xF0:
            # no longer than needed, and no half of a surrogate pair
            return 0 if (lead == 0xE0 and second < 0xA0) or (lead == 0xED and second > 0x9F) else 3
        if text[pos + 3] & 0xC0 != 0x80:
            return 0
        return 0 if (lead == 0xF0 and second < 0x90) or (lead == 0xF4 and second > 0x8F) else 4

    def is_special(self, pos: int) -> bool:
        """Is the character at ``pos`` allowed in quotes only: C1 controls, U+FEFF, U+FFFE, U+FFFF? (rules 1, 2, 27)"""
        text = self.text
        lead = text[pos]
        second = text[pos + 1]
        if lead == 0xC2:
            return second < 0xA0 and second != 0x85
        if lead == 0xEF:
            return (second == 0xBF and text[pos + 2] >= 0xBE) or (second == 0xBB and text[pos + 2] == 0xBF)
        return False

    def fail_control(self) -> None:
        """Refuse a control character."""
        source = self.source
        at = next(at for at in range(self.start, self.end) if source[at] < chars.SPACE and source[at] not in b"\t\r\n")
        self.fail(
            Code.CHARACTER,
            at,
            at + 1,
            f"control character U+{source[at]:04X} is not allowed in YAML",
            f'remove it, or write it in double quotes as "\\x{source[at]:02x}"',
        )

    def fail_encoding(self, pos: int) -> None:
        """Refuse what is not UTF-8."""
        message = f"byte 0x{self.text[pos]:02x} is not UTF-8 text"
        self.fail(Code.ENCODING, pos, pos + 1, message, "save the file as UTF-8")

    def require_printable(self, start: int, end: int) -> None:
        """Refuse what may only stand in quotes."""
        place = bisect_left(self.special, start)
        if place < len(self.special) and self.special[place] < end:
            pos = self.special[place]
            char = self.source[pos : pos + 4].decode(errors="ignore")[0]
            self.fail(
                Code.CHARACTER,
                pos,
                pos + len(char.encode()),
                f"invisible character U+{ord(char):04X} is not allowed outside quotes",
                f'remove it, or write the value in double quotes with "\\u{ord(char):04x}"',
            )

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
                "put quotes around the text, or a space before it if it begins a comment",
            )
        end = scan.skip_line(self.text, pos)
        if self.special:
            self.require_printable(pos, end)
        self.note_comment(pos, end)
        return end

    def note_comment(self, start: int, end: int) -> None:
        """Keep where a comment stands."""
        if self.noted == self.room:
            self.room += self.room // 4 * 2 + 32
            scan.resize_ints(self.comments, self.room)
            self.notes = scan.ints(self.comments)
        self.notes[self.noted] = start
        self.notes[self.noted + 1] = end
        self.noted += 2

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
        """Make room for half as many rows again."""
        self.grown = True
        self.capacity += self.capacity // (2 * rows.WIDTH) * rows.WIDTH
        scan.resize_ints(self.table, self.capacity)
        self.cells = scan.ints(self.table)

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
