"""Every rule of the specification has a vector, and every vector a rule."""

from __future__ import annotations

import pathlib
import re

import pytest

import seedfmt
from seedfmt._cli.pages import PAGES, Page
from seedfmt.errors import SeedError

HERE = pathlib.Path(__file__).parent.parent
SPEC = HERE.parent / "schema" / "SPEC.md"

# rules of reading and of new files are tested by tables in these modules
ELSEWHERE = {
    "syntax/test_fences": ["R1", "R2", "R3", "R4", "R6", "R15"],
    "edit/test_document": ["R5"],
    "edit/test_default_style": ["R60", "R61", "R62"],
    "secured/test_secured_vectors": [
        f"R{number}" for number in (*range(100, 117), *range(120, 129), 130, 131, 132, 133, 135, 140, 141)
    ],
    "cli/test_files": ["R210", "R211", "R212"],
    "cli/test_isolation": ["R213"],
    "secured/test_secured_cli": ["R134", "R142", "R143", "R144", "R150"],
    "schema/test_schema": ["R170", "R171", "R172", "R173", "R174", "R175", "R176", "R177", "R178", "R189"],
    "schema/test_infer": ["R225", "R226", "R227"],
    "schema/test_invalid": ["R180", "R181", "R182", "R183", "R184", "R185", "R186", "R187", "R188"],
    "api/test_json": ["R85"],
    "cli/test_cli_json": ["R86", "R87", "R99"],
    "cli/test_check": ["R190", "R191", "R194", "R201"],
    "rules/test_lint": ["R192", "R193", "R199", "R200", "R202"],
    "cli/test_config": ["R195"],
    "cli/test_links": ["R216", "R217", "R218"],
    "cli/test_hostile_repository": ["R219"],
    "rules/test_git": ["R220", "R221", "R222", "R223", "R224"],
    "laws/test_rule_laws": ["R196", "R197", "R198"],
}


def spec_rules() -> set[str]:
    """The numbers of the rules of the specification: each starts a bullet or is a heading."""
    found: set[str] = set()
    for pair in re.findall(r"\*\*(R\d+)\*\*|^#{3,4} (R\d+) ", SPEC.read_text(), re.MULTILINE):
        found.update(number for number in pair if number)
    return found


def test_every_rule_has_vectors() -> None:
    rules = spec_rules()
    vectors = {path.stem for path in (HERE / "vectors" / "rules").glob("*.txt")}
    vectors |= {path.stem.partition("-")[0] for path in (HERE / "vectors" / "json").glob("R*.txt")}
    elsewhere = {rule for rules in ELSEWHERE.values() for rule in rules}
    assert all((HERE / f"{name}.py").exists() for name in ELSEWHERE)
    assert len(rules) > 40
    missing = ", ".join(sorted(rules - vectors - elsewhere))
    assert not missing, f"no vector for {missing}; add tests/vectors/rules/R<number>.txt (see tests/vectors/README.md)"
    unknown = ", ".join(sorted((vectors | elsewhere) - rules))
    assert not unknown, f"vectors for {unknown}, which schema/SPEC.md does not define"
    assert not vectors & elsewhere


def test_rules_in_the_code_exist() -> None:
    rules = spec_rules()
    for path in (HERE.parent / "seedfmt").rglob("*.py"):
        for first, last in re.findall(r"\b(R\d+)(?: to (R\d+))?", path.read_text()):
            assert first in rules, f"{path} names {first}"
            assert not last or last in rules, f"{path} names {last}"


EXAMPLES = [page for page in PAGES if page.wrong]


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.code)
def test_examples_of_errors(page: Page) -> None:
    """What a page calls wrong has its code, and what it calls right can be read."""

    def source(text: str) -> str:
        return text if page.code < "E106" else f"---\n{text}---\n"

    with pytest.raises(SeedError) as caught:
        seedfmt.loads(source(page.wrong))
    assert caught.value.code == page.code
    seedfmt.loads(source(page.right))


def test_errors_of_reading_have_examples() -> None:
    """Those that need a control character, a tab or many bytes are described instead."""
    without = {page.code for page in PAGES if page.code < "E4" and page.code[0] == "E" and not page.wrong}
    assert without == {"E104", "E105", "E107", "E202"}
    assert all(len(page.advice) > 20 for page in PAGES if page.code[0] == "E")
