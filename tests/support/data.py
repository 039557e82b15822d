"""The data that tests read: our own corpus, the official suites, and further files that a machine may have.

In:    ``tests/corpus`` (committed), ``tests/suites/data`` (see ``tests.suites``), the folder that SEEDFMT_SHARED names.
Out:   paths and cases; a test that lacks its suite fails where CI is set, and is skipped and counted elsewhere.
Never: runs a test on nothing without saying so.
"""

from __future__ import annotations

import json
import os
import pathlib
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from tests import suites

CORPUS = pathlib.Path(__file__).parent.parent / "corpus"
ROOT = CORPUS.parent.parent
SHARED = pathlib.Path(os.environ.get("SEEDFMT_SHARED", ROOT.parent / "shared"))

OTHER_STYLE = frozenset(
    [
        "bee-club.md",
        "beekeeping.yaml",
        "mill-turns.md",
        "sailing.yaml",
        "books.example.md",
        "lighthouse-opens-again.md",
        "crlf-quay.md",
    ]
)
"""Files of CORPUS, without their date, that are not in the default style: people have edited them."""

left_out: Counter[str] = Counter()
"""How many tests were skipped for lack of each suite in this run."""


class Missing(NamedTuple):
    """The parameter of a test whose suite is not installed."""

    suite: str


def is_ci() -> bool:
    """Return whether this run must not leave out anything."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def require_suite(name: str) -> pathlib.Path:
    """Return the folder of a suite; without it, fail the test where CI is set, or else skip it."""
    if not suites.is_installed(name):
        import pytest

        reason = f"not installed: {suites.suite(name).about}; run {suites.COMMAND}"
        if is_ci():
            pytest.fail(reason, pytrace=False)
        left_out[name] += 1
        pytest.skip(reason)
    return suites.folder(name)


def parameters(name: str, cases: Sequence[Any]) -> list[Any]:
    """Return the cases to parametrize a test with, or one ``Missing`` that ``conftest`` turns into a failure or a skip."""
    return list(cases) or [Missing(name)]


def yaml_cases() -> list[dict[str, Any]]:
    """Return the cases of the official YAML test suite: the installed ones, and others that the machine has."""
    cases = {case["id"]: case for case in suites.yaml_cases()}
    further = SHARED / "yaml-test-suite" / "cases.json"
    if further.is_file():
        cases = {case["id"]: case for case in json.loads(further.read_text(encoding="utf-8"))} | cases
    return [cases[key] for key in sorted(cases)]


def corpus_files(root: pathlib.Path) -> list[pathlib.Path]:
    """Return the seed files with fences below a folder, in order; those without are YAML files."""
    return sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".yaml")


def is_own(path: pathlib.Path) -> bool:
    """Return whether a file of the corpus is one of the committed ones."""
    return path.is_relative_to(CORPUS)
