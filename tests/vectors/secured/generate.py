"""Write the vectors of SPEC chapter 9: ``python tests/vectors/secured/generate.py [FOLDER]``.

A second implementation of the suite (``making/suite.py``) makes them: of seedfmt it uses nothing. The same files come out each
time. **The keys are public: use them for nothing.**
"""

from __future__ import annotations

import pathlib
import sys

from making.good import good
from making.tokens import bindings, headers, shapes, signatures
from making.unbindable import unbindable
from making.vectors import VECTORS, render
from making.verifying import documents, keys, policies, tampered


def main() -> int:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for make in (good, shapes, headers, signatures, bindings, tampered, documents, policies, keys, unbindable):
        make()
    names = {one.name for one in VECTORS}
    assert len(names) == len(VECTORS), "a name stands twice"
    for old in folder.glob("*.txt"):
        if old.stem not in names:
            old.unlink()
    for one in VECTORS:
        (folder / f"{one.name}.txt").write_bytes(render(one).encode())
    print(f"{len(VECTORS)} vectors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
