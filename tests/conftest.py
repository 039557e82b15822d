"""Settings of the test run, the fixtures that give data, and the last line, which says what was left out."""

from __future__ import annotations

import os
import pathlib
import sys
import traceback
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from seedfmt._isolation import TRACEBACKS
from seedfmt.errors import Code, SeedError
from tests import suites
from tests.support.data import CORPUS, SHARED, Missing, corpus_files, left_out, require_suite

sys.path.insert(0, str(pathlib.Path(__file__).parent))

settings.register_profile(
    "everyday", max_examples=int(os.environ.get("SEEDFMT_EXAMPLES", "60")), deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip
settings.register_profile(
    "long", max_examples=int(os.environ.get("SEEDFMT_EXAMPLES", "2000")), deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip
settings.load_profile(os.environ.get("SEEDFMT_PROFILE", "everyday"))


@pytest.fixture(scope="session")
def corpus() -> list[pathlib.Path]:
    """Seed files: the committed ones, and the real ones that the machine has."""
    own = corpus_files(CORPUS)
    assert len(own) > 40, "the corpus is empty"
    return own + (corpus_files(SHARED / "corpus") if (SHARED / "corpus").is_dir() else [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which readers of other languages were missing, and what brings them."""
    readers = sys.modules.get("readers")
    if readers is not None and (line := readers.missing_line()):
        terminalreporter.write_line(line)


def pytest_configure() -> None:
    """Refuse to test a compiled parser that was made from other source."""
    from seedfmt._syntax import stale_message

    if stale := stale_message():
        raise pytest.UsageError(f"{stale}, or set SEEDFMT_INTERPRETED=1 to work on the source as it is")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that is parametrized with the cases of a suite needs this suite."""
    for value in (getattr(item, "callspec", None) and item.callspec.params.values()) or ():  # type: ignore[attr-defined]
        if isinstance(value, Missing):
            require_suite(value.suite)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """After everything else, say which suites were left out, and how to bring them."""
    result = yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if left_out and reporter is not None:
        names = ", ".join(suites.suite(name).about for name in sorted(left_out))
        tests = "1 test was" if left_out.total() == 1 else f"{left_out.total()} tests were"
        reporter.write_line(f"{tests} left out for lack of data: {names}; `{suites.COMMAND}` brings it", yellow=True)
    return result


@pytest.fixture(scope="session")
def tracebacks(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Where every internal error (E599) leaves its traceback, of this process, its workers and its subprocesses."""
    path = tmp_path_factory.mktemp("internal") / "tracebacks"
    os.environ[TRACEBACKS] = str(path)
    init = SeedError.__init__

    def recording(self: SeedError, code: Code, message: str, **rest: Any) -> None:
        init(self, code, message, **rest)
        if code == Code.INTERNAL:
            with path.open("a") as file:
                file.writelines([f"{message}\n", *traceback.format_stack()])

    SeedError.__init__ = recording  # type: ignore[method-assign,assignment]
    return path


@pytest.fixture(autouse=True)
def no_internal_error(tracebacks: pathlib.Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """An internal error (E599) fails the test, whatever else it looks at; unless it is there for that (the mark
    ``internal``)."""
    tracebacks.unlink(missing_ok=True)
    yield
    if request.node.get_closest_marker("internal") is None and tracebacks.exists():
        pytest.fail(f"E599, an internal error:\n{tracebacks.read_text()[-4000:]}", pytrace=False)
