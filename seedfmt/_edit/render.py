"""From values to YAML text in the style of the neighbours.

In: plain data, and rows that are like what is written. Out: lines without line ends, or text for one line. Never:
folds; writes what YAML 1.1 and 1.2 read differently (SPEC R20 to R29).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from seedfmt._edit.page import Page
from seedfmt._edit.style import STEP, Style
from seedfmt._syntax import rows
from seedfmt._syntax.spelling import (
    is_folded,
    is_literal,
    is_plain,
    is_single,
    is_timestamp,
    spell_double,
    spell_single,
    spell_value,
)

Rows = Sequence[int]


class Renderer:
    """A writer that has looked at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.style = Style(page)

    # -- on one line -----------------------------------------------------------------------------------------------

    def render_scalar(
        self, value: Any, like: Rows, around: int, name: Any = None, *, flow: bool = False, old: int = -1
    ) -> str:
        """A scalar on one line; ``old`` is the row in whose place it comes, and whose style it keeps."""
        if value is None:
            return self.render_null(like, flow)
        if not isinstance(value, str):
            return spell_value(value)
        styles = self.style.text_styles(like, around, name)
        samples = [*like, *self.style.neighbours(around)]
        if old >= 0 and self.tree.kind(old) == rows.SCALAR and not self.tree.head(old) & rows.EMPTY:
            styles.insert(0, self.tree.style(old))
            samples = [old]
        if is_timestamp(value) and any(map(self.style.is_plain_timestamp, samples)):
            return value
        return self.render_text(value, styles, flow=flow)

    def render_null(self, like: Rows, flow: bool) -> str:
        """Nothing, as a null like it is written."""
        for row in like:
            if self.tree.head(row) & rows.EMPTY and not flow:
                return ""
            if self.tree.head(row) & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN:
                if self.tree.text(row) in (b"~", b"null"):
                    return self.tree.text(row).decode()
        return "null"

    def render_text(self, text: str, styles: Sequence[int], *, flow: bool = False) -> str:
        """Text in the first of the styles that can hold it on one line, or in double quotes."""
        styles = [*styles] or [rows.PLAIN]
        for style in styles:
            if style == rows.PLAIN and is_plain(text, flow=flow):
                return text
            if style == rows.SINGLE and is_single(text):
                return spell_single(text)
            if style == rows.DOUBLE:
                break
        return spell_double(text)

    def render_key(self, key: Any, around: int, *, flow: bool = False, style: int = 0) -> str:
        """A key, in the style of the other keys."""
        if not isinstance(key, str):
            return spell_value(key)
        return self.render_text(key, [style or self.style.key_style(around), rows.PLAIN], flow=flow)

    def render_flow(self, value: Any, like: Rows = (), around: int = -1, name: Any = None, *, old: int = -1) -> str:
        """Any value on one line, collections in flow style."""
        if isinstance(value, dict):
            members = []
            for key, item in value.items():
                inner = self.style.members(like, key)
                text = self.render_flow(item, inner, like[0] if like else -1, key)
                members.append(f"{self.render_key(key, like[0] if like else -1, flow=True)}: {text}")
            return "{" + ", ".join(members) + "}"
        if isinstance(value, list):
            inner = self.style.items(like)
            return "[" + ", ".join(self.render_flow(item, inner, like[0] if like else -1) for item in value) + "]"
        return self.render_scalar(value, like, around, name, flow=True, old=old) or "null"

    # -- on lines of their own -------------------------------------------------------------------------------------

    def render_member(self, key: Any, value: Any, column: int, like: Rows, around: int) -> list[str]:
        """The lines of an entry of a block mapping at a column; ``like`` are values under the same key."""
        lines = self.render_value(value, column, like, around, key)
        name = self.render_key(key, around)
        return [f"{' ' * column}{name}:{lines[0]}", *lines[1:]]

    def render_item(self, value: Any, column: int, like: Rows, around: int) -> list[str]:
        """The lines of an item of a block sequence at a column; ``like`` are other items."""
        width = self.style.dash_width(like)
        lines = self.render_compact(value, column, width, like, around)
        return [f"{' ' * column}-{lines[0]}", *lines[1:]]

    def render_value(self, value: Any, column: int, like: Rows, around: int, name: Any) -> list[str]:
        """What follows the colon of a key at a column: the rest of its line, and the lines below."""
        if self.is_block_collection(value, like):
            kind = rows.MAPPING if isinstance(value, dict) else rows.SEQUENCE
            return ["", *self.render_lines(value, column + self.style.step(kind, like, around), like)]
        return self.render_leaf(value, column, like, around, name)

    def render_compact(self, value: Any, column: int, width: int, like: Rows, around: int) -> list[str]:
        """What follows an indicator at a column: a collection begins on its line."""
        if self.is_block_collection(value, like):
            lines = self.render_lines(value, column + width, like)
            return [" " * (width - 1) + lines[0][column + width :], *lines[1:]]
        return self.render_leaf(value, column, like, around, None)

    def render_lines(self, value: Any, column: int, like: Rows) -> list[str]:
        """The lines of a collection in block style whose entries stand at a column."""
        lines: list[str] = []
        around = next((row for row in like if self.tree.kind(row) in (rows.MAPPING, rows.SEQUENCE)), -1)
        if isinstance(value, dict):
            for key, item in value.items():
                lines += self.render_member(key, item, column, self.style.members(like, key), around)
        else:
            inner = self.style.items(like)
            for item in value:
                lines += self.render_item(item, column, inner, around)
        return lines

    def render_leaf(self, value: Any, column: int, like: Rows, around: int, name: Any) -> list[str]:
        """A scalar, or a collection in flow style, behind an indicator."""
        if isinstance(value, (dict, list)):
            return [" " + self.render_flow(value, like, around, name)]
        if isinstance(value, str) and "\n" in value:
            styles = self.style.text_styles(like, around, name)
            if styles and styles[0] in (rows.LITERAL, rows.FOLDED):
                block = self.render_block_text(value, styles[0], column, column + STEP)
                if block and not block[0].endswith("+"):
                    return [" " + block[0], *block[1:]]
        text = self.render_scalar(value, like, around, name)
        return [" " + text if text else ""]

    def is_block_collection(self, value: Any, like: Rows) -> bool:
        """Is the value written on lines of its own?"""
        if not value or not isinstance(value, (dict, list)):
            return False
        kind = rows.MAPPING if isinstance(value, dict) else rows.SEQUENCE
        styles = [
            self.tree.is_block(row) for row in like if self.tree.kind(row) == kind and self.tree.after(row) > row + 1
        ]
        return styles[0] if styles else True

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
        if next(line for line in lines if line)[0] == " ":
            digit = str(column - parent)
            if not 1 <= column - parent <= 9:
                return []
        chomp = "-" if ends == 0 else "+" if keep or ends > 1 else ""
        head = ("|" if style == rows.LITERAL else ">") + digit + chomp
        indent = " " * column
        return [head, *[indent + line if line else "" for line in lines], *[""] * (ends - 1 if chomp == "+" else 0)]


def unfold(text: str) -> str:
    """Text whose breaks survive folding: each run of them is one longer, but for those at the start (rule 73)."""
    body = text.lstrip("\n")
    return text[: len(text) - len(body)] + re.sub("\n+", lambda run: run.group() + "\n", body)
