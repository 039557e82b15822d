"""The commands to-json, from-json and diff, in this process: what they print, write and return."""

from __future__ import annotations

import io
import json
import os
import pathlib
from typing import Any

import pytest

from seedfmt._cli import main

TEXT = '---\ntitle: "T"  # t\nheat: 64\nsecured: "QQ;QQ"\n---\nbody\n'
OTHER = '---\ntitle: "U"\nheat: 64\ntopics:\n  - AI\nsecured: "RR;RR"\n---\nother\n'


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_bytes(TEXT.encode())
    (tmp_path / "posts" / "b.md").write_bytes(OTHER.encode())
    (tmp_path / "bad.md").write_bytes(b"---\na: .nan\n1: x\n---\n")
    (tmp_path / "bytes.md").write_bytes(b"---\na: 1\n---\n\xff")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, output and errors; usage errors end the program."""
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    shown = capsys.readouterr()
    return status, shown.out, shown.err


# arguments, status, output, part of the errors
PRINTED: list[tuple[str, int, str, str]] = [
    ("to-json posts/a.md", 0, '{"title":"T","heat":64,"secured":"QQ;QQ","content":"body\\n"}\n', ""),
    ("to-json posts/a.md --no-body --sort-keys", 0, '{"heat":64,"secured":"QQ;QQ","title":"T"}\n', ""),
    ("to-json posts/a.md --body-key title", 1, "", 'posts/a.md:2:1: E901 the front matter has a member "title"'),
    ("to-json posts/a.md --pointer /heat", 0, "64\n", ""),
    ("to-json posts/a.md --pointer /nope", 1, "", '"/nope" does not exist'),
    ("to-json posts/b.md --pointer /topics --pretty", 0, '[\n  "AI"\n]\n', ""),
    ("to-json bad.md", 1, "", "bad.md:2:4: E901 .nan is no number in JSON"),
    ("to-json bad.md --lenient", 0, '{"a":".nan","1":"x"}\n', ""),
    ("to-json bytes.md", 1, "", "bytes.md:4:1: E901 the body is not UTF-8 from here on; leave it out with --no-body"),
    ("to-json bytes.md --no-body", 0, '{"a":1}\n', ""),
    ("to-json none.md", 1, "", "none.md: E601 the file could not be read"),
    ("to-json posts/a.md posts/b.md", 2, "", "with --lines only"),
    ("to-json posts", 2, "", "with --lines only"),
    ("to-json --lines - ", 2, "", "has none"),
    ("to-json --lines --pretty posts", 2, "", "does not go with --pretty"),
    ("to-json --lossless --sort-keys posts/a.md", 2, "", "--lossless goes with"),
    ("to-json --lossless --no-body posts/a.md", 2, "", "neither --body-key nor --no-body"),
    ("to-json --lossless --body-key x posts/a.md", 2, "", "neither --body-key nor --no-body"),
    ("from-json --lossless --no-body x.json", 2, "", "neither --body-key nor --no-body"),
    ("to-json --lines --path-key content posts", 2, "", 'both "content"'),
    ("from-json --lines --path-key content x.jsonl --output y", 2, "", 'both "content"'),
    ("to-json --lines --no-body posts bad.md", 1, '{"path":"posts/a.md","title":"T","heat":64,"secured":"QQ;QQ"}\n'
     '{"path":"posts/b.md","title":"U","heat":64,"topics":["AI"],"secured":"RR;RR"}\n', "bad.md:2:4: E901 .nan"),
    ("to-json --lines --pointer /title --path-key file posts", 0, '{"file":"posts/a.md","value":"T"}\n{"file":"posts/b.md","value":"U"}\n', ""),
    ("to-json --lines --path-key title posts/a.md", 1, "", "which is the name for the path"),
    ("to-json --lines bad.md", 1, "", "1 file failed\n"),
    ("diff posts/a.md posts/a.md", 0, "", ""),
    ("diff posts/a.md posts/a.md --exit-code", 0, "", ""),
    ("diff posts/a.md posts/b.md", 0, 'replace  /title    "T" -> "U"\nadd      /topics   ["AI"]\nreplace  /secured\nreplace  (body)\n', ""),
    ("diff posts/a.md posts/b.md --json-patch --exit-code", 1, '[\n  {"op":"replace","path":"/title","value":"U"},\n'
     '  {"op":"add","path":"/topics","value":["AI"]},\n  {"op":"replace","path":"/secured","value":"RR;RR"}\n]\n', ""),
    ("diff posts/a.md posts/a.md --json-patch", 0, "[]\n", ""),
    ("diff posts/a.md none.md", 1, "", "none.md: E601 the file could not be read"),
    ("diff posts/a.md bad.md", 1, "", ".nan is no number"),
    ("diff - -", 2, "", "only one"),
    ("from-json none.json", 1, "", "none.json: E601 the file could not be read"),
    ("from-json --lines x.jsonl", 2, "", "--lines needs --output"),
    ("from-json x.json --diff", 2, "", "--diff goes with --onto"),
    ("from-json x.json --onto a --output b", 2, "", "--onto writes to its file"),
    ("from-json --lines x --output y --kind news", 2, "", "--lines goes with neither"),
    ("from-json x.json --onto-existing", 2, "", "--onto-existing goes with --lines"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "status", "out", "err"), PRINTED)
def test_printed(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: str, status: int, out: str, err: str
) -> None:
    found = run(capsys, *arguments.split())
    assert found[:2] == (status, out)
    assert err in found[2]
    assert err or not found[2]


def test_unified(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "diff", "posts/a.md", "posts/b.md", "--unified")
    assert status == 0
    assert out.startswith("--- posts/a.md\n+++ posts/b.md\n@@ ")
    assert '-title: "T"  # t\n+title: "U"\n' in out


def test_the_file_that_is_no_json_is_named(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.md").write_text("---\n{{ title }}: x\n---\n")
    for names in (("odd.md", "posts/a.md"), ("posts/a.md", "odd.md")):
        status, _, err = run(capsys, "diff", *names)
        assert (status, err.split(" the key ")[0]) == (1, "seedfmt: odd.md:2:1: E901")
        assert "the key {{title:null}:null} is no text" in err


def test_patch_applies(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON Patch of diff, applied by patch, gives the data of the new file."""
    (folder / "changes.json").write_text(run(capsys, "diff", "posts/a.md", "posts/b.md", "--json-patch")[1])
    assert run(capsys, "patch", "posts/a.md", "changes.json")[0] == 0
    assert run(capsys, "diff", "posts/a.md", "posts/b.md")[1] == "replace  (body)\n"
    assert "# t\n" in (folder / "posts" / "a.md").read_text()


