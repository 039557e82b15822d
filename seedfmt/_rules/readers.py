"""D: what other readers see differently, as ruamel.yaml in YAML 1.1 and in 1.2 tells.

In: a Subject. Out: what is found. The second opinion costs time, so it is asked only where something in the front
matter makes it worth asking; ruamel.yaml is imported only then. Never: lets it decide what the data is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from seedfmt._edit.spelling import is_plain, spell_double, spell_value
from seedfmt._edit.values import same
from seedfmt._rules.subject import Found, Rule, Subject, delete
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt.errors import Fix, Severity

LARGEST = 256 * 1024  # front matter, in bytes, that is read a second time at the most

_NUMBER = rb"(?!-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[ \t]*(?:\r?\n|\Z))[-+]?\.?[0-9][-+0-9_:.a-fox]*"
_OTHER = (
    rb"(?:[yY](?:[eE][sS])?|[nN][oO]?|[oO](?:[nN]|[fF][fF])|=|[-+]?\.(?:inf|nan|Inf|NaN|INF|NAN)|"
    + _NUMBER
    + rb")[ \t]*"
)
_DAY = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_TIME = r"(?!0000)[0-9]{4}-" + _DAY + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"  # that there is, as written
_OTHER_TIME = rb"(?!" + _TIME.encode() + rb")[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:"
# a value or a key that may be no text to somebody, or more than keys, dashes and scalars on one line
_VALUE = re.compile(rb"[:\-?,\[{][ \t]+(?:[\[{&*!?|>%]|" + _OTHER_TIME + rb"|" + _OTHER + rb"(?:\r?\n|\Z|#|[,\]}]))")
_KEY = re.compile(rb"\n[ -]*(?:[\[{&*!?|>%]|" + _OTHER + rb":)")
_SAFE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|~|null|true|false|True|False|Null|" + _TIME).fullmatch
_SHAPED = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z").fullmatch
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+").fullmatch
_CORE = "tag:yaml.org,2002:"


def check_values(subject: Subject) -> Iterator[Found]:
    """A value that readers of YAML 1.1 (Jekyll, Hugo, most of Python) or of ruamel.yaml read as something else.

        draft: no           text in YAML 1.2, false in 1.1
        length: 1:16        text in YAML 1.2, 76 in 1.1
        zip: 01234          the number 1234 in YAML 1.2, 668 in 1.1

    Timestamps are left alone where they are written as the producers do, or the key speaks of a date or a time.

    The fix writes the value so that all readers see what this one sees: text in quotes, numbers in digits. Where a
    number begins with 0 there is no fix: only a person knows whether it is a number. Where the others do not find a
    value in this place at all, D102 tells.
    """
    for row, version, theirs in opinions(subject):
        if isinstance(theirs, _Unreadable):
            continue
        path = subject.path_of(row)
        ours = build(subject.tree, row)
        secret = "secured" in path
        shown = "the value" if secret else _show(subject.tree.text(row).decode()[:40])
        fix = None if secret or _LEADING_ZERO(shown) else _spelled(subject.tree, row, ours)
        yield Found(
            f"{shown} is {_describe(ours)} here, and {_describe(theirs)} to readers of {version}",
            subject.tree.start(row),
            subject.tree.end(row),
            path,
            hint="put it in quotes if it is text"
            if fix is None
            else f"write it as {fix.patches[0].text.decode()[:60]}",
            fix=fix,
        )


def _show(text: str) -> str:
    """The text of a value, where a sentence can begin with it."""
    if not text:
        return "an empty value"
    return text if text[0].strip() and text.isprintable() else spell_double(text)


def check_readable(subject: Subject) -> Iterator[Found]:
    """YAML that is right, and that other readers, as ruamel.yaml in YAML 1.1 and 1.2, cannot read or see in another
    form.

    Programs that rest on it, or on PyYAML, then refuse the file. Where the message speaks of a tag, those that read
    safely refuse it.
    """
    for row, version, theirs in opinions(subject):
        if isinstance(theirs, _Unreadable):
            path = subject.path_of(row)
            why = "" if "secured" in path else f": {theirs.why}"
            message = f"readers of {version} cannot read this{why}"
            yield Found(message, subject.tree.start(row), subject.tree.end(row), path, hint=theirs.hint)


def _spelled(tree: Tree, row: int, value: Any) -> Fix | None:
    """The fix that spells a scalar so that all readers see the same, None where there is no such spelling."""
    if isinstance(value, (dict, list)) or tree.tag(row)[0] >= 0 or (tree.anchor(row)[0] >= 0 and not tree.text(row)):
        return None
    colon = tree.mark(tree.after(row)) if tree.style(row - 1) == rows.PAIR else -1
    if colon >= 0 and tree.source[colon + 1] not in b" \t\r\n":
        return None  # ["a":b] and ["a":] are nothing that ruamel.yaml can read
    text = spell_double(value) if isinstance(value, str) else spell_value(value)
    if text.encode() == tree.text(row):
        return None
    return delete(f"write {text[:60]}", tree.start(row), tree.end(row), text.encode())


# -- when to ask -------------------------------------------------------------------------------------------------------


def opinions(subject: Subject) -> list[tuple[int, str, Any]]:
    """Rows that others read differently, the version in which they do, and what they see; mostly none."""
    known: list[tuple[int, str, Any]] | None = subject.memo.get("opinions")
    if known is None:
        known = subject.memo["opinions"] = _ask(subject) if is_worth_asking(subject) else []
    return known


def is_worth_asking(subject: Subject) -> bool:
    """Is there anything that a reader could see in another way?"""
    tree = subject.tree
    if len(subject.front) > LARGEST or len(tree) <= ROOT:
        return False
    front = b"\n" + subject.front.replace(b"\r", b"\n")
    if not _VALUE.search(front) and not _KEY.search(front):
        return False
    return bool(tree.tags) or _has_odd_row(tree)


def _has_odd_row(tree: Tree) -> bool:
    """Is there a scalar that may be no text to somebody, or a form that few readers know?"""
    cells = tree.cells
    seen = {b""}
    for row, head in enumerate(cells[ROOT * rows.WIDTH :: rows.WIDTH], ROOT):
        if head & (rows.EXPLICIT | rows.INDICATED) or head & rows.STYLE == rows.PAIR:
            return True
        if head & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN:
            text = tree.text(row)
            if text not in seen:
                seen.add(text)
                value = text.decode() if head & rows.VERBATIM else str(build(tree, row))
                if not _SAFE(value) and not is_plain(value) and value != "<<":
                    return True
    return False


# -- the second opinion ------------------------------------------------------------------------------------------------


_A_DATE = "to them it is a date"


class _Unreadable:
    """That others cannot read a value, why, and what to do."""

    def __init__(self, why: str) -> None:
        self.why = why
        self.hint = "correct it, or put it in quotes" if why.startswith(_A_DATE) else "write it more simply"


def _ask(subject: Subject) -> list[tuple[int, str, Any]]:
    found: dict[int, tuple[int, str, Any]] = {}
    for version in ("1.1", "1.2"):
        for row, theirs in _read_as(subject, version):
            if row in found and _is_same_opinion(found[row][2], theirs):
                found[row] = (row, "YAML 1.1 and of ruamel.yaml", theirs)
            elif row not in found or isinstance(theirs, _Unreadable):  # what some cannot read at all comes first
                found[row] = (row, "YAML 1.1" if version == "1.1" else "ruamel.yaml", theirs)
    return sorted(found.values(), key=lambda item: item[0])


def _is_same_opinion(one: Any, two: Any) -> bool:
    if isinstance(one, _Unreadable) or isinstance(two, _Unreadable):
        return isinstance(one, _Unreadable) and isinstance(two, _Unreadable)
    return same(one, two) or one == two


def _read_as(subject: Subject, version: str) -> Iterator[tuple[int, Any]]:
    """Rows that ruamel.yaml reads differently in a version of YAML, and what it sees."""
    import warnings

    from ruamel.yaml import YAML

    reader = YAML(typ="safe", pure=True)
    reader.version = version
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            node = reader.compose(subject.front.decode())
        except Exception as error:  # whatever another library raises is its opinion
            yield _row_of(subject, error), _Unreadable(_reason(error))
            return
        yield from _compare(subject, ROOT, node, reader, "")


def _row_of(subject: Subject, error: Exception) -> int:
    """The row where another reader gave up."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = getattr(mark, "index", 0)
    offset = subject.parts.front + _bytes_before(subject, index)
    tree = subject.tree
    behind = [row for row in range(ROOT, len(tree)) if tree.start(row) <= offset]
    return behind[-1] if behind else ROOT


