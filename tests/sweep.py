"""The every-node sweep: each node of a document is edited in every way, and the result judged without the codec.

Two things are judged: lines outside the edit are the same bytes, and the new bytes read as the intended data.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from seedfmt._document import Document
from seedfmt._edit.find import find_child, find_row
from seedfmt._source import BOM, span_between
from seedfmt._syntax import rows
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import EditError

TEXTS = {
    "text": "new text",
    "number": 4711,
    "multi-line": "line one\nline two\n\nline four\n",
    "nasty": "yes: # \"no\" 'x' {a} [b] \\ \t| > % @ ` é\u2028",
    "null": None,
    "list": ["p", {"q": 1}, []],
    "mapping": {"p": "q", "r": ["s"], "t": {}},
    "empty": "",
}


class Edit(NamedTuple):
    """One edit: what it is called, where, what it does to a Document and to plain data."""

    name: str
    path: tuple[Any, ...]
    do: Callable[[Document], None]
    data: Any


class Verdict(NamedTuple):
    """What came of an edit: ``exact``, ``refused``, ``collateral``, ``wrong`` or ``broken``."""

    edit: Edit
    result: str
    detail: str = ""


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all nodes below the root."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        yield (*path, key)
        yield from paths(value, (*path, key))


def unshared(data: Any) -> Any:
    """A copy in which no two places are one object. Keys, which may nest as deep as the file does, stay."""
    if isinstance(data, dict):
        return {key: unshared(value) for key, value in data.items()}
    return [unshared(value) for value in data] if isinstance(data, list) else data


def edits(source: bytes, **options: Any) -> Iterator[Edit]:
    """Every edit of every node."""
    original = unshared(Document(source, **options).data)
    for path in paths(original):
        yield from edits_at(original, path, around=b"<<" not in source)


def pick_edit(source: bytes, pick: int, **options: Any) -> Edit | None:
    """One of the edits of a document."""
    original = unshared(Document(source, **options).data)
    found = [*paths(original)]
    if not found:
        return None
    choices = [*edits_at(original, found[pick % len(found)])]  # kept findings pick by number: the choices stay
    return choices[pick // len(found) % len(choices)]


def edits_at(original: Any, path: tuple[Any, ...], *, around: bool = False) -> Iterator[Edit]:
    """Every edit of one node; ``around``: also those of what is around it, which no merge key may bring."""
    *above, last = path
    parent = walk(original, above)
    for name, value in TEXTS.items():
        if type(parent[last]) is not type(value) or parent[last] != value:
            yield Edit(f"set {name}", path, setter(above, last, value), changed(original, above, assign(last, value)))
    yield Edit("delete", path, deleter(above, last), changed(original, above, lambda data: data.__delitem__(last)))
    if isinstance(parent, list):
        for name, place in (("insert before", last), ("insert behind", last + 1)):
            data = changed(original, above, lambda data, place=place: data.insert(place, "new item"))
            yield Edit(name, path, inserter(above, place), data)
    else:
        new_key = fresh_name("new_key", parent)
        for name, where, offset in (("insert before", "before", 0), ("insert behind", "after", 1)):
            data = changed(original, above, lambda data, offset=offset: insert_member(data, last, new_key, offset))
            yield Edit(name, path, member_inserter(above, new_key, {where: last}), data)
        if around and path != ("secured",):  # nothing goes behind that (R37)
            data = changed(original, above, lambda data: surround(data, last, new_key))
            yield Edit("set between", path, reconciler(above, walk(data, above)), data)
        renamed = fresh_name("renamed: key", parent)
        data = changed(original, above, lambda data: rename_member(data, last, renamed))
        yield Edit("rename", path, renamer(above, last, renamed), data)
    if isinstance(parent[last], list):
        data = changed(original, path, lambda data: data.append("appended"))
        yield Edit("append", path, appender(path), data)


def changed(original: Any, above: Any, change: Callable[[Any], Any]) -> Any:
    """A copy of the data, with one collection changed."""
    data = unshared(original)
    change(walk(data, above))
    return data


def assign(last: Any, value: Any) -> Callable[[Any], Any]:
    return lambda data: data.__setitem__(last, copy.deepcopy(value))


def insert_member(data: dict[Any, Any], beside: Any, name: str, offset: int) -> None:
    names = list(data)
    names.insert(names.index(beside) + offset, name)
    old = dict(data)
    data.clear()
    data.update({key: old.get(key, "new value") for key in names})


def surround(data: dict[Any, Any], last: Any, name: str) -> None:
    """Another value, and new members directly before and behind, all at once."""
    insert_member(data, last, fresh_name(name + "_", data), 1)
    insert_member(data, last, name, 0)
    data[last] = "new text"


def rename_member(data: dict[Any, Any], old: Any, new: str) -> None:
    members = [(new if key is old or key == old else key, value) for key, value in data.items()]  # NaN equals nothing
    data.clear()
    data.update(members)


def fresh_name(name: str, data: dict[Any, Any]) -> str:
    while name in data:
        name += "_"
    return name


def walk(data: Any, path: Any) -> Any:
    for part in path:
        data = data[part]
    return data


def setter(above: Any, last: Any, value: Any) -> Callable[[Document], None]:
    return lambda doc: walk(doc, above).__setitem__(last, copy.deepcopy(value))


def deleter(above: Any, last: Any) -> Callable[[Document], None]:
    return lambda doc: walk(doc, above).__delitem__(last)


def inserter(above: Any, place: int) -> Callable[[Document], None]:
    return lambda doc: walk(doc, above).insert(place, "new item")


def member_inserter(above: Any, name: str, place: dict[str, Any]) -> Callable[[Document], None]:
    return lambda doc: walk(doc, above).insert(name, "new value", **place)


def renamer(above: Any, last: Any, name: str) -> Callable[[Document], None]:
    return lambda doc: doc._rename((*above, last), name)


def reconciler(above: Any, wanted: Any) -> Callable[[Document], None]:
    return lambda doc: doc._reconcile(tuple(above), copy.deepcopy(wanted))


def appender(path: Any) -> Callable[[Document], None]:
    return lambda doc: walk(doc, path).append("appended")


def judge(source: bytes, edit: Edit, **options: Any) -> Verdict:
    """Make the edit and judge the result."""
    doc = Document(source, **options)
    try:
        edit.do(doc)
    except EditError as error:
        if bytes(doc) != source:
            return Verdict(edit, "broken", "a refused edit changed the document")
        return Verdict(edit, "wrong" if error.code == "E599" else "refused", str(error))
    new = bytes(doc)
    data = unshared(Document(new, **options).data)
    # where a merge key brings members, their order is no longer that of the lines
    if data != edit.data or (b"<<" not in source and ordered(data) != ordered(edit.data)):
        return Verdict(edit, "wrong", repr(new))
    lines = lines_of(source, edit, options)
    outside = collateral(source, new, lines) and collateral(with_quotes(source, edit, options), new, lines)
    return Verdict(edit, "collateral", outside) if outside else Verdict(edit, "exact")


def ordered(data: Any) -> Any:
    """The data as lists, in which the order of members and the types of scalars tell."""
    if isinstance(data, dict):
        return [(key, ordered(value)) for key, value in data.items()]
    return [ordered(value) for value in data] if isinstance(data, list) else (type(data), data)


def lines_of(source: bytes, edit: Edit, options: dict[str, Any]) -> range:
    """The lines that an edit may touch: those of the entry, the one before it, and blanks and comments around it."""
    doc = Document(source, **options)
    key = doc._span(edit.path, key=True)
    value = doc._span(edit.path)
    lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    tree = doc._page.tree
    first = min(key.line - 1, value.line - 1, *mark_lines(source, tree, edit.path))
    last = max(key.end_line, value.end_line) - 1
    while first > 0 and is_loose(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and is_loose(lines[last + 1]):
        last += 1
    in_flow = len(tree) > ROOT and tree.style(ROOT) == rows.FLOW  # then a comma on the line before may come or go
    above = doc._span(edit.path[:-1], key=True).line - 1 if len(edit.path) > 1 or in_flow else first
    if above == first - 1 or not (edit.name == "delete" or edit.name.startswith("set")):
        first = min(first, max(above, first - 1))
    if edit.name in ("delete", "insert behind") and last + 1 < len(lines):
        last += lines[last + 1].lstrip(b" \t").startswith(b",")  # commas may begin the lines
    if edit.name == "delete":
        first = min(first, above)
        # what follows the first entry of a compact or flow collection moves up to where that began
        text = lines[key.line - 1][: key.column - 1].strip(b" ")
        last += bool(text)
        if (
            len(walk(Document(source, **options).data, edit.path[:-1])) == 1
        ):  # brackets take the place of the only entry
            whole = doc._span(edit.path[:-1])
            first = min(first, above, whole.line - 1, *mark_lines(source, tree, edit.path[:-1]))
            last = max(last, whole.end_line - 1)
    return range(first, last + 1)


def with_quotes(source: bytes, edit: Edit, options: dict[str, Any]) -> bytes:
    """The source with quotes around each plain ``<<`` above what is edited: it is no merge key, and stays none (R12)."""
    doc = Document(source, **options)
    places = [place for place, part in enumerate(edit.path[:-1]) if part == "<<"]
    for span in (doc._span(edit.path[: place + 1], key=True) for place in places[::-1]):
        if source[span.start : span.end] == b"<<":
            source = source[: span.start] + b'"<<"' + source[span.end :]
    return source


def mark_lines(source: bytes, tree: Any, path: tuple[Any, ...]) -> list[int]:
    """The lines, from 0, of the indicators before a node and before its key."""
    if not path:
        return [10**9]
    rows = [find_row(tree, path), find_child(tree, tree.target(find_row(tree, path[:-1])), path[-1])[0]]
    marks = [tree.mark(row) for row in rows if row >= 0]
    return [span_between(source, mark, mark).line - 1 for mark in marks if mark >= 0] or [10**9]


def is_loose(line: bytes) -> bool:
    while line.startswith(BOM):  # no part of the line's text
        line = line[len(BOM) :]
    line = line.strip().removeprefix(b",").strip()
    return line == b"" or line.startswith(b"#")


def collateral(old: bytes, new: bytes, allowed: range) -> str:
    """What was touched outside the allowed lines: the bytes before them and behind them must be there."""
    start = len(BOM) if old.startswith(BOM) else 0
    lines = old[start:].splitlines(keepends=True)
    above, behind = old[:start] + b"".join(lines[: allowed.start]), b"".join(lines[allowed.stop :])
    if not old.endswith((b"\n", b"\r")) and new == without_line_end(above):
        return ""  # the last line keeps its lack of a line end
    if not new.startswith(above):
        return f"a line before {allowed.start + 1} was touched"
    if not new[len(above) :].endswith(behind):
        return f"a line behind {allowed.stop} was touched"
    return ""


def without_line_end(text: bytes) -> bytes:
    *above, last = text.splitlines(keepends=True) or [b""]
    return b"".join(above) + last.rstrip(b"\r\n")
