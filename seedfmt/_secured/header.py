"""The headers of the suite ``seedfmt-v1``: exactly these members, with exactly these values (SPEC R105 to R112).

In: the decoded header of a JWE or a JWS. Out: its key id and its binding; or Malformed. Never: negotiates. Another
algorithm is another ``typ``.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from seedfmt._edit.find import parse_pointer
from seedfmt._secured import base64
from seedfmt._secured.token import LONGEST_HEADER
from seedfmt.errors import Code, Malformed, PointerError

SEALED = {"alg": "A256KW", "enc": "A256GCM", "typ": "seedfmt-v1+jwe"}
SIGNED = {"alg": "Ed25519", "typ": "seedfmt-v1+jws"}
CRIT = ["bind"]
_SEALED_MEMBERS = frozenset((*SEALED, "kid", "crit", "bind"))
_SIGNED_MEMBERS = frozenset((*SIGNED, "kid"))
_BIND_MEMBERS = frozenset(("front", "body", "volatile"))
_OPTIONAL = frozenset(("path",))
_is_digest = re.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]").fullmatch  # 256 bits, and none left over
# names with "/" between them; none is empty, "." or "..", or holds a control, a line separator or a backslash
_NAME = r"(?!\.{1,2}(?:/|\Z))[^/\\\x00-\x1f\x7f-\x9f\u2028\u2029]+"
_is_path = re.compile(f"{_NAME}(?:/{_NAME})*").fullmatch
JWE, LEGACY = "JWE", "seedfmt-legacy"  # what may be signed, besides nothing


class Bind(NamedTuple):
    """What a value was made for: digests of front matter and body, and the members left out.

    ``body`` is None where the body is not bound, ``path`` where the path of the file is not.
    """

    front: str
    body: str | None
    volatile: tuple[str, ...] = ()
    path: str | None = None


# -- writing -----------------------------------------------------------------------------------------------------------


def spell_sealed(kid: str, bind: Bind) -> str:
    """The first part of a JWE. Raises Malformed where the volatile members make it too long."""
    return _encode(
        f'{{"alg":"A256KW","enc":"A256GCM","kid":"{kid}","typ":"seedfmt-v1+jwe","crit":["bind"],"bind":{_spell(bind)}}}'
    )


def spell_signed(kid: str, cty: str | None, bind: Bind | None) -> str:
    """The first part of a JWS; ``bind`` stands in it unless its payload is a JWE, which has its own.

    Raises Malformed where the volatile members make it too long.
    """
    content = f',"cty":"{cty}"' if cty is not None else ""
    bound = f',"crit":["bind"],"bind":{_spell(bind)}' if bind is not None else ""
    return _encode(f'{{"alg":"Ed25519","kid":"{kid}","typ":"seedfmt-v1+jws"{content}{bound}}}')


def _spell(bind: Bind) -> str:
    body = f'"{bind.body}"' if bind.body is not None else "null"
    path = "" if bind.path is None else f',"path":{json.dumps(bind.path, ensure_ascii=False)}'
    return f'{{"front":"{bind.front}","body":{body},"volatile":{_spell_pointers(bind.volatile)}{path}}}'


@lru_cache(maxsize=256)  # the same few in all files
def _spell_pointers(pointers: tuple[str, ...]) -> str:
    return json.dumps(pointers, ensure_ascii=False, separators=(",", ":"))


def _encode(text: str) -> str:
    data = text.encode()
    if len(data) > LONGEST_HEADER:
        message = f"the header would have {len(data)} bytes, and {LONGEST_HEADER} is the limit"
        raise Malformed(Code.MALFORMED, message, hint="name fewer volatile members")
    return base64.encode_url(data)


# -- reading -----------------------------------------------------------------------------------------------------------


def check_sealed(header: dict[str, Any], field: str | None) -> tuple[str, Bind]:
    """Key id and binding of a JWE in ``field``. Raises Malformed."""
    require_constants(header, SEALED)
    require_members(header, _SEALED_MEMBERS)
    require_crit(header)
    return require_kid(header), require_bind(header["bind"], field)


def check_signed(header: dict[str, Any], field: str | None) -> tuple[str, str | None, Bind | None]:
    """Key id, kind of the payload and binding of a JWS in ``field``. Raises Malformed."""
    require_constants(header, SIGNED)
    cty = header.get("cty")
    members = _SIGNED_MEMBERS | ({"cty"} if "cty" in header else set())
    if "cty" in header and cty not in (JWE, LEGACY):
        _fail(f'the content type of the JWS is neither "{JWE}" nor "{LEGACY}"')
    if cty == JWE:
        require_members(header, members)
        return require_kid(header), cty, None
    require_members(header, members | {"crit", "bind"})
    require_crit(header)
    return require_kid(header), cty, require_bind(header["bind"], field)


def require_constants(header: dict[str, Any], constants: dict[str, str]) -> None:
    """Raise Malformed where the suite is not named, or is another."""
    for name, wanted in constants.items():
        if header.get(name) != wanted:
            _fail(f'the member "{name}" of the JOSE header is not "{wanted}"')


def require_members(header: dict[str, Any], names: frozenset[str]) -> None:
    """Raise Malformed where a member is missing, or one too many."""
    if header.keys() != names:
        _fail(f"the JOSE header must have exactly the members {', '.join(sorted(names))}")


def require_crit(header: dict[str, Any]) -> None:
    """Raise Malformed where ``bind`` is not marked as one that must be understood (RFC 7515, chapter 4.1.11)."""
    if header["crit"] != CRIT:
        _fail('the member "crit" of the JOSE header is not ["bind"]')


def require_kid(header: dict[str, Any]) -> str:
    """The key id. Raises Malformed where it is no thumbprint."""
    kid = header["kid"]
    if not is_digest(kid):
        _fail('the member "kid" of the JOSE header is no thumbprint (RFC 7638, SHA-256)')
    return str(kid)


def require_bind(bind: Any, field: str | None) -> Bind:
    """The binding. Raises Malformed."""
    if not isinstance(bind, dict) or bind.keys() - _OPTIONAL != _BIND_MEMBERS:
        _fail('the member "bind" of the JOSE header must have the members body, front, volatile, and path at the most')
    if not is_digest(bind["front"]) or not (bind["body"] is None or is_digest(bind["body"])):
        _fail('a digest in the member "bind" of the JOSE header is none')
    path = require_path(bind["path"]) if "path" in bind else None
    return Bind(bind["front"], bind["body"], require_volatile(bind["volatile"], field), path)


def require_path(path: Any) -> str:
    """The path of a file. Raises Malformed: names with "/" between them, below a root, in one spelling (R116)."""
    if not isinstance(path, str) or _is_path(path) is None or not _is_unicode(path):
        _fail('the path is not one of names with "/" between them, relative to a root')
    return path


def _is_unicode(text: str) -> bool:
    """Is there no half of a surrogate pair, as a name that is not UTF-8 has?"""
    return text.encode(errors="ignore").decode() == text


def require_volatile(pointers: Any, field: str | None) -> tuple[str, ...]:
    """The volatile members. Raises Malformed: pointers, sorted, each once, none below another or the field (R112)."""
    if not isinstance(pointers, list) or not {str}.issuperset(map(type, pointers)):
        _fail("the volatile members are not a list of JSON Pointers")
    return _require_pointers(tuple(pointers), field)


@lru_cache(maxsize=256)  # the same few in all files; what raises is not kept
def _require_pointers(pointers: tuple[str, ...], field: str | None) -> tuple[str, ...]:
    if list(pointers) != sorted(set(pointers)):
        _fail("the volatile members are not sorted, or one stands twice")
    paths = [_require_pointer(pointer) for pointer in pointers]
    if field is not None and any(path[0] == field for path in paths):
        _fail("the field itself, or what is below it, is among the volatile members")
    known = set(paths)
    if any(path[:length] in known for path in paths for length in range(1, len(path))):
        _fail("a volatile member stands below another")
    return pointers


def _require_pointer(pointer: str) -> tuple[str, ...]:
    try:
        pointer.encode()
        parts = tuple(parse_pointer(pointer))
    except (PointerError, UnicodeEncodeError):  # half a character, which no file holds
        parts = ()
    if not parts:
        _fail("a volatile member is no JSON Pointer (RFC 6901) to a member")
    return parts


def is_digest(text: Any) -> bool:
    """Is this a SHA-256 digest in base64url?"""
    return isinstance(text, str) and _is_digest(text) is not None


def _fail(message: str) -> NoReturn:
    raise Malformed(Code.MALFORMED, message, hint="only the suite seedfmt-v1 is known; make the value anew")
