"""Values that callers give and take: dates, shallow copies, keys that are equal in Python, results beyond a limit."""

from __future__ import annotations

import copy
import datetime
import pathlib
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seedfmt
from seedfmt._edit.timestamps import is_timestamp, spell_moment

UTC = datetime.UTC
WEST = datetime.timezone(datetime.timedelta(hours=-5))


def load(front: str) -> seedfmt.Document:
    return seedfmt.loads(f"---\n{front}---\n")


@pytest.mark.parametrize(
    ("front", "value", "line"),
    [
        ("date: 2019-12-04\n", datetime.date(2024, 1, 2), "date: 2024-01-02"),
        ('date: "2019-12-04"\n', datetime.date(2024, 1, 2), 'date: "2024-01-02"'),
        ("date: soon\n", datetime.date(2024, 1, 2), 'date: "2024-01-02"'),
        ("title: x\n", datetime.date(2024, 1, 2), "date: 2024-01-02"),
        ("title: x\n", datetime.datetime(2024, 1, 2, 8, 30, tzinfo=UTC), "date: 2024-01-02T08:30:00Z"),
        ("title: x\n", datetime.datetime(2024, 1, 2, 8, 30), "date: 2024-01-02T08:30:00"),
        (
            "date: 2019-12-04 8:00:00 -0500\n",
            datetime.datetime(2024, 1, 2, 8, tzinfo=WEST),
            "date: 2024-01-02 8:00:00 -0500",
        ),
        ("other: 2019-12-04 18:00\n", datetime.datetime(2024, 1, 2, 8, 30), "date: 2024-01-02 08:30"),
    ],
)
def test_a_date_is_written_as_timestamps_are(front: str, value: datetime.date, line: str) -> None:
    doc = load(front)
    doc["date"] = value
    assert line in bytes(doc).decode().splitlines()
    assert doc["date"] == line.removeprefix("date: ").strip('"')


def test_dates_inside_collections() -> None:
    doc = load("a: 1\n")
    doc["days"] = [datetime.date(2024, 1, 2), {"at": datetime.datetime(2024, 1, 2, 3, 4, 5)}]
    assert bytes(doc).decode() == "---\na: 1\ndays:\n  - 2024-01-02\n  - at: 2024-01-02T03:04:05\n---\n"
    doc.reconcile({"a": 1, "days": [datetime.date(2024, 1, 3)]})
    assert doc.data == {"a": 1, "days": ["2024-01-03"]}


moments = st.datetimes(timezones=st.none() | st.just(UTC) | st.just(WEST))
examples = st.sampled_from(
    [
        "",
        "2019-12-04",
        "2019-12-04T08:00:00Z",
        "2019-12-04 8:00:00 -0500",
        "2019-12-04 08:00",
        "2001-12-14 21:59:43.10 -5",
    ]
)


@given(moments, examples)
def test_a_moment_stays_the_moment(moment: datetime.datetime, example: str) -> None:
    text = spell_moment(moment, example)
    assert is_timestamp(text), text
    day, time = text.replace("T", " ").split(" ", 1)
    time = ("0" if time[1] == ":" else "") + time.replace(" ", "")
    time = re.sub("([-+])([0-9])$", r"\g<1>0\g<2>", time)
    assert datetime.datetime.fromisoformat(f"{day}T{time}") == moment


def test_slices_and_copies_are_shallow() -> None:
    doc = load("l:\n  - a: 1\n  - a: 2\nm:\n  k:\n    x: 1\n")
    for item in doc["l"][1:]:
        item["k"] = 1
    doc["m"].copy()["k"]["x"] = 2
    (doc["l"] + [])[0]["b"] = 3
    (doc["m"] | {"z": 1})["k"]["y"] = 4
    copy.copy(doc["l"])[0]["c"] = 5
    ({"z": 1} | doc["m"])["k"]["w"] = 6
    assert doc.data == {
        "l": [{"a": 1, "b": 3, "c": 5}, {"a": 2, "k": 1}],
        "m": {"k": {"x": 2, "y": 4, "w": 6}},
    }
    assert doc["l"][::-1] == [{"a": 2, "k": 1}, {"a": 1, "b": 3, "c": 5}]
    assert type(copy.deepcopy(doc["l"])[0]) is dict


def test_keys_that_python_takes_for_equal() -> None:
    doc = load("m:\n  1: a\n  b: c\n")
    wanted: dict[Any, Any] = {"m": {True: "z", "b": "c"}}
    doc.reconcile(wanted)
    assert [type(key) for key in doc.data["m"]] == [bool, str]
    assert doc.data == wanted


def test_an_edit_beyond_a_limit() -> None:
    doc = load("a: " + "[" * 100 + "x" + "]" * 100 + "\n")
    source = bytes(doc)
    value: Any = 1
    for _ in range(150):
        value = [value]
    with pytest.raises(seedfmt.EditError) as caught:
        doc.set("/a" + "/0" * 100, value)
    assert isinstance(caught.value, seedfmt.errors.LimitError)
    assert caught.value.code == "E402"
    assert bytes(doc) == source


@pytest.mark.parametrize("make", [seedfmt.loads, lambda _: seedfmt.Document(None)], ids=["loads", "new"])
def test_what_is_not_content_is_refused(make: Any, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"---\na: 1\n---\n")
    with pytest.raises(TypeError, match="use load"):
        make(path)
