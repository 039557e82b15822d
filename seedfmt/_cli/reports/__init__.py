"""How findings are printed: one module for each format, all of them functions from findings to pieces of text.

In: findings, in order, as they come. Out: text, as soon as it can be said. Never: prints; holds more than a few
findings: what must be gone through twice waits in a file without a name.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator

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


def stream(name: str, findings: Iterable[Finding], *, color: bool = False) -> Iterator[str]:
    """The findings in a format, piece by piece; together they end in a line end or are empty."""
    module = importlib.import_module(f"seedfmt._cli.reports.{FORMATS[name]}")
    function: Callable[..., Iterator[str]] = getattr(module, f"stream_{name.replace('-', '_')}")
    return function(findings, color=color) if name in ("concise", "full") else function(findings)


def render(name: str, findings: Iterable[Finding], *, color: bool = False) -> str:
    """The findings in a format, in one piece."""
    return "".join(stream(name, findings, color=color))
