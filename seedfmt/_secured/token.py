"""The three shapes of a value, told apart by punctuation alone (SPEC R100 to R104). No cryptography.

In: the text of the field. Out: Legacy, Sealed or Signed, with every part decoded; or Malformed. Never: verifies
anything, shows a part in a ``repr`` or an error.
"""

from __future__ import annotations

from typing import Any, NamedTuple, NoReturn

from seedfmt._secured import base64, strict
from seedfmt.errors import Code, Malformed

LONGEST = 65_536  # characters of a value
LONGEST_HEADER = 4_096  # bytes of a JOSE header
BLOCK = 16


class Legacy(NamedTuple):
    """``BASE64;BASE64``: ciphertext and initialisation vector, presumably AES-CBC, without authentication."""

    ciphertext: bytes
    iv: bytes

    @property
    def kind(self) -> str:
        """``legacy``"""
        return "legacy"

    def __repr__(self) -> str:
        return f"<Legacy: {len(self.ciphertext)} bytes>"

    @property
    def text(self) -> str:
        """The value as it stands in the file."""
        return f"{base64.encode(self.ciphertext)};{base64.encode(self.iv)}"


class Sealed(NamedTuple):
    """A JWE in compact form (RFC 7516). ``header`` is not verified."""

    header: dict[str, Any]
    protected: str
    key: bytes
    iv: bytes
    ciphertext: bytes
    tag: bytes

    @property
    def kind(self) -> str:
        """``sealed``"""
        return "sealed"

    def __repr__(self) -> str:
        return f"<Sealed: {len(self.ciphertext)} bytes, not verified>"

    @property
    def text(self) -> str:
        """The value as it stands in the file."""
        parts = (self.key, self.iv, self.ciphertext, self.tag)
        return ".".join([self.protected, *map(base64.encode_url, parts)])


class Signed(NamedTuple):
    """A JWS in compact form (RFC 7515). ``header`` is not verified.

    ``signing_input`` is what the signature is made over (chapter 5.1): the first two parts as they are spelled.
    """

    header: dict[str, Any]
    signing_input: bytes
    payload: bytes
    signature: bytes

    @property
    def kind(self) -> str:
        """``signed``"""
        return "signed"

    def __repr__(self) -> str:
        return f"<Signed: {len(self.payload)} bytes, not verified>"

    @property
    def text(self) -> str:
        """The value as it stands in the file."""
        return f"{self.signing_input.decode()}.{base64.encode_url(self.signature)}"


Value = Legacy | Sealed | Signed


def parse(text: str) -> Value:
    """The parts of a value. Raises Malformed.

    The shape is told by punctuation: one ``;`` and no ``.``, or no ``;`` and four or two ``.``.
    """
    require_ascii(text)
    require_short(text)
    shape = text.count(";"), text.count(".")
    if shape == (1, 0):
        return _parse_legacy(text)
    if shape == (0, 4):
        return _parse_sealed(text)
    if shape == (0, 2):
        return _parse_signed(text)
    _fail("the value has none of the three shapes: BASE64;BASE64, a JWE, or a JWS in compact form")


def require_ascii(text: object) -> None:
    """Raise Malformed for what is not ASCII text."""
    if not isinstance(text, str) or not text.isascii():
        _fail("the value is not ASCII text")


def require_short(text: str) -> None:
    """Raise Malformed for a value that is too long."""
    if len(text) > LONGEST:
        _fail(f"the value has {len(text)} characters, and {LONGEST} is the limit")


def _parse_legacy(text: str) -> Legacy:
    first, _, second = text.partition(";")
    ciphertext, iv = base64.decode(first), base64.decode(second)
    if ciphertext is None or iv is None:
        _fail("a part of the value is not base64 in its one canonical spelling")
    if len(iv) != BLOCK:
        _fail(f"the initialisation vector has {len(iv)} bytes, not {BLOCK}")
    if not ciphertext or len(ciphertext) % BLOCK:
        _fail(f"the ciphertext has {len(ciphertext)} bytes, not a positive multiple of {BLOCK}")
    return Legacy(ciphertext, iv)


def _parse_sealed(text: str) -> Sealed:
    protected, *rest = text.split(".")
    header = _parse_header(protected)
    key, iv, ciphertext, tag = map(_part, rest)
    for name, part, length in (("wrapped key", key, 40), ("initialisation vector", iv, 12), ("tag", tag, 16)):
        if len(part) != length:
            _fail(f"the {name} of the JWE has {len(part)} bytes, not {length}")
    return Sealed(header, protected, key, iv, ciphertext, tag)


def _parse_signed(text: str) -> Signed:
    signing_input, _, signature = text.rpartition(".")
    protected, _, payload = signing_input.partition(".")
    signed = Signed(_parse_header(protected), signing_input.encode(), _part(payload), _part(signature))
    if len(signed.signature) != 64:
        _fail(f"the signature of the JWS has {len(signed.signature)} bytes, not 64")
    return signed


def _parse_header(text: str) -> dict[str, Any]:
    data = _part(text)
    if len(data) > LONGEST_HEADER:
        _fail(f"the JOSE header has {len(data)} bytes, and {LONGEST_HEADER} is the limit")
    header = strict.parse_object(data)
    if header is None:
        _fail("the JOSE header is not a JSON object in UTF-8 without a member twice")
    return header


def _part(text: str) -> bytes:
    data = base64.decode_url(text)
    if data is None:
        _fail("a part of the value is not base64url in its one canonical spelling")
    return data


def _fail(message: str) -> NoReturn:
    raise Malformed(Code.MALFORMED, message, hint="restore the value, or make it anew")
