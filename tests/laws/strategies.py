"""Text that people and tools write, and text that nobody should: drawn, not listed.

``front_matter`` draws valid YAML mappings in every style; ``mutated`` breaks what it is given a little; ``json_like`` draws data.
"""

from __future__ import annotations

from typing import Any

from documents import DOCUMENTS
from hypothesis import strategies as st

Draw = Any

NASTY = ["", " ", "#", ": ", "a: b", " #c", "- x", "? y", "[", "]", "{", "}", ",", "&a", "*a", "!t", "|", ">", "'", '"', "%", "@",
         "`", "yes", "no", "null", "~", "1", "1.5", "0x1F", "0o7", "007", "1_000", "1:30", "2020-01-01", "2020-11-18T16:51:00Z",
         ".inf", "=", "<<", "---", "...", "a\nb", "a\n\nb\n", "\n", " a", "a ", "\ta", "a\tb", "\u00a0", "\u200b", "\u2028", "\x85",
         "\ufeff", "é", "日本語", "😀", "\\", "\\n", "it's", 'say "hi"', "a" * 200, "http://x.y/?a=b#c", "C#", "-", "--", ":", "::"]  # fmt: skip

characters = st.characters(exclude_categories=["Cs"])
texts = st.one_of(st.sampled_from(NASTY), st.text(characters, max_size=20), st.text("ab :#-\n\t'\"", max_size=12))
numbers = st.one_of(
    st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.sampled_from([0, 1, -1, 1e16, 1e-7, 0.1, -0.0])
)
scalars = st.one_of(texts, numbers, st.booleans(), st.none())
keys = st.one_of(
    st.sampled_from(["a", "b", "c", "url", "name", "title", "heat", "secured", "topics", "related"]), texts
)


def json_like(leaves: int = 12) -> st.SearchStrategy[Any]:
    """JSON-like data."""
    return st.recursive(
        scalars,
        lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(keys, inner, max_size=5)),
        max_leaves=leaves,
    )


records = st.dictionaries(keys, json_like(), max_size=6)


# -- text --------------------------------------------------------------------------------------------------------------

plain_words = st.sampled_from(["one", "two words", "x-y", "3", "4.5", "true", "null", "~", "yes", "2020-01-01", "a:b", "c#d", "é",
                               "http://x.y/?z#w", "-1", "0x1F", "日本", "PT13M"])  # fmt: skip
double_words = st.sampled_from(["d", "a b", 'q \\" q', "n\\n", ": #", ""])
single_words = st.sampled_from(["s", "it''s", ": #", ""])
key_words = st.sampled_from(["a", "b", "c", "d", "e", "title", "heat", "provider", "topics", "related", "secured", "url", "name",
                             "k e y", "x-y", "é"])  # fmt: skip
comments = st.sampled_from(["", "", "", "", " # c", "  # two words", " #", "   # é"])


@st.composite
def front_matter(draw: Draw) -> str:
    """The text of a mapping in any style, with LF."""
    lines: list[str] = []
    if draw(st.integers(0, 3)) == 0:
        lines.append(draw(st.sampled_from(["# top", "", "# yaml-language-server: $schema=x", "   ", "\t"])))
    draw_mapping(draw, lines, 0, 0)
    if draw(st.integers(0, 3)) == 0:
        lines.append(draw(st.sampled_from(["# end", "", "  # deep", "  "])))
    return "".join(line + "\n" for line in lines)


def draw_mapping(draw: Draw, lines: list[str], column: int, depth: int, first: str = "") -> None:
    """Add the lines of a block mapping; ``first`` stands before its first entry on the line."""
    used: set[str] = set()
    for number in range(draw(st.integers(1, 4))):
        key = draw(key_words)
        if key in used:
            continue
        used.add(key)
        if number:
            draw_between(draw, lines, column)
        start = first if number == 0 and first else " " * column
        style = draw(st.integers(0, 9))
        spelled = {0: f'"{key}"', 1: f"'{key}'"}.get(style, key)
        gap = draw(st.sampled_from(["", "", "", "", " ", "  "]))
        if style == 2 and depth < 3:
            lines.append(f"{start}? {spelled}{draw(comments)}")
            draw_value(draw, lines, column, depth, " " * column + ":", compact=True)
        else:
            draw_value(draw, lines, column, depth, f"{start}{spelled}{gap}:")


