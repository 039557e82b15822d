"""Repositories of strangers: nothing in them is run, and nothing in them hides a file from the check."""

from __future__ import annotations

import ast
import os
import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

import seedfmt
from seedfmt import _git, _listing
from seedfmt._cli import main
from seedfmt._cli.listing import list_files
from seedfmt._config import Config

GOOD = "---\ntitle: A title\n---\n"
BROKEN = "---\ntitle: [\n---\n"
PACKAGE = pathlib.Path(seedfmt.__file__).parent
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
needs_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root changes owners")


def git(folder: pathlib.Path, *arguments: str) -> str:
    """What git answers, without the protections."""
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The configuration of whoever runs the tests decides nothing."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def work_tree(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A repository with a good file, a broken one, and one that is ignored."""
    folder = tmp_path / "work"
    (folder / "content").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "content" / "good.md").write_text(GOOD)
    (folder / "content" / "broken.md").write_text(BROKEN)
    (folder / "content" / "ignored.md").write_text(BROKEN)
    (folder / ".gitignore").write_text("ignored.md\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "content")
    monkeypatch.chdir(folder)
    return folder


def monitor(folder: pathlib.Path, marker: pathlib.Path) -> str:
    """A configuration of git that runs a command which leaves a marker."""
    program = folder / "run.sh"
    program.write_text(f"#!/bin/sh\ntouch '{marker}'\nexit 1\n")
    program.chmod(0o755)
    return str(program)


def make_bare(folder: pathlib.Path, marker: pathlib.Path) -> None:
    """Make a folder look like a bare repository, whose configuration runs a command."""
    for name in ("objects", "refs", "info"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "keep.txt").write_text("")
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "info" / "exclude").write_text("*\n")
    program = monitor(folder, marker)
    (folder / "config").write_text(
        f'[core]\n\trepositoryformatversion = 0\n\tworktree = .\n\tfsmonitor = "{program}"\n\tbare = false\n'
    )


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """The code of the finding in each file that has one."""
    main(["check", *arguments, "--isolated", "--output-format", "concise"])
    found = {}
    for line in capsys.readouterr().out.splitlines():
        path, _, rest = line.partition(":")
        found[path] = next(word for word in rest.split() if word[:1] in "ESLDTU" and word[1:4].isdigit())
    return found


def names(*paths: str) -> list[str]:
    return [name for name, _ in list_files(paths, Config())]


# -- nothing is run ----------------------------------------------------------------------------------------------------


