"""Check many files in several processes; few in this one.

In: names, Options. Out: what became of each, in their order. Never: holds more than a few files at a time: where one
takes long, the others wait for it.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Sequence

from seedfmt._cli.checking import Checked, Options, check_file, failed_check
from seedfmt._cli.listing import Listed
from seedfmt._isolation import unforeseen

FEW = 300  # files that are not worth a process
_SHARE = 64  # files that a process takes at a time


def check_all(files: Sequence[Listed], options: Options, jobs: int) -> Iterator[list[Checked | None]]:
    """What became of the files, some at a time; None for those that are no seed files."""
    shares = (files[at : at + _SHARE] for at in range(0, len(files), _SHARE))
    if len(files) < FEW or jobs < 2:
        for share in shares:
            yield [check_file(*file, options) for file in share]
        return
    from seedfmt._pools import map_shares

    yield from map_shares(functools.partial(_check_listed, options), shares, jobs, _failed, repeatable=not options.fix)


def _check_listed(options: Options, file: Listed) -> Checked | None:
    return check_file(*file, options)


def _failed(file: Listed, error: Exception | None) -> Checked | None:
    return failed_check(unforeseen(error, file[0]), file[0])


def count_jobs() -> int:
    """How many processes this one may keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
