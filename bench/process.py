"""Work in processes of their own, so that a library that crashes or hangs stops nothing.

In: a part of the benchmark and its arguments. Out: the lines of JSON it printed, or why there are none.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from typing import Any, NamedTuple

PATIENCE = 300  # seconds


class Answer(NamedTuple):
    """What a worker said, and what became of it: "" where it ended well."""

    lines: list[dict[str, Any]]
    problem: str
    signal: int = 0  # what killed it


def ask_worker(part: str, *arguments: str, **environment: str) -> Answer:
    """Run ``work`` of a part of the benchmark in another process."""
    command = [sys.executable, "-m", "bench.process", part, *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, env=os.environ | environment, check=False
        )
        output, status = done.stdout, done.returncode
        last = done.stderr.strip().rpartition("\n")[2]
    except subprocess.TimeoutExpired as error:
        output, status, last = (error.stdout or b"").decode(), 1, "hangs"  # bytes, whatever was asked
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    if status == 3:
        return Answer([], "absent")
    return Answer(lines, "" if status == 0 else f"died: {last or f'signal {-status}'}"[:60], max(0, -status))


def main() -> int:
    try:
        importlib.import_module(f"bench.{sys.argv[1]}").work(*sys.argv[2:])
    except ImportError:
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
