"""Files that cannot be read are repaired only where readers that can read them see the same data afterwards (R202)."""

from __future__ import annotations

import pathlib
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from seedfmt._cli import main
from seedfmt._document import Document
from seedfmt._rules.repair import LARGEST, Repair, repair
from seedfmt.errors import SeedError


def repaired(source: bytes) -> Repair | None:
    with pytest.raises(SeedError) as caught:
        Document(source)
    return repair(source, caught.value, fenced=True)


def lenient(source: bytes) -> object:
    """What PyYAML, which takes the last of two equal keys, reads between the fences."""
    return yaml.safe_load(re.split("^---\n", source.decode(), flags=re.MULTILINE)[1])


WORD = st.text("ab'#:- \\", max_size=6).map(lambda text: text.replace("\\", "\\\\"))
LINES = st.lists(st.tuples(st.sampled_from(["", " ", "  "]), WORD), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_continued_text_stays_the_same(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{blanks}x{word}" for blanks, word in lines)
    source = f'---\ntitle: "one\n{text}\nend"\nheat: 1\n---\nbody\n'.encode()
    done = repaired(source)
    if done is None:  # a line that looks like an entry: the quote may have been forgotten
        assert any(": " in f"{word}\n".replace("\n", " ") for _, word in lines)
        return
    assert done.document.data == lenient(source) == lenient(bytes(done.document))
    assert bytes(done.document).split() == source.split()
    assert done.repairs == 1 + sum(not blanks for blanks, _ in lines)


ENTRY = st.sampled_from(
    ["a: 1", "a: 2", "a: 'x'", "a: x", 'a: "x"', "b: 1", "b: [1, 2]", "a: no", "a: 'no'", "b:\n  - a\n  - b"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ENTRY, min_size=2, max_size=5))
def test_equal_entries_stay_the_same(entries: list[str]) -> None:
    source = "---\n{}\n---\n".format("\n".join(entries)).encode()
    try:
        Document(source)
    except SeedError as error:
        done = repair(source, error, fenced=True)
        if done is not None:
            assert done.document.data == Document(bytes(done.document)).data
            assert lenient(source) == lenient(bytes(done.document))
            first = {entry[0]: yaml.safe_load(entry) for entry in reversed(entries)}
            assert lenient(source) == {key: value for each in first.values() for key, value in each.items()}
        else:
            assert len(set(entries)) > len({entry[0] for entry in entries})


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: 1\n'a': 1\n",
        "a: 1\n# why\na: 1\n",
        "a: 1\na: 1 # why\n",
        "a: &x 1\na: &x 1\n",
        "b: &x 1\na: *x\na: *x\n",
        "a: |\n  x\na: |\n  x\n",
        "a: 1\na: 1\nb: {\n",
        '"a\nb": 1\nc: "d\n---\ne"\n',
        "a: 1\n b: 2\n",
    ],
)
def test_left_alone(text: str) -> None:
    assert repaired(f"---\n{text}---\nbody\n".encode()) is None


def test_written_only_where_it_can_be_read(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    broken = '---\ntitle: "one\ntwo"\nheat: 1\nheat: 2\n---\n'
    path.write_text(broken)
    assert main(["check", "--fix", str(path)]) == 1
    assert path.read_text() == broken
    path.write_text(broken.replace("heat: 2", "heat: 1"))
    assert main(["check", "--fix", str(path)]) == 0
    assert path.read_text() == '---\ntitle: "one\n two"\nheat: 1\n---\n'
    assert "2 fixed" in capsys.readouterr().err


def test_a_large_file_ends() -> None:
    line = b"x" * 1000 + b"\n"
    source = b'---\na: "' + line * (LARGEST // 5000) + b'"\n---\n'
    assert repaired(source) is None
