"""The bound view: what a value vouches for, as bytes (SPEC R113 to R115).

In: a Document, the volatile members, the name of the field. Out: the canonical JSON of the rest, and digests. Raises
NotBindable with the place. Never: changes the Document.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from seedfmt._edit.find import find_child, parse_pointer
from seedfmt._secured import base64, jcs
from seedfmt._secured.bindable import Exempt, require_bindable
from seedfmt._secured.header import Bind, require_volatile
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedfmt._document import Document

SCHEME = "bind-v1"


class BoundView(NamedTuple):
    """What would be bound: the canonical JSON of the front matter, and the digests of it and of the body."""

    text: bytes
    front: str
    body: str


def bound_view(document: Document, *, volatile: Iterable[str] = (), field: str | None = "secured") -> BoundView:
    """What a value in ``field`` (None: a detached signature) vouches for; ``volatile`` are pointers to what it leaves out.

    Raises NotBindable with the place, Malformed for volatile members that are none.
    """
    text = front_view(document, require_volatile(sorted(set(volatile)), field), field)
    return BoundView(text, digest(text), digest(body_view(document.body)))


def bind(document: Document, volatile: Iterable[str], field: str | None, *, body: bool = True) -> Bind:
    """The binding of a Document as it stands. Raises NotBindable, Malformed."""
    pointers = require_volatile(sorted(set(volatile)), field)
    front = digest(front_view(document, pointers, field))
    return Bind(front, digest(body_view(document.body)) if body else None, pointers)


def front_view(document: Document, volatile: tuple[str, ...], field: str | None) -> bytes:
    """The canonical JSON of scheme, field and bound members (R113)."""
    page = document._page
    left_out = [tuple(parse_pointer(pointer)) for pointer in volatile]
    if field is not None:
        left_out.append((field,))
    tree = page.tree
    is_mapping = len(tree) > ROOT and tree.kind(ROOT) == rows.MAPPING
    ranges = [(row, tree.after(row)) for path in left_out if (row := _find_member(document, path)) > 0]
    simple = require_bindable(page, Exempt(ranges)) if is_mapping else True
    front = build(tree) if is_mapping else {}
    for path in left_out:
        _remove_member(front, path)
    view = {"seedfmt": SCHEME, "field": field, "front": front}
    return jcs.canonical_simple(view) if simple and (field or "").isascii() else jcs.canonical(view)


def body_view(body: bytes) -> bytes:
    """The body with CRLF read as LF (R114)."""
    return body.replace(b"\r\n", b"\n")


def digest(data: bytes) -> str:
    """SHA-256 in base64url."""
    return base64.encode_url(hashlib.sha256(data).digest())


def _find_member(document: Document, path: tuple[str, ...]) -> int:
    """The row of a member, through mappings alone, or -1."""
    tree = document._page.tree
    row = ROOT if len(tree) > ROOT else -1
    for part in path:
        if row < 0 or tree.kind(row) != rows.MAPPING:
            return -1
        row = find_child(tree, row, part)[1]
    return row


def _remove_member(front: Any, path: tuple[str, ...]) -> None:
    """Take a member out of plain data, through mappings alone, where it is there."""
    for part in path[:-1]:
        front = front.get(part) if isinstance(front, dict) else None
    if isinstance(front, dict):
        front.pop(path[-1], None)
