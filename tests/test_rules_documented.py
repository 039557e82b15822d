"""Every rule of the specification has a vector, and every vector a rule."""

from __future__ import annotations

import pathlib
import re

HERE = pathlib.Path(__file__).parent
SPEC = HERE.parent / "schema" / "SPEC.md"

# rules of reading and of new files are tested by tables in these modules
ELSEWHERE = {
    "test_fences": ["R1", "R2", "R3", "R4", "R6", "R15"],
    "test_document": ["R5"],
    "test_house": ["R60", "R61", "R62"],
    "test_check": ["R190", "R191", "R194"],
    "test_lint": ["R192", "R193", "R199", "R200"],
    "test_config": ["R195"],
    "laws/test_rule_laws": ["R196", "R197", "R198"],
}


def test_every_rule_has_vectors() -> None:
    rules = set(re.findall(r"\*\*(R\d+)\*\*", SPEC.read_text()))
    vectors = {path.stem for path in (HERE / "vectors" / "rules").glob("*.txt")}
    elsewhere = {rule for rules in ELSEWHERE.values() for rule in rules}
    assert all((HERE / f"{name}.py").exists() for name in ELSEWHERE)
    assert len(rules) > 40
    assert rules == vectors | elsewhere
    assert not vectors & elsewhere


def test_rules_in_the_code_exist() -> None:
    rules = set(re.findall(r"\*\*(R\d+)\*\*", SPEC.read_text()))
    for path in (HERE.parent / "seedfmt").rglob("*.py"):
        for first, last in re.findall(r"\b(R\d+)(?: to (R\d+))?", path.read_text()):
            assert first in rules, f"{path} names {first}"
            assert not last or last in rules, f"{path} names {last}"
