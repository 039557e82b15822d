"""Small accidents of the kind that happen to real YAML: lines moved, indentation shifted, text pasted into text.

In: the bytes of a file, a source of chance, other files to paste from. Out: other bytes. Never: knows YAML.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from fuzz import HERE

Chance = random.Random
Change = Callable[[list[bytes], Chance, Sequence[bytes]], None]

TOKENS = [
    token.encode("latin-1").decode("unicode_escape").encode("latin-1")
    for line in (HERE / "yaml.dict").read_text().splitlines()
    if line.startswith('"') and (token := line[1:-1].replace('\\"', '"'))
]
BREAKS = [b"\n", b"\r\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\n\n", b"\n\r"]
INDENTS = [b" ", b"  ", b"    ", b"\t", b" \t", b"\t "]


def mutate(data: bytes, chance: Chance, others: Sequence[bytes]) -> bytes:
    """One to six accidents."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        kind = chance.random()
        if kind < 0.55:
            lines = data.splitlines(keepends=True) or [b"\n"]
            chance.choice(LINES)(lines, chance, others)
            data = b"".join(lines)
        elif kind < 0.9:
            data = spliced(data, chance)
        else:
            data = chance.choice(WHOLES)(data, chance)
    return data


# -- lines -------------------------------------------------------------------------------------------------------------


def move_line(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)


def double_line(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    lines.insert(chance.randint(0, len(lines)), chance.choice(lines))


def drop_lines(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 3)]


def shift_lines(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    indent = chance.choice(INDENTS)
    for number in range(at, min(len(lines), at + chance.randint(1, 4))):
        if chance.random() < 0.5:
            lines[number] = indent + lines[number]
        else:
            lines[number] = lines[number].removeprefix(indent)


def join_lines(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].rstrip(b"\r\n") + chance.choice((b"", b" ", b", "))


def break_line(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    cut = chance.randint(0, len(lines[at]))
    lines[at] = lines[at][:cut] + chance.choice(BREAKS) + chance.choice((b"", b" ", b"  ", b"    ")) + lines[at][cut:]


def paste_lines(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    other = chance.choice(others).splitlines(keepends=True) or [b"\n"]
    at = chance.randrange(len(other))
    place = chance.randint(0, len(lines))
    indent = b" " * chance.choice((0, 0, 0, 1, 2, 4))
    lines[place:place] = [indent + line for line in other[at : at + chance.randint(1, 4)]]


def change_break(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].rstrip(b"\r\n") + chance.choice(BREAKS)


def comment_line(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b"# ", b"  # ", b"#", b"\t#")) + lines[at]


def wrap_value(lines: list[bytes], chance: Chance, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines))
    text = lines[at].rstrip(b"\r\n")
    end = lines[at][len(text) :]
    colon = text.find(b": ") + 2
    before, after = chance.choice(
        ((b'"', b'"'), (b"'", b"'"), (b"[", b"]"), (b"{", b"}"), (b"[", b""), (b"&x ", b""), (b"!!str ", b""))
    )
    lines[at] = text[:colon] + before + text[colon:] + after + end


LINES: list[Change] = [
    move_line, double_line, drop_lines, shift_lines, shift_lines, join_lines, break_line, paste_lines, change_break,
    comment_line, wrap_value,
]  # fmt: skip


# -- bytes -------------------------------------------------------------------------------------------------------------


def spliced(data: bytes, chance: Chance) -> bytes:
    """A token put in, a few bytes taken out, or one in the place of the other."""
    at = chance.randint(0, len(data))
    token = chance.choice(TOKENS) if chance.random() < 0.9 else bytes([chance.randrange(256)])
    cut = chance.choice((0, 0, 0, 1, 1, 2, 4, 8))
    return data[:at] + (b"" if cut > 1 and chance.random() < 0.5 else token) + data[at + cut :]


def all_breaks(data: bytes, chance: Chance) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", chance.choice(BREAKS))


def fences(data: bytes, chance: Chance) -> bytes:
    return (
        chance.choice((b"---\n", b"--- \n", b"\xef\xbb\xbf---\n", b"---\r\n"))
        + data
        + chance.choice((b"---\n", b"...\n", b"---", b"\n---\nbody"))
    )


def bom(data: bytes, chance: Chance) -> bytes:
    return b"\xef\xbb\xbf" + data


def cut_off(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randint(0, len(data))]


def tabs(data: bytes, chance: Chance) -> bytes:
    return data.replace(b"  ", b"\t", chance.randint(1, 3))


def repeat(data: bytes, chance: Chance) -> bytes:
    at = chance.randint(0, len(data))
    piece = data[at : at + chance.randint(1, 12)]
    return data[:at] + piece * chance.choice((2, 3, 17, 130)) + data[at:]


WHOLES: list[Callable[[bytes, Chance], bytes]] = [all_breaks, fences, bom, cut_off, tabs, repeat]
