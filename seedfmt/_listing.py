"""Which files a folder has, and which paths must not be opened, since a symbolic link leads out of the work tree.

In: paths. Out: the paths of files, in a list beside them what could not be listed, as FileErrors, and why git was not
asked. Never: opens a file but to see whether it is a seed file, follows a link out (SPEC R194, R216 to R218).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from seedfmt import _files
from seedfmt._escape import printable
from seedfmt.errors import Code, FileError

if TYPE_CHECKING:
    from seedfmt._git import Listing, Repository


class Problems(NamedTuple):
    """What a listing met beside files."""

    errors: list[FileError]  # what could not be listed, or leads out
    notes: list[str]  # why git was not asked, each once

    def add_note(self, note: str) -> None:
        """Add a note that is not there yet."""
        if note not in self.notes:
            self.notes.append(note)


def new_problems() -> Problems:
    """None yet."""
    return Problems([], [])


# -- links -------------------------------------------------------------------------------------------------------------


def require_inside_work_tree(path: str) -> bool:
    """Raise FileError where a path leads out of its work tree over a symbolic link; else, is its last part a link?

    A name that a hook or an action gives comes from a stranger, so a path that is named is tested as well. Without a
    work tree, a path that is named may lead anywhere.
    """
    try:
        folder = os.path.dirname(path) or "."
        is_link = os.path.islink(path)
        is_inside = _is_inside_work_tree(path, folder) if is_link else _is_folder_inside(folder, os.getcwd())
    except (OSError, ValueError):  # whoever opens it gets the error
        return False
    if not is_inside:
        raise leads_out(path)
    return is_link


def _is_inside_work_tree(path: str, folder: str) -> bool:
    """Does a path lead into the work tree that the folder before its last part is in by its name, if there is one?"""
    real = os.path.realpath(path)
    if real == os.path.abspath(path):  # there is no link
        return True
    from seedfmt._git import find_work_tree

    root = find_work_tree(folder)
    return root is None or _is_at_or_inside(real, os.path.realpath(root))


@lru_cache(4096)
def _is_folder_inside(folder: str, current: str) -> bool:
    """The same for a folder; ``current`` is the current directory, to which a relative one belongs."""
    return _is_inside_work_tree(folder, folder)


def forget_folders() -> None:
    """Look at all folders anew: a new command begins."""
    _is_folder_inside.cache_clear()
    _real_folder.cache_clear()


def leads_out(path: str) -> FileError:
    """The error for a path that leads out over a symbolic link."""
    message = "a symbolic link leads out of the work tree or folder"
    return FileError(Code.OUTSIDE, message, hint="replace it by a copy, or remove it", path=path)


def _is_at_or_inside(real: str, root: str) -> bool:
    """Is a path at or below a folder? Both are without links."""
    return real == root or real.startswith(os.path.join(root, ""))


def root_of(folder: str) -> str:
    """What links in a folder must not lead out of, without links itself: the work tree, or the folder."""
    from seedfmt import _git

    real = os.path.realpath(folder)
    work_tree = _git.find_work_tree(real)
    here = _git.find_work_tree(os.getcwd())
    if here and work_tree and _git.is_inside(work_tree, here):  # a repository within is content of the one around it
        work_tree = here
    return os.path.realpath(work_tree) if work_tree else real


# -- with git ----------------------------------------------------------------------------------------------------------


def list_folder(folder: str, problems: Problems) -> Iterator[str]:
    """The files in a folder: in a git work tree what is tracked or not ignored, else all; never in hidden folders."""
    root = root_of(folder)
    found = _ask_git(folder, root, problems)
    if found is None:
        for path in walk_folder(folder, root, problems):
            yield path.removeprefix(f".{os.sep}")
        return
    for raw in found.closed:
        name = os.fsdecode(raw).rstrip("/")
        if not _is_hidden(name.split("/")):
            problems.errors.append(_unlistable(_join(folder, name)))
    for raw in found.paths:
        yield from _resolve(folder, os.fsdecode(raw), root, problems)


def _ask_git(folder: str, root: str, problems: Problems) -> Listing | None:
    """What git lists in a folder, relative to it; None where the folder is to be walked."""
    from seedfmt import _git

    real = os.path.realpath(folder)
    if _git.find_work_tree(real) != root:  # no repository, or one within another, which is not asked
        return None
    inner = "" if real == root else os.path.relpath(real, root).replace(os.sep, "/")
    try:
        return _list_tracked(_git.open_repository(root), inner)
    except _git.GitTimeoutError as error:
        problems.errors.append(FileError(Code.FILE, str(error), hint="try again", path=folder))
        return _git.Listing([], [])
    except _git.GitError as error:
        problems.add_note(f"git was not used for {printable(root)}: {error}; ignored files are checked as well")
        return None


def _list_tracked(repository: Repository, inner: str) -> Listing | None:
    """What git lists in a folder of a work tree; None for a submodule, and for a folder that git ignores: it was named.

    Raises GitError.
    """
    from seedfmt._git import Listing

    found = repository.ls_files(inner)
    if not inner:
        return found
    prefix = os.fsencode(inner)
    if found.paths in ([prefix], [prefix + b"/"]) or (not found.paths and repository.is_ignored(inner)):
        return None
    start = len(prefix) + 1
    return Listing([raw[start:] for raw in found.paths], [raw[start:] for raw in found.closed])


def _resolve(folder: str, name: str, root: str, problems: Problems) -> Iterator[str]:
    """The file that git lists, or the files where it is a repository within."""
    parts = name.rstrip("/").split("/")
    if _is_hidden(parts[:-1]) or parts[-1].startswith(_files.TEMPORARY):
        return
    path = _join(folder, name.rstrip("/"))
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):  # deleted, and git does not know yet
        return
    except (OSError, ValueError) as error:
        problems.errors.append(_unreadable(path, error))
        return
    if not _is_at_or_inside(_real_folder(os.path.dirname(path) or ".", os.getcwd()), root):
        problems.errors.append(leads_out(path))
    elif stat.S_ISLNK(mode):
        if _is_followed(path, root, problems):
            yield path
    elif stat.S_ISDIR(mode) and not _is_hidden(parts):
        yield from walk_folder(path, root, problems)
    elif stat.S_ISREG(mode):
        yield path


@lru_cache(4096)
def _real_folder(folder: str, current: str) -> str:
    return os.path.realpath(folder)


def _join(folder: str, name: str) -> str:
    return name if folder in (".", "./") else os.path.join(folder, name)


def _is_hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") for part in parts)


# -- without git -------------------------------------------------------------------------------------------------------


def find_files(paths: Iterable[str], problems: Problems | None = None) -> Iterator[tuple[str, bool]]:
    """The files that paths mean: a file itself, a folder the seed files in it; and whether it was named itself."""
    problems = problems or new_problems()
    for path in paths:
        if not os.path.isdir(path):
            yield path, True
            continue
        for found in _walk_seeds(path, root_of(path), problems):
            yield found, False


def find_all(folder: str, problems: Problems) -> Iterator[tuple[str, bool]]:
    """All files in a folder but ".git", and whether each is to be read: what is or may be meant as a seed file is.

    So are links to folders, so that whoever reads them gets the error.
    """
    for path in walk_folder(folder, root_of(folder), problems, hidden=True):
        yield path, os.path.isdir(path) or _files.may_be_seed(path)


def _walk_seeds(folder: str, root: str, problems: Problems) -> Iterator[str]:
    return filter(_files.is_seed, walk_folder(folder, root, problems))


def walk_folder(folder: str, root: str, problems: Problems, *, hidden: bool = False) -> Iterator[str]:
    """The paths of the files and links in a folder, those of each folder before those of the folders in it.

    Hidden folders are passed over, with ``hidden`` only ".git". Links to folders are not followed; with ``hidden`` they
    are listed. What leads out of ``root``, and what cannot be listed, goes to ``problems``.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        folders: list[str] = []
        for name, is_folder, is_link in _scan(here, problems):
            path = os.path.join(here, name)
            if name == ".git":
                continue
            if is_link:
                if _is_followed(path, root, problems, folders=hidden):
                    yield path
            elif is_folder:
                if hidden or not name.startswith("."):
                    folders.append(path)
            elif not name.startswith(_files.TEMPORARY):  # what a killed process left
                yield path
        waiting += reversed(folders)


