"""What changed from one Document to another, by places (SPEC R99).

In: two Documents, or their JSON values. Out: changes, which are operations of a JSON Patch (RFC 6902). Never: reorders
members, which have no order; prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from seedfmt._document import Document
from seedfmt._edit.find import Path, spell_pointer
from seedfmt._edit.pairing import find_staying, pair_items
from seedfmt._edit.values import same
from seedfmt._views.values import json_values, without_spelling
from seedfmt.errors import JsonError


class Change(NamedTuple):
    """One operation: "add", "remove" or "replace", where, and the values before and after (or None)."""

    op: str
    pointer: str
    old: Any
    new: Any

    def operation(self) -> dict[str, Any]:
        """The change as an operation of a JSON Patch."""
        found = {"op": self.op, "path": self.pointer}
        return found if self.op == "remove" else {**found, "value": self.new}


def diff_documents(old: Document, new: Document) -> list[Change]:
    """The changes of the front matter. Raises JsonError where one of the two cannot be JSON."""
    return list(diff_values(_values_of(old), _values_of(new), ()))


def _values_of(document: Document) -> Any:
    """The JSON value of a Document; an error names the file."""
    try:
        return without_spelling(json_values(document))
    except JsonError as error:
        error.path = error.path or getattr(document.origin, "path", None)
        raise


def diff_values(old: Any, new: Any, path: Path) -> Iterator[Change]:
    """The changes that turn ``old`` into ``new``, in the order in which they are to be made."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _diff_members(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _diff_items(old, new, path)
    else:
        yield Change("replace", spell_pointer(path), old, new)


def _diff_members(old: dict[str, Any], new: dict[str, Any], path: Path) -> Iterator[Change]:
    for name, value in old.items():
        if name not in new:
            yield Change("remove", spell_pointer((*path, name)), value, None)
    for name, value in new.items():
        if name in old:
            yield from diff_values(old[name], value, (*path, name))
        else:
            yield Change("add", spell_pointer((*path, name)), None, value)


def _diff_items(old: list[Any], new: list[Any], path: Path) -> Iterator[Change]:
    """What goes, from the last on; then what comes, from the first on; then what is in those that stay."""
    kept = find_staying(pair_items(old, new))
    stays = {one for one, _ in kept}
    for place in reversed(range(len(old))):
        if place not in stays:
            yield Change("remove", spell_pointer((*path, place)), old[place], None)
    comes = {two for _, two in kept}
    for place, item in enumerate(new):
        if place not in comes:
            yield Change("add", spell_pointer((*path, place)), None, item)
    for one, two in kept:
        yield from diff_values(old[one], new[two], (*path, two))
