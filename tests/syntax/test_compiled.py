"""The compiled parser and the same files interpreted give equal tables, data and errors."""

from __future__ import annotations

import json
import pathlib
import random

import hostile
import pytest
import twins
from documents import DOCUMENTS, seed
from hypothesis import given
from hypothesis import strategies as st
from laws.strategies import files, mutated

from fuzz.mutate import mutate
from tests.support.data import require_suite
from tests.syntax.test_errors import WRONG
from tests.syntax.test_suite import CASES

pytestmark = pytest.mark.skipif(
    not twins.is_compiled(), reason="the parser is not compiled here: there is nothing to compare"
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name: str) -> None:
    """Each document as it is, cut off at each byte, and with each line end."""
    source = seed(DOCUMENTS[name])
    for size in range(0, len(source), max(1, len(source) // 40)):
        twins.law_compiled(source[:size])
        twins.law_compiled(source[4:size])
    for end in (b"\r\n", b"\r"):
        twins.law_compiled(source.replace(b"\n", end))


@pytest.mark.parametrize("front", [case[0] for case in WRONG])
def test_errors(front: str) -> None:
    twins.law_compiled(seed(front))
    twins.law_compiled(front.encode())


@pytest.mark.parametrize("count", [17, 100, 3000])
@pytest.mark.parametrize("twice", [(), (0,), (1, -1), (5, 5), (9, 2, -3)])
def test_many_keys(count: int, twice: tuple[int, ...]) -> None:
    """Names of all lengths, of which none or some stand twice or oftener: the first that does is told."""
    names = [f"{'k' * (number % 7)}_{number}" for number in range(count)]
    names += [names[place] for place in twice]
    names = [(name, f'"{name}"', f"'{name}'")[number % 3] for number, name in enumerate(names)]
    random.Random(count).shuffle(names)
    twins.law_compiled("".join(f"{name}: 1\n" for name in names).encode())
    twins.law_compiled(seed("".join(f"{name}: 1\n" for name in names)))
    assert ("E301" in str(twins.read(twins.compiled(), seed("".join(f"{name}: 1\n" for name in names)), True))) == bool(
        twice
    )


@pytest.mark.parametrize(
    "behind", ["", '"', "\\", "\\n", "\n  x", "\r\n  x", "\r  x", "\r", "\x7f", "\xe9", "\t", "\x01"]
)
def test_long_quoted_lines(behind: str) -> None:
    """What stands in a long quoted line, before and behind the end of a part that is looked at at once."""
    for size in (0, 5, *range(16384 - 6, 16384 + 3), 2 * 16384):
        front = f'a: "{"x" * size}{behind}"\nb: "y"\n'
        twins.law_compiled(seed(front))
        twins.law_compiled(front.encode())


def test_suite() -> None:
    require_suite("yaml")
    for case in CASES:
        twins.law_compiled(case["yaml"].encode())
        twins.law_compiled(seed(case["yaml"]))


def test_corpus(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::7]:
        twins.law_compiled(path.read_bytes())


@pytest.mark.parametrize("name", [name for name, _, _ in hostile.GROWING])
def test_hostile(name: str) -> None:
    make = next(make for other, make, _ in hostile.GROWING if other == name)
    twins.law_compiled(make(3_000))


@given(st.one_of(files().map(lambda file: file[0]), mutated(files().map(lambda file: file[0])), st.binary(max_size=40)))
def test_generated(data: bytes) -> None:
    twins.law_compiled(data)


def test_mutated() -> None:
    chance = random.Random(7)
    pool = [seed(text) for text in DOCUMENTS.values()] + [case["yaml"].encode() for case in CASES]
    for _ in range(1_500):
        twins.law_compiled(mutate(chance.choice(pool), chance, pool))


def test_exact_tells_what_equality_does_not() -> None:
    """The comparison itself: values that are equal in Python and different in YAML."""
    values = [1, 1.0, True, "1", 0.0, -0.0, None, "", [], {}, (), [1], [True], {"a": 1}, {"a": 1.0}]
    seen = [json.dumps(twins.exact(value)) for value in values]
    assert len({*seen}) == len(values)
    assert twins.exact(float("nan")) == twins.exact(float("nan"))
