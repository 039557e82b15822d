"""Seed files: YAML front matter between fences, then a body. Read them, change one thing, write them back.

    doc = seedfmt.load("post.md")
    doc["heat"] += 1
    seedfmt.dump(doc, "post.md")

What is not changed stays byte for byte. Everything public is named here and in ``seedfmt.errors``.
"""

from seedfmt._api import (
    dump,
    dumps,
    dumps_lossless,
    edit,
    from_json,
    infer_schema,
    load,
    loads,
    loads_lossless,
    new,
    reconcile,
    to_data,
    to_json,
    validate,
)
from seedfmt._cursor import MappingCursor, SequenceCursor
from seedfmt._document import Document
from seedfmt._limits import Limits
from seedfmt._lines import from_json_lines, to_json_lines
from seedfmt._source import Span
from seedfmt._version import __version__
from seedfmt.errors import (
    Code,
    ConflictError,
    EditError,
    FileError,
    JsonError,
    LimitError,
    PointerError,
    RefusedError,
    SeedError,
    SeedSyntaxError,
)

__all__ = [
    "Code",
    "ConflictError",
    "Document",
    "EditError",
    "FileError",
    "JsonError",
    "LimitError",
    "Limits",
    "MappingCursor",
    "PointerError",
    "RefusedError",
    "SeedError",
    "SeedSyntaxError",
    "SequenceCursor",
    "Span",
    "__version__",
    "dump",
    "dumps",
    "dumps_lossless",
    "edit",
    "from_json",
    "from_json_lines",
    "infer_schema",
    "load",
    "loads",
    "loads_lossless",
    "new",
    "reconcile",
    "to_data",
    "to_json",
    "to_json_lines",
    "validate",
]
