"""The seam of the two engines: the fast one may only say yes, the reference explains every no.

In: a Document and a Schema. Out: Problems, none where the data are valid.

    data ---> jsonschema-rs ----> valid
                    | anything else
                    v
              jsonschema ---> problems, with places

A no that the reference cannot explain is itself a Problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedfmt._edit.find import spell_part
from seedfmt._schema import fast
from seedfmt._schema.load import Schema, count_parts
from seedfmt._schema.patterns import is_too_much_work

if TYPE_CHECKING:
    from seedfmt._document import Document
    from seedfmt._schema.branches import Leaf
    from seedfmt.errors import Problem


PAIRS = 1_000_000_000  # of a value and a part of the schema
ALIASED = 100_000  # values that aliases may add to those that the bytes hold (R15)


def validate(document: Document, schema: Schema, data: Any = None, *, fixes: bool = True) -> list[Problem]:
    """What is wrong with the front matter of a Document, in the order of the file; nothing where it is valid.

    ``data`` are those of the Document, where they are at hand; without ``fixes`` none is looked for. Raises SeedError
    where the schema is none.
    """
    data = document.data if data is None else data
    if is_too_much_work(data, schema.backtracking, schema.repetitions):
        return [
            _too_long(
                document,
                "shorten its strings, or let the patterns of the schema do without look-around and counts in counts",
            )
        ]
    if is_too_large(document, schema, data):
        return [_too_long(document, "shorten it, or make the schema smaller")]
    verdict = fast.judge(schema, data)
    return [] if verdict else _explain(document, schema, data, verdict, fixes)


def is_too_large(document: Document, schema: Schema, data: Any) -> bool:
    """Could it take minutes to compare each value with each part of the schema?"""
    if schema.size * (len(bytes(document)) + ALIASED) <= PAIRS:
        return False
    return schema.size * count_parts(data) > PAIRS


def _explain(document: Document, schema: Schema, data: Any, verdict: bool | None, fixes: bool) -> list[Problem]:
    from seedfmt._schema.explain import WorkError
    from seedfmt._schema.problems import make_problems
    from seedfmt._schema.words import TOO_DEEP, UNEXPLAINED
    from seedfmt.errors import Problem

    try:
        leaves = find_leaves(schema, data)
        if leaves:
            return make_problems(document, leaves, lambda other: faults(schema, other), fixes=fixes, size=schema.size)
    except RecursionError:
        message = "the front matter, or its schema, is nested too deeply to be validated"
        return [Problem(TOO_DEEP, message, document.span(""), hint="make it flatter")]
    except WorkError:
        return [_too_long(document, "let the schema refer to itself once for each member")]
    if verdict is None or not is_json(data):
        return []
    message = "the front matter is not valid, says one engine of validation, and the other finds nothing wrong"
    hint = "this is a bug, please report it with the file and the schema"
    return [Problem(UNEXPLAINED, message, document.span(""), hint=hint)]


def _too_long(document: Document, hint: str) -> Problem:
    from seedfmt._schema.words import TOO_LONG
    from seedfmt.errors import Problem

    message = "the front matter takes too long to validate by this schema"
    return Problem(TOO_LONG, message, document.span(""), hint=hint)


def find_leaves(schema: Schema, data: Any) -> list[Leaf]:
    """The faults that the reference finds."""
    from seedfmt._schema.branches import pick_leaves
    from seedfmt._schema.explain import explain

    return pick_leaves(explain(schema, as_json(data)))


def faults(schema: Schema, document: Document) -> set[tuple[str, str]]:
    """What is wrong with a Document, as pairs of code and pointer."""
    from seedfmt._schema.problems import fault_of

    return set(map(fault_of, find_leaves(schema, document.data)))


def as_json(data: Any) -> Any:
    """The data with keys that are text: a key that is none goes by its spelling (SPEC R177)."""
    if isinstance(data, dict):
        return {key if isinstance(key, str) else spell_part(key): as_json(value) for key, value in data.items()}
    return [as_json(item) for item in data] if isinstance(data, list) else data


def is_json(data: Any) -> bool:
    """Can JSON hold the data? Not the numbers .inf and .nan."""
    if isinstance(data, dict):
        return all(map(is_json, data.values()))
    if isinstance(data, list):
        return all(map(is_json, data))
    return not isinstance(data, float) or data - data == 0
