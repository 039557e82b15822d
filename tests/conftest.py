"""Where the data for tests is, and what is skipped without it."""

from __future__ import annotations

import os
import pathlib
import sys

import pytest
from hypothesis import HealthCheck, settings

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

# real files and official suites, read where they are present; they are no part of the project
SHARED = pathlib.Path(os.environ.get("SEEDFMT_SHARED", HERE.parent.parent / "shared"))

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
def shared() -> pathlib.Path:
    """The folder with real files; the test is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data at {SHARED}; set SEEDFMT_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: pathlib.Path) -> list[pathlib.Path]:
    """Real seed files."""
    files = sorted(path for path in (shared / "corpus").rglob("*") if path.is_file())
    assert files, "the corpus folder is empty"
    return files


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which readers of other languages were missing, and what brings them."""
    readers = sys.modules.get("readers")
    if readers is not None and (line := readers.missing_line()):
        terminalreporter.write_line(line)
