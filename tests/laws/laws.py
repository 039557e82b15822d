"""The laws: each a function that returns, or fails. Hypothesis drives them in ``test_laws.py``, a fuzzer in ``fuzz/``."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import sweep

import seedfmt
from seedfmt._change import read_notes
from seedfmt._document import Document
from seedfmt._edit.find import find_row, is_merge_key
from seedfmt._edit.page import Entries, Page, end_of_entry, text_start
from seedfmt._source import BOM, next_line
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.parser import parse
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import EditError, SeedError


def read(data: bytes, fenced: bool) -> Document | None:
    """The Document, or None where it is refused in the way that the law of totality asks for."""
    try:
        return Document(data, fenced=fenced)
    except SeedError as error:
        span = error.span
        assert span is not None, error
        assert 0 <= span.start <= span.end <= len(data), error
        assert span.line >= 1
        assert span.column >= 1
        assert error.message
        return None


def law_totality(data: bytes, fenced: bool) -> None:
    """Any bytes: a Document, or a SeedError with a place inside the file."""
    document = read(data, fenced)
    if document is not None:
        assert isinstance(document.data, dict)
        repr(document)


def law_identity(data: bytes, fenced: bool) -> None:
    """What is accepted comes back byte for byte."""
    document = read(data, fenced)
    if document is not None:
        assert bytes(document) == data
        assert seedfmt.dumps(document) == data


def law_tiling(data: bytes, fenced: bool) -> None:
    """The parts tile the file, and the rows of the tree stand in order inside the front matter."""
    document = read(data, fenced)
    if document is None:
        return
    source, parts, tree, _ = document._page
    assert 0 <= parts.front <= parts.closing <= parts.body <= len(source)
    for row in range(len(tree)):
        assert parts.front <= tree.begin(row) <= tree.start(row) <= tree.end(row) <= parts.closing
        assert row < tree.after(row) <= len(tree)
        inside = [*tree.children(row)]
        assert all(tree.start(row) <= tree.begin(child) for child in inside)
        assert all(tree.end(child) <= max(tree.end(row), tree.behind_props(child)) for child in inside)
        assert tree.mark(row) < tree.start(row) or tree.mark(row) == -1
    comments = list(tree.comments)
    assert comments == sorted(comments)
    assert all(source[start : start + 1] == b"#" for start in comments[::2])


def law_members(data: bytes, fenced: bool) -> None:
    """The data of a mapping have as many members as it has entries: no key is taken for another."""
    document = read(data, fenced)
    if document is None:
        return
    tree = document._page.tree
    for row in collections_in(tree, ROOT):
        if tree.kind(row) == rows.MAPPING:
            pairs = [*tree.pairs(row)]
            merges = sum(is_merge_key(tree, key, value) for key, value in pairs)
            count = len(build(tree, row))
            assert count >= len(pairs) - merges if merges else count == len(pairs), row


def law_noop(data: bytes, fenced: bool) -> None:
    """An edit that does not change the data does not change a byte."""
    document = read(data, fenced)
    if document is None:
        return
    plain = document.data
    document.reconcile(sweep.unshared(plain))
    document.merge({})
    document.patch([])
    document.body = document.body
    for key, value in plain.items():
        document[key] = sweep.unshared(value)
    assert bytes(document) == data


def law_edit(data: bytes, fenced: bool, pick: int) -> None:
    """Effect, locality and inverse of one edit: the ``pick``-th of all that the document allows."""
    document = read(data, fenced)
    if document is None:
        return
    edit = sweep.pick_edit(data, pick, fenced=fenced)
    if edit is None:
        return
    verdict = sweep.judge(data, edit, fenced=fenced)
    assert verdict.result in ("exact", "refused"), (edit.name, edit.path, verdict)
    if verdict.result == "exact":
        edit.do(document)
        if bytes(document) != data:
            document.undo()
        assert bytes(document) == data


def law_reconcile(data: bytes, fenced: bool, wanted: dict[Any, Any]) -> None:
    """The data become what is wanted, and what is wanted again changes nothing."""
    document = read(data, fenced)
    if document is None:
        return
    try:
        document.reconcile(wanted)
    except EditError as error:
        assert bytes(document) == data
        assert error.code == "E504" or (error.code == "E503" and "a key is longer" in error.message), error
        return
    assert document.data == wanted
    after = bytes(document)
    document.reconcile(wanted)
    assert bytes(document) == after
    assert read(after, fenced) is not None
    if after != data:
        document.undo()
    assert bytes(document) == data


def law_moves(data: bytes, fenced: bool, chance: random.Random) -> int:
    """The items of any list can stand in any order, some go and others come: what stays keeps its comments, none but
    those of what goes are lost, and aliases stay what they are unless they would come to stand before their anchors.
    Says how many lists there were."""
    document = read(data, fenced)
    if document is None:
        return 0
    plain, count = sweep.unshared(document.data), 0
    for path in [(), *sweep.paths(plain)]:
        items = sweep.walk(plain, path)
        told = [repr(sweep.ordered(item)) for item in items] if isinstance(items, list) else []
        if 1 < len(told) == len({*told}) and find_row(document._page.tree, path) >= 0:  # no merge key brings it
            order: list[int | None] = [*chance.sample(range(len(told)), len(told))]
            count += law_order(data, fenced, path, items, order)
            first = chance.randrange(len(order))
            del order[first : first + chance.randint(0, 2)]
            order.insert(chance.randint(0, len(order)), None)
            count += law_order(data, fenced, path, items, order)
    return count


NEW = {"new of the law": []}  # what no other item may have become


def law_order(data: bytes, fenced: bool, path: tuple[Any, ...], items: list[Any], order: list[int | None]) -> bool:
    """The same of one list and one order, where None is a new item; says whether the order could be made."""
    document = Document(data, fenced=fenced)
    before = [None if place is None else read_notes(document, (*path, place), items[place]) for place in order]
    comments, aliases = Counter(comments_of(document)), document._page.tree.aliases
    gone = Counter(comments_of(document, path, {*range(len(items))} - {*order}))
    span = document._span(path)
    anchored = b"&" in data[span.start : span.end]
    wanted = [NEW if place is None else items[place] for place in order]
    try:
        document._reconcile(path, sweep.unshared(wanted))
    except EditError as error:
        assert error.code == "E504", error
        assert aliases or b"<<" in data, error  # what a merge key brings is not edited there
        return False
    assert sweep.ordered(sweep.walk(document.data, path)) == sweep.ordered(wanted)
    assert comments - gone <= Counter(comments_of(document)) <= comments
    after = [
        None if place is None else read_notes(document, (*path, at), items[place]) for at, place in enumerate(order)
    ]
    is_leading = any(line.lstrip().startswith(b",") for line in data.splitlines())  # above such an item none is told
    if is_leading or is_ragged(data[span.start : span.end]):
        before, after = without_above(before), without_above(after)
    assert after == before
    assert document._page.tree.aliases == aliases or anchored or None in order
    if bytes(document) != data:
        document.undo()
    assert bytes(document) == data
    return True


def comments_of(document: Document, path: tuple[Any, ...] = (), places: set[int] | None = None) -> list[bytes]:
    """The texts of all comments; or of those on the lines that items of a list own."""
    page = document._page
    found = [*zip(page.tree.comments[::2], page.tree.comments[1::2], strict=True)]
    if places is not None:
        lines = [owned_lines(page, page.tree.target(find_row(page.tree, path)), place) for place in places]
        found = [(start, end) for start, end in found if any(start in owned for owned in lines)]
    return [page.source[start:end].rstrip() for start, end in found]


def owned_lines(page: Page, row: int, place: int) -> range:
    """What an item owns, to the end of its line and of what continues the comment there."""
    entry = Entries(page, row)[place]
    start = entry.start
    if place and not entry.own:  # a comma may begin its line
        start = min(next_line(page.source, Entries(page, row)[place - 1].last), start)
    last = max(entry.last, page.tree.comma(entry.key))
    return range(start, max(entry.end, end_of_entry(page, last, entry.first - text_start(page.source, entry.first))))


def without_above(found: list[Any]) -> list[Any]:
    """Notes without what stands above."""
    return [notes and {path: end for path, (_, end) in notes.items() if end is not None} for notes in found]


def law_emptied(data: bytes, fenced: bool) -> None:
    """All members can go, and come again into what is left."""
    document = read(data, fenced)
    if document is None:
        return
    law_reconcile(data, fenced, {})
    plain = document.data
    try:
        document.reconcile({})
    except EditError:
        return
    law_reconcile(bytes(document), fenced, plain)


def law_marked(data: bytes, fenced: bool, wanted: dict[Any, Any]) -> None:
    """A byte order mark before the file belongs to no entry: an edit behind it is the edit without it (R1)."""
    plain, marked = read(data, fenced), None if fenced and data.startswith(BOM) else read(BOM + data, fenced)
    if plain is None or marked is None:
        return
    assert sweep.ordered(marked.data) == sweep.ordered(plain.data)
    assert made(marked, wanted).removeprefix(BOM) == made(plain, wanted)


def made(document: Document, wanted: dict[Any, Any]) -> bytes:
    """The bytes of a document that was reconciled, or why it could not be."""
    try:
        document.reconcile(wanted)
    except EditError as error:
        return error.code.encode()
    return bytes(document)


def law_new(data: dict[Any, Any]) -> None:
    """A new file holds the data it is made from, and its own data make it again."""
    document = seedfmt.new(data)
    assert document.data == data
    assert bytes(seedfmt.new(document.data)) == bytes(document)


def collections_in(tree: Tree, row: int) -> Iterator[int]:
    """The rows of the collection in ``row`` and of those below it, without what is part of a key."""
    if row < len(tree) and tree.kind(row) in (rows.MAPPING, rows.SEQUENCE):
        yield row
        below = tree.children(row) if tree.kind(row) == rows.SEQUENCE else (value for _, value in tree.pairs(row))
        for child in below:
            yield from collections_in(tree, child)


def is_ragged(text: bytes) -> bool:
    """Do the lines of a flow list begin in different columns? A comment deeper than an item below it is nobody's, and
    comes to be that of a deeper item which moves there."""
    lines = [line for line in text.splitlines()[1:] if line.strip()]
    return text.startswith(b"[") and len({len(line) - len(line.lstrip()) for line in lines}) > 1


def law_deterministic(data: bytes) -> None:
    """Two trees of the same text are equal."""
    try:
        tree = parse(data)
    except SeedError:
        return
    assert parse(data) == tree
