"""Which files a command is about: those named, and those that a folder has and the configuration does not exclude.

In: paths, a Config. Out: names, each with whether it was named itself. Never: reads a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from seedfmt import _listing
from seedfmt._config import Config
from seedfmt._listing import Problems
from seedfmt.errors import FileError

Listed = tuple[str, bool]


def list_files(
    paths: Iterable[str], config: Config, problems: Problems | None = None, *, force: bool = False
) -> list[Listed]:
    """The files that paths mean, each once. Excluded are those in folders; with ``force``, those named as well.

    What cannot be listed or leads out of its work tree goes to ``problems``, unless it is excluded.
    """
    _listing.forget_folders()
    found: dict[str, Listed] = {}
    met = _listing.new_problems()
    paths = list(paths)
    for path in paths:
        if not os.path.isdir(path):
            if not (force and config.is_excluded(path)):
                key = _real(path, paths)
                found[key] = found.get(key, (path, True))[0], True
            continue
        for name in _list_folder(path, met):
            if not config.is_excluded(name):
                found.setdefault(_real(name, paths), (name, False))
    if problems:
        problems.errors.extend(error for error in met.errors if not config.is_excluded(str(error.path)))
        problems.notes.extend(met.notes)
    return list(found.values())


def _list_folder(folder: str, problems: Problems) -> Iterable[str]:
    """The files in a folder, none where its own name leads out over a link."""
    try:
        _listing.require_inside_work_tree(folder)
    except FileError as error:
        problems.errors.append(error)
        return ()
    return _listing.list_folder(folder, problems)


def _real(name: str, paths: list[str]) -> str:
    """What the same file has under all its names; to find it costs time, and one path names no file twice."""
    return os.path.realpath(name) if len(paths) > 1 else name
