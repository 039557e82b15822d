"""Tables for people."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable


def print_table(title: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A Markdown table, its columns aligned."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    count = len(cells[0])
    cells = [row + [""] * (count - len(row)) for row in cells]
    widths = [max(len(row[at]) for row in cells) for at in range(count)]
    aligned = [
        "| "
        + " | ".join(c.ljust(w) if at == 0 else c.rjust(w) for at, (c, w) in enumerate(zip(row, widths, strict=True)))
        + " |"
        for row in cells
    ]
    rule = "| " + " | ".join("-" * w if at == 0 else "-" * (w - 1) + ":" for at, w in enumerate(widths)) + " |"
    print(f"\n{title}\n", aligned[0], rule, *aligned[1:], sep="\n", flush=True)


def describe_machine() -> dict[str, object]:
    """What the figures depend on, and no more than that."""
    from seedfmt import __version__
    from seedfmt._syntax import is_compiled

    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "seedfmt": f"{__version__}, parser {'compiled' if is_compiled() else 'interpreted'}",
    }
