"""Real files to measure on, read where they are present."""

from __future__ import annotations

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
SHARED = pathlib.Path(os.environ.get("SEEDFMT_SHARED", HERE.parent.parent / "shared"))


def corpus() -> dict[str, bytes]:
    """The bytes of each real file; ends the program where there are none."""
    folder = SHARED / "corpus"
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    if not files:
        sys.exit(f"no real files at {folder}; set SEEDFMT_SHARED")
    return files


def specimen() -> bytes:
    """The large news file that all figures are quoted for."""
    return next(data for name, data in corpus().items() if name.startswith("specimen"))
