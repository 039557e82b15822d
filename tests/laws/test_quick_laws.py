"""The laws of what is done quickly, driven by hypothesis."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from documents import DOCUMENTS, seed
from hypothesis import given
from hypothesis import strategies as st
from laws import quick_laws as laws
from laws.strategies import files


@given(files(), st.lists(st.one_of(st.sampled_from(laws.SPELLED), st.binary(max_size=12)), max_size=8))
def test_reread(file: tuple[bytes, bool], spelled: list[bytes]) -> None:
    laws.law_reread(*file, spelled)


def test_reread_documents() -> None:
    counts = [laws.law_reread(seed(DOCUMENTS[name]), True, laws.SPELLED) for name in DOCUMENTS]
    assert sum(counts) > 2000


def test_reread_corpus(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::9]:
        assert laws.law_reread(path.read_bytes(), True, laws.SPELLED[::7]) > 5


QUICK = [
    "a:\n\n  - x\n  - y\n",
    "a:\n  - x\n\n  - y\n",
    "a:\n  - x\n  - y\n\nb: 1\n",
    "a:\n  - x\n\n  - y\n  - z\n",
    "a:\n- x\n-   y\nb:\n-\n  x\n-\ty\n",
    "a:\n" + "  - x\n" * 9 + "  - '1'\n",
    "a:\n  - '1'\n" + "  - x\n" * 9,
    "a:\n  - 2024-01-01\n" + '  - "x"\n' * 9,
    "a:\n  - !t x\n  - y\n",
    "a:\n  - |+\n    x\n\n  - y\n  - z\n",
    "a:\n  - x\n\n  - |+\n    x\n\n  - y\n",
    "a: |+\n  x\n\nb: 1\n\nc: 2\n",
    "a: |\n  x\nb: 1\n",
    "a:\n  - b: 1\n    c: 2\n  - b: 1\n\n    c: 2\n",
    "a:\n  - - x\n    - y\n",
    "a: 1\n\ntopics: []\n\nb: 1\n",
    "a: 1\n\ntopics:\n  - x\n\nb: 1\n\nc: 1\n",
    "a: 1\n\nb: 1\n\nc: 1\n",
    "a: 1\n\nb: 1\nc: 1\n",
    '"a": 1\n"b": 2\n',
    '"a": 1\nb: 2\n',
    "a:\nb: 1\n",
    "? a\nb: 1\n: c\n",
    "a: 1\rb: 2\r\n\nc: 3\n",
    "? a\n: 1\nb: 1\n? c\n",
    ": 1\n",
    "&x : 1\n",
    "?\n: 1\n",
    "a:\n  - |+\n    x\n  - y\n\nb: 1\n",
    "a:\n  - x\n\n  - y\n\n  - |+\n    x\n\n  - z\n",
    "!!int 1: x\n!!str b: 1\n&c c: 1\n",
    "{a: 1}\n",
    "a: {b: 1, c: [x]}\n",
    "a: &x\n  - x\nb: *x\n",
    "a: !!seq\n  - x\nb: !!map\n  c: 1\n",
    "a:\n  - x # 1\n  # 2\n  - y\n# 3\nb: 1\n",
    "# 1\n\na:\n  - x\n  - y\nb: 1\n\n# 2\n",
    "# 1\na:\n  - x\n  - y\nb: 1\n# 2\n",
    "a: # 1\n  - x\n  - y\nb: 1 # 2\n",
    "a: # 1\n\n  - x\n  - y\n\n  # 2\nb: 1\n",
    "a:\n  - x # 1\n  - y\nb:\n  - x\n  - y # 2\nc:\n  - |\n    x\n  - y\n\n\n   # 3\nd: 1\n",
    "a:\r\n  # 1\r\n  - x\r\n  - y\r\nb: 1\r\n",
    "a:\r\n  - x\r\n  - y\r\n  # 2\r\nb: 1\r\n",
    "a:\r\n  - x\r\n  - b: 1\r\n    # 2\r\nb: 1\r\n",
    "\n\na: 1\nb: 2\n\n\n",
    "a: 1\r\nb:\r\n  - x\r\n  - y\r\n\r\nc: 1\r\n",
    "a: 1\rb:\r  - x\r  - y\r\rc: 1\r",
]


CUT = [
    "? a\nb: 1\n: c\n",
    "? a\nb: 1\n? c\n: d\n",
    "? a: 1\n  b: 2\n  c: 3\n: d\n? a: 1\n  c: 4\n",
    "? a:\n    - x\n: d\n? a: []\n: e\n",
    "a:\nb:\n- x\nc:\n- y\n- z\n",
    "a: |+\n  x\n\nb: 1\n\nc: 2\n",
    "a:\n  - |+\n    x\n\n  - y\n  - z\n",
    "a:\n  - x\n\n  - y\nb: &c\n  d: 1\n  e: &f 2\n  g: 3\n",
    "a: &x\n  - x\n  - y\nb: !!seq\n- x\n- y\n",
    "a: 1\n...\n",
    "&x a: 1\nb: 2\nc: 3\n",
    "&x\na: 1\nb: 2\nc: 3\n",
    "a:\n  - - x\n    - y\n    - z\n  - - u\n    - v\n",
    "a:\n  -\n    - x\n    - y\n  - b: 1\n    c: 2\n    d: 3\n",
    "a:   \n\n  - x\n  - y\nb: 1\n",
    "a:\t\n  - x\nb:\r\n  - x\r\nc:\n  - x",
    "a:\n  - x\n  # 1\n  - y\n  - z # 2\n  - u\n  - v\nb: 1\n",
]


@pytest.mark.parametrize("text", QUICK)
def test_quick_pages(text: str) -> None:
    laws.law_quick(seed(text), True, laws.VALUES, laws.KEYS)
    laws.law_quick(text.rstrip("\r\n").encode(), False, laws.VALUES, laws.KEYS)


@given(files(), st.sampled_from(laws.VALUES), st.sampled_from(laws.KEYS))
def test_quick(file: tuple[bytes, bool], value: Any, key: Any) -> None:
    laws.law_quick(*file, [value], [key])


def test_quick_documents() -> None:
    counts = [laws.law_quick(seed(DOCUMENTS[name]), True, laws.VALUES, laws.KEYS) for name in DOCUMENTS]
    assert sum(counts) > 8_000


def test_quick_corpus(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::40]:
        assert laws.law_quick(path.read_bytes(), True, laws.VALUES[::5], laws.KEYS[::4]) > 10


@pytest.mark.parametrize("text", QUICK + CUT)
def test_cut_pages(text: str) -> None:
    laws.law_cut(seed(text), True)
    laws.law_cut(text.encode(), False)


@given(files())
def test_cut(file: tuple[bytes, bool]) -> None:
    laws.law_cut(*file)


def test_cut_documents() -> None:
    assert sum([laws.law_cut(seed(DOCUMENTS[name]), True) for name in DOCUMENTS]) > 700


def test_cut_corpus(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::40]:
        assert laws.law_cut(path.read_bytes(), True) > 10
