# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Keys that stand twice, and numbers too long to read.

In: a Tree. Out: nothing, or a SeedError. Never: computes more than it must: keys are compared as they are spelled
wherever that tells them apart.
"""

from __future__ import annotations

from typing import Any

import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._source import span_between
from seedfmt._syntax.data import Keys
from seedfmt._syntax.scalar import is_integer, scalar_text
from seedfmt._syntax.tree import Tree
from seedfmt.errors import Code, LimitError, SeedSyntaxError

DIGITS = 4_300  # digits of a decimal integer, which is also Python's own limit
FEW = 16  # keys of a mapping that are compared one by one


class Checker:
    """One look at one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.names = Keys(tree)
        self.source = tree.source
        self.text = tree.source
        self.cells = scan.ints(tree.cells)
        self.total = len(tree.cells) // rows.WIDTH
        self.digits = DIGITS
        self.few = FEW

    def run(self) -> None:
        """Check every mapping for keys that stand twice, and every number for its length."""
        cells = self.cells
        for row in range(self.total):
            at = row * rows.WIDTH
            if cells[at] & rows.KIND == rows.SCALAR and cells[at + rows.END] - cells[at + rows.START] > self.digits:
                self.require_digits(row)
        for row in range(self.total):
            if cells[row * rows.WIDTH] & rows.KIND == rows.MAPPING:
                self.require_unique(row)

    def require_digits(self, row: int) -> None:
        """Refuse an integer that is too long to be read in linear time."""
        at = row * rows.WIDTH
        head = self.cells[at]
        start = self.cells[at + rows.START]
        end = self.cells[at + rows.END]
        text = scalar_text(self.source, head, start, end, self.cells[at + rows.INDENT])
        if is_integer(text) and head & rows.STYLE == rows.PLAIN:
            raise LimitError(
                Code.DIGITS,
                f"an integer of {end - start} digits; the limit is {DIGITS}",
                hint="put quotes around it",
                span=span_between(self.source, start, end),
            )

    def require_unique(self, row: int) -> None:
        """Refuse a mapping with a key twice."""
        cells = self.cells
        end = cells[row * rows.WIDTH + rows.NEXT]
        key = row + 1
        count = 0
        telling = True
        while key < end and telling:
            telling = self.is_telling(key)
            count += 1
            key = cells[cells[key * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]
        if not telling:
            if count > 1 or key < end:  # else there is nothing to compare it with
                self.require_unique_values(row)
        elif count > self.few:
            self.require_unique_spellings(row)
        else:
            self.require_unique_few(row)

    def require_unique_few(self, row: int) -> None:
        """The same for few keys, compared each with each."""
        cells = self.cells
        end = cells[row * rows.WIDTH + rows.NEXT]
        key = row + 1
        while key < end:
            other = row + 1
            while other < key:
                if self.is_same_spelling(key, other):
                    self.fail_duplicate(key, other)
                other = cells[cells[other * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]
            key = cells[cells[key * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]

    def is_telling(self, row: int) -> bool:
        """Is the key plain text that can be nothing but text, so that its bytes tell it from other such keys?"""
        at = row * rows.WIDTH
        cells = self.cells
        wanted = rows.SCALAR | rows.PLAIN | rows.VERBATIM
        if cells[at] & (rows.KIND | rows.STYLE | rows.VERBATIM | rows.EMPTY) != wanted or cells[at + rows.PROPS] >= 0:
            return False
        return scan.is_text(self.text, cells[at + rows.START], cells[at + rows.END])

    def is_same_spelling(self, one: int, two: int) -> bool:
        """Do two keys have the same bytes?"""
        cells = self.cells
        start = cells[one * rows.WIDTH + rows.START]
        length = cells[one * rows.WIDTH + rows.END] - start
        other = cells[two * rows.WIDTH + rows.START]
        if cells[two * rows.WIDTH + rows.END] - other != length:
            return False
        return scan.same_bytes(self.text, start, self.text, other, length)

    def require_unique_spellings(self, row: int) -> None:
        """The same for many keys."""
        cells = self.cells
        seen: dict[bytes, int] = {}
        end = cells[row * rows.WIDTH + rows.NEXT]
        key = row + 1
        while key < end:
            spelling = self.source[cells[key * rows.WIDTH + rows.START] : cells[key * rows.WIDTH + rows.END]]
            other = seen.setdefault(spelling, key)
            if other != key:
                self.fail_duplicate(key, other)
            key = cells[cells[key * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]

    def require_unique_values(self, row: int) -> None:
        """The same for keys whose spelling does not tell what they are."""
        cells = self.cells
        seen: dict[Any, int] = {}
        end = cells[row * rows.WIDTH + rows.NEXT]
        key = row + 1
        while key < end:
            value = self.names.build(key)
            if value != value:  # not a number
                value = ".nan"
            other = seen.setdefault(value, key)
            if other != key:
                self.fail_duplicate(key, other)
            key = cells[cells[key * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]

    def fail_duplicate(self, row: int, other: int) -> None:
        """Refuse the second of two equal keys."""
        cells = self.cells
        span = self.span(row)
        first = self.span(other)
        name = self.source[span.start : span.end].decode()
        if len(name) > 60:
            name = name[:57] + "..."
        second = self.source[first.start : first.end].decode()
        if cells[row * rows.WIDTH] & rows.KIND != rows.SCALAR or second == name:
            message = f"the key {name or '(empty)'} stands here and on line {first.line}"
        else:
            message = f"the key {name} is the same to most readers as {second[:60]} on line {first.line}"
        raise SeedSyntaxError(Code.DUPLICATE_KEY, message, hint="remove or rename one of them", span=span)

    def span(self, row: int) -> Any:
        """The Span of a node."""
        at = row * rows.WIDTH
        return span_between(self.source, self.cells[at + rows.START], self.cells[at + rows.END])


def require_unique_keys(tree: Tree) -> None:
    """Refuse a mapping with a key twice, and an integer of more than DIGITS digits.

    Raises SeedSyntaxError and LimitError.
    """
    Checker(tree).run()
