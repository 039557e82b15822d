"""The only module that starts git, and the only one that finds a repository.

In: paths, names of objects, bytes to merge. Out: what git answers, or a GitError that says why there is no answer.
Never: lets git discover a repository, run a hook, a file system monitor, a filter or a pager, fetch, write to the
repository, or read one that belongs to another user (SPEC R220 to R224).

The configuration of a repository may come from a stranger. Settings that name a command are switched off, and only
commands of git are used that reach none of the others: ``ls-files`` without ``--modified``, ``check-ignore``,
``cat-file`` without ``--filters`` and ``--textconv``, ``rev-parse``, and ``merge-file`` outside of any repository.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, NamedTuple

from seedfmt._escape import printable

if TYPE_CHECKING:
    import subprocess

MAX_OUTPUT = 1 << 28  # bytes of one answer
MAX_LINK = 1 << 13  # bytes of a .git file
MAX_WARNINGS = 1 << 20
TIMEOUT_S = 300  # an answer that takes longer is an error, so that the clock never decides what is checked
OWNERSHIP_TESTED = (2, 35, 2)  # the first git that tests who owns a repository
CONFIGURATION = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sshCommand": "false",
    "core.pager": "cat",
    "core.askPass": "",
    "credential.helper": "",
    "diff.external": "",
    "fetch.bundleURI": "",
    "protocol.allow": "never",
    "protocol.ext.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # outranks every protocol.NAME.allow of a configuration
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "NoDefaultCurrentDirectoryInExePath": "1",  # Windows: programs of the current directory are not found by name
}


_CLOSED = re.compile(rb"(?m)^warning: could not open directory '(.*)': [^']*$")


class GitError(Exception):
    """Git was not asked or did not answer; the message says why, in half a sentence."""


class GitTimeoutError(GitError):
    """Git took longer than TIMEOUT_S."""


class Merged(NamedTuple):
    """What ``git merge-file`` made of three versions."""

    content: bytes
    conflicts: int


class Listing(NamedTuple):
    """What ``git ls-files`` found, relative to the work tree; ``closed`` are folders that it could not list."""

    paths: list[bytes]
    closed: list[bytes]


class Repository(NamedTuple):
    """A repository that may be asked: it belongs to the user, and its ``.git`` leads where git itself would put it."""

    work_tree: str  # absolute, without symbolic links
    git_dir: str
    common_dir: str  # of a linked work tree that of the main one, else git_dir

    def ls_files(self, folder: str = "") -> Listing:
        """All files in a folder that are tracked, or neither tracked nor ignored; the folder relative to the work tree.

        A repository within is one entry, with or without "/" at its end.
        """
        import tempfile

        options = ["-z", "--cached", "--others", "--exclude-standard", "--no-recurse-submodules"]
        with tempfile.TemporaryFile() as said:
            paths = [folder] if folder else []
            status, output = self._run("--literal-pathspecs", "ls-files", *options, "--", *paths, stderr=said)
            said.seek(0)
            closed = _CLOSED.findall(said.read(MAX_WARNINGS))
        if status:
            raise GitError(f"git ls-files failed with status {status}")
        return Listing(sorted(set(output.split(b"\0")) - {b""}), closed)

    def is_ignored(self, path: str) -> bool:
        """Does the repository ignore a path, which is relative to the work tree?"""
        status, _ = self._run("check-ignore", "--quiet", "--", f"./{path}")  # ":" at the start would be magic
        if status > 1:
            raise GitError(f"git check-ignore failed with status {status}")
        return status == 0

    def rev_parse(self, name: str) -> str | None:
        """The identifier of the object that a name means, None where there is none."""
        if name.startswith("-") or "\0" in name:
            return None
        status, output = self._run("rev-parse", "--verify", "--quiet", name)
        return output.decode("ascii").strip() if status == 0 else None

    def cat_file(self, name: str) -> bytes | None:
        """The content of the object that a name means, such as ``HEAD:_news/a.md``; None where there is none."""
        return next(self.cat_files([name]))

    def cat_files(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The content of each object, in one process; None where there is none. Raises GitError."""
        names = list(names)
        asked = [name for name in names if name and not any(sign in name for sign in "\0\n\r")]
        answers = iter(self._cat_batch(asked)) if asked else iter(())
        usable = set(asked)
        for name in names:
            yield next(answers) if name in usable else None

    def _cat_batch(self, names: list[str]) -> list[bytes | None]:
        import tempfile

        with tempfile.TemporaryFile() as questions:
            questions.write(b"".join(os.fsencode(name) + b"\n" for name in names))
            questions.seek(0)
            status, output = self._run("cat-file", "--batch", "--buffer", stdin=questions)
        if status:
            raise GitError(f"git cat-file failed with status {status}")
        found = list(_parse_batch(output))
        if len(found) != len(names):
            raise GitError("git cat-file gave an answer that cannot be read")
        return found

    def _run(
        self, *arguments: str, stdin: IO[bytes] | None = None, stderr: IO[bytes] | None = None
    ) -> tuple[int, bytes]:
        places = [f"--git-dir={self.git_dir}", f"--work-tree={self.work_tree}"]
        return _run([*places, *arguments], self.work_tree, stdin=stdin, stderr=stderr)


