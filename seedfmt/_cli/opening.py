"""Open a file that a command line names, or that was found in a folder.

In: a path. Out: a Document, or a SeedError. Never: follows a symbolic link out of the work tree (SPEC R216).
"""

from __future__ import annotations

from seedfmt import _api
from seedfmt._document import Document
from seedfmt._listing import require_inside_work_tree


def load_file(name: str) -> Document:
    """Open a seed file. Raises SeedError."""
    require_inside_work_tree(name)
    return _api.load(name)
