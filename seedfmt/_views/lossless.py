"""Lossless JSON: data that any tool can edit, and a layout that brings the file back byte for byte (SPEC R90 to R98).

In: a Document; or the JSON values of one. Out: JSON values; or a Document. Never: a layout that holds a value which the
data say; a file that does not read as the data.

The layout is the text between the values, in order, and a mark for each value: how it is written and 19 bits of a sum.
To read it, the text is parsed with stand-ins, which tells where each value is; a value whose sum is right takes its
place; where it was edited, a stand-in stays, and the whole is reconciled with the data.
"""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_left
from typing import Any, NamedTuple, NoReturn

from seedfmt._change import equal
from seedfmt._document import Document
from seedfmt._edit.values import same
from seedfmt._limits import Limits
from seedfmt._syntax.scalar import resolve_plain
from seedfmt._views import layout as layouts
from seedfmt._views.layout import BLOCK, DOUBLE, FLOAT, INTEGER, PLAIN, SINGLE, TIMESTAMP, WORDS, Mark
from seedfmt._views.values import is_numeric, replaced, require_shallow, restored, scalars
from seedfmt.errors import Code, JsonError, LimitError, SeedError

VERSION = 1
MEMBERS = frozenset(["seedfmt", "data", "body", "layout"])
LAYOUT = frozenset(["fenced", "newline", "text", "marks", "odd", "breaks", "body", "sum"])
NEWLINES = ("\n", "\r\n", "\r")
HALF = 6  # characters of the sum over the bytes; as many are one over the layout
_TEXTS = (DOUBLE, SINGLE, PLAIN, TIMESTAMP, BLOCK)
_Pool = dict[tuple[str | None, int], list[tuple[int, Any]]]
DIGITS = 400  # of a number that is sought as a name
# values that tell the kind of a record, and so the style of new text: known, should they go (R61)
TELLING = {("category",): ("news", "stats"), ("taxonomy",): ("topic", "organization", "tag")}
LARGEST = 2**1023  # integers up to this are floats, too
_UNKNOWN: Any = object()


# -- writing -----------------------------------------------------------------------------------------------------------


def lossless_object(document: Document) -> dict[str, Any]:
    """The whole file as JSON values: ``seedfmt`` (the version), ``data``, ``body`` and ``layout``."""
    page = document._page
    require_shallow(document.data)
    head, body = page.source[: page.parts.body], page.source[page.parts.body :]
    layout = _describe(document, head)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = base64.b64encode(body).decode()
        layout["body"] = "base64"
    layout["sum"] += _check(layout)
    return {"seedfmt": VERSION, "data": replaced(document.data, hide=True), "body": text, "layout": layout}


def _describe(document: Document, head: bytes) -> dict[str, Any]:
    """The layout, but for what it says of the body."""
    tree = document._page.tree
    newline = _newline(head)
    gaps: list[str] = []
    marks: list[str] = []
    odd: dict[str, list[Any]] = {}
    breaks: dict[str, list[str]] = {}
    done = 0
    for slot in layouts.collect_slots(tree):
        start, end = tree.start(slot.row), tree.end(slot.row)
        gaps.append(_normal(head[done:start], newline))
        kind = layouts.kind_of(slot.value, tree.style(slot.row))
        spelled = _normal(head[start:end], newline)
        rest = layouts.describe_spelling(slot.value, kind, spelled, tree.indent(slot.row))
        if rest:
            odd[str(len(marks))] = rest
        if b"\r" in head and (found := layouts.find_breaks(spelled, kind, tree.indent(slot.row))):
            breaks[str(len(marks))] = found
        total = 0 if kind in WORDS else layouts.sum_of(slot.value)
        marks.append(layouts.spell_mark(Mark(kind, bool(rest), total)))
        done = end
    gaps.append(_normal(head[done:], newline))
    layout: dict[str, Any] = {} if document._fenced else {"fenced": False}
    if newline != "\n":
        layout["newline"] = newline
    layout |= {"text": layouts.spell_gaps(gaps), "marks": "".join(marks)}
    if odd:
        layout["odd"] = odd
    if breaks and (newline == "\n" or not any("\n" in gap for gap in gaps)):
        layout["breaks"] = breaks
    return layout | {"sum": layouts.checksum(head)}


