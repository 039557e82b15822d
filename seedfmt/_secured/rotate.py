"""Rotate: the same plaintext and binding under the first keys of the set (SPEC R143).

In: a Document, a set that holds old and new keys, the verifier's policy. Out: the Document with a fresh value. Raises
what ``verify`` raises; then the Document is as it was. Never: seals what it did not verify.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._secured import field as fields
from seedfmt._secured.seal import seal_value
from seedfmt._secured.sign import find_content, sign_content
from seedfmt._secured.verify import verify_and_open
from seedfmt._secured.view import bind

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._secured.keys import KeySet
    from seedfmt._secured.policy import Policy


def rotate(document: Document, keys: KeySet, policy: Policy, *, path: str | None = None) -> str:
    """Verify and open the value, then seal it with the first sealing key and, if it was signed, sign it; the new value.

    What is bound stays the same. A signed value with nothing sealed inside is signed anew.
    Raises as ``verify`` does, and SecretKeyError where a key to seal or sign with is missing.
    """
    verified, plaintext = verify_and_open(document, keys, policy, must_open=True, path=path)
    signer = keys.first("sign") if verified.signed is not None else None
    bound = bind(document, verified.volatile, policy.field, body=verified.body, path=verified.path)
    if plaintext is not None:
        value = seal_value(plaintext, keys.first("seal"), bound, signer=signer)
    else:
        value = sign_content(find_content(document, policy.field), signer or keys.first("sign"), bound)
    fields.write(document, policy.field, value)
    return value
