"""Any bytes: a Document or a SeedError with a place inside the file; what is accepted comes back byte for byte,
in parts that tile it."""

from __future__ import annotations

from laws import laws


def check(data: bytes) -> None:
    """Totality, identity and tiling, with fences and without."""
    for fenced in (True, False):
        laws.law_totality(data, fenced)
        laws.law_identity(data, fenced)
        laws.law_tiling(data, fenced)
        laws.law_members(data, fenced)
