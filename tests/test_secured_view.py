"""What can be bound: equal views are equal data to readers of YAML 1.1 and of 1.2."""

from __future__ import annotations

import json
import os
import pathlib
import random
import re
from typing import Any

import pytest

import seedfmt
from seedfmt import secured
from seedfmt._secured import bindable, jcs, view

COUNT = 20_000 if os.environ.get("SEEDFMT_PROFILE") == "long" else 700
TIMESTAMP = re.compile(bindable.TIMESTAMP.__self__.pattern.decode()).fullmatch  # type: ignore[attr-defined]

SCALARS = [
    "a",
    "text",
    "Video",
    "C++",
    "64",
    "0",
    "-7",
    "4.7",
    "0.001",
    "-1.5e-7",
    "1.5e+300",
    "true",
    "false",
    "null",
    "yes",
    "no",
    "on",
    "Off",
    "y",
    "N",
    "~",
    "Null",
    "True",
    "007",
    "0x1f",
    "0o17",
    "0b1",
    "1_000",
    "1,000",
    "1:30",
    "1:30:00",
    "+1",
    "-0",
    "1.0",
    "1.50",
    "1e3",
    "1e-7",
    ".5",
    "5.",
    ".inf",
    "-.inf",
    ".nan",
    "1.2.3",
    "127.0.0.1",
    "9007199254740991",
    "9007199254740992",
    "2026-03-02",
    "2026-3-2",
    "2026-03-02T08:00:00Z",
    "2026-03-02T08:00",
    "2026-03-02t08:00:00.5+02:00",
    "12e03",
    "0x",
    "0b",
    "=",
    "<<",
    "PT13M34S",
    "https://example.org/a?b=c,d#e",
    "10,001+",
    "a:b",
    "-a",
    "---",
    "...",
    ":b",
    "?b",
    "!b",
    "190:20:30",
    "685_230.15",
    "0.1e2",
]
TEXTS = [
    *SCALARS,
    "two words",
    "2026-03-02 08:00:00",
    "2001-12-14 21:59:43.10 -5",
    "a, b",
    "[x]",
    "{y}",
    "x # y",
    "it's",
    'a "b"',
    "tab\there",
    "line\nline",
    " lead",
    "\u00e9",
    "\U0001f600",
    "e\u0301",
    "",
    "a\u2028b",
    "a\u0085b",
]
KEYS = [
    "a",
    "b",
    "heat",
    "k e y",
    "yes",
    "1",
    "null",
    "2026-03-02",
    "<<",
    "\u00e9",
    "\U0001f600",
    "\uff5e",
    "a:b",
    "=",
    "true",
    "1.5",
]


def spell(rng: random.Random, text: str, *, flow: bool, indent: str) -> str:
    """A text in one of the styles of YAML, right or wrong."""
    style = rng.randrange(12)
    if style < 6:
        return text
    if style < 8:
        return json.dumps(text, ensure_ascii=rng.random() < 0.3)
    if style == 8:
        return "'" + text.replace("'", "''") + "'"
    if style == 9:
        return (
            text.replace(" ", f"\n{indent}  ") if rng.random() < 0.5 else '"' + text.replace(" ", f"\n{indent}  ") + '"'
        )
    if flow:
        return f'"{text}"'
    header = rng.choice(["|", ">", "|-", ">-", "|+", ">+"])
    lines = rng.choice([text, text + "\n\n" + text, text + "\n  " + text, text + "\n" + text + "\n"])
    return f"{header}\n" + "\n".join(f"{indent}  {line}" if line else "" for line in lines.split("\n"))


def node(rng: random.Random, depth: int, indent: str) -> str:
    """A node behind a key or a dash, in block or flow style."""
    kind = rng.randrange(10)
    if depth == 0 or kind < 6:
        return " " + spell(rng, rng.choice(TEXTS), flow=False, indent=indent)
    if kind == 6:
        return (
            " ["
            + ", ".join(spell(rng, rng.choice(TEXTS), flow=True, indent=indent + "  ") for _ in range(rng.randrange(3)))
            + "]"
        )
    if kind == 7:
        space = rng.choice([": ", ": ", ":"])
        return (
            " {"
            + ", ".join(
                key(rng) + space + spell(rng, rng.choice(TEXTS), flow=True, indent=indent + "  ")
                for _ in range(rng.randrange(3))
            )
            + "}"
        )
    inner = indent + "  "
    if kind == 8:
        return "".join(f"\n{inner}-{node(rng, depth - 1, inner)}" for _ in range(rng.randrange(1, 3)))
    return "".join(f"\n{inner}{key(rng)}:{node(rng, depth - 1, inner)}" for _ in range(rng.randrange(1, 3)))


