"""Each command has help, a test and a section in the documentation; a command that is added without them fails here."""

from __future__ import annotations

import argparse
import importlib
import re

import pytest

from seedfmt._cli import COMMANDS, secured
from seedfmt._cli.status import STATUSES
from tests.docs.test_docs import parse, words_of
from tests.support.data import ROOT

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SECURED_PAGE = (ROOT / "docs" / "secured.md").read_text(encoding="utf-8")
MODULES = {name: f"seedfmt._cli.{name.replace('-', '_')}" for name in COMMANDS} | {
    f"secured {verb}": f"seedfmt._cli.secured.{verb.replace('-', '_')}" for verb in secured.VERBS
}
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py") if path.name != "test_commands.py"
)


@pytest.mark.parametrize("name", MODULES)
def test_help(name: str) -> None:
    """The docstring says what the command is for; each argument has a help text."""
    module = importlib.import_module(MODULES[name])
    assert module.__doc__, f"{module.__file__}: write a docstring; it is the help of {name}"
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    for action in parser._actions:
        assert action.help, f"{module.__file__}: {action.option_strings or action.dest} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_page(name: str) -> None:
    section = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    assert section, f'docs/commands.md: add a section "## {name}" with one sentence and an example'
    examples = re.findall(rf"^    (seedfmt {re.escape(name)} .*)$", section[1], re.M)
    assert examples, f'docs/commands.md: the section "## {name}" has no example, an indented line "seedfmt {name} ..."'
    for line in examples:
        parse(words_of(line))


@pytest.mark.parametrize("verb", secured.VERBS)
def test_page_of_a_verb(verb: str) -> None:
    assert re.search(rf"\b{re.escape(verb)}\b", SECURED_PAGE), f"docs/secured.md does not mention the verb {verb}"


@pytest.mark.parametrize("name", MODULES)
def test_a_test_runs_it(name: str) -> None:
    """Some test passes the command to the command line, as a list of arguments."""
    words = r'",\s*"'.join(map(re.escape, name.split()))
    in_a_table = r"\b" + re.escape(name) + r"\b"
    assert (
        re.search(f'"{words}"', TESTS)
        or re.search(rf'"{in_a_table}', TESTS)
        or re.search(rf'"{re.escape(name.rsplit(maxsplit=1)[-1])}"', TESTS)
    ), f"no test runs {name}; add one to tests/cli/test_cli.py"


def test_exit_statuses() -> None:
    """The page has the one table of exit statuses."""
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", PAGE, re.M)
    assert rows == [(str(status), meaning) for status, meaning in STATUSES.items()]


def test_every_section_is_a_command() -> None:
    assert set(re.findall(r"^## (.*)$", PAGE, re.M)) == {*COMMANDS, "Exit status"}
