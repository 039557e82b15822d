"""How time and memory grow with size: ``python -m fuzz.growth [--size BYTES] [--tasks NAMES] [SHAPE ...]``.

Each shape of ``tests/hostilechecks.py`` is made at a size and at four times that, and each task of ``tests/growing.py``
done with both: reading, all rules, ``--fix``, each report, each edit, ``reconcile``, patches, JSON, ``secured``.

What is linear takes four times as long, what is quadratic sixteen times. Time is that of the processor, the least of
several turns, since whatever disturbs a turn can only add to it. A growth beyond ``--bound`` counts only where it stays
so in ``TURNS`` turns, and where the larger takes more than ``LEAST`` seconds: below that it is the growth of starting.

No test asserts a time. ``tests/syntax/test_growing.py`` counts lines of Python instead, which are the same on every
machine, and sees nothing of what is compiled, of regular expressions and of slices: those are seen here. Exit status
1 if anything is steep.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Iterator

import growing
import hostilechecks

LEAST = 0.03  # seconds
TURNS = 5
HOPELESS = 3.0  # seconds that the smaller takes: the larger is not waited for
FACTOR = 4


def main() -> int:
    """Print a line for what is steep, and how much was measured."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.growth", description=__doc__)
    parser.add_argument("shapes", metavar="SHAPE", nargs="*", help="which shapes (all)")
    parser.add_argument("--tasks", help="which tasks, with commas between them (all)")
    parser.add_argument("--size", type=int, default=4_000, help="bytes of the smaller (4000)")
    parser.add_argument("--bound", type=float, default=8, help="from where on it is no straight line any more (8)")
    parser.add_argument("--memory", action="store_true", help="print the bytes of memory for each byte of a file, too")
    parser.add_argument("--every", action="store_true", help="print a line for each pair")
    args = parser.parse_args()
    pairs = steep = 0
    for shape, task in chosen(args.shapes, args.tasks):
        found = grow(shape, task, args.size, args.bound)
        if found is None:
            continue
        small, large = found
        is_steep = large > args.bound * small and large > LEAST
        pairs, steep = pairs + 1, steep + is_steep
        if is_steep or args.every:
            memory = f"{peak(shape, task, args.size):8.1f}" if args.memory else ""
            growth = f"{small * 1000:9.2f} {large * 1000:9.2f} {large / small:7.1f}{memory}"
            print(f"{shape:34} {task:24} {growth}{'  STEEP' * is_steep}", flush=True)
    print(f"{pairs} pairs of a shape and a task, {steep} of them steep")
    return 1 if steep or not pairs else 0


def chosen(shapes: list[str], tasks: str | None) -> Iterator[tuple[str, str]]:
    """The pairs of a shape and a task that are asked for."""
    for shape in shapes or hostilechecks.SHAPES:
        for task in tasks.split(",") if tasks else growing.TASKS:
            yield shape, task


def grow(shape: str, task: str, size: int, bound: float) -> tuple[float, float] | None:
    """The least seconds at a size and at FACTOR times that; None where the task does not apply."""
    make = hostilechecks.SHAPES[shape]
    works = growing.TASKS[task](make(size)), growing.TASKS[task](make(size * FACTOR))
    if works[0] is None or works[1] is None:
        return None
    seconds(works[0])  # what is imported and cached is no growth
    small = seconds(works[0])
    if small > HOPELESS:
        return small, small * 2 * bound
    large = seconds(works[1])
    for _ in range(TURNS):
        if large <= bound * small or large <= LEAST:
            break
        small, large = min(small, seconds(works[0])), min(large, seconds(works[1]))
    return small, large


def seconds(work: growing.Work) -> float:
    """Of the processor, for one turn."""
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-6)


def peak(shape: str, task: str, size: int) -> float:
    """Bytes of memory for each byte of the file, at most."""
    source = hostilechecks.SHAPES[shape](size)
    work = growing.TASKS[task](source)
    assert work is not None
    tracemalloc.start()
    work()
    result = tracemalloc.get_traced_memory()[1] / len(source)
    tracemalloc.stop()
    return result


if __name__ == "__main__":
    sys.exit(main())
