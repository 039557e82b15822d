"""The field ``secured``: look at it without a key; seal, sign, verify, open and rotate it with keys.

    keys = secured.KeySet.load("keys.json")
    secured.seal(doc, b"...", keys, volatile=["/heat"], sign=True)
    secured.verify(doc, keys.public(), secured.Policy("signed", volatile=["/heat"]))

``parse``, ``inspect`` and ``lint`` need no key and do not import cryptography. All errors are ``SecuredError``, but for
the ``EditError`` where a value would be lost; what is verified, and what never is, stands in ``docs/secured.md`` and in
SPEC chapter 9.
"""

from seedfmt._secured import legacy
from seedfmt._secured.inspect import inspect
from seedfmt._secured.keys import Key, KeySet, generate_key, public_key
from seedfmt._secured.lint import Lint, check_secured, lint
from seedfmt._secured.policy import Policy
from seedfmt._secured.rotate import rotate
from seedfmt._secured.seal import seal
from seedfmt._secured.sign import sign
from seedfmt._secured.token import Legacy, Sealed, Signed, parse
from seedfmt._secured.unwrap import unwrap
from seedfmt._secured.verify import Verified, open_sealed, verify
from seedfmt._secured.view import BoundView, bound_view
from seedfmt.errors import (
    Malformed,
    NotAuthentic,
    NotBindable,
    PolicyError,
    SecretKeyError,
    SecuredError,
    WrongDocument,
)

__all__ = [
    "BoundView",
    "Key",
    "KeySet",
    "Legacy",
    "Lint",
    "Malformed",
    "NotAuthentic",
    "NotBindable",
    "Policy",
    "PolicyError",
    "Sealed",
    "SecretKeyError",
    "SecuredError",
    "Signed",
    "Verified",
    "WrongDocument",
    "bound_view",
    "check_secured",
    "generate_key",
    "inspect",
    "legacy",
    "lint",
    "open_sealed",
    "parse",
    "public_key",
    "rotate",
    "seal",
    "sign",
    "unwrap",
    "verify",
]
