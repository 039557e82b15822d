"""Keys: JWK and JWK Set (RFC 7517, RFC 8037), named by their thumbprint (RFC 7638); SPEC R130 to R135.

In: JSON. Out: Key and KeySet; SecretKeyError for anything else. Never: shows a key in a ``repr`` or an error, pickles
one, tries one key after another.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from seedfmt._secured import base64, curve, sources, strict
from seedfmt.errors import Code, SecretKeyError

if TYPE_CHECKING:
    from seedfmt._secured.box import Signer, Verifier

Kind = Literal["seal", "sign"]
SIZE = 32  # bytes of every key
_SEAL = {"kty": "oct", "alg": "A256KW"}
_SIGN = {"kty": "OKP", "crv": "Ed25519", "alg": "Ed25519"}


class Key:
    """One key: ``kind`` says what for, ``kid`` which one, ``is_private`` whether it can seal or sign."""

    __slots__ = ("_public", "_secret", "_signer", "_verifier", "kid", "kind")

    def __init__(self, kind: Kind, secret: bytes | None, public: bytes | None) -> None:
        self.kind = kind
        self._secret = secret
        self._public = public
        self._signer: Signer | None = None
        self._verifier: Verifier | None = None
        self.kid: str = thumbprint(self._required())

    def __repr__(self) -> str:
        return f"<Key to {self.kind}: {self.kid}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key cannot be pickled")

    @property
    def is_private(self) -> bool:
        """Does it hold a secret?"""
        return self._secret is not None

    @property
    def secret(self) -> bytes:
        """The secret itself. Raises SecretKeyError for a public key."""
        if self._secret is None:
            _fail(f"the key {self.kid} is public and cannot {self.kind}", "use the private one")
        return self._secret

    def signer(self) -> Signer:
        """What signs. Raises SecretKeyError for a public key."""
        if self._signer is None:
            from seedfmt._secured import box

            self._signer = box.signer(self.secret)
        return self._signer

    def verifier(self) -> Verifier:
        """What verifies."""
        if self._verifier is None:
            from seedfmt._secured import box

            self._verifier = box.verifier(self._public or b"")
        return self._verifier

    def public(self) -> Key | None:
        """The public half; None for a symmetric key, which has none."""
        return Key("sign", None, self._public) if self.kind == "sign" else None

    def export(self) -> dict[str, str]:
        """The key as a JWK, secrets included."""
        members = self._required() | {"alg": "A256KW" if self.kind == "seal" else "Ed25519", "kid": self.kid}
        if self.kind == "sign" and self._secret is not None:
            members["d"] = base64.encode_url(self._secret)
        return members

    def _required(self) -> dict[str, str]:
        """The members that the thumbprint is made of (RFC 7638, chapter 3.2; RFC 8037, appendix A.3)."""
        if self.kind == "seal":
            return {"k": base64.encode_url(self.secret), "kty": "oct"}
        return {"crv": "Ed25519", "kty": "OKP", "x": base64.encode_url(self._public or b"")}


class KeySet:
    """Keys in order: the first private one of a kind seals or signs, all of them open and verify."""

    __slots__ = ("keys",)

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys: tuple[Key, ...] = tuple(keys)
        if len({key.kid for key in self.keys}) != len(self.keys):
            _fail("a key stands twice in the set", "remove one of them")

    def __repr__(self) -> str:
        return f"<KeySet: {', '.join(f'{key.kind} {key.kid}' for key in self.keys)}>"

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def from_json(cls, data: bytes | str) -> KeySet:
        """The keys of a JWK or a JWK Set. Raises SecretKeyError."""
        value = strict.parse_object(data.encode() if isinstance(data, str) else data)
        if value is None:
            _fail("this is no JSON object without a member twice", "give a JWK or a JWK Set")
        if "keys" not in value:
            return cls([load_key(value)])
        if value.keys() != {"keys"} or not isinstance(value["keys"], list) or not value["keys"]:
            _fail('a JWK Set must have the member "keys" alone, a list of at least one', "correct the set")
        return cls([load_key(key) for key in value["keys"]])

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> KeySet:
        """The keys of a file that nobody else can read. Raises SecretKeyError."""
        return cls.from_json(sources.read_secret(os.fspath(path)))

    @classmethod
    def load_public(cls, path: str | os.PathLike[str]) -> KeySet:
        """The keys of a trust file, which anybody may read: all must be public. Raises SecretKeyError."""
        keys = cls.from_json(sources.read_open(os.fspath(path)))
        if any(key.is_private for key in keys):
            _fail("a trust file holds public keys alone, and this one holds a secret", "make it with pubkey")
        return keys

    def public(self) -> KeySet:
        """The public halves of the signing keys. Raises SecretKeyError where there are none."""
        keys = [public for key in self.keys if (public := key.public())]
        if not keys:
            _fail("there is no signing key in the set", "make one with keygen --kind sign")
        return KeySet(keys)

    def export(self) -> str:
        """The set as JSON, secrets included."""
        return json.dumps({"keys": [key.export() for key in self.keys]}, indent=2) + "\n"

    def find(self, kind: Kind, kid: str) -> Key:
        """The one key with this id. Raises SecretKeyError where the set has none for this."""
        for key in self.keys:
            if key.kid == kid and key.kind == kind:
                return key
        _fail(f"the value was made with a {kind}ing key that is not among those given", "add the key, if it is yours")

    def has(self, kind: Kind, kid: str) -> bool:
        """Is there such a key?"""
        return any(key.kid == kid and key.kind == kind for key in self.keys)

    def first(self, kind: Kind) -> Key:
        """The key that seals or signs. Raises SecretKeyError where there is none."""
        for key in self.keys:
            if key.kind == kind and key.is_private:
                return key
        _fail(f"there is no key to {kind} with among those given", f"make one with keygen --kind {kind}")


def generate_key(kind: Kind) -> Key:
    """A fresh random key: ``seal`` (A256KW) or ``sign`` (Ed25519)."""
    if kind == "seal":
        return Key("seal", os.urandom(SIZE), None)
    from seedfmt._secured import box

    secret = box.new_signing_key()
    return Key("sign", secret, box.public_of(secret))


def public_key(key: Key) -> Key:
    """The public half of a signing key. Raises SecretKeyError for a sealing key, which has none."""
    public = key.public()
    if public is None:
        _fail(f"the key {key.kid} is symmetric and has no public half", "give a signing key")
    return public


def thumbprint(required: dict[str, str]) -> str:
    """The thumbprint of the required members of a JWK (RFC 7638)."""
    text = json.dumps(required, separators=(",", ":"), sort_keys=True)
    return base64.encode_url(hashlib.sha256(text.encode()).digest())


# -- loading -----------------------------------------------------------------------------------------------------------


def load_key(members: Any) -> Key:
    """The key of a JWK. Raises SecretKeyError: exactly the members of R131, and the key id is the thumbprint."""
    if not isinstance(members, dict):
        _fail("a key is no JSON object", "give a JWK")
    kind = _require_kind(members)
    if kind == "seal":
        require_jwk(members, {"kty", "alg", "kid", "k"})
        key = Key("seal", _require_bytes(members, "k"), None)
    else:
        require_jwk(members, {"kty", "crv", "alg", "kid", "x"} | ({"d"} if "d" in members else set()))
        key = Key("sign", _require_bytes(members, "d") if "d" in members else None, _require_bytes(members, "x"))
        require_sound(key)
        require_pair(key)
    require_thumbprint(key, members["kid"])
    return key


def _require_kind(members: dict[str, Any]) -> Kind:
    kinds: dict[Kind, dict[str, str]] = {"seal": _SEAL, "sign": _SIGN}
    for kind, constants in kinds.items():
        if all(members.get(name) == wanted for name, wanted in constants.items()):
            return kind
    _fail(
        'a key is neither kty "oct" with alg "A256KW" nor kty "OKP", crv "Ed25519" with alg "Ed25519"', "make it anew"
    )


def require_jwk(members: dict[str, Any], names: set[str]) -> None:
    """Raise SecretKeyError where a member is missing, or one too many."""
    if members.keys() != names:
        _fail(f"a key must have exactly the members {', '.join(sorted(names))}", "correct the key")


def require_sound(key: Key) -> None:
    """Raise SecretKeyError for a public key that others than its owner can sign for, or that has a second encoding."""
    fault = curve.find_fault(key._public or b"")
    if fault:
        _fail(f"the public key {key.kid} {fault}", "do not trust it; make a new key")


def require_pair(key: Key) -> None:
    """Raise SecretKeyError where private and public half do not belong together."""
    if key.is_private:
        from seedfmt._secured import box

        if box.public_of(key.secret) != key._public:
            _fail(f"private and public half of the key {key.kid} do not belong together", "make it anew")


def require_thumbprint(key: Key, kid: Any) -> None:
    """Raise SecretKeyError where the key id is not the thumbprint."""
    if kid != key.kid:
        _fail('the "kid" of a key is not its thumbprint (RFC 7638)', "correct it, if the key is the one that you mean")


def _require_bytes(members: dict[str, Any], name: str) -> bytes:
    text = members[name]
    data = base64.decode_url(text) if isinstance(text, str) else None
    if data is None or len(data) != SIZE:
        _fail(f'the member "{name}" of a key is not {SIZE} bytes in base64url', "make the key anew")
    return data


def _fail(message: str, hint: str) -> NoReturn:
    raise SecretKeyError(Code.KEY, message, hint=hint)
