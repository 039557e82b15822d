"""Where the parts of a file begin (SPEC R1 to R6), and what is said where they do not."""

from __future__ import annotations

import pytest

import seedfmt
from seedfmt._fences import split
from seedfmt.errors import SeedError

WINDOW = 16384  # bytes that are searched at once

# file, front matter, body
SPLIT = [
    (b"---\na: 1\n---\nbody\n", b"a: 1\n", b"body\n"),
    (b"---\r\na: 1\r\n---\r\nbody\r\n", b"a: 1\r\n", b"body\r\n"),
    (b"---\ra: 1\r---\rbody\r", b"a: 1\r", b"body\r"),
    (b"\xef\xbb\xbf---\na: 1\n---\n", b"a: 1\n", b""),
    (b"---\na: 1\n---", b"a: 1\n", b""),
    (b"--- \t\na: 1\n---  \nbody", b"a: 1\n", b"body"),
    (b"---\na: 1\n...\nbody", b"a: 1\n", b"body"),
    (b"---\na: 1\n... \t", b"a: 1\n", b""),
    (b"---\n---\n", b"", b""),
    (b"---\n---", b"", b""),
    (b"---\n...\n", b"", b""),
    (b"---\n\n---\n\n", b"\n", b"\n"),
    (b"---\na: 1\n---\n---\nb: 2\n---\n", b"a: 1\n", b"---\nb: 2\n---\n"),
    (b"---\na: |\n  x\n---\n", b"a: |\n  x\n", b""),
    (b"---\na: 1\n ---\n---\n", b"a: 1\n ---\n", b""),
    (b"---\na: 1\n---x\n---\n", b"a: 1\n---x\n", b""),
    (b"---\na: 1\n----\n---\n", b"a: 1\n----\n", b""),
    (b"---\na: 1\r\n---\nbody", b"a: 1\r\n", b"body"),
    (b"---\na: 1\n---\n\xff\xfe\x00body", b"a: 1\n", b"\xff\xfe\x00body"),
]


@pytest.mark.parametrize(("source", "front", "body"), SPLIT)
def test_split(source: bytes, front: bytes, body: bytes) -> None:
    parts = split(source)
    assert source[parts.front : parts.closing] == front
    assert source[parts.body :] == body


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("fence", [b"---", b"..."])
def test_a_fence_anywhere_in_a_window(fence: bytes, end: bytes) -> None:
    for size in range(WINDOW - 24, WINDOW + 6):
        front = b'a: "' + b"x" * size + b'"' + end + b"---x" + end
        source = b"---" + end + front + fence + end + b"body"
        parts = split(source)
        assert source[parts.front : parts.closing] == front
        assert source[parts.body :] == b"body"


# YAML file, data, body
YAML = [
    (b"a: 1\n", {"a": 1}, b""),
    (b"a: 1", {"a": 1}, b""),
    (b"", {}, b""),
    (b"# only a comment", {}, b""),
    (b"a: 1\n---", {"a": 1}, b""),
    (b"a: 1\n---\n", {"a": 1}, b""),
    (b"a: 1\n...\n", {"a": 1}, b""),
    (b"---\na: 1\n", {"a": 1}, b""),
    (b"---\na: 1\n---\nbody", {"a": 1}, b"body"),
    (b"# c\n---\na: 1\n", {"a": 1}, b""),
    (b"%YAML 1.2\n---\na: 1\n", {"a": 1}, b""),
    (b"\xef\xbb\xbfa: 1\n", {"a": 1}, b""),
    (b"\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbfa: 1\n", {"a": 1}, b""),
    (b"# c\n\xef\xbb\xbf# d\n---\na: 1\n---\nbody", {"a": 1}, b"body"),
    (b"--- # c\na: 1\n", {"a": 1}, b""),
    (b"--- {a: 1}\n", {"a": 1}, b""),
]


@pytest.mark.parametrize(("source", "data", "body"), YAML)
def test_yaml_file(source: bytes, data: object, body: bytes) -> None:
    document = seedfmt.loads(source, path="topic.yaml")
    assert document.data == data
    assert document.body == body
    assert bytes(document) == source


