"""``pattern`` with the meaning of ECMA 262: one implementation for both engines.

In: a pattern and a text. Out: whether the pattern is found in it. Never: hangs; the regular expressions are those of
jsonschema-rs, which are matched in linear time, or (look-around, back-references) with a limit on the steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from seedfmt._schema.engine import engine

STEPS = 100_000  # of backtracking; beyond it there is no match
WORK = 1_000_000_000  # steps that look-around may take: for each pattern the squares of the lengths of all strings
NESTED = 1_000  # repetitions by counts in counts, as (a{1,50}){1,50}, that take no time to speak of
STATES = 250_000_000  # such repetitions for each character of all strings
_COUNTED = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()]|\{([0-9]+)(?:,([0-9]*))?\}", re.DOTALL).finditer
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


def count_nested(pattern: str) -> int:
    """How often counts in counts repeat a character, if that is enough to take time; else 0."""
    most = [1]  # in each open group
    closed = 1  # in the group that ends here
    for found in _COUNTED(pattern):
        if found[0] == "(":
            most.append(1)
            closed = 1
        elif found[0] == ")":
            closed = most.pop() if len(most) > 1 else 1
            most[-1] = max(most[-1], closed)
        elif found[1]:
            is_of_group = pattern[found.start() - 1 : found.start()] == ")"
            most[-1] = max(most[-1], int((found[2] or found[1])[:6]) * (closed if is_of_group else 1))
    nested = most[0]
    return nested if nested > NESTED and pattern.count("{") > 1 else 0


def is_too_much_work(data: Any, backtracking: int, repetitions: int) -> bool:
    """Could it take too long to match so many patterns with look-around, and so many repetitions, on all strings?"""
    if not backtracking and not repetitions:
        return False
    lengths = list(_lengths(data))
    return backtracking * sum(length * length for length in lengths) > WORK or repetitions * sum(lengths) > STATES


def _lengths(data: Any) -> Iterator[int]:
    if isinstance(data, str):
        yield len(data)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _lengths(key)
            yield from _lengths(value)
    elif isinstance(data, (list, tuple, frozenset)):
        for item in data:
            yield from _lengths(item)


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
