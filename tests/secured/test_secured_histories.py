"""What becomes of a value while its file is edited: a change of a volatile member verifies, any other does not.

Three sources, from the most real to the most thorough:

* Real pairs of versions: records that stand in two of the portals of the corpus, where the producer's bots have updated
  them at different times. Seventeen of them differ. Here the edits are real, and so are both versions.
* Histories whose edits are made up of what really changes: the shares of the members that a modification touches are
  those counted over 265,000 real modifications, for each kind of record, and the new values are those of other real
  files of the kind. Here the distribution is real, the order is chance.
* Each member of real files changed, renamed and removed in turn, and the body.

No history of a repository is at hand in the tests: a chain of real versions of one file is not among them.
"""

from __future__ import annotations

import os
import pathlib
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import seedfmt
from seedfmt import secured
from tests.secured.test_secured_tamper import BOTH, KEYS, values_of
from tests.support.data import CORPUS, SHARED

LONG = os.environ.get("SEEDFMT_PROFILE") == "long"
# what real bots change while the value stays as it is
VOLATILE = ["/heat", "/ratings/average", "/ratings/count", "/twitter/followers"]
POLICY = secured.Policy("signed", volatile=VOLATILE)


def verifies(document: seedfmt.Document, policy: secured.Policy = POLICY) -> bool:
    """Does the value hold? All but the document must be in order."""
    try:
        secured.verify(document, KEYS, policy)
    except secured.WrongDocument:
        return False
    return True


def less_volatile(document: seedfmt.Document) -> tuple[Any, bytes]:
    """What must stay the same: the data less the volatile members, and the body; without the code of views."""
    data = document.data
    for pointer in [*VOLATILE, "/secured"]:
        *above, name = pointer.split("/")[1:]
        inner = data.get(above[0]) if above else data
        if isinstance(inner, dict):
            inner.pop(name, None)
    return data, bytes(document.body).replace(b"\r\n", b"\n")


# -- real pairs of versions --------------------------------------------------------------------------------------------

# two portals with common records, and how many pairs keep or break a signature: committed and real files
PORTALS = {
    CORPUS: ("harbour", "meadow", {True: 8, False: 6}),
    SHARED / "corpus": ("everyday-powerapps", "microsoft-power-apps", {True: 16, False: 18}),
}


def pairs(one: pathlib.Path, two: pathlib.Path) -> Iterator[tuple[seedfmt.Document, seedfmt.Document]]:
    """Yield the versions of each record that differs between the portals, in both directions."""
    for path in sorted(one.rglob("*.md")):
        other = two / path.relative_to(one)
        if other.is_file() and path.read_bytes() != other.read_bytes():
            yield seedfmt.load(path), seedfmt.load(other)
            yield seedfmt.load(other), seedfmt.load(path)


@pytest.mark.parametrize(
    "folder", [folder for folder in PORTALS if folder.is_dir()], ids=lambda folder: folder.parent.name
)
def test_real_versions(folder: pathlib.Path) -> None:
    """The value of one version, signed there, in the other version."""
    one, two, expected = PORTALS[folder]
    found = {True: 0, False: 0}
    for before, after in pairs(folder / one, folder / two):
        secured.sign(before, KEYS, volatile=VOLATILE)
        assert verifies(before)
        after["secured"] = before["secured"]
        stays = less_volatile(before) == less_volatile(after)
        assert verifies(after) == stays, repr(after)
        found[stays] += 1
    assert found == expected, "pairs of versions in the corpus that differ in volatile members alone, and others"


# -- the real distribution of changes ----------------------------------------------------------------------------------

Change = Callable[[seedfmt.Document, seedfmt.Document, random.Random], bool]


def take(pointer: str) -> Change:
    """A change that brings the member of another file; says whether it could."""

    def change(document: seedfmt.Document, other: seedfmt.Document, _: random.Random) -> bool:
        *above, name = pointer.split("/")[1:]
        ours, theirs = (file.data.get(above[0], {}) if above else file.data for file in (document, other))
        if name not in theirs or (above and above[0] not in document):
            return False
        document.set(pointer, theirs[name])
        return theirs[name] != ours.get(name)

    return change


def move_rating(document: seedfmt.Document, _: seedfmt.Document, rng: random.Random) -> bool:
    """One more rating, as it comes in."""
    if not isinstance(document.get("ratings"), seedfmt.MappingCursor):
        return False
    document["ratings"]["count"] += 1
    document["ratings"]["average"] = rng.randrange(11, 50) / 10
    return True


def move_followers(document: seedfmt.Document, _: seedfmt.Document, rng: random.Random) -> bool:
    if not isinstance(document.get("twitter"), seedfmt.MappingCursor):
        return False
    document["twitter"]["followers"] += rng.choice([-3, -1, 1, 2, 17])
    return True


def move_heat(document: seedfmt.Document, _: seedfmt.Document, rng: random.Random) -> bool:
    if not isinstance(document.get("heat"), int):
        return False
    document["heat"] += rng.choice([-12, -4, -2, 2, 4])
    return True


