"""Every slip of the keyboard on every line of real files: of those that cannot be read, is the line of the slip told?

In: the corpus. Out: a table; for each kind of slip how many files could not be read, and of how many the right line was
told. What can still be read says other data, which no parser can know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import seedfmt
from bench.corpus import corpus
from bench.report import print_table

LONGEST = 120  # lines of front matter: each slip on each of them is a file that is read
Slip = Callable[[bytes], bytes | None]


def replaced(pattern: bytes, text: bytes) -> Slip:
    """The slip that puts a text in the place of what fits; none on a line where nothing does."""

    def slip(line: bytes) -> bytes | None:
        found, count = re.subn(pattern, text, line, count=1)
        return found if count else None

    return slip


SLIPS: dict[str, Slip] = {
    "one space less": replaced(rb"^ ", b""),
    "two spaces less": replaced(rb"^  ", b""),
    "no indentation": replaced(rb"^ +", b""),
    "one space more": replaced(rb"^", b" "),
    "two spaces more": replaced(rb"^", b"  "),
    "a tab before it": replaced(rb"^", b"\t"),
    "no dash": replaced(rb"^( *)- ", rb"\1"),
    "a blank for the dash": replaced(rb"^( *)- ", rb"\1  "),
    "no blank behind the dash": replaced(rb"^( *)- ", rb"\1-"),
    "no colon": replaced(rb"^( *(?:- )?\w+):", rb"\1"),
    "no blank behind the colon": replaced(rb"^( *(?:- )?\w+): ", rb"\1:"),
    "no key": replaced(rb"^( *(?:- )?)\w+: ", rb"\1"),
    "no opening quote": replaced(rb'^( *(?:- )?\w+: )"(.*"$)', rb"\1\2"),
    "no closing quote": replaced(rb'^( *(?:- )?\w+: ".*)"$', rb"\1"),
}


def slips(data: bytes) -> Iterator[tuple[str, bytes, int]]:
    """The kind of each slip in a file, the file with it, and its line."""
    lines = data.split(b"\n")
    end = lines.index(b"---", 1) if b"---" in lines[1:] else 0
    for at in range(1, end if end <= LONGEST else 0):
        for name, slip in SLIPS.items() if lines[at].strip() else ():
            line = slip(lines[at])
            if line is not None:
                yield name, b"\n".join([*lines[:at], line, *lines[at + 1 :]]), at + 1


def main() -> dict[str, Any]:
    """Count, print, return what was counted."""
    found = {name: [0, 0, 0] for name in SLIPS}
    for data in corpus().values():
        for name, text, line in slips(data):
            try:
                seedfmt.loads(text)
            except seedfmt.SeedError as error:
                found[name][0] += 1
                found[name][1] += error.line == line
            else:
                found[name][2] += 1
    total = [sum(counts[place] for counts in found.values()) for place in range(3)]
    rows = [
        [name, refused, right, f"{right / max(refused, 1):.1%}", read]
        for name, (refused, right, read) in [*found.items(), ("all", total)]
    ]
    print_table("Slips on each line of real files", ["", "refused", "right line", "share", "can be read"], rows)
    return {"slips": found}
