"""Sign files: a sealed value, a legacy one without its key, or a file without a value. With --detached the signature
goes to FILE.jws, and the file stays as it is.

seedfmt secured sign post.md --key-file keys.json --volatile /heat
"""

from __future__ import annotations

import argparse

from seedfmt import _files
from seedfmt._cli.secured.options import (
    add_binding,
    add_detached,
    add_files,
    add_keys,
    find_bound_path,
    read_binding,
    read_keys,
    require_named,
)
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document
from seedfmt._listing import require_inside_work_tree

SUFFIX = ".jws"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_keys(parser)
    add_binding(parser)
    add_detached(parser, f"write FILE{SUFFIX}, and leave the file alone")


def run(args: argparse.Namespace) -> int:
    """Sign the files."""
    from seedfmt._secured.sign import sign

    require_named(args)
    keys, binding = read_keys(args), read_binding(args)

    def task(document: Document, name: str) -> Facts:
        token = sign(document, keys, detached=args.detached, path=find_bound_path(args, name), **binding)
        if args.detached:
            require_inside_work_tree(name + SUFFIX)
            _files.write_file(name + SUFFIX, f"{token}\n".encode())
        return {}

    return run_files(args, task, edits=not args.detached, done="signed")
