"""Does an argument look like a key? Rather one time too often than one too few.

In: an argument. Out: yes or no. Never: prints it.
"""

from __future__ import annotations

import os
import re

_MEMBER = re.compile(r"""["']?(?:kty|k|d)["']?\s*:\s*["']""")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{22,}={0,2}")
_HEX = re.compile(r"(?:0[Xx])?(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{48}|[0-9A-Fa-f]{64})\Z")
_PADDED = re.compile(r"(?:[A-Za-z0-9+/_-]{22}==|[A-Za-z0-9+/_-]{43}=)\Z")
_BARE = re.compile(r"(?:[A-Za-z0-9+/_-]{32}|[A-Za-z0-9+/_-]{43})\Z")


def looks_like_key(argument: str) -> bool:
    """Does it hold a JWK, or 16, 24 or 32 bytes in hex or base64? A file that exists is a file."""
    if _MEMBER.search(argument) and "{" in argument:
        return True
    if os.path.lexists(argument) or (argument.startswith("-") and os.path.lexists(argument.partition("=")[2])):
        return False
    return any(map(_is_key, _parts(argument)))


def _parts(argument: str) -> list[str]:
    """The runs of base64 in an argument, and of each what is between its slashes: "/" may be a letter or not."""
    parts: list[str] = []
    for run in _RUN.findall(argument):
        parts += [run, run.lstrip("/"), *run.split("/")]
    return parts


def _is_key(text: str) -> bool:
    return bool(_HEX.match(text) or _PADDED.match(text) or (_BARE.match(text) and _is_mixed(text)))


def _is_mixed(text: str) -> bool:
    """Small and capital letters and digits: what a pointer or a path seldom has, and 24 random bytes mostly have."""
    return any(map(str.isdigit, text)) and any(map(str.isupper, text)) and any(map(str.islower, text))
