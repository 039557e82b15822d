"""The command line: ``seedfmt COMMAND ...``.

Each command is a module with ``add_arguments`` and ``run``, imported when it is called. Commands print; what they call
does not. Exit 0 clean, 1 findings or files that failed, 2 wrong usage or an error of seedfmt itself.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from seedfmt._cli.output import Parser, say, warn_of
from seedfmt.errors import SeedError

COMMANDS = {
    "check": "check files, and name the line of what is wrong",
    "init": "set up a site: configuration, schemas inferred from its files, hooks",
    "rule": "explain a rule of check",
    "schema": "list the schemas, show one, say which one a file gets, infer one",
    "get": "print one value",
    "set": "give one value another",
    "append": "add an item at the end of a list",
    "insert": "add a member or an item at a place",
    "delete": "remove a member or an item",
    "rename": "give a member another key",
    "move": "move a member or an item, with its comments",
    "patch": "apply a JSON Patch (RFC 6902)",
    "merge": "apply a JSON Merge Patch (RFC 7396)",
    "secured": "seal, sign, verify and look at the field secured",
    "diff": "show what changed between two files: a table, or a JSON Patch",
    "to-json": "print files as JSON, on request with nothing lost",
    "from-json": "make files of JSON, or edit files to say what it says",
}


def _width() -> int:
    """The columns of the terminal, as shutil counts them."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


_WIDTH = _width()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name may be no text
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return _end("interrupted", 130)
    except SeedError as error:
        from seedfmt._cli.status import status_of

        return _end(error, status_of(error))
    except BrokenPipeError:  # the reader of our output has gone
        return _end(None, 1)
    except OSError as error:
        what = "the output could not be written" if error.errno in _OUTPUT_ERRORS else "the system reports an error"
        return _end(f"{what}: {str(error.strerror).lower()}", 2)
    except Exception as error:
        from seedfmt._isolation import unforeseen

        return _end(unforeseen(error), 2)


_OUTPUT_ERRORS = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def _end(message: SeedError | str | None, status: int) -> int:
    """Say why the command ends, if anybody listens; what can no longer be written is dropped."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is sys.stderr and message is not None:
                warn_of(message)
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return status


def program() -> NoReturn:
    """Run one command and end the process, without taking it apart first: that would be a sixth of checking a file.

    SIGTERM is heard as Ctrl-C is, so that nothing is left half done.
    """
    import _signal  # type: ignore[import-not-found]  # "signal" would first make enums of all its numbers

    _signal.signal(_signal.SIGTERM, _signal.default_int_handler)
    _open_closed_streams()
    try:
        status = main()
    except SystemExit as end:  # wrong usage, or help
        status = end.code if isinstance(end.code, int) else 0
    os._exit(_end(None, status))


def _open_closed_streams() -> None:
    """Put something in the place of standard streams that are closed, lest a file gets the number of one.

    Standard input is empty then, writing to standard output is an error, and messages are dropped.
    """
    for number, name, mode in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, mode)
            if opened != number:
                os.dup2(opened, number)
            setattr(sys, name, open(number, "r" if number == 0 else "w", closefd=False))  # noqa: SIM115


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else ""
    _refuse_file_names(arguments)
    if arguments and (name == "secured" or name not in COMMANDS):
        from seedfmt._cli.secured import refuse_keys

        refuse_keys(arguments)  # before anything could print one
    if name in COMMANDS:
        module = importlib.import_module(f"seedfmt._cli.{name.replace('-', '_')}")
        parser = _command_parser(name, module)
        status: int = module.run(parser.parse_args(arguments[1:]))
        return status
    parser = _parser()
    parser.parse_args(arguments)
    parser.print_help()
    return 2


def _refuse_file_names(arguments: list[str]) -> None:
    """End with status 2 where an option is the name of a file, too (R219).

    A hook gives the names of changed files as they are; one such as "--trust=a/_news/b.md" must not become an option.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for argument in arguments[:end]:
        if len(argument) > 1 and argument.startswith("-") and os.path.lexists(argument):
            from seedfmt._cli.editing import fail_usage

            fail_usage(f'"{argument}" is both an option and the name of a file; for the file, write "./{argument}"')


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(width)}  {summary}" for name, summary in COMMANDS.items()]
    parser = Parser(
        prog="seedfmt",
        description="Read, check and edit seed files: YAML front matter, then a body. What is not edited stays.",
        epilog="commands:\n" + "\n".join(lines) + '\n\n"seedfmt COMMAND --help" tells more of each.'
        "\n\nexit status:\n  0  all is well\n  1  a file failed, or there is a finding"
        "\n  2  wrong usage: an option, a pointer or JSON that cannot be read; secured has more",
        formatter_class=_Help,
    )
    parser.add_argument("--version", action=_Version)
    parser.add_argument("command", metavar="COMMAND", nargs="?", choices=[*COMMANDS], help="what to do")
    return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """The layout of help; it is made for every option, and asks the system for the width without importing shutil."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH - 2)


class _Version(argparse.Action):
    """Print the version, and whether the parser is compiled."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version, and whether the parser is compiled")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from seedfmt._syntax import is_compiled, stale_message
        from seedfmt._version import __version__

        say(f"seedfmt {__version__} (parser {'compiled' if is_compiled() else 'interpreted'})")
        if stale := stale_message():
            parser.exit(2, f"seedfmt: {stale}\n")
        parser.exit()


def _command_parser(name: str, module: ModuleType) -> argparse.ArgumentParser:
    parser = Parser(
        prog=f"seedfmt {name}",
        description=module.__doc__,
        formatter_class=_Help,
    )
    module.add_arguments(parser)
    return parser
