# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The quick way: entries of the shapes that nearly every line of a seed file has.

    key: "value"    key: value    key:

In: the position of an entry of a block mapping. Out: the position behind it, or -1 where it has any other shape, which
is then read the complete way. Never: fails, leaves a trace where it gives up. What it accepts the complete way reads
alike; a law holds the two equal.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.complaints as complaints
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states


class Quick(complaints.Complaints):
    """Entries on one line, without anything out of the ordinary."""

    def is_quick_mapping(self, pos: int) -> bool:
        """Does a word with a colon stand at ``pos``, so that, in a place where one may, a mapping begins there?"""
        colon = scan.skip_word(self.text, pos)
        return colon > pos and self.text[colon] == chars.COLON and self.classes[self.text[colon + 1]] & chars.GAP != 0

    def skip_quick_entry(self, pos: int) -> int:
        """Behind the entry at ``pos``, or -1."""
        text = self.text
        colon = scan.skip_word(text, pos)
        if colon == pos or text[colon] != chars.COLON or colon - pos > 100:
            return -1
        start = colon + 1
        if text[start] == chars.LF:
            self.emit(rows.SCALAR | rows.PLAIN | rows.VERBATIM, pos, colon, -1, -1)
            self.state = states.VALUE
            self.mark = colon
            self.tail = start
            self.fresh = False
            return start
        if text[start] != chars.SPACE or self.special:
            return -1
        start += 1
        if text[start] == chars.DOUBLE_QUOTE:
            end = self.end_of_quoted(start)
            head = rows.SCALAR | rows.DOUBLE | rows.VERBATIM
        else:
            end = self.end_of_plain(start, self.end_of_line(start))
            head = rows.SCALAR | rows.PLAIN | rows.VERBATIM
        if end < 0:
            return -1
        self.emit(rows.SCALAR | rows.PLAIN | rows.VERBATIM, pos, colon, -1, -1)
        self.emit(head, start, end, colon, -1)
        self.tail = end
        self.fresh = False
        return end

    def end_of_line(self, start: int) -> int:
        """The line feed that ends the line, or the end of the text; -1 where a carriage return alone ends it."""
        text = self.text
        if not self.returns:
            return scan.find_byte(text, chars.LF, start, self.end)
        end = scan.skip_line(text, start)  # a search for line feeds could go through many lines
        if text[end] == chars.CR:
            end += 1
            return end if text[end] == chars.LF else -1
        return end

    def end_of_quoted(self, start: int) -> int:
        """Behind the quoted scalar that fills the line from ``start`` on, or -1."""
        text = self.text
        end = scan.find_quote(text, start + 1, self.end) + 1
        if end == 0 or (self.returns and scan.find_byte(text, chars.CR, start, end) < end):
            return -1
        if end == self.end or text[end] == chars.LF or (text[end] == chars.CR and text[end + 1] == chars.LF):
            return end
        return -1

    def end_of_plain(self, start: int, end: int) -> int:
        """Behind the plain scalar that fills the line from ``start`` to ``end`` and does not go on below, or -1."""
        text = self.text
        if end < 0 or end == self.end or not scan.is_letter_or_digit(text[start]):
            return -1
        below = end + 1
        while text[below] == chars.LF:
            below += 1
        content = scan.skip_spaces(text, below)
        if content - below > self.indent or text[content] == chars.TAB or text[content] == chars.CR:
            return -1
        if text[content] == chars.LF:  # a line of blanks
            return -1
        if text[end - 1] == chars.CR:
            end -= 1
        return end if scan.is_simple_plain(text, start, end) else -1
