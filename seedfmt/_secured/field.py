"""Where the value stands in a Document, and how another is put there: one line changes, no other.

In: a Document and the name of the field. Out: its text or its parts, with the place on every error. Never: shows the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from seedfmt._edit.find import spell_pointer
from seedfmt._secured import token
from seedfmt.errors import Code, Malformed, SecuredError

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._source import Span

FIELD = "secured"


def locate(document: Document, field: str) -> tuple[str, Span]:
    """Pointer and place of a field that is there."""
    pointer = spell_pointer((field,))
    return pointer, document.span(pointer)


def find_text(document: Document, field: str) -> str | None:
    """The text of the field; None where there is none. Raises Malformed where it is not text."""
    if field not in document:
        return None
    value = document[field]
    if not isinstance(value, str):
        span = locate(document, field)[1]
        raise Malformed(Code.MALFORMED, "the field is not text", hint="restore the value", span=span)
    return value


def require_value(document: Document, field: str) -> token.Value:
    """The value in its parts. Raises Malformed with the place, also where there is none."""
    text = find_text(document, field)
    if text is None:
        raise Malformed(Code.MALFORMED, f'there is no field "{field}"', hint="seal or sign the file")
    with placed(document, field):
        return token.parse(text)


def write(document: Document, field: str, value: str | None) -> None:
    """Put a value there, or (None) remove the field."""
    pointer = spell_pointer((field,))
    if value is None:
        document.delete(pointer)
        return
    token.require_short(value)
    document.set(pointer, value)


@contextmanager
def placed(document: Document, field: str | None) -> Iterator[None]:
    """Give errors that have no place that of the field."""
    try:
        yield
    except SecuredError as error:
        if error.span is None and field is not None and field in document:
            error.span = locate(document, field)[1]
        raise
