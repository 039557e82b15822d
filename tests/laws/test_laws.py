"""The laws, driven by hypothesis."""

from __future__ import annotations

import pathlib
import random
from typing import Any

import pytest
from documents import DOCUMENTS, seed
from hypothesis import given
from hypothesis import strategies as st

from laws import laws
from laws.strategies import files, front_matter, lists, mutated, records
from seedfmt._document import Document
from seedfmt._edit.find import spell_pointer
from seedfmt.errors import EditError, SeedError

picks = st.integers(0, 10_000)
broken = mutated(
    st.one_of(files().map(lambda file: file[0]), st.sampled_from([seed(text) for text in DOCUMENTS.values()]))
)


@given(front_matter())
def test_generator_is_mostly_valid(text: str) -> None:
    """What the generator draws is meant to be read; only equal anchors and such may stop it."""
    try:
        Document(seed(text))
    except SeedError as error:
        assert error.code in ("E301", "E304"), text


@given(files())
def test_identity(file: tuple[bytes, bool]) -> None:
    laws.law_identity(*file)


@given(files())
def test_tiling(file: tuple[bytes, bool]) -> None:
    laws.law_tiling(*file)
    laws.law_members(*file)


@given(files())
def test_noop(file: tuple[bytes, bool]) -> None:
    laws.law_noop(*file)


@given(st.one_of(broken, st.binary(max_size=60), files().map(lambda file: file[0])), st.booleans())
def test_totality(data: bytes, fenced: bool) -> None:
    laws.law_totality(data, fenced)
    laws.law_identity(data, fenced)
    laws.law_tiling(data, fenced)
    laws.law_members(data, fenced)


@given(files(), picks)
def test_edit(file: tuple[bytes, bool], pick: int) -> None:
    laws.law_edit(*file, pick)


@given(broken, st.booleans(), picks)
def test_edit_of_broken(data: bytes, fenced: bool, pick: int) -> None:
    laws.law_edit(data, fenced, pick)


@given(lists(), st.integers(0, 2**16))
def test_moves(data: bytes, chance: int) -> None:
    laws.law_moves(data, True, random.Random(chance))


@given(files(), st.integers(0, 2**16))
def test_moves_anywhere(file: tuple[bytes, bool], chance: int) -> None:
    laws.law_moves(*file, random.Random(chance))


@given(files(), records)
def test_reconcile(file: tuple[bytes, bool], wanted: dict[Any, Any]) -> None:
    laws.law_reconcile(*file, wanted)


@given(files(), st.data())
def test_reconcile_near(file: tuple[bytes, bool], data: st.DataObject) -> None:
    """The data wanted are those of the file, a little rearranged."""
    try:
        wanted = Document(file[0], fenced=file[1]).data
    except SeedError:
        return
    laws.law_reconcile(*file, rearranged(data, wanted))


def rearranged(draw: st.DataObject, value: Any) -> Any:
    """A copy with members and items moved, dropped, doubled and changed."""
    if isinstance(value, dict):
        names = [*value]
        kept = draw.draw(st.lists(st.sampled_from(names), unique=True)) if names and draw.draw(st.booleans()) else names
        return {name: rearranged(draw, value[name]) for name in kept}
    if isinstance(value, list) and value:
        kept = draw.draw(
            st.one_of(st.permutations(value), st.lists(st.sampled_from(value), max_size=6), st.just(value))
        )
        return [rearranged(draw, item) for item in kept]
    return draw.draw(st.sampled_from([value, value, value, "changed", 7, None, ["x"], {"y": 1}]))


@given(st.one_of(files(), st.tuples(broken, st.booleans())))
def test_emptied(file: tuple[bytes, bool]) -> None:
    laws.law_emptied(*file)


@given(st.one_of(files(), st.tuples(broken, st.booleans())), records)
def test_marked(file: tuple[bytes, bool], wanted: dict[Any, Any]) -> None:
    laws.law_marked(*file, wanted)


@given(files(), st.lists(st.one_of(st.sampled_from(laws.SPELLED), st.binary(max_size=12)), max_size=8))
def test_reread(file: tuple[bytes, bool], spelled: list[bytes]) -> None:
    laws.law_reread(*file, spelled)


def test_reread_documents() -> None:
    counts = [laws.law_reread(seed(DOCUMENTS[name]), True, laws.SPELLED) for name in DOCUMENTS]
    assert sum(counts) > 2000


def test_reread_corpus(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::9]:
        assert laws.law_reread(path.read_bytes(), True, laws.SPELLED[::7]) > 10