def _reason(error: Exception, tag: str = "") -> str:
    """Why they cannot read it, as they say themselves, less what only their authors understand."""
    problem = getattr(error, "problem", None)
    if problem:
        return str(problem).lower()[:120]
    if tag == _CORE + "timestamp":
        why = "its offset must be less than a day" if "timedelta" in str(error) else error
        return f"{_A_DATE}, and {why}"[:120]
    return f"it is no {tag.replace(_CORE, '!!')}"[:120] if tag else "they fail"


def _compare(subject: Subject, row: int, node: Any, reader: Any, key: str) -> Iterator[tuple[int, Any]]:
    """Walk our tree and their nodes side by side."""
    tree = subject.tree
    kind = tree.kind(row)
    if kind == rows.ALIAS:
        return
    theirs = getattr(node, "id", "scalar")
    if theirs != {rows.MAPPING: "mapping", rows.SEQUENCE: "sequence"}.get(kind, "scalar"):
        yield row, _Unreadable(f"it sees a {theirs}")
    elif kind == rows.MAPPING:
        pairs = list(tree.pairs(row))
        if len(pairs) != len(node.value):
            yield row, _Unreadable(f"it sees {len(node.value)} entries")
            return
        for (name, value), (other, item) in zip(pairs, node.value, strict=True):
            yield from _compare(subject, name, other, reader, "")
            yield from _compare(subject, value, item, reader, tree.text(name).decode())
    elif kind == rows.SEQUENCE:
        for child, item in zip(tree.children(row), node.value, strict=False):
            yield from _compare(subject, child, item, reader, key)
    else:
        yield from _compare_scalar(subject, row, node, reader, key)


