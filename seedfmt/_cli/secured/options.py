"""The options that verbs share, and what they mean: keys, policy, what to bind.

In: parsed arguments. Out: KeySet, Policy, keyword arguments. Ends the program with status 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from seedfmt._cli.editing import fail_usage
from seedfmt.errors import Code, FileError

if TYPE_CHECKING:
    from seedfmt._secured.keys import KeySet
    from seedfmt._secured.policy import Policy


# -- files -------------------------------------------------------------------------------------------------------------


def add_files(parser: argparse.ArgumentParser) -> None:
    """FILE ... and how to report."""
    parser.add_argument("files", metavar="FILE", nargs="+", help='files and folders; "-" is standard input and output')
    add_json(parser)


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json and --stdin-filename."""
    parser.add_argument("--json", action="store_true", help="print one line of JSON for each file")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input")


def add_detached(parser: argparse.ArgumentParser, what: str) -> None:
    """--detached."""
    parser.add_argument("--detached", action="store_true", help=what)


def require_named(args: argparse.Namespace) -> None:
    """End with status 2 where a detached signature would have no file beside it."""
    if args.detached and "-" in args.files:
        fail_usage("a detached signature of standard input has no name; give a file")


def add_field(parser: argparse.ArgumentParser) -> None:
    """--field."""
    what = 'the member with the value; "secured"'
    parser.add_argument("--field", metavar="NAME", type=read_name, default="secured", help=what)


def read_name(name: str) -> str:
    """The name of a member. Ends the program with status 2 for one that no file could hold."""
    try:
        name.encode()
    except UnicodeEncodeError:
        fail_usage("--field is not in UTF-8, and no file could hold it; give the name as it stands there")
    return name


# -- what to bind ------------------------------------------------------------------------------------------------------


def add_binding(parser: argparse.ArgumentParser) -> None:
    """--volatile, --no-body, --field, --bind-path, --root."""
    parser.add_argument(
        "--volatile",
        metavar="POINTER",
        action="append",
        default=[],
        help="a member that may change afterwards, as /heat; may be repeated",
    )
    parser.add_argument("--no-body", action="store_true", help="let the body change afterwards, too")
    parser.add_argument("--bind-path", action="store_true", help="let the file not be moved afterwards")
    add_root(parser)
    add_field(parser)


def read_binding(args: argparse.Namespace) -> dict[str, Any]:
    """What seal and sign are told of the binding. Ends the program with status 2 for what is no pointer."""
    require_pointers(args.volatile)
    return {"volatile": args.volatile, "body": not args.no_body, "field": args.field}


def add_root(parser: argparse.ArgumentParser) -> None:
    """--root."""
    what = "the folder that bound paths are relative to; the working folder"
    parser.add_argument("--root", metavar="FOLDER", default=".", help=what)


def find_path(args: argparse.Namespace, name: str) -> str | None:
    """The path of a file relative to the root; None where it is not below it, or is standard input without a name.

    Links are not followed: what is bound is the name that a reader finds the file by.
    """
    shown = args.stdin_filename if name == "-" else name
    if shown is None:
        return None
    try:
        path = os.path.relpath(os.path.abspath(shown), os.path.abspath(args.root)).replace(os.sep, "/")
    except ValueError:  # another drive, or a NUL
        return None
    return None if path.split("/")[0] == ".." else path


def find_bound_path(args: argparse.Namespace, name: str) -> str | None:
    """The path to bind, where --bind-path asks for it. Raises FileError where there is none."""
    if not args.bind_path:
        return None
    path = find_path(args, name)
    if path is None:
        hint = "give --root FOLDER, or --stdin-filename for standard input"
        raise FileError(Code.FILE, "the file is not below the root, and has no path to bind", hint=hint)
    return path


def require_pointers(pointers: list[str]) -> None:
    """End with status 2 where --volatile names no member."""
    for pointer in pointers:
        plain = pointer.replace("~0", "").replace("~1", "")
        if not pointer.startswith("/") or "~" in plain:
            fail_usage('--volatile is no JSON Pointer to a member; write "/" before each part, as /twitter/followers')


# -- keys --------------------------------------------------------------------------------------------------------------


def add_keys(parser: argparse.ArgumentParser, *, prefix: str = "", required: bool = True, what: str = "keys") -> None:
    """--key-file, --key-fd, --key-env, perhaps with a prefix."""
    group = parser.add_mutually_exclusive_group(required=required)
    name = f"--{prefix}key"
    group.add_argument(f"{name}-file", metavar="PATH", help=f"the {what}, in a file that nobody else can read")
    group.add_argument(f"{name}-fd", metavar="N", type=int, help=f"the {what}, on an open file descriptor")
    group.add_argument(f"{name}-env", metavar="NAME", help=f"the {what}, in an environment variable")


