"""Add a member at a place of a mapping, or an item before the one at an index of a list.

seedfmt insert post.md /published true --after heat
seedfmt insert post.md /topics/0 AI
"""

from __future__ import annotations

import argparse
from typing import Any

from seedfmt._cli.editing import add_file_arguments, add_value_argument, count_of, edit_files, fail_usage, read_value
from seedfmt._cli.typed import typed_value
from seedfmt._cursor import MappingCursor, SequenceCursor
from seedfmt._document import Document
from seedfmt._edit.find import match_index, match_key, parse_pointer, spell_part, spell_pointer
from seedfmt.errors import Code, EditError, PointerError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument(
        "pointer", metavar="POINTER", help="where it is to be: a JSON Pointer (RFC 6901), as /published"
    )
    add_value_argument(parser)
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--after", metavar="KEY", help="put the member behind this one")
    place.add_argument("--before", metavar="KEY", help="put the member before this one")


def run(args: argparse.Namespace) -> int:
    """Insert the value."""
    parts = parse_pointer(args.pointer)
    if not parts:
        fail_usage("POINTER must name the member or the item that is to be")
    value = read_value(args)
    spelling = None
    if not args.text and not args.json:
        value, spelling = typed_value(args.pointer, args.value, value)
    above = spell_pointer(tuple(parts[:-1]))

    def insert(document: Document) -> None:
        parent = document.at(above)
        try:
            if isinstance(parent, SequenceCursor):
                insert_item(parent, parts, value, args)
            elif isinstance(parent, MappingCursor):
                insert_member(parent, parts[-1], value, args)
            else:
                raise EditError(Code.PLACE, f'"{above}" is no collection', hint="name a mapping or a list")
        except EditError as error:
            error.span = error.span or document.span(above, key=True)
            raise

    def insert_spelled(document: Document) -> None:
        insert(document)
        if spelling is not None and parts[-1] != "-":
            document.set(args.pointer, value, spelling=spelling)

    return edit_files(args, insert_spelled)


def insert_item(parent: SequenceCursor, parts: list[str], value: object, args: argparse.Namespace) -> None:
    """Insert into a list, before the item that the pointer names."""
    above = spell_pointer(tuple(parts[:-1]))
    if args.after is not None or args.before is not None:
        message = f'"{above}" is a list; --after and --before name members of mappings'
        raise EditError(Code.PLACE, message, hint="end POINTER in the index")
    count = len(parent)
    place = match_index(parent.data, parts[-1], args.pointer, tuple(parts[:-1]))
    if place > count:
        message = f'"{args.pointer}" is behind the end of the list'
        raise PointerError(Code.NOT_FOUND, message, hint=f"it has {count_of(count, 'item')}")
    parent.insert(place, value)


def insert_member(parent: MappingCursor, key: str, value: object, args: argparse.Namespace) -> None:
    """Insert into a mapping, where the command line says."""
    name = args.after if args.after is not None else args.before
    data = parent.data
    if name is not None and match_key(data, name) not in data:
        hint = f"there are {', '.join(map(spell_part, data))}" if data else "it is empty"
        raise EditError(Code.NOT_FOUND, f'there is no member "{name}"', hint=hint)
    name_of = spell_pointer((key,))
    if args.after is not None:
        parent.insert(name_of, value, after=_as_name(match_key(data, name)))
    elif args.before is not None:
        parent.insert(name_of, value, before=_as_name(match_key(data, name)))
    else:
        parent.insert(name_of, value)


def _as_name(key: Any) -> Any:
    """A key as the name of a node: a pointer, if it is a string."""
    return spell_pointer((key,)) if isinstance(key, str) else key
