"""The three drivers: chance, hypothesis and atheris. Each feeds a target until its time is over, and counts.

A finding does not end a run: it is kept once for each place in the code that it comes from, made small, and reported
at the end.
"""

from __future__ import annotations

import os
import pathlib
import random
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

from fuzz import HERE, seeds
from fuzz.grow import grow
from fuzz.minimise import minimise
from fuzz.mutate import mutate
from fuzz.targets import Target
from seedfmt.errors import Code, SeedError


class Finding(NamedTuple):
    """One way to break a law."""

    data: bytes
    place: str
    message: str


class InternalError(Exception):
    """seedfmt reported E599."""


_internal: list[SeedError] = []
_init = SeedError.__init__


def _noting(self: SeedError, code: Code, message: str, **rest: Any) -> None:
    _init(self, code, message, **rest)
    if code == Code.INTERNAL:
        _internal.append(self)


SeedError.__init__ = _noting  # type: ignore[method-assign,assignment]


def check(target: Target, data: bytes) -> None:
    """Check the law once; an internal error (E599) breaks every law."""
    _internal.clear()
    target.check(data)
    if _internal:
        error = _internal[0].__cause__ or _internal[0]
        raise InternalError(str(_internal[0])).with_traceback(error.__traceback__)


class Tally:
    """What a run did."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.executions = 0
        self.findings: dict[str, Finding] = {}

    def run(self, data: bytes) -> None:
        """Check the law once; keep what breaks it."""
        self.executions += 1
        try:
            check(self.target, data)
        except Exception as error:
            place = place_of(error)
            if place not in self.findings or len(data) < len(self.findings[place].data):
                self.findings[place] = Finding(data, place, f"{type(error).__name__}: {str(error)[:400]}")

    def finish(self, folder: pathlib.Path) -> list[pathlib.Path]:
        """Make the findings small and write them to a folder, with a line each on standard output."""
        written = []
        for number, finding in enumerate(self.findings.values()):
            small = minimise(
                finding.data, self.target.header, lambda data, place=finding.place: self.breaks(data, place)
            )
            path = folder / f"{self.target.name}-{number:02}"
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(small)
            print(f"FINDING {path}\n  {finding.place}\n  {finding.message}\n  {small[:300]!r}")
            written.append(path)
        return written

    def breaks(self, data: bytes, place: str) -> bool:
        """Does the data break the law at the same place?"""
        try:
            check(self.target, data)
        except Exception as error:
            return place_of(error) == place
        return False


def place_of(error: BaseException) -> str:
    """Where an exception comes from: its type, and the last lines of the project that it passed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if is_ours(frame.filename)]
    lines = [f"{pathlib.Path(frame.filename).name}:{frame.lineno}" for frame in frames[-3:]]
    what = (
        error.args[0][0] if error.args and isinstance(error.args[0], tuple) else ""
    )  # a law may say what it was about
    return f"{type(error).__name__} {what} at {' '.join(lines)}"


def is_ours(name: str) -> bool:
    """Is this a file of the project, and none of the drivers?"""
    return "site-packages" not in name and name != __file__


# -- chance ------------------------------------------------------------------------------------------------------------


def run_random(tally: Tally, seconds: float, number: int) -> None:
    """Mutate seeds; now and then keep what came out as a seed, so that accidents add up. Where the seeds are files, a
    third of the texts is made from nothing."""
    chance = random.Random(number)
    pool = list(tally.target.seeds())
    grown = 1 / 3 if tally.target.seeds is seeds.texts else 0
    header = tally.target.header
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = grow(chance) if chance.random() < grown else mutate(chance.choice(pool), chance, pool)
        if len(data) > 2 * seeds.LARGEST:
            continue
        if chance.random() < 0.02:
            pool[chance.randrange(len(pool))] = data
        tally.run(chance.randbytes(header) + data)


# -- hypothesis --------------------------------------------------------------------------------------------------------


def run_hypothesis(tally: Tally, seconds: float, number: int) -> None:
    """Text that is drawn from the grammar of ``tests/laws/strategies.py``, as it is and broken."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis import strategies as st
    from laws.strategies import files, mutated

    drawn = files().map(lambda file: file[0])
    cases = st.tuples(
        st.binary(min_size=tally.target.header, max_size=tally.target.header), st.one_of(drawn, mutated(drawn))
    )
    end = time.monotonic() + seconds
    while time.monotonic() < end:

        @seed(number + tally.executions)
        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(cases)
        def feed(case: tuple[bytes, bytes]) -> None:
            tally.run(case[0] + case[1])

        feed()


# -- atheris -----------------------------------------------------------------------------------------------------------


def run_atheris(tally: Tally, seconds: float, number: int, corpus: pathlib.Path, report: Callable[[], int]) -> None:
    """Coverage-guided (libFuzzer): of the C code where it is built with counters, of the Python code otherwise.

    Does not return, for libFuzzer would not: it reports, and ends the process.
    """
    import atheris

    end = time.monotonic() + seconds

    corpus.mkdir(parents=True, exist_ok=True)
    header = tally.target.header
    pool = list(tally.target.seeds())
    for place, data in enumerate(pool):
        (corpus / f"seed-{place:04}").write_bytes(bytes(header) + data)

    def change(data: bytes, limit: int, number: int) -> bytes:
        chance = random.Random(number)
        if chance.random() < 0.3:
            return atheris.Mutate(data, limit)
        head = chance.randbytes(header) if chance.random() < 0.5 else data[:header].ljust(header, b"\0")
        return (head + mutate(data[header:], chance, pool))[:limit]

    def feed(data: bytes) -> None:
        tally.run(data)
        if time.monotonic() > end:
            status = report()
            os._exit(status)

    arguments = [
        sys.argv[0], f"-seed={number}", "-max_len=8000", "-timeout=60", "-rss_limit_mb=4096",
        f"-dict={HERE / 'yaml.dict'}", "-reload=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup(arguments, feed, custom_mutator=change)
    atheris.Fuzz()


def prepare_atheris() -> None:
    """Before seedfmt is imported: have its Python files count what runs."""
    import atheris

    atheris.instrument_imports(include=["seedfmt"], enable_loader_override=False).__enter__()
