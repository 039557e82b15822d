"""Everything that can be done with a file, as functions of its bytes, for measuring how the work grows with its size.

A task is given the bytes and returns what is to be measured, a function without arguments: what comes before it, as
reading the file for an edit, is not.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import io
from collections.abc import Callable
from typing import Any

import seedfmt
from seedfmt import secured
from seedfmt._cli import checking, reports
from seedfmt._config import Config
from seedfmt._document import Document
from seedfmt._rules.registry import BY_CODE, OFF
from seedfmt._rules.select import Selection
from seedfmt._views.diff import diff_documents
from seedfmt.errors import SeedError

Work = Callable[[], object]
Task = Callable[[bytes], Work | None]
NAME = "_news/2026/a.md"
NOW = "2026-03-02T09:00:00Z"


@functools.cache
def options(**changes: bool) -> checking.Options:
    """All rules, of the files of news."""
    codes = frozenset(BY_CODE)
    selection = Selection(("ALL", *OFF, *codes))
    return checking.Options(selection, codes, frozenset(), NOW, Config(), unused=True, **changes)


def check(source: bytes, **changes: bool) -> checking.Checked:
    """What ``check`` finds in the bytes of a file."""
    try:
        document = seedfmt.loads(source, path=NAME)
    except SeedError as error:
        return checking.check_broken(source, NAME, error)
    return checking.check_read(document, NAME, options(**changes))


def finding(source: bytes) -> Work | None:
    """What all rules and the schema find, without trying fixes, of which there is a number for each file."""
    document = opened(source)
    if document is None:
        return lambda: check(source)
    return lambda: checking.check_document(document, NAME, options(), fixes=False)


def reading(source: bytes) -> Work:
    return lambda: opened(source)


def opened(source: bytes) -> Document | None:
    """The Document, None where there is none."""
    try:
        document = seedfmt.loads(source, path=NAME)
        _ = document.data
    except SeedError:
        return None
    return document


def on_document(do: Callable[[Document], object]) -> Task:
    """A task for files that can be read; what cannot be done is done too."""

    def task(source: bytes) -> Work | None:
        if opened(source) is None:
            return None

        def work() -> None:
            document = opened(source)
            assert document is not None
            with contextlib.suppress(SeedError):
                do(document)

        return work

    return task


def rendering(form: str) -> Task:
    """The report of all findings in a format."""

    def task(source: bytes) -> Work | None:
        findings = check(source).findings
        if not findings:
            return None
        color = form in ("concise", "full")
        return lambda: sum(len(piece) for piece in reports.stream(form, findings, color=color))

    return task


def pointers(document: Document) -> list[str]:
    """Where to edit: the first, the middle and the last entry of the largest collection, and of the front matter."""
    from seedfmt._edit.find import spell_pointer

    data = document.data
    paths: list[tuple[Any, ...]] = [()]
    largest = max(data, key=lambda key: len(data[key]) if isinstance(data[key], (dict, list)) else 0, default=None)
    if largest is not None and isinstance(data[largest], (dict, list)) and data[largest]:
        paths.append((largest,))
    found = []
    for path in paths:
        value = data[path[0]] if path else data
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        found += [spell_pointer((*path, keys[at])) for at in sorted({0, len(keys) // 2, len(keys) - 1}) if keys]
    return found


def at_each(do: Callable[[Document, str], object]) -> Callable[[Document], None]:
    """The same edit at several places, each in the Document as it was."""

    def each(document: Document) -> None:
        for pointer in pointers(document):
            with contextlib.suppress(SeedError):
                do(copy.copy(document), pointer)

    return each


def insert(document: Document, pointer: str) -> None:
    """A new entry before another."""
    parent, _, last = pointer.rpartition("/")
    collection = document.at(parent) if parent else document
    if isinstance(collection, seedfmt.SequenceCursor):
        collection.insert(int(last), "new")
    else:
        collection.insert("brandnew", 1, before=key_at(document, pointer))


def key_at(document: Document, pointer: str) -> Any:
    """The last key of a pointer."""
    return document._resolve(pointer)[-1]


def append(document: Document, pointer: str) -> None:
    """A new entry at the end of the same collection."""
    parent = pointer.rpartition("/")[0]
    collection = document.at(parent) if parent else document
    document.set(f"{parent}/-" if isinstance(collection, seedfmt.SequenceCursor) else f"{parent}/brandnew", "new")


def changed(value: Any, change: Callable[[list[Any]], list[Any]]) -> Any:
    """The data with each collection changed."""
    if isinstance(value, dict):
        return {key: changed(item, change) for key, item in change([*value.items()])}
    if isinstance(value, list):
        return [changed(item, change) for item in change(value)]
    return value


def other(value: Any) -> Any:
    """The data with another value in the place of each scalar."""
    if isinstance(value, dict):
        return {key: other(item) for key, item in value.items()}
    if isinstance(value, list):
        return [other(item) for item in value]
    return "no"


def reconciled(change: Callable[[Any], Any]) -> Task:
    return on_document(lambda document: document.reconcile(change(document.data)))


def spread(items: list[Any]) -> list[Any]:
    """With another item behind each."""
    if items and isinstance(items[0], tuple):
        return [each for key, value in items for each in ((key, value), (f"{key} new", "v"))]
    return [each for item in items for each in (item, "new")]


CHANGES: dict[str, Callable[[Any], Any]] = {
    "same": lambda data: data,
    "every-other": lambda data: changed(data, lambda items: items[::2]),
    "reversed": lambda data: changed(data, lambda items: items[::-1]),
    "spread": lambda data: changed(data, spread),
    "other-values": other,
    "emptied": lambda data: changed(data, lambda items: []),
    "new": lambda data: {"new": data},
}


def patched(document: Document) -> None:
    """A patch of a few operations, one of each."""
    for pointer in pointers(document):
        operations = [
            {"op": "test", "path": pointer, "value": plain(document, pointer)},
            {"op": "copy", "from": pointer, "path": "/copied"},
            {"op": "move", "from": pointer, "path": "/moved"},
            {"op": "add", "path": "/added", "value": [1, 2]},
            {"op": "replace", "path": "/moved", "value": {"a": "b"}},
            {"op": "remove", "path": "/added"},
        ]
        with contextlib.suppress(SeedError):
            copy.copy(document).patch(operations)


def plain(document: Document, pointer: str) -> Any:
    value = document.at(pointer)
    return value.data if isinstance(value, (seedfmt.MappingCursor, seedfmt.SequenceCursor)) else value


def diffed(change: Callable[[Any], Any]) -> Task:
    """What ``diff`` says of the file and of what a change makes of it."""

    def task(source: bytes) -> Work | None:
        document = opened(source)
        if document is None:
            return None
        after = copy.copy(document)
        with contextlib.suppress(SeedError):
            after.reconcile(change(document.data))

        def work() -> None:
            with contextlib.suppress(SeedError):
                diff_documents(document, after)

        return work

    return task


def shown(source: bytes) -> Work | None:
    """The unified diff of what ``--fix`` makes."""
    from seedfmt._cli.editing import print_diff

    change = check(source, diff=True).change
    if change is None:
        return None

    def work() -> None:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
            print_diff(NAME, *change)

    return work


@functools.cache
def keys() -> secured.KeySet:
    return secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])


def sealed(document: Document) -> None:
    """Seal and sign, verify, rotate."""
    document.delete("/secured") if "secured" in document else None
    secured.seal(document, b"text", keys(), volatile=["/heat"], sign=True)
    policy = secured.Policy("both", volatile=["/heat"])
    secured.verify(document, keys(), policy)
    secured.rotate(document, keys(), policy)


def linted(document: Document) -> None:
    secured.lint([("a.md", document), ("b.md", document)], legacy=True)


def inspected(document: Document) -> None:
    if isinstance(document.data.get("secured"), str):
        secured.inspect(document.data["secured"])


def lossless(document: Document) -> None:
    seedfmt.loads_lossless(seedfmt.dumps_lossless(document))


def by_json(document: Document) -> None:
    seedfmt.from_json(seedfmt.to_json(document, lenient=True))


def onto_itself(document: Document) -> None:
    seedfmt.reconcile(document, seedfmt.to_json(document, lenient=True))


def iterated(document: Document) -> None:
    for value in document.values():
        if isinstance(value, seedfmt.SequenceCursor):
            list(value)


TASKS: dict[str, Task] = {
    "read": reading,
    "find": finding,
    "check": lambda source: lambda: check(source),
    "fix": lambda source: lambda: check(source, fix=True),
    "fix-diff": shown,
    **{f"report-{form}": rendering(form) for form in reports.FORMATS},
    "set": on_document(at_each(lambda document, pointer: document.set(pointer, "new"))),
    "set-collection": on_document(at_each(lambda document, pointer: document.set(pointer, [1, {"a": "b"}]))),
    "delete": on_document(at_each(lambda document, pointer: document.delete(pointer))),
    "insert": on_document(at_each(insert)),
    "append": on_document(at_each(append)),
    "rename": on_document(at_each(lambda document, pointer: document.rename(pointer, "brandnew"))),
    "comment": on_document(at_each(lambda document, pointer: document.comment(pointer))),
    "set-comment": on_document(at_each(lambda document, pointer: document.set_comment(pointer, "c"))),
    "set-comment-above": on_document(at_each(lambda document, pointer: document.set_comment(pointer, "c", above=True))),
    "patch": on_document(patched),
    "merge": on_document(lambda document: document.merge({"a": None, "k1": {"b": 1}, "title": "new"})),
    **{f"reconcile-{name}": reconciled(change) for name, change in CHANGES.items()},
    **{f"diff-{name}": diffed(CHANGES[name]) for name in ("every-other", "reversed", "spread", "other-values")},
    "iterate": on_document(iterated),
    "to-json": on_document(by_json),
    "to-json-and-back": on_document(onto_itself),
    "lossless": on_document(lossless),
    "bound-view": on_document(secured.bound_view),
    "seal-sign-verify": on_document(sealed),
    "lint": on_document(linted),
    "inspect": on_document(inspected),
}
