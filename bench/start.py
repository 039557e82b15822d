"""What a process costs: import, one file, ten thousand files.

In: the specimen and, where it is present, the corpus. Out: CPU milliseconds above a bare interpreter, measured in
turns with it.
"""

from __future__ import annotations

import itertools
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from statistics import median
from typing import Any

from bench.corpus import find_corpus
from bench.inputs import as_json, inputs
from bench.peers import PEERS
from bench.report import print_table

FILES = 10_000
READ_JSON = "import json, os, sys\nfor n in os.scandir(sys.argv[1]): json.loads(open(n, 'rb').read())"


def wall_time(command: list[str]) -> float:
    """Milliseconds from start to end."""
    start = time.perf_counter()
    status = subprocess.run(command, capture_output=True, check=False).returncode
    if status not in (0, 1):  # copies of files have findings
        raise RuntimeError(f"{command} ended with {status}")
    return (time.perf_counter() - start) * 1000


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


def check_many(folder: pathlib.Path) -> dict[str, float]:
    """``seedfmt check`` on ten thousand files, beside a plain script that reads as many JSON files of the same data."""
    sources = list(find_corpus().values()) or [item.text.encode() for item in inputs().values()]
    texts = itertools.islice(itertools.cycle(sources), FILES)
    (folder / "seeds").mkdir()
    (folder / "json").mkdir()
    from seedfmt import loads

    made = {source: as_json(loads(source).data) for source in set(sources)}
    for count, source in enumerate(texts):
        (folder / "seeds" / f"{count}.md").write_bytes(source)
        (folder / "json" / f"{count}.json").write_text(made[source])
    check = [sys.executable, "-m", "seedfmt", "check", str(folder / "seeds")]
    read = [sys.executable, "-c", READ_JSON, str(folder / "json")]
    runs = [(wall_time(read), wall_time(check), cpu_time(check)) for _ in range(3)]
    return {
        "json_ms": round(min(run[0] for run in runs)),
        "check_ms": round(min(run[1] for run in runs)),
        "check_cpu_ms": round(min(run[2] for run in runs)),
        "ratio": round(median(run[1] / run[0] for run in runs), 2),
    }


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
        many = check_many(folder)
    rows = [["a script that reads JSON", many["json_ms"], ""], ["seedfmt check", many["check_ms"], many["ratio"]]]
    print_table(f"{FILES} files", ["", "milliseconds", "times the script"], rows)
    return {"above_bare": above, "many": many}
