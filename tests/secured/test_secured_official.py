"""Official vectors: Wycheproof, NIST's RFC 8037 and RFC 8785."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from typing import Any

import pytest

from seedfmt import secured
from seedfmt._secured import base64, box, jcs
from seedfmt._secured.verify import read_layers
from seedfmt.errors import SecuredError
from tests.support.data import SHARED, require_suite


def wycheproof(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield group and test for each test in a file of the suite, or else of the further data that the machine has."""
    if name in FURTHER:
        path = SHARED / "vectors" / "wycheproof" / f"{name}.json"
    else:
        path = next(require_suite("wycheproof").rglob(f"{name}.json"))
    groups = json.loads(path.read_text())["testGroups"]
    for group in groups:
        for test in group["tests"]:
            yield group, {key: bytes.fromhex(value) if key in FIELDS else value for key, value in test.items()}


# files that no package carries: these tests exist only on a machine that has the files
FURTHER = (
    "aes_cbc_pkcs5_test",
    "json_web_crypto_test",
    "json_web_encryption_test",
    "json_web_key_test",
    "json_web_signature_test",
)
AT_HAND = [name for name in FURTHER if (SHARED / "vectors" / "wycheproof" / f"{name}.json").is_file()]
FIELDS = {"key", "iv", "msg", "ct", "tag", "aad", "sig"}


def wrapped(key: bytes, content_key: bytes) -> bytes:
    return box.aes_key_wrap(key, content_key)


def open_gcm(key: bytes, iv: bytes, ciphertext: bytes, tag: bytes, associated: bytes) -> bytes | None:
    """Through the one function that opens: the key of the vector is the content key."""
    return box.open_sealed(bytes(32), (wrapped(bytes(32), key), iv, ciphertext, tag), associated)


def law_cbc(name: str) -> None:
    """Padding is checked as the suite says."""
    count = 0
    for _, test in wycheproof(name):
        plaintext = box.decrypt_cbc(test["key"], test["ct"], test["iv"]) if len(test["ct"]) else None
        assert plaintext == (test["msg"] if test["result"] == "valid" else None), test["tcId"]
        count += 1
    assert count == 216


def test_wycheproof_gcm() -> None:
    count = 0
    for group, test in wycheproof("aes_gcm_test"):
        if group["ivSize"] == 96 and group["tagSize"] == 128:  # the shape of a token
            plaintext = open_gcm(test["key"], test["iv"], test["ct"], test["tag"], test["aad"])
            assert plaintext == (test["msg"] if test["result"] == "valid" else None), test["tcId"]
            count += 1
    assert count > 100


def test_wycheproof_key_wrap() -> None:
    """A key of the vector's that wraps 32 bytes is put around a real sealed text."""
    count = 0
    for group, test in wycheproof("aes_wrap_test"):
        if len(test["msg"]) in (16, 24, 32) and group["keySize"] in (128, 192, 256):
            sealed = box.AESGCM(test["msg"]).encrypt(bytes(12), b"x", b"")
            opened = box.open_sealed(test["key"], (test["ct"], bytes(12), sealed[:-16], sealed[-16:]), b"")
            assert opened == (b"x" if test["result"] == "valid" else None), test["tcId"]
            count += 1
    assert count > 80


def test_wycheproof_ed25519() -> None:
    count = 0
    for group, test in wycheproof("ed25519_test"):
        if test["result"] == "acceptable":  # a verifier may do either
            continue
        key = box.verifier(bytes.fromhex(group["publicKey"]["pk"]))
        assert box.is_signed(key, test["sig"], test["msg"]) == (test["result"] == "valid"), test["tcId"]
        count += 1
    assert count >= 150


def law_jose_is_foreign(name: str) -> None:
    """A token of JOSE is refused, whether it is valid there or not."""
    count = 0
    for _, test in wycheproof(name):
        token = test.get("jws", test.get("jwe"))
        if not isinstance(token, str):
            continue
        with pytest.raises(SecuredError):
            read_layers(secured.parse(token), "secured")
        count += 1
    assert count > 20


@pytest.mark.skipif(not AT_HAND, reason="files that no package carries; SEEDFMT_SHARED may name a folder with them")
@pytest.mark.parametrize("name", AT_HAND)
def test_wycheproof_further(name: str) -> None:
    (law_cbc if name == "aes_cbc_pkcs5_test" else law_jose_is_foreign)(name)


# -- NIST -------------------------------------------------------------------------------------------------------------


