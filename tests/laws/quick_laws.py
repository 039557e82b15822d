"""The laws of what is done quickly: it is what the complete way would do, or nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from laws.laws import collections_in, read

from seedfmt._document import Document
from seedfmt._edit import edits, quick
from seedfmt._edit.page import Page
from seedfmt._edit.patch import Patch, apply
from seedfmt._edit.plan import plan_rename, plan_splice
from seedfmt._edit.render import Renderer
from seedfmt._edit.splice import New
from seedfmt._limits import LIMITS, read_page, reread_page
from seedfmt._source import next_line
from seedfmt._syntax import rows
from seedfmt._syntax.reread import reread
from seedfmt._syntax.tree import ROOT

Quickly = Callable[[], list[Patch] | None]
Completely = Callable[[Renderer], list[Patch]]


SPELLED = [  # bytes to put in the place of a scalar: what is one, and what is something else, or breaks the text
    b"1", b"-1", b"abc", b"a b", b"''", b"'x'", b"'it''s'", b'""', b'"x"', b'"\\n"', b'"\\""', b"\xc3\xa9", b'"\xc3\xa9"', b"~",
    b"", b" ", b" a", b"a ", b"a:", b"a: b", b"a #b", b"a#b", b":a", b"- a", b"-", b"---", b"...", b"?", b"? a", b"#", b"#a",
    b"&a", b"&a b", b"*a", b"!a", b"!!str a", b"|", b">", b"|\n", b"[a]", b"{a: b}", b"[", b"a]", b"a,b", b"@", b"`", b"%a",
    b'"', b"'", b'"a', b'a"', b'"a"b', b'"a" #b', b"a\nb", b"a\rb", b"a\n...", b"\0", b"\x07", b"\x7f", b'"\x7f"', b"\xff", b"<<",
    b'"\xef\xbb\xbf"', b"a\xef\xbb\xbf", b"\xc2\x85", b"a\xc2\x80", b"9" * 4301, b"2024-01-01", b"0x1F", b"\xe2\x80\xa8", b'"a\n b"',
    b"k: a", b"a\tb", b"a\t#b", b"a\t", b"null",
]  # fmt: skip


def law_reread(data: bytes, fenced: bool, spelled: list[bytes]) -> int:
    """Where the parser need not read all of a text again for one scalar, it would find the same; says how often."""
    document = read(data, fenced)
    if document is None:
        return 0
    (source, parts, tree, _), count = document._page, 0
    for row, text in itertools.product(range(len(tree)), spelled):
        found = reread(tree, row, text)
        if found is not None and not tree.head(0) & rows.CLOSED:
            new = Document(source[: tree.start(row)] + text + source[tree.end(row) :], fenced=fenced)._page
            assert found == new.tree, (row, text)
            assert found.source == new.source
            moved = len(new.source) - len(source)
            assert new.parts == (parts.front, parts.closing + moved, parts.body + moved, parts.is_open)
            count += 1
    return count


def law_cut(data: bytes, fenced: bool) -> int:
    """Where the parser need not read all of a text again for lines that go, it would find the same; says how often.

    Tried are all removals as they are planned, and runs of lines wherever they begin and end.
    """
    document = read(data, fenced)
    if document is None or not len(document._page.tree) or document._page.tree.head(0) & rows.CLOSED:
        return 0
    page, count = document._page, 0
    lines = [page.parts.front]
    while lines[-1] < page.parts.closing:
        lines.append(next_line(page.source, lines[-1]))
    runs = [[Patch(start, end, b"")] for start, end in itertools.combinations(lines, 2)][:200]
    for row in collections_in(page.tree, ROOT):
        size = len([*page.tree.children(row)]) // (1 if page.tree.kind(row) == rows.SEQUENCE else 2)
        for start, stop in itertools.combinations(range(size + 1), 2):
            if stop - start in (1, 2, size):
                runs.append(edits.plan_removal(page, row, start, stop))
        for patches in runs:
            found = reread_page(page, patches, row, LIMITS)
            if found is not None:
                new = apply(page.source, patches)
                assert found == read_page(new, fenced, LIMITS), (row, patches)
                assert found.tree.source == found.source == new
                count += 1
    return count


VALUES = ["x", "a b", "2024-01-01", "yes", "", 7, True, 1.5, None, "a\nb", 'q"', ["x"], {"x": 1}, "- a", "\xe9"]
KEYS = ["zz", "topics", "secured", "a b", "true", 1, "", "k" * 200, "<<", "x, y"]


def law_quick(data: bytes, fenced: bool, values: list[Any], keys: list[Any], pick: int | None = None) -> int:
    """The quick way plans what the complete way plans, or nothing; says how often it planned.

    All collections are tried, or the one that is picked.
    """
    document = read(data, fenced)
    if document is None:
        return 0
    page, count = edits.pad(document._page), 0
    tree = page.tree
    found = [*collections_in(tree, ROOT)]
    for row in found if pick is None else found[pick % max(len(found), 1) :][:1]:
        for quickly, completely in both_ways(page, row, values, keys):
            patches = quickly()
            if patches is not None:
                assert patches == completely(Renderer(page)), (row, patches)
                count += 1
    return count


def both_ways(page: Page, row: int, values: list[Any], keys: list[Any]) -> Iterator[tuple[Quickly, Completely]]:
    """Edits of a collection: how the quick way plans each, and how the complete one does."""
    tree = page.tree
    is_list = tree.kind(row) == rows.SEQUENCE
    names = [*tree.children(row)] if is_list else [key for key, _ in tree.pairs(row)]
    for start, stop in itertools.combinations(range(len(names) + 1), 2):
        if stop - start in (1, 2, len(names)):
            yield (
                partial(quick.plan_removal, page, row, start, stop),
                partial(plan_splice, row=row, start=start, stop=stop, new=[]),
            )
    for place, value in itertools.product(range(len(names) + 1), values):
        for key in [None] if is_list else keys:
            asked = (page, row, place, value) if is_list else (page, row, place, key, value)
            yield (
                partial(quick.plan_item if is_list else quick.plan_member, *asked),
                partial(plan_splice, row=row, start=place, stop=place, new=[New(key, value)]),
            )
    for key, name in itertools.product([] if is_list else names, keys):
        yield partial(quick.plan_name, page, row, key, name), partial(plan_rename, key=key, mapping=row, name=name)
