"""YAML 1.2.2: text to Tree, Tree to data, values to text.

Most modules are compiled where seedfmt was built with a C compiler. ``SEEDFMT_INTERPRETED=1`` in the environment
runs the same files interpreted, to compare the two.
"""

from __future__ import annotations

import os
import sys

if os.environ.get("SEEDFMT_INTERPRETED"):
    from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader

    for _folder in __path__:
        sys.path_importer_cache[_folder] = FileFinder(_folder, (SourceFileLoader, SOURCE_SUFFIXES))


def stale_message() -> str:
    """Return what to do if the compiled parser in use was not made from the source beside it, or an empty string."""
    import pathlib

    from seedfmt._syntax import stamp

    return stamp.stale_message(pathlib.Path(__file__).parent) if is_compiled() else ""


def is_compiled() -> bool:
    """Return whether the parser in use is the compiled one."""
    from seedfmt._syntax import parser

    return not str(parser.__file__).endswith((".py", ".pyc"))
