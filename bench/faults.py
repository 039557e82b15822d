"""One random fault in each of 500 real files: is it found, at the right line, and told once?

In: the corpus. Out: a table; status 1 where a fault is missed, misplaced or told more than once. The line that is
expected is worked out here from the text, without the codec's spans.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import seedfmt
import seedfmt._files
from bench.corpus import corpus
from seedfmt._cli.checking import Options, check_document
from seedfmt._config import Config
from seedfmt._rules.select import Selection
from seedfmt.errors import Problem

COUNT = 500
SEED = 20201118
LATER = "2030-01-01T00:00:00Z"


class Fault(NamedTuple):
    """The text with a fault, and the line (from 1) that the finding must be on."""

    text: bytes
    line: int


Inject = Callable[[seedfmt.Document, random.Random], Fault | None]


def places(data: Any, pointer: str = "") -> list[tuple[str, Any]]:
    """All values with their pointers, the root left out."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [
        found for key, value in pairs for found in [(f"{pointer}/{key}", value), *places(value, f"{pointer}/{key}")]
    ]


def changed(old: bytes, new: bytes) -> Fault:
    """The fault on the first line that differs."""
    pairs = zip([*old.splitlines(), b""], [*new.splitlines(), b""], strict=False)
    return Fault(new, next(number for number, (one, two) in enumerate(pairs, 1) if one != two))


def inject_type(document: seedfmt.Document, chance: random.Random) -> Fault | None:
    old = bytes(document)
    pointer, value = chance.choice(places(document.data))
    document.set(pointer, 12345.5 if isinstance(value, str | None) else "no such thing")
    return changed(old, bytes(document))


def inject_enum(document: seedfmt.Document, chance: random.Random) -> Fault | None:
    names = ("type", "category", "taxonomy")
    found = [at for at, value in places(document.data) if at.endswith(names) or at.startswith("/levels/")]
    if not found:
        return None
    old = bytes(document)
    document.set(chance.choice(found), "zebra")
    return changed(old, bytes(document))


def inject_missing(document: seedfmt.Document, chance: random.Random) -> Fault | None:
    schema = json.loads(seedfmt._files.read_schema(seedfmt._files.schema_uri(kind(document))))
    root = [f"/{name}" for name in schema["required"]]
    known = ("/url", "/width", "/height", "/provider/name", "/provider/domain", "/count", "/average", "/username")
    inner = [at for at, _ in places(document.data) if at.endswith(known) and "/actions" not in at and at.count("/") > 1]
    inner = [at for at in inner if "/services/" not in at]
    pointer = chance.choice(root + inner)
    line = owner(bytes(document).decode(), document, pointer)
    document.delete(pointer)
    return Fault(bytes(document), line)


def owner(text: str, document: seedfmt.Document, pointer: str) -> int:
    """The line of the mapping that loses a member: of its key, or of its first member in a list or at the root."""
    above = pointer.rpartition("/")[0]
    if not above:
        return 2
    lines = text.splitlines()
    at = next(number for number, (one, two) in enumerate(marked(lines, document, pointer)) if one != two)
    indent = len(lines[at].replace("- ", "  ", 1)) - len(lines[at].replace("- ", "  ", 1).lstrip())
    if above.rpartition("/")[2].isdigit():
        while not lines[at].lstrip().startswith("- "):
            at -= 1
        return at + 1
    while len(lines[at]) - len(lines[at].replace("- ", "  ", 1).lstrip()) >= indent or not lines[at].strip():
        at -= 1
    return at + 1


def marked(lines: list[str], document: seedfmt.Document, pointer: str) -> list[tuple[str, str]]:
    """The lines beside those of the same document with a mark at the member."""
    other = seedfmt.loads(bytes(document))
    other.set(pointer, "marked")
    return list(zip(lines, bytes(other).decode().splitlines(), strict=False))


def inject_unknown(document: seedfmt.Document, chance: random.Random) -> Fault | None:
    old = bytes(document)
    found = ["", *(at for at, value in places(document.data) if isinstance(value, dict))]
    above = chance.choice(found)
    mapping = document.at(above)
    mapping.insert("zebra", 1, after=chance.choice([key for key in mapping if key != "secured"]))
    new = bytes(document)
    number = next(at for at, line in enumerate(new.splitlines(), 1) if line.strip().removeprefix(b"- ") == b"zebra: 1")
    return Fault(new, number) if new != old else None


