"""CPython's own tests of mappings and lists, run on handles; what differs is listed here, each with its reason."""

from __future__ import annotations

import unittest
from collections.abc import Iterable
from typing import Any

import pytest

import seedfmt

mapping_tests = pytest.importorskip("test.mapping_tests", reason="this Python comes without its package test")
list_tests = pytest.importorskip("test.list_tests", reason="this Python comes without its package test")


def mapping(*args: Any, **kwargs: Any) -> Any:
    """A handle of a mapping, made as a dict is."""
    doc = seedfmt.new({"m": {}})
    doc["m"].update(*args, **kwargs)
    return doc["m"]


def sequence(*args: Iterable[Any]) -> Any:
    """A handle of a list, made as a list is."""
    doc = seedfmt.new({"l": []})
    doc["l"].extend(list(*args))
    return doc["l"]


class OnMapping(mapping_tests.TestMappingProtocol):  # type: ignore[misc]
    __test__ = False  # each of its tests is run below
    type2test = staticmethod(mapping)


class OnSequence(list_tests.CommonTest):  # type: ignore[misc]
    __test__ = False
    type2test = staticmethod(sequence)


PLAIN = "a handle is a place in a Document; a copy, which has none, is a dict or a list"
MADE = "a handle is made by its Document, not by calling or subclassing its class"
VALUES = "a file holds data; objects of a program cannot be written"
TUPLES = "a tuple is written as a sequence, and reads as a list"

# name: where CPython's test stops, and why this is right
DIFFER: dict[str, tuple[str, str]] = {
    "OnMapping.test_copy": ("d.copy(), d.__class__", PLAIN),
    "OnMapping.test_fromkeys": ("self.type2test.fromkeys", MADE),
    "OnMapping.test_update": ("<list /m/key2: 3 items>", TUPLES),
    "OnMapping.test_write": ("<list /m/key2: 3 items>", TUPLES),
    "OnSequence.test_addmul": ("class subclass(self.type2test)", MADE),
    "OnSequence.test_contains_fake": ("_ALWAYS_EQ cannot be written", VALUES),
    "OnSequence.test_contains_order": ("StopCompares cannot be written", VALUES),
    "OnSequence.test_count": ("_ALWAYS_EQ cannot be written", VALUES),
    "OnSequence.test_exhausted_iterator": (
        "Lists differ: [] != [9]",
        "what iterates reads the items once, when it begins, so that a loop may edit what it goes over",
    ),
    "OnSequence.test_free_after_iterating": ("self.type2test", MADE),
    "OnSequence.test_getitemoverwriteiter": ("(self.type2test)", MADE),
    "OnSequence.test_index": ("_ALWAYS_EQ cannot be written", VALUES),
    "OnSequence.test_init": ("Handle.__init__()", MADE),
    "OnSequence.test_pickle": ("cannot be pickled; pickle its .data", PLAIN),
    "OnSequence.test_remove": ("_ALWAYS_EQ cannot be written", VALUES),
    "OnSequence.test_repr": ("<list /l: 0 items>", "a repr shows no values, since one may be secret"),
    "OnSequence.test_repr_deep": ("nesting is deeper than the limit of 200", "a file has limits (R15)"),
    "OnSequence.test_sort": (
        "ValueError not raised",
        "a sort is one edit of the items that were there when it began; what the key function does meanwhile is lost",
    ),
}


def names_of(case: type[unittest.TestCase]) -> list[tuple[type[unittest.TestCase], str]]:
    return [(case, name) for name in unittest.TestLoader().getTestCaseNames(case)]


TESTS = [*names_of(OnMapping), *names_of(OnSequence)]


@pytest.mark.parametrize(("case", "name"), TESTS, ids=[f"{case.__name__}.{name}" for case, name in TESTS])
def test_protocol(case: type[unittest.TestCase], name: str) -> None:
    """Each test passes, or stops where the table says."""
    result = unittest.TestResult()
    case(name).run(result)
    found = [trace for _, trace in [*result.errors, *result.failures]]
    where, _ = DIFFER.get(f"{case.__name__}.{name}", (None, ""))
    if where is None:
        assert not found, found[0]
    else:
        assert found, "it passes: remove it from the table"
        assert where in found[0]


def test_most_tests_pass() -> None:
    assert len(TESTS) > 50
    assert {f"{case.__name__}.{name}" for case, name in TESTS} >= DIFFER.keys()
