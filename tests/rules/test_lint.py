"""Every rule, on files, through the command line: what is found where, and what ``--fix`` makes of it."""

from __future__ import annotations

import json
import pathlib
import time

import pytest
from lintvectors import LintVector, read_lint

from seedfmt._cli import main
from seedfmt._document import Document
from seedfmt._rules.readers import LARGEST, has_rare_form, has_suspects
from seedfmt._rules.registry import RULES
from seedfmt._rules.run import check_rules
from seedfmt._rules.subject import Subject

VECTORS = read_lint()
NOW = 1767225600  # 2026-01-01T00:00:00Z


@pytest.fixture
def place(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(time, "time", lambda: NOW)
    return tmp_path


def write(folder: pathlib.Path, vector: LintVector) -> None:
    for name, data in vector.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name in vector.links:
        (folder / name).symlink_to("nowhere")


def check(vector: LintVector, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The findings in the files of a vector, as a vector writes them."""
    names = [*vector.checked, *vector.links]
    status = main(["check", *names, "--select", "ALL", "--output-format", "json", *options])
    out = capsys.readouterr().out
    findings = json.loads(out)
    assert status == (1 if findings else 0)
    found = []
    for one in findings:
        place = ""
        if one["location"]:
            first, last = one["location"], one["end_location"]
            place = f"{first['row']}:{first['column']}-{last['row']}:{last['column']} "
        fix = {"": "", "safe": " [*]", "unsafe": " [!]"}[one["fix"]["applicability"] if one["fix"] else ""]
        found.append(f"{one['filename']} {place}{one['code']}{fix} {one['pointer']}".rstrip())
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_finds(vector: LintVector, place: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, vector)
    assert check(vector, capsys) == vector.finds
    assert {name: (place / name).read_bytes() for name in vector.files} == vector.files


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_fix(vector: LintVector, place: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, vector)
    left = check(vector, capsys, "--fix")
    assert {name: (place / name).read_bytes() for name in vector.files} == vector.files | vector.fixed
    assert not [line for line in left if "[*]" in line]
    assert check(vector, capsys, "--fix") == left, "a second --fix changes nothing"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_unsafe_fix(vector: LintVector, place: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, vector)
    left = check(vector, capsys, "--fix", "--unsafe-fixes")
    after = vector.files | vector.fixed | vector.unsafe
    assert {name: (place / name).read_bytes() for name in vector.files} == after
    assert not [line for line in left if "[*]" in line or "[!]" in line]


def test_every_code_has_a_vector() -> None:
    for rule in RULES:
        vector = next((vector for vector in VECTORS if vector.name == rule.code), None)
        where = f"tests/vectors/lint/{rule.code}.txt"
        assert vector, f"{rule.code} has no vector; add {where} (see tests/vectors/README.md)"
        assert any(f" {rule.code}" in line for line in vector.finds), f"{where}: no line of finds has {rule.code}"
        fixed = any(f" {rule.code} [" in line for line in vector.finds)
        assert rule.fixable == fixed, (
            f"{where}: a rule with a fix needs [*] (safe) or [!] (unsafe) after its code in finds, another must not have it"
        )
        changes = any(f" {rule.code} [!]" in line for line in vector.finds)
        assert changes or not rule.edits, f"{where}: a rule whose fix changes data needs [!] after its code in finds"


def test_order_of_a_schema() -> None:
    """Where a schema gives an order, that one holds, in every mapping that it names."""
    order = {"": ("b", "a", "list"), "/list/*": ("y", "x"), "/list/*/in": ("q", "p"), "/a~1b": ("n", "m")}
    document = Document(b"---\na: 1\nb: 2\nlist:\n  - x: 1\n    y: 2\n    in: {p: 1, q: 2}\na/b: {m: 1, n: 2}\n---\n")
    subject = Subject(document, "_forms/a.md", "", order)
    found = check_rules(subject, frozenset(["K101"]))
    assert [problem.pointer for problem in found] == ["/a", "/list/0/x", "/list/0/in/p", "/a~1b/m"]


def test_second_opinion_is_rarely_asked(corpus: list[pathlib.Path]) -> None:
    """ruamel.yaml is asked of a file only where something makes it worth asking, and never of a very large one."""
    asked = []
    for path in corpus:
        document = Document(path.read_bytes(), fenced=path.suffix not in (".yaml", ".yml"))
        if has_rare_form(Subject(document, str(path), "")):
            asked.append(path)
    assert not asked
    assert has_rare_form(Subject(Document(b"---\na: [?x]\n---\n"), "", ""))
    assert not has_rare_form(Subject(Document(b"---\nb: x" + b"x" * LARGEST + b"\na: [?x]\n---\n"), "", ""))
    assert not has_rare_form(Subject(Document(b"---\na: no\n---\n"), "", ""))
    assert has_suspects(Subject(Document(b"---\na: no\n---\n"), "", ""))
    assert not has_suspects(Subject(Document(b"---\nb: x" + b"x" * LARGEST + b"\na: no\n---\n"), "", ""))
    assert not has_suspects(Subject(Document(b"---\na: 1.5\nb: 2024-01-02\nc: true\nd: now\n---\n"), "", ""))
