"""Values of the suite that do not verify: altered, of another document, against the policy, or the keys are not right."""

from __future__ import annotations

import base64
import json
from typing import Any

from making.points import ORDER, off_curve, other_encodings, small_order_encodings
from making.suite import (
    BODY,
    BOUND,
    FRONT,
    SEAL,
    SEAL_2,
    SIGN,
    SIGN_2,
    VOLATILE,
    b64,
    bind,
    change,
    document,
    flip,
    jwe,
    jwe_header,
    jws,
    jws_header,
    legacy,
    point_key,
    public,
    spell,
    thumbprint,
)
from making.vectors import BOTH, SIGNED, vector


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
    signature = base64.urlsafe_b64decode(signed.split(".")[2] + "==")
    surplus = int.from_bytes(signature[32:], "little") + ORDER
    second = b64(signature[:32] + surplus.to_bytes(32, "little"))
    bad(
        "signature-order",
        "S of the signature is not less than the order of the group",
        change(signed, 2, second),
        policy=SIGNED,
    )
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
    def bad(name: str, about: str, front: str = FRONT, body: str = BODY) -> None:
        rule, code = ("R113", "E703") if body == BODY else ("R114", "E704")
        text = document(jwe(), front=front, body=body)
        vector(f"document-{name}", rule, "wrong-document", about, text, code=code)

    def moved(name: str, about: str, text: str, **members: Any) -> None:
        vector(f"document-{name}", "R113", "wrong-document", about, text, **members, code="E703")

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
    bad("normalised", "another composition of the same letters", FRONT.replace("harbour", "h\u00e9"))
    bad("body", "another body", body=BODY + " ")
    bad("body-gone", "no body", body="")
    bad("body-cr", "a lone CR is not a CRLF", body=BODY.replace("\n", "\r"))
    signed = jws("", jws_header(..., bind({**BOUND, "title": "Another"})))
    moved("signed-nothing", "a signature of another document", document(signed), policy=SIGNED)
    vault = {"require": "sealed", "volatile": VOLATILE, "field": "vault"}
    moved("field", "the value was moved to another member", document(jwe(), field="vault"), policy=vault)
    attached = document(None)
    moved("attached", "a signature of a field is no detached one", attached, policy=SIGNED, detached=jws())
    detached = document(jws("", jws_header(..., bind(field=None))))
    moved("detached", "a detached signature is none of a field", detached, policy=SIGNED)


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
    ratings = {**sealed, "volatile": ["/heat", "/ratings"]}
    bad("volatile-within", "what is volatile is below what is allowed", jwe(), ratings)
    other = {**sealed, "volatile": ["/heat", "/ratings/counts"]}
    bad("volatile-prefix", "a longer name is allowed", jwe(), other)
    escaped = jwe(jwe_header(bind(volatile=["/a~1b"])))
    bad("volatile-escape", "another escape is allowed", escaped, {**sealed, "volatile": ["/a~01b"]})
    bad(
        "body-default",
        "nothing is said of the body, which must then be bound",
        jwe(jwe_header(bind(body=None, volatile=[]))),
        sealed,
    )
    bad("path-signed", "a path must be bound, and is not", jws(jwe()), {**SIGNED, "path": True}, path="content/post.md")
    known = {"path": "content/post.md"}
    pathed = jws(jwe(jwe_header(bind(**known))))
    bad("path-unknown", "a path is bound, and that of the file is not known", pathed, SIGNED)
    bad("keys", "signed by a key that is not listed", jws(jwe()), {**SIGNED, "keys": [SIGN_2["kid"]]})
    bad(
        "keys-sealed",
        "sealed by a key that is not listed",
        jwe(),
        {**sealed, "volatile": VOLATILE, "keys": [SEAL_2["kid"]]},
    )
    bad("keys-both", "sealed by a key that is not listed", jws(jwe()), {**BOTH, "keys": [SIGN["kid"]]})
    bad(
        "keys-signer",
        "signed by a key that is not listed around a seal that is",
        jws(jwe()),
        {**BOTH, "keys": [SEAL["kid"]]},
    )
    elsewhere = {"code": "E708", "policy": {**SIGNED, "path": True}}
    for name, path in (("folder", "_drafts/post.md"), ("case", "content/Post.md"), ("longer", "content/post.md.md")):
        vector(
            f"document-path-{name}",
            "R116",
            "wrong-document",
            "the file was moved",
            document(pathed),
            path=path,
            **elsewhere,
        )
    right = {"require": "sealed", "volatile": VOLATILE}
    for name, policy in (
        ("empty", {}),
        ("list", []),
        ("require", {**right, "require": "none"}),
        ("require-null", {**right, "require": None}),
        ("unknown", {**right, "ignore": True}),
        ("body-text", {**right, "body": "no"}),
        ("volatile-text", {**sealed, "volatile": "/"}),
        ("volatile-number", {**sealed, "volatile": [*VOLATILE, 1]}),
        ("volatile-null", {**sealed, "volatile": None}),
        ("volatile-field", {**sealed, "volatile": [*VOLATILE, "/secured"]}),
        ("volatile-whole", {**sealed, "volatile": [*VOLATILE, ""]}),
        ("field", {**right, "field": ""}),
        ("field-number", {**right, "field": 1}),
        ("no-require", {"volatile": VOLATILE}),
        ("body-null", {**right, "body": None}),
        ("path-text", {**right, "path": "content/post.md"}),
        ("path-null", {**right, "path": None}),
        ("keys-empty", {**right, "keys": []}),
        ("keys-null", {**right, "keys": None}),
        ("keys-text", {**right, "keys": SEAL["kid"]}),
        ("keys-number", {**right, "keys": [SEAL["kid"], 1]}),
        ("keys-name", {**right, "keys": ["the editors"]}),
    ):
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
        ("size", short),
        ("no-kid", {k: v for k, v in SEAL.items() if k != "kid"}),
        ("no-alg", {k: v for k, v in SEAL.items() if k != "alg"}),
        ("alg", {**SEAL, "alg": "A256GCMKW"}),
        ("use", {**SEAL, "use": "enc"}),
        ("k-number", {**SEAL, "k": 1}),
        ("k-padded", {**SEAL, "k": SEAL["k"] + "="}),
        ("rsa", {**SEAL, "kty": "RSA"}),
        ("curve", {**SIGN, "crv": "Ed448"}),
        ("eddsa", {**SIGN, "alg": "EdDSA"}),
        ("d-null", {**SIGN, "d": None}),
        ("text", "a key"),
    ):
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
    points()
    bad("set-empty", "R130", "no key", [])
    bad("set-twice", "R130", "a key twice", [SEAL, SEAL])
    bad("set-member", "R130", "a member beside the keys", {"keys": [SEAL], "x": 1})
    bad("set-text", "R130", "the set is text", {"keys": "none"})


def points() -> None:
    """Public keys that others than their owner can sign for, each with the signature that anybody can make."""
    anybody = b64(b"\1" + bytes(63))  # R is the neutral element, S is 0
    for kind, about, found in (
        ("small-order", "a point of small order", small_order_encodings()),
        ("encoding", "y is not less than 2^255 - 19", other_encodings()),
        ("off-curve", "no point of the curve", off_curve()),
    ):
        for number, data in enumerate(found):
            key = point_key(data)
            token = change(jws("", jws_header(..., bind(), kid=key["kid"])), 2, anybody)
            text = document(token)
            vector(f"key-{kind}-{number}", "R135", "key", f"{about}: {data.hex()}", text, keys=[key], policy=SIGNED)