def draw_sequence(draw: Draw, lines: list[str], column: int, depth: int, first: str = "") -> None:
    """Add the lines of a block sequence."""
    for number in range(draw(st.integers(1, 4))):
        if number:
            draw_between(draw, lines, column)
        start = first if number == 0 and first else " " * column
        draw_value(draw, lines, column, depth, f"{start}-", compact=True)


def draw_between(draw: Draw, lines: list[str], column: int) -> None:
    """Blank lines and comments between entries."""
    kind = draw(st.integers(0, 11))
    if kind == 0:
        lines.append("")
    elif kind == 1:
        lines.append(" " * column + "# about the next")
    elif kind == 2:
        lines += ["", "# set off", ""]
    elif kind == 3:
        lines.append(" " * (column + 3) + "# deeper")
    elif kind == 4:
        lines.append("   ")


def draw_value(draw: Draw, lines: list[str], column: int, depth: int, start: str, compact: bool = False) -> None:
    """Add a value behind an indicator that ends ``start``, for an entry at a column."""
    kinds = ["plain"] * 5 + ["double", "single", "flow", "empty", "literal", "folded", "lines"]
    if depth < 3:
        kinds += ["mapping", "sequence"] * 2 + ["flush"] * (not compact) + ["compact"] * compact * 2
    kind = draw(st.sampled_from(kinds))
    props = draw(st.sampled_from([""] * 12 + ["&x ", "!foo ", "!!str "])) if kind in ("plain", "double", "flow") else ""
    space = draw(st.sampled_from([" ", " ", " ", "  "]))
    if kind == "plain":
        props = "" if props == "!!str " else props
        lines.append(f"{start}{space}{props}{draw(plain_words)}{draw(comments)}")
    elif kind == "double":
        lines.append(f'{start}{space}{props}"{draw(double_words)}"{draw(comments)}')
    elif kind == "single":
        lines.append(f"{start}{space}'{draw(single_words)}'{draw(comments)}")
    elif kind == "flow":
        draw_flow(draw, lines, column, f"{start}{space}" + ("" if props == "!!str " else props))
    elif kind == "empty":
        lines.append(start + draw(st.sampled_from(["", "", " ", " ~", " # nothing", " null"])))
    elif kind in ("literal", "folded"):
        header = ("|" if kind == "literal" else ">") + draw(st.sampled_from(["", "-", "+"]))
        lines += [
            f"{start} {header}{draw(comments)}",
            " " * (column + 2) + draw(st.sampled_from(["first", "- first", "# f"])),
        ]
        for line in draw(
            st.lists(st.sampled_from(["text", "more: text", "# no comment", "  indented", "", "- x"]), max_size=4)
        ):
            lines.append(" " * (column + 2) + line if line else "")
        lines.append(" " * (column + 2) + "last")
    elif kind == "lines":
        quote = draw(st.sampled_from(["", '"', "'"]))
        lines += [f"{start} {quote}first", " " * (column + 2) + f"second{quote}{draw(comments)}"]
    else:
        draw_nested(draw, lines, column, depth, start, kind)


def draw_nested(draw: Draw, lines: list[str], column: int, depth: int, start: str, kind: str) -> None:
    """Add a block collection behind an indicator."""
    add = draw(st.sampled_from([draw_mapping, draw_sequence]))
    if kind == "compact":
        width = draw(st.integers(1, 3))
        text = start + " " * width
        add(draw, lines, len(text), depth + 1, text)
        return
    if kind == "flush":
        lines.append(start + draw(comments))
        draw_sequence(draw, lines, column, depth + 1)
        return
    add = draw_mapping if kind == "mapping" else draw_sequence
    lines.append(start + draw(comments))
    if draw(st.integers(0, 8)) == 0:
        lines.append(draw(st.sampled_from(["", "# between", " " * (column + 2) + "# above"])))
    add(draw, lines, column + draw(st.integers(1, 4)), depth + 1)


