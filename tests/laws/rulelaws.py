"""The laws of rules and fixes: each a function that returns, or fails."""

from __future__ import annotations

from collections import Counter

from laws.laws import read

from seedfmt._document import Document
from seedfmt._edit.patch import apply
from seedfmt._edit.values import same
from seedfmt._rules.fix import fix_document
from seedfmt._rules.registry import BY_CODE, RULES
from seedfmt._rules.run import check_rules
from seedfmt._rules.select import unsuppressed
from seedfmt._rules.subject import Subject
from seedfmt.errors import Problem

ALL = frozenset(rule.code for rule in RULES)
LAYOUT = frozenset(rule.code for rule in RULES if not rule.edits)


def check(document: Document, path: str, codes: frozenset[str] = ALL) -> list[Problem]:
    """What the rules find."""
    found = check_rules(Subject(document, path, "2026-01-01T00:00:00Z"), codes)
    return unsuppressed(found, document._page.tree)


def law_problem(data: bytes, fenced: bool, path: str) -> None:
    """A problem stands inside the file, its pointer leads somewhere, and its fix is within the file."""
    document = read(data, fenced)
    if document is None:
        return
    for problem in check(document, path):
        assert problem.span is not None
        assert 0 <= problem.span.start <= problem.span.end <= len(data)
        assert problem.code in BY_CODE
        assert problem.message[:1].strip(), problem
        if problem.pointer:
            document.at(problem.pointer)
        if problem.fix:
            assert BY_CODE[problem.code].fixable
            assert all(0 <= patch.start <= patch.end <= len(data) for patch in problem.fix.patches)
    assert bytes(document) == data


def law_fix(data: bytes, fenced: bool, path: str) -> None:
    """A fix, applied alone, removes its finding and adds none; only an edit changes data."""
    document = read(data, fenced)
    if document is None:
        return
    problems = check(document, path)
    before = Counter(problem.code for problem in problems)
    for problem in problems:
        if problem.fix is None:
            continue
        fixed = Document(apply(data, list(problem.fix.patches)), fenced=fenced)
        found = check(fixed, path)
        after = Counter(one.code for one in found)
        if "D102" in before and problem.code == "D101":
            # who could not read the file had no second opinion, and may have one of another value now
            told = [one.message for one in problems].count(problem.message)
            assert [one.message for one in found].count(problem.message) < told, problem
        else:
            assert after[problem.code] < before[problem.code], problem
        allowed = {"D101", "D102"} if "D102" in before else set()
        assert {*(after - before)} <= allowed, (problem, after - before)
        if not BY_CODE[problem.code].edits:
            assert same(fixed.data, document.data), problem
            assert list(fixed.data) == list(document.data)


def law_fix_all(data: bytes, fenced: bool, path: str) -> None:
    """All fixes together: a fixed point, nothing fixable left, the body untouched, no data changed by layout fixes."""
    document = read(data, fenced)
    if document is None:
        return
    fixed, count = fix_document(document, lambda one, _: check(one, path))
    left = check(fixed, path)
    assert not [problem for problem in left if problem.fix], left
    assert (count == 0) == (bytes(fixed) == data)
    assert fixed.body == document.body
    assert fix_document(fixed, lambda one, _: check(one, path))[1] == 0
    laid, _ = fix_document(document, lambda one, _: check(one, path, LAYOUT))
    assert same(laid.data, document.data)
