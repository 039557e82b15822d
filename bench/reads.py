"""Every real file to plain data, by every library: right, wrong or refused.

In: the corpus. Out: how many files each library reads right. What they hold is known from ruamel.yaml, which reads them
in YAML 1.2, timestamps as text. A library that reads a real file wrongly is no faster way to do the same job.
"""

from __future__ import annotations

import json
import pathlib
import tempfile
from collections import Counter
from typing import Any

from bench.corpus import find_corpus
from bench.inputs import front_of, read_data
from bench.peers import PEERS, NotOfferedError, Orjson, Peer
from bench.process import ask_worker
from bench.report import print_table
from bench.speed import is_same

VERDICTS = ("right", "wrong", "refused")


def judge(peer: Peer, text: str, data: Any) -> str:
    """What a library makes of a file."""
    try:
        value = peer.load(text if peer.whole_file else front_of(text))
    except NotOfferedError:
        raise
    except Exception:
        return "refused"
    return "right" if is_same(value, data) else "wrong"


def work(package: str, path: str) -> None:
    """Read all files with one library; print the counts as JSON."""
    peer = PEERS[package]()
    files = json.loads(pathlib.Path(path).read_text())
    try:
        print(json.dumps(Counter(judge(peer, text, data) for text, data in files)))
    except NotOfferedError:
        print("{}")


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    texts = [source.decode().replace("\r\n", "\n") for source in find_corpus().values()]
    files = [(text, read_data(front_of(text))) for text in texts if text.startswith("---\n")]
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "files.json")
        path.write_text(json.dumps(files))
        for package, kind in PEERS.items():
            if kind is not Orjson:
                answer = ask_worker("reads", package, str(path))
                found[package] = answer.problem or answer.lines[0]
    rows = [
        [package, *([count] if isinstance(count, str) else [count.get(verdict, 0) for verdict in VERDICTS])]
        for package, count in found.items()
        if count
    ]
    print_table(f"{len(files)} real files to plain data", ["", *VERDICTS], rows)
    return found
