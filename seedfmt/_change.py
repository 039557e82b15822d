"""JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396).

In: a Document, operations as plain data. Out: edits of the Document. Never: leaves half of a patch applied; that is the
caller's transaction.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from seedfmt._edit.find import Path, find_row, require_exists, spell_pointer
from seedfmt._edit.values import Size, require_size
from seedfmt._handles import arrange, leave
from seedfmt._syntax import rows
from seedfmt.errors import Code, EditError, LimitError

if TYPE_CHECKING:
    from seedfmt._document import Document

COPIED_NODES = 100_000  # values that the operations "copy" of one patch may add
COPIED_LETTERS = 1 << 26  # characters of strings that they may add

_MEMBERS = {
    "add": ("value",),
    "remove": (),
    "replace": ("value",),
    "move": ("from",),
    "copy": ("from",),
    "test": ("value",),
}


def apply_patch(document: Document, operations: Any) -> None:
    """Apply the operations in order. Raises PointerError or EditError, which names the operation."""
    if not isinstance(operations, list):
        raise EditError(Code.PATCH, "a JSON Patch must be a list of operations", hint='write [{"op": ...}, ...]')
    copied = Size()
    for number, operation in enumerate(operations):
        kind, pointer = _require_operation(operation, number)
        try:
            if kind == "copy":
                copied = _require_growth(document, operation, copied)
            _APPLY[kind](document, pointer, operation)
        except (EditError, LimitError) as error:
            error.message = f"operation {number} ({kind}): {error.message}"
            raise


def _require_growth(document: Document, operation: dict[str, Any], copied: Size) -> Size:
    """What is copied together with this. Raises LimitError beyond what aliases may stand for (R15): a patch that copies
    a list into itself doubles it each time."""
    nodes, letters = require_size(_value(document, operation["from"]))
    size = Size(copied.nodes + nodes, copied.letters + letters)
    if size.nodes > COPIED_NODES or size.letters > COPIED_LETTERS:
        message = f"the patch copies more than {COPIED_NODES:,} values or {COPIED_LETTERS >> 20} MiB"
        raise LimitError(Code.EXPANSION, message, hint="copy less")
    return size


def _require_operation(operation: Any, number: int) -> tuple[str, str]:
    if not isinstance(operation, dict) or operation.get("op") not in _MEMBERS:
        raise EditError(
            Code.PATCH,
            f"operation {number} of the JSON Patch is none",
            hint='its "op" must be add, remove, replace, move, copy or test',
        )
    for member in ("path", *_MEMBERS[operation["op"]]):
        if member not in operation:
            raise EditError(Code.PATCH, f'operation {number} ({operation["op"]}) has no "{member}"', hint="add it")
    for member in ("path", "from"):
        if not isinstance(operation.get(member, ""), str):
            raise EditError(Code.PATCH, f'operation {number}: its "{member}" is no text', hint="write a JSON Pointer")
    return operation["op"], operation["path"]


def _add(document: Document, pointer: str, operation: dict[str, Any]) -> None:
    add(document, pointer, operation["value"])


def add(document: Document, pointer: str, value: Any) -> None:
    """Add a member, or an item before the one that is there (RFC 6902, chapter 4.1)."""
    path = document._resolve(pointer, exists=False)
    parent = require_exists(document.data, pointer, path[:-1]) if path else None
    if isinstance(parent, list):
        document._insert_item(path[:-1], path[-1], value)
    else:
        document.set(pointer, value)


def _remove(document: Document, pointer: str, operation: dict[str, Any]) -> None:
    document.delete(pointer)


def _replace(document: Document, pointer: str, operation: dict[str, Any]) -> None:
    document.at(pointer)
    document.set(pointer, operation["value"])


def _move(document: Document, pointer: str, operation: dict[str, Any]) -> None:
    source = operation["from"]
    value = _value(document, source)
    if pointer == source:
        return
    if pointer.startswith(source + "/"):
        message = "a value cannot move into itself"
        raise EditError(Code.PATCH, message, hint="choose another path", span=document.span(source))
    old, new = document._resolve(source), document._resolve(pointer, exists=False)
    parent = require_exists(document.data, source, old[:-1])
    if not new:
        document._reconcile((), value, leave(()))
    elif old[:-1] == new[:-1] and isinstance(parent, dict) and new[-1] not in parent:
        document._rename(old, new[-1])
    elif old[:-1] == new[:-1] and isinstance(parent, list) and (new[-1] < len(parent) or pointer.endswith("/-")):
        origin: list[int | None] = [at for at in range(len(parent)) if at != old[-1]]
        origin.insert(new[-1], old[-1])
        items = [parent[at] for at in origin if at is not None]
        document._reconcile(old[:-1], items, arrange(old[:-1], origin))  # R56: its lines and comments move along
    elif not is_apart(old, new, parent) or not document._transfer(old, new, copies=False):
        notes = read_notes(document, old, value)
        document.delete(source)
        new = document._resolve(pointer, exists=False)
        add(document, pointer, value)
        write_notes(document, new, notes)


def is_apart(old: Path, new: Path, parent: Any) -> bool:
    """Return whether a path means the same place before and after the value at ``old`` is removed."""
    deep = len(old) - 1
    return not (isinstance(parent, list) and len(new) > deep and new[:deep] == old[:deep])


def read_notes(document: Document, path: Path, value: Any) -> dict[Path, tuple[str | None, str | None]]:
    """The comments of a value and of all that is in it, above and at the end, by the path from it."""
    found = {}
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        below = read_notes(document, (*path, key), item)
        found.update({(key, *at): notes for at, notes in below.items()})
    with suppress(EditError):  # it stands elsewhere
        pointer = spell_pointer(path)
        notes = document.comment(pointer, above=True), document.comment(pointer)
        if notes != (None, None):
            found[()] = notes
    return found


def write_notes(document: Document, path: Path, notes: dict[Path, tuple[str | None, str | None]]) -> None:
    """Write comments again where they can stand."""
    for at, (above, end) in notes.items():
        pointer = spell_pointer((*path, *at))
        for text, is_above in ((above, True), (end, False)):
            with suppress(EditError):
                if text is not None:
                    document.set_comment(pointer, text, above=is_above)


def _copy(document: Document, pointer: str, operation: dict[str, Any]) -> None:
    old, new = document._resolve(operation["from"]), document._resolve(pointer, exists=False)
    if old and new and not _has_anchors(document, old) and document._transfer(old, new, copies=True):
        return
    add(document, pointer, _value(document, operation["from"]))


def _has_anchors(document: Document, path: Path) -> bool:
    """Return whether a copy of the bytes at a path would define an anchor a second time, or repeat an alias."""
    tree = document._page.tree
    row = find_row(tree, path)
    return row < 0 or any(tree.anchor(at)[0] >= 0 or tree.kind(at) == rows.ALIAS for at in range(row, tree.after(row)))


def _test(document: Document, pointer: str, operation: dict[str, Any]) -> None:
    if not equal(_value(document, pointer), operation["value"]):
        raise EditError(
            Code.PATCH,
            f'the value at "{pointer}" is not the one that the test expects',
            hint="the file is not the one that the patch was made for",
            span=document.span(pointer),
        )


_APPLY = {"add": _add, "remove": _remove, "replace": _replace, "move": _move, "copy": _copy, "test": _test}


def _value(document: Document, pointer: str) -> Any:
    return require_exists(document.data, pointer, document._resolve(pointer))


def equal(one: Any, two: Any) -> bool:
    """Are two values equal to JSON: numbers by value, everything else by type and content? (RFC 6902, chapter 4.6)"""
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(equal(value, two[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(equal, one, two))
    return bool(one == two)


def merged(target: Any, patch: Any) -> Any:
    """What a JSON Merge Patch makes of a value (RFC 7396, chapter 2)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result
