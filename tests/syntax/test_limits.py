"""Limits count values and bytes, not how they are spelled; and no writer waits or changes the process without limit."""

from __future__ import annotations

import json
import os
import pathlib
import sys
from typing import Any

import pytest

import seedfmt
from seedfmt import _files
from seedfmt._cli import main
from seedfmt._schema import patterns
from seedfmt._syntax.scalar import DIGITS, SHORTEST, is_long_integer

LARGEST = 10**DIGITS - 1


def text(value: str) -> bytes:
    return f"---\na: {value}\n---\n".encode()


# -- digits of the value -----------------------------------------------------------------------------------------------

LONG = {
    "decimal": "1" + "0" * DIGITS,
    "sign": "-1" + "0" * DIGITS,
    "plus": "+1" + "0" * DIGITS,
    "zeros": "000" + "9" * (DIGITS + 1),
    "hex": "0x" + f"{LARGEST + 1:x}",
    "hex-3572": "0x" + "f" * 3572,
    "hex-4298": "0x" + "f" * 4298,
    "hex-zeros": "0x" + "0" * 3000 + "f" * 3573,
    "octal": "0o" + f"{LARGEST + 1:o}",
    "octal-long": "0o" + "7" * 6000,
    "tag": "!!int 0x" + "f" * 3600,
    "tag-float": "!!float 0x" + "f" * 3600,
    "tag-quoted": '!!int "0x' + "f" * 3600 + '"',
    "anchor": "&x 0x" + "f" * 3600,
    "item": "[0x" + "f" * 3600 + "]",
}
SHORT = {
    "decimal": ("9" * DIGITS, LARGEST),
    "sign": ("-" + "9" * DIGITS, -LARGEST),
    "plus": ("+" + "9" * DIGITS, LARGEST),
    "zeros": ("0" * 5000 + "7", 7),
    "zeros-sign": ("-" + "0" * 5000 + "7", -7),
    "nothing-but-zeros": ("0" * 9000, 0),
    "hex": ("0x" + f"{LARGEST:x}", LARGEST),
    "hex-zeros": ("0x" + "0" * 9000 + "ff", 255),
    "octal": ("0o" + f"{LARGEST:o}", LARGEST),
    "octal-zeros": ("0o" + "0" * 9000, 0),
    "quoted": ('"0x' + "f" * 4000 + '"', "0x" + "f" * 4000),
    "text": ("!!str 0x" + "f" * 4000, "0x" + "f" * 4000),
    "word": ("0b" + "1" * 8000, "0b" + "1" * 8000),
    "sexagesimal": ("1" + ":1" * 4000, "1" + ":1" * 4000),
    "exponent": ("1e" + "9" * 5000, float("inf")),
    "small": ("1e-" + "9" * 5000, 0.0),
    "tag-float": ("!!float " + "9" * 400, float("inf")),
    "tag-float-negative": ("!!float -" + "9" * 400, float("-inf")),
}


@pytest.mark.parametrize("value", LONG.values(), ids=LONG)
def test_an_integer_of_too_many_digits(value: str) -> None:
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(text(value))
    assert (str(caught.value.code), caught.value.line) == ("E404", 2)
    assert "4,300 decimal digits" in caught.value.message


@pytest.mark.parametrize(("value", "expected"), SHORT.values(), ids=SHORT)
def test_a_value_within_the_limit(
    tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], value: str, expected: Any
) -> None:
    """It is read, checked, printed and edited; no command ends in an internal error."""
    path = tmp_path / "a.md"
    path.write_bytes(text(value))
    document = seedfmt.load(path)
    assert document["a"] == expected
    assert type(document["a"]) is type(expected)
    for command in (
        ["check", "--isolated", str(path)], ["get", str(path), ""], ["to-json", str(path)],
        ["to-json", "--lossless", str(path)], ["to-json", "--lines", str(path)], ["diff", str(path), str(path)],
        ["secured", "bound-view", str(path)], ["secured", "lint", str(path)], ["set", str(path), "/b", "1"],
        ["schema", "for", str(path)], ["check", "--isolated", "--fix", str(path)],
    ):  # fmt: skip
        assert main(command) in (0, 1, 8), command
    assert "internal" not in "".join(capfd.readouterr())


