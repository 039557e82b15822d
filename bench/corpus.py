"""Real files to measure on, read where they are present."""

from __future__ import annotations

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
SHARED = pathlib.Path(os.environ.get("SEEDFMT_SHARED", HERE.parent.parent / "shared"))


def find_corpus() -> dict[str, bytes]:
    """Return the bytes of each real file, or of the committed ones if the machine has no real ones."""
    folder = SHARED / "corpus" if (SHARED / "corpus").is_dir() else HERE.parent / "tests" / "corpus"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def corpus() -> dict[str, bytes]:
    """The bytes of each real file; ends the program where there are none."""
    return find_corpus() or sys.exit(f"no real files at {SHARED / 'corpus'}; set SEEDFMT_SHARED")


def specimen() -> bytes:
    """The large news file that all figures are quoted for."""
    return next(data for name, data in corpus().items() if name.startswith("specimen"))
