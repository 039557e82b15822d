"""Check one file: read it, ask every part that finds problems, fix what can be fixed.

In: the name of a file, Options. Out: what was found, as data that a worker process can send. Never: prints.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from seedfmt import _api, _files
from seedfmt._cli.once import told_once
from seedfmt._cli.reports.finding import Finding, find
from seedfmt._config import Config
from seedfmt._document import Document
from seedfmt._escape import printable
from seedfmt._isolation import isolated
from seedfmt._listing import require_inside_work_tree
from seedfmt._rules.across import Fact, collect_facts
from seedfmt._rules.broken import explain
from seedfmt._rules.registry import BY_CODE
from seedfmt._rules.run import check_rules, in_order
from seedfmt._rules.select import Selection, unsuppressed
from seedfmt._rules.subject import Order, Subject
from seedfmt.errors import Applicability, Code, FileError, Problem, SeedError

if TYPE_CHECKING:
    from seedfmt._schema.load import Schema


class Options(NamedTuple):
    """What the command line and the configuration ask for."""

    selection: Selection
    codes: frozenset[str]  # of the rules that count
    across: frozenset[str]  # of the rules across files that count
    now: str  # no date may be later
    config: Config
    schema: str | None = None  # a schema for all files, as the command line names it
    fix: bool = False  # write the fixed file
    unsafe: bool = False  # with fixes that change data
    diff: bool = False  # fix, and show what would be written
    unused: bool = False  # comments that take nothing away are findings
    found: bool = False  # the file was found in a folder, and nobody claims it


class Checked(NamedTuple):
    """What became of one file."""

    path: str
    findings: list[Finding]
    facts: tuple[Fact, ...] = ()
    fixed: int = 0
    change: tuple[bytes, bytes] | None = None  # the bytes before and after, where they are to be shown
    number: int = 0  # which of the files it is
    counts: bool = True  # False where the file was counted before


# -- the parts that find problems in a Document; each is a function, and a new one is a line here ----------------------


def find_by_rules(subject: Subject, schema: Schema | None, options: Options) -> list[Problem]:
    """What the rules say; where readers differ and the schema allows one reading alone, with the fix that writes it."""
    found = check_rules(subject, options.codes)
    if schema is None or not subject.fixes or all(problem.code != "D101" for problem in found):
        return found
    from seedfmt._cli.choices import with_choices

    return with_choices(found, subject, schema)


def find_by_schema(subject: Subject, schema: Schema | None, options: Options) -> list[Problem]:
    """What the schema of the file says."""
    from seedfmt._schema.validate import validate

    return validate(subject.document, schema, subject.data, fixes=subject.fixes) if schema else []


def find_in_secured(subject: Subject, schema: Schema | None, options: Options) -> list[Problem]:
    """What can be seen of the field ``secured`` without a key."""
    value = subject.data.get("secured")
    if value is None:
        return []
    from seedfmt._secured.lint import check_secured

    span = subject.document.span("/secured")
    return check_secured(value, span, legacy="B102" in options.selection.select)


def find_in_comments(subject: Subject, schema: Schema | None, options: Options) -> list[Problem]:
    """What the comments name that are to ignore something."""
    if b"seedfmt" not in subject.front or not subject.tree.comments:
        return []
    from seedfmt._rules.ignores import check_comments

    return check_comments(subject.tree, known_codes())


def known_codes() -> list[str]:
    """The codes of all that can be found."""
    from seedfmt._cli.pages import PAGES

    return [*BY_CODE, *(page.code for page in PAGES)]


Part = Callable[[Subject, "Schema | None", Options], list[Problem]]
PARTS: tuple[Part, ...] = (find_by_rules, find_by_schema, find_in_secured, find_in_comments)


def check_document(
    document: Document, path: str, options: Options, data: Any = None, *, fixes: bool = True
) -> list[Problem]:
    """What all parts find, less what is not selected or is suppressed, in the order of the file; ``fixes`` says whether
    those that are edits are looked for."""
    data = document.data if data is None else data
    schema, found = choose_schema(document, path, options, data)
    readers, tags = options.config.readers, options.config.tags
    subject = Subject(
        document,
        path,
        options.now,
        order_of(schema),
        data,
        fixes=fixes,
        readers=readers,
        tags=tags,
        kind=kind_of(schema),
    )
    for part in PARTS:
        found += [problem for problem in part(subject, schema, options) if options.selection.has(problem.code)]
    if options.unused and b"seedfmt" in subject.front:
        from seedfmt._rules.ignores import check_unused

        found += check_unused(subject.tree, found, options.selection, known_codes())
    if not found:
        return found
    return in_order(keep_bound(told_once(unsuppressed(found, document._page.tree)), data, options.config))


def keep_bound(problems: list[Problem], data: Any, config: Config) -> list[Problem]:
    """The problems, without fixes that change data where a sealed or signed value is bound to them (SPEC R201)."""
    from seedfmt._rules.fix import is_edit

    if not any(problem.fix and is_edit(problem) for problem in problems) or not is_bound(data.get(_field(config))):
        return problems
    why = "the file is sealed or signed: change it by hand, then seal or sign it anew"
    return [
        problem._replace(fix=None, hint=f"{problem.hint}; {why}" if problem.hint else why)
        if problem.fix and is_edit(problem)
        else problem
        for problem in problems
    ]


def _field(config: Config) -> str:
    """The key of the value that is bound to the others."""
    return str((config.secured or {}).get("field", "secured"))


def has_same_view(field: str, one: Document, two: Document) -> bool:
    """Return whether all that a value may be bound to is the same in two Documents, volatile members too."""
    from seedfmt._secured.view import bound_view

    def view(document: Document) -> object:
        try:
            return bound_view(document, field=field)
        except SeedError:
            return bytes(document)  # it cannot be bound as it is: a fix may not make it so

    return view(one) == view(two)


def is_bound(value: object) -> bool:
    """Is this a sealed or signed value, which other data would break?"""
    if not isinstance(value, str):
        return False
    from seedfmt._secured.token import Legacy, parse

    try:
        return not isinstance(parse(value), Legacy)
    except SeedError:
        return False


def choose_schema(document: Document, path: str, options: Options, data: Any) -> tuple[Schema | None, list[Problem]]:
    """The schema that a file gets; where the file itself names one that cannot be used, a finding that says so
    (R171)."""
    from seedfmt._schema.select import select

    config = options.config
    chosen = select(document, path, explicit=options.schema, globs=config.schemas, root=config.folder, data=data)
    if not chosen.schema:
        return None, []
    try:
        return _api.load_schema(chosen.schema, chosen.folder, within=chosen.within, copies=config.copied), []
    except SeedError as error:
        if chosen.span is None:
            raise
        if options.found and chosen.schema.startswith(("https://", "http://")):
            return None, []  # not ours, and an error only if the file is named
        message = f"the schema {printable(error.path or chosen.schema)[:200]} cannot be used: {error.message}"
        return None, [Problem(error.code, message, chosen.span, hint=error.hint)]


def kind_of(schema: Schema | None) -> str:
    """Return the record kind that a schema is of, or ""."""
    from seedfmt._schema.kinds import kind_of_uri

    return kind_of_uri(schema.uri) if schema is not None else ""


_orders: dict[str, Order] = {}


def order_of(schema: Schema | None) -> Order | None:
    """The order of members that a schema gives; it is worked out once."""
    if schema is None:
        return None
    if schema.uri not in _orders:
        from seedfmt._schema.order import member_order

        _orders[schema.uri] = member_order(schema)
    return _orders[schema.uri]


# -- one file ----------------------------------------------------------------------------------------------------------


def check_file(path: str, named: bool, options: Options) -> Checked | None:
    """Check a file, and write it where it is to be fixed; None where it was found in a folder and is no seed file."""

    def check() -> Checked | None:
        checked = _check_file(path, named, options)
        return write_fixed(checked) if checked and options.fix and not options.diff else checked

    return check_alone(path, check)


def check_alone(path: str, check: Callable[[], Checked | None]) -> Checked | None:
    """What comes of a check; what nobody foresaw in it is a finding of this file."""
    try:
        with isolated(path):
            return check()
    except SeedError as error:
        if error.code != Code.INTERNAL:  # a schema that the configuration names: it is for all files
            raise
        return failed_check(error, path)


def failed_check(error: SeedError, path: str) -> Checked:
    """What to say of a file that could not be checked."""
    return Checked(path, [_finding(_problem(error), path, b"")])


def _check_file(path: str, named: bool, options: Options) -> Checked | None:
    from seedfmt._cli import claims

    try:
        is_link = require_inside_work_tree(path)
        is_claimed = named or claims.is_claimed(path, options)
        if not is_claimed and not claims.may_be_ours(path):
            return None
        source = _files.read_file(path, follow=is_link)
    except FileError as error:
        return failed_check(error, path)
    if not is_claimed and claims.needs_look(source, path) and claims.is_foreign(source, path):
        return None
    return check_source(source, path, options if is_claimed else options._replace(found=True))


def check_source(source: bytes, path: str, options: Options) -> Checked:
    """Check the bytes of a file."""
    try:
        document = _api.loads(source, path=path)
    except SeedError as error:
        return check_repaired(source, path, error, options) or check_broken(source, path, error)
    return check_read(document, path, options)


def check_repaired(source: bytes, path: str, error: SeedError, options: Options) -> Checked | None:
    """Repair a file that cannot be read, and check the result; None where it is not to be, or cannot be repaired."""
    if not (options.fix or options.diff) or error.code not in (Code.INDENTATION, Code.DUPLICATE_KEY):
        return None
    from seedfmt._rules.repair import repair

    done = repair(source, error, fenced=not _files.is_yaml(path))
    if done is None:
        return None
    checked = check_read(done.document, path, options)
    after = checked.change[1] if checked.change else bytes(done.document)
    return checked._replace(fixed=checked.fixed + done.repairs, change=(source, after))


def check_broken(source: bytes, path: str, error: SeedError) -> Checked:
    """What to say of a file that cannot be read."""
    problems = explain(source, error, fenced=not _files.is_yaml(path))
    return Checked(path, [_finding(problem, path, source, problem.fix is not None) for problem in problems])


def check_read(document: Document, path: str, options: Options) -> Checked:
    """Check a Document, and fix it where that is asked for."""
    source = bytes(document)
    data = document.data
    problems = check_document(document, path, options, data)
    count = 0
    change = None
    if (options.fix or options.diff) and any(problem.fix for problem in problems):
        from seedfmt._rules.fix import Refused, fix_document, without_refused

        field = _field(options.config)
        keeps = partial(has_same_view, field) if is_bound(data.get(field)) else None
        refused: Refused = set()
        fixed, count = fix_document(
            document, lambda one, fixes: applicable(one, path, options, fixes=fixes), refused, keeps
        )
        change = source, bytes(fixed)
        if count:
            problems = check_document(fixed, path, options)
            document = fixed
            data = fixed.data
        problems = without_refused(problems, document, refused)
    after = bytes(document)
    facts = collect_facts(data, os.path.dirname(path), options.across) if options.across else ()
    findings = [_finding(problem, path, after, is_offered(problem, options)) for problem in problems]
    if any(finding.code[0] == "S" for finding in findings):
        findings = with_schema(findings, document, path, options, data)
    return Checked(path, findings, facts, count, change)


def with_schema(findings: list[Finding], document: Document, path: str, options: Options, data: Any) -> list[Finding]:
    """The findings, those of the schema with its address, the first of them with how to turn it off."""
    from seedfmt._schema.select import select

    config = options.config
    chosen = select(document, path, explicit=options.schema, globs=config.schemas, root=config.folder, data=data)
    uri = _files.schema_uri(chosen.schema, chosen.folder) if chosen.schema else ""
    way_out = "leave out --schema" if options.schema else 'write "# $schema: none"'
    note = f"schema: {printable(chosen.schema)[:200]} ({printable(chosen.why)[:200]}); to turn it off, {way_out}"
    first = next(at for at, finding in enumerate(findings) if finding.code[0] == "S")
    named = [one._replace(schema=uri) if one.code[0] == "S" else one for one in findings]
    if uri:
        hint = named[first].hint
        named[first] = named[first]._replace(hint=f"{hint}; {note}" if hint else note)
    return named


def applicable(document: Document, path: str, options: Options, *, fixes: bool) -> list[Problem]:
    """The problems, each with its fix only where the command line lets it be applied."""
    problems = check_document(document, path, options, fixes=fixes)
    return [problem if is_offered(problem, options) else problem._replace(fix=None) for problem in problems]


def is_offered(problem: Problem, options: Options) -> bool:
    """Return whether the command line lets the fix of a problem be applied."""
    if problem.fix is None or problem.fix.applicability is Applicability.SAFE:
        return problem.fix is not None
    is_named = problem.fix.applicability is Applicability.UNSAFE or problem.code in options.selection.select
    return options.unsafe and is_named


def write_fixed(checked: Checked) -> Checked:
    """Write the fixed bytes to the file, unless somebody else changed it since; what fails is a finding."""
    if checked.change is None or checked.change[0] == checked.change[1]:
        return checked._replace(change=None)
    before, after = checked.change
    try:
        _files.write_file(checked.path, after, before)
    except SeedError as error:
        return Checked(checked.path, [_finding(_problem(error), checked.path, before)])
    return checked._replace(change=None)


def _problem(error: SeedError) -> Problem:
    return Problem(error.code, error.message, error.span, hint=error.hint)


def _finding(problem: Problem, path: str, source: bytes, is_fixable: bool = False) -> Finding:
    return find(problem, path, source, _name(problem.code))._replace(is_fixable=is_fixable)


def _name(code: str) -> str:
    """The name of a code; those that are no rules have theirs where they are explained."""
    if code in BY_CODE:
        return BY_CODE[code].name
    from seedfmt._cli.pages import NAMES

    return NAMES.get(code, "")
