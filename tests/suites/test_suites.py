"""The official suites are pinned, checked, and never left out in silence."""

from __future__ import annotations

import io
import os
import pathlib
import re
import subprocess
import sys
import tarfile

import pytest

from tests import suites
from tests.suites import __main__ as command
from tests.support.data import ROOT

WITHOUT_DATA = """
import pathlib, sys
import pytest
from tests import suites
suites.DATA = pathlib.Path("nowhere")
sys.exit(pytest.main(sys.argv[1:]))
"""
ONE = suites.SUITES[0]


def run_without_data(ci: str) -> subprocess.CompletedProcess[str]:
    """Run one test that reads a suite in a process that finds no suite."""
    environment = {**os.environ, "CI": ci, "SEEDFMT_SHARED": "nowhere"}
    test = str(ROOT / "tests" / "suites" / "test_suites.py") + "::test_a_suite_is_read"
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DATA, test],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_suite_is_read() -> None:
    from tests.support.data import require_suite

    assert list(require_suite("json-patch").glob("*.json"))


def test_ci_fails_without_data() -> None:
    done = run_without_data("true")
    assert done.returncode == 1
    assert "not installed: the tests of json-patch-tests (RFC 6902); run python -m tests.suites" in done.stdout


@pytest.mark.parametrize("ci", ["", "false"])
def test_last_line_says_what_was_left_out(ci: str) -> None:
    done = run_without_data(ci)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (
        "1 test was left out for lack of data: the tests of json-patch-tests (RFC 6902); `python -m tests.suites` brings it"
    )


def test_every_suite_is_pinned() -> None:
    for one in suites.SUITES:
        assert re.fullmatch("[0-9a-f]{64}", one.sha256)
        assert re.fullmatch("[0-9a-f]{64}", one.contents)
        assert re.search(r"(==|.@)\d+\.\d+", one.requirement)


def test_no_registry_host_is_named() -> None:
    for path in [*(ROOT / "tests" / "suites").glob("__*.py"), *ROOT.glob("requirements*.txt"), *ROOT.glob("*lock*")]:
        assert not re.search("https?://|index-url", path.read_text()), path


def test_data_is_ignored_by_git() -> None:
    assert "/tests/suites/data/" in (ROOT / ".gitignore").read_text().splitlines()


def packed(folder: pathlib.Path, files: dict[str, bytes]) -> pathlib.Path:
    """Write an archive as a client would."""
    path = folder / ONE.archive
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def test_another_archive_is_refused(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "DATA", tmp_path / "data")
    monkeypatch.setattr(suites, "DATA", tmp_path / "data")
    monkeypatch.setattr(command, "download", lambda one, work: packed(work, {"package/data/A.js": b"{}"}))
    with pytest.raises(command.SuiteError, match="not the pinned"):
        command.install(ONE)
    assert not (tmp_path / "data").exists()


def test_a_member_outside_is_refused(tmp_path: pathlib.Path) -> None:
    archive = packed(tmp_path, {"package/data/../../../out.js": b"x", "package/data/A.js": b"y"})
    with pytest.raises(command.SuiteError, match="has a member"):
        command.unpack(ONE, archive, tmp_path / "a" / "b")
    assert [path.name for path in tmp_path.rglob("*.js")] == []


def test_changed_data_is_reported(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suites, "DATA", tmp_path)
    (tmp_path / "jcs").mkdir()
    assert command.main(["check", "jcs", "yaml"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "jcs: the files differ from the pinned ones; run python -m tests.suites",
        "yaml: not installed; run python -m tests.suites",
    ]


@pytest.mark.parametrize("one", suites.SUITES, ids=lambda one: one.name)
def test_installed_data_is_the_pinned(one: suites.Suite) -> None:
    from tests.support.data import require_suite

    assert suites.digest(require_suite(one.name)) == one.contents


def test_a_client_that_is_missing_is_named(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.shutil, "which", lambda name: None)
    with pytest.raises(command.SuiteError, match="npm is missing; install Node"):
        command.download(ONE, tmp_path)