def draw_flow(draw: Draw, lines: list[str], column: int, start: str) -> None:
    """Add a flow collection, on one line or on several."""
    item = st.one_of(
        plain_words.filter(lambda text: ":" not in text),
        st.sampled_from(['"q"', "'s'", "[1, 2]", "{x: y}", "[]", "{}"]),
    )
    items = draw(st.lists(item, max_size=4))
    mapping = draw(st.booleans())
    entries = [f"k{number}: {text}" for number, text in enumerate(items)] if mapping else items
    left, right = ("{", "}") if mapping else ("[", "]")
    layout = draw(st.integers(0, 3))
    trailing = "," if entries and draw(st.integers(0, 4)) == 0 else ""
    if layout < 2 or not entries:
        separator = draw(st.sampled_from([", ", ", ", ",  "])) if layout == 0 or mapping else ","
        pad = draw(st.sampled_from(["", "", " "]))
        lines.append(start + left + pad + separator.join(entries) + trailing + pad + right + draw(comments))
        return
    lines.append(start + left + draw(comments))
    indent = " " * (column + 2)
    for number, entry in enumerate(entries):
        comma = "," if number < len(entries) - 1 or trailing else ""
        lines.append(indent + entry + comma + draw(comments))
    lines.append(indent + right + draw(comments))


@st.composite
def files(draw: Draw) -> tuple[bytes, bool]:
    """The bytes of a seed file, and whether it has fences: any line end, any ending, a BOM, any body."""
    text = draw(st.one_of(front_matter(), st.sampled_from([*DOCUMENTS.values()])))
    fenced = draw(st.integers(0, 3)) > 0
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    if fenced:
        blanks = draw(st.sampled_from(["", "", " ", "\t"]))
        fence = draw(st.sampled_from(["---", "---", "---", "..."]))
        tail = draw(st.sampled_from([end, end, ""]))
        text = f"---{blanks}\n{text}{fence}{blanks}".replace("\n", end)
        data = text.encode() + tail.encode() + (draw(st.binary(max_size=12)) if tail else b"")
    else:
        data = text.replace("\n", end).encode()
        if draw(st.integers(0, 3)) == 0:
            data = data.removesuffix(end.encode())
    if draw(st.integers(0, 7)) == 0:
        data = b"\xef\xbb\xbf" + data
    if draw(st.integers(0, 7)) == 0:  # mixed line ends
        ends = draw(st.lists(st.sampled_from([b"\n", b"\r\n", b"\r"]), min_size=2, max_size=5))
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        data = b"".join(line + ends[place % len(ends)] for place, line in enumerate(lines[:-1])) + lines[-1]
    return data, fenced


BLOCK_ITEMS = ["b", "- c\n- d # in", "k: 1 # k\nm: 2", "k:\n  # over\n  - e", "|+\n  x", "|+\n  x\n\n", "k: >+\n  y", "|-\n  z # text",
               "&n n", "*n", "*o", "{a: *n}", "k: *n\nj: 1", "<<: *m\nu: 1", "[f, # f\n g]", "? h\n: i # i", "", "'q\n\n  r'",
               "&m\n{v: 1}", "!t s"]  # fmt: skip
FLOW_ITEMS = ["b", '"c d"', "[e, f]", "{g: h}", "[i, # i\n j]", "k: l", "k:", "*n", "*o", "&n n", "{a: *n}", "'q\n r'", "? s", '"t":u',
              "!t v", "{<<: *m, w: 1}"]  # fmt: skip


@st.composite
def lists(draw: Draw) -> bytes:
    """A file with one list of commented items: in block style, or in flow style over lines."""
    column = draw(st.integers(0, 3))
    block = draw(st.booleans())
    items = draw(st.lists(st.sampled_from(BLOCK_ITEMS if block else FLOW_ITEMS), min_size=2, max_size=5))
    if any("*m" in item for item in items):
        items = ["&m {p: 1}", *items]
    if any("*n" in item for item in items):
        items = ["&n 7", *items]
    lines = (draw_block_items if block else draw_flow_items)(draw, items, column)
    text = "\n".join(
        [
            "---",
            "o: &o 0",
            *lines,
            *draw(st.sampled_from([[], [""], ["z: 1"], ["", "z: 1"], ["# end"], ["      # deep", ""]])),
        ]
    )
    return f"{text}\n---\nbody\n".replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))).encode()


