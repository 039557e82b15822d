"""Read the vectors of files with one fault (see ``vectors/README.md``)."""

from __future__ import annotations

import json
import pathlib
from typing import NamedTuple

INVALID = pathlib.Path(__file__).parent / "vectors" / "invalid"


class Invalid(NamedTuple):
    """A file with one fault, and where it must be found: line and column of start and end."""

    name: str
    source: bytes
    code: str
    place: tuple[int, int, int, int]
    pointer: str
    schema: str
    fenced: bool

    def __str__(self) -> str:
        return f"{self.name}-{self.code}"


def read() -> list[Invalid]:
    """All vectors. A folder without any is an error."""
    found = [vector for path in sorted(INVALID.glob("*.txt")) for vector in read_file(path)]
    assert found, "no vectors"
    return found


def read_file(path: pathlib.Path) -> list[Invalid]:
    """The vectors of a file."""
    text = path.read_bytes().decode()
    found = []
    number = 1
    for part in ("\n" + text).split("\n=== ")[1:]:
        title, _, document = part.partition("\n")
        code, place, rest = title.split(" ", 2)
        pointer, rest = parse_pointer(rest)
        schema, *flags = rest.split()
        start, end = place.split("-")
        numbers = [int(each) for each in (*start.split(":"), *end.split(":"))]
        found.append(
            Invalid(
                f"{path.name}:{number}",
                encode(document + "\n", flags),
                code,
                (numbers[0], numbers[1], numbers[2], numbers[3]),
                pointer,
                schema,
                "yaml" not in flags,
            )
        )
        number += part.count("\n") + 1
    return found


def parse_pointer(text: str) -> tuple[str, str]:
    """A pointer and what follows it: ``-`` for the whole, JSON text where it holds a space."""
    if text.startswith('"'):
        pointer, end = json.JSONDecoder().raw_decode(text)
        return pointer, text[end:].strip()
    pointer, _, rest = text.partition(" ")
    return "" if pointer == "-" else pointer, rest


def encode(document: str, flags: list[str]) -> bytes:
    """The bytes of a document."""
    data = (document.replace("\n", "\r\n") if "crlf" in flags else document).encode()
    return b"\xef\xbb\xbf" + data if "bom" in flags else data
