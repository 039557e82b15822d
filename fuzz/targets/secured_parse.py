"""Any text: parse, inspect and lint give an answer or Malformed, and no message and no repr holds a piece of the
value."""

from __future__ import annotations

from documents import DOCUMENTS
from securedvectors import read_all

from fuzz.targets.secured_verify import tokens
from seedfmt import secured
from seedfmt.errors import Malformed

PIECE = 12  # characters in a row that no message holds by accident
LEGACY = b"QUFBQUFBQUFBQUFBQUFBQQ==;QkJCQkJCQkJCQkJCQkJCQg=="


def seeds() -> list[bytes]:
    """Values of every shape, right and wrong."""
    vectors = [vector.document.split(b'secured: "')[-1].split(b'"')[0] for vector in read_all()]
    return [*tokens(), LEGACY, *vectors, *(text.encode() for text in DOCUMENTS.values())]


def check(data: bytes) -> None:
    """Look at the text in all ways that need no key."""
    value = data.decode("latin-1")
    said = []
    try:
        said.append(repr(secured.parse(value)))
        secured.inspect(value)
    except Malformed as error:
        said += [str(error), repr(error)]
        assert error.__cause__ is None
    lint = secured.Lint(legacy=True)
    problems = [*lint.add(value, path="a.md"), *lint.add(value, path="b.md"), *lint.finish()]
    said += [f"{problem.message} {problem.hint}" for problem in problems]
    pieces = {value[at : at + PIECE] for at in range(len(value) - PIECE + 1)}
    for sentence in said:
        shown = {sentence[at : at + PIECE] for at in range(len(sentence) - PIECE + 1)}
        assert not {piece for piece in pieces & shown if is_token(piece)}, sentence


def is_token(piece: str) -> bool:
    """Could this be of a value, and is no word of ours?"""
    return piece.isascii() and any(letter.isdigit() for letter in piece) and any(letter.isupper() for letter in piece)
