"""Print what a rule finds, and why.

seedfmt rule C101
seedfmt rule --all
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import fail_usage
from seedfmt._cli.output import write_data
from seedfmt._cli.pages import PAGES
from seedfmt._rules.registry import FAMILIES, RULES, page, summary
from seedfmt._rules.subject import Rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "codes", metavar="CODE", nargs="*", help="codes, names or prefixes of codes; without any, a list"
    )
    parser.add_argument("--all", action="store_true", help="print the documentation of all rules")


def run(args: argparse.Namespace) -> int:
    """Print the documentation."""
    if args.all:
        text = manual()
    elif args.codes:
        text = "\n".join(_pages(code) for code in args.codes)
    else:
        text = "".join(f"{code}  {name:24}  {what}\n" for code, name, what, _ in _rows())
    write_data(text.encode())
    return 0


def _pages(code: str) -> str:
    found = [text for known, name, text in _texts() if known.startswith(code.upper()) or name == code]
    if not found:
        fail_usage(f'"{code}" is no rule; "seedfmt rule" lists them')
    return "\n".join(found)


def _texts() -> list[tuple[str, str, str]]:
    """Code, name and page of everything that can be found, in order of the codes."""
    return sorted(
        [*((rule.code, rule.name, page(rule)) for rule in RULES), *((one.code, one.name, one.text()) for one in PAGES)]
    )


def _rows() -> list[tuple[str, str, str, str]]:
    """Code, name, what is found, and whether there is a fix, in order of the codes."""
    rules = [(rule.code, rule.name, summary(rule), _kind_of_fix(rule)) for rule in RULES]
    return sorted([*rules, *((one.code, one.name, f"{one.means}.", "") for one in PAGES)])


def _kind_of_fix(rule: Rule) -> str:
    """When the fix of a rule is applied: by --fix, by --unsafe-fixes, or never."""
    return "" if not rule.fixable else "unsafe" if rule.edits else "safe"


def manual() -> str:
    """All documentation, as the file docs/rules.md."""
    lines = [
        "# Rules\n",
        "What can be found, most of it by `seedfmt check`, the rest by other commands. "
        "This page is printed by `seedfmt rule --all`; `seedfmt rule CODE` "
        "prints what is said of one. Selecting and suppressing: `schema/SPEC.md`, chapter 11.\n",
        "| family | what |",
        "| --- | --- |",
        *(f"| {letter} | {what} |" for letter, what in FAMILIES.items()),
        "",
        "| code | name | finds | fix |",
        "| --- | --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in _rows()),
        "",
    ]
    return "\n".join(lines) + "\n" + "\n".join(text for _, _, text in _texts())
