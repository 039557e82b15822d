"""``seedfmt check`` and ``seedfmt rule``: options, streams, statuses, which files."""

from __future__ import annotations

import io
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import pytest

from seedfmt import load, loads, secured
from seedfmt._cli import main
from seedfmt._cli.listing import list_files
from seedfmt._cli.pages import PAGES
from seedfmt._cli.rule import manual
from seedfmt._config import Config
from seedfmt._rules.registry import FAMILIES, IN_FILE, RULES, page, summary

GOOD = "---\ntitle: One\n---\n"
FIXABLE = "---\ntitle: no\nheat: 1  \n---\n"
FIXED = "---\ntitle: no\nheat: 1\n---\n"
BAD = '---\nampWebUrl: "https://a.example/"\n---\n'


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("good.md", GOOD), ("fixable.md", FIXABLE), ("bad.md", BAD)):
        (tmp_path / name).write_text(text)
    return tmp_path


# arguments, status, codes in the order they are printed
RUNS = [
    (["good.md"], 0, []),
    (["fixable.md"], 1, ["D101", "L104"]),
    (["bad.md"], 1, ["C102"]),
    (["."], 1, ["C102", "D101", "L104"]),
    ([], 1, ["C102", "D101", "L104"]),
    (["missing.md"], 1, ["E601"]),
    ([".", "--exit-zero"], 0, ["C102", "D101", "L104"]),
    ([".", "--select", "L"], 1, ["L104"]),
    ([".", "--select", "L,D101"], 1, ["D101", "L104"]),
    ([".", "--ignore", "L,C102"], 1, ["D101"]),
    ([".", "--select", "ALL", "--ignore", "L"], 1, ["C102", "D101"]),
    ([".", "--select", "L104", "--ignore", "L1"], 1, ["L104"]),
    ([".", "--select", "L1", "--ignore", "L104"], 0, []),
    ([".", "--select", "L104", "--ignore", "L104"], 0, []),
    (["good.md", "good.md", "./good.md"], 0, []),
]


