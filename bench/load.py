"""A hundred thousand files through check, set, to-json and verify: ``python -m bench load``; SEEDFMT_LOAD is their
number.

In: made-up records of every kind, always the same, in a temporary folder. Out: wall and processor time and the peak of
memory of the largest process of each command, for a tenth of the files and for all; and whether the results are those
of the library, one file at a time, for a sample; whether a descriptor or a process was left.
"""

from __future__ import annotations

import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any

import seedfmt
from bench.report import print_table
from seedfmt import secured

COUNT = int(os.environ.get("SEEDFMT_LOAD", "100000"))
SAMPLE = 500
FOLDERS = {
    "_news": "news", "_people": "people", "_events": "events", "_newsletters": "newsletters", "_companies": "companies",
    "_projects": "projects", "_communities": "communities", "_samples": "samples", "_games": "games",
    "_challenges": "challenges", "_forms": "forms", "_learning/videos": "learning/videos",
    "_learning/courses": "learning/courses", "_learning/books": "learning/books", "_data/topics": "data/topic",
    "_data/organizations": "data/organization", "_data/tags": "data/tag", "_stats": "stats",
}  # fmt: skip
WORDS = [
    "harbour",
    "library",
    "opens",
    "again",
    "what",
    "the",
    "water",
    "left",
    "C++",
    "AI",
    "Say",
    "“hi”",
    "naïve",
    "日本",
    "no",
    "1:16",
    "#tag",
    "colon:",
    "text",
]
VOLATILE = "/heat"


def made_record(chance: random.Random, number: int) -> dict[str, Any]:
    """Data in the shape of the producers'."""

    def words(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(2, most)))

    url = f"https://www.example.org/{number}"
    record: dict[str, Any] = {"title": f"{words(9)} {number}", "excerpt": words(60), "heat": chance.randint(1, 300)}
    record |= {"publishedDateTime": f"2024-{chance.randint(1, 12):02}-11T08:00:00Z", "webUrl": url, "type": "article"}
    record["provider"] = {"name": words(3), "domain": "example.org"}
    record["topics"] = sorted({chance.choice(["AI", "Computer Vision", "C#", "Python"]) for _ in range(3)})
    if chance.random() < 0.5:
        qualities = sorted((chance.randint(1, 100) for _ in range(chance.randint(1, 12))), reverse=True)
        record["related"] = [{"title": words(8), "webUrl": f"{url}/{each}", "quality": each} for each in qualities]
    return record


def make_files(folder: pathlib.Path, count: int, keys: secured.KeySet) -> None:
    """The files, each signed, their bodies from nothing to a few kilobytes."""
    chance = random.Random(20)
    kinds = list(FOLDERS.items())
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name, kind = kinds[number % len(kinds)]
        body = b"\n<p>A paragraph of a page.</p>\n" * chance.choice((0, 1, 5, 40))
        document = seedfmt.new(made_record(chance, number), kind=kind, body=body)
        secured.sign(document, keys, volatile=[VOLATILE])
        (folder / name / f"{number:06}.md").write_bytes(bytes(document))


class Run:
    """One command: what it took, what it said."""

    def __init__(self, command: list[str], names: bytes | None = None) -> None:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=err)
            if names is not None and process.stdin is not None:
                process.stdin.write(names)
            if process.stdin is not None:
                process.stdin.close()
            self.peak = watch(process)
            self.wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            self.status = process.returncode
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read().decode()


def watch(process: subprocess.Popen[bytes]) -> float:
    """Wait for a command; megabytes of the largest process of it, looked at ten times a second."""
    peak = 0
    while process.poll() is None:
        for one in family(process.pid):
            try:
                status = pathlib.Path(f"/proc/{one}/status").read_text()
            except OSError:
                continue
            found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
            peak = max([peak, *map(int, found)])
        time.sleep(0.1)
    return peak / 1024


def family(top: int) -> list[int]:
    """A process, its children and theirs."""
    found = [top]
    for one in found:
        try:
            found += map(int, pathlib.Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue
    return found


def measure(folder: pathlib.Path, count: int) -> dict[str, Run]:
    """The four commands over so many files, each judged; ``check`` with many findings and with few."""
    content = folder / f"content{count}"
    keys = secured.KeySet([secured.generate_key("sign")])
    (folder / "trust.json").write_text(keys.public().export())
    make_files(content, count, keys)
    files = sorted(path for path in content.rglob("*.md"))
    tool = [sys.executable, "-m", "seedfmt"]
    names = b"\0".join(os.fsencode(path) for path in files)
    edit = ["xargs", "-0", "sh", "-c", 'exec "$0" -m seedfmt set "$@" /heat 7', sys.executable]
    trust = ["--trust", str(folder / "trust.json"), "--require", "signed", "--volatile", VOLATILE]
    runs = {
        "check": Run([*tool, "check", "--isolated", "--statistics", str(content)]),
        "check, few findings": Run([*tool, "check", "--isolated", "--select", "C107,X", str(content)]),
        "set": Run(edit, names),
        "to-json": Run([*tool, "to-json", "--lines", str(content)]),
        "verify": Run([*tool, "secured", "verify", str(content), *trust]),
    }
    judge(runs, files, keys)
    took = ", ".join(f"{name} {run.wall:.1f} s" for name, run in runs.items())
    print(f"{count} files: {took}", file=sys.stderr, flush=True)
    return runs


def judge(runs: dict[str, Run], files: list[pathlib.Path], keys: secured.KeySet) -> None:
    """All were done, and a sample came out as it does one by one."""
    assert runs["check"].status in (0, 1)
    for name in ("check", "check, few findings"):
        assert f"{len(files)} files checked" in runs[name].err, runs[name].err
    assert [run.status for name, run in runs.items() if not name.startswith("check")] == [0, 0, 0], {
        name: run.err[-300:] for name, run in runs.items()
    }
    assert f"{len(files)} of {len(files)} files verified" in runs["verify"].err
    lines = runs["to-json"].out.splitlines()
    assert len(lines) == len(files)
    by_path = {json.loads(line)["path"]: line for line in lines}
    policy = secured.Policy("signed", volatile=[VOLATILE])
    for path in random.Random(1).sample(files, min(SAMPLE, len(files))):
        document = seedfmt.load(path)
        assert document["heat"] == 7
        assert json.loads(by_path[str(path)]) == {"path": str(path), **seedfmt.to_data(document)}
        secured.verify(document, keys, policy)


def main() -> dict[str, Any]:
    """Run, print, return the figures."""
    descriptors = len(os.listdir("/proc/self/fd"))
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (COUNT // 10, COUNT):
            runs = measure(pathlib.Path(folder), count)
            found[str(count)] = {
                name: {"wall": run.wall, "cpu": run.cpu, "peak": run.peak} for name, run in runs.items()
            }
    left = family(os.getpid())[1:]
    assert not left, left
    assert len(os.listdir("/proc/self/fd")) == descriptors
    rows = [
        [name, count, f"{run['wall']:.1f}", f"{run['cpu']:.1f}", f"{run['peak']:.0f}"]
        for count, runs in found.items()
        for name, run in runs.items()
    ]
    print_table(
        f"{COUNT} files, of which {SAMPLE} also one by one; no process and no descriptor left",
        ["", "files", "wall s", "cpu s", "MB of the largest process"],
        rows,
    )
    return found
