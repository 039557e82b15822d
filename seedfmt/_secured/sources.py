"""Where keys come from: a file that nobody else can read, a descriptor, the environment (SPEC R134).

In: the name of a source. Out: its bytes; SecretKeyError otherwise. Never: takes a key from the command line, says what
it read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import NoReturn

from seedfmt.errors import Code, SecretKeyError

LARGEST = 1 << 20  # bytes of a key set
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_secret(path: str) -> bytes:
    """The bytes of a key file. Raises SecretKeyError unless it is a regular file, our own, closed to all others."""
    return _read_file(path, require_private)


def read_open(path: str) -> bytes:
    """The bytes of a file without secrets. Raises SecretKeyError."""
    return _read_file(path, _require_regular)


def read_descriptor(descriptor: int) -> bytes:
    """What a descriptor that the caller has opened holds. Raises SecretKeyError."""
    return _read(descriptor, None)


def read_environment(name: str) -> bytes:
    """The value of an environment variable. Raises SecretKeyError where it is not set."""
    value = os.environ.get(name)
    if value is None:
        _fail("the environment variable for the key is not set", "set it, or name another", None)
    return os.fsencode(value)


def require_private(found: os.stat_result, path: str) -> None:
    """Raise SecretKeyError unless this is a regular file of our own that nobody else can open."""
    _require_regular(found, path)
    if not hasattr(os, "geteuid"):  # a system without owners and modes
        return
    if found.st_uid != os.geteuid():
        _fail("the key file belongs to somebody else", "make a copy of your own", path)
    if found.st_mode & 0o077:
        _fail("the key file is open to others", "take the rights away: chmod 600", path)


def _require_regular(found: os.stat_result, path: str) -> None:
    if not stat.S_ISREG(found.st_mode):
        _fail("the key file is no regular file", "name a file, or give a pipe by --key-fd", path)


def _read_file(path: str, require: Callable[[os.stat_result, str], None]) -> bytes:
    """The bytes of a file, once what was opened, and not what the name says now, has passed."""
    descriptor = _open(path)
    try:
        require(os.fstat(descriptor), path)
        return _read(descriptor, path)
    finally:
        os.close(descriptor)


def _open(path: str) -> int:
    try:
        return os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no such name").lower()
    _fail(f"the key file could not be read: {reason}", "check the name and the rights", path)


def _read(descriptor: int, path: str | None) -> bytes:
    pieces = []
    size = 0
    try:
        while piece := os.read(descriptor, 1 << 16):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                break
    except OSError:
        size = -1
    if size < 0:
        _fail("the key could not be read", "check the descriptor", path)
    if size > LARGEST:
        _fail(f"there are more than {LARGEST} bytes of keys", "give a smaller set", path)
    return b"".join(pieces)


def _fail(message: str, hint: str, path: str | None) -> NoReturn:
    raise SecretKeyError(Code.KEY, message, hint=hint, path=path)
