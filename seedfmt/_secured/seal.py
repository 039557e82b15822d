"""Seal: a JWE bound to its Document.

In: a Document, a plaintext, keys. Out: the Document with the value in its field. Raises NotBindable, SecretKeyError,
Malformed for a value that would be too long; then the Document is as it was. Never: keeps the plaintext.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._secured import field as fields
from seedfmt._secured.header import Bind, sealed_header, spell_header
from seedfmt._secured.sign import sign_content
from seedfmt._secured.token import Sealed
from seedfmt._secured.view import bind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedfmt._document import Document
    from seedfmt._secured.keys import Key, KeySet


def seal(
    document: Document,
    plaintext: bytes,
    keys: KeySet,
    *,
    volatile: Iterable[str] = (),
    body: bool = True,
    field: str = fields.FIELD,
    sign: bool = False,
) -> str:
    """Seal a plaintext into the field of a Document with the first sealing key, and sign it if asked; the new value.

    ``volatile`` are JSON Pointers to members that may change later, ``body`` says whether the body may not.
    Raises NotBindable with the place, SecretKeyError, Malformed.
    """
    bound = bind(document, volatile, field, body=body)
    sealed = seal_token(plaintext, keys.first("seal"), bound)
    value = sign_content(sealed, keys.first("sign"), None) if sign else sealed.text
    fields.write(document, field, value)
    return value


def seal_token(plaintext: bytes, key: Key, bound: Bind) -> Sealed:
    """The JWE of a plaintext, bound."""
    from seedfmt._secured import box

    header = sealed_header(key.kid, bound)
    protected = spell_header(header)
    return Sealed(header, protected, *box.seal(key.secret, plaintext, protected.encode()))