def _compare_scalar(subject: Subject, row: int, node: Any, reader: Any, key: str) -> Iterator[tuple[int, Any]]:
    tree = subject.tree
    ours = build(tree, row)
    tag = str(node.tag)
    if tag == _CORE + "merge" or (tag == _CORE + "str" and ours == node.value):
        return
    try:
        theirs = reader.constructor.construct_object(node, deep=True)
    except Exception as error:  # as above
        yield row, _Unreadable(_reason(error, tag))
        return
    if tag == _CORE + "timestamp" and isinstance(ours, str) and _is_date(key, ours):
        return
    if not same(ours, theirs):
        moved = not _is_same_place(subject, row, node)
        yield row, _Unreadable("it sees another text here") if moved else theirs


def _is_same_place(subject: Subject, row: int, node: Any) -> bool:
    """Does their node begin and end where ours does? If not, they read another text, which no spelling of ours mends.

    Theirs may begin with its anchor and tag; that of a block scalar ends somewhere behind its text.
    """
    tree, front = subject.tree, subject.parts.front
    if front + _bytes_before(subject, node.start_mark.index) not in (tree.start(row), tree.begin(row)):
        return False
    ends = tree.end(row), tree.behind_props(row)
    return tree.style(row) >= rows.LITERAL or front + _bytes_before(subject, node.end_mark.index) in ends


def _bytes_before(subject: Subject, index: int) -> int:
    """How many bytes of the front matter stand before a character; what is asked in order is counted once."""
    if not subject.text:
        return index
    place, count = subject.memo.get("bytes", (0, 0))
    if place > index:
        place = count = 0
    count += len(subject.text[place:index].encode())
    subject.memo["bytes"] = index, count
    return int(count)


def _is_date(key: str, text: str) -> bool:
    """Is a timestamp meant where one stands?"""
    name = key.lower()
    return _SHAPED(text) is not None or "date" in name or "time" in name or name.endswith(("_at", "_on"))


_KINDS = {"dict": "a mapping", "list": "a list", "set": "a set", "CommentedSet": "a set", "TaggedScalar": "tagged text"}


def _describe(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        is_long = isinstance(value, int) and abs(value) >= 10**40  # Python does not print one of 4,301 digits
        return "a number of more than 40 digits" if is_long else f"the number {value}"
    if isinstance(value, str):
        return "text"
    if isinstance(value, bytes):
        return "binary data"
    return "a date" if hasattr(value, "year") else _KINDS.get(type(value).__name__, "something else")


RULES = (
    Rule("D101", "other-value", check_values, fixable=True),
    Rule("D102", "unreadable-elsewhere", check_readable, Severity.WARNING),
)
