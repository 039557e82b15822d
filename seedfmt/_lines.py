"""JSON Lines: many files as one line of JSON each, with their path first, and such lines as files (SPEC R86, R87).

In: paths; or lines. Out: lines, in the order of the paths, as they are made; or files. Never: holds more than a few
dozen files at a time; writes outside the folder that it was given.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from seedfmt import _api, _files, _output_paths
from seedfmt._document import Document
from seedfmt._isolation import isolated, unforeseen
from seedfmt.errors import Code, FileError, JsonError, SeedError

CHUNK = 64  # files that a worker is given at a time
FEW = 200  # files for which no workers are started

OnError = Callable[[SeedError], None]
Preview = Callable[[str, bytes | None, bytes], object]


class Options(NamedTuple):
    """What is written of each file."""

    path_key: str = "path"
    body_key: str | None = "content"
    lenient: bool = False
    sort_keys: bool = False
    pointer: str = ""
    lossless: bool = False


def to_json_lines(
    paths: Iterable[str],
    *,
    path_key: str = "path",
    body_key: str | None = "content",
    lenient: bool = False,
    sort_keys: bool = False,
    pointer: str = "",
    lossless: bool = False,
    workers: int = 1,
    on_error: OnError | None = None,
) -> Iterator[str]:
    """A line of JSON for each file, without line end, in the order of the paths, as soon as it is made.

    The member ``path_key`` comes first; the others are those of ``to_json``, or with ``lossless`` those of
    ``dumps_lossless``; with ``pointer`` there is one, ``value``. ``workers`` processes share the work. An error is
    raised or, where ``on_error`` is given, handed to it and the file left out.
    """
    if path_key == body_key and not (lossless or pointer):
        raise ValueError(f'path_key and body_key are both "{path_key}"')
    options = Options(path_key, body_key, lenient, sort_keys, pointer, lossless)
    for result in _rendered(iter(paths), options, workers):
        if isinstance(result, str):
            yield result
        elif on_error is None:
            raise result
        else:
            on_error(result)


def _rendered(paths: Iterator[str], options: Options, workers: int) -> Iterator[str | SeedError]:
    first = _take(paths, FEW) if workers > 1 else []
    if len(first) < FEW:
        for path in first or paths:
            yield render_line(path, options)
        return
    import functools

    from seedfmt._pools import map_shares

    def chunks() -> Iterator[list[str]]:
        for start in range(0, len(first), CHUNK):
            yield first[start : start + CHUNK]
        while chunk := _take(paths, CHUNK):
            yield chunk

    for results in map_shares(functools.partial(_render_listed, options), chunks(), workers, _failed):
        yield from results


def _take(paths: Iterator[str], count: int) -> list[str]:
    return [path for _, path in zip(range(count), paths, strict=False)]  # in this order: the last path is not lost


def _render_listed(options: Options, path: str) -> str | SeedError:
    return render_line(path, options)


def _failed(path: str, error: Exception | None) -> SeedError:
    return unforeseen(error, path)


def render_line(path: str, options: Options) -> str | SeedError:
    """The line of one file, or what is wrong with it."""
    try:
        with isolated(path):
            return _render_document(_api.load(path), path, options)
    except SeedError as error:
        return error


def _render_document(document: Document, path: str, options: Options) -> str:
    from seedfmt._views.as_json import fast_json, json_object, part_of, render_json
    from seedfmt._views.lossless import lossless_object

    start = render_json({options.path_key: _require_name(path)})
    if not (options.lossless or options.pointer or options.sort_keys):
        text = fast_json(document, options.body_key, (options.path_key,))
        if text is not None:
            return _joined(start, text)
    if options.lossless:
        values = lossless_object(document)
    else:
        values = json_object(document, body_key=None if options.pointer else options.body_key, lenient=options.lenient)
    if options.pointer:
        values = {"value": part_of(document, values, options.pointer)}
    if options.path_key in values:
        message = f'the front matter has a member "{options.path_key}", which is the name for the path'
        raise JsonError(Code.NOT_JSON, message, hint="give the path another with --path-key")
    return _joined(start, render_json(values, sort_keys=options.sort_keys))


def _joined(start: str, rest: str) -> str:
    """One object of two."""
    return start if rest == "{}" else f"{start[:-1]},{rest[1:]}"


def _require_name(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError as error:
        message = "the name of the file is not UTF-8 and cannot be said in JSON"
        raise JsonError(Code.NOT_JSON, message, hint="rename the file") from error
    return path


# -- and back ----------------------------------------------------------------------------------------------------------


def from_json_lines(
    lines: Iterable[str | bytes],
    folder: str | os.PathLike[str],
    *,
    path_key: str = "path",
    body_key: str | None = "content",
    lossless: bool = False,
    onto: bool = False,
    force: bool = False,
    allow_hidden: bool = False,
    preview: Preview | None = None,
    on_error: OnError | None = None,
) -> Iterator[tuple[str, bool]]:
    """Write a file into ``folder`` for each line, and yield its path and whether anything was written.

    A path that leaves the folder, or that some platform takes for another, is refused; so is one with a hidden part,
    unless ``allow_hidden`` allows it, and always one into ".git". A file that is there already is left alone if it has
    these bytes, reconciled with the line where ``onto`` says so, overwritten with ``force``, and an error otherwise.
    With ``preview`` nothing is written; it is called with the path, the bytes before (None for a new file) and after.
    Errors are as in ``to_json_lines``; the line they name is that of the input.
    """
    if path_key == body_key and not lossless:
        raise ValueError(f'path_key and body_key are both "{path_key}"')
    place = partial(_output_paths.require_inside, os.fspath(folder), allow_hidden=allow_hidden)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            with isolated(""):
                written = _write_line(line, place, path_key, body_key, lossless, onto, force, preview)
        except SeedError as error:
            if error.span and error.path is None:
                error.span = error.span._replace(line=number, end_line=number)
            else:
                error.message = f"line {number} of the input: {error.message}"
            if on_error is None:
                raise
            on_error(error)
        else:
            yield written


def _write_line(
    line: str | bytes,
    place: Callable[[str], str],
    path_key: str,
    body_key: str | None,
    lossless: bool,
    onto: bool,
    force: bool,
    preview: Preview | None,
) -> tuple[str, bool]:
    from seedfmt._records.kinds import kind_of_file
    from seedfmt._views.as_json import parse_json

    values = parse_json(line.rstrip())
    path = values.pop(path_key, None) if isinstance(values, dict) else None
    if not isinstance(path, str):
        message = f'no member "{path_key}" says the name of the file'
        raise JsonError(Code.JSON_SYNTAX, message, hint="add it, or name it with --path-key")
    target = place(path)
    try:
        if onto and os.path.lexists(target):
            document = _api.load(target)
            before = bytes(document)
            _api.reconcile(document, values, body_key=body_key)
            if preview is not None:
                preview(target, before, bytes(document))
                return target, bytes(document) != before
            return target, _api.dump(document, target)
        if lossless:
            document = _api.loads_lossless(values)
        else:
            kind = kind_of_file(path, values) if isinstance(values, dict) else None
            document = _api.from_values(values, body_key, kind)
            if _files.is_yaml(target):
                document = _without_fences(document)
        if not force and _files.is_other(target, bytes(document)):
            message = "there is such a file already, with other content"
            raise FileError(Code.FILE, message, hint="overwrite it with --force, or reconcile it with --onto-existing")
        if preview is not None:
            return target, _preview_new(target, bytes(document), preview)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return target, _files.write_file(target, bytes(document))
    except OSError as error:
        message = f"the folder could not be made: {str(error.strerror).lower()}"
        raise FileError(Code.FILE, message, hint="check the name and the rights", path=target) from error
    except SeedError as error:
        error.path = error.path or target
        raise


def _preview_new(target: str, after: bytes, preview: Preview) -> bool:
    before = _files.read_file(target) if os.path.lexists(target) else None
    preview(target, before, after)
    return before != after


def _without_fences(document: Document) -> Document:
    """The front matter alone, as a YAML file has it (R3). Raises JsonError where there is a body."""
    if document.body:
        message = "the name is that of a YAML file, which has no body"
        raise JsonError(Code.JSON_SYNTAX, message, hint="end the name in .md, or leave the body out")
    front = bytes(document).removeprefix(b"---\n").removesuffix(b"---\n")
    made = Document(front.removesuffix(b"\n\n") + b"\n" if front.endswith(b"\n\n") else front, fenced=False)
    return made if made.data == document.data else Document(front, fenced=False)