def _parse_batch(output: bytes) -> Iterator[bytes | None]:
    """The objects in the output of ``git cat-file --batch``: "ID TYPE SIZE", a line end, the content, a line end."""
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        words = output[at:end].rsplit(b" ", 2)
        at = end + 1
        if len(words) == 3 and words[1] in (b"blob", b"tree", b"commit", b"tag") and words[2].isdigit():
            size = int(words[2])
            yield output[at : at + size]
            at += size + 1
        else:
            yield None


def merge_file(
    ours: bytes,
    base: bytes,
    theirs: bytes,
    *,
    labels: tuple[str, str, str] = ("ours", "base", "theirs"),
    marker_size: int = 7,
    style: str = "",
) -> Merged:
    """Merge three versions line by line, as git does, outside of any repository. Raises GitError.

    ``style`` is "", "diff3" or "zdiff3".
    """
    import tempfile

    options = ["-p", "-q", f"--marker-size={marker_size}", *([f"--{style}"] if style in ("diff3", "zdiff3") else [])]
    for label in labels:
        options += ["-L", printable(label)]
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("ours", "base", "theirs")]
        for path, content in zip(paths, (ours, base, theirs), strict=True):
            with open(path, "wb") as file:
                file.write(content)
        status, output = _run([f"--git-dir={os.devnull}", "merge-file", *options, *paths], folder)
    if not 0 <= status < 128:
        raise GitError(f"git merge-file failed with status {status}")
    return Merged(output, status)


# -- starting git ------------------------------------------------------------------------------------------------------


def find_git(*forbidden: str) -> str | None:
    """The absolute path of git, from PATH, or None.

    A stranger may have put a program into a folder that is checked: relative entries of PATH, and programs in the
    current directory or one of the ``forbidden`` folders, are passed over.
    """
    name = "git.exe" if os.name == "nt" else "git"
    closed = [folder for folder in (os.getcwd(), *forbidden) if os.path.dirname(folder) != folder]
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(entry, name)
        is_program = os.path.isabs(entry) and os.path.isfile(path) and os.access(path, os.X_OK)
        if is_program and not any(is_inside(path, folder) for folder in closed):
            return path
    return None


def is_inside(path: str, folder: str) -> bool:
    """Is a path below a folder, by its name or over symbolic links?"""
    top = os.path.join(os.path.realpath(folder), "")
    return os.path.realpath(path).startswith(top) or os.path.abspath(path).startswith(os.path.join(folder, ""))


