"""``pattern`` with the meaning of ECMA 262: one implementation for both engines.

In: a pattern and a text. Out: whether the pattern is found in it. Never: hangs; the regular expressions are those of
jsonschema-rs, which are matched in linear time, or (look-around, back-references) with a limit on the steps.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from seedfmt._schema.engine import engine

STEPS = 100_000  # of backtracking; beyond it there is no match
WORK = 1_000_000_000  # steps that look-around may take: for each pattern the squares of the lengths of all strings
_BACKTRACKING = re.compile(r"\(\?<?[=!]|\\[1-9k]").search
WORD = "[0-9A-Za-z_]"
# what the engine reads more widely than ECMA 262
SPELLED = {
    ".": r"[^\n\r\u2028\u2029]",
    r"\b": f"(?:(?<={WORD})(?!{WORD})|(?<!{WORD})(?={WORD}))",
    r"\B": f"(?:(?<={WORD})(?={WORD})|(?<!{WORD})(?!{WORD}))",
}
SPELLED_INSIDE = {r"\b": r"\x08"}


def options() -> Any:
    """How jsonschema-rs compiles patterns, in both engines."""
    jsonschema_rs = engine()

    return jsonschema_rs.FancyRegexOptions(backtrack_limit=STEPS)


def translate_pattern(pattern: str) -> str:
    """The pattern as both engines get it: the dot and the edges of words spelled out."""
    if "." not in pattern and "\\" not in pattern:
        return pattern
    pieces = []
    inside = False
    letters = iter(pattern)
    for letter in letters:
        piece = letter + next(letters, "") if letter == "\\" else letter
        if letter in "[]":
            inside = letter == "["
        pieces.append((SPELLED_INSIDE if inside else SPELLED).get(piece, piece))
    return "".join(pieces)


def is_backtracking(pattern: str) -> bool:
    """Has the pattern look-around or back-references, also those that the edge of a word is spelled with? Looking ahead
    from each character is a square of the length, and no step of backtracking."""
    return _BACKTRACKING(translate_pattern(pattern)) is not None


def is_too_much_work(data: Any, count: int) -> bool:
    """Could it take too long to match so many patterns with look-around on all strings of the data?"""
    return count > 0 and count * _squares(data) > WORK


def _squares(data: Any) -> int:
    if isinstance(data, str):
        return len(data) ** 2
    if isinstance(data, dict):
        return sum(_squares(key) + _squares(value) for key, value in data.items())
    return sum(map(_squares, data)) if isinstance(data, (list, tuple, frozenset)) else 0


def is_found(pattern: str, text: str) -> bool:
    """Is the pattern found in the text? A pattern that is none is found nowhere."""
    matcher = _matcher(pattern)
    try:
        return matcher is not None and matcher.is_valid(text)
    except ValueError:  # half a surrogate pair is no character
        return False


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> Any:
    jsonschema_rs = engine()

    try:
        return jsonschema_rs.Draft202012Validator({"pattern": translate_pattern(pattern)}, pattern_options=options())
    except jsonschema_rs.ValidationError:
        return None


def is_pattern(pattern: str) -> bool:
    """Is the text a regular expression of ECMA 262, of a size that can be compiled?"""
    return _matcher(pattern) is not None