def test_the_limit_is_exact() -> None:
    for base, letter in ((16, "0x"), (8, "0o")):
        form = {16: "x", 8: "o"}[base]
        assert not is_long_integer(letter + format(LARGEST, form))
        assert is_long_integer(letter + format(LARGEST + 1, form))
        assert len(letter + format(LARGEST + 1, form)) >= SHORTEST
    assert is_long_integer("9" * (DIGITS + 1))
    assert not is_long_integer("9" * DIGITS)


@pytest.mark.parametrize("value", ["1" + "0" * DIGITS, "0x" + "f" * 4000, "-1" + "0" * DIGITS])
def test_values_of_the_command_line(tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], value: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(text("1"))
    with pytest.raises(SystemExit) as ended:
        main(["set", "--", str(path), "/a", value])
    assert ended.value.code == 2
    assert "4,300 decimal digits" in capfd.readouterr().err
    assert path.read_bytes() == text("1")
    assert main(["set", "--text", "--", str(path), "/a", value]) == 0
    assert seedfmt.load(path)["a"] == value


def test_values_of_programs() -> None:
    document = seedfmt.loads(text("1"))
    document["a"] = LARGEST
    assert document["a"] == LARGEST
    for value in (LARGEST + 1, -LARGEST - 1):
        with pytest.raises(seedfmt.EditError, match="4,300"):
            document["a"] = value
    assert document["a"] == LARGEST


@pytest.mark.parametrize("command", ["from-json", "patch", "merge"])
def test_integers_of_json(tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], command: str) -> None:
    path, change = tmp_path / "a.md", tmp_path / "a.json"
    path.write_bytes(text("1"))
    number = "1" + "0" * DIGITS
    change.write_text(
        '[{"op": "add", "path": "/b", "value": %s}]' % number if command == "patch" else '{"b": %s}' % number
    )
    arguments = [command, str(change)] if command == "from-json" else [command, str(path), str(change)]
    try:
        status = main(arguments)
    except SystemExit as end:
        status = int(str(end.code))
    assert status == 2
    assert "an integer of 4301 digits" in capfd.readouterr().err


@pytest.mark.parametrize("number", ["0x" + "f" * 5000, "1" + "0" * 5000])
def test_integers_of_configurations(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], number: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_bytes(text("1"))
    for line in (f"select = {number}", f"[secured]\nmax_age = {number}", f"[secured]\nrequire = {number}"):
        (tmp_path / "seedfmt.toml").write_text(line + "\n")
        assert main(["check", "a.md"]) == 2
        assert "internal" not in capfd.readouterr().err


# -- bytes that aliases stand for --------------------------------------------------------------------------------------


def aliases(size: int, count: int) -> bytes:
    """A text of some size, and aliases of it."""
    return b"---\na: &x " + b"t" * size + b"\nb:\n" + b"- *x\n" * count + b"---\n"


def nested(size: int, depth: int) -> bytes:
    """Aliases of lists of aliases, ten each."""
    lines = [b"a0: &a0 " + b"t" * size]
    lines += [b"a%d: &a%d [%s]" % (at, at, b", ".join([b"*a%d" % (at - 1)] * 10)) for at in range(1, depth)]
    return b"---\n" + b"\n".join(lines) + b"\n---\n"


def merged(size: int, count: int) -> bytes:
    """Merge keys that bring a long text."""
    return b"---\na: &x {k: " + b"t" * size + b"}\nb:\n" + b"- <<: *x\n" * count + b"---\n"


HEAVY = {
    "text": aliases(60_000, 2_000), "quoted": aliases(60_000, 2_000).replace(b"tttt", b'"ttt', 1).replace(b"t\n", b't"\n', 1),
    "nested": nested(20_000, 5), "merge": merged(60_000, 2_000),
}  # fmt: skip


@pytest.mark.parametrize("source", HEAVY.values(), ids=HEAVY)
def test_aliases_of_too_many_bytes(tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], source: bytes) -> None:
    with pytest.raises(seedfmt.LimitError) as caught:
        seedfmt.loads(source)
    assert (str(caught.value.code), "64 MiB" in caught.value.message) == ("E403", True)
    path = tmp_path / "a.md"
    path.write_bytes(source)
    for command in (
        ["check", "--isolated"],
        ["to-json"],
        ["to-json", "--lossless"],
        ["secured", "bound-view"],
        ["delete"],
    ):
        assert main([*command, str(path), *(["/b"] if command == ["delete"] else [])]) in (1, 3)
        assert "64 MiB" in "".join(capfd.readouterr())
    assert path.read_bytes() == source


