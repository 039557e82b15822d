"""Laws of pairing: with items deleted, inserted and edited, no comment moves to an item that shares less (R54)."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import seedfmt
from seedfmt._edit.pairing import MIN_LIKENESS, likeness, longest_increasing_subsequence, pair_items

values = st.integers(0, 5)
items = st.one_of(
    st.fixed_dictionaries({"q": values, "a": values}, optional={"b": values, "c": st.lists(values, max_size=3)}),
    st.lists(values, max_size=3),
    values,
)
counts: Counter[str] = Counter()


@st.composite
def edited_lists(draw: Any) -> tuple[list[Any], list[Any]]:
    """A list, and the same with some items deleted, inserted, moved and edited."""
    old = draw(st.lists(items, max_size=8))
    new = []
    for item in old:
        what = draw(st.sampled_from(["keep", "keep", "keep", "delete", "edit", "insert", "move"]))
        counts[what] += 1
        if what == "edit" and isinstance(item, dict):
            item = {**item, draw(st.sampled_from(sorted(item))): draw(values)}
        elif what == "edit":
            item = draw(items)
        if what == "insert":
            new.append(draw(items))
        if what == "move":
            new.insert(draw(st.integers(0, len(new))), item)
        elif what != "delete":
            new.append(item)
    return old, new


@settings(max_examples=400, deadline=None)
@given(edited_lists())
def test_pairs_are_stable(lists: tuple[list[Any], list[Any]]) -> None:
    """No two items that are not paired with each other are both more alike than with their partners."""
    old, new = lists
    pairs = pair_items(old, new)
    assert len(set(pairs.values())) == len(pairs)
    partner = {other: index for index, other in pairs.items()}
    for index, item in enumerate(new):
        own = likeness(old[pairs[index]], item) if index in pairs else None
        for other, was in enumerate(old):
            mutual = likeness(was, item)
            theirs = likeness(was, new[partner[other]]) if other in partner else None
            if own is None and theirs is None:
                assert mutual < MIN_LIKENESS, f"{was} and {item} are alike and unpaired"
            else:
                assert mutual <= max(own or 0, theirs or 0), f"{was} and {item} are more alike than with their partners"
                assert theirs is not None or own is None or mutual <= own, f"{was} is left over, but more like {item}"
                assert own is not None or theirs is None or mutual <= theirs, (
                    f"{item} is left over, but more like {was}"
                )


@settings(max_examples=200, deadline=None)
@given(edited_lists())
def test_comments_stay_with_their_items(lists: tuple[list[Any], list[Any]]) -> None:
    """The comment above an item goes where the item is paired to, or goes with the item."""
    old, new = lists
    lines = (f"  # about {index}\n  - {json.dumps(item)}\n" for index, item in enumerate(old))
    doc = seedfmt.loads(f"---\nl:\n{''.join(lines)}other:\n  - c\n---\n" if old else "---\nl: []\n---\n")
    pairs = pair_items(old, new)
    doc.reconcile({**doc.data, "l": new})
    assert doc.data["l"] == new
    for index in range(len(new)):
        comment = doc.comment(f"/l/{index}", above=True)
        assert comment in (None, f"about {pairs.get(index)}"), (index, comment, bytes(doc).decode())


@given(st.lists(st.integers(0, 9), max_size=12))
def test_longest_increasing_subsequence(numbers: list[int]) -> None:
    found = longest_increasing_subsequence(numbers)
    chosen = [numbers[at] for at in found]
    assert found == sorted(found)
    assert all(one < two for one, two in itertools.pairwise(chosen))
    best: dict[int, int] = {}
    for at, number in enumerate(numbers):
        best[at] = 1 + max((best[before] for before in range(at) if numbers[before] < number), default=0)
    assert len(found) == max(best.values(), default=0)


def test_every_change_was_drawn() -> None:
    assert min(counts[what] for what in ("delete", "edit", "insert", "move")) > 50


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)))
def test_declared_identity_decides(order: list[int], edited: set[int]) -> None:
    """Items with equal declared keys are paired, whatever else they share; no other items are."""
    old = [{"sku": index, "name": "same", "v": index} for index in range(5)]
    new = [{"sku": index, "name": "same", "v": 9 if index in edited else (index + 1) % 5} for index in order]
    assert pair_items(old, new, ("missing", "sku")) == dict(enumerate(order))
    doc = seedfmt.loads("---\nl:\n" + "".join(f"  - {json.dumps(item)} # {item['sku']}\n" for item in old) + "---\n")
    doc.reconcile({"l": new}, identity={"/l": ["missing", "sku"]})
    assert doc.data == {"l": new}
    assert [doc.comment(f"/l/{at}") for at in range(5)] == [str(sku) for sku in order]
