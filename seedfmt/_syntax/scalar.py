# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""From the spelling of a scalar to its text, and from plain text to its value (YAML 1.2.2, chapters 5 to 8 and 10.3).

In: the span of a scalar that the parser accepted. Out: str, or what the core schema makes of it. Never: raises.
"""

from __future__ import annotations

from typing import Union

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan

Scalar = Union[str, int, float, bool, None]  # noqa: UP007  (an operator here would be evaluated by the compiled module)

_WORDS: dict[str, Scalar] = {
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".inf": float("inf"), ".Inf": float("inf"), ".INF": float("inf"),
    "+.inf": float("inf"), "+.Inf": float("inf"), "+.INF": float("inf"),
    "-.inf": float("-inf"), "-.Inf": float("-inf"), "-.INF": float("-inf"),
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
DIGITS = 4_300  # decimal digits of an integer, which is also Python's own limit
SHORTEST = 3_573  # characters that an integer beyond this has at least: 0x and its digits
LONGEST = 5_000  # digits of octal and hexadecimal integers that are compared; with more they are always beyond
LARGEST = 10**DIGITS
_DECIMAL = frozenset("0123456789")
_OCTAL = frozenset("01234567")
_HEX = frozenset("0123456789abcdefABCDEF")


# -- values ------------------------------------------------------------------------------------------------------------


def resolve_plain(text: str) -> Scalar:
    """The value of plain text in the core schema (chapter 10.3.2)."""
    if text in _WORDS:
        return _WORDS[text]
    if is_integer(text):
        return resolve_integer(text)
    if is_float(text):
        return float(text)
    return text


def is_integer(text: str) -> bool:
    """Does the core schema read this plain text as an integer?"""
    if text[:2] == "0x":
        return len(text) > 2 and _HEX.issuperset(text[2:])
    if text[:2] == "0o":
        return len(text) > 2 and _OCTAL.issuperset(text[2:])
    digits = text[1:] if text[:1] in ("-", "+") else text
    return digits != "" and _DECIMAL.issuperset(digits)


def resolve_integer(text: str) -> int:
    """The integer that plain text stands for."""
    if text[:2] == "0x":
        return int(text[2:], 16)
    if text[:2] == "0o":
        return int(text[2:], 8)
    if len(text) > DIGITS:  # Python counts leading zeros, too
        value = int(text.lstrip("+-0") or "0")
        return -value if text[:1] == "-" else value
    return int(text)


def is_long_integer(text: str) -> bool:
    """Is this, which is an integer, one of more than DIGITS decimal digits? A sign, "0x" and leading zeros are none."""
    if len(text) < SHORTEST:
        return False
    digits = text.lstrip("+-0") if text[1:2] not in ("x", "o") else text[2:].lstrip("0")
    if text[:2] not in ("0x", "0o"):
        return len(digits) > DIGITS
    return len(digits) > LONGEST or int(digits or "0", 16 if text[1] == "x" else 8) >= LARGEST


def is_float(text: str) -> bool:
    """Does the core schema read this plain text, which is no integer, as a finite floating point number?"""
    digits = text[1:] if text[:1] in ("-", "+") else text
    mantissa, mark, exponent = digits.partition("e")
    if not mark:
        mantissa, mark, exponent = digits.partition("E")
    if mark:
        power = exponent[1:] if exponent[:1] in ("-", "+") else exponent
        if power == "" or not _DECIMAL.issuperset(power):
            return False
    whole, _, fraction = mantissa.partition(".")
    return (whole + fraction) != "" and _DECIMAL.issuperset(whole + fraction)


def is_json_float(text: str) -> bool:
    """Is this a number of JSON with a fraction or an exponent (RFC 8259, chapter 6)?"""
    mantissa, mark, exponent = text.partition("e" if "e" in text else "E")
    whole, point, fraction = mantissa.removeprefix("-").partition(".")
    if not (_is_digits(whole) and (whole == "0" or whole[0] != "0")):
        return False
    if point and not _is_digits(fraction):
        return False
    if mark and not _is_digits(exponent[1:] if exponent[:1] in ("-", "+") else exponent):
        return False
    return bool(point or mark)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


# -- text --------------------------------------------------------------------------------------------------------------


def scalar_text(source: bytes, head: int, start: int, end: int, indent: int) -> str:
    """The text of the scalar in ``source[start:end]``."""
    style = head & rows.STYLE
    if style >= rows.LITERAL:
        return _block_text(source[start:end].decode(), head, indent)
    if style != rows.PLAIN:
        start += 1
        end -= 1
    if head & rows.VERBATIM:
        return source[start:end].decode()
    mark = chars.BACKSLASH if style == rows.DOUBLE else chars.SINGLE_QUOTE if style == rows.SINGLE else 0
    return flow_text(source, start, end, mark)


def flow_text(source: bytes, start: int, end: int, mark: int) -> str:
    """The text of a flow scalar, without its quotes: lines folded (rules 73 and 74), escapes resolved.

    ``mark`` opens an escape: a backslash, or a quote that stands for one; 0 for none.
    """
    text = source
    size = end - start
    buffer = scan.new_bytes(size + size // 2 + 4)  # an escape is two bytes at least and becomes three at most
    out = scan.bytes_of(buffer)
    at = 0
    solid = 0  # behind the last break or escape: blanks before it stay
    pos = start
    while True:
        stop = scan.skip_flow_text(text, mark, pos, end)
        scan.copy_bytes(out, at, text, pos, stop)
        at += stop - pos
        if stop == end:
            return scan.decode(buffer, at)
        if is_break(text[stop]):
            while at > solid and (out[at - 1] == chars.SPACE or out[at - 1] == chars.TAB):
                at -= 1
            pos = skip_fold(text, stop, end)
            at = put_fold(out, at, text, stop, pos, True)
        elif is_break(text[stop + 1]):
            pos = skip_fold(text, stop + 1, end)
            at = put_fold(out, at, text, stop + 1, pos, False)
        elif mark == chars.SINGLE_QUOTE:
            out[at] = mark
            at += 1
            pos = stop + 2
        else:
            at = scan.put_character(out, at, escaped_point(text, stop))
            pos = skip_escape(text, stop)
        solid = at


def is_break(byte: int) -> bool:
    """Is the byte a line feed or a carriage return?"""
    return byte == chars.LF or byte == chars.CR


def skip_fold(text: bytes, pos: int, end: int) -> int:
    """To the text behind the line break at ``pos``, over the blank lines between."""
    while pos < end and is_break(text[pos]):
        pos = scan.skip_blanks(text, pos + 1)
    return pos


def put_fold(out: bytearray, at: int, text: bytes, pos: int, end: int, spaced: bool) -> int:
    """Write what line breaks in ``text[pos:end]`` become: a space of one, where ``spaced``; of several all but one."""
    first = True
    for place in range(pos, end):
        if not is_break(text[place]) or (text[place] == chars.CR and text[place + 1] == chars.LF):
            continue
        if not first:
            out[at] = chars.LF
            at += 1
            spaced = False
        first = False
    if spaced:
        out[at] = chars.SPACE
        at += 1
    return at


def digits_of(kind: int) -> int:
    """How many digits follow in an escape of this kind."""
    return 4 if kind == 0x75 else 2 if kind == 0x78 else 8 if kind == 0x55 else 0


def escaped_point(text: bytes, pos: int) -> int:
    """The code point that the escape at ``pos`` stands for (rules 41 to 62); surrogate pairs as in JSON."""
    kind = text[pos + 1]
    digits = digits_of(kind)
    if digits == 0:
        return simple_point(kind)
    point = scan.hex_number(text, pos + 2, pos + 2 + digits)
    if 0xD800 <= point < 0xDC00:
        low = scan.hex_number(text, pos + 4 + digits, pos + 8 + digits)
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00)
    return point


def skip_escape(text: bytes, pos: int) -> int:
    """Behind the escape at ``pos``."""
    digits = digits_of(text[pos + 1])
    if digits >= 4:
        point = scan.hex_number(text, pos + 2, pos + 2 + digits)
        if 0xD800 <= point < 0xDC00:
            digits += 6
    return pos + 2 + digits


def simple_point(kind: int) -> int:
    """The code point that a backslash and this byte stand for."""
    if kind == 0x4C or kind == 0x50:  # L: line separator; P: paragraph separator
        return 0x2028 if kind == 0x4C else 0x2029
    table = chars.ESCAPED
    return table[kind]


def _split_lines(text: str) -> list[str]:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def _block_text(text: str, head: int, indent: int) -> str:
    """The text of a literal or folded scalar, from its whole spelling (rules 162 to 182)."""
    lines = _split_lines(text)[1:]
    if not lines:
        return ""
    if indent < 0:  # blank lines only
        lines = [""] * len(lines)
    lines = [line[indent:] for line in lines]
    if head & rows.STYLE == rows.LITERAL:
        body = "\n".join(lines)
    else:
        body = _fold_block(lines)
    return body if head & rows.STRIP else body + "\n"


def _fold_block(lines: list[str]) -> str:
    """Folding in a block (rules 175 to 181): breaks around lines that begin with white space are kept."""
    pieces: list[str] = []
    breaks = 0
    before = True  # the line before is indented further, or there is none
    for line in lines:
        if line == "":
            breaks += 1
            continue
        indented = line[0] in " \t"
        if not pieces:
            pieces.append("\n" * breaks)
        elif before or indented:
            pieces.append("\n" * (breaks + 1))
        else:
            pieces.append("\n" * breaks or " ")
        pieces.append(line)
        before = indented
        breaks = 0
    if not pieces:
        return "\n" * (breaks - 1)
    return "".join(pieces) + "\n" * breaks
