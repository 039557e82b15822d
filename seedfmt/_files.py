"""The only module that opens files: read once, replace in one step.

In: paths. Out: bytes, or a FileError that names the path. A file is written beside the old one, synced, and put in its
place by one rename, so that a crash leaves the old file or the new one, whole. Mode, owner and symbolic links are kept;
of several hard links, only the one named gets the new bytes. Never: parses.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from seedfmt.errors import Code, ConflictError, FileError, SeedError

LOCK_ATTEMPTS = 100  # to lock a folder that another program has locked
LOCK_PAUSE_S = 0.05  # between two of them
REMOTE_SECONDS = 10
REMOTE_SIZE = 1 << 24
YAML_SUFFIXES = (".yaml", ".yml")
SUFFIXES = (".md", ".markdown", ".html", ".htm", *YAML_SUFFIXES)  # what seed files are called
MOST_START = 4096  # bytes that tell it where a comment or a block of code begins the file
_BEFORE_HIDDEN = (b"<!--", b"```", b"~~~")
START = 512  # bytes that tell whether a file is a seed file
_BEFORE_FENCES = (
    b" ",
    b"<",
    b"~",
    b"\t",
    b"\r",
    b"\n",
    b"-",
    b"`",
    b"\xef",
    b"\xe2",
    b"\xc2",
)  # how what was meant as one begins
TEMPORARY = ".seedfmt-"  # how the names of files begin that are still being written
_OPEN = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def is_yaml(path: str) -> bool:
    """Does the name say that the file is all YAML, so that it may lack fences? (SPEC R3)"""
    return path.lower().endswith(YAML_SUFFIXES)


def read_file(path: str, *, follow: bool = True) -> bytes:
    """The bytes of a regular file; without ``follow`` its name must not be a symbolic link. Raises FileError."""
    try:
        descriptor = os.open(path, _OPEN if follow else _OPEN | _NO_FOLLOW)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _no_file(path, os.fstat(descriptor).st_mode)
            with open(descriptor, "rb", closefd=False) as file:
                return file.read()
        finally:
            os.close(descriptor)
    except (OSError, ValueError, MemoryError) as error:
        raise _failed("read", path, error) from error


def _no_file(path: str, mode: int) -> FileError:
    if not stat.S_ISDIR(mode):
        return FileError(Code.FILE, "this is no regular file", hint="name a file", path=path)
    if os.path.islink(path):
        hint = "name the folder that it leads to"
        return FileError(Code.FILE, "a symbolic link to a folder is not followed", hint=hint, path=path)
    return FileError(Code.FILE, "this is a folder", hint="name a file", path=path)


def read_lines(path: str) -> Iterator[bytes]:
    """The lines of a file or a pipe, one at a time. Raises FileError."""
    try:
        with open(path, "rb") as file:
            yield from file
    except OSError as error:
        raise _failed("read", path, error) from error


def is_other(path: str, data: bytes) -> bool:
    """Is there such a file, with other bytes? Raises FileError where it cannot be read."""
    return os.path.lexists(path) and read_file(path) != data


class _Old(NamedTuple):
    """What a file takes over from the one whose place it takes; -1 is what the system gives a new file."""

    mode: int
    user: int = -1
    group: int = -1


def write_file(path: str, data: bytes, expected: bytes | None = None, *, sync: bool = True) -> bool:
    """Put ``data`` in the place of a file's bytes (SPEC R210 to R212); False where they are equal.

    ``expected`` are the bytes that the file had when it was read: where it has others, or is gone, ConflictError is
    raised and the file left alone. Mode, owner and symbolic links are kept. Without ``sync`` a crash may bring the old
    file back, whole, until ``sync_folder`` is called. Raises FileError; then the old file is untouched.
    """
    try:
        target = os.path.realpath(path, strict=os.path.islink(path))
        old = _require_writable(path, target, data, expected)
        if old is None:
            return False
        _replace(path, target, data, old, expected, sync)
    except (OSError, ValueError) as error:
        raise _failed("write", path, error) from error
    return True


def _require_writable(path: str, target: str, data: bytes, expected: bytes | None) -> _Old | None:
    """What the new file takes over, or None where there is nothing to write."""
    if not os.path.lexists(target):
        if expected is not None:
            raise ConflictError(Code.CONFLICT, "the file is gone since it was read", hint="read it again", path=path)
        return _Old(-1)
    current = read_file(target)
    _require_expected(path, current, expected)
    if current == data:
        return None
    if not os.access(target, os.W_OK):
        raise FileError(Code.FILE, "the file is read-only", hint="allow writing to it", path=path)
    found = os.stat(target)
    return _Old(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid)


def _require_expected(path: str, current: bytes, expected: bytes | None) -> None:
    if expected is not None and current != expected:
        raise ConflictError(
            Code.CONFLICT,
            "somebody else changed the file since it was read; it was left alone",
            hint="read it again and repeat the edit",
            path=path,
        )


def _replace(path: str, target: str, data: bytes, old: _Old, expected: bytes | None, sync: bool) -> None:
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        _write_new(temporary, data, old)
        with _locked(folder) as descriptor:
            if expected is not None:  # once more, as late as can be
                _require_expected(path, read_file(target), expected)
            os.replace(temporary, target)
            if sync and descriptor >= 0:
                with contextlib.suppress(OSError):  # makes the rename last, where the system can
                    os.fsync(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def sync_folder(path: str) -> None:
    """Make the renames in a folder last, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_new(path: str, data: bytes, old: _Old) -> None:
    """Write a file that is not there yet, down to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o666 if old.mode == -1 else 0o600), "wb") as file:  # the first less the umask
        file.write(data)
        file.flush()
        if hasattr(os, "fchown"):
            _keep_owner(file.fileno(), old)
        if old.mode != -1 and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), old.mode)
        os.fsync(file.fileno())


def _keep_owner(descriptor: int, old: _Old) -> None:
    """Give the new file to the owner of the old one, where we may; else at least to its group."""
    new = os.fstat(descriptor)
    for user, group in ((old.user, old.group), (-1, old.group)):
        if user in (-1, new.st_uid) and group in (-1, new.st_gid):
            return
        with contextlib.suppress(OSError):
            os.fchown(descriptor, user, group)
            return


@contextlib.contextmanager
def _locked(folder: str) -> Iterator[int]:
    """A descriptor of the folder, locked, so that of two writers each sees what the other did; or -1.

    Raises FileError where another program keeps the lock.
    """
    descriptor = -1
    try:
        with contextlib.suppress(OSError, ImportError):
            descriptor = os.open(folder or ".", os.O_RDONLY)
            _lock(descriptor, folder)
        yield descriptor
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _lock(descriptor: int, folder: str) -> None:
    import fcntl
    import time

    for _ in range(LOCK_ATTEMPTS):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(LOCK_PAUSE_S)
    message = "another program keeps the folder locked"
    raise FileError(Code.FILE, message, hint="try again when it has ended", path=folder or ".")


def _failed(verb: str, path: str, error: Exception) -> FileError:
    if isinstance(error, FileNotFoundError):
        reason = "there is no such file"
    elif isinstance(error, PermissionError):
        reason = "the system does not permit it"
    elif isinstance(error, MemoryError):
        reason = "it does not fit into memory"
    else:
        reason = str(getattr(error, "strerror", None) or error).lower()
    done = "read" if verb == "read" else "written"
    message = f"the file could not be {done}: {reason}"
    full = getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return FileError(Code.FILE, message, hint="make room" if full else "check the name and the rights", path=path)


# -- what is a seed file -----------------------------------------------------------------------------------------------


def open_scratch() -> BinaryIO:
    """A file without a name, for what would fill the memory; it is gone once it is closed."""
    import tempfile

    return cast("BinaryIO", tempfile.TemporaryFile())


def may_be_seed(path: str) -> bool:
    """Does the name or the start say seed file, whatever stands before the fence, or can it not be read?"""
    if path.lower().endswith(SUFFIXES):
        return True
    try:
        descriptor = os.open(path, _OPEN)
        try:
            start = os.read(descriptor, 4096) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
        finally:
            os.close(descriptor)
    except OSError:
        return True
    return start.translate(None, b" \t\r\n\0\xef\xbb\xbf\xfe\xff").startswith(b"---")


def is_seed(path: str) -> bool:
    """Is this a YAML file, or one that begins with a fence, or was meant to? So is what cannot be opened: whoever reads
    it gets the error."""
    return is_yaml(path) or _begins_with_fence(path)


def _begins_with_fence(path: str) -> bool:
    try:
        descriptor = os.open(path, _OPEN)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return False
            start = os.read(descriptor, START)
            if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_BEFORE_HIDDEN):
                start += os.read(descriptor, MOST_START - len(start))
        finally:
            os.close(descriptor)
    except OSError:
        if os.path.islink(path) and not os.path.exists(path):  # of what kind it was, the name alone says
            return path.lower().endswith(SUFFIXES)
        return not os.path.isdir(path)  # whoever reads it gets the error
    return start.removeprefix(b"\xef\xbb\xbf").startswith(b"---") or (
        start[:1] in _BEFORE_FENCES and path.lower().endswith(SUFFIXES) and _begins_with_false_fence(start)
    )


def _begins_with_false_fence(start: bytes) -> bool:
    """Is the first line with text one that was meant to be a fence, and the second a key?"""
    import re

    from seedfmt._syntax.causes import find_hidden_fence, looks_like_fence

    if find_hidden_fence(start):
        return True
    lines = [line for line in start.replace(b"\r", b"\n").split(b"\n") if line.strip()]
    if len(lines) < 2 or not (lines[0].strip() == b"---" or looks_like_fence(lines[0]) or lines[0].startswith(b"```")):
        return False
    return re.match(rb"[\"']?\w[\w-]*[\"']?[ \t]*:(?:[ \t]|\Z)", lines[1]) is not None


# -- schemas -----------------------------------------------------------------------------------------------------------


def schema_uri(schema: str, folder: str = "") -> str:
    """The address of a schema that is named by a kind, an address, or a path that starts from ``folder``."""
    from seedfmt._schema.kinds import KINDS, uri_of

    if schema in KINDS:
        return uri_of(schema)
    if schema.startswith(("https://", "http://", "file://")):
        return schema
    from urllib.parse import quote

    path = os.path.abspath(os.path.join(folder, schema)).replace(os.sep, "/")
    return "file://" + quote(path if path.startswith("/") else f"/{path}", safe="/:")


def read_schema(
    uri: str, *, allow_remote: bool = False, within: tuple[str, ...] = (), copies: tuple[str, ...] = ()
) -> str:
    """The text of a schema: one of seedfmt itself, a file, a copy, or, where that is allowed, what the network gives.

    A file must be in one of the folders ``within``, where there are any. ``copies`` are a folder and globs in it: a
    schema that they match is used for the address in its ``$id``. Raises FileError, SeedError.
    """
    from seedfmt._schema.kinds import BASE

    if uri.startswith(BASE):
        name = uri.removeprefix(BASE)
        if "/" in name:
            raise FileError(Code.FILE, "there is no such schema", hint='see "seedfmt schema list"', path=uri)
        return read_file(os.path.join(_schema_folder(), name)).decode()
    if uri.startswith("file://"):
        path = path_of(uri)
        if within and not any(is_inside(path, folder) for folder in within):
            hint = "name it with --schema, or in the configuration"
            raise SeedError(Code.REFERENCE, "a file may not name a schema outside of its project", hint=hint, path=path)
        try:
            return read_file(path).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SeedError(Code.SCHEMA, "the schema is not UTF-8", hint="save it as UTF-8", path=path) from error
    if copies:
        from seedfmt._copies import find_copies

        copy = find_copies(*copies).get(uri)
        if copy is not None:
            return read_file(copy).decode("utf-8-sig")
    hint = "keep a copy of it and name that, or register the copy with schema-copies"
    if uri.startswith(("https://", "http://")):
        if allow_remote:
            return _download(uri)
        hint += '; "seedfmt schema show --allow-remote ADDRESS" prints one'
    raise SeedError(Code.REFERENCE, f'"{uri}" is not on this machine', hint=hint, path=uri)


def is_inside(path: str, folder: str) -> bool:
    """Is the file that a path leads to, over links too, in a folder?"""
    real, top = os.path.realpath(path), os.path.realpath(folder)
    return real.startswith(top if top.endswith(os.sep) else top + os.sep)


def path_of(uri: str) -> str:
    """The path of a file:// address; any other as it is."""
    if not uri.startswith("file://"):
        return uri
    from urllib.parse import unquote

    path = unquote(uri.removeprefix("file://"))
    return path[1:] if os.name == "nt" and path[2:3] == ":" else path


def _schema_folder() -> str:
    """Where the schemas of seedfmt are: beside the package once it is installed, at the top of a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "_schema", "data")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(here), "schema")


def _download(uri: str) -> str:
    from urllib.request import urlopen

    try:
        with urlopen(uri, timeout=REMOTE_SECONDS) as answer:
            text: bytes = answer.read(REMOTE_SIZE)
        return text.decode()
    except (OSError, ValueError) as error:
        message = f"the schema could not be fetched: {error}"
        raise FileError(Code.FILE, message, hint="check the address and the connection", path=uri) from error
