"""What a caller may put into a Document: JSON-like data.

In: any Python value. Out: the same as dict, list, str, int, float, bool and None; or an EditError. Never: keeps a
reference to what was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from seedfmt._syntax.walk import same
from seedfmt.errors import Code, EditError

__all__ = ["body_bytes", "plain_data", "same", "thawed"]

DEPTH = 200  # nesting of data that is put in; the parser's own limit for what is read back


def plain_data(value: Any, depth: int = DEPTH) -> Any:
    """A copy of the value in plain types. Raises EditError for what YAML data cannot be."""
    kind = type(value)
    if value is None or kind is bool or kind is int or kind is float:
        return value
    if isinstance(value, str):
        require_encodable(value)
        return str.__str__(value)  # what the text is, not what a class of its own shows: the members of an Enum do
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if depth <= 0:
        raise EditError(Code.VALUE, f"the value nests deeper than {DEPTH} levels, or contains itself", hint="give less")
    if kind is dict or isinstance(value, Mapping):
        return {_key(key): plain_data(item, depth - 1) for key, item in value.items()}
    if kind is list or (isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview))):
        return [plain_data(item, depth - 1) for item in value]
    raise EditError(
        Code.VALUE,
        f"a value of type {type(value).__name__} cannot be written",
        hint="give str, int, float, bool, None, a dict or a list of them",
    )


def _key(key: Any) -> Any:
    if isinstance(key, (tuple, frozenset)):
        plain_data(thawed(key))
        return key
    if key is not None and not isinstance(key, (str, int, float)):
        hint = "give str, int, float, bool or None; a tuple for a list, a frozenset of pairs for a mapping"
        raise EditError(Code.VALUE, f"a key of type {type(key).__name__} cannot be written", hint=hint)
    return plain_data(key, 0)


def thawed(key: Any) -> Any:
    """The collection that stands as a key (R14): a list for a tuple, a dict for a frozenset of pairs."""
    if isinstance(key, tuple):
        return [thawed(item) for item in key]
    if not isinstance(key, frozenset):
        return key
    if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in key):
        raise EditError(Code.VALUE, "a frozenset as key holds more than pairs", hint="give pairs (key, value)")
    return {name: thawed(value) for name, value in sorted(key, key=repr)}


def require_encodable(text: str) -> None:
    """Raise EditError for text that UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "the text holds half a surrogate pair, which is no character"
        raise EditError(Code.VALUE, message, hint="correct the text") from error


def body_bytes(body: object) -> bytes:
    """The bytes of a body that a caller gives. Raises TypeError for what is none, text too."""
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)
    advice = 'encode it: body.encode("utf-8")' if isinstance(body, str) else "give bytes"
    raise TypeError(f"a body must be bytes, not {type(body).__name__}; {advice}")
