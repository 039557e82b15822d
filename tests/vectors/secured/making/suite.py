"""The suite ``seedfmt-v1`` once more: of seedfmt it uses nothing.

In: names, headers. Out: keys, tokens, documents. Keys, content keys and vectors are derived from names, so that the same
come out each time. **These keys are public: use them for nothing.** Never: checks; it must be able to make what is wrong.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

PLAINTEXT = "the plaintext of a vector"
VOLATILE = ["/heat", "/ratings/count"]
BODY = "<p>The body,\nopaque.</p>\n"
FRONT = """\
title: "The harbour library reopens"
heat: 64
published: true
date: 2026-03-02T08:00:00Z
ratings:
  average: 4.7
  count: 12
topics:
  - AI
  - "C++"
"""
BOUND: dict[str, Any] = {
    "title": "The harbour library reopens",
    "published": True,
    "date": "2026-03-02T08:00:00Z",
    "ratings": {"average": 4.7},
    "topics": ["AI", "C++"],
}


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(name: str, size: int = 32) -> bytes:
    return hashlib.sha256(f"seedfmt vector {name}".encode()).digest()[:size]


def thumbprint(members: dict[str, str]) -> str:
    return b64(hashlib.sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).digest())


def seal_key(name: str) -> dict[str, str]:
    members = {"kty": "oct", "k": b64(bytes_of(name))}
    return {**members, "alg": "A256KW", "kid": thumbprint(members)}


def sign_key(name: str) -> dict[str, str]:
    private = Ed25519PrivateKey.from_private_bytes(bytes_of(name))
    members = {"kty": "OKP", "crv": "Ed25519", "x": b64(private.public_key().public_bytes_raw())}
    return {**members, "alg": "Ed25519", "kid": thumbprint(members), "d": b64(bytes_of(name))}


def point_key(data: bytes) -> dict[str, str]:
    """A public key of any 32 bytes."""
    members = {"kty": "OKP", "crv": "Ed25519", "x": b64(data)}
    return {**members, "alg": "Ed25519", "kid": thumbprint(members)}


def public(key: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in key.items() if name != "d"}


SEAL, SIGN = seal_key("seal"), sign_key("sign")
SEAL_2, SIGN_2 = seal_key("another seal"), sign_key("another sign")


def digest(data: bytes) -> str:
    return b64(hashlib.sha256(data).digest())


def jcs(value: Any) -> bytes:
    """Right for the data of these vectors: keys below U+D800, and floats without exponent."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def bind(
    front: Any = None,
    *,
    field: str | None = "secured",
    body: str | None = BODY,
    volatile: Any = None,
    fences: Any = ("open", "close"),
    **more: Any,
) -> dict[str, Any]:
    view = {"seedfmt": "bind-v2", "field": field, "fences": fences, "front": BOUND if front is None else front}
    return {
        "front": digest(jcs(view)),
        "body": None if body is None else digest(body.encode()),
        "volatile": VOLATILE if volatile is None else volatile,
        **more,
    }


def spell(header: Any) -> str:
    return header if isinstance(header, str) else json.dumps(header, ensure_ascii=False, separators=(",", ":"))


def jwe_header(bound: Any = None, **changes: Any) -> dict[str, Any]:
    header = {"alg": "A256KW", "enc": "A256GCM", "kid": SEAL["kid"], "typ": "seedfmt-v1+jwe", "crit": ["bind"]}
    header |= {"bind": bind() if bound is None else bound} | changes
    return {name: value for name, value in header.items() if value is not ...}


def jwe(header: Any = None, *, key: str = "seal", name: str = "") -> str:
    protected = b64(spell(jwe_header() if header is None else header).encode())
    content_key, iv = bytes_of(f"content key {name}"), bytes_of(f"iv {name}", 12)
    sealed = AESGCM(content_key).encrypt(iv, PLAINTEXT.encode(), protected.encode())
    wrapped = aes_key_wrap(bytes_of(key), content_key)
    return ".".join([protected, *map(b64, (wrapped, iv, sealed[:-16], sealed[-16:]))])


def jws_header(cty: Any = ..., bound: Any = ..., **changes: Any) -> dict[str, Any]:
    header = {"alg": "Ed25519", "kid": SIGN["kid"], "typ": "seedfmt-v1+jws", "cty": cty}
    header |= {} if bound is ... else {"crit": ["bind"], "bind": bound}
    return {name: value for name, value in (header | changes).items() if value is not ...}


def jws(payload: str = "", header: Any = None, *, key: str = "sign") -> str:
    if header is None:
        header = jws_header("JWE") if payload.count(".") == 4 else jws_header(..., bind())
    message = f"{b64(spell(header).encode())}.{b64(payload.encode())}"
    return f"{message}.{b64(Ed25519PrivateKey.from_private_bytes(bytes_of(key)).sign(message.encode()))}"


def legacy() -> str:
    ciphertext, iv = bytes_of("legacy") * 10, bytes_of("legacy iv", 16)
    return f"{base64.b64encode(ciphertext).decode()};{base64.b64encode(iv).decode()}"


def document(value: str | None, *, front: str = FRONT, body: str = BODY, field: str = "secured") -> str:
    line = "" if value is None else f'\n{field}: "{value}"\n'
    return f"---\n{front}{line}---\n{body}"


def change(token: str, part: int, new: Any) -> str:
    """The token with one part made another."""
    parts = token.split(".")
    parts[part] = new(parts[part]) if callable(new) else new
    return ".".join(parts)


def flip(part: str) -> str:
    """The part with one bit of its first byte flipped."""
    data = base64.urlsafe_b64decode(part + "==")
    return b64(bytes([data[0] ^ 1]) + data[1:])
