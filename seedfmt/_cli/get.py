"""Print one value: text as it is, a list or a mapping as JSON.

seedfmt get post.md /provider/name
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from seedfmt import _api
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import warn_of, write_data
from seedfmt._cursor import plain
from seedfmt._edit.find import parse_pointer
from seedfmt._isolation import isolated
from seedfmt.errors import SeedError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", help='the file; "-" reads standard input')
    parser.add_argument("pointer", metavar="POINTER", help='a JSON Pointer (RFC 6901), as /related/0/title; "" is all')
    parser.add_argument("--json", action="store_true", help="print text, too, as JSON")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help='what to call standard input, and whether it is ".yaml"'
    )


def run(args: argparse.Namespace) -> int:
    """Print the value."""
    parse_pointer(args.pointer)
    name = args.file if args.file != "-" else args.stdin_filename or "<stdin>"
    try:
        with isolated(name):
            text, is_json = _read_value(args, name)
        write_data(text.encode() + b"\n", json=is_json)
    except SeedError as error:
        error.path = error.path or name
        warn_of(error)
        return 1
    return 0


def _read_value(args: argparse.Namespace, name: str) -> tuple[str, bool]:
    """The value as text, and whether that is JSON."""
    document = _api.loads(sys.stdin.buffer.read(), path=name) if args.file == "-" else load_file(name)
    value = plain(document.at(args.pointer))
    if isinstance(value, str) and not args.json:
        return value, False
    import json

    return json.dumps(with_text_keys(value), ensure_ascii=False, indent=2, default=str), True


def with_text_keys(value: Any) -> Any:
    """A copy in which lists and mappings that stand as keys are text, as JSON has no other keys."""
    if isinstance(value, dict):
        names = [repr(key) if isinstance(key, (tuple, frozenset)) else key for key in value]
        return dict(zip(names, map(with_text_keys, value.values()), strict=True))
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value
