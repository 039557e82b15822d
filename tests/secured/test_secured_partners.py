"""Other implementations read what we make, and we read what they make: joserfc, jwcrypto, Node's jose, OpenSSL, rfc8785.

Each is skipped, saying so, where it is absent: the extra ``partners`` brings the Python ones; SEEDFMT_NODE_JOSE names a folder with
``node_modules/jose``.
"""

from __future__ import annotations

import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import seedfmt
from seedfmt import secured
from seedfmt._secured import base64, jcs

TEXT = '---\ntitle: "T"\nheat: 64\n---\nbody\n'
COUNT = 500 if os.environ.get("SEEDFMT_PROFILE") == "long" else 20
KEYS = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
SEAL, SIGN = (key.export() for key in KEYS)
VOLATILE = ["/heat"]
POLICIES = {kind: secured.Policy("sealed" if kind == "jwe" else "signed", volatile=VOLATILE) for kind in ("jwe", "jws")}  # type: ignore[arg-type]
PLAINTEXTS = [b"", b"x", "h\u00e9".encode(), bytes(range(256)) * 4]


class Partner:
    """Another implementation: ``read`` gives plaintext or payload, ``write`` a token with our header."""

    def __init__(self, read: Callable[[str, str], bytes], write: Callable[[str, dict[str, Any], bytes], str]) -> None:
        self.read = read
        self.write = write


def joserfc() -> Partner:
    jwe, jws = pytest.importorskip("joserfc.jwe"), pytest.importorskip("joserfc.jws")
    from joserfc.jwk import OctKey, OKPKey
    from joserfc.registry import HeaderParameter

    known = {"bind": HeaderParameter("what is bound", lambda value: None)}
    sealing = {"registry": jwe.JWERegistry(known, algorithms=["A256KW", "A256GCM"], strict_check_header=False)}
    signing = {"registry": jws.JWSRegistry(known, algorithms=["Ed25519"], strict_check_header=False)}
    seal, sign = OctKey.import_key(SEAL), OKPKey.import_key(SIGN)

    def read(kind: str, token: str) -> bytes:
        if kind == "jwe":
            return bytes(jwe.decrypt_compact(token, seal, **sealing).plaintext)
        return bytes(jws.deserialize_compact(token, sign, **signing).payload)

    def write(kind: str, header: dict[str, Any], content: bytes) -> str:
        if kind == "jwe":
            return str(jwe.encrypt_compact(header, content, seal, **sealing))
        return str(jws.serialize_compact(header, content, sign, **signing))

    return Partner(read, write)


def jwcrypto() -> Partner:
    jwe, jws, jwk = (pytest.importorskip(f"jwcrypto.{name}") for name in ("jwe", "jws", "jwk"))
    from jwcrypto.common import JWSEHeaderParameter

    known = {"bind": JWSEHeaderParameter("what is bound", True, True, None)}
    seal, sign = jwk.JWK(**SEAL), jwk.JWK(**SIGN)

    def sealed(*content: Any, **more: Any) -> Any:
        return jwe.JWE(*content, algs=["A256KW", "A256GCM"], header_registry=known, **more)

    def signed(*content: Any) -> Any:
        token = jws.JWS(*content, header_registry=known)
        token.allowed_algs = ["Ed25519"]
        return token

    def read(kind: str, token: str) -> bytes:
        box = sealed() if kind == "jwe" else signed()
        box.deserialize(token, seal if kind == "jwe" else sign)
        return bytes(box.payload)

    def write(kind: str, header: dict[str, Any], content: bytes) -> str:
        if kind == "jwe":
            box = sealed(content, protected=json.dumps(header))
            box.add_recipient(seal)
        else:
            box = signed(content)
            box.add_signature(sign, alg=None, protected=json.dumps(header))
        return str(box.serialize(compact=True))

    return Partner(read, write)


NODE = """
import * as jose from "jose";
const [seal, sign] = JSON.parse(process.argv[1]);
const sealing = await jose.importJWK(seal, "A256KW");
const { d, ...open } = sign;
const verifying = await jose.importJWK(open, "Ed25519"), signing = await jose.importJWK(sign, "Ed25519");
const crit = { crit: { bind: true } };
let text = "";
for await (const piece of process.stdin) text += piece;
for (const [verb, kind, token, content] of JSON.parse(text)) {
  let result;
  if (verb === "read" && kind === "jwe") result = (await jose.compactDecrypt(token, sealing, crit)).plaintext;
  else if (verb === "read") result = (await jose.compactVerify(token, verifying, crit)).payload;
  else if (kind === "jwe")
    result = await new jose.CompactEncrypt(Buffer.from(content, "base64")).setProtectedHeader(token).encrypt(sealing, crit);
  else result = await new jose.CompactSign(Buffer.from(content, "base64")).setProtectedHeader(token).sign(signing, crit);
  console.log(Buffer.from(result).toString("base64"));
}
"""


