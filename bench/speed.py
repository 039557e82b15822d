"""Read, copy and edit: every library beside json.loads of the same data, its result checked.

In: the four inputs. Out: for each library, job and input how many times as long as json.loads of the same data it
takes, and whether the result is right. A library runs in a process of its own, in turns with json.loads.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import Any

from bench.clock import compare
from bench.edits import EDITS, Edit, heat_of, is_exact, whole
from bench.inputs import Input, as_json, inputs
from bench.peers import PEERS, NotOfferedError, Orjson, Peer
from bench.process import ask_worker
from bench.report import print_table

TWO_EDITS = "heat + 1, new secured"
TIMED = ("load", "copy", TWO_EDITS)
ALL_EDITS = ("specimen", "median")
Check = Callable[[Any], bool]


def is_same(value: Any, data: Any) -> bool:
    """Are these the data, in this order? A timestamp may be a date."""
    if isinstance(data, dict):
        same_keys = isinstance(value, dict) and list(value) == list(data)
        return same_keys and all(is_same(value[key], item) for key, item in data.items())
    if isinstance(data, list):
        return isinstance(value, list) and len(value) == len(data) and all(map(is_same, value, data))
    if isinstance(value, datetime.date):
        return value.isoformat()[:19] == str(data)[:19]
    return bool(value == data) and isinstance(value, bool) == isinstance(data, bool)


def plan_jobs(peer: Peer, item: Input) -> dict[str, tuple[Callable[[], Any], Check]]:
    """Each job, and whether its result is right."""
    text = item.text if peer.whole_file else item.front
    source: Any = text.encode() if peer.package == "seedfmt" else text
    if isinstance(peer, Orjson):
        source = as_json(item.data)
    jobs: dict[str, tuple[Callable[[], Any], Check]] = {
        "load": (lambda: peer.load(source), lambda value: is_same(value, item.data)),
        "copy": (lambda: peer.save(peer.open(source)), lambda saved: whole(peer, item.text, saved) == item.text),
    }
    for name, (expect, edit) in EDITS.items():
        lines = item.text.split("\n")
        heat = heat_of(lines)
        expected = expect(lines)
        if expected is not None:
            wanted = "\n".join(expected)
            jobs[name] = (partial(run_edit, peer, source, edit, heat), partial(check_edit, peer, item.text, wanted))
    return jobs


def run_edit(peer: Peer, source: Any, edit: Edit, heat: int) -> str | bytes:
    """Open, edit, save."""
    return peer.save(edit(peer, peer.open(source), heat))


def check_edit(peer: Peer, text: str, wanted: str, saved: str | bytes) -> bool:
    """Are these the lines expected?"""
    return is_exact(whole(peer, text, saved), wanted)


def judge(job: Callable[[], Any], check: Check) -> str:
    """Is the result right? "-" where the library has no such operation."""
    try:
        return "right" if check(job()) else "wrong"
    except NotOfferedError:
        return "-"
    except Exception as error:
        return f"refused: {type(error).__name__}"


def work(package: str, name: str) -> None:
    """Judge and time one library on one input; print a line of JSON for each job."""
    peer, item = PEERS[package](), inputs()[name]
    text = as_json(item.data)
    for job_name, (job, check) in plan_jobs(peer, item).items():
        if name not in ALL_EDITS and job_name not in TIMED:
            continue
        line: dict[str, Any] = {"job": job_name, "verdict": judge(job, check), "version": version(package)}
        if line["verdict"] in ("right", "wrong"):
            line |= compare({"job": job}, lambda: json.loads(text), seconds=0.3)["job"]._asdict()
        print(json.dumps(line), flush=True)


def measure() -> dict[str, Any]:
    """All libraries on all inputs."""
    found: dict[str, Any] = {}
    for package in PEERS:
        for name in inputs():
            answer = ask_worker("speed", package, name)
            if answer.problem == "absent":
                found[package] = "absent"
                break
            results = {line["job"]: line for line in answer.lines}
            if answer.problem:
                results["problem"] = {"verdict": answer.problem}
            found.setdefault(package, {})[name] = results
    return found


def spell(result: dict[str, Any] | None) -> str:
    """A ratio, marked where the result is wrong."""
    if not result:
        return ""
    if "ratio" not in result:
        return str(result["verdict"]).partition(":")[0]
    return f"{result['ratio']:.3g}" + ("" if result["verdict"] == "right" else " wrong")


def print_input(found: dict[str, Any], name: str, jobs: list[str]) -> None:
    """The table of one input."""
    rows: list[list[str]] = []
    for package, results in found.items():
        if isinstance(results, str):
            rows.append([package, results])
            continue
        of_input = results[name]
        release = next((line["version"] for line in of_input.values() if "version" in line), "")
        cells = [spell(of_input.get(job, of_input.get("problem"))) for job in jobs]
        rows.append([f"{package} {release}", *cells])
    print_table(f"{name}: times json.loads of the same data", ["", *jobs], rows)


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    found = measure()
    for name, item in inputs().items():
        print(f"\n{name}: {len(item.text.encode())} bytes, {len(item.front.encode())} of them front matter", end="")
        print_input(found, name, list(TIMED))
    for name in ALL_EDITS:
        print_input(found, name, [job for job in EDITS if job != TWO_EDITS])
    return found
