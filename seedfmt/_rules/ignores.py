"""I: comments that are to take findings away and do not.

In: a Tree, the codes that there are, what was found. Out: Problems. The codes belong to several parts, so they are
given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from seedfmt._rules.select import Selection, Takers, find_marks, match_marks
from seedfmt._source import span_between
from seedfmt._syntax.tree import Tree
from seedfmt.errors import Problem, Severity

# what looks as if it were to ignore something
_WORDS = rb"#[ \t]*seedfmt(?:[ \t]*:[ \t]*(?:ignor\w*|noqa|disable\w*|skip)\b|[ \t]+ignore(?=[ \t]*\[))"
_MEANT = re.compile(rb"(?i)" + _WORDS)
_CODES = rb"(?:[ \t]*\[[^\]#]*\]|[ \t:=(\[]*[a-z][0-9]{3}[)\]]?)?"
_BEHIND = re.compile(rb"(?i)(?<=[ \t])" + _WORDS + _CODES + rb"[ \t]*(?=$|#)")  # and no quotation of it


def check_comments(tree: Tree, codes: Collection[str]) -> list[Problem]:
    """I101: comments that name a code that nothing has, or are not spelled so that they ignore anything."""
    found = [
        _problem(tree, "I101", f'"{code}" is the code of nothing, so nothing is ignored by it', place, len(code), hint)
        for mark in find_marks(tree)
        for code, place in zip(mark.codes, mark.places, strict=True)
        if (hint := _advice(code, codes))
    ]
    for place in range(0, len(tree.comments), 2):
        start, comment = tree.comments[place], tree.source[tree.comments[place] : tree.comments[place + 1]]
        known = {match.start() for match in match_marks(comment)}
        meant = _MEANT if _MEANT.match(comment) else _BEHIND
        found += [
            _problem(
                tree,
                "I101",
                "this comment ignores nothing",
                start + at,
                len(comment) - at,
                _spelling(comment[at : at + LONGEST]),
            )
            for at in (match.start() for match in meant.finditer(comment))
            if at not in known
        ]
    return found


LONGEST = 100  # bytes of a comment that are looked through for the word "file"
_SPELLING = 'write "# seedfmt: ignore[CODE]", with the codes in capitals and commas between them'

_WHOLE_FILE = 'a comment ignores findings of one line; to skip the file, add it to "exclude" in the configuration'
_names_file = re.compile(rb"(?i)\bfile\b|[-_]file").search


def _spelling(comment: bytes) -> str:
    """What to write in place of a comment that ignores nothing."""
    return _WHOLE_FILE if _names_file(comment) else _SPELLING


def _advice(code: str, codes: Collection[str]) -> str:
    """What to do about a code in a comment, "" where it is in order."""
    if code[0] == "E" and any(one.startswith(code) for one in codes):
        return "remove it: errors cannot be ignored"
    if code == "ALL" or any(one.startswith(code) for one in codes):
        return ""
    close = [one for one in codes if len(one) == len(code) and sum(map(str.__ne__, one, code.replace("O", "0"))) < 2]
    close = [one for one in close if one == code.replace("O", "0")] or close
    return f'did you mean "{close[0]}"?' if len(close) == 1 else '"seedfmt rule" lists the codes'


def check_unused(tree: Tree, found: Iterable[Problem], selection: Selection, codes: Collection[str]) -> list[Problem]:
    """I102: marks that take nothing away of what was found, where all that they name was looked for in this file."""
    marks = find_marks(tree)
    used = Takers(marks).used(found)
    return [
        _problem(tree, "I102", "this comment takes no finding away", mark.start, mark.end - mark.start, "remove it")
        for place, mark in enumerate(marks)
        if mark.codes and place not in used and all(_was_sought(code, selection, codes) for code in mark.codes)
    ]


def _was_sought(code: str, selection: Selection, codes: Collection[str]) -> bool:
    return code[0] not in "EIX" and selection.has(code) and not _advice(code, codes)


def _problem(tree: Tree, code: str, message: str, start: int, length: int, hint: str) -> Problem:
    return Problem(code, message, span_between(tree.source, start, start + length), "", Severity.WARNING, hint)
