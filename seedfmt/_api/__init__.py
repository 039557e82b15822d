"""The functions of the library, by subject: documents, validation, data.

Here are names only; what is heavy is imported by the functions that need it.
"""

from seedfmt._api.data import (
    dumps_lossless,
    from_json,
    from_values,
    loads_lossless,
    reconcile,
    to_data,
    to_json,
)
from seedfmt._api.documents import dump, dumps, edit, load, loads, new
from seedfmt._api.validation import infer_schema, load_schema, select_schema, validate

__all__ = [
    "dump",
    "dumps",
    "dumps_lossless",
    "edit",
    "from_json",
    "from_values",
    "infer_schema",
    "load",
    "load_schema",
    "loads",
    "loads_lossless",
    "new",
    "reconcile",
    "select_schema",
    "to_data",
    "to_json",
    "validate",
]
