"""Verify a sealed value in every respect, then print its plaintext.

seedfmt secured open post.md --key-file keys.json --require sealed
"""

from __future__ import annotations

import argparse

from seedfmt._cli.secured.options import add_files, add_keys, add_policy, find_path, read_policy, read_trust
from seedfmt._cli.secured.running import Facts, require_single, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    parser.add_argument("--trust", metavar="PATH", help="public keys to trust, besides those of the key file")
    add_keys(parser)
    add_policy(parser)


def run(args: argparse.Namespace) -> int:
    """Open the value; of several files, as "plaintext" in base64 with --json."""
    from seedfmt._secured import base64
    from seedfmt._secured.verify import open_sealed

    require_single(args)
    policy, keys = read_policy(args)[0], read_trust(args)

    def task(document: Document, name: str) -> Facts:
        plaintext = open_sealed(document, keys, policy, path=find_path(args, name))
        if args.json:
            return {"plaintext": base64.encode(plaintext)}
        return {"output": plaintext}

    return run_files(args, task, done="opened")
