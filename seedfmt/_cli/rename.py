"""Give a member another key; its value, place and comments stay.

seedfmt rename post.md /provider/name publisher
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, edit_files
from seedfmt._edit.find import parse_pointer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("pointer", metavar="POINTER", help="a JSON Pointer (RFC 6901), as /provider/name")
    parser.add_argument("name", metavar="NAME", help="the new key, always text")


def run(args: argparse.Namespace) -> int:
    """Rename the member."""
    parse_pointer(args.pointer)
    return edit_files(args, lambda document: document.rename(args.pointer, args.name))
