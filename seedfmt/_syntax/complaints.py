# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""What people do wrong in block structure, in words.

In: a place. Out: always an error: what was found there, what was expected, what to do. Never: names a production.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.flow as flow
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states
from seedfmt._syntax.scalars import line_of
from seedfmt.errors import Code

# in which way a line cannot be read that another one, which stands out, may be the cause of
CONTINUES = "continues"  # it continues the value above, and has a colon or a dash of its own
AROUND = "around"  # it is indented deeper than the entries around it
BETWEEN = "between"  # it is indented neither like the entries above it nor like those around them
LIST = "list"  # it is a key where a list is open


class Complaints(flow.Flow):
    """Refusals."""

    def require_line_end(self, pos: int, what: str) -> None:
        """Refuse text on the line behind a complete node."""
        after = scan.skip_blanks(self.text, pos)
        byte = self.text[after]
        if byte == chars.COLON:
            self.fail(Code.NEEDS_QUOTES, after, after + 1, 'a ":" needs a space behind it', "put a space here")
        if not self.classes[byte] & chars.GAP and byte != chars.HASH:
            self.fail(
                Code.TRAILING_TEXT,
                after,
                scan.skip_line(self.text, after),
                f"text behind {what}",
                "remove it, or put the whole value in quotes",
            )

    def refuse_behind_quote(self, start: int, end: int) -> None:
        """Refuse text behind the quoted scalar from ``start`` to ``end``, which is no key."""
        after = scan.skip_blanks(self.text, end)
        byte = self.text[after]
        if not self.classes[byte] & chars.GAP and byte != chars.HASH:
            if self.state == states.KEY or (self.state == states.NODE and self.fresh):
                self.fail_colon(start, end)
            if byte == chars.COLON:
                self.require_line_end(end, "the closing quote")
            self.fail_behind_quote(start, after)

    def fail_behind_quote(self, start: int, after: int) -> None:
        """Refuse the text at ``after`` behind the quoted scalar that begins at ``start``."""
        quote, inside = ("double", '\\"') if self.text[start] == chars.DOUBLE_QUOTE else ("single", "''")
        where = f" of the text that opens on line {line_of(self.file, start)}" if start < self.line else ""
        self.fail(
            Code.TRAILING_TEXT,
            after,
            scan.skip_line(self.text, after),
            f"text behind the closing quote{where}",
            f"remove it, or put quotes around all of the value; a {quote} quote within is written {inside}",
        )

    def fail_colon(self, start: int, end: int) -> None:
        """Refuse a line of a mapping that has no colon."""
        self.fail_keyless(start, end, 'write it as "key: value", or indent it if it continues the value above')

    def fail_continued(self, start: int, line: int) -> None:
        """Refuse a line that looks like a key but continues the text that begins at ``start``, on another line.

        Text on a line of its own, where a key could begin, was meant as a key; behind a key it is a value.
        """
        if self.is_key_meant(start, line):
            hint = 'write it as "key: value", or put quotes around the text if it goes on below'
            if self.state & states.COMPACT:
                below = line_of(self.file, self.line)
                hint = f'write it as "key: value"; if it is all of an item, indent line {below} less'
            self.fail_keyless(start, self.skip_plain_line(start, False), hint)
        pos = scan.skip_blanks(self.text, self.line)
        self.spaces = scan.skip_spaces(self.text, self.line) - self.line
        if self.is_alone():
            self.refuse_odd_first(pos, self.row, self.indent)
        self.refuse_odd_line(pos, CONTINUES)
        item = self.at_indicator(pos, chars.DASH)
        self.fail(
            Code.INDENTATION,
            pos,
            scan.skip_line(self.text, pos),
            f"this line continues the value of the line above and cannot be {'an item' if item else 'a key'}",
            "remove the value above, or put quotes around it"
            if item
            else "indent it like the keys around it, or put quotes around the value",
        )

    def is_alone(self) -> bool:
        """Does the key whose value is awaited open a mapping, on a line of its own, and is none below in its column?"""
        row = self.row
        start = self.cells[row * rows.WIDTH + rows.START]
        if (
            self.state != states.VALUE
            or self.indent == 0
            or self.cells[(row + 1) * rows.WIDTH + rows.NEXT] != self.used
        ):
            return False
        if scan.skip_spaces(self.text, self.opened_line) != start:
            return False
        line = self.line
        while line >= 0:
            spaces = scan.skip_spaces(self.text, line) - line
            if spaces <= self.indent:
                return spaces < self.indent
            line = self.line_below(line)
        return True

    def is_key_meant(self, start: int, line: int) -> bool:
        """Was the text at ``start``, on a line that starts at ``line``, meant as a key, and lacks its colon?

        Behind a dash it may as well be an item, and the entry below it be indented too deep: it is a key where it has
        room for a value, stands in the column of that entry, and the item before, if there is one, is no text either.
        """
        if not self.state & states.COMPACT:
            return self.fresh
        end = self.skip_plain_line(start, False)
        if self.bare_colon(start, end) >= 0 or advice(self.source[start:end]):
            return True
        if start - line != scan.skip_spaces(self.text, self.line) - self.line:
            return False
        if self.state == states.ITEM and self.row + 1 < self.used:
            return self.cells[self.last_item() * rows.WIDTH] & rows.KIND != rows.SCALAR
        return scan.find_byte(self.text, chars.SPACE, start, end) < end

    def last_item(self) -> int:
        """The row of the last complete item of the open sequence."""
        row = self.row + 1
        while self.cells[row * rows.WIDTH + rows.NEXT] < self.used:
            row = self.cells[row * rows.WIDTH + rows.NEXT]
        return row

    def fail_keyless(self, start: int, end: int, hint: str) -> None:
        """Refuse the line from ``start`` to ``end``, which should be an entry of a mapping."""
        colon = self.bare_colon(start, end)
        if colon >= 0:
            self.fail(
                Code.MISSING_COLON,
                colon,
                colon + 1,
                'a ":" needs a space behind it to end a key',
                'put a space here: "key: value"',
            )
        self.fail(
            Code.MISSING_COLON,
            start,
            end,
            'this line has no ": " after its key',
            advice(self.source[start : scan.skip_line(self.text, start)]) or hint,
        )

    def bare_colon(self, start: int, end: int) -> int:
        """The ":" behind the first word of the line from ``start`` to ``end``, which lacks its space, or -1."""
        text = self.text
        behind = scan.skip_blanks(text, end)
        if text[behind] == chars.COLON:  # the key is in quotes
            return behind
        colon = scan.find_byte(text, chars.COLON, start, end)
        if colon == end or text[start] == chars.DOUBLE_QUOTE or text[start] == chars.SINGLE_QUOTE:
            return -1
        blank = scan.find_byte(text, chars.SPACE, start, colon)
        if scan.skip_blanks(text, blank) != colon or self.source[colon : colon + 3] == b"://":
            return -1
        return colon

    def fail_nested(self, pos: int, end: int) -> None:
        """Refuse ``a: b: c``."""
        colon = scan.skip_blanks(self.text, end)
        if self.depth == 1:
            self.fail(
                Code.MISPLACED,
                colon,
                colon + 1,
                'a mapping cannot begin on the line of "---"',
                "put it on the next line",
            )
        self.fail(
            Code.NEEDS_QUOTES,
            pos,
            scan.skip_line(self.text, pos),
            'this value contains ": " and needs quotes',
            "put the whole value in quotes",
        )

    def fail_compact(self, pos: int) -> None:
        """Refuse ``a: - b``."""
        byte = self.text[pos]
        what = "a list" if byte == chars.DASH else "a mapping"
        self.fail(
            Code.MISPLACED,
            pos,
            pos + 1,
            f'{what} cannot begin here, on the line of its key or of "---"',
            f'put it on the next line, or quotes around the value if "{chr(byte)}" is text',
        )

    def fail_dash(self, pos: int) -> None:
        """Refuse a line without "-" in a list."""
        bare = self.text[pos] == chars.DASH
        if not bare:
            self.refuse_odd_line(pos, LIST)
        self.fail(
            Code.INDENTATION,
            pos,
            pos + 1,
            'a "-" needs a space behind it to begin a list item'
            if bare
            else 'a list is open at this indentation and "- " is missing',
            "put a space here" if bare else "add it, or change the indentation",
        )

    def fail_dash_in_mapping(self, pos: int) -> None:
        """Refuse a line with "-" in a mapping."""
        self.fail(
            Code.INDENTATION,
            pos,
            pos + 1,
            'a "-" stands where a key is expected',
            "put the list below a key without a value of its own, deeper than that key, or remove the dash",
        )

    def fail_indent(self, pos: int, above: int) -> None:
        """Refuse a line that is indented deeper than its place allows, below entries indented by ``above``."""
        if self.state == states.DONE:
            self.fail_more(pos)
        last = (self.used - 1) * rows.WIDTH
        around = f"the entries around it by {self.indent}"
        hint = "indent it like them, or remove the value above it if it belongs to that key"
        if above > self.indent:
            row = self.used - 1
            while (
                self.cells[row * rows.WIDTH + rows.INDENT] != above
                or self.cells[row * rows.WIDTH + rows.NEXT] != self.used
            ):
                row -= 1
            self.refuse_odd_first(pos, row, above)
            around = f"the entries above it by {above} and by {self.indent}"
            hint = "indent it like the ones or the others"
        elif self.cells[last] & rows.STYLE >= rows.LITERAL and self.cells[last + rows.INDENT] > self.spaces:
            around = f"the text above it by {self.cells[last + rows.INDENT]}"
            hint = f"indent it like the text, or like the entries around it, by {self.indent}"
        self.refuse_odd_line(pos, BETWEEN if above > self.indent else AROUND)
        self.fail(
            Code.INDENTATION, pos, pos + 1, f"this line is indented by {count_spaces(self.spaces)}, {around}", hint
        )

    def refuse_odd_line(self, pos: int, way: str) -> None:
        """Refuse another line than that at ``pos``, if it is the one that stands out."""
        from seedfmt._syntax.causes import find_cause
        from seedfmt._syntax.layout import find_odd_line

        if find_cause(self.source, Code.INDENTATION, pos) is None:
            found = find_odd_line(self.source, self.start, self.end, pos, way)
            if found is not None:
                code, start, message, hint = found
                self.fail(code, start, start + 1, message, hint)

    def refuse_odd_first(self, pos: int, row: int, indent: int) -> None:
        """Refuse the first entry of the collection in ``row`` if it alone is indented otherwise than ``pos`` and on."""
        cells = self.cells
        first = row + 1
        end = cells[first * rows.WIDTH + rows.NEXT]
        if cells[row * rows.WIDTH] & rows.KIND == rows.MAPPING:
            end = cells[end * rows.WIDTH + rows.NEXT] if end < self.used else end
        below = self.beside_below(pos)
        alike = (cells[row * rows.WIDTH] & rows.KIND == rows.SEQUENCE) == self.at_indicator(pos, chars.DASH)
        if alike and end == self.used and below >= 0 and below == self.spaces:
            start = cells[row * rows.WIDTH + rows.START]
            self.fail(
                Code.INDENTATION,
                start,
                start + 1,
                f"this line is indented by {count_spaces(indent)}, the entries below it by {below}",
                "indent it like them" if below != indent + 2 else 'indent it like them, or put "- " before it',
            )

    def beside_below(self, pos: int) -> int:
        """By how many spaces the next line below ``pos`` that is indented no deeper is; -1 where there is none."""
        line = self.line_below(pos)
        while line >= 0 and scan.skip_spaces(self.text, line) - line > self.spaces:
            line = self.line_below(line)
        return scan.skip_spaces(self.text, line) - line if line >= 0 else -1

    def line_below(self, pos: int) -> int:
        """Where the next line with text below ``pos`` starts, -1 where there is none."""
        text = self.text
        while text[pos] != 0:
            pos = scan.skip_line(text, pos)
            line = pos
            while self.classes[text[pos]] & chars.BREAK:
                line = pos + 2 if text[pos] == chars.CR and text[pos + 1] == chars.LF else pos + 1
                pos = scan.skip_blanks(text, line)
            if text[pos] != 0 and text[pos] != chars.HASH:
                return line
        return -1

    def fail_more(self, pos: int) -> None:
        """Refuse content behind the root node."""
        root = (self.row + 1) * rows.WIDTH
        if (
            self.fresh
            and self.cells[root] & rows.KIND == rows.SCALAR
            and self.cells[root] & rows.STYLE < rows.LITERAL
            and self.is_entry(pos)
        ):
            hint = 'write it as "key: value", or put quotes around the text if it goes on below'
            self.fail_keyless(self.cells[root + rows.START], self.cells[root + rows.END], hint)
        if self.fresh and self.cells[root + rows.INDENT] > self.spaces:
            self.refuse_odd_first(pos, self.row + 1, self.cells[root + rows.INDENT])
            self.fail(
                Code.INDENTATION,
                pos,
                pos + 1,
                f"this line is indented by {count_spaces(self.spaces)}, "
                f"the entries above it by {self.cells[root + rows.INDENT]}",
                "indent it like them, or them like it",
            )
        self.fail(
            Code.TRAILING_TEXT,
            pos,
            scan.skip_line(self.text, pos),
            "text behind the end of the value",
            "indent it, or remove it",
        )


def count_spaces(count: int) -> str:
    """A number of spaces, in words."""
    return f"{count} space{'s' * (count != 1)}"


def advice(line: bytes) -> str:
    """What to do about a line without a colon that shows what it was meant to be, else nothing."""
    if line.startswith((b"//", b"/*", b";")):
        return 'begin a comment with "#"'
    if line.startswith(b"---"):
        return 'a fence is "---" with nothing else on its line'
    if line[:1] in (b'"', b"'") and b": " in line and line.rstrip().endswith(line[:1]):
        return "remove the quotes around the whole entry, or put them around its value"
    if line.startswith(b"-"):
        return 'write a list item as "- " with a space, and an entry as "key: value"'
    if "\uff1a".encode() in line:
        return 'write ": " instead of the wide colon'
    if line.partition(b"=")[0].strip().isalnum() and b"=" in line:
        return 'write ": " instead of "="'
    return ""
