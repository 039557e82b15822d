"""Editing commands with --jobs: what several processes do is what one does."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys
from typing import Any

import pytest

from seedfmt import _pools
from seedfmt._cli import editing, main

COUNT = 150
TEXT = "---\nheat: {}   # n\ntags: [a]\nold: 1\n---\nbody\n"


@pytest.fixture
def posts(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Many files, of which two are broken."""
    monkeypatch.chdir(tmp_path)
    names = [f"{number:03}.md" for number in range(COUNT)]
    fill(tmp_path, names)
    return names


def fill(folder: pathlib.Path, names: list[str]) -> None:
    for number, name in enumerate(names):
        (folder / name).write_bytes(b"---\na: b: c\n---\n" if number in (3, 99) else TEXT.format(number).encode())


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    shown = capfd.readouterr()
    return status, shown.out, shown.err


COMMANDS: dict[str, list[str]] = {
    "set": ["/heat", "700"],
    "append": ["/tags", "b"],
    "insert": ["/new", "x", "--after", "heat"],
    "delete": ["/old"],
    "rename": ["/old", "older"],
    "move": ["/old", "--before", "/heat"],
    "patch": ["patch.json"],
    "merge": ["merge.json"],
}


@pytest.mark.parametrize("diff", [[], ["--diff"]], ids=["written", "shown"])
@pytest.mark.parametrize("command", COMMANDS)
def test_jobs_change_nothing_else(
    posts: list[str], capfd: pytest.CaptureFixture[str], command: str, diff: list[str]
) -> None:
    """Status, output, errors in the order of the files, and the files are the same with one process and with three."""
    folder = pathlib.Path()
    (folder / "patch.json").write_text(json.dumps([{"op": "replace", "path": "/heat", "value": 900}]))
    (folder / "merge.json").write_text(json.dumps({"heat": None, "x": [1]}))
    results: list[Any] = []
    for jobs in ([], ["--jobs", "3"]):
        fill(folder, posts)
        shown = run(capfd, command, *posts, *COMMANDS[command], *diff, *jobs)
        results.append((*shown, [(folder / name).read_bytes() for name in posts]))
    assert results[0] == results[1]
    status, out, err, files = results[0]
    assert (status, err.count("\n")) == (1, 3)
    assert [line.split(":")[1].strip() for line in err.splitlines()[:2]] == ["003.md", "099.md"]
    assert "2 of 150 files failed, the others are done" in err
    assert out.count("+++ ") == (COUNT - 2 if diff else 0)
    assert (files[0] == TEXT.format(0).encode()) == bool(diff)
    assert not [name for name in os.listdir() if name.startswith(".seedfmt-")]


@pytest.mark.skipif(_pools.START_METHOD != "fork", reason="edits are shared among processes that are forked")
def test_jobs_are_used(posts: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files are shared; not few, not one that is named twice, not standard input."""
    used: list[int] = []
    real = _pools.map_shares

    def map_shares(work: Any, shares: Any, count: int, failed: Any, **options: Any) -> Any:
        used.append(count)
        assert options == {"repeatable": False}
        return real(work, shares, count, failed, **options)

    monkeypatch.setattr(_pools, "map_shares", map_shares)
    run(capfd, "set", *posts, "/heat", "7", "--jobs", "3")
    assert used == [3]
    run(capfd, "set", *posts[: editing.SHARE], "/heat", "8", "--jobs", "3")
    run(capfd, "set", *posts, "/heat", "9")
    status, _, err = run(capfd, "append", *posts, f"./{posts[0]}", "/tags", "b", "--jobs", "3")
    assert used == [3]
    assert (status, "E602" in err) == (1, False)
    assert pathlib.Path(posts[0]).read_bytes().count(b"b") == 3  # twice, and in "body"


@pytest.mark.skipif(_pools.START_METHOD != "fork", reason="edits are shared among processes that are forked")
@pytest.mark.internal
def test_a_worker_that_dies_loses_one_file(
    posts: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from seedfmt._document import Document

    real = Document.delete

    def delete(self: Document, *args: Any) -> None:
        if self["heat"] == 70:
            os.kill(os.getpid(), signal.SIGKILL)
        real(self, *args)

    monkeypatch.setattr(Document, "delete", delete)
    status, _, err = run(capfd, "delete", *posts, "/old", "--jobs", "2")
    assert status == 1
    assert "070.md: E599 the worker process ended unexpectedly" in err
    assert "3 of 150 files failed" in err
    left = [name for name in posts if b"old: 1" in pathlib.Path(name).read_bytes()]
    assert left == ["070.md"]


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "", "99999"])
def test_what_is_no_number_of_processes(capfd: pytest.CaptureFixture[str], jobs: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["set", "a.md", "/heat", "7", f"--jobs={jobs}"])
    assert caught.value.code == 2
    assert "is no number of processes" in capfd.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX systems")
def test_interrupted_while_shared(posts: list[str], tmp_path: pathlib.Path) -> None:
    """Stopped in the middle, each file is whole, nothing is beside it, and no worker is left."""
    code = (
        "import os, signal, sys; from seedfmt._document import Document; real = Document.delete\n"
        "def delete(self, *args):\n"
        "    if self['heat'] == 100: os.kill(os.getppid(), signal.SIGINT); signal.pause()\n"
        "    real(self, *args)\n"
        "Document.delete = delete\n"
        "from seedfmt._cli import program; sys.argv = ['seedfmt', *sys.argv[1:]]; sys.exit(program())"
    )
    command = [sys.executable, "-c", code, "delete", *posts, "/old", "--jobs", "2"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, start_new_session=True)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert (b"interrupted; each file is whole" in err, b"Traceback" in err) == (True, False)
    for number, name in enumerate(posts):
        text = TEXT.format(number)
        if number not in (3, 99):
            assert pathlib.Path(name).read_text() in (text, text.replace("old: 1\n", ""))
    assert not [name for name in os.listdir() if name.startswith(".seedfmt-")]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
