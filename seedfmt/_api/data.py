"""Documents as JSON, and JSON as Documents.

In: a Document; or JSON as text or values. Out: JSON; or a Document. Never: opens files.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from seedfmt import _edit
from seedfmt._document import Document
from seedfmt._edit.values import plain_data, require_size
from seedfmt._limits import Limits
from seedfmt.errors import Code, JsonError

if TYPE_CHECKING:
    from seedfmt._records.table import RecordKind


def to_data(document: Document, *, body_key: str | None = "content", lenient: bool = False) -> dict[str, Any]:
    """The front matter as JSON values, with the body under ``body_key`` where there is one (SPEC R80 to R83).

    ``body_key=None`` leaves the body out; ``lenient`` replaces what JSON cannot hold.
    Raises JsonError with its line, otherwise; also where a member has the body's name, or the body is not UTF-8.
    """
    from seedfmt._views.as_json import json_object
    from seedfmt._views.values import without_spelling

    data: dict[str, Any] = without_spelling(json_object(document, body_key=body_key, lenient=lenient))
    return data


@cache
def _fast_json() -> Callable[[Document, str | None], str | None]:
    """The fast way, imported when it is first needed: the statement alone would take a fifth of a small file."""
    from seedfmt._views.as_json import fast_json

    return fast_json


def to_json(
    document: Document,
    *,
    body_key: str | None = "content",
    lenient: bool = False,
    pretty: bool = False,
    sort_keys: bool = False,
    pointer: str = "",
) -> str:
    """Front matter and body as JSON text: one object, members in order, numbers exact and floats as spelled.

    ``pointer`` (RFC 6901) takes a part. Raises JsonError as ``to_data`` does, and PointerError.
    """
    text = None if pretty or sort_keys or pointer else _fast_json()(document, body_key)
    if text is not None:
        return text
    from seedfmt._views import as_json

    key = body_key if pointer in ("", f"/{body_key}") else None
    value: Any = as_json.json_object(document, body_key=key, lenient=lenient)
    if pointer:
        value = as_json.part_of(document, value, pointer)
    return as_json.render_json(value, pretty=pretty, sort_keys=sort_keys)


def from_json(
    text: str | bytes | dict[str, Any], *, body_key: str | None = "content", kind: str | None = None
) -> Document:
    """Return a new seed file in the default style from JSON text or its values, as ``to_json`` writes them (SPEC R85).

    What is under ``body_key`` becomes the body. ``kind`` is as in ``new``. Raises JsonError, EditError.
    """
    from seedfmt._records.kinds import require_kind

    known = None if kind is None else require_kind(kind)
    return from_values(_parsed(text) if isinstance(text, (str, bytes)) else plain_data(text), body_key, known)


def from_values(values: Any, body_key: str | None, kind: RecordKind | None) -> Document:
    """A new seed file from JSON values, floats spelled as they are (SPEC R85). Raises JsonError, EditError."""
    from seedfmt._records.kinds import in_order, kind_for_style, style_of

    values, body = _front_and_body(values, body_key)
    plain = plain_data(values)
    kind = kind_for_style(plain) if kind is None else kind
    front = _edit.front.render_front(in_order(values, kind), style_of(kind))
    return Document(b"---\n" + front.encode() + b"---\n" + (body or b""))


def reconcile(document: Document, text: str | bytes | dict[str, Any], *, body_key: str | None = "content") -> None:
    """Give a Document the data and the body that JSON says, with the fewest edits; comments and spelling stay (R84).

    Where the JSON says no body, the body stays. Raises JsonError, EditError; then the Document is as it was.
    """
    from seedfmt._views.values import replaced, restored

    values, body = _front_and_body(text, body_key)
    old = document.data
    with document._transaction():
        document.reconcile(restored(values, old, replaced(old, hide=True)))
        if body is not None and body.decode() != document.body.decode(errors="replace"):
            document.body = body


def dumps_lossless(document: Document, *, pretty: bool = False) -> str:
    """Return the whole file as lossless JSON: ``data`` and ``body`` to edit, ``front`` to restore every byte (R90)."""
    from seedfmt._views.as_json import render_json
    from seedfmt._views.lossless import lossless_object

    return render_json(lossless_object(document), pretty=pretty)


def loads_lossless(text: str | bytes | dict[str, Any], *, limits: Limits | None = None) -> Document:
    """Return the file of lossless JSON, byte for byte; if its ``data`` were edited, with the fewest edits (R97, R98).

    Raises:
        JsonError: ``text`` is not lossless JSON, or ``data`` cannot be the data of a file with this ``front``.
        EditError: The edit cannot be made.
        LimitError: ``front`` exceeds the limits.
    """
    from seedfmt._views.lossless import lossless_document

    return lossless_document(_parsed(text), limits=limits)


def _parsed(text: str | bytes | dict[str, Any]) -> Any:
    from seedfmt._views.as_json import parse_json
    from seedfmt._views.values import DEPTH, require_shallow

    if isinstance(text, (str, bytes)):
        return parse_json(text)
    require_shallow(text)
    require_size(text, DEPTH)
    return text


def _front_and_body(text: str | bytes | dict[str, Any], body_key: str | None) -> tuple[dict[str, Any], bytes | None]:
    """The members that are front matter, and the body, None where there is none."""
    from seedfmt._views.values import looks_lossless

    values = _parsed(text)
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise JsonError(Code.JSON_SYNTAX, "a seed file is an object in JSON", hint="write it in braces")
    if looks_lossless(values):
        raise JsonError(Code.JSON_SYNTAX, "this is lossless JSON", hint="read it with --lossless (loads_lossless)")
    if body_key is None or body_key not in values:
        return values, None
    body = values[body_key]
    if not isinstance(body, str):
        message = f'the member "{body_key}" is the body and must be text'
        raise JsonError(Code.JSON_SYNTAX, message, hint="name another with --body-key, or none with --no-body")
    try:
        return {key: value for key, value in values.items() if key != body_key}, body.encode()
    except UnicodeEncodeError as error:
        message = "the body holds half a surrogate pair, which is no character"
        raise JsonError(Code.JSON_SYNTAX, message, hint="correct the text") from error
