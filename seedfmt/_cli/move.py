"""Move an entry of a mapping, or an item of a list, with its comments.

seedfmt move post.md /heat --after /title
seedfmt move post.md /related/2 --before /related/0
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, edit_files
from seedfmt._edit.find import parse_pointer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("pointer", metavar="POINTER", help="the entry: a JSON Pointer (RFC 6901), such as /heat")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--before", metavar="POINTER", help="the entry of the same mapping or list that it precedes")
    place.add_argument("--after", metavar="POINTER", help="the entry of the same mapping or list that it follows")


def run(args: argparse.Namespace) -> int:
    """Move the entry."""
    other = args.before if args.after is None else args.after
    for pointer in (args.pointer, other):
        parse_pointer(pointer)
    side = {"before": other} if args.after is None else {"after": other}
    return edit_files(args, lambda document: document.move(args.pointer, **side))
