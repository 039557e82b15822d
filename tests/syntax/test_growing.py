"""Work grows with the size of a file, not with its square, whatever the file is full of.

No clock: a machine that is busy would fail such a test, or a bound that never fails would say nothing. What is counted
are the lines of Python that run in ``seedfmt`` (``sys.settrace``; a loop on one line counts each time round), which are
the same each time. Of a file four times as large they may be six times as many: what is linear has four times as many
and what it starts with, what is quadratic sixteen times, and what has a limit less than four.

Lines do not see what one line does: a slice, a regular expression, the compiled parser. Those are for
``python -m fuzz.growth``, which measures time and is run by hand and by ``.ci/run``.
"""

from __future__ import annotations

import pathlib
import sys
from types import FrameType
from typing import Any

import growing
import hostilechecks
import pytest

import seedfmt
from seedfmt._schema import problems

SIZE = 500
FACTOR = 4
STEEP = 6.0
FEW = 20_000  # lines that are no sign of anything
PACKAGE = str(pathlib.Path(seedfmt.__file__).parent)
EDITS = ("set-comment-above", "reconcile-every-other", "patch", "lossless", "bound-view")
EDITED = ("keys", "keys-collections-alias", "flow-items", "aliases-of-lists", "merge-keys", "comments-between-items")


def count_lines(work: growing.Work) -> int:
    """How many lines of the package run."""
    count = 0

    def trace_lines(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace_lines

    def trace_calls(frame: FrameType, event: str, _: Any) -> Any:
        return trace_lines if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(trace_calls)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(make: hostilechecks.Maker, task: growing.Task, size: int = SIZE) -> tuple[int, int]:
    """Lines at a size and at FACTOR times that; (0, 0) where the task does not apply."""
    works = [task(make(each)) for each in (size, size, FACTOR * size)]
    if None in works:
        return 0, 0
    _, small, large = [count_lines(work) for work in works if work is not None]  # the first fills what is cached
    return small, large


@pytest.mark.parametrize("shape", [name for name, _ in hostilechecks.CHECKED])
def test_findings_grow_with_size(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has a limit in numbers is given a small one, which the smaller file reaches."""
    monkeypatch.setattr(problems, "MOST", 5)
    small, large = growth(hostilechecks.SHAPES[shape], growing.finding)
    assert large <= max(STEEP * small, FEW)


@pytest.mark.parametrize("shape", EDITED)
@pytest.mark.parametrize("task", EDITS)
def test_edits_grow_with_size(shape: str, task: str) -> None:
    small, large = growth(hostilechecks.SHAPES[shape], growing.TASKS[task])
    assert large <= max(STEEP * small, FEW)


def test_a_square_is_seen() -> None:
    """The measure itself: of a loop in a loop it says so."""

    def square(source: bytes) -> growing.Work:
        document = seedfmt.loads(source)
        return lambda: [document.span(f"/k{at}") for at in range(len(document)) for _ in document]

    small, large = growth(hostilechecks.SHAPES["comments-behind"], square)
    assert large > 10 * small
    assert large > FEW
