"""Write the vectors of SPEC chapter 9: ``python tests/vectors/secured/generate.py [FOLDER]``.

A second implementation of the suite: of seedfmt it uses nothing. Keys, content keys and vectors are derived from names, so that
the same files come out each time. **These keys are public: use them for nothing.**
"""

from __future__ import annotations

import base64
import hashlib
import json
import pathlib
import sys
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

PLAINTEXT = "the plaintext of a vector"
VOLATILE = ["/heat", "/ratings/count"]
BODY = "<p>The body,\nopaque.</p>\n"
FRONT = """\
title: "The harbour library reopens"
heat: 64
published: true
date: 2026-03-02T08:00:00Z
ratings:
  average: 4.7
  count: 12
topics:
  - AI
  - "C++"
"""
BOUND: dict[str, Any] = {
    "title": "The harbour library reopens",
    "published": True,
    "date": "2026-03-02T08:00:00Z",
    "ratings": {"average": 4.7},
    "topics": ["AI", "C++"],
}


class Vector(NamedTuple):
    """A file: what it shows, what it expects, and the document."""

    name: str
    about: str
    rule: str
    expect: str
    document: str
    members: dict[str, Any]


VECTORS: list[Vector] = []


# -- the suite, once more ----------------------------------------------------------------------------------------------


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(name: str, size: int = 32) -> bytes:
    return hashlib.sha256(f"seedfmt vector {name}".encode()).digest()[:size]


def thumbprint(members: dict[str, str]) -> str:
    return b64(hashlib.sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).digest())


def seal_key(name: str) -> dict[str, str]:
    members = {"kty": "oct", "k": b64(bytes_of(name))}
    return {**members, "alg": "A256KW", "kid": thumbprint(members)}


def sign_key(name: str) -> dict[str, str]:
    private = Ed25519PrivateKey.from_private_bytes(bytes_of(name))
    members = {"kty": "OKP", "crv": "Ed25519", "x": b64(private.public_key().public_bytes_raw())}
    return {**members, "alg": "Ed25519", "kid": thumbprint(members), "d": b64(bytes_of(name))}


def public(key: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in key.items() if name != "d"}


SEAL, SIGN = seal_key("seal"), sign_key("sign")
SEAL_2, SIGN_2 = seal_key("another seal"), sign_key("another sign")


def digest(data: bytes) -> str:
    return b64(hashlib.sha256(data).digest())


