"""Compare the parser's reading of a text with those of the judges.

In: a text, and judges. Out: a Ruling. Events are compared less their presentation: what a tag makes of a node, styles and
document markers are no part of them. Known differences between the judges and the specification are in ``decided``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from events import events
from judges import Judge

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
        """Do more judges read the text otherwise than as we do?"""
        return len(self.differ) > len(self.agree)


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
            mark = re.search(r" &(\S+)", line)
            found.append(f"=VAL{mark[0] if mark else ''} {next(rest)}")
        elif line.startswith("=ALI"):
            found.append(line)
        else:
            mark = re.search(r" &(\S+)", line)
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
    ruling = ask_all(text, judges)
    if ruling.is_lost and not any(decides(ruling, text) for decides in DECIDED):
        raise AssertionError((f"{ruling.error or 'accepted'} against {ruling.differ}", ruling))


# -- what is decided ---------------------------------------------------------------------------------------------------

Decision = Callable[[Ruling, bytes], bool]
DECIDED: list[Decision] = []


def reason_for(text: bytes) -> str:
    """Why a text is not put to the vote, or an empty string."""
    return ""
