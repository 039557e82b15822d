"""Raise the heat of every news file in a folder by one: each diff is one line.

Run: python examples/heat_all.py examples/content/_news
"""

from __future__ import annotations

import pathlib
import sys

import seedfmt


def main(folder: str) -> None:
    for path in sorted(pathlib.Path(folder).glob("*.md")):
        doc = seedfmt.load(path)
        doc["heat"] += 1
        changed = seedfmt.dump(doc, path)
        print(f"{path.name}: heat {doc['heat']}" + ("" if changed else " (unchanged)"))


if __name__ == "__main__":
    main(sys.argv[1])
