"""Print files as JSON: the front matter as one object, the body under "content".

seedfmt to-json post.md
seedfmt to-json --lines content/ > posts.jsonl
seedfmt to-json --lossless post.md > post.json    (from-json --lossless restores every byte)
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from seedfmt import _api, _files
from seedfmt._cli.editing import count_of, fail_usage
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import open_data, warn_of, write_data
from seedfmt._document import Document
from seedfmt._edit.find import parse_pointer
from seedfmt._isolation import isolated
from seedfmt._listing import require_inside_work_tree
from seedfmt.errors import SeedError

if TYPE_CHECKING:
    from seedfmt._listing import Problems


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help='files, with --lines folders too; "-" reads standard input'
    )
    parser.add_argument("--lines", action="store_true", help="JSON Lines: a line for each file, its path first")
    parser.add_argument(
        "--lossless", action="store_true", help="include the source, so that from-json --lossless restores every byte"
    )
    parser.add_argument("--pretty", action="store_true", help="on several lines, indented by 2")
    parser.add_argument("--sort-keys", action="store_true", help="members in the order of their names")
    parser.add_argument("--pointer", metavar="POINTER", default="", help="a part only, as /provider (RFC 6901)")
    parser.add_argument(
        "--lenient", action="store_true", help="replace what JSON cannot hold: keys become text, tags go (SPEC R81)"
    )
    add_body_arguments(parser)
    parser.add_argument("--path-key", metavar="NAME", default="path", help='the name of the path in --lines, "path"')
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help='what to call standard input, and whether it is ".yaml"'
    )


def add_body_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the body goes."""
    body = parser.add_mutually_exclusive_group()
    body.add_argument("--body-key", metavar="NAME", default="content", help='the name of the body, "content"')
    body.add_argument("--no-body", dest="body_key", action="store_const", const=None, help="leave the body out")


def run(args: argparse.Namespace) -> int:
    """Print the JSON."""
    parse_pointer(args.pointer)
    if args.lossless and (args.pointer or args.lenient or args.sort_keys):
        fail_usage("--lossless goes with neither --pointer nor --lenient nor --sort-keys")
    if args.lossless and args.body_key != "content":
        fail_usage("--lossless holds the whole file; it goes with neither --body-key nor --no-body")
    if args.lines and args.path_key == args.body_key and not (args.lossless or args.pointer):
        fail_usage(f'--path-key and --body-key are both "{args.path_key}"; give one of them another name')
    if args.lines:
        if args.pretty:
            fail_usage("--lines prints one line for each file; it does not go with --pretty")
        return _print_lines(args)
    if len(args.paths) > 1 or os.path.isdir(args.paths[0]):
        fail_usage("several files are printed with --lines only")
    return _print_one(args)


def _print_one(args: argparse.Namespace) -> int:
    name = args.paths[0]
    shown = args.stdin_filename or "<stdin>" if name == "-" else name
    try:
        with isolated(shown):
            document = _read_stdin(shown) if name == "-" else load_file(name)
            text = _render(document, args)
    except SeedError as error:
        warn_of(error)
        return 1
    write_data(text.encode() + b"\n", json=True)
    return 0


def _read_stdin(name: str) -> Document:
    return _api.loads(sys.stdin.buffer.read(), path=name, fenced=not _files.is_yaml(name))


def _render(document: Document, args: argparse.Namespace) -> str:
    if args.lossless:
        return _api.dumps_lossless(document, pretty=args.pretty)
    return _api.to_json(
        document,
        body_key=args.body_key,
        lenient=args.lenient,
        pretty=args.pretty,
        sort_keys=args.sort_keys,
        pointer=args.pointer,
    )


def _print_lines(args: argparse.Namespace) -> int:
    from seedfmt import _lines
    from seedfmt._listing import new_problems

    if "-" in args.paths:
        fail_usage('--lines needs the names of the files, and "-" has none')
    failed = 0

    def report(error: SeedError) -> None:
        nonlocal failed
        failed += 1
        warn_of(error)

    problems = new_problems()
    lines = _lines.to_json_lines(
        _found(args.paths, problems, report),
        path_key=args.path_key,
        body_key=args.body_key,
        lenient=args.lenient,
        sort_keys=args.sort_keys,
        pointer=args.pointer,
        lossless=args.lossless,
        workers=os.cpu_count() or 1,
        on_error=report,
    )
    write = open_data(json=True)
    printed = 0
    try:
        for line in lines:
            write(line.encode() + b"\n")
            printed += 1
        sys.stdout.buffer.flush()
    except KeyboardInterrupt:
        sys.stdout.buffer.flush()
        warn_of(f"interrupted after {printed} files, which are printed")
        return 130
    for problem in problems.errors:
        report(problem)
    if failed:
        others = ", the others are printed" if printed else ""
        warn_of(f"{count_of(failed, 'file')} failed{others}")
    return 1 if failed else 0


def _found(paths: list[str], problems: Problems, report: Callable[[SeedError], None]) -> Iterator[str]:
    """The files to print; those that must not be opened are reported."""
    from seedfmt._listing import find_files

    for name, _ in find_files(paths, problems):
        try:
            require_inside_work_tree(name)
        except SeedError as error:
            report(error)
        else:
            yield name