# file, code, line, column, part of the message
REFUSED = [
    (b"", "E101", 1, 1, "empty"),
    (b"a: 1\n", "E101", 1, 1, "no front matter"),
    (b"\n---\na: 1\n---\n", "E101", 1, 1, "before the opening fence"),
    (b" ---\na: 1\n---\n", "E101", 1, 1, "before the opening fence"),
    (b"--- # c\na: 1\n---\n", "E101", 1, 1, "not alone"),
    (b"---yaml\na: 1\n---\n", "E101", 1, 1, "not alone"),
    (b"---\na: 1\n", "E102", 1, 1, "never closed"),
    (b"---\na: 1\n ---\n", "E102", 3, 2, "opens on line 1 is never closed: this line is no fence"),
    (b"---", "E102", 1, 1, "never closed"),
    (b"+++\na = 1\n+++\n", "E103", 1, 1, "TOML"),
    (b'{"a": 1}\n', "E103", 1, 1, "JSON"),
    (b";;;\n{}\n;;;\n", "E103", 1, 1, "JSON"),
    (b"\xff\xfe-\x00-\x00-\x00", "E104", 1, 1, "UTF-16"),
    (b"---\na: \xff\n---\n", "E104", 2, 4, "not UTF-8"),
    (b"---\na: \x00\n---\n", "E105", 2, 4, "control character"),
    (b"---\na: \x07b\n---\n", "E105", 2, 4, "control character"),
    (b"---\na: b\xef\xbb\xbf\n---\n", "E105", 2, 5, "invisible"),
    (b"---\n- a\n---\n", "E106", 2, 1, "a list"),
    (b"---\ntext\n---\n", "E106", 2, 1, "text"),
    (b"---\na: 1\n--- b\n---\n", "E107", 3, 1, "second YAML document"),
]


@pytest.mark.parametrize(("source", "code", "line", "column", "message"), REFUSED)
def test_refused(source: bytes, code: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SeedError) as caught:
        seedfmt.loads(source, path="post.md")
    error = caught.value
    assert (error.code, error.line, error.column, error.path) == (code, line, column, "post.md")
    assert message in str(error)
    assert error.hint


def test_text_is_taken_too() -> None:
    assert seedfmt.loads("---\na: é\n---\n")["a"] == "é"
    with pytest.raises(SeedError):
        seedfmt.loads("---\na: \ud800\n---\n")


def test_limits() -> None:
    source = b"---\n" + b"a: b\n" * 10 + b"---\n"
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(source, limits=seedfmt.Limits(size=20))
    assert caught.value.code == "E401"
    nested = b"---\na: " + b"[" * 250 + b"]" * 250 + b"\n---\n"
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(nested)
    assert caught.value.code == "E402"
    assert seedfmt.loads(nested, limits=seedfmt.Limits(depth=300))["a"]
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(b"---\na: " + b"9" * 4301 + b"\n---\n")
    assert caught.value.code == "E404"
    assert seedfmt.loads(b"---\na: " + b"9" * 4300 + b"\n---\n")["a"] == int("9" * 4300)
    for tag in (b"int", b"float", b"bool", b"null"):
        with pytest.raises(seedfmt.LimitError) as caught:
            seedfmt.loads(b"---\na: !!" + tag + b' "' + b"9" * 4301 + b'"\n---\n')
        assert caught.value.code == "E404"
    assert seedfmt.loads(b'---\na: !!str "' + b"9" * 4301 + b'"\n---\n')["a"] == "9" * 4301
    laughs = b"a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 9)
    )
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(b"---\n" + laughs + b"---\n")
    assert caught.value.code == "E403"


def ints(first: int, count: int) -> bytes:
    """A flow mapping whose keys all have the same hash."""
    return b"{" + b", ".join(b"%d: x" % ((2**61 - 1) * (first + number)) for number in range(count)) + b"}"


LISTS = b", ".join(b"? [%d] : x" % number for number in range(1001))
MAPPING = b"{" + b", ".join(b"%d: x" % number for number in range(1001)) + b"}"


@pytest.mark.parametrize(
    "front",
    [
        b"a: " + ints(1, 1001),
        b"a: {" + LISTS + b"}",
        b"? " + MAPPING + b"\n: x",
        b"a: &a " + MAPPING + b"\n*a : x",
        b"a: {<<: [" + ints(1, 501) + b", " + ints(502, 501) + b"]}",
        b"x: &x [1]\n? *x\n: 1\nb: " + ints(1, 1001),
    ],
)
def test_keys_whose_hashes_can_be_chosen(front: bytes) -> None:
    """The time of a dict with them grows with the square of their number (R15)."""
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(b"---\n" + front + b"\n---\n")
    assert caught.value.code == "E405"
    assert caught.value.span is not None


def test_keys_whose_hashes_can_be_chosen_up_to_the_limit() -> None:
    assert len(seedfmt.loads(b"---\na: " + ints(1, 1000) + b"\n---\n").data["a"]) == 1000
    two = b"---\na: " + ints(1, 501) + b"\nb: " + ints(502, 501) + b"\n---\n"
    assert [len(value) for value in seedfmt.loads(two).data.values()] == [501, 501]
    few = b"{" + b", ".join(b"%d: x" % number for number in range(2**60 - 1001, 2**60)) + b"}"
    assert len(seedfmt.loads(b"---\na: " + few + b"\n---\n").data["a"]) == 1001
    assert len(seedfmt.loads(b"---\n? " + MAPPING.replace(b"{0: x, ", b"{") + b"\n: x\n---\n").data) == 1
