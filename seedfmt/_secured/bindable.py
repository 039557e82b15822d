"""Which front matter can be bound: one that every reader of YAML 1.1 and of 1.2 reads alike (SPEC R120 to R127).

In: a page, and the values that are left out. Out: whether the quick spelling of JSON will do. Raises NotBindable with
the place. Never: computes the view.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from seedfmt._secured.jcs import spell_number
from seedfmt._source import span_between
from seedfmt._syntax import rows
from seedfmt._syntax.scalar import scalar_text
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import Code, NotBindable

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedfmt._edit.page import Page

_PLAIN = rows.SCALAR | rows.PLAIN | rows.VERBATIM
_DOUBLE = rows.SCALAR | rows.DOUBLE | rows.VERBATIM
_ESCAPED = rows.SCALAR | rows.DOUBLE

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
    | [-+]? (?: 0x[0-9a-f_]* | 0o[0-7_]* | 0b[01_]* )
    | [-+]? [0-9][0-9_,]* (?: :[0-9_]* )* (?: \.[0-9_:,.]* )? (?: e[-+]?[0-9_]* )?
    | [-+]? \. (?: [0-9_]* (?: e[-+]?[0-9_]* )? | inf | nan )
    | -? [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [t\ \t] .* )?
    | [:?!&*@`%|>] .*
    | [-?:]
    """
).fullmatch
_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_MARKS = "\r\x85\u2028\u2029\ufeff"
_FOREIGN = re.compile(b"\xc2\x85|\xe2\x80\xa8|\xe2\x80\xa9|\xef\xbb\xbf|\r(?!\n)")
_FLOW = re.compile(rb"[,\[\]{}?:#]")

TEXT, SLOW, ATOM = 1, 2, 3  # what plain text can be: text, text or a number for the slow spelling, anything else
# text in quotes, on one line, with such escapes as no timestamp can hold, and no others
_LINE = re.compile(rb'"[^\\\r\n]*(?:\\["\\nr][^\\\r\n]*)+"').fullmatch
_QUESTION = 0x3F
_COMMON = frozenset((rows.DOCUMENT, rows.MAPPING | rows.BLOCK, rows.SEQUENCE | rows.BLOCK, _PLAIN, _DOUBLE, _ESCAPED))
_LONGEST_TIMESTAMP = 64
_KNOWN = 4_096
_keys: set[bytes] = set()
_values: set[bytes] = set()


def require_bindable(page: Page, find_exempt: Callable[[], list[range]]) -> bool:
    """Raise NotBindable where readers would differ. True where ``canonical_simple`` spells the data right.

    ``find_exempt`` gives the rows of the values that are left out of the view. They may hold any scalar; their
    structure must be plain to all readers, too.
    """
    require_common_lines(page)
    require_no_properties(page)
    return len(page.tree) <= ROOT + 1 or is_common(page) or _require_each(page, find_exempt)


def is_common(page: Page) -> bool:
    """Are there only block collections, plain scalars that are known, and double-quoted text? Yes, or nothing."""
    source, cells = page.tree.source, page.tree.cells
    heads = cells[0 :: rows.WIDTH]
    if not _COMMON.issuperset(heads):
        return False
    keys: set[bytes] = set()
    values: set[bytes] = set()
    places = zip(
        heads,
        cells[rows.START :: rows.WIDTH],
        cells[rows.END :: rows.WIDTH],
        cells[rows.MARK :: rows.WIDTH],
        strict=True,
    )
    for head, start, end, mark in places:
        if mark >= 0 and source[mark] == _QUESTION:
            return False
        if head == _PLAIN:
            (values if mark >= 0 else keys).add(source[start:end])
        elif head in (_DOUBLE, _ESCAPED):
            if mark < 0:
                return False
            may_be_time = end - start <= _LONGEST_TIMESTAMP and 48 <= source[start + 1] <= 57
            if may_be_time if head == _DOUBLE else not _LINE(source, start, end):
                return False
    return _is_known(keys, _keys, (TEXT,)) and _is_known(values, _values, (TEXT, ATOM))


def _is_known(texts: set[bytes], known: set[bytes], kinds: tuple[int, ...]) -> bool:
    """Are these texts of such a kind? The same keys and words stand in every file: they are looked at once."""
    for text in texts - known:
        if classify(text) not in kinds or (not text.isascii() and kinds == (TEXT,)):
            return False
        if len(known) < _KNOWN and len(text) <= 64:
            known.add(text)
    return True


