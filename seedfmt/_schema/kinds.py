"""The kinds of seed files, and the schemas of seedfmt itself.

In: where a file is, or its data. Out: its kind. The schema of a kind is ``schema/KIND.schema.json``.
"""

from __future__ import annotations

from typing import Any

BASE = "https://seedfmt.github.io/schema/v1/"
SUFFIX = ".schema.json"

# the folder that says the kind
FOLDERS = {
    "_challenges": "challenges",
    "_communities": "communities",
    "_companies": "companies",
    "_data/organizations": "organizations",
    "_data/tags": "tags",
    "_data/topics": "topics",
    "_events": "events",
    "_forms": "forms",
    "_games": "games",
    "_learning/articles": "learning-articles",
    "_learning/books": "learning-books",
    "_learning/collections": "learning-collections",
    "_learning/courses": "learning-courses",
    "_learning/videos": "learning-videos",
    "_news": "news",
    "_newsletters": "newsletters",
    "_people": "people",
    "_people/collections": "people-collections",
    "_projects": "projects",
    "_samples": "samples",
    "_samples/collections": "samples-collections",
    "_stats": "stats",
}
KINDS = tuple(sorted(FOLDERS.values()))

# a member that is found in one kind only, or a value of one
_MEMBERS = {"overview": "companies", "github": "projects", "members": "communities", "startDateTime": "events"}
_CATEGORIES = {"news": "news", "stats": "stats"}
_TAXONOMIES = {"topic": "topics", "organization": "organizations", "tag": "tags"}
_TYPES = {"course": "learning-courses", "book": "learning-books", "download": "samples", "webinar": "events"}


def uri_of(kind: str) -> str:
    """The address of the schema of a kind."""
    return f"{BASE}{kind}{SUFFIX}"


def kind_of_folder(path: str) -> tuple[str, str]:
    """The kind that the folders of a path say, the nearest first, and the folder that says it; or ``("", "")``."""
    parts = path.replace("\\", "/").split("/")[:-1]
    for end in range(len(parts), 0, -1):
        for folder in ("/".join(parts[max(end - 2, 0) : end]), parts[end - 1]):
            if folder in FOLDERS:
                return FOLDERS[folder], folder
    return "", ""


def kind_of_data(data: dict[Any, Any]) -> tuple[str, str]:
    """The kind that the data say, and the member that says it; or ``("", "")``."""
    for member, kinds in (("category", _CATEGORIES), ("taxonomy", _TAXONOMIES)):
        value = data.get(member)
        if isinstance(value, str) and value in kinds:
            return kinds[value], f"{member}: {value}"
    if "bio" in data:
        return ("people-collections", "type: collection") if data.get("type") == "collection" else ("people", "bio")
    for member, kind in _MEMBERS.items():
        if member in data:
            return kind, member
    value = data.get("type")
    return (_TYPES[value], f"type: {value}") if isinstance(value, str) and value in _TYPES else ("", "")
