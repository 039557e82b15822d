"""The quick way for the most frequent edits of block collections: a line comes behind an entry, or whole entries go.

In: a page, a collection, which entry comes or which go. Out: the patches that ``blocks`` would plan; or None where more
must be asked than it is worth here. Never: plans otherwise than ``blocks``, which a law holds it to.
"""

from __future__ import annotations

from typing import Any

from seedfmt._edit.page import Page, fill_slot
from seedfmt._edit.patch import Patch
from seedfmt._edit.render import Renderer
from seedfmt._edit.spelling import is_plain, spell_double, spell_value
from seedfmt._edit.spots import SAMPLES
from seedfmt._edit.timestamps import is_timestamp
from seedfmt._source import next_line
from seedfmt._syntax import rows
from seedfmt._syntax.outline import BREAKS, FIRST, KEY, LAST, VALUE, Line, lines_of, outline
from seedfmt._syntax.scalar import resolve_plain
from seedfmt._syntax.tree import ROOT, Tree

LOOK = rows.KIND | rows.STYLE
PLAIN = rows.SCALAR | rows.PLAIN
DOUBLE = rows.SCALAR | rows.DOUBLE
LONGEST = 100  # characters of a key


def plan_item(page: Page, row: int, place: int, value: Any) -> list[Patch] | None:
    """Add an item of one line behind another."""
    lines = read_lines(page, row)
    if not lines or not 0 < place <= len(lines):
        return None
    text = spell_item(page.tree, lines, value)
    if text is None:
        return None
    parted = sum([line[BREAKS] > 1 for line in lines[1:]])
    return insert_line(page, row, lines[place - 1], text, 2 * parted > len(lines) - 1)


def plan_member(page: Page, row: int, place: int, key: Any, value: Any) -> list[Patch] | None:
    """Add a member of one line behind another."""
    if type(key) is not str or len(key) > LONGEST or not is_plain(key) or (row == ROOT and key in page.defaults.groups):
        return None
    lines = read_lines(page, row)
    if not lines or not 0 < place <= len(lines) or page.tree.head(lines[0][KEY]) & LOOK != PLAIN:
        return None
    text = spell_value(value) if type(value) in (bool, int) else None
    if type(value) is str and "\n" not in value:
        renderer = Renderer(page)
        text = renderer.render_scalar(value, renderer.style.spot(row, key))
    if text is None:
        return None
    return insert_line(page, row, lines[place - 1], f"{key}: {text}", wants_blank(page, row, lines, place))


def plan_removal(page: Page, row: int, start: int, stop: int) -> list[Patch] | None:
    """Remove entries: all of a collection that is not the root, or some, where no blank line is above or below them."""
    tree = page.tree
    lines = lines_of(tree, row, start, stop) if row < len(tree) else None
    if lines is None:
        return None
    first, last, is_all = lines
    if not is_all:
        return [Patch(first, last, b"")]
    if row == ROOT:
        return None
    empty = fill_slot(page, tree.behind_props(row), "[]" if tree.kind(row) == rows.SEQUENCE else "{}")
    return [empty, Patch(first, last, b"")]


def plan_name(page: Page, mapping: int, key: int, name: Any) -> list[Patch] | None:
    """Write another name for a plain key of a block mapping."""
    tree = page.tree
    if type(name) is not str or len(name) > LONGEST or not is_plain(name) or not tree.is_block(mapping):
        return None
    if tree.head(key) & (LOOK | rows.EMPTY) != PLAIN or tree.tag(key)[0] >= 0:
        return None
    return [Patch(tree.start(key), tree.end(key), name.encode())]


def read_lines(page: Page, row: int) -> list[Line] | None:
    """The entries of a block collection with nothing but blanks between them; none of what is no such one."""
    return outline(page.tree, row) if row < len(page.tree) else None


def insert_line(page: Page, row: int, before: Line, text: str, blank: bool) -> list[Patch] | None:
    """Put a line behind an entry, with a blank one above it where that is wanted."""
    tree, source = page.tree, page.source
    last = tree.after(before[VALUE]) - 1
    if tree.kind(last) == rows.SCALAR and tree.style(last) >= rows.LITERAL:
        return None  # blank lines behind it may be its own
    at = next_line(source, before[LAST])
    end = "\r\n" if source[at - 2 : at] == b"\r\n" else chr(source[at - 1])
    return [Patch(at, at, f"{end if blank else ''}{' ' * tree.indent(row)}{text}{end}".encode())]


def spell_item(tree: Tree, lines: list[Line], value: Any) -> str | None:
    """An item with its dash, where the last items are all written in one way."""
    if type(value) is str:
        styles = {head for line in lines[-SAMPLES:] if (head := text_style(tree, line[KEY]))}
        if "\n" in value or is_timestamp(value):
            return None
        text = spell_double(value) if styles == {DOUBLE} else value if styles == {PLAIN} and is_plain(value) else None
    else:
        text = spell_value(value) if type(value) in (bool, int) else None
    mark, begin = lines[-1][FIRST], tree.begin(lines[-1][KEY])
    dash = tree.source[mark:begin].decode()
    return dash + text if text is not None and 2 <= len(dash) < 9 and dash.strip(" ") == "-" else None


def text_style(tree: Tree, row: int) -> int:
    """Kind and style of a node that is text; 0 for what is none."""
    look = tree.head(row) & LOOK
    if look & rows.KIND != rows.SCALAR:
        return 0
    if tree.tag(row)[0] >= 0:
        return -1
    if look == PLAIN and type(resolve_plain(tree.text(row).decode())) is not str:
        return 0
    return look


def wants_blank(page: Page, row: int, lines: list[Line], place: int) -> bool:
    """Does a blank line stand above most members that are no group, and follow one as this one does, or none? (R33)"""
    tree, source = page.tree, page.source
    groups = [
        tree.is_block(value) or (row == ROOT and source[first : tree.end(key)].decode() in page.defaults.groups)
        for key, value, first, _, _ in lines
    ]
    behind = groups[place - 1]
    alike = [at for at in range(1, len(lines)) if groups[at - 1] == behind and not groups[at]]
    alike = alike or [at for at in range(1, len(lines)) if not groups[at - 1] and not groups[at]]
    return 2 * sum([lines[at][BREAKS] > 1 for at in alike]) > len(alike)
