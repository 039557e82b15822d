"""A value as it is typed on the command line: which value it is in a document, and how it is written.

In: a document, a pointer, a VALUE. Out: the document with the value set. What is typed is what is written: over a
string it is a string; a number keeps its spelling if all readers make the same number of it, else it is a string.
"""

from __future__ import annotations

from typing import Any

from seedfmt._cli.output import warn_of
from seedfmt._document import Document
from seedfmt._edit.spelling import spell_value
from seedfmt.errors import PointerError

EXACT = 2**53  # the largest integer up to which JavaScript's numbers are exact


def set_typed(document: Document, pointer: str, text: str, value: Any, **options: Any) -> None:
    """Set a node to what was typed; ``value`` is what YAML 1.2 makes of it. Warns if a number is written as a string.

    Raises EditError.
    """
    old = current(document, pointer)
    if isinstance(old, str) and not isinstance(value, (str, dict, list)):
        if old != text:
            warn_of(f'{pointer}: wrote "{text}" as a string, like the old value; use --json for a {kind_of(value)}')
        document.set(pointer, text, **options)
    else:
        value, spelling = typed_value(pointer, text, value)
        document.set(pointer, value, spelling=spelling, **options)


def typed_value(pointer: str, text: str, value: Any) -> tuple[Any, str | None]:
    """A new value, and how it is spelled if it is a number. Warns if a number is written as a string."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value, None
    if is_read_alike(text, value):
        return value, text
    warn_of(f'{pointer}: wrote "{text}" as a string, because not all YAML readers read that number')
    return text, None


def current(document: Document, pointer: str) -> Any:
    """The value at a pointer, or None."""
    try:
        return document.at(pointer)
    except PointerError:
        return None


def kind_of(value: Any) -> str:
    """What a scalar is called in a message."""
    return "null" if value is None else "boolean" if isinstance(value, bool) else "number"


def is_read_alike(text: str, value: Any) -> bool:
    """Return whether all readers make this number of a plain scalar."""
    if type(value) is int and abs(value) <= EXACT and text == spell_value(value):
        return True
    from seedfmt._readers.names import DEFAULT
    from seedfmt._readers.tables import read_plain

    read = (read_plain(name, text) for name in DEFAULT)
    return all(
        isinstance(other, (int, float)) and not isinstance(other, bool) and (other == value or other != other != value)
        for other in read
    )
