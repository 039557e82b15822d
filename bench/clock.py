"""Time jobs side by side in CPU time, so that a busy machine slows all of them alike.

In: jobs without arguments, and one to compare with. Out: ratios. Never: times one job to its end before the next
begins.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

Job = Callable[[], Any]
BATCH = 0.002  # seconds: long beside the clock's step, short beside what disturbs it


class Timing(NamedTuple):
    """One job beside the yardstick: median and least ratio of a round, and the least time of one call."""

    ratio: float
    least: float
    microseconds: float


def batch_time(job: Job, number: int) -> float:
    """Seconds for one call, over ``number`` calls."""
    start = time.process_time()
    for _ in range(number):
        job()
    return (time.process_time() - start) / number


def batch_size(job: Job) -> int:
    """How many calls fill a batch; the first call warms up."""
    job()
    return max(1, int(BATCH / max(batch_time(job, 1), 1e-9)))


def compare(jobs: dict[str, Job], yardstick: Job, *, seconds: float = 1.0, rounds: int = 40) -> dict[str, Timing]:
    """Time each job right after the yardstick, in turns, until the time is over (five turns at least)."""
    gc.collect()
    gc.disable()
    try:
        unit, sizes = batch_size(yardstick), {name: batch_size(job) for name, job in jobs.items()}
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
        end = time.perf_counter() + seconds * len(jobs)
        for count in range(rounds):
            if count >= 5 and time.perf_counter() > end:
                break
            for name, job in jobs.items():
                times[name].append((batch_time(yardstick, unit), batch_time(job, sizes[name])))
    finally:
        gc.enable()
    return {name: _timing(pairs) for name, pairs in times.items()}


def _timing(pairs: list[tuple[float, float]]) -> Timing:
    fastest = min(own for _, own in pairs)
    ratio = median(own / unit for unit, own in pairs)
    return Timing(round(ratio, 3), round(fastest / min(unit for unit, _ in pairs), 3), round(fastest * 1e6, 2))
