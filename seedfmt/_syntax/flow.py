# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Flow collections: ``[a, b]`` and ``{a: b}`` (YAML 1.2.2, chapter 7.4).

In: the position of the opening bracket. Out: the position behind the closing one, and the rows between.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.nodes as nodes
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states
from seedfmt.errors import Code


class Flow(nodes.Nodes):
    """Flow collections, one inside the other."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        nodes.Nodes.prepare(self, source, start, end, depth_limit)
        self.json = False  # the node read last is quoted or a collection, so that ":" may follow it directly
        self.adjacent = False  # the value awaited may follow its ":" directly

    def skip_flow(self, pos: int) -> int:
        """Behind the flow collection at ``pos``."""
        text = self.text
        base = self.depth
        pos = self.open_flow(pos)
        while True:
            pos = self.skip_flow_space(pos)
            byte = text[pos]
            if byte == chars.COMMA:
                pos = self.skip_comma(pos)
            elif byte == chars.CLOSE_BRACKET or byte == chars.CLOSE_BRACE:
                pos = self.close_flow(pos)
                if self.depth == base + 1:
                    self.pop()
                    return pos
                pos = self.end_flow_node(pos)
            elif byte == chars.COLON and self.is_flow_colon(pos):
                pos = self.skip_colon(pos)
            elif byte == chars.QUESTION and self.classes[text[pos + 1]] & chars.GAP:
                pos = self.skip_question(pos)
            elif self.state & (states.FLOW_WANTS | states.PAIR_WANTS):
                pos = self.skip_flow_node(pos)
            else:
                self.fail_separator(pos)

    def open_flow(self, pos: int) -> int:
        """Open the collection whose bracket stands at ``pos``."""
        if self.text[pos] == chars.OPEN_BRACKET:
            row = self.emit_node(rows.SEQUENCE | rows.FLOW, pos, pos)
            self.push(row, states.FLOW_ITEM, self.indent)
        else:
            row = self.emit_node(rows.MAPPING | rows.FLOW, pos, pos)
            self.push(row, states.FLOW_KEY, self.indent)
        self.tail = pos + 1
        return pos + 1

    def skip_flow_space(self, pos: int) -> int:
        """To the next token: over blanks, comments and line breaks (rules 79 to 81)."""
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
            if self.at_marker(pos):
                self.fail_open()
            spaces = scan.skip_spaces(text, pos)
            byte = text[spaces]
            if spaces - pos < self.floor and not self.classes[byte] & chars.BREAK and byte != 0:
                blank = scan.skip_blanks(text, spaces)
                if not self.classes[text[blank]] & chars.BREAK and text[blank] != chars.HASH:
                    what = "list" if self.text[self.cells[self.row * rows.WIDTH + rows.START]] == 0x5B else "mapping"
                    self.fail_floor(pos, blank, self.cells[self.row * rows.WIDTH + rows.START], what)
        if byte == 0:
            self.fail_open()
        return pos

    # -- indicators ------------------------------------------------------------------------------------------------

    def is_flow_colon(self, pos: int) -> bool:
        """Does the ":" at ``pos`` end a key? (rules 147 to 149)"""
        following = self.classes[self.text[pos + 1]]
        if following & (chars.GAP | chars.FLOW):
            return True
        return self.json and self.state & (states.FLOW_COLON | states.PAIR_COLON) != 0

    def skip_colon(self, pos: int) -> int:
        """Behind the ":" at ``pos``."""
        state = self.state
        if state == states.FLOW_ITEM:
            self.entry = self.used
            self.push(self.emit_node(rows.MAPPING | rows.PAIR, pos, pos), states.PAIR_COLON, self.indent)
            self.emit_empty(pos)
            self.json = False
        elif state == states.FLOW_KEY or state == states.FLOW_EXPLICIT_KEY or state == states.PAIR_KEY:
            if state == states.FLOW_KEY:
                self.entry = self.used
            self.emit_empty(pos)
            self.json = False
        elif state != states.FLOW_COLON and state != states.PAIR_COLON:
            self.fail_separator(pos)
        self.state = states.PAIR_VALUE if self.state & states.PAIR else states.FLOW_VALUE
        self.adjacent = self.json
        self.mark = pos
        self.tail = pos + 1
        return pos + 1

    def skip_question(self, pos: int) -> int:
        """Behind the "?" at ``pos``."""
        if self.state == states.FLOW_ITEM:
            self.entry = self.used
            self.push(self.emit_node(rows.MAPPING | rows.PAIR, pos, pos), states.PAIR_KEY, self.indent)
        elif self.state == states.FLOW_KEY:
            self.entry = self.used
            self.state = states.FLOW_EXPLICIT_KEY
        else:
            self.fail_start(pos)
        self.mark = pos
        self.tail = pos + 1
        return pos + 1

    def skip_comma(self, pos: int) -> int:
        """Behind the comma at ``pos``."""
        self.end_entry()
        if self.state != states.FLOW_NEXT:
            self.fail(Code.FLOW, pos, pos + 1, "there is no value before this comma", "remove the comma, or quote it")
        self.cells[self.entry * rows.WIDTH + rows.COMMA] = pos
        kind = self.cells[self.row * rows.WIDTH] & rows.KIND
        self.state = states.FLOW_ITEM if kind == rows.SEQUENCE else states.FLOW_KEY
        self.tail = pos + 1
        return pos + 1

    def end_entry(self) -> None:
        """Complete the entry that ends here with the empty nodes that it lacks."""
        state = self.state
        if state == states.FLOW_EXPLICIT_KEY or state == states.PAIR_KEY:
            self.emit_empty(self.tail)
            self.emit_empty(self.tail)
        elif state & (states.FLOW_COLON | states.FLOW_VALUE | states.PAIR_COLON | states.PAIR_VALUE):
            self.emit_empty(self.tail)
        if state & states.PAIR:
            self.pop()
        if state & states.FLOW_OPEN:
            self.state = states.FLOW_NEXT

    def close_flow(self, pos: int) -> int:
        """Behind the closing bracket at ``pos``."""
        self.end_entry()
        sequence = self.cells[self.row * rows.WIDTH] & rows.KIND == rows.SEQUENCE
        closer = chars.CLOSE_BRACKET if sequence else chars.CLOSE_BRACE
        if self.text[pos] != closer:
            opened = self.cells[self.row * rows.WIDTH + rows.START]
            self.fail(
                Code.FLOW,
                pos,
                pos + 1,
                f'"{chr(self.text[pos])}" closes what "{chr(self.text[opened])}" opened',
                f'write "{chr(closer)}"',
            )
        self.tail = pos + 1
        return pos + 1

    # -- nodes -----------------------------------------------------------------------------------------------------

    def skip_flow_node(self, pos: int) -> int:
        """Behind the node at ``pos``; or, of a collection, behind its opening bracket."""
        text = self.text
        if not self.state & (states.FLOW_VALUE | states.PAIR):
            self.entry = self.used
        if self.state & (states.FLOW_VALUE | states.PAIR_VALUE) and pos == self.mark + 1 and not self.adjacent:
            self.fail(Code.FLOW, pos, pos + 1, 'a ":" needs a space behind it', "put a space here")
        byte = text[pos]
        start = pos
        line = self.line
        if byte == chars.AMPERSAND or byte == chars.BANG:
            end = self.skip_props(pos, True)
            pos = self.skip_flow_space(end)
            byte = text[pos]
            if (
                byte == chars.COMMA
                or byte == chars.CLOSE_BRACKET
                or byte == chars.CLOSE_BRACE
                or (byte == chars.COLON and self.is_flow_colon(pos))
            ):
                self.emit_empty(end)
                return self.end_flow_scalar(start, line, pos, False)
            if pos == end:
                self.fail_separator(pos)
            if byte == chars.AMPERSAND or byte == chars.BANG:
                return self.skip_more_props(pos, start, line)
        return self.skip_flow_content(pos, start, line)

    def skip_more_props(self, pos: int, start: int, line: int) -> int:
        """Behind the node whose second property stands on a line of its own, at ``pos``."""
        before = self.take_props()
        end = self.skip_props(pos, True)
        self.join_props(before, self.place)
        pos = self.skip_flow_space(end)
        byte = self.text[pos]
        if (
            byte == chars.COMMA
            or byte == chars.CLOSE_BRACKET
            or byte == chars.CLOSE_BRACE
            or (byte == chars.COLON and self.is_flow_colon(pos))
        ):
            self.emit_empty(end)
            return self.end_flow_scalar(start, line, pos, False)
        return self.skip_flow_content(pos, start, line)

    def skip_flow_content(self, pos: int, start: int, line: int) -> int:
        """Behind the content at ``pos`` of the node that begins at ``start``."""
        byte = self.text[pos]
        if byte == chars.OPEN_BRACKET or byte == chars.OPEN_BRACE:
            opened = self.open_flow(pos)
            self.opened_line = line
            return opened
        if byte == chars.DOUBLE_QUOTE or byte == chars.SINGLE_QUOTE:
            end = self.skip_quoted(pos)
            self.emit_scalar(pos, end)
            return self.end_flow_scalar(start, line, end, True)
        if byte == chars.ASTERISK:
            end = self.skip_name(pos)
            self.emit_alias(pos, end)
            return self.end_flow_scalar(start, line, end, False)
        if not self.is_plain_start(pos, True):
            self.fail_start(pos)
        end = self.skip_plain_more(self.skip_plain_line(pos, True), True)
        self.emit_scalar(pos, end)
        return self.end_flow_scalar(start, line, end, False)

    def end_flow_scalar(self, start: int, line: int, pos: int, json: bool) -> int:
        """Behind the scalar that ends at ``pos`` and, where it is the key of a pair in a sequence, its colon."""
        self.json = json
        if self.state == states.FLOW_ITEM and self.is_pair_colon(pos):
            return self.skip_pair_colon(self.used - 1, start, line, pos)
        self.advance_flow()
        return pos

    def end_flow_node(self, pos: int) -> int:
        """The same for a collection, whose closing bracket has just been read and which is still open."""
        line = self.opened_line
        row = self.pop()
        self.json = True
        if self.state == states.FLOW_ITEM and self.is_pair_colon(pos):
            cells = self.cells
            start = self.props_start(cells[row * rows.WIDTH + rows.PROPS], cells[row * rows.WIDTH + rows.START])
            return self.skip_pair_colon(row, start, line, pos)
        self.advance_flow()
        return pos

    def advance_flow(self) -> None:
        """Say what the collection waits for, now that it got the node it waited for."""
        state = self.state
        if state == states.FLOW_KEY or state == states.FLOW_EXPLICIT_KEY:
            self.state = states.FLOW_COLON
        elif state == states.PAIR_KEY:
            self.state = states.PAIR_COLON
        elif state == states.PAIR_VALUE:
            self.pop()
            self.state = states.FLOW_NEXT
        else:
            self.state = states.FLOW_NEXT

    def is_pair_colon(self, pos: int) -> bool:
        """Does a ":" follow on the line, that makes what was just read a key?"""
        pos = scan.skip_blanks(self.text, pos)
        if self.text[pos] != chars.COLON:
            return False
        return self.json or self.classes[self.text[pos + 1]] & (chars.GAP | chars.FLOW) != 0

    def skip_pair_colon(self, row: int, start: int, line: int, pos: int) -> int:
        """Behind the ":" of a pair like ``[a: b]`` (rules 150 to 153), whose key begins at ``start``."""
        self.require_key(start, pos, line)
        pos = scan.skip_blanks(self.text, pos)
        self.insert_mapping(row, rows.MAPPING | rows.PAIR, start)
        self.push(row, states.PAIR_COLON, self.indent)
        return self.skip_colon(pos)

    # -- errors ----------------------------------------------------------------------------------------------------

    def fail_open(self) -> None:
        """Refuse a collection without an end."""
        opened = self.cells[self.row * rows.WIDTH + rows.START]
        self.refuse_hidden_end(opened)
        self.fail(Code.UNCLOSED, opened, opened + 1, f'this "{chr(self.text[opened])}" is never closed', "close it")

    def fail_separator(self, pos: int) -> None:
        """Refuse what stands where a comma or the end of the collection must."""
        opened = self.cells[self.row * rows.WIDTH + rows.START]
        what = "list" if self.text[opened] == chars.OPEN_BRACKET else "mapping"
        sign = "comma"
        last = (self.used - 1) * rows.WIDTH
        if self.text[pos] == chars.COLON and scan.skip_line(self.text, self.cells[last + rows.START]) < pos:
            # the text before the colon goes over lines: the entry ends on the first of them
            pos = scan.skip_line(self.text, self.cells[last + rows.START])
        elif self.tail < self.line:
            pos = self.tail
        elif self.state == states.FLOW_COLON:
            sign = "colon or a comma"
        self.fail(
            Code.FLOW,
            pos,
            pos + 1,
            f"a {sign} is missing here, or the end of the {what}",
            "put a comma between the entries, or quotes around the value",
        )
