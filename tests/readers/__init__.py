"""The YAML readers that people use, each in one process of its own: what does each make of a text?

In: texts, many at a time. Out: for each a tagged value, the same notation for every language:

    ["null"] ["bool", true] ["int", "12"] ["float", BITS] ["str", "..."] ["symbol", "..."] ["binary", BASE64]
    ["date", "2024-01-02"] ["time", "..."] ["seq", [...]] ["map", [[key, value], ...]] ["other", TYPE] ["error", WHY]

BITS are the 16 hexadecimal digits of the double. A mapping is sorted, as no reader is asked about order. JavaScript has
one type of number: what has no fraction is an int. ``equal`` compares numbers by their value.
"""

from __future__ import annotations

import atexit
import json
import math
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from typing import Any

HERE = pathlib.Path(__file__).parent
MODULES = HERE / "node_modules"
PROGRAM = HERE / "build" / ("go-yaml.exe" if os.name == "nt" else "go-yaml")
INSTALL = "python -m tests.readers install"
TIMEOUT_S = 300  # for one batch; a reader that hangs is ended

Value = list[Any]
_missing: set[str] = set()

PYTHON = [sys.executable, "-W", "ignore", str(HERE / "worker.py")]
NODE = ["node", str(HERE / "worker.cjs")]
RUBY = ["ruby", "-W0", str(HERE / "worker.rb")]
COMMANDS = {
    "pyyaml": [*PYTHON, "pyyaml"],
    "ruamel-1.1": [*PYTHON, "ruamel-1.1"],
    "ruamel-1.2": [*PYTHON, "ruamel-1.2"],
    "js-yaml-3": [*NODE, "js-yaml-3"],
    "js-yaml-4": [*NODE, "js-yaml-4"],
    "yaml": [*NODE, "yaml"],
    "yaml-1.1": [*NODE, "yaml-1.1"],
    "gray-matter": [*NODE, "gray-matter"],
    "psych": [*RUBY, "psych"],
    "safeyaml": [*RUBY, "psych-nodes"],
    "go-yaml-3": [str(PROGRAM)],
}
REQUIRED = [name for name in COMMANDS if not name.startswith(("psych", "go-"))]  # by pip and npm, so in CI always


class ReaderError(Exception):
    """A reader that could not be run, or that ended before it had answered."""


