"""D102: YAML that is right, and that other readers cannot read or find in another place.

In: a Subject. Out: what is found: scalars by the tables of the readers, forms as ruamel.yaml composes them. The second
look costs time, so ruamel.yaml is imported only where something in the front matter makes it worth it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seedfmt._rules.compare import find_refusals, join
from seedfmt._rules.readers import has_rare_form, suspects
from seedfmt._rules.subject import Found, Subject
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT, Tree

_UNKNOWN = "the tag"
_CORE = "tag:yaml.org,2002:"


def find_unreadable(subject: Subject) -> Iterator[Found]:
    """Scalars that a reader refuses, and forms that ruamel.yaml refuses or finds in another place."""
    keys: set[int] = set()
    for row, content in suspects(subject):
        if content in ("=", "<<") and not keys:
            keys = _keys(subject.tree)
        why, titles = find_refusals(content, subject.readers)
        if titles and not (content in ("=", "<<") and row in keys):
            path = subject.path_of(row)
            shown = "this" if "secured" in path else content[:40]
            message = f"{join(titles)} cannot read {shown}: {why}"
            hint = "correct it, or put it in quotes"
            yield Found(message, subject.tree.start(row), subject.tree.end(row), path, hint=hint)
    if has_rare_form(subject):
        yield from _compose(subject)


def _keys(tree: Tree) -> set[int]:
    """The rows of all keys of mappings."""
    mappings = (at for at in range(ROOT, len(tree)) if tree.kind(at) == rows.MAPPING)
    return {key for at in mappings for key, _ in tree.pairs(at)}


# -- the second look ---------------------------------------------------------------------------------------------------


def _compose(subject: Subject) -> Iterator[Found]:
    """What ruamel.yaml cannot read, or reads in another form."""
    tree = subject.tree
    for row, why in _differences(subject):
        path = subject.path_of(row)
        if why.startswith(_UNKNOWN):
            start, end = tree.tag(row)
            message = f"{why} is not read by PyYAML, js-yaml and ruamel.yaml"
            yield Found(message, start, end, path, hint="put quotes around the value if it is text")
            continue
        shown = "" if "secured" in path else f": {why}"
        message = f"ruamel.yaml cannot read this{shown}"
        yield Found(message, tree.start(row), tree.end(row), path, hint="write it more simply")


def _differences(subject: Subject) -> Iterator[tuple[int, str]]:
    import warnings

    from ruamel.yaml import YAML

    reader = YAML(typ="safe", pure=True)
    reader.version = "1.2"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            node = reader.compose(subject.front.decode())
        except Exception as error:  # whatever another library raises is its opinion
            yield _row_of(subject, error), _reason(error)
            return
        yield from _compare(subject, ROOT, node, reader)


def _row_of(subject: Subject, error: Exception) -> int:
    """The row where another reader gave up."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = getattr(mark, "index", 0)
    offset = subject.parts.front + _bytes_before(subject, index)
    tree = subject.tree
    earlier = [row for row in range(ROOT, len(tree)) if tree.start(row) <= offset]
    return earlier[-1] if earlier else ROOT


def _reason(error: Exception, tag: str = "") -> str:
    """Why they cannot read it, as they say themselves, less what only their authors understand."""
    problem = getattr(error, "problem", None)
    if problem and not tag:
        return str(problem).lower()[:120]
    return f"not a valid {tag.replace(_CORE, '!!')}"[:120] if tag else "they fail"


def _compare(subject: Subject, row: int, node: Any, reader: Any) -> Iterator[tuple[int, str]]:
    """Walk our tree and their nodes side by side."""
    tree = subject.tree
    kind = tree.kind(row)
    if kind == rows.ALIAS:
        return
    theirs = getattr(node, "id", "scalar")
    if theirs != {rows.MAPPING: "mapping", rows.SEQUENCE: "sequence"}.get(kind, "scalar"):
        yield row, f"it sees a {theirs}"
    elif kind == rows.MAPPING:
        yield from _tagged(subject, row, node)
        pairs = list(tree.pairs(row))
        if len(pairs) != len(node.value):
            yield row, f"it sees {len(node.value)} entries"
            return
        for ours, others in zip(pairs, node.value, strict=True):
            for child, item in zip(ours, others, strict=True):
                yield from _compare(subject, child, item, reader)
    elif kind == rows.SEQUENCE:
        yield from _tagged(subject, row, node)
        for child, item in zip(tree.children(row), node.value, strict=False):
            yield from _compare(subject, child, item, reader)
    else:
        yield from _compare_scalar(subject, row, node, reader)


def _tagged(subject: Subject, row: int, node: Any) -> Iterator[tuple[int, str]]:
    """A collection with a tag of an application."""
    tag = str(node.tag)
    if not tag.startswith(_CORE) and not subject.knows_tag(tag):
        yield row, f'{_UNKNOWN} "{tag[:60]}"'


def _compare_scalar(subject: Subject, row: int, node: Any, reader: Any) -> Iterator[tuple[int, str]]:
    tree = subject.tree
    tag = str(node.tag)
    is_explicit = tree.tag(row)[0] >= 0
    if is_explicit and not tag.startswith(_CORE):
        yield from _tagged(subject, row, node)
        return
    ours = build(tree, row)
    if is_explicit and tag != _CORE + "str" and not subject.knows_tag(tag.replace(_CORE, "!!")):
        if tag not in reader.constructor.yaml_constructors:
            yield row, f'{_UNKNOWN} "{tag.replace(_CORE, "!!")[:60]}"'
            return
        try:
            reader.constructor.construct_object(node, deep=True)
        except Exception as error:  # as above
            yield row, _reason(error, tag)
            return
    if tag == _CORE + "merge" or (isinstance(ours, str) and ours == node.value):
        return
    if not _is_same_place(subject, row, node):
        yield row, "it sees another text here"


def _is_same_place(subject: Subject, row: int, node: Any) -> bool:
    """Return whether their node begins and ends where ours does; if not, they read another text.

    Theirs may begin with its anchor and tag; that of a block scalar ends somewhere after its text.
    """
    tree, front = subject.tree, subject.parts.front
    if front + _bytes_before(subject, node.start_mark.index) not in (tree.start(row), tree.begin(row)):
        return False
    ends = tree.end(row), tree.behind_props(row)
    return tree.style(row) >= rows.LITERAL or front + _bytes_before(subject, node.end_mark.index) in ends


def _bytes_before(subject: Subject, index: int) -> int:
    """How many bytes of the front matter come before a character; what is asked in order is counted once."""
    if not subject.text:
        return index
    place, count = subject.memo.get("bytes", (0, 0))
    if place > index:
        place = count = 0
    count += len(subject.text[place:index].encode())
    subject.memo["bytes"] = index, count
    return int(count)
