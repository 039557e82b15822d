"""Make keys, in a new file that nobody else can read. With --old, the keys of that set follow: the new ones seal and
sign from now on, the old ones still open and verify.

seedfmt secured keygen --out keys.json
seedfmt secured keygen --old keys.json --out keys-2.json
"""

from __future__ import annotations

import argparse
import contextlib
import os

from seedfmt._cli.output import say
from seedfmt._cli.secured.options import switch_off_core_dumps
from seedfmt.errors import Code, FileError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--kind", choices=["seal", "sign", "both"], default="both", help="which keys; both")
    parser.add_argument("--old", metavar="PATH", help="a set whose keys follow behind the new ones")
    parser.add_argument("--out", metavar="PATH", required=True, help="the new file; it must not be there yet")


def run(args: argparse.Namespace) -> int:
    """Make the keys."""
    from seedfmt._secured.keys import KeySet, Kind, generate_key

    switch_off_core_dumps()
    kinds: tuple[Kind, ...] = ("seal", "sign") if args.kind == "both" else (args.kind,)
    old = KeySet.load(args.old).keys if args.old is not None else ()
    new = [generate_key(kind) for kind in kinds]
    write_new(args.out, KeySet([*new, *old]).export())
    for key in new:
        say(f"{key.kind} {key.kid}")
    return 0


def write_new(path: str, text: str) -> None:
    """Write a file that is not there yet, closed to all others. Raises FileError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    reason = ""
    created = False
    try:
        with open(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            created = True
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        reason = "there is such a file already"
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no such name").lower()
    if reason:
        if created:
            with contextlib.suppress(OSError):
                os.unlink(path)
        message = f"the file could not be written: {reason}"
        raise FileError(Code.FILE, message, hint="name another file", path=path)
