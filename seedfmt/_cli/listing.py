"""Which files a command is about: those named, and of folders what git knows, or what is there.

In: paths, a Config. Out: names, each with whether it was named itself. Never: reads a file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from seedfmt import _files
from seedfmt._config import Config

Listed = tuple[str, bool]


def list_files(paths: Iterable[str], config: Config, *, force: bool = False) -> list[Listed]:
    """The files that paths mean, each once. Excluded are those in folders; with ``force``, those named as well."""
    found: dict[str, Listed] = {}
    paths = list(paths)
    for path in paths:
        if not os.path.isdir(path):
            if not (force and config.is_excluded(path)):
                key = _real(path, paths)
                found[key] = found.get(key, (path, True))[0], True
            continue
        for name in list_folder(path):
            if not config.is_excluded(name):
                found.setdefault(_real(name, paths), (name, False))
    return list(found.values())


def _real(name: str, paths: list[str]) -> str:
    """What the same file has under all its names; to find it costs time, and one path names no file twice."""
    return os.path.realpath(name) if len(paths) > 1 else name


def list_folder(folder: str) -> Iterator[str]:
    """The files in a folder: in a git work tree what is tracked or not ignored, else all; never in hidden folders."""
    names = _ask_git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if names is None or (not names and _ask_git(folder, "check-ignore", "-q", ".") is not None):
        for name, _ in _files.find_files([folder]):
            yield name.removeprefix(f".{os.sep}")
        return
    for raw in sorted(set(names.split(b"\0"))):
        inner = os.fsdecode(raw)
        if not inner or any(part.startswith(".") for part in inner.split("/")[:-1]):
            continue
        name = inner if folder in (".", "./") else os.path.join(folder, inner)
        try:
            mode = os.stat(name).st_mode
        except OSError:
            if os.path.lexists(name):  # a broken link: whoever reads it gets the error
                yield name
            continue
        if stat.S_ISDIR(mode) and not os.path.islink(name):  # a repository within
            yield from list_folder(name.rstrip("/"))
        elif stat.S_ISREG(mode):
            yield name


def _ask_git(folder: str, *arguments: str) -> bytes | None:
    """What git answers, None where it fails or is not there."""
    import subprocess

    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
