"""A safe fix changes the data of no reader: front matter of what people write, by every reader that is installed."""

from __future__ import annotations

import os
import random

import pytest
import readers
from laws import rulelaws
from readers.scalars import generate

from seedfmt import _fences
from seedfmt._document import Document
from seedfmt._edit.patch import apply
from seedfmt._rules.fix import fix_document
from seedfmt.errors import Applicability, Problem, SeedError

COUNT = int(os.environ.get("SEEDFMT_FIXES", "150"))
SCALARS = generate(1200, 7)
KEYS = ["title", "date", "published", "draft", "tags", "webUrl", "count", "heat", "a b", '"q"', "'s'", "on", "12", "é"]
QUOTED = [
    '"two words"',
    "'it''s'",
    '"tab\\there"',
    '"one  \n  two"',
    "'one\n\n  two '",
    '"a \\\n   b"',
    '""',
    "''",
    '"x\u00a0"',
]
BLOCKS = [
    "|\n  text  \n  more\n", "|-\n  text \n", "|+\n  text\n\n \n", ">\n  folded \n  more\n\n  para\n", ">-\n  x\n   y \n",
    "|2\n    deep \n", "|+\n\n", "|\n  a\n  \n  b\n", ">+\n  a\n\t\n", "|  \n  x\n", "| # note \n  x\n",
]  # fmt: skip
PLAIN = [
    "some text",
    "text with  two",
    "one\n  two",
    "one  \n  two \n  three",
    "a\u00a0b",
    "\u00a0",
    "x # y",
    "x\t# y",
    "it's",
    "50%",
]
ITEMS = [
    "- a\n- b \n",
    "  - a\n  -  b\n",
    "- {a: 1 }\n",
    "-\n  a: 1\n",
    "- \n- b\n",
    "-\ta\n",
    "- - a\n  - b\n",
    "- a: 1\n  b:\t2\n",
]
FLOWS = [
    "[a, b]",
    "[a ,\tb ]",
    "{a: 1,b: 2}",
    "[\n  a,\n  b \n  ]",
    "[]",
    "{}",
    "[ no, 1:16 ]",
    "{a: [b ], c: }",
    '{"a":b}',
    "[a\t]",
]
ENDS = ["", "", "", "", " ", "  ", "\t", " \t", " # note", " # note  ", "\t# note", "  #note\t"]
BREAKS = ["\n"] * 12 + [
    "\r\n",
    "\r\n",
    "\n\n",
    " \n\n",
    "\n  \n",
    "\n\t\n",
    "\n# a comment \n",
    "\n  # indented\n",
    "\r",
]


def value(chance: random.Random) -> str:
    kind = chance.randrange(8)
    if kind < 3:
        return " " + chance.choice((chance.choice(SCALARS), chance.choice(PLAIN), chance.choice(QUOTED)))
    if kind == 3:
        return " " + chance.choice(BLOCKS).removesuffix("\n")
    if kind == 4:
        return chance.choice(("", " ", "\t")) + "\n" + chance.choice(ITEMS).removesuffix("\n")
    if kind == 5:
        return chance.choice((" ", "  ", "\t")) + chance.choice(FLOWS)
    if kind == 6:
        return chance.choice(("", " ", "  ", "\t"))
    return chance.choice(("\t", "  ", " \t")) + chance.choice(PLAIN)


def make_file(chance: random.Random) -> bytes:
    usual = chance.choice(("\n", "\n", "\n", "\r\n"))
    lines = []
    for key in chance.sample(KEYS, chance.randint(1, 6)):
        text = key + chance.choice((":", ":", ":", " :", "\t:")) + value(chance) + chance.choice(ENDS)
        lines.append(text.replace("\n", usual) + (usual if chance.random() < 0.7 else chance.choice(BREAKS)))
    mark = "\ufeff" if chance.random() < 0.08 else ""
    fences = chance.choice(("---", "---", "---", "--- ", "---\t"))
    end = chance.choice((usual + "body\n", usual, usual, "", " ", "  " + usual))
    return (mark + fences + usual + "".join(lines) + chance.choice(("---", "---", "...")) + end).encode()


def front_of(data: bytes) -> str:
    parts = _fences.split(data)
    return data[parts.front : parts.closing].decode()


def fixes(data: bytes) -> list[tuple[str, bytes]]:
    """The file after each safe fix, and after all of them."""
    try:
        document = Document(data)
    except SeedError:
        return []
    found = []
    for problem in rulelaws.check(document, "post.md"):
        if problem.fix is not None and problem.fix.applicability is Applicability.SAFE:
            try:
                found.append((problem.code, bytes(Document(apply(data, list(problem.fix.patches))))))
            except SeedError:
                continue  # it is tried before it counts (R196)
    if found:
        found.append(("all", bytes(fix_document(document, lambda one, _: safe(one))[0])))
    return found


def safe(document: Document) -> list[Problem]:
    return [
        problem if problem.fix and problem.fix.applicability is Applicability.SAFE else problem._replace(fix=None)
        for problem in rulelaws.check(document, "post.md")
    ]


def changed(reader: readers.Reader, pairs: list[tuple[str, bytes, bytes]]) -> list[str]:
    """The fixes after which a reader sees other data, or none."""
    found = []
    for kind in ("front matter", "file"):
        sides = []
        for side in (1, 2):
            texts = [pair[side].decode() for pair in pairs]
            fronts = [front_of(pair[side]) for pair in pairs]
            sides.append(reader.read(fronts) if kind == "front matter" else reader.read_files(texts, fronts))
        for (code, before, after), one, two in zip(pairs, *sides, strict=True):
            is_read = one[0] != "error" and one not in (["map", []], ["null"], ["str", ""])  # these: it found none
            if is_read and one != two:
                found.append(f"{reader.name}, {code}, {kind}: {before!r} -> {after!r}\n  {one}\n  {two}")
    return found


def test_a_safe_fix_changes_the_data_of_no_reader() -> None:
    found = readers.available()
    if not found:
        pytest.skip(f"no readers; {readers.INSTALL}")
    chance = random.Random(20261130)
    pairs = []
    files = 0
    while files < COUNT:
        data = make_file(chance)
        these = fixes(data)
        files += bool(these)
        pairs += [(code, data, after) for code, after in these if after != data]
    codes = {code for code, _, _ in pairs}
    assert codes >= {"L101", "L102", "L103", "L104", "L105", "all"}, codes
    wrong = [line for reader in found.values() for line in changed(reader, pairs)]
    first = {" ".join(line.split()[:2]): line for line in reversed(wrong)}
    assert not wrong, f"{len(wrong)} of {len(pairs)}:\n" + "\n".join(first.values())


def test_the_law_sees_what_it_is_to_see() -> None:
    """Quotes around "no" are other data to Psych and PyYAML, and to nobody else."""
    found = readers.available()
    pairs = [("D101", b"---\na: no\n---\n", b'---\na: "no"\n---\n')]
    for name, reader in found.items():
        assert bool(changed(reader, pairs)) == (name in ("pyyaml", "ruamel-1.1", "yaml-1.1", "psych", "safeyaml")), name