def draw_block_items(draw: Draw, items: list[str], column: int) -> list[str]:
    """The lines of a block list."""
    lines = ["l:" + draw(comments)]
    for number, item in enumerate(items):
        lines += draw_loose(draw, column, number)
        first, *below = item.split("\n")
        lines.append(f"{' ' * column}- {first}{draw_comment(draw, number)}".rstrip())
        lines += [" " * (column + 2) + line if line else "" for line in below]
    return lines + draw(st.sampled_from([[], [], [""], ["      # deep"]]))


def draw_flow_items(draw: Draw, items: list[str], column: int) -> list[str]:
    """The lines of a flow list: each item on its own, or some on one, with the commas behind or before."""
    indent, leading = " " * (column + 1), draw(st.integers(0, 4)) == 0
    lines = ["l: [" + draw(comments)]
    if draw(st.booleans()):
        lines = ["l: ["]
    for number, item in enumerate(items):
        loose = draw_loose(draw, column + 1, number)
        joined = not loose and "#" not in lines[-1] and draw(st.integers(0, 4 if number else 1)) == 0
        last = number == len(items) - 1
        comma = "" if last and (leading or draw(st.booleans())) else ","
        gap = draw(st.sampled_from(["", "", "", " "]))
        text = item.replace("\n", "\n" + indent)
        comment = draw_comment(draw, number)
        if leading:
            text = (", " if number else "") + text + comment
        elif comment and comma and draw(st.integers(0, 5)) == 0:
            text += comment + f"\n{indent}{comma}" + draw(comments)
        else:
            text += (gap if comma else "") + comma + comment
        lines += loose
        if joined:
            lines[-1] += (" " if number else "") + text
        else:
            lines += (indent + text).split("\n")
    if "#" not in lines[-1] and draw(st.booleans()):
        return [*lines[:-1], lines[-1] + "]" + draw(comments)]
    return [*lines, *draw_loose(draw, column + 1, len(items)), indent + "]" + draw(comments)]


def draw_comment(draw: Draw, number: int) -> str:
    """A comment at the end of a line that is no other's."""
    return draw(st.sampled_from(["", f" # at {number}", f"   # at {number}"]))


def draw_loose(draw: Draw, column: int, number: int) -> list[str]:
    """Blank lines and comments above an item."""
    indent = " " * column
    about, loose = f"{indent}# about {number}", f"{indent}# loose {number}"
    kinds = [
        [],
        [],
        [],
        [about],
        [about, about],
        [""],
        ["", ""],
        ["", loose, ""],
        [loose, "", about],
        ["", about],
        [indent + "   # deep"],
    ]
    return draw(st.sampled_from(kinds))


FRAGMENTS = [b" ", b"  ", b"\n", b"\t", b"- ", b"? ", b": ", b":", b"[", b"]", b"{", b"}", b",", b'"', b"'", b"#", b" #c", b"&a ", b"*a",
             b"!t ", b"!!str ", b"|", b">", b"|+\n", b">-\n", b"---\n", b"...\n", b"%", b"a", b"b: c", b"\\", b"\r\n", b"\n\n", b"\n  ", b"\n - ",
             b"-", b"?", b"~", b"1", b"<<", b"@", b"`", b"\xc3\xa9", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xc2\x85", b"\r"]  # fmt: skip


@st.composite
def mutated(draw: Draw, sources: st.SearchStrategy[bytes]) -> bytes:
    """A text with a few small accidents."""
    data = bytearray(draw(sources))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.integers(0, 2))
        if kind == 0:
            data[at:at] = draw(st.sampled_from(FRAGMENTS))
        elif kind == 1:
            del data[at : at + draw(st.integers(1, 4))]
        else:
            data[at : at + 1] = draw(st.sampled_from(FRAGMENTS))
    return bytes(data)
