"""Is the time per byte the same for a file of 10 MB as for one of 10 kB, whatever the file is full of?

In: nothing; shapes are made here. Out: for each shape nanoseconds per byte at four sizes, of the parser (bytes to
Document) and on to plain data, and how far the largest lies above the least. Sizes are timed in turns, the fastest
turn counts. Plain data of 10 MB fit no cache, so that there the line bends for json.loads as well.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

from bench.report import print_table

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TURNS = 5
PATIENCE = 3.0  # seconds for a shape, after which two turns are enough
TOLERANCE = 0.2
Shape = Callable[[int], str]


def repeated(line: str) -> Shape:
    """As many numbered copies of a text as fill a file."""

    def make(size: int) -> str:
        count = size // len(line.replace("N", "1234"))
        return "".join(line.replace("N", str(number)) for number in range(count)) or line

    return make


def long_run(head: str, part: str, tail: str) -> Shape:
    """One value that fills the file."""
    return lambda size: head + part * (size // len(part)) + tail


DEPTH = 480  # the limit is 500
PAD = "a comment, for there may be 100,000 aliases and no more: " + "-" * 60
SHAPES: dict[str, Shape] = {
    "wide": repeated("key N: value of some length\n"),
    "wide, quoted": repeated('"key N": "value of \\"some\\" length"\n'),
    "wide, numbers": repeated("N: 12.5\n"),
    "list of mappings": lambda size: "a:\n" + repeated('  - title: "text N"\n    url: https://e.org/N\n\n')(size),
    "deep lists": repeated("key N:\n  " + "- " * DEPTH + "x\n"),
    "deep mappings": repeated("".join(f"{' ' * level}k N:\n" for level in range(60)) + " " * 60 + "x: 1\n"),
    "deep flow": repeated("key N: " + "[" * DEPTH + "x" + "]" * DEPTH + "\n"),
    "deep flow mappings": repeated("key N: " + "{a: " * DEPTH + "x" + "}" * DEPTH + "\n"),
    "one plain line": long_run("a: ", "word ", "end\n"),
    "one quoted line": long_run('a: "', "word ", '"\n'),
    "one escaped line": long_run('a: "', "\\u00e9\\n ", '"\n'),
    "one single-quoted line": long_run("a: '", "it''s ", "'\n"),
    "plain over lines": long_run("a: b\n", "  some words\n", ""),
    "quoted over lines": long_run('a: "b\n', "  some words\n", '  c"\n'),
    "literal": long_run("a: |\n", "  some words\n", ""),
    "folded": long_run("a: >\n", "  some words\n\n   more\n", ""),
    "comments": repeated("# comment N\n# more\nk N: v # end\n"),
    "only comments": long_run("a: b\n", "# comment\n", ""),
    "blank lines": long_run("a: b\n", "\n", "c: d\n"),
    "blanks": long_run("a: b", " ", "\nc: d\n"),
    "trailing blanks": repeated("k N: v          \n"),
    "flow list": long_run("a: [", "item, ", "end]\n"),
    "flow mappings": long_run("a: [", "{a: 1, b: 'c'}, ", "end]\n"),
    "flow over lines": long_run("a: [\n", "  item, # c\n", "  end]\n"),
    "keys that almost end": repeated("k N:x:y:z#a:b:c#d::e: v\n"),
    "plain with colons": long_run("a: ", "b:c:", "d\n"),
    "plain with hashes": long_run("a: ", "b#c#", "d\n"),
    "colons in flow": long_run("a: [", "b:c:d#e, ", "f]\n"),
    "explicit keys": repeated("? key N\n: value\n"),
    "anchors": repeated("k N: &anchorN value\n"),
    "aliases": lambda size: "a: &x v\n" + repeated(f"k N: *x # {PAD}\n")(size),
    "anchors and aliases": repeated(f"k N: &aN v\nq N: *aN # {PAD}\n"),
    "aliases and odd keys": lambda size: "a: &x v\n" + repeated('"k\\tN": w\n')(size) + "b: *x\n",
    "aliases as keys": lambda size: "a:\n" + repeated(f"- &aN k N: v\n- ? [*aN]\n  : v # {PAD}\n")(size),
    "tags": repeated("k N: !local value\n"),
    "odd keys in odd keys": lambda size: "a:\n" + repeated("- ? [a N, {b: c}]\n  : v\n")(size),
    "CRLF": repeated("key N: value\r\n"),
    "not ASCII": repeated("ключ N: значение длиннее ключа\n"),
    "base64": long_run('a: "', "QUJDREVGR0hJSktMTU5PUA", '=="\n'),
    "a body": long_run("a: b\n---\n", "<p>A line of a body.\n", "---\n"),
}


def bytes_of(shape: Shape, size: int) -> bytes:
    """A file of a shape."""
    return b"---\n" + shape(size).encode() + b"---\n"


def time_read(data: bytes) -> tuple[float, float]:
    """Seconds to read a file once: to a Document, and on to plain data."""
    import seedfmt

    limits = seedfmt.Limits(size=len(data) + 1, depth=500)
    start = time.process_time()
    doc = seedfmt.loads(data, limits=limits)
    parsed = time.process_time()
    doc.data  # noqa: B018
    return parsed - start, time.process_time() - start


def least_seconds(files: list[bytes]) -> list[tuple[float, ...]]:
    """The least seconds of reading each file, timed in turns; small files oftener."""
    best: list[tuple[float, ...]] = [(float("inf"),) * 2] * len(files)
    end = time.perf_counter() + PATIENCE
    for turn in range(TURNS):
        if turn >= 2 and time.perf_counter() > end:
            break
        for at, data in enumerate(files):
            for _ in range(max(1, min(50, 500_000 // len(data)))):
                best[at] = tuple(map(min, best[at], time_read(data)))
    return best


def measure(name: str) -> dict[str, Any]:
    """One shape."""
    files = [bytes_of(SHAPES[name], size) for size in SIZES]
    seconds = least_seconds(files)
    result: dict[str, Any] = {}
    for at, kind in enumerate(("parse", "data")):
        rates = [spent[at] * 1e9 / len(data) for spent, data in zip(seconds, files, strict=True)]
        result[kind] = {
            "ns_per_byte": [round(rate, 2) for rate in rates],
            "worst": round(rates[-1] / min(rates) - 1, 3),
        }
    return result


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    found = {}
    gc.disable()
    for name in SHAPES:
        found[name] = measure(name)
        gc.collect()
    gc.enable()
    sizes = [f"{size // 1000} kB" for size in SIZES]
    for kind, title in (("parse", "Bytes to Document"), ("data", "Bytes to plain data")):
        rows = [
            [
                name,
                *line[kind]["ns_per_byte"],
                f"{line[kind]['worst']:+.0%}",
                "" if line[kind]["worst"] <= TOLERANCE else "more",
            ]
            for name, line in found.items()
        ]
        print_table(f"{title}: nanoseconds per byte", ["", *sizes, "largest", "than a line"], rows)
    return found
