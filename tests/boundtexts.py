"""Front matter by chance that may be read in more than one way: scalars, layouts of scalars, and documents.

In: a Random. Out: YAML text, right or wrong. The pieces are those that some reader treats in a way of its own.
"""

from __future__ import annotations

import json
import random

DOT = "2026-03-02T10:00:00."
PIECES = [
    *"0179-+._,:eExobaftTZ ~<=!/yn#'\"\\?|%@*&éij\t{}[]",
    *("00", "12", "59", "60", "1e9", "2026", "--", "0x", "0o", "0b", "<<", "inf", "nan", "NaN", "yes", "No", "true"),
    *("null", "-01", "-1-2", ":00:00", "1:2", "n."),
]
NUMBERS = [
    *(
        "2026-03-02",
        "2026-03-02T10:00:00",
        "2026-03-02 10:00:00Z",
        "10:00:00",
        "10:00:00,",
        "1e9",
        "e9",
        "0x1f",
        "0x,a1",
    ),
    *(
        "1_000",
        "_1",
        "-_1",
        "0_o7",
        "1.5e+300",
        "-0.5",
        "12,5",
        ".5",
        "0o17",
        "1,000.5",
        "0b1",
        "190:20:30.15",
        "0b-01",
    ),
    *("2026-3-2 1:00:00 +1", "-2026-01-01", "1.e3", "+.inf", "1__0", "0_"),
]
LINES = [
    *("a", "b", "x y", " ", "  ", "   ", "\n", "\n ", "\n  ", "\n   ", "\n\n", "\n \n", "- ", "? ", ": ", ":", "|\n  "),
    *("|-\n  ", "|2\n  ", "|+\n ", ">\n  ", ">1-\n  ", '"', "'", "''", "\\", "\\n", "\\\n  ", "\\ ", "\\t", "\\x41"),
    *("\\u2028", "\\N", "\\_", "\\0", "\\U0001F600", "\t", " \t", "#", " # c", "[", "]", "{", "}", ",", ", ", "%", "@"),
    *(
        "`",
        "!",
        "\u00a0",
        "\u200b",
        "\u3000",
        "\u00ad",
        "\x7f",
        "\u0080",
        "\ue000",
        "\U0001f600",
        "\r\n",
        "\\x3c",
        "<<",
    ),
    *("1", "=", "---", "...", "~"),
]


def scalar(rng: random.Random) -> str:
    """A plain scalar that is nearly a number, a date, a word; or a long timestamp."""
    kind = rng.randrange(4)
    if kind == 0:
        return "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 6)))
    if kind == 1:
        return "".join(rng.choice("0123456789_,.:+-eE") for _ in range(rng.randrange(1, 10)))
    if kind == 2:
        return mutated(rng, rng.choice(NUMBERS), PIECES)
    return DOT + "0" * rng.randrange(80) + rng.choice(["", "Z", " +1", "+01:30"])


def mutated(rng: random.Random, text: str, pieces: list[str]) -> str:
    """The text with one to three pieces inserted, removed or replaced."""
    parts = list(text)
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(parts) + 1)
        parts[at : at + rng.randrange(2)] = rng.choice([[rng.choice(pieces)], []])
    return "".join(parts)


def entry(rng: random.Random) -> str:
    """A scalar as a value, a key or an item, in one of the styles."""
    text = scalar(rng)
    quoted = json.dumps(text, ensure_ascii=False)
    single = "'" + text.replace("'", "''") + "'"
    where = rng.randrange(10)
    if where == 0:
        return f"k: [{text}]\n"
    if where == 1:
        return f"{rng.choice([text, text, quoted, single])}: v\n"
    return f"k: {rng.choice([text] * 5 + [quoted, single, f'|-{chr(10)}  {text}', f'>{chr(10)}  {text}'])}\n"


def layout(rng: random.Random) -> str:
    """A scalar over several lines, with what may stand around it."""
    body = "".join(rng.choice(LINES) for _ in range(rng.randrange(1, 9)))
    shape = rng.choice(
        [
            "k: {}\nz: w\n",
            'k: "{}"\nz: w\n',
            "k: '{}'\n",
            "k: |\n  {}\n",
            "k: |\n  {}\nz: w\n",
            "k: |\n  {}\n\n\nz: w\n",
            "k: >\n  {}\n  a\nz: w\n",
            "k:\n  - {}\n  - b\n",
            "k: [a, {}, b]\n",
            "{}: a\nz: w\n",
            '"{}": a\n',
        ]
    )
    return shape.replace("{}", body)
