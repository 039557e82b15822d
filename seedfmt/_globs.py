"""Globs as git writes them, with braces and a leading "./" as well, in proportional time.

In: a glob, a path with "/". Out: whether the one fits the other. Never: looks at the disk, makes a regular
expression of a glob: one with many stars would keep that busy for ever.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

MAX_CHOICES = 64  # globs that one with braces stands for


def matches(glob: str, path: str) -> bool:
    """Does a glob of git's fit a path with "/", or a folder above it?

    ``*`` and ``?`` stay within a name, ``**`` goes over folders; a glob with a "/" before its end is bound to the top,
    one without fits anywhere; a "/" at its end says that a folder is meant. Takes time in proportion to both lengths.
    ``{a,b}`` is one or the other, and "./" at the start is the top.
    """
    if "{" not in glob and not glob.startswith("./"):
        return _matches(glob, path)
    try:
        globs = expand(glob)
    except ValueError:
        globs = (glob,)  # the configuration refuses such a glob
    return any(_matches(one, path) for one in globs)


def _matches(glob: str, path: str) -> bool:
    return _fits(_parts(glob), path.split("/"), "**", lambda part, name: _fits(_tokens(part), name, "*", _is_one))


def is_match(glob: str, path: str) -> bool:
    """Does a glob without braces fit the path itself, and not only a folder above it?"""
    return _fits(_parts(glob)[:-1], path.split("/"), "**", lambda part, name: _fits(_tokens(part), name, "*", _is_one))


@lru_cache(maxsize=256)
def expand(glob: str) -> tuple[str, ...]:
    """The globs that one with braces stands for; itself, without "./", if it has none. Raises ValueError for too many.

    A brace after a backslash is itself, and so is one whose group has no comma.
    """
    found = [glob.removeprefix(".") if glob.startswith("./") else glob]
    done: list[str] = []
    while found:
        one = found.pop()
        group = _find_group(one)
        if group is None:
            done.append(one)
            continue
        start, end, choices = group
        found += [one[:start] + choice + one[end:] for choice in reversed(choices)]
        if len(found) + len(done) > MAX_CHOICES:
            raise ValueError(f"the braces stand for more than {MAX_CHOICES} patterns")
    return tuple(done)


def _find_group(glob: str) -> tuple[int, int, list[str]] | None:
    """The innermost group of braces that has a comma, and ends first: where it starts and ends, its choices."""
    starts: list[list[int]] = []
    skip = False
    for place, char in enumerate(glob):
        if skip or char == "\\":
            skip = not skip
        elif char == "{":
            starts.append([place])
        elif char == "," and starts:
            starts[-1].append(place)
        elif char == "}" and starts:
            bounds = [*starts.pop(), place]
            if len(bounds) > 2:
                choices = [glob[first + 1 : last] for first, last in itertools.pairwise(bounds)]
                return bounds[0], place + 1, choices
    return None


def matches_whole(glob: str, path: str) -> bool:
    """Does a glob fit a path as in a shell: part by part, from its start to its end? ``**`` stands for any folders."""
    parts = path.split("/")
    return any(
        _fits(one.split("/"), parts, "**", lambda part, name: _fits(_tokens(part), name, "*", _is_one))
        for one in expand(glob)
    )


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
