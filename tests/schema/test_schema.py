"""Schemas: the files themselves, which one is taken, the command, what is told of a file."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from typing import Any

import pytest

import seedfmt
import seedfmt._api
from seedfmt import _files
from seedfmt._globs import matches
from seedfmt._schema.explain import explain
from seedfmt._schema.kinds import BASE, KINDS, uri_of
from seedfmt._schema.load import DATA, DIALECT
from seedfmt._schema.order import member_order
from seedfmt.errors import SeedError

ROOT = pathlib.Path(__file__).parent.parent.parent
FILES = {path.name.removesuffix(".schema.json"): path for path in sorted((ROOT / "schema").glob("*.schema.json"))}
SECURED = f"secured: {'QUJD' * 8};{'A' * 22}==\n"  # strong evidence of a record (R173)
OTHER = "lossless"  # describes JSON that comes from a file, no kind of file
SCHEMAS = {name: path for name, path in FILES.items() if name != OTHER}

# keywords that draft-07 and 2020-12 share ("$defs" is only a place)
SUBSET = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required", "items",
    "additionalProperties", "minItems", "maxItems", "uniqueItems", "enum", "const", "pattern", "format", "minLength",
    "minimum", "maximum",
    "x-ordered",  # ours, and no more than a note to others
}  # fmt: skip


def read(name: str) -> Any:
    return json.loads(SCHEMAS[name].read_text())


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference to the common parts means."""
    if "$ref" not in schema:
        return schema
    where, _, name = schema["$ref"].rpartition("/")
    assert where in ("common.schema.json#/$defs", "#/$defs"), schema
    found: dict[str, Any] = read("common")["$defs"][name]
    return found


def parts(node: Any) -> list[dict[str, Any]]:
    """All schemas in a schema."""
    if not isinstance(node, dict):
        return []
    inner = [*node.get("properties", {}).values(), *node.get("$defs", {}).values(), node.get("items")]
    inner.append(node.get("additionalProperties"))
    return [node, *(part for each in inner for part in parts(each))]


# -- the schema files --------------------------------------------------------------------------------------------------


def test_each_kind_has_a_schema() -> None:
    assert {*KINDS, "common"} == set(SCHEMAS)
    assert {*SCHEMAS, OTHER} == set(FILES)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_file(name: str) -> None:
    from jsonschema import Draft7Validator, Draft202012Validator

    schema = read(name)
    assert schema["$schema"] == DIALECT
    assert schema["$id"] == uri_of(name) == f"{BASE}{name}.schema.json"
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema({key: value for key, value in schema.items() if key != "$schema"})
    for part in parts(schema):
        assert set(part) <= SUBSET, f"{name}: {set(part) - SUBSET}"
        assert "$ref" not in part or set(part) == {"$ref"}, "draft-07 ignores what stands beside $ref"
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False, part
            assert set(part["required"]) <= set(part["properties"])
    for place in [schema, *(member for part in parts(schema) for member in part.get("properties", {}).values())]:
        told = resolved(place)
        assert told["title"][0].isupper(), told
        assert len(told["description"]) > 5, told
        assert told["description"].endswith("."), told
    text = SCHEMAS[name].read_text()
    assert text == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def test_common_parts_are_used() -> None:
    text = "".join(path.read_text() for path in SCHEMAS.values())
    for name in read("common")["$defs"]:
        assert f"/$defs/{name}" in text, name


def test_corpus_is_valid(corpus: list[pathlib.Path]) -> None:
    kinds = set()
    for path in corpus:
        document = seedfmt.loads(path.read_bytes(), path=str(path))
        selection = seedfmt._api.select_schema(document, path=path)
        assert selection.schema, path
        kinds.add(selection.schema)
        assert seedfmt.validate(document, path=path) == [], path
        assert explain(seedfmt._api.load_schema(selection.schema), document.data) == [], path
    assert len(kinds) >= 15