def _newline(head: bytes) -> str:
    """The line end of all lines, or LF where they differ and each is text of the layout."""
    feeds, returns, both = head.count(b"\n"), head.count(b"\r"), head.count(b"\r\n")
    if returns and returns == both == feeds:
        return "\r\n"
    return "\r" if returns and not feeds else "\n"


def _normal(text: bytes, newline: str) -> str:
    return text.decode().replace(newline, "\n")


def _check(layout: dict[str, Any]) -> str:
    """A sum over the layout with the first half of its own sum, so that one that was changed is known (R96)."""
    form = layout | {"sum": layout["sum"][:HALF]}
    return layouts.checksum(json.dumps(form, sort_keys=True, separators=(",", ":")).encode())


# -- reading -----------------------------------------------------------------------------------------------------------


class _Layout(NamedTuple):
    """A layout that was read and has the right form."""

    fenced: bool
    newline: str
    gaps: list[str]
    marks: list[Mark]
    odd: dict[int, list[Any]]
    breaks: dict[int, list[str]]
    sum: str
    size: int  # the limit on what is built of it


def lossless_document(value: Any, *, limits: Limits | None = None) -> Document:
    """The file that lossless JSON describes; where the data were edited, the file with just that edit.

    Raises JsonError for what is no lossless JSON or does not fit together, EditError for an edit that cannot be made.
    """
    layout, body = _require_form(value, limits or Limits())
    data = value["data"]
    texts, known = _fill(layout, data, limits or Limits())
    head = _join(layout, texts).replace("\n", layout.newline).encode()
    document = _open(head, body, layout.fenced, limits)
    old = document.data
    wanted = restored(data, old, replaced(old, hide=True))
    if not same(old, wanted):
        document.reconcile(wanted)
    elif not known or layouts.checksum(head) != layout.sum:
        _fail("does not give the bytes that it was made from")
    if not equal(replaced(document.data, hide=True), data):
        _fail("does not give a file with these data")
    return document


def _open(head: bytes, body: bytes, fenced: bool, limits: Limits | None) -> Document:
    try:
        if not body or head.endswith((b"\n", b"\r")):
            document = Document(head + body, fenced=fenced, limits=limits)
        else:
            document = Document(head, fenced=fenced, limits=limits)
            document.body = body
    except LimitError:
        raise
    except SeedError as error:
        _fail(f"gives a file that cannot be read ({error})")
    if document.body != body:
        _fail("does not end where the body begins")
    return document


def _fill(layout: _Layout, data: Any, limits: Limits) -> tuple[list[str], bool]:
    """The spelling of each value, and whether all of them are known."""
    strange = _Strange(data)
    texts = [_spell(layout, place, strange.value(place, mark.kind)) for place, mark in enumerate(layout.marks)]
    paths = _paths(layout, texts, limits)
    pool: _Pool = {}
    aliased = any("*" in gap for gap in layout.gaps)
    for place, (name, value) in enumerate(scalars(data)):
        if not _is_word(value):
            pool.setdefault((name, layouts.sum_of(value)), []).append((place, value))
        # a value that went may be there under the name of an alias, or be one
        for shown in (value, name, resolve_plain(name[:DIGITS])) if aliased else ():
            if not _is_word(shown):
                pool.setdefault((None, layouts.sum_of(shown)), []).append((place, shown))
    known = True
    for place, (mark, path) in enumerate(zip(layout.marks, paths, strict=True)):
        if mark.kind in WORDS:
            continue
        value = _known(mark, path, data, _nearest(pool, mark, path, place))
        if value is _UNKNOWN:
            known = False
            continue
        texts[place] = _spell(layout, place, value, whole=True)
    return texts, known


