"""How time and memory grow with size: ``python -m fuzz.growth [--size BYTES] [NAME ...]``.

Each text of ``tests/hostile.py`` is read at a size, twice and four times that. Printed are the times, how many times
longer the last took than the first (4 is a straight line), and how many bytes of memory each byte of text took at most.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc

import hostile

from seedfmt._document import Document
from seedfmt.errors import SeedError


def main() -> int:
    """Print a line for each text; 1 where one is far from a straight line."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.growth", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help="which texts (all)")
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of the smallest (1000000)")
    parser.add_argument("--bound", type=float, default=8, help="from where on it is no straight line any more (8)")
    args = parser.parse_args()
    bad = 0
    print(f"{'text':32} {'ms':>8} {'x2':>8} {'x4':>8} {'growth':>7} {'memory':>7}  error")
    for name, make, _ in hostile.GROWING:
        if args.names and name not in args.names:
            continue
        sources = [make(args.size * factor) for factor in (1, 2, 4)]
        times = [best(sources[0])]
        times += [
            best(source) if times[0] < 1 else times[0] * 99 for source in sources[1:]
        ]  # what is hopeless is not waited for
        growth = times[2] / times[0]
        steep = growth > args.bound and times[2] > 0.02
        bad += steep
        columns = " ".join(f"{seconds * 1000:8.2f}" for seconds in times)
        print(
            f"{name:32} {columns} {growth:7.1f} {peak(sources[0]):7.1f}  {read(sources[0])}{'  STEEP' * steep}",
            flush=True,
        )
    return 1 if bad else 0


def read(source: bytes) -> str:
    """Read a file and its data; the code of the error."""
    try:
        document = Document(source)
        _ = document.data
    except SeedError as error:
        return str(error.code)
    return ""


def best(source: bytes) -> float:
    """The shortest of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read(source)
        times.append(time.process_time() - start)
        if times[0] > 5:
            break
    return min(times)


def peak(source: bytes) -> float:
    """Bytes of memory for each byte of the text, at most."""
    tracemalloc.start()
    read(source)
    result = tracemalloc.get_traced_memory()[1] / len(source)
    tracemalloc.stop()
    return result


if __name__ == "__main__":
    sys.exit(main())
