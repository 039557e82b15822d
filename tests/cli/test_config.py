"""The configuration: where it is found, what it may say, and the line of what it may not; globs as git reads them."""

from __future__ import annotations

import pathlib
import subprocess
import time

import pytest

from seedfmt._cli import main
from seedfmt._config import Config, find_config, read_config
from seedfmt._globs import matches
from seedfmt.errors import FileError

GOOD = """# a project
select = ["C", "L101"]
ignore = ["C301"]
exclude = ["drafts/", "!drafts/kept.md"]
schemas = [{ files = "_posts/**", schema = "post.json" }]
"""

# configuration, line and column, what the message holds
BAD = [
    (
        "selects = []\n",
        (1, 1),
        '"selects" is no option; there are select, ignore, exclude, schemas, readers, tags and secured',
    ),
    ('select = []\nreaders = ["hugo"]\ntags = "!a"\n', (3, 1), "tags is no list of texts"),
    (
        'tags = ["!a", "cloudformatoin"]\n',
        (1, 16),
        'unknown tag or set "cloudformatoin"; did you mean "cloudformation"?',
    ),
    ('tags = ["input"]\n', (1, 10), 'unknown tag or set "input"; a tag begins with "!", and the sets are home-'),
    (
        'readers = [\n  "hugo",\n  "jekyl",\n]\n',
        (3, 4),
        'unknown reader "jekyl"; did you mean "jekyll"? the readers are jekyll, hugo, astro, ',
    ),
    ('readers = ["???"]\n', (1, 13), 'unknown reader "???"; the readers are jekyll, '),
    ("\n\nselect = 1\n", (3, 1), 'select is no list of texts; write select = ["..."]'),
    ('ignore = ["a", 2]\n', (1, 1), "ignore is no list of texts"),
    ('select = []\nschemas = [{ files = "a" }]\n', (2, 1), "schemas is no list of files and schema"),
    ('schemas = [{ files = "a", schema = 1 }]\n', (1, 1), "schemas is no list"),
    ("select = [\n", (2, 1), "this is no TOML"),
    ("secured = 1\n", (1, 1), "secured is no table"),
    ('[secured]\nrequir = "both"\n', (2, 1), "in secured: the policy has the unknown member requir"),
    ('[secured]\nbody = true\nrequire = "x"\n', (3, 1), "none of signed, sealed, both; correct the policy"),
    ('[secured]\nvolatile = "x"\n', (2, 1), "no list of JSON Pointers"),
    ('[secured]\nvolatile = ["heat"]\n', (2, 1), "is no JSON Pointer"),
    ("a = 1\na = 2\n", (2, 6), "this is no TOML: cannot overwrite a value"),
    ("= 1\n", (1, 1), "this is no TOML: invalid statement"),
    ("\xe9 = 1", (1, 1), "this is no TOML"),
]


def test_read(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "seedfmt.toml"
    path.write_text(GOOD)
    config = read_config(str(path))
    assert config is not None
    assert config.select == ("C", "L101")
    assert config.ignore == ("C301",)
    assert config.schemas == (("_posts/**", "post.json"),)
    assert config.folder == str(tmp_path)
    assert config.is_excluded(str(tmp_path / "drafts" / "x.md"))
    assert not config.is_excluded(str(tmp_path / "drafts" / "kept.md"))
    assert not config.is_excluded(str(tmp_path / "x.md"))


@pytest.mark.parametrize(("text", "place", "message"), BAD, ids=lambda value: str(value)[:30])
def test_refuse(tmp_path: pathlib.Path, text: str, place: tuple[int, int], message: str) -> None:
    path = tmp_path / "seedfmt.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read_config(str(path))
    assert caught.value.code == "E603"
    assert (caught.value.line, caught.value.column) == place
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(path))


# bytes that are no configuration at all
HOSTILE = [
    b"\xff\xfe",
    b"\0",
    b"[" * 100_000,
    b"a = " + b"[" * 100_000,
    b"a" * 2_000_000,
    b"a = 1" + b"0" * 5000,
    b"[tool]\nseedfmt = 1",
]


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: str(source[:10]))
@pytest.mark.parametrize("name", ["seedfmt.toml", "pyproject.toml"])
def test_hostile(
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    source: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("---\na: 1\n---\n")
    (tmp_path / name).write_bytes(source + (b"\n#seedfmt" if name == "pyproject.toml" else b""))
    assert main(["check", "a.md"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"seedfmt: {tmp_path / name}")
    assert main(["check", "a.md", "--isolated"]) == 0


def test_find_the_closest(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "seedfmt.toml").write_text('ignore = ["C"]\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert find_config(str(inner)).ignore == ("C",)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.seedfmt]\nignore = ['K']\n")
    assert find_config(str(inner)).ignore == ("K",)
    (inner / "seedfmt.toml").write_text("")
    assert find_config(str(inner)) == Config(str(inner), str(inner / "seedfmt.toml"))


# glob, paths that it fits, paths that it does not
GLOBS = [
    ("a.md", ["a.md", "x/a.md", "x/y/a.md"], ["b.md", "a.mdx", "xa.md"]),
    ("/a.md", ["a.md"], ["x/a.md"]),
    ("*.md", ["a.md", "x/a.md", ".md"], ["a.txt"]),
    ("x/*.md", ["x/a.md"], ["x/y/a.md", "y/x/a.md"]),
    ("x/**", ["x/a", "x/y/a"], ["a/x", "xx/a"]),
    ("**/x/a", ["x/a", "y/x/a"], ["x/y/a"]),
    ("x/**/a", ["x/a", "x/y/a", "x/y/z/a"], ["y/x/a"]),
    ("drafts/", ["drafts/a", "x/drafts/a"], ["drafts"]),
    ("drafts", ["drafts", "drafts/a", "x/drafts/y/a"], ["draftsa"]),
    ("a?c", ["abc"], ["ac", "a/c"]),
    ("[ab]c", ["ac", "bc"], ["cc", "abc"]),
    ("[!ab]c", ["cc"], ["ac"]),
    ("[a-c]d", ["ad", "cd"], ["dd", "-d"]),
    ("[]x]d", ["]d", "xd"], ["d"]),
    ("a\\*c", ["a*c"], ["abc"]),
    ("a[", ["a["], ["a"]),
    ("a.(b)+", ["a.(b)+"], ["aXbb"]),
    ("_posts/**/*.md", ["_posts/a.md", "_posts/x/a.md"], ["a.md", "x/_posts/a.md"]),
]  # fmt: skip


@pytest.mark.parametrize(("glob", "fits", "others"), GLOBS, ids=lambda value: str(value)[:20])
def test_globs(glob: str, fits: list[str], others: list[str]) -> None:
    assert [path for path in fits if not matches(glob, path)] == []
    assert [path for path in others if matches(glob, path)] == []


def test_globs_as_git_reads_them(tmp_path: pathlib.Path) -> None:
    """Git is asked the same questions."""
    try:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git")
    for glob, fits, others in GLOBS:
        if glob == "a[":
            continue  # git takes a bracket that is not closed for no pattern at all
        (tmp_path / ".gitignore").write_text(glob + "\n")
        asked = subprocess.run(
            ["git", "-C", str(tmp_path), "check-ignore", "--no-index", "--stdin", "-z"],
            input="\0".join(fits + others), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert sorted(filter(None, asked.stdout.split("\0"))) == sorted(fits), glob


def test_globs_take_linear_time() -> None:
    before = time.process_time()
    assert not matches("*a" * 50 + "b", "a" * 2000)
    assert not matches("**/a/" * 50 + "b", "a/" * 500 + "c")
    assert time.process_time() - before < 2
