"""Keys, where they come from, what is said of them, and policies; lint; what needs no key."""

from __future__ import annotations

import ast
import json
import os
import pathlib
import pickle
import subprocess
import sys
import traceback

import pytest

import seedfmt
from seedfmt import secured
from seedfmt._secured import base64, keys, sources
from seedfmt.errors import Malformed, NotAuthentic, PolicyError, SecretKeyError, SecuredError

TEXT = '---\ntitle: "T"\nheat: 64\n---\nbody\n'
SEAL, SIGN = secured.generate_key("seal"), secured.generate_key("sign")
SET = secured.KeySet([SEAL, SIGN])
HIDDEN = b"the hidden plaintext"


def test_sets_go_through_json() -> None:
    again = secured.KeySet.from_json(SET.export())
    assert [(key.kind, key.kid, key.is_private) for key in again] == [
        ("seal", SEAL.kid, True),
        ("sign", SIGN.kid, True),
    ]
    assert again.export() == SET.export()
    public = secured.KeySet.from_json(SET.public().export())
    assert [(key.kind, key.kid, key.is_private) for key in public] == [("sign", SIGN.kid, False)]
    assert '"d"' not in public.export()
    assert secured.KeySet.from_json(json.dumps(SIGN.export())).keys[0].kid == SIGN.kid


