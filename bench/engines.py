"""The official suite and texts made to break readers, through every library that reads YAML.

In: the official YAML test suite, where it is present. Out: for each library the valid documents it refuses, those it
reads wrongly in silence, the invalid ones it accepts, and what kills its process (5 CPU seconds and 1.5 GB are the
limits).
"""

from __future__ import annotations

import json
import signal
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench import peers
from bench.peers import PEERS, Peer
from bench.process import ask_worker
from bench.report import print_table
from bench.speed import is_same
from tests.support.data import yaml_cases

SECONDS = 5
MEMORY = 1_500_000_000
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30))
PROBES = {  # what it is: a text, valid or not; any answer is right, if there is one
    "100,000 x [": "a: " + "[" * 100_000,
    "100,000 x {a:": "a: " + "{a: " * 100_000,
    "50,000 x dash": "- " * 50_000 + "x\n",
    "10,000 x ?": "? " * 10_000 + "x\n",
    "1,000 deeper lines": "".join(" " * n + "a:\n" for n in range(1_000)),
    "aliases of aliases": "a0: &a0 x\n" + BOMB,
    "merges of merges": "a0: &a0 {x: 1}\n"
    + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)),
    "20,000 aliases of 80 kB": "a: &a " + "word " * 16_000 + "\nb: [" + "*a, " * 20_000 + "]\n",
    "an alias in itself": "a: &a [*a]\n",
    "keys with one hash": "".join(f"{n * (2**61 - 1)}: 1\n" for n in range(40_000)),
    "an integer of 1 MB": "a: " + "9" * 1_000_000 + "\n",
    "1:1:1:... of 80 kB": "a: " + "1:" * 40_000 + "1\n",
    "half a surrogate pair": 'a: "\\ud800"\n',
    "beyond Unicode": 'a: "\\U00110000"\n',
    "a zero byte": "a: x\0y\nb: 1\n",
    "date that is none": "a: 2001-99-99\n",
}


class Grammar(Peer):
    """The codec's reader for any YAML, not only for mappings between fences."""

    package, module = "seedfmt", "seedfmt"

    def load(self, text: str) -> Any:
        from seedfmt._syntax.data import build
        from seedfmt._syntax.parser import parse
        from seedfmt._syntax.sound import require_bounded

        tree = parse(text.encode())
        if tree.aliases:
            require_bounded(tree)
        return build(tree)


class Probed(Grammar):
    """The codec as it is called."""

    def load(self, text: str) -> Any:
        return self.lib.loads(text, fenced=False).data


class Yaml12(peers.Yaml12):
    """Reads all documents; a tag that it does not know is taken off, as everybody else does."""

    def load(self, text: str) -> Any:
        return self.untagged(self.lib.parse_yaml(text, multi=True)[0])

    def untagged(self, value: Any) -> Any:
        if isinstance(value, self.lib.Yaml) and value.tag:
            return self.untagged(value.value)
        if isinstance(value, dict):
            return {self.untagged(key): self.untagged(item) for key, item in value.items()}
        return [self.untagged(item) for item in value] if isinstance(value, list) else value


class Yarutsk(peers.Yarutsk):
    """Reads all documents."""

    def load(self, text: str) -> Any:
        return self.lib.loads_all(text)[0].to_python()


SUITE_PEERS: dict[str, type[Peer]] = {"seedfmt": Grammar, "py-yaml12": Yaml12, "yarutsk": Yarutsk}
PROBE_PEERS: dict[str, type[Peer]] = {"seedfmt": Probed}


def cases() -> list[dict[str, Any]]:
    """The suite's cases that are one document of the core schema, and those that must be refused."""
    found = yaml_cases()
    usual = [case for case in found if "!!binary" not in case["yaml"]]  # bytes in YAML 1.1
    return [case for case in usual if case["fail"] or case["tree"].count("+DOC") == 1]