def _require_each(page: Page, find_exempt: Callable[[], list[range]]) -> bool:
    tree = page.tree
    cells = tree.cells
    exempt = find_exempt()
    simple = True
    flow = 0  # the row behind the flow collection around this one
    for row, head in enumerate(cells[0 :: rows.WIDTH]):
        is_key = row >= flow and row > ROOT and _is_key(page, row)
        if head & rows.KIND != rows.SCALAR:
            if is_key:
                fail(page, row, "a collection stands here as a key; use text")
            if head & rows.STYLE >= rows.FLOW:
                simple = False
                flow = max(flow, cells[row * rows.WIDTH + rows.NEXT])
                _require_flow_keys(page, row)
        elif is_key or row < flow or not any(row in left_out for left_out in exempt):
            kind = _require_scalar(page, row, head, is_flow=row < flow)
            if is_key:
                require_key(page, row, kind, tree.text(row))
            simple = simple and kind != SLOW and not (is_key and not tree.text(row).isascii())
    return simple


def _require_scalar(page: Page, row: int, head: int, *, is_flow: bool) -> int:
    """What a scalar is to every reader."""
    text = page.tree.text(row)
    if head != _PLAIN:
        return _require_styled(page, row, head, text)
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
    start = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    front = source[start : parts.body].decode()
    found = _FOREIGN.search(source, start, parts.body) if any(mark in front for mark in _MARKS) else None
    if found:
        message = "a lone CR, U+0085, U+2028, U+2029 or U+FEFF stands here, which some readers take for a line end"
        _fail_at(page, *found.span(), message, "remove it, or write it as an escape in double quotes")
    if source[parts.closing : parts.closing + 3] == b"...":
        _fail_at(page, parts.closing, parts.closing + 3, 'the closing fence is "...", not "---"', 'write "---"')
    head = page.tree.start(ROOT) if len(page.tree) > ROOT else parts.closing
    if not parts.is_open and b"%" in source[parts.front : head]:
        _fail_at(page, parts.front, parts.front, "a directive may stand before the front matter", "remove it")


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
    """R123: keys are text, and none is a merge key to anybody."""
    if kind == ATOM or text.strip(b"\"'") == b"<<":
        fail(page, row, "this key is not text to all readers; write it in double quotes, or rename it")


def classify(text: bytes) -> int:
    """What plain text is to every reader: TEXT, ATOM (null, boolean, number, timestamp), SLOW; 0 where they differ."""
    if text in WORDS:
        return ATOM
    if INTEGER(text):
        return ATOM if abs(int(text)) < 2**53 else 0
    if DECIMAL(text):
        if spell_number(float(text)).encode() != text:
            return 0
        return SLOW if float(text) < 1e-3 or b"e" in text else ATOM
    if TIMESTAMP(text):
        return ATOM
    return 0 if not text or AMBIGUOUS(text) else TEXT


def _require_styled(page: Page, row: int, head: int, text: bytes) -> int:
    """R126: quoted text, blocks of text, and plain text over several lines."""
    if head & rows.EMPTY:
        fail(page, row, "nothing stands here, which is null to some readers; write null")
    if head & rows.STYLE == rows.PLAIN:
        whole = scalar_text(page.source, head, page.tree.start(row), page.tree.end(row), page.tree.indent(row)).encode()
        if classify(whole) != TEXT or _FLOW.search(text):
            fail(page, row, "this plain scalar of several lines may be read in several ways; quote it")
        return SLOW
    if head == _DOUBLE and len(text) > _LONGEST_TIMESTAMP:
        return TEXT
    for escape in _ESCAPE.findall(text) if head & rows.STYLE == rows.DOUBLE else ():
        if escape == b"\\/" or (len(escape) == 6 and 0xD800 <= int(escape[2:], 16) < 0xE000):
            fail(
                page,
                row,
                r"the escape \/ or one of half a character stands here, which readers of YAML 1.1 do not know",
            )
    whole = scalar_text(page.source, head, page.tree.start(row), page.tree.end(row), page.tree.indent(row)).encode()
    if TIMESTAMP(whole):
        fail(page, row, "this text looks like a timestamp, which is written without quotes")
    return TEXT


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
