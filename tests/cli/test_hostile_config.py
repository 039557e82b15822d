"""Hostile schemas and configurations: a clear answer in bounded time; and no file makes us open, connect or run."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import time
from typing import Any

import pytest

import seedfmt
from seedfmt._cli import main
from seedfmt._config import read_config
from seedfmt._globs import matches
from seedfmt.errors import SeedError

BOUND = 10  # seconds of processor time; each takes well under one on an idle machine
FILE = seedfmt.loads(f'---\ntitle: "{"a" * 5000}!"\nb: {{a: {{a: {{a: 1}}}}, c: [1, 2, x]}}\n---\n')


def nested(depth: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        schema = {"properties": {"a": schema}}
    return schema


WIDE = {f"a{n}": {"anyOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 3} for n in range(12)}
RECURSIVE = {"additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}, {"type": "null"}]}}
SCHEMAS: dict[str, Any] = {
    "endless": {"$ref": "#"},
    "endless over two": {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
    "recursive": {"properties": {"b": {"$ref": "#/$defs/x"}}, "$defs": {"x": RECURSIVE}},
    "multiplies itself": {"$ref": "#/$defs/a0", "$defs": {**WIDE, "a12": {"type": "string"}}},
    "catastrophic": {"properties": {"title": {"pattern": "^(a+)+$"}}},
    "catastrophic alternatives": {"properties": {"title": {"pattern": "^(a|a)*$"}}},
    "catastrophic look": {"properties": {"title": {"pattern": "^(?=(a+)+$)"}}},
    "catastrophic back-reference": {"properties": {"title": {"pattern": r"^(a*)*\1$"}}},
    "catastrophic names": {"patternProperties": {"(x+x+)+y": False}},
    "huge repetition": {"properties": {"title": {"pattern": "((a{1,100}){1,100}){1,100}"}}},
    "huge enum": {"properties": {"title": {"enum": [f"value {n}" for n in range(50_000)]}}},
    "huge enum of mappings": {"enum": [{"title": n} for n in range(20_000)]},
    "many members": {"properties": {f"m{n}": {"type": "string"} for n in range(30_000)}},
    "many forms": {"anyOf": [{"required": [f"m{n}"]} for n in range(1_000)]},
    "deep": nested(5_000),
    "a number of many digits": {"properties": {"b": {"maximum": 10**4000}}},
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema(tmp_path: pathlib.Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_bytes(bytes(FILE))
    schema = tmp_path / "s.json"
    schema.write_text(spell(SCHEMAS[name]))
    status = main(["check", "--isolated", "--schema", str(schema), str(tmp_path / "a.md")])
    shown = capsys.readouterr()
    assert status in (0, 1, 2)
    assert "Traceback" not in shown.err
    assert len(shown.out + shown.err) < 100_000
    assert status != 2 or str(schema) in shown.err


def spell(schema: Any) -> str:
    """JSON of a schema, however deep it is."""
    if schema == SCHEMAS["deep"]:
        return '{"properties": {"a": ' * 5000 + "{}" + "}}" * 5000
    return json.dumps(schema)


# configuration, or how to make it
CONFIGS = {
    "deep list": b"exclude = " + b"[" * 200_000,
    "deep table": b"[" + b".".join([b"a"] * 5_000) + b"]\n",
    "deep inline table": b"a = " + b"{a = " * 50_000,
    "10 MB": b"# comment\n" * 1_000_000,
    "10 MB of one key": b"a" * 10_000_000,
    "many globs": b"exclude = [" + b'"*a*b*c*d*e*f*", ' * 3_000 + b"]\n",
    "one long glob": b'exclude = ["' + b"*a" * 20_000 + b'"]\n',
    "many schemas": b"schemas = [" + b'{ files = "*a*a*a*a*a*a*a*b", schema = "x" }, ' * 1_000 + b"]\n",
    "an extension": b'extend = "seedfmt.toml"\n',
    "no text": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("name", CONFIGS)
def test_config(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "seedfmt.toml").write_bytes(CONFIGS[name])
    (tmp_path / ("a" * 100 + ".md")).write_bytes(b"---\nc: 1\n---\n")
    monkeypatch.chdir(tmp_path)
    begun = time.process_time()
    status = main(["check", "."])
    assert time.process_time() - begun < BOUND
    shown = capsys.readouterr()
    assert status in (0, 2), shown.err[-300:]
    assert "Traceback" not in shown.err
    assert len(shown.err) < 2000
    assert status == 0 or "seedfmt.toml" in shown.err


def test_globs_of_schemas_take_linear_time() -> None:
    begun = time.process_time()
    assert not matches("*a" * 40 + "b", "a" * 1000)
    document = seedfmt.loads("---\nx: 1\n---\n")
    assert seedfmt.validate(document, path="a" * 200, globs=[("*a" * 40 + "b", "no-such-schema.json")]) == []
    assert time.process_time() - begun < BOUND


def test_the_policy_of_a_verifier_is_no_unknown_option(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.seedfmt]\nselect = ["L"]\n[tool.seedfmt.secured]\nrequire = "signed"\n')
    config = read_config(str(path))
    assert config is not None
    assert config.select == ("L",)


# -- nothing that a file says makes us open, connect or run ------------------------------------------------------------

SECRET = "root:x:0:0:not for your eyes"
# what a file says, and whether the schema that it names may be read
SAYINGS = [
    ("# $schema: ../secret", False),
    ("# $schema: {secret}", False),
    ("# yaml-language-server: $schema=file://{secret}", False),
    ("# $schema: link", False),
    ("# $schema: refers.json", False),
    ("# $schema: http://127.0.0.1:9/x.json", False),
    ("# $schema: https://localhost:9/x.json", False),
    ("# $schema: ftp://127.0.0.1/x.json", False),
    ("# $schema: //127.0.0.1/share/x.json", False),
    ("# $schema: /dev/stdin", False),
    ("# $schema: far.json", False),
    ("a: !!python/object/apply:os.system [touch {secret}]", True),
    ("a: !include {secret}", True),
    ("a: {{$ref: {secret}}}", True),
    ("$schema: {secret}", True),
    ("# $schema: good.json", True),
]
HOOK = """
import os, sys
allowed = [os.path.realpath(name) for name in sys.argv[1].split(os.pathsep)]
def watch(event, arguments):
    if event == "open":
        path = arguments[0]
        if isinstance(path, int):
            return
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        path = os.path.realpath(os.fsdecode(path))
        if flags & (os.O_WRONLY | os.O_RDWR) or not any(path.startswith(each) for each in allowed):
            os.write(2, f"UNEXPECTED open {path}\\n".encode("utf-8", "replace"))
    elif event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen") or event in (
        "os.system", "os.exec", "os.posix_spawn", "os.fork"):
        os.write(2, f"UNEXPECTED {event} {arguments}\\n".encode("utf-8", "replace"))
