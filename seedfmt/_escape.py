"""Foreign text made safe to show: what a terminal, a log or a reader's eye would obey is escaped.

In: text from files, names, keys, options. Out: the same text, with hostile characters written as ``\\x1b``, ``\\u202e``
or ``\\U000e0041``; in JSON as ``\\u001b``, which is the same data. Never: decides where text goes.

Hostile are control characters, surrogates, noncharacters, line and paragraph separators, and what Unicode calls
default-ignorable: bidirectional controls, zero-width characters, fillers, tags. Variation selectors U+FE00 to U+FE0F
stay: emoji in ordinary titles have them, and they change nothing but the look of the character before them. Escapes are
for people: a backslash in the text stays as it is, so an escape cannot be told from the same letters in the text.
"""

from __future__ import annotations

from bisect import bisect_right

# first character, and first character after the range, in turn
_BOUNDS = (
    0x00, 0x20, 0x7F, 0xA0, 0xAD, 0xAE, 0x34F, 0x350, 0x61C, 0x61D, 0x115F, 0x1161, 0x17B4, 0x17B6, 0x180B, 0x1810,
    0x200B, 0x2010, 0x2028, 0x202F, 0x2060, 0x2070, 0x3164, 0x3165, 0xD800, 0xE000, 0xFDD0, 0xFDF0, 0xFEFF, 0xFF00,
    0xFFA0, 0xFFA1, 0xFFF0, 0xFFFC, 0xFFFE, 0x10000, 0x13430, 0x13440, 0x1BCA0, 0x1BCA4, 0x1D173, 0x1D17B, 0x1FFFE,
    0x20000, 0x2FFFE, 0x30000, 0x3FFFE, 0x40000, 0x4FFFE, 0x50000, 0x5FFFE, 0x60000, 0x6FFFE, 0x70000, 0x7FFFE,
    0x80000, 0x8FFFE, 0x90000, 0x9FFFE, 0xA0000, 0xAFFFE, 0xB0000, 0xBFFFE, 0xC0000, 0xCFFFE, 0xD0000, 0xDFFFE,
    0xE1000, 0xEFFFE, 0xF0000, 0xFFFFE, 0x100000, 0x10FFFE, 0x110000,
)  # fmt: skip
_SHORT = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}

# The runner of GitHub trims whitespace before it looks for "::", and finds "##[" anywhere in a line, as that of Azure
# finds "##vso[" and TeamCity "##teamcity[". A line ends in CR, too. "::" alone and ":::" are markup, and no commands.
_START = r"(?:\A|(?<=[\r\n]))((?:[^\S\r\n]|\ufeff)*):(?=:)"
_INLINE = r"#(?=#\w*\[)"


def is_hostile(code: int) -> bool:
    """Would the character with this code point do more than show itself?"""
    return bisect_right(_BOUNDS, code) % 2 == 1


class _Escapes(dict[int, "int | str"]):
    """A table for ``str.translate`` that is computed where it is looked up."""

    def __missing__(self, code: int) -> int | str:
        if not is_hostile(code):
            return code
        if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is not UTF-8
            return f"\\x{code - 0xDC00:02x}"
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class _JsonEscapes(dict[int, "int | str"]):
    """The same, with the escapes of JSON."""

    def __missing__(self, code: int) -> int | str:
        if not is_hostile(code):
            return code
        if code < 0x10000:
            return f"\\u{code:04x}"
        return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


_LINE = _Escapes(_SHORT)
_LINES = _Escapes({0x09: 0x09, 0x0A: 0x0A})
_JSON = _JsonEscapes({0x09: 0x09, 0x0A: 0x0A})


def printable(text: str) -> str:
    """Text on one line, which neither a terminal nor the log of a CI run obeys."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_LINE)
    return _without_commands(text, "\\x3a", "\\x23")


def printable_path(name: str) -> str:
    """The name of a file, as ``printable``; "./" comes before one that a log could take for a command."""
    return printable(f"./{name}" if name.startswith((":", "#")) else name)


def printable_lines(text: str) -> str:
    """Text whose line feeds, tabs and carriage returns before line feeds stay; no line of it is a command."""
    if not (text.isascii() and text.isprintable()):
        text = "\r\n".join(part.translate(_LINES) for part in text.split("\r\n"))
    return _without_commands(text, "\\x3a", "\\x23")


def printable_json(text: str) -> str:
    """JSON that stands for the same data."""
    if not (text.isascii() and text.isprintable()):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_JSON)
    return _without_commands(text, "\\u003a", "\\u0023")


def has_command(text: str) -> bool:
    """Would the log of a CI run obey a line of the text?"""
    if "::" not in text and "##" not in text:
        return False
    import re

    return re.search(rf"{_START}(?=:[^:\s])|{_INLINE}", text) is not None


def find_inline_commands(text: str) -> set[int]:
    """The offsets of the characters whose escape ends a command within a line."""
    if "##" not in text:
        return set()
    import re

    return {found.start() for found in re.finditer(_INLINE, text)}


def _without_commands(text: str, colon: str, hash_sign: str) -> str:
    """The text with the first character of each command replaced."""
    if "::" not in text and "##" not in text:
        return text
    import re

    text = re.sub(_START, lambda found: found[1] + colon, text)
    return re.sub(_INLINE, lambda _: hash_sign, text)
