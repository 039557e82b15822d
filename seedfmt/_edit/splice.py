"""One place of a collection where entries go and new ones come.

In: a renderer, a collection and its entries, which of them go, and what comes. Out: what ``blocks`` and ``flows`` plan
on. Never: says where.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from seedfmt._edit.page import Entry
from seedfmt._edit.patch import Patch
from seedfmt._edit.render import Renderer


class New(NamedTuple):
    """An entry to come: its key (None for an item) and its value; or, of an entry that moves, its text as it is."""

    key: Any
    value: Any
    text: bytes | None = None
    own: bool = True  # the text that moves had lines of its own
    row: int = -1  # where its value stood


class Splice:
    """The entries from ``start`` to ``stop`` of a collection go, and new ones come in their place.

    ``moving`` says that some of those come again elsewhere in it.
    """

    def __init__(
        self,
        renderer: Renderer,
        row: int,
        entries: Sequence[Entry],
        start: int,
        stop: int,
        new: Sequence[New],
        moving: bool = False,
    ) -> None:
        self.renderer = renderer
        self.page = renderer.page
        self.tree = self.page.tree
        self.row = row
        self.before = entries[max(start - 1, 0) : start]  # the one before, if there is one
        self.removed = entries[start:stop]
        self.behind = entries[stop : stop + 1]
        self.new = new
        self.moving = moving
        self.look()

    def look(self) -> None:
        """See what the plan needs to know."""

    def plan(self) -> list[Patch]:
        """The patches."""
        raise NotImplementedError
