"""D: valid YAML that says something else than its author meant, because one character is missing or too many.

In: a Subject. Out: what is found. No fix: each would change data, and only the author knows what was meant. Each rule
first searches the bytes for what it needs, so that a file without it costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedfmt._rules.subject import Found, Rule, Subject
from seedfmt._source import line_end, line_start
from seedfmt._syntax import rows
from seedfmt._syntax.chars import DASH
from seedfmt._syntax.fences import find_fence, skip_fence
from seedfmt._syntax.parser import parse
from seedfmt._syntax.tree import ROOT
from seedfmt.errors import SeedError

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HAS_WIDE = re.compile(f"[{_WIDE}]").search
_WIDE_ENTRY = re.compile(rf"(?:-|[\w.-]+:)[{_WIDE}]").match
_TIGHT_DASH = re.compile(rb"[\r\n][ \t]*-[^\s-]").search
_TIGHT_ITEM = re.compile(r"-[^\s-]").match
_TIGHT_WORD = re.compile(r"-[^\W\d_]").match
_TIGHT_ENTRY = re.compile(r"[A-Za-z_][\w.-]*:[^\s/:]").match
_COLONS = re.compile(rb":[ \t]*:(?:[ \t\r\n]|\Z)").search
_CURLY = re.compile(
    "([\u2018-\u201f\u00ab\u00bb\u2039\u203a])[^\u2018-\u201f\u00ab\u00bb\u2039\u203a]*[\u2018-\u201f\u00ab\u00bb\u2039\u203a]"
).fullmatch
_NUMBER = re.compile(r"[-+]?[0-9.][0-9.,_eExX:]*|(?i:true|false|null|yes|no|on|off|~)").fullmatch
_WINDOWS_PATH = re.compile(  # "Q:" and "A:" are questions and answers
    rb"\"(?:[B-PR-Zb-pr-z]:|\.{1,2}|~|%\w+%)(?=\\)(?:\\\\|[^\\\"\s])*\\[abefnrtvx0NLPuU_]"
).match
_BROKEN_PATH = re.compile(
    rb"\"(?:https?://[^\\\"\s]*\\[nrtvbfae][\w/.][^\\\"\s]*"
    rb"|(?:\.{1,2}|[\w.-]+)?/[^\\\"\s]*\\[nrtvbfae]\w[^\\\"\s]*\.\w{2,4})\""
).fullmatch
_NAME = re.compile(rb"[A-Za-z_][\w.-]*")
_NAMED = re.compile(_NAME.pattern + rb"[ \t]*:(?=[ \t\r\n])")
_PLAIN = rows.SCALAR | rows.PLAIN
LARGEST_BLOCK = 64 * 1024  # bytes of a second block that are read
LARGEST_GAP = 256  # blanks and line ends before it


def check_dash(subject: Subject) -> Iterator[Found]:
    """A line begins with "-" and no space after it, so it is text and not a list item.

        tags:
          -news        the value is the string "-news -events"
          -events

    YAML starts a list item with a dash and a space. Without the space, the lines are one string. The rule reports a
    value below its key whose lines all begin with "-" and text; a single line only with "-" and a letter.

    Add a space after each dash. If the value is text, put it in quotes.
    """
    if not _TIGHT_DASH(subject.source[: subject.parts.closing], max(subject.parts.front - 1, 0)):
        return
    for row, lines in _plain_lines(subject):
        is_below = line_start(subject.source, subject.tree.start(row)) > subject.tree.mark(row) >= 0
        if len(lines) > 1:
            is_list = all(_TIGHT_ITEM(line) for line in lines)
        else:
            is_list = is_below and _TIGHT_WORD(lines[0]) is not None
        if is_list:
            hint = 'write "- " with a space before each item, or put the text in quotes'
            yield _at(subject, row, 'expected a space after "-"; this is a string, not a list', hint)


def check_blank(subject: Subject) -> Iterator[Found]:
    """A no-break space, or another wide blank, is next to a key, a colon or a dash.

    On screen it looks like a space, but in YAML it is part of the text: a key with it at its start or end is another
    key, and a colon or a dash before it does not begin a value or an item. It comes from copied text and from some
    keyboards. Text in quotes is not checked, nor are such blanks between words.

    Replace it by a space, or remove it.
    """
    if not subject.text or not _HAS_WIDE(subject.text):
        return
    hint = "write a space in its place, or remove it"
    for row in _keys(subject):
        key = subject.tree.text(row).decode()
        if _HAS_WIDE(key[:1]) or _HAS_WIDE(key[-1:]):
            yield _at(subject, row, f"{_name(key)} is part of the key", hint)
    keys = set(_keys(subject))
    for row, lines in _plain_lines(subject):
        if row in keys:
            continue
        if _HAS_WIDE(lines[0][:1]):
            yield _at(subject, row, f"the value begins with {_name(lines[0])}", hint)
        elif _is_on_own_line(subject, row) and _WIDE_ENTRY(lines[0]):
            sign = "-" if lines[0][0] == "-" else ":"
            yield _at(
                subject, row, f'{_name(lines[0])} is after the "{sign}", which makes all of this one string', hint
            )


def check_colon(subject: Subject) -> Iterator[Found]:
    """A key ends with a colon of its own.

        title:: A title        the key is "title:", and there is no key "title"

    Only the last colon, the one before the space, ends a key. Programs that ask for ``title`` find nothing. A key that
    is meant to end with a colon can be put in quotes.

    Remove one of the colons.
    """
    if not _COLONS(subject.front):
        return
    for row in _keys(subject):
        key = subject.tree.text(row).decode()
        if key.endswith(":") and key.strip(": "):
            yield _at(subject, row, f"the key is {_shown(subject, row)}, with a colon", "remove one of the colons")


def check_quotes(subject: Subject) -> Iterator[Found]:
    """A key is in typographic quotes, which are part of it.

        “title”: A title        there is no key "title"

    YAML knows straight quotes only. Word processors and phones replace them by “ ” or « ». Such quotes around a
    value are not reported: they may be part of a title.

    Remove the quotes, or write straight ones.
    """
    if not subject.text:
        return
    for row in _keys(subject):
        if _CURLY(subject.tree.text(row).decode()):
            hint = 'remove them, or write straight quotes (")'
            yield _at(subject, row, "typographic quotes are part of the key", hint)


def check_entry(subject: Subject) -> Iterator[Found]:
    """A key and its value have no space after the colon between them, so both are one string.

        author: {name:Ada}        a key "name:Ada" without a value
        author:
          name:Ada                the value is the string "name:Ada born:1815"
          born:1815

    YAML ends a key with a colon and a space. The rule reports it between braces, and where all of several lines below a
    key are so. Addresses, with "//" after the colon, are left alone.

    Add a space after the colon. If it is text, put it in quotes.
    """
    tree = subject.tree
    if b":" not in subject.front:
        return
    hint = "add one, or put the text in quotes"
    for row, lines in _plain_lines(subject) if b"{" in subject.front else ():
        if _is_bare_key(subject, row) and _TIGHT_ENTRY(lines[0]):
            yield _at(subject, row, 'expected a space after ":"; this is a key without a value', hint)
    for row, lines in _plain_lines(subject):
        if len(lines) > 1 and tree.mark(row) >= 0 and all(_TIGHT_ENTRY(line) for line in lines):
            yield _at(subject, row, 'expected a space after ":"; these lines are one string', hint)


def check_template(subject: Subject) -> Iterator[Found]:
    """A template in double braces without quotes, which is a mapping in a mapping.

        title: {{ page.title }}        a mapping whose key is the mapping {page.title: null}

    Whatever fills in templates must do so before YAML is read. Otherwise readers see a mapping where text was meant,
    and some refuse the file.

    Put the value in quotes: ``title: "{{ page.title }}"``.
    """
    tree = subject.tree
    for row in range(ROOT, len(tree)) if b"{{" in subject.front else ():
        if tree.kind(row) == rows.MAPPING and tree.text(row).startswith(b"{{") and _is_only(subject, row, rows.MAPPING):
            message = 'the template "{{ ... }}" is read as a mapping in a mapping'
            yield _at(subject, row, message, "put the value in quotes")


def check_link(subject: Subject) -> Iterator[Found]:
    """A link in double brackets without quotes, which is a list in a list.

        related: [[Some note]]        a list that holds the list ["Some note"]

    Obsidian and other note programs write links so. In YAML, brackets are lists. The rule reports a list whose only
    item is a list of text on the same line; lists of numbers such as ``[[1, 2]]`` are left alone.

    Put the link in quotes: ``related: "[[Some note]]"``. In a list, quote each link.
    """
    tree = subject.tree
    for row in range(ROOT, len(tree)) if b"[[" in subject.front else ():
        text = tree.text(row)
        if tree.kind(row) != rows.SEQUENCE or not (text.startswith(b"[[") and text.endswith(b"]]")):
            continue
        if _is_only(subject, row, rows.SEQUENCE) and b"\n" not in text and b"\r" not in text and _is_link(subject, row):
            message = 'the link "[[...]]" is read as a list in a list'
            yield _at(subject, row, message, "put the link in quotes, with its brackets")


def check_path(subject: Subject) -> Iterator[Found]:
    """A path in double quotes holds a backslash that is an escape sequence.

        folder: "D:\\new"          the value has a line feed in place of the backslash and the "n"
        image: "/images\\tree.png"  the value has a tab

    Between double quotes, ``\\n`` is a line feed, ``\\t`` a tab, ``\\b`` a backspace. The rule reports paths that begin
    with a drive letter, ``.\\`` or ``..\\``, and paths and addresses without a space that have such an
    escape in them.

    Put the path in single quotes, or write each backslash twice.
    """
    tree = subject.tree
    if b"\\" not in subject.front:
        return
    for row, head in enumerate(tree.cells[:: rows.WIDTH]):
        if head & (rows.KIND | rows.STYLE) != rows.SCALAR | rows.DOUBLE or head & rows.VERBATIM:
            continue
        text = tree.text(row)
        if _WINDOWS_PATH(text) or _BROKEN_PATH(text):
            message = "the backslash in this path begins an escape sequence and is lost"
            yield _at(subject, row, message, 'use single quotes, or write "\\\\" for each backslash')


def check_lost(subject: Subject) -> Iterator[Found]:
    """A second block of front matter directly after the first, or after an empty one.

        ---
        ---
        title: A title        is in the body: the front matter ended on line 2
        ---

    Front matter ends at the first line that is ``---`` or ``...``. What follows is the body, so the fields there are
    lost and appear as text. The rule reports lines that read as a mapping, with names for keys and a fence after them.

    Remove the fences between the two blocks.
    """
    if not subject.document._fenced:
        return
    start = _second_block(subject)
    if start >= 0 and _is_mapping_until_fence(subject.source, start):
        end = line_end(subject.source, start)
        message = "the front matter has ended above, so the fields from here on are not read"
        yield Found(message, start, end, hint='remove the extra "---" or "..." above')


def _second_block(subject: Subject) -> int:
    """Where the first line of a second block of front matter would begin, or -1."""
    source, at = subject.source, subject.parts.body
    front = skip_fence(source, at, DASH) if source.startswith(b"---", at) else -1
    if front >= 0 or not subject.front.strip():
        at = front if front >= 0 else at
        return at + len(source[at : at + LARGEST_GAP]) - len(source[at : at + LARGEST_GAP].lstrip(b" \t\r\n"))
    return -1


def _is_mapping_until_fence(source: bytes, start: int) -> bool:
    """Return whether the lines from ``start`` to the next fence read as a mapping whose keys are names."""
    if not _NAMED.match(source, start):
        return False
    end = find_fence(source, start)
    if not 0 <= end - start <= LARGEST_BLOCK:
        return False
    try:
        tree = parse(source, start, end, inside=True)
    except SeedError:
        return False
    if tree.kind(ROOT) != rows.MAPPING:
        return False
    keys = [tree.text(key) for key, _ in tree.pairs(ROOT)]
    return all(map(_NAME.fullmatch, keys)) and (len(keys) > 1 or keys[0][:1].islower())


# -- what the rules share ----------------------------------------------------------------------------------------------


def _at(subject: Subject, row: int, message: str, hint: str) -> Found:
    """What is found at a node."""
    return Found(message, subject.tree.start(row), subject.tree.end(row), subject.path_of(row), hint)


def _keys(subject: Subject) -> list[int]:
    """The rows of all keys that are plain scalars with text."""
    known: list[int] | None = subject.memo.get("plain keys")
    if known is None:
        tree = subject.tree
        mappings = (row for row in range(ROOT, len(tree)) if tree.kind(row) == rows.MAPPING)
        keys = (key for row in mappings for key, _ in tree.pairs(row))
        known = subject.memo["plain keys"] = [key for key in keys if _is_plain(tree.head(key))]
    return known


def _is_plain(head: int) -> bool:
    """Return whether a node is a plain scalar with text."""
    return head & (rows.KIND | rows.STYLE | rows.EMPTY) == _PLAIN


def _plain_lines(subject: Subject) -> Iterator[tuple[int, list[str]]]:
    """The row of each plain scalar, with the lines of its text, without the blanks around them."""
    tree = subject.tree
    for row, head in enumerate(tree.cells[:: rows.WIDTH]):
        if _is_plain(head):
            lines = re.split(r"[\r\n]+", tree.text(row).decode())
            yield row, [line.strip(" \t") for line in lines if line.strip(" \t")]


def _is_on_own_line(subject: Subject, row: int) -> bool:
    """Return whether only blanks are before a node on its line."""
    start = subject.tree.start(row)
    return not subject.source[line_start(subject.source, start) : start].strip(b" \t")


def _is_bare_key(subject: Subject, row: int) -> bool:
    """Return whether a scalar is a key between braces that has no colon, and so no value."""
    tree = subject.tree
    value = row + 1
    is_last = value >= len(tree) or not tree.head(value) & rows.EMPTY or tree.mark(value) >= 0
    return not is_last and row in subject.memo.setdefault("keys between braces", set(_keys_between_braces(subject)))


def _keys_between_braces(subject: Subject) -> Iterator[int]:
    tree = subject.tree
    for row in range(ROOT, len(tree)):
        if tree.kind(row) == rows.MAPPING and tree.style(row) == rows.FLOW:
            yield from (key for key, _ in tree.pairs(row))


def _is_only(subject: Subject, row: int, kind: int) -> bool:
    """Return whether the only item, or the only key, of a collection is a collection of this kind in brackets."""
    tree = subject.tree
    first = row + 1
    if tree.style(row) != rows.FLOW or first >= tree.after(row) or tree.kind(first) != kind:
        return False
    last = tree.after(first) if kind == rows.SEQUENCE else tree.after(tree.after(first))
    return last == tree.after(row) and tree.start(first) == tree.start(row) + 1


def _is_link(subject: Subject, row: int) -> bool:
    """Return whether the list in a list holds the plain text of a link: one item, or several with a space in them."""
    tree = subject.tree
    items = list(tree.children(row + 1))
    if not items or not all(_is_plain(tree.head(item)) for item in items):
        return False
    texts = [tree.text(item).decode() for item in items]
    if any(_NUMBER(text) for text in texts):
        return False
    return len(texts) == 1 or any(" " in text for text in texts)


def _shown(subject: Subject, row: int) -> str:
    """A key in quotes, cut where it is long."""
    key = subject.tree.text(row).decode()
    return f'"{key if len(key) <= 40 else key[:37] + "..."}"'


def _name(text: str) -> str:
    """What the first wide blank of a text is called."""
    found = _HAS_WIDE(text)
    char = found[0] if found else " "
    title = {"\u00a0": "a no-break space", "\u202f": "a no-break space", "\u3000": "a wide space"}
    return f"{title.get(char, 'a blank')} (U+{ord(char):04X})"


RULES = (
    Rule("D107", "dash-without-space", check_dash),
    Rule("D108", "no-break-space", check_blank),
    Rule("D109", "extra-colon", check_colon),
    Rule("D110", "typographic-quotes", check_quotes),
    Rule("D111", "colon-without-space", check_entry),
    Rule("D112", "unquoted-template", check_template),
    Rule("D113", "unquoted-link", check_link),
    Rule("D114", "escape-in-path", check_path),
    Rule("D115", "lost-front-matter", check_lost),
)
