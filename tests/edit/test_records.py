"""The table of record kinds: each column of each row, by what a new file, an edit and a schema make of it."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import pytest

import seedfmt
from seedfmt._records import kinds, orders
from seedfmt._records.table import DATA, GENERIC, PRECEDENCE, RECORD_KINDS
from seedfmt.errors import EditError
from tests.support.orders import TARGET, render

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "records.txt"


def sections() -> dict[str, str]:
    parts = ("\n" + VECTORS.read_text()).split("\n=== ")[1:]
    found = {title.strip(): text.strip("\n") for title, _, text in (part.partition("\n") for part in parts)}
    assert len(found) == len(parts) > 20
    return found


SECTIONS = sections()
RECORD: dict[str, Any] = json.loads(SECTIONS.pop("record"))
# evidence of a record, whatever its kind
TOKEN = {"secured": f"{'QUJD' * 8};{'A' * 22}=="}

NAMES = ["generic", "data/other", *(kind.name for kind in RECORD_KINDS)]


def described(name: str) -> str:
    """Describe a new file of a record kind from RECORD: quoted strings, blank lines, order of the root keys."""
    kind = "" if name == "generic" else name
    document = seedfmt.from_json(dict(sorted(RECORD.items())), kind=kind)
    text = bytes(document)
    quoted = [pointer for pointer in pointers(document.data, "") if text[document.span(pointer).start :][:1] == b'"']
    blank = re.findall(rb"\n\n([^:\n]+)", text)
    document = seedfmt.from_json({"title": "T"}, kind=kind)
    lines = {
        "folder": next((row.folder for row in RECORD_KINDS if row.name == name), "-"),
        "names": " ".join(alias for alias, row in kinds.NAMES.items() if row.name == kind and alias != kind) or "-",
        "quoted": " ".join(sorted(quoted)),
        "blank line before": b" ".join(sorted(blank)).decode() or "-",
        "blank line at the end": "yes" if bytes(document).endswith(b"\n\n---\n") else "no",
        "order": " ".join(kinds.order_of(kinds.require_kind(kind)).split()),
    }
    return "\n".join(f"{title}: {value}" for title, value in lines.items())


def pointers(value: Any, above: str) -> list[str]:
    """The JSON Pointers of the strings in a value."""
    if isinstance(value, str):
        return [above]
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return [pointer for key, item in inner for pointer in pointers(item, f"{above}/{key}")]


def test_each_row_has_a_vector() -> None:
    assert [*SECTIONS] == NAMES
    assert [row.name for row in RECORD_KINDS] == sorted(row.name for row in RECORD_KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_row(name: str) -> None:
    assert described(name) == SECTIONS[name]


@pytest.mark.parametrize("row", RECORD_KINDS, ids=lambda row: str(row.name))
def test_folder(row: Any) -> None:
    for path in (f"{row.folder}/a.md", f"/x/{row.folder}/2026/a.md", f"x\\{row.folder}\\a.md"):
        assert kinds.kind_of_folder(path) == kinds.kind_of_path(path) == row
    document = seedfmt.loads(f"---\nsecured: {TOKEN['secured']}\n---\n")
    assert seedfmt._api.select_schema(document, path=f"/x/{row.folder}/a.md").schema == row.name
    assert seedfmt._api.select_schema(seedfmt.loads("---\n---\n"), path=f"/x/{row.folder}/a.md").schema == ""


# paths, the record kind that decides the default style
PATHS: list[tuple[str, Any]] = [
    ("_news.md", None), ("plain/a.md", None), ("a.md", None), ("_data/a.yaml", None), ("x/_data/other/a.yaml", DATA),
    ("_posts/a.md", GENERIC), ("_posts/_news/a.md", "news"), ("_people/collections/a.md", "people-collections"),
    ("_learning/a.md", GENERIC), ("_data/topics/_news/a.md", "news"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "kind"), PATHS)
def test_path(path: str, kind: Any) -> None:
    assert kinds.kind_of_path(path) == (kinds.NAMES[kind] if isinstance(kind, str) else kind)


# data, the schema they select and why, the record kind of the default style; each with TOKEN
BY_DATA: list[tuple[dict[str, Any], str, str, str]] = [
    ({"category": "news"}, "news", "category: news", "news"),
    ({"category": "stats"}, "stats", "category: stats", "stats"),
    ({"category": "other"}, "", "", ""),
    ({"category": ["news"]}, "", "", ""),
    ({"taxonomy": "topic"}, "topics", "taxonomy: topic", "topics"),
    ({"taxonomy": "organization"}, "organizations", "taxonomy: organization", "organizations"),
    ({"taxonomy": "tag"}, "tags", "taxonomy: tag", "tags"),
    ({"bio": None}, "people", "bio", "people"),
    ({"bio": "x", "type": "collection"}, "people-collections", "type: collection", "people"),
    ({"bio": "x", "type": "webinar"}, "people", "bio", "people"),
    ({"overview": "x"}, "companies", "overview", "companies"),
    ({"github": "x"}, "projects", "github", "projects"),
    ({"members": 1}, "communities", "members", "communities"),
    ({"startDateTime": "x"}, "events", "startDateTime", "events"),
    ({"type": "webinar"}, "events", "type: webinar", ""),
    ({"type": "course"}, "learning-courses", "type: course", ""),
    ({"type": "book"}, "learning-books", "type: book", ""),
    ({"type": "download"}, "samples", "type: download", ""),
    ({"type": "collection"}, "", "", ""),
    ({}, "", "", ""),
    (dict.fromkeys(["title", "excerpt", "publishedDateTime", "webUrl", "type", "topics"], "x"), "", "", "newsletters"),
    (dict.fromkeys(["title", "excerpt", "publishedDateTime", "webUrl", "type", "topics", "other"], "x"), "", "", ""),
    (dict.fromkeys(["title", "excerpt", "publishedDateTime", "webUrl", "type"], "x"), "", "", ""),
    # of two signs the one with the earlier key decides
    ({"startDateTime": 1, "members": 1, "github": 1, "overview": 1, "bio": 1, "taxonomy": "tag", "category": "news"},
     "news", "category: news", "news"),
    ({"startDateTime": 1, "members": 1, "github": 1, "overview": 1, "bio": 1, "taxonomy": "tag"}, "tags", "taxonomy: tag", "tags"),
    ({"startDateTime": 1, "members": 1, "github": 1, "overview": 1, "bio": 1}, "people", "bio", "people"),
    ({"startDateTime": 1, "members": 1, "github": 1, "overview": 1}, "companies", "overview", "companies"),
    ({"startDateTime": 1, "members": 1, "github": 1}, "projects", "github", "projects"),
    ({"startDateTime": 1, "members": 1}, "communities", "members", "communities"),
    ({"startDateTime": 1, "type": "course"}, "events", "startDateTime", "events"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "schema", "why", "style"), BY_DATA)
def test_data(data: dict[str, Any], schema: str, why: str, style: str) -> None:
    found = kinds.kind_for_schema({**data, **TOKEN})
    assert (found[0].name, found[1]) == (schema, why) if found else schema == ""
    assert kinds.kind_for_style({**data, **TOKEN}).name == style


def keys(names: str, **values: Any) -> dict[str, Any]:
    return {**dict.fromkeys(names.split(), "x"), **values}


# data, the folder, the schema
EVIDENCE: list[tuple[dict[str, Any], str, str]] = [
    # one or two keys are no evidence, with or without the folder
    *((data, folder, "") for data, *_ in BY_DATA if len(data) < 6 for folder in ("x", "_news", "_people")),
    (keys("layout title date inline related_posts"), "_news", ""),
    (keys("layout title date", category="news"), "posts", ""),
    (keys("layout title date", category="news"), "_news", ""),
    (keys("name bio avatar location links"), "_people", ""),
    (keys("name title bio"), "_people", ""),
    (keys("name github website"), "_projects", ""),
    (keys("", taxonomy="tag"), "_data/tags", ""),
    (keys("title", secured="yes"), "_news", ""),
    (keys("title", secured=True), "_news", ""),
    # most of the required keys
    (keys("title excerpt publishedDateTime provider", category="news"), "x", "news"),
    (keys("title excerpt publishedDateTime", category="news"), "x", ""),
    (keys("title excerpt publishedDateTime type topics"), "_news", "news"),
    (keys("title excerpt publishedDateTime type topics titel provder"), "_news", "news"),
    (keys("title excerpt publishedDateTime type topics layout permalink date"), "_news", ""),
    (keys("_id name", taxonomy="tag"), "x", "tags"),
    (keys("title excerpt levels"), "_challenges", "challenges"),
    (keys("title excerpt levels"), "x", ""),
    # the field "secured" in its shape
    (TOKEN, "_news", "news"), ({"secured": "eyJhbGciOiJFZERTQSJ9..c2ln"}, "_news", "news"),
    ({"secured": "eyJhbGciOiJFZERTQSJ9.a.b.c.d"}, "_people", "people"), ({"secured": "a.b.c"}, "_news", ""), (TOKEN, "x", ""),
]  # fmt: skip


@pytest.mark.parametrize(("data", "folder", "schema"), EVIDENCE)
def test_evidence(data: dict[str, Any], folder: str, schema: str) -> None:
    """A kind is taken for granted only on strong evidence (R173); whoever names it needs none."""
    document = seedfmt.loads("---\n---\n")
    document.update(data)
    assert seedfmt._api.select_schema(document, path=f"/site/{folder}/a.md").schema == schema
    for asked in ("news", "people"):
        assert seedfmt._api.select_schema(document, asked, path=f"/site/{folder}/a.md").schema == asked
    globs = [("*", "games")]
    assert seedfmt._api.select_schema(document, path=f"{folder}/a.md", globs=globs).schema == "games"


def test_each_file_of_the_portal_is_recognized(corpus: list[pathlib.Path]) -> None:
    for path in corpus:
        expected = kinds.kind_of_folder(str(path))
        if expected is not None:
            assert seedfmt._api.select_schema(seedfmt.load(path)).schema == expected.name, path
            assert kinds.kind_of_file(str(path), seedfmt.load(path).data) == expected, path


FOREIGN = {
    "layout": "post",
    "category": "news",
    "title": "T",
    "images": ["a"],
    "github": {"url": "u"},
    "date": "2024-01-02",
}


def test_a_foreign_file_has_no_style_of_ours() -> None:
    """Its keys keep the order given, no blank lines, no quotes that are not needed."""
    plain = "layout: post\ncategory: news\ntitle: T\nimages:\n  - a\ngithub:\n  url: u\ndate: 2024-01-02\n"
    assert bytes(seedfmt.from_json(FOREIGN)).decode() == bytes(seedfmt.new(FOREIGN)).decode() == f"---\n{plain}---\n"
    full = {**FOREIGN, **keys("excerpt publishedDateTime type provider topics")}
    for document in (seedfmt.from_json(full, kind="none"), seedfmt.new(full, kind="none")):
        assert bytes(document).decode().startswith(f"---\n{plain}excerpt: x\n")
    named = seedfmt.from_json(FOREIGN, kind="news")
    assert [*named.data] == ["layout", "category", "title", "date", "images", "github"] or b'title: "T"\n' in bytes(
        named
    )
    document = seedfmt.loads("---\n---\n")
    document["title"] = "A"
    assert bytes(document) == b"---\ntitle: A\n---\n"
    document["images"] = ["a"]
    assert bytes(document) == b"---\ntitle: A\nimages:\n  - a\n---\n"


def test_what_beats_the_folder() -> None:
    """Only ``category: stats`` outranks a folder (R174)."""
    for data, *_ in BY_DATA:
        found = seedfmt._api.select_schema(seedfmt.new({**data, **TOKEN}), path="/x/_people/a.md").schema
        assert found == ("stats" if data == {"category": "stats"} else "people"), data


def test_edits_take_the_default_style() -> None:
    """An edit looks up the values of the keys that identify a record, and no more."""
    assert {"category", "taxonomy", "secured"} == kinds.STYLE_KEYS
    assert {sign.keys[0][0] for sign, _ in kinds.SIGNS} == set(PRECEDENCE)
    for data, _, _, style in BY_DATA:
        if style == "newsletters" or not data:
            continue  # one more key would be one too many
        document = seedfmt.loads(
            "---\n" + "".join(f"{key}: {json.dumps(item)}\n" for key, item in {**data, **TOKEN}.items()) + "z:\n---\n"
        )
        document["z"] = {"url": "u"}
        assert (b'url: "u"' in bytes(document)) == (style in ("companies", "news")), data


def test_unknown_names() -> None:
    for name in ("new", "News", "_news", "data", "learning/news", "x\n"):
        with pytest.raises(EditError) as caught:
            kinds.require_kind(name)
        assert (caught.value.code, caught.value.hint) == ("E503", f"give one of {', '.join(kinds.KINDS)}")
    assert kinds.require_kind("") == GENERIC
    assert kinds.require_kind("data/other") == DATA


def test_orders_come_from_the_schemas() -> None:
    assert TARGET.read_text() == render(), "run python -m tests.support.orders"
    assert "challenges" not in orders.ORDERS
    order = [
        "problems",
        "news",
        "games",
        "learning",
        "samples",
        "communities",
        "challenges",
        "people",
        "events",
        "newsletters",
    ]
    data = {"services": dict.fromkeys(sorted(order), "x")}
    assert [*seedfmt.from_json(data, kind="topics")["services"]] == order
    assert [*seedfmt.from_json(data)["services"]] == sorted(order)


def test_the_editor_knows_no_record() -> None:
    """Without the table, new text is plain and no key is a group."""
    for path in (pathlib.Path(seedfmt.__file__).parent / "_edit").glob("*.py"):
        text = path.read_text()
        assert "_records" not in text, path
        for key in ("featuredContent", "category", "taxonomy", "startDateTime", "publishedDateTime", "people"):
            assert key not in text, path