def test_thumbprint_of_rfc_8037() -> None:
    """Appendix A.3."""
    members = {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert keys.thumbprint(members) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


REFUSED = [
    ("the public half of a sealing key", lambda: secured.public_key(SEAL), "symmetric"),
    ("the public halves of sealing keys", lambda: secured.KeySet([SEAL]).public(), "no signing key"),
    ("signing with a public key", lambda: secured.public_key(SIGN).signer(), "is public and cannot sign"),
    ("no key to sign with", lambda: SET.public().first("sign"), "no key to sign with"),
    ("no key to seal with", lambda: SET.public().first("seal"), "no key to seal with"),
    ("a secret in a trust file", None, "public keys alone"),
]


@pytest.mark.parametrize(("about", "call", "message"), REFUSED)
def test_keys_refused(about: str, call: object, message: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "trust.json").write_text(SET.export())
    with pytest.raises(SecretKeyError, match=message) as caught:
        call() if callable(call) else secured.KeySet.load_public(tmp_path / "trust.json")
    assert caught.value.code == "E706"


def test_key_files(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys.json"
    path.write_text(SET.export())
    path.chmod(0o600)
    assert len(secured.KeySet.load(path)) == 2
    for mode in (0o640, 0o604, 0o610, 0o601, 0o620):
        path.chmod(mode)
        with pytest.raises(SecretKeyError, match="open to others"):
            secured.KeySet.load(path)
    path.chmod(0o600)
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: os.getuid() + 1)
        with pytest.raises(SecretKeyError, match="belongs to somebody else"):
            secured.KeySet.load(path)
    for name in (tmp_path, tmp_path / "pipe", tmp_path / "missing", "\0"):
        if str(name).endswith("pipe"):
            os.mkfifo(name)
        with pytest.raises(SecretKeyError):
            secured.KeySet.load(name)
    with pytest.raises(SecretKeyError, match="could not be read"):
        sources.read_descriptor(987)
    with pytest.raises(SecretKeyError, match="not set"):
        sources.read_environment("SEEDFMT_NO_SUCH_KEY")
    path.write_bytes(b" " * (sources.LARGEST + 1))
    with pytest.raises(SecretKeyError, match="more than"):
        secured.KeySet.load(path)


def test_too_many_volatile_members() -> None:
    document = seedfmt.loads(TEXT)
    before = bytes(document)
    with pytest.raises(Malformed, match="4096 is the limit"):
        secured.seal(document, b"x", SET, volatile=[f"/member-{number}" for number in range(400)])
    with pytest.raises(Malformed, match="65536 is the limit"):
        secured.seal(document, b"x" * 50_000, SET)
    assert bytes(document) == before


def test_base64_has_one_spelling() -> None:
    for size in range(40):
        data = os.urandom(size)
        assert base64.decode_url(base64.encode_url(data)) == data
        assert base64.decode(base64.encode(data)) == data
    symbols = "AQgw9z-_+/= \n\0."
    spelled = 0
    for text in (a + b + c + d for a in symbols for b in symbols for c in symbols for d in ("", *symbols)):
        data = base64.decode_url(text)
        assert data is None or base64.encode_url(data) == text
        standard = base64.decode(text)
        assert standard is None or base64.encode(standard) == text
        spelled += data is not None
    assert spelled > 100


def test_policies() -> None:
    policy = secured.Policy.from_data({"require": "both", "volatile": ["/a"], "body": False, "field": "vault"})
    assert (policy.require, policy.volatile, policy.body, policy.field) == ("both", {"/a"}, False, "vault")
    for wrong in (
        {"require": "both", "volatile": "/a"},
        {"require": "both", "ignore_errors": True},
        {},
        None,
        {"require": ["both"]},
        {"require": "both", "field": "\ud800"},
        {"require": "both", "volatile": ["/\ud800"]},
    ):
        with pytest.raises(PolicyError):
            secured.Policy.from_data(wrong)
    with pytest.raises(TypeError):
        secured.Policy()  # type: ignore[call-arg]


def test_law_sealing_loses_no_value() -> None:
    """R144: what would be lost is kept, unless it is to be replaced; what keeps the content need not ask."""
    document = seedfmt.loads(TEXT)
    for free in ("", None):
        document["secured"] = free
        secured.seal(document, b"x", SET)
    for value in (
        document["secured"],
        "QUFBQUFBQUFBQUFBQUFBQQ==;QkJCQkJCQkJCQkJCQkJCQg==",
        "anything",
        ["a"],
        1,
        0,
        False,
    ):
        document["secured"] = value
        before = bytes(document)
        with pytest.raises(seedfmt.EditError, match=r"would be lost; replace it on purpose") as caught:
            secured.seal(document, b"y", SET)
        assert (caught.value.code, caught.value.line) == ("E505", 6 if isinstance(value, list) else 5)
        assert bytes(document) == before
        assert not isinstance(value, str) or value not in str(caught.value)
    secured.seal(document, b"y", SET, replace=True)
    policy = secured.Policy("sealed")
    assert secured.open_sealed(document, SET, policy) == b"y"
    for keep in (lambda: secured.sign(document, SET), lambda: secured.rotate(document, SET, policy)):
        keep()
        assert secured.open_sealed(document, SET, policy) == b"y"


def test_only_the_first_keys_are_used_and_all_of_them_open() -> None:
    document = seedfmt.loads(TEXT)
    secured.seal(document, b"x", SET, sign=True)
    new = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign"), *SET])
    policy = secured.Policy("both")
    before = document["secured"]
    secured.rotate(document, new, policy)
    assert document["secured"] != before
    verified = secured.verify(document, new, policy)
    assert (verified.sealed, verified.signed) == (new.keys[0].kid, new.keys[1].kid)
    assert secured.open_sealed(document, new, policy) == b"x"
    with pytest.raises(SecretKeyError):
        secured.verify(document, SET, policy)
    document["title"] = "changed"
    before = bytes(document)
    with pytest.raises(secured.WrongDocument):
        secured.rotate(document, new, policy)
    assert bytes(document) == before


def test_signing_again() -> None:
    """A seal must be that of the document; a legacy value and nothing are bound anew."""
    document = seedfmt.loads(TEXT)
    secured.sign(document, SET)
    document["title"] = "new"
    secured.sign(document, SET)
    secured.verify(document, SET.public(), secured.Policy("signed"))
    secured.unwrap(document)
    assert "secured" not in document
    secured.seal(document, b"x", SET)
    value = document["secured"]
    secured.sign(document, SET)
    secured.sign(document, SET)
    secured.unwrap(document)
    assert document["secured"] == value
    with pytest.raises(Malformed, match="not signed"):
        secured.unwrap(document)
    document["title"] = "other"
    with pytest.raises(secured.WrongDocument):
        secured.sign(document, SET)


# -- no key, no plaintext, no value -----------------------------------------------------------------------------------


def secrets_in(text: str, *more: str) -> list[str]:
    hidden = [
        SEAL.export()["k"],
        SIGN.export()["d"],
        SEAL.secret.hex(),
        SIGN.secret.hex(),
        repr(SEAL.secret)[2:-1],
        *more,
    ]
    return [secret for secret in hidden if secret in text]


def test_no_secret_in_any_repr() -> None:
    document = seedfmt.loads(TEXT)
    secured.seal(document, b"the hidden plaintext", SET, sign=True)
    value = document["secured"]
    signed = secured.parse(value)
    inner = secured.parse(signed.payload.decode())
    policy = secured.Policy("both")
    detached = secured.sign(document, SET, detached=True)
    things = [
        SEAL, SIGN, SET, SET.public(), signed, inner, secured.parse("QUFBQUFBQUFBQUFBQUFBQQ==;QkJCQkJCQkJCQkJCQkJCQg=="),
        policy, secured.verify(document, SET, policy), secured.bound_view(document), document,
        secured.inspect(value), secured.lint([("a.md", document)]),
    ]  # fmt: skip
    hidden = ["the hidden plaintext", value, value.split(".")[1], value.split(".")[2], detached]
    for thing in things:
        for text in (repr(thing), str(thing), f"{[thing]}", f"{thing!a}"):
            assert not secrets_in(text, *hidden), type(thing)
    assert "QUFB" not in repr(things[6])
    for key in (SEAL, SIGN, SET):
        with pytest.raises(TypeError, match="pickle"):
            pickle.dumps(key)


def test_no_secret_in_any_error() -> None:
    """All that hangs on an exception: its text, its arguments, its causes, and what they hold."""
    document = seedfmt.loads(TEXT)
    secured.seal(document, b"the hidden plaintext", SET, sign=True)
    value = document["secured"]
    wrong_kid = {**SEAL.export(), "kid": SIGN.kid}
    calls = [
        lambda: secured.KeySet.from_json(SET.export()[:-3]),
        lambda: secured.KeySet.from_json(SET.export().replace('"kty"', '"kty": 1, "kty"')),
        lambda: secured.KeySet.from_json(json.dumps(wrong_kid)),
        lambda: secured.KeySet.from_json(json.dumps({**SEAL.export(), "k": SEAL.export()["k"] + "="})),
        lambda: secured.KeySet.from_json(SET.export().encode() + b"\xff"),
        lambda: secured.KeySet.from_json(json.dumps({**SIGN.export(), "x": SEAL.kid})),
        lambda: secured.KeySet([SEAL, SEAL]),
        lambda: secured.parse(value[:-1]),
        lambda: secured.parse(value + ";"),
        lambda: secured.verify(document, secured.KeySet([SEAL]), secured.Policy("both")),
        lambda: secured.verify(
            seedfmt.loads(bytes(document).replace(b"heat: 64", b"heat: 65")), SET, secured.Policy("both")
        ),
        lambda: secured.verify(seedfmt.loads(bytes(document)[:-12] + b'A"\n---\n'), SET, secured.Policy("both")),
        lambda: secured.legacy.decrypt_unauthenticated(value, SEAL.secret),
        lambda: secured.legacy.decrypt_unauthenticated(
            secured.legacy.encrypt_unauthenticated(HIDDEN, SEAL.secret), SEAL.secret[:-1]
        ),
        lambda: secured.legacy.read_key(SEAL.secret.hex().encode() + b"0", "hex"),
    ]
    for number, call in enumerate(calls):
        with pytest.raises(seedfmt.SeedError) as caught:
            call()
        error: BaseException | None = caught.value
        while error is not None:
            text = f"{error} {error!r} {error.args} {vars(error)} {''.join(traceback.format_exception(error))}"
            assert not secrets_in(text, "the hidden plaintext", value, value.split(".")[2]), number
            assert isinstance(error, seedfmt.SeedError), "another library's exception hangs on it"
            error = error.__cause__ or error.__context__


def test_no_secret_in_a_traceback(tmp_path: pathlib.Path) -> None:
    """An error that nobody catches, in a program of its own."""
    (tmp_path / "keys.json").write_text(SET.export())
    (tmp_path / "keys.json").chmod(0o600)
    document = seedfmt.loads(TEXT)
    secured.seal(document, b"the hidden plaintext", SET, sign=True)
    (tmp_path / "post.md").write_bytes(bytes(document).replace(b"heat: 64", b"heat: 65"))
    code = (
        "import seedfmt; from seedfmt import secured\n"
        "keys = secured.KeySet.load('keys.json'); doc = seedfmt.load('post.md')\n"
        "try: secured.open_sealed(doc, keys, secured.Policy('both'))\n"
        "finally: print(keys, keys.keys, secured.parse(doc['secured']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "WrongDocument" in done.stderr
    assert not secrets_in(done.stdout + done.stderr, "the hidden plaintext", document["secured"])


def test_every_class_has_its_exit_status() -> None:
    classes = {kind.__name__: kind.exit for kind in SecuredError.__subclasses__()}
    expected = {
        "Malformed": 3,
        "NotAuthentic": 4,
        "WrongDocument": 5,
        "PolicyError": 6,
        "SecretKeyError": 7,
        "NotBindable": 8,
    }
    assert classes == expected
    error = NotAuthentic(seedfmt.Code.NOT_AUTHENTIC, "m", path="x.md")
    assert type(pickle.loads(pickle.dumps(error))) is NotAuthentic


def test_one_message_for_every_reason_not_to_open() -> None:
    document = seedfmt.loads(TEXT)
    secured.seal(document, b"x", SET)
    parts = document["secured"].split(".")
    messages = set()
    for place in range(1, 5):
        broken = list(parts)
        data = bytearray(base64.decode_url(parts[place]) or b"")
        data[0] ^= 1
        broken[place] = base64.encode_url(bytes(data))
        other = seedfmt.loads(bytes(document).replace(document["secured"].encode(), ".".join(broken).encode()))
        with pytest.raises(NotAuthentic) as caught:
            secured.verify(other, SET, secured.Policy("sealed"))
        messages.add(str(caught.value))
    assert len(messages) == 1


# -- without a key ----------------------------------------------------------------------------------------------------

IV = b"\x8f\x02random iv\x99\x01\xfe\x03\x44"


def legacy(ciphertext: bytes, iv: bytes = IV) -> str:
    return f"{base64.encode(ciphertext)};{base64.encode(iv)}"


def blocks(*numbers: int) -> bytes:
    import hashlib

    return b"".join(hashlib.sha256(bytes([number])).digest()[:16] for number in numbers)


# values, whether legacy values are findings, the codes found in each file or between them
LINTS = [
    ([legacy(blocks(1, 2))], False, []),
    ([legacy(blocks(1, 2))], True, ["B102"]),
    (["AAAA"], False, ["B101"]),
    ([1], False, ["B101"]),
    (["a.b.c"], False, ["B101"]),
    ([legacy(blocks(1, 2, 1))], False, ["B103"]),
    ([legacy(blocks(1, 2), blocks(2))], False, ["B104"]),
    ([legacy(blocks(1), bytes(16))], False, ["B105"]),
    ([legacy(blocks(1), b"0123456789abcdef")], False, ["B106"]),
    ([legacy(blocks(1, 2)), legacy(blocks(1, 2))], False, ["B110"]),
    ([legacy(blocks(1)), legacy(blocks(2))], False, ["B111"]),
    ([legacy(blocks(1, 2), blocks(5)), legacy(blocks(3, 2), blocks(6))], False, ["B112"]),
    ([legacy(blocks(1, 2), blocks(5)), legacy(blocks(1, 2, 3), blocks(6))], False, ["B113"]),
    ([legacy(blocks(1), IV), legacy(blocks(2), IV[:-1] + b"\x45")], False, ["B114"]),
    ([legacy(blocks(1), IV), legacy(blocks(2), b"\x90" + IV[1:])], False, ["B114"]),
    ([legacy(blocks(1, 2), blocks(5)), legacy(blocks(3, 4), blocks(6))], False, []),
]


@pytest.mark.parametrize(("values", "ask", "codes"), LINTS)
def test_lint(values: list[object], ask: bool, codes: list[str]) -> None:
    documents = []
    for number, value in enumerate(values):
        document = seedfmt.loads(TEXT)
        document["secured"] = value
        documents.append((f"{number}.md", document))
    problems = secured.lint(documents, legacy=ask)
    assert [problem.code for problem in problems] == codes
    for problem in problems:
        assert problem.span is not None
        assert (problem.span.line, problem.pointer, problem.path) == (5, "/secured", f"{len(values) - 1}.md")
        assert not any(isinstance(value, str) and value[:20] in str(problem) for value in values)


def test_every_lint_rule_is_tested() -> None:
    from seedfmt._secured.lint import RULES

    assert {code for _, _, codes in LINTS for code in codes} == set(RULES)


def test_signed_copies_are_found_by_what_is_inside() -> None:
    one, two = seedfmt.loads(TEXT), seedfmt.loads(TEXT.replace("64", "65"))
    for document in (one, two):
        document["secured"] = legacy(blocks(1, 2))
        secured.sign(document, SET)
    assert [problem.code for problem in secured.lint([("a", one), ("b", two)])] == ["B110"]


def test_real_values_are_clean(corpus: list[pathlib.Path]) -> None:
    documents = [(str(path), seedfmt.load(path)) for path in corpus]
    for folder in {str(path).split("/corpus/")[1].split("/")[0] for path in corpus}:
        assert secured.lint((name, document) for name, document in documents if f"/corpus/{folder}/" in name) == [], (
            folder
        )
    between = secured.lint(documents)  # two of the repositories share a few records
    assert {problem.code for problem in between} == {"B110"}
    values = {document["secured"] for _, document in documents if "secured" in document}
    assert len(values) > len(corpus) // 2
    for value in values:
        parts = secured.parse(value)
        assert isinstance(parts, secured.Legacy)
        assert parts.text == value
        facts = secured.inspect(value)
        assert (facts["kind"], facts["verified"], facts["iv_bytes"]) == ("legacy", False, 16)
        assert facts["plaintext_bytes"] == [facts["ciphertext_bytes"] - 16, facts["ciphertext_bytes"] - 1]


def test_no_cryptography_without_a_key() -> None:
    code = (
        "import sys, seedfmt; from seedfmt import secured\n"
        f"value = {legacy(blocks(1, 2))!r}\n"
        "secured.parse(value); secured.inspect(value); doc = seedfmt.loads('---\\na: 1\\n---\\n'); doc['secured'] = value\n"
        "secured.lint([('a', doc)]); secured.bound_view(doc); secured.check_secured(value); secured.Policy('signed')\n"
        "assert not [name for name in sys.modules if name.startswith('cryptography')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    for path in pathlib.Path(seedfmt.__file__).parent.rglob("*.py"):
        imported = {
            alias.name if isinstance(node, ast.Import) else str(node.module)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert path.name == "box.py" or not any(name.startswith("cryptography") for name in imported), path
