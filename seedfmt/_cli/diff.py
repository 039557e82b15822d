"""Show what changed in the data from one file to another: a table, a JSON Patch, or lines.

seedfmt diff old.md new.md
seedfmt diff --json-patch old.md new.md > changes.json    (seedfmt patch old.md changes.json applies it)
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from seedfmt import _api
from seedfmt._cli.editing import fail_usage, print_diff
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import say, warn_of, write_data
from seedfmt._document import Document
from seedfmt._escape import printable
from seedfmt._isolation import isolated
from seedfmt.errors import SeedError

if TYPE_CHECKING:
    from seedfmt._views.diff import Change

WIDTH = 60  # characters of a value that the table shows
SECRET = "/secured"  # is never shown in a report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("old", metavar="OLD", help='the file before; "-" reads standard input')
    parser.add_argument("new", metavar="NEW", help='the file after; "-" reads standard input')
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json-patch", action="store_true", help="print a JSON Patch (RFC 6902) of the front matter")
    how.add_argument("--unified", action="store_true", help="print the lines that changed, as diff -u does")
    parser.add_argument("--exit-code", action="store_true", help="end with 1 where there is a change")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help='what to call standard input, and whether it is ".yaml"'
    )


def run(args: argparse.Namespace) -> int:
    """Print the changes."""
    if args.old == args.new == "-":
        fail_usage("only one of the two can be standard input")
    try:
        old, new = _load(args, args.old), _load(args, args.new)
        changes = [] if args.unified else _compare(args, old, new)
    except SeedError as error:
        warn_of(error)
        return 1
    if args.unified:
        is_other = bytes(old) != bytes(new)
        print_diff(args.new, bytes(old), bytes(new), old_name=args.old)
    else:
        is_other = bool(changes) or old.body != new.body
        _print_patch(changes) if args.json_patch else _print_table(changes, old.body != new.body)
    return 1 if args.exit_code and is_other else 0


def _load(args: argparse.Namespace, name: str) -> Document:
    shown = args.stdin_filename or "<stdin>" if name == "-" else name
    with isolated(shown):
        return _api.loads(sys.stdin.buffer.read(), path=shown) if name == "-" else load_file(name)


def _compare(args: argparse.Namespace, old: Document, new: Document) -> list[Change]:
    from seedfmt._views.diff import diff_documents

    try:
        with isolated(""):
            return diff_documents(old, new)
    except SeedError as error:
        named = [name for name in (args.old, args.new) if name != "-" and os.path.abspath(name) == error.path]
        error.path = named[0] if named else error.path or args.stdin_filename or args.new
        raise


def _print_patch(changes: list[Change]) -> None:
    from seedfmt._views.as_json import render_json

    lines = [render_json(change.operation()) for change in changes]
    text = "[\n" + ",\n".join(f"  {line}" for line in lines) + "\n]\n" if lines else "[]\n"
    write_data(text.encode(), json=True)


def _print_table(changes: list[Change], body: bool) -> None:
    table = [(change.op, change.pointer or '""', *_values(change)) for change in changes]
    if body:
        table.append(("replace", "(body)", "", ""))
    width = max((len(row[1]) for row in table), default=0)
    lines = []
    for op, pointer, old, new in table:
        arrow = f"{old} -> {new}" if old and new else old or new
        lines.append(f"{op:7}  {pointer.ljust(width)}  {arrow}".rstrip())
    for line in lines:
        say(printable(line))


def _values(change: Change) -> tuple[str, str]:
    if change.pointer == SECRET:
        return "", ""
    return (
        "" if change.op == "add" else _short(change.old),
        "" if change.op == "remove" else _short(change.new),
    )


def _short(value: Any) -> str:
    from seedfmt._views.as_json import render_json

    if isinstance(value, dict):
        value = {name: item for name, item in value.items() if name != "secured"}
    text = render_json(value)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 3]}..."
