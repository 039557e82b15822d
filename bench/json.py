"""JSON: to-json of real files against python-frontmatter with json, lossless JSON, and JSON Lines of 10,000 files.

In: the corpus; python-frontmatter (the extra "bench"). Out: three tables; status 1 if a target is missed or a file is
not restored byte for byte.
"""

from __future__ import annotations

import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

import seedfmt
from bench.corpus import corpus

SMALL = 5000  # bytes of a file that is mostly front matter
FASTER = 20  # times as fast as python-frontmatter with json
SECONDS = 3  # for 10,000 files as JSON Lines
ROUNDS = 5
FILES = 10_000


def ours(text: bytes) -> str:
    return seedfmt.to_json(seedfmt.loads(text, fenced=False))


def theirs(text: bytes) -> str:
    import frontmatter

    post = frontmatter.loads(text.decode())
    return json.dumps({**post.metadata, "content": post.content}, ensure_ascii=False, default=str)


def seconds(convert: Callable[[Any], object], files: Sequence[Any]) -> float:
    """The processor time of the fastest of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in files:
            convert(text)
        best = min(best, time.process_time() - start)
    return best


def compare() -> bool:
    """Print both times for the whole corpus, and for what is mostly front matter; is the whole fast enough?"""
    files = [*corpus().values()]
    ratio = print_ratio("real files", files)
    print_ratio(f"of these under {SMALL} bytes", [text for text in files if len(text) < SMALL])
    print(f"  target: {FASTER} times as fast on all")
    return ratio >= FASTER


def print_ratio(name: str, files: list[bytes]) -> float:
    """Print both times for some files; return how many times as fast ours is."""
    one, two = (1e6 * seconds(convert, files) / len(files) for convert in (ours, theirs))
    size = sum(map(len, files)) / len(files) / 1000
    print(f"to-json of {len(files)} {name}, {size:.1f} kB each on average: microseconds of one core for each")
    print(f"  seedfmt {one:.0f}, python-frontmatter + json {two:.0f}: {two / one:.1f} times as fast")
    return two / one


def measure_lossless() -> bool:
    """Print how many real files lossless JSON restores, its size and its time; return whether it restores all."""
    files = [*corpus().values()]
    documents = [seedfmt.loads(source, fenced=False) for source in files]
    texts = [seedfmt.dumps_lossless(document) for document in documents]
    restored = sum(bytes(seedfmt.loads_lossless(text)) == file for text, file in zip(texts, files, strict=True))
    encoded = [text.encode() for text in texts]
    print(f"lossless JSON: {restored} of {len(files)} real files restored byte for byte")
    for name, pieces in (("files", files), ("lossless JSON", encoded)):
        small = sum(len(gzip.compress(piece)) for piece in pieces)
        print(f"  {name:14} {sum(map(len, pieces)):9} bytes, {small:8} each compressed with gzip")
    jobs: list[tuple[str, Callable[[Any], object], Sequence[Any]]] = [
        ("write, lossless", seedfmt.dumps_lossless, documents),
        ("write, to_json", seedfmt.to_json, documents),
        ("read, lossless", seedfmt.loads_lossless, texts),
        ("read, json.loads", json.loads, texts),
    ]
    for name, convert, items in jobs:
        print(f"  {name:18} {1e6 * seconds(convert, items) / len(files):6.0f} microseconds of one core for each")
    return restored == len(files)


def write_many(folder: pathlib.Path, count: int) -> None:
    """The real files again and again."""
    files = [*corpus().items()]
    for number in range(count):
        name, text = files[number % len(files)]
        path = folder / str(number // 1000) / f"{number}-{pathlib.Path(name).name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def stream(count: int) -> tuple[float, int, int]:
    """Seconds, bytes of output, and the most memory of one process in MB, for so many files as JSON Lines."""
    with tempfile.TemporaryDirectory() as folder:
        write_many(pathlib.Path(folder), count)
        command = [sys.executable, "-m", "bench.json", folder]
        start = time.perf_counter()
        done = subprocess.run(
            command, stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONPATH": os.getcwd()}
        )
        taken = time.perf_counter() - start
    size, memory = map(int, done.stdout.split())
    return taken, size, memory


def count_stream(folder: str) -> None:
    """In a process of its own: make the lines, count their bytes, and say how much memory it took."""
    from seedfmt._listing import find_files

    size = sum(
        len(line)
        for line in seedfmt.to_json_lines((name for name, _ in find_files([folder])), workers=os.cpu_count() or 1)
    )
    usage = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(size, usage // 1024)


def main() -> int:
    """Print the tables."""
    is_fast = compare()
    is_restored = measure_lossless()
    print(f"JSON Lines, {os.cpu_count()} cores, with the start of Python")
    rows = {count: stream(count) for count in (FILES // 10, FILES)}
    for count, (taken, size, memory) in rows.items():
        print(f"  {count:6} files {size / 1e6:8.1f} MB {taken:6.2f} s   largest process {memory} MB")
    taken = rows[FILES][0]
    print(f"  target: {FILES} files in {SECONDS} s")
    return 0 if is_fast and is_restored and taken <= SECONDS else 1


if __name__ == "__main__":
    count_stream(sys.argv[1])
