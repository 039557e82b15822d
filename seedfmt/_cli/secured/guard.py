"""Does an argument look like a key? Rather one time too often than one too few.

In: an argument. Out: yes or no. Never: prints it.
"""

from __future__ import annotations

import os
import re

_MEMBER = re.compile(r"""["']?(?:kty|k|d)["']?\s*:\s*["']""")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{48}|[0-9A-Fa-f]{64})\Z")
_PADDED = re.compile(r"(?:[A-Za-z0-9+/_-]{22}==|[A-Za-z0-9+/_-]{43}=)\Z")
_BARE = re.compile(r"(?:[A-Za-z0-9+/_-]{32}|[A-Za-z0-9+/_-]{43})\Z")


def looks_like_key(argument: str) -> bool:
    """Is this a JWK, or 16, 24 or 32 bytes in hex or base64? A file that exists is a file."""
    parts = argument.split("=") if argument.startswith("-") else [argument]
    return any(_is_key("=".join(parts[start:])) for start in range(len(parts)))


def _is_key(text: str) -> bool:
    if _MEMBER.search(text) and "{" in text:
        return True
    if not (_HEX.match(text) or _PADDED.match(text) or (_BARE.match(text) and _is_mixed(text))):
        return False
    return not os.path.lexists(text)


def _is_mixed(text: str) -> bool:
    """Small and capital letters and digits: what a pointer or a path seldom has, and 24 random bytes mostly have."""
    return any(map(str.isdigit, text)) and any(map(str.isupper, text)) and any(map(str.islower, text))
