"""The diff of large files: what it says makes the one of the other, and it is that of difflib where that is small."""

from __future__ import annotations

import difflib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedfmt import _differ as differ

Lines = list[str]


def diff(before: Lines, after: Lines) -> Lines:
    return list(differ.diff_lines(before, after, "a", "b", "", "", 3, "\n"))


def patched(before: Lines, lines: Lines) -> Lines:
    """What a unified diff makes of the lines before."""
    found, at = [], 0
    for line in lines[2:]:
        if line.startswith("@@"):
            start, _, length = line.split()[1][1:].partition(",")
            begin = int(start) - (length != "0")
            found += before[at:begin]
            at = begin
        elif line[0] == "+":
            found.append(line[1:])
        else:
            assert before[at] == line[1:]
            found += [line[1:]] if line[0] == " " else []
            at += 1
    return found + before[at:]


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from([3, 30, 3_000]), st.integers(0, 400))
def test_diff_makes_one_of_the_other(seed: int, kinds: int, changes: int) -> None:
    chance = random.Random(seed)
    before = [f"{chance.randrange(kinds)}\n" for _ in range(chance.randrange(1_200, 1_500))]
    after = before[:]
    for _ in range(changes):
        at = chance.randrange(len(after))
        after[at : at + chance.randrange(3)] = [f"{chance.randrange(kinds)}\n"] * chance.randrange(3)
    assert patched(before, diff(before, after)) == after


def test_small_files_have_the_diff_of_difflib() -> None:
    before, after = list("abcabcabd"), list("abcbcabxd")
    assert diff(before, after) == list(difflib.unified_diff(before, after, "a", "b", lineterm="\n"))


def test_one_change_is_one_hunk() -> None:
    before = [f"{at % 7}\n" for at in range(3_000)]
    after = [*before[:1_500], "new\n", *before[1_501:]]
    assert [line for line in diff(before, after) if line[0] in "+-"][2:] == ["-2\n", "+new\n"]


def test_many_changes_compare_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each second line changes: the lines between two anchors are all that is compared."""
    compared = []
    real = differ.match_between
    monkeypatch.setattr(differ, "match_between", lambda *all: compared.append(all[3][0] - all[2][0]) or real(*all))
    before = [f"{at}\n" for at in range(4_000)]
    after = [line if at % 2 else f"new {line}" for at, line in enumerate(before)]
    assert patched(before, diff(before, after)) == after
    assert max(compared) <= 1
