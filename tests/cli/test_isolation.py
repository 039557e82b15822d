"""Whatever goes wrong in one file is a diagnostic of that file, and the others are done.

A part of seedfmt is made to fail on one file, in each command and output format, with and without workers.
"""

from __future__ import annotations

import io
import json
import os
import pathlib
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import seedfmt
from seedfmt import _files, _isolation, _pools
from seedfmt._api import documents
from seedfmt._cli import checking, main, workers
from seedfmt._cli.reports import FORMATS
from seedfmt._cli.secured import running

MARK = b"WRECK"  # in the file that something goes wrong in
SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0"
GOOD = b"---\ntitle: good  \nlist: [1]\n---\nbody\n"
BAD = b"---\ntitle: " + MARK + b"  \nsecured: " + SECRET.encode() + b"\nlist: [1]\n---\nbody\n"
ERRORS = [
    RuntimeError(SECRET), RecursionError(SECRET), MemoryError(SECRET), ValueError(SECRET), KeyError(SECRET),
    UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET), OSError(5, SECRET), AssertionError(SECRET),
]  # fmt: skip
COMMANDS = {
    "check": ["check", "--isolated"],
    "check-fix": ["check", "--isolated", "--fix"],
    "check-diff": ["check", "--isolated", "--diff"],
    "check-statistics": ["check", "--isolated", "--statistics"],
    "check-exit-zero": ["check", "--isolated", "--exit-zero", "--output-format", "concise"],
    **{f"check-{name}": ["check", "--isolated", "--output-format", name] for name in FORMATS},
    "to-json": ["to-json", "--lines"],
    "to-json-lossless": ["to-json", "--lines", "--lossless"],
    "to-json-pointer": ["to-json", "--lines", "--pointer", "/title"],
    "lint": ["secured", "lint"],
    "lint-json": ["secured", "lint", "--json"],
    "bound-view": ["secured", "bound-view", "--json"],
    "inspect": ["secured", "inspect"],
}
EDITS = {
    "set": (["/list/0", "2"], []),
    "append": (["/list", "2"], []),
    "insert": (["/list/0", "2"], []),
    "delete": (["/list"], []),
    "rename": (["/list", "liste"], []),
    "set-diff": (["/list/0", "2"], ["--diff"]),
}
pytestmark = pytest.mark.internal


def wreck(monkeypatch: pytest.MonkeyPatch, failure: Callable[[], Any]) -> None:
    """Let the reading of the one file fail."""
    opened = documents._open

    def failing(source: bytes, *rest: Any) -> Any:
        if MARK in source:
            failure()
        return opened(source, *rest)

    monkeypatch.setattr(documents, "_open", failing)


