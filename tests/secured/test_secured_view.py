"""What can be bound: equal views are equal data to readers of YAML 1.1 and of 1.2."""

from __future__ import annotations

import ast
import json
import os
import pathlib
import random
import re
import types
from typing import Any

import pytest

import seedfmt
from seedfmt import secured
from seedfmt._secured import bindable, jcs, quick, view
from seedfmt._syntax import canon

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


# -- the quick way -----------------------------------------------------------------------------------------------------

LEFT_OUT = [(), ("/a",), ("/a/b", "/heat"), ("/b/a/b", "/k e y")]
ODD = [
    'a: "tab\there"\n',
    'a: "x\\n\ty"\n',
    'a: "x\\ty"\n',
    'a: "2026-01-01"\n',
    'a: "2026\\x2d01-01"\n',
    'a: "\\u0041"\n',
    "a b: 1\na!: 2\na: 3\n",
    "\uff5e: 1\n\U0001f600: 2\n",
    "a: <<\n",
    "a: 1e-7\nb: 0.0000001\n",
    'a: "q\\"q"\nb: c"d\n',
    "".join(f"{'  ' * depth}a:\n" for depth in range(30)) + "  " * 30 + "b: 1\n",
    "a:\n  - - - x\n  - b: y\n    c:\n      - z\n",
    "",
]


def fronts(corpus: list[pathlib.Path]) -> list[seedfmt.Document]:
    """Real front matter, odd front matter, and front matter by chance; what has another fault is left out."""
    rng = random.Random(12)
    documents = []
    for text in [*ODD, *(front(rng) for _ in range(COUNT * 4))]:
        try:
            document = seedfmt.loads(f"---\n{text}---\n")
            bindable.require_common_lines(document._page)
            bindable.require_no_properties(document._page)
        except (seedfmt.SeedError, secured.NotBindable):
            continue
        documents.append(document)
    return documents + [seedfmt.load(path) for path in corpus]


def slow(document: seedfmt.Document, paths: list[tuple[str, ...]]) -> bytes | None:
    try:
        return view._spell_each(document._page, paths)
    except secured.NotBindable:
        return None


def test_law_the_quick_way_says_what_the_slow_one_says(corpus: list[pathlib.Path]) -> None:
    said = 0
    for document in fronts(corpus):
        for volatile in LEFT_OUT:
            paths, omitted = view._leave_out(volatile, "secured")
            found = quick.spell_common(document._page.tree, omitted)
            assert found is None or found == slow(document, paths), bytes(document)
            said += found is not None
    assert said > 2 * len(corpus)
    for text in ("a: &x 1", "a: !!str 1", "a: &x b\nc: *x"):
        assert quick.spell_common(seedfmt.loads(f"---\n{text}\n---\n")._page.tree, {}) is None


class Unguarded(ast.NodeTransformer):
    """Takes out one of the places where the quick way says nothing."""

    def __init__(self, wanted: int) -> None:
        self.left = wanted
        self.said = ""

    def is_it(self, node: ast.AST, answer: ast.AST | None) -> bool:
        says_nothing = isinstance(answer, ast.Constant) and answer.value in (None, False)
        self.left -= says_nothing
        if not says_nothing or self.left != -1:
            return False
        self.said = ast.unparse(node).splitlines()[0]
        return True

    def visit_If(self, node: ast.If) -> ast.AST:
        last = node.body[-1]
        self.generic_visit(node)
        return ast.Pass() if isinstance(last, ast.Return) and self.is_it(node, last.value) else node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        return node.body if self.is_it(node, node.orelse) else node


def unguarded(module: types.ModuleType, number: int) -> tuple[str, dict[str, Any]]:
    """What was taken out of a module, and the names of the rest of it; nothing where there are fewer places."""
    mutation = Unguarded(number)
    path = pathlib.Path(str(module.__spec__.origin)).with_name(module.__name__.rpartition(".")[2] + ".py")
    tree = ast.fix_missing_locations(mutation.visit(ast.parse(path.read_text())))
    names: dict[str, Any] = {"__name__": module.__name__}
    if mutation.said:
        exec(compile(tree, str(path), "exec"), names)
    return mutation.said, names


def differs(spell: Any, tables: tuple[Any, ...], documents: list[seedfmt.Document]) -> bool:
    """Does a quick way say for some document what the slow one does not, or fail?"""
    paths, omitted = view._leave_out((), "secured")
    for document in documents:
        try:
            found = spell(document._page.tree, omitted, *tables)
        except Exception:
            return True
        if found is not None and found != slow(document, paths):
            return True
    return False


# what is taken out without harm, and why it stands there
HARMLESS = {
    "if depth == DEEPEST": "recursion must end, in front matter deeper than Python goes",
}


@pytest.mark.parametrize("module", [canon, quick], ids=["canon", "quick"])
def test_no_guard_of_the_quick_way_is_idle(module: types.ModuleType, corpus: list[pathlib.Path]) -> None:
    documents = fronts(corpus)[: COUNT // 2]
    idle, number = [], 0
    while True:
        said, names = unguarded(module, number)
        if not said:
            break
        number += 1
        tables = (quick._Keys(), quick._Values()) if module is canon else ()
        way = names["spell" if module is canon else "spell_common"]
        idle += [said] if not differs(way, tables, documents) else []
    assert number > 1
    assert {said.removesuffix(":") for said in idle} <= set(HARMLESS), idle


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
    assert (
        found.text
        == b'{"fences":["open","close"],"field":"secured","front":{"a":"x","b":1,"t":{"v":2}},"seedfmt":"bind-v2"}'
    )
    assert found.body == view.digest(b"body\n")
    assert b'"secured":"v"' in secured.bound_view(document, field=None).text
    assert (
        secured.bound_view(seedfmt.loads("---\n---\n")).text
        == b'{"fences":["open","close"],"field":"secured","front":{},"seedfmt":"bind-v2"}'
    )


def test_ordinary_files_sign_and_verify_as_before(corpus: list[pathlib.Path]) -> None:
    """Every real file and every example that can be bound."""
    keys = secured.KeySet([secured.generate_key("sign")])
    policy = secured.Policy("signed", keys=[keys.keys[0].kid], path=True)
    examples = sorted((pathlib.Path(__file__).parent.parent.parent / "examples" / "content").rglob("*.md"))
    assert examples
    signed = 0
    for path in [*corpus, *examples]:
        document = seedfmt.load(path)
        try:
            secured.sign(document, keys, path=path.name)
        except secured.NotBindable as error:
            assert path in examples or error.message.startswith("nothing stands here"), path
            continue
        assert secured.verify(seedfmt.loads(bytes(document)), keys, policy, path=path.name).path == path.name
        signed += 1
    assert signed > len(examples) // 2
