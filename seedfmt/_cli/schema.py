"""List the schemas, show one, say which one a file gets and why.

seedfmt schema list
seedfmt schema show news
seedfmt schema for content/_news/post.md
"""

from __future__ import annotations

import argparse
import sys

from seedfmt import _api, _files
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import say, warn_of, write_data
from seedfmt._escape import printable, printable_path
from seedfmt._isolation import isolated
from seedfmt.errors import SeedError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", help="list, show or for", required=True)
    verbs.add_parser("list", help="the kinds of files that have a schema, and its address")
    show = verbs.add_parser("show", help="print a schema")
    show.add_argument("schema", metavar="SCHEMA", help="a kind, a path, an address")
    which = verbs.add_parser("for", help="say which schema a file gets, and why")
    which.add_argument("file", metavar="FILE", help='the file; "-" reads standard input')
    which.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input")
    which.add_argument("--schema", metavar="SCHEMA", help="a kind, a path, an address: what check would be given")
    for verb in (show, which):
        verb.add_argument("--allow-remote", action="store_true", help="fetch what is not on this machine")


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    if args.verb == "list":
        return _list()
    return _show(args) if args.verb == "show" else _for(args)


def _list() -> int:
    from seedfmt._records.table import RECORD_KINDS
    from seedfmt._schema.kinds import uri_of

    for kind in RECORD_KINDS:
        say(f"{kind.name:22} {kind.folder:24} {uri_of(kind.name)}")
    return 0


def _show(args: argparse.Namespace) -> int:
    try:
        uri = _api.load_schema(args.schema, allow_remote=args.allow_remote).uri
        text = _files.read_schema(uri, allow_remote=args.allow_remote)
    except SeedError as error:
        from seedfmt._schema.kinds import KINDS

        warn_of(error)
        warn_of(f"the kinds are {', '.join(KINDS)}")
        return 1
    write_data(text.encode(), json=True)
    return 0


def _for(args: argparse.Namespace) -> int:
    import os

    from seedfmt._config import find_config

    name = args.file if args.file != "-" else args.stdin_filename or "<stdin>"
    config = find_config(os.getcwd())
    try:
        with isolated(name):
            document = _api.loads(sys.stdin.buffer.read(), path=name) if args.file == "-" else load_file(name)
            selection = _api.select_schema(document, args.schema, path=name, globs=config.schemas, root=config.folder)
            shown = "no schema"
            if selection.schema:
                named, folder, _, _, within = selection
                loaded = _api.load_schema(named, folder, allow_remote=args.allow_remote, within=within)
                shown = _files.path_of(loaded.uri)
    except SeedError as error:
        warn_of(error)
        return 1
    say(printable_path(name) + printable(f": {shown} ({selection.why})"))
    return 0
