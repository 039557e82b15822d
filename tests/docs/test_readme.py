"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
PYTHON = (ROOT / "docs" / "python.md").read_text()
SHELL = os.environ.get("SEEDFMT_SHELL", shutil.which("bash") or "")


def blocks(language: str, text: str = README) -> list[str]:
    """The fenced blocks of a language in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def commands(session: str) -> list[tuple[str, str]]:
    """The commands of a session, and what each prints."""
    parts = re.split(r"^\$ ", session, flags=re.M)
    assert parts[0] == ""
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts[1:])]


@pytest.fixture
def home(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder with the examples in it, and a ``seedfmt`` that runs this one."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "seedfmt").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m seedfmt "$@"\n')
    (tools / "seedfmt").chmod(0o755)
    return tmp_path


def test_first_command(home: pathlib.Path) -> None:
    """What the README has a newcomer run after the installation succeeds."""
    main_job = re.findall(r"&& \S*(seedfmt .*)$", README, re.M)
    assert len(main_job) == 1
    command = [sys.executable, "-m", *shlex.split(main_job[0])]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    run = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.skipif(not SHELL, reason="no bash here")
@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_session(number: int, home: pathlib.Path) -> None:
    """Each command prints what the README says, one after the other in one folder of examples."""
    where = home / "work"
    shutil.copytree(home / "examples", where / "examples")
    env = os.environ | {
        "HOME": str(home),
        "PATH": f"{home / 'tools'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    for command, expected in commands(blocks("console")[number]):
        if command.startswith("cd "):
            where = where / command.removeprefix("cd ")
            continue
        run = subprocess.run([SHELL, "-c", command], cwd=where, env=env, capture_output=True, text=True, check=False)
        assert run.stdout + run.stderr == expected, command


@pytest.mark.parametrize("source", [*blocks("python"), *blocks("python", PYTHON)])
def test_python(source: str, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example of Python prints what the page says, in a folder with the examples."""
    if "pydantic" in source and not os.environ.get("CI"):
        pytest.importorskip("pydantic")
    monkeypatch.chdir(home)
    example = doctest.DocTestParser().get_doctest(source, {}, "page", "page", 0)
    printed: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=printed.append)
    assert result.attempted
    assert not result.failed, "".join(printed)


def test_there_are_sessions() -> None:
    assert blocks("console")
    assert blocks("python")
    assert blocks("python", PYTHON)


def test_the_pipeline_runs_the_command_of_the_readme() -> None:
    """The command that passes the tests stands in the README once, and the pipeline takes it from there."""
    lines = [line.strip() for line in README.splitlines() if line.strip().endswith("-m pytest")]
    assert len(lines) == 1
    assert "-m pytest$" in (ROOT / ".ci" / "run").read_text()
