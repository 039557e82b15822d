"""Plain scalars of the shapes that readers disagree on, and mutants of them."""

from __future__ import annotations

import random
import re

_SEEDS = r"""
0 1 -1 +1 12 00 01 010 017 08 09 -017 +012 0123456789 01234 0o17 0o8 -0o17 +0o7 0O17 0x1F 0X1f -0xff 0x 0xg 0b101 0b2
-0b11 0b 0b_ 1_000 1__0 1_ _1 -_ +_ 1_000_000 0_7 0_ 0x_f 0b1_0 12_345.67_8 1,000 12,50 1,4,5 1,,0 ,1 1, -1,000.50 0,7
9,999 1.5 1. .5 -.5 +.5 . -. +. .. 1.2.3 1..2 0.0 -0 -0.0 +0 00.5 08.5 1.10 3.14159 1._5 1.5_ ._5 ._ 1_0.5 1_.5 1e3
1E3 1e+3 1e-3 1.e3 1.e+3 .5e3 .5e+3 -1e3 +1e3 1e 1e+ e5 E1 .e5 .e+5 -.e-3 61e9540 685e230 1e400 -1e400 1.5e+400 1e-400
12e03 1_0e3 1_0.5e+3 .inf .Inf .INF .iNf +.inf -.inf -.Inf +.INF .nan .NaN .NAN .nAn -.nan +.nan inf nan Infinity NaN
.infinity true True TRUE tRue false False FALSE yes Yes YES yEs no No NO nO on On ON oN off Off OFF oFF y Y n N t f T
F null Null NULL nUll ~ ~~ nil None = == << <<< < 1:16 06:20 12:30 -1:16 +1:16 0:30 00:30 1:60 1:59 1:2:3 1:2:3:4
10:00:00 190:20:30 1:1:1:1:1 1:16. 1:16.5 20:30.15 -1:2.5 0:1.5 1_0:30 1_:30 1:5_ 01:30 1:30.5_5 1__0:30 08:30 08:30.5
1:2:3.5 1:2:3:4.5 2024-01-02 2024-1-2 2024-01-2 2024-13-45 2024-02-30 2023-02-29 2024-02-29 0000-01-01 9999-12-31
-2024-01-02 24-01-02 20240102 2024-01 2024-W01 2024-00-10 2024-01-00 2024-10-32 2024-01-02T10:00:00Z
2024-01-02t10:00:00z 2024-01-02T10:00:00 2024-01-02T10:00 2024-01-02T1:00:00Z 2024-01-02T10:00:00.5Z
2024-01-02T10:00:00.Z 2024-01-02T10:00:00+01:00 2024-01-02T10:00:00+0100 2024-01-02T10:00:00-5 2024-01-02T25:00:00Z
2024-01-02T24:00:00Z 2024-01-02T10:60:00Z 2024-01-02T10:00:60Z 2024-01-02T10:00:61Z 2024-02-30T10:00:00Z
2024-02-32T10:00:00Z 2024-13-01T10:00:00Z 2024-1-2T3:04:05Z 2024-01-02T10:00:00+25:00 2024-01-02T10:00:00+99
2024-01-02T10:00:00.123456789Z 2024-01-02T10:00:00.1234567891234Z 0001-01-01T00:00:00+05:00 9999-12-31T23:59:59-05:00
0000-01-01T00:00:00Z 2024-01-02T10:00:00,5Z 2024-01-02T24:00:01Z 2024-01-02T10:00:00+5: 2024-01-02T10:00:00+053 :a
:foo :foo_bar :"a :'a' :1 : :: ::a :: :-) :"x"y :a:b a b abc hello Hello x1 1x 1abc 0abc 9lives v1.2 1.2.3.4 10px 50%
$5 5$ +49 +49-30 (1) 1/2 1-2 1+1 _a a_b é ñandú 日本 ½ ² ٣ 1² e1f2 1e5f deadbeef 12e4a 4e5e6 0e0 0e1 00e1 7e1 1d 1f 1L
0x1p3 0x1.8p1 1e1_0 1.0e1_0 12345678901234567890 9223372036854775807 9223372036854775808 -9223372036854775808
-9223372036854775809 18446744073709551615 18446744073709551616 0x8000000000000000 0xffffffffffffffff
0x1ffffffffffffffff 9007199254740993 -9007199254740993 0o777777777777777777777777 0777777777777777777777777
0b1111111111111111111111111111111111111111111111111111111111111111111 1e308 1.8e308 123456789012345678901234567890.5
0.1234567890123456789 5e-324 2e-324
"""
SEEDS = [*_SEEDS.split(), "\uff11\uff12"]
SPACED = [
    "2024-01-02 10:00:00", "2024-01-02 8:00:00 -0500", "2024-01-02 08:00:00 -0500", "2024-01-02  10:00:00", "2024-01-02 10:00:00 +01:00",
    "2024-01-02 10:00:00 Z", "2024-01-02\t10:00:00", "2024-01-02\t10:00:00 Z", "2024-01-02 1:2:3", "2024-01-02 10:00", "2015-10-22 15:59:00-0400",
    "2001-12-14 21:59:43.10 -5", "2024-02-30 10:00:00", "2024-01-02 10:00:00 UTC", "1 000", "1 2", "no way", "on air", "10 : 20", "1 e3", "- 1",
    "2024-01-02 10:00:00.5 +5", "2024-01-02T10:00:00 +01", "2024-01-02 10:00:00 +1:30", "2024-01-02 10:00:00.000", "2024-01-02 24:00:00", "~ ~",
]  # fmt: skip
LETTERS = "0123456789__..::,,--++eExXobBOaAfFnNyYtTzZ~= /"
_NOT_PLAIN = re.compile(r"^[-?:](?:\s|$)|^[,\[\]{}#&*!|>'\"%@`]|:(?:\s|$)|\s#|^\s|\s$|^$|^---|^\.\.\.(?:\s|$)")


