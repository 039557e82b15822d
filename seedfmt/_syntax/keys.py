# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Keys that stand twice, and numbers too long to read.

In: a Tree. Out: nothing, or a SeedError. Never: computes more than it must: keys are compared as they are spelled
wherever that tells them apart.
"""

from __future__ import annotations

from typing import Any, NoReturn

import seedfmt._syntax.chars as chars
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._source import span_between
from seedfmt._syntax.data import CORE, ODD_KEYS, TEXT_TAGS, Keys, build
from seedfmt._syntax.scalar import DIGITS, SHORTEST, is_integer, is_long_integer, scalar_text
from seedfmt._syntax.tree import Tree
from seedfmt.errors import Code, LimitError, SeedSyntaxError

LARGE = 2**60  # beyond it, integers can be chosen to have all the same hash; so can collections
LARGE_DIGITS = 18  # characters that such an integer has at least: 0x1000000000000000
# what to do about a key that stands twice
NO_TWO = "remove or rename one of them"
NO_DASH = 'write "- " before it if it begins another item, else remove or rename one of them'


class Checker:
    """One look at one tree."""

    def prepare(self, tree: Tree) -> None:
        """Get ready to look."""
        self.tree = tree
        self.names: Keys | None = None
        self.source = tree.source
        self.text = tree.source
        self.cells = scan.ints(tree.cells)
        self.total = len(tree.cells) // rows.WIDTH
        self.large_digits = LARGE_DIGITS
        self.counted = False  # odd keys are counted already

    def run(self) -> None:
        """Check every mapping for keys that stand twice."""
        cells = self.cells
        for row in range(self.total):
            if cells[row * rows.WIDTH] & rows.KIND == rows.MAPPING:
                self.require_unique(row)

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
            if not self.counted:
                self.counted = True
                self.require_few_odd()
            if count > 1 or key < end or cells[(row + 1) * rows.WIDTH] & rows.KIND != rows.SCALAR:
                self.require_unique_values(row)  # a single name has nothing to be compared with
        elif count > 1:
            self.require_unique_spellings(row)

    def require_few_odd(self) -> None:
        """Refuse more than ODD_KEYS odd keys in one mapping; with merge keys, which join mappings, in the whole text.

        The time that a dict of them takes grows with their square, so this comes before the first is built.
        """
        cells = self.cells
        merging = False
        total = 0
        last = -1
        for row in range(self.total):
            if cells[row * rows.WIDTH] & rows.KIND != rows.MAPPING:
                continue
            end = cells[row * rows.WIDTH + rows.NEXT]
            key = row + 1
            count = 0
            while key < end:
                at = key * rows.WIDTH
                if self.is_odd(key):
                    count += 1
                    if count > ODD_KEYS:
                        self.fail_odd(key)
                    last = key
                elif cells[at + rows.END] - cells[at + rows.START] == 2:
                    merging = merging or self.source[cells[at + rows.START] : cells[at + rows.END]] == b"<<"
                key = cells[cells[at + rows.NEXT] * rows.WIDTH + rows.NEXT]
            total += count
        if merging and total > ODD_KEYS:
            self.fail_odd(last)

    def is_odd(self, row: int) -> bool:
        """Is the key a collection, or an integer beyond LARGE?"""
        cells = self.cells
        at = row * rows.WIDTH
        if cells[at] & rows.KIND == rows.ALIAS:
            return self.is_odd(cells[at + rows.INDENT])
        if cells[at] & rows.KIND != rows.SCALAR:
            return True
        if cells[at + rows.END] - cells[at + rows.START] < self.large_digits or self.is_telling(row):
            return False
        value = build(self.tree, row)
        return type(value) is int and abs(value) > LARGE

    def fail_odd(self, row: int) -> NoReturn:
        """Refuse one odd key too many."""
        raise LimitError(
            Code.ODD_KEYS,
            f"more than {ODD_KEYS} keys are collections or integers of 19 digits and more",
            hint="put quotes around the keys",
            span=self.span(row),
        )

    def is_telling(self, row: int) -> bool:
        """Is the key text, spelled as it reads but for quotes, so that its bytes tell it from other such keys?"""
        at = row * rows.WIDTH
        cells = self.cells
        head = cells[at] & (rows.KIND | rows.STYLE | rows.VERBATIM | rows.EMPTY)
        if cells[at + rows.PROPS] >= 0:
            return False
        if head != rows.SCALAR | rows.PLAIN | rows.VERBATIM:
            return (
                head == rows.SCALAR | rows.DOUBLE | rows.VERBATIM or head == rows.SCALAR | rows.SINGLE | rows.VERBATIM
            )
        return scan.is_text(self.text, cells[at + rows.START], cells[at + rows.END])

    def require_unique_spellings(self, row: int) -> None:
        """The same for keys that their bytes tell apart."""
        key = scan.find_repeated(self.source, self.cells, row)
        if key >= 0:
            other = row + 1
            while not scan.same_spelling(self.text, self.cells, key, other):
                other = self.cells[self.cells[other * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]
            self.fail_duplicate(key, other)

    def require_unique_values(self, row: int) -> None:
        """The same for keys whose spelling does not tell what they are."""
        cells = self.cells
        seen: dict[Any, int] = {}
        end = cells[row * rows.WIDTH + rows.NEXT]
        key = row + 1
        while key < end:
            value = self.value(key)
            if value != value:  # not a number
                value = ".nan"
            other = seen.setdefault(value, key)
            if other != key:
                self.fail_duplicate(key, other)
            key = cells[cells[key * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]

    def value(self, row: int) -> Any:
        """The value of a key."""
        if self.names is None:
            self.names = Keys(self.tree)
        try:
            return self.names.build(row)
        except OverflowError:
            self.fail_odd(row)

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
        from seedfmt._syntax.causes import find_cause

        cause = find_cause(self.source, Code.DUPLICATE_KEY, span.start)
        if cause is not None:
            raise SeedSyntaxError(cause[0], cause[3], hint=cause[4], span=span_between(self.source, cause[1], cause[2]))
        hint = NO_DASH if opens_item(self.tree, other) else NO_TWO
        raise SeedSyntaxError(Code.DUPLICATE_KEY, message, hint=hint, span=span)

    def span(self, row: int) -> Any:
        """The Span of a node."""
        at = row * rows.WIDTH
        return span_between(self.source, self.cells[at + rows.START], self.cells[at + rows.END])


def opens_item(tree: Tree, key: int) -> bool:
    """Is this the first key of an item that is a mapping? A key like it below may begin an item that lacks its dash."""
    item = key - 1
    if item < 0 or not tree.is_block(item) or tree.kind(item) != rows.MAPPING:
        return False
    mark = tree.mark(item)
    return mark >= 0 and tree.source[mark] == chars.DASH


def require_short_integers(tree: Tree) -> None:
    """Refuse an integer of more than DIGITS decimal digits, which takes more than linear time. Raises LimitError."""
    table = tree.cells
    cells = scan.ints(table)
    least = SHORTEST
    for row in range(len(table) // rows.WIDTH):
        at = row * rows.WIDTH
        if cells[at] & rows.KIND == rows.SCALAR and cells[at + rows.END] - cells[at + rows.START] >= least:
            require_digits(tree, row)


def require_digits(tree: Tree, row: int) -> None:
    """Refuse a scalar, if it is an integer or by its tag means to be."""
    start = tree.start(row)
    end = tree.end(row)
    tag = tree.tag_name(row)
    if tag in TEXT_TAGS or (tree.style(row) != rows.PLAIN and not tag.startswith(CORE)):
        return
    text = scalar_text(tree.source, tree.head(row), start, end, tree.indent(row))
    if is_integer(text) and is_long_integer(text):
        raise LimitError(
            Code.DIGITS,
            f"the integer has more than {DIGITS:,} decimal digits",
            hint="put quotes around it",
            span=span_between(tree.source, start, end),
        )


def require_unique_keys(tree: Tree) -> None:
    """Refuse a mapping with a key twice, or with too many odd keys. Raises SeedSyntaxError and LimitError."""
    checker = Checker()
    checker.prepare(tree)
    checker.run()
