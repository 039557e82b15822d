"""Check many files in several processes; few in this one.

In: names, Options. Out: what became of each, in their order. Never: holds more than a few files at a time: where one
takes long, the others wait for it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seedfmt._cli.checking import Checked, Options, check_file, write_fixed
from seedfmt._cli.listing import Listed

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

FEW = 300  # files that are not worth a process
_SHARE = 64  # files that a process takes at a time
_AHEAD = 4  # shares of each process that may wait to be asked for

_options: Options | None = None


def check_all(files: Sequence[Listed], options: Options, jobs: int) -> Iterator[list[Checked | None]]:
    """What became of the files, some at a time; None for those that are no seed files."""
    shares = (files[at : at + _SHARE] for at in range(0, len(files), _SHARE))
    if len(files) < FEW or jobs < 2:
        _start(options)
        yield from map(_check_share, shares)
        return
    from seedfmt._pools import open_pool

    waiting: deque[AsyncResult[list[Checked | None]]] = deque()
    with open_pool(jobs, _start, options) as pool:
        for share in shares:
            waiting.append(pool.apply_async(_check_share, (share,)))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


def _start(options: Options) -> None:
    global _options  # noqa: PLW0603  (a process is told once)
    _options = options


def _check_share(files: Sequence[Listed]) -> list[Checked | None]:
    assert _options is not None
    found = []
    for path, named in files:
        checked = check_file(path, named, _options)
        found.append(write_fixed(checked) if checked and _options.fix and not _options.diff else checked)
    return found


def count_jobs() -> int:
    """How many processes this one may keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
