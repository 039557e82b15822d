"""Verify each value, then seal and sign it anew with the first keys of the set. What is bound stays the same.

seedfmt secured rotate content/ --key-file keys-2.json --policy policy.json
"""

from __future__ import annotations

import argparse

from seedfmt._cli.secured.options import add_files, add_keys, add_policy, find_path, read_keys, read_policy
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_keys(parser)
    add_policy(parser)


def run(args: argparse.Namespace) -> int:
    """Rotate the values."""
    from seedfmt._secured.rotate import rotate

    policy, keys = read_policy(args)[0], read_keys(args)

    def task(document: Document, name: str) -> Facts:
        rotate(document, keys, policy, path=find_path(args, name))
        return {}

    return run_files(args, task, edits=True, done="rotated")
