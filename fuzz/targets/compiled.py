"""The compiled parser and the same files interpreted give equal tables, data and errors."""

from __future__ import annotations

import twins


def check(data: bytes) -> None:
    """Read with both, as a seed file, as a YAML file, and as YAML alone."""
    twins.law_compiled(data)
