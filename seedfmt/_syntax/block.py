# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Block structure: mappings and sequences told by indentation (YAML 1.2.2, chapter 8.2), and what stands in them.

In: where the content of a document begins. Out: where it ends, and the rows between.

Each turn of the loop reads one thing: an indicator, a key with its colon, or a node. Between lines, ``settle`` closes
what the indentation of the new line ends.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.quick as quick
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states
from seedfmt.errors import Code


class Block(quick.Quick):
    """The block structure of one document."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        quick.Quick.prepare(self, source, start, end, depth_limit)
        self.outer = (
            -1
        )  # in props: properties on a line before, of the collection that begins below or of its first key

    def skip_block(self, pos: int) -> int:
        """To the marker or the end behind the content of the document whose node is awaited."""
        while True:
            pos = self.skip_lines(pos)
            if self.text[pos] == 0 or (self.fresh and pos == self.line and self.at_marker(pos)):
                break
            if self.fresh:
                self.settle(pos)
            if self.state == states.KEY or self.state == states.COLON:
                pos = self.skip_key(pos)
            elif self.state == states.DASH:
                pos = self.skip_dash(pos)
            elif self.state & states.WANTS:
                pos = self.skip_node(pos)
            else:
                self.fail_more(pos)
        while self.state != states.DONE:
            self.end_block()
        return pos

    # -- the structure ---------------------------------------------------------------------------------------------

    def settle(self, pos: int) -> None:
        """Close what the line that begins at ``pos`` is not part of."""
        indent = self.spaces
        dash = not self.tabbed and self.at_indicator(pos, chars.DASH)
        # a node stands deeper than what awaits it; a sequence may stand at the column of its key (rule 201: seq-space)
        if not self.state & states.WANTS:
            self.close_deeper(pos, indent, dash)
        elif indent < self.indent or (indent == self.indent and (not dash or self.state == states.ITEM)):
            self.end_wanted()
            self.close_deeper(pos, indent, dash)

    def close_deeper(self, pos: int, indent: int, dash: bool) -> None:
        """Close the collections that are indented deeper than the line at ``pos``, which begins an entry."""
        above = self.indent
        while indent < self.indent:
            above = self.indent
            self.end_block()
        if self.state == states.DASH and not dash and indent == self.indent:
            if self.tabbed:
                self.fail_tab(pos - 1)
            self.end_block()
            if self.indent != indent:
                self.fail_dash(pos)
        if indent > self.indent:
            if self.tabbed:
                self.fail_tab(pos - 1)
            self.fail_indent(pos, above)

    def end_wanted(self) -> None:
        """Complete the entry that lacks its node with an empty one."""
        self.restore_props()
        self.emit_empty(self.tail)
        self.advance()

    def end_block(self) -> None:
        """Close the innermost collection, or the document."""
        if self.state & states.WANTS:
            self.end_wanted()
        if self.state == states.COLON:
            self.emit_empty(self.tail)
            self.state = states.KEY
        if self.state != states.DONE:
            self.pop()
            self.advance()

    def advance(self) -> None:
        """Say what the collection waits for, now that it got the node it waited for."""
        state = self.state
        if state == states.VALUE or state == states.EXPLICIT_VALUE:
            self.state = states.KEY
        elif state == states.ITEM:
            self.state = states.DASH
        elif state == states.EXPLICIT_KEY:
            self.state = states.COLON
        else:
            self.state = states.DONE

    def open_block(self, head: int, state: int, pos: int) -> None:
        """Open a block collection whose first entry begins at ``pos``."""
        if self.tabbed if self.fresh else self.has_tab(self.tail, pos):
            self.fail_tab(pos - 1)
        row = self.emit_node(head, pos, pos)
        self.push(row, state, pos - self.line)
        self.cells[row * rows.WIDTH + rows.INDENT] = self.indent

    def has_tab(self, pos: int, end: int) -> bool:
        """Is there a tab between the two?"""
        return scan.find_byte(self.text, chars.TAB, pos, end) < end

    # -- entries ---------------------------------------------------------------------------------------------------

    def skip_dash(self, pos: int) -> int:
        """Behind the "-" of an entry at ``pos`` (rule 184)."""
        self.mark = pos
        self.tail = pos + 1
        self.state = states.ITEM
        self.fresh = False
        return pos + 1

    def skip_key(self, pos: int) -> int:
        """Behind the "?", the ":" or the key with its colon at ``pos`` (rules 188 to 194)."""
        if self.tabbed:
            self.fail_tab(pos - 1)
        if self.state == states.KEY:
            end = self.skip_quick_entry(pos)
            if end >= 0:
                return end
        if self.at_indicator(pos, chars.COLON):
            if self.state == states.COLON:
                self.state = states.EXPLICIT_VALUE
            else:
                self.emit_empty(pos)
                self.state = states.VALUE
            return self.skip_mark(pos)
        if self.state == states.COLON:
            self.emit_empty(self.tail)
            self.state = states.KEY
        if self.at_indicator(pos, chars.QUESTION):
            self.state = states.EXPLICIT_KEY
            return self.skip_mark(pos)
        return self.skip_node(pos)

    def skip_mark(self, pos: int) -> int:
        """Behind the "?" or ":" at ``pos``."""
        self.mark = pos
        self.tail = pos + 1
        self.fresh = False
        return pos + 1

    def skip_implicit_colon(self, pos: int) -> int:
        """Behind the ":" that follows the key which ends at ``pos``."""
        self.state = states.VALUE
        return self.skip_mark(scan.skip_blanks(self.text, pos))

    # -- nodes -----------------------------------------------------------------------------------------------------

    def skip_node(self, pos: int) -> int:
        """Behind the node at ``pos``, or behind the first indicator of the collection that begins there."""
        text = self.text
        byte = text[pos]
        start = pos
        if (
            self.state != states.KEY
            and self.outer < 0
            and (self.fresh or self.state & states.COMPACT)
            and self.is_quick_mapping(pos)
        ):
            self.open_block(rows.MAPPING | rows.BLOCK, states.KEY, pos)
            self.tabbed = False
            return self.skip_key(pos)
        if byte == chars.AMPERSAND or byte == chars.BANG:
            end = self.skip_props(pos, False)
            pos = scan.skip_blanks(text, end)
            byte = text[pos]
            if self.classes[byte] & chars.GAP or byte == chars.HASH:
                return self.hold_props(end)
            if self.classes[text[pos + 1]] & chars.GAP and (byte == chars.DASH or byte == chars.QUESTION):
                self.fail(
                    Code.MISPLACED,
                    pos,
                    pos + 1,
                    f'"{chr(byte)}" cannot follow an anchor or a tag on its line',
                    "put it on the next line",
                )
            if byte == chars.COLON and self.classes[text[pos + 1]] & chars.GAP:
                return self.skip_scalar(start, end, end)
        elif self.classes[text[pos + 1]] & chars.GAP:
            if byte == chars.DASH or byte == chars.QUESTION or byte == chars.COLON:
                return self.skip_first_indicator(pos)
        return self.skip_content(start, pos)

    def skip_first_indicator(self, pos: int) -> int:
        """Behind the "-", "?" or ":" at ``pos``, with which a collection begins."""
        byte = self.text[pos]
        if self.state == states.KEY:
            self.fail_dash_in_mapping(pos)
        if not self.fresh and not self.state & states.COMPACT:
            self.fail_compact(pos)
        self.restore_props()
        if byte == chars.DASH:
            self.open_block(rows.SEQUENCE | rows.BLOCK, states.DASH, pos)
            return self.skip_dash(pos)
        self.open_block(rows.MAPPING | rows.BLOCK, states.KEY, pos)
        self.tabbed = False
        return self.skip_key(pos)

    def skip_content(self, start: int, pos: int) -> int:
        """Behind the content at ``pos`` of the node that begins, with its properties, at ``start``."""
        byte = self.text[pos]
        self.floor = self.indent + 1
        if byte == chars.OPEN_BRACKET or byte == chars.OPEN_BRACE:
            return self.skip_flow_in_block(start, pos)
        if byte == chars.PIPE or byte == chars.GREATER:
            return self.skip_block_text(pos)
        line = self.line
        if byte == chars.DOUBLE_QUOTE or byte == chars.SINGLE_QUOTE:
            end = self.skip_quoted(pos)
            if self.is_colon(end):
                self.require_key(start, end, line)
            else:
                self.refuse_behind_quote(start, end)
        elif byte == chars.ASTERISK:
            end = self.skip_name(pos)
            self.head = rows.ALIAS
            if not self.is_colon(end):
                self.require_line_end(end, "the alias")
        else:
            if not self.is_plain_start(pos, False):
                self.fail_start(pos)
            end = self.skip_plain_line(pos, False)
            self.head = rows.SCALAR | rows.PLAIN | rows.VERBATIM
            if self.is_colon(end):
                self.require_key(start, end, line)
            elif self.state != states.KEY:
                end = self.skip_plain_more(end, False)
                if self.line != line and self.is_colon(end):
                    self.fail_continued(start, line)
        return self.skip_scalar(start, pos, end)

    def skip_scalar(self, start: int, pos: int, end: int) -> int:
        """Write the scalar or alias between ``pos`` and ``end``; behind it and, where it is a key, its colon."""
        if not self.is_colon(end):
            if self.state == states.KEY:
                self.fail_colon(start, end)
            self.restore_props()
            self.emit_content(pos, end)
            self.advance()
            self.fresh = False
            return end
        if self.state != states.KEY:
            if not self.fresh and not self.state & states.COMPACT:
                self.fail_nested(pos, end)
            self.open_mapping(start)
        self.emit_content(pos, end)
        return self.skip_implicit_colon(end)

    def emit_content(self, pos: int, end: int) -> None:
        """Write the row of the scalar or alias between ``pos`` and ``end``."""
        if pos == end:
            self.emit_empty(pos)
        elif self.head == rows.ALIAS:
            self.emit_alias(pos, end)
        else:
            self.emit_scalar(pos, end)

    def open_mapping(self, start: int) -> None:
        """Open the mapping whose first, implicit key begins at ``start``."""
        inner = self.place
        self.place = self.outer
        self.outer = -1
        self.open_block(rows.MAPPING | rows.BLOCK, states.KEY, start)
        self.place = inner

    def skip_flow_in_block(self, start: int, pos: int) -> int:
        """Behind the flow collection at ``pos`` and, where it is a key, its colon."""
        line = self.line
        first = self.used
        mark = self.mark
        tail = self.tail
        fresh = self.fresh
        end = self.skip_flow(pos)
        if not self.is_colon(end):
            if self.state == states.KEY:
                self.fail_colon(start, end)
            self.require_line_end(end, "the closing bracket")
            self.restore_row_props(first)
            self.advance()
            self.fresh = False
            return end
        self.require_key(start, end, line)
        if self.state != states.KEY:
            if not fresh and not self.state & states.COMPACT:
                self.fail_nested(pos, end)
            if self.tabbed if fresh else self.has_tab(tail, start):
                self.fail_tab(start - 1)
            self.insert_mapping(first, rows.MAPPING | rows.BLOCK, start)
            cells = self.cells
            cells[first * rows.WIDTH + rows.MARK] = mark
            cells[first * rows.WIDTH + rows.INDENT] = start - line
            self.restore_row_props(first)
            self.push(first, states.KEY, start - line)
        return self.skip_implicit_colon(end)

    def skip_block_text(self, pos: int) -> int:
        """To the line behind the block scalar at ``pos``."""
        if self.state == states.KEY:
            self.fail_start(pos)
        end = self.skip_block_scalar(pos, self.indent)
        line = self.line
        self.restore_props()
        self.emit_scalar(pos, end)
        self.advance()
        self.fresh = True
        return line

    # -- properties on a line of their own -------------------------------------------------------------------------

    def hold_props(self, pos: int) -> int:
        """Keep the properties that end their line at ``pos`` for the node that begins below."""
        if self.state == states.KEY:
            self.fail_colon(self.props_start(self.place, pos), pos)
        self.restore_props()
        self.outer = self.take_props()
        self.tail = pos
        self.fresh = False
        return pos

    def restore_props(self) -> None:
        """Add the properties of a line before to those of the node that comes next."""
        if self.outer >= 0:
            if self.place >= 0:
                self.join_props(self.outer, self.place)
            else:
                self.place = self.outer
            self.outer = -1

    def restore_row_props(self, row: int) -> None:
        """Give the properties of a line before to the flow collection in ``row``, which is written already."""
        if self.outer >= 0:
            at = row * rows.WIDTH + rows.PROPS
            if self.cells[at] >= 0:
                self.join_props(self.outer, self.cells[at])
            else:
                self.cells[at] = self.outer
            self.note_anchor(row, self.outer)
            self.outer = -1
