"""Lossless JSON: the data of a file for tools to edit, beside the source that restores every byte (SPEC R90 to R98).

In: a Document; or lossless JSON as JSON values. Out: JSON values; or a Document. Never: takes a byte of the front
matter from anything but ``front`` and edits of ``data``; returns a Document whose data differ from ``data``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any, NoReturn

from seedfmt._change import equal
from seedfmt._document import Document
from seedfmt._fences import split
from seedfmt._limits import LIMITS, Limits
from seedfmt._source import span_between
from seedfmt._views.values import is_json, is_numeric, replaced, require_shallow, restored, scalars
from seedfmt.errors import Code, JsonError, LimitError, SeedError

VERSION = 2
KEYS = ("seedfmt", "data", "front", "body")
BASE64 = "base64"
EXACT = 2**53  # integers up to this are exact in IEEE 754 binary64, the only numbers of many JSON tools (RFC 8259)
SHOWN = 40  # characters of a number in a message
EXPORT_AGAIN = "export the file again with to-json --lossless"


# -- writing -----------------------------------------------------------------------------------------------------------


def lossless_object(document: Document) -> dict[str, Any]:
    """Return the whole file as JSON values.

    Raises:
        JsonError: The front matter is nested more deeply than JSON may be.
    """
    data = document.data
    require_shallow(data)
    source, parts, _, _ = document._page
    return {
        "seedfmt": VERSION,
        "data": _shown(data),
        "front": source[: parts.body].decode(),
        "body": _encode_body(source[parts.body :]),
    }


def _shown(data: dict[Any, Any]) -> dict[str, Any]:
    """Return the data of a file as JSON values (R81); keys without a name of their own are left out (R92)."""
    values: dict[str, Any] = data if is_json(data) else replaced(data, hide=True)
    return values


def _encode_body(body: bytes) -> str | dict[str, str]:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return {BASE64: base64.b64encode(body).decode()}


# -- reading -----------------------------------------------------------------------------------------------------------


def lossless_document(value: Any, *, limits: Limits | None = None) -> Document:
    """Return the file that lossless JSON describes, with the edits that were made to ``data``.

    Raises:
        JsonError: ``value`` is not lossless JSON, or ``data`` cannot be the data of a file with this ``front``.
        EditError: The edit cannot be made.
        LimitError: ``front`` exceeds the limits.
    """
    require_lossless(value)
    document = _open(_encode(value["front"], "front"), _decode_body(value["body"]), limits or LIMITS)
    data, old = value["data"], document.data
    shown = _shown(old)
    if equal(shown, data):
        return document
    require_exact_integers(data, shown)
    document.reconcile(restored(data, old, shown))
    if not equal(_shown(document.data), data):
        _fail('"data" differs from every file with this "front"', 'edit a key that "data" does not show in "front"')
    return document


def _open(front: bytes, body: bytes, limits: Limits) -> Document:
    """Return the Document of ``front`` and ``body``, each of which must be all of its part."""
    parts = split(front, fenced=False, size=limits.size)
    if parts.body < len(front):
        line = span_between(front, parts.body, parts.body).line
        _fail(f'"front" continues after the closing fence, on line {line}', 'put the body into "body"')
    if body and parts.closing == len(front):
        _fail('"front" has no closing fence, so there can be no body', 'end "front" with a line "---"')
    try:
        if not body or front.endswith((b"\n", b"\r")):
            document = Document(front + body, fenced=False, limits=limits)
        else:
            document = Document(front, fenced=False, limits=limits)
            document.body = body
    except LimitError:
        raise
    except SeedError as error:
        place = f"line {error.line}, column {error.column}: " if error.span else ""
        _fail(f'"front" is invalid: {place}{error.code} {error.message}', error.hint or EXPORT_AGAIN)
    if document.body != body:
        _fail('"front" ends in CR and "body" starts with LF, which would be one line end', 'end "front" in LF')
    return document


# -- the form ----------------------------------------------------------------------------------------------------------


def require_lossless(value: Any) -> None:
    """Raise JsonError unless the value has the form of ``schema/lossless.schema.json``."""
    if not isinstance(value, dict) or "seedfmt" not in value:
        hint = "create it with to-json --lossless, or convert data JSON without --lossless"
        _fail('not lossless JSON: an object with the key "seedfmt" is expected', hint)
    version = value["seedfmt"]
    if not is_numeric(version) or version != VERSION:
        found = f"version {_shortened(version)}" if is_numeric(version) else "a version that is not a number"
        _fail(f'"seedfmt" has {found}, and only version {VERSION} is supported', EXPORT_AGAIN)
    for key in KEYS:
        if key not in value:
            _fail(f'missing key "{key}"', EXPORT_AGAIN)
    for key in value:
        if key not in KEYS:
            _fail(f'unknown key "{key}"', 'remove it, or move it into "data"')
    if not isinstance(value["data"], dict):
        _fail('"data" must be an object', EXPORT_AGAIN)


def _encode(text: Any, key: str) -> bytes:
    if not isinstance(text, str):
        _fail(f'"{key}" must be a string', EXPORT_AGAIN)
    try:
        return text.encode()
    except UnicodeEncodeError:
        _fail(f'"{key}" contains an unpaired surrogate, which is not a character', "correct the string")


def _decode_body(body: Any) -> bytes:
    if isinstance(body, str):
        return _encode(body, "body")
    content = body.get(BASE64) if isinstance(body, dict) and len(body) == 1 else None
    if not isinstance(content, str):
        _fail(f'"body" must be a string or an object with the one key "{BASE64}"', EXPORT_AGAIN)
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        _fail("the body is not valid base64", "encode it again, or write the body as a string")


def _fail(message: str, hint: str) -> NoReturn:
    raise JsonError(Code.LOSSLESS, message, hint=hint)


# -- integers that a tool has rounded ----------------------------------------------------------------------------------


def require_exact_integers(data: Any, shown: Any) -> None:
    """Raise JsonError if a JSON tool has rounded an integer of the file to a binary64 number (R98)."""
    numbers = [*_numbers(shown)]
    large = [(key, number) for key, number in numbers if isinstance(number, int) and abs(number) > EXACT]
    if not large:
        return
    given = {number for _, number in _numbers(data)}
    known = {number for _, number in numbers}
    for key, number in large:
        found = next((one for one in roundings(number) if one in given and one not in known), None)
        if number not in given and found is not None:
            where = f' of "{key}"' if key else ""
            message = f'the integer {_shortened(number)}{where} was rounded to {_shortened(found)} in "data"'
            _fail(message, "restore it, and use a JSON tool that preserves integers beyond 2^53")


def _numbers(value: Any) -> Iterator[tuple[str, int | float]]:
    return ((key, number) for key, number in scalars(value) if is_numeric(number))


def _shortened(number: float) -> str:
    text = str(number)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def roundings(number: int) -> set[int]:
    """Return the integers that tools with binary64 numbers write for an integer.

    These are the exact value (Python), the shortest decimal (JavaScript) and 17 digits (jq up to 1.6).
    """
    try:
        nearest = float(number)
    except OverflowError:
        nearest = 1.7976931348623157e308 if number > 0 else -1.7976931348623157e308  # jq: the largest
    return {int(nearest), _decimal(repr(nearest)), _decimal(f"{nearest:.16e}")}


def _decimal(text: str) -> int:
    """Return the integer that a decimal with an exponent is, exactly."""
    digits, _, exponent = text.partition("e")
    whole, _, fraction = digits.partition(".")
    shift = int(exponent or 0) - len(fraction)
    mantissa = int(whole + fraction)
    return mantissa * int(10**shift) if shift >= 0 else mantissa // int(10**-shift)
