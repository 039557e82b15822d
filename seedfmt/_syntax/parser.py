# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The parser: complete YAML 1.2.2, strict, in one pass, without recursion (the stream, chapter 9, and the entry).

In: the bytes of a file and the part of them that is YAML. Out: a Tree, or a SeedError with a span in the file.
Never: computes a value, judges a key. Time and memory grow linearly with the text; the depth is bounded.

The rooms, from the ground: ``scanner`` (white space, rows), ``scalars``, ``nodes`` (open collections), ``flow``,
``block``, and here the documents.
"""

from __future__ import annotations

import seedfmt._syntax.block as block
import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.states as states
import seedfmt._syntax.tree as tree
from seedfmt.errors import Code

DEPTH = 200  # the limit on nesting
HANDLES = {b"!": "!", b"!!": "tag:yaml.org,2002:"}  # of tags, where no directive says otherwise
NONE: frozenset[bytes] = frozenset()
COPIED = 4_000_000  # numbers of a table that is copied, not cut, to its size


class Parser(block.Block):
    """One parse of one text."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        block.Block.prepare(self, source, start, end, depth_limit)
        self.version = False  # a %YAML directive was seen for the next document
        self.directives = -1  # where the first directive stands
        self.copied = COPIED

    def __init__(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        self.prepare(source, start, end, depth_limit)

    def run(self, inside: bool) -> tree.Tree:
        """Read the stream; ``inside`` says that its first document is already open."""
        pos = self.start
        if inside:
            self.tail = pos
            self.reset_directives()
            pos = self.skip_lines(pos)
            if self.text[pos] != 0:
                pos = self.skip_document(pos, pos, 0)
        while self.text[pos] != 0:
            pos = self.skip_prefix(pos)
        if self.directives >= 0:
            self.fail_directives()
        return self.finish()

    def finish(self) -> tree.Tree:
        """The Tree of the rows written."""
        size = rows.WIDTH * self.used
        if self.grown and size < self.copied:
            # the allocator keeps what it gets back whole, and gives what is cut off to the system, page by page
            self.table = self.table[:size]
        else:
            scan.resize_ints(self.table, size)
        scan.resize_ints(self.comments, self.noted)
        props = scan.copy_ints(self.props)
        found = tree.Tree.__new__(tree.Tree)  # Tree(...) takes longer
        found.fill(self.file, self.table, self.comments, props, tuple(self.tags), self.aliases)
        return found

    # -- documents -------------------------------------------------------------------------------------------------

    def skip_prefix(self, pos: int) -> int:
        """Over comments and directives to a document, and over it (rules 202 to 211)."""
        text = self.text
        self.reset_directives()
        while True:
            pos = self.skip_lines(pos)
            if self.directives < 0 and pos == self.line and self.source[pos : pos + 3] == b"\xef\xbb\xbf":
                pos = self.skip_bom(pos)
                continue
            if text[pos] != chars.PERCENT or pos != self.line:
                break
            pos = self.skip_directive(pos)
        if text[pos] == 0:
            return pos
        if pos == self.line and self.at_marker(pos):
            if text[pos] == chars.DASH:
                return self.skip_document(pos, pos + 3, rows.EXPLICIT)
            return self.skip_end(pos)
        return self.skip_document(pos, pos, 0)

    def skip_document(self, start: int, pos: int, flags: int) -> int:
        """Behind the document whose content begins at ``pos``, and behind its end marker."""
        if self.directives >= 0 and not flags:
            self.fail_directives()
        self.directives = -1
        row = self.emit_node(rows.DOCUMENT | flags, start, start)
        self.anchors = {}
        self.push(row, states.NODE, -1)
        self.fresh = flags == 0
        self.tail = pos
        while True:
            pos = self.skip_block(pos)
            self.pop()
            self.state = states.DONE
            if self.text[pos] == 0:
                return pos
            if self.text[pos] == chars.DOT:
                self.cells[row * rows.WIDTH] |= rows.CLOSED
                return self.skip_end(pos)
            # another document follows directly; it can have no directives
            self.reset_directives()
            row = self.emit_node(rows.DOCUMENT | rows.EXPLICIT, pos, pos)
            self.anchors = {}
            self.push(row, states.NODE, -1)
            pos += 3
            self.fresh = False
            self.tail = pos

    def skip_end(self, pos: int) -> int:
        """Behind the line of the "..." at ``pos``."""
        if self.directives >= 0:
            self.fail_directives()
        self.tail = pos + 3
        self.require_line_end(pos + 3, 'the "..." that ends a document')
        pos = scan.skip_blanks(self.text, pos + 3)
        if self.text[pos] == chars.HASH:
            pos = self.skip_comment(pos)
        if self.text[pos] != 0:
            pos = self.skip_break(pos)
        self.fresh = True
        return pos

    def skip_bom(self, pos: int) -> int:
        """Behind a byte order mark before a document (rule 202)."""
        if self.special == [pos]:
            self.special = []
        self.line = pos + 3
        return pos + 3

    # -- directives ------------------------------------------------------------------------------------------------

    def reset_directives(self) -> None:
        """Forget the directives of the document before."""
        self.version = False
        self.directives = -1
        self.handles = HANDLES
        self.declared: frozenset[bytes] = NONE

    def skip_directive(self, pos: int) -> int:
        """To the line behind the directive at ``pos`` (rules 82 to 95)."""
        end = scan.skip_line(self.text, pos)
        if self.special:
            self.require_printable(pos, end)
        if self.directives < 0:
            self.directives = pos
        words, comment = split_directive(self.source[pos:end])
        if comment >= 0:
            self.note_comment(pos + comment, end)
        if words[0] == b"%YAML":
            self.read_version(pos, end, words)
        elif words[0] == b"%TAG":
            self.read_handle(pos, end, words)
        elif words[0] == b"%":
            self.fail(
                Code.DIRECTIVE,
                pos,
                end,
                'a line that begins with "%" is a directive, and this one has no name',
                "remove the line, or quote the text",
            )
        return end

    def read_version(self, pos: int, end: int, words: list[bytes]) -> None:
        """``%YAML 1.2``"""
        if self.version:
            self.fail(Code.DIRECTIVE, pos, end, "a second %YAML directive for one document", "remove one")
        numbers = words[1].split(b".") if len(words) == 2 else []
        if len(numbers) != 2 or not numbers[0].isdigit() or not numbers[1].isdigit():
            self.fail(Code.DIRECTIVE, pos, end, "this %YAML directive is not understood", 'write "%YAML 1.2"')
        if int(numbers[0][:9]) != 1:
            self.fail(
                Code.DIRECTIVE,
                pos,
                end,
                f"YAML {words[1].decode()[:60]} is not a version known here",
                'write "%YAML 1.2"',
            )
        self.version = True

    def read_handle(self, pos: int, end: int, words: list[bytes]) -> None:
        """``%TAG !e! tag:example.com,2000:``"""
        if len(words) != 3 or not is_handle(words[1]):
            self.fail(
                Code.DIRECTIVE, pos, end, "this %TAG directive is not understood", 'write it as "%TAG !name! prefix"'
            )
        if words[1] in self.declared:
            self.fail(
                Code.DIRECTIVE, pos, end, f"the tag handle {words[1].decode()[:60]} is declared twice", "remove one"
            )
        prefix = words[2]
        first = prefix[:1]
        if first != b"!" and (not self.classes[prefix[0]] & chars.URI or first in b",[]"):
            self.fail(Code.DIRECTIVE, pos, end, "the prefix of this %TAG directive is not the beginning of a tag", "")
        if not all(self.classes[byte] & chars.URI or byte == chars.PERCENT for byte in prefix):
            self.fail(Code.DIRECTIVE, pos, end, "the prefix of this %TAG directive is not the beginning of a tag", "")
        self.declared = self.declared.union((words[1],))
        self.handles = {**self.handles, words[1]: prefix.decode()}

    def fail_directives(self) -> None:
        """Refuse directives without a document."""
        end = scan.skip_line(self.text, self.directives)
        self.fail(
            Code.DIRECTIVE,
            self.directives,
            end,
            'a directive must be followed by "---" and a document',
            "add the line ---, or remove the directive",
        )


def split_directive(line: bytes) -> tuple[list[bytes], int]:
    """The words of a directive, and where its comment begins, or -1."""
    for mark in (b" #", b"\t#"):
        at = line.find(mark)
        if at >= 0:
            shorter, comment = split_directive(line[:at])
            return shorter, at + 1 if comment < 0 else comment
    return line.split(), -1


def is_handle(word: bytes) -> bool:
    """Is this a tag handle? (rules 90 to 92)"""
    inner = word.removeprefix(b"!").removesuffix(b"!")
    return word in (b"!" + inner + b"!", b"!") and all(chars.CLASSES[byte] & chars.WORD for byte in inner)


def parse(source: bytes, start: int = 0, end: int = -1, *, inside: bool = False, depth: int = DEPTH) -> tree.Tree:
    """Read the YAML in ``source[start:end]``.

    ``inside`` says that the text is the content of a document already open, as front matter is behind its fence.
    Raises SeedSyntaxError where the text is not YAML 1.2.2, LimitError where it nests deeper than ``depth``.
    """
    return read(source, start, len(source) if end < 0 else end, inside, depth)


def read(source: bytes, start: int, end: int, inside: bool, depth: int) -> tree.Tree:
    """What ``parse`` does, for who is compiled."""
    parser = Parser.__new__(Parser)  # Parser(...) takes longer
    parser.prepare(source, start, end, depth)
    return parser.run(inside)
