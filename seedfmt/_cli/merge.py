"""Apply a JSON Merge Patch (RFC 7396): members that are null there are removed, all others are set.

seedfmt merge post.md new.json
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import add_file_arguments, edit_files, fail_usage, read_json_file, require_one_stdin


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_file_arguments(parser)
    parser.add_argument("changes", metavar="NEW.json", help='a file with an object; "-" reads standard input')


def run(args: argparse.Namespace) -> int:
    """Apply the patch."""
    require_one_stdin([*args.files, args.changes])
    changes = read_json_file(args.changes)
    if not isinstance(changes, dict):
        fail_usage(f"{args.changes}: a merge patch must be an object")
    return edit_files(args, lambda document: document.merge(changes))