def names_as_json(value: Any) -> Any:
    """Keys as JSON has them."""
    if isinstance(value, dict):
        return {
            key if isinstance(key, str) else json.dumps(key, default=str): names_as_json(item)
            for key, item in value.items()
        }
    return [names_as_json(item) for item in value] if isinstance(value, list) else value


def judge_case(peer: Peer, case: dict[str, Any]) -> str:
    """What a library makes of a case."""
    try:
        value = peer.load(case["yaml"])
    except BaseException:  # some panic
        return "ok" if case["fail"] else "refused"
    if case["fail"]:
        return "accepted"
    if case["json"] and not is_same(names_as_json(value), json.loads(case["json"])):
        return "wrong"
    return "ok"


def judge_probe(peer: Peer, text: str) -> str:
    """An answer, whatever it is, or an exception that no caller expects."""
    try:
        peer.load(text)
    except (RecursionError, MemoryError, AssertionError, NotImplementedError) as error:
        return type(error).__name__
    except BaseException as error:
        return "ok" if isinstance(error, Exception) else "panics"
    return "ok"


def make_peer(package: str, kind: str) -> Peer:
    """A library, and the codec as it must be asked."""
    special = SUITE_PEERS if kind == "suite" else PROBE_PEERS
    return special.get(package, PEERS[package])()


def work(package: str, kind: str, first: str) -> None:
    """Print a line of JSON before and after each text, from this number on; die where one takes too long."""
    import resource

    peer = make_peer(package, kind)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    texts: list[Any] = cases() if kind == "suite" else list(PROBES.items())
    for number in range(int(first), len(texts)):
        print(json.dumps({"begin": number}), flush=True)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of CPU
        verdict = judge_case(peer, texts[number]) if kind == "suite" else judge_probe(peer, texts[number][1])
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps({"number": number, "verdict": verdict}), flush=True)


def ask_all(package: str, kind: str, count: int) -> Iterator[tuple[int, str]]:
    """The verdict of a library on every text; a new process where one died."""
    first = 0
    while first < count:
        answer = ask_worker("engines", package, kind, str(first))
        if answer.problem == "absent":
            return
        for line in answer.lines:
            if "verdict" in line:
                yield line["number"], line["verdict"]
        begun = max((line["begin"] for line in answer.lines if "begin" in line), default=count)
        if answer.problem:
            yield begun, "hangs" if answer.signal == signal.SIGPROF else "dies"
        first = begun + 1


def main() -> dict[str, Any]:
    """Measure, print, return what was found."""
    suite = cases()
    invalid = sum(case["fail"] for case in suite)
    found: dict[str, Any] = {"invalid": invalid, "valid": len(suite) - invalid, "suite": {}, "probes": {}}
    rows, dead = [], []
    for package, kind in PEERS.items():
        if package == "orjson" or kind.load is Peer.load or (kind.whole_file and package != "seedfmt"):
            continue
        verdicts = {suite[number]["id"]: verdict for number, verdict in ask_all(package, "suite", len(suite))}
        probes = dict.fromkeys(PROBES, "absent")
        probes |= {list(PROBES)[number]: verdict for number, verdict in ask_all(package, "probes", len(PROBES))}
        found["suite"][package], found["probes"][package] = verdicts, probes
        count = Counter(verdicts.values())
        rows.append(
            [package, *(count[name] for name in ("refused", "wrong", "accepted")), count["dies"] + count["hangs"]]
        )
        dead.append(
            [package, ", ".join(f"{name}: {verdict}" for name, verdict in probes.items() if verdict != "ok") or "-"]
        )
    title = f"The official suite: {found['valid']} valid documents, {invalid} invalid"
    print_table(title, ["", "valid, refused", "valid, read wrongly", "invalid, accepted", "no answer"], rows)
    print_table(f"{len(PROBES)} texts made to break readers: what got no answer", ["", ""], dead)
    return found
