"""Schemas of classes, and records of classes: what pydantic and msgspec say, with its place in the file."""

# ruff: noqa: RUF012 (lists are fine as defaults in models)

from __future__ import annotations

import dataclasses
import datetime
import os
import pathlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest

import seedfmt
from seedfmt.errors import LocatedValidationError, SeedError

if os.environ.get("CI"):
    import msgspec
    import pydantic
    import typing_extensions
else:
    pydantic = pytest.importorskip("pydantic")
    msgspec = pytest.importorskip("msgspec")
    typing_extensions = pytest.importorskip("typing_extensions")

from seedfmt.interop.pydantic import load, loads, validate

TEXT = """\
---
title: Hi
heat: hot   # not a number
provider:
  name: P
tags: [a, 2]
related:
  - url: x
  - name: y
  - url: z
    extra: 1
---
body
"""


class Provider(pydantic.BaseModel):
    name: str
    domain: str


class Related(pydantic.BaseModel, extra="forbid"):
    url: str


class Post(pydantic.BaseModel):
    title: str
    heat: int
    provider: Provider
    tags: list[str] = []
    related: list[Related] = []


class PostStruct(msgspec.Struct):
    title: str
    heat: int
    related: list[dict[str, str]] = []


@dataclasses.dataclass
class PostData:
    title: str
    heat: int


class PostDict(typing_extensions.TypedDict):
    title: str
    heat: int


def places(found: list[Any]) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.pointer, one.span.line, one.span.column) for one in found]


# -- schemas of classes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", [PostStruct, PostData, PostDict, pydantic.TypeAdapter(PostData), pydantic.TypeAdapter(list[int] | PostDict)]
)
def test_validate_by_a_class(kind: Any) -> None:
    doc = seedfmt.loads(TEXT)
    assert places(seedfmt.validate(doc, kind))[0] == ("S103", "/heat", 3, 7)
    doc["heat"] = 1
    del doc["related"]
    assert seedfmt.validate(doc, kind) == []


def test_validate_by_a_model() -> None:
    """References to ``#/$defs`` are followed, and the class is described once."""
    doc = seedfmt.loads(TEXT, path="post.md")
    found = seedfmt.validate(doc, Post, path="post.md")
    assert places(found) == [
        ("S103", "/heat", 3, 7),
        ("S102", "/provider", 4, 1),
        ("S103", "/tags/1", 6, 11),
        ("S101", "/related/1/name", 9, 5),
        ("S102", "/related/1", 9, 5),
        ("S101", "/related/2/extra", 11, 5),
    ]
    assert {one.path for one in found} == {"post.md"}
    assert seedfmt.validate(doc, Post.model_json_schema()) == seedfmt.validate(doc, Post)


class Recursive(pydantic.BaseModel):
    children: list[Recursive] = []
    n: int = 0


def test_a_model_of_itself() -> None:
    doc = seedfmt.loads("---\nchildren:\n  - n: 1\n    children:\n      - n: x\n---\n")
    assert places(seedfmt.validate(doc, Recursive)) == [("S103", "/children/0/children/0/n", 5, 12)]


class Bare:
    """A class that does not describe itself."""


class Callback(pydantic.BaseModel):
    f: Callable[[], int]


class Undefined(pydantic.BaseModel):
    f: Nowhere  # type: ignore[name-defined]  # noqa: F821


class BareStruct(msgspec.Struct):
    f: Bare


@dataclasses.dataclass
class BareData:
    f: Bare


class Liar:
    @classmethod
    def model_json_schema(cls) -> Any:
        return "{}"


class Breaks:
    @classmethod
    def model_json_schema(cls) -> Any:
        raise ZeroDivisionError


