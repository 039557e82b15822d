"""What the parser says of a text is what independent parsers say, or a decided case (tests/vectors/judges)."""

from __future__ import annotations

import functools

import judges
from judges import vote


@functools.cache
def sitting() -> list[judges.Judge]:
    """The judges that are installed; without two of them there is no vote."""
    found = judges.available()
    assert len(found) > 1, "fewer than two judges are installed; see the extra 'judges'"
    return found


def check(data: bytes) -> None:
    """Ask all judges."""
    vote.law_judges(data, sitting())
