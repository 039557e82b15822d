"""Texts to begin with: the documents and the corpus of the tests, the official suite, and real files."""

from __future__ import annotations

import functools
import pathlib

from documents import DOCUMENTS, seed

from fuzz import REGRESSIONS
from tests.support.data import CORPUS, SHARED, yaml_cases

LARGEST = 6_000  # bytes: a fuzzer learns more from many small files than from few large ones


@functools.cache
def texts() -> list[bytes]:
    """Every seed, as a file."""
    found = [seed(text) for text in DOCUMENTS.values()]
    found += [text.encode() for text in DOCUMENTS.values()]
    cases = [case["yaml"] for case in yaml_cases()]
    found += [text.encode() for text in cases]
    found += [seed(text) for text in cases]
    for root in (CORPUS, SHARED / "corpus"):
        found += [path.read_bytes() for path in sorted(root.rglob("*")) if is_small(path)]
    return found


def is_small(path: pathlib.Path) -> bool:
    """Is this a file that makes a good seed?"""
    return path.is_file() and path.stat().st_size <= LARGEST


def regressions(target: str) -> list[pathlib.Path]:
    """What was once found, with the header of its target."""
    return sorted(path for path in (REGRESSIONS / target).glob("*") if path.is_file())
