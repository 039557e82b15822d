"""The default style (SPEC R60 to R62): what the producers write, written again, is the same bytes."""

from __future__ import annotations

import pathlib

import seedfmt
from seedfmt._records.kinds import kind_of_path
from tests.support.data import OTHER_STYLE

HAND_EDITED = ("_challenges", "_forms")  # people write these, each in their own style


def test_real_files_are_printed_again(corpus: list[pathlib.Path]) -> None:
    same = total = 0
    for path in corpus:
        if path.parts[-2] in HAND_EDITED or path.name.lstrip("-0123456789") in OTHER_STYLE:
            continue
        doc = seedfmt.load(path)
        kind = kind_of_path(str(path))
        again = seedfmt.new(doc.data, kind=kind.name if kind else None, body=doc.body.replace(b"\r\n", b"\n"))
        total += 1
        same += bytes(again) == bytes(doc).replace(b"\r\n", b"\n")
    assert total > len(corpus) // 2
    # hand-edited organizations: a quoted description, a space behind "otherNames:"
    assert same >= total - 8, f"{same} of {total}"


EXAMPLE = """---
category: news
title: "T"
publishedDateTime: 2020-11-18T16:51:00Z
webUrl: "https://x.y/z"
heat: 65
empty: 

provider:
  name: KTLA
  domain: ktla.com

topics:
  - AI
  - C#

images:
  - url: "https://x.y/z.jpg"
    width: 1024
    list:
      - - 1
        - 2
      - {}

secured: "QUJD;REVG"
---
body
"""


def test_new() -> None:
    data = {
        "category": "news", "title": "T", "publishedDateTime": "2020-11-18T16:51:00Z", "webUrl": "https://x.y/z", "heat": 65,
        "empty": None, "provider": {"name": "KTLA", "domain": "ktla.com"}, "topics": ["AI", "C#"],
        "images": [{"url": "https://x.y/z.jpg", "width": 1024, "list": [[1, 2], {}]}], "secured": "QUJD;REVG",
    }  # fmt: skip
    assert bytes(seedfmt.new(data, body=b"body\n")).decode() == EXAMPLE
    assert seedfmt.loads(EXAMPLE).data == data


def test_new_empty() -> None:
    assert bytes(seedfmt.new({})) == b"---\n---\n"
