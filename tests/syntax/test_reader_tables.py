"""The tables of what readers make of a plain scalar, against the readers themselves."""

from __future__ import annotations

import os
from typing import Any

import pytest
import readers
from readers.scalars import generate

from seedfmt._readers import names
from seedfmt._readers.tables import READERS, TIMESTAMP, Refusal, Symbol

COUNT = int(os.environ.get("SEEDFMT_SCALARS", "20500"))
SHARE = 40  # scalars in one document: a refusal costs a second look at these alone
SCALARS = generate(COUNT, 20261130)


def table_value(name: str, text: str) -> readers.Value:
    value = READERS[name].read(text)
    if isinstance(value, Refusal):
        return ["error"]
    if value is TIMESTAMP:
        return ["timestamp"]
    return ["symbol", str(value)] if isinstance(value, Symbol) else readers.tag(value)


def real_value(value: readers.Value) -> readers.Value:
    if value[0] == "error":
        return ["error"]
    return ["timestamp"] if value[0] in ("date", "time") else value


def ask(reader: readers.Reader, texts: list[str]) -> list[readers.Value]:
    """What the reader makes of each text as the value of a key."""
    shares = [texts[at : at + SHARE] for at in range(0, len(texts), SHARE)]
    answers = reader.read(["".join(f"- k: {text}\n" for text in share) for share in shares])
    found: list[readers.Value] = []
    for share, answer in zip(shares, answers, strict=True):
        if answer[0] == "error":
            single = reader.read([f"k: {text}\n" for text in share])
        else:
            single = answer[1]
        found += [one if one[0] == "error" else one[1][0][1] for one in single]
    return found


@pytest.mark.parametrize("name", [name for name in READERS if name in readers.COMMANDS and name != "safeyaml"])
def test_a_table_is_its_reader(name: str) -> None:
    found = readers.available()
    if name not in found:
        pytest.skip(f"no {name}; {readers.INSTALL}")
    assert len(SCALARS) >= 20_000
    tabs = name not in ("pyyaml", "ruamel-1.1", "ruamel-1.2")  # their scanners refuse a tab before any table
    texts = [text for text in SCALARS if tabs or "\t" not in text]
    different: list[tuple[str, Any, Any]] = []
    for text, answer in zip(texts, ask(found[name], texts), strict=True):
        table, reader = table_value(name, text), real_value(answer)
        if table != reader:
            different.append((text, table, reader))
    assert not different, f"{len(different)} of {len(SCALARS)}: {different[:25]}"


def test_the_groups_name_readers() -> None:
    for members in names.GROUPS.values():
        assert set(members) <= set(READERS)
    assert tuple(READERS) == names.ALL
    assert names.expand(()) == names.DEFAULT
    assert "ruamel-1.1" not in names.DEFAULT
    assert names.expand(("hugo", "pyyaml")) == ("pyyaml", "go-yaml-3", "goccy")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("safeyaml", "no", False),
        ("safeyaml", "nO", "nO"),
        ("safeyaml", "Yes", True),
        ("safeyaml", "12,50", 1250),
        ("safeyaml", "06:20", 380.0),
        ("safeyaml", "0o17", "0o17"),
        ("safeyaml", "017", 15),
        ("safeyaml", "08", "08"),
        ("safeyaml", "1e3", "1e3"),
        ("safeyaml", "1.5e+3", 1500.0),
        ("safeyaml", "5.", "5."),
        ("safeyaml", "~", None),
        ("safeyaml", ":a", ":a"),
        ("safeyaml", "2024-01-02", TIMESTAMP),
        ("safeyaml", "2024-02-30", "2024-02-30"),
        ("goccy", "no", "no"),
        ("goccy", "017", 15),
        ("goccy", "08", "08"),
        ("goccy", "1e3", "1e3"),
        ("goccy", "1.5e3", 1500.0),
        ("goccy", "1_000", 1000),
        ("goccy", "2024-01-02", "2024-01-02"),
        ("goccy", "0x1F", 31),
        ("goccy", "+.inf", "+.inf"),
    ],
)
def test_what_is_written_down_from_sources(name: str, text: str, expected: Any) -> None:
    """SafeYAML and goccy/go-yaml are not to be had from the package sources here; these are cases of theirs."""
    value = READERS[name].read(text)
    assert (type(value), value) == (type(expected), expected)


@pytest.mark.parametrize("name", READERS)
def test_a_table_answers_whatever_it_is_given(name: str) -> None:
    """Long digits, many parts and mutants: a value or a Refusal, never an exception."""
    long = [
        "9" * 999,
        "0x" + "f" * 990,
        "0b" + "1" * 990,
        "0" + "7" * 990,
        ":".join("1" * 500),
        ":".join("1" * 499) + ".5",
    ]
    for text in [*long, *(f"-{one}" for one in long), *SCALARS[:3000], "", "\n", "no\nyes", "²", "1²", "٣"]:
        READERS[name].read(text)