def test_examples_are_valid() -> None:
    files = sorted((ROOT / "examples" / "content").rglob("*.md"))
    assert len(files) > 10
    for path in files:
        assert seedfmt.validate(seedfmt.load(path)) == [], path
    kinds = {seedfmt._api.select_schema(seedfmt.load(path)).schema for path in files}
    assert {"projects", "companies", "people-collections", "stats", ""} <= kinds


def test_members_of_the_corpus_stand_in_the_order_of_the_schema(corpus: list[pathlib.Path]) -> None:
    for path in corpus:
        document = seedfmt.loads(path.read_bytes(), path=path.name)
        selection = seedfmt._api.select_schema(document, path=path)
        order = member_order(seedfmt._api.load_schema(selection.schema))
        check_order(document.data, "", order, path)


def check_order(value: Any, pointer: str, order: dict[str, tuple[str, ...]], path: pathlib.Path) -> None:
    if isinstance(value, dict):
        names = list(value)
        ranks = order.get(pointer, tuple(names))
        assert sorted(names, key=ranks.index) == names, (path, pointer)
        for name, inner in value.items():
            check_order(inner, f"{pointer}/{name}", order, path)
    for inner in value if isinstance(value, list) else []:
        check_order(inner, f"{pointer}/*", order, path)


def test_member_order() -> None:
    order = member_order(seedfmt._api.load_schema("news"))
    assert order[""][:3] == ("category", "title", "excerpt")
    assert order["/related/*/images/*"] == ("url", "width", "height", "isCached", "title")
    assert order["/provider"] == ("name", "domain", "images")
    assert "" not in member_order(seedfmt._api.load_schema("challenges"))


# -- which schema ------------------------------------------------------------------------------------------------------

NEWS = "category: news\n"
# path, front matter, asked for, globs: schema and reason
SELECTED = [
    ("_news/a.md", "a: 1\n", None, [], "news", "the folder _news"),
    ("site/_learning/courses/a.md", "a: 1\n", None, [], "learning-courses", "the folder _learning/courses"),
    ("_samples/collections/a.md", "a: 1\n", None, [], "samples-collections", "the folder _samples/collections"),
    ("_samples/2020/05/a.md", "a: 1\n", None, [], "samples", "the folder _samples"),
    ("_news/a.md", "category: stats\n", None, [], "stats", "the member category: stats"),
    ("a.md", NEWS, None, [], "news", "the member category: news"),
    ("a.md", "taxonomy: tag\n", None, [], "tags", "the member taxonomy: tag"),
    ("a.md", "bio: x\n", None, [], "people", "the member bio"),
    ("a.md", "bio: x\ntype: collection\n", None, [], "people-collections", "the member type: collection"),
    ("a.md", "type: course\n", None, [], "learning-courses", "the member type: course"),
    ("a.md", "startDateTime: x\n", None, [], "events", "the member startDateTime"),
    ("a.md", "type: [x]\ncategory: {}\n", None, [], "", "nothing says what kind of file this is"),
    (None, NEWS, None, [], "news", "the member category: news"),
    ("_news/a.md", NEWS, "games", [("*", "x.json")], "games", "asked for"),
    ("_news/a.md", NEWS, "none", [], "", "asked for"),
    ("_news/a.md", "# $schema: x.json\na: 1\n", None, [("*", "y.json")], "x.json", "the modeline on line 2"),
    (
        "_news/a.md",
        "a: 1\n# yaml-language-server: $schema=../x.json\n",
        None,
        [],
        "../x.json",
        "the modeline on line 3",
    ),
    ("_news/a.md", "a: 1 # yaml-language-server:  $schema = x.json \n", None, [], "x.json", "the modeline on line 2"),
    ("_news/a.md", "# $schema: none\na: 1\n", None, [], "", "the modeline on line 2"),
    ("_news/a.md", "# $schema: x.json\n# $schema: y.json\n", None, [], "x.json", "the modeline on line 2"),
    ("_news/a.md", "# yaml-language-server: $other=x.json\na: 1\n", None, [], "news", "the folder _news"),
    ("_news/a.md", 'a: "# $schema: x.json"\n', None, [], "news", "the folder _news"),
    ("_news/a.md", "# $schema:\na: 1\n", None, [], "news", "the folder _news"),
    ("_news/a.md", NEWS, None, [("b.md", "x"), ("_news/*.md", "y"), ("*", "z")], "y", 'the pattern "_news/*.md"'),
    ("_news/a.md", NEWS, None, [("/a.md", "x")], "news", "the folder _news"),
]


