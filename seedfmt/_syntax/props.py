# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Node properties: the anchor and the tag before a node (YAML 1.2.2, chapter 6.9), and aliases' names.

In: the position of "&", "!" or "*". Out: the position behind. What is found waits in ``place`` for its node.
"""

from __future__ import annotations

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
import seedfmt._syntax.scanner as scanner
from seedfmt._source import span_between
from seedfmt.errors import Code, LimitError

EXPANSION = 8  # characters that tag handles may stand for, for each byte of the text: "!!a," stands for 18


class Props(scanner.Scanner):
    """Anchors and tags."""

    def prepare(self, source: bytes, start: int, end: int, depth_limit: int) -> None:
        """Get ready to read."""
        scanner.Scanner.prepare(self, source, start, end, depth_limit)
        self.props: list[int] = []
        self.tags: list[str] = []
        self.handles: dict[bytes, str] = {}
        self.expanded = 0  # how many characters tag handles have stood for
        self.place = -1  # in props: the anchor and tag that wait for their node

    def skip_props(self, pos: int, flow: bool) -> int:
        """Behind the anchor and the tag at ``pos`` (rules 96 to 103), which wait in ``place`` for their node."""
        text = self.text
        self.place = len(self.props) // rows.PROPS_WIDTH
        self.props += (-1, -1, -1, -1, -1)
        while True:
            if text[pos] == chars.AMPERSAND:
                end = self.skip_name(pos)
                self.note_prop(rows.ANCHOR_START, pos, end)
            else:
                end = self.skip_tag(pos)
                self.note_prop(rows.TAG_START, pos, end)
                self.props[self.place * rows.PROPS_WIDTH + rows.TAG_NAME] = len(self.tags) - 1
            following = self.classes[text[end]]
            if not following & chars.GAP and not (flow and following & chars.FLOW):
                self.fail(Code.TAG, end, end + 1, "a tag or an anchor needs a space behind it", "put a space here")
            pos = scan.skip_blanks(text, end)
            if pos == end or (text[pos] != chars.AMPERSAND and text[pos] != chars.BANG):
                return end

    def note_prop(self, kind: int, start: int, end: int) -> None:
        """Add an anchor or a tag to those that wait."""
        at = self.place * rows.PROPS_WIDTH + kind
        if self.props[at] >= 0:
            self.fail_second(kind, start, end)
        self.props[at] = start
        self.props[at + 1] = end

    def fail_second(self, kind: int, start: int, end: int) -> None:
        """Refuse a second anchor or tag."""
        code, what = (Code.ANCHOR, "anchor") if kind == rows.ANCHOR_START else (Code.TAG, "tag")
        self.fail(code, start, end, f"a second {what} for one value", "remove one")

    def skip_name(self, pos: int) -> int:
        """Behind the anchor or alias at ``pos`` (rules 101 to 104)."""
        text = self.text
        end = pos + 1
        while not self.classes[text[end]] & (chars.GAP | chars.FLOW):
            end += 1
        if end == pos + 1:
            what = "an anchor" if text[pos] == chars.AMPERSAND else "an alias"
            self.fail(
                Code.ANCHOR if text[pos] == chars.AMPERSAND else Code.NEEDS_QUOTES,
                pos,
                end,
                f'"{chr(text[pos])}" begins {what}, but no name follows',
                "put quotes around the value",
            )
        if self.special:
            self.require_printable(pos, end)
        return end

    def skip_tag(self, pos: int) -> int:
        """Behind the tag at ``pos``; its full name becomes the last of ``tags``."""
        text = self.text
        if text[pos + 1] == chars.LESS:
            end = self.skip_uri(pos + 2, True)
            if text[end] != chars.GREATER or end == pos + 2:
                self.fail(Code.TAG, pos, end, 'a tag that begins with "!<" must end with ">"', "close it")
            name = decode_uri(self.source[pos + 2 : end])
            end += 1
            if name == "!":
                self.fail(Code.TAG, pos, end, '"!<!>" is not a tag', "")
        else:
            handle = pos + 1
            while self.classes[text[handle]] & chars.WORD:
                handle += 1
            if text[handle] == chars.BANG:
                handle += 1
            else:
                handle = pos + 1
            end = self.skip_uri(handle, False)
            prefix = self.handles.get(self.source[pos:handle])
            if prefix is None:
                shown = self.source[pos:handle].decode()[:60]
                self.fail(
                    Code.TAG,
                    pos,
                    end,
                    f'the tag handle "{shown}" is not declared',
                    "declare it with %TAG before the document, or quote the value",
                )
            if end == handle and handle > pos + 1:
                self.fail(Code.TAG, pos, end, "nothing follows the handle of this tag", "name the tag")
            self.expanded += len(prefix)
            if self.expanded > EXPANSION * (self.end - self.start) + 1_000_000:
                self.fail_expanded(pos, end)
            name = "!" if end == pos + 1 else prefix + decode_uri(self.source[handle:end])
        self.tags.append(name)
        return end

    def fail_expanded(self, pos: int, end: int) -> None:
        """Refuse tags that would take much more memory than the text."""
        raise LimitError(
            Code.EXPANSION,
            "the tag handles up to here stand for much more than the text holds",
            hint="shorten the prefix of the %TAG directive",
            span=span_between(self.file, pos, end),
        )

    def skip_uri(self, pos: int, verbatim: bool) -> int:
        """Behind the characters of a tag at ``pos`` (rules 39 and 40)."""
        text = self.text
        while True:
            byte = text[pos]
            if byte == chars.PERCENT:
                if not self.classes[text[pos + 1]] & chars.HEX or not self.classes[text[pos + 2]] & chars.HEX:
                    self.fail(Code.TAG, pos, pos + 1, '"%" in a tag needs two hexadecimal digits behind it', "")
                pos += 3
            elif self.classes[byte] & chars.URI and (
                verbatim or not (byte == chars.BANG or self.classes[byte] & chars.FLOW)
            ):
                pos += 1
            else:
                return pos

    def take_props(self) -> int:
        """The place in ``props`` of the properties that wait, or -1; from now on none wait."""
        place = self.place
        self.place = -1
        return place

    def join_props(self, place: int, target: int) -> None:
        """Add the properties at ``place`` to those at ``target``: both belong to one node (rule 96)."""
        for kind in (rows.ANCHOR_START, rows.TAG_START):
            source = place * rows.PROPS_WIDTH + kind
            if self.props[source] < 0:
                continue
            at = target * rows.PROPS_WIDTH + kind
            if self.props[at] >= 0:
                self.fail_second(kind, self.props[at], self.props[at + 1])
            self.props[at] = self.props[source]
            self.props[at + 1] = self.props[source + 1]
            if kind == rows.TAG_START:
                self.props[target * rows.PROPS_WIDTH + rows.TAG_NAME] = self.props[
                    place * rows.PROPS_WIDTH + rows.TAG_NAME
                ]

    def props_start(self, place: int, pos: int) -> int:
        """Where the properties at ``place`` begin, or ``pos``, whichever is first."""
        if place >= 0:
            at = place * rows.PROPS_WIDTH
            for kind in (rows.ANCHOR_START, rows.TAG_START):
                start = self.props[at + kind]
                if 0 <= start < pos:
                    pos = start
        return pos

    def props_end(self, place: int, pos: int) -> int:
        """Where the properties at ``place`` end, or ``pos``, whichever is last."""
        if place >= 0:
            at = place * rows.PROPS_WIDTH
            pos = max(pos, self.props[at + rows.ANCHOR_END], self.props[at + rows.TAG_END])
        return pos


def decode_uri(text: bytes) -> str:
    """The characters of a tag, with ``%`` escapes resolved where they are UTF-8."""
    if b"%" not in text:
        return text.decode()
    pieces = text.split(b"%")
    decoded = pieces[0] + b"".join(bytes.fromhex(piece[:2].decode()) + piece[2:] for piece in pieces[1:])
    try:
        return decoded.decode()
    except UnicodeDecodeError:
        return text.decode()
