"""``seedfmt init``: what it writes for each layout, that the next check is quiet, and that it overwrites nothing."""

from __future__ import annotations

import json
import pathlib
import re
import shutil
import tomllib

import pytest
import yaml

from seedfmt._cli import main
from seedfmt._cli.scaffold import render_hooks, toml_string
from seedfmt._cli.sites import escape_glob
from seedfmt._globs import matches
from tests.support.data import ROOT
from tests.support.layouts import LAYOUTS, page, write

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "infer"
SCHEMAS = {"jekyll": "posts", "hugo": "posts", "astro": "blog"}
HOSTILE = [
    "a b",
    "q\"uo'te",
    "back\\slash",
    "[x]",
    "st*r?",
    "{a,b}",
    "new\nline",
    "\x1b[31m",
    "\u202eevil",
    "$(x)",
    "ü",
    "#!",
    "::error",
]


@pytest.fixture
def site(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def snapshot(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_first_check_is_quiet(name: str, site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    LAYOUTS[name](site)
    before = snapshot(site)
    assert main(["init"]) == 0
    assert tomllib.loads((site / "seedfmt.toml").read_text())["readers"] == [name]
    assert before.items() <= snapshot(site).items(), "no file is changed"
    capsys.readouterr()
    assert main(["check", "."]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"\d+ files checked, 0 findings.*\n", err), err
    if name in SCHEMAS:
        schema = json.loads((site / "schemas" / f"{SCHEMAS[name]}.schema.json").read_text())
        assert schema == json.loads((VECTORS / f"{name}.json").read_text())


def test_a_content_portal(site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Folders whose files fit the schema of their record kind get that schema; others with such a name do not."""
    shutil.copytree(ROOT / "examples" / "content", site, dirs_exist_ok=True)
    for n in range(3):
        write(site, f"_games/{n}/_forms/{n}.md", page(f"colour: {n}"))
    shutil.rmtree(site / "_forms")
    assert main(["init"]) == 0
    entries = tomllib.loads((site / "seedfmt.toml").read_text())["schemas"]
    schemas = {entry["files"]: entry["schema"] for entry in entries}
    assert schemas["_news/**/*.md"] == "news"
    assert schemas["_learning/courses/**/*.md"] == "learning-courses"
    assert not [schema for schema in schemas.values() if schema == "forms"]
    capsys.readouterr()
    assert main(["check", "_news", "_people", "_learning"]) == 0


def test_a_later_mistake_is_found(site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    LAYOUTS["hugo"](site)
    assert main(["init"]) == 0
    write(site, "content/posts/new.md", page("title: New", "date: soon", "draft: perhaps"))
    capsys.readouterr()
    assert main(["check", "."]) == 1
    assert "content/posts/new.md:3:7: S106" in capsys.readouterr().out


def test_dry_run_writes_nothing(site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    LAYOUTS["astro"](site)
    before = snapshot(site)
    assert main(["init", "--dry-run"]) == 0
    assert snapshot(site) == before
    assert '+readers = ["astro"]' in capsys.readouterr().out


def test_nothing_is_overwritten(site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    LAYOUTS["jekyll"](site)
    write(site, "seedfmt.toml", 'ignore = ["K"]\n')
    write(site, ".pre-commit-config.yaml", "repos: []\n")
    before = snapshot(site)
    assert main(["init"]) == 1
    assert snapshot(site) == before
    out, err = capsys.readouterr()
    assert '-ignore = ["K"]' in out
    assert "already there: seedfmt.toml; nothing was written; --force overwrites" in err
    assert main(["init", "--force"]) == 0
    assert 'readers = ["jekyll"]' in (site / "seedfmt.toml").read_text()
    assert (site / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert "to add to .pre-commit-config.yaml:" in capsys.readouterr().out
    assert main(["init"]) == 0
    assert "up to date" in capsys.readouterr().err


def test_workflow_on_request(site: pathlib.Path) -> None:
    LAYOUTS["eleventy"](site)
    assert main(["init", "--ci"]) == 0
    assert yaml.safe_load((site / ".github/workflows/seedfmt.yml").read_text())["jobs"]


def test_no_front_matter(site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "README.md", "# Words\n")
    assert main(["init"]) == 2
    assert "no file with front matter in ." in capsys.readouterr().err
    assert main(["init", "missing"]) == 2
    assert snapshot(site) == {"README.md": b"# Words\n"}


def test_broken_files(site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(3):
        write(site, f"p/{n}.md", "---\na: [\n---\n")
    assert main(["init"]) == 1
    assert "no file can be read" in capsys.readouterr().err
    assert not (site / "seedfmt.toml").exists()
    for n in range(3):
        write(site, f"p/good{n}.md", page(f"a: {n}"))
    assert main(["init"]) == 0
    assert "p/0.md:2:4: E206" in capsys.readouterr().err


def test_links_are_not_followed(site: pathlib.Path) -> None:
    LAYOUTS["jekyll"](site)
    outside = site.parent / f"{site.name}-outside"
    outside.mkdir()
    (site / "schemas").symlink_to(outside)
    assert main(["init", "--force"]) == 1
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(name: str, site: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(3):
        write(site, f"{name}/{n}.md", page(f"a: {n}"))
    assert main(["init"]) == 0
    out, err = capsys.readouterr()
    assert not {"\x1b", "\u202e"} & set(out + err)
    entry = tomllib.loads((site / "seedfmt.toml").read_text(encoding="utf-8"))["schemas"][0]
    assert matches(entry["files"], f"{name}/0.md")
    assert not matches(entry["files"], "other/0.md")
    hook = yaml.safe_load((site / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert re.search(hook["files"], f"{name}/0.md")
    assert main(["check", "."]) == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_quoting(name: str) -> None:
    assert tomllib.loads(f"a = {toml_string(name)}") == {"a": name}
    assert matches(escape_glob(name), name)
    hooks = yaml.safe_load(render_hooks("1", [name], ["md"]))
    assert re.search(hooks["repos"][0]["hooks"][0]["files"], f"{name}/x.md")