@needs_git
@pytest.mark.parametrize("arguments", [["content"], ["."], ["content/."], ["content/objects"]])
def test_tracked_folder_that_looks_bare(
    work_tree: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    marker = tmp_path / "marker"
    make_bare(work_tree / "content", marker)
    (work_tree / "content" / "objects" / "broken.md").write_text(BROKEN)
    git(work_tree, "add", "-A")
    git(work_tree, "commit", "-q", "-m", "hostile")
    found = codes(capsys, *arguments)
    assert "content/objects/broken.md" in found or "content/./objects/broken.md" in found, "nothing hides it"
    assert not marker.exists(), "a command of the repository was run"


@needs_git
def test_current_folder_that_looks_bare(
    work_tree: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = tmp_path / "marker"
    make_bare(work_tree / "content", marker)
    git(work_tree, "add", "-A")
    for place in (work_tree / "content", work_tree / "content" / "refs"):
        (place / "more.md").write_text(BROKEN)
        monkeypatch.chdir(place)
        assert codes(capsys, ".")["more.md"] == "E206"
    assert not marker.exists()
    subprocess.run(["git", "status"], cwd=work_tree / "content", check=False, capture_output=True)
    assert marker.exists(), "the control: git that discovers a repository itself runs the command"


@needs_git
def test_untracked_repository_within(
    work_tree: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marker = tmp_path / "marker"
    inner = work_tree / "content" / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    git(inner, "config", "core.fsmonitor", monitor(tmp_path, marker))
    (inner / ".git" / "info" / "exclude").write_text("*\n")
    (inner / "broken.md").write_text(BROKEN)
    for arguments in (["."], ["content"], ["content/inner"], [str(inner)]):
        assert any(path.endswith("inner/broken.md") for path in codes(capsys, *arguments)), arguments
    assert not marker.exists()


HOSTILE = {
    "core.fsmonitor": "{program}",
    "core.hooksPath": "{folder}",
    "core.pager": "{program}",
    "pager.ls-files": "{program}",
    "core.sshCommand": "{program}",
    "core.gitProxy": "{program}",
    "core.askPass": "{program}",
    "core.editor": "{program}",
    "core.alternateRefsCommand": "{program}",
    "credential.helper": "{program}",
    "diff.external": "{program}",
    "filter.x.clean": "{program}",
    "filter.x.smudge": "{program}",
    "filter.x.process": "{program}",
    "filter.x.required": "true",
    "diff.x.textconv": "{program}",
    "diff.x.command": "{program}",
    "merge.x.driver": "{program}",
    "merge.default": "x",
    "alias.ls-files": "!{program}",
    "protocol.ext.allow": "always",
    "protocol.file.allow": "always",
    "remote.origin.url": "ext::{program}",
    "remote.origin.uploadpack": "{program}",
    "remote.origin.promisor": "true",
    "remote.origin.partialclonefilter": "blob:none",
    "extensions.partialClone": "origin",
    "submodule.recurse": "true",
    "core.attributesFile": "{folder}/attributes",
    "trace2.eventTarget": "{marker}",
}


@needs_git
def test_configuration_of_the_repository_runs_nothing(work_tree: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """All that a configuration can name a command for; a missing object is not fetched."""
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    marker = tmp_path / "marker"
    program = monitor(hostile, marker)
    (hostile / "post-index-change").write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    (hostile / "post-index-change").chmod(0o755)
    (hostile / "attributes").write_text("* filter=x diff=x merge=x\n")
    blob = git(work_tree, "rev-parse", "HEAD:content/good.md")
    (work_tree / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    included = tmp_path / "included"
    included.write_text("")
    for key, value in HOSTILE.items():
        git(
            hostile,
            "config",
            "--file",
            str(included),
            key,
            value.format(program=program, folder=hostile, marker=marker),
        )
    git(work_tree, "config", "core.repositoryFormatVersion", "1")
    git(work_tree, "config", "include.path", str(included))
    repository = _git.open_repository(str(work_tree))
    assert b"content/good.md" in repository.ls_files().paths
    assert repository.is_ignored("content/ignored.md")
    assert repository.rev_parse("HEAD") is not None
    assert list(repository.cat_files(["HEAD:content/broken.md", "HEAD:content/good.md"])) == [BROKEN.encode(), None]
    _git.merge_file(b"a\n", b"b\n", b"c\n")
    assert not marker.exists()


@needs_git
def test_extension_that_git_refuses(work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(work_tree, "config", "core.repositoryFormatVersion", "1")
    git(work_tree, "config", "extensions.unheardOf", "true")
    assert main(["check", "."]) == 1
    said = capsys.readouterr()
    assert said.err.count("git was not used") == 1
    assert "git ls-files failed with status 128; ignored files are checked as well" in said.err
    assert "content/ignored.md" in said.out


# -- which git ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["{work}/bin", ".", "bin", "", "{work}/content/../bin", "{link}"])
def test_git_of_the_work_tree_is_not_run(
    work_tree: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    marker = tmp_path / "marker"
    (work_tree / "bin").mkdir()
    (tmp_path / "link").symlink_to(work_tree / "bin")
    for folder in (work_tree, work_tree / "bin"):
        shutil.copy(monitor(folder, marker), folder / "git")
    real = shutil.which("git")
    path = entry.format(work=work_tree, link=tmp_path / "link")
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    for here in (work_tree, work_tree / "content"):
        monkeypatch.chdir(here)
        assert _git.find_git(str(work_tree)) == real
        names(".")
    monkeypatch.setenv("PATH", path)
    assert _git.find_git(str(work_tree)) is None
    assert not marker.exists()


@needs_git
def test_git_is_missing(
    work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", "content", "."]) == 1
    said = capsys.readouterr()
    assert said.err.count("git was not found") == 1, "it is said once"
    assert "content/ignored.md" in said.out


@needs_git
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 129", "status 129"),
        ("head -c 3000 /dev/zero", "answered with more than"),
        ("exec sleep 60", "did not answer within"),
    ],
)
def test_git_that_fails(
    work_tree: pathlib.Path,
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    reason: str,
) -> None:
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin" / "git"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(_git, "TIMEOUT_S", 0.2 if "sleep" in script else 60)
    monkeypatch.setattr(_git, "MAX_OUTPUT", 2000)
    assert main(["check", "."]) == 1
    said = capsys.readouterr()
    assert reason in said.out + said.err
    assert ("E601" in said.out) == ("sleep" in script), "the clock leaves no file out in silence"


# -- environment -------------------------------------------------------------------------------------------------------


@needs_git
def test_environment_of_a_hook(
    work_tree: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a hook is started with names a repository, and so may a stranger's; neither counts."""
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    expected = names(".")
    assert expected == [".gitignore", "content/broken.md", "content/good.md"]
    marker = tmp_path / "marker"
    for name, value in {
        "GIT_DIR": str(other / ".git"), "GIT_INDEX_FILE": str(other / "no-index"), "GIT_WORK_TREE": str(other), "GIT_PREFIX": "content/",
        "GIT_CEILING_DIRECTORIES": str(tmp_path), "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_EXEC_PATH": str(other), "GIT_TRACE": str(marker),
        "GIT_LITERAL_PATHSPECS": "0", "GIT_COMMON_DIR": str(other / ".git"), "GIT_NAMESPACE": "x", "GIT_SSH_COMMAND": f"touch {marker}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert names(".") == expected
    assert not marker.exists()


@needs_git
@pytest.mark.parametrize(
    "commit", [["commit", "-m", "x"], ["commit", "-a", "-m", "x"], ["commit", "-m", "x", "content/good.md"]]
)
def test_in_a_real_hook(work_tree: pathlib.Path, commit: list[str]) -> None:
    hook = work_tree / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m seedfmt check --isolated . > ../said 2>&1\n")
    hook.chmod(0o755)
    (work_tree / "content" / "good.md").write_text(GOOD.replace("A title", "A new title"))
    git(work_tree, "add", "content/good.md")
    with pytest.raises(subprocess.CalledProcessError):
        git(work_tree, *commit)
    said = (work_tree.parent / "said").read_text()
    assert "content/broken.md" in said
    assert "content/ignored.md" not in said
    assert "git was not used" not in said


# -- ownership ---------------------------------------------------------------------------------------------------------


@needs_git
@needs_root
@pytest.mark.parametrize("part", ["", ".git"])
def test_owner(
    work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    os.chown(work_tree / part, 4242, -1)
    git(work_tree, "config", "--file", str(work_tree / ".git" / "config"), "safe.directory", "*")  # does not count
    main(["check", "."])
    said = capsys.readouterr()
    assert "another user owns it, and safe.directory does not name it" in said.err
    assert "content/ignored.md" in said.out

    for name, value, is_trusted in (
        ("safe.directory", str(work_tree), True),
        ("safe.directory", "*", True),
        ("safe.directory", str(work_tree / "content"), False),
    ):
        git(work_tree, "config", "--global", name, value)
        main(["check", "."])
        said = capsys.readouterr()
        assert ("content/ignored.md" in said.out) != is_trusted, value
        git(work_tree, "config", "--global", "--unset-all", name)

    monkeypatch.setenv("SUDO_UID", "4242")
    main(["check", "."])
    assert "content/ignored.md" not in capsys.readouterr().out, "root by sudo may read what is the user's"


@needs_git
@needs_root
def test_git_before_the_test_of_ownership_is_not_trusted(
    work_tree: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(work_tree, 4242, -1)
    git(work_tree, "config", "--global", "safe.directory", "*")
    assert _git.open_repository(str(work_tree))
    monkeypatch.setattr(_git, "OWNERSHIP_TESTED", (99, 0, 0))
    with pytest.raises(_git.GitError, match="another user"):
        _git.open_repository(str(work_tree))


@pytest.mark.parametrize(
    ("output", "version"),
    [
        (b"git version 2.39.5\n", (2, 39, 5)),
        (b"git version 2.45.1.windows.1\n", (2, 45, 1)),
        (b"git version 2.39.3 (Apple Git-146)\n", (2, 39, 3)),
        (b"git version 2.46\n", (2, 46, 0)),
        (b"not git\n", (0, 0, 0)),
        (b"git version 99999999999999999999.1\n", (0, 0, 0)),
    ],
)
def test_versions(output: bytes, version: tuple[int, ...]) -> None:
    assert _git.parse_version(output) == version


# -- where .git leads --------------------------------------------------------------------------------------------------


@needs_git
def test_linked_work_tree(work_tree: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linked = tmp_path / "linked"
    git(work_tree, "worktree", "add", "-q", str(linked))
    (linked / "content" / "ignored.md").write_text(BROKEN)
    monkeypatch.chdir(linked)
    assert names(".") == [".gitignore", "content/broken.md", "content/good.md"]
    (work_tree / ".git" / "worktrees" / "linked" / "gitdir").write_text(f"{tmp_path}/elsewhere/.git\n")
    with pytest.raises(_git.GitError, match="does not lead back"):
        _git.open_repository(str(linked))


@pytest.fixture
def portal(work_tree: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A repository with a submodule, in which a file is ignored."""
    folder = tmp_path / "portal"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "submodule", "--quiet", "add", str(work_tree), "sub")
    git(folder, "commit", "-q", "-m", "sub")
    (folder / "sub" / "content" / "ignored.md").write_text(BROKEN)
    monkeypatch.chdir(folder)
    return folder


@needs_git
def test_submodule(portal: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the repository around it a submodule is walked; who stands in it asks its own repository."""
    everything = ["sub/.gitignore", "sub/content/broken.md", "sub/content/good.md", "sub/content/ignored.md"]
    assert names(".") == [".gitmodules", *everything]
    assert names("sub") == everything
    monkeypatch.chdir(portal / "sub")
    assert names(".") == [".gitignore", "content/broken.md", "content/good.md"]
    monkeypatch.chdir(portal / "sub" / "content")
    assert names(".") == ["broken.md", "good.md"]


LEADING = {
    "to a tracked folder": "gitdir: content/evil\n",
    "to itself": "gitdir: .\n",
    "to another repository": "gitdir: {other}/.git\n",
    "nowhere": "gitdir: /nowhere\n",
    "to no gitdir": "content/evil\n",
    "two lines": "gitdir: content/evil\ngitdir: content/evil\n",
    "nothing": "",
    "much": "gitdir: " + "a" * 100_000,
    "a nul": "gitdir: a\0b\n",
}


@needs_git
@pytest.mark.parametrize("line", LEADING.values(), ids=LEADING)
def test_git_file_that_leads_astray(
    tmp_path: pathlib.Path, work_tree: pathlib.Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """An archive that a stranger sent, with a .git file and the repository that it would like to have asked."""
    marker = tmp_path / "marker"
    unpacked = tmp_path / "unpacked"
    evil = unpacked / "content" / "evil"
    make_bare(evil, marker)
    (evil / "commondir").write_text(".\n")
    (evil / "gitdir").write_text(str(unpacked / ".git") + "\n")
    (unpacked / "broken.md").write_text(BROKEN)
    (unpacked / ".git").write_text(line.format(other=work_tree))
    monkeypatch.chdir(unpacked)
    with pytest.raises(_git.GitError):
        _git.open_repository(str(unpacked))
    assert "broken.md" in names(".")
    assert not marker.exists()


@needs_git
def test_git_that_is_a_link(work_tree: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (work_tree / ".git").rename(tmp_path / "moved")
    (work_tree / ".git").symlink_to(tmp_path / "moved")
    with pytest.raises(_git.GitError):
        _git.open_repository(str(work_tree))
    assert "content/ignored.md" in names(".")


# -- ordinary repositories ---------------------------------------------------------------------------------------------


@needs_git
def test_what_git_knows_is_listed(work_tree: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work_tree / "content" / "new.md").write_text(GOOD)
    (work_tree / "content" / "deleted.md").write_text(GOOD)
    git(work_tree, "add", "-A")
    (work_tree / "content" / "deleted.md").unlink()
    (work_tree / "content" / "[ab]*.md").write_text(GOOD)
    (work_tree / ":(top)").mkdir()
    (work_tree / ":(top)" / "x.md").write_text(GOOD)
    known = ["content/[ab]*.md", "content/broken.md", "content/good.md", "content/new.md"]
    assert names(".") == [".gitignore", ":(top)/x.md", *known]
    assert names("content") == known
    assert names("./content/") == [f"./{name}" for name in known]
    assert names(str(work_tree / "content")) == [str(work_tree / name) for name in known]
    assert names(":(top)") == [":(top)/x.md"], "names are no patterns"
    monkeypatch.chdir(work_tree / "content")
    assert names(".") == [name.removeprefix("content/") for name in known]
    assert names("..")[0] == "../.gitignore"
    monkeypatch.chdir("/")
    assert names(str(work_tree / "content")) == [str(work_tree / name) for name in known]


@needs_git
def test_ignored_folder_that_is_named(work_tree: pathlib.Path) -> None:
    (work_tree / ".gitignore").write_text("build/\n*.tmp.md\n")
    (work_tree / "build").mkdir()
    (work_tree / "build" / "x.md").write_text(BROKEN)
    assert "build/x.md" not in names(".")
    assert names("build") == ["build/x.md"]
    (work_tree / "kept").mkdir()
    (work_tree / "kept" / "x.tmp.md").write_text(BROKEN)
    assert names("kept") == [], "the folder is not ignored, its file is"


@needs_git
def test_names_that_nobody_would_choose(work_tree: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = [
        b"a\nb.md",
        b"\x1b[31m.md",
        b"\xff\xfe.md",
        "é\u202e.md".encode(),
        b"::error::x.md",
        b" .md",
        b"-x.md",
        b'"q".md',
    ]
    folder = os.fsencode(work_tree / "names")
    os.mkdir(folder)
    for name in hostile:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(BROKEN.encode())
    assert sorted(os.fsencode(name) for name in names("names")) == sorted(b"names/" + name for name in hostile)
    assert main(["check", "names"]) == 1
    said = capsys.readouterr()
    assert f"{len(hostile)} files checked" in said.err
    assert said.out.count("E206") == len(hostile)


@needs_git
def test_objects(work_tree: pathlib.Path) -> None:
    repository = _git.open_repository(str(work_tree))
    head = git(work_tree, "rev-parse", "HEAD")
    assert repository.rev_parse("HEAD") == head
    for name in ("nothing", "--git-dir", "", "a\0b", "HEAD:nothing", "-h"):
        assert repository.rev_parse(name) is None
    assert repository.cat_file("HEAD:content/good.md") == GOOD.encode()
    asked = ["HEAD:content/good.md", "HEAD:no", "a\nb", "", "x blob 3", f"{head} missing", "HEAD:content/broken.md"]
    assert list(repository.cat_files(asked)) == [GOOD.encode(), None, None, None, None, None, BROKEN.encode()]
    assert list(repository.cat_files([])) == []


@needs_git
def test_merge_file(tmp_path: pathlib.Path) -> None:
    assert _git.merge_file(b"a\nb\nX\n", b"a\nb\nc\n", b"Y\nb\nc\n") == (b"Y\nb\nX\n", 0)
    merged = _git.merge_file(b"X\n", b"b\n", b"Y\n", labels=("one\n>>", "base", "two"), marker_size=9, style="diff3")
    assert merged.conflicts == 1
    assert merged.content == b"<<<<<<<<< one\\n>>\nX\n||||||||| base\nb\n=========\nY\n>>>>>>>>> two\n"
    with pytest.raises(_git.GitError):
        _git.merge_file(b"\0\n", b"b\n", b"Y\0\n")


@needs_git
def test_fuzz_target_sees_the_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a listing that lets git discover the repository, the law of the fuzz target breaks."""
    from fuzz.targets import git as target

    def discover(folder: str, *_: object) -> _git.Listing:
        done = subprocess.run(
            ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True,
            check=False,
        )
        return _git.Listing([name for name in done.stdout.split(b"\0") if name], [])

    attacks = [b"\1\1" + seed for seed in target.seeds()[:2]] + [b"\0\0" + seed for seed in target.seeds()]
    for attack in attacks:
        target.check(attack)
    monkeypatch.setattr(_listing, "_ask_git", discover)
    with pytest.raises(AssertionError, match="a command was run"):
        target.check(attacks[0])


# -- the one place -----------------------------------------------------------------------------------------------------


STARTS = re.compile("system$|popen$|startfile$|exec|spawn|posix_spawn")


def starters(tree: ast.AST) -> Iterator[str]:
    """What starts programs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in ("subprocess", "pty", "asyncio.subprocess"))
        elif isinstance(node, ast.ImportFrom) and node.module in ("subprocess", "pty", "asyncio"):
            yield node.module
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "os" and STARTS.match(node.attr):
            yield f"os.{node.attr}"


def test_one_module_starts_programs() -> None:
    found = {
        str(path.relative_to(PACKAGE)): set(starters(ast.parse(path.read_text()))) for path in PACKAGE.rglob("*.py")
    }
    assert {name: used for name, used in found.items() if used} == {"_git.py": {"subprocess"}}
    assert set(starters(ast.parse("import subprocess, os\nos.system('')\nos.execv('', [])"))) == {
        "subprocess", "os.system", "os.execv",
    }  # fmt: skip
