"""``seedfmt check`` on one file and on many: time, processor time and memory of the real program.

In: the corpus, copied to as many files as are asked for. Out: a table.
"""

from __future__ import annotations

import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from bench.corpus import corpus, specimen

MANY = (2_500, 10_000)
_PEAK = """
import resource, sys
from seedfmt._cli import main
status = main(sys.argv[1:])
peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(f"peak {max(peaks)}", file=sys.stderr)
"""


def spent(command: list[str], folder: str) -> tuple[float, float, str]:
    """Seconds on the wall and on the processors, and standard error."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr


def fill(folder: str, count: int) -> int:
    """Write as many files, each a real one; return their bytes."""
    files = list(corpus().items())
    total = 0
    for number in range(count):
        name, data = files[number % len(files)]
        path = pathlib.Path(folder, f"{number // len(files):03}", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        at = data.find(b'secured: "') + 10
        if at >= 10:  # each record has its own
            data = data[:at] + b"%06d" % number + data[at + 6 :]
        path.write_bytes(data)
        total += len(data)
    return total


def main() -> int:
    """Print the figures."""
    python = [sys.executable]
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "one.md").write_bytes(specimen())
        command = [*python, "-m", "seedfmt", "check", "--isolated", "one.md"]
        spent(command, folder)  # compile, once
        bare = min(spent([*python, "-c", "pass"], folder)[1] for _ in range(15))
        one = min(spent(command, folder)[1] for _ in range(15))
        print(f"one file: {(one - bare) * 1000:.0f} ms of processor time above {bare * 1000:.0f} ms")
    print(
        f"{'files':>7} {'MB':>6} {'wall s':>7} {'cpu s':>7} {'peak MB':>8}   processors: {len(os.sched_getaffinity(0))}"
    )
    for count in MANY:
        with tempfile.TemporaryDirectory() as folder:
            size = fill(folder, count)
            command = [*python, "-c", _PEAK, "check", "--isolated", "--exit-zero", "--statistics", "."]
            wall, cpu, said = min(spent(command, folder) for _ in range(3))
            peak = int(said.rsplit("peak ", 1)[1]) / 1024
            print(f"{count:7} {size / 1e6:6.1f} {wall:7.2f} {cpu:7.2f} {peak:8.1f}   {said.splitlines()[0]}")
    return 0
