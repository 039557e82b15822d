"""Independent YAML parsers that vote on what a text means, each in a process of its own: some of them can crash."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pathlib
import select
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
COMMANDS = {
    "libfyaml": [sys.executable, str(HERE / "worker.py"), "libfyaml"],
    "ruamel": [sys.executable, str(HERE / "worker.py"), "ruamel"],
    "yaml12": [sys.executable, str(HERE / "worker.py"), "yaml12"],
    "node": ["node", str(HERE / "worker.mjs")],
}
PATIENCE = 20  # seconds


class Judge:
    """One judge; a crash or a hang is an abstention, and it is started again."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, text: bytes) -> object:
        """``None`` for refused, ``["events", ...]`` or ``["data", ...]``, or ``"abstains"``."""
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = subprocess.Popen(
                COMMANDS[self.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        pipe = self.process
        assert pipe.stdin and pipe.stdout
        try:
            pipe.stdin.write(b"%d\n%s" % (len(text), text))
            pipe.stdin.flush()
            if select.select([pipe.stdout], [], [], PATIENCE)[0] and (line := pipe.stdout.readline()):
                return json.loads(line)
        except BrokenPipeError:
            pass
        self.close()
        return "abstains"

    def works(self) -> bool:
        """Is the judge installed, and does it answer?"""
        return self.ask(b"a: b\n") != "abstains"

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()
            self.process = None


def available() -> list[Judge]:
    """The judges that are installed here."""
    wanted = os.environ.get("SEEDFMT_JUDGES", ",".join(COMMANDS)).split(",")
    found = [judge for name in wanted if (judge := Judge(name)).works()]
    for judge in found:
        atexit.register(judge.close)
    return found
