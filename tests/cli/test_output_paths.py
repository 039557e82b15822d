"""Paths that come as data: what is refused on every platform, and that ordinary names are written."""

from __future__ import annotations

import json
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seedfmt
from seedfmt._cli import main
from seedfmt._output_paths import require_inside
from seedfmt.errors import FileError

HIDDEN = [".github/workflows/x.yml", "a/.hidden.md", ".seedfmt.toml", "..x/a.md", "\u200b.github/x.md"]
NEVER = [
    ".git/hooks/x.md", "a/.GIT/x.md", ".Git", ".g\u200cit/x.md", "\ufeff.git/x.md", "git~1/x.md", "GITHUB~1/x.yml",
    ".git /x.md", ".git./x.md", ".git::$INDEX_ALLOCATION/x.md", ".git\\hooks\\x.md", "a\\..\\..\\x.md",
    "CON", "nul.md", "a/Aux.tar.gz", "COM1.md", "lpt9", "com\xb9.md", "CONIN$", "NUL .md", "PRN/x.md",
    "a.md:stream", "C:x.md", "C:/x.md", "//host/x.md", "a./x.md", "a /x.md", "x.md.", "x.md ", "...",
    "../x.md", "a/../x.md", "/x.md", "", ".", "a/", "x\0.md", "FILENA~1.md",
]  # fmt: skip
ORDINARY = [
    "a.md", "_news/2026-01-01-a b.md", "./a//b.md", "git/x.md", "a.git/x.md", "console.md", "com10.md", "nullable/con-a.md",
    "a~b.md", "x~", "backup-of-long-name~1.md", "ü/日本.md", "a..b.md", "-x.md", "#x.md", "can't & (won't).md",
]  # fmt: skip


@pytest.mark.parametrize("path", HIDDEN + NEVER)
def test_refused(path: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileError, match=r"the path .*; nothing was written for it"):
        require_inside(str(tmp_path), path)


@pytest.mark.parametrize("path", NEVER)
def test_refused_even_where_hidden_paths_are_allowed(path: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileError):
        require_inside(str(tmp_path), path, allow_hidden=True)


@pytest.mark.parametrize("path", ORDINARY + HIDDEN[:4])
def test_allowed(path: str, tmp_path: pathlib.Path) -> None:
    found = require_inside(str(tmp_path), path, allow_hidden=path in HIDDEN)
    assert pathlib.Path(found) == tmp_path / path


@given(st.text(st.sampled_from("/\\.:~ \t\0gitGITcon1$a\u200c\u2024"), max_size=12))
def test_law_of_the_folder(path: str) -> None:
    """What is allowed is below the folder, also as Windows and macOS read it."""
    try:
        found = require_inside("folder", path, allow_hidden=True)
    except FileError:
        return
    for pure in (pathlib.PurePosixPath(found), pathlib.PureWindowsPath(found)):
        assert pure.parts[0] == "folder"
        assert len(pure.parts) > 1
        assert not pure.drive
        assert not pure.root
        for part in pure.parts:
            seen = part.replace("\u200c", "").rstrip(". ").lower()
            assert part != ".." and seen not in (".git", "git~1", "con")


def lines(folder: pathlib.Path, *paths: str) -> pathlib.Path:
    source = folder / "x.jsonl"
    source.write_text("".join(json.dumps({"path": path, "title": "A"}) + "\n" for path in paths))
    return source


def test_command(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is refused is named, with the option where there is one; the other lines are written."""
    source = lines(tmp_path, ".github/workflows/x.md", ".git/x.md", "nul.md", "a.md")
    out = tmp_path / "out"
    assert main(["from-json", "--lines", str(source), "--output", str(out)]) == 1
    said = capsys.readouterr().err
    assert "line 1 of the input: the path has a hidden part; nothing was written for it" in said
    assert "--allow-hidden allows it" in said
    assert "line 2 of the input: the path leads into the repository of git" in said
    assert 'line 3 of the input: the path has a part "nul", a device on Windows' in said
    assert [path.name for path in out.rglob("*")] == ["a.md"]
    assert main(["from-json", "--lines", "--allow-hidden", str(source), "--output", str(out)]) == 1
    assert sorted(path.name for path in out.rglob("*") if path.is_file()) == ["a.md", "x.md"]
    assert not (out / ".git").exists()


def test_function(tmp_path: pathlib.Path) -> None:
    texts = lines(tmp_path, ".x/a.md").read_text().splitlines()
    with pytest.raises(FileError):
        list(seedfmt.from_json_lines(texts, tmp_path))
    assert [new for _, new in seedfmt.from_json_lines(texts, tmp_path, allow_hidden=True)] == [True]


def test_usage(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["from-json", "--allow-hidden", str(lines(tmp_path, "a.md"))])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "seedfmt: --allow-hidden goes with --lines\n"
