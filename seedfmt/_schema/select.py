"""Which schema a file gets, and why (SPEC R170 to R176).

In: the path of a file, its Document, what the user asked for, globs of the configuration. Out: a Selection.
Never: looks at the disk.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from seedfmt._globs import matches
from seedfmt._records.kinds import is_strong, kind_for_schema, kind_of_folder
from seedfmt._source import span_between

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._source import Span

NONE = "none"
_MODELINES = (b"yaml-language-server:", b"$schema:")


class Selection(NamedTuple):
    """A schema as named (kind, path or address; ``""`` for none), the folder that paths start from, the reason.

    Where the file itself names it: the place, and the folders that hold it and all that it refers to (R171).
    """

    schema: str
    folder: str
    why: str
    span: Span | None = None
    within: tuple[str, ...] = ()


def select(
    document: Document,
    path: str | None = None,
    *,
    explicit: str | None = None,
    globs: Sequence[tuple[str, str]] = (),
    root: str = "",
    data: dict[Any, Any] | None = None,
) -> Selection:
    """The schema of a file: asked for, in its modeline, in the configuration, by its folder, by its data.

    ``globs`` are pairs of a pattern (as in a .gitignore) and a schema, the first match counts; ``root`` is the folder
    that they, and the schemas in them, start from. ``data`` are those of the Document, where they are at hand.
    """
    if explicit:
        return _selection(explicit, os.curdir, "asked for")
    found = find_modeline(document)
    if found:
        reference, span = found
        folder = os.path.dirname(path or "")
        chosen = _selection(reference, folder, f"the modeline on line {span.line}")
        return chosen._replace(span=span, within=(root or os.curdir, folder or os.curdir))
    if path and globs:
        relative = os.path.relpath(path, root or os.curdir).replace(os.sep, "/")
        for pattern, reference in globs:
            if matches(pattern, relative):
                return _selection(reference, root, f'the pattern "{pattern}" of the configuration')
    return _by_kind(document.data if data is None else data, path)


def _selection(reference: str, folder: str, why: str) -> Selection:
    return Selection("" if reference == NONE else reference, folder, why)


def _by_kind(data: dict[Any, Any], path: str | None) -> Selection:
    folder = kind_of_folder(os.path.abspath(path)) if path else None
    folder = folder if folder is not None and is_strong(folder, data) else None
    found = kind_for_schema(data, beats_folder=folder is not None)
    if found is not None:  # R174, or R175 without a folder
        return Selection(found[0].name, "", f"the member {found[1]}")
    if folder is not None:
        return Selection(folder.name, "", f"the folder {folder.folder}")
    return Selection("", "", "nothing says what kind of file this is")


def find_modeline(document: Document) -> tuple[str, Span] | None:
    """The schema that a comment of the front matter names, and where; None where none does."""
    tree = document._page.tree
    for place in range(0, len(tree.comments), 2):
        start, end = tree.comments[place], tree.comments[place + 1]
        reference = _modeline(tree.source[start:end])
        if reference:
            return reference, span_between(tree.source, start, end)
    return None


def _modeline(comment: bytes) -> str:
    text = comment.lstrip(b"#").strip()
    if text.startswith(_MODELINES[0]):
        name, equals, value = text.removeprefix(_MODELINES[0]).strip().partition(b"=")
        return value.strip().decode() if name.strip() == b"$schema" and equals else ""
    return text.removeprefix(_MODELINES[1]).strip().decode() if text.startswith(_MODELINES[1]) else ""
