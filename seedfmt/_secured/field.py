"""Where the value stands in a Document, and how another is put there: one line changes, no other.

In: a Document and the name of the field. Out: its text or its parts, with the place on every error. Never: shows the
value.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from seedfmt import _edit
from seedfmt._edit.find import find_child, spell_pointer
from seedfmt._edit.patch import Patch
from seedfmt._secured import token
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import Code, EditError, Malformed, SecuredError

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._source import Span
    from seedfmt._syntax.tree import Tree

FIELD = "secured"
_DOUBLE = rows.SCALAR | rows.DOUBLE | rows.VERBATIM


def is_mapping(tree: Tree) -> bool:
    """Is there any front matter?"""
    return len(tree) > ROOT and tree.kind(ROOT) == rows.MAPPING


def find_member(tree: Tree, path: tuple[str, ...]) -> int:
    """The row of the value at a path through mappings alone, or -1; what a merge key brings is not there."""
    row = ROOT if is_mapping(tree) else -1
    for name in path:
        if row < 0 or tree.kind(row) != rows.MAPPING:
            return -1
        row = find_child(tree, row, name)[1]
    return row


def is_quoted(tree: Tree, row: int) -> bool:
    """Is this text in double quotes, without escapes, anchor and tag? So everybody writes the field."""
    return row >= 0 and tree.head(row) == _DOUBLE and tree.begin(row) == tree.start(row)


def locate(document: Document, field: str) -> tuple[str, Span]:
    """Pointer and place of a field that is there."""
    pointer = spell_pointer((field,))
    return pointer, document.span(pointer)


def find_text(document: Document, field: str) -> str | None:
    """The text of the field; None where there is none. Raises Malformed where it is not text."""
    tree = document._page.tree
    row = find_member(tree, (field,))
    if row < 0 and field not in document:
        return None
    if is_quoted(tree, row):
        return tree.text(row)[1:-1].decode()
    value = build(tree, row) if row >= 0 else document[field]
    if not isinstance(value, str):
        span = locate(document, field)[1]
        raise Malformed(Code.MALFORMED, "the field is not text", hint="restore the value", span=span)
    return value


def require_text(document: Document, field: str) -> str:
    """The text of the field. Raises Malformed where there is none."""
    text = find_text(document, field)
    if text is None:
        raise Malformed(Code.MALFORMED, f'there is no field "{field}"', hint="seal or sign the file")
    return text


def require_value(document: Document, field: str) -> token.Value:
    """The value in its parts. Raises Malformed with the place, also where there is none."""
    with placed(document, field):
        return token.parse(require_text(document, field))


def require_free(document: Document, field: str) -> None:
    """Raise EditError where the field has a value: nobody could bring it back."""
    if document.get(field) not in (None, ""):
        message = f'the field "{field}" has a value, which would be lost'
        hint = "replace it on purpose (--replace, replace=True), or rotate it: that seals the same plaintext anew"
        raise EditError(Code.EXISTS, message, hint=hint, span=locate(document, field)[1])


def write(document: Document, field: str, value: str | None) -> None:
    """Put a value there, or (None) remove the field. What is in double quotes stays in them."""
    if value is None:
        document.delete(spell_pointer((field,)))
        return
    token.require_short(value)
    tree = document._page.tree
    row = find_member(tree, (field,))
    if is_quoted(tree, row):
        patch = Patch(tree.start(row), tree.end(row), b'"%b"' % value.encode())
        document._commit(_edit.edits.pad(document._page), _edit.edits.Planned([patch], row, value))
    else:
        document.set(spell_pointer((field,)), value)


@contextmanager
def placed(document: Document, field: str | None) -> Iterator[None]:
    """Give errors that have no place that of the field."""
    try:
        yield
    except SecuredError as error:
        if error.span is None and field is not None and field in document:
            error.span = locate(document, field)[1]
        raise
