"""The events of a Tree, in the notation of the official YAML test suite."""

from __future__ import annotations

from seedfmt._syntax import rows
from seedfmt._syntax.tree import Tree

STYLES = {rows.PLAIN: ":", rows.SINGLE: "'", rows.DOUBLE: '"', rows.LITERAL: "|", rows.FOLDED: ">"}
ESCAPES = {
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\0": "\\0",
    "\x07": "\\a",
    "\x0b": "\\v",
    "\x0c": "\\f",
    "\x1b": "\\e",
}


def events(tree: Tree, text_of) -> str:
    """One event a line, as the suite writes them."""
    lines = ["+STR"]
    ends: list[tuple[int, str]] = []
    row = 0
    total = len(tree.cells) // rows.WIDTH
    anchors: dict[int, str] = {}
    while row < total or ends:
        while ends and ends[-1][0] <= row:
            lines.append(ends.pop()[1])
        if row >= total:
            break
        head, start, end, after, _, _, _, place = tree.cells[row * rows.WIDTH : (row + 1) * rows.WIDTH]
        props = ""
        if place >= 0:
            a, a_end, t, _, name = tree.props[place * 5 : place * 5 + 5]
            if a >= 0:
                anchors[row] = tree.source[a + 1 : a_end].decode()
                props += " &" + anchors[row]
            if t >= 0:
                props += f" <{tree.tags[name]}>"
        kind = head & rows.KIND
        if kind == rows.DOCUMENT:
            lines.append("+DOC ---" if head & rows.EXPLICIT else "+DOC")
            ends.append((after, "-DOC ..." if head & rows.CLOSED else "-DOC"))
        elif kind == rows.MAPPING:
            lines.append("+MAP" + ("" if head & rows.STYLE == rows.BLOCK else " {}") + props)
            ends.append((after, "-MAP"))
        elif kind == rows.SEQUENCE:
            lines.append("+SEQ" + ("" if head & rows.STYLE == rows.BLOCK else " []") + props)
            ends.append((after, "-SEQ"))
        elif kind == rows.ALIAS:
            lines.append("=ALI " + tree.source[start:end].decode())
        else:
            text = "".join(ESCAPES.get(c, c) for c in text_of(tree, row))
            lines.append(f"=VAL{props} {STYLES[head & rows.STYLE]}{text}")
        row += 1
    lines.append("-STR")
    return "\n".join(lines) + "\n"
