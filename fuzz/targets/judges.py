"""What the parser says of a text is what independent parsers say, or a decided case (tests/vectors/judges)."""

from __future__ import annotations

import functools

import judges
from judges import vote


def absent() -> str:
    """Fewer than two judges are no vote."""
    found = judges.available()
    return "" if len(found) > 1 else f"{len(found)} judges are installed, and two are needed; see the extra 'judges'"


@functools.cache
def sitting() -> list[judges.Judge]:
    """The judges that are installed; without two of them there is no vote."""
    assert not absent(), absent()
    return judges.available()


def check(data: bytes) -> None:
    """Ask all judges."""
    vote.law_judges(data, sitting())
