"""How a scalar is spelled, as a difference from how its value would be; the parts that lossless JSON is made of.

In: a value and its spelling; or a value and what was recorded of its spelling. Out: a mark of four characters and,
where that does not say all, a list; or the spelling. Never: holds a value (SPEC R93 to R95).
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any, NamedTuple

from seedfmt._edit.find import is_merge_key
from seedfmt._edit.spelling import is_timestamp, spell_double, spell_float, spell_single
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt._views.usual import USUAL
from seedfmt._views.values import json_names, key_of

# what a mark says of a scalar; the numbers are part of the format (R94)
DOUBLE, SINGLE, PLAIN, TIMESTAMP, INTEGER, FLOAT, NULL, TRUE, FALSE, BLOCK = range(10)
WORDS: dict[int, Any] = {NULL: None, TRUE: True, FALSE: False}
SPELLED_WORDS = {NULL: "null", TRUE: "true", FALSE: "false"}
ODD = 0x8  # bit of the second character: a list says how the spelling differs
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SUM_MASK = 0x7FFFF
SYNC = 6  # characters that must agree behind a difference
WINDOW = 40  # how far behind one they are looked for
MOST = 4000  # differences in one scalar; behind these, the rest is one

Delta = list[int | str]


class Slot(NamedTuple):
    """A scalar whose value the data say: its row, its value, and where that is in the JSON values."""

    row: int
    path: tuple[Any, ...]
    value: Any


class Mark(NamedTuple):
    """What is known of a scalar without its value: how it was written, a sum over the value, whether it is odd."""

    kind: int
    odd: bool
    sum: int


def collect_slots(tree: Tree) -> list[Slot]:
    """The scalars whose values the data say at their own place, in the order of the text.

    Others are text of the layout: keys, what stands inside a collection as key, what a merge key brings, numbers that
    JSON has not, blocks of blank lines.
    """
    found: list[Slot] = []
    data = build(tree)
    if isinstance(data, dict):
        _collect(tree, ROOT, data, (), found)
    return found


def _collect(tree: Tree, row: int, data: Any, path: tuple[Any, ...], found: list[Slot]) -> None:
    kind = tree.kind(row)
    if kind == rows.MAPPING and isinstance(data, dict):
        names = json_names(data)
        for key, value in tree.pairs(row):
            name = key_of(tree, key)
            if name in names and not is_merge_key(tree, key, value):
                _collect(tree, value, data[name], (*path, names[name]), found)
    elif kind == rows.SEQUENCE and isinstance(data, list):
        for place, item in enumerate(tree.children(row)):
            _collect(tree, item, data[place], (*path, place), found)
    elif kind == rows.SCALAR and not tree.head(row) & rows.EMPTY:
        is_blank = tree.style(row) >= rows.LITERAL and tree.indent(row) < 0
        if not is_blank and not (isinstance(data, float) and data - data != 0):
            found.append(Slot(row, path, data))


# -- marks -------------------------------------------------------------------------------------------------------------


def sum_of(value: Any) -> int:
    """19 bits that tell one value from most others; numbers that are equal to JSON are equal here."""
    if isinstance(value, str):
        text = "s" + value
    elif isinstance(value, float) and not value.is_integer():
        text = f"n{float(value)!r}"
    else:
        text = f"n{int(value)}"
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).digest()
    return int.from_bytes(digest[:3], "big") & SUM_MASK


def spell_mark(mark: Mark) -> str:
    """A mark as four characters of base64 (RFC 4648, chapter 5): 4 bits kind, 1 bit odd, 19 bits sum."""
    bits = mark.kind << 20 | mark.odd << 19 | mark.sum
    return "".join(DIGITS[bits >> shift & 63] for shift in (18, 12, 6, 0))


def parse_mark(text: str) -> Mark:
    """The mark that four characters say. Raises ValueError."""
    if len(text) != 4:
        raise ValueError("no mark")
    bits = 0
    for char in text:
        bits = bits << 6 | DIGITS.index(char)
    if bits >> 20 > BLOCK:
        raise ValueError(f"no kind {bits >> 20}")
    return Mark(bits >> 20, bool(bits >> 19 & 1), bits & SUM_MASK)


def kind_of(value: Any, style: int) -> int:
    """The kind of a scalar with this value in this style."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, int):
        return INTEGER
    if isinstance(value, float):
        return FLOAT
    if style == rows.PLAIN:
        return TIMESTAMP if is_timestamp(value) else PLAIN
    return {rows.SINGLE: SINGLE, rows.DOUBLE: DOUBLE}.get(style, BLOCK)


# -- spelling ----------------------------------------------------------------------------------------------------------


def describe_spelling(value: Any, kind: int, text: str, indent: int) -> list[Any]:
    """What has to be known besides the kind to spell the value so; nothing where it is spelled as expected.

    For a block it begins with the header and the column of its lines; the rest is the difference.
    """
    if kind != BLOCK:
        return difference(spell_base(value, kind), text)
    header = text.partition("\n")[0].partition("\r")[0]
    return [header, indent, *difference(spell_block(value, header, indent), text)]


def spell_base(value: Any, kind: int) -> str:
    """How a value is written in this kind, where nothing else is known of it."""
    if kind in WORDS:
        return SPELLED_WORDS[kind]
    if kind == INTEGER:
        return str(int(value))
    if kind == FLOAT:
        return spell_float(float(value))
    if kind == SINGLE:
        return spell_single(value)
    return spell_double(value) if kind == DOUBLE else str(value)