loop: dict[str, Any] = {}
loop["properties"] = {"a": loop}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (5, "a schema cannot be int; a schema is a dict, the path of a file, "),
        ([{}], "a schema cannot be list; "),
        (b"news", "a schema cannot be bytes; "),
        (Bare, "the class Bare has no schema; "),
        (int, "the class int has no schema; "),
        (dict, "the class dict has no schema; "),
        (Callback, "the class Callback cannot be described as a JSON Schema: "),
        (Undefined, "the class Undefined cannot be described as a JSON Schema: "),
        (BareStruct, "the class BareStruct cannot be described as a JSON Schema: "),
        (BareData, "the class BareData cannot be described as a JSON Schema: "),
        (pydantic.TypeAdapter(Callable), "this TypeAdapter cannot be described as a JSON Schema: "),
        (Breaks, "the class Breaks cannot be described as a JSON Schema: ZeroDivisionError"),
        (Liar, "the class Liar describes itself as str, not as a dict"),
        (Recursive(), "this is an instance of Recursive; give the class"),
        (PostData("t", 1), "this is an instance of PostData; give the class"),
        (PostStruct("t", 1), "this is an instance of PostStruct; give the class"),
        ({"enum": {1, 2}}, "a schema must hold what JSON can hold: "),
        (loop, "a schema must hold what JSON can hold: "),
    ],
    ids=str,
)
def test_what_is_no_schema(given: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        seedfmt.validate(seedfmt.loads(TEXT), given)
    assert str(caught.value).startswith(message)


def test_invalid_schemas_are_errors_of_the_schema() -> None:
    """A dict that is no valid schema, from a class or not, is a SeedError as before."""

    class Wrong:
        @classmethod
        def model_json_schema(cls) -> Any:
            return {"type": "strin"}

    for given in ({"type": "strin"}, Wrong):
        with pytest.raises(SeedError) as caught:
            seedfmt.validate(seedfmt.loads(TEXT), given)
        assert caught.value.code == "E801"


def test_nothing_is_imported_in_vain() -> None:
    """A dict needs neither library; a class that does not need pydantic works without it, one that does says so."""
    code = """if True:
        import sys, dataclasses
        sys.modules.update(pydantic=None)
        import seedfmt
        doc = seedfmt.loads("---\\nheat: x\\n---\\n")
        assert seedfmt.validate(doc, {"required": ["a"]})
        assert "msgspec" not in sys.modules
        import msgspec
        class S(msgspec.Struct):
            heat: int
        assert seedfmt.validate(doc, S)[0].code == "S103"
        @dataclasses.dataclass
        class D:
            heat: int
        try:
            seedfmt.validate(doc, D)
        except ModuleNotFoundError as error:
            assert "seedfmt[pydantic]" in str(error), error
        else:
            raise AssertionError
    """
    subprocess.run([sys.executable, "-c", code], check=True)


# -- records -----------------------------------------------------------------------------------------------------------


def test_load(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "post.md"
    path.write_text(TEXT.replace("hot ", "65  "))
    with pytest.raises(LocatedValidationError) as caught:
        load(path, Post)
    error = caught.value
    assert places(error.problems) == [
        ("missing", "/provider", 4, 1),
        ("string_type", "/tags/1", 6, 11),
        ("missing", "/related/1", 9, 5),
        ("extra_forbidden", "/related/1/name", 9, 5),
        ("extra_forbidden", "/related/2/extra", 11, 5),
    ]
    assert {one.path for one in error.problems} == {str(path)}
    assert str(error) == f'{path}:4:1: missing key "domain" in "provider"; 4 more'
    assert (error.code, error.line, error.column) == ("E803", 4, 1)
    assert isinstance(error.error, pydantic.ValidationError)
    assert len(error.error.errors()) == len(error.problems)
    path.write_text("---\ntitle: Hi\nheat: 65\nprovider: {name: P, domain: d}\n---\n")
    post = load(path, Post)
    assert type(post) is Post
    assert post == Post(title="Hi", heat=65, provider=Provider(name="P", domain="d"))
    assert load(path, pydantic.TypeAdapter(PostDict)) == {
        "title": "Hi",
        "heat": 65,
    }
    assert loads(path.read_bytes(), PostData) == PostData("Hi", 65)
    assert loads("---\ntitle: T\nheat: 1\n---\n", PostDict) == {"title": "T", "heat": 1}


def test_errors_of_the_file_come_first() -> None:
    with pytest.raises(seedfmt.SeedSyntaxError):
        loads("---\na: b: c\n---\n", Post)
    with pytest.raises(seedfmt.FileError):
        load("nowhere.md", Post)


@pytest.mark.parametrize("model", ["news", {"type": "object"}, None, 5, Bare, PostStruct, Undefined])
def test_what_is_no_model(model: Any) -> None:
    with pytest.raises(TypeError) as caught:
        loads(TEXT, model)
    assert "model" in str(caught.value)


def test_validate_takes_a_document() -> None:
    with pytest.raises(TypeError, match="takes a Document, not dict"):
        validate({"title": "x"}, Post)  # type: ignore[call-overload]


def test_a_located_error_can_be_pickled() -> None:
    with pytest.raises(LocatedValidationError) as caught:
        loads(TEXT, Post)
    other = pickle.loads(pickle.dumps(caught.value))
    assert (str(other), other.problems) == (str(caught.value), caught.value.problems)
    assert str(other.error) == str(caught.value.error)


class Cat(pydantic.BaseModel):
    type: Literal["cat"]
    lives: int


class Dog(pydantic.BaseModel):
    type: Literal["dog"]
    bark: str


class Aliased(pydantic.BaseModel):
    name: int = pydantic.Field(alias="full-name")
    other: int = pydantic.Field(validation_alias=pydantic.AliasChoices("aa", "bb"), default=0)
    deep: int = pydantic.Field(validation_alias=pydantic.AliasPath("names", 1), default=0)


class Renamed(pydantic.BaseModel, loc_by_alias=False):
    name: int = pydantic.Field(alias="full-name")


class Keyed(pydantic.BaseModel):
    by: dict[int, list[int]]


class Checked(pydantic.BaseModel):
    start: datetime.date
    end: datetime.date
    lower: str = ""

    @pydantic.model_validator(mode="after")
    def check(self) -> Checked:
        if self.end < self.start:
            raise ValueError("The end is before the start.")
        return self

    @pydantic.field_validator("lower", mode="before")
    @classmethod
    def fold(cls, value: str) -> str:
        if value.isupper():
            raise ValueError("Capitals")
        return value


class Owner(pydantic.BaseModel):
    pet: Annotated[Cat | Dog, pydantic.Field(discriminator="type")]


class Loose(pydantic.BaseModel):
    pet: int | Cat | list[int]


class Secret(pydantic.BaseModel):
    secured: Annotated[Cat | Dog, pydantic.Field(discriminator="type")]


class Strict(pydantic.BaseModel, extra="forbid"):
    a: int = 0


@pytest.mark.parametrize(
    ("front", "model", "expected"),
    {
        "alias": ("full-name: x", Aliased, [("int_parsing", "/full-name", 2, 12)]),
        "alias missing": ("b: 1", Aliased, [("missing", "", 2, 1)]),
        "second alias": ("full-name: 1\nbb: x", Aliased, [("int_parsing", "/bb", 3, 5)]),
        "alias path": ("full-name: 1\nnames: [1, x]", Aliased, [("int_parsing", "/names/1", 3, 12)]),
        "name instead of alias": ("full-name: x", Renamed, [("int_parsing", "/full-name", 2, 12)]),
        "tagged union": ("pet: {type: cat, lives: x}", Owner, [("int_parsing", "/pet/lives", 2, 25)]),
        "tag that is a key": (
            "pet: {type: cat, cat: {lives: 1}, lives: x}", Owner, [("int_parsing", "/pet/lives", 2, 42)],
        ),
        "tag that is a key of the same": (
            "pet: {type: cat, cat: {lives: q}, lives: x}", Owner, [("int_parsing", "/pet/lives", 2, 42)],
        ),
        "tag that is a key, missing": ("pet: {type: cat, cat: {a: 1}}", Owner, [("missing", "/pet", 2, 1)]),
        "unknown tag": ("pet: {type: cow}", Owner, [("union_tag_invalid", "/pet", 2, 6)]),
        "no tag": ("pet: {}", Owner, [("union_tag_not_found", "/pet", 2, 6)]),
        "union": (
            "pet:\n  type: cat\n  lives: x", Loose,
            [("int_type", "/pet", 3, 3), ("list_type", "/pet", 3, 3), ("int_parsing", "/pet/lives", 4, 10)],
        ),
        "union of lists": (
            "pet: [1, x]", Loose,
            [("int_type", "/pet", 2, 6), ("model_type", "/pet", 2, 6), ("int_parsing", "/pet/1", 2, 10)],
        ),
        "key of a mapping": ("by: {a: [1], 2: [x]}", Keyed, [("int_parsing", "/by/a", 2, 6), ("int_parsing", "/by/2/0", 2, 18)]),
        "key that is no string": ("true: 1", Strict, [("invalid_key", "/true", 2, 1)]),
        "extra": ("a: 1\nb: 2", Strict, [("extra_forbidden", "/b", 3, 1)]),
        "whole model": ("start: 2026-01-02\nend: 2026-01-01", Checked, [("value_error", "", 2, 1)]),
        "own check": (
            "start: 2026-01-02\nend: 2026-01-03\nlower: ABC", Checked, [("value_error", "/lower", 4, 8)],
        ),
        "aliased value": ("x: &a {type: cat, lives: x}\npet: *a", Owner, [("int_parsing", "/pet/lives", 2, 26)]),
        "merge key": ("x: &a {full-name: x}\n<<: *a", Aliased, [("int_parsing", "/full-name", 2, 1)]),
        "empty": ("", Owner, [("missing", "", 2, 1)]),
    }.values(),
)  # fmt: skip
def test_places(front: str, model: Any, expected: Any) -> None:
    with pytest.raises(LocatedValidationError) as caught:
        loads(f"---\n{front}\n---\n" if front else "---\n---\n", model)
    assert places(caught.value.problems) == expected


def test_words() -> None:
    """Messages are those of pydantic, in our form; what is in ``secured`` is quoted by none."""
    with pytest.raises(LocatedValidationError) as caught:
        loads("---\nstart: 2026-01-02\nend: 2026-01-01\n---\n", Checked, path="post.md")
    assert str(caught.value) == "post.md:2:1: the front matter: value error, The end is before the start"
    with pytest.raises(LocatedValidationError) as caught:
        loads("---\nsecured: {type: hush}\n---\n", Secret)
    assert "hush" not in str(caught.value)
    assert [one.message for one in caught.value.problems] == ['"secured" does not fit the model']


def test_deep_paths_end() -> None:
    """A path with very many readings is not searched for ever."""
    depth = 60
    front = "".join(f"{' ' * 2 * n}children:\n{' ' * 2 * n}- n: 0\n" for n in range(depth))
    doc = seedfmt.loads(f"---\n{front}{' ' * 2 * depth}n2: 0\n---\n")

    class Changed(pydantic.BaseModel):
        children: list[Changed] = []

        @pydantic.model_validator(mode="before")
        @classmethod
        def check(cls, value: Any) -> Any:
            return cls.wrap(value)

        @classmethod
        def wrap(cls, value: Any) -> Any:
            if "n2" in value:
                raise ValueError("no")
            return {**value}

    with pytest.raises(LocatedValidationError) as caught:
        validate(doc, Changed)
    assert caught.value.problems[0].pointer == "/children/0" * depth
