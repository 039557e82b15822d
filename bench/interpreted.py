"""The parser without a compiler beside ruamel.yaml's, which is written in Python as well.

In: the four inputs. Out: how many times as long as seedfmt, interpreted and compiled, ruamel.yaml takes.
"""

from __future__ import annotations

import json
from typing import Any

from bench.clock import compare
from bench.inputs import inputs
from bench.peers import Ruamel, Seedfmt
from bench.process import ask_worker
from bench.report import print_table

JOBS = ("load", "load for editing", "load and dump")


def work() -> None:
    """Time both in this process; print a line of JSON for each input."""
    from seedfmt._syntax import is_compiled

    own, other = Seedfmt(), Ruamel()
    for name, item in inputs().items():
        data = item.text.encode()
        line: dict[str, Any] = {"input": name, "compiled": is_compiled()}
        pairs = {
            "load": (lambda item=item: other.load(item.front), lambda data=data: own.load(data)),
            "load for editing": (lambda item=item: other.open(item.front), lambda data=data: own.open(data)),
            "load and dump": (
                lambda item=item: other.save(other.open(item.front)),
                lambda data=data: own.save(own.open(data)),
            ),
        }
        for job, (theirs, ours) in pairs.items():
            try:
                line[job] = compare({job: theirs}, ours, seconds=1.0, rounds=15)[job]._asdict()
            except Exception as error:  # ruamel.yaml may refuse
                line[job] = f"refused: {type(error).__name__}"
        print(json.dumps(line), flush=True)


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    found = {
        "interpreted": ask_worker("interpreted", SEEDFMT_INTERPRETED="1").lines,
        "compiled": ask_worker("interpreted").lines,
    }
    rows = [
        [f"{line['input']}, parser {'compiled' if line['compiled'] else 'interpreted'}"]
        + [f"{line[job]['ratio']:.3g}" if isinstance(line[job], dict) else line[job] for job in JOBS]
        for lines in found.values()
        for line in lines
    ]
    print_table("ruamel.yaml: times seedfmt on the same file", ["", *JOBS], rows)
    return found
