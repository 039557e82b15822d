"""Read the vectors of the rules (see ``vectors/README.md``): files, what is found in them, what a fix makes of them."""

from __future__ import annotations

import pathlib
import re
from typing import NamedTuple

LINT = pathlib.Path(__file__).parent / "vectors" / "lint"


class LintVector(NamedTuple):
    """The files of a vector, broken links among them, what is found, and the files after ``--fix`` and after
    ``--fix --unsafe-fixes``, where they differ from those before."""

    name: str
    files: dict[str, bytes]
    links: list[str]
    finds: list[str]
    fixed: dict[str, bytes]
    unsafe: dict[str, bytes]

    @property
    def checked(self) -> list[str]:
        """The files that are checked; the others are configurations and schemas."""
        return [name for name in self.files if not name.endswith((".toml", ".json"))]


def read_lint() -> list[LintVector]:
    """All vectors. A folder without any is an error."""
    found = [read_vector(path) for path in sorted(LINT.glob("*.txt"))]
    assert found, "no vectors"
    return found


def read_vector(path: pathlib.Path) -> LintVector:
    """The vector in a file."""
    files: dict[str, bytes] = {}
    fixed: dict[str, bytes] = {}
    unsafe: dict[str, bytes] = {}
    links, finds = [], []
    for part in ("\n" + path.read_text(encoding="utf-8")).split("\n=== ")[1:]:
        title, _, body = part.partition("\n")
        verb, _, name = title.partition(" ")
        if verb == "finds":
            finds = [line for line in body.split("\n") if line]
        elif verb == "link":
            links.append(name)
        else:
            found = {"file": files, "fixed": fixed, "unsafe": unsafe}[verb]
            found[name] = decode(body if body.endswith("\n") else body + "\n")
    return LintVector(path.stem, files, links, finds, fixed, unsafe)


def decode(text: str) -> bytes:
    """Bytes from a text in which signs stand for what cannot be seen."""
    text = text.replace("␍", "\r").replace("␉", "\t").replace("␣", " ").replace("∎\n", "")
    return re.sub("⟨U\\+([0-9A-F]+)⟩", lambda match: chr(int(match[1], 16)), text).encode()
