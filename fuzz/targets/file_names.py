"""Any bytes as the path of a line of JSON: below the folder, for every platform, or a FileError; as the name of a file
that is checked: one line of output, without what a terminal obeys."""

from __future__ import annotations

import json
import ntpath
import os
import posixpath
import tempfile

from seedfmt._cli.reports import render
from seedfmt._cli.reports.finding import find
from seedfmt._escape import is_hostile
from seedfmt._output_paths import require_inside
from seedfmt.errors import Code, FileError, Problem

HEADER = 1
FOLDER = "/srv/out"


def seeds() -> list[bytes]:
    """Names that some platform takes for others."""
    names = [
        "a.md",
        "_news/b c.md",
        ".git/x",
        "GIT~1/x",
        ".g\u200cit/x",
        "nul.md",
        "a:b",
        "C:\\x",
        "a/../b",
        "x. ",
        "\u202ea.md",
    ]
    return [name.encode() for name in names] + [b"::error::.md", b"##[error].md", b"\xff.md", b"a\n::error::b"]


def check(data: bytes) -> None:
    """The laws of paths; the first bit of the header allows hidden ones, the second tries the file system."""
    header, name = (data[0] if data else 0), data[HEADER:].decode(errors="surrogateescape")
    try:
        found = require_inside(FOLDER, name, allow_hidden=bool(header & 1))
    except FileError as error:
        assert error.message
        assert "\n" not in str(error)
    else:
        require_below(found, bool(header & 1))
    if header & 2:
        check_in_folder(name)
    report = render("concise", [find(Problem(str(Code.FILE), "m", None), name, b"")])
    assert not any(is_hostile(ord(char)) for char in report[:-1]), ascii(report)
    assert not report.startswith("::")


def require_below(found: str, hidden: bool) -> None:
    """Is the path below the folder for POSIX and for Windows, and no part hidden or of git?"""
    for flavor in (posixpath, ntpath):
        plain = flavor.normpath(found).replace("\\", "/")
        assert plain.startswith(f"{FOLDER}/"), ascii(found)
    for part in found.removeprefix(FOLDER).split("/"):
        seen = "".join(char for char in part if not is_hostile(ord(char))).rstrip(". ").casefold()
        assert seen not in (".git", "git~1", "nul", "con"), ascii(found)
        assert hidden or not seen.startswith("."), ascii(found)


def check_in_folder(name: str) -> None:
    """Does a line write below its folder, and nowhere else?"""
    import seedfmt

    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "out")
        lines = [json.dumps({"path": name, "title": "A"})]
        errors: list[seedfmt.SeedError] = []
        written = [path for path, _ in seedfmt.from_json_lines(lines, folder, on_error=errors.append)]
        assert len(written) + len(errors) == 1
        assert os.listdir(top) in ([], ["out"])
        for path in written:
            assert os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
