"""Short odd texts, made from nothing: what YAML is written with, thrown together in frames that read most of it.

In: a source of chance. Out: the bytes of a file. Never: knows whether it is YAML. Where ``mutate`` finds what happens
to real files, this finds what nobody would write.
"""

from __future__ import annotations

import random

Chance = random.Random

WORDS = [
    *("no", "yes", "y", "01", "1:16", "0x1F", "1_000", "2020-01-01", ".inf", "~", "=", "<", "<<", "?"),
    *("&a", "*a", "#", ":", ",", "{", "}", "[", "]", '"', "'", "|", ">", "|-", "|+", "%", "@", "`"),
    *("a", "b", "---", "...", "-", "!", "!!str", "!!int", "!t"),
    *("\u2028", "\u2029", "\x85", "\xa0", "\ufeff", "\xe9", "\r", "\r\n", "\t"),
    *(" ", "  ", "\n", "\n", "\n ", "\n  ", ": ", "- ", " # "),
]  # fmt: skip
FRAMES = [
    "---\n%s\n---\n",
    "%s\n",
    "%s",
    "---\nk: no\nx:\n - %s\n---\n",
    "---\n{%s}\n---\n",
    "---\n[%s]: no\n---\n",
    "---\nx: [%s]\n---\n",
    "---\n? %s\n: no\n---\n",
    '---\na: "%s"\n---\n',
    "---\na: %s\nb: on\n---\n",
    "---\nl:\n- %s\n- z\n---\nb",
    "---\nl: # c\n- %s # d\n---\n",
]
LEAVES = ["x", "y", "1", '"q"', "'s'", "", "~", "*a", "&a", "!!str", "!t v", "a b", "-1", "<<", "[]", "{}"]
GAPS = ["", "", "", "", " ", " ", "  ", "\t", "\n ", "\n  ", " #c\n ", "\n#\n ", "\n #c\n\n ", " \n\t "]


def grow(chance: Chance) -> bytes:
    """One text."""
    frame = chance.choice(FRAMES)
    return (frame % (grow_words(chance) if chance.random() < 0.5 else grow_flow(chance))).encode()


def grow_words(chance: Chance) -> str:
    """Words in a row."""
    return "".join(chance.choices(WORDS, k=chance.randint(1, 12)))


def grow_flow(chance: Chance, depth: int = 0) -> str:
    """A flow collection with gaps everywhere, or a leaf."""
    kind = chance.random()
    if depth > 3 or kind < 0.4:
        return chance.choice(LEAVES)
    opening, closing = ("[", "]") if kind < 0.7 else ("{", "}")
    entries = [grow_entry(chance, depth, opening == "{" or chance.random() < 0.35) for _ in range(chance.randint(0, 4))]
    gap = lambda: chance.choice(GAPS)  # noqa: E731
    tail = "," if entries and chance.random() < 0.3 else ""
    return opening + gap() + (gap() + "," + gap()).join(entries) + gap() + tail + gap() + closing


def grow_entry(chance: Chance, depth: int, pair: bool) -> str:
    """An item, or a key with or without a value."""
    if not pair:
        return grow_flow(chance, depth + 1)
    key = chance.choice(("", "", "? ")) + grow_flow(chance, depth + 2)
    if chance.random() < 0.3:
        return key
    return key + chance.choice(GAPS) + ":" + chance.choice((" ", "", "  ")) + grow_flow(chance, depth + 1)
