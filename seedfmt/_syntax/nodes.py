# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The open collections, and the rows of nodes: what block and flow style have in common.

The innermost open collection is held in ``row``, ``state``, ``indent``, ``entry`` and ``opened_line``; the ones around
it wait in ``frames``. There is no recursion anywhere, and the depth is bounded.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scalars as scalars
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states
from seedfmt._source import span_between
from seedfmt.errors import Code, LimitError

KEY_LENGTH = 1024  # characters of an implicit key (rules 154 and 155)


class Nodes(scalars.Scalars):
    """Open collections, nodes, anchors and aliases."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        scalars.Scalars.prepare(self, source, start, end, depth_limit)
        self.depth_limit = depth_limit
        self.key_length = KEY_LENGTH
        self.stack = scan.new_ints(5 * (depth_limit + 2))
        self.frames = scan.ints(self.stack)
        self.depth = 0
        self.row = -1
        self.state = states.DONE
        self.indent = -1
        self.entry = -1  # the first row of the entry read last, in a flow collection
        self.opened_line = -1  # where the line starts on which the collection opens
        self.mark = -1  # the indicator before the next node
        self.tail = -1  # behind the last byte of the last node or indicator
        self.anchors: dict[bytes, int] = {}  # the place in anchored of each name
        self.star = -1  # the first asterisk behind the last anchor
        self.anchored: list[int] = []  # rows with an anchor, in order
        self.aliases = 0

    # -- open collections ------------------------------------------------------------------------------------------

    def push(self, row: int, state: int, indent: int) -> None:
        """Open a collection."""
        if self.depth > self.depth_limit:
            at = self.cells[row * rows.WIDTH + rows.START]
            raise LimitError(
                Code.DEPTH,
                f"nesting is deeper than the limit of {self.depth_limit}",
                hint="raise the limit if this file is to be trusted",
                span=span_between(self.file, at, at + 1),
            )
        frames = self.frames
        at = 5 * self.depth
        frames[at] = self.row
        frames[at + 1] = self.state
        frames[at + 2] = self.indent
        frames[at + 3] = self.entry
        frames[at + 4] = self.opened_line
        self.depth += 1
        self.row = row
        self.state = state
        self.indent = indent
        self.entry = -1
        self.opened_line = self.line

    def pop(self) -> int:
        """Close the innermost collection; return its row."""
        row = self.row
        cells = self.cells
        cells[row * rows.WIDTH + rows.NEXT] = self.used
        cells[row * rows.WIDTH + rows.END] = self.tail
        self.depth -= 1
        frames = self.frames
        at = 5 * self.depth
        self.row = frames[at]
        self.state = frames[at + 1]
        self.indent = frames[at + 2]
        self.entry = frames[at + 3]
        self.opened_line = frames[at + 4]
        return row

    # -- rows of nodes ---------------------------------------------------------------------------------------------

    def emit_node(self, head: int, start: int, end: int) -> int:
        """Write the row of a node, with the indicator and the properties before it."""
        props = self.take_props()
        row = self.emit(head, start, end, self.mark, props)
        if props >= 0:
            self.note_anchor(row, props)
        self.mark = -1
        self.tail = end
        return row

    def emit_empty(self, pos: int) -> int:
        """Write the row of a node without text, at ``pos`` (rule 105: e-scalar)."""
        pos = self.props_end(self.place, pos)
        return self.emit_node(rows.SCALAR | rows.PLAIN | rows.EMPTY | rows.VERBATIM, pos, pos)

    def emit_scalar(self, start: int, end: int) -> int:
        """Write the row of the scalar that was skipped last."""
        head = self.head
        row = self.emit_node(head, start, end)
        if head & rows.STYLE >= rows.LITERAL:
            self.cells[row * rows.WIDTH + rows.INDENT] = self.content_indent
        elif self.special and head & rows.STYLE == rows.PLAIN:
            self.require_printable(start, end)
        return row

    def emit_alias(self, start: int, end: int) -> int:
        """Write the row of an alias (rule 104)."""
        if self.place >= 0:
            self.fail(Code.ANCHOR, start, end, "an alias cannot have an anchor or a tag of its own", "remove one")
        place = self.anchors.get(self.source[start + 1 : end])
        if place is None:
            name = self.source[start + 1 : end].decode()[:60]
            self.fail(
                Code.UNDEFINED_ALIAS,
                start,
                end,
                f'no anchor "&{name}" stands before this alias',
                "put quotes around the value if it is meant as text",
            )
        row = self.emit_node(rows.ALIAS, start, end)
        self.cells[row * rows.WIDTH + rows.INDENT] = self.anchored[place]
        self.aliases += 1
        return row

    def note_anchor(self, row: int, props: int) -> None:
        """Remember that ``row`` has the anchor of these properties, if they hold one and an alias may follow."""
        at = props * rows.PROPS_WIDTH
        start = self.props[at + rows.ANCHOR_START]
        if start > self.star:
            self.star = scan.find_byte(self.text, chars.ASTERISK, start, self.end)
        if start >= 0 and self.star < self.end:
            self.anchors[self.source[start + 1 : self.props[at + rows.ANCHOR_END]]] = len(self.anchored)
            self.anchored.append(row)

    def insert_mapping(self, row: int, head: int, start: int) -> None:
        """Put the row of a mapping before ``row``, which turned out to be its first key."""
        self.insert_row(row)
        cells = self.cells
        at = row * rows.WIDTH
        cells[at] = head
        cells[at + rows.START] = start
        cells[at + rows.COMMA] = -1
        cells[at + rows.PROPS] = -1
        cells[at + rows.MARK] = cells[at + rows.WIDTH + rows.MARK]
        cells[at + rows.WIDTH + rows.MARK] = -1
        place = len(self.anchored) - 1
        while place >= 0 and self.anchored[place] >= row:
            self.anchored[place] += 1
            place -= 1

    def require_key(self, start: int, end: int, start_line: int) -> None:
        """Refuse as implicit key what is on several lines or too long (rules 154 and 155)."""
        if self.line != start_line:
            self.fail(
                Code.LONG_KEY,
                start,
                end,
                "a key must stand on one line, with its colon",
                'put "? " before the key, or quotes around the text if it is a value',
            )
        if end - start > self.key_length and len(self.source[start:end].decode()) > KEY_LENGTH:
            self.fail(
                Code.LONG_KEY,
                start,
                end,
                f"a key is longer than {KEY_LENGTH} characters",
                'shorten it, or put "? " before it',
            )

    # -- scalars of any style --------------------------------------------------------------------------------------

    def skip_quoted(self, pos: int) -> int:
        """Behind the quoted scalar at ``pos``."""
        if self.text[pos] == chars.DOUBLE_QUOTE:
            return self.skip_double(pos)
        return self.skip_single(pos)

    def is_colon(self, pos: int) -> bool:
        """Does a ":" that ends an implicit key stand at ``pos``, behind blanks?"""
        pos = scan.skip_blanks(self.text, pos)
        return self.text[pos] == chars.COLON and self.classes[self.text[pos + 1]] & chars.GAP != 0

    def fail_start(self, pos: int) -> None:
        """Refuse the character at ``pos``, with which no value can begin."""
        byte = self.text[pos]
        shown = chr(byte)
        if byte == chars.PERCENT and pos == self.line:
            self.fail(
                Code.DIRECTIVE,
                pos,
                pos + 1,
                "a directive can stand only before the document",
                "put quotes around the value if it is meant as text",
            )
        if byte == chars.CLOSE_BRACKET or byte == chars.CLOSE_BRACE or byte == chars.COMMA:
            self.fail(
                Code.MISPLACED,
                pos,
                pos + 1,
                f'"{shown}" without anything to close or to part',
                "remove it, or put quotes around the value",
            )
        if byte == chars.DASH or byte == chars.QUESTION or byte == chars.COLON:
            self.fail(Code.MISPLACED, pos, pos + 1, f'"{shown}" cannot stand here', "put quotes around the value")
        self.fail(
            Code.NEEDS_QUOTES,
            pos,
            pos + 1,
            f'text that begins with "{shown}" needs quotes',
            "put quotes around it",
        )
