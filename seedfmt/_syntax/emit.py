# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""JSON straight from the table, without building data: the fast way for front matter without anchors, aliases and tags.

In: a Tree, and where the body begins. Out: the JSON that the complete way gives, or None where that has to decide.
Never: recurses, reports. A law holds the two equal.
"""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import Any

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._syntax.scalar import is_json_float, resolve_plain, scalar_text
from seedfmt._syntax.tree import Tree

DEEPEST = 500  # what the limit on nesting may be raised to


class Emitter:
    """One writing of one tree; ``names`` are keys of the root, as JSON, for which the complete way has to decide."""

    def __init__(self, tree: Tree, names: tuple[bytes, ...], room: int) -> None:
        self.source = tree.source
        self.text = tree.source
        self.table = tree.cells
        self.cells = scan.ints(self.table)
        self.names = names
        # how much longer than its spelling all odd text may be
        self.spare = self.cells[rows.WIDTH + rows.END] - self.cells[rows.WIDTH + rows.START] + 64
        self.buffer = scan.new_bytes(2 * self.spare + len(self.table) + room)
        self.out = scan.bytes_of(self.buffer)
        self.at = 0
        self.end_rows = scan.new_ints(DEEPEST + 2)
        self.bits = scan.new_ints(DEEPEST + 2)
        self.ends = scan.ints(self.end_rows)
        self.states = scan.ints(self.bits)

    def run(self) -> bool:
        """Write the root; False where the complete way has to.

        A state has bit 1 for a mapping, 2 where an entry stands before, 4 where the value of a key comes next.
        """
        cells = self.cells
        ends = self.ends
        states = self.states
        depth = 0
        row = 1
        last = cells[rows.WIDTH + rows.NEXT]
        while True:
            while depth > 0 and row == ends[depth - 1]:
                depth -= 1
                self.put(0x7D if states[depth] & 1 else 0x5D)
            if row == last:
                return True
            if depth > 0:
                state = states[depth - 1]
                if state & 4:
                    states[depth - 1] = state - 4
                else:
                    if state & 2:
                        self.put(chars.COMMA)
                    states[depth - 1] = state | 2
                    if state & 1:
                        if not self.key(row, depth):
                            return False
                        states[depth - 1] = state | 6
                        row = cells[row * rows.WIDTH + rows.NEXT]
                        continue
            kind = cells[row * rows.WIDTH] & rows.KIND
            if kind == rows.SCALAR:
                if not self.scalar(row):
                    return False
            else:
                self.put(0x7B if kind == rows.MAPPING else 0x5B)
                ends[depth] = cells[row * rows.WIDTH + rows.NEXT]
                states[depth] = 1 if kind == rows.MAPPING else 0
                depth += 1
            row += 1

    def key(self, row: int, depth: int) -> bool:
        """Write a key and its colon, if it is text, and none of the names."""
        at = row * rows.WIDTH
        head = self.cells[at]
        start = self.cells[at + rows.START]
        end = self.cells[at + rows.END]
        if head & rows.KIND != rows.SCALAR or head & rows.EMPTY:
            return False
        if head & rows.STYLE == rows.PLAIN and (head & rows.VERBATIM == 0 or not scan.is_text(self.text, start, end)):
            return False
        first = self.at
        if not self.scalar(row):
            return False
        if depth == 1 and self.is_name(first):
            return False
        self.put(chars.COLON)
        return True

    def is_name(self, first: int) -> bool:
        """Is what was written from ``first`` on one of the names?"""
        length = self.at - first
        for name in self.names:  # few; a generator would be slower
            if len(name) == length and bytes(self.buffer[first : self.at]) == name:
                return True
        return False

    def scalar(self, row: int) -> bool:
        """Write a scalar, if JSON has it."""
        at = row * rows.WIDTH
        head = self.cells[at]
        start = self.cells[at + rows.START]
        end = self.cells[at + rows.END]
        style = head & rows.STYLE
        if style == rows.PLAIN:
            if head & rows.EMPTY:
                return self.piece(b"null", 0)
            if head & rows.VERBATIM:
                if not scan.is_text(self.text, start, end):
                    return self.word(start, end)
                if scan.is_json_text(self.text, start, end):
                    self.quoted(start, end)
                    return True
        elif style == rows.DOUBLE:
            if self.is_ready_double(start + 1, end - 1):
                self.copy(start, end)
                return True
        elif head & rows.VERBATIM and style == rows.SINGLE and scan.is_json_text(self.text, start + 1, end - 1):
            self.quoted(start + 1, end - 1)
            return True
        text = scalar_text(self.source, head, start, end, self.cells[at + rows.INDENT])
        return self.piece(encode_basestring(text).encode(), end - start)

    def put(self, byte: int) -> None:
        """Write one byte."""
        self.out[self.at] = byte
        self.at += 1

    def copy(self, start: int, end: int) -> None:
        """Write what stands in the text."""
        scan.copy_bytes(self.out, self.at, self.text, start, end)
        self.at += end - start

    def quoted(self, start: int, end: int) -> None:
        """Write what stands in the text, in quotes."""
        self.put(chars.DOUBLE_QUOTE)
        self.copy(start, end)
        self.put(chars.DOUBLE_QUOTE)

    def piece(self, text: bytes, length: int) -> bool:
        """Write text that takes the place of ``length`` bytes, if there is room for it."""
        count = len(text)
        self.spare -= max(count - length - 4, 0)
        if self.spare < 0:
            return False
        scan.copy_bytes(self.out, self.at, text, 0, count)
        self.at += count
        return True

    def is_ready_double(self, start: int, end: int) -> bool:
        """Is the inside of double quotes that of a JSON string, spelled as we would?"""
        at = start
        while at < end:
            byte = self.text[at]
            if byte < chars.SPACE:
                return False
            if byte == chars.BACKSLASH:
                at += 1
                byte = self.text[at]
                # " \\ b f n r t
                if not (
                    byte == chars.DOUBLE_QUOTE
                    or byte == chars.BACKSLASH
                    or byte == 0x62
                    or byte == 0x66
                    or byte == 0x6E
                    or byte == 0x72
                    or byte == 0x74
                ):
                    return False
            at += 1
        return True

    def word(self, start: int, end: int) -> bool:
        """Write plain text that may be a number, a boolean or null; not a number that JSON has not."""
        byte = self.text[start]
        if chars.ZERO < byte <= chars.NINE and scan.skip_digits(self.text, start) == end:
            self.copy(start, end)
            return True
        text = self.source[start:end].decode()
        value = resolve_plain(text)
        if value is None:
            spelled = "null"
        elif value is True:
            spelled = "true"
        elif value is False:
            spelled = "false"
        elif type(value) is str:
            spelled = encode_basestring(value)
        elif type(value) is int:
            spelled = str(value)
        elif is_json_float(text):
            spelled = text
        elif value - value != 0:  # type: ignore[operator]
            return False
        else:
            spelled = repr(value)
        return self.piece(spelled.encode(), end - start)

    def body(self, name: bytes, start: int) -> bool:
        """Write the body as the last member, in the place of the closing brace."""
        end = len(self.source)
        if scan.has_controls(self.text, start, end):
            return False
        self.at -= 1
        if self.at > 1:
            self.put(chars.COMMA)
        scan.copy_bytes(self.out, self.at, name, 0, len(name))
        self.at += len(name)
        self.put(chars.COLON)
        self.put(chars.DOUBLE_QUOTE)
        self.at = scan.copy_escaped(self.out, self.at, self.text, start, end)
        self.put(chars.DOUBLE_QUOTE)
        self.put(0x7D)
        return True


def render_tree(tree: Tree, names: tuple[bytes, ...], name: bytes, start: int) -> Any:
    """The JSON of a tree that is sound; and of the body from ``start`` on as the member ``name`` (as JSON), if given.

    None where the complete way has to decide. Raises UnicodeDecodeError where the body is not UTF-8.
    """
    if tree.aliases or tree.props or len(tree.cells) <= rows.WIDTH or tree.kind(1) != rows.MAPPING:
        return None
    length = len(tree.source) - start if name else 0
    emitter = Emitter(tree, names, 2 * length + len(name) + 8)
    if not emitter.run() or (length and not emitter.body(name, start)):
        return None
    return scan.decode(emitter.buffer, emitter.at)