def read_keys(args: argparse.Namespace) -> KeySet:
    """The key set that the options name. Core dumps are switched off before it is read."""
    from seedfmt._secured.keys import KeySet

    return KeySet.from_json(read_source(args, "key"))


def read_trust(args: argparse.Namespace) -> KeySet:
    """The keys to verify with: those of --trust, and those of the key options."""
    from seedfmt._secured.keys import KeySet

    known = [key for path in [args.trust] if path is not None for key in KeySet.load_public(path)]
    if has_source(args, "key"):
        known += [key for key in read_keys(args) if key.kid not in {other.kid for other in known}]
    if not known:
        fail_usage("there is no key to verify with; give --trust, --key-file, --key-fd or --key-env")
    return KeySet(known)


def has_source(args: argparse.Namespace, name: str) -> bool:
    """Is one of the three options for keys given?"""
    return any(getattr(args, f"{name}_{kind}") is not None for kind in ("file", "fd", "env"))


def read_source(args: argparse.Namespace, name: str) -> bytes:
    """The bytes that --NAME-file, --NAME-fd or --NAME-env leads to."""
    from seedfmt._secured import sources

    switch_off_core_dumps()
    path, descriptor = getattr(args, f"{name}_file"), getattr(args, f"{name}_fd")
    if path is not None:
        return sources.read_secret(path)
    if descriptor is not None:
        return sources.read_descriptor(descriptor)
    return sources.read_environment(getattr(args, f"{name}_env"))


def switch_off_core_dumps() -> None:
    """From here on there are secrets in memory."""
    _forbid_core_files()
    if sys.platform == "linux":  # where a program that core dumps are piped to gets them whatever the limit
        _be_undumpable()


def _forbid_core_files() -> None:
    try:
        import resource
    except ImportError:  # a system without core files
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _be_undumpable() -> None:
    try:
        import ctypes

        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
    except (ImportError, OSError, AttributeError):  # a Python without ctypes, a libc without prctl
        return


def read_plaintext(args: argparse.Namespace) -> bytes:
    """The plaintext, from --plaintext FILE or standard input."""
    if args.plaintext == "-" and "-" in args.files:
        fail_usage("standard input cannot be both the file and the plaintext; give --plaintext FILE")
    if args.plaintext == "-":
        data = sys.stdin.buffer.read()
        if not data and not args.empty:
            fail_usage("standard input is empty, and nothing would be encrypted; give --plaintext FILE, or --empty")
        return data
    from seedfmt import _files

    return _files.read_file(args.plaintext)


def add_plaintext(parser: argparse.ArgumentParser) -> None:
    """--plaintext."""
    parser.add_argument("--plaintext", metavar="FILE", default="-", help="what to encrypt; else standard input")
    parser.add_argument("--empty", action="store_true", help="standard input may be empty")


def add_replace(parser: argparse.ArgumentParser) -> None:
    """--replace."""
    parser.add_argument("--replace", action="store_true", help="put it in the place of a value that is there")


# -- policy ------------------------------------------------------------------------------------------------------------


def add_policy(parser: argparse.ArgumentParser) -> None:
    """--policy, or its members one by one; --root."""
    what = "what to ask for, as JSON or TOML: require, volatile, body, field, keys, path"
    parser.add_argument("--policy", metavar="PATH", help=what)
    parser.add_argument("--require", choices=["signed", "sealed", "both"], help="without --policy: what to ask for")
    parser.add_argument(
        "--volatile", metavar="POINTER", action="append", help="without --policy: a member that may be unbound"
    )
    parser.add_argument(
        "--no-body", action="store_true", default=None, help="without --policy: the body may be unbound"
    )
    parser.add_argument(
        "--require-path", action="store_true", default=None, help="without --policy: the path must be bound"
    )
    add_root(parser)
    what = 'without --policy: the member with the value; "secured"'
    parser.add_argument("--field", metavar="NAME", type=read_name, help=what)


def read_policy(args: argparse.Namespace) -> tuple[Policy, str | None]:
    """The policy that is given, or that of the project; and the file that it is in, None for single options.

    Raises PolicyError; ends with status 2 where there is none.
    """
    from seedfmt._cli.secured.policies import project_policy, read_policy_file
    from seedfmt._secured.policy import Policy

    single = {
        "volatile": args.volatile,
        "body": False if args.no_body else None,
        "field": args.field,
        "path": args.require_path,
    }
    given = {name: value for name, value in single.items() if value is not None}
    if args.policy is not None:
        if args.require is not None or given:
            fail_usage("--policy and its single members exclude each other; give one or the other")
        return read_policy_file(args.policy), args.policy
    if args.require is not None:
        require_pointers(args.volatile or [])
        return Policy(args.require, **given), None
    if given:
        fail_usage("what to ask for is missing; give --require")
    found = project_policy()
    if found is None:
        fail_usage("there is no policy; give --policy, --require, or [tool.seedfmt.secured] in pyproject.toml")
    return found
