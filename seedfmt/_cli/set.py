"""Give one value another. Its quoting, comments and place stay; a member that is missing is added.

seedfmt set post.md /heat 65
seedfmt set post.md /title 'Say "hi": a # b'
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, add_value_argument, edit_files, read_value
from seedfmt._edit.find import parse_pointer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("pointer", metavar="POINTER", help="a JSON Pointer (RFC 6901), as /related/0/title")
    add_value_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Set the value."""
    parse_pointer(args.pointer)
    value = read_value(args)
    return edit_files(args, lambda document: document.set(args.pointer, value))
