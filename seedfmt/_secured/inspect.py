"""Inspect: all that can be seen of a value without a key.

In: the text of a value. Out: plain data for a report. Raises Malformed. Never: verifies; shows a part of the value
other than its header, which is marked so.
"""

from __future__ import annotations

from typing import Any

from seedfmt._secured import header, token
from seedfmt._secured.token import BLOCK, Legacy, Sealed

PRESUMED = "looks like a block cipher with a fresh vector; AES-CBC with PKCS #7 is presumed, not proved"


def inspect(value: str) -> dict[str, Any]:
    """Kind, lengths and header of a value; ``verified`` is false, always. Raises Malformed."""
    parts = token.parse(value)
    facts: dict[str, Any] = {"kind": parts.kind, "characters": len(value), "verified": False}
    if isinstance(parts, Legacy):
        return facts | _legacy_facts(parts)
    if isinstance(parts, Sealed):
        return facts | _sealed_facts(parts)
    facts |= {"header": parts.header, "payload_bytes": len(parts.payload)}
    cty = parts.header.get("cty")
    if cty in (header.JWE, header.LEGACY):
        facts["content"] = inspect(parts.payload.decode("latin-1"))
    return facts


def _legacy_facts(parts: Legacy) -> dict[str, Any]:
    length = len(parts.ciphertext)
    return {
        "ciphertext_bytes": length,
        "blocks": length // BLOCK,
        "iv_bytes": len(parts.iv),
        "plaintext_bytes": [length - BLOCK, length - 1],
        "note": PRESUMED,
    }


def _sealed_facts(parts: Sealed) -> dict[str, Any]:
    length = len(parts.ciphertext)
    return {"header": parts.header, "ciphertext_bytes": length, "plaintext_bytes": [length, length]}
