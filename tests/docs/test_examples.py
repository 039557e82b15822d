"""Each example script runs, and does what it says."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

import seedfmt

HERE = pathlib.Path(__file__).parent.parent
EXAMPLES = pathlib.Path(__file__).parent.parent.parent / "examples"
FILES = sorted(path for path in (EXAMPLES / "content").rglob("*") if path.is_file())

# script, argument, the file that it writes, what it prints somewhere
SCRIPTS = [
    ("heat_all.py", "content/_news", "content/_news/2026-03-02-harbour-library-reopens.md", "heat 65"),
    (
        "add_related.py",
        "content/_news/2026-03-02-harbour-library-reopens.md",
        "content/_news/2026-03-02-harbour-library-reopens.md",
        "inserted as item",
    ),
    ("from_scratch.py", "new-event.md", "new-event.md", "Plain Text Night"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_identity(path: pathlib.Path) -> None:
    assert bytes(seedfmt.load(path)) == path.read_bytes()


def test_there_is_every_script() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == {script for script, *_ in SCRIPTS}


@pytest.mark.parametrize(("script", "argument", "written", "printed"), SCRIPTS)
def test_script(script: str, argument: str, written: str, printed: str, tmp_path: pathlib.Path) -> None:
    shutil.copytree(EXAMPLES / "content", tmp_path / "content")
    before = (tmp_path / written).read_bytes() if (tmp_path / written).exists() else b""
    command = [sys.executable, str(EXAMPLES / script), argument]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert printed in run.stdout
    after = (tmp_path / written).read_bytes()
    assert after != before
    seedfmt.loads(after)


@pytest.mark.parametrize("name", ["api.py", "models.py"])
def test_typed_program(name: str) -> None:
    """What the type checkers read also runs."""
    if name == "models.py" and not os.environ.get("CI"):
        pytest.importorskip("pydantic")
    subprocess.run([sys.executable, str(HERE / "typing" / name)], check=True)
