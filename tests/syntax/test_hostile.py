"""Files that are meant to do harm: read or refused with the right code, in bounded time and memory.

``python -m fuzz.growth`` measures how both grow.
"""

from __future__ import annotations

import tracemalloc

import hostile
import pytest

import seedfmt
from seedfmt.errors import Code, EditError, LimitError, SeedError, SeedSyntaxError


@pytest.mark.parametrize(("name", "make", "code"), hostile.GROWING, ids=[name for name, _, _ in hostile.GROWING])
def test_growing(name: str, make: hostile.Maker, code: str) -> None:
    """Once at a size at which a quadratic reader would take minutes."""
    if not code:
        document = seedfmt.loads(make(200_000))
        assert isinstance(document.data, dict)
        assert bytes(document) == make(200_000)
        return
    with pytest.raises(SeedError) as caught:
        seedfmt.loads(make(200_000))
    assert caught.value.code == code
    assert caught.value.span is not None
    assert len(caught.value.message) < 400


@pytest.mark.parametrize("make", [hostile.laughs, hostile.merge_laughs])
def test_laughs(make: object) -> None:
    assert seedfmt.loads(make(3)).data  # type: ignore[operator]
    for levels in (6, 9, 60):
        with pytest.raises(LimitError) as caught:
            seedfmt.loads(make(levels))  # type: ignore[operator]
        assert caught.value.code == "E403"


def test_aliases_take_no_memory() -> None:
    """Up to the limit, what aliases stand for is shared, not copied."""
    front = b"a: &a [" + b"x, " * 900 + b"]\nb: [" + b"*a, " * 100 + b"]"
    tracemalloc.start()
    data = seedfmt.loads(hostile.seed(front)).data
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(data["b"]) == 100
    assert peak < 1_000_000


# a YAML file without fences, and the code of the error
STREAMS: list[tuple[bytes, str]] = [
    (b"# c\r" * 20_000 + b"a: 1\r", ""),
    (b"%a\n\xef\xbb\xbf" * 20_000 + b"---\na: 1\n", "E211"),
    (b"---\r" + b"---x\r" * 20_000, "E106"),
    (b"%TAG !e! tag:" + b"x" * 50_000 + b"\n---\na: [" + b"!e!a b, " * 9_000 + b"]\n", "E403"),
    (b"%TAG !e! tag:x,2000:\n---\na: [" + b"!e!a b, " * 9_000 + b"]\n", ""),
    (b"a: [" + b"!!str a," * 9_000 + b"]\n", ""),
    (b"a: *" + b"x" * 100_000 + b"\n", "E302"),
    (b"a: !" + b"x" * 100_000 + b"!y b\n", "E210"),
    (b"%YAML 2." + b"1" * 100_000 + b"\n---\na: b\n", "E211"),
    (b"a: b\n" + b"...\n" * 100_000, ""),
]


@pytest.mark.parametrize(("source", "code"), STREAMS, ids=[repr(source[:12]) for source, _ in STREAMS])
def test_streams(source: bytes, code: str) -> None:
    """Linear in time and memory; and no message repeats what is long."""
    tracemalloc.start()
    try:
        if code:
            with pytest.raises(SeedError) as caught:
                seedfmt.loads(source, path="x.yaml")
            assert caught.value.code == code
            assert len(str(caught.value)) < 400
        else:
            assert "a" in seedfmt.loads(source, path="x.yaml").data
        assert tracemalloc.get_traced_memory()[1] < 60 * len(source) + 10_000_000
    finally:
        tracemalloc.stop()


def test_one_long_line() -> None:
    """16 MiB less a little in one scalar; one byte over the limit is refused before it is read."""
    limit = 16 * 1024 * 1024
    document = seedfmt.loads(b"---\na: " + b"x" * (limit - 4) + b"\n---\n")
    assert len(document["a"]) == limit - 4
    with pytest.raises(LimitError) as caught:
        seedfmt.loads(b"---\na: " + b"x" * (limit - 3) + b"\n---\n")
    assert caught.value.code == "E401"


