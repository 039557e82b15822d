"""From values to YAML text in the style of the neighbours.

In: plain data, and rows that are like what is written. Out: lines without line ends, or text for one line. Never:
folds; writes what YAML 1.1 and 1.2 read differently (SPEC R20 to R29).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from seedfmt._edit.page import Page
from seedfmt._edit.spelling import (
    is_folded,
    is_literal,
    is_plain,
    is_single,
    spell_double,
    spell_single,
    spell_value,
)
from seedfmt._edit.spots import Spot
from seedfmt._edit.style import STEP, Style
from seedfmt._edit.timestamps import is_timestamp
from seedfmt._edit.values import thawed
from seedfmt._syntax import rows
from seedfmt._syntax.tree import Tree
from seedfmt.errors import Code, EditError

LONGEST_KEY = 1000  # characters, as it is written; a reader need not look further for a colon (R15)
NULLS = (b"~", b"null", b"Null", b"NULL")


class Renderer:
    """A writer that has looked at the page."""

    def __init__(self, page: Page, moments: Collection[str] = (), keep_tags: bool = False) -> None:
        self.page = page
        self.moments = moments  # the strings among the new data that are dates to the caller
        self.keep_tags = keep_tags  # application tags stay on values that are replaced
        self.tree = page.tree
        self.style = Style(page)
        self.open_text = -1  # the indentation of the block scalar that was written last, if nothing came behind it

    # -- on one line -----------------------------------------------------------------------------------------------

    def render_scalar(self, value: Any, spot: Spot, *, flow: bool = False, old: int = -1) -> str:
        """A scalar on one line; ``old`` is the row in whose place it comes, and whose style it keeps."""
        if value is None:
            return self.render_null(spot, flow)
        if not isinstance(value, str):
            return spell_value(value)
        keeps = old >= 0 and self.tree.kind(old) == rows.SCALAR and not self.tree.head(old) & rows.EMPTY
        if not keeps and is_timestamp(value) and (value in self.moments or self.style.keeps_timestamps(spot)):
            return value
        kept = self.render_kept(value, old, flow=flow) if keeps else None
        return self.render_text(value, self.style.text_styles(spot), flow=flow) if kept is None else kept

    def render_kept(self, value: Any, old: int, *, flow: bool) -> str | None:
        """A scalar in the style of the scalar in the row ``old``, where that can hold it on one line."""
        return spell_kept(self.tree, value, old, flow)

    def render_null(self, spot: Spot, flow: bool) -> str:
        """Nothing, as a null like it is written, or one beside it (R26)."""
        for row in (*spot.like, *self.style.neighbours(spot.around)):
            if self.tree.kind(row) == rows.SCALAR and self.tree.head(row) & rows.EMPTY and not flow:
                return ""
            if self.style.is_plain(row) and self.tree.text(row) in NULLS:
                return self.tree.text(row).decode()
        return "null"

    def render_text(self, text: str, styles: Sequence[int], *, flow: bool = False) -> str:
        """Text in the first of the styles that can hold it on one line, or in double quotes."""
        spelled = (spell_in(text, style, flow) for style in styles)
        return next((text for text in spelled if text is not None), None) or spell_double(text)

    def render_key(self, key: Any, style: int, *, flow: bool = False) -> str:
        """A key, in a style where that can hold it (R19). Raises EditError for one too long to be read as a key."""
        if isinstance(key, str):
            text = self.render_text(key, [style, rows.PLAIN], flow=flow)
        else:
            text = self.render_flow(thawed(key), Spot()) if isinstance(key, (tuple, frozenset)) else spell_value(key)
        if len(text) > LONGEST_KEY:
            raise EditError(Code.VALUE, f"a key is longer than {LONGEST_KEY} characters", hint="shorten it")
        return text

    def render_flow(self, value: Any, spot: Spot, *, old: int = -1) -> str:
        """Any value on one line, collections in flow style."""
        if isinstance(value, dict):
            around = next((row for row in spot.like if self.style.is_mapping(row)), spot.flow)
            style = self.style.key_style(around)
            pairs = [
                self.render_pair(key, style, self.render_flow(item, self.style.member(spot, key)), around)
                for key, item in value.items()
            ]
            return self.enclose(pairs, "{}", rows.MAPPING, spot)
        if isinstance(value, list):
            inner = self.style.item(spot)
            return self.enclose([self.render_flow(item, inner) for item in value], "[]", rows.SEQUENCE, spot)
        return self.render_scalar(value, spot, flow=True, old=old) or "null"

    def enclose(self, entries: list[str], brackets: str, kind: int, spot: Spot) -> str:
        """Entries between brackets, with the spaces of the flow collections nearby."""
        space = self.style.padding(kind, spot) if entries else ""
        return brackets[0] + space + self.render_comma(spot.flow).join(entries) + space + brackets[1]

    def render_pair(self, key: Any, style: int, value: str, around: int) -> str:
        """A member of a flow mapping; ``around`` is one that shows how."""
        name = self.render_key(key, style, flow=True)
        return f"{name}:{self.style.colon_gap(around) if name[0] == chr(34) else ' '}{value}"

    def render_comma(self, around: int) -> str:
        """The comma and what stands behind it."""
        return "," + self.style.comma_gap(around).decode()

    # -- on lines of their own -------------------------------------------------------------------------------------

    def render_member(self, key: Any, value: Any, column: int, spot: Spot) -> list[str]:
        """The lines of an entry of a block mapping at a column."""
        lines = self.render_value(value, column, spot)
        name = self.render_key(key, self.style.key_style(spot.around))
        return [f"{' ' * column}{name}:{lines[0]}", *lines[1:]]

    def render_item(self, value: Any, column: int, spot: Spot) -> list[str]:
        """The lines of an item of a block sequence at a column."""
        step = self.style.dash_step(spot.like) if self.style.is_block_collection(value, spot) else 0
        if step:
            return [f"{' ' * column}-", *self.render_lines(value, column + step, spot)]
        width = self.style.dash_width(spot.like)
        lines = self.render_compact(value, column, width, spot)
        return [f"{' ' * column}-{lines[0]}", *lines[1:]]

    def render_value(self, value: Any, column: int, spot: Spot) -> list[str]:
        """What follows the colon of a key at a column: the rest of its line, and the lines below."""
        if self.style.is_block_collection(value, spot):
            kind = rows.MAPPING if isinstance(value, dict) else rows.SEQUENCE
            return ["", *self.render_lines(value, column + self.style.step(kind, spot), spot)]
        return self.render_leaf(value, column, spot)

    def render_compact(self, value: Any, column: int, width: int, spot: Spot) -> list[str]:
        """What follows an indicator at a column: a collection begins on its line."""
        if self.style.is_block_collection(value, spot):
            lines = self.render_lines(value, column + width, spot)
            return [" " * (width - 1) + lines[0][column + width :], *lines[1:]]
        lines = self.render_leaf(value, column, spot)
        return [" " * (width - 2) + lines[0], *lines[1:]] if lines[0] else lines

    def render_lines(self, value: Any, column: int, spot: Spot) -> list[str]:
        """The lines of a collection in block style whose entries stand at a column."""
        lines: list[str] = []
        if isinstance(value, dict):
            for key, item in value.items():
                lines += self.render_member(key, item, column, self.style.member(spot, key))
        else:
            inner = self.style.item(spot)
            for item in value:
                lines += self.render_item(item, column, inner)
        return lines

    def render_leaf(self, value: Any, column: int, spot: Spot) -> list[str]:
        """A scalar, or a collection in flow style, behind an indicator."""
        self.open_text = -1
        if isinstance(value, (dict, list)):
            return [" " + self.render_flow(value, spot)]
        if isinstance(value, str) and "\n" in value:
            style = self.style.block_style(spot)
            block = self.render_block_text(value, style, column, column + STEP) if style else []
            if block and not block[0].endswith("+"):
                self.open_text = column + STEP
                return [" " + block[0], *block[1:]]
        text = self.render_scalar(value, spot)
        return [" " + text if text else ""]

    # -- block scalars ---------------------------------------------------------------------------------------------

    def render_block_text(self, text: str, style: int, parent: int, column: int, keep: bool = False) -> list[str]:
        """The header and the lines of a literal or folded scalar; nothing where it cannot hold the text (R24, R25).

        The lines stand at ``column``, the entry at ``parent``; ``keep`` says that the header has a "+" already.
        """
        if not (is_literal(text) if style == rows.LITERAL else is_folded(text)):
            return []
        body = text.rstrip("\n")
        ends = len(text) - len(body)
        lines = (body if style == rows.LITERAL else unfold(body)).split("\n")
        digit = ""
        if next(line for line in lines if line)[0] in " \t":  # libyaml takes a tab there for indentation
            digit = str(column - parent)
            if not 1 <= column - parent <= 9:
                return []
        chomp = "-" if ends == 0 else "+" if keep or ends > 1 else ""
        head = ("|" if style == rows.LITERAL else ">") + digit + chomp
        indent = " " * column
        return [head, *[indent + line if line else "" for line in lines], *[""] * (ends - 1 if chomp == "+" else 0)]


def spell_kept(tree: Tree, value: Any, old: int, flow: bool) -> str | None:
    """A scalar in the style of the one in the row ``old``, or None where that cannot hold it on one line (R22, R23)."""
    if not isinstance(value, str):
        return spell_value(value) if isinstance(value, (int, float)) else None
    style = tree.style(old)
    if style == rows.PLAIN and is_timestamp(value) and is_timestamp(tree.text(old).decode()):
        return value
    return spell_in(value, style, flow)


def spell_in(text: str, style: int, flow: bool) -> str | None:
    """Text on one line in a style, or None where that cannot hold it."""
    if style == rows.DOUBLE:
        return spell_double(text)
    if style == rows.SINGLE:
        return spell_single(text) if is_single(text) else None
    return text if style == rows.PLAIN and is_plain(text, flow=flow) else None


def unfold(text: str) -> str:
    """Text whose breaks survive folding: each run of them is one longer, but for those at the start (rule 73)."""
    body = text.lstrip("\n")
    return text[: len(text) - len(body)] + re.sub("\n+", lambda run: run.group() + "\n", body)
