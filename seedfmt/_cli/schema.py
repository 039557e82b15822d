"""List the schemas, show one, say which one a file gets and why, infer one from files.

seedfmt schema list
seedfmt schema show news
seedfmt schema for content/_news/post.md
seedfmt schema infer _posts > schemas/posts.schema.json
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from seedfmt import _api, _files
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import say, warn, warn_of, write_data
from seedfmt._escape import printable, printable_path
from seedfmt._isolation import isolated
from seedfmt.errors import SeedError

if TYPE_CHECKING:
    from fractions import Fraction

    from seedfmt._cli.inferring import Inferred


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", help="list, show, for or infer", required=True)
    verbs.add_parser("list", help="the kinds of files that have a schema, and its address")
    show = verbs.add_parser("show", help="print a schema")
    show.add_argument("schema", metavar="SCHEMA", help="a kind, a path, an address")
    which = verbs.add_parser("for", help="say which schema a file gets, and why")
    which.add_argument("file", metavar="FILE", help='the file; "-" reads standard input')
    which.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input")
    which.add_argument("--schema", metavar="SCHEMA", help="a kind, a path, an address: what check would be given")
    _add_infer(verbs.add_parser("infer", help="infer a schema from files, and report what does not fit it"))
    for verb in (show, which):
        verb.add_argument("--allow-remote", action="store_true", help="fetch what is not on this machine")


def _add_infer(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="+", help="files and folders")
    share = "share of the records that a key, a type or a form must have to be required (default 0.95)"
    add("--required-share", metavar="SHARE", type=_share, default=None, help=share)
    add("--closed", action="store_true", help="allow no other keys than those found")
    add("--report", metavar="FILE", help="write the outliers to this file instead of standard error")


def _share(text: str) -> Fraction:
    """A share for argparse: more than one half, at most 1."""
    from fractions import Fraction

    if text.isascii() and len(text) <= 20 and text.replace(".", "", 1).isdigit():
        share = Fraction(text)
        if Fraction(1, 2) < share <= 1:
            return share
    raise argparse.ArgumentTypeError(f'invalid share "{printable(text)}"; give a number above 0.5, at most 1')


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    if args.verb == "list":
        return _list()
    if args.verb == "infer":
        return _infer(args)
    return _show(args) if args.verb == "show" else _for(args)


def _infer(args: argparse.Namespace) -> int:
    import os

    from seedfmt._cli import inferring
    from seedfmt._config import find_config
    from seedfmt._listing import new_problems
    from seedfmt._schema.infer import REQUIRED_SHARE

    problems = new_problems()
    files = inferring.list_records(args.paths, find_config(os.getcwd()), problems)
    if not files and not problems.errors:
        warn_of(f"no file with front matter in {', '.join(map(printable_path, args.paths))}")
        return 2
    inferred = inferring.infer(files, args.required_share or REQUIRED_SHARE, closed=args.closed)
    for error in (*problems.errors, *inferred.errors):
        warn_of(error)
    if not inferred.files:
        warn_of("no file can be read, so there is no schema")
        return 1
    count = _report_outliers(inferred, args.report)
    left_out = len(inferred.errors)
    warn(
        f"schema inferred from {_number(len(inferred.files), 'file')}, {left_out} left out, {_number(count, 'outlier')}"
    )
    write_data(inferring.render_schema(inferred.schema), json=True)
    return 0


def _report_outliers(inferred: Inferred, report: str | None) -> int:
    """Write what the schema does not fit to a file or to standard error; return how much it is."""
    from seedfmt._cli.inferring import find_outliers, render_outlier

    lines = (render_outlier(name, problem) for name, problem in find_outliers(inferred))
    if report is None:
        count = 0
        for line in lines:
            warn(line)
            count += 1
        return count
    found = list(lines)
    _files.write_file(report, "".join(f"{line}\n" for line in found).encode(errors="backslashreplace"))
    return len(found)


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


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
                loaded = _api.load_schema(
                    named, folder, allow_remote=args.allow_remote, within=within, copies=config.copied
                )
                shown = _files.path_of(loaded.uri)
    except SeedError as error:
        warn_of(error)
        return 1
    say(printable_path(name) + printable(f": {shown} ({selection.why})"))
    return 0
