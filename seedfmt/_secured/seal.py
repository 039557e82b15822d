"""Seal: a JWE bound to its Document.

In: a Document, a plaintext, keys. Out: the Document with the value in its field. Raises NotBindable, SecretKeyError,
Malformed for a value that would be too long, EditError for one that would be lost; then the Document is as it was.
Never: keeps the plaintext.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._secured import base64, header
from seedfmt._secured import field as fields
from seedfmt._secured.sign import sign_value
from seedfmt._secured.view import bind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedfmt._document import Document
    from seedfmt._secured.header import Bind
    from seedfmt._secured.keys import Key, KeySet


def seal(
    document: Document,
    plaintext: bytes,
    keys: KeySet,
    *,
    volatile: Iterable[str] = (),
    body: bool = True,
    field: str = fields.FIELD,
    path: str | None = None,
    sign: bool = False,
    replace: bool = False,
) -> str:
    """Seal a plaintext into the field of a Document with the first sealing key, and sign it if asked; the new value.

    ``volatile`` are JSON Pointers to members that may change later, ``body`` says whether the body may not, ``path``
    where the file must stay, relative to a root (None: anywhere). A value
    that is there already is lost only with ``replace`` (R144).
    Raises EditError where there is one, NotBindable with the place, SecretKeyError, Malformed.
    """
    if not replace:
        fields.require_free(document, field)
    bound = bind(document, volatile, field, body=body, path=path)
    value = seal_value(plaintext, keys.first("seal"), bound, signer=keys.first("sign") if sign else None)
    fields.write(document, field, value)
    return value


def seal_value(plaintext: bytes, key: Key, bound: Bind, *, signer: Key | None) -> str:
    """The JWE of a plaintext, bound; in a JWS where there is a key to sign with. Raises Malformed."""
    from seedfmt._secured import box

    protected = header.spell_sealed(key.kid, bound)
    parts = box.seal(key.secret, plaintext, protected.encode())
    value = ".".join((protected, *map(base64.encode_url, parts)))
    return sign_value(value, header.JWE, signer, None) if signer else value
