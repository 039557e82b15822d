# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Where scalars begin and end: plain, quoted and block (YAML 1.2.2, chapters 7.3 and 8.1).

In: the position of the first byte. Out: the position behind the last; ``head`` says what it was. Never: writes a row,
computes a value.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.props as props
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._source import span_between
from seedfmt.errors import Code

_ESCAPES = b'0abt\tnvfre "/\\N_LP'
BACKSLASH = 'write a backslash as "\\\\", or use single quotes'
_DIGITS = {0x78: 2, 0x75: 4, 0x55: 8}  # \x \u \U


class Scalars(props.Props):
    """Scalars of every style."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        props.Props.prepare(self, source, start, end, depth_limit)
        self.head = 0  # kind, style and flags of the scalar skipped last
        self.content_indent = -1  # and, of a block scalar, the column of its lines
        self.floor = 0  # how many spaces the further lines of a flow node need

    # -- lines of a flow scalar ------------------------------------------------------------------------------------

    def skip_folded(self, pos: int, opened: int) -> int:
        """Over line breaks and indentation inside a quoted scalar, from the break at ``pos`` to its next text."""
        text = self.text
        while True:
            pos = self.skip_break(pos)
            if self.at_marker(pos):
                self.fail(
                    Code.UNCLOSED,
                    opened,
                    opened + 1,
                    "this quote is not closed before the document ends",
                    "close it, or indent the line that begins with --- or ...",
                )
            text_pos = scan.skip_blanks(text, pos)
            byte = text[text_pos]
            if byte == chars.LF or byte == chars.CR:
                # a blank line may hold fewer spaces, but then no tab (rule 70)
                spaces = scan.skip_spaces(text, pos)
                if spaces - pos < self.floor and spaces != text_pos:
                    self.fail_tab(spaces)
                pos = text_pos
                continue
            if text_pos != self.end and scan.skip_spaces(text, pos) - pos < self.floor:
                self.fail_floor(pos, text_pos, opened, "quoted text")
            return text_pos

    def fail_tab(self, pos: int) -> None:
        """Refuse a tab that stands where spaces must."""
        self.fail(Code.TAB, pos, pos + 1, "a tab is used as indentation", "indent with spaces")

    def fail_floor(self, line: int, pos: int, opened: int, what: str) -> None:
        """Refuse a line that is indented too little for what it continues."""
        if self.text[scan.skip_spaces(self.text, line)] == chars.TAB:
            self.fail_tab(scan.skip_spaces(self.text, line))
        if self.is_forgotten(pos, opened):
            if what != "quoted text":
                self.refuse_hidden_end(opened)
            what = "quote" if what == "quoted text" else f'"{chr(self.text[opened])}"'
            message = f"this {what} is not closed, and line {line_of(self.file, pos)} begins another entry"
            self.fail(Code.UNCLOSED, opened, opened + 1, message, self.closing_advice(opened))
        where = line_of(self.file, opened)
        self.fail(
            Code.INDENTATION,
            pos,
            pos + 1,
            f"this line belongs to the {what} that opens on line {where} and is indented too little",
            f"indent it by at least {self.floor} space{'s'[: self.floor != 1]}, or close what is open",
        )

    def is_forgotten(self, pos: int, opened: int) -> bool:
        """Was the quote or bracket at ``opened`` never closed? So it seems where an entry begins at ``pos``."""
        text = self.text
        if not self.is_entry(pos) and not self.at_indicator(pos, chars.DASH):
            return False
        if text[opened] == chars.DOUBLE_QUOTE or text[opened] == chars.SINGLE_QUOTE:
            return True
        close = scan.find_byte(text, text[opened] + 2, pos, self.end)  # "]" and "}" stand two behind "[" and "{"
        return close == self.end or scan.find_byte(text, text[opened], pos, close) < close

    def is_entry(self, pos: int) -> bool:
        """Does a word with a colon stand at ``pos``?"""
        colon = scan.skip_word(self.text, pos)
        return colon > pos and self.text[colon] == chars.COLON and self.classes[self.text[colon + 1]] & chars.GAP != 0

    def refuse_hidden_end(self, opened: int) -> None:
        """Refuse a comment on the line of the bracket at ``opened`` that holds the one which would close it."""
        line_end = scan.skip_line(self.text, opened)
        for at in range(0, self.noted, 2):
            start = self.notes[at]
            end = self.notes[at + 1]
            if opened < start < line_end and scan.find_byte(self.text, self.text[opened] + 2, start, end) < end:
                close = chr(self.text[opened] + 2)
                message = f'a "#" begins a comment here, and the "{close}" behind it closes nothing'
                self.fail(Code.UNCLOSED, start, start + 1, message, 'put the text with "#" in quotes')

    def closing_advice(self, opened: int) -> str:
        """What to do about the quote or bracket at ``opened``."""
        end = scan.skip_line(self.text, opened)
        if self.text[opened] == chars.DOUBLE_QUOTE and end - opened > 2 and self.source[end - 2 : end] == b'\\"':
            return 'close it; a quote behind a backslash does not, so write a backslash as "\\\\"'
        return "close it"

    # -- quoted ----------------------------------------------------------------------------------------------------

    def skip_single(self, pos: int) -> int:
        """Behind the single-quoted scalar at ``pos`` (rules 117 to 125)."""
        text = self.text
        opened = pos
        self.head = rows.SCALAR | rows.SINGLE | rows.VERBATIM
        pos += 1
        while True:
            quote = scan.find_byte(text, chars.SINGLE_QUOTE, pos, self.end)
            pos = self.skip_quoted_lines(pos, quote, opened)
            if quote == self.end:
                self.fail_unclosed(opened)
            if text[quote + 1] != chars.SINGLE_QUOTE:
                return quote + 1
            self.head &= ~rows.VERBATIM
            pos = quote + 2

    def skip_double(self, pos: int) -> int:
        """Behind the double-quoted scalar at ``pos`` (rules 107 to 116)."""
        text = self.text
        opened = pos
        self.head = rows.SCALAR | rows.DOUBLE | rows.VERBATIM
        pos += 1
        while True:
            quote = scan.find_byte(text, chars.DOUBLE_QUOTE, pos, self.end)
            escape = scan.find_byte(text, chars.BACKSLASH, pos, quote)
            if escape < quote:
                self.head &= ~rows.VERBATIM
            while escape < quote:
                self.skip_quoted_lines(pos, escape, opened)
                pos = self.skip_escape(escape, opened)
                if pos > quote:
                    break
                escape = scan.find_byte(text, chars.BACKSLASH, pos, quote)
            if pos > quote:
                continue
            self.skip_quoted_lines(pos, quote, opened)
            if quote == self.end:
                self.fail_unclosed(opened)
            return quote + 1

    def skip_quoted_lines(self, pos: int, end: int, opened: int) -> int:
        """Check the line breaks of quoted text between ``pos`` and ``end``."""
        text = self.text
        lf = scan.find_byte(text, chars.LF, pos, end)
        while True:
            if lf < pos:
                lf = scan.find_byte(text, chars.LF, pos, end)
            cr = scan.find_byte(text, chars.CR, pos, lf)
            if cr == end:
                return end
            self.head &= ~rows.VERBATIM
            pos = self.skip_folded(cr, opened)
            if pos >= end:
                return end

    def skip_escape(self, pos: int, opened: int) -> int:
        """Behind the escape sequence at ``pos`` (rules 41 to 62)."""
        text = self.text
        byte = text[pos + 1]
        if byte == chars.DOUBLE_QUOTE or byte == chars.BACKSLASH:
            return pos + 2
        if byte == chars.LF or byte == chars.CR:
            return self.skip_folded(pos + 1, opened)
        if byte in _DIGITS:
            return self.skip_hex(pos)
        if byte not in _ESCAPES or byte == 0:
            if pos + 1 >= self.end:
                self.fail_unclosed(opened)
            shown = self.source[pos + 1 : pos + 5].decode(errors="ignore")[:1]
            self.fail(
                Code.ESCAPE,
                pos,
                pos + 2,
                f'"\\{shown}" is not an escape sequence',
                BACKSLASH,
            )
        return pos + 2

    def skip_hex(self, pos: int) -> int:
        """Behind the escape sequence at ``pos`` that gives a code point (rules 59 to 61)."""
        digits = _DIGITS[self.text[pos + 1]]
        end = pos + 2 + digits
        for at in range(pos + 2, end):
            if not self.classes[self.text[at]] & chars.HEX:
                self.fail(Code.ESCAPE, pos, at, f"this escape sequence needs {digits} hexadecimal digits", BACKSLASH)
        point = int(self.source[pos + 2 : end], 16)
        if 0xD800 <= point < 0xDC00 and self.source[end : end + 2] == b"\\u":  # the halves of a pair, as in JSON
            low = self.source[end + 2 : end + 6]
            if len(low) == 4 and low[:1] in b"dD" and low[1:2] in b"cdefCDEF" and low.isalnum():
                return self.skip_hex_low(end)
        if point > 0x10FFFF or 0xD800 <= point < 0xE000:
            self.fail(Code.ESCAPE, pos, end, "this escape sequence is not the code of a character", BACKSLASH)
        return end

    def skip_hex_low(self, pos: int) -> int:
        """Behind the second half of a surrogate pair at ``pos``."""
        for at in range(pos + 4, pos + 6):
            if not self.classes[self.text[at]] & chars.HEX:
                self.fail(Code.ESCAPE, pos, at, "this escape sequence needs 4 hexadecimal digits", BACKSLASH)
        return pos + 6

    def fail_unclosed(self, opened: int) -> None:
        """Refuse a quoted scalar without an end."""
        quote = "double" if self.text[opened] == chars.DOUBLE_QUOTE else "single"
        advice = self.closing_advice(opened)
        self.fail(Code.UNCLOSED, opened, opened + 1, f"this {quote} quote is never closed", advice)

    # -- plain -----------------------------------------------------------------------------------------------------

    def is_plain_start(self, pos: int, flow: bool) -> bool:
        """May a plain scalar begin at ``pos``? (rule 126: ns-plain-first)"""
        byte = self.text[pos]
        if byte == chars.DASH or byte == chars.QUESTION or byte == chars.COLON:
            following = self.classes[self.text[pos + 1]]
            return not following & chars.GAP and not (flow and following & chars.FLOW)
        return not self.classes[byte] & (chars.INDICATOR | chars.GAP)

    def skip_plain_line(self, pos: int, flow: bool) -> int:
        """Behind the last byte that plain text beginning at ``pos`` has on its line (rules 126 to 133)."""
        text = self.text
        classes = self.classes
        end = pos
        while True:
            stop = scan.skip_flow_plain(text, pos) if flow else scan.skip_plain(text, pos)
            if stop > pos:
                end = stop
            pos = stop
            byte = text[pos]
            if byte == chars.COLON:
                following = classes[text[pos + 1]]
                if following & chars.GAP or (flow and following & chars.FLOW):
                    break
                pos += 1
                end = pos
            elif classes[byte] & chars.BLANK:
                pos = scan.skip_blanks(text, pos)
                if text[pos] == chars.HASH:
                    break
            else:
                break
        return end

    def skip_plain_more(self, end: int, flow: bool) -> int:
        """Behind the further lines of the plain scalar whose text so far ends at ``end``, or ``end`` (rule 135)."""
        text = self.text
        head = rows.SCALAR | rows.PLAIN | rows.VERBATIM
        while True:
            pos = scan.skip_blanks(text, end)
            if not self.classes[text[pos]] & chars.BREAK:
                break
            line = pos
            while self.classes[text[pos]] & chars.BREAK:
                line = pos + 2 if text[pos] == chars.CR and text[pos + 1] == chars.LF else pos + 1
                pos = scan.skip_blanks(text, line)
            byte = text[pos]
            if byte == 0 or byte == chars.HASH or scan.skip_spaces(text, line) - line < self.floor:
                break
            if pos == line and self.at_marker(pos):
                break
            if flow and self.classes[byte] & chars.FLOW:
                break
            stop = self.skip_plain_line(pos, flow)
            if stop == pos:
                break
            self.line = line
            head = rows.SCALAR | rows.PLAIN
            end = stop
        self.head = head
        return end

    # -- block -----------------------------------------------------------------------------------------------------

    def skip_block_scalar(self, pos: int, parent: int) -> int:
        """Behind the literal or folded scalar at ``pos``, whose parent is indented by ``parent`` (rules 162 to 182).

        The position is that of the line break that ends its last line of content, so that what a patch puts in its
        place keeps the line; ``line`` is the line behind.
        """
        text = self.text
        opened = pos
        style = rows.LITERAL if text[pos] == chars.PIPE else rows.FOLDED
        self.head = rows.SCALAR | style
        pos = self.skip_block_header(pos)
        indent = -1
        if self.head & rows.INDICATED:
            indent = max(parent, 0) + self.content_indent
        header = pos
        end = pos  # behind the text so far
        blanks = -1  # the widest blank line before the first text, and where it is
        blanks_at = pos
        while self.classes[text[pos]] & chars.BREAK:
            line = pos + 2 if text[pos] == chars.CR and text[pos + 1] == chars.LF else pos + 1
            pos = scan.skip_spaces(text, line)
            spaces = pos - line
            if indent >= 0 and spaces > indent:
                pos = line + indent
                spaces = indent
            byte = text[pos]
            if self.classes[byte] & chars.BREAK or byte == 0:
                # a line of spaces; without content yet, it must not be wider than the first line of text will be
                if indent < 0 and spaces > blanks:
                    blanks = spaces
                    blanks_at = line
                # at the end of the text only a break makes a line (rule 70), or there is no other
                if self.head & rows.KEEP and (byte != 0 or (spaces and end == header)):
                    end = pos
                self.line = line
                continue
            if indent < 0 and spaces > parent and not (spaces == 0 and self.at_marker(line)):
                indent = spaces
                if blanks > indent:
                    self.fail(
                        Code.INDENTATION,
                        blanks_at,
                        blanks_at + blanks,
                        f"this blank line is indented by {blanks} space{'s' * (blanks != 1)}, "
                        f"the text below it by {indent}",
                        "remove the spaces",
                    )
            if spaces < indent or indent < 0 or (spaces == 0 and self.at_marker(line)):
                if indent < 0 and byte == chars.TAB:
                    self.fail_tab(pos)
                self.line = line
                break
            pos = scan.skip_line(text, pos)
            end = pos
            self.line = line
        else:
            self.line = pos
        self.content_indent = indent
        if self.special:
            self.require_printable(opened, end)
        return end

    def skip_block_header(self, pos: int) -> int:
        """Behind the header of the block scalar at ``pos`` and its comment; sets flags and the indentation digit."""
        text = self.text
        start = pos
        pos += 1
        while True:
            byte = text[pos]
            if (byte == chars.PLUS or byte == chars.DASH) and not self.head & (rows.KEEP | rows.STRIP):
                self.head |= rows.KEEP if byte == chars.PLUS else rows.STRIP
            elif chars.ZERO < byte <= chars.NINE and not self.head & rows.INDICATED:
                self.head |= rows.INDICATED
                self.content_indent = byte - chars.ZERO
            else:
                break
            pos += 1
        blank = scan.skip_blanks(text, pos)
        if text[blank] == chars.HASH and blank > pos:
            return self.skip_comment(blank)
        if not self.classes[text[blank]] & chars.BREAK and text[blank] != 0:
            self.fail(
                Code.BLOCK_HEADER,
                blank,
                blank + 1,
                f'text behind the "{chr(text[start])}" that opens a block of text',
                "put the text on the next line, indented, or quote the value",
            )
        return pos if text[blank] == 0 else blank


def line_of(source: bytes, offset: int) -> int:
    """The number of the line that holds ``offset``."""
    return span_between(source, offset, offset).line
