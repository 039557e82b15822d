"""Texts on which a careless reader takes the square of their length; here seconds would become minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from seedfmt import SeedSyntaxError, loads

COUNT = 4_000
TEXTS = {
    "an alias, and keys that must be read": "a: &x v\n" + "".join(f'"k\\t{n}": w\n' for n in range(COUNT)) + "b: *x\n",
    "aliases as keys": "".join(f"&a{n} k{n}: v\n? [*a{n}]\n: w\n" for n in range(COUNT)),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_time_grows_with_length(text: str) -> None:
    start = time.process_time()
    assert len(loads(f"---\n{text}---\n").data) >= COUNT
    assert time.process_time() - start < 3


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


@pytest.mark.parametrize(("text", "change"), RECONCILED.values(), ids=RECONCILED)
def test_reconcile_grows_with_length(text: str, change: Callable[[Data], Data]) -> None:
    document = loads(f"---\n{text}---\n")
    wanted = change(document.data)
    start = time.process_time()
    document.reconcile(wanted)
    assert time.process_time() - start < 5
    assert document.data == wanted
