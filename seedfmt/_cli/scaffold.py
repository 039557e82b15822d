"""The files that ``seedfmt init`` proposes: configuration, pre-commit hooks, CI workflow.

In: what is to be in them; names come from the repository and may be hostile. Out: source text. Never: writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from seedfmt._edit.spelling import spell_double
from seedfmt._escape import is_hostile

REPOSITORY = "https://github.com/seedfmt/seedfmt"
_CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


class Entry(NamedTuple):
    """An entry of ``schemas``: a glob, the schema, and whether some of the files have no front matter."""

    files: str
    schema: str
    optional: bool = False


def toml_string(content: str) -> str:
    """A string of TOML, on one line. What could play with a terminal is escaped, too."""
    return '"' + escape_hostile("".join(_SHORT.get(char, char) for char in content)) + '"'


def escape_hostile(content: str) -> str:
    """The content of a quoted string of TOML or YAML, with escapes for the characters that do more than show."""
    return "".join(_spell(ord(char)) if is_hostile(ord(char)) else char for char in content)


def _spell(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def render_config(title: str, readers: Iterable[str], exclude: Iterable[str], entries: Iterable[Entry]) -> str:
    """The source of ``seedfmt.toml``."""
    lines = [f"# {title}: what seedfmt checks. Written by seedfmt init; the file is yours to edit."]
    names = ", ".join(map(toml_string, readers))
    if names:
        lines.append(f"readers = [{names}]")
    globs = list(map(toml_string, exclude))
    if globs:
        lines += ["exclude = [", *(f"  {glob}," for glob in globs), "]"]
    rows = [f"  {_render_entry(entry)}," for entry in entries]
    if rows:
        lines += ["schemas = [", *rows, "]"]
    return "\n".join(lines) + "\n"


def _render_entry(entry: Entry) -> str:
    optional = ", optional = true" if entry.optional else ""
    return f"{{ files = {toml_string(entry.files)}, schema = {toml_string(entry.schema)}{optional} }}"


def render_hooks(version: str, folders: Iterable[str], suffixes: Iterable[str]) -> str:
    """The source of ``.pre-commit-config.yaml``: check the files of the collections or, without any, the project."""
    folders = list(folders)
    lines = ["repos:", f"  - repo: {REPOSITORY}", f"    rev: v{version}", "    hooks:", "      - id: seedfmt-check"]
    if folders:
        inside = "|".join(map(re.escape, folders))
        ends = "|".join(map(re.escape, dict.fromkeys(suffixes)))
        lines.append(f"        files: {escape_hostile(spell_double(f'^({inside})/.*[.]({ends})$'))}")
    else:
        lines += ["        files: ''", "        pass_filenames: false", "        args: [.]"]
    return "\n".join(lines) + "\n"


def render_workflow(version: str) -> str:
    """The source of ``.github/workflows/seedfmt.yml``."""
    return f"""name: seedfmt
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: {_CHECKOUT}
        with:
          persist-credentials: false
      - uses: seedfmt/seedfmt@v{version}
"""
