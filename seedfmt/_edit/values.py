"""What a caller may put into a Document: JSON-like data.

In: any Python value. Out: the same as dict, list, str, int, float, bool and None; or an EditError. Never: keeps a
reference to what was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from seedfmt._syntax.walk import same
from seedfmt.errors import Code, EditError, LimitError

__all__ = ["body_bytes", "plain_data", "same", "thawed"]

DEPTH = 200  # nesting of data that is put in; the parser's own limit for what is read back
NODES = 1 << 23  # values of data that is put in: more do not fit into 16 MiB of front matter
LETTERS = 1 << 26  # characters of its strings


_SCALARS = frozenset([int, float, bool, type(None)])


class Size(NamedTuple):
    """What data come to, written out."""

    nodes: int = 0
    letters: int = 0


def require_size(value: Any, depth: int = DEPTH) -> Size:
    """The size of data, in linear time: what stands in several places is looked at once.

    Raises EditError for data that nest too deeply or contain themselves, LimitError for such as are too large.
    """
    return _measure(value, {}, depth)


def _measure(value: Any, known: dict[int, tuple[Any, Size]], depth: int) -> Size:
    if isinstance(value, str):
        return Size(1, len(value))
    is_mapping = isinstance(value, Mapping)
    if not is_mapping and (not isinstance(value, Sequence) or isinstance(value, (bytes, bytearray, memoryview))):
        return Size(1)
    if id(value) in known:
        return known[id(value)][1]
    if depth <= 0:
        raise _too_deep()
    nodes = 1
    letters = sum(len(key) for key in value if isinstance(key, str)) if is_mapping else 0
    for item in value.values() if is_mapping else value:
        kind = type(item)
        if kind is str or kind in _SCALARS:
            nodes += 1
            letters += len(item) if kind is str else 0
        else:
            size = _measure(item, known, depth - 1)
            nodes += size.nodes
            letters += size.letters
        if nodes > NODES or letters > LETTERS:
            message = f"the value stands for more than {NODES:,} values or {LETTERS:,} characters"
            raise LimitError(Code.EXPANSION, message, hint="give less")
    known[id(value)] = value, Size(nodes, letters)  # the value, too: as long as it is there, no other has its id
    return Size(nodes, letters)


def _too_deep() -> EditError:
    return EditError(Code.VALUE, f"the value nests deeper than {DEPTH} levels, or contains itself", hint="give less")


def plain_data(value: Any, spell: Callable[[Any], str] | None = None) -> Any:
    """A copy of the value in plain types. Raises EditError for what YAML data cannot be, LimitError for too much.

    ``spell`` writes a date or datetime as a string.
    """
    if isinstance(value, (Mapping, Sequence)) and not isinstance(value, str):
        require_size(value)
    return _plain(value, DEPTH, spell)


def _plain(value: Any, depth: int, spell: Callable[[Any], str] | None = None) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is int or kind is float:
        return value
    if isinstance(value, str):
        require_encodable(value)
        return str.__str__(value)  # what the text is, not what a class of its own shows: the members of an Enum do
    if isinstance(value, (int, float)):
        return int.__int__(value) if isinstance(value, int) else float.__float__(value)
    if depth <= 0:
        raise _too_deep()
    if kind is dict or isinstance(value, Mapping):
        return {_key(key): _plain(item, depth - 1, spell) for key, item in value.items()}
    if kind is list or (isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview))):
        return [_plain(item, depth - 1, spell) for item in value]
    if not is_date(value):
        fail_type(value)
    return (spell or spell_date)(value)


def fail_type(value: Any) -> NoReturn:
    """Raise EditError for a value of a type that cannot be written."""
    raise EditError(
        Code.VALUE,
        f"a value of type {type(value).__name__} cannot be written",
        hint="give str, int, float, bool, None, date, datetime, a dict or a list of them",
    )


def is_date(value: Any) -> bool:
    """Return whether the value is a date or datetime; the module is imported only where it may be one."""
    if not hasattr(value, "isoformat"):
        return False
    from datetime import date

    return isinstance(value, date)


def spell_date(moment: Any) -> str:
    """A date or datetime as a string in the form of RFC 3339."""
    from seedfmt._edit.timestamps import spell_moment

    return spell_moment(moment)


def _key(key: Any) -> Any:
    if isinstance(key, (tuple, frozenset)):
        plain_data(thawed(key))
        return key
    if key is not None and not isinstance(key, (str, int, float)):
        hint = "give str, int, float, bool or None; a tuple for a list, a frozenset of pairs for a mapping"
        raise EditError(Code.VALUE, f"a key of type {type(key).__name__} cannot be written", hint=hint)
    return _plain(key, 0)


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
