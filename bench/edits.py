"""Six edits on every real file: is the result exactly the lines expected, computed here without the codec?

In: the corpus. Out: a table of the codec with both line ends, and one of all libraries with LF.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bench.corpus import corpus
from bench.peers import PEERS, TOPIC, NotOfferedError, Peer, Seedfmt
from bench.process import ask_worker
from bench.report import print_table

TITLE = 'Part 2: "Why" it\'s # not null'
SECURED = "QUFB;" + "Qk" * 11 + "=="
Lines = list[str]
Expected = Callable[[Lines], Lines | None]


def front_end(lines: Lines) -> int:
    """The place of the closing fence."""
    return lines.index("---", 1)


def find(lines: Lines, key: str) -> int | None:
    """The place of a member of the root."""
    return next((at for at in range(1, front_end(lines)) if lines[at].startswith(f"{key}:")), None)


def block(lines: Lines, at: int) -> int:
    """Where the lines below a member end."""
    end = at + 1
    while lines[end].startswith(" "):
        end += 1
    return end


def heat_and_secured(lines: Lines) -> Lines | None:
    heat, secured = find(lines, "heat"), find(lines, "secured")
    if heat is None or secured is None or not lines[heat].removeprefix("heat: ").lstrip("-").isdigit():
        return None
    lines[heat] = f"heat: {int(lines[heat].removeprefix('heat: ')) + 1}"
    lines[secured] = f'secured: "{SECURED}"'
    return lines


def append_topic(lines: Lines) -> Lines | None:
    at = find(lines, "topics")
    if at is None or not lines[at + 1].startswith("  - "):
        return None
    lines.insert(block(lines, at), f"  - {TOPIC}")
    return lines


def delete_image(lines: Lines) -> Lines | None:
    at = find(lines, "images")
    if at is None or not lines[at + 1].startswith("  - "):
        return None
    end = block(lines, at)
    stop = next((place for place in range(at + 2, end) if lines[place].startswith("  - ")), end)
    if stop == end:
        lines[at] = "images: []"
    del lines[at + 1 : stop]
    return lines


def insert_published(lines: Lines) -> Lines | None:
    at = find(lines, "heat")
    if at is None or find(lines, "published") is not None:
        return None
    lines.insert(at + 1, "published: true")
    return lines


def rename_type(lines: Lines) -> Lines | None:
    at = find(lines, "type")
    if at is None:
        return None
    lines[at] = "kind" + lines[at].removeprefix("type")
    return lines


def quote_title(lines: Lines) -> Lines | None:
    at = find(lines, "title")
    if at is None:
        return None
    lines[at] = f"title: {json.dumps(TITLE)}"
    return lines


def edit_heat_and_secured(peer: Peer, doc: Any, heat: int) -> Any:
    return peer.set(peer.set(doc, "heat", heat + 1), "secured", peer.quoted(SECURED))


Edit = Callable[[Peer, Any, int], Any]
EDITS: dict[str, tuple[Expected, Edit]] = {
    "heat + 1, new secured": (heat_and_secured, edit_heat_and_secured),
    "append a topic": (append_topic, lambda peer, doc, heat: peer.append(doc)),
    "delete the first image": (delete_image, lambda peer, doc, heat: peer.delete(doc)),
    "insert published after heat": (insert_published, lambda peer, doc, heat: peer.insert(doc)),
    "rename type": (rename_type, lambda peer, doc, heat: peer.rename(doc)),
    "title that needs quotes": (quote_title, lambda peer, doc, heat: peer.set(doc, "title", peer.quoted(TITLE))),
}


def heat_of(lines: Lines) -> int:
    """The heat of a file; 0 where it has none."""
    at = find(lines, "heat")
    value = "" if at is None else lines[at].removeprefix("heat: ")
    return int(value) if value.lstrip("-").isdigit() else 0


def whole(peer: Peer, text: str, saved: str | bytes) -> str:
    """A library's text as the file it belongs to: fences and body are added where the library knows none."""
    result = saved.decode() if isinstance(saved, bytes) else saved
    return result if peer.whole_file else text[:4] + result + text[text.index("\n---", 3) + 1 :]


def is_exact(result: str, expected: str) -> bool:
    """Are these the lines expected? A title may stand between single quotes as well."""
    single = "'" + TITLE.replace("'", "''") + "'"
    return result in (expected, expected.replace(json.dumps(TITLE), single))


def count_exact(peer: Peer, texts: list[str], name: str) -> str:
    """How many files a library edits as expected."""
    expect, edit = EDITS[name]
    exact = total = 0
    for text in texts:
        lines = text.split("\n")
        heat = heat_of(lines)
        expected = expect(lines)
        if expected is None:
            continue
        total += 1
        try:
            doc = peer.open(text if peer.whole_file else text[4 : text.index("\n---", 3) + 1])
            exact += is_exact(whole(peer, text, peer.save(edit(peer, doc, heat))), "\n".join(expected))
        except NotOfferedError:
            return "-"
        except Exception:  # a refusal is not exact
            continue
    return f"{exact}/{total}"


def check_codec() -> int:
    """Print the codec's own table: both line ends, and each file that is not as expected."""
    peer, wrong = Seedfmt(), 0
    print(f"{'edit':30} {'LF':>11} {'CRLF':>11}")
    for name, (expect, edit) in EDITS.items():
        row = []
        for end in ("\n", "\r\n"):
            exact = total = 0
            for path, data in corpus().items():
                text = data.decode().replace("\r\n", "\n")
                lines = text.split("\n")
                heat = heat_of(lines)
                expected = expect(lines)
                if expected is None:
                    continue
                total += 1
                if peer.save(edit(peer, peer.open(text.replace("\n", end)), heat)).decode() == end.join(expected):
                    exact += 1
                else:
                    wrong += 1
                    print(f"  not as expected: {name}: {path}")
            row.append(f"{exact}/{total}")
        print(f"{name:30} {row[0]:>11} {row[1]:>11}")
    return wrong


def work(package: str) -> None:
    """The libraries' table, one row, printed as JSON: run in a process of its own."""
    peer = PEERS[package]()
    texts = [data.decode() for data in corpus().values() if b"\r" not in data]
    for name in EDITS:
        print(json.dumps({"edit": name, "exact": count_exact(peer, texts, name)}), flush=True)


def main() -> dict[str, Any]:
    """Print how many results are exact."""
    wrong = check_codec()
    found: dict[str, Any] = {"wrong": wrong, "peers": {}}
    for package in PEERS:
        answer = ask_worker("edits", package)
        found["peers"][package] = answer.problem or {line["edit"]: line["exact"] for line in answer.lines}
    rows = [
        [package, *([row] if isinstance(row, str) else [row.get(name, "died") for name in EDITS])]
        for package, row in found["peers"].items()
    ]
    print_table(
        "Six edits on the real files with LF: how many results are exactly the lines expected", ["", *EDITS], rows
    )
    return found
