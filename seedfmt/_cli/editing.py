"""What all editing commands share: files in, one edit each, files or diffs out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NoReturn

from seedfmt import _api, _files
from seedfmt._cli.output import parse_job_count, warn_of, write_data, write_diff
from seedfmt._document import Document
from seedfmt._escape import printable, printable_path
from seedfmt._isolation import isolated, unforeseen
from seedfmt.errors import Code, EditError, SeedError

FILE_HELP = 'the file to edit; "-" reads standard input and writes the result to standard output'
SHARE = 64  # files that a process takes at a time
VALUE_HELP = (
    "the new value. A number, true, false and null are what YAML takes them for; what is JSON of a list or a mapping "
    "is one; all else is text"
)


def add_file_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE ... and the options of every edit."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=FILE_HELP)
    parser.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help='what to call standard input, and whether it is ".yaml"'
    )
    parser.add_argument(
        "--jobs", metavar="N", type=parse_job_count, default=1, help="processes for many files (default: 1)"
    )


def add_value_argument(parser: argparse.ArgumentParser) -> None:
    """VALUE, and how it is to be read."""
    parser.add_argument("value", metavar="VALUE", help=VALUE_HELP)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--text", action="store_true", help="VALUE is text, whatever it looks like")
    how.add_argument("--json", action="store_true", help="VALUE is JSON, and an error if it is not")


def read_value(args: argparse.Namespace) -> Any:
    """The value that the command line gives. Ends the program with status 2 where it is none."""
    text: str = args.value
    if args.text:
        return text
    if args.json:
        return parse_json(text, "VALUE")
    if text[:1] in ("[", "{"):
        import json

        try:
            json.loads(text, parse_constant=_refuse_constant, parse_int=str)
        except RecursionError:
            pass  # which is told below
        except ValueError:
            return text
        return parse_json(text, "VALUE")
    from seedfmt._syntax.scalar import DIGITS, is_integer, is_long_integer, resolve_plain

    if is_integer(text) and is_long_integer(text):
        fail_usage(f"VALUE is an integer of more than {DIGITS:,} decimal digits; use --text")
    value = resolve_plain(text) if text else ""
    if "inf" not in text.lower():
        _require_finite(value, text)
    return value


def parse_json(text: str | bytes, what: str) -> Any:
    """JSON from the command line or a file, by the rules of SPEC 8. Ends the program with status 2 where it is none."""
    from seedfmt._views.as_json import parse_json as parse
    from seedfmt._views.values import scalars, without_spelling

    try:
        values = parse(text)
    except SeedError as error:
        place = f"line {error.line}, column {error.column}: " if error.span else ""
        fail_usage(f"{what} is not JSON: {place}{error.message.removeprefix('this is no JSON: ')}")
    for _, value in scalars(values):
        _require_finite(value, getattr(value, "text", ""))
    return without_spelling(values)


def _require_finite(value: Any, text: str) -> None:
    if value in (float("inf"), float("-inf")):
        message = f"{printable(text[:40])} is a number larger than any that can be kept"
        raise EditError(Code.VALUE, message, hint="write .inf, or give it as text")


def read_json_file(name: str) -> Any:
    """Read the JSON in a file, or with "-" on standard input. Ends the program with status 2 if it is invalid.

    Raises:
        FileError: The file cannot be read.
    """
    text = sys.stdin.buffer.read() if name == "-" else b"".join(_files.read_lines(name))
    return parse_json(text, "standard input" if name == "-" else name)


def require_one_stdin(names: list[str]) -> None:
    """End the program with status 2 where standard input is to be read twice."""
    if names.count("-") > 1:
        fail_usage('only one "-" can be standard input')


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON value")


def fail_usage(message: SeedError | str) -> NoReturn:
    """End the program: the command line is wrong."""
    warn_of(message)
    raise SystemExit(2)


def edit_files(args: argparse.Namespace, edit: Callable[[Document], None]) -> int:
    """Edit each file; those that fail are named, and the others are done all the same."""
    require_one_stdin(args.files)
    total = len(args.files)
    done = failed = 0
    outcomes = _edit_all(args, edit)
    try:
        for error, output in outcomes:
            done += 1
            if error is not None:
                failed += 1
                warn_of(error)
            elif args.diff:
                write_diff(output)
            elif output:
                write_data(output)
    except KeyboardInterrupt:
        _report_interruption(args, done, failed)
        return 130
    if failed and total > 1:
        warn_of(f"{failed} of {total} files failed, the others are done")
    return 1 if failed else 0


def _report_interruption(args: argparse.Namespace, done: int, failed: int) -> None:
    total = len(args.files)
    if _is_shared(args):
        warn_of("interrupted; each file is whole, old or new")
        warn_of(f"{done - failed} of {total} files are known to be done, {failed} failed")
    else:
        warn_of(f"interrupted at {printable_path(args.files[min(done, total - 1)])}, which is whole, old or new")
        warn_of(f"{done - failed} of {total} files before it are done, {failed} failed")


Outcome = tuple[SeedError | None, bytes]  # what hinders; or what is to be printed


def _edit_all(args: argparse.Namespace, edit: Callable[[Document], None]) -> Iterator[Outcome]:
    """What becomes of each file, in order."""
    if not _is_shared(args):
        for name in args.files:
            yield _edit_file(args, edit, name)
        return
    from seedfmt._pools import map_shares

    shares = (args.files[at : at + SHARE] for at in range(0, len(args.files), SHARE))
    work = partial(_edit_file, args, edit)
    for outcomes in map_shares(work, shares, args.jobs, _lost, repeatable=False):
        yield from outcomes


def _is_shared(args: argparse.Namespace) -> bool:
    """Are the files edited by several processes? Not those that are few, or of which one is named twice: its edits have
    an order. An edit cannot be sent to a process that does not inherit it."""
    if args.jobs < 2 or len(args.files) <= SHARE or "-" in args.files:
        return False
    from seedfmt._pools import START_METHOD

    return START_METHOD == "fork" and len({*map(os.path.realpath, args.files)}) == len(args.files)


def _lost(name: str, error: Exception | None) -> Outcome:
    return unforeseen(error, name), b""


def _edit_file(args: argparse.Namespace, edit: Callable[[Document], None], name: str) -> Outcome:
    """Edit a file, or say what hinders."""
    from seedfmt._cli.opening import load_file

    shown = args.stdin_filename or "<stdin>" if name == "-" else name
    try:
        with isolated(shown):
            document = _api.loads(sys.stdin.buffer.read(), path=shown) if name == "-" else load_file(name)
            before = bytes(document)
            edit(document)
            if name != "-" and not args.diff:
                _api.dump(document, name)
    except SeedError as error:
        return error, b""
    if args.diff:
        from seedfmt._differ import render_diff

        return None, render_diff(shown, before, bytes(document))
    return None, bytes(document) if name == "-" else b""


def print_diff(name: str, before: bytes, after: bytes, *, old_name: str | None = None) -> None:
    """Print a unified diff, nothing where the two are equal; ``old_name`` where the two have different names."""
    from seedfmt._differ import render_diff

    write_diff(render_diff(name, before, after, old_name=old_name))


def count_of(count: int, name: str) -> str:
    """A number of things, in the right form of their name."""
    return f"{count} {name}{'s' * (count != 1)}"
