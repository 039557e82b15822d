"""The committed seed files: what they must have to stand for real ones."""

from __future__ import annotations

import pathlib

import pytest

import seedfmt
from seedfmt._cli import main
from tests.support.data import CORPUS

FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())


def test_every_record_kind_is_there() -> None:
    folders = {path.parent.relative_to(CORPUS / path.relative_to(CORPUS).parts[0]).as_posix() for path in FILES}
    assert len(folders) >= 17, folders
    assert len(FILES) > 45


def test_every_trait_is_there() -> None:
    """The traits of real files: CRLF, no final newline, no fences, a fence in the body, names that start with a hyphen."""
    sources = {path: path.read_bytes() for path in FILES}
    assert any(source.count(b"\r\n") == source.count(b"\n") for source in sources.values())
    assert any(source.endswith(b"---") for source in sources.values())
    assert any(not source.startswith(b"---") for source in sources.values())
    assert any(source.count(b"\n---\n") > 1 for source in sources.values())
    assert any(path.name.startswith("-") for path in FILES)
    assert any(b": \n" in source for source in sources.values())
    assert any("\u200b".encode() in source for source in sources.values())
    assert any(source.count(b"  - title:") > 20 for source in sources.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_file(path: pathlib.Path) -> None:
    """Each file is read and comes back, also through JSON, and a change back and forth leaves no trace."""
    source = path.read_bytes()
    document = seedfmt.load(path)
    assert bytes(document) == source
    assert bytes(seedfmt.loads_lossless(seedfmt.dumps_lossless(document))) == source
    document["brandNew"] = 1
    assert bytes(document) != source
    del document["brandNew"]
    assert document.data == seedfmt.load(path).data


def test_only_style_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """Against the schemas no file has a fault."""
    main(["check", str(CORPUS), "--output-format", "concise"])
    codes = {line.split()[1] for line in capsys.readouterr().out.splitlines() if line.startswith("/") or ".md:" in line}
    assert codes <= {"L103", "U102"}