def test_a_large_body_is_not_looked_at() -> None:
    tracemalloc.start()
    document = seedfmt.loads(b"---\na: 1\n---\n" + b"\xff---\n" * 2_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert document["a"] == 1
    assert peak < 40_000_000  # little more than the copy of the file that loads() makes


# front matter, code, line, column; or "" and the data
CHARACTERS: list[tuple[bytes, str, object]] = [
    (b"a: \xc0\xaf", "E104", (2, 4)),  # overlong "/"
    (b"a: \xe0\x80\xaf", "E104", (2, 4)),
    (b"a: \xf0\x80\x80\xaf", "E104", (2, 4)),
    (b"a: \xc1\xbf", "E104", (2, 4)),
    (b"a: \xed\xa0\x80", "E104", (2, 4)),  # half of a surrogate pair
    (b"a: \xed\xb0\x80", "E104", (2, 4)),
    (b"a: \xf4\x90\x80\x80", "E104", (2, 4)),  # behind U+10FFFF
    (b"a: \xf5\x80\x80\x80", "E104", (2, 4)),
    (b"a: \x80", "E104", (2, 4)),
    (b"a: b\xc3", "E104", (2, 5)),
    (b"a: b\xe2\x80", "E104", (2, 5)),
    (b"a: b\xf0\x9f\x98", "E104", (2, 5)),
    (b"\xff\xfea\x00:\x00", "E105", None),  # a control character is found first
    (b"a: \x00", "E105", (2, 4)),
    (b"a: \x1b[31m", "E105", (2, 4)),
    (b"a: \x7f", "E105", (2, 4)),
    (b'a: "\x7f"', "", {"a": "\x7f"}),
    ("a: \x80".encode(), "E105", (2, 4)),
    ("a: '\x80'".encode(), "", {"a": "\x80"}),
    ("# \x9f".encode(), "E105", (2, 3)),
    ("a: b\ufeff".encode(), "E105", (2, 5)),
    ("a: '\ufeff'".encode(), "", {"a": "\ufeff"}),
    ("a: \ufffe".encode(), "E105", (2, 4)),
    ("&\x80 a: b".encode(), "E105", (2, 2)),
    ("a: b\x85c".encode(), "", {"a": "b\x85c"}),  # no line break in YAML 1.2
    ("a: b\u2028c: d\u2029e".encode(), "E203", (2, 4)),
    ("a: b\u2028c\u2029e".encode(), "", {"a": "b\u2028c\u2029e"}),
    ("\u2028: b".encode(), "", {"\u2028": "b"}),
    (b'a: "\\ud83d\\ude00"', "", {"a": "\U0001f600"}),
    (b'a: "\\ud83d"', "E207", (2, 5)),
    (b'a: "\\ude00\\ud83d"', "E207", (2, 5)),
    (b"a: &x b\nc: &x d\ne: *x", "", {"a": "b", "c": "d", "e": "d"}),  # an anchor given twice: the later one (7.1)
    (b"a: &x [&x b, *x]\nc: *x", "", {"a": ["b", "b"], "c": "b"}),
    (b"!!str", "E106", (2, 1)),
    (b"!", "E106", (2, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("front", "code", "wanted"), CHARACTERS, ids=[repr(case[0]) for case in CHARACTERS])
def test_characters(front: bytes, code: str, wanted: object) -> None:
    if not code:
        assert seedfmt.loads(hostile.seed(front)).data == wanted
        return
    with pytest.raises(SeedSyntaxError) as caught:
        seedfmt.loads(hostile.seed(front))
    assert caught.value.code == code
    assert wanted is None or (caught.value.line, caught.value.column) == wanted


@pytest.mark.parametrize("depth", [-1, 0, 1, 200, 500, 501, 10**9])
def test_any_limit_on_depth(depth: int) -> None:
    """Whatever limit is asked for: read, or refused with an error of ours."""
    for nesting in (1, 3, 199, 201, 600):
        source = b"---\na: " + b"[" * nesting + b"]" * nesting + b"\n---\n"
        if nesting + 1 > min(depth, 500):
            with pytest.raises(SeedError) as caught:
                seedfmt.loads(source, limits=seedfmt.Limits(depth=depth))
            assert caught.value.code == Code.DEPTH
        else:
            document = seedfmt.loads(source, limits=seedfmt.Limits(depth=depth))
            document["b"] = 1
            assert document.data["b"] == 1


def test_edits_of_a_large_file() -> None:
    """Many lines, edited at both ends and put back."""
    source = hostile.seed(b"".join(b"k%d: v # c\n" % number for number in range(9_000)))
    document = seedfmt.loads(source)
    for key in ("k0", "k8999"):
        document[key] = "new: #"
        del document[key]
    assert bytes(document).count(b"\n") == source.count(b"\n") - 2
    for _ in range(4):
        document.undo()
    assert bytes(document) == source


def test_nothing_a_file_says_is_done() -> None:
    """Tags that make objects, read files or open connections elsewhere are names here and nothing more."""
    for tag in (
        "!!python/object/apply:os.system",
        "!include",
        "!!python/name:os.system",
        "!env",
        "!Ref",
        "!!js/function",
    ):
        assert seedfmt.loads(f"---\na: {tag} /etc/passwd\n---\n").data == {"a": "/etc/passwd"}
    document = seedfmt.loads("---\n$ref: /etc/passwd\na: !include x\n---\n")
    document["a"] = "y"
    with pytest.raises(EditError):
        document["b"] = object()
