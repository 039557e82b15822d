"""Remove a member or an item, with its comments.

seedfmt delete post.md /related/2
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, edit_files
from seedfmt._edit.find import parse_pointer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("pointer", metavar="POINTER", help="a JSON Pointer (RFC 6901), as /related/2")


def run(args: argparse.Namespace) -> int:
    """Delete the value."""
    parse_pointer(args.pointer)
    return edit_files(args, lambda document: document.delete(args.pointer))
