"""What a typed program writes with seedfmt and pydantic; read by type checkers, and run by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_type

import seedfmt
from seedfmt.errors import LocatedValidationError, Problem
from seedfmt.interop import pydantic


@dataclass
class Post:
    """A record."""

    title: str


assert_type(pydantic.loads("---\ntitle: Hi\n---\n", Post), Post)
assert_type(pydantic.validate(seedfmt.loads("---\ntitle: Hi\n---\n"), Post), Post)
try:
    pydantic.loads("---\nheat: 1\n---\n", Post)
except LocatedValidationError as error:
    assert_type(error.problems, list[Problem])
