"""Texts on which a careless reader takes the square of their length; here seconds would become minutes."""

from __future__ import annotations

import time

import pytest

from seedfmt import SeedSyntaxError, loads

COUNT = 4_000
TEXTS = {
    "an alias, and keys that must be read": "a: &x v\n" + "".join(f'"k\\t{n}": w\n' for n in range(COUNT)) + "b: *x\n",
    "aliases as keys": "l:\n" + "".join(f"- &a{n} k{n}: v\n- ? [*a{n}]\n  : w\n" for n in range(COUNT)),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_time_grows_with_length(text: str) -> None:
    start = time.process_time()
    data = loads(f"---\n{text}---\n").data
    assert len(data.get("l", data)) >= COUNT
    assert time.process_time() - start < 3


def test_key_behind_alias_is_the_same_key() -> None:
    with pytest.raises(SeedSyntaxError) as caught:
        loads("---\n&a k: v\n? [*a]\n: 1\n? [k]\n: 2\n---\n")
    assert (caught.value.line, caught.value.code) == (5, "E301")
