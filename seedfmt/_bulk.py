"""Edit many files: each is loaded, edited by the program, and written atomically if it changed.

In: paths, folders or globs; edits by the program. Out: files, or one diff; what became of each. Never: leaves a file
half written, or writes one whose edit failed; lists files otherwise than `check` does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from seedfmt import _api, _files
from seedfmt._api.documents import write_document
from seedfmt._document import Document
from seedfmt._isolation import isolated
from seedfmt._limits import Limits
from seedfmt.errors import Code, FileError, SeedError

if TYPE_CHECKING:
    from seedfmt._listing import Problems

GLOB_SIGNS = frozenset("*?[{")

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[int, int, str], object]


class FileFailure(NamedTuple):
    """A file that was left as it was, and why."""

    path: str
    error: Exception


class EditResult:
    """What became of the files: their paths, in order, in ``changed``, ``unchanged`` and (with the reason) ``errors``.

    In a dry run ``changed`` are those that would change, and ``diff`` is the unified diff of all of them.
    """

    __slots__ = ("changed", "diff", "errors", "unchanged")

    def __init__(self) -> None:
        self.changed: list[str] = []
        self.unchanged: list[str] = []
        self.errors: list[FileFailure] = []
        self.diff: bytes = b""

    def __repr__(self) -> str:
        counts = len(self.changed), len(self.unchanged), len(self.errors)
        return "<EditResult: {} changed, {} unchanged, {} failed>".format(*counts)


class FileEdits:
    """The Documents of many files, one after the other; see ``seedfmt.edit`` for the arguments."""

    def __init__(
        self, paths: Paths, dry_run: bool, on_error: str, progress: Progress | bool, limits: Limits | None
    ) -> None:
        if on_error not in ("raise", "collect"):
            raise ValueError(f'on_error must be "raise" or "collect", not {on_error!r}')
        self.result: EditResult = EditResult()
        self._paths = _as_paths(paths)
        self._dry_run = dry_run
        self._collects = on_error == "collect"
        self._progress = _progress_of(progress)
        self._limits = limits
        self._files: list[str] = []
        self._next = 0
        self._open: tuple[str, Document, bytes] | None = None
        self._folders: set[str] = set()
        self._is_entered = False

    def __enter__(self) -> Self:
        self._files = list(_list_files(self._paths, self._fail))
        self._is_entered = True
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            if error is None:
                self._close()
            elif self._open is not None:
                error.add_note(f"while editing {self._open[0]}, which was left as it was")
        finally:
            self._open = None
            self._is_entered = False
            for folder in sorted(self._folders):
                _files.sync_folder(folder)
        if error is None and self.result.errors and not self._collects:
            count = len(self.result.errors)
            message = f"{count} file{'s' * (count != 1)} could not be edited; the others are done"
            raise ExceptionGroup(message, [failure.error for failure in self.result.errors])

    def __iter__(self) -> Iterator[Document]:
        if not self._is_entered:
            raise TypeError('the files are open only inside "with seedfmt.edit(...) as files:"')
        return self

    def __next__(self) -> Document:
        self._close()
        while self._next < len(self._files):
            path = self._files[self._next]
            self._progress(self._next, len(self._files), path)
            self._next += 1
            try:
                with isolated(path):
                    document = _api.load(path, limits=self._limits)
            except SeedError as error:
                self._fail(path, error)
            else:
                self._open = path, document, bytes(document)
                return document
        self._progress(len(self._files), len(self._files), "")
        raise StopIteration

    def apply(self, change: Callable[[Document], object]) -> EditResult:
        """Call ``change`` with each Document that is left. A SeedError that it raises is an error of that file alone;
        so is any other exception if errors are collected, else it ends the edit."""
        for document in self:
            try:
                change(document)
            except Exception as error:
                if not (self._collects or isinstance(error, SeedError)):
                    raise
                assert self._open is not None
                path, self._open = self._open[0], None
                self._fail(path, error)
        return self.result

    def skip(self) -> None:
        """Leave the file of the Document that was given last as it was."""
        if self._open is not None:
            self.result.unchanged.append(self._open[0])
            self._open = None

    def _close(self) -> None:
        """Write the file that is open, if it changed."""
        if self._open is None:
            return
        (path, document, before), self._open = self._open, None
        if bytes(document) == before:
            self.result.unchanged.append(path)
            return
        try:
            with isolated(path):
                self._write(path, document, before)
        except SeedError as error:
            self._fail(path, error)
        else:
            self.result.changed.append(path)

    def _write(self, path: str, document: Document, before: bytes) -> None:
        if self._dry_run:
            from seedfmt._differ import render_diff

            self.result.diff += render_diff(path, before, bytes(document))
        elif write_document(document, path, sync=False):
            self._folders.add(os.path.dirname(os.path.realpath(path)))

    def _fail(self, path: str, error: Exception) -> None:
        if isinstance(error, SeedError):
            error.path = error.path or path
        self.result.errors.append(FileFailure(path, error))


def _as_paths(paths: Any) -> list[str]:
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    if isinstance(paths, bytes | Mapping) or not isinstance(paths, Iterable):
        raise TypeError(f"edit() takes a path, a folder, a glob or several of them, not {type(paths).__name__}")
    names = [os.fspath(path) if isinstance(path, str | os.PathLike) else path for path in paths]
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"a path must be a string or a path object, not {type(name).__name__}")
    return names


# -- which files -------------------------------------------------------------------------------------------------------


def _list_files(paths: list[str], fail: Callable[[str, Exception], None]) -> Iterator[str]:
    """The files that paths, folders and globs mean, each once."""
    from seedfmt import _listing

    _listing.forget_folders()
    seen: set[str] = set()
    for path in paths:
        problems = _listing.new_problems()
        count = 0
        for name in _files_of(path, problems):
            count += 1
            real = os.path.realpath(name)
            if real not in seen:
                seen.add(real)
                yield name
        for error in problems.errors:
            fail(error.path or path, error)
        if not count and not problems.errors:
            hint = "check the name; hidden and ignored files are passed over"
            fail(path, FileError(Code.FILE, "no file matches", hint=hint, path=path))


def _files_of(path: str, problems: Problems) -> Iterator[str]:
    if os.path.isdir(path):
        yield from filter(_files.is_seed, _list_folder(path, problems))
    elif GLOB_SIGNS.isdisjoint(path) or os.path.lexists(path):
        yield path
    else:
        from seedfmt._globs import matches_whole

        folder, rest = _split_glob(path)
        for name in _list_folder(folder or os.curdir, problems) if os.path.isdir(folder or os.curdir) else ():
            if matches_whole(rest, os.path.relpath(name, folder or os.curdir).replace(os.sep, "/")):
                yield name


def _list_folder(folder: str, problems: Problems) -> Iterator[str]:
    from seedfmt import _listing

    try:
        _listing.require_inside_work_tree(folder)
    except FileError as error:
        problems.errors.append(error)
        return
    yield from _listing.list_folder(folder, problems)


def _split_glob(path: str) -> tuple[str, str]:
    """The folder that a glob starts from, and the glob within it."""
    parts = os.path.normpath(path).replace(os.sep, "/").split("/")
    first = next(number for number, part in enumerate(parts) if not GLOB_SIGNS.isdisjoint(part))
    folder = "/".join(parts[:first])
    return folder or ("/" if first else ""), "/".join(parts[first:])


# -- progress ----------------------------------------------------------------------------------------------------------


def _progress_of(progress: Progress | bool) -> Progress:
    if callable(progress):
        return progress
    return _show if progress and sys.stderr is not None and sys.stderr.isatty() else _ignore


def _ignore(done: int, total: int, path: str) -> None:
    pass


def _show(done: int, total: int, path: str) -> None:
    from seedfmt._escape import printable_path

    end = "\n" if done == total else ""
    sys.stderr.write(f"\r\x1b[K{done:,} of {total:,} files {printable_path(path)[:60]}{end}")
    sys.stderr.flush()
