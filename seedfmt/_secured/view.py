"""The bound view: what a value vouches for, as bytes (SPEC R113 to R115).

In: a Document, the volatile members, the name of the field. Out: the canonical JSON of the rest, and digests. Raises
NotBindable with the place. Never: changes the Document.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from seedfmt._edit.find import parse_pointer
from seedfmt._secured import base64, jcs
from seedfmt._secured.bindable import find_fences, require_common_lines, require_no_properties, require_one_reading
from seedfmt._secured.field import find_member
from seedfmt._secured.header import Bind, require_path, require_volatile
from seedfmt._secured.quick import Omitted, spell_common
from seedfmt._syntax.data import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedfmt._document import Document
    from seedfmt._edit.page import Page
    from seedfmt._syntax.tree import Tree

SCHEME = b"bind-v2"


class BoundView(NamedTuple):
    """What would be bound: the canonical JSON of the front matter, and the digests of it and of the body."""

    text: bytes
    front: str
    body: str


def bound_view(document: Document, *, volatile: Iterable[str] = (), field: str | None = "secured") -> BoundView:
    """What a value in ``field`` (None: a detached signature) vouches for; ``volatile`` are pointers to what it leaves
    out.

    Raises NotBindable with the place, Malformed for volatile members that are none.
    """
    text = front_view(document, require_volatile(sorted(set(volatile)), field), field)
    return BoundView(text, digest(text), digest(body_view(document.body)))


def bind(
    document: Document, volatile: Iterable[str], field: str | None, *, body: bool = True, path: str | None = None
) -> Bind:
    """The binding of a Document as it is, and of its path where one is given. Raises NotBindable, Malformed."""
    pointers = require_volatile(sorted(set(volatile)), field)
    front = digest(front_view(document, pointers, field))
    known = None if path is None else require_path(path)
    return Bind(front, digest(body_view(document.body)) if body else None, pointers, known)


def front_view(document: Document, volatile: tuple[str, ...], field: str | None) -> bytes:
    """The canonical JSON of scheme, field, fences and bound members (R113)."""
    page = document._page
    require_common_lines(page)
    require_no_properties(page)
    paths, omitted = _leave_out(volatile, field)
    front = spell_common(page.tree, omitted) or _spell_each(page, paths)
    fences = jcs.canonical(find_fences(page))
    return b'{"fences":%b,"field":%b,"front":%b,"seedfmt":"%b"}' % (fences, jcs.canonical(field), front, SCHEME)


def _spell_each(page: Page, left_out: list[tuple[str, ...]]) -> bytes:
    """The canonical JSON of bound members that may be spelled in any way, once each was looked at."""
    require_one_reading(page, find_values(page.tree, left_out))
    front = build(page.tree) or {}
    for path in left_out:
        _remove_member(front, path)
    return jcs.canonical(front)


@lru_cache(maxsize=256)  # the same few in all files
def _leave_out(volatile: tuple[str, ...], field: str | None) -> tuple[list[tuple[str, ...]], Omitted]:
    """What is left out: as paths, and as a mapping of mappings."""
    paths = [tuple(parse_pointer(pointer)) for pointer in volatile]
    if field is not None:
        paths.append((field,))
    omitted: Omitted = {}
    for *above, name in paths:
        inner = omitted
        for part in above:
            inner = inner.setdefault(part, {})
        inner[name] = None
    return paths, omitted


def body_view(body: bytes) -> bytes:
    """The body with CRLF read as LF (R114)."""
    return body.replace(b"\r\n", b"\n")


def digest(data: bytes) -> str:
    """SHA-256 in base64url."""
    return base64.encode_url(hashlib.sha256(data).digest())


def find_values(tree: Tree, paths: list[tuple[str, ...]]) -> list[range]:
    """The rows of the values at paths, where they are there."""
    found = [find_member(tree, path) for path in paths]
    return [range(row, tree.after(row)) for row in found if row >= 0]


def _remove_member(front: Any, path: tuple[str, ...]) -> None:
    """Take a member out of plain data, through mappings alone, where it is there."""
    for part in path[:-1]:
        front = front.get(part) if isinstance(front, dict) else None
    if isinstance(front, dict):
        front.pop(path[-1], None)