def nist(folder: str, name: str) -> Iterator[dict[str, bytes]]:
    """The cases of a response file; FAIL stands as a member."""
    text = (require_suite("nist") / "cryptography_vectors" / folder / name).read_text()
    for block in re.split("(?i)count = ", text)[1:]:
        case = {}
        for line in block.splitlines()[1:]:
            member, mark, value = line.partition(" = ")
            if mark and not line.startswith("["):
                case[member.strip().lower()] = bytes.fromhex(value.strip())
            elif line.strip() == "FAIL":
                case["fail"] = b""
            elif line.startswith("["):
                break
        yield case


@pytest.mark.parametrize("size", [128, 192, 256])
def test_nist_key_wrap(size: int) -> None:
    count = 0
    for case in nist("keywrap/kwtestvectors", f"KW_AD_{size}.txt"):
        if len(case["c"]) > 40:
            continue
        if "fail" in case:
            assert box.open_sealed(case["k"], (case["c"], bytes(12), b"", bytes(16)), b"") is None
        elif len(case["p"]) in (16, 24, 32):
            sealed = box.AESGCM(case["p"]).encrypt(bytes(12), b"x", b"")
            assert box.open_sealed(case["k"], (case["c"], bytes(12), sealed[:1], sealed[1:]), b"") == b"x"
        count += 1
    assert count > 100


@pytest.mark.parametrize("size", [128, 192, 256])
def test_nist_gcm(size: int) -> None:
    count = 0
    for case in nist("ciphers/AES/GCM", f"gcmDecrypt{size}.rsp"):
        if len(case["iv"]) == 12 and len(case["tag"]) == 16:
            opened = open_gcm(case["key"], case["iv"], case["ct"], case["tag"], case["aad"])
            assert opened == (None if "fail" in case else case["pt"])
            count += 1
    assert count > 200


@pytest.mark.parametrize("name", ["CBCMMT", "CBCVarTxt", "CBCVarKey", "CBCGFSbox", "CBCKeySbox"])
@pytest.mark.parametrize("size", [128, 192, 256])
def test_nist_cbc(name: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """NIST's blocks have no padding: ours is behind them when we encrypt."""
    count = 0
    for case in nist("ciphers/AES/CBC", f"{name}{size}.rsp"):
        monkeypatch.setattr(box.os, "urandom", lambda size, iv=case["iv"]: iv[:size])
        ciphertext, iv = box.encrypt_cbc(case["key"], case["plaintext"])
        assert (iv, ciphertext[: len(case["ciphertext"])]) == (case["iv"], case["ciphertext"])
        assert box.decrypt_cbc(case["key"], ciphertext, iv) == case["plaintext"]
        count += 1
    assert count > 8


# -- RFC 8037 and RFC 8785 --------------------------------------------------------------------------------------------


def test_rfc_8037_signature() -> None:
    """Appendix A.4 and A.5: the private key, what is signed, and the signature."""
    private = base64.decode_url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A") or b""
    public = base64.decode_url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo") or b""
    message = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    assert box.public_of(private) == public
    assert base64.encode_url(box.sign(box.signer(private), message)) == signature
    assert box.is_signed(box.verifier(public), base64.decode_url(signature) or b"", message)


# RFC 8785, appendix B
NUMBERS = [
    ("0000000000000000", "0"), ("8000000000000000", "0"), ("0000000000000001", "5e-324"), ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"), ("ffefffffffffffff", "-1.7976931348623157e+308"), ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"), ("4430000000000000", "295147905179352830000"), ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"), ("44b52d02c7e14af7", "1.0000000000000001e+23"), ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"), ("444b1ae4d6e2ef50", "1e+21"), ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"), ("41b3de4355555553", "333333333.3333332"), ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"), ("41b3de4355555556", "333333333.3333334"), ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"), ("43143ff3c1cb0959", "1424953923781206.2"), ("7fffffffffffffff", None), ("7ff0000000000000", None),
]  # fmt: skip


@pytest.mark.parametrize(("bits", "spelled"), NUMBERS)
def test_rfc_8785_numbers(bits: str, spelled: str | None) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    if spelled is None:
        with pytest.raises(ValueError, match="no value"):
            jcs.canonical(number)
    else:
        assert jcs.canonical(number).decode() == spelled


def test_rfc_8785_files() -> None:
    assets = require_suite("jcs") / "test" / "assets"
    inputs = sorted((assets / "input").glob("*.json"))
    assert len(inputs) == 6
    for path in inputs:
        expected = (assets / "output" / path.name).read_bytes()
        assert jcs.canonical(json.loads(path.read_bytes(), parse_int=float)) == expected.strip(), path.name
