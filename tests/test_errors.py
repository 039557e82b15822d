"""What people do wrong in YAML, and what they are told: code, line, column, and words that help."""

from __future__ import annotations

import pickle

import pytest

import seedfmt
from seedfmt.errors import Code, SeedError, SeedSyntaxError

# front matter (the opening fence is line 1), code, line, column, part of the message
WRONG = [
    ("name: DM: Diablo Immortal\n", "E203", 2, 7, 'contains ": " and needs quotes'),
    ("a: b: c\n", "E203", 2, 4, "needs quotes"),
    ("a: 'b': c\n", "E203", 2, 4, "needs quotes"),
    ("- a\nb: c\n", "E201", 3, 1, '"- " is missing'),
    ("a: 1\n- b\n", "E201", 3, 1, "a key is expected"),
    ("a: 1\n b: 2\n", "E201", 3, 2, "continues the value of the line above"),
    ("a:\n  b: 1\n c: 2\n", "E201", 4, 2, "indented by 1 space,"),
    ("a:\n\tb: 1\n", "E202", 3, 1, "tab"),
    ("a:\n  - b\n \t- c\n", "E202", 4, 2, "tab"),
    ("a: 1\nb\nc: 2\n", "E204", 3, 1, 'no ": "'),
    ("a 1\n", "E106", 2, 1, "text, not a mapping"),
    ("a: @x\n", "E203", 2, 4, 'begins with "@"'),
    ("a: `x`\n", "E203", 2, 4, "begins with"),
    ("a: %x\n", "E203", 2, 4, "begins with"),
    ("%YAML 1.2\n", "E211", 2, 1, "directive"),
    ("a: *b\n", "E302", 2, 4, 'no anchor "&b"'),
    ("a: **/x\n", "E302", 2, 4, "no anchor"),
    ("a: * b\n", "E203", 2, 4, "no name follows"),
    ("a: & b\n", "E209", 2, 4, "no name follows"),
    ("a: &x &y b\n", "E209", 2, 7, "second anchor"),
    ("a: !x !y b\n", "E210", 2, 7, "second tag"),
    ("a: !e!x b\n", "E210", 2, 4, "not declared"),
    ("a: !<x b\n", "E210", 2, 4, "must end"),
    ("a: &x *y\n", "E209", 2, 7, "alias cannot have"),
    ('a: "b\n', "E206", 2, 4, "never closed"),
    ("a: 'b\n", "E206", 2, 4, "never closed"),
    ("a: [b\n", "E206", 2, 4, "never closed"),
    ("a: {b: [c}\n", "E213", 2, 10, 'closes what "[" opened'),
    ("a: [b, , c]\n", "E213", 2, 8, "no value before this comma"),
    ('a: ["b" "c"]\n', "E213", 2, 9, "comma is missing"),
    ('a: "b" c\n', "E212", 2, 8, "behind the closing quote"),
    ("a: [b] c\n", "E212", 2, 8, "behind the closing bracket"),
    ("a: ]\n", "E215", 2, 4, "without anything to close"),
    ("a: - b\n", "E215", 2, 4, "a list cannot begin here"),
    ('a: "\\q"\n', "E207", 2, 5, "not an escape"),
    ('a: "\\x4"\n', "E207", 2, 5, "2 hexadecimal digits"),
    ('a: "\\ud800"\n', "E207", 2, 5, "not the code of a character"),
    ('a: "\\U00110000"\n', "E207", 2, 5, "not the code of a character"),
    ("a: | b\n", "E208", 2, 6, "opens a block of text"),
    ("a: |0\n", "E208", 2, 5, "opens a block of text"),
    ("a: |\n    \n  b\n", "E201", 3, 1, "blank line is indented"),
    ("a: [b\n]\n", "E201", 3, 1, "belongs to the list that opens on line 2"),
    ('a: "b\nc"\n', "E201", 3, 1, "belongs to the quoted text"),
    ('a: "b"#c\n', "E214", 2, 7, "does not begin a comment"),
    ("a: [b]#c\n", "E214", 2, 7, "does not begin a comment"),
    ("a: [b,#c\n  d]\n", "E214", 2, 7, "does not begin a comment"),
    ("a\n b: c\n", "E201", 3, 2, "cannot be a key"),
    ('"a\n b": c\n', "E205", 2, 1, "must stand on one line"),
    ("a" * 1030 + ": 1\n", "E205", 2, 1, "longer than 1024"),
    ("a: 1\na: 2\n", "E301", 3, 1, "here and on line 2"),
    ('a: 1\n"a": 2\n', "E301", 3, 1, "line 2"),
    ("1: x\n0x1: y\n", "E301", 3, 1, "line 2"),
    ("true: x\n1: y\n", "E301", 3, 1, "the same to most readers"),
    ("a: {b: 1, c: 2, b: 3}\n", "E301", 2, 17, "line 2"),
    ("".join(f"k{n}: {n}\n" for n in range(40)) + "k7: 1\n", "E301", 42, 1, "line 9"),
    ("a: &x [*x]\n", "E303", 2, 8, "inside the value"),
    ("a: !!int b\n", "E304", 2, 4, "no !!int"),
    ("a: !!map [b]\n", "E304", 2, 4, "no !!map"),
    ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", "E216", 2, 1, "conflict marker"),
    ("a: 1\n=======\nb: 2\n", "E216", 3, 1, "conflict marker"),
]  # fmt: skip


@pytest.mark.parametrize(("front", "code", "line", "column", "message"), WRONG)
def test_wrong(front: str, code: str, line: int, column: int, message: str) -> None:
    for end in ("\n", "\r\n"):
        source = f"---\n{front}---\n".replace("\n", end)
        with pytest.raises(SeedError) as caught:
            seedfmt.loads(source, path="post.md")
        error = caught.value
        assert (error.code, error.line, error.column) == (code, line, column), error
        assert message in error.message
        assert error.message[0].islower() or not error.message[0].isalpha()
        assert not error.message.endswith(".")
        assert str(error).startswith(f"post.md:{line}:{column}: ")


def test_columns_count_characters() -> None:
    with pytest.raises(SeedError) as caught:
        seedfmt.loads("---\nañ😀: [x\n---\n")
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_every_code_is_raised_somewhere() -> None:
    """Each code of the codec stands in a test."""
    import pathlib

    texts = "".join(path.read_text() for path in pathlib.Path(__file__).parent.rglob("*.py"))
    texts += "".join(path.read_text() for path in (pathlib.Path(__file__).parent / "vectors").rglob("*.txt"))
    unseen = [code for code in Code if str(code) not in texts and code != Code.INTERNAL]
    assert not unseen


def test_errors_survive_pickling() -> None:
    with pytest.raises(SeedSyntaxError) as caught:
        seedfmt.loads("---\na: [\n---\n", path="x.md")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is SeedSyntaxError
    assert (str(again), again.code, again.span) == (str(caught.value), caught.value.code, caught.value.span)


def test_errors_do_not_quote_values() -> None:
    secret = "c2VjcmV0;c2VjcmV0"
    for front in (f'secured: "{secret}" x\n', f"secured: {secret}: x\n", f'secured: "{secret}"\nsecured: "{secret}"\n'):
        with pytest.raises(SeedError) as caught:
            seedfmt.loads(f"---\n{front}---\n")
        assert secret not in str(caught.value) + repr(caught.value)
