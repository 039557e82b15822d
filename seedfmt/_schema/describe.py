"""Schemas of Python classes.

In: a class that describes itself: a pydantic model, a msgspec Struct, a dataclass, a TypedDict; or a TypeAdapter.
Out: its JSON Schema as a dict. Never: imports pydantic or msgspec unless the class needs it.
"""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

TAKEN = (
    "a schema is a dict, the path of a file, the name of a record kind, a pydantic model, a msgspec Struct, "
    "a dataclass, a TypedDict or a TypeAdapter"
)


def describe_class(given: Any) -> dict[str, Any]:
    """The schema of a class.

    Raises:
        TypeError: It is not a class that describes itself, or it cannot be described.
        ImportError: The library that describes it is not installed.
    """
    describe = _describer(given)
    try:
        schema = describe()
    except ImportError:
        raise
    except RecursionError as error:
        raise TypeError(f"{_name(given)} cannot be described as a JSON Schema: it is nested too deeply") from error
    except Exception as error:  # whatever the class, or the library, raises
        reason = str(error).split("\n", 1)[0] or type(error).__name__
        raise TypeError(f"{_name(given)} cannot be described as a JSON Schema: {reason}") from error
    if not isinstance(schema, dict):
        raise TypeError(f"{_name(given)} describes itself as {type(schema).__name__}, not as a dict")
    return schema


def _describer(given: Any) -> typing.Callable[[], Any]:
    """The function that describes a class. Raises TypeError where there is none."""
    if isinstance(given, type):
        if callable(own := getattr(given, "model_json_schema", None)):
            return typing.cast("typing.Callable[[], Any]", own)
        if hasattr(given, "__struct_fields__"):
            return lambda: _describe_struct(given)
        if dataclasses.is_dataclass(given) or _is_typed_dict(given):
            return lambda: _describe_by_pydantic(given)
        raise TypeError(f"the class {given.__qualname__} has no schema; {TAKEN}")
    if callable(own := getattr(given, "json_schema", None)):  # a TypeAdapter
        return typing.cast("typing.Callable[[], Any]", own)
    if _is_described(type(given)):
        raise TypeError(f"this is an instance of {type(given).__qualname__}; give the class")
    raise TypeError(f"a schema cannot be {type(given).__name__}; {TAKEN}")


def _is_described(kind: type) -> bool:
    return hasattr(kind, "model_json_schema") or hasattr(kind, "__struct_fields__") or dataclasses.is_dataclass(kind)


def _is_typed_dict(given: type) -> bool:
    """Also one of typing_extensions, which is a class of its own making."""
    return typing.is_typeddict(given) or (issubclass(given, dict) and hasattr(given, "__required_keys__"))


def _describe_struct(given: type) -> Any:
    import msgspec

    return msgspec.json.schema(given)


def _describe_by_pydantic(given: Any) -> Any:
    try:
        from pydantic import TypeAdapter
    except ModuleNotFoundError as error:
        message = f"{_name(given)} is described by pydantic, which is not installed; install seedfmt[pydantic]"
        raise ModuleNotFoundError(message, name=error.name) from error
    return TypeAdapter(given).json_schema()


def _name(given: Any) -> str:
    return f"the class {given.__qualname__}" if isinstance(given, type) else f"this {type(given).__name__}"
