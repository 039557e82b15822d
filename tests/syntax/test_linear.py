"""Texts on which a careless reader takes the square of their length; here seconds would become minutes."""

from __future__ import annotations

import pathlib
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedfmt import SeedSyntaxError, loads
from seedfmt._cli import main
from seedfmt._source import position

COUNT = 4_000
TEXTS = {
    "an alias, and keys that must be read": "a: &x v\n" + "".join(f'"k\\t{n}": w\n' for n in range(COUNT)) + "b: *x\n",
    "aliases as keys": "l:\n" + "".join(f"- &a{n} k{n}: v\n- ? [*a{n}]\n  : w\n" for n in range(COUNT)),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_time_grows_with_length(text: str) -> None:
    data = loads(f"---\n{text}---\n").data
    assert len(data.get("l", data)) >= COUNT


def test_key_behind_alias_is_the_same_key() -> None:
    with pytest.raises(SeedSyntaxError) as caught:
        loads("---\n&a k: v\n? [*a]\n: 1\n? [k]\n: 2\n---\n")
    assert (caught.value.line, caught.value.code) == (5, "E301")


ITEMS = "l:\n" + "".join(f"  - item {n}\n" for n in range(COUNT))
MAPPINGS = "l:\n" + "".join(f"  - url: u{n}\n    width: {n}\n" for n in range(COUNT))
FLOW = "l: [" + ", ".join(f"item{n}" for n in range(COUNT)) + "]\n"
MEMBERS = "".join(f"k{n}: v{n}\n" for n in range(COUNT))
ALIASES = (
    "l:\n" + "".join(f"  - &a{n} v{n}\n" for n in range(COUNT)) + "m:\n" + "".join(f"  - *a{n}\n" for n in range(COUNT))
)
Data = dict[str, Any]
RECONCILED: dict[str, tuple[str, Callable[[Data], Data]]] = {
    "every other item goes": (ITEMS, lambda data: {"l": data["l"][::2]}),
    "every other mapping goes": (MAPPINGS, lambda data: {"l": data["l"][::2]}),
    "every other item in flow goes": (FLOW, lambda data: {"l": data["l"][::2]}),
    "every other member goes": (MEMBERS, lambda data: dict([*data.items()][::2])),
    "every mapping moves": (MAPPINGS, lambda data: {"l": data["l"][::-1]}),
    "every mapping changes": (MAPPINGS, lambda data: {"l": [{**item, "width": 0} for item in data["l"]]}),
    "an item behind each": (ITEMS, lambda data: {"l": [new for item in data["l"] for new in (item, f"{item}: new")]}),
    "a member behind each": (MEMBERS, lambda data: {new: "v" for name in data for new in (name, f"{name}n")} | data),
    "all aliases go": (ALIASES, lambda data: {"l": data["l"], "m": []}),
}


ITERATED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "items": (MAPPINGS, lambda doc: [item["width"] for item in doc["l"]]),
    "by place": (ITEMS, lambda doc: [doc["l"][place] for place in range(len(doc["l"]))]),
    "members": (MEMBERS, lambda doc: [*doc.items(), *doc.values()]),
    "questions": (ITEMS, lambda doc: ("no" in doc["l"], doc["l"].count("no"), doc["l"].index(f"item {COUNT - 1}"))),
}


@pytest.mark.parametrize(("text", "ask"), ITERATED.values(), ids=ITERATED)
def test_handles_are_read_once(text: str, ask: Callable[[Any], Any]) -> None:
    document = loads(f"---\n{text}---\n")
    started = time.perf_counter()
    assert ask(document) == ask(document.data)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(("text", "change"), RECONCILED.values(), ids=RECONCILED)
def test_reconcile_grows_with_length(text: str, change: Callable[[Data], Data]) -> None:
    document = loads(f"---\n{text}---\n")
    wanted = change(document.data)
    document.reconcile(wanted)
    assert document.data == wanted


FINDINGS = 10_000
MANY = {
    "each line has a finding": "".join(f'k{n}: "a" \n' for n in range(FINDINGS)),
    "each line suppresses something": "".join(f'k{n}: "a"\t# seedfmt: ignore[X101]\n' for n in range(FINDINGS)),
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_many_findings(text: str, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{text}---\n")
    assert main(["check", "--isolated", "--statistics", str(path)]) == 1
    assert str(FINDINGS) in capsys.readouterr().out


@given(
    st.lists(st.sampled_from([b"\n", b"\r", b"\r\n", b"x", "é".encode(), b"\xff"]), max_size=400), st.integers(0, 800)
)
def test_position_of_long_files(pieces: list[bytes], offset: int) -> None:
    """Line and column are those that reading from the start gives, over the borders of the blocks too."""
    source = b"".join(pieces) * 400
    at = len(source) * offset // 800
    before = source[:at]
    split_pair = source[max(at - 1, 0) : at + 1] == b"\r\n"
    lines = re.split(rb"\r\n|\r|\n", before[:-1] if split_pair else before)
    assert position(source, at)[0] == len(lines)
