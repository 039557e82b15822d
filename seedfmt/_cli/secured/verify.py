"""Verify files: that their values were made by keys that are trusted, for these very documents, and bind what the
policy asks for. A file without a value fails. In a folder all is looked at, hidden folders too: what is called .md,
.markdown, .html, .htm, .yaml or .yml, or begins with a fence, must verify; what else is there is counted.

seedfmt secured verify content/ --trust trust.json --require signed --volatile /heat
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from seedfmt import _files
from seedfmt._cli.output import warn_of
from seedfmt._cli.secured.options import (
    add_detached,
    add_files,
    add_keys,
    add_policy,
    find_path,
    read_policy,
    read_trust,
    require_named,
)
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._cli.secured.sign import SUFFIX
from seedfmt._document import Document
from seedfmt._escape import printable_path
from seedfmt._listing import require_inside_work_tree

if TYPE_CHECKING:
    from seedfmt._secured.verify import Verified


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    parser.add_argument("--trust", metavar="PATH", help="the public keys to trust; anybody may read the file")
    add_keys(parser, required=False)
    add_policy(parser)
    add_detached(parser, f"verify the signatures in FILE{SUFFIX}")


def run(args: argparse.Namespace) -> int:
    """Verify the files."""
    from seedfmt._cli.secured.policies import relative
    from seedfmt._secured.verify import verify

    require_named(args)
    (policy, source), keys = read_policy(args), read_trust(args)
    shown = None if source is None else relative(source)
    if shown is not None and args.policy is None:
        warn_of(f"the policy is that of {printable_path(shown)}")

    def task(document: Document, name: str) -> Facts:
        detached = read_detached(name) if args.detached else None
        verified = verify(document, keys, policy, detached=detached, path=find_path(args, name))
        sentence = f"{printable_path(name)}: {say(verified)}" if args.files == [name] else ""
        return verified._asdict() | {"policy": shown, "sentence": sentence}

    return run_files(args, task, done="verified", strict=True)


def read_detached(name: str) -> str:
    """The token beside a file."""
    require_inside_work_tree(name + SUFFIX)
    return _files.read_file(name + SUFFIX).decode("latin-1").removesuffix("\n")


def say(verified: Verified) -> str:
    """What was verified, for people."""
    parts = (("signed by", verified.signed), ("sealed by", verified.sealed))
    return ", ".join(f"{how} {kid}" for how, kid in parts if kid)
