"""Print the public halves of the signing keys: a trust file, for all who verify.

seedfmt secured pubkey --key-file keys.json > trust.json
"""

from __future__ import annotations

import argparse

from seedfmt._cli.output import write_data
from seedfmt._cli.secured.options import add_keys, read_keys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Print the public keys."""
    write_data(read_keys(args).public().export().encode(), json=True)
    return 0
