"""Seed files as instances of pydantic models, and pydantic's errors with their places in the file.

    post = load("post.md", Post)     # a Post, or LocatedValidationError

In: a file or a Document, and a model: a class of pydantic, a dataclass, a TypedDict, a TypeAdapter. Out: an instance,
or a LocatedValidationError with the line and column of each error. Never: writes a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar, overload

from pydantic import TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError

from seedfmt import _api
from seedfmt._api.documents import name_of
from seedfmt._document import Document
from seedfmt._edit.find import Path, spell_pointer
from seedfmt._limits import Limits
from seedfmt._schema.places import place_mapping
from seedfmt._schema.words import name_of as spell_name
from seedfmt._source import Span
from seedfmt.errors import Code, LocatedValidationError, Problem

__all__ = ["LocatedValidationError", "load", "loads", "validate"]

MISSING = "missing"
AT_KEY = ("extra_forbidden", "invalid_key", "unexpected_keyword_argument")
KEY_MARK = "[key]"  # the last part of the path that pydantic gives an error of a key
TRIES = 1_000  # readings of one path that are tried

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Adapter(Protocol[T_co]):
    """A TypeAdapter of pydantic, to type checkers."""

    def validate_python(self, value: Any, /) -> T_co:
        """The value as an instance of the type."""


@overload
def load(path: str | os.PathLike[str], model: type[T], *, limits: Limits | None = ..., context: Any = ...) -> T: ...
@overload
def load(path: str | os.PathLike[str], model: Adapter[T], *, limits: Limits | None = ..., context: Any = ...) -> T: ...
def load(path: str | os.PathLike[str], model: Any, *, limits: Limits | None = None, context: Any = None) -> Any:
    """Read the front matter of a file as an instance of a model.

    Args:
        path: The file.
        model: A class that pydantic can validate, or a TypeAdapter.
        limits: As in ``seedfmt.load``.
        context: What pydantic hands to validators.
    Raises:
        LocatedValidationError: The front matter does not fit the model.
        SeedError: The file cannot be read; see ``seedfmt.load``.
        TypeError: ``model`` is not a model.
    """
    adapter = _adapter(model)
    return _validated(_api.load(path, limits=limits), adapter, None, context)


@overload
def loads(
    data: bytes | str, model: type[T], *, path: str | None = ..., limits: Limits | None = ..., context: Any = ...
) -> T: ...
@overload
def loads(
    data: bytes | str, model: Adapter[T], *, path: str | None = ..., limits: Limits | None = ..., context: Any = ...
) -> T: ...
def loads(
    data: bytes | str, model: Any, *, path: str | None = None, limits: Limits | None = None, context: Any = None
) -> Any:
    """Read front matter that is at hand as an instance of a model. Raises as ``load`` does."""
    adapter = _adapter(model)
    return _validated(_api.loads(data, path=path, limits=limits), adapter, path, context)


@overload
def validate(
    document: Document, model: type[T], *, path: str | os.PathLike[str] | None = ..., context: Any = ...
) -> T: ...
@overload
def validate(
    document: Document, model: Adapter[T], *, path: str | os.PathLike[str] | None = ..., context: Any = ...
) -> T: ...
def validate(document: Document, model: Any, *, path: str | os.PathLike[str] | None = None, context: Any = None) -> Any:
    """The front matter of a Document as an instance of a model. ``path`` is what errors call the file.

    Raises LocatedValidationError, TypeError.
    """
    if not isinstance(document, Document):
        raise TypeError(f"validate() takes a Document, not {type(document).__name__}; make one with seedfmt.loads()")
    return _validated(document, _adapter(model), path, context)


def _adapter(model: Any) -> TypeAdapter[Any]:
    if isinstance(model, TypeAdapter):
        return model
    if isinstance(model, (str, bytes, dict, list)) or model is None:
        raise TypeError(f"a model must be a class or a TypeAdapter, not {type(model).__name__}")
    try:
        return TypeAdapter(model)
    except (PydanticUserError, TypeError) as error:
        raise _no_model(error) from error


def _no_model(error: Exception) -> TypeError:
    reason = str(error).split("\n", 1)[0]
    return TypeError(
        f"pydantic cannot validate this model: {reason}; a model is a BaseModel, a dataclass or a TypedDict"
    )


def _validated(document: Document, adapter: TypeAdapter[Any], path: str | os.PathLike[str] | None, context: Any) -> Any:
    data = document.data
    try:
        return adapter.validate_python(data, context=context)
    except PydanticUserError as error:  # it names a class that is not defined
        raise _no_model(error) from error
    except ValidationError as error:
        name = name_of(document, path)
        problems = [_problem(document, data, one, name) for one in error.errors(include_url=False)]
        problems.sort(key=lambda problem: problem.span.start if problem.span else 0)
        raise _located(problems, error) from error


def _located(problems: list[Problem], error: ValidationError) -> LocatedValidationError:
    first = problems[0]
    more = f"; {len(problems) - 1} more" if len(problems) > 1 else ""
    return LocatedValidationError(
        Code.MODEL, first.message + more, span=first.span, path=first.path, problems=problems, error=error
    )


def _problem(document: Document, data: Any, error: Any, path: str | None) -> Problem:
    """One error of pydantic, with its place."""
    kind: str = error["type"]
    found, is_key = find_value(data, error["loc"], error["input"], is_missing=kind == MISSING)
    message = _message(error, found)
    return Problem(kind, message, _span(document, kind, found, is_key), spell_pointer(found), path=path)


def _span(document: Document, kind: str, path: Path, is_key: bool) -> Span:
    if kind == MISSING or not path:
        return place_mapping(document, path)
    return document.span(spell_pointer(path), key=is_key or kind in AT_KEY)


def _message(error: Any, path: Path) -> str:
    if "secured" in path:  # what is in it is never quoted, and pydantic might
        return f"{spell_name(path)} does not fit the model"
    text: str = error["msg"]
    text = f"{text[:1].lower()}{text[1:]}".rstrip(".")
    if error["type"] == MISSING and error["loc"]:
        return f'missing key "{error["loc"][-1]}"' + (f" in {spell_name(path)}" if path else "")
    return f"{spell_name(path)}: {text}"


# -- from pydantic's path to ours --------------------------------------------------------------------------------------


def find_value(data: Any, loc: tuple[int | str, ...], wanted: Any, *, is_missing: bool) -> tuple[Path, bool]:
    """The path of the value that an error is about, or of the mapping that lacks one; and whether it is about the key.

    Beside keys and indexes, pydantic's path holds the names of the branches of a union, which may be those of keys as
    well: of all readings of it, that counts which leads to the very value that pydantic had. If none does, the path
    is followed as far as it leads.
    """
    is_key = bool(loc) and loc[-1] == KEY_MARK
    parts = loc[:-1] if is_key or (is_missing and loc) else loc
    first: Path | None = None
    for _, (path, value) in zip(range(TRIES), _readings(data, parts, 0, ()), strict=False):
        first = path if first is None else first
        about = path[-1] if is_key and path else value
        if about is wanted or (type(about) is type(wanted) and about == wanted):
            return path, is_key
    return _alias(data, first or (), loc, wanted, is_missing), is_key


def _readings(value: Any, parts: tuple[int | str, ...], at: int, path: Path) -> Iterator[tuple[Path, Any]]:
    """What a path may mean, and the values there: first the reading that follows every part that can be followed."""
    while at < len(parts):
        key = _key(value, parts[at])
        if key is not None:
            yield from _readings(value[key[0]], parts, at + 1, (*path, key[0]))
        at += 1
    yield path, value


def _key(value: Any, part: int | str) -> tuple[Any] | None:
    """The key or index that a part of the path means here."""
    if isinstance(value, list):
        return (part,) if type(part) is int and 0 <= part < len(value) else None
    if not isinstance(value, dict):
        return None
    same = [key for key in value if type(key) is type(part) and key == part]
    same = same or [key for key in value if not isinstance(key, str) and (key == part or str(key) == part)]
    return (same[0],) if same else None


def _alias(data: Any, path: Path, loc: tuple[int | str, ...], wanted: Any, is_missing: bool) -> Path:
    """A path that ends above a value which the model calls otherwise than the file: that of the value, if one is it."""
    value = data
    for key in path:
        value = value[key]
    if is_missing or not isinstance(value, dict) or value is wanted or not loc or (path and path[-1] == loc[-1]):
        return path
    same = [key for key, item in value.items() if item is wanted]
    return (*path, same[0]) if len(same) == 1 else path
