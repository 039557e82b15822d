"""Which files of a folder ``check`` reads, which it passes over, and what it says of them (SPEC R194)."""

from __future__ import annotations

import pathlib

import pytest

from seedfmt._cli import main

SECURED = f"secured: {'QUJD' * 8};{'A' * 22}==\n"
OURS = {"index.md": "---\ntitle: A\n---\nbody\n"}
FOREIGN = {
    "_data/navigation.yml": "- title: Home\n  url: /\n",
    "config.yaml": "a: 1\na: 2\n",
    "broken.yml": "a: [\n",
    "manifest.yaml": "---\na: 1\n---\nb: 2\n",
    "remote.yml": "# yaml-language-server: $schema=https://x.example/s.json\na: 1\n",
    "key.pem": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    "message.asc": "-----BEGIN PGP MESSAGE-----\n\nx\n",
    "toml.md": "---toml\na = 1\n---\n",
    "json.md": "---json\n{}\n---\n",
    "plus.md": "+++\na = 1\n+++\n",
    "brace.md": '{"a": 1}\n',
    "README.md": "# Title\n",
    "image.png": "\x89PNG",
    "_config.yml": "title: My site\ngithub: me\nbio: x\n",
}


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: pathlib.Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="latin-1")


def codes(out: str) -> set[str]:
    """Each finding as FILE:CODE."""
    return {f"{line.split(':')[0]}:{line.split(': ')[1].split()[0]}" for line in out.splitlines()}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_passed_over_and_counted(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(folder, {**OURS, name: FOREIGN[name]})
    assert main(["check", "."]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "1 file checked, 0 findings; 1 other file passed over\n"


def test_nothing_is_ours(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, FOREIGN)
    assert main(["check", "."]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"no seed file in .; {len(FOREIGN)} other files passed over" in err


NAMED = [
    ("_data/navigation.yml", "E106"), ("config.yaml", "E301"), ("broken.yml", "E206"), ("remote.yml", "E802"), ("key.pem", "E101"),
    ("toml.md", "E103"), ("plus.md", "E103"), ("brace.md", "E103"), ("README.md", "E101"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code"), NAMED)
def test_a_file_that_is_named_is_checked(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    write(folder, FOREIGN)
    assert main(["check", name]) == 1
    assert codes(capsys.readouterr().out) == {f"{name}:{code}"}


@pytest.mark.parametrize(("name", "code"), NAMED)
def test_a_file_that_a_pattern_claims_is_checked(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    suffix = pathlib.Path(name).suffix
    write(
        folder,
        {
            name: FOREIGN[name],
            "s.json": "{}",
            "seedfmt.toml": f'schemas = [{{ files = "*{suffix}", schema = "s.json" }}]\n',
        },
    )
    assert main(["check", "."]) == 1
    assert codes(capsys.readouterr().out) == {f"{name}:{code}"}


def test_what_a_pattern_does_not_claim(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pattern of the schema "none" claims nothing, and one of a folder no pictures; the first pattern decides."""
    config = 'schemas = [{ files = "drafts/", schema = "none" }, { files = "*", schema = "s.json" }]\n'
    write(folder, {**OURS, "drafts/a.md": "# Title\n", "image.png": "x", "s.json": "{}", "seedfmt.toml": config})
    assert main(["check", "."]) == 0
    assert "1 file checked, 0 findings; 4 other files passed over" in capsys.readouterr().err


YAML_OF_OURS = {
    "secured.yaml": f"title: A\n{SECURED}",
    "tag.yaml": "taxonomy: tag\n_id: x\nname: X\n",
    "fenced.yaml": "---\ntitle: A\n---\n",
    "modeline.yaml": "# $schema: s.json\ntitle: A\n",
}


@pytest.mark.parametrize("name", YAML_OF_OURS)
def test_yaml_files_that_are_ours(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    target = f"_data/topics/{name}" if name == "secured.yaml" else name
    write(folder, {target: YAML_OF_OURS[name], "s.json": "{}"})
    write(folder, {"_data/topics/s.json": "{}"})
    main(["check", "."])
    assert "1 file checked" in capsys.readouterr().err


def test_a_remote_modeline_of_a_fenced_file(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no error where nobody named the file, and other rules still hold."""
    write(folder, {"a.md": "---\n# $schema: https://x.example/s.json\nwhen: 12:30\n---\n"})
    assert main(["check", "."]) == 1
    assert codes(capsys.readouterr().out) == {"a.md:D101"}
    assert main(["check", "a.md"]) == 1
    assert codes(capsys.readouterr().out) == {"a.md:D101", "a.md:E802"}


def test_a_schema_of_the_command_line_claims_yaml_files(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"a.yml": "x: 1\n", "README.md": "# T\n", "s.json": '{"required": ["y"]}'})
    assert main(["check", "--schema", "s.json", "."]) == 1
    assert codes(capsys.readouterr().out) == {"a.yml:S102"}


def test_the_first_finding_names_its_schema(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"a.md": "---\nx: 1\n---\n", "s.json": '{"required": ["a", "b"]}'})
    assert main(["check", "--schema", "s.json", "a.md"]) == 1
    one, two = capsys.readouterr().out.splitlines()
    assert one.endswith("schema: s.json (asked for); to turn it off, leave out --schema")
    assert "s.json" not in two
    assert main(["check", "--schema", "s.json", "a.md", "--output-format", "json"]) == 1
    assert capsys.readouterr().out.count('/s.json"') == 2
    write(folder, {"a.md": "---\nwhen: 12:30\n---\n"})
    assert main(["check", "a.md"]) == 1
    assert "schema" not in capsys.readouterr().out
