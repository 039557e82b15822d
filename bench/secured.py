"""Seal and verify a median file, against the bare primitives; and ten thousand files from the command line.

In: the corpus. Out: a table, in microseconds and seconds. The bare primitives are what no implementation can leave
out: the key wrap, AES-GCM, Ed25519 and SHA-256, over the same bytes. Against them stand the work on a Document that is
read already (view, headers, tokens, and the primitives), and the whole way from the bytes of a file to its new bytes,
with reading it, editing it and reading it again. The bounds hold for the first.
"""

from __future__ import annotations

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import seedfmt
from bench.corpus import corpus
from seedfmt import secured
from seedfmt._secured import box, seal, view

VOLATILE = ["/heat", "/ratings/average", "/ratings/count", "/twitter/followers"]
PLAINTEXT = b"x" * 300
FILES = 10_000
ROUNDS = 400


def median_file() -> bytes:
    """The file of median size among those with a value."""
    files = sorted((data for data in corpus().values() if b"\nsecured:" in data), key=len)
    return files[len(files) // 2]


def microseconds(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best of many short rounds of each, in turn, so that other work on the machine does not count."""
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(5):
                call()
            best[name] = min(best[name], (time.perf_counter() - start) / 5 * 1e6)
    return best


def measure(data: bytes) -> dict[str, tuple[float, float, float]]:
    """What the primitives take, what seedfmt takes on a Document, and on bytes."""
    keys = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
    trusted, policy = keys.public(), secured.Policy("signed", volatile=VOLATILE)
    both = secured.Policy("both", volatile=VOLATILE)
    document = seedfmt.loads(data)
    secured.seal(document, PLAINTEXT, keys, volatile=VOLATILE, sign=True, replace=True)
    made = bytes(document)
    signed = secured.parse(document["secured"])
    assert isinstance(signed, secured.Signed)
    sealed = secured.parse(signed.payload.decode())
    assert isinstance(sealed, secured.Sealed)
    text = view.front_view(document, tuple(VOLATILE), "secured")
    sealing, signing = keys.first("seal"), keys.first("sign")
    associated, parts = sealed.protected.encode(), (sealed.key, sealed.iv, sealed.ciphertext, sealed.tag)

    def digests() -> None:
        hashlib.sha256(text).digest()
        hashlib.sha256(document.body).digest()

    def bare_seal() -> None:
        digests()
        box.seal(sealing.secret, PLAINTEXT, associated)
        box.sign(signing.signer(), signed.signing_input)

    def bare_verify() -> None:
        digests()
        box.is_signed(signing.verifier(), signed.signature, signed.signing_input)

    def bare_open() -> None:
        bare_verify()
        box.open_sealed(sealing.secret, parts, associated)

    def seal_value() -> str:
        bound = view.bind(document, VOLATILE, "secured")
        return seal.seal_value(PLAINTEXT, sealing, bound, signer=signing)

    def seal_file() -> bytes:
        other = seedfmt.loads(data)
        secured.seal(other, PLAINTEXT, keys, volatile=VOLATILE, sign=True, replace=True)
        return bytes(other)

    ways: dict[str, tuple[Callable[[], object], Callable[[], object], Callable[[], object]]] = {
        "seal and sign": (bare_seal, seal_value, seal_file),
        "verify": (
            bare_verify,
            lambda: secured.verify(document, trusted, policy),
            lambda: secured.verify(seedfmt.loads(made), trusted, policy),
        ),
        "verify and open": (
            bare_open,
            lambda: secured.open_sealed(document, keys, both),
            lambda: secured.open_sealed(seedfmt.loads(made), keys, both),
        ),
    }
    calls = {f"{name} {place}": call for name, way in ways.items() for place, call in enumerate(way)}
    times = microseconds(calls)
    return {name: (times[f"{name} 0"], times[f"{name} 1"], times[f"{name} 2"]) for name in ways}


def many(data: bytes, folder: pathlib.Path) -> tuple[float, float]:
    """Seconds to verify FILES signed files from the command line: on the clock, and of all processors."""
    keys = secured.KeySet([secured.generate_key("sign")])
    (folder / "trust.json").write_text(keys.public().export())
    content = folder / "content"
    content.mkdir()
    for number in range(FILES):
        document = seedfmt.loads(data)
        document["title"] = f"Post {number}"
        secured.sign(document, keys, volatile=VOLATILE)
        (content / f"{number}.md").write_bytes(bytes(document))
    command = [sys.executable, "-m", "seedfmt", "secured", "verify", str(content)]
    options = ["--trust", str(folder / "trust.json"), "--require", "signed"]
    options += [word for pointer in VOLATILE for word in ("--volatile", pointer)]
    start, before = time.perf_counter(), os.times()
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    taken, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert done.returncode == 0, done.stderr
    assert f"{FILES} of {FILES} files verified" in done.stderr, done.stderr
    return taken, used


def main() -> int:
    """Print the table; status 1 where a bound is passed: twice the primitives on a Document, five seconds in all."""
    data = median_file()
    found = measure(data)
    found["seal, verify"] = tuple(map(sum, zip(found["seal and sign"], found["verify"], strict=True)))  # type: ignore[assignment]
    print(f"a file of {len(data)} bytes; microseconds, best of {ROUNDS} rounds, and how many times the primitives")
    print(f"{'':16} {'primitives':>12} {'on a Document':>20} {'from bytes to bytes':>20}")
    for name, (bare, ours, whole) in found.items():
        print(f"{name:16} {bare:12.1f} {ours:13.1f} {ours / bare:6.2f} {whole:13.1f} {whole / bare:6.2f}")
    with tempfile.TemporaryDirectory() as folder:
        taken, used = many(data, pathlib.Path(folder))
    print(f"{FILES} files verified in {taken:.2f} s, with {used:.2f} s of {os.cpu_count()} processors")
    return 0 if all(ours <= 2 * bare for bare, ours, _ in found.values()) and taken <= 5 else 1
