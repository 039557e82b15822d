"""Take the signature off: what was signed stands there again, character for character. Nothing is verified.

seedfmt secured unwrap post.md
"""

from __future__ import annotations

import argparse

from seedfmt._cli.secured.options import add_field, add_files
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_field(parser)


def run(args: argparse.Namespace) -> int:
    """Unwrap the values."""
    from seedfmt._secured.unwrap import unwrap

    def task(document: Document, name: str) -> Facts:
        unwrap(document, field=args.field)
        return {}

    return run_files(args, task, edits=True, done="unwrapped")
