"""Errors are reported where their cause is, with what a person has to do."""

from __future__ import annotations

import pathlib

import pytest

import seedfmt
from seedfmt._cli import main
from seedfmt.errors import SeedError

# front matter, code, line, column, what the message holds, what the hint holds
CASES = [
    ("image: ![alt](x.png)\n", "E210", 2, 8, 'the "!" begins a tag and not text', "quotes"),
    ("title: !Hello, World\n", "E210", 2, 8, 'the "!" begins a tag and not text', "quotes"),
    ("title: !important!\n", "E210", 2, 8, 'the "!" begins a tag and not text', "quotes"),
    ("title: !!\n", "E210", 2, 8, 'the "!" begins a tag and not text', "quotes"),
    ("title: &a,b c\n", "E210", 2, 8, 'the "&" begins an anchor and not text', "quotes"),
    ("title: '90s kids\nheat: 1\n", "E206", 2, 8, "not closed on its line", "double quotes"),
    ("title: 'tis the season\n", "E206", 2, 8, "not closed on its line", "double quotes"),
    ("title: a long\n  text that wraps\n  and a note: this\nheat: 1\n", "E201", 4, 13, "continues the text", "quotes"),
    ("title: x\n\nSome text.\n\n", "E204", 4, 1, "text where a key is expected", 'add a line "---"'),
    ("title: x\n\n# Head\n\nIt goes on here\nand here.\n\n", "E204", 6, 1, "text where a key", 'add a line "---"'),
    # controls: what was said before
    ('title: !x"b"\n', "E210", 2, 10, "needs a space", "space"),
    ("title: !x[b]\n", "E210", 2, 10, "needs a space", "space"),
    ("title: !e!x b\n", "E210", 2, 8, "not declared", "%TAG"),
    ("title: 'b\n", "E206", 2, 8, "never closed", "close"),
    ("title: x\nheat 65\n", "E204", 3, 1, "after its key", "key: value"),
    ("title: x\n\nheat 65\n", "E204", 4, 1, "after its key", "key: value"),
    ("title: x\n  heat: 65\n", "E201", 3, 3, "continues the value", "indent"),
]


@pytest.mark.parametrize(("front", "code", "line", "column", "message", "hint"), CASES)
def test_cause(front: str, code: str, line: int, column: int, message: str, hint: str) -> None:
    with pytest.raises(SeedError) as caught:
        seedfmt.loads(f"---\n{front}---\nbody\n")
    error = caught.value
    assert (error.code, error.line, error.column) == (code, line, column), error
    assert message in error.message
    assert hint in error.hint


LICENCE = "<!--\nLicensed to the ASF\n" + "under one or more agreements. " * 60 + "\n-->\n"
FRONT = "---\ntitle: x\ntags: [a]\n---\nbody\n"
HIDDEN = {
    "comment.md": f"<!-- licence -->\n{FRONT}",
    "long.md": f"{LICENCE}\n\n{FRONT}",
    "two.md": f"<!-- a -->\n<!-- b -->\n{FRONT}",
    "crlf.md": f"<!-- a -->\n{FRONT}".replace("\n", "\r\n"),
    "block.md": f"```yaml\n{FRONT}```\n",
    "whole.md": f"~~~\n{FRONT}~~~\n",
}
NOT_HIDDEN = {
    "plain.md": "<!-- a comment -->\n\n# Title\n\ntext\n",
    "ruler.md": "<!-- toc -->\n\n---\n\nA paragraph: it has a colon.\n\n---\n",
    "note.md": "<!-- toc -->\n---\nNote: this is a heading\n---\n",
    "later.md": f"# How to\n\n```yaml\n{FRONT}```\n",
    "manifest.md": "```yaml\n---\napiVersion: v1\nkind: Pod\n---\nkind: Service\n```\n",
    "open.md": "<!-- never closed\n---\ntitle: x\n---\n",
    "shell.md": "```sh\nls\n```\n",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_front_matter(
    name: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Front matter that is not at the start is reported where it is, in a folder as well."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(HIDDEN[name].encode())
    line = HIDDEN[name].replace("\r", "").split("---\ntitle")[0].count("\n") + 1
    for place in (".", name):
        assert main(["check", place]) == 1
        out = capsys.readouterr().out
        assert f"{name}:{line}:1: E101 the front matter is " in out
        assert "so it is not read; " in out


def test_not_hidden(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only looks a little like it is passed over."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(FRONT)
    for name, text in NOT_HIDDEN.items():
        (tmp_path / name).write_text(text)
    assert main(["check", "."]) == 0, capsys.readouterr().out
