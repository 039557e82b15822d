"""Schemas inferred from files: vectors written by hand, outliers with their place, broken files, bounds, determinism."""

from __future__ import annotations

import json
import pathlib
import random
from typing import Any

import pytest

import seedfmt
from seedfmt._cli import main
from seedfmt._schema import infer as infer_module
from seedfmt._schema import shapes
from tests.support.layouts import LAYOUTS, page, write

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "infer"
POSTS = {"jekyll": "_posts/*", "hugo": "content/posts/[!_t]*", "astro": "src/content/blog/*"}


def infer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, list[str]]:
    """Run ``schema infer``: the status, the schema and the lines of standard error."""
    status = main(["schema", "infer", *arguments])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err.splitlines()


def posts(folder: pathlib.Path, *changes: str, count: int = 99) -> None:
    """Write posts that are alike, then one for each change."""
    for n in range(count):
        write(folder, f"p/{n:03}.md", page(f"title: Post {n}", f"heat: {n}", "type: article"))
    for n, change in enumerate(changes):
        write(folder, f"p/x{n}.md", page(*change.split("\n")))


# -- vectors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", POSTS)
def test_vector(name: str, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    LAYOUTS[name](tmp_path)
    files = sorted(map(str, tmp_path.glob(POSTS[name])))
    status, schema, errors = infer(capsys, *files)
    assert status == 0
    assert errors == [f"schema inferred from {len(files)} files, 0 left out, 0 outliers"]
    expected = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    assert schema == expected
    assert list(schema["properties"]) == list(expected["properties"])


def test_every_vector_is_run() -> None:
    assert {path.stem for path in VECTORS.glob("*.json")} == {*POSTS}


def strings(*values: Any, key: str = "k") -> Any:
    """The schema of one key that has these values."""
    return seedfmt.infer_schema([{key: value} for value in values])["properties"][key]


# what values there are, what the schema says of them
VALUES = [
    ([1, 2, 3], {"type": "integer"}),
    ([1, 2.5, 3], {"type": "number"}),
    ([True, False], {"type": "boolean"}),
    ([None, None], {}),
    (["a", None], {"type": ["null", "string"]}),
    ([["a"], "b"], {"type": ["array", "string"], "items": {"type": "string"}}),
    ([[], []], {"type": "array"}),
    ([[[1]]], {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}),
    ([[{"a": 1}, {"a": 2, "b": 1}]], {"type": "array", "items": {"type": "object", "required": ["a"],
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}}),
    (["2024-01-02"], {"type": "string", "format": "date"}),
    (["2024-01-02T03:04:05Z", "2024-01-02T03:04:05.5+01:00"], {"type": "string", "format": "date-time"}),
    (["2024-01-02 03:04"], {"type": "string", "pattern": f"^{shapes._DATE} {shapes._CLOCK}$"}),
    (["https://example.org/a"], {"type": "string", "format": "uri", "pattern": "^https?://"}),
    (["https://example.org/ä b", "https://example.org/"], {"type": "string", "pattern": "^https?://"}),
    (["/a", "/b", "/c"], {"type": "string", "pattern": "^/"}),
    (["/a", "/b"], {"type": "string"}),
    (["/a", "https://example.org/", "/c"], {"type": "string", "pattern": "^(https?:/)?/"}),
    (["../a", "./b", "./c"], {"type": "string", "pattern": r"^\.{1,2}/"}),
    (["", "2024-01-02"], {"type": "string", "pattern": f"^({shapes._DATE}$|$)"}),
    (["/a\n", "b"], {"type": "string"}),
    (["draft", "live"] * 5, {"type": "string", "enum": ["draft", "live"]}),
    (["draft", "live"] * 4, {"type": "string"}),
    ([*["draft", "live"] * 10, None, None], {"type": ["string", "null"], "enum": ["draft", "live", None]}),
    (["a name"] * 20, {"type": "string"}),
    ([f"v{n % 13}" for n in range(100)], {"type": "string"}),
    ([*["article"] * 60, *["gallery"] * 1], {"type": "string", "enum": ["article", "gallery"]}),
    ([*["article"] * 60, *["aritcle"] * 1], {"type": "string", "enum": ["article"]}),
    ([["ios", "web"]] * 20, {"type": "array", "items": {"type": "string", "enum": ["ios", "web"]}}),
    ([["ios", "web"]] * 15, {"type": "array", "items": {"type": "string"}}),
]  # fmt: skip


@pytest.mark.parametrize(("values", "expected"), VALUES, ids=lambda value: str(value)[:40])
def test_values(values: list[Any], expected: dict[str, Any]) -> None:
    schema = strings(*values)
    assert json.dumps(schema, sort_keys=True) == json.dumps(expected, sort_keys=True)


@pytest.mark.parametrize("key", ["tags", "author", "title", "secured"])
def test_open_vocabulary_is_not_an_enumeration(key: str) -> None:
    assert strings(*["a", "b"] * 50, key=key) == {"type": "string"}
    assert "enum" in strings(*["a", "b"] * 50, key="status")


def test_required_by_share() -> None:
    records: list[dict[Any, Any]] = [{"a": 1, "b": 1, "c": 1} for _ in range(94)]
    records += [{"a": 1, "b": 1}] + [{"a": 1}] * 5
    assert seedfmt.infer_schema(records)["required"] == ["a", "b"]
    assert seedfmt.infer_schema(records, required_share=0.94)["required"] == ["a", "b", "c"]
    assert seedfmt.infer_schema(records, required_share=1)["required"] == ["a"]


def test_keys_that_are_not_strings() -> None:
    document = seedfmt.loads("---\n2: a\ntrue: b\n---\n")
    schema = seedfmt.infer_schema([document])
    assert list(schema["properties"]) == ["2", "true"]
    assert seedfmt.validate(document, schema) == []


def test_closed() -> None:
    records: list[dict[Any, Any]] = [{"title": "a", "x": {"y": 1}}] * 60 + [
        {"titel": "b", "x": {}},
        {"title": "a", "extra": 1},
    ]
    schema = seedfmt.infer_schema(records, closed=True)
    assert list(schema["properties"]) == ["title", "extra", "x"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["x"]["additionalProperties"] is False
    document = seedfmt.loads("---\ntitel: b\nx: {y: 1}\n---\n")
    assert "S101" in [problem.code for problem in seedfmt.validate(document, schema)]
    assert "additionalProperties" not in json.dumps(seedfmt.infer_schema(records))


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="takes Documents or dicts, not str"):
        seedfmt.infer_schema(["a.md"])  # type: ignore[list-item]
    for share in (0.5, 0, 1.01, float("nan")):
        with pytest.raises(ValueError, match="required_share must be above"):
            seedfmt.infer_schema([], required_share=share)


# -- the command -------------------------------------------------------------------------------------------------------


def test_outliers_have_a_place(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts(tmp_path, "title: x\nheat: high\ntype: aritcle")
    status, schema, errors = infer(capsys, str(tmp_path / "p"))
    assert status == 0
    assert schema["properties"]["heat"] == {"type": "integer"}
    assert [line.partition("/p/")[2][:15] for line in errors[:-1]] == ["x0.md:3:7: S103", "x0.md:4:7: S104"]
    assert errors[-1] == "schema inferred from 100 files, 0 left out, 2 outliers"


def test_report(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts(tmp_path, "title: x\nheat: high\ntype: article")
    report = tmp_path / "report.txt"
    status, _, errors = infer(capsys, str(tmp_path / "p"), "--report", str(report))
    assert (status, len(errors)) == (0, 1)
    assert report.read_text().splitlines()[0].endswith('x0.md:3:7: S103 "heat" is text, not a whole number')


def test_broken_files_are_listed_and_left_out(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts(tmp_path, count=5)
    write(tmp_path, "p/broken.md", "---\na: [\n---\n")
    status, schema, errors = infer(capsys, str(tmp_path / "p"))
    assert status == 0
    assert "broken.md:2:4: E206" in errors[0]
    assert errors[-1] == "schema inferred from 5 files, 1 left out, 0 outliers"
    assert schema["required"] == ["title", "heat", "type"]


def test_no_file_can_be_read(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "broken.md", "---\na: [\n---\n")
    status, schema, errors = infer(capsys, str(tmp_path))
    assert (status, schema) == (1, None)
    assert errors[-1] == "seedfmt: no file can be read, so there is no schema"
    assert infer(capsys, str(tmp_path / "missing.md"))[0] == 1


def test_no_file(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "README.md", "# Words\n")
    status, schema, errors = infer(capsys, str(tmp_path))
    assert (status, schema) == (2, None)
    assert errors[0].startswith("seedfmt: no file with front matter in ")


def test_yaml_files_count_where_there_are_no_others(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "d/a.yml", "name: A\n")
    assert list(infer(capsys, str(tmp_path))[1]["properties"]) == ["name"]
    write(tmp_path, "d/b.md", page("title: B"))
    assert list(infer(capsys, str(tmp_path))[1]["properties"]) == ["title"]
    assert list(infer(capsys, str(tmp_path), str(tmp_path / "d/a.yml"))[1]["properties"]) == ["name", "title"]


@pytest.mark.parametrize("share", ["0.5", "1.1", "0", "x", "-1", "1e0", "nan", "1" * 5000, "0.9.9", "\x1b[31m"])
def test_invalid_share(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["schema", "infer", ".", f"--required-share={share}"])
    assert caught.value.code == 2
    err = capsys.readouterr().err
    assert "invalid share" in err
    assert "\x1b" not in err


def test_names_are_escaped(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts(tmp_path)
    write(tmp_path, "p/\x1b[31m.md", page("title: x", "heat: high", "type: article"))
    write(tmp_path, "p/z\u202e.md", page("heat: ["))
    _, _, errors = infer(capsys, str(tmp_path / "p"))
    assert not any("\x1b" in line or "\u202e" in line for line in errors)
    assert len(errors) == 3


# -- laws and bounds ---------------------------------------------------------------------------------------------------


def test_the_order_of_records_does_not_matter() -> None:
    numbers = random.Random(7)
    records: list[dict[Any, Any]] = []
    for n in range(200):
        keys = numbers.sample(["a", "b", "c", "d"], numbers.randint(1, 4))
        records.append({key: numbers.choice([n, "x", "y", None, [n, "z"], {"k": n}]) for key in keys})
    expected = json.dumps(seedfmt.infer_schema(records))
    for _ in range(5):
        numbers.shuffle(records)
        assert json.dumps(seedfmt.infer_schema(records)) == expected


def test_no_outlier_if_all_must_fit() -> None:
    """With a share of 1, each record is valid by the schema that is inferred from all."""
    numbers = random.Random(11)
    pool = [1, 2.5, "x", "", None, True, "2024-01-02", "/p", "https://example.org/", ["a", 1], [], {"k": 1}, {}]
    for _ in range(40):
        records = [{key: numbers.choice(pool) for key in numbers.sample("abc", 2)} for _ in range(30)]
        schema = seedfmt.infer_schema(records, required_share=1, closed=True)
        for record in records:
            document = seedfmt.new(record)
            assert seedfmt.validate(document, schema) == [], (schema, record)


def test_memory_is_bounded() -> None:
    inference = infer_module.Inference()
    for n in range(300):
        inference.add({"title": f"t{n}", **{f"k{n}-{m}": {f"x{m}": [f"{n}{m}"]} for m in range(50)}})
    node = inference.root
    assert len(node.properties) <= infer_module.MAX_KEYS
    assert inference._left >= 0
    strings = node.properties["title"].strings
    assert strings is not None
    assert strings.counts is None
    schema = inference.schema()
    assert schema["required"] == ["title"]
    assert list(schema["properties"]) == ["title"]


def test_deep_data() -> None:
    value: Any = 1
    for _ in range(190):
        value = {"a": value}
    schema = seedfmt.infer_schema([value] * 3)
    assert json.dumps(schema).count('"properties"') == infer_module.MAX_DEPTH
    assert seedfmt.validate(seedfmt.new(value), schema) == []
