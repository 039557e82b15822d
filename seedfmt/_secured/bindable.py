"""Which front matter can be bound: one that every reader of YAML 1.1 and of 1.2 reads alike (SPEC R120 to R128).

In: a page, and the values that are left out. Out: nothing; NotBindable with the place otherwise. Never: computes the
view.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from seedfmt._secured.jcs import spell_number
from seedfmt._source import BOM, span_between
from seedfmt._syntax import rows
from seedfmt._syntax.scalar import scalar_text
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import Code, NotBindable

if TYPE_CHECKING:
    from seedfmt._edit.page import Page

_PLAIN = rows.SCALAR | rows.PLAIN | rows.VERBATIM

# what a plain scalar is; each in its one spelling
WORDS = (b"true", b"false", b"null")
INTEGER = re.compile(rb"0|-?[1-9][0-9]{0,15}").fullmatch
DECIMAL = re.compile(rb"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:e[-+][1-9][0-9]*)?").fullmatch
TIMESTAMP = re.compile(
    rb"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rb"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    rb"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
).fullmatch
# what some reader takes for something else than text: a number, a boolean, null, a merge, a date, a symbol
AMBIGUOUS = re.compile(
    rb"""(?xis)
      y|n|yes|no|on|off|true|false|null|~|=|<<
    | [-+]? 0 (?: x[-+]?[0-9a-f_,]* | [ob][-+]?[0-9_,]* )
    | [-+]? [0-9_,.:]* (?: [0-9] (?: e[-+]?[0-9_,.:]* )? | e[-+]?[0-9_,.:]*[0-9] ) [_,.:]*
    | [-+]? (?: \.[_,.:]* | \.(?:inf|nan) )
    | -? [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [t\ \t] .* )?
    | [:?!&*@`%|>] .*
    | [-?:]
    """
).fullmatch
_AFTER_EXPONENT = b"0123456789_,.:+-"  # "e1234567" is a number to npm's yaml in YAML 1.1
_LONGEST_WORD = 5  # bytes of the longest that begins with a letter: false
_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_MARKS = "\r\x85\u2028\u2029\ufeff"
_FOREIGN = re.compile(b"\xc2\x85|\xe2\x80\xa8|\xe2\x80\xa9|\xef\xbb\xbf|\r(?!\n)")
_LOOSE = re.compile(rb"[ \t]\r?\n|\\\r?\n[ \t]*\r?\n").search
_BLANK_END = re.compile(rb"(?:\A|\n)[ \t]+\n*\Z").search
_KEEPS = re.compile(rb"[|>][1-9]?\+").match
_FLOW = re.compile(rb"[,\[\]{}?:#]")

TEXT, ATOM = 1, 2  # what a scalar can be: text, or null, a boolean, a number, a timestamp
_QUESTION = 0x3F


def require_one_reading(page: Page, exempt: list[range]) -> None:
    """Raise NotBindable for a node that readers differ on (R123 to R128).

    ``exempt`` are the rows of the values that are left out of the view. They may hold any scalar; their structure must
    be plain to all readers, too.
    """
    cells = page.tree.cells
    if len(page.tree) == ROOT + 1 and cells[ROOT * rows.WIDTH] & rows.STYLE >= rows.FLOW:
        fail(
            page, ROOT, 'the front matter is "{}", which is nothing to some readers and a mapping to others; remove it'
        )
    flow = 0  # the row behind the flow collection around this one
    for row, head in enumerate(cells[0 :: rows.WIDTH]):
        is_key = row >= flow and row > ROOT and _is_key(page, row)
        if head & rows.KIND != rows.SCALAR:
            if is_key:
                fail(page, row, "a collection stands here as a key; use text")
            if head & rows.STYLE >= rows.FLOW:
                flow = max(flow, cells[row * rows.WIDTH + rows.NEXT])
                _require_flow_keys(page, row)
        elif is_key or row < flow or not any(row in left_out for left_out in exempt):
            kind = _require_scalar(page, row, head, is_flow=row < flow)
            if is_key:
                require_key(page, row, kind, page.tree.text(row))


def _require_scalar(page: Page, row: int, head: int, *, is_flow: bool) -> int:
    """What a scalar is to every reader."""
    text = page.tree.text(row)
    if head != _PLAIN:
        _require_styled(page, row, head, text)
        return TEXT
    if is_flow and _FLOW.search(text):
        fail(page, row, "a plain scalar in a flow collection holds one of , [ ] { } ? : #; quote it")
    kind = classify(text)
    if not kind:
        fail(page, row, "readers of YAML 1.1 and of 1.2 differ on this value, or it has a shorter spelling")
    return kind


def _is_key(page: Page, row: int) -> bool:
    """Is the node, outside of flow collections, a key?"""
    mark = page.tree.cells[row * rows.WIDTH + rows.MARK]
    return mark < 0 or page.source[mark] == _QUESTION


def require_common_lines(page: Page) -> None:
    """R121: the lines end alike to all readers, and the fences are those of all readers."""
    source, parts = page.source, page.parts
    start = len(BOM) if source.startswith(BOM) else 0
    front = source[start : parts.body].decode()
    found = _FOREIGN.search(source, start, parts.body) if any(mark in front for mark in _MARKS) else None
    if found:
        message = "a lone CR, U+0085, U+2028, U+2029 or U+FEFF stands here, which some readers take for a line end"
        _fail_at(page, *found.span(), message, "remove it, or write it as an escape in double quotes")
    if source[parts.closing : parts.closing + 3] == b"...":
        _fail_at(page, parts.closing, parts.closing + 3, 'the closing fence is "...", not "---"', 'write "---"')
    head = _first_node(page)
    found_mark = source.find(b"\n---", max(0, (parts.front if parts.is_open else head) - 1), parts.closing)
    if found_mark >= 0:
        message = 'a line begins with "---", where some readers end the front matter'
        _fail_at(page, found_mark + 1, found_mark + 4, message, "put the key or the value in quotes, or indent it")
    if not parts.is_open and b"%" in source[parts.front : head]:
        _fail_at(page, parts.front, parts.front, "a directive may stand before the front matter", "remove it")


def find_fences(page: Page) -> list[str]:
    """What readers of front matter look for, of what the file has (R113).

    They find none behind a byte order mark (Jekyll), or where a fence is missing.
    """
    source, parts = page.source, page.parts
    found = ["bom"] if source.startswith(BOM) else []
    if parts.is_open:
        found.append("open")
    elif _has_marker(page):
        found.append("marker")
    return [*found, "close"] if parts.closing < parts.body else found


def _has_marker(page: Page) -> bool:
    """Is there a line "---", not the first of the file, before the first node?"""
    head = _first_node(page)
    return any(line.startswith(b"---") for line in page.source[page.parts.front : head].splitlines())


def _first_node(page: Page) -> int:
    return page.tree.start(ROOT) if len(page.tree) > ROOT else page.parts.closing


def require_no_properties(page: Page) -> None:
    """R122: no anchor, alias or tag, anywhere."""
    tree = page.tree
    if not tree.aliases and not len(tree.props):
        return
    for row in range(len(tree)):
        if tree.begin(row) != tree.start(row) or tree.kind(row) == rows.ALIAS:
            _fail_at(
                page, tree.begin(row), tree.end(row), "an anchor, an alias or a tag stands here", "write the value out"
            )


def require_key(page: Page, row: int, kind: int, text: bytes) -> None:
    """R123: keys are text, and none is a merge key to anybody, however it is written."""
    if kind == ATOM or _content(page, row, text) == b"<<":
        fail(page, row, "this key is not text to all readers; write it in double quotes, or rename it")


def _content(page: Page, row: int, text: bytes) -> bytes:
    """What a scalar says, without quotes and escapes."""
    head = page.tree.head(row)
    if head == _PLAIN:
        return text
    tree = page.tree
    return scalar_text(page.source, head, tree.start(row), tree.end(row), tree.indent(row)).encode()


def classify(text: bytes) -> int:
    """What plain text is to every reader: TEXT or ATOM; 0 where they differ."""
    if len(text) > _LONGEST_WORD and text[:1].isalpha() and text[1:2] not in _AFTER_EXPONENT:
        return TEXT
    if text in WORDS or TIMESTAMP(text):
        return ATOM
    if INTEGER(text):
        return ATOM if abs(int(text)) < 2**53 else 0
    if DECIMAL(text):
        return ATOM if spell_number(float(text)).encode() == text else 0
    return 0 if not text or is_ambiguous(text) else TEXT


def is_ambiguous(text: bytes) -> bool:
    """Does some reader take the text for something else? go-yaml takes each "_" out before it looks for a number."""
    return bool(AMBIGUOUS(text) or (b"_" in text and AMBIGUOUS(text.replace(b"_", b""))))


def _require_styled(page: Page, row: int, head: int, text: bytes) -> None:
    """R126: quoted text, blocks of text, and plain text over several lines."""
    if head & rows.EMPTY:
        fail(page, row, "nothing stands here, which is null to some readers; write null")
    if head & rows.STYLE == rows.PLAIN:
        if classify(_content(page, row, text)) != TEXT or _FLOW.search(text):
            fail(page, row, "this plain scalar of several lines may be read in several ways; quote it")
        return
    for escape in _ESCAPE.findall(text) if head & rows.STYLE == rows.DOUBLE else ():
        if escape == b"\\/" or (len(escape) == 6 and 0xD800 <= int(escape[2:], 16) < 0xE000):
            fail(
                page,
                row,
                r"the escape \/ or one of half a character stands here, which readers of YAML 1.1 do not know",
            )
    _require_lines(page, row, head, text)
    if TIMESTAMP(_content(page, row, text)):
        fail(page, row, "this text looks like a timestamp, which is written without quotes")


def _require_lines(page: Page, row: int, head: int, text: bytes) -> None:
    """R128: the lines of quoted text and of blocks that all readers join alike."""
    if head & rows.STYLE in (rows.DOUBLE, rows.SINGLE):
        if _LOOSE(text):
            fail(
                page, row, "blanks before a line end, or a blank line after an escaped one, are not text to all readers"
            )
        return
    if row == len(page.tree) - 1 and _KEEPS(text):
        fail(page, row, 'a block with "+" ends the front matter, of which some readers leave out a line end; write "|"')
    if _BLANK_END(_content(page, row, text)):
        fail(page, row, "the last line of this block holds nothing but blanks, which some readers leave out; quote it")


def _require_flow_keys(page: Page, row: int) -> None:
    """R123 in flow collections, where a key cannot be told by its indicator."""
    tree = page.tree
    if tree.kind(row) != rows.MAPPING:
        return
    for key, _ in tree.pairs(row):
        if tree.kind(key) != rows.SCALAR or tree.head(key) & rows.EMPTY:
            fail(page, key, "this key is not text to all readers; write it in double quotes")
        if tree.style(key) == rows.PLAIN:
            require_key(page, key, classify(tree.text(key)) or ATOM, tree.text(key))
        else:
            require_key(page, key, TEXT, tree.text(key))


def fail(page: Page, row: int, message: str) -> NoReturn:
    """Raise NotBindable for a node."""
    found, _, hint = message.partition("; ")
    _fail_at(page, page.tree.start(row), page.tree.end(row), found, hint or "write it in the one spelling (SPEC R124)")


def _fail_at(page: Page, start: int, end: int, message: str, hint: str) -> NoReturn:
    raise NotBindable(Code.NOT_BINDABLE, message, hint=hint, span=span_between(page.source, start, end))