def raise_it(error: Exception) -> Callable[[], Any]:
    def fail() -> Any:
        raise error

    return fail


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Five files, of which the third is the one."""
    for number in range(5):
        (tmp_path / f"{number}.md").write_bytes(BAD if number == 2 else GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: pathlib.Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers be started for few files, of which each gets two at a time."""
    from seedfmt import _lines

    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "_SHARE", 2)
    monkeypatch.setattr(workers, "count_jobs", lambda: 2)
    monkeypatch.setattr(_lines, "FEW", 1)
    monkeypatch.setattr(_lines, "CHUNK", 2)
    monkeypatch.setattr(running, "MANY", 1)
    monkeypatch.setattr(running, "CHUNK", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def require_isolated(command: str, status: int, out: str, err: str, folder: pathlib.Path) -> None:
    """The one file is reported, with the code or the sentence; the others are done; nothing leaks."""
    assert status == 1, err
    both = out + err
    assert "Traceback" not in both
    assert SECRET not in both.replace(BAD.decode(), "")
    if command == "check-statistics":
        assert "E599  internal" in out
    else:
        assert "2.md" in both
        assert "internal error (" in both or "worker process ended" in both
    if command.startswith("check"):
        assert "5 files checked" in err
        assert "E599" in both
    if command == "check-fix":
        assert [(folder / f"{number}.md").read_bytes() == GOOD for number in range(5)] == [False] * 5
        assert (folder / "2.md").read_bytes() == BAD
    if command in ("check-json", "check-gitlab", "check-sarif"):
        json.loads(out)
    if command.startswith("to-json"):
        assert [json.loads(line)["path"] for line in out.splitlines()] == ["0.md", "1.md", "3.md", "4.md"]
    if command in ("bound-view", "lint-json"):
        assert [json.loads(line)["ok"] for line in out.splitlines()].count(True) == 4
    assert names(folder) == [f"{number}.md" for number in range(5)]


@pytest.mark.parametrize("with_workers", [False, True], ids=["alone", "workers"])
@pytest.mark.parametrize("command", COMMANDS)
def test_one_file_fails(
    folder: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: str,
    with_workers: bool,
) -> None:
    if with_workers:
        few(monkeypatch)
    wreck(monkeypatch, raise_it(RuntimeError(SECRET)))
    status = main([*COMMANDS[command], *names(folder)])
    if command == "inspect":
        assert status == 1
        return
    require_isolated(command, status, *capfd.readouterr(), folder)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("command", ["check", "check-json", "to-json", "bound-view", "lint"])
def test_any_exception(
    folder: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: str,
    error: Exception,
) -> None:
    wreck(monkeypatch, raise_it(error))
    status = main([*COMMANDS[command], *names(folder)])
    out, err = capfd.readouterr()
    require_isolated(command, status, out, err, folder)
    assert type(error).__name__ in out + err


@pytest.mark.skipif(_pools.START_METHOD != "fork", reason="the failing part must be in the workers")
@pytest.mark.parametrize("command", ["check", "check-fix", "check-json", "to-json", "bound-view"])
def test_a_worker_dies(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    """Killed in the middle of one file: that file is lost, and no other."""
    few(monkeypatch)
    here = os.getpid()

    def die() -> None:
        assert os.getpid() != here, "it was not given to a worker"
        os.kill(os.getpid(), signal.SIGKILL)

    wreck(monkeypatch, die)
    status = main([*COMMANDS[command], *names(folder)])
    require_isolated(command, status, *capfd.readouterr(), folder)


@pytest.mark.skipif(_pools.START_METHOD != "fork", reason="the failing part must be in the workers")
def test_every_worker_dies(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A worker that dies on each file: each is reported once, and the run ends."""
    few(monkeypatch)
    for number in range(5):
        (folder / f"{number}.md").write_bytes(BAD)
    wreck(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert main(["check", "--isolated", *names(folder)]) == 1
    out, err = capfd.readouterr()
    assert out.count("E599") == 5
    assert "5 files checked, 5 findings in 5 files" in err


def test_no_worker_can_be_started(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    few(monkeypatch)
    monkeypatch.setattr(_pools._Pool, "_start", lambda self, idle: bool(setattr(self, "_count", 0)))
    wreck(monkeypatch, raise_it(RuntimeError(SECRET)))
    require_isolated("check", main(["check", "--isolated", *names(folder)]), *capfd.readouterr(), folder)


def test_a_result_that_cannot_be_sent() -> None:
    """What a worker cannot send back is a failure of its item."""

    def work(item: int) -> Any:
        return (lambda: None) if item == 3 else item

    def failed(item: int, error: Exception | None) -> str:
        return f"{item} {type(error).__name__}"

    results = list(_pools.map_shares(work, [[1, 2], [3, 4]], 2, failed))
    assert results[0] == [1, 2]
    assert results[1][1] == 4
    assert results[1][0] in ("3 PicklingError", "3 AttributeError")


@pytest.mark.parametrize("verb", EDITS)
def test_edits_of_many_files(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], verb: str
) -> None:
    wreck(monkeypatch, raise_it(KeyError(SECRET)))
    rest, options = EDITS[verb]
    status = main([verb.split("-", maxsplit=1)[0], *names(folder), *rest, *options])
    out, err = capfd.readouterr()
    assert (status, "Traceback" in out + err, SECRET in out + err) == (1, False, False)
    assert "2.md: E599 internal error (KeyError)" in err
    assert "1 of 5 files failed, the others are done" in err
    changed = [number for number in range(5) if (folder / f"{number}.md").read_bytes() not in (GOOD, BAD)]
    assert changed == ([] if options else [0, 1, 3, 4])


@pytest.mark.parametrize("verb", ["patch", "merge"])
def test_patches_of_many_files(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], verb: str
) -> None:
    change = folder.parent / "change.json"
    change.write_text('[{"op": "remove", "path": "/list"}]' if verb == "patch" else '{"list": null}')
    wreck(monkeypatch, raise_it(KeyError(SECRET)))
    assert main([verb, *names(folder), str(change)]) == 1
    assert "2.md: E599 internal error (KeyError)" in capfd.readouterr().err
    assert [b"list" in (folder / f"{number}.md").read_bytes() for number in range(5)] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_lines_of_json(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line that fails is named, and the others are written."""
    lines = "".join(json.dumps({"path": name, "title": name}) + "\n" for name in ("a.md", "b.md", "c.md"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    write = _files.write_file

    def failing(path: str, *rest: Any) -> bool:
        if path.endswith("b.md"):
            raise KeyError(SECRET)
        return write(path, *rest)

    monkeypatch.setattr(_files, "write_file", failing)
    assert main(["from-json", "--lines", "-", "--output", "out"]) == 1
    err = capfd.readouterr().err
    assert "line 2 of the input: internal error (KeyError)" in err
    assert "2 files written, 0 as they were, 1 line failed" in err
    assert names(folder / "out") == ["a.md", "c.md"]


@pytest.mark.parametrize(
    "command",
    [
        ["get", "2.md", "/title"], ["to-json", "2.md"], ["diff", "0.md", "2.md"], ["diff", "--unified", "2.md", "0.md"],
        ["schema", "for", "2.md"], ["from-json", "new.json", "--onto", "2.md"], ["secured", "inspect", "2.md"],
        ["secured", "bound-view", "2.md"], ["check", "--isolated", "-"], ["set", "-", "/a", "1"], ["to-json", "-"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_for_one_file(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (folder / "new.json").write_text('{"title": "new"}')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD)))
    wreck(monkeypatch, raise_it(KeyError(SECRET)))
    assert main(command) == 1
    out, err = capfd.readouterr()
    assert "internal error (KeyError)" in out + err
    assert ("<stdin>" if "-" in command else "2.md" if command[0] != "from-json" else "new.json") in out + err
    assert SECRET not in out + err


PARTS = [
    (checking, "check_document"), (checking, "explain"), (checking, "collect_facts"), (checking, "choose_schema"),
    (_files, "read_file"), (_files, "write_file"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "name"), PARTS, ids=str)
def test_any_part_of_a_check(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], module: Any, name: str
) -> None:
    (folder / "0.md").write_bytes(b"---\na: [\n---\n")
    monkeypatch.setattr(module, name, lambda *_, **__: 1 / 0)
    options = ["--fix"] if name == "write_file" else []
    assert main(["check", "--isolated", *options, "."]) == 1
    out, err = capfd.readouterr()
    assert "E599 internal error (ZeroDivisionError)" in out
    assert "5 files checked" in err


def test_control(folder: pathlib.Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With nothing that fails, each file is checked, and no file is reported."""
    assert main(["check", "--isolated", "--ignore", "ALL", *names(folder)]) in (0, 2)
    assert "internal" not in "".join(capfd.readouterr())


def test_outside_of_files(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What belongs to no file is one line, and status 2."""
    monkeypatch.setattr(checking, "known_codes", lambda: 1 / 0)
    monkeypatch.setattr("seedfmt._cli.summary.known_codes", lambda: 1 / 0)
    assert main(["check", "--select", "L1", "."]) == 2
    assert capfd.readouterr().err.startswith("seedfmt: E599 internal error (ZeroDivisionError); this is a bug")


def test_the_traceback_is_kept_on_request(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(_isolation.TRACEBACKS, "kept")
    wreck(monkeypatch, raise_it(KeyError("why")))
    assert main(["get", "2.md", "/title"]) == 1
    assert (folder / "kept").read_text().rstrip().endswith("KeyError: 'why'")
    monkeypatch.setenv(_isolation.TRACEBACKS, "no/such/folder")
    assert main(["get", "2.md", "/title"]) == 1


# -- standard streams --------------------------------------------------------------------------------------------------

STREAMS = [
    ["check", "--isolated", "."], ["check", "--isolated", "--output-format", "json", "."], ["get", "0.md", ""],
    ["to-json", "--lines", "."], ["to-json", "0.md"], ["diff", "0.md", "2.md"], ["rule", "--all"], ["--help"],
    ["set", "--diff", "0.md", "/a", "1"], ["secured", "lint", "."], ["schema", "list"], ["nonsense"],
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="shells of POSIX")
@pytest.mark.parametrize(
    "redirected",
    [
        ">&-",
        "2>&-",
        "<&-",
        ">&- 2>&- <&-",
        ">/dev/full",
        "2>/dev/full",
        ">/dev/full 2>/dev/full",
        "| true",
        "2>&1 | true",
    ],
)
@pytest.mark.parametrize("command", STREAMS, ids=" ".join)
def test_closed_streams(folder: pathlib.Path, command: list[str], redirected: str) -> None:
    """Whoever no longer listens: no traceback, no other file gets the output, and a status of the table."""
    if "full" in redirected and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    script = '"$@" ' + redirected + "; echo status ${PIPESTATUS[0]} >&3"
    done = subprocess.run(
        ["bash", "-c", f"exec 3>&1; {script}", "bash", sys.executable, "-m", "seedfmt", *command],
        cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stdout + done.stderr
    status = int(done.stdout.split()[-1])
    assert status in (0, 1, 2)
    if redirected == ">/dev/full" and command[0] in ("get", "to-json", "rule", "diff"):
        assert (status, done.stderr) == (2, "seedfmt: the output could not be written: no space left on device\n")
    if redirected == ">&-" and command[0] in ("get", "to-json", "rule", "diff"):
        assert (status, done.stderr) == (2, "seedfmt: the output could not be written: bad file descriptor\n")
    assert {(folder / name).read_bytes() for name in names(folder)} == {GOOD, BAD}


def test_kept_open_streams(folder: pathlib.Path) -> None:
    """The control: with all streams open the value is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "seedfmt", "get", str(folder / "0.md"), "/title"],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("good\n", "")
    assert seedfmt.load(folder / "0.md")["title"] == "good"
