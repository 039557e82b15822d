"""A work tree with folders that look like repositories, and with ignore files and links: no command in it is run,
nothing outside is listed, and every broken seed file is listed unless the repository of the root ignores it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile

from seedfmt import _git
from seedfmt._cli.listing import list_files
from seedfmt._config import Config
from seedfmt._listing import new_problems

HEADER = 2
FOLDERS = ["content", "content/a", "content/a/b", "content/objects", "content/refs/heads", "content/a b", "info", "x/y"]
NAMES = [
    "HEAD", "config", "objects/keep", "refs/keep", "info/exclude", "commondir", "gitdir", "index", "config.worktree",
    ".gitignore",
]  # fmt: skip
NESTED = [
    *NAMES, ".git/HEAD", ".git/config", ".git/objects/keep", ".git/refs/keep", ".git/info/exclude",
    ".git/commondir", ".git",
]  # fmt: skip
TARGETS = [
    "{outside}/secret.md", "../secret.md", "{outside}", ".", "..", "content", "/dev/null", "loop", "broken.md", ".git",
]  # fmt: skip
CONTENTS = [
    "ref: refs/heads/main\n",
    '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = "{program}"\n',
    '[core]\n\tbare = true\n\thooksPath = "{outside}"\n\tfsmonitor = "{program}"\n\tsshCommand = "{program}"\n',
    '[include]\n\tpath = config\n[alias]\n\tls-files = "!{program}"\n[pager]\n\tls-files = {program}\n',
    '[extensions]\n\tpartialClone = x\n[remote "x"]\n\tpromisor = true\n\turl = "ext::{program}"\n',
    "*\n",
    "*.md\n!broken.md\n",
    "/content/\n",
    "gitdir: .\n",
    "gitdir: ../content\n",
    "gitdir: {outside}\n",
    ".\n",
    "..\n",
    "",
]
BROKEN = "---\na: [\n---\n"


def absent() -> str:
    """Why this target cannot run here."""
    return "" if shutil.which("git") else "git is not installed"


def seeds() -> list[bytes]:
    """Choices: three bytes each for a file, its folder and its content."""
    bare = bytes(byte for name in range(5) for byte in (0, name, (0, 1, 5, 5, 5)[name]))
    nested = bytes(byte for name in range(10, 15) for byte in (1, name, (0, 1, 13, 13, 5)[name - 10]))
    return [bare, nested, bare + nested, bytes([200, 0, 0, 210, 1, 2]), bytes([1, 16, 9]), bytes([1, 16, 10])]


def check(data: bytes) -> None:
    """Build the work tree that the data choose, list it from the place that the header chooses."""
    header, choices = data[:HEADER].ljust(HEADER, b"\0"), data[HEADER : HEADER + 60]
    with tempfile.TemporaryDirectory() as folder:
        top, outside = os.path.join(os.path.realpath(folder), "work"), os.path.join(os.path.realpath(folder), "outside")
        marker = build(top, outside, choices)
        here = [".", "content", "content/objects"][header[0] % 3]
        before = os.getcwd()
        os.chdir(os.path.join(top, here))
        try:
            problems = new_problems()
            paths = [[top], ["."], [os.path.join(top, "content")], [".", top]][header[1] % 4]
            listed = {os.path.realpath(name) for name, _ in list_files(paths, Config(), problems)}
        finally:
            os.chdir(before)
        assert not os.path.exists(marker), "a command was run"
        assert not any(name.startswith(outside) for name in listed), listed
        roots = [os.path.join(top, here) if path == "." else path for path in paths]
        require_listed(top, roots, listed | {str(error.path) for error in problems.errors})


def build(top: str, outside: str, choices: bytes) -> str:
    """Make the work tree; the path of what a command would leave."""
    marker, program = os.path.join(outside, "marker"), os.path.join(outside, "run")
    os.makedirs(outside)
    write(program, f"#!/bin/sh\ntouch '{marker}'\nexit 1\n")
    os.chmod(program, 0o755)
    write(os.path.join(outside, "secret.md"), BROKEN)
    for name in FOLDERS:
        write(os.path.join(top, name, "broken.md"), BROKEN)
    subprocess.run(["git", "init", "-q", top], check=True, env={"PATH": os.environ["PATH"], "HOME": outside})
    for where, what, how in zip(*[iter(choices)] * 3, strict=False):
        place = os.path.join(top, FOLDERS[where % len(FOLDERS)])
        if where >= 192:
            target = TARGETS[how % len(TARGETS)].format(outside=outside)
            with contextlib.suppress(OSError):
                os.symlink(target, os.path.join(place, ["leak.md", "link", "loop"][what % 3]))
        else:
            path = os.path.join(place, NESTED[what % len(NESTED)])
            write(path, CONTENTS[how % len(CONTENTS)].format(program=program, outside=outside))
    return marker


def write(path: str, content: str) -> None:
    """Write a file, unless something else is in its place."""
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(content)


def require_listed(top: str, roots: list[str], listed: set[str]) -> None:
    """Every broken file below the roots is listed, or ignored by the repository of the root."""
    repository = _git.open_repository(top)
    for name in FOLDERS:
        path = os.path.join(top, name, "broken.md")
        if path not in listed and any(path.startswith(os.path.join(os.path.normpath(root), "")) for root in roots):
            assert repository.is_ignored(os.path.relpath(path, top)), f"{path} is not listed"
