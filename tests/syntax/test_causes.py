"""Errors are reported where their cause is, with what a person has to do."""

from __future__ import annotations

import pytest

import seedfmt
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
