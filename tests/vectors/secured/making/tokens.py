"""Values that are none of the suite: shapes, headers, signatures, bindings (R100 to R112)."""

from __future__ import annotations

import base64
from typing import Any

from making.suite import (
    SEAL,
    SIGN,
    b64,
    bind,
    change,
    document,
    jwe,
    jwe_header,
    jws,
    jws_header,
    legacy,
    public,
    spell,
)
from making.vectors import BOTH, SIGNED, vector


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
        ("zip", "DEF"),
        ("jku", "https://example.org/keys"),
        ("jwk", public(SIGN)),
        ("x5u", "https://example.org/x"),
        ("x5c", []),
        ("b64", False),
        ("p2c", 1),
        ("p2s", "AA"),
        ("epk", {}),
        ("cty", "JWE"),
        ("apu", "AA"),
        ("x", None),
    ):
        bad(f"extra-{member}", "R105", f"the member {member}", jwe_header(**{member: value}))
    for member in ("alg", "enc", "kid", "typ", "crit", "bind"):
        bad(f"missing-{member}", "R105", f"no member {member}", jwe_header(**{member: ...}))
    for name, member, value in (
        ("alg-none", "alg", "none"),
        ("alg-dir", "alg", "dir"),
        ("alg-a256gcmkw", "alg", "A256GCMKW"),
        ("alg-a128kw", "alg", "A128KW"),
        ("alg-case", "alg", "a256kw"),
        ("alg-list", "alg", ["A256KW"]),
        ("enc-cbc", "enc", "A256CBC-HS512"),
        ("enc-a128gcm", "enc", "A128GCM"),
        ("typ-foreign", "typ", "JWT"),
        ("typ-v2", "typ", "seedfmt-v2+jwe"),
        ("typ-other", "typ", "seedfmt-v1+jws"),
        ("typ-media", "typ", "application/seedfmt-v1+jwe"),
    ):
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
        ("list", []),
        ("extra", {**right, "x": 1}),
        ("no-body", {k: right[k] for k in ("front", "volatile")}),
        ("front-short", {**right, "front": right["front"][:-1]}),
        ("front-null", {**right, "front": None}),
        ("body-number", {**right, "body": 1}),
        ("body-false", {**right, "body": False}),
        ("body-short", {**right, "body": ""}),
        ("body-hex", {**right, "body": "0" * 64}),
        ("front-long", {**right, "front": right["front"] + "A"}),
    ):
        bad(name, "R111", f"bind is not right: {name}", bound)
    for name, volatile in (
        ("null", None),
        ("text", "/heat"),
        ("number", [1]),
        ("unsorted", ["/ratings/count", "/heat"]),
        ("twice", ["/heat", "/heat"]),
        ("whole", [""]),
        ("no-slash", ["heat"]),
        ("tilde", ["/a~2"]),
        ("field", ["/heat", "/secured"]),
        ("below-field", ["/secured/x"]),
        ("nested", ["/ratings", "/ratings/count"]),
    ):
        bad(f"volatile-{name}", "R112", f"volatile is not right: {name}", {**right, "volatile": volatile})
    for name, path in (
        ("null", None),
        ("number", 1),
        ("empty", ""),
        ("absolute", "/content/post.md"),
        ("folder", "content/"),
        ("double-slash", "content//post.md"),
        ("dot", "./post.md"),
        ("dots", "content/../post.md"),
        ("only-dots", ".."),
        ("backslash", "content\\post.md"),
        ("control", "content/post\n.md"),
    ):
        bad(f"path-{name}", "R116", f"path is not right: {name}", {**right, "path": path})
