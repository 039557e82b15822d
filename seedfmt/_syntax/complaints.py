# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""What people do wrong in block structure, in words.

In: a place. Out: always an error: what was found there, what was expected, what to do. Never: names a production.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.flow as flow
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states
from seedfmt.errors import Code


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

    def fail_colon(self, start: int, end: int) -> None:
        """Refuse a line of a mapping that has no colon."""
        self.refuse_conflict(start)
        self.fail(
            Code.MISSING_COLON,
            start,
            end,
            'this line has no ": " that would make it "key: value"',
            "add the colon and a space, or indent the line if it continues the value above",
        )

    def fail_continued(self, start: int) -> None:
        """Refuse a line that looks like a key but continues the text that begins at ``start``."""
        self.refuse_conflict(start)
        pos = scan.skip_blanks(self.text, self.line)
        self.fail(
            Code.INDENTATION,
            pos,
            scan.skip_line(self.text, pos),
            "this line continues the value of the line above and cannot be a key",
            "indent it like the keys around it, or put quotes around the value",
        )

    def refuse_conflict(self, pos: int) -> None:
        """Refuse what git leaves where two changes met."""
        if self.source[pos : pos + 7] in (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"):
            end = scan.skip_line(self.text, pos)
            self.fail(Code.CONFLICT_MARKER, pos, end, "a git conflict marker", "resolve the conflict")

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
        self.fail(
            Code.INDENTATION,
            pos,
            pos + 1,
            'a list is open at this indentation and "- " is missing',
            "add it, or change the indentation",
        )

    def fail_dash_in_mapping(self, pos: int) -> None:
        """Refuse a line with "-" in a mapping."""
        self.fail(
            Code.INDENTATION,
            pos,
            pos + 1,
            'a "-" stands where a key is expected',
            "indent the list deeper than the key it belongs to, or remove the dash",
        )

    def fail_indent(self, pos: int) -> None:
        """Refuse a line that is indented deeper than its place allows."""
        if self.state == states.DONE:
            self.fail_more(pos)
        self.fail(
            Code.INDENTATION,
            pos,
            pos + 1,
            f"this line is indented by {self.spaces} space{'s' * (self.spaces != 1)}, "
            f"the entries around it by {self.indent}",
            "indent it like them, or give the line above a value",
        )

    def fail_more(self, pos: int) -> None:
        """Refuse content behind the root node."""
        self.fail(
            Code.TRAILING_TEXT,
            pos,
            scan.skip_line(self.text, pos),
            "text behind the end of the value",
            "indent it, or remove it",
        )
