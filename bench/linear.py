"""Is the time per byte the same for a file of 10 MB as for one of 10 kB, whatever the file is full of?

In: nothing; shapes are made here. Out: for each shape nanoseconds per byte at four sizes, of the parser (bytes to
Document), on to plain data, and of ``json.loads`` of the same data, and how far the largest lies above the least. Sizes
are timed in turns, the fastest turn counts. Plain data of 10 MB fit no cache, so that there the line bends for
``json.loads`` as well.

Each shape is parsed in two processes. In one the allocator keeps the memory that it gets back (glibc; see KEPT): what
is timed is the reader. In the other it is as it comes: the system's work of handing out the pages of 10 MB anew for
each turn, and taking them back, counts as well, which depends on the machine. A third process makes the data.
"""

from __future__ import annotations

import gc
import json
import mmap
import time
from collections.abc import Callable
from typing import Any

from bench.inputs import as_json
from bench.process import ask_worker
from bench.report import print_table

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TURNS = 5
PATIENCE = 2.0  # seconds for a shape, after which two turns are enough
TOLERANCE = 0.2
KEPT = {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "2000000000"}
NONE = "null"  # where JSON cannot hold the data
COLUMNS = ("parse", "data", "json")
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


def time_read(data: bytes, text: str) -> tuple[float, ...]:
    """Seconds to read a file once to a Document; given its data as JSON, on to plain data, and those of the JSON."""
    import seedfmt

    limits = seedfmt.Limits(size=len(data) + 1, depth=500)
    start = time.process_time()
    doc = seedfmt.loads(data, limits=limits)
    parsed = time.process_time()
    if not text:
        return (parsed - start,)
    doc.data  # noqa: B018
    built = time.process_time()
    del doc
    begun = time.process_time()
    json.loads(text)
    return parsed - start, built - start, time.process_time() - begun


def json_of(data: bytes) -> str:
    """The data of a file as JSON, or NONE."""
    import seedfmt

    limits = seedfmt.Limits(size=len(data) + 1, depth=500)
    try:
        return as_json(seedfmt.loads(data, limits=limits).data)
    except TypeError:
        return NONE


def least_seconds(files: list[bytes], texts: list[str]) -> list[tuple[float, ...]]:
    """The least seconds of reading each file, timed in turns; small files oftener."""
    best: list[tuple[float, ...]] = [(float("inf"),) * len(COLUMNS)] * len(files)
    end = time.perf_counter() + PATIENCE
    for turn in range(TURNS):
        if turn >= 2 and time.perf_counter() > end:
            break
        for at, data in enumerate(files):
            for _ in range(max(1, min(50, 500_000 // len(data)))):
                best[at] = tuple(map(min, best[at], time_read(data, texts[at])))
    return best


def work(name: str, parts: str) -> None:
    """Measure one shape, "all" of it or what it takes to "parse"; print the figures as JSON."""
    gc.disable()
    files = [bytes_of(SHAPES[name], size) for size in SIZES]
    texts = [json_of(data) if parts == "all" else "" for data in files]
    seconds = least_seconds(files, texts)
    result: dict[str, Any] = {}
    for at, kind in enumerate(COLUMNS[: len(seconds[0])]):
        rates = [spent[at] * 1e9 / len(data) for spent, data in zip(seconds, files, strict=True)]
        result[kind] = {
            "ns_per_byte": [round(rate, 2) for rate in rates],
            "worst": round(rates[-1] / min(rates) - 1, 3),
        }
    if texts[0] == NONE:
        del result["json"]
    print(json.dumps(result))


def measure(name: str) -> dict[str, Any]:
    """One shape: parsed with memory kept, and as it comes; and on to plain data, with memory kept."""
    found = {}
    for kind, parts, setting in (("kept", "parse", KEPT), ("fresh", "parse", {}), ("data", "all", KEPT)):
        answer = ask_worker("linear", name, parts, **setting)
        if answer.problem:
            raise RuntimeError(f"{name}: {answer.problem}")
        found[kind] = answer.lines[0]
    return found


def spell_bend(worst: float) -> str:
    """How far the largest size lies above the line, marked where that is more than TOLERANCE."""
    return f"{worst:+.0%}" + (" more" if worst > TOLERANCE else "")


def print_found(found: dict[str, Any]) -> None:
    """The tables."""
    sizes = [f"{size // 1000} kB" for size in SIZES]
    rows, data_rows = [], []
    for name, line in found.items():
        parse, data = line["kept"]["parse"], line["data"]["data"]
        fresh, text = line["fresh"]["parse"]["worst"], line["data"].get("json")
        rows.append([name, *parse["ns_per_byte"], spell_bend(parse["worst"]), spell_bend(fresh)])
        bend = f"{text['worst']:+.0%}" if text else "-"
        data_rows.append([name, *data["ns_per_byte"], spell_bend(data["worst"]), bend])
    title = "Bytes to Document: nanoseconds per byte, memory kept"
    print_table(title, ["", *sizes, "largest", "memory as it comes"], rows)
    title = "Bytes to plain data: nanoseconds per byte, memory kept"
    print_table(title, ["", *sizes, "largest", "json.loads"], data_rows)
    straight = sum(line["kept"]["parse"]["worst"] <= TOLERANCE for line in found.values())
    print(f"\n{straight} of {len(found)} shapes within {TOLERANCE:.0%} of a straight line, to a Document, memory kept")


def time_fresh(size: int = 64_000_000) -> float:
    """Nanoseconds for each byte of memory that the system hands out anew: a first touch of its pages, less a second."""
    with mmap.mmap(-1, size) as memory:
        spent = []
        for _ in range(2):
            start = time.process_time()
            for at in range(0, size, mmap.PAGESIZE):
                memory[at] = 1
            spent.append(time.process_time() - start)
    return (spent[0] - spent[1]) * 1e9 / size


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    found = {name: measure(name) for name in SHAPES}
    fresh = min(time_fresh() for _ in range(5))
    print_found(found)
    print(f"Memory as it comes: {fresh:.2f} ns for each fresh byte here; a value takes 32 bytes of the table")
    return {"shapes": found, "fresh_ns_per_byte": round(fresh, 3)}