def jcs(value: Any) -> bytes:
    """Right for the data of these vectors: keys below U+D800, and floats without exponent."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def bind(
    front: Any = None, *, field: str | None = "secured", body: str | None = BODY, volatile: Any = None
) -> dict[str, Any]:
    view = {"seedfmt": "bind-v1", "field": field, "front": BOUND if front is None else front}
    return {
        "front": digest(jcs(view)),
        "body": None if body is None else digest(body.encode()),
        "volatile": VOLATILE if volatile is None else volatile,
    }


def spell(header: Any) -> str:
    return header if isinstance(header, str) else json.dumps(header, ensure_ascii=False, separators=(",", ":"))


def jwe_header(bound: Any = None, **changes: Any) -> dict[str, Any]:
    header = {"alg": "A256KW", "enc": "A256GCM", "kid": SEAL["kid"], "typ": "seedfmt-v1+jwe", "crit": ["bind"]}
    header |= {"bind": bind() if bound is None else bound} | changes
    return {name: value for name, value in header.items() if value is not ...}


def jwe(header: Any = None, *, key: str = "seal", name: str = "") -> str:
    protected = b64(spell(jwe_header() if header is None else header).encode())
    content_key, iv = bytes_of(f"content key {name}"), bytes_of(f"iv {name}", 12)
    sealed = AESGCM(content_key).encrypt(iv, PLAINTEXT.encode(), protected.encode())
    wrapped = aes_key_wrap(bytes_of(key), content_key)
    return ".".join([protected, *map(b64, (wrapped, iv, sealed[:-16], sealed[-16:]))])


def jws_header(cty: Any = ..., bound: Any = ..., **changes: Any) -> dict[str, Any]:
    header = {"alg": "Ed25519", "kid": SIGN["kid"], "typ": "seedfmt-v1+jws", "cty": cty}
    header |= {} if bound is ... else {"crit": ["bind"], "bind": bound}
    return {name: value for name, value in (header | changes).items() if value is not ...}


def jws(payload: str = "", header: Any = None, *, key: str = "sign") -> str:
    if header is None:
        header = jws_header("JWE") if payload.count(".") == 4 else jws_header(..., bind())
    message = f"{b64(spell(header).encode())}.{b64(payload.encode())}"
    return f"{message}.{b64(Ed25519PrivateKey.from_private_bytes(bytes_of(key)).sign(message.encode()))}"


def legacy() -> str:
    ciphertext, iv = bytes_of("legacy") * 10, bytes_of("legacy iv", 16)
    return f"{base64.b64encode(ciphertext).decode()};{base64.b64encode(iv).decode()}"


def document(value: str | None, *, front: str = FRONT, body: str = BODY, field: str = "secured") -> str:
    line = "" if value is None else f'\n{field}: "{value}"\n'
    return f"---\n{front}{line}---\n{body}"


def change(token: str, part: int, new: Any) -> str:
    """The token with one part made another."""
    parts = token.split(".")
    parts[part] = new(parts[part]) if callable(new) else new
    return ".".join(parts)


def flip(part: str) -> str:
    """The part with one bit of its first byte flipped."""
    data = base64.urlsafe_b64decode(part + "==")
    return b64(bytes([data[0] ^ 1]) + data[1:])


# -- the vectors -------------------------------------------------------------------------------------------------------


def vector(name: str, rule: str, expect: str, about: str, text: str, **members: Any) -> None:
    members.setdefault("policy", {"require": "sealed", "volatile": VOLATILE})
    VECTORS.append(Vector(name, about, rule, expect, text, members))


SIGNED = {"require": "signed", "volatile": VOLATILE}
BOTH = {"require": "both", "volatile": VOLATILE}


def good() -> None:
    plain = {"plaintext": PLAINTEXT}
    vector("ok-sealed", "R115", "ok", "a JWE", document(jwe()), **plain)
    vector("ok-signed", "R109", "ok", "a JWS around a JWE", document(jws(jwe())), policy=BOTH, **plain)
    public_only = {"policy": SIGNED, "keys": [public(SIGN)]}
    vector(
        "ok-signed-without-the-sealing-key",
        "R141",
        "ok",
        "a signature vouches for the JWE",
        document(jws(jwe())),
        **public_only,
    )
    signed_legacy = jws(legacy(), jws_header("seedfmt-legacy", bind()))
    vector("ok-signed-legacy", "R109", "ok", "a JWS around a legacy value", document(signed_legacy), **public_only)
    vector("ok-signed-nothing", "R109", "ok", "a JWS around nothing", document(jws()), **public_only)
    detached = jws("", jws_header(..., bind(field=None)))
    vector("ok-detached", "R110", "ok", "a detached signature", document(None), detached=detached, **public_only)
    with_field = bind({**BOUND, "secured": legacy()}, field=None)
    vector(
        "ok-detached-with-field",
        "R113",
        "ok",
        "a detached signature vouches for the field, too",
        document(legacy()),
        detached=jws("", jws_header(..., with_field)),
        **public_only,
    )
    vector(
        "ok-volatile-changed",
        "R113",
        "ok",
        "volatile members may change",
        document(jwe(), front=FRONT.replace("64", "yes").replace("12", "")),
        **plain,
    )
    gone = FRONT.replace("heat: 64\n", "").replace("  count: 12\n", "")
    vector("ok-volatile-gone", "R113", "ok", "volatile members may go", document(jwe(), front=gone), **plain)
    vector(
        "ok-body-crlf",
        "R114",
        "ok",
        "CRLF in the body is read as LF",
        document(jwe(), body=BODY.replace("\n", "\r\n")),
        **plain,
    )
    vector("ok-file-crlf", "R121", "ok", "CRLF everywhere", document(jwe()).replace("\n", "\r\n"), **plain)
    lines = FRONT.splitlines(keepends=True)
    other = "# a comment\n" + "".join(lines[2:]) + "title: 'The harbour library reopens' # here\nheat: 1\n"
    vector(
        "ok-layout",
        "R113",
        "ok",
        "order, comments, quotes and layout are not bound",
        document(jwe(), front=other),
        **plain,
    )
    spaced = json.dumps(dict(reversed(jwe_header().items())), indent=1)
    vector(
        "ok-header-layout",
        "R105",
        "ok",
        "the header may be spelled in any order and layout",
        document(jwe(spaced)),
        **plain,
    )
    unbound = jwe(jwe_header(bind(body=None)))
    vector(
        "ok-body-unbound",
        "R111",
        "ok",
        "the body is not bound, and the policy allows it",
        document(unbound, body="else"),
        policy={"require": "sealed", "volatile": VOLATILE, "body": False},
        **plain,
    )
    named = jwe(jwe_header(bind(field="vault")))
    vector(
        "ok-other-field",
        "R113",
        "ok",
        "the value in another member",
        document(named, field="vault"),
        policy={"require": "sealed", "volatile": VOLATILE, "field": "vault"},
        **plain,
    )
    front = {**BOUND, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"): 1, "\uff5e": 2}
    text = FRONT + '"\\U0001F600": 1\n\uff5e: 2\n'
    order = ["date", "published", "ratings", "title", "topics", "\U0001f600", "\uff5e"]  # by UTF-16 code units
    members = ",".join(f"{json.dumps(key, ensure_ascii=False)}:{jcs(front[key]).decode()}" for key in order)
    view = f'{{"field":"secured","front":{{{members}}},"seedfmt":"bind-v1"}}'
    bound = bind() | {"front": digest(view.encode())}
    vector(
        "ok-utf-16-order",
        "R113",
        "ok",
        "keys are sorted by UTF-16 code units",
        document(jwe(jwe_header(bound)), front=text),
        view=view,
        **plain,
    )
    small = {**BOUND, "tiny": 0.000001, "less": -1.5e-7, "huge": 1.5e300}
    view = (
        jcs({"field": "secured", "front": small, "seedfmt": "bind-v1"})
        .decode()
        .replace("1e-06", "0.000001")
        .replace("e-07", "e-7")
    )
    text = FRONT + "tiny: 0.000001\nless: -1.5e-7\nhuge: 1.5e+300\n"
    bound = bind() | {"front": digest(view.encode())}
    vector(
        "ok-numbers",
        "R124",
        "ok",
        "numbers in the spelling of JCS",
        document(jwe(jwe_header(bound)), front=text),
        view=view,
        **plain,
    )
    vector(
        "ok-rotated-keys",
        "R133",
        "ok",
        "the key that kid names opens, wherever it stands",
        document(jwe()),
        keys=[SEAL_2, SIGN, SEAL],
        **plain,
    )


def shapes() -> None:
    token, value = jwe(), legacy()
    first, second = value.split(";")

    def bad(name: str, rule: str, about: str, text: str) -> None:
        vector(f"shape-{name}", rule, "malformed", about, document(text))

    bad("none", "R100", "no punctuation at all", "AAAA")
    bad("empty", "R100", "no text", "")
    bad("mixed", "R100", "a semicolon and dots", token + ";")
    bad("three-dots", "R100", "three dots", token.rpartition(".")[0])
    bad("five-dots", "R100", "five dots", token + ".AAAA")
    bad("two-semicolons", "R100", "two semicolons", value + ";AAAA")
    bad("not-ascii", "R101", "a letter that is not ASCII", token[:-1] + "\u00e9")
    bad("too-long", "R101", "65,541 characters", base64.b64encode(bytes(16 * 3_071)).decode() + ";" + second)
    bad("legacy-vector", "R102", "a vector of 15 bytes", f"{first};{base64.b64encode(bytes(15)).decode()}")
    bad("legacy-blocks", "R102", "a ciphertext of 31 bytes", f"{base64.b64encode(bytes(31)).decode()};{second}")
    bad("legacy-empty", "R102", "no ciphertext", f";{second}")
    bad("legacy-padding", "R103", "padding is missing", value[:-1])
    bad("legacy-bits", "R103", "bits are left over", f"{first};{second[:21]}{chr(ord(second[21]) + 1)}==")
    bad("legacy-space", "R103", "a space", first[:4] + " " + first[4:] + ";" + second)
    bad("legacy-alphabet", "R103", "the other alphabet", f"-{first[1:]};{second}")
    bad("legacy-order", "R102", "the vector first", f"{second};{first}")
    bad("url-padding", "R103", "padding in base64url", token + "=")
    bad(
        "url-bits",
        "R103",
        "bits are left over in the tag",
        token[:-1] + ("B" if token[-1] == "A" else chr(ord(token[-1]) + 1)),
    )
    bad("url-alphabet", "R103", "the other alphabet", change(token, 3, "+" + token.split(".")[3][1:]))
    bad(
        "url-length",
        "R103",
        "a lone character at the end",
        change(token, 3, token.split(".")[3] + "AAA"[: (1 - len(token.split(".")[3])) % 4]),
    )
    for part, name, size in ((1, "key", 41), (2, "vector", 16), (4, "tag", 12), (1, "short-key", 39)):
        bad(f"sealed-{name}", "R103", f"the {name} has {size} bytes", change(token, part, b64(bytes(size))))
    bad("signature", "R103", "the signature has 63 bytes", change(jws(token), 2, b64(bytes(63))))
    vector("shape-no-field", "R100", "malformed", "there is no value", document(None))
    vector(
        "shape-list", "R100", "malformed", "the field is a list", document("").replace('secured: ""', "secured: [a]")
    )
    vector(
        "shape-number", "R100", "malformed", "the field is a number", document("").replace('secured: ""', "secured: 1")
    )


def headers() -> None:
    def bad(name: str, rule: str, about: str, header: Any) -> None:
        vector(f"header-{name}", rule, "malformed", about, document(jwe(header)))

    text = spell(jwe_header())
    bad("too-long", "R104", "4,097 bytes", text[:-1] + " " * (4_097 - len(text)) + "}")
    bad("twice", "R104", "a member twice", '{"alg":"none",' + text[1:])
    bad("twice-escaped", "R104", "a member twice, once escaped", '{"\\u0061lg":"none",' + text[1:])
    bad("twice-inside", "R104", "a member of bind twice", text.replace('"bind":{', '"bind":{"volatile":[],'))
    bad("nan", "R104", "NaN", text[:-1] + ',"x":NaN}')
    bad("list", "R104", "a list", f"[{text}]")
    bad("two", "R104", "something behind the object", text + "{}")
    bad("bom", "R104", "a byte order mark", "\ufeff" + text)
    bad("not-json", "R104", "no JSON", text[:-1])
    bad("surrogate", "R104", "half a surrogate pair", text.replace("/heat", "/\\ud800"))
    bad("deep", "R104", "a very deep list", text[:-1] + ',"x":' + "[" * 1500 + "]" * 1500 + "}")
    latin = b64(text.replace("/heat", "/h\u00e9at").encode("latin-1"))
    vector("header-not-utf-8", "R104", "malformed", "not UTF-8", document(change(jwe(), 0, latin)))
    for member, value in (
        ("zip", "DEF"), ("jku", "https://example.org/keys"), ("jwk", public(SIGN)), ("x5u", "https://example.org/x"),
        ("x5c", []), ("b64", False), ("p2c", 1), ("p2s", "AA"), ("epk", {}), ("cty", "JWE"), ("apu", "AA"), ("x", None),
    ):  # fmt: skip
        bad(f"extra-{member}", "R105", f"the member {member}", jwe_header(**{member: value}))
    for member in ("alg", "enc", "kid", "typ", "crit", "bind"):
        bad(f"missing-{member}", "R105", f"no member {member}", jwe_header(**{member: ...}))
    for name, member, value in (
        ("alg-none", "alg", "none"), ("alg-dir", "alg", "dir"), ("alg-a256gcmkw", "alg", "A256GCMKW"), ("alg-a128kw", "alg", "A128KW"),
        ("alg-case", "alg", "a256kw"), ("alg-list", "alg", ["A256KW"]), ("enc-cbc", "enc", "A256CBC-HS512"), ("enc-a128gcm", "enc", "A128GCM"),
        ("typ-foreign", "typ", "JWT"), ("typ-v2", "typ", "seedfmt-v2+jwe"), ("typ-other", "typ", "seedfmt-v1+jws"),
        ("typ-media", "typ", "application/seedfmt-v1+jwe"),
    ):  # fmt: skip
        bad(name, "R106", f"{member} is {value}", jwe_header(**{member: value}))
    for name, crit in (
        ("empty", []),
        ("twice", ["bind", "bind"]),
        ("other", ["exp"]),
        ("more", ["bind", "exp"]),
        ("text", "bind"),
        ("null", None),
    ):
        bad(f"crit-{name}", "R107", f"crit is {crit}", jwe_header(crit=crit))
    for name, kid in (
        ("text", "key-1"),
        ("short", SEAL["kid"][:-1]),
        ("bits", SEAL["kid"][:-1] + "_"),
        ("number", 1),
        ("null", None),
    ):
        bad(f"kid-{name}", "R108", "kid is no thumbprint", jwe_header(kid=kid))


def signatures() -> None:
    def bad(name: str, rule: str, about: str, payload: str, header: Any) -> None:
        vector(f"signed-{name}", rule, "malformed", about, document(jws(payload, header)), policy=SIGNED)

    for name, alg in (("none", "none"), ("eddsa", "EdDSA"), ("hs256", "HS256"), ("ed448", "Ed448")):
        bad(f"alg-{name}", "R106", f"alg is {alg}", jwe(), jws_header("JWE", alg=alg))
    bad("typ-other", "R106", "typ is that of a JWE", jwe(), jws_header("JWE", typ="seedfmt-v1+jwe"))
    bad("cty-jwt", "R109", "cty is JWT", jwe(), jws_header("JWT"))
    bad("cty-null", "R109", "cty is null", "", jws_header(None, bind()))
    bad("cty-list", "R109", "cty is a list", jwe(), jws_header(["JWE"]))
    bad("bind-outside", "R109", "bind stands outside, too", jwe(), jws_header("JWE", bind()))
    bad("legacy-unbound", "R105", "a legacy value without bind", legacy(), jws_header("seedfmt-legacy"))
    bad("nothing-unbound", "R105", "nothing, without bind", "", jws_header())
    bad("legacy-as-jwe", "R109", "a legacy value as JWE", legacy(), jws_header("JWE"))
    bad("jwe-as-legacy", "R109", "a JWE as legacy value", jwe(), jws_header("seedfmt-legacy", bind()))
    bad("payload", "R109", "a payload without cty", "AAAA", jws_header(..., bind()))
    bad("no-payload", "R109", "no payload, with cty", "", jws_header("JWE"))
    bad("twice", "R109", "a JWS in a JWS", jws(jwe()), jws_header("JWE"))
    bad("garbage", "R109", "a payload that is no value", "\u00e9", jws_header("JWE"))
    bad("crit", "R107", "crit is empty", "", jws_header(..., bind(), crit=[]))
    bad("kid", "R108", "kid is no thumbprint", jwe(), jws_header("JWE", kid="key-1"))
    bad("inner", "R106", "the JWE inside has another alg", jwe(jwe_header(alg="dir")), jws_header("JWE"))
    bad("inner-bind", "R111", "the binding is none", "", jws_header(..., {"front": "A"}))
    detached = {"policy": SIGNED, "detached": jws(jwe())}
    vector("detached-payload", "R110", "malformed", "a detached signature with a payload", document(None), **detached)
    vector(
        "detached-sealed",
        "R110",
        "malformed",
        "a JWE is no detached signature",
        document(None),
        policy=BOTH,
        detached=jwe(),
    )
    vector(
        "detached-legacy",
        "R110",
        "policy",
        "a legacy value is no signature",
        document(None),
        policy=SIGNED,
        detached=legacy(),
    )


def bindings() -> None:
    def bad(name: str, rule: str, about: str, bound: Any) -> None:
        vector(f"bind-{name}", rule, "malformed", about, document(jwe(jwe_header(bound))))

    right = bind()
    for name, bound in (
        ("list", []), ("extra", {**right, "x": 1}), ("no-body", {k: right[k] for k in ("front", "volatile")}),
        ("front-short", {**right, "front": right["front"][:-1]}), ("front-null", {**right, "front": None}), ("body-number", {**right, "body": 1}),
        ("body-false", {**right, "body": False}), ("body-short", {**right, "body": ""}), ("body-hex", {**right, "body": "0" * 64}),
        ("front-long", {**right, "front": right["front"] + "A"}),
    ):  # fmt: skip
        bad(name, "R111", f"bind is not right: {name}", bound)
    for name, volatile in (
        ("null", None), ("text", "/heat"), ("number", [1]), ("unsorted", ["/ratings/count", "/heat"]), ("twice", ["/heat", "/heat"]),
        ("whole", [""]), ("no-slash", ["heat"]), ("tilde", ["/a~2"]), ("field", ["/heat", "/secured"]), ("below-field", ["/secured/x"]),
        ("nested", ["/ratings", "/ratings/count"]),
    ):  # fmt: skip
        bad(f"volatile-{name}", "R112", f"volatile is not right: {name}", {**right, "volatile": volatile})


def tampered() -> None:
    def bad(name: str, about: str, token: str, **members: Any) -> None:
        vector(f"tamper-{name}", "R141", "not-authentic", about, document(token), **members)

    token, signed = jwe(), jws(jwe())
    other = jwe(name="other")
    for part, name in ((1, "key"), (2, "vector"), (3, "ciphertext"), (4, "tag")):
        bad(name, f"a bit of the {name} is flipped", change(token, part, flip))
        bad(f"{name}-of-another", f"the {name} is that of another value", change(token, part, other.split(".")[part]))
    bad(
        "header",
        "another binding in the header",
        change(token, 0, b64(spell(jwe_header(bind(volatile=["/heat"]))).encode())),
    )
    bad(
        "header-layout",
        "the header is spelled in another way",
        change(token, 0, b64(json.dumps(jwe_header()).encode())),
    )
    bad("sealing-key", "sealed with another key under this kid", jwe(key="another seal"))
    bad(
        "kid",
        "the kid of another key of the set",
        change(token, 0, b64(spell(jwe_header(kid=SEAL_2["kid"])).encode())),
        keys=[SEAL, SEAL_2],
    )
    bad("signature", "a bit of the signature is flipped", change(signed, 2, flip), policy=SIGNED)
    bad("signature-zero", "a signature of zeros", change(signed, 2, b64(bytes(64))), policy=SIGNED)
    bad("signing-key", "signed with another key under this kid", jws(jwe(), key="another sign"), policy=SIGNED)
    bad("payload", "another payload", change(signed, 1, b64(other.encode())), policy=SIGNED)
    bad(
        "signed-header",
        "the header is spelled in another way",
        change(signed, 0, b64(json.dumps(jws_header("JWE")).encode())),
        policy=SIGNED,
    )
    bad("of-another", "the signature of another value", change(signed, 2, jws(other).split(".")[2]), policy=SIGNED)
    bad(
        "cty",
        "a legacy value that was signed as such, without its content type",
        change(
            jws(legacy(), jws_header("seedfmt-legacy", bind())), 0, b64(spell(jws_header(..., bind())).encode())
        ).replace(b64(legacy().encode()), ""),
        policy=SIGNED,
    )
    sealed_badly = jws(change(token, 4, flip))
    bad("signed-tag", "the signature holds, the tag does not", sealed_badly, policy=BOTH)
    bad(
        "signed-tag-at-hand", "the same, where no seal is asked for and the key is at hand", sealed_badly, policy=SIGNED
    )
    bad(
        "detached",
        "a detached signature that is altered",
        "",
        detached=change(jws("", jws_header(..., bind(field=None))), 2, flip),
        policy=SIGNED,
    )


def documents() -> None:
    def bad(name: str, about: str, front: str = FRONT, body: str = BODY, **members: Any) -> None:
        code = members.pop("code", "E703")
        vector(
            f"document-{name}",
            members.pop("rule", "R113"),
            "wrong-document",
            about,
            document(jwe(), front=front, body=body),
            code=code,
            **members,
        )

    bad("title", "another title", FRONT.replace("harbour", "harbor"))
    bad("added", "a member more", FRONT + "removed: true\n")
    bad("gone", "a member fewer", FRONT.replace("published: true\n", ""))
    bad("renamed", "another key", FRONT.replace("published", "Published"))
    bad("boolean", "another boolean", FRONT.replace("true", "false"))
    bad("number", "another number", FRONT.replace("4.7", "4.8"))
    bad("type", "a number becomes text", FRONT.replace("4.7", '"4.7"'))
    bad("date", "another spelling of the same time", FRONT.replace("08:00:00Z", "08:00:00.0Z"))
    bad("order", "items in another order", FRONT.replace("  - AI\n", "") + "  - AI\n")
    bad("item", "an item more", FRONT + "  - AI\n")
    bad("nested", "a member of a mapping more", FRONT.replace("  average", "  best: 5\n  average"))
    bad("moved-out", "what is volatile in a mapping is bound outside of it", FRONT + "count: 12\n")
    bad(
        "list",
        "a mapping becomes a list: the pointer leads nowhere",
        FRONT.replace("  average: 4.7\n  count: 12", "  - count: 12"),
    )
    bad(
        "normalised", "another composition of the same letters", FRONT.replace("harbour", "h\u00e9").replace("AI", "AI")
    )
    bad("body", "another body", body=BODY + " ", code="E704", rule="R114")
    bad("body-gone", "no body", body="", code="E704", rule="R114")
    bad("body-cr", "a lone CR is not a CRLF", body=BODY.replace("\n", "\r"), code="E704", rule="R114")
    signed = jws("", jws_header(..., bind({**BOUND, "title": "Another"})))
    vector(
        "document-signed-nothing",
        "R113",
        "wrong-document",
        "a signature of another document",
        document(signed),
        policy=SIGNED,
        code="E703",
    )
    moved = {"require": "sealed", "volatile": VOLATILE, "field": "vault"}
    vector(
        "document-field",
        "R113",
        "wrong-document",
        "the value was moved to another member",
        document(jwe(), field="vault"),
        policy=moved,
        code="E703",
    )
    attached = document(None)
    vector(
        "document-attached",
        "R113",
        "wrong-document",
        "a signature of a field is no detached one",
        attached,
        policy=SIGNED,
        detached=jws(),
        code="E703",
    )
    detached = document(jws("", jws_header(..., bind(field=None))))
    vector(
        "document-detached",
        "R113",
        "wrong-document",
        "a detached signature is none of a field",
        detached,
        policy=SIGNED,
        code="E703",
    )


def policies() -> None:
    def bad(name: str, about: str, token: str, policy: Any, **members: Any) -> None:
        vector(f"policy-{name}", "R140", "policy", about, document(token), policy=policy, **members)

    sealed = {"require": "sealed"}
    bad("unsigned", "a signature is asked for", jwe(), SIGNED)
    bad("unsigned-both", "both are asked for, and there is no signature", jwe(), BOTH)
    bad("unsealed", "a seal is asked for", jws(), {"require": "sealed", "volatile": VOLATILE})
    bad(
        "unsealed-both",
        "both are asked for, and there is no seal",
        jws(legacy(), jws_header("seedfmt-legacy", bind())),
        BOTH,
    )
    bad("legacy", "a bare legacy value", legacy(), SIGNED)
    bad("volatile", "more is volatile than allowed", jwe(), {**sealed, "volatile": ["/heat"]})
    vector(
        "policy-nothing-to-open",
        "R141",
        "policy",
        "what is not sealed cannot be opened",
        document(jws()),
        policy=SIGNED,
        plaintext="",
    )
    bad("volatile-none", "nothing may be volatile", jwe(), sealed)
    bad(
        "volatile-below",
        "what is allowed is below what is volatile",
        jwe(jwe_header(bind(volatile=["/ratings"]))),
        {**sealed, "volatile": ["/ratings/count"]},
    )
    bad("body", "the body must be bound", jwe(jwe_header(bind(body=None))), {**sealed, "volatile": VOLATILE})
    right = {"require": "sealed", "volatile": VOLATILE}
    for name, policy in (
        ("empty", {}), ("list", []), ("require", {**right, "require": "none"}), ("require-null", {**right, "require": None}),
        ("unknown", {**right, "ignore": True}), ("body-text", {**right, "body": "no"}), ("volatile-text", {**sealed, "volatile": "/"}),
        ("volatile-number", {**sealed, "volatile": [*VOLATILE, 1]}), ("volatile-null", {**sealed, "volatile": None}),
        ("volatile-field", {**sealed, "volatile": [*VOLATILE, "/secured"]}), ("volatile-whole", {**sealed, "volatile": [*VOLATILE, ""]}),
        ("field", {**right, "field": ""}), ("field-number", {**right, "field": 1}),
    ):  # fmt: skip
        bad(f"file-{name}", "the policy itself is not right", jwe(), policy)


def keys() -> None:
    def bad(name: str, rule: str, about: str, given: Any, token: str = "", **members: Any) -> None:
        vector(f"key-{name}", rule, "key", about, document(token or jwe()), keys=given, **members)

    bad("missing", "R133", "the key to open with is not given", [SEAL_2])
    bad("missing-signer", "R133", "the key to verify with is not given", [SIGN_2, SEAL], jws(jwe()), policy=SIGNED)
    bad("missing-sealer", "R141", "a seal is asked for, and there is no key for it", [SIGN], jws(jwe()), policy=BOTH)
    bad("other-kind", "R133", "kid names a key of the other kind", [SIGN], jwe(jwe_header(kid=SIGN["kid"])))
    short = {"kty": "oct", "k": b64(bytes(16))}
    short |= {"alg": "A256KW", "kid": thumbprint(short)}
    for name, key in (
        ("size", short), ("no-kid", {k: v for k, v in SEAL.items() if k != "kid"}), ("no-alg", {k: v for k, v in SEAL.items() if k != "alg"}),
        ("alg", {**SEAL, "alg": "A256GCMKW"}), ("use", {**SEAL, "use": "enc"}), ("k-number", {**SEAL, "k": 1}), ("k-padded", {**SEAL, "k": SEAL["k"] + "="}),
        ("rsa", {**SEAL, "kty": "RSA"}), ("curve", {**SIGN, "crv": "Ed448"}), ("eddsa", {**SIGN, "alg": "EdDSA"}), ("d-null", {**SIGN, "d": None}), ("text", "a key"),
    ):  # fmt: skip
        bad(f"jwk-{name}", "R131", "the key is not right", [SEAL, key] if name != "size" else [SIGN, key])
    bad("jwk-pair", "R131", "private and public half are of two keys", [SEAL, {**SIGN, "d": SIGN_2["d"]}])
    bad("jwk-use-public", "R131", "a member more", [SEAL, {**public(SIGN), "use": "sig"}])
    bad("kid", "R132", "the kid is that of another key", [SEAL, {**SEAL_2, "kid": SIGN_2["kid"]}])
    vector("key-set-not-json", "R130", "key", "the set is no JSON", document(jwe()), keys="{")
    vector(
        "key-set-member-twice",
        "R130",
        "key",
        "a member twice",
        document(jwe()),
        keys='{"keys":[],' + spell({"keys": [SEAL]})[1:],
    )
    bad(
        "kid-public",
        "R132",
        "the kid is that of another key",
        [{**public(SIGN), "kid": SEAL["kid"]}],
        jws(jwe()),
        policy=SIGNED,
    )
    bad("set-empty", "R130", "no key", [])
    bad("set-twice", "R130", "a key twice", [SEAL, SEAL])
    bad("set-member", "R130", "a member beside the keys", {"keys": [SEAL], "x": 1})
    bad("set-text", "R130", "the set is text", {"keys": "none"})


def unbindable() -> None:
    cases = [
        ("cr", "R121", "a lone CR", "a: 1\rb: 2\n", 12), ("nel", "R121", "U+0085", 'a: "\u0085"\n', 12), ("ls", "R121", "U+2028 in a comment", "# \u2028a: 1\n", 12),
        ("ps", "R121", "U+2029", 'a: "\u2029"\n', 12), ("bom", "R121", "U+FEFF", 'a: "\ufeff"\n', 12),
        ("anchor", "R122", "an anchor", "a: &x 1\n", 12), ("alias", "R122", "an alias", 'a: &x "t"\nb: *x\n', 12), ("tag", "R122", "a tag", "a: !!str t\n", 12),
        ("tag-volatile", "R122", "a tag in a volatile member", None, 3), ("merge", "R123", "a merge key", "a: {b: c}\n<<: {d: e}\n", 13),
        ("merge-quoted", "R123", "a merge key in quotes", '"<<": t\n', 12), ("key-number", "R123", "a number as key", "1: t\n", 12), ("key-yes", "R123", "yes as key", "yes: t\n", 12),
        ("key-null", "R123", "null as key", "null: t\n", 12), ("key-date", "R123", "a date as key", "2026-01-01: t\n", 12), ("key-list", "R123", "a list as key", "? [a]\n: t\n", 12),
        ("key-flow", "R123", "a flow mapping as key", "{a: b}: t\n", 12), ("key-in-flow", "R123", "yes as key in a flow mapping", "a: {yes: t}\n", 12),
        ("key-list-in-flow", "R123", "a list as key in a flow mapping", "a: {[b]: t}\n", 12), ("merge-in-flow", "R123", "a quoted merge key in a flow mapping", 'a: {"<<": t}\n', 12),
        ("key-pair", "R123", "a number as key in a flow list", "a: [1: t]\n", 12), ("key-empty", "R126", "nothing as key", ": t\n", 12),
        ("yes", "R125", "yes", "a: yes\n", 12), ("off", "R125", "Off", "a: Off\n", 12), ("y", "R125", "y", "a: y\n", 12), ("tilde", "R125", "~", "a: ~\n", 12), ("null", "R125", "Null", "a: Null\n", 12),
        ("true", "R125", "True", "a: True\n", 12), ("octal", "R124", "007", "a: 007\n", 12), ("hex", "R125", "0x1f", "a: 0x1f\n", 12), ("octal-12", "R125", "0o17", "a: 0o17\n", 12), ("binary", "R125", "0b1", "a: 0b1\n", 12),
        ("plus", "R125", "+1", "a: +1\n", 12), ("minus-zero", "R125", "-0", "a: -0\n", 12), ("underscore", "R125", "1_000", "a: 1_000\n", 12), ("comma", "R125", "1,000", "a: 1,000\n", 12), ("sexagesimal", "R125", "1:30", "a: 1:30\n", 12),
        ("large", "R124", "2^53", "a: 9007199254740992\n", 12), ("decimal-zero", "R124", "1.0", "a: 1.0\n", 12), ("decimal-long", "R124", "4.70", "a: 4.70\n", 12), ("exponent", "R125", "1e3", "a: 1e3\n", 12),
        ("exponent-jcs", "R125", "1e-7, which YAML 1.1 calls text", "a: 1e-7\n", 12), ("point", "R125", ".5", "a: .5\n", 12), ("inf", "R125", ".inf", "a: .inf\n", 12), ("nan", "R125", ".NaN", "a: .NaN\n", 12),
        ("digits", "R124", "too many digits", "a: 0.1000000000000000055511151231257827\n", 12), ("version", "R125", "1.2.3", "a: 1.2.3\n", 12), ("time", "R125", "half a timestamp", "a: 2026-01-01T10:00\n", 12), ("year", "R125", "a short date", "a: 2026-1-1\n", 12),
        ("symbol", "R125", "a symbol of Ruby", "a: :b\n", 12), ("equals", "R125", "=", "a: =\n", 12), ("dash", "R125", "-", "a: -\n", None),
        ("quoted-date", "R126", "a date in quotes", 'a: "2026-01-01"\n', 12), ("single-date", "R126", "a date in single quotes", "a: '2026-01-01'\n", 12), ("block-date", "R126", "a date in a block", "a: |-\n  2026-01-01\n", 12),
        ("escaped-date", "R126", "a date with an escape", 'a: "2026\\x2d01-01"\n', 12), ("slash", "R126", "the escape \\/", 'a: "\\/"\n', 12), ("pair", "R126", "a surrogate pair", 'a: "\\ud83d\\ude00"\n', 12),
        ("lines", "R126", "a number over two lines", "a: 1\n  000\n", None), ("lines-yes", "R126", "a plain text over two lines with a colon", "a: b:c\n  d\n", 12), ("empty", "R126", "nothing", "a:\n", 12),
        ("item-empty", "R126", "nothing as an item", "a:\n  -\n", 13), ("flow-url", "R127", "a colon in a flow list", "a: [http://example.org]\n", 12), ("flow-empty", "R126", "nothing in a flow mapping", "a: {b}\n", 12), ("flow-yes", "R125", "no in a flow list", "a: [no]\n", 12),
        ("flow-volatile", "R127", "a flow collection in a volatile member", ..., 3),
    ]  # fmt: skip
    for name, rule, about, lines, line in cases:
        if line is None:
            continue
        if lines is None:
            front = FRONT.replace("heat: 64", "heat: !!int 64")
        elif lines is ...:
            front = FRONT.replace("heat: 64", "heat: [a:b]")
        else:
            front = FRONT + lines
        vector(f"unbindable-{name}", rule, "not-bindable", about, document(jwe(), front=front), line=line)
    dots = document(jwe()).replace("---\n" + BODY, "...\n" + BODY)
    vector("unbindable-dots", "R121", "not-bindable", "the closing fence is ...", dots, line=14)
    comment = {"policy": SIGNED, "detached": jws("", jws_header(..., bind({}, field=None)))}
    vector("ok-empty", "R113", "ok", "no front matter at all", "---\n# nothing\n---\n" + BODY, **comment)
    vector(
        "unbindable-comment",
        "R121",
        "not-bindable",
        "U+2028 in a comment, and nothing else",
        "---\n# \u2028a: 1\n---\n" + BODY,
        line=2,
        **comment,
    )
    vector(
        "unbindable-nothing", "R121", "not-bindable", "nothing, closed by ...", "---\n...\n" + BODY, line=2, **comment
    )
    vector(
        "unbindable-anchor-nothing",
        "R122",
        "not-bindable",
        "an anchor on nothing",
        "---\n&a\n---\n" + BODY,
        line=2,
        **comment,
    )
    bare = document(jwe()).removeprefix("---\n").removesuffix("---\n" + BODY)
    vector(
        "unbindable-directive",
        "R121",
        "not-bindable",
        "a directive in a file without an opening fence",
        "%YAML 1.1\n---\n" + bare,
        fenced=False,
        line=1,
    )
    unfenced = jwe(jwe_header(bind(body="")))
    vector(
        "ok-unfenced",
        "R114",
        "ok",
        "a file without fences has an empty body",
        document(unfenced).removeprefix("---\n").removesuffix("---\n" + BODY),
        fenced=False,
    )
    two_lines = FRONT + "a: b\n  c\n"
    plain = {"plaintext": PLAINTEXT}
    bound = bind({**BOUND, "a": "b c"})
    vector(
        "ok-lines",
        "R126",
        "ok",
        "plain text over two lines",
        document(jwe(jwe_header(bound)), front=two_lines),
        **plain,
    )
    flow = FRONT + 'a: [x, "y", {b: 1, "c": null}]\n'
    bound = bind({**BOUND, "a": ["x", "y", {"b": 1, "c": None}]})
    vector("ok-flow", "R127", "ok", "flow collections", document(jwe(jwe_header(bound)), front=flow), **plain)
    volatile = FRONT.replace("heat: 64", "heat: &x 64")
    vector(
        "unbindable-anchor-volatile",
        "R120",
        "not-bindable",
        "an anchor in a volatile member",
        document(jwe(), front=volatile),
        line=3,
    )
    vector(
        "ok-volatile-spelling",
        "R120",
        "ok",
        "any scalar in a volatile member",
        document(jwe(), front=FRONT.replace("heat: 64", "heat: 0o17")),
        **plain,
    )


CODES = {"malformed": "E701", "not-authentic": "E702", "policy": "E705", "key": "E706", "not-bindable": "E707"}


def render(one: Vector) -> str:
    members = dict(one.members)
    if one.expect != "ok":
        members.setdefault("code", CODES.get(one.expect))
    given = members.pop("keys", [SEAL, SIGN])
    members["keys"] = {"keys": given} if isinstance(given, list) else given
    lines = [f"# {one.about}", f"rule: {one.rule}", f"expect: {one.expect}"]
    lines += [f"{name}: {value if isinstance(value, str) else json.dumps(value)}" for name, value in members.items()]
    return "\n".join(lines) + "\n=== document\n" + one.document


def main() -> int:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for make in (good, shapes, headers, signatures, bindings, tampered, documents, policies, keys, unbindable):
        make()
    names = {one.name for one in VECTORS}
    assert len(names) == len(VECTORS), "a name stands twice"
    for old in folder.glob("*.txt"):
        if old.stem not in names:
            old.unlink()
    for one in VECTORS:
        (folder / f"{one.name}.txt").write_bytes(render(one).encode())
    print(f"{len(VECTORS)} vectors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
