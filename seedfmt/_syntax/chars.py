"""Bytes that mean something to YAML, and what classes of them there are."""

from __future__ import annotations

from typing import Final

TAB = 0x09
LF = 0x0A
CR = 0x0D
SPACE = 0x20
BANG = 0x21
DOUBLE_QUOTE = 0x22
HASH = 0x23
PERCENT = 0x25
AMPERSAND = 0x26
SINGLE_QUOTE = 0x27
ASTERISK = 0x2A
PLUS = 0x2B
COMMA = 0x2C
DASH = 0x2D
DOT = 0x2E
ZERO = 0x30
NINE = 0x39
COLON = 0x3A
LESS = 0x3C
GREATER = 0x3E
QUESTION = 0x3F
OPEN_BRACKET = 0x5B
BACKSLASH = 0x5C
CLOSE_BRACKET = 0x5D
OPEN_BRACE = 0x7B
PIPE = 0x7C
CLOSE_BRACE = 0x7D
DELETE = 0x7F

# classes of bytes, as bits
BLANK = 1  # space, tab
BREAK = 2  # line feed, carriage return
GAP = 4  # blank, break, or the NUL behind the text
FLOW = 8  # , [ ] { }
INDICATOR = 16  # what cannot open a plain scalar (YAML 1.2.2, rule 22), less "-", "?" and ":"
WORD = 32  # what a tag handle is made of (rule 38)
URI = 64  # what a URI is made of (rule 39), less "%"
HEX = 128


def _class(byte: int) -> int:
    char = chr(byte)
    bits = 0
    if char in " \t":
        bits |= BLANK | GAP
    if char in "\r\n":
        bits |= BREAK | GAP
    if byte == 0:
        bits |= GAP
    if char in ",[]{}":
        bits |= FLOW
    if char in ",[]{}#&*!|>'\"%@`":
        bits |= INDICATOR
    if byte < 0x80 and (char.isalnum() or char == "-"):
        bits |= WORD | URI
    if char in "#;/?:@&=+$,_.!~*'()[]":
        bits |= URI
    if char in "0123456789abcdefABCDEF":
        bits |= HEX
    return bits


CLASSES: Final = bytes(_class(byte) for byte in range(256))
# what a backslash and a byte stand for in double quotes (rules 42 to 56), less "\L" and "\P"; 0 where nothing
_SIMPLE = dict(zip(b'0abt\tnvfre "/\\N_', b'\0\x07\b\t\t\n\v\f\r\x1b "/\\\x85\xa0', strict=True))
ESCAPED: Final = bytes(_SIMPLE.get(byte, 0) for byte in range(256))
