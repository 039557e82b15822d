"""The configuration: where it is found, what it may say, and the line of what it may not; globs as git reads them."""

from __future__ import annotations

import pathlib
import re
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
        'unknown key "selects"; did you mean "select"? the keys are select, ignore, exclude, schemas, schema-copies, ',
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
    (
        'select = []\nschemas = [\n  { file = "a", schema = "b" },\n]\n',
        (3, 5),
        'unknown key "file" in schemas; did you mean "files"? the keys are files, schema and optional',
    ),
    ('schemas = [{ files = "a", schema = "b", optional = 1 }]\n', (1, 1), "schemas is no list"),
    (f'exclude = ["b", "{"{a,b}" * 7}"]\n', (1, 18), "the braces stand for more than 64 patterns"),
    (f'schemas = [{{ files = "{"{a,b}" * 7}", schema = "x" }}]\n', (1, 23), "the braces stand for more than 64"),
    ('schema-copies = "a"\n', (1, 1), "schema-copies is no list of texts"),
    ("select = [\n", (2, 1), "this is no TOML"),
    ("secured = 1\n", (1, 1), "secured is no table"),
    ('[secured]\nrequir = "both"\n', (2, 1), 'did you mean "require"?'),
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
    ("./a.md", ["a.md"], ["x/a.md"]),
    ("./x/**", ["x/a", "x/y/a"], ["a/x"]),
    ("x/*.{md,mdx}", ["x/a.md", "x/a.mdx"], ["x/a.m", "x/y/a.md"]),
    ("{a,b}/**", ["a/x", "b/x/y"], ["c/x", "x/a/y"]),
    ("{a,{b,c}}/x{,y}", ["a/x", "c/xy"], ["b/z"]),
    ("{a}", ["{a}"], ["a"]),
    ("\\{a,b}", ["{a,b}"], ["a", "b"]),
    ("{a,b", ["{a,b"], ["a"]),
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
        if glob == "a[" or "{" in glob or glob.startswith("./"):
            continue  # git takes a bracket that is not closed for no pattern at all, and knows neither braces nor "./"
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


def test_many_braces_are_quick() -> None:
    assert not matches("{a,b}" * 40, "a" * 40)
    assert matches("{" * 5000 + "a,b}", "{" * 4999 + "a")


# -- claims and patterns that match nothing ----------------------------------------------------------------------------


def test_optional(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without front matter is an error where a pattern claims it, and passed over where it is optional."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.json").write_text('{"required": ["title"]}')
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "plain.md").write_text("# Words\n")
    (tmp_path / "d" / "a.md").write_text("---\nb: 1\n---\n")
    entry = '{{ files = "d/**/*.{{md,mdx}}", schema = "s.json", optional = {} }}'
    for optional, codes in (("true", ["S102"]), ("false", ["S102", "E101"])):
        (tmp_path / "seedfmt.toml").write_text(f"schemas = [{entry.format(optional)}]\n")
        assert main(["check", "."]) == 1
        assert sorted(re.findall(r": ([ES]\d+) ", capsys.readouterr().out)) == sorted(codes)


def test_a_pattern_that_matches_nothing_is_reported_once(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("posts/a.md", "posts/b.md", "old/c.md", "ignored/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("---\na: 1\n---\n")
    (tmp_path / "seedfmt.toml").write_text(
        'exclude = ["old/", "ignored/", "!posts/a.md", "nothing/*"]\n'
        "schemas = [\n"
        '  { files = "./{posts,x}/**", schema = "none" },\n'
        '  { files = "post/**", schema = "none" },\n'
        "]\n"
    )
    assert main(["check", "."]) == 0
    assert capsys.readouterr().err.splitlines() == [
        'seedfmt: seedfmt.toml:4:14: E603 the pattern "post/**" of schemas matches no file; correct it, or remove it',
        'seedfmt: seedfmt.toml:1:48: E603 the pattern "nothing/*" of exclude matches no file; correct it, or remove it',
        "2 files checked, 0 findings; 1 other file passed over",
    ]
    assert main(["check", "posts"]) == 0
    assert capsys.readouterr().err == "2 files checked, 0 findings\n", "only a part of the project was looked at"


# -- copies of remote schemas ------------------------------------------------------------------------------------------

REMOTE = "https://schemas.example.org/v1/post.json"


@pytest.fixture
def copied(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A project with a copy of a remote schema that refers to another, by a relative reference."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "post.json").write_text(
        f'{{"$id": "{REMOTE}", "properties": {{"heat": {{"$ref": "common.json#/$defs/heat"}}}}}}'
    )
    (tmp_path / "copies" / "common.json").write_text(
        '{"$id": "https://schemas.example.org/v1/common.json", "$defs": {"heat": {"type": "integer"}}}'
    )
    (tmp_path / "a.md").write_text(f"---\n# yaml-language-server: $schema={REMOTE}\nheat: high\n---\n")
    (tmp_path / "seedfmt.toml").write_text('schema-copies = ["copies/*.{json,yaml}"]\n')
    return tmp_path


def test_a_copy_is_used_for_its_address(copied: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.md"]) == 1
    assert capsys.readouterr().out.startswith('a.md:3:7: S103 "heat" is text')
    assert main(["schema", "for", "a.md"]) == 0
    assert main(["check", "a.md", "--isolated"]) == 1
    assert "E802" in capsys.readouterr().out, "control: without the configuration it is on the network"


def test_a_copy_is_used_for_a_reference(copied: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "own.json").write_text(f'{{"$ref": "{REMOTE}"}}')
    (copied / "b.md").write_text("---\nheat: high\n---\n")
    (copied / "seedfmt.toml").write_text(
        'schema-copies = ["copies/*.json"]\nschemas = [{ files = "b.md", schema = "own.json" }]\n'
    )
    assert main(["check", "b.md"]) == 1
    assert capsys.readouterr().out.startswith('b.md:2:7: S103 "heat" is text')


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{"type": "object"}', "the copy of a schema has no address in $id"),
        ('{"$id": "post.json"}', "the copy of a schema has no address in $id"),
        (f'{{"$id": "{REMOTE}"}}', f"two copies have the $id {REMOTE}"),
        ("{", "the schema is not JSON"),
    ],
)
def test_a_copy_that_is_none(
    copied: pathlib.Path, capsys: pytest.CaptureFixture[str], source: str, message: str
) -> None:
    (copied / "copies" / "z.json").write_text(source)
    assert main(["check", "a.md"]) == 1
    assert message in capsys.readouterr().out


def test_a_copy_outside_is_not_read(copied: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = copied.parent / f"{copied.name}-outside"
    outside.mkdir()
    (copied / "copies" / "post.json").rename(outside / "post.json")
    (copied / "copies" / "post.json").symlink_to(outside / "post.json")
    (copied / "seedfmt.toml").write_text(f'schema-copies = ["copies/*.json", "../{outside.name}/*"]\n')
    assert main(["check", "a.md"]) == 1
    assert "E802" in capsys.readouterr().out
