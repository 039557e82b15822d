"""What each format prints, and that it is what its readers expect."""

from __future__ import annotations

import json
import pathlib
import tracemalloc
import xml.etree.ElementTree
from collections.abc import Iterator
from typing import Any

import pytest

from seedfmt._cli import main
from seedfmt._cli.reports import FORMATS, kept, render, stream
from seedfmt._cli.reports.finding import Finding, find
from seedfmt._rules.select import Selection
from seedfmt._source import span_between
from seedfmt.errors import Problem
from tests.support.data import require_suite

SECRET = "U2VjcmV0U2VjcmV0U2VjcmV0U2VjcmV0U2VjcmV0;U2VjcmV0U2VjcmV0U2VjcmV0"


def finding(**changes: Any) -> Finding:
    values: dict[str, Any] = {
        "path": "a.md", "code": "C102", "name": "amp-pair", "severity": "warning", "message": "found", "hint": "do",
        "pointer": "/x", "line": 3, "column": 5, "end_line": 3, "end_column": 8, "lines": ("  - abc: 1",), "title": "",
        "edits": (),
    }  # fmt: skip
    return Finding(**(values | changes))


def test_concise() -> None:
    assert render("concise", [finding()]) == "a.md:3:5: C102 found; do\n"
    assert render("concise", [finding(hint="", line=0)]) == "a.md: C102 found\n"
    assert (
        render("concise", [finding()], color=True)
        == "\x1b[1ma.md:3:5\x1b[0m: \x1b[1;33mC102\x1b[0m\x1b[36m\x1b[0m found; do\n"
    )
    assert render("concise", [finding(message="\x1b[31m\u202e", hint="")]) == "a.md:3:5: C102 \\x1b[31m\\u202e\n"


# line, first and last column, the line and the carets as they are shown
CARETS = [
    ("title: One", 8, 11, "title: One", "       ^^^"),
    ("日本: 語x", 5, 7, "日本: 語x", "      ^^^"),
    ("a:\tb", 4, 5, "a:  b", "    ^"),
    ("\ta: b", 2, 3, "    a: b", "    ^"),
    ("e\u0301: b", 5, 6, "e\u0301: b", "   ^"),
    ("a: b", 5, 5, "a: b", "    ^"),
    ("a: \u200bb", 4, 5, "a: \\u200bb", "   ^^^^^^"),
    ("x" * 500 + "y", 501, 502, "..." + "x" * 27 + "y", " " * 30 + "^"),
]


@pytest.mark.parametrize(("text", "first", "last", "shown", "carets"), CARETS)
def test_full(text: str, first: int, last: int, shown: str, carets: str) -> None:
    lines = render("full", [finding(lines=(text,), column=first, end_column=last)]).split("\n")
    assert lines[2] == f"3 | {shown}"
    assert lines[3] == f"  | {carets}"


def test_full_over_lines() -> None:
    shown = render("full", [finding(lines=("a: |", "  one", "  two"), line=9, end_line=11, column=4, end_column=6)])
    assert shown.split("\n")[1:-2] == [
        "   |", " 9 | a: |", "   |    ^", "10 |   one", "   |   ^^^", "11 |   two", "   |   ^^^",
    ]  # fmt: skip


def test_json() -> None:
    [one] = json.loads(render("json", [finding()]))
    assert one["location"] == {"row": 3, "column": 5}
    assert one["end_location"] == {"row": 3, "column": 8}
    assert (one["code"], one["filename"], one["pointer"], one["fix"]) == ("C102", "a.md", "/x", None)
    assert [json.loads(line) for line in render("json-lines", [finding(), finding()]).splitlines()] == [one, one]
    assert json.loads(render("json", [])) == []


def test_github() -> None:
    many = [finding(code=f"C{number}") for number in range(100, 112)]
    text = render("github", [*many, finding(code="E1", severity="error", message="50%\nof")])
    lines = text.split("\n")
    assert (
        lines[0]
        == "::error title=seedfmt (E1),file=a.md,line=3,col=5,endLine=3,endColumn=8::a.md:3:5: E1 50%25\\nof; do"
    )
    assert [line.split("(")[1][:4] for line in lines[1:11]] == [f"C{number}" for number in range(100, 110)]
    assert lines[11] == "::notice title=seedfmt::2 more, in the log of this step"
    assert lines[-2] == "2 more"
    assert "file=a%2Cb%3Ac.md" in render("github", [finding(path="a,b:c.md")])
    assert render("github", []) == ""


