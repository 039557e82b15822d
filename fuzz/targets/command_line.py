"""Any file and any command: an exit status of 0, 1 or 2, a message that is no traceback, the file as it was or
edited, and nothing beside it."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile

import seedfmt
from seedfmt._cli import main

HEADER = 1
COMMANDS = [
    ["check", "FILE"],
    ["get", "FILE", ""],
    ["get", "FILE", "/a"],
    ["set", "FILE", "/a", "new: # text"],
    ["set", "FILE", "/a", '{"x": [1, "two"]}'],
    ["set", "FILE", "/a/0", "1"],
    ["set", "--diff", "FILE", "/b", "2"],
    ["append", "FILE", "/a", "item"],
    ["insert", "FILE", "/zz", "1", "--after", "a"],
    ["insert", "FILE", "/a/0", "1"],
    ["delete", "FILE", "/a"],
    ["rename", "FILE", "/a", "b c"],
    ["rename", "--diff", "FILE", "/b", "yes"],
]


def check(data: bytes) -> None:
    """Run the command that the header picks on a file that holds the rest."""
    choice, text = data[0] if data else 0, data[HEADER:]
    command = COMMANDS[choice % len(COMMANDS)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "post.yaml" if choice & 0x80 else "post.md")
        with open(path, "wb") as file:
            file.write(text)
        status, err = run([path if word == "FILE" else word for word in command])
        assert status in (0, 1, 2), status
        assert "Traceback" not in err
        assert err or status == 0 or command[0] == "check", "it failed and said nothing"
        assert os.listdir(folder) == [os.path.basename(path)]
        with open(path, "rb") as file:
            after = file.read()
        if status or command[0] in ("check", "get") or "--diff" in command:
            assert after == text
        else:
            assert run(["check", path])[0] in (0, 1)
            seedfmt.load(path)


def run(arguments: list[str]) -> tuple[int, str]:
    """The exit status of a command, and what it says on standard error."""
    err = io.StringIO()
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
    return status, err.getvalue()