@pytest.mark.parametrize(
    ("arguments", "status", "codes"), RUNS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_runs(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, codes: list[str]
) -> None:
    assert main(["check", *arguments, "--output-format", "json"]) == status
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == codes


# arguments, what standard error says
REFUSED = [
    (["--select", "Q1", "."], '--select names "Q1", which is no rule'),
    (["--ignore", "L999", "."], '--ignore names "L999", which is no rule'),
    (["--select", "S999", "."], '--select names "S999", which is no rule'),
    (["--select", "S1,B199", "."], '--select names "B199", which is no rule'),
    (["--ignore", "L,E", "."], '--ignore names "E", but errors cannot be ignored'),
    (["--ignore", "E301", "."], '--ignore names "E301", but errors cannot be ignored'),
    (["--select", "", "."], "--select names no code"),
    (["--select", " ,", "."], "--select names no code"),
    (["--jobs", "0", "."], '"0" is no number of processes'),
    (["--jobs", "-1", "."], '"-1" is no number of processes'),
    (["--jobs", "two", "."], '"two" is no number of processes'),
    (["-", "good.md"], '"-" stands for standard input and must be the only path'),
    (["--output-format", "xml", "."], "invalid choice: 'xml'"),
    (["empty"], "no seed file in empty"),
    (["--config", "missing.toml", "."], "missing.toml: E601 the file could not be read"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_refused(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    (folder / "empty").mkdir()
    try:
        status = main(["check", *arguments])
    except SystemExit as stop:
        status = int(str(stop.code))
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert message in err


def test_fix(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--fix"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("bad.md:2:1: C102 ")
    assert err == "3 files checked, 2 findings in 2 files, 1 fixed\n"
    assert (folder / "fixable.md").read_text() == FIXED
    assert (folder / "bad.md").read_text() == BAD
    assert main(["check", "fixable.md", "--fix"]) == 1
    assert main(["check", "fixable.md", "--fix", "--ignore", "D"]) == 0


SCHEMA = """{"properties": {"title": {}, "draft": {"type": "boolean"}, "code": {"type": "string"}, "weight": {}},
    "additionalProperties": false}"""


def test_unsafe_fixes(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What changes data is applied where it is asked for; what is a guess, where its code is named, too."""
    text = "---\ndraft: no \ncode: no\ntitle: no\nheight: 5\n---\n"
    (folder / "a.md").write_text(text)
    (folder / "s.json").write_text(SCHEMA)
    command = ["check", "a.md", "--schema", "s.json"]
    assert main([*command, "--fix"]) == 1
    out, err = capsys.readouterr()
    assert (folder / "a.md").read_text() == text.replace("no \n", "no\n")
    assert "[*]" not in out
    assert 'write false if it is a yes or no, or "no" if it is text' in out
    assert err.endswith("1 fixed, 2 with --fix --unsafe-fixes, which change data\n")
    assert main([*command, "--unsafe-fixes"]) == 1
    out, err = capsys.readouterr()
    assert out.count("[*]") == 2
    assert err.endswith("2 of them fixable with --fix\n")
    assert main([*command, "--unsafe-fixes", "--diff"]) == 1
    assert "+draft: false" in capsys.readouterr().out
    assert main([*command, "--unsafe-fixes", "--fix"]) == 1
    fixed = '---\ndraft: false\ncode: "no"\ntitle: no\nheight: 5\n---\n'
    assert (folder / "a.md").read_text() == fixed
    assert main([*command, "--unsafe-fixes", "--fix", "--select", "S"]) == 1
    assert (folder / "a.md").read_text() == fixed
    assert main([*command, "--fix", "--select", "S101"]) == 1
    assert (folder / "a.md").read_text() == fixed
    assert main([*command, "--unsafe-fixes", "--fix", "--select", "S101"]) == 0
    assert (folder / "a.md").read_text() == fixed.replace("height", "weight")


def test_applicability_is_reported(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("---\ndraft: no\ncode: x \nheight: 5\n---\n")
    (folder / "s.json").write_text(SCHEMA)
    main(["check", "a.md", "--schema", "s.json", "--output-format", "json"])
    found = {one["code"]: one["fix"]["applicability"] for one in json.loads(capsys.readouterr().out)}
    assert found == {"S103": "unsafe", "L104": "safe", "S101": "suggestion"}
    main(["check", "a.md", "--schema", "s.json", "--output-format", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert {one["ruleId"]: one["fixes"][0]["properties"]["applicability"] for one in results} == found
    main(["check", "a.md", "--schema", "s.json", "--output-format", "full"])
    out = capsys.readouterr().out
    assert " = fix: remove the blanks" in out
    assert " = unsafe fix: write false" in out
    assert ' = suggestion: rename it to "weight"' in out


def test_a_fix_keeps_the_bound_view(folder: pathlib.Path) -> None:
    """R201: in a file with a signed value, a fix counts only if what is bound keeps its bytes."""
    from seedfmt._cli.checking import has_same_view

    one = loads("---\na: 1\nsecured: x\n---\nbody\n")
    assert has_same_view("secured", one, loads("---\na: 1 \nsecured: x\n---\nbody\n"))
    for other in ("---\na: 2\nsecured: x\n---\nbody\n", "---\na: 1\nsecured: x\n---\nbody!\n"):
        assert not has_same_view("secured", one, loads(other))
    unbindable = loads("---\na: no \nsecured: x\n---\nbody\n")
    assert has_same_view("secured", unbindable, unbindable)
    assert not has_same_view("secured", unbindable, loads("---\na: no\nsecured: x\n---\nbody\n"))


def test_fix_only_what_is_selected(folder: pathlib.Path) -> None:
    assert main(["check", "fixable.md", "--fix", "--select", "L"]) == 0
    assert (folder / "fixable.md").read_text() == FIXED


def test_diff(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "fixable.md", "--diff"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("--- fixable.md\n+++ fixable.md\n@@ ")
    assert " title: no\n-heat: 1  \n+heat: 1\n" in out
    assert err.endswith("1 file checked, 1 finding in 1 file, 1 would be fixed\n")
    assert (folder / "fixable.md").read_text() == FIXABLE
    assert main(["check", "good.md", "--diff"]) == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_fix_what_is_read_only(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "fixable.md").chmod(0o444)
    assert main(["check", "fixable.md", "--fix"]) == 1
    assert "E601" in capsys.readouterr().out


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_stream(
    folder: pathlib.Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, FIXABLE)
    assert main(["check", "-", "--stdin-filename", "post.md"]) == 1
    assert capsysbinary.readouterr().out.startswith(
        b"post.md:2:8: D101 no is text in YAML 1.2 but false in PyYAML, Psych"
    )
    feed(monkeypatch, FIXABLE)
    assert main(["check", "-", "--fix", "--ignore", "D"]) == 0
    assert capsysbinary.readouterr().out == FIXED.encode()
    feed(monkeypatch, FIXABLE)
    assert main(["check", "-", "--diff"]) == 1
    assert capsysbinary.readouterr().out.startswith(b"--- <stdin>\n")
    feed(monkeypatch, "---\na: [\n---\n")
    assert main(["check", "-", "--fix"]) == 1
    out, err = capsysbinary.readouterr()
    assert out == b"---\na: [\n---\n"
    assert b"<stdin>:2:4: E206 " in err
    feed(monkeypatch, "a: 1\n")
    assert main(["check", "-", "--stdin-filename", "x.yaml"]) == 0


def test_statistics(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "more.md").write_text(FIXABLE)
    (folder / "broken.md").write_text("---\na: [\n---\n")
    assert main(["check", ".", "--statistics"]) == 1
    assert capsys.readouterr().out == (
        "      2  D101  other-value\n      2  L104  trailing-blanks\n      1  C102  amp-pair\n      1  E206  unclosed\n"
    )


def test_names(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is found has a name, whether a rule found it or not."""
    (folder / "broken.md").write_text("---\na: [\n---\n")
    (folder / "_forms").mkdir()
    (folder / "_forms" / "wrong.md").write_text(
        "---\ntitle: 1\nexcerpt: x\nwebUrl: https://x.example\n# seedfmt: ignore[Q]\n---\n"
    )
    assert main(["check", ".", "--output-format", "json"]) == 1
    names = {one["code"]: one["name"] for one in json.loads(capsys.readouterr().out)}
    assert all(names.values())
    assert {"E206": "unclosed", "I101": "unknown-ignore", "S103": "type"}.items() <= names.items()


def test_environment(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDFMT_OUTPUT_FORMAT", "json-lines")
    assert main(["check", "bad.md"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "C102"
    assert main(["check", "bad.md", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("bad.md:2:1: ")
    monkeypatch.setenv("SEEDFMT_OUTPUT_FORMAT", "nonsense")
    with pytest.raises(SystemExit) as stop:
        main(["check", "bad.md"])
    assert stop.value.code == 2


def test_color(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, environment, colored in (
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {}, False),
    ):
        for name in ("FORCE_COLOR", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        main(["check", "bad.md", *arguments])
        assert ("\x1b[" in capsys.readouterr().out) == colored, (arguments, environment)


def test_configured(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seedfmt.toml").write_text('select = ["L", "C"]\nignore = ["C102"]\nexclude = ["fix*"]\n')
    assert main(["check", "."]) == 0
    assert capsys.readouterr().err == "2 files checked, 0 findings; 1 other file passed over\n"
    assert main(["check", ".", "--isolated"]) == 1
    assert main(["check", "fixable.md"]) == 1
    assert main(["check", "fixable.md", "good.md", "--force-exclude"]) == 0
    assert main(["check", ".", "--select", "C"]) == 1, "the command line goes first"
    assert main(["check", "bad.md", "--ignore", "D"]) == 1
    (folder / "seedfmt.toml").write_text('select = ["Q"]\n')
    capsys.readouterr()
    assert main(["check", "."]) == 2
    assert 'seedfmt.toml:1:12: E603 select names "Q", which is no rule' in capsys.readouterr().err
    (folder / "pyproject.toml").write_text('[project]\nname = "c1"\n[tool.seedfmt]\nignore = ["D", "c1"]\n')
    (folder / "seedfmt.toml").unlink()
    assert main(["check", "."]) == 2
    assert 'pyproject.toml:4:17: E603 ignore names "c1", which is no rule' in capsys.readouterr().err
    (folder / "pyproject.toml").write_text('[tool.seedfmt]\nignore = ["D", "E2"]\n')
    assert main(["check", "."]) == 2
    assert 'pyproject.toml:2:17: E603 ignore names "E2", but errors cannot be ignored' in capsys.readouterr().err
    for option in ("--select", "--ignore"):
        with pytest.raises(SystemExit) as stop:
            main(["check", ".", "--isolated", option, "D,C1O1"])
        assert stop.value.code == 2
        assert f'{option} names "C1O1", which is no rule' in capsys.readouterr().err


def test_processes_find_the_same(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Many files take several processes; nothing else changes, order included, and across files either."""
    for number in range(400):
        heat = "no" if number % 7 else 1
        text = f'title: "{number}"\noriginalUrl: https://a.example/{number // 2}\nheat: {heat}\n'
        (folder / f"{number:03}.md").write_text(f"---\n{text}---\n")
    assert main(["check", ".", "--jobs", "1"]) == 1
    alone = capsys.readouterr()
    assert main(["check", ".", "--jobs", "3"]) == 1
    assert capsys.readouterr() == alone
    assert alone.err.startswith("403 files checked, ")
    assert alone.out.count("X102") == 200


def git(folder: pathlib.Path, *arguments: str) -> None:
    try:
        subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git")


def test_which_files_git_knows(folder: pathlib.Path) -> None:
    for name in ("build", ".hidden", "sub", "a\nb"):
        (folder / name).mkdir()
        (folder / name / "x.md").write_text(GOOD)
    (folder / ".gitignore").write_text("build/\nfixable.md\n")
    (folder / "gone.md").write_text(GOOD)
    (folder / "sub" / "data.yaml").write_text("a: 1\n")
    (folder / "link.md").symlink_to("nowhere")
    everything = [name for name, _ in list_files(["."], Config())]
    assert sorted(everything) == [
        ".gitignore", "a\nb/x.md", "bad.md", "build/x.md", "fixable.md", "gone.md", "good.md", "link.md", "sub/data.yaml", "sub/x.md",
    ]  # fmt: skip
    git(folder, "init", "-q")
    git(folder, "add", "gone.md", "good.md", "link.md")
    (folder / "gone.md").unlink()
    known = [name for name, _ in list_files(["."], Config())]
    assert known == [".gitignore", "a\nb/x.md", "bad.md", "good.md", "link.md", "sub/data.yaml", "sub/x.md"]
    assert list_files(["fixable.md"], Config()) == [("fixable.md", True)], "a file that is named is checked"
    assert [name for name, _ in list_files(["build"], Config())] == ["build/x.md"], "and so is a folder"
    assert [name for name, _ in list_files(["sub", "."], Config())][:2] == ["sub/data.yaml", "sub/x.md"]


def test_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "C101"]) == 0
    assert capsys.readouterr().out.startswith(
        "## C101 related-order\n\n(warning, fix with --unsafe-fixes, as it changes data)\n\n"
    )
    assert main(["rule", "related-order"]) == 0
    assert main(["rule", "l1"]) == 0
    assert capsys.readouterr().out.count("## L1") == 6
    assert main(["rule"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES) + len(PAGES)
    with pytest.raises(SystemExit) as stop:
        main(["rule", "Q1"])
    assert stop.value.code == 2


def test_every_code_has_a_page() -> None:
    from seedfmt._schema import words
    from seedfmt._secured import lint
    from seedfmt.errors import Code

    rules = {rule.code for rule in RULES}
    written = [page.code for page in PAGES]
    assert len(set(written)) == len(written)
    assert set(written) == {*map(str, Code), *words.CODES, *lint.RULES, "I101", "I102"}
    assert not rules & set(written)
    assert len({rule.name for rule in RULES} | {page.name for page in PAGES}) == len(RULES) + len(PAGES)


def test_documentation_is_what_the_command_prints() -> None:
    path = pathlib.Path(__file__).parent.parent.parent / "docs" / "rules.md"
    assert path.read_text() == manual(), "run: seedfmt rule --all > docs/rules.md"


def test_rules_are_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) == len({rule.name for rule in RULES})
    assert all(code[0] in FAMILIES and len(code) == 4 for code in codes)
    for rule in RULES:
        assert summary(rule).endswith("."), rule.code
        assert "``" not in page(rule)
        assert rule.edits <= rule.fixable
        assert ("fix" in (rule.check.__doc__ or "").lower()) >= rule.fixable, (
            f"{rule.code} does not say what its fix does"
        )
    assert all(rule.default for rule in IN_FILE)


NAMES = ["a\nb.md", "a\r.md", "a\x1b[31m.md", "a\u202eb.md"]


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("form", ["concise", "full"])
def test_names_stay_on_a_line(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str, form: str) -> None:
    """A name can neither break the line of a finding nor speak to the terminal."""
    (folder / name).write_text(BAD)
    assert main(["check", name, "--output-format", form]) == 1
    assert main(["check", name, "--diff"]) == 1
    assert main(["check", name + "/none"]) == 1
    (folder / name).unlink()
    (folder / name).mkdir()
    assert main(["check", name]) == 2
    said = capsys.readouterr()
    for line in (said.out + said.err).split("\n"):
        assert line.isprintable(), line


NEWS = '---\ntitle: "T"\ncategory: News\ntype: blog  \nsecured: "{}"\n---\nbody\n'


def test_fix_leaves_what_is_bound(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """R201: a fix that changes data would break a sealed or signed value; one that changes none does not."""
    keys = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
    for name, make in (("signed.md", secured.sign), ("sealed.md", lambda doc, keys: secured.seal(doc, b"x", keys))):
        document = loads(NEWS.format("").replace('secured: ""\n', ""))
        make(document, keys)
        (folder / name).write_bytes(bytes(document))
        assert main(["check", name, "--schema", "news", "--fix", "--unsafe-fixes"]) == 1
        assert "is sealed or signed" in capsys.readouterr().out
        text = (folder / name).read_text()
        assert "category: News\n" in text
        assert "type: blog\n" in text
        assert load(name).get("category") == "News"
    (folder / "free.md").write_text(NEWS.format("x").replace('secured: "x"\n', ""))
    main(["check", "free.md", "--schema", "news", "--fix", "--unsafe-fixes"])
    assert "category: news\n" in (folder / "free.md").read_text()


def test_time_of_many_findings(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding on each line costs what the line costs, and not what the file does: the square would take minutes."""
    (folder / "many.md").write_text("---\n" + "".join(f"k{n}: v \n" for n in range(40_000)) + "---\n")
    start = time.process_time()
    assert main(["check", "many.md", "--select", "L"]) == 1
    assert time.process_time() - start < 20


def test_time_of_many_findings_on_a_line(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor does each of many findings cost what their one long line costs."""
    (folder / "long.md").write_text("---\na: {" + ", ".join(f"k{n}: no" for n in range(8_000)) + "}\n---\n")
    start = time.process_time()
    assert main(["check", "long.md", "--select", "D", "--output-format", "full"]) == 1
    assert time.process_time() - start < 20
    assert capsys.readouterr().out.count("D101") == 8_000


def test_what_is_marked_is_fixed(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A right key out of order is better than a misspelt one; nothing is marked that was tried in vain."""
    (folder / "a.md").write_text("---\ntitel: x\ncategory: News\n---\n")
    assert main(["check", "a.md", "--schema", "news", "--fix", "--unsafe-fixes", "--select", "S,S101"]) == 1
    assert "[*]" not in capsys.readouterr().out
    assert (load(folder / "a.md")["title"], load(folder / "a.md")["category"]) == ("x", "news")


def test_a_misspelling_is_told_once(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text, found in (("haet: 1\n", False), ("", True)):
        (folder / "a.md").write_text(f"---\ncategory: news\nquality: 1\npublished: true\n{text}---\n")
        main(["check", "a.md", "--schema", "news"])
        assert ("C107" in capsys.readouterr().out) == found


# front matter, and what is told of it: each fault once, as what it is
ONE_FAULT = [
    ("platforms: X\n  - AI\n", ["3:3 D104"]),
    ("platforms: #X\n", ["2:12 D103"]),
    ('platforms: X"\n', ["2:13 D105"]),
    ("platforms: &X\n", ["2:12 D106"]),
    ("platforms: X\n", ["2:12 S103"]),
    ("platforms: X\n  - AI # seedfmt: ignore[D104]\n", ["2:12 S103"]),
    ("plat\u200bforms: [X]\n", ["2:1 S101"]),
    ("+ platforms: [X]\n", ["2:1 S101"]),
    ("\u00a0platforms: [X]\n", ["2:1 S101"]),
    ('releaseDate:"a: b"\n', ["2:1 S101"]),
    ("provider:\n  url: z\n\u00a0\u00a0name: z\n", ["4:1 S101"]),
    ("x\u200by: 1\n", ["2:1 S101", "2:2 U102"]),
    ("platforms: [a\u200bb]\n", ["2:14 U102"]),
    ("releaseDate: 2020-13-01\n", ["2:14 S106"]),
    ("releaseDate: 2020-13-01 # seedfmt: ignore[S106]\n", ["2:14 D102"]),
]


@pytest.mark.parametrize(("front", "found"), ONE_FAULT)
def test_one_fault_is_one_finding(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], front: str, found: list[str]
) -> None:
    schema = {
        "properties": {
            "platforms": {"type": "array"},
            "releaseDate": {"format": "date"},
            "provider": {"required": ["name", "url"]},
        },
        "additionalProperties": False,
        "required": ["releaseDate"] if 'releaseDate:"' in front else [],
    }
    (folder / "schema.json").write_text(json.dumps(schema))
    (folder / "a.md").write_text(f"---\n{front}---\n")
    main(["check", "a.md", "--schema", "schema.json", "--unsafe-fixes", "--select", "ALL,S101"])
    told = [line.split(":", 1)[1] for line in capsys.readouterr().out.splitlines() if line.startswith("a.md:")]
    assert [" ".join(line.split()[:2]).replace(": ", " ") for line in told] == found
    if "\u00a0name" in front:
        assert "it begins with U+00A0, which is no space: indent with spaces" in told[0]
    elif "S101" in found[0] and "x" not in front:
        assert 'did you mean "' in told[0]
        assert ("[*]" in told[0]) == ("releaseDate" not in front)  # to rename that would lose a part of the text
    if front.startswith("plat\u200b"):
        assert 'did you mean "platforms"? U+200B in it cannot be seen' in told[0]


@pytest.mark.parametrize("text", [GOOD, BAD])
def test_all_that_is_named_is_excluded(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A hook that names excluded files only must not stop the commit."""
    (folder / "seedfmt.toml").write_text('exclude = ["ex.md", "old/"]\n')
    (folder / "ex.md").write_text(text)
    assert main(["check", "ex.md", "old/a.md", "--force-exclude"]) == 0
    assert "is excluded" in capsys.readouterr().err
    assert main(["check", "ex.md", "bad.md", "--force-exclude"]) == 1
    assert main(["check", "ex.md", "missing.md", "--force-exclude"]) == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["check", "-", "--stdin-filename", "ex.md", "--force-exclude"]) == 0


def test_schema_for_reads_the_configuration(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seedfmt.toml").write_text(
        'schemas = [{ files = "good*", schema = "news" }, { files = "*", schema = "none" }]\n'
    )
    assert main(["schema", "for", "good.md"]) == 0
    assert 'news.schema.json (the pattern "good*" of the configuration)' in capsys.readouterr().out
    assert main(["schema", "for", "bad.md"]) == 0
    assert 'no schema (the pattern "*"' in capsys.readouterr().out
    (folder / "seedfmt.toml").write_text("schemas = 1\n")
    assert main(["schema", "for", "good.md"]) == 2
    assert "schemas is no list" in capsys.readouterr().err


def test_one_file_of_two_names(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    for names in (["bad.md", "./bad.md"], [str(folder / "bad.md"), "bad.md"]):
        assert main(["check", *names]) == 1
        assert "1 file checked, 1 finding in 1 file" in capsys.readouterr().err
    assert main(["check", ".", str(folder)]) == 1
    assert "3 files checked" in capsys.readouterr().err


def test_broken_links(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is called like a seed file is an error; any other is nobody's business, unless it is named."""
    (folder / "good").mkdir()
    (folder / "good" / "a.md").write_text(GOOD)
    for name, status in (("lock", 0), ("b.png", 0), ("b.md", 1)):
        (folder / "good" / name).symlink_to("gone")
        assert main(["check", "good"]) == status
    assert main(["check", "good/lock"]) == 1


def test_reports_for_programs(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"b\xff.md")
    (folder / name).write_text(BAD)
    for form in ("json", "json-lines", "gitlab", "github", "sarif", "junit"):
        main(["check", name, "--output-format", form])
        assert not any(0xD800 <= ord(letter) < 0xE000 for letter in capsys.readouterr().out)
    main(["check", name, "--output-format", "json", "--statistics"])
    said = capsys.readouterr()
    assert json.loads(said.out)[0]["filename"] == "b\\xff.md"
    assert "C102" in said.err


def test_exit_zero_tells_of_missing_files(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.md", "--exit-zero"]) == 0
    assert main(["check", "missing.md", "--exit-zero"]) == 1


def test_schemas_that_are_not_there(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "show", "nope"]) == 1
    assert "news" in capsys.readouterr().err
    (folder / "twice.json").write_text('{"type": "object", "type": "array"}')
    assert main(["check", "good.md", "--schema", "twice.json"]) == 2
    assert 'the member "type" stands twice' in capsys.readouterr().err


def test_two_comments_on_a_line(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = "b: no # seedfmt: ignore[L104] # seedfmt: ignore[{}] \n"
    for second, status in (("D101", 0), ("C", 1)):
        (folder / "a.md").write_text(f"---\n{line.format(second)}---\n")
        assert main(["check", "a.md"]) == status


@pytest.mark.parametrize(
    ("start", "taken"),
    [
        ("\n---\ntitle: A\n", True),
        (" ---\r\ntitle: A\r\n", True),
        ("--\n\ntitle: A\n", True),
        ("\u2014\n'title': A\n", True),
        ("\ufeff\ufeff---\ntitle: A\n", True),
        ("```yaml\ntitle: A\n```\n", True),
        ("```sh\nls -l\n```\n", False),
        ("- title: A\n- b\n", False),
        ("# Title\n---\nnote: this is text\n", False),
        ("\n\nA ruler\n---\n", False),
        ("--\n", False),
    ],
)
def test_a_file_that_lost_its_fence_is_not_lost(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], start: str, taken: bool
) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "b.md").write_text(f"{start}---\n", newline="")
    assert main(["check", "--isolated", str(tmp_path)]) == int(taken)
    assert ("b.md:1:1: E101" in capsys.readouterr().out) is taken


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('Hello, world"', "D105 2:16"),
        ("Hello, world'", ""),
        ('over\n  lines"', "D105 3:8"),
        ('a "quoted" word', ""),
        ('a "quoted"', ""),
        ('21"', ""),
        ("5'", ""),
        ("the writers'", ""),
        ("rock 'n'", ""),
        ('"Hello"', ""),
        ("&smart people", "D106 2:4"),
        ("&Sons", "D106 2:4"),
        ("! news", "D106 2:4"),
        ("!", "D106 2:4"),
        ("!!str 1", ""),
        ("&x y\nb: *x", ""),
        ("&x y\nb: &x z\nc: *x", "D106 2:4"),
        ('&x "y"', ""),
        ("&x [y]", ""),
    ],
)
def test_values_that_are_not_what_was_meant(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], value: str, found: str
) -> None:
    (tmp_path / "a.md").write_text(f"---\na: {value}\n---\n")
    assert main(["check", "--isolated", "--select", "D105,D106", str(tmp_path)]) == int(found != "")
    told = re.findall(r"a\.md:(\d+:\d+): (D\d+)", capsys.readouterr().out)
    assert [f"{code} {place}" for place, code in told] == ([found] if found else [])
