"""Laws of entries that move: within a mapping, and from one collection to another by a JSON Patch (R56)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from laws import strategies

import seedfmt

counts: Counter[str] = Counter()


def comments(doc: seedfmt.Document) -> Counter[str]:
    """The comments of a document, as the tree has them."""
    tree = doc._page.tree
    places = zip(tree.comments[::2], tree.comments[1::2], strict=True)
    return Counter(bytes(doc)[start:end].decode().rstrip() for start, end in places)


def collections_in(data: Any, path: str = "") -> list[str]:
    """The pointers of all collections with entries."""
    if not isinstance(data, (dict, list)) or not data:
        return []
    found = [path]
    for key, item in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(key, (str, int)) and not isinstance(key, bool):
            found += collections_in(item, f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


@settings(max_examples=150, deadline=None)
@given(strategies.front_matter(), st.data())
def test_an_entry_moves_within_its_mapping(front: str, data: Any) -> None:
    try:
        doc = seedfmt.loads(f"---\n{front}---\nbody\n")
    except seedfmt.SeedError:
        counts["unreadable"] += 1
        return
    mappings = [at for at in collections_in(doc.data) if isinstance(doc.at(at).data, dict) and len(doc.at(at)) > 1]
    if not mappings:
        return
    mapping = doc.at(data.draw(st.sampled_from(mappings)))
    keys = [key for key in mapping if isinstance(key, str) and key]
    if len(keys) < 2:
        return
    key, other = data.draw(st.permutations(keys))[:2]
    before, plain, order = comments(doc), doc.data, list(mapping)
    side = data.draw(st.sampled_from(["before", "after"]))
    source = bytes(doc)
    try:
        mapping.move(
            key if not key.startswith("/") else "/" + key.replace("~", "~0").replace("/", "~1"), **{side: other}
        )
    except seedfmt.EditError as error:
        assert "bug" not in str(error), error
        assert bytes(doc) == source
        counts["refused"] += 1
        return
    order.remove(key)
    order.insert(order.index(other) + (side == "after"), key)
    assert list(mapping) == order
    assert doc.data == plain
    if "{" not in front:
        assert comments(doc) == before, bytes(doc).decode()
    counts["moved"] += 1


@settings(max_examples=150, deadline=None)
@given(strategies.front_matter(), st.data())
def test_an_entry_moves_to_another_collection(front: str, data: Any) -> None:
    try:
        doc = seedfmt.loads(f"---\n{front}zz:\n  k: 1 # zz\nyy:\n- 1 # yy\n---\nbody\n")
    except seedfmt.SeedError:
        return
    plain, before = doc.data, comments(doc)
    sources = [f"/{key}" for key in plain if key not in ("zz", "yy") and re.fullmatch("[a-z]+", str(key))]
    sources += [f"{at}/0" for at in collections_in(plain) if isinstance(doc.at(at).data, list) and at != "/yy"]
    if not sources:
        return
    source = data.draw(st.sampled_from(sources))
    target = data.draw(st.sampled_from(["/zz/new", "/yy/0", "/yy/-", "/top"]))
    kind = data.draw(st.sampled_from(["move", "copy"]))
    value = doc.at(source)
    value = value.data if hasattr(value, "data") else value
    original = bytes(doc)
    try:
        doc.patch([{"op": kind, "from": source, "path": target}])
    except seedfmt.EditError as error:
        assert "bug" not in str(error), error
        assert bytes(doc) == original
        counts["not transferred"] += 1
        return
    landed = doc.at(target.replace("-", str(len(doc["yy"]) - 1)))
    assert (landed.data if hasattr(landed, "data") else landed) == value
    doc.undo()
    assert bytes(doc) == original
    assert comments(doc) == before
    counts["transferred"] += 1


def test_most_were_moved() -> None:
    assert counts["moved"] > 2 * counts["refused"], counts
    assert counts["transferred"] > 2 * counts["not transferred"], counts
