"""The harness of real readers: what each makes of some texts that divide them."""

from __future__ import annotations

from typing import Any

import pytest
import readers

TEXTS = [
    "no",
    "y",
    "012",
    "1:16",
    "12,50",
    "61e9540",
    "1e3",
    "2024-01-02",
    ":a",
    "1_000",
    "~",
    ".inf",
    '"no"',
    "é",
    "[",
    "<<",
]
NO: list[Any] = ["bool", False]
EXPECTED: dict[str, list[Any]] = {  # what stands for TEXTS, where it is not the text itself
    "pyyaml": [NO, 0, 10, 76, 0, 0, 0, "date", 0, 1000],
    "ruamel-1.1": [NO, ["bool", True], 10, 76, 0, "inf", 1000.0, "date", 0, 1000],
    "ruamel-1.2": [0, 0, 12, 0, 0, "inf", 1000.0, "date", 0, 1000],
    "js-yaml-3": [0, 0, 10, 76, 0, "inf", 1000, "time", 0, 1000],
    "js-yaml-4": [0, 0, 12, 0, 0, 0, 1000, "time", 0, 0],
    "yaml": [0, 0, 12, 0, 0, "inf", 1000, 0, 0, 0],
    "yaml-1.1": [NO, ["bool", True], 10, 76, 0, "inf", 1000, "time", 0, 1000],
    "gray-matter": [0, 0, 10, 76, 0, "inf", 1000, "time", 0, 1000],
    "psych": [NO, 0, 10, 4560, 1250, 0, 0, "date", ["symbol", "a"], 1000],
    "go-yaml-3": [0, 0, 10, 0, 0, 0, 1000.0, "time", 0, 1000],
}
SAME: list[Any] = [["null"], "inf", ["str", "no"], 0]  # what follows in all: ~, .inf, in quotes, é


@pytest.fixture(scope="module")
def found() -> dict[str, readers.Reader]:
    return readers.available()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_reader(found: dict[str, readers.Reader], name: str) -> None:
    if name not in found:
        pytest.skip(f"no {name}; {readers.INSTALL}")
    texts = TEXTS[:14]
    answers = found[name].read([f"k: {text}\n" for text in texts])
    for text, answer, expected in zip(texts, answers, EXPECTED[name] + SAME, strict=True):
        assert answer[0] == "map"
        [[key, value]] = answer[1]
        assert key == ["str", "k"]
        if expected == 0:
            expected = ["str", text]
        elif expected == "inf":
            expected = ["float", "7ff0000000000000"]
        elif isinstance(expected, (int, float)):
            expected = readers.tag(expected)
        assert (value if isinstance(expected, list) else value[0]) == expected, text
    assert found[name].read(["k: [\n", "k: a\n", "k: 'é\U0001f600'\n"])[1:] == [
        ["map", [[["str", "k"], ["str", "a"]]]],
        ["map", [[["str", "k"], ["str", "é\U0001f600"]]]],
    ]
    assert found[name].read(["k: [\n"])[0][0] == "error"


def test_files_are_split_as_each_program_does(found: dict[str, readers.Reader]) -> None:
    """A line that only begins with "---" ends the front matter for gray-matter and Hugo."""
    file = "---\na: 1\n---x: 2\n---\nbody\n"
    seen = {name: reader.read_files([file], ["a: 1\n---x: 2\n"])[0] for name, reader in found.items()}
    short = ["map", [[["str", "a"], ["int", "1"]]]]
    for name in {"gray-matter", "go-yaml-3"} & set(seen):
        assert seen[name] == short
    for name in {"pyyaml", "psych", "yaml"} & set(seen):
        assert seen[name] != short
    for name, reader in found.items():
        answer = reader.read_files(['---\n"a": "b"\n---\nbody\n'], ['"a": "b"\n'])
        assert answer == [["map", [[["str", "a"], ["str", "b"]]]]], name


def test_a_reader_that_ends_is_reported_and_started_again(found: dict[str, readers.Reader]) -> None:
    reader = readers.Reader("pyyaml")
    assert not reader.works()
    assert reader._process is not None
    reader._process.kill()
    with pytest.raises(readers.ReaderError):
        reader.read(["a: 1\n"])
    assert not reader.works()
    reader.close()


def test_a_missing_reader_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "COMMANDS", {"yaml": ["no-such-program-here"]})
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(readers, "_missing", set())
    assert readers.available() == {}
    assert "yaml" in readers.missing_line()
    assert readers.INSTALL in readers.missing_line()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(readers.ReaderError, match="yaml"):
        readers.available()


def test_numbers_are_compared_by_value() -> None:
    assert readers.equal(readers.tag({"a": 1.0, "b": [2]}), readers.tag({"b": [2.0], "a": 1}))
    assert not readers.equal(readers.tag({"a": 1.5}), readers.tag({"a": 1}))
    assert not readers.equal(readers.tag({"a": True}), readers.tag({"a": 1}))
    assert readers.equal(readers.tag(float("nan")), readers.tag(float("nan")))
