"""Links that lead out of the work tree, and what cannot be listed: reported by every command, never read or written."""

from __future__ import annotations

import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable

import pytest

from seedfmt import _files, _listing
from seedfmt._cli import main
from seedfmt._cli.listing import list_files
from seedfmt._config import Config

NOBODY = 65534
GOOD = "---\ntitle: A title\nheat: 1\n---\n"
SECRET = "---\ntitle: yes, a Secret\nheat: no\npublished: no\n---\n"  # with what D101 would mend


@pytest.fixture(params=["work tree", "folder"])
def content(request: pytest.FixtureRequest, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A folder with a good file, in a work tree or not, and a secret file outside."""
    (tmp_path / "outside" / "deep").mkdir(parents=True)
    (tmp_path / "outside" / "secret.md").write_text(SECRET)
    (tmp_path / "outside" / "deep" / "secret.md").write_text(SECRET)
    (tmp_path / "work" / "content").mkdir(parents=True)
    (tmp_path / "work" / "content" / "good.md").write_text(GOOD)
    monkeypatch.chdir(tmp_path / "work")
    if request.param == "work tree":
        subprocess.run(["git", "init", "-q"], check=True)
    return tmp_path / "work" / "content"


@pytest.fixture
def in_work_tree(content: pathlib.Path) -> pathlib.Path:
    """The same, always in a work tree."""
    subprocess.run(["git", "init", "-q"], check=True)
    return content


def make_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """Keys to sign with, and the public ones to trust."""
    assert main(["secured", "keygen", "--out", "keys.json"]) == 0
    capsys.readouterr()
    assert main(["secured", "pubkey", "--key-file", "keys.json"]) == 0
    pathlib.Path("trust.json").write_text(capsys.readouterr().out)


def unchanged(content: pathlib.Path) -> bool:
    outside = content.parent.parent / "outside"
    return all((outside / name).read_text() == SECRET for name in ("secret.md", "deep/secret.md"))


LINKS: dict[str, Callable[[pathlib.Path], None]] = {
    "relative": lambda place: place.symlink_to("../../outside/secret.md"),
    "absolute": lambda place: place.symlink_to(place.parent.parent.parent / "outside" / "secret.md"),
    "a chain": lambda place: (
        (place.parent.parent / "hop").symlink_to("../outside/secret.md"),
        place.symlink_to("../hop"),
    )[1],
    "a folder": lambda place: place.symlink_to("../../outside"),
    "dangling": lambda place: place.symlink_to("../../outside/nothing.md"),
    "a device": lambda place: place.symlink_to("/dev/stdin"),
    "an environment": lambda place: place.symlink_to("/proc/self/environ"),
}


@pytest.mark.parametrize("make", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "junit", "github", "gitlab", "json-lines"])
def test_in_a_folder(
    content: pathlib.Path, capsys: pytest.CaptureFixture[str], make: Callable[[pathlib.Path], None], form: str
) -> None:
    make(content / "leak.md")
    assert main(["check", "content", "--output-format", form]) == 1
    said = capsys.readouterr()
    assert said.out.count("E604") >= 1
    assert "leak.md" in said.out
    assert "Secret" not in said.out
    assert "2 files checked, 1 finding in 1 file" in said.err


@pytest.mark.parametrize("make", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("options", [[], ["--fix"], ["--diff"], ["--exit-zero"], ["--fix", "--select", "ALL"]])
def test_named(
    in_work_tree: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[pathlib.Path], None],
    options: list[str],
) -> None:
    """As a hook names it."""
    make(in_work_tree / "leak.md")
    assert main(["check", "content/leak.md", "content/good.md", *options]) == 1
    said = capsys.readouterr()
    assert "E604" in said.out + said.err
    assert "Secret" not in said.out + said.err
    assert unchanged(in_work_tree)


@pytest.mark.parametrize(
    "path",
    [
        "content/sub",
        "content/sub/",
        "content/sub/deep",
        "content/sub/deep/secret.md",
        "content/sub/../outside/secret.md",
    ],
)
def test_folder_component(in_work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    (in_work_tree / "sub").symlink_to("../../outside")
    subprocess.run(["git", "init", "-q", "../outside"], check=True)  # a work tree there does not help
    assert main(["check", path, "--fix"]) == 1
    said = capsys.readouterr()
    assert "E604" in said.out
    assert "Secret" not in said.out
    assert unchanged(in_work_tree)


def test_tracked_file_whose_folder_became_a_link(
    in_work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (in_work_tree / "sub").mkdir()
    (in_work_tree / "sub" / "secret.md").write_text(GOOD)
    subprocess.run(["git", "add", "-A"], check=True)
    (in_work_tree / "sub" / "secret.md").unlink()
    (in_work_tree / "sub").rmdir()
    (in_work_tree / "sub").symlink_to("../../outside")
    assert main(["check", ".", "--fix"]) == 1
    said = capsys.readouterr()
    assert "content/sub/secret.md: E604" in said.out
    assert unchanged(in_work_tree)


def test_links_within(in_work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The control: links within the work tree are followed, those to folders are not needed."""
    shared = in_work_tree.parent / "shared"
    shared.mkdir()
    (shared / "one.md").write_text(GOOD.replace("A title", "Another"))
    (in_work_tree / "one.md").symlink_to("../shared/one.md")
    (in_work_tree / "folder").symlink_to("../shared")
    assert [name for name, _ in list_files(["content"], Config())] == ["content/good.md", "content/one.md"]
    for path in ("content", "content/one.md", "content/folder/one.md", "content/folder"):
        assert main(["check", path, "--isolated"]) == 0, capsys.readouterr()
    assert main(["set", "content/one.md", "/heat", "5"]) == 0
    assert "heat: 5" in (shared / "one.md").read_text()
    assert (in_work_tree / "one.md").is_symlink()


def test_folder_without_work_tree(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that is named may lead anywhere there; one in a folder not out of it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.md").write_text(SECRET)
    (tmp_path / "folder" / "leak.md").symlink_to("../secret.md")
    main(["check", str(tmp_path / "folder" / "leak.md")])
    assert "E604" not in capsys.readouterr().out
    assert main(["check", str(tmp_path / "folder")]) == 1
    assert "E604" in capsys.readouterr().out


def test_work_tree_behind_a_link(in_work_tree: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The control: who comes to the work tree over a link of his own is let in."""
    (tmp_path / "mine").symlink_to(tmp_path / "work")
    assert main(["check", str(tmp_path / "mine"), "--isolated"]) == 0
    assert main(["check", str(tmp_path / "mine" / "content" / "good.md"), "--isolated"]) == 0


def test_excluded(in_work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (in_work_tree / "leak.md").symlink_to("/etc/passwd")
    (in_work_tree.parent / "seedfmt.toml").write_text('exclude = ["leak.md"]\n')
    assert main(["check", "."]) == 0, capsys.readouterr()


EDITS = [
    ["set", "{}", "/title", "x"], ["append", "{}", "/topics", "x"], ["insert", "{}", "/topics/0", "x"], ["delete", "{}", "/title"],
    ["rename", "{}", "/title", "name"], ["merge", "{}", "patch.json"], ["patch", "{}", "operations.json"], ["from-json", "patch.json", "--onto", "{}"],
    ["from-json", "patch.json", "--force", "--output", "{}"], ["get", "{}", "/title"], ["to-json", "{}"], ["to-json", "--lines", "{}"],
    ["to-json", "--lossless", "{}"], ["diff", "content/good.md", "{}"], ["diff", "{}", "content/good.md"], ["schema", "for", "{}"],
    ["secured", "verify", "{}", "--trust", "trust.json", "--require", "signed"], ["secured", "sign", "{}", "--key-file", "keys.json"],
    ["secured", "seal", "{}", "--key-file", "keys.json", "--plaintext", "patch.json"], ["secured", "lint", "{}"], ["secured", "inspect", "{}"], ["secured", "bound-view", "{}"],
]  # fmt: skip


@pytest.mark.parametrize("command", EDITS, ids=lambda command: "-".join(command[:2]).replace("-{}", ""))
@pytest.mark.parametrize("path", ["content/leak.md", "content/sub/secret.md"])
def test_every_command(
    in_work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str], command: list[str], path: str
) -> None:
    (in_work_tree / "leak.md").symlink_to("../../outside/secret.md")
    (in_work_tree / "sub").symlink_to("../../outside")
    pathlib.Path("patch.json").write_text('{"title": "x"}')
    pathlib.Path("operations.json").write_text('[{"op": "replace", "path": "/title", "value": "x"}]')
    make_keys(capsys)
    try:
        status = main([part.format(path) for part in command])
    except SystemExit as stop:
        status = int(stop.code or 0)
    said = capsys.readouterr()
    assert status != 0
    assert "a symbolic link leads out of the work tree" in said.out + said.err
    assert "Secret" not in said.out + said.err
    assert unchanged(in_work_tree)


@pytest.mark.parametrize(
    "command",
    [
        ["to-json", "--lines", "content"],
        ["secured", "lint", "content"],
        ["secured", "inspect", "content"],
        ["secured", "verify", "content", "--trust", "trust.json", "--require", "signed"],
        ["secured", "sign", "content", "--key-file", "keys.json"],
    ],
    ids=lambda command: "-".join(command[:2]),
)
def test_every_command_in_a_folder(
    content: pathlib.Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (content / "leak.md").symlink_to("../../outside/secret.md")
    (content / "sub").symlink_to("../../outside")
    make_keys(capsys)
    assert main(command) == 1
    said = capsys.readouterr()
    assert (said.out + said.err).count("a symbolic link leads out of the work tree or folder") == 2
    assert "Secret" not in said.out + said.err
    assert unchanged(content)


def test_detached_signature_is_not_written_outside(
    in_work_tree: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (in_work_tree / "good.md.jws").symlink_to("../../outside/secret.md")
    make_keys(capsys)
    assert main(["secured", "sign", "content/good.md", "--detached", "--key-file", "keys.json"]) != 0
    assert unchanged(in_work_tree)
    assert (
        main(["secured", "verify", "content/good.md", "--detached", "--trust", "trust.json", "--require", "signed"])
        != 0
    )
    assert capsys.readouterr().err.count("leads out") == 2


@pytest.mark.parametrize("output", ["content/sub", "content/sub/", "content/sub/deep"])
def test_json_lines_are_not_written_outside(
    in_work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    (in_work_tree / "sub").symlink_to("../../outside")
    pathlib.Path("lines.jsonl").write_text('{"path": "secret.md", "title": "x"}\n')
    assert main(["from-json", "--lines", "lines.jsonl", "--output", output, "--force"]) == 1
    assert "leads out of the work tree" in capsys.readouterr().err
    assert unchanged(in_work_tree)
    assert main(["from-json", "--lines", "lines.jsonl", "--output", "content/new"]) == 0


def test_link_that_comes_after_the_listing(
    in_work_tree: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between listing and reading, and between the test and reading, somebody puts a link in the place of a file."""
    good = in_work_tree / "good.md"

    def swap(*_: object, **__: object) -> bool:
        good.unlink(missing_ok=True)
        good.symlink_to("../../outside/secret.md")
        return True

    real = _files.is_seed
    monkeypatch.setattr(_files, "is_seed", lambda path: swap() and real(path))
    assert main(["check", "content", "--fix", "--output-format", "full"]) == 1
    said = capsys.readouterr()
    assert "E60" in said.out
    assert "Secret" not in said.out
    assert unchanged(in_work_tree)


# -- what cannot be listed ---------------------------------------------------------------------------------------------


def run_without_rights(command: list[str]) -> tuple[int, str]:
    """Run the command line as a user whom rights hold for: status and output.

    It is run twice in a process of its own, first as root, so that all modules are loaded when the rights go.
    """
    with tempfile.TemporaryFile() as out:
        child = os.fork()
        if not child:
            status = 99
            try:
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
                sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
                if os.geteuid() == 0:
                    main(command)
                    sys.stdout.flush()
                    sys.stderr.flush()
                    out.truncate(0)
                    os.setgroups([])
                    os.setgid(NOBODY)
                    os.setuid(NOBODY)
                status = main(command)
                sys.stdout.flush()
                sys.stderr.flush()
            except BaseException:
                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        return status, out.read().decode(errors="replace").replace("\0", "")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX rights")
@pytest.mark.parametrize("is_tracked", [True, False])
@pytest.mark.parametrize(
    "command",
    [
        ["check", "."],
        ["check", "content"],
        ["check", "content/closed"],
        ["to-json", "--lines", "."],
        ["secured", "lint", "."],
    ],
    ids=" ".join,
)
def test_closed_folder(
    content: pathlib.Path, monkeypatch: pytest.MonkeyPatch, is_tracked: bool, command: list[str]
) -> None:
    closed = content / "closed"
    closed.mkdir()
    (closed / "x.md").write_text(GOOD)
    if is_tracked and (content.parent / ".git").exists():
        subprocess.run(["git", "add", "-A"], check=True)
    if os.geteuid() == 0:
        for place in (content.parent, *content.parent.rglob("*")):
            os.chown(place, NOBODY, NOBODY)
    for place in content.parents:
        if place.stat().st_mode & stat.S_IXOTH == 0:
            place.chmod(place.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    monkeypatch.setenv("HOME", str(content))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(content))
    closed.chmod(0)
    try:
        status, output = run_without_rights(command)
    finally:
        closed.chmod(0o755)
    assert status == 1, output
    assert "closed" in output
    assert "permission denied" in output or "does not permit" in output
    assert "git was not used" not in output


def test_folder_that_fails(content: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every error of the system is reported, with the folder."""
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("content"):
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    problems = _listing.new_problems()
    assert list(_listing.find_files(["."], problems)) == []
    assert [(error.code, error.path, error.message) for error in problems.errors] == [
        ("E601", "./content", "the folder cannot be listed: input/output error")
    ]


def test_deep_folders(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deeper than Python calls functions, and than the system allows paths to be long."""
    depth = 2100
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    pathlib.Path("x.md").write_text(GOOD)
    os.chdir(tmp_path)
    problems = _listing.new_problems()
    found = list(_listing.find_files(["."], problems))
    for _ in range(depth):
        os.chdir("d")
    os.unlink("x.md")
    for _ in range(depth):
        os.chdir("..")
        os.rmdir("d")
    assert found == []
    assert [error.code for error in problems.errors] == ["E601"]
    assert "too long" in problems.errors[0].message
