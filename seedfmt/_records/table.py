"""The table of record kinds (SPEC R60 to R62, R85, R173 to R175).

In: nothing. Out: one row for each record kind. Never: code; see ``kinds.py`` for lookups.

To add a record kind: add its schema and a row, then run ``python -m tests.support.orders``.
"""

from __future__ import annotations

from typing import NamedTuple

ANY = "*"


class Sign(NamedTuple):
    """What identifies a record kind by data: each key is there, with this value unless it is ``ANY``."""

    keys: tuple[tuple[str, str], ...]
    exact: bool = False  # there are no other keys, but for "secured"
    for_schema: bool = True
    for_style: bool = True
    beats_folder: bool = False  # the data outrank the folder (R174)


class RecordKind(NamedTuple):
    """A row of the table."""

    name: str  # the name of the schema, too
    folder: str
    signs: tuple[Sign, ...] = ()
    aliases: tuple[str, ...] = ()  # other names that the API accepts
    quoted: str = ""  # what is double-quoted beside QUOTED, as in DefaultStyle, with "/" between keys
    groups: str = ""  # root keys with a blank line before them, beside GROUPS
    is_spaced: bool = True  # False: no blank lines before groups and the closing fence
    order: str = ""  # of the root keys, if the schema has none


def _key(name: str) -> Sign:
    return Sign(((name, ANY),))


def _value(key: str, value: str, *, beats_folder: bool = False) -> Sign:
    return Sign(((key, value),), beats_folder=beats_folder)


def _type(value: str) -> Sign:
    # a record keeps its style if its type is edited
    return Sign((("type", value),), for_style=False)


QUOTED = "title excerpt bio overview featuredContent secured ampWebUrl cdnAmpWebUrl hashtags actions/*"
GROUPS = (
    "featuredContent provider affiliation twitter youtube linkedin twitch levels items topics actions images related "
    "secured"
)
_NEWSLETTER = tuple((key, ANY) for key in ("title", "excerpt", "publishedDateTime", "webUrl", "type", "topics"))

RECORD_KINDS = (
    RecordKind(
        "challenges",
        "_challenges",
        order="title excerpt originalUrl type levels topics companies related heat provider",
    ),
    RecordKind("communities", "_communities", (_key("members"),), quoted="/name /github/url"),
    RecordKind(
        "companies",
        "_companies",
        (_key("overview"),),
        quoted="/name /type url /twitter/username",
        groups="crunchbase website funding tags videos locations",
    ),
    RecordKind("events", "_events", (_key("startDateTime"), _type("webinar")), quoted="/name /github/url"),
    RecordKind("forms", "_forms"),
    RecordKind("games", "_games"),
    RecordKind("learning-articles", "_learning/articles", aliases=("learning/articles",)),
    RecordKind("learning-books", "_learning/books", (_type("book"),), aliases=("learning/books",)),
    RecordKind("learning-collections", "_learning/collections", aliases=("learning/collections",)),
    RecordKind("learning-courses", "_learning/courses", (_type("course"),), aliases=("learning/courses",)),
    RecordKind("learning-videos", "_learning/videos", aliases=("learning/videos",)),
    RecordKind("news", "_news", (_value("category", "news"),), quoted="url originalUrl webUrl"),
    # so few keys identify no schema: other sites use them, too
    RecordKind("newsletters", "_newsletters", (Sign(_NEWSLETTER, exact=True, for_schema=False),), quoted="webUrl"),
    RecordKind(
        "organizations",
        "_data/organizations",
        (_value("taxonomy", "organization"),),
        aliases=("data/organization",),
        is_spaced=False,
    ),
    RecordKind("people", "_people", (_key("bio"),), quoted="/name /type /affiliation/*/url", groups="website"),
    RecordKind(
        "people-collections",
        "_people/collections",
        (Sign((("bio", ANY), ("type", "collection")), for_style=False),),
        aliases=("people/collections",),
        quoted="/name /type",
    ),
    RecordKind("projects", "_projects", (_key("github"),), quoted="/name /github/url"),
    RecordKind("samples", "_samples", (_type("download"),)),
    RecordKind("samples-collections", "_samples/collections", aliases=("samples/collections",)),
    RecordKind("stats", "_stats", (_value("category", "stats", beats_folder=True),)),
    RecordKind("tags", "_data/tags", (_value("taxonomy", "tag"),), aliases=("data/tag",), is_spaced=False),
    RecordKind("topics", "_data/topics", (_value("taxonomy", "topic"),), aliases=("data/topic",), is_spaced=False),
)

# no schema, no row above: any other record
GENERIC = RecordKind(
    "",
    "",
    order="title excerpt originalUrl webUrl type price length ratings publishedDateTime heat actions removed published "
    "featuredContent provider levels items topics images secured",
)
# the order inside a mapping in new files, if the schema has none
INSIDE = {"services": "problems news games learning samples communities challenges people events newsletters"}

# a file that is no record of the portal: new text has no style of its own
NONE = RecordKind("none", "", is_spaced=False)

# other records in a folder of "_data"
DATA = GENERIC._replace(name="data", folder="_data", is_spaced=False)

# which sign decides if several apply: the first key of the sign that comes first here
PRECEDENCE = ("category", "taxonomy", "bio", "overview", "github", "members", "startDateTime", "title", "type")
