"""The bridge for projects that come from ruamel.yaml.

    data = to_commented_map(doc)     # a CommentedMap, with the comments
    data["heat"] += 1
    update(doc, data)                # by reconcile: what did not change keeps its bytes

In: a Document, a CommentedMap. Out: the other. Comments go one way: those of the Document are in the map, but comments
that are set on the map are not data and do not come back; ``Document.set_comment`` writes them. Never: hands out a
map that reads otherwise than the Document.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Set
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, TaggedScalar
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarbool import ScalarBoolean

from seedfmt._document import Document
from seedfmt._edit.find import spell_pointer
from seedfmt._edit.values import same
from seedfmt.errors import Code, EditError

__all__ = ["to_commented_map", "update"]

HINT = "work on the Document itself"


class _Constructor(RoundTripConstructor):
    """Timestamps are text, as they are in a Document."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_yaml_str)


def to_commented_map(document: Document) -> CommentedMap:
    """The front matter as ruamel.yaml's round-trip loader gives it, timestamps as text.

    Raises EditError where ruamel.yaml refuses the front matter, or reads a value otherwise than YAML 1.2.2 says.
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = _Constructor
    yaml.preserve_quotes = True
    page = document._page
    try:
        found = yaml.load(page.source[page.parts.front : page.parts.closing].decode())
    except (YAMLError, ValueError, AttributeError, TypeError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0]
        raise EditError(Code.VALUE, f"ruamel.yaml cannot read this front matter: {reason}", hint=HINT) from error
    found = CommentedMap() if found is None else found
    wrong = difference(document.data, plain(found))
    if wrong is not None:
        where = spell_pointer(wrong) or "the front matter"
        raise EditError(Code.VALUE, f"ruamel.yaml reads {where} otherwise than YAML 1.2 says", hint=HINT)
    return found


def update(document: Document, data: Mapping[Any, Any]) -> None:
    """Make the data of the Document those of the map, by the fewest edits. Raises EditError."""
    document.reconcile(plain(data))


def plain(value: Any) -> Any:
    """The value in plain types: dates as text, sets as mappings to null, tagged scalars without their tag."""
    if isinstance(value, Mapping):
        return {plain_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return {plain_key(key): None for key in value}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, TaggedScalar):
        return str(value.value)
    if isinstance(value, (ScalarBoolean, bool)):
        return bool(value)
    if isinstance(value, datetime.datetime) and value.utcoffset() is not None:
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return next((kind(value) for kind in (str, int, float) if isinstance(value, kind)), value)


def plain_key(key: Any) -> Any:
    """A key in plain types; a collection as it is in a Document."""
    if isinstance(key, tuple):
        return tuple(plain_key(item) for item in key)
    if isinstance(key, Mapping):
        return frozenset((plain_key(name), plain_key(item)) for name, item in key.items())
    return plain(key)


def difference(one: Any, two: Any) -> tuple[Any, ...] | None:
    """The path of the first value that is not the same in both, or None."""
    if same(one, two):
        return None
    if isinstance(one, dict) and isinstance(two, dict) and one.keys() == two.keys():
        return next((key, *rest) for key in one if (rest := difference(one[key], two[key])) is not None)
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for place, (left, right) in enumerate(zip(one, two, strict=True)):
            rest = difference(left, right)
            if rest is not None:
                return (place, *rest)
    return ()
