"""What is shown of any text has no hostile character and no command for a log; JSON stays the same data; a second time
changes nothing; a report of a finding with this text is what its reader can read."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from seedfmt._cli.reports import FORMATS, render
from seedfmt._cli.reports.finding import Finding
from seedfmt._escape import has_command, is_hostile, printable, printable_json, printable_lines, printable_path
from seedfmt.errors import Code, SeedError

HEADER = 1
PIECES = [
    "\x1b[2J",
    "\x9b31m",
    "\u202e",
    "::error::",
    "##[error]",
    "##vso[x]",
    "\r\n",
    "\u2028",
    "\ufeff",
    "\U000e0041",
    "\x00",
]
_PLACES = ("path", "message", "hint", "pointer", "title")


def seeds() -> list[bytes]:
    """Hostile pieces, alone and together."""
    return [piece.encode() for piece in PIECES] + [
        "a".join(PIECES).encode(),
        " \n".join(PIECES).encode(),
        b"\xff\xed\xa0\x80",
    ]


def check(data: bytes) -> None:
    """The laws of the functions, then those of the reports; the header says where in a finding the text is."""
    text = data[HEADER:].decode(errors="surrogateescape")
    for function in (printable, printable_path, printable_lines):
        shown = function(text)
        require_safe(shown)
        assert function(shown) == shown, function
    assert "\n" not in printable(text)
    require_safe(str(SeedError(Code.FILE, text, hint=text, path=text)))
    spelled = json.dumps([text, {text: 1}], ensure_ascii=False)
    assert json.loads(printable_json(spelled)) == [text, {text: 1}]
    require_safe(printable_json(spelled))
    check_reports(text, _PLACES[(data[0] if data else 0) % len(_PLACES)])


def require_safe(shown: str) -> None:
    """Is there nothing that a terminal or a log obeys?"""
    assert not any(is_hostile(ord(char)) for char in shown.replace("\r\n", "\n") if char not in "\t\n"), ascii(shown)
    assert not has_command(shown), ascii(shown)


def check_reports(text: str, place: str) -> None:
    """A finding with the text, in each format."""
    finding = Finding("a.md", "C101", "a", "error", "m", "", "/a", 1, 1, 1, 2, (text.partition("\n")[0],), "", ())
    shown = printable(text) if place in ("message", "hint", "title") else text  # as ``find`` makes them
    finding = finding._replace(**{place: shown})
    for name in FORMATS:
        report = render(name, [finding])
        lines = report.splitlines()
        for line in lines:
            assert (name == "github" and line.startswith("::error title=seedfmt (C101),file=")) or not has_command(
                line
            ), (name, line)
        require_characters(report)
        if name in ("json", "gitlab", "sarif"):
            json.loads(report)
        elif name == "junit":
            ElementTree.fromstring(report)
        elif name == "github":
            assert len(lines) == 1
            assert re.match(r"::error title=[^,:]*,file=[^,:]*,line=1,col=1,endLine=1,endColumn=2::", report), report


def require_characters(report: str) -> None:
    """Has the report no hostile character?"""
    assert not any(is_hostile(ord(char)) for char in report if char != "\n"), ascii(report)
