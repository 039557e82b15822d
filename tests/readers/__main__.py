"""python -m tests.readers install: bring the readers of other languages. Without "install": which are here."""

from __future__ import annotations

import sys

from . import COMMANDS, Reader, install


def main(arguments: list[str]) -> int:
    """Install, or list."""
    status = install() if arguments == ["install"] else 0
    for name in COMMANDS:
        reader = Reader(name)
        print(f"{name}: {reader.works() or 'works'}")
        reader.close()
    return status


sys.exit(main(sys.argv[1:]))
