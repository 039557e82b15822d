"""With fixed keys: the right value verifies; any other token, and the right one in any other document, is refused with
a SecuredError."""

from __future__ import annotations

import functools

import seedfmt
from seedfmt import secured
from seedfmt._secured import view
from seedfmt.errors import SecuredError, SeedError

HEADER = 1
VOLATILE = ["/heat"]
TEXT = '---\ntitle: "T"\nheat: 64\ntopics:\n  - AI\n  - ML\nquoted: "a\\nb"\n---\nbody\nmore\n'
LEGACY = "QUFBQUFBQUFBQUFBQUFBQQ==;QkJCQkJCQkJCQkJCQkJCQg=="


@functools.cache
def made() -> tuple[secured.KeySet, list[tuple[bytes, secured.Policy]]]:
    """The keys, and one document of each making with the policy that it satisfies."""
    keys = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
    found = []
    for require in ("sealed", "both", "signed"):
        document = seedfmt.loads(TEXT)
        if require == "signed":
            document["secured"] = LEGACY
            secured.sign(document, keys, volatile=VOLATILE)
        else:
            secured.seal(document, b"plaintext", keys, volatile=VOLATILE, sign=require == "both")
        found.append((bytes(document), secured.Policy(require, volatile=VOLATILE)))
    return keys, found


@functools.cache
def tokens() -> list[bytes]:
    """The right values."""
    return [seedfmt.loads(data)["secured"].encode() for data, _ in made()[1]]


def seeds() -> list[bytes]:
    """The values, and the whole documents."""
    return [*tokens(), *(data for data, _ in made()[1])]


def check(data: bytes) -> None:
    """Take the rest for a document, or for the value of a right one, as the header says."""
    choice, rest = data[0] if data else 0, data[HEADER:]
    keys, each = made()
    right, policy = each[choice % len(each)]
    secured.verify(seedfmt.loads(right), keys, policy)
    if choice & 0x80 or rest.startswith(b"---"):
        check_document(rest, right, keys, policy)
    else:
        check_token(rest.decode("latin-1"), right, keys, policy)


def check_token(token: str, right: bytes, keys: secured.KeySet, policy: secured.Policy) -> None:
    document = seedfmt.loads(right)
    try:
        document["secured"] = token
    except SeedError:
        return
    assert verifies(document, keys, policy) == (token in satisfying(policy)), token


def satisfying(policy: secured.Policy) -> list[str]:
    """The values that were made here, for this document, and are at least what the policy asks for."""
    sealed, both, signed = (token.decode() for token in tokens())
    return {"sealed": [sealed, both], "both": [both], "signed": [both, signed]}[policy.require]


def check_document(data: bytes, right: bytes, keys: secured.KeySet, policy: secured.Policy) -> None:
    """What verifies binds the same data and body, and holds a value that was made here."""
    try:
        document = seedfmt.loads(data)
    except SeedError:
        return
    if verifies(document, keys, policy):
        other = seedfmt.loads(right)
        assert bound(document) == bound(other), data
        assert document["secured"] in satisfying(policy), data


def bound(document: seedfmt.Document) -> tuple[bytes, bytes]:
    return view.front_view(document, tuple(VOLATILE), "secured"), view.body_view(document.body)


def verifies(document: seedfmt.Document, keys: secured.KeySet, policy: secured.Policy) -> bool:
    try:
        secured.verify(document, keys, policy)
    except SecuredError:
        return False
    return True
