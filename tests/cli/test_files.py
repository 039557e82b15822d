"""Files: read once, replaced in one step, left alone where somebody else was faster."""

from __future__ import annotations

import os
import pathlib
import stat

import pytest

import seedfmt
from seedfmt import _listing
from seedfmt.errors import ConflictError, FileError, SeedSyntaxError

TEXT = b"---\na: 1\n---\nbody\n"
ROOT_USER = os.name == "posix" and os.geteuid() == 0


@pytest.fixture
def post(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "post.md"
    path.write_bytes(TEXT)
    return path


def test_load_and_dump(post: pathlib.Path) -> None:
    doc = seedfmt.load(post)
    doc["a"] = 2
    assert seedfmt.dump(doc, post) is True
    assert post.read_bytes() == TEXT.replace(b"1", b"2")
    doc["a"] = 3
    assert seedfmt.dump(doc, str(post)) is True
    assert [path.name for path in post.parent.iterdir()] == ["post.md"]


def test_nothing_is_written_when_nothing_changed(post: pathlib.Path) -> None:
    before = os.stat(post)
    doc = seedfmt.load(post)
    doc["a"] = 1
    assert seedfmt.dump(doc, post) is False
    after = os.stat(post)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_mode_and_symlink_are_kept(post: pathlib.Path) -> None:
    post.chmod(0o640)
    link = post.parent / "link.md"
    link.symlink_to("post.md")
    doc = seedfmt.load(link)
    doc["a"] = 2
    seedfmt.dump(doc, link)
    assert link.is_symlink()
    assert stat.S_IMODE(os.stat(post).st_mode) == 0o640
    assert post.read_bytes() == TEXT.replace(b"1", b"2")


def test_a_file_that_changed_is_left_alone(post: pathlib.Path) -> None:
    doc = seedfmt.load(post)
    doc["a"] = 2
    post.write_bytes(b"---\na: 9\n---\n")
    with pytest.raises(ConflictError) as caught:
        seedfmt.dump(doc, post)
    assert caught.value.code == "E602"
    assert caught.value.path == str(post)
    assert post.read_bytes() == b"---\na: 9\n---\n"
    post.unlink()
    with pytest.raises(ConflictError):
        seedfmt.dump(doc, post)
    assert not post.exists()


def test_a_change_between_check_and_rename(post: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = seedfmt.load(post)
    doc["a"] = 2
    sync = os.fsync

    def meddle(descriptor: int) -> None:
        post.write_bytes(b"---\na: 9\n---\n")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", meddle)
    with pytest.raises(ConflictError):
        seedfmt.dump(doc, post)
    assert post.read_bytes() == b"---\na: 9\n---\n"
    assert [path.name for path in post.parent.iterdir()] == ["post.md"]


@pytest.mark.parametrize("step", ["open", "fchmod", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file(
    post: pathlib.Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    doc = seedfmt.load(post)
    doc["a"] = 2
    real = getattr(os, step)

    def fail(*args: object, **kwargs: object) -> object:
        if step == "open" and not int(args[1]) & os.O_WRONLY:  # type: ignore[call-overload]
            return real(*args, **kwargs)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(FileError) as caught:
        seedfmt.dump(doc, post)
    assert "no space left" in str(caught.value)
    monkeypatch.undo()
    assert post.read_bytes() == TEXT
    assert [path.name for path in post.parent.iterdir()] == ["post.md"]


def test_another_file_is_written(post: pathlib.Path, tmp_path: pathlib.Path) -> None:
    doc = seedfmt.load(post)
    assert seedfmt.dump(doc, tmp_path / "copy.md") is True
    assert (tmp_path / "copy.md").read_bytes() == TEXT
    doc["a"] = 5
    seedfmt.dump(doc, tmp_path / "copy.md")
    assert post.read_bytes() == TEXT


UNREADABLE = ["missing.md", "folder", "loop.md", "dangling.md", "with\0nul.md"]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(tmp_path: pathlib.Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "dangling.md").symlink_to("nowhere.md")
    with pytest.raises(FileError) as caught:
        seedfmt.load(str(tmp_path) + "/" + name)
    assert caught.value.code == "E601"
    assert caught.value.path is not None
    assert name in caught.value.path


def test_what_cannot_be_written(post: pathlib.Path, tmp_path: pathlib.Path) -> None:
    doc = seedfmt.loads(TEXT)
    for target in (tmp_path, tmp_path / "no" / "folder.md"):
        with pytest.raises(FileError):
            seedfmt.dump(doc, target)
    if not ROOT_USER:
        post.chmod(0o444)
        changed = seedfmt.load(post)
        changed["a"] = 2
        with pytest.raises(FileError):
            seedfmt.dump(changed, post)


def test_a_pipe_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes in the file system here")
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(FileError):
        seedfmt.load(tmp_path / "pipe.md")


def test_errors_name_the_file(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(b"---\na: [\n---\n")
    with pytest.raises(SeedSyntaxError) as caught:
        seedfmt.load(path)
    assert str(caught.value).startswith(f"{path}:2:4: ")


def test_finding(tmp_path: pathlib.Path) -> None:
    for name, text in {
        "a.md": TEXT, "b.yaml": b"a: 1\n", "c.md": b"no fence\n", "sub/d.html": TEXT, ".git/e.md": TEXT, "sub/f.txt": b"\xef\xbb\xbf" + TEXT,
        "-g.md": TEXT,
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    found = [os.path.relpath(name, tmp_path) for name, _ in _listing.find_files([str(tmp_path)])]
    assert found == ["-g.md", "a.md", "b.yaml", "sub/d.html", "sub/f.txt"]
    named = [*_listing.find_files([str(tmp_path / "c.md")])]
    assert named == [(str(tmp_path / "c.md"), True)]
