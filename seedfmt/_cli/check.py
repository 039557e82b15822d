"""Check files: can they be read, and do the rules hold? A folder means the seed files in it that git does not ignore.

seedfmt check content/              name what is wrong, and where
seedfmt check --fix post.md         apply the fixes that change the data of no reader
seedfmt check --diff content/       show what --fix would do
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Generator
from typing import TYPE_CHECKING

from seedfmt import _config
from seedfmt._cli.checking import Checked, Options, check_alone, check_source, failed_check
from seedfmt._cli.output import parse_job_count, warn, warn_of, write_data, write_report
from seedfmt._cli.reports import FORMATS
from seedfmt._escape import printable_path

if TYPE_CHECKING:
    from seedfmt._cli.reports.finding import Finding
    from seedfmt._cli.summary import Progress, Totals

_DAY = 86_400  # of grace for clocks and time zones


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add(
        "paths",
        metavar="PATH",
        nargs="*",
        default=["."],
        help='files and folders (default "."); "-" reads standard input',
    )
    add("--fix", action="store_true", help="apply fixes; what remains is reported")
    add("--diff", action="store_true", help="show what --fix would change, and write nothing")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: apply fixes that change data, too; alone: mark them as fixable",
    )
    add("--select", metavar="CODES", help='codes or prefixes, with commas, as "C,L101"; ALL is all')
    add("--ignore", metavar="CODES", help="codes or prefixes to leave out; errors (E) stay")
    add("--schema", metavar="FILE", help="check all files with this schema")
    add("--output-format", metavar="FORMAT", choices=list(FORMATS), help=f"one of {', '.join(FORMATS)}")
    add(
        "--statistics",
        action="store_true",
        help="count the findings of each code instead of listing them; beside a format for programs, on standard error",
    )
    add("--exit-zero", action="store_true", help="exit with 0 whatever is found in files that can be opened")
    add("--config", metavar="FILE", help="take this configuration")
    add("--isolated", action="store_true", help="take no configuration")
    add("--force-exclude", action="store_true", help="leave out excluded files even where they are named")
    add("--stdin-filename", metavar="NAME", help='what to call standard input, and whether it is ".yaml"')
    add("--color", choices=["auto", "always", "never"], default="auto", help="color the output (default auto)")
    add("--jobs", metavar="N", type=parse_job_count, help="processes for many files (default: one for each processor)")


def run(args: argparse.Namespace) -> int:
    """Check the files, print what was found."""
    from seedfmt._cli.summary import Totals, fail_usage

    form = args.output_format or os.environ.get("SEEDFMT_OUTPUT_FORMAT") or "concise"
    if form not in FORMATS:
        fail_usage(f'SEEDFMT_OUTPUT_FORMAT is "{form}"; there are {", ".join(FORMATS)}')
    if "-" in args.paths and len(args.paths) > 1:
        fail_usage('"-" stands for standard input and must be the only path')
    options = read_options(args)
    if args.force_exclude and _is_excluded(args, options.config):
        return _pass_over(args)
    totals = Totals()
    try:
        _report(args, form, options, totals)
    except KeyboardInterrupt:
        left = "; each is whole, old or fixed" if args.fix and not args.diff else ""
        warn_of(f"interrupted after {totals.files} files{left}; nothing is told of the rest")
        return 130
    for note in totals.notes:
        warn_of(note)
    if not totals.files:
        warn_of(f"no seed file in {', '.join(map(printable_path, args.paths))}{totals.others()}")
        return 2
    warn(totals.sentence(args.diff))
    if args.exit_zero:  # what could not be read was not checked
        return 1 if totals.broken else 0
    return 1 if totals.findings or (args.diff and totals.fixed > 0) else 0


def _report(args: argparse.Namespace, form: str, options: Options, totals: Totals) -> None:
    """Check, and print what is found as it is found, or count it."""
    from seedfmt._cli.reports import stream
    from seedfmt._cli.summary import Progress, wants_color

    to_stderr = bool(args.diff or (args.fix and args.paths == ["-"]))
    out = sys.stderr if to_stderr else sys.stdout
    told = form in ("concise", "full")
    progress = Progress()
    with contextlib.closing(_find(args, options, totals, progress)) as findings:
        if args.statistics and told:
            for _ in findings:
                pass
        else:
            for text in stream(form, findings, color=wants_color(args.color, out)):
                if totals.files:  # of no files there is no report
                    progress.hide()
                    write_report(text, to_stderr=to_stderr)
    progress.hide()
    if args.statistics:
        write_report(totals.statistics(), to_stderr=to_stderr or not told)  # standard output may be for a program


def _find(
    args: argparse.Namespace, options: Options, totals: Totals, progress: Progress
) -> Generator[Finding, None, None]:
    """The findings, in order of the files, each counted; with --diff the fixes are shown on the way."""
    checks = _check_stream(args, options) if args.paths == ["-"] else _check_files(args, options, totals, progress)
    with contextlib.closing(checks):
        for checked in checks:
            totals.add(checked)
            if args.diff and checked.change:
                from seedfmt._cli.editing import print_diff

                progress.hide()
                print_diff(checked.path, *checked.change)
            yield from checked.findings


def _is_excluded(args: argparse.Namespace, config: _config.Config) -> bool:
    """Is all that is named excluded? A hook names what was changed, and that may be nothing else."""
    names = [args.stdin_filename] if args.paths == ["-"] else args.paths
    return all(name and config.is_excluded(name) for name in names)


def _pass_over(args: argparse.Namespace) -> int:
    """Say that nothing is checked; with --fix standard input goes through as it is."""
    if args.paths == ["-"] and args.fix and not args.diff:
        write_data(sys.stdin.buffer.read())
    warn_of("nothing to check: all that is named is excluded by the configuration")
    return 0


def read_options(args: argparse.Namespace) -> Options:
    """What the command line and the configuration ask for together; the command line goes first (SPEC R191)."""
    import time

    from seedfmt._cli.summary import split_codes
    from seedfmt._rules.across import RULES
    from seedfmt._rules.select import Selection

    config = _read_config(args)
    ignored = () if args.select is not None else config.ignore
    selection = Selection(
        split_codes("--select", args.select, config.select, config.path),
        split_codes("--ignore", args.ignore, ignored, config.path),
    )
    codes = selection.codes()
    across = frozenset(rule.code for rule in RULES) & codes
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + _DAY))
    unused = selection.has("I102")
    return Options(selection, codes, across, now, config, args.schema, args.fix, args.unsafe_fixes, args.diff, unused)


def _read_config(args: argparse.Namespace) -> _config.Config:
    if args.isolated:
        return _config.Config()
    if args.config:
        from seedfmt._cli.summary import fail_usage
        from seedfmt.errors import SeedError

        try:
            return _config.read_config(args.config) or _config.Config()
        except SeedError as error:  # also if the file is missing: 1 would mean that files were checked
            fail_usage(error)
    return _config.find_config(os.getcwd())


def _check_files(
    args: argparse.Namespace, options: Options, totals: Totals, progress: Progress
) -> Generator[Checked, None, None]:
    """Check files and folders, then what they share."""
    from seedfmt._cli.listing import list_files
    from seedfmt._cli.workers import check_all, count_jobs
    from seedfmt._listing import new_problems
    from seedfmt._rules.across import Index

    problems = new_problems()
    files = list_files(args.paths, options.config, problems, force=args.force_exclude)
    totals.notes += problems.notes
    if options.config.schemas or options.config.exclude:
        from seedfmt._cli.unmatched import find_unmatched

        totals.notes += find_unmatched(args.paths, [name for name, _ in files], options.config)
    if len(files) < 2:
        options = options._replace(across=frozenset())
    index = Index()
    number = 0
    for share in check_all(files, options, args.jobs or count_jobs()):
        for checked in share:
            if checked is None:
                totals.passed_over += 1
            else:
                index.add(number, checked.facts)
                yield checked._replace(number=number)
            number += 1
        progress.show(number, len(files))
    for place, error in enumerate(problems.errors, number):
        yield failed_check(error, str(error.path))._replace(number=place)
    if options.across:
        from seedfmt._cli.comparing import check_across

        yield from check_across(files, index, options)


def _check_stream(args: argparse.Namespace, options: Options) -> Generator[Checked, None, None]:
    """Check standard input; with --fix the result goes to standard output, and the report to standard error."""
    name = args.stdin_filename or "<stdin>"
    source = sys.stdin.buffer.read()
    checked = check_alone(name, lambda: check_source(source, name, options))
    if args.fix and not args.diff:
        write_data(checked.change[1] if checked and checked.change else source)
    if checked:
        yield checked
