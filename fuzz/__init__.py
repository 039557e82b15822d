"""The laws, driven by machines for as long as one likes: ``python -m fuzz`` lists them. See ``fuzz/README.md``."""

from __future__ import annotations

import pathlib
import sys

HERE = pathlib.Path(__file__).parent
TESTS = HERE.parent / "tests"
REGRESSIONS = HERE / "regressions"

if str(TESTS) not in sys.path:  # the laws and the judges live with the tests
    sys.path.insert(0, str(TESTS))
