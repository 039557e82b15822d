"""Add an item at the end of a list.

seedfmt append post.md /topics "Computer Vision"
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, add_value_argument, edit_files, read_value
from seedfmt._cli.typed import typed_value
from seedfmt._cursor import SequenceCursor
from seedfmt._document import Document
from seedfmt._edit.find import describe, parse_pointer
from seedfmt.errors import Code, EditError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("pointer", metavar="POINTER", help="a JSON Pointer (RFC 6901) to a list, as /topics")
    add_value_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Append the value."""
    parse_pointer(args.pointer)
    value = read_value(args)

    def append(document: Document) -> None:
        items = require_list(document, args.pointer)
        if args.text or args.json:
            items.append(value)
        else:
            new, spelling = typed_value(args.pointer, args.value, value)
            items.set("-", new, spelling=spelling)

    return edit_files(args, append)


def require_list(document: Document, pointer: str) -> SequenceCursor:
    """The list at a pointer; an empty value becomes one. Raises EditError where there is something else."""
    found = document.at(pointer)
    if found is None:
        document.set(pointer, [])
        found = document.at(pointer)
    if not isinstance(found, SequenceCursor):
        kind = "a mapping" if hasattr(found, "data") else describe(found)
        raise EditError(
            Code.PLACE,
            f'"{pointer}" is {kind}, not a list',
            hint="name a list, or set it to one first",
            span=document.span(pointer),
        )
    return found
