"""What a process costs: import, one file. ``bench check`` has many files.

In: the specimen. Out: CPU milliseconds above a bare interpreter, measured in
turns with it.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import tempfile
from statistics import median
from typing import Any

from bench.inputs import inputs
from bench.peers import PEERS
from bench.report import print_table


def above_bare(commands: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """Median and least milliseconds of each command above those of a bare interpreter, in turns with it."""
    bare = [sys.executable, "-c", "pass"]
    rest = {
        name: command
        for name, command in commands.items()
        if subprocess.run(command, capture_output=True, check=False).returncode == 0
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in rest}
    for _ in range(rounds):
        for name, command in rest.items():
            times[name].append((cpu_time(bare), cpu_time(command)))
    return {
        name: {
            "median": round(median(own - base for base, own in pairs), 1),
            "least": round(min(own for _, own in pairs) - min(base for base, _ in pairs), 1),
        }
        for name, pairs in times.items()
    }


def cpu_time(command: list[str]) -> float:
    """CPU milliseconds of a process, as the system counted them for it."""
    with open(os.devnull, "wb") as sink:
        child = subprocess.Popen(command, stdout=sink, stderr=sink)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return (usage.ru_utime + usage.ru_stime) * 1000


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "specimen.md").write_text(inputs()["specimen"].text)
        commands = {f"import {kind.module}": [sys.executable, "-c", f"import {kind.module}"] for kind in PEERS.values()}
        commands["seedfmt check, one file"] = [sys.executable, "-m", "seedfmt", "check", str(folder / "specimen.md")]
        above = above_bare(commands, 15)
        rows = [
            [key, above[key]["median"], above[key]["least"]] if key in above else [key, "absent"] for key in commands
        ]
        print_table("CPU milliseconds above a bare interpreter", ["", "median", "least"], rows)
    return {"above_bare": above}
