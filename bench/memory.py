"""Memory of a thousand documents held open.

In: the specimen. Out: for each library the growth of the process for one document beside the size of its file. Each
document is read from a text of its own, which the library may keep or not: what it keeps is counted.
"""

from __future__ import annotations

import gc
import json
import pathlib
import sys
from collections.abc import Callable
from typing import Any

from bench.inputs import as_json, inputs
from bench.peers import PEERS, NotOfferedError, Orjson
from bench.process import ask_worker
from bench.report import print_table

COUNT = 1000


def resident() -> int:
    """Bytes of memory that the process has."""
    statm = pathlib.Path("/proc/self/statm")
    if statm.exists():
        import resource

        return int(statm.read_text().split()[1]) * resource.getpagesize()
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    raise ImportError("no way to read the memory of a process here")


def work(package: str) -> None:
    """Hold a thousand documents of one library, print the growth as JSON."""
    peer, item = PEERS[package](), inputs()["specimen"]
    text = item.text if peer.whole_file else item.front
    if isinstance(peer, Orjson):
        text = as_json(item.data)
    data = text.encode()
    hold: Callable[[Any], Any] = peer.load if isinstance(peer, Orjson) else peer.open
    try:
        held = [hold(data if package == "seedfmt" else text)]
    except NotOfferedError:
        hold = peer.load
        held = [hold(text)]
    gc.collect()
    before = resident()
    for _ in range(COUNT):
        held.append(hold(bytes(bytearray(data)) if package == "seedfmt" else data.decode()))
    gc.collect()
    print(json.dumps({"bytes": (resident() - before) // COUNT, "ratio": (resident() - before) / COUNT / len(data)}))


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    found: dict[str, Any] = {}
    for package in PEERS:
        answer = ask_worker("memory", package)
        found[package] = answer.lines[0] if answer.lines else answer.problem
    rows = [
        [package, result] if isinstance(result, str) else [package, result["bytes"], f"{result['ratio']:.1f}"]
        for package, result in found.items()
    ]
    print_table(f"{COUNT} documents of the specimen held", ["", "bytes each", "times the file"], rows)
    return found
