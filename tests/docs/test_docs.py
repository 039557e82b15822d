"""Every command that the documentation and the help texts show is one that there is, and every link leads somewhere."""

from __future__ import annotations

import argparse
import importlib
import pathlib
import re
import shlex

import pytest

from seedfmt._cli import COMMANDS, secured

ROOT = pathlib.Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
MODULES = [f"seedfmt._cli.{name.replace('-', '_')}" for name in COMMANDS] + [
    f"seedfmt._cli.secured.{verb.replace('-', '_')}" for verb in secured.VERBS
]
COMMAND = re.compile(r"^(?:    )?(?:\$ )?(seedfmt .*)$", re.M)


def shown(text: str) -> list[str]:
    """The commands in a text: on lines of their own, indented or behind a prompt."""
    return [line for line in COMMAND.findall(text) if line.split()[1] in COMMANDS]


def words_of(line: str) -> list[str]:
    """The arguments of a command, less its redirections, what it is piped into, and a remark in a column of its own."""
    words = shlex.split(line.split("   ", maxsplit=1)[0], comments=True)[1:]
    ends = [place for place, word in enumerate(words) if word in ("|", "<", ">", ";", "&&")]
    return words[: ends[0]] if ends else words


def parse(words: list[str]) -> None:
    """Give the arguments to the parser of their command, and run nothing."""
    folder = "seedfmt._cli"
    if words[0] == "secured":
        folder, words = "seedfmt._cli.secured", words[1:]
    module = importlib.import_module(f"{folder}.{words[0].replace('-', '_')}")
    parser = argparse.ArgumentParser(prog=" ".join(words), exit_on_error=False, allow_abbrev=False)
    module.add_arguments(parser)
    parser.parse_args(words[1:])


EXAMPLES = [(path.name, line) for path in PAGES for line in shown(path.read_text())] + [
    (name, line) for name in MODULES for line in shown(importlib.import_module(name).__doc__ or "")
]


@pytest.mark.parametrize(("where", "line"), EXAMPLES)
def test_command(where: str, line: str) -> None:
    try:
        parse(words_of(line))
    except SystemExit:
        pytest.fail(f"{where}: {line}")


def test_there_are_commands() -> None:
    assert len(EXAMPLES) > 40


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links(path: pathlib.Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_modules_exist(name: str) -> None:
    """Each module and folder that a page for developers names is there."""
    text = (ROOT / name).read_text()
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("*") if path.is_file()}
    files |= {
        path.relative_to(ROOT).as_posix()
        for top in ("seedfmt", "tests", "docs", "schema", ".ci")
        for path in (ROOT / top).rglob("*")
    }
    for written in re.findall(r"`([\w./-]+(?:\.py|/))`", text):
        wanted = written.rstrip("/")
        assert any(path == wanted or path.endswith("/" + wanted) for path in files), (
            f"{name} names {written}, which is not there"
        )