def _scan(folder: str, problems: Problems) -> list[tuple[str, bool, bool]]:
    """The names in a folder, in order, and whether each is a folder, and a link."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.is_dir(follow_symlinks=False), _is_link(entry)) for entry in entries]
    except (OSError, ValueError) as error:
        problems.errors.append(_unlistable(folder, error))
        return []
    return sorted(found)


def _is_link(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())  # a junction is the link of Windows


def _is_followed(path: str, root: str, problems: Problems, *, folders: bool = False) -> bool:
    """Is a link one that is listed? One that leads out is a problem; one to a folder is listed only on request."""
    try:
        if not _is_at_or_inside(os.path.realpath(path), root):
            problems.errors.append(leads_out(path))
            return False
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return True  # whoever reads it gets the error
    except (OSError, ValueError):
        return True
    return stat.S_ISREG(mode) or folders


def _unlistable(folder: str, error: Exception | None = None) -> FileError:
    reason = str(getattr(error, "strerror", None) or error or "permission denied").lower()
    message = f"the folder cannot be listed: {reason}"
    return FileError(Code.FILE, message, hint="check the permissions, or exclude it", path=folder)


def _unreadable(path: str, error: Exception) -> FileError:
    reason = str(getattr(error, "strerror", None) or error).lower()
    return FileError(Code.FILE, f"cannot be read: {reason}", hint="check the permissions, or exclude it", path=path)
