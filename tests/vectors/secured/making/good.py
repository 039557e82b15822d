"""Values that are in order."""

from __future__ import annotations

import json
from typing import Any

from making.suite import (
    BODY,
    BOUND,
    FRONT,
    PLAINTEXT,
    SEAL,
    SEAL_2,
    SIGN,
    VOLATILE,
    bind,
    digest,
    document,
    jcs,
    jwe,
    jwe_header,
    jws,
    jws_header,
    legacy,
    public,
)
from making.vectors import BOTH, SIGNED, vector


def ok(name: str, rule: str, about: str, text: str, **members: Any) -> None:
    """A vector that verifies."""
    vector(f"ok-{name}", rule, "ok", about, text, **members)


def good() -> None:
    plain = {"plaintext": PLAINTEXT}
    ok("sealed", "R115", "a JWE", document(jwe()), **plain)
    ok("signed", "R109", "a JWS around a JWE", document(jws(jwe())), policy=BOTH, **plain)
    public_only = {"policy": SIGNED, "keys": [public(SIGN)]}
    ok("signed-without-the-sealing-key", "R141", "a signature vouches for the JWE", document(jws(jwe())), **public_only)
    signed_legacy = jws(legacy(), jws_header("seedfmt-legacy", bind()))
    ok("signed-legacy", "R109", "a JWS around a legacy value", document(signed_legacy), **public_only)
    ok("signed-nothing", "R109", "a JWS around nothing", document(jws()), **public_only)
    detached = jws("", jws_header(..., bind(field=None)))
    ok("detached", "R110", "a detached signature", document(None), detached=detached, **public_only)
    with_field = bind({**BOUND, "secured": legacy()}, field=None)
    ok(
        "detached-with-field",
        "R113",
        "a detached signature vouches for the field, too",
        document(legacy()),
        detached=jws("", jws_header(..., with_field)),
        **public_only,
    )
    ok(
        "volatile-changed",
        "R113",
        "volatile members may change",
        document(jwe(), front=FRONT.replace("64", "yes").replace("12", "")),
        **plain,
    )
    gone = FRONT.replace("heat: 64\n", "").replace("  count: 12\n", "")
    ok("volatile-gone", "R113", "volatile members may go", document(jwe(), front=gone), **plain)
    ok("body-crlf", "R114", "CRLF in the body is read as LF", document(jwe(), body=BODY.replace("\n", "\r\n")), **plain)
    ok("file-crlf", "R121", "CRLF everywhere", document(jwe()).replace("\n", "\r\n"), **plain)
    lines = FRONT.splitlines(keepends=True)
    other = "# a comment\n" + "".join(lines[2:]) + "title: 'The harbour library reopens' # here\nheat: 1\n"
    ok("layout", "R113", "order, comments, quotes and layout are not bound", document(jwe(), front=other), **plain)
    keys = {"keys": [SIGN["kid"], SEAL["kid"]]}
    ok("keys", "R140", "signed and sealed by keys that are listed", document(jws(jwe())), policy=BOTH | keys, **plain)
    listed = {**SIGNED, "keys": [SIGN["kid"]]}
    ok(
        "keys-signed",
        "R140",
        "where no seal is asked for, the signer vouches",
        document(jws(jwe())),
        policy=listed,
        **plain,
    )
    pathed = jws(jwe(jwe_header(bind(path="content/a post.md"))))
    there = {"path": "content/a post.md"}
    ok("path", "R116", "the path is bound", document(pathed), policy={**BOTH, "path": True}, **there, **plain)
    ok(
        "path-not-asked",
        "R116",
        "the path is bound, and not asked for",
        document(pathed),
        policy=BOTH,
        **there,
        **plain,
    )
    ok(
        "path-not-bound",
        "R116",
        "the path is not bound, and not asked for",
        document(jws(jwe())),
        policy=BOTH,
        **there,
        **plain,
    )
    spaced = json.dumps(dict(reversed(jwe_header().items())), indent=1)
    ok("header-layout", "R105", "the header may be spelled in any order and layout", document(jwe(spaced)), **plain)
    unbound = jwe(jwe_header(bind(body=None)))
    ok(
        "body-unbound",
        "R111",
        "the body is not bound, and the policy allows it",
        document(unbound, body="else"),
        policy={"require": "sealed", "volatile": VOLATILE, "body": False},
        **plain,
    )
    named = jwe(jwe_header(bind(field="vault")))
    ok(
        "other-field",
        "R113",
        "the value in another member",
        document(named, field="vault"),
        policy={"require": "sealed", "volatile": VOLATILE, "field": "vault"},
        **plain,
    )
    front = {**BOUND, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"): 1, "\uff5e": 2}
    text = FRONT + '"\\U0001F600": 1\n\uff5e: 2\n'
    order = ["date", "published", "ratings", "title", "topics", "\U0001f600", "\uff5e"]  # by UTF-16 code units
    members = ",".join(f"{json.dumps(key, ensure_ascii=False)}:{jcs(front[key]).decode()}" for key in order)
    view = f'{{"fences":["open","close"],"field":"secured","front":{{{members}}},"seedfmt":"bind-v2"}}'
    bound = bind() | {"front": digest(view.encode())}
    ok(
        "utf-16-order",
        "R113",
        "keys are sorted by UTF-16 code units",
        document(jwe(jwe_header(bound)), front=text),
        view=view,
        **plain,
    )
    small = {**BOUND, "tiny": 0.000001, "less": -1.5e-7, "huge": 1.5e300}
    view = (
        jcs({"fences": ["open", "close"], "field": "secured", "front": small, "seedfmt": "bind-v2"})
        .decode()
        .replace("1e-06", "0.000001")
        .replace("e-07", "e-7")
    )
    text = FRONT + "tiny: 0.000001\nless: -1.5e-7\nhuge: 1.5e+300\n"
    bound = bind() | {"front": digest(view.encode())}
    ok(
        "numbers",
        "R124",
        "numbers in the spelling of JCS",
        document(jwe(jwe_header(bound)), front=text),
        view=view,
        **plain,
    )
    ok(
        "rotated-keys",
        "R133",
        "the key that kid names opens, wherever it stands",
        document(jwe()),
        keys=[SEAL_2, SIGN, SEAL],
        **plain,
    )
