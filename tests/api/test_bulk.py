"""Many files edited at once: each whole, old or new; those that fail are named, and the others are done."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
from typing import Any

import pytest

import seedfmt
from seedfmt import _files
from seedfmt.errors import ConflictError, EditError, FileError, SeedSyntaxError

BROKEN = b"---\na: b: c\n---\n"


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Six seed files, of which one is broken, and what is none."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "content/a.md": "---\nheat: 1 # one\n---\nA\n",
        "content/b.md": "---\nheat: 2\n---\nB\n",
        "content/deep/c.md": "---\nheat: 3\n---\n",
        "content/deep/d.yaml": "heat: 4\n",
        "content/deep/er/e.md": "---\r\nheat: 5\r\n---\r\n",
        "content/readme.txt": "heat: 6\n",
        "content/plain.md": "no front matter\n",
        "content/.hidden/f.md": "---\nheat: 7\n---\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (tmp_path / "content" / "broken.md").write_bytes(BROKEN)
    return tmp_path / "content"


def texts(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def warm(doc: seedfmt.Document) -> None:
    doc["heat"] += 10


ALL = ["content/a.md", "content/b.md", "content/deep/c.md", "content/deep/d.yaml", "content/deep/er/e.md"]


def test_edit_a_folder(folder: pathlib.Path) -> None:
    before = texts(folder)
    with seedfmt.edit("content", on_error="collect") as files:
        for doc in files:
            if doc.path != "content/b.md":
                doc["heat"] += 10
    result = files.result
    assert result.changed == [name for name in ALL if name != "content/b.md"]
    assert result.unchanged == ["content/b.md"]
    assert [(one.path, type(one.error)) for one in result.errors] == [("content/broken.md", SeedSyntaxError)]
    assert repr(result) == "<EditResult: 4 changed, 1 unchanged, 1 failed>"
    after = texts(folder)
    for name, text in before.items():
        heat = {"a.md": b"1", "deep/c.md": b"3", "deep/d.yaml": b"4", "deep/er/e.md": b"5"}.get(name)
        assert after[name] == (text.replace(b"heat: " + heat, b"heat: 1" + heat) if heat else text)
    assert after.keys() == before.keys()


PATHS: dict[str, tuple[Any, list[str]]] = {
    "a file": ("content/a.md", ["content/a.md"]),
    "a path object": (pathlib.Path("content/a.md"), ["content/a.md"]),
    "some": (["content/b.md", pathlib.Path("content/a.md")], ["content/b.md", "content/a.md"]),
    "a generator": ((name for name in ALL[:2]), ALL[:2]),
    "the same twice": (["content/a.md", "./content/a.md", "content/deep/../a.md"], ["content/a.md"]),
    "a folder and a file in it": (["content/deep/c.md", "content/deep"], ALL[2:]),
    "a glob": ("content/deep/*.md", ["content/deep/c.md"]),
    "a glob over folders": ("content/deep/**/*.md", ["content/deep/c.md", "content/deep/er/e.md"]),
    "a glob in a folder name": ("con*/deep/?.yaml", ["content/deep/d.yaml"]),
    "a set": ("content/[ab].md", ALL[:2]),
    "a glob with choices": ("content/{a,b,z}.md", ALL[:2]),
    "from here": ("./content/[ab].md", ALL[:2]),
}


@pytest.mark.parametrize("name", PATHS)
def test_paths(folder: pathlib.Path, name: str) -> None:
    paths, expected = PATHS[name]
    with seedfmt.edit(paths) as files:
        found = [doc.path for doc in files]
    assert [os.path.normpath(str(path)) for path in found] == [os.path.normpath(path) for path in expected]
    assert files.result.unchanged == found


def test_absolute_globs_and_names_with_signs(folder: pathlib.Path) -> None:
    (folder / "[x].md").write_bytes(b"---\nheat: 1\n---\n")
    with seedfmt.edit([f"{folder}/deep/*.md", "content/[x].md"]) as files:
        assert [doc.path for doc in files] == [str(folder / "deep" / "c.md"), "content/[x].md"]


def test_what_git_ignores_is_passed_over(folder: pathlib.Path) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    (folder.parent / ".gitignore").write_text("deep/\n")
    with seedfmt.edit("content/**/[a-e].*") as files:
        assert [doc.path for doc in files] == ALL[:2]


@pytest.mark.parametrize("paths", ["content/*.nothing", "nowhere/*", "content/*/f.md", "empty"])
def test_nothing_matches(folder: pathlib.Path, paths: str) -> None:
    (folder.parent / "empty").mkdir()
    with seedfmt.edit(paths, on_error="collect") as files:
        assert list(files) == []
    assert [(one.path, one.error.code) for one in files.result.errors] == [(paths, "E601")]
    with pytest.raises(ExceptionGroup), seedfmt.edit(paths):
        pass


@pytest.mark.parametrize("paths", [5, None, b"content", [b"content"], [5], {"a": 1}])
def test_what_is_no_path(paths: Any) -> None:
    with pytest.raises(TypeError):
        seedfmt.edit(paths)


def test_wrong_use(folder: pathlib.Path) -> None:
    with pytest.raises(ValueError, match='"raise" or "collect"'):
        seedfmt.edit("content", on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="only inside"):
        iter(seedfmt.edit("content"))
    with seedfmt.edit("content/a.md") as files:
        pass
    with pytest.raises(TypeError, match="only inside"):
        iter(files)


def test_links_that_lead_out_are_errors(folder: pathlib.Path) -> None:
    outside = folder.parent / "outside.md"
    outside.write_bytes(b"---\nheat: 1\n---\n")
    (folder / "deep" / "link.md").symlink_to(outside)
    for paths in ("content/deep", "content/deep/*.md"):
        with seedfmt.edit(paths, on_error="collect") as files:
            files.apply(warm)
        assert [one.error.code for one in files.result.errors] == ["E604"]
    assert outside.read_bytes() == b"---\nheat: 1\n---\n"


# -- errors ------------------------------------------------------------------------------------------------------------


def test_errors_are_raised_when_the_others_are_done(folder: pathlib.Path) -> None:
    with pytest.raises(ExceptionGroup) as caught, seedfmt.edit(["content", "gone.md"]) as files:
        for doc in files:
            doc["heat"] += 10
    assert [type(error) for error in caught.value.exceptions] == [SeedSyntaxError, FileError]
    assert [error.path for error in caught.value.exceptions] == ["content/broken.md", "gone.md"]
    assert "2 files could not be edited; the others are done" in str(caught.value)
    assert files.result.changed == ALL
    assert (folder / "broken.md").read_bytes() == BROKEN


@pytest.mark.parametrize("on_error", ["raise", "collect"])
def test_an_exception_in_the_block_ends_it(folder: pathlib.Path, on_error: Any) -> None:
    before = texts(folder)
    with pytest.raises(ZeroDivisionError) as caught, seedfmt.edit(ALL, on_error=on_error) as files:
        for doc in files:
            doc["heat"] += 10
            if doc.path == ALL[1]:
                raise ZeroDivisionError
    assert caught.value.__notes__ == [f"while editing {ALL[1]}, which was left as it was"]
    after = texts(folder)
    assert [name for name in before if before[name] != after[name]] == ["a.md"]
    assert files.result.changed == ALL[:1]


def fails(doc: seedfmt.Document) -> None:
    """Change a file, and then fail in two of them."""
    doc["heat"] += 10
    if doc.path == ALL[1]:
        doc.delete("/nowhere")
    if doc.path == ALL[2]:
        raise ZeroDivisionError


def test_apply_goes_on_after_errors_of_a_file(folder: pathlib.Path) -> None:
    before = texts(folder)
    with seedfmt.edit(ALL, on_error="collect") as files:
        assert files.apply(fails) is files.result
    assert [(one.path, type(one.error)) for one in files.result.errors] == [
        (ALL[1], seedfmt.PointerError), (ALL[2], ZeroDivisionError),
    ]  # fmt: skip
    assert files.result.errors[0].error.path == ALL[1]
    assert files.result.changed == [ALL[0], *ALL[3:]]
    after = texts(folder)
    assert [name for name in before if before[name] != after[name]] == ["a.md", "deep/d.yaml", "deep/er/e.md"]


def test_apply_raises_what_is_no_error_of_a_file(folder: pathlib.Path) -> None:
    before = texts(folder)
    with pytest.raises(ZeroDivisionError), seedfmt.edit(ALL) as files:
        files.apply(fails)
    after = texts(folder)
    assert [name for name in before if before[name] != after[name]] == ["a.md"]
    with pytest.raises(ExceptionGroup) as caught, seedfmt.edit(ALL[:2]) as files:
        files.apply(fails)
    assert [type(error) for error in caught.value.exceptions] == [seedfmt.PointerError]
    assert isinstance(caught.value.exceptions[0], EditError)


def test_a_file_that_changed_meanwhile_is_left_alone(folder: pathlib.Path) -> None:
    with seedfmt.edit(ALL, on_error="collect") as files:
        for doc in files:
            doc["heat"] += 10
            if doc.path == ALL[0]:
                (folder / "a.md").write_bytes(b"---\nheat: 9\n---\n")
    assert [(one.path, type(one.error)) for one in files.result.errors] == [(ALL[0], ConflictError)]
    assert (folder / "a.md").read_bytes() == b"---\nheat: 9\n---\n"
    assert files.result.changed == ALL[1:]


def test_break_and_skip(folder: pathlib.Path) -> None:
    """What was edited before ``break`` is written; a skipped file is not."""
    with seedfmt.edit(ALL) as files:
        for doc in files:
            doc["heat"] += 10
            if doc.path == ALL[0]:
                files.skip()
            if doc.path == ALL[2]:
                break
    assert (files.result.unchanged, files.result.changed) == (ALL[:1], ALL[1:3])
    assert (folder / "a.md").read_bytes() == b"---\nheat: 1 # one\n---\nA\n"
    assert (folder / "deep" / "c.md").read_bytes() == b"---\nheat: 13\n---\n"


# -- dry run, progress, disk -------------------------------------------------------------------------------------------


def test_dry_run(folder: pathlib.Path) -> None:
    before = texts(folder)
    with seedfmt.edit(ALL[:2], dry_run=True) as files:
        files.apply(warm)
    assert texts(folder) == before
    assert files.result.changed == ALL[:2]
    assert files.result.diff.decode() == (
        "--- content/a.md\n+++ content/a.md\n@@ -1,4 +1,4 @@\n ---\n-heat: 1 # one\n+heat: 11 # one\n ---\n A\n"
        "--- content/b.md\n+++ content/b.md\n@@ -1,4 +1,4 @@\n ---\n-heat: 2\n+heat: 12\n ---\n B\n"
    )


def test_progress(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, str]] = []
    with seedfmt.edit(ALL[:2], progress=lambda *args: seen.append(args)) as files:
        files.apply(warm)
    assert seen == [(0, 2, ALL[0]), (1, 2, ALL[1]), (2, 2, "")]
    with seedfmt.edit(ALL[:2], progress=True) as files:
        files.apply(warm)
    assert capsys.readouterr().err == ""  # not a terminal
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    (folder / "\x1b[31m.md").write_bytes(b"---\nheat: 1\n---\n")
    with seedfmt.edit(["content/\x1b[31m.md"], progress=True) as files:
        files.apply(warm)
    err = capsys.readouterr().err
    assert "0 of 1 files content/" in err
    assert "\x1b[31m" not in err


def test_each_folder_is_synced_once(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is synced before its rename, each folder once after all of its own."""
    real, synced = os.fsync, []

    def fsync(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}") if sys.platform == "linux" else "")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with seedfmt.edit(ALL) as files:
        files.apply(warm)
    if sys.platform == "linux":
        assert [_files.TEMPORARY in path for path in synced] == [True] * 5 + [False] * 3
        assert synced[5:] == [str(folder), str(folder / "deep"), str(folder / "deep" / "er")]


@pytest.mark.skipif(os.name != "posix", reason="processes are forked")
@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_killed_in_the_middle(folder: pathlib.Path, step: str, number: int) -> None:
    """Whenever the process is killed, each file is whole, old or new."""
    before = texts(folder)
    child = os.fork()
    if child == 0:
        real, calls = getattr(os, step), [0]

        def instead(*args: Any, **kwargs: Any) -> Any:
            calls[0] += 1
            if calls[0] == number + 1:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        setattr(os, step, instead)
        try:
            with seedfmt.edit(ALL) as files:
                files.apply(warm)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    for name, text in texts(folder).items():
        if _files.TEMPORARY not in name:
            assert text == before[name] or seedfmt.loads(text, path=name)["heat"] > 10
