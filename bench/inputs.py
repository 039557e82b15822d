"""What is measured on: a long record, one of median size, one with a long body, one full of what YAML allows.

The first two are real files where a corpus is present (``bench/corpus.py``), made here where not. What they hold is
known without the codec: of the last from how it is made, of the others as ruamel.yaml reads them in YAML 1.2,
timestamps as text.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from bench.corpus import find_corpus

BODY = '<p>A paragraph of a page, with <a href="https://example.org/?a=1&amp;b=2">a link</a>: it\'s 100 % opaque.</p>\n'


class Input(NamedTuple):
    """A file, its front matter between the fences, and the data in it."""

    name: str
    text: str
    front: str
    data: dict[str, Any]


def front_of(text: str) -> str:
    """What stands between the fences of a file with LF line ends."""
    return text[4 : text.index("\n---", 3) + 1]


def read_data(front: str) -> Any:
    """The data as ruamel.yaml reads them, timestamps as text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class Resolver(VersionedResolver):
        """YAML 1.2 without timestamps."""

        def add_version_implicit_resolver(self, version: Any, tag: Any, regexp: Any, first: Any) -> None:
            if not str(tag).endswith(":timestamp"):
                super().add_version_implicit_resolver(version, tag, regexp, first)

    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = Resolver
    return yaml.load(front)


def read_input(name: str, text: str) -> Input:
    """An Input from the text of a file."""
    front = front_of(text)
    return Input(name, text, front, read_data(front))


RECORD = """---
title: "The harbour library: open again"
webUrl: "URL/"
type: article
heat: 12

topics:
  - Libraries
  - Floods

images:
  - url: "URL/a.jpg"
    width: 1200

"""
RELATED = f"""  - title: "Page N: what the water left"
    excerpt: "{"A sentence of an excerpt. " * 12}"
    publishedDateTime: 2026-03-02T12:00:00Z
    webUrl: "URL/N/"
    quality: 90
    images:
      - url: "URL/N.jpg?w=1200&h=800"
        isCached: true

"""
SECURED = f'secured: "{"QUJD" * 80};QUJDREVGR0g="\n---\n'


def made_record(related: int) -> str:
    """A record like the real ones: about 1 kB, and 700 bytes for each related page."""
    text = RECORD + ("related:\n" if related else "")
    text += "".join(RELATED.replace("N", str(count)) for count in range(related)) + SECURED
    return text.replace("URL", "https://www.example.org/2026/03/02/the-harbour-library-opens-again")


def deep(levels: int) -> Any:
    """A list in a list, so many levels deep."""
    value: Any = ["deep", {"a": "b", "c": "d", "e": None}]
    for _ in range(levels - 1):
        value = [value]
    return value


LINK = {"url": "http://e.org/#1?a=b&c=*d"}
TRAPS: list[tuple[str, str, Any]] = [  # key, text, data; N becomes a number
    ("a N", "a N:\n  - - - nest\n    - x:y:z:.\n  # more\n  # and more\n\n", [[["nest"], "x:y:z:."]]),
    ("b N", "'b N' : >-\n  folded\n  text\n\n    more\n\n  end\n", "folded text\n\n  more\n\nend"),
    ("c N", "c N: |2+\n   literal # text\n  - none: [\n\n", " literal # text\n- none: [\n\n"),
    ("dé N", '"d\\u00e9 N": "over\n  \\ two lines\\n\n\n  and \\x41 \\\n  four"\n', "over  two lines\n\nand A four"),
    ("e N", "e N: 'it''s\n  here'\n", "it's here"),
    ("f N", f"f N: {'[' * 40}deep, {{a : b, \"c\":d, e}}{']' * 40}\n", deep(40)),
    ("g N", "g N: plain text\n  over three:lines\n  and # a comment\n", "plain text over three:lines and"),
    ("h N", "h N: &anchorN { url: http://e.org/#1?a=b&c=*d }\n", LINK),
    ("i N", "i N: *anchorN\n", LINK),
    ("j N", f"? j N\n: - {'almost:' * 40}end\n  - -1.5e3\n  - 0x1F\n  - ~\n  - \n",
     ["almost:" * 40 + "end", -1500.0, 31, None, None]),
]  # fmt: skip


def hostile(times: int = 40) -> Input:
    """What YAML allows and readers get wrong, many times over."""
    front = '# a comment\nheat: 7\nsecured: "QUJD"\n'
    data: dict[str, Any] = {"heat": 7, "secured": "QUJD"}
    for count in range(times):
        for key, text, value in TRAPS:
            front += text.replace("N", str(count))
            data[key.replace("N", str(count))] = value
    return Input("hostile", f"---\n{front}---\n", front, data)


def inputs() -> dict[str, Input]:
    """The four by name."""
    files = {name: source.decode().replace("\r\n", "\n") for name, source in find_corpus().items()}
    specimen = next((text for name, text in files.items() if name.startswith("specimen")), made_record(16))
    usual = sorted((text for text in files.values() if "\nheat: " in text and '\nsecured: "' in text), key=len)
    median = usual[len(usual) // 2] if usual else made_record(0)
    body = median + BODY * (200_000 // len(BODY))
    found = [read_input("specimen", specimen), read_input("median", median), read_input("body", body), hostile()]
    return {item.name: item for item in found}


def as_json(data: Any) -> str:
    """The same data as JSON text."""
    return json.dumps(data, ensure_ascii=False)
