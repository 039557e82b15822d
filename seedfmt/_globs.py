"""Globs as git writes them, in proportional time.

In: a glob, a path with "/". Out: whether the one fits the other. Never: looks at the disk, makes a regular
expression of a glob: one with many stars would keep that busy for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache


def matches(glob: str, path: str) -> bool:
    """Does a glob of git's fit a path with "/", or a folder above it?

    ``*`` and ``?`` stay within a name, ``**`` goes over folders; a glob with a "/" before its end is bound to the top,
    one without fits anywhere; a "/" at its end says that a folder is meant. Takes time in proportion to both lengths.
    """
    return _fits(_parts(glob), path.split("/"), "**", lambda part, name: _fits(_tokens(part), name, "*", _is_one))


def _fits(pattern: Sequence[str], items: Sequence[str], many: str, is_one: Callable[[str, str], bool]) -> bool:
    """Does a pattern fit all items, where ``many`` stands for any number of them? Only the last such is tried again."""
    place = at = 0
    star = again = -1
    while at < len(items):
        if place < len(pattern) and pattern[place] == many:
            star, again = place, at
            place += 1
        elif place < len(pattern) and is_one(pattern[place], items[at]):
            place += 1
            at += 1
        elif star >= 0:
            again += 1
            place, at = star + 1, again
        else:
            return False
    return all(part == many for part in pattern[place:])


@lru_cache(maxsize=256)
def _parts(glob: str) -> tuple[str, ...]:
    """The names of a glob, with what is meant before and behind them."""
    inner = glob.strip("/").split("/")
    before = [] if "/" in glob.rstrip("/") else ["**"]
    return (*before, *inner, *(["*"] if glob.endswith("/") else []), "**")


@lru_cache(maxsize=256)
def _tokens(part: str) -> tuple[str, ...]:
    """The signs of one name of a glob."""
    return tuple(re.findall(r"\*+|\?|\[!?\]?[^\]]*\]|\\.|.", part.replace("**", "*"), re.DOTALL))


def _is_one(token: str, char: str) -> bool:
    """Does a sign of a glob fit a character?"""
    if len(token) == 1:
        return token in ("?", char)
    if token[0] == "\\":
        return token[1] == char
    inner = token[2:-1] if token[1] == "!" else token[1:-1]
    found = char in re.sub("(.)-(.)", "", inner, flags=re.DOTALL) or any(
        first <= char <= last for first, last in re.findall("(.)-(.)", inner, re.DOTALL)
    )
    return found != (token[1] == "!")
