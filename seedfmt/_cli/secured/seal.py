"""Encrypt a plaintext into the field of a file, bound to the rest of it. Only the line of the field changes.

seedfmt secured seal post.md --key-file keys.json --plaintext note.txt --volatile /heat --sign
"""

from __future__ import annotations

import argparse

from seedfmt._cli.secured.options import (
    add_binding,
    add_files,
    add_keys,
    add_plaintext,
    add_replace,
    find_bound_path,
    read_binding,
    read_keys,
    read_plaintext,
)
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_keys(parser)
    add_plaintext(parser)
    add_binding(parser)
    parser.add_argument("--sign", action="store_true", help="sign the sealed value, too")
    add_replace(parser)


def run(args: argparse.Namespace) -> int:
    """Seal the files."""
    from seedfmt._secured.seal import seal

    keys, plaintext, binding = read_keys(args), read_plaintext(args), read_binding(args)

    def task(document: Document, name: str) -> Facts:
        seal(
            document, plaintext, keys, sign=args.sign, replace=args.replace, path=find_bound_path(args, name), **binding
        )
        return {}

    return run_files(args, task, edits=True, done="sealed")
