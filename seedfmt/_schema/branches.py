"""The errors worth showing: of anyOf and oneOf, those of the branch that was meant (SPEC R186, R187).

In: errors of the reference. Out: leaves, at most one for a fault of one value.

The branch that was meant is the only one whose type the value has and whose constants it carries. If there is no such
branch, the constants of all branches are shown as one choice; if several are left, what each of them asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Path = tuple[Any, ...]

# of several faults of one value, the first of these is shown
SHAPE = (
    "type",
    "const",
    "enum",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "multipleOf",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
)


class Leaf(NamedTuple):
    """One fault: the keyword that is broken and what it asks for, the place, the value, the schema of the keyword."""

    keyword: str
    wanted: Any
    path: Path
    value: Any
    schema: Any


class Choice(NamedTuple):
    """What one branch of anyOf or oneOf asks for: its own words if it has any, and its faults."""

    words: str
    leaves: tuple[Leaf, ...]


CHOICES = "choices"  # the keyword of a Leaf whose ``wanted`` is a list of Choices


def pick_leaves(errors: Iterable[ValidationError]) -> list[Leaf]:
    """The faults worth showing, in the order in which they are found."""
    leaves = [leaf for error in errors for leaf in _leaves(error)]
    return _without_doubles(leaves)


def _leaves(error: ValidationError) -> list[Leaf]:
    branches = _branches(error) if error.validator in ("anyOf", "oneOf") else {}
    if branches:
        return _choose(branches, error)
    path, schema = tuple(error.absolute_path), error.schema
    return [Leaf(str(error.validator or "false"), error.validator_value, path, error.instance, schema)]


def _branches(error: ValidationError) -> dict[int, list[Leaf]]:
    """The faults of each branch that is open to any value at all."""
    found: dict[int, list[Leaf]] = {}
    for inner in error.context or []:
        if inner.relative_schema_path:  # one that is closed, ``false``, has none
            found.setdefault(int(inner.relative_schema_path[0]), []).extend(_leaves(inner))
    return found


def _choose(branches: dict[int, list[Leaf]], error: ValidationError) -> list[Leaf]:
    path = tuple(error.absolute_path)
    fitting = [leaves for leaves in branches.values() if not _first(leaves, path, "type")]
    if not fitting:
        types = [kind for leaves in branches.values() for kind in _listed(_first(leaves, path, "type"))]
        return [Leaf("type", list(dict.fromkeys(types)), path, error.instance, error.schema)]
    marks = [_mark(leaves, path) for leaves in fitting]
    meant = [leaves for leaves, mark in zip(fitting, marks, strict=True) if mark is None]
    if not meant:
        place = next(mark.path for mark in marks if mark)
        same = [mark for mark in marks if mark and mark.path == place]
        values = [value for mark in same for value in _listed(mark)]
        if len(same) == len(fitting):
            unlike = [value for at, value in enumerate(values) if value not in values[:at]]
            return [Leaf("enum", unlike, place, same[0].value, same[0].schema)]
        meant = fitting
    if len(meant) == 1:
        return meant[0]
    choices = [
        Choice(_words_of(error, number), tuple(_without_doubles(leaves)))
        for number, leaves in branches.items()
        if any(leaves is one for one in meant)
    ]
    return [Leaf(CHOICES, choices, path, error.instance, error.schema)]


def _words_of(error: ValidationError, number: int) -> str:
    """What a branch says about itself: its errorMessage, else its title."""
    schema = error.validator_value[number]
    texts = [schema.get(key) for key in ("errorMessage", "title")] if isinstance(schema, dict) else []
    return next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")


def _first(leaves: list[Leaf], path: Path, keyword: str) -> Leaf | None:
    return next((leaf for leaf in leaves if leaf.path == path and leaf.keyword == keyword), None)


def _mark(leaves: list[Leaf], path: Path) -> Leaf | None:
    """The fault that says that a branch was not meant: another constant, in the value itself or in a member of it."""
    found = [leaf for leaf in leaves if leaf.keyword in ("const", "enum") and len(leaf.path) <= len(path) + 1]
    return min(found, key=lambda leaf: len(leaf.path)) if found else None


def _listed(leaf: Leaf | None) -> list[Any]:
    if leaf is None:
        return []
    return list(leaf.wanted) if isinstance(leaf.wanted, list) else [leaf.wanted]


def _without_doubles(leaves: list[Leaf]) -> list[Leaf]:
    """One fault of shape for each value, and each fault once, wherever the schema says it again."""
    shapes: dict[Path, Leaf] = {}
    for leaf in leaves:
        if leaf.keyword in SHAPE:
            other = shapes.setdefault(leaf.path, leaf)
            if SHAPE.index(leaf.keyword) < SHAPE.index(other.keyword):
                shapes[leaf.path] = leaf
    kept: dict[tuple[Any, ...], Leaf] = {}
    spelled: dict[int, str] = {}  # by identity: many values may break one long list
    for leaf in leaves:
        if leaf.keyword not in SHAPE or shapes[leaf.path] is leaf:
            if id(leaf.wanted) not in spelled:
                spelled[id(leaf.wanted)] = repr(leaf.wanted)
            kept.setdefault((leaf.keyword, leaf.path, spelled[id(leaf.wanted)]), leaf)
    return list(kept.values())
