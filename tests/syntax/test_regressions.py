"""What the fuzzer once found stays found: each file of ``fuzz/regressions/TARGET`` through its target again."""

from __future__ import annotations

import pathlib
import random

import pytest
from laws import laws

from fuzz import REGRESSIONS, seeds, targets
from fuzz.engines import Tally
from fuzz.grow import grow
from fuzz.minimise import minimise
from fuzz.mutate import TOKENS, mutate

FOUND = [(path.parent.name, path) for path in sorted(REGRESSIONS.glob("*/*"))]


def test_there_are_some() -> None:
    assert FOUND
    assert {name for name, _ in FOUND} <= {*targets.names()}


@pytest.mark.parametrize(
    ("name", "path"), FOUND, ids=lambda value: value.name if isinstance(value, pathlib.Path) else value
)
def test_regression(name: str, path: pathlib.Path) -> None:
    if name == "judges":
        pytest.importorskip("libfyaml", reason="the judges are not installed")
    targets.load(name).check(path.read_bytes())


@pytest.mark.parametrize("name", targets.names())
def test_target(name: str) -> None:
    """Each target can be loaded, says what its law is, and holds for a few seeds and mutants."""
    target = targets.load(name)
    assert target.law
    if name == "judges":
        pytest.importorskip("libfyaml", reason="the judges are not installed")
    chance = random.Random(1)
    pool = target.seeds()
    for data in chance.choices(pool, k=10):
        target.check(bytes(target.header) + data)
        target.check(bytes(target.header) + mutate(data, chance, pool))


def test_a_finding_is_kept_and_made_small(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    def check(data: bytes) -> None:
        assert b"x" not in data or b"y" not in data

    tally = Tally(targets.Target("demo", "no x with y", 1, check, seeds.texts))
    tally.run(b"\0fine")
    tally.run(b"\0some lines\nwith x\nand others\nwith y\n")
    (path,) = tally.finish(tmp_path)
    assert (tally.executions, path.read_bytes()) == (2, b"\0xy")
    assert "FINDING" in capsys.readouterr().out


def test_minimise_keeps_the_header() -> None:
    assert minimise(b"\1\2a\nb\nc", 2, lambda data: b"b" in data) == b"\1\2b"


def test_grown_texts_are_read_now_and_then() -> None:
    """Texts from nothing differ, and enough of them are seed files with something in them."""
    chance = random.Random(3)
    made = [grow(chance) for _ in range(2000)]
    assert len({*made}) > 1500
    read = [document.data for data in made if (document := laws.read(data, data.startswith(b"---"))) is not None]
    assert len([data for data in read if data]) > 200


def test_mutation_reaches_the_tokens() -> None:
    """Mutants differ, and hold what the dictionary lists."""
    chance = random.Random(3)
    made = [mutate(b"a: 1\nb:\n  - c\n", chance, [b"x: y\n"]) for _ in range(3000)]
    assert len({*made}) > 2000
    assert len(TOKENS) > 80
    assert all(
        any(token in data for data in made) for token in (b"\xe2\x80\xa8", b"\t", b"&a ", b"|+\n", b"\xef\xbb\xbf")
    )
