"""A vector: one document, what it is verified with, and what must come of it.

In: its parts. Out: the text of its file. Never: judges.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from making.suite import SEAL, SIGN, VOLATILE


class Vector(NamedTuple):
    """A file: what it shows, what it expects, and the document."""

    name: str
    about: str
    rule: str
    expect: str
    document: str
    members: dict[str, Any]


VECTORS: list[Vector] = []


def vector(name: str, rule: str, expect: str, about: str, text: str, **members: Any) -> None:
    members.setdefault("policy", {"require": "sealed", "volatile": VOLATILE})
    VECTORS.append(Vector(name, about, rule, expect, text, members))


SIGNED = {"require": "signed", "volatile": VOLATILE}
BOTH = {"require": "both", "volatile": VOLATILE}


CODES = {"malformed": "E701", "not-authentic": "E702", "policy": "E705", "key": "E706", "not-bindable": "E707"}


def render(one: Vector) -> str:
    members = dict(one.members)
    if one.expect != "ok":
        members.setdefault("code", CODES.get(one.expect))
    given = members.pop("keys", [SEAL, SIGN])
    members["keys"] = {"keys": given} if isinstance(given, list) else given
    lines = [f"# {one.about}", f"rule: {one.rule}", f"expect: {one.expect}"]
    lines += [f"{name}: {value if isinstance(value, str) else json.dumps(value)}" for name, value in members.items()]
    return "\n".join(lines) + "\n=== document\n" + one.document