@pytest.mark.parametrize("source", [aliases(30_000, 2_000), nested(20_000, 4), merged(30_000, 2_000)])
def test_aliases_within_the_limit(source: bytes) -> None:
    """A little less, and it is read: the limit is 64 MiB for what aliases stand for, together."""
    assert len(json.dumps(seedfmt.loads(source).data)) < 1 << 26


# -- writing -----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_the_umask_is_never_changed(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other threads make files meanwhile. A new file gets the rights that the umask leaves, an old one keeps its own."""
    before = os.umask(0o027)
    try:
        called: list[int] = []
        monkeypatch.setattr(os, "umask", called.append)
        _files.write_file(str(tmp_path / "new.md"), b"new")
        (tmp_path / "old.md").write_bytes(b"old")
        (tmp_path / "old.md").chmod(0o604)
        _files.write_file(str(tmp_path / "old.md"), b"new")
        monkeypatch.undo()
    finally:
        os.umask(before)
    assert called == []
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("new.md", "old.md")] == [0o640, 0o604]


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_a_writer_does_not_wait_for_ever(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever keeps the folder locked gets an error said of him, and the file is as it was."""
    import fcntl

    monkeypatch.setattr(_files, "LOCK_PAUSE_S", 0)
    path = tmp_path / "a.md"
    path.write_bytes(text("1"))
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        document = seedfmt.load(path)
        document["a"] = 2
        with pytest.raises(seedfmt.FileError, match="locked") as caught:
            seedfmt.dump(document, path)
        assert str(caught.value.code) == "E601"
        assert path.read_bytes() == text("1")
        assert os.listdir(tmp_path) == ["a.md"]
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        assert seedfmt.dump(document, path)
    finally:
        os.close(descriptor)
    assert seedfmt.load(path)["a"] == 2


# -- growth between edits ----------------------------------------------------------------------------------------------

DOUBLING = [{"op": "copy", "from": "/a", "path": "/a/-"}]


@pytest.mark.parametrize("value", ["[x]", "[" + "t" * 50_000 + "]"], ids=["values", "text"])
def test_a_patch_that_copies_a_list_into_itself(value: str) -> None:
    """Each operation doubles the list: beyond the limit it is refused, with its number, and nothing is applied."""
    document = seedfmt.loads(text(value))
    with pytest.raises(seedfmt.LimitError, match=r"operation 1?\d \(copy\): ") as caught:
        document.patch(DOUBLING * 40)
    assert str(caught.value.code) == ("E403" if value == "[x]" else "E401")  # what comes first
    assert bytes(document) == text(value)
    document.patch(DOUBLING * 8)
    assert len(document["a"]) == 9


def test_a_patch_of_many_files_that_grows(tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_bytes(text("[x]"))
    (tmp_path / "b.md").write_bytes(text("[y]"))
    (tmp_path / "p.json").write_text(json.dumps([*DOUBLING * 40]))
    assert main(["patch", str(tmp_path / "a.md"), str(tmp_path / "b.md"), str(tmp_path / "p.json")]) == 1
    err = capfd.readouterr().err
    assert "(copy): the patch copies more than 100,000 values" in err
    assert "2 of 2 files failed" in err


def test_an_edit_beyond_the_size_is_a_limit() -> None:
    """The file that would come of it is too large: not an internal error, and the Document is as it was."""
    document = seedfmt.loads(text("1"), limits=seedfmt.Limits(size=1000))
    for edit in (lambda: document.set("/b", "x" * 2000), lambda: document.reconcile({"b": ["x" * 600, "y" * 600]})):
        with pytest.raises(seedfmt.LimitError) as caught:
            edit()
        assert str(caught.value.code) == "E401"
        assert bytes(document) == text("1")


def bomb(inner: Any, depth: int) -> Any:
    """Lists of ten times the same list."""
    for _ in range(depth):
        inner = [inner] * 10
    return inner


def cyclic_list() -> Any:
    value: list[Any] = [1]
    value += [value, value]
    return value


def cyclic_mapping() -> Any:
    value: dict[str, Any] = {"a": 1}
    value["b"] = value
    value["c"] = [value]
    return value


EDITS = {
    "set": lambda value: seedfmt.loads(text("1")).set("/b", value),
    "insert": lambda value: seedfmt.loads(text("[1]")).insert("/a/0", value),
    "reconcile": lambda value: seedfmt.loads(text("1")).reconcile({"b": value}),
    "merge": lambda value: seedfmt.loads(text("1")).merge({"b": value}),
    "patch": lambda value: seedfmt.loads(text("1")).patch([{"op": "add", "path": "/b", "value": value}]),
    "new": lambda value: seedfmt.new({"b": value}),
    "from_json": lambda value: seedfmt.from_json({"b": value}),
    "reconcile-json": lambda value: seedfmt.reconcile(seedfmt.loads(text("1")), {"b": value}),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_shared_values_are_counted_without_writing_them_out(edit: Any) -> None:
    for value in (bomb("x", 12), bomb("x" * 100_000, 4), bomb({"k" * 100_000: 1}, 4)):
        with pytest.raises(seedfmt.LimitError) as caught:
            edit(value)
        assert str(caught.value.code) == "E403"


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("value", [cyclic_list(), cyclic_mapping()], ids=["list", "mapping"])
def test_values_that_contain_themselves(edit: Any, value: Any) -> None:
    with pytest.raises((seedfmt.EditError, seedfmt.JsonError), match=r"contains itself|too deeply"):
        edit(value)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_shared_values_within_the_limit(edit: Any) -> None:
    edit(bomb("x", 3))


# -- patterns of schemas -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["(?=[a]*b)a*c", "(?=.*b)c", "(?<=a)b", r"(a*)\1b", r"\bx", "(a{1,60}){1,60}b"])
@pytest.mark.parametrize("where", ["pattern", "patternProperties"])
def test_look_around_on_long_strings(
    tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], pattern: str, where: str
) -> None:
    """Looking ahead from each character takes the square of the length; a minute for 100,000. It is not begun."""
    schema = (
        {"additionalProperties": {"pattern": pattern}} if where == "pattern" else {"patternProperties": {pattern: True}}
    )
    (tmp_path / "s.json").write_text(json.dumps(schema))
    path = tmp_path / "a.md"
    path.write_bytes(text("a" * 100_000) if where == "pattern" else b"---\n? " + b"a" * 100_000 + b"\n: 1\n---\n")
    assert main(["check", "--isolated", "--select", "S", "--schema", str(tmp_path / "s.json"), str(path)]) == 1
    assert "takes too long to validate" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("(?=[a]*b)a*c", 1_000),
        ("a*c", 100_000),
        ("^a+$", 100_000),
        ("^a{0,5000}c", 100_000),
        ("([ab]{2}){1,1000}c", 9_000),
    ],
)
def test_ordinary_patterns(tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], pattern: str, size: int) -> None:
    """Without look-around, or on shorter strings, they are matched."""
    (tmp_path / "s.json").write_text(json.dumps({"additionalProperties": {"pattern": pattern}}))
    path = tmp_path / "a.md"
    path.write_bytes(text("a" * size))
    status = main(["check", "--isolated", "--select", "S", "--schema", str(tmp_path / "s.json"), str(path)])
    assert status == (0 if pattern == "^a+$" else 1)
    assert "too long" not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("(a{1,50}){1,50}", 2500), ("((a{1,20}b)c{2}){100}", 2000), ("(a{1,9}|b{300}){9}", 2700), ("a{5000}", 0),
        (r"[({]{40}\({50}", 0), ("(a{2}){10}", 0), ("(a{50}b){3}(c{40}){4}", 0), ("(a{50,}){50,}", 2500), ("(((", 0), (")){4}", 0),
        ("(a{999999999999999}){9}", 8999991),
    ],
)  # fmt: skip
def test_counts_in_counts(pattern: str, count: int) -> None:
    assert patterns.count_nested(pattern) == count


@pytest.mark.parametrize(("schema", "reason"), [
    ('{"maximum": ' + "9" * 5000 + "}", "an integer has more than 4,300 digits"),
    ('{"properties":{"a":' * 5000 + "{}" + "}}" * 5000, "it nests too deeply"),
], ids=["integer", "depth"])  # fmt: skip
def test_schemas_beyond_limits(
    tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], schema: str, reason: str
) -> None:
    (tmp_path / "s.json").write_text(schema)
    (tmp_path / "a.md").write_bytes(text("1"))
    assert main(["check", "--isolated", "--schema", str(tmp_path / "s.json"), str(tmp_path / "a.md")]) == 2
    assert f"the schema is not JSON: {reason}; correct it" in capfd.readouterr().err
