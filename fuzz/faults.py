"""Kill a write at every system call, then fail each of them: ``python -m fuzz.faults``. Needs strace, on Linux.

One run of ``seedfmt set`` is recorded; then it is run again for each system call from the first that names the file:
once killed there, and once for each error. After each run the file is the old one or the new one, whole; where the run
said that all went well, the new one.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator

OLD = b"---\na: 1\n---\nbody\n" * 3
NEW = OLD.replace(b"1", b"2", 1)
WAYS = ["signal=KILL", "signal=INT", "error=ENOSPC", "error=EIO", "error=EACCES", "error=EINTR"]
CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")


def main() -> int:
    """Run all; print a line of counts for each way; 1 where a file was harmed."""
    if shutil.which("strace") is None:
        print("strace is not installed", file=sys.stderr)
        return 2
    harmed = 0
    calls = [*record()]
    for way in WAYS:
        outcomes: Counter[str] = Counter()
        for name, number in calls:
            outcome = run_with(way, name, number)
            outcomes[outcome] += 1
            if outcome.startswith("HARM"):
                harmed += 1
                print(f"{way} at {name} number {number}: {outcome}")
        counted = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        print(f"{way:14} {len(calls)} system calls: {counted}", flush=True)
    return 1 if harmed else 0


def command(path: pathlib.Path) -> list[str]:
    return [sys.executable, "-m", "seedfmt", "set", str(path), "/a", "2"]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def record() -> Iterator[tuple[str, int]]:
    """The system calls from the first that names the file: name, and which of that name it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "post.md"
        path.write_bytes(OLD)
        log = pathlib.Path(folder) / "log"
        subprocess.run(["strace", "-o", str(log), *command(path)], env=environment(), check=True)
        seen: Counter[str] = Counter()
        begun = False
        for line in log.read_text(errors="replace").splitlines():
            match = CALL.match(line)
            if match is None:
                continue
            seen[match[1]] += 1
            begun = begun or (match[1] != "execve" and "post.md" in match[2])
            if begun and match[1] != "exit_group":
                yield match[1], seen[match[1]]


def run_with(way: str, name: str, number: int) -> str:
    """What came of a run with something happening at one system call."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "post.md"
        path.write_bytes(OLD)
        inject = f"inject={name}:{way}:when={number}"
        done = subprocess.run(
            ["strace", "-o", os.devnull, "-e", inject, *command(path)],
            env=environment(),
            capture_output=True,
            check=False,
        )
        content = path.read_bytes()
        state = {OLD: "old", NEW: "new"}.get(content, "")
        litter = len(os.listdir(folder)) > 1
        if not state or (done.returncode == 0 and state == "old"):
            return f"HARMED: exit {done.returncode}, {content[:60]!r}"
        if litter and way != "signal=KILL" and name not in ("unlink", "unlinkat"):
            return f"HARM: exit {done.returncode}, a file is left beside it"
        status = "told so" if done.returncode else "all well"
        return f"{state}{' and a temporary file' if litter else ''} ({'killed' if 'KILL' in way else status})"


if __name__ == "__main__":
    sys.exit(main())
