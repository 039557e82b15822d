"""What puts a fault right: no value is made up (SPEC R188), and nothing is safe, as each changes data (R197).

In: a Document and a Leaf. Out: a Fix that was tried: applied, it removes the finding and brings no other.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from seedfmt._edit.find import spell_pointer
from seedfmt._edit.patch import difference
from seedfmt._schema.branches import Leaf
from seedfmt._schema.words import UNKNOWN
from seedfmt._syntax.scalar import resolve_plain
from seedfmt.errors import Applicability, Fix, SeedError

if TYPE_CHECKING:
    from seedfmt._document import Document

BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
CUTOFF = 0.75  # how alike two names must be for one to be the other misspelt
Faults = Callable[["Document"], set[tuple[str, str]]]


LONGEST = 100  # characters of a name that is compared with others
COMPARED = 1000  # names that one is compared with


def nearest(name: str, known: list[str]) -> str | None:
    """The known name that a name is most like, or None where it is like none, or looking takes too long."""
    if len(name) > LONGEST or len(known) > COMPARED:
        return None
    import difflib

    lower = {other.lower(): other for other in reversed(known) if len(other) <= LONGEST}
    found = difflib.get_close_matches(name.lower(), list(lower), n=1, cutoff=CUTOFF)
    return lower[found[0]] if found else None


def meant(name: str, known: list[str]) -> str | None:
    """The known name that a member was meant to have: the first word of its name, or what that is most like."""
    import re

    word = re.search(r"\w+", name)
    return word[0] if word and word[0] in known else nearest(name, known)


def known_names(document: Document, leaf: Leaf) -> list[str]:
    """The names that an unknown member may have been meant to have: those of the schema that are not there yet."""
    properties = leaf.schema.get("properties", {}) if isinstance(leaf.schema, dict) else {}
    return [name for name in properties if name not in leaf.value]


def plan_fix(document: Document, leaf: Leaf, others: set[tuple[str, str]], faults: Faults) -> Fix | None:
    """The fix of a fault; ``faults`` says what is wrong with a Document, as pairs of code and pointer.

    ``others`` is what else is wrong with this one: the fix may leave that, and add nothing.
    """
    planned = _plan(document, leaf)
    if planned is None:
        return None
    title, edit, applicability = planned
    try:
        trial = type(document)(bytes(document), fenced=document._fenced, limits=document._limits)
        edit(trial)
    except SeedError:
        return None
    if not faults(trial) <= others:
        return None
    return Fix(title, (difference(bytes(document), bytes(trial)),), applicability)


def _plan(document: Document, leaf: Leaf) -> tuple[str, Callable[[Document], None], Applicability] | None:
    """What to do, in words and as an edit, and when: each changes data, and which name was meant is a guess."""
    pointer = spell_pointer(leaf.path)
    if leaf.keyword in UNKNOWN:
        old = str(leaf.path[-1])
        name = meant(old, known_names(document, leaf))
        if name and any(map(str.isalnum, old.replace(name, "", 1))) and not nearest(old, [name]):
            return None  # part of the name is text that belongs into the value
        title = f'rename it to "{name}"'
        return (title, lambda trial: trial.rename(pointer, name), Applicability.SUGGESTION) if name else None
    if leaf.keyword == "uniqueItems":
        return "remove the repeated item", lambda trial: trial.delete(pointer), Applicability.UNSAFE
    if "secured" in leaf.path or isinstance(leaf.value, dict | list):
        return None
    value = _value(document, leaf, pointer)
    if value is None:
        return None
    title = f"write {json.dumps(value, ensure_ascii=False)}"
    return title, lambda trial: trial.set(pointer, value), Applicability.UNSAFE


def _value(document: Document, leaf: Leaf, pointer: str) -> Any:
    """The same value as it was meant: of the right type, in the right case, without blanks around it; or None."""
    if leaf.keyword == "type":
        wanted = leaf.wanted if isinstance(leaf.wanted, list) else [leaf.wanted]
        return _retyped(document, leaf.value, wanted, pointer)
    if not isinstance(leaf.value, str):
        return None
    if leaf.keyword in ("enum", "const"):
        values = leaf.wanted if leaf.keyword == "enum" else [leaf.wanted]
        same = [
            value for value in values if str(value).lower() == leaf.value.strip().lower() and isinstance(value, str)
        ]
        return same[0] if len(same) == 1 else None
    stripped = leaf.value.strip()
    return stripped if leaf.keyword in ("pattern", "format") and stripped != leaf.value else None


def _retyped(document: Document, value: Any, wanted: list[Any], pointer: str) -> Any:
    if "string" in wanted and isinstance(value, bool | int | float):
        span = document.span(pointer)
        text = bytes(document)[span.start : span.end].decode()
        same = resolve_plain(text)  # another where the value has an anchor, is an alias, or comes from elsewhere
        return text if type(same) is type(value) and repr(same) == repr(value) else None
    if not isinstance(value, str):
        return None
    if "boolean" in wanted and value.lower() in BOOLEANS:
        return BOOLEANS[value.lower()]
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    if {"integer", "number"} & set(wanted) and digits.isascii() and digits.isdigit() and len(digits) <= 18:
        return int(sign + digits) if digits == str(int(digits)) else None
    return None
