"""The laws of rules and fixes, driven by hypothesis over documents of every style, spoiled in ways that rules find."""

from __future__ import annotations

import pathlib

import pytest
from documents import DOCUMENTS, seed
from hypothesis import given
from hypothesis import strategies as st
from laws import rulelaws
from laws.strategies import Draw, files, mutated

from seedfmt._rules.across import Fact, Index
from tests.support.data import is_own

SPOILS = [
    (b"\n", b" \n"),
    (b"\n", b"\r\n"),
    (b": ", b":\t"),
    (b" ", b"\t"),
    (b"- ", b"-  "),
    (b"\n", b"  \n"),
    (b"\n", b"\n \n"),
    (b"\n", b"\t\n"),
    (b"---\n", b"--- \n"),
    (b": ", b":  "),
    (b"\n", b"\r"),
    (b"1", b"01"),
    (b"one", b"no"),
    (b"two", b"1:16"),
    (b"x", b"yes"),
    (b"a", b"on"),
    (b" #", b" #x"),
    (b"\n", b" # seedfmt: ignore\n"),
    (b"T", b"\xe2\x80\x8b"),
]
MEMBERS = [
    "category: news",
    'title: "A"',
    "title: no",
    "heat: -1",
    "heat: 0 ",
    "heat: 12",
    "heat: 1_000",
    "quality: 7",
    "published: true",
    "published: false",
    "published: no",
    "removed: true",
    "removed: yes",
    'webUrl: "https://a.example/ "',
    "webUrl: https://b.example/",
    "originalUrl: https://a.example/",
    'ampWebUrl: "https://a.example/ x"',
    "type: video",
    "# a comment",
    "",
    "  ",
    "related:\n  # low\n  - quality: 1\n  - quality: 3 # high",
    "related:\n- {quality: 2}\n- {quality: 5, url: 'http://a '}",
    "related: [{quality: 1}, {quality: 2}]",
    "related: &r\n  - quality: 1\n  - quality: 2",
    "more: *r",
    "related:\n  - quality: 1.5\n    a: |\n      x \n\n  - quality: 2",
    "publishedDateTime: 2030-01-01T00:00:00Z",
    "topics: \n  - AI\n  - no\n  - #x",
    "images:\n  - width: 1\n    url: http://a.example/b  ",
]
PATHS = ["a.md", "_news/a.md", "_learning/videos/a.md", "_people/a.md"]


@st.composite
def spoiled(draw: Draw) -> tuple[bytes, bool]:
    """A file in which a few things are not as they should be."""
    data, fenced = draw(st.one_of(files(), st.sampled_from([(seed(text), True) for text in DOCUMENTS.values()])))
    for _ in range(draw(st.integers(1, 4))):
        old, new = draw(st.sampled_from(SPOILS))
        places = [at for at in range(len(data)) if data.startswith(old, at)]
        if places:
            at = draw(st.sampled_from(places))
            data = data[:at] + new + data[at + len(old) :]
    return data, fenced


@st.composite
def seedlike(draw: Draw) -> tuple[bytes, bool]:
    """A file made of members that rules look at."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = draw(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=9))
    text = "".join(line + "\n" for line in ["---", *lines, "---"]).replace("\n", end)
    return (text if draw(st.booleans()) else text[: -len(end)]).encode(), True


ANY = st.one_of(spoiled(), seedlike())


@given(st.one_of(ANY, st.tuples(mutated(files().map(lambda file: file[0])), st.booleans())), st.sampled_from(PATHS))
def test_problem(file: tuple[bytes, bool], path: str) -> None:
    rulelaws.law_problem(*file, path)


@given(ANY, st.sampled_from(PATHS))
def test_fix(file: tuple[bytes, bool], path: str) -> None:
    rulelaws.law_fix(*file, path)


@given(ANY, st.sampled_from(PATHS))
def test_fix_all(file: tuple[bytes, bool], path: str) -> None:
    rulelaws.law_fix_all(*file, path)


# what hypothesis found once
FOUND = [
    b"---\na:\n - x\r - y:\n    z: 3\r\n---\n",
    b"---\nh: ! 7\n---\n",
    b"---\ncategory: news\nrelated:\n  - quality: 1\nremoved: true\n---",
    b"---\nc: |+\n  four\n\t\nd: 5\n---\n",
    b"\xef\xbb\xbf---\n? [on, b]\n: 1\n---\n",
]


@pytest.mark.parametrize("data", FOUND)
def test_found(data: bytes) -> None:
    for law in (rulelaws.law_problem, rulelaws.law_fix, rulelaws.law_fix_all):
        law(data, True, "_news/a.md")


# how many files have a finding of a code: in the committed files, and in 328 real ones
MISTAKES = {True: {"L103": 2, "U102": 1}, False: {"L103": 8, "C301": 1, "U102": 1}}


@pytest.mark.parametrize("own", [True, False], ids=["committed", "real"])
def test_no_false_positives(corpus: list[pathlib.Path], own: bool) -> None:
    """Rules report the mistakes that the corpus has, and nothing else."""
    from collections import Counter

    found: Counter[str] = Counter()
    files = [path for path in corpus if is_own(path) == own]
    for path in files:
        document = rulelaws.read(path.read_bytes(), path.suffix not in (".yaml", ".yml"))
        assert document is not None, path
        codes = {problem.code for problem in rulelaws.check(document, str(path))}
        found.update(codes)
    if not own and len(files) != 328:
        pytest.skip(f"{len(files)} files, and the figures are for 328")
    assert dict(found) == MISTAKES[own]


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["title", "webUrl"]), st.integers(0, 4)), max_size=2, unique_by=lambda one: one[0]
        )
    )
)
def test_index(held: list[list[tuple[str, int]]]) -> None:
    """The index of what files share knows, of each file, those before it with the same, as a plain search does."""
    index = Index()
    for number, facts in enumerate(held):
        index.add(number, [Fact("X101", key, mark) for key, mark in facts])
    suspects = index.suspects()
    for number, facts in enumerate(held):
        want = {key: [one for one in range(number) if (key, mark) in held[one]] for key, mark in facts}
        assert (number in suspects) == any(want.values())
        if number in suspects:
            found = {key: list(files) for _, key, files in index.earlier(number)}
            assert {key: files for key, files in found.items() if files} == {k: v for k, v in want.items() if v}
