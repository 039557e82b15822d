"""Print what a rule finds, and why.

seedfmt rule C101
seedfmt rule --all
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import fail_usage, write_bytes
from seedfmt._rules.registry import FAMILIES, RULES, page, summary


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
        text = "".join(f"{rule.code}  {rule.name:24}  {summary(rule)}\n" for rule in RULES)
    write_bytes(text.encode())
    return 0


def _pages(code: str) -> str:
    found = [rule for rule in RULES if rule.code.startswith(code.upper()) or rule.name == code]
    if not found:
        fail_usage(f'"{code}" is no rule; "seedfmt rule" lists them')
    return "\n".join(page(rule) for rule in found)


def manual() -> str:
    """All documentation, as the file docs/rules.md."""
    lines = [
        "# Rules\n",
        "What `seedfmt check` finds beyond schemas. This page is printed by `seedfmt rule --all`; `seedfmt rule CODE` "
        "prints what is said of one. Selecting and suppressing: `schema/SPEC.md`, chapter 11.\n",
        "| family | what |",
        "| --- | --- |",
        *(f"| {letter} | {what} |" for letter, what in FAMILIES.items()),
        "",
        "| code | name | finds | fix |",
        "| --- | --- | --- | --- |",
        *(f"| {rule.code} | {rule.name} | {summary(rule)} | {'yes' if rule.fixable else ''} |" for rule in RULES),
        "",
    ]
    return "\n".join(lines) + "\n" + "\n".join(page(rule) for rule in RULES)
