# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""JSON straight from the table, without building data: the fast way for front matter without anchors, aliases and tags.

In: a Tree, and where the body begins. Out: the JSON that the complete way gives, or None where that has to decide.
Never: recurses, reports. A law holds the two equal.
"""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._syntax.scalar import is_json_float, resolve_plain, scalar_text
from seedfmt._syntax.tree import Tree

LEVELS = 60  # of nesting; what is deeper the complete way writes


class Emitter:
    """One writing of one tree; ``names`` are keys of the root, as JSON, for which the complete way has to decide.

    What writes takes the place in the buffer and returns the one behind, or -1 where the complete way has to decide.
    """

    def prepare(self, tree: Tree, names: list[bytes], room: int) -> None:
        """Get ready to write."""
        self.source = tree.source
        self.text = tree.source
        self.table = tree.cells
        self.cells = scan.ints(self.table)
        self.names = names
        self.lengths = 0  # a bit for the length of each name, modulo 32
        for name in names:
            self.lengths |= 1 << (len(name) & 31)
        self.most = 2 * LEVELS
        # how much longer than its spelling all odd text may be
        self.spare = self.cells[rows.WIDTH + rows.END] - self.cells[rows.WIDTH + rows.START] + 64
        self.buffer = scan.new_bytes(2 * self.spare + len(self.table) + room)
        self.out = scan.bytes_of(self.buffer)
        self.boxes = scan.ints_like(self.table, self.most)
        self.open = scan.ints(self.boxes)

    def run(self) -> int:
        """Write the root. Of each open collection ``open`` has the row behind it and the byte that closes it."""
        cells = self.cells
        out = self.out
        box = self.open
        level = 0
        at = 0
        row = 1
        last = cells[rows.WIDTH + rows.NEXT]
        while True:
            while level > 0 and row == box[level - 2]:
                level -= 2
                if out[at - 1] == chars.COMMA:  # that behind the last entry; no scalar ends in one
                    at -= 1
                out[at] = box[level + 1]
                out[at + 1] = chars.COMMA
                at += 2
            if row == last:
                return at - 1
            if level > 0 and box[level - 1] == chars.CLOSE_BRACE:
                at = self.key(row, at, level)
                if at < 0:
                    return -1
                row += 1
            cell = row * rows.WIDTH
            kind = cells[cell] & rows.KIND
            if kind == rows.SCALAR:
                at = self.scalar(cell, at)
                if at < 0:
                    return -1
                out[at] = chars.COMMA
            elif level == self.most:
                return -1
            else:
                out[at] = chars.OPEN_BRACE if kind == rows.MAPPING else chars.OPEN_BRACKET
                box[level] = cells[cell + rows.NEXT]
                box[level + 1] = chars.CLOSE_BRACE if kind == rows.MAPPING else chars.CLOSE_BRACKET
                level += 2
            at += 1
            row += 1

    def key(self, row: int, first: int, level: int) -> int:
        """Write a key and its colon, if it is text, and none of the names."""
        cell = row * rows.WIDTH
        head = self.cells[cell]
        start = self.cells[cell + rows.START]
        end = self.cells[cell + rows.END]
        if head & rows.KIND != rows.SCALAR or head & rows.EMPTY:
            return -1
        if head & rows.STYLE == rows.PLAIN and (head & rows.VERBATIM == 0 or not scan.is_text(self.text, start, end)):
            return -1
        at = self.scalar(cell, first)
        if at < 0:
            return -1
        if level == 2 and self.lengths >> (at - first & 31) & 1 and self.is_name(first, at):
            return -1
        self.out[at] = chars.COLON
        return at + 1

    def is_name(self, first: int, end: int) -> bool:
        """Is what was written from ``first`` to ``end`` one of the names?"""
        for name in self.names:
            if len(name) == end - first and scan.same_bytes(name, 0, self.out, first, len(name)):  # type: ignore[arg-type]
                return True
        return False

    def scalar(self, cell: int, at: int) -> int:
        """Write a scalar, if JSON has it."""
        head = self.cells[cell]
        start = self.cells[cell + rows.START]
        end = self.cells[cell + rows.END]
        style = head & rows.STYLE
        behind = -1
        if style == rows.PLAIN:
            if head & rows.EMPTY:
                return self.piece(b"null", 0, at)
            if head & rows.VERBATIM:
                if not scan.is_text(self.text, start, end):
                    return self.word(start, end, at)
                behind = scan.copy_quoted(self.out, at, self.text, start, end)
        elif head & rows.VERBATIM:
            behind = scan.copy_quoted(self.out, at, self.text, start + 1, end - 1)
        elif style == rows.DOUBLE and self.is_ready_double(start + 1, end - 1):
            scan.copy_bytes(self.out, at, self.text, start, end)
            behind = at + end - start
        if behind >= 0:
            return behind
        text = scalar_text(self.source, head, start, end, self.cells[cell + rows.INDENT])
        return self.piece(encode_basestring(text).encode(), end - start, at)

    def piece(self, text: bytes, length: int, at: int) -> int:
        """Write text that takes the place of ``length`` bytes, if there is room for it."""
        count = len(text)
        self.spare -= max(count - length - 4, 0)
        if self.spare < 0:
            return -1
        scan.copy_bytes(self.out, at, text, 0, count)
        return at + count

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

    def word(self, start: int, end: int, at: int) -> int:
        """Write plain text that may be a number, a boolean or null; not a number that JSON has not."""
        first = start + 1 if self.text[start] == chars.DASH else start
        if chars.ZERO < self.text[first] <= chars.NINE:
            is_ready = scan.skip_digits(self.text, first) == end
        elif end - start == 4:
            is_ready = scan.same_bytes(self.text, start, b"true", 0, 4)
        else:
            is_ready = end - start == 5 and scan.same_bytes(self.text, start, b"false", 0, 5)
        if is_ready:
            scan.copy_bytes(self.out, at, self.text, start, end)
            return at + end - start
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
            return -1
        else:
            spelled = repr(value)
        return self.piece(spelled.encode(), end - start, at)

    def body(self, name: bytes, start: int, at: int) -> int:
        """Write the body as the last member, in the place of the closing brace."""
        out = self.out
        at -= 1
        if at > 1:
            out[at] = chars.COMMA
            at += 1
        scan.copy_bytes(out, at, name, 0, len(name))
        at += len(name)
        out[at] = chars.COLON
        out[at + 1] = chars.DOUBLE_QUOTE
        at = scan.copy_escaped(out, at + 2, self.text, start, len(self.source))
        if at >= 0:
            out[at] = chars.DOUBLE_QUOTE
            out[at + 1] = chars.CLOSE_BRACE
            at += 2
        return at


@lru_cache(maxsize=32)
def spell_name(name: str) -> bytes:
    """The name of a member as JSON. Raises UnicodeEncodeError."""
    return encode_basestring(name).encode()


def render_tree(tree: Tree, body_key: str | None, names: tuple[str, ...], start: int) -> Any:
    """The JSON of a tree that is sound; and of the body from ``start`` on as the member ``body_key``, if there is one.

    None where the complete way has to decide: also for a key of the root that is ``body_key`` or one of ``names``.
    Raises UnicodeError where the body is not UTF-8, or a name no text.
    """
    table = tree.cells
    if tree.aliases or tree.props or len(table) <= rows.WIDTH:
        return None
    cells = scan.ints(table)
    if cells[rows.WIDTH] & rows.KIND != rows.MAPPING:
        return None
    length = len(tree.source) - start if body_key is not None else 0
    name = spell_name(body_key) if length else b""
    taken = [spell_name(other) for other in names] if names else []
    if length:
        taken.append(name)
    emitter = Emitter()
    emitter.prepare(tree, taken, 2 * length + len(name) + 8)
    at = emitter.run()
    if at >= 0 and length:
        at = emitter.body(name, start, at)
    return scan.decode(emitter.buffer, at) if at >= 0 else None