def _run(
    arguments: list[str],
    folder: str,
    *,
    stdin: IO[bytes] | None = None,
    stderr: IO[bytes] | None = None,
    variables: dict[str, str] | None = None,
) -> tuple[int, bytes]:
    """Status and standard output of git, started in a folder. Raises GitError."""
    import subprocess

    git = find_git(folder)
    if git is None:
        raise GitError("git was not found")
    settings = [part for name, value in CONFIGURATION.items() for part in ("-c", f"{name}={value}")]
    try:
        process = subprocess.Popen(
            [git, "--no-pager", *settings, *arguments],
            cwd=folder,
            env=_environment() | (variables or {}),
            stdin=stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr or subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise GitError("git could not be started") from error
    return _read_answer(process)


def _read_answer(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Status and standard output of a process, which is ended where it takes too long or says too much."""
    import threading

    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(TIMEOUT_S, end)
    timer.daemon = True
    timer.start()
    with process:
        try:
            assert process.stdout is not None
            output = process.stdout.read(MAX_OUTPUT + 1)
            if len(output) > MAX_OUTPUT:
                raise GitError(f"git answered with more than {MAX_OUTPUT >> 20} MiB")
            status = process.wait()
        finally:
            timer.cancel()
            process.kill()
    if late.is_set():
        raise GitTimeoutError(f"git did not answer within {TIMEOUT_S} seconds")
    return status, output


def _environment() -> dict[str, str]:
    """The environment of git: without what names a repository, an index or a program to run.

    A hook is started with GIT_DIR and GIT_INDEX_FILE, which belong to another command; the repository is the one that
    was found. What names the configuration of the user and the machine stays.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _is_config(name)}
    return kept | ENVIRONMENT


def _is_config(name: str) -> bool:
    return name.startswith("GIT_CONFIG_")


# -- finding a repository ----------------------------------------------------------------------------------------------


def find_work_tree(folder: str) -> str | None:
    """The closest folder at or above a folder that has a ``.git``, as its path is written; None where none has.

    Folders that are symbolic links are passed over: who follows a link does not come into another work tree. That a
    folder looks like a bare repository means nothing.
    """
    here = os.path.abspath(folder)
    while True:
        if _has_git(here) and not os.path.islink(here):
            return here
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def _has_git(folder: str) -> bool:
    path = os.path.join(folder, ".git")
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(mode):  # an empty one is none, to git as well
        return os.path.lexists(os.path.join(path, "HEAD"))
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def open_repository(work_tree: str) -> Repository:
    """The repository of a folder that has a ``.git``. Raises GitError where it must not be asked."""
    top = os.path.realpath(work_tree)
    path = os.path.join(top, ".git")
    try:
        mode = os.lstat(path).st_mode
        git_dir = path if stat.S_ISDIR(mode) else _follow(path, top, mode)
        common = _common_dir(git_dir)
    except (OSError, ValueError) as error:
        raise GitError("its .git cannot be read") from error
    if not all(os.path.isdir(os.path.join(common, name)) for name in ("objects", "refs")):
        raise GitError("its .git is not a repository")
    found = Repository(top, git_dir, common)
    _require_ownership(found, path)
    return found


def _follow(path: str, top: str, mode: int) -> str:
    """Where a ``.git`` file leads: that of a linked work tree, or of a submodule. Raises GitError for any other."""
    line = _read_line(path) if stat.S_ISREG(mode) else ""
    if not line.startswith("gitdir: "):
        raise GitError("its .git is neither a directory nor a file that git wrote")
    target = os.path.realpath(os.path.join(top, line.removeprefix("gitdir: ")))
    if is_inside(target, top) or target == top:
        raise GitError("its .git leads into its own files")
    if not (_is_linked_work_tree(target, path) or _is_submodule(target, top)):
        raise GitError("its .git leads to a repository that does not lead back")
    return target


def _is_linked_work_tree(git_dir: str, path: str) -> bool:
    """Is this the directory of a work tree that ``git worktree add`` made for the ``.git`` file at a path?"""
    try:
        back = os.path.join(git_dir, _read_line(os.path.join(git_dir, "gitdir")))
        common = _common_dir(git_dir)
    except (OSError, ValueError):
        return False
    is_registered = os.path.dirname(git_dir) == os.path.join(common, "worktrees")
    return is_registered and os.path.realpath(back) == os.path.realpath(path)


def _is_submodule(git_dir: str, top: str) -> bool:
    """Is this directory among the modules of the repository around a work tree?"""
    around = find_work_tree(os.path.dirname(top))
    if around is None:
        return False
    try:
        above = open_repository(around)
    except GitError:
        return False
    return any(is_inside(git_dir, os.path.join(place, "modules")) for place in (above.git_dir, above.common_dir))


def _common_dir(git_dir: str) -> str:
    path = os.path.join(git_dir, "commondir")
    if not os.path.lexists(path):
        return git_dir
    return os.path.realpath(os.path.join(git_dir, _read_line(path)))


def _read_line(path: str) -> str:
    """The only line of a small regular file."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("not a regular file")
        line = os.read(descriptor, MAX_LINK + 1).rstrip(b"\r\n")
    finally:
        os.close(descriptor)
    if not line or len(line) > MAX_LINK or b"\n" in line or b"\0" in line:
        raise ValueError("not one line")
    return os.fsdecode(line)


# -- ownership ---------------------------------------------------------------------------------------------------------


def _require_ownership(repository: Repository, path: str) -> None:
    """Raise GitError where another user owns the repository and no configuration of this one's trusts it.

    Git makes this test only where it discovers a repository itself.
    """
    places = {repository.work_tree, path, repository.git_dir, repository.common_dir}
    if hasattr(os, "geteuid") and all(os.lstat(place).st_uid == os.geteuid() for place in places):
        return
    if not _git_trusts(repository):
        raise GitError("another user owns it, and safe.directory does not name it")


def _git_trusts(repository: Repository) -> bool:
    """Does git itself, which knows SUDO_UID, safe.directory and Windows, accept the owner of a repository?

    It looks in the work tree and not above; ``rev-parse`` runs nothing, and reads safe.directory from the configuration
    of the user and the machine alone.
    """
    top = repository.work_tree
    status, output = _run(["version"], top)
    if status or parse_version(output) < OWNERSHIP_TESTED:
        return False
    ceiling = {"GIT_CEILING_DIRECTORIES": os.path.dirname(top)}
    status, output = _run(["rev-parse", "--absolute-git-dir"], top, variables=ceiling)
    return status == 0 and os.path.realpath(os.fsdecode(output.rstrip(b"\r\n"))) == os.path.realpath(repository.git_dir)


def parse_version(output: bytes) -> tuple[int, ...]:
    """The first three numbers in the output of ``git version``."""
    found = re.match(rb"git version (\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?", output)
    return tuple(int(number or 0) for number in found.groups()) if found else (0, 0, 0)
