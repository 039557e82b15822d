"""The house style: how the producers of seed files write what they write (format facts; SPEC R60 to R62).

In: a key, where it stands, the kind of file. Out: whether its text is quoted, whether a blank line comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seedfmt._edit.spelling import is_plain, is_timestamp, spell_double, spell_value
from seedfmt._escape import printable
from seedfmt.errors import Code, EditError

# one blank line before each of these at the top of a file, and before no other
GROUPS = frozenset(
    [
        "featuredContent",
        "provider",
        "affiliation",
        "twitter",
        "youtube",
        "linkedin",
        "twitch",
        "levels",
        "items",
        "topics",
        "actions",
        "images",
        "related",
        "secured",
    ]
)
QUOTED = frozenset(["title", "excerpt", "bio", "overview", "featuredContent", "secured", "ampWebUrl", "cdnAmpWebUrl"])

# where a kind quotes more than the rest do
_QUOTED_IN: dict[str, frozenset[str]] = {
    "news": frozenset({"url", "originalUrl", "webUrl"}),
    "newsletters": frozenset({"webUrl"}),
}


_SIGNS = (
    ("bio", "people"),
    ("overview", "companies"),
    ("github", "projects"),
    ("members", "communities"),
    ("startDateTime", "events"),
)
_RECORDS = (
    "news stats people people/collections communities events games newsletters challenges forms companies projects "
    "samples samples/collections learning learning/articles learning/books learning/collections learning/courses "
    "learning/videos"
)
# by folder, as schemas are named, and with "/"
KINDS = frozenset(
    [*_RECORDS.split(), *_RECORDS.replace("/", "-").split(), "data/topic", "data/organization", "data/tag"]
)
TELLING = frozenset(["category", "taxonomy"])  # members whose values tell the kind


def kind_of(data: dict[Any, Any]) -> str:
    """The kind of a record, as its members tell; ``""`` where they do not."""
    if data.get("category") in ("news", "stats"):
        return str(data["category"])
    if data.get("taxonomy") in ("topic", "organization", "tag"):
        return f"data/{data['taxonomy']}"
    for name, kind in _SIGNS:
        if name in data:
            return kind
    letter = {"title", "excerpt", "publishedDateTime", "webUrl", "type", "topics"}
    return "newsletters" if letter <= set(data) <= letter | {"secured"} else ""


def require_kind(kind: str) -> str:
    """The kind, if it is one. Raises EditError."""
    if kind in KINDS or kind == "" or kind.startswith("data/"):
        return kind
    message = f'"{printable(kind)}" is no kind of record'
    raise EditError(Code.VALUE, message, hint=f"give one of {', '.join(sorted(KINDS))}")


def is_quoted(kind: str, path: tuple[Any, ...]) -> bool:
    """Is the text at this path written in double quotes?"""
    names = [part for part in path if isinstance(part, str)]
    name = names[-1] if names else ""
    above = names[-2] if len(names) > 1 else ""
    if above == "actions" or name == "hashtags" or name in QUOTED:
        return True
    if kind == "people":
        return (name in ("name", "type") and not above) or (
            name == "url" and names[0] == "affiliation" and len(names) > 2
        )
    if kind in ("communities", "events", "projects"):
        return names in (["name"], ["github", "url"])
    if kind == "companies":
        return (name in ("name", "type") and not above) or (name == "url") or (names == ["twitter", "username"])
    return name in _QUOTED_IN.get(kind, ())


def has_blank_before(kind: str, key: Any) -> bool:
    """Does a blank line come before this top-level key?"""
    if kind.startswith("data/"):
        return False
    return (
        key in GROUPS
        or (key == "website" and kind == "people")
        or (kind == "companies" and key in ("crunchbase", "website", "funding", "tags", "videos", "locations"))
    )


def ends_with_blank(kind: str, data: dict[Any, Any]) -> bool:
    """Does a blank line come before the closing fence?"""
    return "secured" not in data and not kind.startswith("data/")


def print_front(data: dict[Any, Any], kind: str) -> str:
    """The front matter of a record, as its producer writes it: quoting per key, blank lines before groups (R60)."""
    lines: list[str] = []
    for key, value in data.items():
        if lines and has_blank_before(kind, key):
            lines.append("")
        lines += _member(key, value, 0, (), kind)
    if lines and ends_with_blank(kind, data):
        lines.append("")
    return "".join(line + "\n" for line in lines)


def _member(key: Any, value: Any, column: int, path: tuple[Any, ...], kind: str) -> Iterator[str]:
    name = spell_value(key) if not isinstance(key, str) else key if is_plain(key) else spell_double(key)
    path = (*path, key)
    start = f"{' ' * column}{name}:"
    if isinstance(value, dict) and value:
        yield start
        for inner, item in value.items():
            yield from _member(inner, item, column + 2, path, kind)
    elif isinstance(value, list) and value:
        yield start
        for item in value:
            yield from _item(item, column + 2, path, kind)
    else:
        yield f"{start} {_leaf(value, path, kind)}"


def _item(value: Any, column: int, path: tuple[Any, ...], kind: str) -> Iterator[str]:
    start = " " * column + "- "
    if isinstance(value, (dict, list)) and value:
        lines = (
            [line for key, item in value.items() for line in _member(key, item, column + 2, path, kind)]
            if isinstance(value, dict)
            else [line for item in value for line in _item(item, column + 2, path, kind)]
        )
        yield start + lines[0][column + 2 :]
        yield from lines[1:]
    else:
        yield start + _leaf(value, path, kind)


def _leaf(value: Any, path: tuple[Any, ...], kind: str) -> str:
    """What follows the colon or the dash; nothing at all for null."""
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, str):
        if not is_quoted(kind, path) and (is_plain(value) or is_timestamp(value)):
            return value
        return spell_double(value)
    return "" if value is None else spell_value(value)
