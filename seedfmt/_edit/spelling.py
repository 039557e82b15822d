"""From a value to its spelling: which text may stand plain, how the rest is quoted, how numbers are written.

In: str, int, float, bool or None. Out: YAML text that readers of YAML 1.1 and of 1.2 understand alike (SPEC R20).
Never: knows where the text goes, beyond "in a flow collection" and "as a key".
"""

from __future__ import annotations

import re

from seedfmt._syntax.scalar import LARGEST
from seedfmt.errors import Code, EditError

# what YAML 1.1 (yaml.org/type), with the commas that Ruby's Psych allows in numbers, or the core schema of 1.2 reads as
# something other than text; wider rather than narrower
_AMBIGUOUS = re.compile(
    r"""(?x)
    y|n|yes|no|on|off|true|false|null|~|=|<<            # in any case
    | [-+]? (?: 0x[0-9a-f_]* | 0o[0-7_]* | 0b[01_]* )
    | [-+]? [0-9_,]+ (?: :[0-9_]* )* (?: \.[0-9_,:]* )? (?: e[-+]?[0-9_]* )?
    | [-+]? \. (?: [0-9_,]* (?: e[-+]?[0-9_]* )? | inf | nan )
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [t\ \t] .* )?
    """,
    re.IGNORECASE | re.DOTALL,
).fullmatch
# what must be escaped: controls, surrogates, the breaks of YAML 1.1, the byte order mark, non-characters
_SPECIAL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# what Unicode calls ignorable by default, less the variation selectors, of which emoji are made
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
_BROKEN = re.compile(r"^[?:,\[\]{}#&*!|>'\"%@`\s]|^-(?![A-Za-z0-9])|^\.\.\.|: |:$| #|\t|\s$")
_BROKEN_FLOW = re.compile(r"[,\[\]{}?]|:(?![A-Za-z0-9/])")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile('["\\\\\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')


class Spelled(float):
    """A float that knows how it is spelled."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: float, text: str) -> Spelled:
        self = super().__new__(cls, value)
        self.text = text
        return self


def is_plain(text: str, *, flow: bool = False) -> bool:
    """May this text be written plain, and be the same text to every reader?"""
    if not text or _SPECIAL.search(text) or _INVISIBLE.search(text) or _AMBIGUOUS(text) or _BROKEN.search(text):
        return False
    return not (flow and _BROKEN_FLOW.search(text))


def is_single(text: str) -> bool:
    """May this text be written in single quotes, on one line?"""
    return _SPECIAL.search(text) is None


def is_literal(text: str) -> bool:
    """May this text be written as the lines of a literal block?"""
    return text.strip("\n") != "" and _SPECIAL.search(text.replace("\n", "").replace("\t", "")) is None


def is_folded(text: str) -> bool:
    """May this text be written as the lines of a folded block, each on its own line?"""
    return is_literal(text) and not any(line[:1] in (" ", "\t") for line in text.split("\n"))


def spell_double(text: str) -> str:
    """Text in double quotes, as a JSON string with all but the necessary raw (R21).

    Raises EditError for half a surrogate pair, which no file can hold.
    """
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"


def spell_single(text: str) -> str:
    """Text in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def spell_value(value: int | float | bool | None) -> str:
    """A value that is not text."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, float):
        return spell_float(value)
    if not -LARGEST < value < LARGEST:
        raise EditError(Code.VALUE, "the integer has more than 4,300 decimal digits", hint="give it as text")
    return str(int(value))


def spell_float(value: float) -> str:
    """The shortest decimal that is this number, with the point that YAML 1.1 asks for; or its own spelling."""
    if isinstance(value, Spelled):
        return value.text
    if value != value:
        return ".nan"
    if value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    text = repr(float(value))
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    if "." not in mantissa:
        mantissa += ".0"
    return f"{mantissa}e{exponent[0]}{exponent[1:].lstrip('0')}"
