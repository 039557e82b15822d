"""Repair a file that cannot be read, where every reader that can read it sees the same data in the result (SPEC R202).

In: the bytes and the SeedError. Out: patches that make it readable, or none. Never: guesses what was meant. Two faults
are repaired: a line of quoted text or of a flow collection that is indented too little, and a key that is in its
mapping twice with equal values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from seedfmt._document import Document
from seedfmt._edit.patch import Patch, apply, difference
from seedfmt._edit.spelling import is_plain
from seedfmt._edit.values import same
from seedfmt._fences import split
from seedfmt._source import line_start, next_line
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.parser import parse
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import Code, Fix, SeedError

LARGEST = 2 << 20  # bytes that are parsed to repair one file: each line that is indented takes another parse
_CONTINUED = re.compile(r"this line belongs to the .* and is indented too little").fullmatch
_COUNT = re.compile(r"indent it by at least ([0-9]+) space").match


class Repair(NamedTuple):
    """The Document that was repaired, how many repairs it took, and the patch that makes all of them."""

    document: Document
    repairs: int
    patch: Patch


def repair(source: bytes, error: SeedError, *, fenced: bool) -> Repair | None:
    """The repair of a file that raised ``error``; None where it has a fault that only a person can correct."""
    repaired, count = source, 0
    fault: SeedError | None = error
    left = LARGEST
    while fault is not None and left > 0:
        patches = plan_repair(repaired, fault, fenced=fenced)
        if not patches:
            return None
        repaired, count = apply(repaired, patches), count + len(patches)
        left -= len(repaired)
        fault = _read_error(repaired, fenced)
    if fault is not None:
        return None
    document = Document(repaired, fenced=fenced)
    return Repair(document, count, difference(source, repaired))


def find_fixes(places: list[int], source: bytes, error: SeedError, *, fenced: bool) -> Iterator[Fix | None]:
    """For each place of a problem the Fix that corrects it, where the repair makes the file readable."""
    done = repair(source, error, fenced=fenced)
    patches = plan_repair(source, error, fenced=fenced) if done else []
    for place in places:
        if error.code == Code.INDENTATION and done:
            yield Fix("indent what continues above", (done.patch,))
        else:
            found = next((patch for patch in patches if patch.start <= place < patch.end), None)
            yield Fix("remove the equal entry", (found,)) if found else None


def _read_error(source: bytes, fenced: bool) -> SeedError | None:
    try:
        Document(source, fenced=fenced)
    except SeedError as error:
        return error
    return None


def plan_repair(source: bytes, error: SeedError, *, fenced: bool) -> list[Patch]:
    """The patches that correct one error, none where it is for a person to correct."""
    if error.code == Code.INDENTATION:
        return _plan_indentation(source, error)
    if error.code == Code.DUPLICATE_KEY:
        return _plan_duplicates(source, fenced)
    return []


def _plan_indentation(source: bytes, error: SeedError) -> list[Patch]:
    """Indent a line of quoted text or of a flow collection by what the message says.

    In both, blanks at the start of a line are no data, so that the text stays the same.
    """
    count = _COUNT(error.hint)
    if error.span is None or count is None or not _CONTINUED(error.message):
        return []
    start = line_start(source, error.span.start)
    if source[start : error.span.start].strip(b" "):
        return []
    return [Patch(start, error.span.start, b" " * int(count[1]))]


# -- equal duplicates --------------------------------------------------------------------------------------------------


def _plan_duplicates(source: bytes, fenced: bool) -> list[Patch]:
    """Remove each later entry that is equal to the first with its key; none at all where one is not equal."""
    try:
        parts = split(source, fenced=fenced)
        tree = parse(source, parts.front, parts.closing, inside=parts.is_open)
    except SeedError:
        return []
    patches: list[Patch] = []
    for row in range(ROOT, len(tree)):
        if tree.kind(row) == rows.MAPPING and not _plan_mapping(tree, row, patches):
            return []
    return _outermost(patches)


def _outermost(patches: list[Patch]) -> list[Patch]:
    """The patches that are not within one of an outer mapping, in order."""
    found: list[Patch] = []
    for patch in sorted(patches, key=lambda patch: (patch.start, -patch.end)):
        if not found or patch.start >= found[-1].end:
            found.append(patch)
    return found


def _plan_mapping(tree: Tree, row: int, patches: list[Patch]) -> bool:
    """Add the patches for one mapping; return whether all of its duplicates are equal and can go."""
    seen: dict[bytes, tuple[int, int]] = {}
    names: dict[object, bytes] = {}
    before = -1
    is_item = tree.mark(row) >= 0 and tree.source[tree.mark(row) : tree.mark(row) + 1] == b"-"
    for key, value in tree.pairs(row):
        if tree.kind(key) != rows.SCALAR:
            return False
        spelling = tree.text(key)
        first = seen.setdefault(spelling, (key, value))
        if names.setdefault(build(tree, key), spelling) != spelling:
            return False  # the same key in another spelling: readers differ
        if first[0] != key and is_item and first[0] == row + 1:
            return False  # the dash of another item may be missing
        if first[0] != key:
            patch = _plan_removal(tree, before, key, value)
            if patch is None or not _is_equal(tree, first[1], value):
                return False
            patches.append(patch)
        before = key
    return True


def _is_equal(tree: Tree, one: int, two: int) -> bool:
    """Return whether two values are the same to every reader: spelled alike, or strings to all of them."""
    if any(_has_reference(tree, row) for row in (one, two)):
        return False
    if tree.kind(one) == tree.kind(two) and tree.head(one) & rows.EMPTY == tree.head(two) & rows.EMPTY:
        if tree.text(one) == tree.text(two) and tree.style(one) < rows.LITERAL:
            return True
        if tree.text(one) == tree.text(two) and tree.style(one) in (rows.BLOCK, rows.FLOW):
            return tree.indent(one) == tree.indent(two)
    return _is_string(tree, one) and _is_string(tree, two) and same(build(tree, one), build(tree, two))


def _has_reference(tree: Tree, row: int) -> bool:
    """Return whether a node holds an alias, an anchor or a tag."""
    return any(
        tree.kind(at) == rows.ALIAS or tree.anchor(at)[0] >= 0 or tree.tag(at)[0] >= 0
        for at in range(row, max(tree.after(row), row + 1))
    )


def _is_string(tree: Tree, row: int) -> bool:
    """Return whether every reader takes a node for the same string."""
    if tree.kind(row) != rows.SCALAR or tree.head(row) & rows.EMPTY:
        return False
    text = build(tree, row)
    quoted = tree.style(row) in (rows.SINGLE, rows.DOUBLE)
    return isinstance(text, str) and b"\n" not in tree.text(row) and (quoted or is_plain(text))


def _plan_removal(tree: Tree, before: int, key: int, value: int) -> Patch | None:
    """The patch that removes an entry; None where a comment would go or change its entry, or other text is around."""
    source = tree.source
    end = max(tree.end(key), tree.mark(value) + 1, tree.end(value))
    if tree.mark(key) >= 0 or _has_reference(tree, key) or before < 0:
        return None
    comma = tree.comma(before)
    if comma >= 0:
        return None if tree.has_comment(comma, end) else Patch(comma, end, b"")
    start = line_start(source, tree.start(key))
    stop = next_line(source, end)
    rest = source[end:stop].strip(b" \t\r\n")
    if (
        source[start : tree.start(key)].strip(b" ")
        or rest
        or tree.has_comment(start, stop)
        or _is_after_comment(source, start)
    ):
        return None
    return Patch(start, stop, b"")


def _is_after_comment(source: bytes, start: int) -> bool:
    """Return whether the line above the one at ``start`` is a comment, which speaks of this one (SPEC R40)."""
    return start > 0 and source[line_start(source, start - 1) : start].lstrip(b" \t").startswith(b"#")
