"""The field "secured": look at it without a key; seal, sign, verify, open and rotate it with keys.

Exit: 0 all is in order, 1 a finding, or some of several files failed, 2 wrong usage, 3 malformed, 4 not authentic,
5 made for another document, 6 not what the policy asks for, 7 a key, 8 the front matter cannot be bound.
"""

from __future__ import annotations

import argparse
import importlib

from seedfmt._cli.editing import fail_usage
from seedfmt._cli.output import Parser, warn_of
from seedfmt._cli.status import secured_status_of
from seedfmt.errors import SeedError

VERBS = {
    "inspect": "show what can be seen of a value without a key",
    "lint": "find values that are malformed, copied or carelessly made",
    "keygen": "make keys",
    "pubkey": "print the public halves of signing keys",
    "seal": "encrypt a plaintext into a file, bound to it",
    "open": "verify a sealed value and print its plaintext",
    "sign": "sign a file, its value as it is",
    "verify": "verify files against a policy",
    "unwrap": "take a signature off",
    "rotate": "seal and sign anew with the first keys of a set",
    "bound-view": "print what a value vouches for",
    "migrate": "make sealed values of legacy ones",
    "legacy": "decrypt or encrypt a legacy value, without authentication",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    width = max(map(len, VERBS))
    lines = [f"  {name.ljust(width)}  {summary}" for name, summary in VERBS.items()]
    parser.epilog = "verbs:\n" + "\n".join(lines) + '\n\n"seedfmt secured VERB --help" tells more of each.'
    parser.add_argument("verb", metavar="VERB", help="what to do")
    parser.add_argument("rest", metavar="...", nargs=argparse.REMAINDER, help="what the verb takes")


def refuse_keys(arguments: list[str]) -> None:
    """End with status 2 where an argument looks like a key; before anything could print it."""
    from seedfmt._cli.secured.guard import looks_like_key

    if any(map(looks_like_key, arguments)):
        fail_usage(
            "an argument looks like a key; give keys with --key-file, --key-fd or --key-env, "
            "and do not use this one any more: it is in the history of the shell"
        )


def run(args: argparse.Namespace) -> int:
    """Run one verb."""
    if args.verb not in VERBS:
        fail_usage(f"there is no such verb; there are {', '.join(VERBS)}")
    module = importlib.import_module(f"seedfmt._cli.secured.{args.verb.replace('-', '_')}")
    parser = Parser(
        prog=f"seedfmt secured {args.verb}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    try:
        status: int = module.run(parser.parse_args(args.rest))
    except SeedError as error:  # keys, policy, plaintext: what all files need
        warn_of(error)
        return secured_status_of(error)
    return status
