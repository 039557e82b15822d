"""The laws, driven by hypothesis."""

from __future__ import annotations

import copy
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
from seedfmt._edit.values import same
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


@given(files(), st.lists(picks, min_size=1, max_size=10), st.booleans())
def test_batch(file: tuple[bytes, bool], steps: list[int], fails: bool) -> None:
    """The same edits inside a batch and outside of it make the same bytes; a batch is one step back, or, if it fails,
    nothing at all."""
    import sweep

    try:
        document, other = Document(file[0], fenced=file[1]), Document(file[0], fenced=file[1])
    except SeedError:
        return
    try:
        with document.batch():
            for step in steps:
                edit = sweep.pick_edit(bytes(document), step, fenced=file[1])
                for one in (document, other) if edit else ():
                    try:
                        edit.do(one)
                    except EditError as error:
                        assert error.code == "E504"
                assert bytes(document) == bytes(other)
            if fails:
                raise ZeroDivisionError
    except ZeroDivisionError:
        assert bytes(document) == file[0]
        with pytest.raises(EditError):
            document.undo()
        return
    assert bytes(document) == bytes(other)
    if bytes(document) != file[0]:
        document.undo()
    assert bytes(document) == file[0]
    with pytest.raises(EditError):
        document.undo()


few = st.recursive(
    st.sampled_from([None, True, 1, 1.0, "", float("nan")]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["a", "b", 1]), inner, max_size=2)
    ),
    max_leaves=4,
)


def typed(value: Any) -> Any:
    """The value with the type of each part, so that what is equal is the same."""
    if isinstance(value, dict):
        return dict, {(type(key), key): typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return list, [typed(item) for item in value]
    return type(value), repr(value)


@given(few, few)
def test_same(one: Any, two: Any) -> None:
    assert same(one, two) is (typed(one) == typed(two))
    assert same(one, copy.deepcopy(one))
