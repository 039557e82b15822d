"""Make seed files of JSON: new ones in the default style, or an edit of a file with the fewest changes.

seedfmt from-json new.json > post.md
seedfmt from-json new.json --onto post.md
seedfmt from-json --lossless post.json > post.md
seedfmt from-json --lines posts.jsonl --output content/
seedfmt from-json --lines posts.jsonl --output content/ --onto-existing --diff
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from seedfmt import _api, _files
from seedfmt._cli.editing import count_of, fail_usage, print_diff
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import warn_of, write_data
from seedfmt._cli.status import FAILED, USAGE
from seedfmt._cli.to_json import add_body_arguments
from seedfmt._isolation import isolated
from seedfmt._listing import require_inside_work_tree
from seedfmt.errors import Code, EditError, FileError, SeedError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", help='a file with JSON; "-" reads standard input')
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--onto", metavar="SEED", help="edit this file: the data of the JSON, with the fewest changes")
    how.add_argument(
        "--lossless", action="store_true", help='the input comes from "to-json --lossless"; restore the file'
    )
    parser.add_argument(
        "--lines", action="store_true", help="JSON Lines: a file for each line, at its path in --output"
    )
    parser.add_argument("--onto-existing", action="store_true", help="with --lines: edit the files that are there")
    parser.add_argument(
        "--output", metavar="PATH", help="the file to write instead of standard output; with --lines the folder"
    )
    parser.add_argument("--force", action="store_true", help="overwrite files that are there with other content")
    parser.add_argument(
        "--allow-hidden", action="store_true", help='with --lines: allow hidden files and folders, but never ".git"'
    )
    parser.add_argument(
        "--diff", action="store_true", help="with --onto or --lines: show what would change, and write nothing"
    )
    parser.add_argument(
        "--kind", metavar="KIND", help='record kind, such as "news", or "none"; by default the data decide'
    )
    add_body_arguments(parser)
    parser.add_argument("--path-key", metavar="NAME", default="path", help='the name of the path in --lines, "path"')


def run(args: argparse.Namespace) -> int:
    """Make the files."""
    _require_usage(args)
    try:
        if args.lines:
            return _write_lines(args)
        with isolated(""):
            text = sys.stdin.buffer.read() if args.file == "-" else b"".join(_files.read_lines(args.file))
            before, after = _edit(args, text) if args.onto else (b"", _make(args, text))
    except SeedError as error:
        given = "<stdin>" if args.file == "-" else args.file
        error.path = error.path or (args.onto if args.onto and isinstance(error, EditError) else given)
        warn_of(error)
        return USAGE if error.code == Code.JSON_SYNTAX else FAILED
    if args.diff:
        print_diff(args.onto, before, after)
    elif not args.onto and not args.output:
        write_data(after)
    return 0


def _require_usage(args: argparse.Namespace) -> None:
    if args.lossless and args.body_key != "content":
        fail_usage("--lossless holds the whole file; it goes with neither --body-key nor --no-body")
    if args.lines and args.path_key == args.body_key and not args.lossless:
        fail_usage(f'--path-key and --body-key are both "{args.path_key}"; give one of them another name')
    if args.lines and not args.output:
        fail_usage("--lines needs --output FOLDER")
    if args.lines and (args.onto or args.kind):
        fail_usage("--lines goes with neither --onto (see --onto-existing) nor --kind (the folders tell it)")
    if args.onto_existing and (not args.lines or args.lossless):
        fail_usage("--onto-existing goes with --lines, without --lossless")
    if args.allow_hidden and not args.lines:
        fail_usage("--allow-hidden goes with --lines")
    if args.kind is not None:
        from seedfmt._records.kinds import require_kind

        require_kind(args.kind)
    if args.diff and not (args.onto or args.lines):
        fail_usage("--diff goes with --onto or --lines")
    if args.onto and args.output:
        fail_usage("--onto writes to its file; it does not go with --output")


def _make(args: argparse.Namespace, text: bytes) -> bytes:
    """The bytes of a new file, which is written if it has a name."""
    if args.lossless:
        document = _api.loads_lossless(text)
    else:
        document = _api.from_json(text, body_key=args.body_key, kind=args.kind)
    if not args.output:
        return bytes(document)
    require_inside_work_tree(args.output)
    if not args.force and _files.is_other(args.output, bytes(document)):
        message = "there is such a file already, with other content"
        raise FileError(Code.FILE, message, hint="overwrite it with --force", path=args.output)
    _api.dump(document, args.output)
    return bytes(document)


def _edit(args: argparse.Namespace, text: bytes) -> tuple[bytes, bytes]:
    """The bytes of a file before and after; it is written unless the difference is wanted."""
    document = load_file(args.onto)
    before = bytes(document)
    _api.reconcile(document, text, body_key=args.body_key)
    if not args.diff:
        _api.dump(document, args.onto)
    return before, bytes(document)


def _write_lines(args: argparse.Namespace) -> int:
    from seedfmt import _lines

    require_inside_work_tree(args.output)
    failed = written = same = 0

    def report(error: SeedError) -> None:
        nonlocal failed
        failed += 1
        error.path = error.path or args.file
        warn_of(error)

    for _, is_new in _lines.from_json_lines(
        _read_lines(args.file),
        args.output,
        path_key=args.path_key,
        body_key=args.body_key,
        lossless=args.lossless,
        onto=args.onto_existing,
        force=args.force,
        allow_hidden=args.allow_hidden,
        preview=_preview if args.diff else None,
        on_error=report,
    ):
        written += is_new
        same += not is_new
    done = "to change" if args.diff else "written"
    told = f"{count_of(written, 'file')} {done}, {same} as they were, {count_of(failed, 'line')} failed"
    warn_of(told)
    return 1 if failed else 0


def _preview(name: str, before: bytes | None, after: bytes) -> None:
    print_diff(name, before or b"", after, old_name="/dev/null" if before is None else None)


def _read_lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
    else:
        yield from _files.read_lines(name)
