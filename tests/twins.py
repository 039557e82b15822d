"""The compiled parser and the same files interpreted, side by side in one process, and the law that they are equal."""

from __future__ import annotations

import functools
import importlib
import math
import os
import sys
from types import ModuleType
from typing import Any, NamedTuple

import seedfmt._fences
import seedfmt._syntax.data
import seedfmt._syntax.emit
import seedfmt._syntax.parser
import seedfmt._syntax.sound
import seedfmt._syntax.tree
import seedfmt.errors


class Twin(NamedTuple):
    """The modules of one of the two."""

    errors: ModuleType
    fences: ModuleType
    parser: ModuleType
    sound: ModuleType
    data: ModuleType
    emit: ModuleType


NAMES = (
    "seedfmt.errors",
    "seedfmt._fences",
    "seedfmt._syntax.parser",
    "seedfmt._syntax.sound",
    "seedfmt._syntax.data",
    "seedfmt._syntax.emit",
)


def is_compiled() -> bool:
    """Is there anything to compare?"""
    return not str(seedfmt._syntax.parser.__file__).endswith((".py", ".pyc"))


@functools.cache
def compiled() -> Twin:
    """The parser as it is installed."""
    return Twin(*(sys.modules[name] for name in NAMES))


@functools.cache
def interpreted() -> Twin:
    """A second copy, interpreted. The modules of the first are put aside while it is imported, and back afterwards."""
    ours = {name: sys.modules.pop(name) for name in [*sys.modules] if name.partition(".")[0] == "seedfmt"}
    before = os.environ.get("SEEDFMT_INTERPRETED")
    os.environ["SEEDFMT_INTERPRETED"] = "1"
    try:
        twin = Twin(*(importlib.import_module(name) for name in NAMES))
    finally:
        del os.environ["SEEDFMT_INTERPRETED"]
        if before is not None:
            os.environ["SEEDFMT_INTERPRETED"] = before
        for name in [*sys.modules]:
            if name.partition(".")[0] == "seedfmt":
                del sys.modules[name]
        sys.modules.update(ours)
        sys.path_importer_cache.clear()
    assert str(twin.parser.__file__).endswith(".py")
    return twin


def read(twin: Twin, data: bytes, fenced: bool) -> tuple[Any, ...]:
    """All that a parser says of a file: where its parts are, the tables, the data, its JSON; or the error."""
    try:
        parts = twin.fences.split(data, fenced=fenced)
        tree = twin.parser.parse(data, parts.front, parts.closing, inside=parts.is_open)
        answer = ("tree", tuple(parts), *tables(tree))
        twin.sound.require_sound(tree)
        return (*answer, exact(twin.data.build(tree)), as_json(twin, tree, parts.body))
    except twin.errors.SeedError as error:
        return complaint(error)


def as_json(twin: Twin, tree: Any, body: int) -> str | None:
    """The JSON that is written straight from the tables."""
    try:
        text: str | None = twin.emit.render_tree(tree, "content", ("path",), body)
        return text
    except UnicodeError:
        return None


def parse(twin: Twin, data: bytes) -> tuple[Any, ...]:
    """The same for a stream of documents."""
    try:
        return ("tree", *tables(twin.parser.parse(data)))
    except twin.errors.SeedError as error:
        return complaint(error)


def tables(tree: Any) -> tuple[Any, ...]:
    return tree.cells, tree.comments, tree.props, tree.tags, tree.aliases


def complaint(error: Any) -> tuple[Any, ...]:
    return ("error", type(error).__name__, str(error.code), error.message, error.hint, tuple(error.span or ()))


def exact(value: Any) -> Any:
    """Data in which 1, 1.0 and True, 0.0 and -0.0 differ and nan is nan."""
    if isinstance(value, dict):
        return [(exact(key), exact(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [type(value).__name__, *map(exact, value)]
    if isinstance(value, frozenset):
        return ["frozenset", *sorted(map(repr, value))]
    if isinstance(value, float):
        return "nan" if math.isnan(value) else ("float", repr(value))
    return (type(value).__name__, value)


def law_compiled(data: bytes) -> None:
    """Equal tables, data and errors: as a seed file, as a YAML file, and as YAML alone."""
    one, two = compiled(), interpreted()
    for fenced in (True, False):
        assert read(one, data, fenced) == read(two, data, fenced)
    assert parse(one, data) == parse(two, data)
