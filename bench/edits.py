"""Six edits on every real file: is the result exactly the lines expected, computed here without the codec?

In: the corpus. Out: a table; status 1 where a result differs.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import seedfmt
from bench.corpus import corpus

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
    lines.insert(block(lines, at), "  - Computer Vision")
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


def edit_heat_and_secured(doc: seedfmt.Document) -> None:
    doc["heat"] += 1
    doc["secured"] = SECURED


EDITS: dict[str, tuple[Expected, Callable[[seedfmt.Document], None]]] = {
    "heat + 1, new secured": (heat_and_secured, edit_heat_and_secured),
    "append a topic": (append_topic, lambda doc: doc["topics"].append("Computer Vision")),
    "delete the first image": (delete_image, lambda doc: doc["images"].__delitem__(0)),
    "insert published after heat": (insert_published, lambda doc: doc.insert("published", True, after="heat")),
    "rename type": (rename_type, lambda doc: doc.rename("/type", "kind")),
    "title that needs quotes": (quote_title, lambda doc: doc.set("/title", TITLE)),
}


def main() -> int:
    """Print how many results are exact."""
    files = corpus()
    wrong = 0
    print(f"{'edit':30} {'LF':>11} {'CRLF':>11}")
    for name, (expect, edit) in EDITS.items():
        row = []
        for end in ("\n", "\r\n"):
            exact = total = 0
            for path, data in files.items():
                text = data.decode().replace("\r\n", "\n")
                expected = expect(text.split("\n"))
                if expected is None:
                    continue
                total += 1
                doc = seedfmt.loads(text.replace("\n", end))
                edit(doc)
                if bytes(doc).decode() == end.join(expected):
                    exact += 1
                else:
                    wrong += 1
                    print(f"  not as expected: {name}: {path}")
            row.append(f"{exact}/{total}")
        print(f"{name:30} {row[0]:>11} {row[1]:>11}")
    return 1 if wrong else 0
