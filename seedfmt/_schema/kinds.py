"""The addresses of the built-in schemas: each record kind has one, ``schema/KIND.schema.json``."""

from __future__ import annotations

from seedfmt._records.kinds import KINDS

__all__ = ["BASE", "KINDS", "SUFFIX", "uri_of"]

BASE = "https://seedfmt.github.io/schema/v1/"
SUFFIX = ".schema.json"


def uri_of(kind: str) -> str:
    """Return the address of the schema of a record kind."""
    return f"{BASE}{kind}{SUFFIX}"
