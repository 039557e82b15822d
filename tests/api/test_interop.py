"""The bridge to ruamel.yaml: its maps are ours, and come back as the fewest edits."""

from __future__ import annotations

import datetime
import pathlib

import pytest
from documents import DOCUMENTS, seed

import seedfmt
from seedfmt.errors import EditError
from seedfmt.interop.ruamel import plain, to_commented_map, update

TEXT = """---
# about
title: "Hi"   # greeting
date: 2020-01-02T03:04:05Z
on: yes
l: [1, 2]
m:
  - a: 1   # one
  - a: 2
---
body
"""

# what ruamel.yaml refuses or misreads among the documents of every style
REFUSED = {
    "flow-pairs",  # [a: b, ? c] and the like
    "tags",  # "! 7" is text
    "trailing-blanks",  # a tab behind a value
    "white-lines",  # a line that is a tab
    "yaml11",  # 1_000 is text
}


def test_there_and_back() -> None:
    doc = seedfmt.loads(TEXT)
    data = to_commented_map(doc)
    assert data.ca.items["title"][2].value.startswith("# greeting")
    assert data["date"] == "2020-01-02T03:04:05Z"
    data["m"][1]["a"] = 3
    data["l"].append(datetime.datetime(2021, 2, 3, tzinfo=datetime.UTC))
    update(doc, data)
    wanted = TEXT.replace("a: 2", "a: 3").replace("[1, 2]", '[1, 2, "2021-02-03T00:00:00Z"]')
    assert bytes(doc).decode() == wanted


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_style(name: str) -> None:
    """Either ruamel.yaml reads what we read, and taking that back changes nothing, or it is refused."""
    doc = seedfmt.loads(seed(DOCUMENTS[name]))
    try:
        data = to_commented_map(doc)
    except EditError as error:
        assert "ruamel.yaml" in error.message
        assert name in REFUSED
        return
    assert name not in REFUSED
    assert plain(data) == doc.data
    update(doc, data)
    assert bytes(doc) == seed(DOCUMENTS[name])


def test_real_files(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::20]:
        doc = seedfmt.loads(path.read_bytes(), path=str(path), fenced=not path.name.endswith(".yaml"))
        update(doc, to_commented_map(doc))
        assert bytes(doc) == path.read_bytes()
