"""Compare the parser's reading of a text with those of the judges.

In: a text, and judges. Out: a Ruling. Events are compared less their presentation: what a tag makes of a node, styles
and document markers are no part of them. Known differences between judges and specification stand at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from events import events
from judges import COMMANDS, Judge

from seedfmt._syntax.parser import parse
from seedfmt._syntax.scalar import scalar_text
from seedfmt._syntax.tree import Tree
from seedfmt.errors import LimitError, SeedError


class Ruling(NamedTuple):
    """What we read, and who read the same and who did not."""

    ours: list[str] | None
    error: str
    agree: list[str]
    differ: list[str]

    @property
    def is_lost(self) -> bool:
        """Do most judges read the text otherwise than as we do? One that is not here might have read it as we do."""
        return 2 * len(self.differ) > len(COMMANDS)


def ask_all(text: bytes, judges: Sequence[Judge]) -> Ruling:
    """The votes of the judges that read events; py-yaml12, which gives data alone, says only whether it is YAML."""
    ours, error = read(text)
    agree, differ = [], []
    for judge in judges:
        answer = judge.ask(text)
        if answer == "abstains":
            continue
        if answer is None or ours is None or answer[0] == "data":  # type: ignore[index]
            same = (answer is None) == (ours is None)
        else:
            same = answer[1] == ours  # type: ignore[index]
        (agree if same else differ).append(judge.name)
    return Ruling(ours, error, agree, differ)


def read(text: bytes) -> tuple[list[str] | None, str]:
    """Our events in the notation of the judges; or None, and why."""
    try:
        tree = parse(text)
    except SeedError as error:
        return None, f"{error.code} {error.message}"
    return plain_events(tree), ""


def plain_events(tree: Tree) -> list[str]:
    lines = []
    for line in raw_events(tree):
        if line not in ("+STR", "-STR"):
            lines.append(line)
    return lines


def raw_events(tree: Tree) -> list[str]:
    """Events with the text of each scalar as it is, for what holds line breaks must not be split."""
    texts: list[str] = []

    def text_of(tree: Tree, row: int) -> str:
        texts.append(scalar_text(tree.source, tree.head(row), tree.start(row), tree.end(row), tree.indent(row)))
        return ""

    found = []
    rest = iter(texts)
    for line in events(tree, text_of).splitlines():
        if line.startswith("=VAL"):
            mark = re.search(r" &[^ ]+", line)
            found.append(f"=VAL{mark[0] if mark else ''} {next(rest)}")
        elif line.startswith("=ALI"):
            found.append("=ALI " + line.removeprefix("=ALI ").removeprefix("*"))
        else:
            mark = re.search(r" &[^ ]+", line)
            found.append(line[:4] + (mark[0] if mark and line[0] == "+" else ""))
    return found


def law_judges(text: bytes, judges: Sequence[Judge]) -> None:
    """The vote goes for us, or the case is decided: see tests/vectors/judges."""
    try:
        parse(text)
    except LimitError:
        return
    except SeedError:
        pass
    if reason_for(text):
        return
    bare = text.decode().lstrip("\ufeff").encode()
    (ours, error), (plain, other) = read(text), read(bare)
    assert (ours, error[:4]) == (plain, other[:4]), "202: a byte order mark is no part of the text"
    ruling = ask_all(bare, judges)  # to some judges the mark is a column, to others a letter
    if ruling.is_lost and not any(decides(ruling, text) for decides in DECIDED):
        raise AssertionError((f"{ruling.error or 'accepted'} against {ruling.differ}", ruling))


# -- what is decided: production numbers are those of YAML 1.2.2 -------------------------------------------------------

_ODD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|(?!^)\ufeff|\r(?!\n)")


def reason_for(text: bytes) -> str:
    """Why a text is not put to the vote, or an empty string."""
    try:
        found = _ODD.search(text.decode())
    except UnicodeDecodeError:
        return "5.2: what is not UTF-8, every judge decodes in its own way"
    if found is None:
        return ""
    if found[0] == "\r":
        return "28: a lone carriage return is a line break; the judges differ"
    if found[0] in "\x85\u2028\u2029":
        return "5.4: NEL, LS and PS are no line breaks any more; most judges take them for such, as in YAML 1.1"
    return "1, 2, 27: controls and byte order marks may stand in quotes or nowhere; most judges do not look"


# our error, by code and first words; what the text must hold, too; the production that we enforce and judges overlook
REFUSED = [
    ("E302 ", "", "7.1: an alias must name an anchor that stands before it; the judges of events do not look"),
    ("E201 a list is open", r"(?m)^%", "211: directives need a document end marker before them"),
    ("E205 a key must stand on one line", r"\[", "154: the key of a pair in a flow sequence stands on one line"),
    (
        'E213 a ":" needs a space',
        r":[\[{]",
        "147: only behind a quoted key or a collection a value follows its colon directly",
    ),
    (
        "E2",
        r"[|>][^\n]*\n(\s*\n)?---",
        "206: no content line begins with a document marker, not even of an empty block scalar",
    ),
    (
        "E201 this line belongs to",
        "",
        "63, 69, 80: each line of a flow node is indented deeper than the node around it",
    ),
    ("E202 a tab is used", "", "63: indentation is spaces"),
    ("E203 this value contains", "", "194: behind the colon of an implicit key no mapping begins on the same line"),
    ("E215 a list cannot begin here", "", "194: nor does a list"),
    ("E215 a mapping cannot begin here", "", "194: nor does a mapping with an explicit key"),
    ("E210 a tag or an anchor needs a space", "", "96: properties are parted from their node"),
    ("E213 a comma is missing", r"[&!][^\s,\[\]{}]*[\[{]", "96: in flow collections, too"),
    ("E210 nothing follows the handle", "", "99: a tag is a handle and at least one character"),
    ("E211 a directive can stand only", "", "22: no plain text begins with a percent sign"),
    ('E211 a line that begins with "%"', "", "22, 84: nor is a percent sign alone a directive, which has a name"),
    ("E211 a directive must be followed", "", "209: directives open an explicit document"),
    ("E212 text behind the end of the value", r"(?m)^%", "211: directives need a document end marker before them"),
    ("E212 text behind the end of the value", r"(?m)^[:?]", "154: an implicit key stands on one line"),
    (
        'E215 "?" cannot stand here',
        r"\?[]}]",
        "126: no plain text is a question mark alone, and no key indicator is without a space",
    ),
    ("E204 this line has no", r":[ \t]*\n", "197: the value of a key is indented deeper than its block mapping"),
    ("E214 ", "", "77: a comment is parted from what stands before it"),
]

# what we accept; the production that allows it and that judges do not know
ACCEPTED = [
    (r"\t", "33, 66: a tab is white space, and parts tokens as a space does"),
    (r"[}\]\"']:[\]},]", "147, 152: a quoted key or a collection may have an empty value directly behind its colon"),
    (r"[}\]\"'\w]\s*\n\s*:", "145, 147: in a flow mapping a key and its colon may stand on two lines"),
    (
        r"[|>](?:[-+]?[1-9]?|[1-9][-+])( #[^\n]*)?\n(\s*\n)*(?=\S|\s*$)",
        "162, 8.1.1.1: a block scalar may hold blank lines alone, of any width",
    ),
    (r"(?m)^\.\.\.\s*\n\.\.\.", "211: a document may end in several markers, and no document is between them"),
]


def is_decided_refusal(ruling: Ruling, text: bytes) -> bool:
    """Do we refuse the text for a reason in the table?"""
    return any(ruling.error.startswith(words) and re.search(need, text.decode()) for words, need, _ in REFUSED)


def is_decided_acceptance(ruling: Ruling, text: bytes) -> bool:
    """Do we accept the text, which holds what is in the table?"""
    return ruling.ours is not None and any(re.search(need, text.decode()) for need, _ in ACCEPTED)


DECIDED: list[Callable[[Ruling, bytes], bool]] = [is_decided_refusal, is_decided_acceptance]
