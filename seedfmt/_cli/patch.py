"""Apply a JSON Patch (RFC 6902): all of it or nothing.

seedfmt patch post.md changes.json
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, edit_files, read_json_file, require_one_stdin


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument(
        "changes", metavar="CHANGES.json", help='a file with the list of operations; "-" reads standard input'
    )


def run(args: argparse.Namespace) -> int:
    """Apply the patch."""
    require_one_stdin([*args.files, args.changes])
    operations = read_json_file(args.changes)
    return edit_files(args, lambda document: document.patch(operations))
