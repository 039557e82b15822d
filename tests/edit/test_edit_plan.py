"""A scalar that keeps its style is planned without a look around: the patches are those of the long way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sweep
from documents import DOCUMENTS, seed
from laws.strategies import NASTY

from seedfmt._document import Document
from seedfmt._edit.find import find_child, find_row
from seedfmt._edit.patch import Patch
from seedfmt._edit.plan import Replacement
from seedfmt._edit.render import Renderer
from seedfmt._syntax import rows

VALUES = [
    *NASTY,
    0,
    -1,
    1.5,
    True,
    False,
    None,
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "",
    "two\nlines\n",
    [],
    {"k": "v"},
]


def plans(source: bytes, value: Any) -> Iterator[tuple[list[Patch], list[Patch]]]:
    """The patches of both ways, for each scalar in the place of which the value comes."""
    document = Document(source)
    page = document._page
    for path in sweep.paths(document.data):
        parent = find_row(page.tree, path[:-1])
        key, row = find_child(page.tree, page.tree.target(parent), path[-1]) if parent >= 0 else (-1, -1)
        if row < 0 or page.tree.kind(row) != rows.SCALAR or page.tree.kind(parent) == rows.ALIAS:
            continue
        renderer = Renderer(page)
        replacement = Replacement(renderer, row, value, parent, -1 if key == row else key)
        yield replacement.plan_kept(), replacement.plan(renderer.style.spot(parent, path[-1], row))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_short_way_is_the_long_way(name: str) -> None:
    for value in VALUES:
        for short, long in plans(seed(DOCUMENTS[name]), value):
            assert short in ([], long), (value, short, long)


def test_short_way_is_taken() -> None:
    source = seed("a: 'x'\nb: 2026-01-01\nc: 7\nd: \"x\"\n")
    assert [bool(short) for short, _ in plans(source, "2026-02-03")] == [True, True, False, True]
    assert all(short for short, _ in plans(source, 8))
