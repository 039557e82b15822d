"""Print what a value would vouch for: the canonical JSON of the front matter, less the field and the volatile members.
With --json the digests instead.

seedfmt secured bound-view post.md --volatile /heat
"""

from __future__ import annotations

import argparse

from seedfmt._cli.secured.options import add_binding, add_files
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_binding(parser)
    parser.add_argument("--detached", action="store_true", help="what a detached signature would vouch for")


def run(args: argparse.Namespace) -> int:
    """Print the views."""
    from seedfmt._secured.view import bound_view

    def task(document: Document, name: str) -> Facts:
        view = bound_view(document, volatile=args.volatile, field=None if args.detached else args.field)
        body = None if args.no_body else view.body
        return {"front": view.front, "body": body} if args.json else {"output": view.text + b"\n"}

    return run_files(args, task, done="bindable")
