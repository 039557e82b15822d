"""The command line, in this process: what it prints, writes and returns."""

from __future__ import annotations

import io
import json
import os
import pathlib
import re
import subprocess
import sys
from typing import Any

import pytest

from seedfmt._cli import COMMANDS, main

TEXT = """---
title: "T"
heat: 64

provider:
  name: A

topics:
  - AI
related:
  - title: "One"
  - title: "Two"
  - title: "Three"
---
body
"""


@pytest.fixture
def post(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "post.md"
    path.write_bytes(TEXT.encode())
    (tmp_path / "changes.json").write_text('[{"op": "replace", "path": "/heat", "value": 1}]')
    (tmp_path / "twice.json").write_text('{"heat": 1, "heat": 2}')
    (tmp_path / "broken.json").write_text('{"heat": ')
    (tmp_path / "huge.json").write_text('{"heat": 1e400}')
    (tmp_path / "tested.json").write_text('[{"op": "test", "path": "/heat", "value": 1}]')
    (tmp_path / "behind.json").write_text('[{"op": "add", "path": "/topics/9", "value": 1}]')
    (tmp_path / "inside.json").write_text('[{"op": "move", "from": "/topics", "path": "/topics/0"}]')
    (tmp_path / "bom.json").write_text('\ufeff{"heat": 1}')
    (tmp_path / "new.json").write_text('{"heat": null, "provider": {"name": "B"}}')
    return path


# arguments, what of the text becomes what
EDITS = [
    (["set", "post.md", "/heat", "65"], "heat: 64", "heat: 65"),
    (["set", "post.md", "/title", 'Say "hi": a # b'], '"T"', '"Say \\"hi\\": a # b"'),
    (["set", "post.md", "/heat", "--text", "65"], "heat: 64", 'heat: "65"'),
    (["set", "post.md", "/heat", "true"], "64", "true"),
    (["set", "post.md", "/heat", "null"], "64", "null"),
    (["set", "post.md", "/heat", "-5"], "64", "-5"),
    (["set", "post.md", "/heat", "1.5"], "64", "1.5"),
    (["set", "post.md", "/heat", "2020-01-01"], "64", '"2020-01-01"'),
    (["set", "post.md", "/topics", '["AI", "NLP"]'], "  - AI\n", "  - AI\n  - NLP\n"),
    (["set", "post.md", "/topics", "--json", '["NLP"]'], "  - AI\n", "  - NLP\n"),
    (["set", "post.md", "/title", "[draft] T"], '"T"', '"[draft] T"'),
    (["append", "post.md", "/topics", "Computer Vision"], "  - AI\n", "  - AI\n  - Computer Vision\n"),
    (["insert", "post.md", "/published", "true", "--after", "heat"], "heat: 64\n", "heat: 64\npublished: true\n"),
    (["insert", "post.md", "/id", "7", "--before", "title"], 'title: "T"\n', 'id: 7\ntitle: "T"\n'),
    (["insert", "post.md", "/topics/0", "ML"], "  - AI\n", "  - ML\n  - AI\n"),
    (["insert", "post.md", "/topics/-", "ML"], "  - AI\n", "  - AI\n  - ML\n"),
    (["delete", "post.md", "/related/2"], '  - title: "Three"\n', ""),
    (["rename", "post.md", "/provider/name", "publisher"], "name: A", "publisher: A"),
    (["patch", "post.md", "changes.json"], "heat: 64", "heat: 1"),
    (["merge", "post.md", "bom.json"], "heat: 64", "heat: 1"),
    (["set", "post.md", "/heat", ".inf"], "64", ".inf"),
    (["set", "post.md", "/topics/1", "ML"], "  - AI\n", "  - AI\n  - ML\n"),
    (["set", "post.md", "/topics/-", "ML"], "  - AI\n", "  - AI\n  - ML\n"),
    (["merge", "post.md", "new.json"], "heat: 64\n\nprovider:\n  name: A", "\nprovider:\n  name: B"),
]


@pytest.mark.parametrize(
    ("arguments", "old", "new"), EDITS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_edit(post: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str], old: str, new: str) -> None:
    wanted = TEXT.replace(old, new, 1)
    assert wanted != TEXT
    assert main([*arguments, "--diff"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("--- post.md\n+++ post.md\n@@ ")
    assert post.read_text() == TEXT
    assert main(arguments) == 0
    assert capsys.readouterr() == ("", "")
    assert post.read_bytes().decode() == wanted


def test_pipe(post: pathlib.Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    feed(TEXT.encode().replace(b"\n", b"\r\n") + b"\xff")
    assert main(["set", "-", "/heat", "65"]) == 0
    assert capsysbinary.readouterr().out == TEXT.encode().replace(b"\n", b"\r\n").replace(b"64", b"65") + b"\xff"
    feed(b"a: 1")
    assert main(["set", "-", "/a", "2", "--stdin-filename", "x.yaml"]) == 0
    assert capsysbinary.readouterr().out == b"a: 2"
    feed(TEXT.encode())
    assert main(["get", "-", "/heat"]) == 0
    assert capsysbinary.readouterr().out == b"64\n"
    feed(b'{"heat": 70}')
    assert main(["merge", "post.md", "-"]) == 0
    feed(b'[{"op": "test", "path": "/heat", "value": 70}, {"op": "replace", "path": "/heat", "value": 71}]')
    assert main(["patch", "post.md", "-"]) == 0
    assert post.read_text() == TEXT.replace("64", "71")
    feed(b"a: 1")
    assert main(["set", "-", "/a", "2"]) == 1
    out, err = capsysbinary.readouterr()
    assert (out, err.startswith(b"seedfmt: <stdin>:1:1: ")) == (b"", True)


GETS = [
    (["get", "post.md", "/title"], "T\n"),
    (["get", "post.md", "/title", "--json"], '"T"\n'),
    (["get", "post.md", "/heat"], "64\n"),
    (["get", "post.md", "/topics"], '[\n  "AI"\n]\n'),
    (["get", "post.md", "/provider/name"], "A\n"),
]


@pytest.mark.parametrize(("arguments", "printed"), GETS)
def test_get(post: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str], printed: str) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out == printed


def test_get_all(post: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["get", "post.md", ""]) == 0
    assert json.loads(capsys.readouterr().out)["related"][2] == {"title": "Three"}


# arguments, status, what standard error holds
FAILURES = [
    (["set", "post.md", "/relate/0/x", "1"], 1, 'no member "relate"; it has title, heat'),
    (["delete", "post.md", "/related/7"], 1, "/related has no item 7; it has 3 items"),
    (["get", "post.md", "/nope"], 1, 'post.md:2:1: E502 "/nope" does not exist'),
    (["append", "post.md", "/title", "x"], 1, "post.md:2:8: E506 \"/title\" is text, not a list"),
    (["append", "post.md", "/provider", "x"], 1, "is a mapping, not a list"),
    (["insert", "post.md", "/title", "x"], 1, "there already"),
    (["insert", "post.md", "/x", "1", "--after", "nope"], 1, 'no member "nope"; there are title'),
    (["insert", "post.md", "/topics/9", "x"], 1, "behind the end"),
    (["insert", "post.md", "/topics/0", "x", "--after", "y"], 1, "is a list"),
    (["insert", "post.md", "/heat/x", "1"], 1, "is no collection"),
    (["insert", "post.md", "/provider/x", "1", "--before", "nope"], 1, 'no member "nope"; there are name'),
    (["insert", "post.md", "/topics/x", "1"], 1, '"x" no index'),
    (["rename", "post.md", "/topics/0", "x"], 1, "post.md:9:5: E506 /topics/0 is no member of a mapping"),
    (["rename", "post.md", "", "x"], 1, "is no member of a mapping"),
    (["patch", "post.md", "tested.json"], 1, "operation 0 (test)"),
    (["patch", "post.md", "behind.json"], 1, "/topics has no item 9"),
    (["patch", "post.md", "inside.json"], 1, "cannot move into itself"),
    (["rename", "post.md", "/title", "heat"], 1, 'post.md:3:1: E505 there is a member "heat" already'),
    (["set", "missing.md", "/a", "1"], 1, "missing.md: E601 the file could not be read: there is no such file"),
    (["set", "post.md", "heat", "1"], 2, 'does not begin with "/"; write "/heat"'),
    (["set", "post.md", "/heat", "--json", "{x"], 2, "VALUE is not JSON"),
    (["set", "post.md", "/heat", "--json", "NaN"], 2, "NaN is no value of JSON"),
    (["set", "post.md", "/heat", "9" * 5000], 2, "integer of more than 4,300 decimal digits"),
    (["set", "post.md", "/topics/2", "x"], 1, "/topics has no item 2; it has 1 item"),
    (["insert", "post.md", "/topics/3", "x"], 1, "it has 1 item"),
    (["set", "post.md", "/heat", "--json", '{"a": 1, "a": 2}'], 2, 'VALUE is not JSON: the member "a" stands twice'),
    (["set", "post.md", "/heat", '{"a": 1, "a": 2}'], 2, 'the member "a" stands twice'),
    (["set", "post.md", "/heat", "[" * 5000 + "]" * 5000], 2, "too deeply"),
    (["set", "post.md", "/heat", "--json", "9" * 5000], 2, "an integer of 5000 digits"),
    (["set", "post.md", "/heat", "--json", "1e400"], 2, "1e400 is a number larger than"),
    (["set", "post.md", "/heat", "1e400"], 2, "1e400 is a number larger than"),
    (["set", "post.md", "/heat", "[-1e400]"], 2, "-1e400 is a number larger than"),
    (["merge", "post.md", "twice.json"], 2, 'twice.json is not JSON: the member "heat" stands twice'),
    (["patch", "post.md", "twice.json"], 2, 'twice.json is not JSON: the member "heat" stands twice'),
    (["merge", "post.md", "broken.json"], 2, "broken.json is not JSON: line 1, column 10: expecting value"),
    (["merge", "post.md", "huge.json"], 2, "1e400 is a number larger than"),
    (["set", "post.md", "/\udcff", "b"], 2, "the pointer is no text"),
    (["get", "post.md", "/\udcff"], 2, "the pointer is no text"),
    (["get", "post.md", "heat"], 2, "does not begin with"),
    (["to-json", "post.md", "--pointer", "heat"], 2, "does not begin with"),
    (["delete", "post.md", "/\udcff"], 2, "the pointer is no text"),
    (["append", "post.md", "/\udcff", "x"], 2, "the pointer is no text"),
    (["insert", "post.md", "/\udcff", "x"], 2, "the pointer is no text"),
    (["rename", "post.md", "/\udcff", "x"], 2, "the pointer is no text"),
    (["rename", "post.md", "/heat", "\udcff"], 1, "post.md"),
    (["set", "post.md", "/heat", "\udcff"], 1, "post.md"),
    (["set", "-", "-", "/heat", "7"], 2, 'only one "-" can be standard input'),
    (["merge", "-", "-"], 2, 'only one "-" can be standard input'),
    (["patch", "-", "-"], 2, 'only one "-" can be standard input'),
    (["from-json", "new.json", "--kind", "bogus"], 2, 'unknown record kind "bogus"; give one of challenges, communities'),
    (["from-json", "broken.json"], 2, "broken.json:1:10: E902 this is no JSON"),
    (["from-json", "broken.json", "--onto", "post.md"], 2, "broken.json:1:10: E902 this is no JSON"),
    (["from-json", "new.json", "--onto", "missing.md"], 1, "missing.md: E601 the file could not be read"),
    (["patch", "post.md", "missing.json"], 1, "missing.json: E601 the file could not be read"),
    (["patch", "post.md", "post.md"], 2, "post.md is not JSON"),
    (["merge", "post.md", "changes.json"], 2, "must be an object"),
    (["insert", "post.md", "", "1"], 2, "must name the member"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    FAILURES,
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_failure(
    post: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, message: str
) -> None:
    try:
        found = main(arguments)
    except SystemExit as stop:
        found = int(str(stop.code))
    out, err = capsys.readouterr()
    assert (found, out) == (status, "")
    assert message in err
    assert err.startswith("seedfmt: ")
    assert "Traceback" not in err
    if status == 1 and "\udcff" not in arguments:  # a text that cannot be written has no place in the file
        assert re.match(r"seedfmt: (post\.md:\d+:\d+|missing\.(md|json)): E\d{3} ", err)
    assert post.read_bytes().decode() == TEXT


def test_several_files(post: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.md").write_text("---\na: [\n---\n")
    (tmp_path / "two.md").write_text(TEXT)
    assert main(["set", "post.md", "bad.md", "missing.md", "two.md", "/heat", "1"]) == 1
    err = capsys.readouterr().err
    assert "bad.md:2:4: " in err
    assert "missing.md: " in err
    assert "2 of 4 files failed" in err
    assert post.read_text() == (tmp_path / "two.md").read_text() == TEXT.replace("64", "1")


def test_check(post: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "."]) == 0
    assert "1 file checked" in capsys.readouterr().err
    (tmp_path / "bad.md").write_text("---\na: 1\na: 2\n---\n")
    assert main(["check", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == f"{tmp_path}/bad.md:3:1: E301 the key a stands here and on line 2; remove or rename one of them\n"
    assert "2 files checked, 1 finding in 1 file" in err
    (tmp_path / "empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert "no seed file in empty" in capsys.readouterr().err
    assert main(["check", "changes.json"]) == 1


def test_check_tells_of_each_dash_that_is_missing_once(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "    url: a\n    width: 1\n" * 3
    (tmp_path / "bad.md").write_text(f"---\nimages:\n  -{items[3:]}c: 1\n---\n")
    assert main(["check", str(tmp_path)]) == 1
    hint = 'write "- " before it if it begins another item, else remove or rename one of them'
    assert capsys.readouterr().out == "".join(
        f"{tmp_path}/bad.md:{line}:5: E301 the key url stands here and on line 3; {hint}\n" for line in (5, 7)
    )


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seedfmt", *arguments], capture_output=True, text=True, check=False, **options
    )


def test_as_a_program(post: pathlib.Path) -> None:
    assert run("--version").stdout.startswith("seedfmt ")
    assert run().returncode == 2
    wrong = run("nonsense")
    assert wrong.returncode == 2
    assert "None" not in wrong.stderr
    listed = run("--help").stdout
    for command in COMMANDS:
        assert command in listed
        assert run(command, "--help").returncode == 0
    assert run("check", "post.md").returncode == 0
    assert "Traceback" not in run("check", "post.md", "--nope").stderr


def test_the_engine_brings_nothing_along(post: pathlib.Path) -> None:
    """jsonschema-rs is imported without what it asks for and nobody needs; later imports get the real thing."""
    pathlib.Path("any.json").write_text('{"type": "object"}')
    code = (
        "import sys; from seedfmt._cli import main; main(['check', 'post.md', '--schema', 'any.json']); "
        "print(*sys.modules, file=sys.stderr); from email.utils import parsedate_to_datetime as parse; "
        "print(parse('Mon, 23 Nov 2026 02:00:00 GMT').year, file=sys.stderr)"
    )
    env = os.environ | {"SEEDFMT_ENGINE": ""}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    said = done.stderr.split()
    assert "jsonschema_rs" in said
    assert not {"email.utils", "socket", "random", "calendar"} & set(said)
    assert said[-1] == "2026"


def test_imports_stay_few(post: pathlib.Path) -> None:
    """``check`` on one good file imports nothing that costs time."""
    code = "import sys; from seedfmt._cli import main; main(['check', 'post.md']); print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    for name in (
        "jsonschema", "jsonschema_rs", "ruamel", "cryptography", "dataclasses", "inspect", "asyncio", "json", "difflib",
        "concurrent", "multiprocessing", "subprocess", "tomllib", "hashlib", "unicodedata", "shutil", "socket",
        "email.utils", "seedfmt._edit.edits", "seedfmt._change",
    ):  # fmt: skip
        assert name not in loaded, name
    assert len([name for name in loaded if name.startswith("seedfmt")]) < 98
