"""The addresses of the built-in schemas: each record kind has one, ``schema/KIND.schema.json``."""

from __future__ import annotations

from seedfmt._records.kinds import KINDS

__all__ = ["BASE", "KINDS", "SUFFIX", "kind_of_uri", "uri_of"]

BASE = "https://seedfmt.github.io/schema/v1/"
SUFFIX = ".schema.json"


def uri_of(kind: str) -> str:
    """Return the address of the schema of a record kind."""
    return f"{BASE}{kind}{SUFFIX}"


def kind_of_uri(uri: str) -> str:
    """Return the record kind whose schema has an address, or ""."""
    name = uri.removeprefix(BASE).removesuffix(SUFFIX)
    return name if name in KINDS and uri == uri_of(name) else ""
