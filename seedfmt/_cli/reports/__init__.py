"""How findings are printed: one module for each format, all of them functions from findings to text.

In: findings, in order. Out: text. Never: opens files, prints.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

from seedfmt._cli.reports.finding import Finding

FORMATS = {
    "concise": "concise",
    "full": "full",
    "json": "as_json",
    "json-lines": "as_json",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}


def render(name: str, findings: Sequence[Finding], *, color: bool = False) -> str:
    """The findings in a format, ending in a line end or empty."""
    module = importlib.import_module(f"seedfmt._cli.reports.{FORMATS[name]}")
    function: Callable[..., str] = getattr(module, f"render_{name.replace('-', '_')}")
    return function(findings, color=color) if name in ("concise", "full") else function(findings)
