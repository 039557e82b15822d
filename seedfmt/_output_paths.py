"""Where a file may be written whose path came as data: below one folder, under a name that means the same everywhere.

In: a folder, a path with "/" between its parts. Out: the path to write, or a FileError. The rules are those of every
platform at once, so that the same lines make the same files, or none. Never: writes.
"""

from __future__ import annotations

import os

from seedfmt._escape import is_hostile
from seedfmt.errors import Code, FileError

_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
    + [f"{name}{digit}" for name in ("COM", "LPT") for digit in "0123456789\xb9\xb2\xb3"]
)
_SHORT_NAME = 8  # characters of a short name that Windows makes, such as GITHUB~1 for .github, without its suffix


def require_inside(folder: str, path: str, *, allow_hidden: bool = False) -> str:
    """The path of a file in ``folder``. Raises FileError for a path that leaves the folder, that is hidden or that some
    platform takes for something else; ``allow_hidden`` allows parts that begin with a period, but never ".git"."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or path.endswith("/") or not parts or ".." in parts or "\0" in path or "\\" in path:
        raise _refused("is no plain name of a file below the folder", path)
    for part in parts:
        _require_portable(part, path)
        _require_visible(part, path, allow_hidden)
    found = folder
    for part in parts:
        found = os.path.join(found, part)
        if os.path.islink(found):
            raise _refused("leads over a symbolic link", path)
    return found


def _require_portable(part: str, path: str) -> None:
    """Raise FileError where Windows takes the part for a drive, a stream, a device or another name."""
    if ":" in part:
        raise _refused('has a ":", a drive or a stream on Windows', path)
    if part.rstrip(". ") != part:
        raise _refused("has a part that ends in a period or a space, which Windows drops", path)
    stem, _, _ = part.partition(".")
    if stem.rstrip(" ").upper() in _DEVICES:
        raise _refused(f'has a part "{stem.rstrip(" ")}", a device on Windows', path)
    if len(stem) <= _SHORT_NAME and stem.rstrip("0123456789").endswith("~") and not stem.endswith("~"):
        raise _refused(f'has a part "{part}", a short name for another file on Windows', path)


def _require_visible(part: str, path: str, allow_hidden: bool) -> None:
    """Raise FileError for a hidden part, and always for the repository of git; macOS ignores invisible characters."""
    seen = "".join(char for char in part if not is_hostile(ord(char)))
    if seen.lower() == ".git":
        raise _refused("leads into the repository of git", path)
    if seen.startswith(".") and not (allow_hidden and seen == part):
        raise _refused("has a hidden part", path, "name no part that begins with a period; --allow-hidden allows it")


def _refused(
    reason: str, path: str, hint: str = "write it with / between the names, without .. and links"
) -> FileError:
    return FileError(Code.FILE, f"the path {reason}; nothing was written for it", hint=hint, path=path)
