"""Find values that are malformed, copied from another file or carelessly made. No key is needed.

What the project's configuration excludes is left out of folders.

seedfmt secured lint content/
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from seedfmt import _api
from seedfmt._cli.opening import load_file
from seedfmt._cli.output import say, say_json, warn, warn_of
from seedfmt._cli.secured.options import add_field, add_files
from seedfmt._cli.secured.running import Progress, expand
from seedfmt._config import find_config
from seedfmt._escape import printable, printable_path
from seedfmt._isolation import isolated
from seedfmt.errors import FileError, Problem, SeedError

if TYPE_CHECKING:
    from seedfmt._secured.lint import Lint


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_field(parser)
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out excluded files even where they are named"
    )
    parser.add_argument("--legacy", action="store_true", help="find legacy values, too, which nobody can verify")


def run(args: argparse.Namespace) -> int:
    """Lint the values."""
    from seedfmt._secured.lint import Lint

    config = find_config(os.getcwd())
    named = {name for name in args.files if not args.force_exclude}
    names, _, errors = expand(args.files)
    names = [name for name in names if name in named or not config.is_excluded(name)]
    if not names and args.force_exclude and all(map(config.is_excluded, args.files)):
        warn_of("nothing to lint: all that is named is excluded by the configuration")
        return 0
    if not names:
        warn_of(f"no seed file in {', '.join(map(printable_path, args.files))}")
        return 2
    collector = Lint(legacy=args.legacy)
    found: dict[str, list[Problem]] = {}
    progress = Progress(len(names))
    for count, name in enumerate(names, 1):
        shown = args.stdin_filename or "<stdin>" if name == "-" else name
        found[shown] = _lint_file(name, shown, args.field, collector, errors)
        progress.show(count)
    progress.clear()
    for problem in collector.finish():
        found[problem.path or ""].append(problem)
    count = sum(map(len, found.values()))
    for name, problems in found.items():
        print_problems(name, problems, as_json=args.json)
    if not args.json:
        files, findings = ("file", "files")[len(found) != 1], ("finding", "findings")[count != 1]
        warn(f"{len(found)} {files}, {count} {findings}")
    return 1 if count else 0


def _lint_file(name: str, shown: str, field: str, collector: Lint, errors: dict[str, FileError]) -> list[Problem]:
    from seedfmt._secured.field import locate

    try:
        with isolated(shown):
            if name in errors:
                raise errors[name]
            document = _api.loads(sys.stdin.buffer.read(), path=shown) if name == "-" else load_file(name)
            if field not in document:
                return []
            pointer, span = locate(document, field)
            return collector.add(document[field], span, pointer=pointer, path=shown)
    except SeedError as error:
        return [Problem(str(error.code), error.message, error.span, hint=error.hint, path=shown)]


def print_problems(name: str, problems: list[Problem], *, as_json: bool) -> None:
    """The findings of one file: a line each, or one of JSON."""
    if as_json:
        import json

        say_json(
            json.dumps({"file": name, "ok": not problems, "problems": list(map(_facts, problems))}, ensure_ascii=False)
        )
        return
    for problem in problems:
        place = f"{problem.span.line}:{problem.span.column}:" if problem.span else ""
        sentence = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
        say(f"{printable_path(name)}:{place} {problem.code} {printable(sentence)}")


def _facts(problem: Problem) -> dict[str, object]:
    facts: dict[str, object] = {"code": problem.code, "severity": str(problem.severity), "message": problem.message}
    if problem.span:
        facts |= {"line": problem.span.line, "column": problem.span.column}
    return facts
