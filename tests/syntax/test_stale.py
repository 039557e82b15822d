"""Compiled modules that were made from other source are reported, by ``--version`` and by the test run."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from seedfmt._syntax import is_compiled, stamp
from tests.support.data import ROOT

MESSAGE = "the compiled parser is stale: block.py changed after the build; run pip install --editable ."
compiled_only = pytest.mark.skipif(not is_compiled(), reason="the parser is not compiled here")


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """Two compiled modules; ``one`` imports ``two`` and ``shared``, which has no module of its own."""
    files = {
        "one.py": "import seedfmt._syntax.two as two\n",
        "one.pxd": "cimport seedfmt._syntax.two as two\nfrom seedfmt._syntax.shared cimport x\n",
        "two.py": "a = 1\n",
        "two.pxd": "",
        "shared.pxd": "cdef int x\n",
        "other.pxd": "",
        "one.cpython-311.so": "",
        "two.cpython-311.so": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    stamp.write_stamp(tmp_path / stamp.NAME, stamp.make_stamp(tmp_path, ["one", "two"]))
    return tmp_path


def test_what_was_just_built_is_not_stale(folder: pathlib.Path) -> None:
    assert stamp.find_stale(folder) == []
    assert stamp.stale_message(folder) == ""


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("one.py", ["one.py"]),
        ("two.py", ["two.py"]),
        ("two.pxd", ["two.pxd"]),
        ("shared.pxd", ["shared.pxd"]),
        ("other.pxd", []),
    ],
)
def test_a_change_is_found(folder: pathlib.Path, changed: str, stale: list[str]) -> None:
    times = (folder / changed).stat()
    (folder / changed).write_text("b = 2\n")
    os.utime(folder / changed, (times.st_atime, times.st_mtime))  # the time of a file does not decide
    assert stamp.find_stale(folder) == stale


def test_a_wheel_without_declarations_is_not_stale(folder: pathlib.Path) -> None:
    for path in folder.glob("*.pxd"):
        path.unlink()
    assert stamp.find_stale(folder) == []


def test_other_line_endings_are_not_a_change(folder: pathlib.Path) -> None:
    (folder / "two.py").write_bytes(b"a = 1\r\n")
    assert stamp.find_stale(folder) == []


@pytest.mark.parametrize("content", [None, "", "[]", "{"])
def test_no_stamp_is_stale(folder: pathlib.Path, content: str | None) -> None:
    (folder / stamp.NAME).unlink()
    if content is not None:
        (folder / stamp.NAME).write_text(content)
    assert stamp.find_stale(folder) == ["one.py", "two.py"]


def test_source_alone_is_not_stale(folder: pathlib.Path) -> None:
    for path in folder.glob("*.so"):
        path.unlink()
    (folder / "one.py").write_text("changed")
    assert stamp.find_stale(folder) == []


@pytest.fixture
def changed_clone(tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of the package and of the settings of the tests, with a comment more in a compiled module."""
    shutil.copytree(ROOT / "seedfmt", tmp_path / "seedfmt", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__init__.py", "conftest.py", "support", "suites"):
        source = ROOT / "tests" / name
        target = tmp_path / "tests" / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("data", "test_*", "__pycache__"))
        else:
            shutil.copy(source, target)
    (tmp_path / "tests" / "test_nothing.py").write_text("def test_nothing():\n    pass\n")
    block = tmp_path / "seedfmt" / "_syntax" / "block.py"
    block.write_text(block.read_text() + "# changed\n")
    return tmp_path


def run(clone: pathlib.Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "SEEDFMT_INTERPRETED"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=clone, env={**kept, "PYTHONPATH": str(clone), **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@compiled_only
def test_version_says_stale(changed_clone: pathlib.Path) -> None:
    done = run(changed_clone, "-m", "seedfmt", "--version")
    assert done.returncode == 2
    assert "(parser compiled)" in done.stdout
    assert done.stderr == f"seedfmt: {MESSAGE}\n"


@compiled_only
def test_version_of_what_is_interpreted_is_not_stale(changed_clone: pathlib.Path) -> None:
    done = run(changed_clone, "-m", "seedfmt", "--version", SEEDFMT_INTERPRETED="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "(parser interpreted)" in done.stdout


@compiled_only
def test_the_test_run_refuses(changed_clone: pathlib.Path) -> None:
    done = run(changed_clone, "-m", "pytest", "-c", os.devnull, "--rootdir", ".", "-p", "no:cacheprovider", "tests")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"{MESSAGE}, or set SEEDFMT_INTERPRETED=1" in done.stderr
    again = run(
        changed_clone,
        "-m",
        "pytest",
        "-c",
        os.devnull,
        "--rootdir",
        ".",
        "-p",
        "no:cacheprovider",
        "tests",
        SEEDFMT_INTERPRETED="1",
    )
    assert again.returncode == 0, again.stdout


def test_ordinary_commands_do_not_look(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.md").write_text("---\na: 1\n---\n")
    program = "import sys; from seedfmt._cli import main; main(['get', 'a.md', '/a']); print('seedfmt._syntax.stamp' in sys.modules)"
    done = run(ROOT, "-c", program.replace("a.md", str(tmp_path / "a.md")))
    assert done.stdout.split() == ["1", "False"]