def find_breaks(text: str, kind: int, indent: int) -> list[str]:
    """The first line end inside a spelling and, where it is another, the last, each with the blanks behind it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) == 1:
        return []
    first, last = text[len(lines[0]) :][:2], text[: len(text) - len(lines[-1])][-2:]
    blanks = " " * indent if kind == BLOCK else lines[-1][: len(lines[-1]) - len(lines[-1].lstrip(" \t"))]
    ends = [first if first == "\r\n" else first[:1], last if last == "\r\n" else last[-1:]]
    return [end + blanks for end in dict.fromkeys(ends)]


def spread(text: str, kind: int, breaks: list[str]) -> str:
    """A stand-in as several lines, with these line ends: what edits write beside it takes its line end from them."""
    if not breaks:
        return text
    if kind == BLOCK:
        header, _, line = text.partition("\n")
        return header + "".join(map(str.__add__, breaks, [line.lstrip(" "), "x"]))
    if kind == TIMESTAMP:
        return text.replace("T", breaks[0])  # it stays one
    quote = text[-1] if kind in (DOUBLE, SINGLE) else ""
    return text.removesuffix(quote) + "".join(end + "x" for end in breaks) + quote


def spell_block(value: str, header: str, indent: int) -> str:
    """The header and the lines of a block scalar, without the last line end."""
    blanks = " " * indent
    lines = value.removesuffix("\n").split("\n")
    return "\n".join([header, *[blanks + line if line else "" for line in lines]])


def difference(old: str, new: str) -> Delta:
    """What turns ``old`` into ``new``: copy n characters (n), leave out n (-n), put in a text. The rest is copied.

    Linear: where the two do not agree again soon, the rest is one difference.
    """
    delta: Delta = []
    one = two = 0
    while one < len(old) or two < len(new):
        same = common_start(old, new, one, two)
        one, two = one + same, two + same
        if one == len(old) and two == len(new):
            break
        if same:
            delta.append(same)
        drop, put = _resync(old, new, one, two) if len(delta) < MOST else (len(old) - one, len(new) - two)
        if drop:
            delta.append(-drop)
        if put:
            delta.append(new[two : two + put])
        one, two = one + drop, two + put
    return delta


def common_start(old: str, new: str, one: int, two: int) -> int:
    """How many characters agree from two places on."""
    count = 0
    step = 64
    while step:
        while count + step <= min(len(old) - one, len(new) - two) and old.startswith(
            new[two + count : two + count + step], one + count
        ):
            count += step
        step //= 2
    return count


def _resync(old: str, new: str, one: int, two: int) -> tuple[int, int]:
    """How many characters to leave out and to put in until the two agree again."""
    for total in range(1, WINDOW):
        for drop in range(total + 1):
            put = total - drop
            if one + drop > len(old) or two + put > len(new):
                continue
            rest = new[two + put : two + put + SYNC]
            if old.startswith(rest, one + drop) and (len(rest) == SYNC or len(old) - one - drop == len(rest)):
                return drop, put
    return len(old) - one, len(new) - two


def apply_difference(old: str, delta: list[Any]) -> str:
    """``old`` with a difference applied. Raises ValueError where it does not fit."""
    pieces = []
    at = 0
    for step in delta:
        if isinstance(step, str):
            pieces.append(step)
            continue
        if type(step) is not int or not 0 < abs(step) <= len(old) - at:
            raise ValueError("a difference leaves its text")
        if step > 0:
            pieces.append(old[at : at + step])
        at += abs(step)
    pieces.append(old[at:])
    return "".join(pieces)


def checksum(data: bytes) -> str:
    """36 bits of SHA-256 as 6 characters of base64."""
    return urlsafe_b64encode(hashlib.sha256(data).digest()[:6])[:6].decode()


# -- the text between the values ---------------------------------------------------------------------------------------


def spell_gaps(gaps: list[str]) -> str:
    """The texts, with "%" between them for the values.

    One that is usual or stood before is "~" and its number, several in a row "~first-last"; "~" itself is "~t", "%" is
    "~p".
    """
    texts = [*USUAL]
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    pieces: list[str] = []
    at = 0
    while at < len(gaps):
        runs = [(_run(texts, place, gaps, at), -place) for place in places.get(gaps[at], ())]
        if runs:
            count, first = max(runs)
            pieces.append(f"~{-first}-{count - 1 - first}" if count > 1 else f"~{-first}")
        else:
            count = 1
            places[gaps[at]] = [len(texts)]
            texts.append(gaps[at])
            pieces.append(gaps[at].replace("~", "~t").replace("%", "~p"))
        at += count
    return "%".join(pieces)


def _run(texts: list[str], place: int, gaps: list[str], at: int) -> int:
    """How many texts from ``place`` on are the gaps from ``at`` on."""
    count = 0
    while place + count < len(texts) and at + count < len(gaps) and texts[place + count] == gaps[at + count]:
        count += 1
    return count


def parse_gaps(text: str, count: int) -> list[str]:
    """The texts, of which there must be so many. Raises ValueError."""
    texts = [*USUAL]
    gaps: list[str] = []
    for piece in text.split("%"):
        if piece[:1] == "~" and piece[1:2].isdigit():
            first, _, last = piece[1:].partition("-")
            again = range(int(first), int(last or first) + 1)
            if not 0 < len(again) <= count - len(gaps) or again[-1] >= len(texts):
                raise ValueError("no such text")
            gaps += texts[again[0] : again[-1] + 1]
        else:
            texts.append(piece.replace("~p", "%").replace("~t", "~"))
            gaps.append(texts[-1])
    if len(gaps) != count:
        raise ValueError("texts and marks do not go together")
    return gaps
