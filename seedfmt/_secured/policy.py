"""The policy: what a verifier asks for. It is the verifier's own, and never comes from the file that is verified
(R140).

In: options or a mapping from a file. Out: Policy; PolicyError otherwise. Never: looks at a value.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, NoReturn, Self, get_args

from seedfmt._secured.header import Bind, is_digest, require_volatile
from seedfmt.errors import Code, Malformed, PolicyError

Require = Literal["signed", "sealed", "both"]
MEMBERS = ("require", "volatile", "body", "field", "keys", "path")


class Policy:
    """What is asked of a value.

    ``require``: a signature, a seal, or both. ``volatile``: the members that it may leave unbound, at the most, as JSON
    Pointers. ``body``: must the body be bound? ``field``: the member that holds it. ``keys``: the ids of the keys whose
    signatures and seals count; None for all that are given. ``path``: must the path be bound? Raises PolicyError.
    """

    __slots__ = ("body", "field", "keys", "path", "require", "volatile")

    def __init__(
        self,
        require: Require,
        *,
        volatile: Collection[str] = (),
        body: bool = True,
        field: str = "secured",
        keys: Collection[str] | None = None,
        path: bool = False,
    ) -> None:
        if require not in get_args(Require):
            _fail_policy('"require" in the policy is none of signed, sealed, both')
        if not isinstance(body, bool):
            _fail_policy('"body" in the policy is neither true nor false')
        if not isinstance(path, bool):
            _fail_policy('"path" in the policy is neither true nor false')
        if not isinstance(field, str) or not field or field.encode(errors="ignore").decode() != field:
            _fail_policy('"field" in the policy is no name')
        if not isinstance(volatile, (list, tuple, set, frozenset)):
            _fail_policy('"volatile" in the policy is no list of JSON Pointers')
        if keys is not None and not _is_key_list(keys):
            _fail_policy('"keys" in the policy is not a list of one or more key ids')
        self.require: Require = require
        self.body: bool = body
        self.field: str = field
        self.path: bool = path
        self.keys: frozenset[str] | None = None if keys is None else frozenset(keys)
        self.volatile: frozenset[str] = self._pointers(list(volatile))

    def _pointers(self, pointers: list[str]) -> frozenset[str]:
        sentence = ""
        try:
            return frozenset(require_volatile(sorted(set(pointers)), self.field))
        except Malformed as error:
            sentence = error.message
        except TypeError:
            sentence = "the volatile members are not a list of JSON Pointers"
        _fail_policy(f"in the policy, {sentence}")

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """The policy of a mapping, as a file holds it. Raises PolicyError for an unknown member, too."""
        if not isinstance(data, dict) or "require" not in data:
            _fail_policy('the policy is no mapping with a member "require"')
        unknown = [str(name) for name in data if name not in MEMBERS]
        if unknown:
            _fail_policy(f"the policy has the unknown member {unknown[0]}; known are {', '.join(MEMBERS)}")
        if "keys" in data and data["keys"] is None:
            _fail_policy('"keys" in the policy is null; leave it out to accept all keys that are given')
        return cls(**data)

    def __repr__(self) -> str:
        keys = None if self.keys is None else sorted(self.keys)
        return (
            f"Policy({self.require!r}, volatile={sorted(self.volatile)}, body={self.body}, field={self.field!r}, "
            f"keys={keys}, path={self.path})"
        )


def _is_key_list(keys: Any) -> bool:
    return isinstance(keys, (list, tuple, set, frozenset)) and len(keys) > 0 and all(map(is_digest, keys))


def require_signature(policy: Policy, is_signed: bool) -> None:
    """Raise PolicyError where a signature is asked for and there is none."""
    if policy.require in ("signed", "both") and not is_signed:
        _fail("the value is not signed, and the policy requires a signature")


def require_seal(policy: Policy, is_sealed: bool) -> None:
    """Raise PolicyError where a seal is asked for and there is none."""
    if policy.require in ("sealed", "both") and not is_sealed:
        _fail("the value is not sealed, and the policy requires a seal")


def require_keys(policy: Policy, signed_by: str | None, sealed_by: str | None) -> None:
    """Raise PolicyError where a key signed, or sealed where a seal is asked for, that the policy does not list."""
    if policy.keys is None:
        return
    if signed_by is not None and signed_by not in policy.keys:
        _fail(f"the value is signed by {signed_by}, a key that the policy does not list")
    if policy.require != "signed" and sealed_by is not None and sealed_by not in policy.keys:
        _fail(f"the value is sealed by {sealed_by}, a key that the policy does not list")


def require_bound(policy: Policy, bind: Bind, path: str | None) -> None:
    """Raise PolicyError where more is left unbound than the policy allows, or a bound path cannot be compared."""
    surplus = sorted(set(bind.volatile) - policy.volatile)
    if surplus:
        _fail(f"the value leaves {surplus[0]} unbound, and the policy does not allow that")
    if policy.body and bind.body is None:
        _fail("the value does not bind the body, and the policy requires that")
    if policy.path and bind.path is None:
        _fail("the value does not bind the path of the file, and the policy requires that")
    if bind.path is not None and path is None:
        _fail("the value binds the path of its file, and the path is not known here or not below the root")


def _fail(message: str) -> NoReturn:
    hint = "the policy is the verifier's; correct it, or have the value made anew"
    raise PolicyError(Code.POLICY, message, hint=hint)


def _fail_policy(message: str) -> NoReturn:
    raise PolicyError(Code.POLICY, message, hint="correct the policy")