from seedfmt._cli import main
sys.addaudithook(watch)
for command in sys.argv[2:]:
    status = main(command.split())
    os.write(2, f"END {status}\\n".encode())
"""


@pytest.fixture
def project(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder with schemas, beside a file that is none of its business."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "link").symlink_to(secret)
    (folder / "good.json").write_text('{"required": ["nothing"]}')
    (folder / "refers.json").write_text(json.dumps({"properties": {"a": {"$ref": f"file://{secret}"}}}))
    (folder / "far.json").write_text(json.dumps({"$id": "http://127.0.0.1:9/", "$ref": "x.json"}))
    return folder


@pytest.mark.parametrize(("saying", "fine"), SAYINGS)
def test_what_a_file_says(project: pathlib.Path, saying: str, fine: bool) -> None:
    """Each command, watched: what is opened is the file, its project and Python; nothing is written, called or run."""
    secret = project.parent / "secret"
    (project / "a.md").write_text("---\n" + saying.format(secret=secret) + "\nb: 1\n---\n")
    package = pathlib.Path(seedfmt.__file__).parent.parent
    allowed = os.pathsep.join(
        [str(project), str(package), sys.prefix, sys.base_prefix, *map(str, sys.path[1:] or []), "/dev/null"]
    )
    commands = ["check --isolated a.md", "schema for a.md", "to-json a.md", "get a.md /b"]
    done = subprocess.run(
        [sys.executable, "-c", HOOK, allowed, *commands], cwd=project, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(package)}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stderr.count("END ") == len(commands), done.stderr
    assert "UNEXPECTED" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "not for your eyes" not in done.stdout + done.stderr
    if not fine:
        assert "END 1" in done.stderr
        assert "cannot be used" in done.stdout
    assert secret.read_text() == SECRET


def test_one_file_does_not_hide_the_others(project: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that names a schema that cannot be used has that as a finding, and the others are checked."""
    (project / "a.md").write_text("---\n# $schema: no-such.json\nb: 1\n---\n")
    (project / "b.md").write_text("---\nb: no\n---\n")
    assert main(["check", "--isolated", str(project / "a.md"), str(project / "b.md")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].rsplit("/")[-1] for line in lines] == ["a.md", "b.md"]
    assert ":2:1: E601 the schema " in lines[0]


def test_a_schema_outside_is_read_where_the_user_asks(project: pathlib.Path) -> None:
    (project.parent / "outside.json").write_text('{"required": ["z"]}')
    document = seedfmt.loads("---\n# $schema: ../outside.json\nb: 1\n---\n", path=str(project / "a.md"))
    with pytest.raises(SeedError, match="outside of its project"):
        seedfmt.validate(document, path=project / "a.md")
    (problem,) = seedfmt.validate(document, project.parent / "outside.json")
    assert problem.code == "S102"