class Reader:
    """One reader; its process is started when it is first needed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, texts: Iterable[str]) -> list[Value]:
        """What the reader makes of YAML texts (front matter without its fences)."""
        return self._run([["yaml", text] for text in texts])

    def read_files(self, files: Iterable[str], fronts: Iterable[str | None]) -> list[Value]:
        """What it makes of whole files.

        PyYAML (python-frontmatter), Psych (Jekyll), go-yaml (Hugo) and gray-matter find the front matter by the rules
        of the program in the brackets; the others are given ``fronts``, and None is an error.
        """
        return self._run([["file", file, front] for file, front in zip(files, fronts, strict=True)])

    def works(self) -> str:
        """Why the reader cannot be used here, or an empty string."""
        try:
            return (
                "" if self.read(['"a": ["b"]\n']) == [["map", [[["str", "a"], ["seq", [["str", "b"]]]]]]] else "wrong"
            )
        except (OSError, ReaderError) as error:
            return str(error)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _run(self, requests: Sequence[Sequence[str | None]]) -> list[Value]:
        if self._process is None:
            self._process = subprocess.Popen(
                COMMANDS[self.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        pipe = self._process
        assert pipe.stdin
        assert pipe.stdout
        lines = b"".join(json.dumps(request).encode() + b"\n" for request in requests)
        writer = threading.Thread(target=_write, args=(pipe.stdin, lines), daemon=True)
        guard = threading.Timer(TIMEOUT_S, pipe.kill)
        guard.start()
        writer.start()
        try:
            answers = [json.loads(pipe.stdout.readline() or b"null") for _ in requests]
        finally:
            guard.cancel()
        writer.join()
        if None in answers:
            index = answers.index(None)
            self.close()
            raise ReaderError(f"{self.name} ended at {requests[index]!r}")
        return [sort(_as_safeyaml(answer) if self.name == "safeyaml" else answer) for answer in answers]


def _write(pipe: Any, lines: bytes) -> None:
    try:
        pipe.write(lines)
        pipe.flush()
    except OSError:  # the process has ended: its answers are missing
        pass


def available() -> dict[str, Reader]:
    """The readers that are installed here. Under ``CI`` one that pip or npm installs must not be missing."""
    found = {}
    for name in COMMANDS:
        reader = Reader(name)
        if reader.works():
            _missing.add(name)
            reader.close()
        else:
            found[name] = reader
            atexit.register(reader.close)
    lost = [name for name in REQUIRED if name in _missing]
    if lost and os.environ.get("CI"):
        raise ReaderError(f"missing readers: {', '.join(lost)}; run: {INSTALL}")
    return found


def missing_line() -> str:
    """A line that names the readers that were looked for and are not here, and the command that brings them."""
    lost = sorted(_missing)
    return f"readers that are missing: {', '.join(lost)}; to install them: {INSTALL}" if lost else ""


def install() -> int:
    """Install what npm and Go bring; PyYAML and ruamel.yaml come with the extra "test"."""
    status = 0
    if npm := shutil.which("npm"):
        status = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=False).returncode
    else:
        print("npm is missing: no JavaScript readers", file=sys.stderr)
        status = 1
    if go := shutil.which("go"):
        PROGRAM.parent.mkdir(exist_ok=True)
        # offline: the package of the system (Debian: golang-gopkg-yaml.v3-dev) is on this path, or Go is passed over
        environment = {**os.environ, "GO111MODULE": "off", "GOFLAGS": "", "GOPATH": "/usr/share/gocode"}
        subprocess.run([go, "build", "-o", str(PROGRAM), str(HERE / "worker.go")], env=environment, check=False)
    return status


def _as_safeyaml(value: Value) -> Value:
    """What SafeYAML makes of the nodes that Psych's parser finds, by the table of seedfmt: its gem is not asked."""
    try:
        return _resolve(value)
    except ValueError as error:
        return ["error", str(error)]


def _resolve(value: Value) -> Value:
    from seedfmt._readers.tables import TIMESTAMP, Refusal, read_plain

    if value[0] == "plain":
        found = read_plain("safeyaml", value[1])
        if isinstance(found, Refusal):
            raise ValueError(found)
        return ["time", value[1]] if found is TIMESTAMP else tag(found)
    if value[0] == "seq":
        return ["seq", [_resolve(item) for item in value[1]]]
    if value[0] != "map":
        return value
    entries: dict[str, list[Value]] = {}
    for key, item in value[1]:
        key, item = _resolve(key), _resolve(item)
        for one in item[1] if key == ["str", "<<"] and item[0] == "map" else [[key, item]]:
            entries[json.dumps(one[0])] = one
    return ["map", list(entries.values())]


def sort(value: Value) -> Value:
    """The value with the entries of each mapping in one order."""
    if value[0] == "seq":
        return ["seq", [sort(item) for item in value[1]]]
    if value[0] == "map":
        return ["map", sorted(([sort(key), sort(item)] for key, item in value[1]), key=json.dumps)]
    return value


def equal(one: Value, two: Value) -> bool:
    """Return whether two readers see the same data; 1 and 1.0 are the same number."""
    return _numbers(one) == _numbers(two)


def _numbers(value: Value) -> Value:
    if value[0] == "float":
        number = struct.unpack(">d", bytes.fromhex(value[1]))[0]
        if math.isfinite(number) and number == int(number):
            return ["int", str(int(number))]
    elif value[0] == "seq":
        return ["seq", [_numbers(item) for item in value[1]]]
    elif value[0] == "map":
        return ["map", sorted(([_numbers(key), _numbers(item)] for key, item in value[1]), key=json.dumps)]
    return value


def tag(value: Any) -> Value:
    """The tagged form of a Python value, as of seedfmt's own."""
    if value is None:
        return ["null"]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", "7ff8000000000000" if math.isnan(value) else struct.pack(">d", value).hex()]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, (list, tuple)):
        return ["seq", [tag(item) for item in value]]
    if hasattr(value, "items"):
        return sort(["map", [[tag(key), tag(item)] for key, item in value.items()]])
    return ["other", type(value).__name__]