def test_standard_input(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    give(b"a: 1\n")
    assert run(capsys, "to-json", "-", "--stdin-filename", "x.yaml") == (0, '{"a":1}\n', "")
    give(b'{"b": 1, "content": "x"}')
    assert run(capsys, "from-json", "-") == (0, "---\nb: 1\n---\nx", "")
    give(b'{"b": ')
    assert "<stdin>:1:7: E902 this is no JSON" in run(capsys, "from-json", "-")[2]
    give(OTHER.encode())
    assert '"T" -> "U"' in run(capsys, "diff", "posts/a.md", "-")[1]


def test_lines_of_yaml_files(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A YAML file has no fences, and no body."""
    lines = [{"path": "x/a.yaml", "b": 1, "t": "u\n"}, {"path": "c.yml"}, {"path": "d.yml", "b": 1, "content": "x"}]
    (folder / "y.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    status, _, err = run(capsys, "from-json", "--lines", "y.jsonl", "--output", "made")
    assert (status, "which has no body" in err) == (1, True)
    assert "2 files written, 0 as they were, 1 line failed" in err
    assert (folder / "made" / "c.yml").read_bytes() == b""
    assert not (folder / "made" / "d.yml").exists()
    assert (folder / "made" / "x" / "a.yaml").read_text() == 'b: 1\nt: "u\\n"\n'
    assert run(capsys, "to-json", "made/x/a.yaml")[1] == '{"b":1,"t":"u\\n"}\n'
    (folder / "y.jsonl").write_text('{"path": "x/a.yaml", "b": 2}\n')
    assert "--onto-existing" in run(capsys, "from-json", "--lines", "y.jsonl", "--output", "made")[2]


# -- one file ----------------------------------------------------------------------------------------------------------


def test_new_file(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.json").write_text('{"category": "news", "url": "http://x.y", "title": "N"}')
    made = '---\ncategory: news\nurl: "http://x.y"\ntitle: "N"\n\n---\n'
    plain = '---\ncategory: news\nurl: http://x.y\ntitle: "N"\n---\n'  # some readers take N for false
    assert run(capsys, "from-json", "x.json") == (0, plain, "")
    assert run(capsys, "from-json", "x.json", "--kind", "none") == (0, plain, "")
    assert run(capsys, "from-json", "x.json", "--kind", "news") == (0, made, "")
    made = plain
    assert (
        run(capsys, "from-json", "x.json", "--kind", "people")[1]
        == '---\ncategory: news\nurl: http://x.y\ntitle: "N"\n\n---\n'
    )
    for _ in range(2):  # the second time it is equal, and left alone
        assert run(capsys, "from-json", "x.json", "--output", "n.md") == (0, "", "")
    assert (folder / "n.md").read_text() == made
    assert (
        "with other content; overwrite it with --force"
        in run(capsys, "from-json", "x.json", "--output", "posts/a.md")[2]
    )
    assert (folder / "posts" / "a.md").read_text() == TEXT
    assert run(capsys, "from-json", "x.json", "--output", "posts/a.md", "--force") == (0, "", "")
    assert (folder / "posts" / "a.md").read_text() == made


def test_onto(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "to-json", "posts/a.md")[1])
    (folder / "x.json").write_text(json.dumps(data))
    assert run(capsys, "from-json", "x.json", "--onto", "posts/a.md", "--diff") == (0, "", "")
    (folder / "x.json").write_text(json.dumps(data | {"title": "New", "content": "b"}))
    assert (
        '-title: "T"  # t\n+title: "New" # t\n'
        in run(capsys, "from-json", "x.json", "--onto", "posts/a.md", "--diff")[1]
    )
    assert run(capsys, "from-json", "x.json", "--onto", "posts/a.md") == (0, "", "")
    assert (folder / "posts" / "a.md").read_text() == TEXT.replace('"T"  #', '"New" #').replace("body\n", "b")
    (folder / "x.json").write_text("[]")
    assert "x.json: E902 a seed file is an object" in run(capsys, "from-json", "x.json", "--onto", "posts/a.md")[2]


def test_lossless(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.json").write_text(run(capsys, "to-json", "--lossless", "--pretty", "posts/a.md")[1])
    assert run(capsys, "from-json", "--lossless", "x.json") == (0, TEXT, "")
    assert "this is lossless JSON; read it with --lossless" in run(capsys, "from-json", "x.json")[2]
    (folder / "x.json").write_text((folder / "x.json").read_text().replace('"heat": 64', '"heat": 65'))
    assert run(capsys, "from-json", "--lossless", "x.json") == (0, TEXT.replace("64", "65"), "")
    (folder / "x.json").write_text((folder / "x.json").read_text().replace("# t", "# u"))
    assert run(capsys, "from-json", "--lossless", "x.json")[1] == TEXT.replace("64", "65").replace("# t", "# u")
    (folder / "x.json").write_text((folder / "x.json").read_text().replace("heat: 64", "heat: [64"))
    status, out, err = run(capsys, "from-json", "--lossless", "x.json")
    assert (status, out) == (1, "")
    assert 'x.json: E903 "front" is invalid: line 3, column 7: E206 ' in err


# -- lines -------------------------------------------------------------------------------------------------------------


def files(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("how", [[], ["--lossless"]])
def test_lines_there_and_back(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], how: list[str]) -> None:
    (folder / "posts" / "b.md").write_bytes(b'---\ntitle: "U"\nheat: 64\n\nsecured: "RR;RR"\n---\nother\n')
    if not how:
        (folder / "posts" / "a.md").write_bytes(TEXT.replace("  # t", "").replace("64\n", "64\n\n").encode())
    (folder / "x.jsonl").write_text(run(capsys, "to-json", "--lines", *how, "./posts")[1])
    command = ["from-json", "--lines", *how, "x.jsonl", "--output", "out"]
    assert run(capsys, *command) == (0, "", "seedfmt: 2 files written, 0 as they were, 0 lines failed\n")
    assert files(folder / "out" / "posts") == files(folder / "posts")
    assert run(capsys, *command)[2] == "seedfmt: 0 files written, 2 as they were, 0 lines failed\n"


# a path that leaves the folder, part of the message
OUTSIDE = [
    ("../x.md", "is no plain name"), ("a/../../x.md", "is no plain name"), ("/x.md", "is no plain name"), ("", "is no plain name"), (".", "is no plain name"),
    ("a/", "is no plain name"), ("a\\u0000b", "is no plain name"), ("link/x.md", "symbolic link"), ("in/link/x.md", "symbolic link"), ("in/file.md", "symbolic link"),
    ("broken.md", "symbolic link"), ("in/a.md/x.md", "could not be made"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "part"), OUTSIDE)
@pytest.mark.parametrize("how", [[], ["--force"], ["--onto-existing"]])
def test_lines_stay_inside(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], path: str, part: str, how: list[str]
) -> None:
    out = folder / "out"
    (out / "in").mkdir(parents=True)
    (out / "in" / "a.md").write_bytes(TEXT.encode())
    for link, target in (
        ("link", folder / "posts"),
        ("in/link", folder / "posts"),
        ("in/file.md", folder / "bad.md"),
        ("broken.md", folder / "new.md"),
    ):
        os.symlink(target, out / link)
    before = files(folder)
    (folder / "x.jsonl").write_text('{"path": "%s", "a": 1}\n\n{"path": "ok.md", "a": 1}\n' % path)
    status, _, err = run(capsys, "from-json", "--lines", "x.jsonl", "--output", "out", *how)
    assert status == 1
    assert part in err
    assert "1 file written, 0 as they were, 1 line failed" in err
    assert "line 1 of the input" in err
    after = files(folder)
    assert after.pop("out/ok.md") == b"---\na: 1\n---\n"
    del after["x.jsonl"]
    assert after == before


def test_lines_meet_files(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.jsonl").write_text(
        '{"path": "a.md", "title": "New", "heat": 64, "secured": "QQ;QQ"}\n{"title": "no path"}\n{"path": 1}\n[]\n{"a":\n'
    )
    status, _, err = run(capsys, "from-json", "--lines", "x.jsonl", "--output", "posts")
    assert status == 1
    assert "a.md: E601 line 1 of the input: there is such a file already" in err
    assert err.count('no member "path" says the name of the file') == 3
    assert "x.jsonl:5:6: E902 this is no JSON" in err
    assert (folder / "posts" / "a.md").read_text() == TEXT
    run(capsys, "from-json", "--lines", "x.jsonl", "--output", "posts", "--onto-existing")
    assert (folder / "posts" / "a.md").read_text() == TEXT.replace('"T"  #', '"New" #')
    run(capsys, "from-json", "--lines", "x.jsonl", "--output", "posts", "--force")
    assert (folder / "posts" / "a.md").read_text() == '---\ntitle: "New"\nheat: 64\n\nsecured: "QQ;QQ"\n---\n'


def test_imports_are_lazy() -> None:
    """The start of another command does not pay for JSON."""
    import subprocess
    import sys

    code = "import sys, seedfmt._cli.check; print([name for name in ('json', 'hashlib', 'concurrent.futures') if name in sys.modules])"
    done: Any = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ})
    assert done.stdout.strip() == b"[]"


def test_lines_as_one_diff(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --diff each line is reconciled with its file, one diff shows all of it, and nothing is written."""
    lines = [
        {"path": "a.md", "title": "T", "heat": 65, "secured": "QQ;QQ", "content": "body\n"},
        {"path": "deep/new.md", "m": 1},
        {"path": "../x.md", "title": "N"},
        {"path": "b.md", "title": "U", "heat": 64, "topics": ["AI"], "secured": "RR;RR", "content": "other\n"},
    ]
    pathlib.Path("x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    arguments = ["from-json", "--lines", "x.jsonl", "--output", "posts", "--onto-existing"]
    status, out, err = run(capsys, *arguments, "--diff")
    assert status == 1
    assert out == (
        '--- posts/a.md\n+++ posts/a.md\n@@ -1,6 +1,6 @@\n ---\n title: "T"  # t\n-heat: 64\n+heat: 65\n'
        ' secured: "QQ;QQ"\n ---\n body\n'
        "--- /dev/null\n+++ posts/deep/new.md\n@@ -0,0 +1,3 @@\n+---\n+m: 1\n+---\n"
    )
    assert "2 files to change, 1 as they were, 1 line failed" in err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (1, "")
    assert "2 files written, 1 as they were, 1 line failed" in err
    assert run(capsys, *arguments, "--diff")[1] == ""