def key(rng: random.Random) -> str:
    name = rng.choice(KEYS)
    return rng.choice([name, name, name, f'"{name}"', f"'{name}'", f"? {name}\n"])


def front(rng: random.Random) -> str:
    lines = [
        f"{key(rng)}:{node(rng, 2, '')}" + rng.choice(["", "", " # comment", " #c", "  "])
        for _ in range(rng.randrange(1, 4))
    ]
    return "\n".join(lines) + "\n"


def bound(text: str) -> Any:
    """The bound data of a front matter, or None where it cannot be read or bound."""
    try:
        document = seedfmt.loads(f"---\n{text}---\n")
        spelled = secured.bound_view(document).text
    except (secured.NotBindable, seedfmt.SeedError):
        return None
    assert jcs.canonical(json.loads(spelled)) == spelled
    return json.loads(spelled)["front"]


def respell(value: Any) -> str:
    """The view as YAML again: JSON, with timestamps plain and floats as YAML 1.1 reads them."""
    if isinstance(value, str):
        return (
            value
            if TIMESTAMP(value)
            else re.sub(
                "[\x7f-\x9f\u2028\u2029\ufeff]",
                lambda found: f"\\u{ord(found[0]):04x}",
                json.dumps(value, ensure_ascii=False),
            )
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(respell, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{respell(name)}: {respell(item)}" for name, item in value.items()) + "}"
    return jcs.canonical(value).decode()


def ruamel(version: tuple[int, int]) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return yaml.load


def pyyaml(_: object) -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load


def typed(value: Any) -> Any:
    """A value with its types, so that 1, 1.0 and true are three."""
    if isinstance(value, dict):
        return {(type(name), name): typed(item) for name, item in value.items()}
    return list(map(typed, value)) if isinstance(value, list) else (type(value), value)


READERS = {"ruamel 1.1": (ruamel, (1, 1)), "ruamel 1.2": (ruamel, (1, 2)), "PyYAML": (pyyaml, None)}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.filterwarnings("ignore")
def test_law_equal_views_are_equal_data(name: str) -> None:
    """What a reader makes of a front matter is what it makes of its view: so it is a function of the view."""
    make, version = READERS[name]
    read = make(version)
    rng = random.Random(11)
    checked = 0
    for _ in range(COUNT):
        text = front(rng)
        found = bound(text)
        if found is None:
            continue
        try:
            theirs = read(text)
        except Exception:  # a reader that refuses is no reader that differs
            continue
        assert typed(theirs) == typed(read(respell(found))), (text, theirs, found)
        checked += 1
    assert checked > COUNT // 20, checked


def test_the_quick_way_says_what_the_slow_one_says(corpus: list[pathlib.Path]) -> None:
    """A front matter that the sets call common passes each check one by one, and has the same spelling."""
    rng = random.Random(12)
    documents = [seedfmt.load(path) for path in corpus]
    for _ in range(COUNT * 4):
        try:
            documents.append(seedfmt.loads(f"---\n{front(rng)}---\n"))
        except seedfmt.SeedError:
            continue
    quick = 0
    for document in documents:
        if bindable.is_common(document._page):
            assert bindable._require_each(document._page, list)
            data = document.data
            assert jcs.canonical_simple(data) == jcs.canonical(data)
            quick += 1
    assert quick > len(corpus) // 2


def test_corpus_can_be_bound(corpus: list[pathlib.Path]) -> None:
    """All real files but those with an empty value."""
    refused = []
    for path in corpus:
        try:
            secured.bound_view(seedfmt.load(path), volatile=["/heat"])
        except secured.NotBindable as error:
            refused.append(error.message)
    assert set(refused) <= {"nothing stands here, which is null to some readers"}
    assert len(refused) < len(corpus) // 20


def test_a_view_is_what_the_specification_says() -> None:
    document = seedfmt.loads('---\nb: 1\na: "x"\nsecured: v\nt:\n  u: 1\n  v: 2\n---\nbody\r\n')
    found = secured.bound_view(document, volatile=["/t/u", "/nothing/here", "/a/x"])
    assert found.text == b'{"field":"secured","front":{"a":"x","b":1,"t":{"v":2}},"seedfmt":"bind-v1"}'
    assert found.body == view.digest(b"body\n")
    assert b'"secured":"v"' in secured.bound_view(document, field=None).text
    assert secured.bound_view(seedfmt.loads("---\n---\n")).text == b'{"field":"secured","front":{},"seedfmt":"bind-v1"}'
