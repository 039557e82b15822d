"""Sign: a JWS around a JWE, around a legacy value without its key, or around nothing (SPEC R142).

In: a Document and keys. Out: the Document with the value in its field; or a detached signature, and the Document as it
is. Raises NotBindable, SecretKeyError, Malformed, WrongDocument. Never: opens what it signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._secured import base64, header, token
from seedfmt._secured import field as fields
from seedfmt._secured.token import Legacy, Sealed, Signed
from seedfmt._secured.verify import require_content, require_document
from seedfmt._secured.view import bind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedfmt._document import Document
    from seedfmt._secured.header import Bind
    from seedfmt._secured.keys import Key, KeySet


def sign(
    document: Document,
    keys: KeySet,
    *,
    volatile: Iterable[str] = (),
    body: bool = True,
    field: str = fields.FIELD,
    path: str | None = None,
    detached: bool = False,
) -> str:
    """Sign a Document with the first signing key; the new value, or the detached signature.

    ``path`` is where the file must stay, relative to a root; None: anywhere.

    A sealed value stays as it is inside, and so does its own binding, which must be that of the Document: ``volatile``
    and ``body`` are then not taken. A value that is signed already is signed anew.
    Raises NotBindable with the place, SecretKeyError, Malformed, WrongDocument.
    """
    key = keys.first("sign")
    if detached:
        return sign_value("", None, key, bind(document, volatile, None, body=body, path=path))
    content = find_content(document, field)
    if isinstance(content, Sealed):
        with fields.placed(document, field):
            require_document(document, header.check_sealed(content.header, field)[1], field, path)
        value = sign_content(content, key, None)
    else:
        value = sign_content(content, key, bind(document, volatile, field, body=body, path=path))
    fields.write(document, field, value)
    return value


def find_content(document: Document, field: str) -> Sealed | Legacy | None:
    """What the field holds, inside of a signature if there is one; None where it holds nothing. Raises Malformed."""
    if fields.find_text(document, field) is None:
        return None
    value = fields.require_value(document, field)
    if not isinstance(value, Signed):
        return value
    with fields.placed(document, field):
        return require_content(value.payload, header.check_signed(value.header, field)[1], field)


def sign_content(content: Sealed | Legacy | None, key: Key, bound: Bind | None) -> str:
    """The JWS around a content; ``bound`` is None for a sealed one, which is bound itself. Raises Malformed."""
    if content is None:
        return sign_value("", None, key, bound)
    return sign_value(content.text, header.JWE if isinstance(content, Sealed) else header.LEGACY, key, bound)


def sign_value(payload: str, cty: str | None, key: Key, bound: Bind | None) -> str:
    """The JWS around a text of this content type. Raises Malformed where it would be too long."""
    from seedfmt._secured import box

    message = f"{header.spell_signed(key.kid, cty, bound)}.{base64.encode_url(payload.encode())}"
    value = f"{message}.{base64.encode_url(box.sign(key.signer(), message.encode()))}"
    token.require_short(value)
    return value