def test_gitlab() -> None:
    issues = json.loads(render("gitlab", [finding(), finding(line=9, end_line=9), finding(message="other")]))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    moved = json.loads(render("gitlab", [finding(line=7, end_line=7)]))
    assert moved[0]["fingerprint"] == issues[0]["fingerprint"]
    for issue in issues:
        assert set(issue) == {"check_name", "description", "severity", "fingerprint", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["positions"]["begin"]["line"] >= 1


def test_gitlab_paths_are_relative(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.chdir(tmp_path)
    names = [
        str(tmp_path / "b" / "a.md"),
        "./b/a.md",
        "b/../b/a.md",
        "b/a.md",
        "..a.md",
        str(tmp_path / "..a.md"),
        "/else/a.md",
    ]
    issues = json.loads(render("gitlab", [finding(path=name) for name in names]))
    expected = ["b/a.md"] * 4 + ["..a.md"] * 2 + ["/else/a.md"]
    assert [issue["location"]["path"] for issue in issues] == expected


def test_junit() -> None:
    text = render("junit", [finding(message='a "b" <c> & \x01'), finding(), finding(path="b.md")])
    suites = xml.etree.ElementTree.fromstring(text)
    assert (suites.tag, suites.get("tests"), suites.get("failures")) == ("testsuites", "3", "3")
    assert [(suite.get("name"), len(suite)) for suite in suites] == [("a.md", 2), ("b.md", 1)]
    assert suites[0][0][0].get("message") == 'a "b" <c> & \\x01; do'
    assert xml.etree.ElementTree.fromstring(render("junit", [])).get("failures") == "0"


@pytest.fixture
def mixed(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A folder with files of all sorts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_news").mkdir()
    (tmp_path / "_news" / "a b ü.md").write_text("---\ntitle: no \nremoved: true\n日本: yes\n---\n")
    (tmp_path / "_news" / "broken.md").write_text(f"---\nsecured: {SECRET}: x\n---\n")
    (tmp_path / "_news" / "double.md").write_text(f'---\nsecured: "{SECRET}"\nsecured: "{SECRET}"\n---\n')
    (tmp_path / "_news" / "hash.md").write_text(f"---\nsecured: {SECRET} #x\n---\n")
    (tmp_path / "_news" / "lines.md").write_text(f'---\nsecured:  \n  "{SECRET}"\n---\n')
    return tmp_path


def test_sarif_is_sarif(mixed: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    import jsonschema

    schema = json.loads((require_suite("sarif") / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json").read_text())
    for arguments in (["."], [str(mixed)], ["missing.md"]):
        assert main(["check", *arguments, "--output-format", "sarif"]) == 1
        log = json.loads(capsys.readouterr().out)
        jsonschema.Draft7Validator(schema).validate(log)
        for result in log["runs"][0]["results"]:
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert not uri.startswith(("/", "file:", ".")), uri
            rule = log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]
            assert rule["id"] == result["ruleId"]
            assert rule["name"]
            assert rule["shortDescription"]["text"].endswith(".")
            assert rule["help"]["text"].startswith(f"## {rule['id']} {rule['name']}\n")
    assert main(["check", ".", "--output-format", "sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert any(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "_news/a%20b%20%C3%BC.md"
        for result in results
    )
    [fix] = [result["fixes"] for result in results if result["ruleId"] == "C105"]
    [replacement] = fix[0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "published: false\n"
    assert replacement["deletedRegion"] == {"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 1}


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_a_secret(mixed: pathlib.Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert main(["check", ".", "--select", "ALL", "--output-format", form]) == 1
    out, err = capsys.readouterr()
    assert "double.md" in out
    for length in (12, 20):
        assert SECRET[:length] not in out + err


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("---\na: 1\n---\n")
    assert main(["check", "a.md", "--output-format", form]) == 0
    out, err = capsys.readouterr()
    assert err == "1 file checked, 0 findings\n"
    if form in ("json", "gitlab", "sarif"):
        json.loads(out)
    elif form == "junit":
        xml.etree.ElementTree.fromstring(out)
    else:
        assert out == ""


def test_a_finding_shows_its_lines() -> None:
    source = b"---\na: |\n  one\n  two\n---\n"
    problem = Problem("C1", "m", span_between(source, 7, 20))
    assert find(problem, "a", source).lines == ("a: |", "  one", "  two")
    assert find(Problem("C1", "m", None), "a", source).lines == ()
    assert Selection(("C",)).has("C101")


def many(count: int) -> Iterator[Finding]:
    """Findings of many files, errors and warnings, made when they are asked for."""
    for number in range(count):
        kind = "error" if number % 3 else "warning"
        yield finding(path=f"{number // 4}.md", line=number + 1, severity=kind, message="found " * 20)


@pytest.mark.parametrize("form", FORMATS)
def test_what_waits_in_a_file_comes_back(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_hand = render(form, list(many(300)))
    monkeypatch.setattr(kept, "BATCH", 7)
    assert render(form, many(300)) == at_hand


@pytest.mark.parametrize("form", FORMATS)
def test_memory_does_not_grow_with_the_findings(form: str) -> None:
    peaks = []
    for count in (2_000, 6_000):
        tracemalloc.start()
        length = sum(map(len, stream(form, many(count))))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert length > 100 * count
    assert peaks[1] < peaks[0] + 200_000, peaks


@pytest.mark.parametrize("form", ["concise", "full", "json", "json-lines", "gitlab"])
def test_a_finding_is_told_at_once(form: str) -> None:
    asked = 0

    def counted() -> Iterator[Finding]:
        nonlocal asked
        for one in many(10):
            asked += 1
            yield one

    assert "found" in next(stream(form, counted()))
    assert asked == 1