@pytest.mark.parametrize(("path", "front", "asked", "globs", "schema", "why"), SELECTED)
def test_select(path: str | None, front: str, asked: str | None, globs: Any, schema: str, why: str) -> None:
    document = seedfmt.loads(f"---\n{front}{SECURED}---\n")
    selection = seedfmt._api.select_schema(document, asked, path=path, globs=globs)
    assert selection.schema == schema
    assert selection.why.startswith(why)


GLOBS = [
    "*.md", "a.md", "/a.md", "_news/", "_news/*", "_news/*.md", "/_news/**", "**/a.md", "_news/**/a.md", "x/**",
    "**/x/**", "_n?ws", "[ab].md", "[!b].md", "_news/2020", "x/a.md", "*", "**", "a*", "_news/**/b/*.md", "x/", "**/x",
    "[a-b].m[cd]",
]  # fmt: skip
PATHS = [
    "a.md",
    "b.md",
    "_news/a.md",
    "_news/2020/a.md",
    "_news/2020/b/a.md",
    "x/_news/a.md",
    "x/a.md",
    "x/x/a.md",
    "y/x/z.txt",
]


def test_globs_are_those_of_git(tmp_path: pathlib.Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for glob in GLOBS:
        (tmp_path / ".gitignore").write_text(glob + "\n")
        command = ["git", "-C", tmp_path, "check-ignore", "--no-index", *PATHS]
        ignored = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
        assert [path for path in PATHS if matches(glob, path)] == ignored, glob


def test_schema_of_a_file_is_found_from_its_folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the project
    (tmp_path / "x y.json").write_text('{"required": ["b"]}')
    (tmp_path / "y.yaml").write_text("$ref: 'x y.json'\n")
    (tmp_path / "in").mkdir()
    for reference in ("../x y.json", str(tmp_path / "x y.json"), "../y.yaml", f"file://{tmp_path}/x%20y.json"):
        (tmp_path / "in" / "a.md").write_text(f"---\n# $schema: {reference}\na: 1\n---\n")
        (problem,) = seedfmt.validate(seedfmt.load(tmp_path / "in" / "a.md"))
        assert (problem.code, problem.path) == ("S102", str(tmp_path / "in" / "a.md"))


# -- the command line --------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    from seedfmt._cli import main

    status = main(["schema", *arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_command(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_news").mkdir()
    (tmp_path / "_news" / "a.md").write_text(f"---\n{SECURED}---\n")
    (tmp_path / "b.md").write_text("---\n# $schema: x.json\na: 1\n---\n")
    (tmp_path / "c.md").write_text("---\na: 1\n---\n")
    status, out, _ = run(capsys, "list")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == list(KINDS)
    assert run(capsys, "show", "news")[1] == SCHEMAS["news"].read_text()
    assert run(capsys, "for", "_news/a.md") == (0, f"_news/a.md: {uri_of('news')} (the folder _news)\n", "")
    assert run(capsys, "for", "c.md") == (0, "c.md: no schema (nothing says what kind of file this is)\n", "")
    status, out, err = run(capsys, "for", "b.md")
    assert (status, out) == (1, "")
    assert "x.json: E601 the file could not be read" in err
    (tmp_path / "x.json").write_text("{}")
    assert run(capsys, "for", "b.md") == (0, f"b.md: {tmp_path}/x.json (the modeline on line 2)\n", "")
    assert run(capsys, "for", "b.md", "--schema", "games")[1].endswith("games.schema.json (asked for)\n")
    assert run(capsys, "for", "no.md")[0] == 1
    assert run(capsys, "show", "no.json")[0] == 1
    assert run(capsys, "show", "c.md")[:2] == (1, "")
    assert run(capsys, "show", "https://example.org/x.json")[0] == 1


def test_nothing_is_fetched_unless_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = []
    monkeypatch.setattr(_files, "_download", lambda uri: fetched.append(uri) or '{"required": ["b"]}')
    document = seedfmt.loads("---\n# $schema: https://example.org/x.json\na: 1\n---\n")
    with pytest.raises(SeedError, match="not on this machine") as caught:
        seedfmt.validate(document)
    assert '"seedfmt schema show --allow-remote ADDRESS" prints one' in caught.value.hint
    assert fetched == []
    assert [problem.code for problem in seedfmt.validate(document, allow_remote=True)] == ["S102"]
    assert fetched == ["https://example.org/x.json"]


def test_members_may_be_called_like_keywords() -> None:
    for name in (
        "default",
        "const",
        "enum",
        "pattern",
        "properties",
        "$ref",
        "$id",
        "required",
        "unevaluatedProperties",
    ):
        schema = {"properties": {name: {"$ref": "#/$defs/enum"}}, "$defs": {"enum": {"pattern": "^.$"}}}
        document = seedfmt.new({name: "\u2028"})
        (problem,) = seedfmt.validate(document, schema)
        assert problem.code == "S107", name
        assert seedfmt.validate(seedfmt.new({name: "x"}), schema) == []


def test_a_schema_in_yaml_has_keys_of_text(tmp_path: pathlib.Path) -> None:
    (tmp_path / "x.yaml").write_text("properties:\n  2: {type: integer}\n  true: {type: integer}\n")
    problems = seedfmt.validate(seedfmt.loads("---\n2: x\n'true': y\n---\n"), tmp_path / "x.yaml")
    assert [problem.pointer for problem in problems] == ["/2", "/true"]


def test_data_keywords_are_no_schemas() -> None:
    assert {"const", "enum", "default", "examples"} <= DATA
    schema = {"const": {"$ref": "nowhere.json", "pattern": "("}, "default": {"$ref": "#"}}
    (problem,) = seedfmt.validate(seedfmt.loads("---\na: 1\n---\n"), schema)
    assert problem.code == "S105"


def test_codes_are_documented() -> None:
    from seedfmt._schema.words import CODES

    text = (ROOT / "docs" / "schemas.md").read_text()
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| S")]
    assert {row[0].removeprefix("| "): row[-1].removesuffix(" |") for row in rows} == CODES


def test_schemas_are_in_the_package(tmp_path: pathlib.Path) -> None:
    """What is built holds the schemas, and finds them there; what is packed for building holds them, too."""
    if not (ROOT / "setup.py").exists():
        pytest.skip("an installed package has no setup.py")
    command = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(tmp_path)]
    environment = {**os.environ, "SEEDFMT_INTERPRETED": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    built = {path.name for path in (tmp_path / "seedfmt" / "_schema" / "data").iterdir()}
    assert built == {path.name for path in FILES.values()}
    code = "import seedfmt; from seedfmt._api import load_schema; print(seedfmt.__file__); load_schema('news')"
    environment["PYTHONPATH"] = str(tmp_path)
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert shown.startswith(str(tmp_path))
    assert "include schema/*.schema.json" in (ROOT / "MANIFEST.in").read_text()


def test_only_what_is_written_there_is_put_in_quotes() -> None:
    """A number that comes over an alias or a merge key, or has an anchor, gets no fix: its text is something else."""
    source = "---\na: 0x1F\nb: &q 5\nc: *q\nd: &x {e: 1}\nf: {<<: *x}\n---\n"
    text = {"type": "string"}
    schema = {"properties": {**dict.fromkeys("abc", text), "f": {"additionalProperties": text}}}
    problems = seedfmt.validate(seedfmt.loads(source), schema)
    assert {problem.pointer: problem.fix and problem.fix.title for problem in problems} == {
        "/a": 'write "0x1F"', "/b": None, "/c": None, "/f/e": None,
    }  # fmt: skip


# a schema, data, and the hint and the code of the only finding
FORMS: list[tuple[Any, str, str, str]] = [
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}]}, "x: 1", "S125", 'add "a", or add "b", or add "c"'),
    ({"oneOf": [{"required": ["a", "b"]}, {"required": ["c"]}]}, "x: 1", "S125", 'add "a" and add "b", or add "c"'),
    ({"anyOf": [{"title": "A post", "required": ["a"]}, {"errorMessage": "A page.", "required": ["b"]}]}, "x: 1", "S125",
     "make it: A post, or make it: A page"),
    ({"anyOf": [{"required": [name]} for name in "abcdefg"]}, "x: 1", "S125",
     'add "a", or add "b", or add "c", or add "d", or add "e", or ...'),
    ({"properties": {"x": {"anyOf": [{"pattern": "^a"}, {"maxLength": 1}]}}}, "x: bbb", "S125",
     "it must match ^a, or keep at most 1 character"),
    ({"properties": {"x": {"oneOf": [{"type": "object", "required": ["u"]}, {"type": "object", "required": ["v"]}]}}}, "x: {y: 1}",
     "S125", 'add "u", or add "v"'),
    # one branch is meant
    ({"properties": {"x": {"anyOf": [{"type": "string"}, {"type": "object", "required": ["u"]}]}}}, "x: {y: 1}", "S102", "add it"),
    ({"oneOf": [{"properties": {"k": {"const": "p"}}, "required": ["a"]}, {"properties": {"k": {"const": "q"}}, "required": ["b"]}]},
     "k: q", "S102", "add it"),
    # the words of the schema
    ({"properties": {"x": {"type": "integer", "errorMessage": "How many. "}}}, "x: a", "S103", "the schema says: How many"),
    ({"properties": {"x": {"minimum": 3, "errorMessage": {"minimum": "At least three"}}}}, "x: 1", "S110", "the schema says: At least three"),
    ({"properties": {"x": {"minimum": 3, "errorMessage": {"type": "no"}}}}, "x: 1", "S110", "write a number that is at least 3"),
    ({"properties": {"x": {"not": {"type": "string"}, "title": "A count"}}}, "x: a", "S127", "the schema says: A count"),
    ({"properties": {"x": {"minimum": 3, "errorMessage": 7}}}, "x: 1", "S110", "write a number that is at least 3"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "front", "code", "hint"), FORMS)
def test_forms_and_words_of_the_schema(schema: Any, front: str, code: str, hint: str) -> None:
    found = seedfmt.validate(seedfmt.loads(f"---\n{front}\n---\n"), schema)
    assert [(problem.code, problem.hint) for problem in found] == [(code, hint)]


def test_choices_hold_no_secret() -> None:
    schema = {"properties": {"secured": {"anyOf": [{"const": "a"}, {"pattern": "^b"}, {"maxLength": 1}]}}}
    for problem in seedfmt.validate(seedfmt.loads("---\nsecured: hidden\n---\n"), schema):
        assert "hidden" not in problem.message + problem.hint


def test_only_a_schema_that_asks_has_an_order(tmp_path: pathlib.Path) -> None:
    """A schema of somebody else gives no order, unless it says so; those of the record kinds do."""

    def order(schema: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        return member_order(seedfmt._api.validation.load_given(schema, False))

    properties = {"title": {"properties": {"b": {}, "a": {}}}, "date": {}}
    assert order({"properties": properties}) == {}
    assert order({"properties": properties, "x-ordered": True}) == {"": ("title", "date")}
    assert order({"properties": properties, "x-ordered": "yes"}) == {}
    assert order({"$ref": uri_of("forms")})[""][0] == "title"
