"""A pull request of a stranger: its names, configurations and schemas neither steer a command nor stop it."""

from __future__ import annotations

import json
import os
import pathlib

import pytest

import seedfmt
from seedfmt._cli import main
from seedfmt._config import read_config
from seedfmt._copies import find_copies
from seedfmt.errors import FileError

BAD = "---\ntitle: DM: Diablo\n---\n"


@pytest.fixture
def project(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.md").write_text(BAD)
    return tmp_path


def run(*arguments: str) -> int:
    """The exit status, also of wrong usage."""
    try:
        return main(arguments)
    except SystemExit as end:
        return int(str(end.code))


# -- names of files that look like options (R219) -----------------------------------------------------------------------

# what a hook runs, and the name of a file that it is given
HOOKS = [
    (["check", "--force-exclude"], "--config=x/_news/a.md"),
    (["check", "--force-exclude", "--select", "S"], "--schema=x/_news/a.md"),
    (["check"], "--exit-zero"),
    (["check"], "--conf=x/a.md"),
    (["check"], "-h"),
    (["secured", "lint"], "--json"),
    (["secured", "verify", "--trust", "t.json", "--require", "signed"], "--trust=x/_news/a.md"),
    (["secured", "verify", "--trust", "t.json", "--require", "signed"], "--policy=x/_news/a.md"),
    (["to-json", "--lines"], "--output=x/_news/a.md"),
]


@pytest.mark.parametrize(("command", "name"), HOOKS)
def test_name_of_a_file_is_no_option(
    project: pathlib.Path, capsys: pytest.CaptureFixture[str], command: list[str], name: str
) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('exclude = ["*"]\n')
    assert run(*command, name, "bad.md") == 2
    shown = capsys.readouterr()
    assert f'"{name}" is both an option and the name of a file; for the file, write "./{name}"' in shown.err
    assert not shown.out


def test_link_is_a_name_too(project: pathlib.Path) -> None:
    (project / "--exit-zero").symlink_to("nowhere")
    assert run("check", "--exit-zero", "bad.md") == 2


@pytest.mark.parametrize("name", ["--exit-zero", "-x.md"])
def test_name_of_a_file_after_the_options(project: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (project / name).write_text(BAD)
    for arguments in (["--", name], [f"./{name}"]):
        assert run("check", *arguments) == 1
        assert f"{arguments[-1]}:2:8: E203" in capsys.readouterr().out


def test_options_are_options(project: pathlib.Path) -> None:
    assert run("check", "--select=E", "bad.md") == 1
    (project / "--select").mkdir()
    assert run("check", "--select=E", "bad.md") == 1


# -- configurations -----------------------------------------------------------------------------------------------------

DOTTED = [
    "a." * 500_000 + "a = 1",
    "[" + "a." * 3_000 + "a]\n" + "".join(f"b{number} = 1\n" for number in range(60_000)),
    " \t[[" + "a ." * 3_000 + "a]]\r\n" + "".join(f"b{number} = 1\r\n" for number in range(60_000)),
    "[x]\n" + "".join("a." * 200 + f"b{number} = 1\n" for number in range(2_000)),
    "a = {" + "b." * 100_000 + "b = 1}",
]


@pytest.mark.parametrize("number", range(len(DOTTED)))
@pytest.mark.parametrize("name", ["seedfmt.toml", "pyproject.toml"])
def test_dotted_keys(project: pathlib.Path, name: str, number: int) -> None:
    """Each would take the parser of TOML minutes to hours."""
    (project / name).write_text(f"# seedfmt\n{DOTTED[number]}")
    with pytest.raises(FileError, match="too many dotted keys to parse") as caught:
        read_config(name)
    assert caught.value.code == "E603"


def test_dotted_keys_of_a_policy(project: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "policy.toml").write_text(DOTTED[0])
    (project / "trust.json").write_text('{"keys": []}')
    assert run("secured", "verify", "--trust", "trust.json", "--policy", "policy.toml", "bad.md") == 6
    assert "this is not TOML" in capsys.readouterr().err


def test_ordinary_dots(project: pathlib.Path) -> None:
    """A long configuration of a project with many dots in its values."""
    lines = [
        f'"seedfmt.module{number}" = ["a.b.c", "1.2.3", "https://a.b.example/c.d.html"]' for number in range(9_000)
    ]
    text = "[tool.seedfmt]\nexclude = ['a.md']\n[tool.other.table.of.names]\n" + "\n".join(lines)
    (project / "pyproject.toml").write_text(text)
    config = read_config("pyproject.toml")
    assert config is not None
    assert config.exclude == ("a.md",)


MANY = [
    (f"exclude = {['a'] * 1001}", "exclude has 1001 entries"),
    (f"ignore = {['K'] * 1001}", "ignore has 1001 entries"),
    (f"exclude = ['{'*a' * 501}']", "an entry of exclude is too long"),
    ("schemas = [" + '{files = "a", schema = "news"},' * 1001 + "]", "schemas has 1001 entries"),
]


@pytest.mark.parametrize(("text", "message"), MANY)
def test_many_entries(project: pathlib.Path, text: str, message: str) -> None:
    """Each is compared with each of many files."""
    (project / "seedfmt.toml").write_text(text)
    with pytest.raises(FileError, match=message):
        read_config("seedfmt.toml")


def test_no_more_entries_than_allowed(project: pathlib.Path) -> None:
    (project / "seedfmt.toml").write_text(f"exclude = {['x' * 1000] * 1000}")
    config = read_config("seedfmt.toml")
    assert config is not None
    assert len(config.exclude) == 1000


@pytest.mark.parametrize("name", ["seedfmt.toml", ".seedfmt.toml", "pyproject.toml"])
def test_configuration_that_is_a_link(project: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """One that leads out of the work tree is not read; one that leads within is."""
    work_tree = project / "repository"
    (work_tree / ".git").mkdir(parents=True)
    (work_tree / ".git" / "HEAD").touch()
    (work_tree / "bad.md").write_text(BAD)
    text = "[tool.seedfmt]\nexclude = ['*']" if name == "pyproject.toml" else "exclude = ['*']"
    (project / "out.toml").write_text(text)
    (work_tree / "within.toml").write_text(text)
    os.chdir(work_tree)
    (work_tree / name).symlink_to("../out.toml")
    assert run("check", "--force-exclude", "bad.md") == 2
    assert f"{name}: E604 a symbolic link leads out" in capsys.readouterr().err
    assert run("secured", "verify", "--trust", "t.json", "bad.md") == 6
    assert "a symbolic link leads out" in capsys.readouterr().err
    (work_tree / name).unlink()
    (work_tree / name).symlink_to("within.toml")
    assert run("check", "--force-exclude", "bad.md") == 0


# -- schemas ------------------------------------------------------------------------------------------------------------


def test_schema_with_a_key_twice_at_its_end(project: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half a million keys, of which only the last is there twice: once quadratic, which took hours."""
    keys = ",".join(f'"k{number}":1' for number in range(500_000))
    (project / "s.json").write_text(f'{{{keys},"k499999":2,"k7":3}}')
    (project / "a.md").write_text("---\n# $schema: s.json\na: 1\n---\n")
    assert run("check", "a.md") == 1
    assert "E801 the schema " in (found := capsys.readouterr().out)
    assert 'the member "k499999" stands twice' in found


@pytest.mark.parametrize(
    "pattern", ["**/*.json", "**/**/**/**/**/**/*.json", "../**/*.json", "/**/*.json", "{a,b}/../../**"]
)
def test_copies_are_sought_in_the_folder_alone(project: pathlib.Path, pattern: str) -> None:
    """Links that lead in circles: two of them once made 2**40 paths; ".." once meant the whole disk."""
    inner = project / "content"
    (inner / "a").mkdir(parents=True)
    for name in ("one", "two"):
        (inner / name).symlink_to(".")
        (inner / "a" / name).symlink_to("..")
    copy = '{"$id": "https://example.org/%s.json", "type": "object"}'
    (inner / "a" / "in.json").write_text(copy % "in")
    (project / "out.json").write_text(copy % "out")
    (inner / "link.json").symlink_to("../out.json")
    found = find_copies(str(inner), pattern)
    assert found == ({} if ".." in pattern else {"https://example.org/in.json": str(inner / "a" / "in.json")})


KEYS = "".join(f"k{number}: [no]\n" for number in range(3_000))
# a schema that multiplies with the keys of a file, and the code of what is said
MULTIPLYING = [
    ({"patternProperties": {f"^x{number}.*y$": False for number in range(1_001)}}, "E801"),
    ({"additionalProperties": {"anyOf": [{"type": "integer"}] * 3_000}}, "S196"),
    ({"additionalProperties": {"enum": [[number] for number in range(10_000)]}}, "S104"),
    ({"additionalProperties": {"type": "array", "items": {"required": ["x"]}, "not": {}}}, "S127"),
    ({"properties": {f"kk{number}": {} for number in range(5_000)}, "additionalProperties": False}, "S101"),
]


@pytest.mark.parametrize(("schema", "code"), MULTIPLYING, ids=[code for _, code in MULTIPLYING])
def test_schema_that_multiplies(
    project: pathlib.Path, capsys: pytest.CaptureFixture[str], schema: dict[str, object], code: str
) -> None:
    """Small files that took minutes to hours by a schema of the same pull request."""
    (project / "s.json").write_text(json.dumps(schema))
    (project / "a.md").write_text(f"---\n# $schema: s.json\n{KEYS}---\n")
    assert run("check", "a.md", "--select", "S", "--ignore", "K") == 1
    assert f": {code} " in capsys.readouterr().out


def test_enum_compares_as_json_does() -> None:
    document = seedfmt.loads("---\na: 1\nb: true\nc: {x: [1.0]}\nd: 1.0\n---\n")
    values = [1, {"x": [1]}]
    faults = seedfmt.validate(document, {"additionalProperties": {"enum": values}})
    assert [(problem.code, problem.pointer) for problem in faults] == [("S104", "/b")]
