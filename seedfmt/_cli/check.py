"""Check that files can be read: fences, YAML, no key twice. A folder means all seed files in it.

seedfmt check content/
"""

from __future__ import annotations

import argparse
import sys

from seedfmt import _api, _files
from seedfmt.errors import SeedError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help='files and folders; "-" reads standard input')
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help='what to call standard input, and whether it is ".yaml"'
    )


def run(args: argparse.Namespace) -> int:
    """Check the files."""
    count = failed = 0
    for path in args.paths:
        found = [("-", True)] if path == "-" else _files.find_files([path])
        for name, _ in found:
            count += 1
            shown = args.stdin_filename or "<stdin>" if name == "-" else name
            try:
                if name == "-":
                    _api.loads(sys.stdin.buffer.read(), path=shown)
                else:
                    _api.load(name)
            except SeedError as error:
                failed += 1
                error.path = shown
                print(f"{_place(error)} {error.code} {error.message}" + (f"; {error.hint}" if error.hint else ""))
    if not count:
        print(f"seedfmt: no seed file in {', '.join(args.paths)}", file=sys.stderr)
        return 2
    print(
        f"{count} files checked, {failed} with errors" if count > 1 else f"1 file checked, {failed} with errors",
        file=sys.stderr,
    )
    return 1 if failed else 0


def _place(error: SeedError) -> str:
    return f"{error.path}:{error.line}:{error.column}:" if error.span else f"{error.path}:"
