"""Patterns of the configuration that match no file: mostly misspelled, and silent otherwise.

In: the paths that were named, the files found in them, a Config. Out: a line for each such pattern, with its place in
the configuration; none where only a part of the project was looked at. Never: opens a file but the configuration.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from seedfmt import _files
from seedfmt._cli.listing import list_files
from seedfmt._cli.output import with_code
from seedfmt._config import Config
from seedfmt._globs import expand, matches
from seedfmt._source import span_between
from seedfmt.errors import Code, FileError, SeedError

MAX_LINES = 20  # patterns that are reported one by one


def find_unmatched(paths: Iterable[str], files: list[str], config: Config) -> list[str]:
    """Return what to say of the patterns in ``schemas`` and ``exclude`` that match nothing."""
    paths = list(paths)
    if not config.path or not any(_holds(path, config.folder) for path in paths):
        return []
    schemas = _without_match([pattern for pattern, _ in config.schemas], files, config.folder)
    excluded = [glob for glob in config.exclude if not _is_there(glob, config.folder)]
    if excluded:
        every = [name for name, _ in list_files(paths, Config())]
        excluded = _without_match(excluded, every, config.folder)
    found = [("schemas", pattern) for pattern in schemas] + [("exclude", pattern) for pattern in excluded]
    lines = [with_code(_error(config.path, key, pattern)) for key, pattern in found[:MAX_LINES]]
    more = len(found) - len(lines)
    return [*lines, f"{config.path}: {more} more patterns match no file"] if more else lines


def _holds(path: str, folder: str) -> bool:
    real, top = os.path.realpath(folder), os.path.realpath(path)
    return os.path.isdir(path) and (real == top or real.startswith(os.path.join(top, "")))


def _without_match(patterns: list[str], files: list[str], folder: str) -> list[str]:
    """The patterns that match none of the files."""
    left = dict.fromkeys(patterns)
    for name in files:
        if not left:
            break
        relative = os.path.relpath(os.path.abspath(name), folder).replace(os.sep, "/")
        for pattern in [one for one in left if matches(one.removeprefix("!"), relative)]:
            del left[pattern]
    return list(left)


def _is_there(glob: str, folder: str) -> bool:
    """Is there a file or folder of just this name? Git may ignore it, so that it is not listed."""
    try:
        return any(
            os.path.lexists(os.path.join(folder, one.strip("/"))) for one in expand(glob.removeprefix("!")) if one
        )
    except ValueError:
        return False


def _error(path: str, key: str, pattern: str) -> FileError:
    """The message, at the pattern in the configuration."""
    message = f'the pattern "{pattern[:60]}" of {key} matches no file'
    try:
        source = _files.read_file(path)
    except SeedError:
        source = b""
    spelled = pattern.encode(errors="replace")
    start = source.find(spelled, max(source.find(key.encode()), 0))
    span = span_between(source, start, start + len(spelled)) if start >= 0 else None
    hint = "correct it, or remove it"
    return FileError(Code.CONFIG, message, hint=hint, span=span, path=os.path.relpath(path))
