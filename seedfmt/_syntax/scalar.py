# cython: language_level=3, annotation_typing=False
"""From the spelling of a scalar to its text, and from plain text to its value (YAML 1.2.2, chapters 5 to 8 and 10.3).

In: the span of a scalar that the parser accepted. Out: str, or what the core schema makes of it. Never: raises.
"""

from __future__ import annotations

from typing import Union

import seedfmt._syntax.rows as rows

Scalar = Union[str, int, float, bool, None]  # noqa: UP007  (an operator here would be evaluated by the compiled module)

_ESCAPES = {
    "0": "\0", "a": "\x07", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_DIGITS = {"x": 2, "u": 4, "U": 8}
_WORDS: dict[str, Scalar] = {
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".inf": float("inf"), ".Inf": float("inf"), ".INF": float("inf"),
    "+.inf": float("inf"), "+.Inf": float("inf"), "+.INF": float("inf"),
    "-.inf": float("-inf"), "-.Inf": float("-inf"), "-.INF": float("-inf"),
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
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
    return int(text)


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
    if style == rows.PLAIN:
        text = source[start:end].decode()
        return text if head & rows.VERBATIM else _fold(_strip_lines(_split_lines(text)))
    if style == rows.SINGLE:
        text = source[start + 1 : end - 1].decode()
        if head & rows.VERBATIM:
            return text
        return _fold(_strip_lines(_split_lines(text))).replace("''", "'")
    if style == rows.DOUBLE:
        text = source[start + 1 : end - 1].decode()
        return text if head & rows.VERBATIM else _double_text(text)
    return _block_text(source[start:end].decode(), head, indent)


def _split_lines(text: str) -> list[str]:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def _strip_lines(lines: list[str]) -> list[str]:
    """The lines of a flow scalar, without the blanks around their breaks (rules 73 and 74)."""
    last = len(lines) - 1
    if last == 0:
        return lines
    middle = [line.strip(" \t") for line in lines[1:last]]
    return [lines[0].rstrip(" \t"), *middle, lines[last].lstrip(" \t")]


def _fold(lines: list[str]) -> str:
    """Line folding (rule 73): a single break is a space, of several the first is dropped."""
    pieces = [lines[0]]
    breaks = 0
    for line in lines[1:-1]:
        breaks += 1
        if line:
            pieces += ["\n" * (breaks - 1) or " ", line]
            breaks = 0
    if len(lines) > 1:
        pieces += ["\n" * breaks or " ", lines[-1]]
    return "".join(pieces)


def _double_text(text: str) -> str:
    lines = _split_lines(text)
    if len(lines) == 1:
        return _unescape(text)
    pieces = []
    breaks = 0
    last = len(lines) - 1
    escaped = False  # the break before was escaped
    for number, line in enumerate(lines):
        if number:
            line = line.lstrip(" \t")
            breaks += 1
            if line == "" and number < last:
                continue
            pieces.append("\n" * (breaks - 1) or ("" if escaped else " "))
            breaks = 0
        escaped = False
        if number < last:
            line, escaped = _cut_break(line)
        pieces.append(_unescape(line))
    return "".join(pieces)


def _cut_break(line: str) -> tuple[str, bool]:
    """A line of double-quoted text less what belongs to its break, and whether that is escaped (rules 112 to 114)."""
    if _open_escape(line):
        return line[:-1], True
    stripped = line.rstrip(" \t")
    if len(stripped) < len(line) and _open_escape(stripped):
        return line[: len(stripped) + 1], False
    return stripped, False


def _open_escape(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _unescape(text: str) -> str:
    """Text with its escape sequences resolved (rules 41 to 62); surrogate pairs as in JSON."""
    at = text.find("\\")
    if at < 0:
        return text
    pieces = []
    done = 0
    while at >= 0:
        pieces.append(text[done:at])
        kind = text[at + 1]
        simple = _ESCAPES.get(kind)
        if simple is not None:
            pieces.append(simple)
            done = at + 2
        else:
            done = at + 2 + _DIGITS[kind]
            point = int(text[at + 2 : done], 16)
            if 0xD800 <= point < 0xDC00:
                low = int(text[done + 2 : done + 6], 16)
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00)
                done += 6
            pieces.append(chr(point))
        at = text.find("\\", done)
    pieces.append(text[done:])
    return "".join(pieces)


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
