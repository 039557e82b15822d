"""Data JSON: front matter and body as one object, and such an object as text (SPEC R80 to R87).

In: a Document; or JSON text. Out: JSON text; or JSON values. Never: rounds a number, reads a member twice, or changes
the Document.
"""

from __future__ import annotations

import json
from typing import Any

from seedfmt._document import Document
from seedfmt._edit.find import parse_pointer, require_exists, resolve_pointer
from seedfmt._edit.spelling import Spelled
from seedfmt._source import span_between
from seedfmt._syntax import emit
from seedfmt._views.values import is_json, json_values, require_shallow
from seedfmt.errors import Code, JsonError, PointerError

BODY_KEY = "content"
DIGITS = 4300  # of an integer (R15)
_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False).encode


def json_object(document: Document, *, body_key: str | None = BODY_KEY, lenient: bool = False) -> dict[str, Any]:
    """The front matter as JSON values, and the body behind it under ``body_key`` where there is one.

    Raises JsonError: for what JSON cannot hold, for a member that has the body's name, for a body that is not UTF-8.
    """
    values = json_values(document, lenient=lenient)
    body = document.body if body_key is not None else b""
    if not body or body_key is None:
        return values
    if body_key in values:
        raise JsonError(
            Code.NOT_JSON,
            f'the front matter has a member "{body_key}", which is the name for the body',
            hint="give the body another with --body-key",
            span=document.span(f"/{body_key.replace('~', '~0').replace('/', '~1')}", key=True),
        )
    values[body_key] = body_text(document, body, lenient=lenient)
    return values


def part_of(document: Document, values: Any, pointer: str) -> Any:
    """What is at a JSON Pointer of the JSON values of a Document.

    Raises PointerError with the place of the nearest value above that is there.
    """
    parts = parse_pointer(pointer)
    try:
        return require_exists(values, pointer, resolve_pointer(values, pointer))
    except PointerError as error:
        error.span = document._span(document._reached(parts), key=True)
        raise


def body_text(document: Document, body: bytes, *, lenient: bool) -> str:
    """The body as text; what is no UTF-8 becomes U+FFFD, or an error (R82)."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        if lenient:
            return body.decode(errors="replace")
        at = document._page.parts.body + error.start
        raise JsonError(
            Code.NOT_JSON,
            "the body is not UTF-8 from here on",
            hint="leave it out with --no-body, keep its bytes with --lossless, or replace what is wrong with --lenient",
            span=span_between(bytes(document), at, at),
        ) from error


def fast_json(document: Document, body_key: str | None, names: tuple[str, ...] = ()) -> str | None:
    """The compact text of ``json_object``, or None where the complete way has to decide.

    So has it for a member that has the body's name, or one of ``names``.
    """
    page = document._page
    try:
        text: str | None = emit.render_tree(page.tree, body_key, names, page.parts.body)
    except UnicodeError:
        return None
    return text


# -- text --------------------------------------------------------------------------------------------------------------


def render_json(value: Any, *, pretty: bool = False, sort_keys: bool = False) -> str:
    """JSON text on one line, or on lines indented by 2."""
    if sort_keys:
        value = sorted_members(value)
    if not pretty and isinstance(value, (dict, list)) and is_json(value):
        return _compact(value)
    pieces: list[str] = []
    _render(value, pieces, "\n" if pretty else "", ": " if pretty else ":")
    return "".join(pieces)


def _render(value: Any, pieces: list[str], newline: str, colon: str) -> None:
    if isinstance(value, (dict, list)) and value:
        inner = newline + "  " if newline else ""
        is_mapping = isinstance(value, dict)
        separator = "{" if is_mapping else "["
        for key in value:
            pieces += [separator, inner, f"{_compact(key)}{colon}" if is_mapping else ""]
            _render(value[key] if is_mapping else key, pieces, inner, colon)
            separator = ","
        pieces += [newline, "}" if is_mapping else "]"]
    elif isinstance(value, Spelled):
        pieces.append(value.text)
    else:
        pieces.append(_compact(value))


def sorted_members(value: Any) -> Any:
    """A copy with the members of each object in the order of their names."""
    if isinstance(value, dict):
        return {key: sorted_members(value[key]) for key in sorted(value)}
    return [sorted_members(item) for item in value] if isinstance(value, list) else value


# -- and back ----------------------------------------------------------------------------------------------------------


def parse_json(text: str | bytes) -> Any:
    """The value of JSON text, floats with their spelling. Raises JsonError, with the place in the text."""
    try:
        source = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        value = json.loads(
            source,
            parse_float=_parse_float,
            parse_int=_parse_int,
            parse_constant=_refuse_constant,
            object_pairs_hook=_parse_object,
        )
        require_shallow(value)
        return value
    except json.JSONDecodeError as error:
        start = len(error.doc[: error.pos].encode(errors="replace"))
        span = span_between(error.doc.encode(errors="replace"), start, start)
        message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise JsonError(Code.JSON_SYNTAX, message, hint="correct it here", span=span) from error
    except UnicodeDecodeError as error:
        raise JsonError(Code.JSON_SYNTAX, "the JSON is not UTF-8", hint="save it as UTF-8") from error
    except RecursionError as error:
        raise JsonError(Code.JSON_SYNTAX, "the JSON nests too deeply", hint="give less") from error


def _parse_float(text: str) -> Spelled:
    return Spelled(float(text), text)


def _parse_int(text: str) -> int:
    digits = text.removeprefix("-")
    if len(digits) > DIGITS:
        raise JsonError(Code.JSON_SYNTAX, f"an integer of {len(digits)} digits", hint="write it as text")
    return int(text)


def _refuse_constant(name: str) -> Any:
    raise JsonError(Code.JSON_SYNTAX, f"{name} is no value of JSON", hint='write it as text, ".nan" or ".inf"')


def _parse_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise JsonError(Code.JSON_SYNTAX, f'the member "{name}" stands twice in an object', hint="remove one")
            seen.add(name)
    return members