def _paths(layout: _Layout, texts: list[str], limits: Limits) -> list[tuple[Any, ...]]:
    """Where in the data each value is: the text is parsed with stand-ins, and must have values just there."""
    starts = []
    at = 0
    for gap, text in zip(layout.gaps, texts, strict=False):
        at += len(gap.encode())
        starts.append(at)
        at += len(text.encode())
    source = _join(layout, texts).encode()
    try:
        tree = Document(source, fenced=layout.fenced, limits=limits)._page.tree
    except LimitError:
        raise
    except SeedError as error:
        _fail(f"gives a file that cannot be read ({error})")
    slots = layouts.collect_slots(tree)
    if [tree.start(slot.row) for slot in slots] != starts:
        _fail("has marks for other values than its text")
    return [slot.path for slot in slots]


def _nearest(pool: _Pool, mark: Mark, path: tuple[Any, ...], place: int) -> Any:
    """A value of the same name (in a file with aliases, of any) and the same sum; of several, the one nearest."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    found = pool.get((name, mark.sum)) or pool.get((None, mark.sum))
    if found is None:
        return _UNKNOWN
    at = bisect_left(found, place, key=lambda pair: pair[0])
    return min(found[max(at - 1, 0) : at + 1], key=lambda pair: abs(pair[0] - place))[1]


def _known(mark: Mark, path: tuple[Any, ...], data: Any, near: Any) -> Any:
    """The value that had this mark: the one in its place, or the one that is near."""
    for value in (_lookup(data, path), near, "", *TELLING.get(path, ())):
        if value is _UNKNOWN or _is_word(value) or isinstance(value, (dict, list)):
            continue
        if isinstance(value, str) != (mark.kind in _TEXTS) or layouts.sum_of(value) != mark.sum:
            continue
        if mark.kind == FLOAT and (isinstance(value, float) or -LARGEST < int(value) < LARGEST):
            return float(value)
        return int(value) if mark.kind in (INTEGER, FLOAT) else value
    return _UNKNOWN


def _is_word(value: Any) -> bool:
    return value is None or isinstance(value, bool) or (isinstance(value, float) and value - value != 0)


def _lookup(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        if not isinstance(data, (dict, list)):
            return _UNKNOWN
        is_there = part in data if isinstance(data, dict) else isinstance(part, int) and part < len(data)
        if not is_there:
            return _UNKNOWN
        data = data[part]
    return data


class _Strange:
    """Stand-ins for values that are not known: none is a value of the data."""

    def __init__(self, data: Any) -> None:
        values = [value for _, value in scalars(data)]
        self.numbers = {value for value in values if is_numeric(value)}
        self.integer = 0
        self.float = 0.123456789
        texts = [value for value in values if isinstance(value, str)]
        self.prefix, self.stamp = "unknown", "0001-01-01T00:00:00."
        while any(text.startswith(self.prefix) for text in texts):
            self.prefix += "-x"
        while any(text.startswith(self.stamp) for text in texts):
            self.stamp += "9"

    def value(self, place: int, kind: int) -> Any:
        """The stand-in for a value of a kind."""
        if kind in WORDS:
            return WORDS[kind]
        if kind == TIMESTAMP:
            return f"{self.stamp}{place}Z"
        if kind == INTEGER:
            self.integer = self.next_number(self.integer)
            return self.integer
        if kind == FLOAT:
            self.float = self.next_number(self.float)
            return self.float
        return f"{self.prefix}{place}"

    def next_number(self, number: Any) -> Any:
        """A larger number that is none of the data."""
        number += 1
        while number in self.numbers:
            number += 1
        return number


def _spell(layout: _Layout, place: int, value: Any, *, whole: bool = False) -> str:
    """The spelling of a value; a stand-in has none of the differences, unless (``whole``) it is the value itself."""
    kind = layout.marks[place].kind
    rest = layout.odd.get(place, [])
    if kind == BLOCK:
        if (value.count("\n") + 1) * rest[1] > layout.size:
            _fail("puts lines further to the right than the limit on size allows")
        base = layouts.spell_block(value, rest[0], rest[1])
        rest = rest[2:]
    else:
        base = layouts.spell_base(value, kind)
    if not whole and kind not in WORDS:
        return layouts.spread(base, kind, layout.breaks.get(place, []))
    try:
        return layouts.apply_difference(base, rest)
    except ValueError as error:
        _fail(f"does not fit: {error}")


def _join(layout: _Layout, texts: list[str]) -> str:
    pieces = [piece for pair in zip(layout.gaps, texts, strict=False) for piece in pair]
    return "".join([*pieces, layout.gaps[-1]])


# -- the form ----------------------------------------------------------------------------------------------------------


def _require_form(value: Any, limits: Limits) -> tuple[_Layout, bytes]:
    """The layout and the body, if the JSON has the form of ``schema/lossless.schema.json``."""
    if not isinstance(value, dict) or not {"seedfmt", "data", "layout"} <= value.keys():
        message = 'this is no lossless JSON: it has not the members "seedfmt", "data" and "layout"'
        raise JsonError(Code.LAYOUT, message, hint="read it without --lossless, or make it with to-json --lossless")
    if value["seedfmt"] != VERSION or isinstance(value["seedfmt"], bool):
        message = f"this is lossless JSON of version {value['seedfmt']!r}, and {VERSION} is expected"
        raise JsonError(Code.LAYOUT, message, hint="use the seedfmt that wrote it")
    if not value.keys() <= MEMBERS:
        _fail(f'has a member "{next(iter(value.keys() - MEMBERS))}" beside it')
    if not isinstance(value["data"], dict):
        raise JsonError(Code.LAYOUT, 'the "data" of lossless JSON must be an object', hint="restore it")
    layout = value["layout"]
    total = layout.get("sum") if isinstance(layout, dict) else None
    if not isinstance(total, str) or total[HALF:] != _check(layout):
        _fail("was changed since it was written")
    try:
        return _read_layout(layout, limits), _read_body(value.get("body", ""), layout)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        _fail(f"has not the form that it must have ({type(error).__name__})")


def _read_layout(layout: dict[str, Any], limits: Limits) -> _Layout:
    """The layout in its parts. Raises ValueError and the like where it is none."""
    marks = [layouts.parse_mark(layout["marks"][at : at + 4]) for at in range(0, len(layout["marks"]), 4)]
    gaps = layouts.parse_gaps(layout["text"], len(marks) + 1)
    odd = {int(place): rest for place, rest in layout.get("odd", {}).items()}
    if {place for place, mark in enumerate(marks) if mark.odd} != set(odd):
        raise ValueError("the odd ones are others")
    for place, rest in odd.items():
        if not isinstance(rest, list):
            raise ValueError("no list")
        if marks[place].kind == BLOCK and not (isinstance(rest[0], str) and type(rest[1]) is int and rest[1] >= 0):
            raise ValueError("no header")
    if any(mark.kind == BLOCK and not mark.odd for mark in marks):
        raise ValueError("a block without header")
    breaks = {int(place): ends for place, ends in layout.get("breaks", {}).items()}
    if any(end.rstrip(" \t") not in NEWLINES for ends in breaks.values() for end in ends):
        raise ValueError("no line end")
    newline = layout.get("newline", "\n")
    if not layout.keys() <= LAYOUT or newline not in NEWLINES or layout.get("fenced", True) not in (True, False):
        raise ValueError("no line end")
    if sum(map(len, gaps)) > limits.size:
        message = "the layout gives more text than the limit on front matter"
        raise LimitError(Code.SIZE, message, hint="raise the limit if it is to be trusted")
    return _Layout(layout.get("fenced", True), newline, gaps, marks, odd, breaks, layout["sum"][:HALF], limits.size)


def _read_body(text: str, layout: dict[str, Any]) -> bytes:
    if layout.get("body", "text") == "text":
        return text.encode()
    if layout["body"] != "base64":
        raise ValueError("no such encoding")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        message = 'the "body" of this lossless JSON must be base64, and is not'
        raise JsonError(Code.LAYOUT, message, hint="encode it so") from error


def _fail(message: str) -> NoReturn:
    hint = "edit data and body only, or make it anew with to-json --lossless"
    raise JsonError(Code.LAYOUT, f"the layout of this lossless JSON {message}", hint=hint)
