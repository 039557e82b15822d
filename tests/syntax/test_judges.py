"""Independent parsers vote on generated and mutated text; what is decided otherwise is a vector."""

from __future__ import annotations

import json
import pathlib
import random
from collections.abc import Iterator
from typing import Any

import judges
import pytest
from documents import DOCUMENTS
from hypothesis import given
from hypothesis import strategies as st
from judges import vote
from laws.strategies import front_matter, mutated

from fuzz.mutate import mutate
from tests.support.data import require_suite
from tests.syntax.test_suite import CASES

DECIDED = json.loads((pathlib.Path(__file__).parent.parent / "vectors" / "judges" / "decided.json").read_text())


@pytest.mark.parametrize("case", DECIDED, ids=lambda case: repr(case["text"]))
def test_decided(case: dict[str, Any]) -> None:
    """What the specification decides, whoever differs."""
    ours, error = vote.read(case["text"].encode())
    assert (ours, error[:4]) == (case["reads"], case["code"])
    assert case["rule"]
    assert case["reason"]


@pytest.mark.parametrize(
    "case", [case for case in DECIDED if len(case["differ"]) > 2], ids=lambda case: repr(case["text"])
)
def test_decided_is_known_to_the_law(case: dict[str, Any]) -> None:
    """A lost vote of the vectors is one that the tables of the law excuse, for the reason they give."""
    text = case["text"].encode()
    ours, error = vote.read(text)
    ruling = vote.Ruling(ours, error, [], case["differ"])
    assert vote.reason_for(text) or any(decides(ruling, text) for decides in vote.DECIDED)


@pytest.fixture(scope="module")
def sitting() -> Iterator[list[judges.Judge]]:
    found = judges.available()
    if len(found) < 2:
        pytest.skip(
            "fewer than two judges are installed; see the extra 'judges', and python -m tests.readers install for Node's yaml"
        )
    yield found
    for judge in found:
        judge.close()


@pytest.mark.judges
def test_documents(sitting: list[judges.Judge]) -> None:
    for text in DOCUMENTS.values():
        vote.law_judges(text.encode(), sitting)


@pytest.mark.judges
def test_suite(sitting: list[judges.Judge]) -> None:
    require_suite("yaml")
    for case in CASES:
        vote.law_judges(case["yaml"].encode(), sitting)


@pytest.mark.judges
@given(text=st.one_of(front_matter().map(str.encode), mutated(front_matter().map(str.encode))))
def test_generated(sitting: list[judges.Judge], text: bytes) -> None:
    vote.law_judges(text, sitting)


@pytest.mark.judges
def test_mutated(sitting: list[judges.Judge]) -> None:
    chance = random.Random(11)
    pool = [text.encode() for text in DOCUMENTS.values()] + [case["yaml"].encode() for case in CASES]
    for _ in range(1_000):
        vote.law_judges(mutate(chance.choice(pool), chance, pool), sitting)


@pytest.mark.judges
def test_a_judge_that_dies_abstains(sitting: list[judges.Judge]) -> None:
    judge = judges.Judge(sitting[0].name)
    assert judge.works()
    assert judge.process is not None
    judge.process.kill()
    judge.process.wait()
    assert judge.ask(b"a: b\n") != "abstains"  # it is started again
    judge.close()


def test_votes_are_compared() -> None:
    """A judge that reads otherwise is seen, whatever it says."""

    class Liar:
        name = "liar"

        def __init__(self, answer: object) -> None:
            self.answer = answer

        def ask(self, text: bytes) -> object:
            return self.answer

    right = ["events", ["+DOC", "+MAP", "=VAL a", "=VAL b", "-MAP", "-DOC"]]
    for answer, lost in (
        (right, False),
        (["events", []], True),
        (None, True),
        (["data", [{"a": "b"}]], False),
        ("abstains", False),
    ):
        assert vote.ask_all(b"a: b\n", [Liar(answer)] * 4).is_lost == lost  # type: ignore[list-item]
    assert vote.ask_all(b"a: [\n", [Liar(right)] * 4).is_lost  # type: ignore[list-item]
    with pytest.raises(AssertionError):
        vote.law_judges(b"a: b\n", [Liar(None)] * 4)  # type: ignore[list-item]
