"""Legacy values with a key: AES-CBC with PKCS #7, presumed and not proved, and **without authentication** (SPEC R150).

In: a value and a raw key. Out: a plaintext, or one error for a wrong key and for wrong padding. A wrong key is
accepted about once in 256, with garbage for a plaintext; and success against failure is the padding oracle: nothing
here is for a service. Never: guesses the format of a key, takes an initialisation vector.
"""

from __future__ import annotations

from typing import Literal, NoReturn, get_args

from seedfmt._secured import base64, token
from seedfmt.errors import Code, Malformed, NotAuthentic, SecretKeyError

KeyFormat = Literal["hex", "base64", "raw"]
FORMATS: tuple[KeyFormat, ...] = get_args(KeyFormat)
SIZES = (16, 24, 32)


def read_key(data: bytes, key_format: KeyFormat) -> bytes:
    """The raw key in the bytes of a source; a line end behind hex or base64 is passed over. Raises SecretKeyError."""
    key: bytes | None = data
    if key_format != "raw":
        text = data.decode("latin-1").removesuffix("\n").removesuffix("\r")
        key = base64.decode(text) if key_format == "base64" else _from_hex(text)
    if key is None:
        _fail_key(f"the key is not in the format {key_format}")
    require_size(key)
    return key


def require_size(key: bytes) -> None:
    """Raise SecretKeyError for a key that AES does not take."""
    if len(key) not in SIZES:
        _fail_key(f"the key has {len(key)} bytes, not 16, 24 or 32")


def decrypt_unauthenticated(value: str, key: bytes) -> bytes:
    """What the key makes of a legacy value. It may have been altered, or be garbage: nothing is authenticated.

    Raises Malformed, SecretKeyError for a key of another length; NotAuthentic, for a wrong key and for wrong padding
    alike.
    """
    require_size(key)
    parts = token.parse(value)
    if not isinstance(parts, token.Legacy):
        raise Malformed(Code.MALFORMED, "the value is not a legacy one", hint="use open for a sealed one")
    from seedfmt._secured import box

    plaintext = box.decrypt_cbc(key, *parts)
    if plaintext is None:
        message = "the value does not open: another key, or it was altered"
        raise NotAuthentic(Code.NOT_AUTHENTIC, message, hint="check the key and its format")
    return plaintext


def encrypt_unauthenticated(plaintext: bytes, key: bytes) -> str:
    """A legacy value with a fresh random vector. Raises SecretKeyError; Malformed where it would be too long."""
    require_size(key)
    from seedfmt._secured import box

    value = token.Legacy(*box.encrypt_cbc(key, plaintext)).text
    token.require_short(value)
    return value


def _from_hex(text: str) -> bytes | None:
    digits = set("0123456789abcdefABCDEF")
    return bytes.fromhex(text) if digits.issuperset(text) and len(text) % 2 == 0 else None


def _fail_key(message: str) -> NoReturn:
    raise SecretKeyError(Code.KEY, message, hint="give the key as it is, and its format with --key-format")
