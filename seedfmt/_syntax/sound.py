# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""What YAML's grammar allows and plain data cannot be.

In: a Tree. Out: nothing, or a SeedError. Never: changes anything.
"""

from __future__ import annotations

from array import array

import seedfmt._syntax.parser as parser
import seedfmt._syntax.rows as rows
import seedfmt._syntax.scan as scan
from seedfmt._source import span_between
from seedfmt._syntax.data import CORE, build, fits_tag
from seedfmt._syntax.keys import require_short_integers, require_unique_keys
from seedfmt._syntax.scalar import SHORTEST, scalar_text
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import Code, LimitError, SeedSyntaxError

EXPANSION = 100_000  # nodes that aliases may add
BYTES = 1 << 26  # of scalars that aliases may add, as they are spelled
_SCALAR_TAGS = ("str", "int", "float", "bool", "null")


def require_bounded(tree: Tree) -> None:
    """Refuse aliases inside their own anchor, and such as multiply what a reader must hold."""
    table = tree.cells
    cells = scan.ints(table)
    total = len(table) // rows.WIDTH
    counts = array("i", [0]) * (total + 1)
    sizes = scan.ints(counts)  # how many nodes there are before each row, aliases followed
    weights_table = array("i", [0]) * (total + 1)
    weights = scan.ints(weights_table)  # the same for the bytes of scalars
    most = EXPANSION
    heaviest = BYTES
    added = 0
    heavier = 0
    for row in range(total):
        at = row * rows.WIDTH
        size = 1
        weight = 0
        if cells[at] & rows.KIND == rows.SCALAR:
            weight = cells[at + rows.END] - cells[at + rows.START]
        elif cells[at] & rows.KIND == rows.ALIAS:
            target = cells[at + rows.INDENT]
            after = cells[target * rows.WIDTH + rows.NEXT]
            if row < after:
                fail_recursive(tree, row)
            size = sizes[after] - sizes[target]
            weight = weights[after] - weights[target]
            added += size
            heavier += weight
            if added > most:
                fail_expansion(tree, row, f"{EXPANSION:,} values")
            if heavier > heaviest:
                fail_expansion(tree, row, f"{BYTES >> 20} MiB")
        sizes[row + 1] = sizes[row] + size
        weights[row + 1] = weights[row] + weight


def fail_recursive(tree: Tree, row: int) -> None:
    """Refuse an alias inside what it stands for."""
    raise SeedSyntaxError(
        Code.RECURSIVE_ALIAS,
        "this alias stands inside the value that its anchor names",
        hint="a value cannot contain itself in plain data; remove the alias",
        span=span_between(tree.source, tree.start(row), tree.end(row)),
    )


def fail_expansion(tree: Tree, row: int, limit: str) -> None:
    """Refuse an alias that stands for too much."""
    raise LimitError(
        Code.EXPANSION,
        f"the aliases up to here stand for more than {limit}",
        hint="remove some of them",
        span=span_between(tree.source, tree.start(row), tree.end(row)),
    )


def require_tags(tree: Tree) -> None:
    """Refuse a core tag on what it cannot mean, as in ``!!int abc``."""
    table = tree.cells
    cells = scan.ints(table)
    props_table = tree.props
    props = scan.ints(props_table)
    tags = tree.tags
    for row in range(len(table) // rows.WIDTH):
        place = cells[row * rows.WIDTH + rows.PROPS]
        if place < 0:
            continue
        name = props[place * rows.PROPS_WIDTH + rows.TAG_NAME]
        if name >= 0 and tags[name].startswith(CORE):
            require_tag(tree, row, tags[name])


def require_tag(tree: Tree, row: int, tag: str) -> None:
    """Refuse this core tag on a node, if it cannot mean it."""
    kind = tree.kind(row)
    if kind == rows.SCALAR:
        fits = fits_tag(tag, scalar_text(tree.source, tree.head(row), tree.start(row), tree.end(row), tree.indent(row)))
    else:
        other = "seq" if kind == rows.MAPPING else "map"
        fits = tag not in [CORE + name for name in (*_SCALAR_TAGS, other)]
    if not fits:
        spelled = tree.tag(row)[0]
        short = tag.replace(CORE, "!!")
        raise SeedSyntaxError(
            Code.TAGGED_VALUE,
            f"the value here is no {short}",
            hint="remove the tag, or correct the value",
            span=span_between(tree.source, spelled, max(spelled, tree.end(row))),
        )


def require_seed(tree: Tree) -> None:
    """Refuse YAML that is not one mapping, or nothing."""
    table = tree.cells
    cells = scan.ints(table)
    total = len(table) // rows.WIDTH
    if total <= ROOT or (cells[rows.NEXT] == total and cells[rows.WIDTH] & rows.KIND == rows.MAPPING):
        return
    source = tree.source
    if tree.after(0) < len(tree):
        start = tree.start(tree.after(0))
        message, hint = "a second YAML document begins in the front matter", "remove the line, or indent it"
        span = span_between(source, start, min(start + 3, len(source)))
        raise SeedSyntaxError(Code.SEVERAL_DOCUMENTS, message, hint=hint, span=span)
    kind = tree.kind(ROOT)
    if kind == rows.SCALAR and tree.head(ROOT) & rows.EMPTY and build(tree, ROOT) is None:
        return  # what is empty may still be text by its tag: "!!str"
    from seedfmt._syntax.causes import find_cause

    found = "a list" if kind == rows.SEQUENCE else "text"
    code, message = Code.NOT_A_MAPPING, f"the front matter is {found}, not a mapping"
    hint = 'write it as lines "key: value", with a space behind the colon'
    start, end = tree.begin(ROOT), tree.end(ROOT)
    cause = find_cause(source, code, start)
    if cause is not None:
        code, start, end, message, hint = cause
    raise SeedSyntaxError(code, message, hint=hint, span=span_between(source, start, end))


def require_sound(tree: Tree) -> None:
    """Refuse what cannot be plain data.

    Raises SeedSyntaxError for duplicate keys, aliases inside their own anchor and tags that do not fit, LimitError for
    integers of more than DIGITS digits, too many odd keys and aliases that stand for more than EXPANSION nodes or
    BYTES.
    """
    if len(tree.source) >= SHORTEST:
        require_short_integers(tree)
    if tree.aliases:
        require_bounded(tree)
    if tree.tags:
        require_tags(tree)
    require_unique_keys(tree)


def read_seed(source: bytes, start: int, end: int, inside: bool, depth: int) -> Tree:
    """The Tree of front matter: YAML that is one mapping, or nothing, and can be plain data (see ``parse``)."""
    tree = parser.read(source, start, end, inside, depth)
    require_seed(tree)
    require_sound(tree)
    return tree
