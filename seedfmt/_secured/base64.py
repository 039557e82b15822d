"""Base64 with one spelling for each sequence of bytes (RFC 4648, chapters 3.5, 4 and 5).

In: text or bytes. Out: bytes or text; None for any other spelling: white space, wrong padding, bits that are left over.
Never: raises.
"""

from __future__ import annotations

from binascii import Error, a2b_base64, b2a_base64

_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/=", b"+/\0\0\0")  # what is not of this alphabet is of none


def encode(data: bytes) -> str:
    """Base64 in the standard alphabet, with padding."""
    return b2a_base64(data, newline=False).decode()


def decode(text: str) -> bytes | None:
    """The bytes of base64 in the standard alphabet, with padding."""
    try:
        spelled = text.encode("ascii")
        data = a2b_base64(spelled)
    except (Error, UnicodeEncodeError):
        return None
    return data if b2a_base64(data, newline=False) == spelled else None


def encode_url(data: bytes) -> str:
    """Base64 in the alphabet for URLs, without padding, as JOSE has it."""
    return b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=").decode()


def decode_url(text: str) -> bytes | None:
    """The bytes of base64 in the alphabet for URLs, without padding."""
    try:
        spelled = text.encode("ascii").translate(_FROM_URL)
        data = a2b_base64(spelled + b"==="[: -len(spelled) % 4], strict_mode=True)
    except (Error, UnicodeEncodeError):
        return None
    rest = len(data) % 3  # only the end can hold bits that are left over
    return data if not rest or b2a_base64(data[-rest:], newline=False).startswith(spelled[-rest - 1 :]) else None
