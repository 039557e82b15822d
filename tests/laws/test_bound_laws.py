"""The bound view says what every reader reads: two front matters with one view are the same data to each of them.

The readers are those of ``tests/readers``, as the programs call them that people use (Jekyll, Hugo, gray-matter,
python-frontmatter): what a reader makes of a file is what it makes of its view, written again in one spelling. So it
is a function of the view. It is also our data, but for timestamps, which some readers make dates of.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import boundtexts
import pytest
import readers

import seedfmt
from seedfmt import secured
from tests.secured import test_secured_view

LONG = os.environ.get("SEEDFMT_PROFILE") == "long"
BATCH = 500
DATES = ("str", "date", "time", "other")
NAMES = [name for name in readers.COMMANDS if name != "psych-nodes"]
# what Jekyll's SafeYAML makes no text of, in its own words (lib/safe_yaml/transform and parse)
SAFE_YAML = [
    r"(?i)\A(yes|true|on|no|false|off)\Z",
    r"(?i)\A(null|~)?\Z",
    r"\A:.+\Z",
    r"(?i)\A[-+]?(0|([1-9][0-9_,]*))\Z",
    r"\A[-+]?0[0-7_,]+\Z",
    r"(?i)\A[-+]?0x[0-9a-f_,]+\Z",
    r"\A[-+]?0b[01_,]+\Z",
    r"(?i)\A[-+]?([0-9][0-9_,]*)?\.[0-9]*(e[-+]?[0-9]+)?\Z(?<!\.)",
    r"(?i)\A[-+]?[0-9][0-9_,]*e[-+]?[0-9]+\Z",
    r"(?i)\A[-+]?\.(inf|nan)\Z",
    r"\A[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\Z",
    r"\A\d{4}-\d{1,2}-\d{1,2}\Z",
]


class Case(NamedTuple):
    """A front matter that can be bound, its bound data, and the data in one spelling."""

    text: str
    data: Any
    respelled: str


def cases(make: Callable[[random.Random], str], seed: int, count: int) -> Iterator[list[Case]]:
    """At least ``count`` front matters that can be bound, in batches."""
    rng = random.Random(seed)
    found: list[Case] = []
    done = 0
    while done < count:
        text = make(rng)
        data = None if text.startswith(("---", "\ufeff")) else test_secured_view.bound(text)
        if data is not None:
            found.append(Case(text, data, test_secured_view.respell(data) + "\n" if data else ""))
        if len(found) == BATCH:
            done += BATCH
            yield found
            found = []


def agrees(ours: Any, theirs: readers.Value) -> bool:
    """Does a reader see our data, but for timestamps?"""
    if isinstance(ours, str) and test_secured_view.TIMESTAMP(ours):
        return theirs[0] in DATES
    if isinstance(ours, list):
        return theirs[0] == "seq" and len(theirs[1]) == len(ours) and all(map(agrees, ours, theirs[1]))
    if isinstance(ours, dict):
        if theirs[0] != "map":
            return not ours and theirs == ["null"]
        values = {key[1]: value for key, value in theirs[1] if key[0] == "str"}
        return values.keys() == ours.keys() and all(agrees(ours[name], values[name]) for name in ours)
    return readers.equal(readers.tag(ours), theirs)


def law_one_view_is_one_reading(reader: readers.Reader, batch: list[Case]) -> int:
    """What the reader makes of each file is what it makes of the view; how many it can read."""
    fences = "---\n{}---\nbody\n"
    files = reader.read_files([fences.format(case.text) for case in batch], [case.text for case in batch])
    again = reader.read_files([fences.format(case.respelled) for case in batch], [case.respelled for case in batch])
    read = 0
    for case, theirs, other in zip(batch, files, again, strict=True):
        if theirs[0] != "error":  # a reader that refuses is none that differs
            assert readers.equal(theirs, other), (reader.name, case.text, theirs, other)
            assert agrees(case.data, theirs), (reader.name, case.text, theirs)
            read += 1
    return read


@pytest.fixture(scope="module")
def found() -> dict[str, readers.Reader]:
    return readers.available()


# how many front matters of each sort; one batch of each where nobody asks for more
SORTS: dict[str, tuple[Callable[[random.Random], str], int]] = {
    "scalars": (boundtexts.entry, 22_500),
    "layouts": (boundtexts.layout, 20_000),
    "documents": (test_secured_view.front, 20_000),
    "mutated": (lambda rng: boundtexts.mutated(rng, test_secured_view.front(rng), boundtexts.LINES), 20_000),
}


@pytest.mark.parametrize("sort", SORTS)
def test_law_one_view_is_one_reading(found: dict[str, readers.Reader], sort: str) -> None:
    used = [found[name] for name in NAMES if name in found]
    if not used:
        pytest.skip(f"no reader; {readers.INSTALL}")
    make, count = SORTS[sort]
    read = dict.fromkeys((reader.name for reader in used), 0)
    done = 0
    for batch in cases(make, 13, count if LONG else BATCH):
        done += len(batch)
        for reader in used:
            read[reader.name] += law_one_view_is_one_reading(reader, batch)
    print(sort, done, read)
    assert min(read.values()) > done // 2, read


def test_law_safe_yaml_takes_what_is_text_for_text() -> None:
    rng = random.Random(17)
    tried = 0
    for _ in range(22_500 if LONG else 4_000):
        text = boundtexts.scalar(rng)
        data = test_secured_view.bound(f"k: {text}\n")
        value = data.get("k") if data else None
        if isinstance(value, str) and value == text and not test_secured_view.TIMESTAMP(value):
            tried += 1
            assert not [rule for rule in SAFE_YAML if re.search(rule, text)], text
    assert tried > 500


REFUSED = ["k: _1", "k: -_1", "k: 0x,a1", "k: 10:00:00,", "k: 1e9", "k: e9", "k: 0_o7", '"\\x3c<": a', "---x: a", "{}"]
BOUND = ["k: a_1", "k: e2e", "k: 0xyz", "k: 10-12", "k: v1.2.3", "k: 1-2", '"<": a', "k: a--- b", '"---": a']


@pytest.mark.parametrize("text", REFUSED)
def test_what_some_reader_reads_otherwise_is_refused(text: str) -> None:
    with pytest.raises(secured.NotBindable):
        secured.bound_view(seedfmt.loads(f"---\n{text}\n---\n"))


@pytest.mark.parametrize("text", BOUND)
def test_what_looks_like_it_is_bound(text: str) -> None:
    view = secured.bound_view(seedfmt.loads(f"---\n{text}\n---\n"))
    assert json.loads(view.text)["front"]
