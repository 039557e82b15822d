"""Verify a value, and open it: structure, header, signature, policy, tag, binding, in this order (SPEC R141).

In: a Document, keys, the verifier's policy. Out: what was verified, and the plaintext; or an error. Never: returns
anything of a value that is not in order in every respect; tries keys; has a switch to ignore a failure.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from seedfmt._secured import field as fields
from seedfmt._secured import header, policy, token
from seedfmt._secured.token import Legacy, Sealed, Signed
from seedfmt._secured.view import body_view, digest, front_view
from seedfmt.errors import Code, Malformed, NotAuthentic, PolicyError, WrongDocument

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._secured.header import Bind
    from seedfmt._secured.keys import KeySet
    from seedfmt._secured.policy import Policy


class Verified(NamedTuple):
    """What was verified.

    ``signed`` and ``sealed`` are the ids of the keys that signature and tag were verified with, None where there is
    none of it or, for the tag, no key was given and the signature vouches for it. ``content`` says what the value is:
    ``sealed``, ``legacy`` or ``nothing``.
    """

    signed: str | None
    sealed: str | None
    content: str
    volatile: tuple[str, ...]
    body: bool
    path: str | None = None


class Layers(NamedTuple):
    """A value whose headers are in order: perhaps a signature, around a seal, a legacy value or nothing."""

    signature: Signed | None
    signed_by: str | None
    content: Sealed | Legacy | None
    sealed_by: str | None
    bind: Bind


def verify(
    document: Document, keys: KeySet, policy: Policy, *, detached: str | None = None, path: str | None = None
) -> Verified:
    """Verify the value of a Document, or a detached signature of it, against the verifier's policy.

    ``path`` is where the file is, relative to the root that was signed for; a value that binds a path needs it.
    Raises Malformed, SecretKeyError where a key is not among those given, NotAuthentic, PolicyError, WrongDocument,
    NotBindable.
    """
    return verify_and_open(document, keys, policy, detached=detached, path=path)[0]


def open_sealed(document: Document, keys: KeySet, policy: Policy, *, path: str | None = None) -> bytes:
    """The plaintext of a sealed value, once all is verified.

    Raises as ``verify`` does; PolicyError where nothing is sealed.
    """
    plaintext = verify_and_open(document, keys, policy, must_open=True, path=path)[1]
    if plaintext is None:
        raise PolicyError(Code.POLICY, "the value is not sealed, and cannot be opened", hint="seal it first")
    return plaintext


def verify_and_open(
    document: Document,
    keys: KeySet,
    policy: Policy,
    *,
    detached: str | None = None,
    must_open: bool = False,
    path: str | None = None,
) -> tuple[Verified, bytes | None]:
    """What was verified, and the plaintext, where there is one and its key was given."""
    field = policy.field if detached is None else None
    with fields.placed(document, field):
        value = token.parse(fields.require_text(document, policy.field) if detached is None else detached)
        layers = read_layers(value, field)
        require_authentic(layers, keys)
        require_policy(layers, policy, path)
        opened = open_layers(layers, keys, must_open=must_open or policy.require != "signed")
        require_document(document, layers.bind, field, path)
    return _verified(layers, opened is not None), opened


def read_layers(value: token.Value, field: str | None) -> Layers:
    """The layers of a value, each header one of the suite. Raises Malformed; PolicyError for a bare legacy value."""
    if isinstance(value, Legacy):
        hint = "sign it, or migrate it"
        raise PolicyError(Code.POLICY, "the value is a legacy one, of which nothing can be verified", hint=hint)
    if isinstance(value, Sealed):
        require_field(field)
        kid, bind = header.check_sealed(value.header, field)
        return Layers(None, None, value, kid, bind)
    signer, cty, bound = header.check_signed(value.header, field)
    content = require_content(value.payload, cty, field)
    if isinstance(content, Sealed):
        sealer, bind = header.check_sealed(content.header, field)
        return Layers(value, signer, content, sealer, bind)
    if bound is None:  # cannot be: check_signed gives a binding for all else
        raise Malformed(Code.MALFORMED, "the JWS binds nothing", hint="make the value anew")
    return Layers(value, signer, content, None, bound)


def require_content(payload: bytes, cty: str | None, field: str | None) -> Sealed | Legacy | None:
    """What is signed. Raises Malformed where it is not what the content type says."""
    if cty is None:
        if payload:
            raise Malformed(Code.MALFORMED, "the JWS has a payload, and no content type", hint="make the value anew")
        return None
    require_field(field)
    content = token.parse(payload.decode("latin-1"))
    if not isinstance(content, Sealed if cty == header.JWE else Legacy):
        raise Malformed(Code.MALFORMED, "the payload of the JWS is not of its content type", hint="make the value anew")
    return content


def require_field(field: str | None) -> None:
    """Raise Malformed for a detached token that is more than a signature."""
    if field is None:
        message = "a detached signature must be a JWS without payload"
        raise Malformed(Code.MALFORMED, message, hint="make it with sign --detached")


def require_authentic(layers: Layers, keys: KeySet) -> None:
    """Raise NotAuthentic where there is a signature and it is not that of its key."""
    if layers.signature is not None and layers.signed_by is not None:
        from seedfmt._secured import box

        key = keys.find("sign", layers.signed_by)
        if not box.is_signed(key.verifier(), layers.signature.signature, layers.signature.signing_input):
            fail_authentic()


def require_policy(layers: Layers, asked: Policy, path: str | None) -> None:
    """Raise PolicyError where the value is less than what is asked."""
    policy.require_signature(asked, layers.signature is not None)
    policy.require_seal(asked, layers.sealed_by is not None)
    policy.require_keys(asked, layers.signed_by, layers.sealed_by)
    policy.require_bound(asked, layers.bind, path)


def open_layers(layers: Layers, keys: KeySet, *, must_open: bool) -> bytes | None:
    """The plaintext; None where nothing is sealed, or no key was given and none is asked for. Raises NotAuthentic."""
    if not isinstance(layers.content, Sealed) or layers.sealed_by is None:
        return None
    if not must_open and layers.signature is not None and not keys.has("seal", layers.sealed_by):
        return None  # the signature vouches for every byte of it
    return open_token(layers.content, keys, layers.sealed_by)


def open_token(sealed: Sealed, keys: KeySet, kid: str) -> bytes:
    """The plaintext of a JWE. Raises NotAuthentic."""
    from seedfmt._secured import box

    parts = sealed.key, sealed.iv, sealed.ciphertext, sealed.tag
    plaintext = box.open_sealed(keys.find("seal", kid).secret, parts, sealed.protected.encode())
    if plaintext is None:
        fail_authentic()
    return plaintext


def require_document(document: Document, bind: Bind, field: str | None, path: str | None) -> None:
    """Raise WrongDocument where the value was made for another path, front matter or body."""
    if bind.path is not None and bind.path != path:
        message = f"the value was made for the file {json.dumps(bind.path)}"
        raise WrongDocument(Code.WRONG_PATH, message, hint="move the file back, or have the value made anew")
    if digest(front_view(document, bind.volatile, field)) != bind.front:
        message = "the value was made for another front matter"
        raise WrongDocument(Code.WRONG_FRONT, message, hint="undo the change, or have the value made anew")
    if bind.body is not None and digest(body_view(document.body)) != bind.body:
        message = "the value was made for another body"
        raise WrongDocument(Code.WRONG_BODY, message, hint="undo the change, or have the value made anew")


def _verified(layers: Layers, opened: bool) -> Verified:
    content = layers.content.kind if layers.content is not None else "nothing"
    sealed = layers.sealed_by if opened else None
    return Verified(
        layers.signed_by, sealed, content, layers.bind.volatile, layers.bind.body is not None, layers.bind.path
    )


def fail_authentic() -> NoReturn:
    """Raise NotAuthentic, with the one message for every reason."""
    message = "the value does not open: it was altered, or made with another key"
    raise NotAuthentic(Code.NOT_AUTHENTIC, message, hint="restore it, or have it made anew")
