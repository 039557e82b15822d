"""Set one value. The key is added if it does not exist. Comments and quote style are preserved.

What is typed is what is written: over a string, VALUE is a string; a number keeps its spelling.

seedfmt set post.md /heat 65
seedfmt set post.md /title 'Say "hi": a # b'
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, add_value_argument, edit_files, read_value
from seedfmt._cli.typed import set_typed
from seedfmt._edit.find import parse_pointer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("pointer", metavar="POINTER", help="a JSON Pointer (RFC 6901), as /related/0/title")
    add_value_argument(parser)
    parser.add_argument("--parents", action="store_true", help="add the mappings on the way that do not exist")
    parser.add_argument(
        "--keep-tag", action="store_true", help="keep an application tag, such as !Sub, on the new value"
    )


def run(args: argparse.Namespace) -> int:
    """Set the value."""
    parse_pointer(args.pointer)
    value = read_value(args)
    options = {"parents": args.parents, "keep_tag": args.keep_tag}
    if args.text or args.json:
        return edit_files(args, lambda document: document.set(args.pointer, value, **options))
    return edit_files(args, lambda document: set_typed(document, args.pointer, args.value, value, **options))
