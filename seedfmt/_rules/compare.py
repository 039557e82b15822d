"""What readers make of a plain scalar, compared with what it is in YAML 1.2; and the words for it.

In: the content of a plain scalar, the names of readers. Out: the values that differ, messages and hints. It is imported
only where there is something to compare.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from seedfmt._edit.spelling import spell_double, spell_value
from seedfmt._edit.values import same
from seedfmt._readers.names import expand
from seedfmt._readers.tables import READERS, TIMESTAMP, Refusal, Symbol, read_plain
from seedfmt._syntax.scalar import resolve_plain

MOST_SHOWN = 40  # characters of a value in a message


class Difference(NamedTuple):
    """What readers make of one scalar: the value here, and the other values, each with the names of its readers."""

    ours: Any
    others: tuple[tuple[Any, tuple[str, ...]], ...]


def find_difference(content: str, names: tuple[str, ...]) -> Difference:
    """The values that these readers make of a plain scalar and that are not ours; refusals and timestamps left out."""
    ours = resolve_plain(content)
    others: list[tuple[Any, list[str]]] = []
    for name in expand(names):
        theirs = read_plain(name, content)
        if theirs is TIMESTAMP or isinstance(theirs, Refusal) or _equal(ours, theirs):
            continue
        group = next((titles for value, titles in others if _equal(value, theirs)), None)
        if group is None:
            others.append((theirs, [READERS[name].title]))
        else:
            group.append(READERS[name].title)
    return Difference(ours, tuple((value, tuple(titles)) for value, titles in others))


def find_refusals(content: str, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Why some of these readers cannot read a plain scalar, and which; nothing where all can."""
    found = [(READERS[name].title, read_plain(name, content)) for name in expand(names)]
    titles = tuple(title for title, value in found if isinstance(value, Refusal))
    return next((str(value) for _, value in found if isinstance(value, Refusal)), ""), titles


def _equal(one: Any, two: Any) -> bool:
    """Return whether two readings are the same data: 1 and 1.0 are one number, a string is no Symbol."""
    if isinstance(one, Symbol) != isinstance(two, Symbol):
        return False
    numbers = [isinstance(value, (int, float)) and not isinstance(value, bool) for value in (one, two)]
    if all(numbers):
        return bool(one == two) or (one != one and two != two)
    return same(one, two)


def readings(content: str, names: tuple[str, ...]) -> list[Any]:
    """The values that a plain scalar may have been meant as: its text, ours, and those of the readers."""
    found = find_difference(content, names)
    values: list[Any] = [content]
    for value in (found.ours, *(value for value, _ in found.others)):
        plain = str(value) if isinstance(value, Symbol) else value
        if not any(_equal(plain, other) for other in values):
            values.append(plain)
    return values


# -- words -------------------------------------------------------------------------------------------------------------


def message_for(content: str, found: Difference) -> str:
    """What a scalar is, and what it is to whom."""
    shown = content[:MOST_SHOWN] if content.isprintable() else spell_double(content)[:MOST_SHOWN]
    others = [f"{_describe(value)} in {join(titles)}" for value, titles in found.others]
    return f"{shown} is {_describe(found.ours)} in YAML 1.2 but {', and '.join(others)}"


def join(titles: tuple[str, ...]) -> str:
    """Names as a list in a sentence."""
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"


def _describe(value: Any) -> str:
    if isinstance(value, Symbol):
        return "a Symbol"
    if isinstance(value, str):
        return "text"
    spelled = spell_value(value)
    return spelled if len(spelled) <= MOST_SHOWN else f"a number of more than {MOST_SHOWN} digits"


def hint_for(content: str, found: Difference) -> str:
    """Both choices, where there are two."""
    text = spell_double(content)[: MOST_SHOWN + 2]
    booleans = {value for value, _ in found.others if isinstance(value, bool)}
    if booleans:
        return f"write {spell_value(booleans.pop())} if it is a yes or no, or {text} if it is text"
    if found.ours is None or any(value is None for value, _ in found.others):
        return f"write null if it is empty, or {text} if it is text"
    if any(isinstance(value, Symbol) for value, _ in found.others):
        return f"write {text}"
    return f"write {text} if it is text, or the number in plain digits if it is a number"