def add_item(name: str) -> Change:
    """An item more in a list, in the middle, as new ones land there."""

    def change(document: seedfmt.Document, other: seedfmt.Document, _: random.Random) -> bool:
        theirs = other.data.get(name)
        if name not in document or not theirs:
            return False
        document[name].insert(len(document[name]) // 2, theirs[0])
        return True

    return change


# of each kind: in how many of a hundred modifications it happens, what happens, whether the value must still hold.
# "secured" is the producer, who makes the value anew
SHARES: dict[str, list[tuple[float, str, Change, bool]]] = {
    "_people": [(92, "followers", move_followers, True), (12, "heat", move_heat, True)],
    "_news": [(0.9, "heat", move_heat, True), (0.7, "source", take("/originalUrl"), False), (12, "related", add_item("related"), False)],
    "_learning/videos": [(68, "heat", move_heat, True), (3, "images", take("/images"), False)],
    "_learning/courses": [
        (70, "ratings", move_rating, True), (50, "heat", move_heat, True), (7, "url", take("/webUrl"), False),
        (4.5, "topics", add_item("topics"), False),
    ],
    "_learning/collections": [(86, "heat", move_heat, True), (6.5, "topics", add_item("topics"), False), (1, "items", add_item("items"), False)],
    "_samples": [(47, "heat", move_heat, True)],
    "_games": [(42, "heat", move_heat, True)],
}  # fmt: skip
RENEWED = {"_people": 13, "_news": 97, "_learning/videos": 99, "_learning/courses": 64, "_learning/collections": 10, "_samples": 58, "_games": 85}  # fmt: skip


def by_kind(corpus: list[pathlib.Path]) -> dict[str, list[seedfmt.Document]]:
    """Real files that can be bound, by the kind that their folder says."""
    found: dict[str, list[seedfmt.Document]] = {kind: [] for kind in SHARES}
    for path in corpus:
        kind = next((kind for kind in SHARES if f"/{kind}/" in path.as_posix()), None)
        document = seedfmt.load(path)
        if kind is not None and "secured" in document:
            try:
                secured.bound_view(document, volatile=VOLATILE)
            except secured.NotBindable:
                continue
            found[kind].append(document)
    assert all(found.values()), "a kind without a file"
    return found


@pytest.mark.parametrize("kind", SHARES)
def test_law_histories_of_real_changes(kind: str, corpus: list[pathlib.Path]) -> None:
    """One modification after another: the value holds until a bound member changes, and again when it is made anew."""
    files, rng, seen = by_kind(corpus)[kind], random.Random(kind), {True: 0, False: 0}
    for document in (rng.choice(files) for _ in range(60 if LONG else 12)):
        secured.sign(document, KEYS, volatile=VOLATILE)
        made_for = less_volatile(document)
        for _ in range(40 if LONG else 12):
            for share, name, change, stays in SHARES[kind]:
                before = less_volatile(document)
                if rng.random() * 100 < share and change(document, rng.choice(files), rng):
                    assert (less_volatile(document) == before) == stays, name
            holds = less_volatile(document) == made_for
            assert verifies(document) == holds
            seen[holds] += 1
            if rng.random() * 100 < RENEWED[kind]:
                secured.sign(document, KEYS, volatile=VOLATILE)
                made_for = less_volatile(document)
                assert verifies(document)
    assert seen[True] > 20
    assert seen[False] or all(stays or share < 2 for share, _, _, stays in SHARES[kind])


# -- every member in turn ----------------------------------------------------------------------------------------------


def edits(document: seedfmt.Document, rng: random.Random) -> Iterator[tuple[str, bool]]:
    """One edit after another, as bots and people make them: the edited text, and whether it must verify."""
    if "heat" in document:
        document["heat"] = rng.randrange(-100, 400)
        yield "heat", True
        del document["heat"]
        yield "heat gone", True
    document["heat"] = None
    yield "heat null", True
    if isinstance(document.get("twitter"), seedfmt.MappingCursor):
        document["twitter"]["followers"] = rng.randrange(10**6)
        yield "followers", True
    for name in [name for name in document if name not in ("heat", "secured", "twitter")]:
        old = document[name]
        if isinstance(old, str):
            document[name] = old + "x"
        elif isinstance(old, seedfmt.SequenceCursor):
            document[name].append("Computer Vision")
        elif isinstance(old, seedfmt.MappingCursor):
            document[name]["another"] = True
        else:
            document[name] = "changed"
        yield name, False
        document.undo()
        document.rename(f"/{name}", f"{name}2")
        yield f"{name} renamed", False
        document.undo()
        document.delete(f"/{name}")
        yield f"{name} gone", False
        document.undo()
    document["brandNew"] = 1
    yield "a new member", False
    document.undo()
    document.body += b"x"
    yield "the body", False
    document.undo()


def test_histories_of_real_files(corpus: list[pathlib.Path]) -> None:
    """A change of a volatile member verifies, any other does not."""
    rng = random.Random(7)
    checked = [0, 0]
    for document in values_of(corpus, 400 if LONG else 30):
        for edit, stays in edits(document, rng):
            try:
                secured.verify(document, KEYS, BOTH)
                verifies = True
            except secured.WrongDocument:
                verifies = False
            assert verifies == stays, edit
            checked[stays] += 1
    assert checked[True] > 50
    assert checked[False] > 200