def node_jose() -> Partner:
    folder = os.environ.get("SEEDFMT_NODE_JOSE", "/nonexistent")
    if not shutil.which("node") or not (pathlib.Path(folder) / "node_modules" / "jose").is_dir():
        pytest.skip("no Node with jose; set SEEDFMT_NODE_JOSE")

    def ask(*request: Any) -> bytes:
        command = ["node", "--input-type=module", "-e", NODE, json.dumps([SEAL, SIGN])]
        done = subprocess.run(
            command, cwd=folder, input=json.dumps([request]), capture_output=True, text=True, check=True
        )
        return base64.decode(done.stdout.strip()) or b""

    def read(kind: str, token: str) -> bytes:
        return ask("read", kind, token, "")

    def write(kind: str, header: dict[str, Any], content: bytes) -> str:
        return ask("write", kind, header, base64.encode(content)).decode()

    return Partner(read, write)


PARTNERS = {"joserfc": joserfc, "jwcrypto": jwcrypto, "node-jose": node_jose}


def ours(kind: str, plaintext: bytes) -> seedfmt.Document:
    document = seedfmt.loads(TEXT)
    if kind == "jwe":
        secured.seal(document, plaintext, KEYS, volatile=VOLATILE)
    else:
        secured.sign(document, KEYS, volatile=VOLATILE)
    return document


def cases(name: str, *, they_read: bool) -> Iterator[tuple[str, bytes]]:
    count = 1 if name == "node-jose" and COUNT < 100 else COUNT // len(PLAINTEXTS) or 1
    for plaintext in PLAINTEXTS * count:
        if plaintext or name != "jwcrypto" or not they_read:  # jwcrypto 1.5 cannot open an empty plaintext of anybody
            yield "jwe", plaintext
    for _ in range(count):
        yield "jws", b""


@pytest.mark.parametrize("name", PARTNERS)
def test_they_read_ours(name: str) -> None:
    partner = PARTNERS[name]()
    for kind, plaintext in cases(name, they_read=True):
        assert partner.read(kind, ours(kind, plaintext)["secured"]) == plaintext
    document = ours("jwe", b"inside")
    inner = document["secured"]
    secured.sign(document, KEYS)
    assert partner.read("jws", document["secured"]).decode() == inner


@pytest.mark.parametrize("name", PARTNERS)
def test_we_read_theirs(name: str) -> None:
    partner = PARTNERS[name]()
    for kind, plaintext in cases(name, they_read=False):
        document = ours(kind, b"something else")
        header = secured.inspect(document["secured"])["header"]
        document["secured"] = partner.write(kind, header, plaintext)
        secured.verify(document, KEYS, POLICIES[kind])
        if kind == "jwe":
            assert secured.open_sealed(document, KEYS, POLICIES[kind]) == plaintext
    document = ours("jwe", b"inside")
    inner = document["secured"]
    secured.sign(document, KEYS)
    header = secured.inspect(document["secured"])["header"]
    document["secured"] = partner.write("jws", header, inner.encode())
    assert secured.open_sealed(document, KEYS, secured.Policy("both", volatile=VOLATILE)) == b"inside"


# -- OpenSSL: legacy values -------------------------------------------------------------------------------------------


def openssl(data: bytes, key: bytes, iv: bytes, *more: str) -> bytes:
    if not shutil.which("openssl"):
        pytest.skip("no openssl")
    command = ["openssl", "enc", f"-aes-{len(key) * 8}-cbc", "-K", key.hex(), "-iv", iv.hex(), *more]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@pytest.mark.parametrize("size", [16, 24, 32])
def test_openssl(size: int) -> None:
    key = os.urandom(size)
    for length in (0, 1, 15, 16, 17, 100):
        plaintext = os.urandom(length)
        value = secured.legacy.encrypt_unauthenticated(plaintext, key)
        parts = secured.parse(value)
        assert isinstance(parts, secured.Legacy)
        assert openssl(parts.ciphertext, key, parts.iv, "-d") == plaintext
        iv = os.urandom(16)
        theirs = f"{base64.encode(openssl(plaintext, key, iv))};{base64.encode(iv)}"
        assert secured.legacy.decrypt_unauthenticated(theirs, key) == plaintext


# -- rfc8785 ----------------------------------------------------------------------------------------------------------


def test_canonical_json_is_that_of_rfc8785() -> None:
    rfc8785 = pytest.importorskip("rfc8785")
    rng = random.Random(8785)
    numbers = 200_000 if COUNT > 100 else 5_000
    for _ in range(numbers):
        (number,) = struct.unpack("<d", rng.randbytes(8))
        if number - number == 0:
            assert jcs.canonical(number) == rfc8785.dumps(number)
        small = rng.randrange(-(10**6), 10**6) / 10 ** rng.randrange(12)
        assert jcs.canonical(small) == rfc8785.dumps(small)
    for _ in range(numbers // 20):
        value = random_value(rng, 3)
        assert jcs.canonical(value) == rfc8785.dumps(value)


def random_value(rng: random.Random, depth: int) -> Any:
    kind = rng.randrange(9 if depth else 7)
    if kind < 3:
        points = [
            rng.choice((rng.randrange(0x80), rng.randrange(0x80, 0xD800), rng.randrange(0xE000, 0x110000)))
            for _ in range(rng.randrange(6))
        ]
        return "".join(map(chr, points))
    if kind < 7:
        return [rng.randrange(-(2**53) + 1, 2**53), True, False, None][kind - 3]
    if kind == 7:
        return [random_value(rng, depth - 1) for _ in range(rng.randrange(4))]
    return {f"{random_value(rng, 0)}": random_value(rng, depth - 1) for _ in range(rng.randrange(6))}
