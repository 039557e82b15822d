"""Read and judge the vectors of SPEC chapter 9 (see ``vectors/README.md``)."""

from __future__ import annotations

import json
import pathlib
from typing import Any, NamedTuple

FOLDER = pathlib.Path(__file__).parent / "vectors" / "secured"
CLASSES = {
    "Malformed": "malformed",
    "NotAuthentic": "not-authentic",
    "WrongDocument": "wrong-document",
    "PolicyError": "policy",
    "SecretKeyError": "key",
    "NotBindable": "not-bindable",
}


class Vector(NamedTuple):
    """One document, what it is verified with, and what must come of it."""

    name: str
    members: dict[str, str]
    document: bytes

    def json(self, name: str) -> Any:
        return json.loads(self.members[name])

    def __str__(self) -> str:
        return self.name


def read_all() -> list[Vector]:
    """All vectors. A folder without any is an error."""
    paths = sorted(FOLDER.glob("*.txt"))
    assert len(paths) > 200, "the vectors are missing"
    return [read(path) for path in paths]


def read(path: pathlib.Path) -> Vector:
    head, _, document = path.read_bytes().partition(b"\n=== document\n")
    lines = [line for line in head.decode().split("\n") if not line.startswith("#")]
    return Vector(path.stem, dict(line.split(": ", 1) for line in lines), document)


def judge(vector: Vector) -> tuple[str, str, int | None]:
    """What comes of a vector: its class of failure or "ok", the code, the line. Imports seedfmt anew where it was unloaded."""
    import seedfmt
    from seedfmt import secured

    try:
        policy = secured.Policy.from_data(vector.json("policy"))
        keys = secured.KeySet.from_json(vector.members["keys"])
        document = seedfmt.loads(vector.document, fenced=vector.json("fenced") if "fenced" in vector.members else True)
        detached = vector.members.get("detached")
        if "plaintext" in vector.members:
            plaintext = secured.open_sealed(document, keys, policy, path=vector.members.get("path"))
            assert plaintext.decode() == vector.members["plaintext"]
        verified = secured.verify(document, keys, policy, detached=detached, path=vector.members.get("path"))
        if "view" in vector.members:
            view = secured.bound_view(document, volatile=verified.volatile, field=policy.field)
            assert view.text.decode() == vector.members["view"]
    except secured.SecuredError as error:
        return CLASSES[type(error).__name__], str(error.code), error.line
    return "ok", "", None


def wanted(vector: Vector) -> tuple[str, str, int | None]:
    """What must come of a vector."""
    return vector.members["expect"], vector.members.get("code", ""), None


def is_right(vector: Vector) -> bool:
    """Does the right thing come of a vector?"""
    found, expected = judge(vector), wanted(vector)
    line = vector.members.get("line")
    return found[:2] == expected[:2] and (line is None or found[2] == int(line))
