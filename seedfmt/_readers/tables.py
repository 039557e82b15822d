"""What the YAML readers that people use make of a plain scalar.

In: the name of a reader and the content of a plain scalar, folded as YAML folds it. Out: the value that the reader
builds, or a Refusal. Never: runs a reader, and never looks at YAML around the scalar.

Each table follows the source of its reader and is compared with it by ``tests/syntax/test_reader_tables.py``, where it
is installed. ``safeyaml`` (1.0.5) and ``goccy`` (1.18) are written down from their sources alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from seedfmt._readers import go, javascript, python, ruby
from seedfmt._readers.values import TIMESTAMP, Refusal, Symbol


class Reader(NamedTuple):
    """A reader: its name for people, and what it makes of a plain scalar."""

    title: str
    read: Callable[[str], Any]


READERS: dict[str, Reader] = {
    "pyyaml": Reader("PyYAML", python.read_pyyaml),
    "psych": Reader("Psych", ruby.read_psych),
    "safeyaml": Reader("SafeYAML", ruby.read_safeyaml),
    "js-yaml-3": Reader("js-yaml 3", javascript.read_js_yaml_3),
    "js-yaml-4": Reader("js-yaml 4", javascript.read_js_yaml_4),
    "yaml": Reader("yaml (npm)", javascript.read_yaml),
    "go-yaml-3": Reader("go-yaml 3", go.read_go_yaml),
    "goccy": Reader("goccy/go-yaml", go.read_goccy),
    "ruamel-1.2": Reader("ruamel.yaml", python.read_ruamel_12),
    "ruamel-1.1": Reader("ruamel.yaml in YAML 1.1", python.read_ruamel_11),
}


def read_plain(name: str, content: str) -> Any:
    """What a reader makes of a plain scalar."""
    return READERS[name].read(content)


__all__ = ["READERS", "TIMESTAMP", "Refusal", "Symbol", "read_plain"]