def is_plain(text: str) -> bool:
    """Return whether the text is a plain scalar as the value of a key."""
    return not _NOT_PLAIN.search(text)


def generate(count: int, seed: int) -> list[str]:
    """So many different scalars: all seeds, then mutants of them, and made of parts."""
    chance = random.Random(seed)
    pool = [*SEEDS, *SPACED]
    found = dict.fromkeys(text for text in pool if is_plain(text))
    while len(found) < count:
        text = chance.choice((_mutant, _mutant, _joined, _number, _date))(chance, pool)
        if len(text) < 60 and is_plain(text):
            found[text] = None
    return list(found)


def _mutant(chance: random.Random, pool: list[str]) -> str:
    text = chance.choice(pool)
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(("", chance.choice(LETTERS))) + text[at + chance.choice((0, 1)) :]
    return text


def _joined(chance: random.Random, pool: list[str]) -> str:
    one, two = chance.choice(pool), chance.choice(pool)
    return one[: chance.randint(0, len(one))] + two[chance.randint(0, len(two)) :]


def _number(chance: random.Random, pool: list[str]) -> str:
    digits = lambda most: "".join(chance.choice("0123456789_") for _ in range(chance.randint(0, most)))  # noqa: E731
    text = chance.choice(("", "", "-", "+")) + chance.choice(("", "", "0", "0x", "0o", "0b")) + digits(6)
    for separator in (".", ":", ":", ",", "e", "e+", "E-"):
        if chance.random() < 0.25:
            text += separator + digits(3)
    return text


def _date(chance: random.Random, pool: list[str]) -> str:
    n = lambda low, high: chance.choice(("%d", "%02d")) % chance.randint(low, high)  # noqa: E731
    text = f"{chance.randint(0, 9999):04}-{n(0, 13)}-{n(0, 32)}"
    if chance.random() < 0.7:
        text += chance.choice(("T", "t", " ", "  ")) + f"{n(0, 25)}:{n(0, 60)}:{n(0, 61)}"
        text += chance.choice(("", "", ".", ".5", ".123456", ".1234567"))
        zone = f"{n(0, 25)}{chance.choice(('', ':', ':'))}{n(0, 60)}"
        text += chance.choice(("", "Z", " Z", "z", f"+{zone}", f"-{zone}", f" +{zone}", "+5", "-05"))
    return text
