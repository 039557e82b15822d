"""Nothing that is altered gets past: bits, symbols, lengths, mixes, lines, documents.

In the profile "long" every bit of every character and every symbol at every position, over real files.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator

import pytest

import seedfmt
from seedfmt import secured
from seedfmt.errors import SecuredError

LONG = os.environ.get("SEEDFMT_PROFILE") == "long"
SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=.;\n \0"
VOLATILE = ["/heat", "/twitter/followers"]
BOTH = secured.Policy("both", volatile=VOLATILE)
SIGNED = secured.Policy("signed", volatile=VOLATILE)
SEALED = secured.Policy("sealed", volatile=VOLATILE)
KEYS = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
TEXT = '---\ntitle: "T"\nheat: 64\ntopics:\n  - AI\n  - ML\ntwitter:\n  name: t\n  followers: 5\n---\nbody\nmore\n'
LEGACY = "QUFBQUFBQUFBQUFBQUFBQQ==;QkJCQkJCQkJCQkJCQkJCQg=="


def sealed(*, sign: bool = True, text: str = TEXT) -> seedfmt.Document:
    document = seedfmt.loads(text)
    secured.seal(document, b"plaintext", KEYS, volatile=VOLATILE, sign=sign)
    return document


def signed_legacy() -> seedfmt.Document:
    document = seedfmt.loads(TEXT)
    document["secured"] = LEGACY
    secured.sign(document, KEYS, volatile=VOLATILE)
    return document


MAKES = {
    "sealed": (lambda: sealed(sign=False), SEALED),
    "both": (sealed, BOTH),
    "legacy": (signed_legacy, SIGNED),
}


class Fake:
    """A document whose value is replaced without being written: only the value matters here."""

    def __init__(self, document: seedfmt.Document) -> None:
        self.document = document

    def refuses(self, value: str, policy: secured.Policy, monkeypatch: pytest.MonkeyPatch) -> bool:
        from seedfmt._secured import field

        with monkeypatch.context() as patched:
            patched.setattr(field, "find_text", lambda *_: value)
            try:
                secured.verify(self.document, KEYS, policy)
            except SecuredError:
                return True
        return False


def altered(value: str, places: range) -> Iterator[str]:
    """Every bit of the characters at the places flipped, and every symbol in their place."""
    for at in places:
        for bit in range(8):
            yield value[:at] + chr(ord(value[at]) ^ (1 << bit)) + value[at + 1 :]
        for symbol in SYMBOLS:
            if symbol != value[at]:
                yield value[:at] + symbol + value[at + 1 :]
        yield value[:at] + value[at + 1 :]


@pytest.mark.parametrize("make", MAKES)
def test_every_bit_and_symbol(make: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build, policy = MAKES[make]
    document = build()
    value = document["secured"]
    fake = Fake(document)
    assert not fake.refuses(value, policy, monkeypatch)
    step = 1 if LONG else 11
    for offset in range(0, len(value), step):
        for other in altered(value, range(offset, offset + 1)):
            assert fake.refuses(other, policy, monkeypatch), f"accepted at {offset}"


@pytest.mark.parametrize("make", MAKES)
def test_every_truncation(make: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build, policy = MAKES[make]
    document = build()
    value = document["secured"]
    fake = Fake(document)
    for length in range(len(value)):
        assert fake.refuses(value[:length], policy, monkeypatch), length
        assert fake.refuses(value[length + 1 :], policy, monkeypatch), length
    for more in ("A", "AA", "AAAA", ".", "=", "\n", ";"):
        assert fake.refuses(value + more, policy, monkeypatch)
        assert fake.refuses(more + value, policy, monkeypatch)


@pytest.mark.parametrize("make", MAKES)
def test_parts_of_two_values_mixed(make: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build, policy = MAKES[make]
    document = build()
    one = document["secured"].split(".")
    second = seedfmt.loads(TEXT.replace("ML", "NLP"))
    if make == "legacy":
        second["secured"] = LEGACY
        secured.sign(second, KEYS, volatile=VOLATILE)
    else:
        secured.seal(second, b"plaintext 2", KEYS, volatile=VOLATILE, sign=make == "both")
    two = second["secured"].split(".")
    fake = Fake(document)
    for choice in range(1, 2 ** len(one)):
        mixed = [two[part] if choice >> part & 1 else one[part] for part in range(len(one))]
        assert mixed == one or fake.refuses(".".join(mixed), policy, monkeypatch), choice


def test_every_line_changed() -> None:
    """Each line of the document removed, doubled or changed: refused, unless it is volatile."""
    document = sealed()
    lines = bytes(document).decode().splitlines(keepends=True)
    verified = []
    for number, line in enumerate(lines):
        for other in ("", line * 2, line.replace("T", "U"), line.rstrip("\n") + "x\n", "  " + line):
            text = "".join([*lines[:number], other, *lines[number + 1 :]])
            if other != line:
                try:
                    secured.verify(seedfmt.loads(text), KEYS, BOTH)
                except seedfmt.SeedError:
                    continue
                verified.append(line.strip())
    assert set(verified) <= {"heat: 64", "followers: 5"}, verified
    assert verified.count("heat: 64") == 2  # removed, and changed
    assert verified.count("followers: 5") >= 2


def values_of(corpus: list[pathlib.Path], count: int) -> list[seedfmt.Document]:
    """Real files that can be bound, sealed and signed."""
    documents = []
    for path in corpus[:: max(1, len(corpus) // count)]:
        document = seedfmt.load(path)
        try:
            secured.seal(document, path.name.encode(), KEYS, volatile=VOLATILE, sign=True, replace=True)
        except secured.NotBindable:
            continue
        documents.append(document)
    assert len(documents) >= count // 2
    return documents


def test_every_value_against_every_other_document(corpus: list[pathlib.Path]) -> None:
    documents = values_of(corpus, 300 if LONG else 24)
    values = [document["secured"] for document in documents]
    views = [secured.bound_view(document, volatile=VOLATILE) for document in documents]
    others = 0
    for place, document in enumerate(documents):
        text = bytes(document)
        for other, value in enumerate(values):
            moved = seedfmt.loads(text.replace(values[place].encode(), value.encode()))
            if views[other] == views[place]:  # itself, or a record that differs in volatile members alone
                secured.verify(moved, KEYS, BOTH)
            else:
                others += 1
                with pytest.raises(secured.WrongDocument):
                    secured.verify(moved, KEYS, BOTH)
    assert others > len(documents) * (len(documents) - 3)


def test_sealing_changes_one_line(corpus: list[pathlib.Path]) -> None:
    for path in corpus[:: 1 if LONG else 12]:
        before = path.read_bytes()
        document = seedfmt.load(path)
        if "secured" not in document:
            continue
        value = secured.sign(document, KEYS, volatile=VOLATILE)
        edited = seedfmt.load(path)
        edited.set("/secured", value)
        assert bytes(document) == bytes(edited)
        changed = [
            pair for pair in zip(before.split(b"\n"), bytes(document).split(b"\n"), strict=True) if pair[0] != pair[1]
        ]
        assert len(changed) == 1
        assert all(line.startswith(b'secured: "') for line in changed[0])
        secured.unwrap(document)
        assert bytes(document) == before
