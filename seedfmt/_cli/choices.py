"""Which of several readings of a scalar the schema of a file allows: the fix of D101.

In: problems of D101 and a schema. Out: the same problems, with the fix that writes the one reading that is allowed.
Never: guesses: where the schema allows several, there is no fix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedfmt._document import Document
from seedfmt._edit.patch import Patch, apply
from seedfmt._edit.spelling import spell_double, spell_value
from seedfmt._rules.compare import readings
from seedfmt.errors import Applicability, Fix, Problem, SeedError

if TYPE_CHECKING:
    from seedfmt._rules.subject import Subject
    from seedfmt._schema.load import Schema

MOST = 50  # problems of a file that get a fix: each reading is validated
TRIED = 1 << 18  # bytes, and parts of schemas, of which readings are validated: large files and schemas have fewer


def with_choices(problems: list[Problem], subject: Subject, schema: Schema) -> list[Problem]:
    """The problems; those of D101, up to MOST, with a fix where there is one."""
    from seedfmt._schema.explain import WorkError

    left = min(MOST, TRIED // (len(subject.source) + schema.size + 1))
    found = []
    for problem in problems:
        if problem.code == "D101" and problem.pointer and left and "secured" not in problem.pointer:
            left -= 1
            try:
                problem = problem._replace(fix=_plan(problem, subject, schema))
            except WorkError:
                left = 0  # the others would take as long
        found.append(problem)
    return found


def _plan(problem: Problem, subject: Subject, schema: Schema) -> Fix | None:
    span = subject.document.span(problem.pointer)
    if problem.span is None or (span.start, span.end) != (problem.span.start, problem.span.end):
        return None  # a key, or an alias of the value
    content = subject.source[span.start : span.end].decode()
    ranked: list[tuple[int, bytes]] = []
    for value in readings(content, subject.readers):
        spelled = (spell_double(value) if isinstance(value, str) else spell_value(value)).encode()
        count = _count_faults(subject.document, Patch(span.start, span.end, spelled), schema)
        if count is not None:
            ranked.append((count, spelled))
    ranked.sort()
    if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return None
    return Fix(
        f"write {ranked[0][1].decode()[:60]}",
        (Patch(span.start, span.end, ranked[0][1]),),
        Applicability.UNSAFE,
    )


def _count_faults(document: Document, patch: Patch, schema: Schema) -> int | None:
    """How much is wrong with the Document with a patch, or None where it cannot be read."""
    from seedfmt._schema.validate import faults

    try:
        fixed: Any = Document(apply(bytes(document), [patch]), fenced=document._fenced, limits=document._limits)
        return len(faults(schema, fixed))
    except (SeedError, ValueError, RecursionError):
        return None