QUICK = [
    "a:\n\n  - x\n  - y\n",
    "a:\n  - x\n\n  - y\n",
    "a:\n  - x\n  - y\n\nb: 1\n",
    "a:\n  - x\n\n  - y\n  - z\n",
    "a:\n- x\n-   y\nb:\n-\n  x\n-\ty\n",
    "a:\n" + "  - x\n" * 9 + "  - '1'\n",
    "a:\n  - '1'\n" + "  - x\n" * 9,
    "a:\n  - 2024-01-01\n" + '  - "x"\n' * 9,
    "a:\n  - !t x\n  - y\n",
    "a:\n  - |+\n    x\n\n  - y\n  - z\n",
    "a:\n  - x\n\n  - |+\n    x\n\n  - y\n",
    "a: |+\n  x\n\nb: 1\n\nc: 2\n",
    "a: |\n  x\nb: 1\n",
    "a:\n  - b: 1\n    c: 2\n  - b: 1\n\n    c: 2\n",
    "a:\n  - - x\n    - y\n",
    "a: 1\n\ntopics: []\n\nb: 1\n",
    "a: 1\n\ntopics:\n  - x\n\nb: 1\n\nc: 1\n",
    "a: 1\n\nb: 1\n\nc: 1\n",
    "a: 1\n\nb: 1\nc: 1\n",
    '"a": 1\n"b": 2\n',
    '"a": 1\nb: 2\n',
    "a:\nb: 1\n",
    "? a\nb: 1\n: c\n",
    "? a\n: 1\nb: 1\n? c\n",
    ": 1\n",
    "&x : 1\n",
    "?\n: 1\n",
    "a:\n  - |+\n    x\n  - y\n\nb: 1\n",
    "a:\n  - x\n\n  - y\n\n  - |+\n    x\n\n  - z\n",
    "!!int 1: x\n!!str b: 1\n&c c: 1\n",
    "{a: 1}\n",
    "a: {b: 1, c: [x]}\n",
    "a: &x\n  - x\nb: *x\n",
    "a: !!seq\n  - x\nb: !!map\n  c: 1\n",
    "a:\n  - x # 1\n  # 2\n  - y\n# 3\nb: 1\n",
    "# 1\n\na:\n  - x\n  - y\nb: 1\n\n# 2\n",
    "# 1\na:\n  - x\n  - y\nb: 1\n# 2\n",
    "a: # 1\n  - x\n  - y\nb: 1 # 2\n",
    "a: # 1\n\n  - x\n  - y\n\n  # 2\nb: 1\n",
    "a:\n  - x # 1\n  - y\nb:\n  - x\n  - y # 2\nc:\n  - |\n    x\n  - y\n\n\n   # 3\nd: 1\n",
    "a:\r\n  # 1\r\n  - x\r\n  - y\r\nb: 1\r\n",
    "a:\r\n  - x\r\n  - y\r\n  # 2\r\nb: 1\r\n",
    "a:\r\n  - x\r\n  - b: 1\r\n    # 2\r\nb: 1\r\n",
    "\n\na: 1\nb: 2\n\n\n",
    "a: 1\r\nb:\r\n  - x\r\n  - y\r\n\r\nc: 1\r\n",
    "a: 1\rb:\r  - x\r  - y\r\rc: 1\r",
]


@pytest.mark.parametrize("text", QUICK)
def test_quick_pages(text: str) -> None:
    laws.law_quick(seed(text), True, laws.VALUES, laws.KEYS)
    laws.law_quick(text.rstrip("\r\n").encode(), False, laws.VALUES, laws.KEYS)


@given(files(), st.sampled_from(laws.VALUES), st.sampled_from(laws.KEYS))
def test_quick(file: tuple[bytes, bool], value: Any, key: Any) -> None:
    laws.law_quick(*file, [value], [key])


def test_quick_documents() -> None:
    counts = [laws.law_quick(seed(DOCUMENTS[name]), True, laws.VALUES, laws.KEYS) for name in DOCUMENTS]
    assert sum(counts) > 8_000


def test_quick_corpus(corpus: list[pathlib.Path]) -> None:
    for path in corpus[::40]:
        assert laws.law_quick(path.read_bytes(), True, laws.VALUES[::5], laws.KEYS[::4]) > 10


@given(records)
def test_new(data: dict[Any, Any]) -> None:
    laws.law_new(data)


@given(st.one_of(broken, front_matter().map(str.encode)))
def test_deterministic(data: bytes) -> None:
    laws.law_deterministic(data)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_sweep(name: str) -> None:
    """Every edit of every node of a document of each style is exact, or refused for an alias."""
    import sweep

    for source in (seed(DOCUMENTS[name]), seed(DOCUMENTS[name]).replace(b"\n", b"\r\n")):
        for edit in sweep.edits(source):
            verdict = sweep.judge(source, edit)
            assert verdict.result in ("exact", "refused"), (edit.name, edit.path, verdict)
            if verdict.result == "refused":
                assert name in ("aliases", "merge"), (edit.name, edit.path, verdict)


@given(files(), st.lists(picks, min_size=50, max_size=50))
def test_fifty_steps_and_back(file: tuple[bytes, bool], steps: list[int]) -> None:
    """Fifty edits in a row, each right; undone, each brings back the bytes from before it."""
    import sweep

    try:
        document = Document(file[0], fenced=file[1])
    except SeedError:
        return
    history = [bytes(document)]
    for step in steps:
        source = bytes(document)
        edit = sweep.pick_edit(source, step, fenced=file[1])
        if edit is None or len(source) > 4000:
            break
        try:
            edit.do(document)
        except EditError as error:
            assert error.code == "E504", (edit.name, spell_pointer(edit.path))
            assert bytes(document) == source
        if bytes(document) != source:
            history.append(source)
            assert sweep.unshared(document.data) == edit.data
    for source in history[:0:-1]:
        document.undo()
        assert bytes(document) == source
