"""What can be wrong with values that nobody here has a key for: in one file, and between files.

In: the text of a field, and where it stands. Out: Problems, with codes ``B``. Never: quotes a value; needs a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from seedfmt._secured import field as fields
from seedfmt._secured import header, token
from seedfmt._secured.token import BLOCK, Legacy, Sealed, Signed, Value
from seedfmt.errors import Code, Malformed, Problem, Severity

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._source import Span

RULES = {
    "B101": "the value has none of the known shapes, or a header that is not of the suite",
    "B102": "a legacy value, which nobody can verify (only where asked for)",
    "B103": "two equal blocks in one ciphertext",
    "B104": "the initialisation vector is also a block of the ciphertext",
    "B105": "the initialisation vector is constant",
    "B106": "the initialisation vector is text",
    "B110": "the same value in two files",
    "B111": "the same initialisation vector in two files",
    "B112": "the same ciphertext block in two files",
    "B113": "the ciphertext begins with all of another's",
    "B114": "the initialisation vectors count",
}
NEAR = 1 << 32  # vectors that are nearer to each other were not drawn at random


class _Place(NamedTuple):
    path: str | None
    span: Span | None
    pointer: str


def check_secured(
    value: object, span: Span | None = None, *, pointer: str = "/secured", path: str | None = None, legacy: bool = False
) -> list[Problem]:
    """The findings for one value, the data of the field as it was read; ``legacy`` asks for B102, too."""
    place = _Place(path, span, pointer)
    parts, problems = _read(value, place)
    content = _innermost(parts)
    if isinstance(content, Legacy):
        problems += [_problem(code, place) for code in _legacy_codes(content, legacy)]
    return problems


class Lint:
    """Collects the values of many files, and finds what they should not share.

    ``add`` gives what is wrong in the one file, ``finish`` what is wrong between files.
    """

    def __init__(self, *, legacy: bool = False) -> None:
        self._legacy = legacy
        self._seen: dict[bytes, _Place] = {}
        self._legacies: list[tuple[Legacy, _Place]] = []
        self._copies: list[Problem] = []

    def add(
        self, value: object, span: Span | None = None, *, pointer: str = "/secured", path: str | None = None
    ) -> list[Problem]:
        """The findings for the value of one more file."""
        place = _Place(path, span, pointer)
        problems = check_secured(value, span, pointer=pointer, path=path, legacy=self._legacy)
        whole = _read(value, place)[0]
        content = _innermost(whole) or whole  # a signature around nothing stands for itself
        if content is None:
            return problems
        from hashlib import blake2b  # an import that only files in number are worth

        mark = blake2b(content.text.encode(), digest_size=16).digest()
        if mark in self._seen:
            self._copies.append(_problem("B110", place, self._seen[mark]))
            return problems
        self._seen[mark] = place
        if isinstance(content, Legacy):
            self._legacies.append((content, place))
        return problems

    def finish(self) -> list[Problem]:
        """The findings between the files added so far."""
        return [*self._copies, *_check_vectors(self._legacies), *_check_blocks(self._legacies)]


def lint(values: Iterable[tuple[str, Document]], *, field: str = fields.FIELD, legacy: bool = False) -> list[Problem]:
    """The findings for the field of many Documents, given with their names; those without the field are passed over."""
    collector = Lint(legacy=legacy)
    problems = []
    for path, document in values:
        if field in document:
            pointer, span = fields.locate(document, field)
            problems += collector.add(document[field], span, pointer=pointer, path=path)
    return problems + collector.finish()


# -- one value ---------------------------------------------------------------------------------------------------------


def _read(value: object, place: _Place) -> tuple[Value | None, list[Problem]]:
    """The parts of a value, its headers checked; a finding where there are none."""
    try:
        token.require_ascii(value)
        parts = token.parse(str(value))
        if isinstance(parts, Sealed):
            header.check_sealed(parts.header, None)
        elif isinstance(parts, Signed):
            header.check_signed(parts.header, None)
            content = _innermost(parts)
            if isinstance(content, Sealed):
                header.check_sealed(content.header, None)
    except Malformed as error:
        hint, span = error.hint, place.span
        return None, [Problem("B101", error.message, span, place.pointer, Severity.ERROR, hint, None, place.path)]
    return parts, []


def _innermost(parts: Value | None) -> Legacy | Sealed | None:
    """What is inside of a signature, or the value itself. Raises Malformed."""
    if not isinstance(parts, Signed):
        return parts
    content = token.parse(parts.payload.decode("latin-1")) if parts.payload else None
    if isinstance(content, Signed):
        raise Malformed(Code.MALFORMED, "a signature around a signature", hint="make the value anew")
    return content


def _legacy_codes(value: Legacy, legacy: bool) -> Iterator[str]:
    blocks = _blocks(value)
    if legacy:
        yield "B102"
    if len(set(blocks)) < len(blocks):
        yield "B103"
    if value.iv in blocks:
        yield "B104"
    if len(set(value.iv)) <= 2:
        yield "B105"
    elif all(0x20 <= byte < 0x7F for byte in value.iv):
        yield "B106"


def _blocks(value: Legacy) -> list[bytes]:
    return [value.ciphertext[at : at + BLOCK] for at in range(0, len(value.ciphertext), BLOCK)]


# -- between values ----------------------------------------------------------------------------------------------------


def _check_vectors(values: list[tuple[Legacy, _Place]]) -> Iterator[Problem]:
    """Vectors that are equal, and such as count, read from either end."""
    seen: dict[bytes, _Place] = {}
    for value, place in values:
        if value.iv in seen:
            yield _problem("B111", place, seen[value.iv])
        seen.setdefault(value.iv, place)
    counted: set[bytes] = set()
    for order in ("big", "little"):
        numbers = sorted((int.from_bytes(iv, "big" if order == "big" else "little"), iv) for iv in seen)
        for (one, first), (two, second) in pairwise(numbers):
            if two - one < NEAR and second not in counted:
                counted.add(second)
                yield _problem("B114", seen[second], seen[first])


def _check_blocks(values: list[tuple[Legacy, _Place]]) -> Iterator[Problem]:
    """Blocks that stand in two values; of a ciphertext that goes on where another ends, this is what is said."""
    seen: dict[bytes, int] = {}
    for number, (value, place) in enumerate(values):
        shared = -1
        for block in _blocks(value):
            other = seen.setdefault(block, number)
            if other != number and shared < 0:
                shared = other
        if shared >= 0:
            one, two = sorted((values[shared][0].ciphertext, value.ciphertext), key=len)
            yield _problem("B113" if two.startswith(one) else "B112", place, values[shared][1])


def _problem(code: str, place: _Place, other: _Place | None = None) -> Problem:
    message = RULES[code].removesuffix(" (only where asked for)")
    if other is not None and other.path is not None:
        message += f"; the other is {other.path}"
    severity = Severity.WARNING if code in ("B102", "B106") else Severity.ERROR
    hint = "migrate it" if code == "B102" else "have the producer look at its source of randomness"
    if code == "B110":
        hint = "a value belongs to one document; have the copy made anew"
    return Problem(code, message, place.span, place.pointer, severity, hint, None, place.path)
