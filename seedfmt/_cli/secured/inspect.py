"""Show what can be seen of a value without a key: its kind, lengths and header. Nothing of it is verified.

seedfmt secured inspect post.md
"""

from __future__ import annotations

import argparse
from typing import Any

from seedfmt._cli.secured.options import add_field, add_files
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document
from seedfmt._escape import printable, printable_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_field(parser)


def run(args: argparse.Namespace) -> int:
    """Inspect the values."""
    from seedfmt._secured import field
    from seedfmt._secured.inspect import inspect

    def task(document: Document, name: str) -> Facts:
        facts = inspect(field.require_value(document, args.field).text)
        lines = [printable_path(name), *render_facts(facts, "  ")]
        return {**facts, "sentence": "\n".join(lines)}

    return run_files(args, task, done="inspected")


def render_facts(facts: dict[str, Any], indent: str) -> list[str]:
    """Facts as lines for people."""
    lines = []
    for name, value in facts.items():
        label = name.replace("_", " ")
        if isinstance(value, dict):
            lines += [f"{indent}{printable(label)}:", *render_facts(value, indent + "  ")]
        elif isinstance(value, list) and name == "plaintext_bytes":
            lines.append(f"{indent}{label}: {value[0]}" + (f" to {value[1]}" if value[0] != value[1] else ""))
        else:
            lines.append(f"{indent}{printable(label)}: {printable(render_value(value))}")
    return lines


def render_value(value: Any) -> str:
    """One fact; what comes from the value itself as JSON, so that it cannot play with the terminal."""
    import json

    return value if isinstance(value, str) and value.isprintable() and value.isascii() else json.dumps(value)