def inject_format(document: seedfmt.Document, chance: random.Random) -> Fault | None:
    wrong = {
        "DateTime": "2020-13-01T00:00:00Z",
        "rl": "no address",
        "domain": "No Domain",
        "length": "long",
        "secured": "no",
    }
    found = [
        (at, text) for at, value in places(document.data) for end, text in wrong.items() if at.endswith(end) and value
    ]
    if not found:
        return None
    old = bytes(document)
    pointer, text = chance.choice(found)
    document.set(pointer, text)
    return changed(old, bytes(document))


def inject_long(document: seedfmt.Document, chance: random.Random) -> Fault | None:
    limits = {"/images": 2, "/provider/images": 1, "/affiliation/images": 1}
    if "taxonomy" in document:
        limits["/images"] = 2 if document["taxonomy"] == "organization" else 3
    found = [at for at, value in places(document.data) if at in limits]
    if not found:
        return None
    pointer = chance.choice(found)
    items = document.at(pointer)
    while len(items) <= limits[pointer]:
        items.append(items[0].data if hasattr(items[0], "data") else items[0])
    lines = bytes(document).decode().splitlines()
    start = next(at for at, (one, two) in enumerate(marked(lines, document, pointer), 1) if one != two) + 1
    column = lines[start - 1].index("- ")
    dashes = [number for number, line in enumerate(lines, 1) if number >= start and line[column:].startswith("- ")]
    return Fault(bytes(document), dashes[limits[pointer]])


FAULTS: dict[str, Inject] = {
    "type": inject_type,
    "enum": inject_enum,
    "missing": inject_missing,
    "unknown": inject_unknown,
    "format": inject_format,
    "list too long": inject_long,
}


def kind(document: seedfmt.Document) -> str:
    """The kind of a real file; it is told by ``path``."""
    return str(document.origin)


def specimens() -> list[tuple[str, bytes, str]]:
    """Path, bytes and kind of the real files."""
    from seedfmt._records.kinds import kind_for_schema, kind_of_folder

    found = []
    for path, data in corpus().items():
        kind = kind_of_folder(path)
        by_data = None if kind else kind_for_schema(seedfmt.loads(data, path=path).data)
        found.append((path, data, kind.name if kind else by_data[0].name if by_data else ""))
    return found


def cases(count: int, seed: int = SEED) -> list[tuple[str, str, str, Fault]]:
    """Path, kind, name of the fault and the fault itself, ``count`` times."""
    chance = random.Random(seed)
    files = specimens()
    found: list[tuple[str, str, str, Fault]] = []
    while len(found) < count:
        path, data, name = chance.choice(files)
        label = chance.choice(list(FAULTS))
        document = seedfmt.loads(data, path=path)
        document.origin = name
        fault = FAULTS[label](document, chance)
        if fault is not None:
            found.append((path, name, label, fault))
    return found


def judge(path: str, name: str, fault: Fault) -> str:
    """What is wrong with the findings of a fault: nothing, or what to print."""
    problems = seedfmt.validate(seedfmt.loads(fault.text, path=path), name)
    lines = [problem.span.line for problem in problems if problem.span]
    if not problems:
        return "not found"
    if lines[0] != fault.line or len(set(lines)) > 1:
        return f"on line {lines}, not {fault.line}"
    return "" if len(problems) == 1 else f"{len(problems)} findings: {[problem.message for problem in problems]}"


def found_by_check(text: bytes, path: str, name: str) -> list[Problem]:
    """What all parts of ``seedfmt check`` find, with nothing selected or configured."""
    selection = Selection()
    options = Options(selection, selection.codes(), frozenset(), LATER, Config(), name)
    return check_document(seedfmt.loads(text, path=path), path, options)


def judge_check(path: str, name: str, before: bytes, fault: Fault) -> str:
    """The same of ``seedfmt check``, less what it finds in the file without the fault."""
    known = Counter(problem.code for problem in found_by_check(before, path, name))
    new = []
    for problem in found_by_check(fault.text, path, name):
        known[problem.code] -= 1
        if known[problem.code] < 0:
            new.append(problem)
    if [problem.span.line for problem in new if problem.span] == [fault.line]:
        return ""
    return f"check says {[(problem.code, problem.message) for problem in new]}, not one thing on line {fault.line}"


def main() -> int:
    """Print how many faults are found as they should be."""
    wrong = 0
    table = {label: [0, 0] for label in FAULTS}
    files = corpus()
    for path, name, label, fault in cases(COUNT):
        verdict = judge(path, name, fault) or judge_check(path, name, files[path], fault)
        table[label][0] += not verdict
        table[label][1] += 1
        if verdict:
            wrong += 1
            print(f"  {label}: {path}: {verdict}")
    print(f"{'fault':16} {'found, right line, told once':>30}")
    for label, (good, total) in table.items():
        print(f"{label:16} {f'{good}/{total}':>30}")
    return 1 if wrong else 0
