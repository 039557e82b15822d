"""Keys in the memory of ``seedfmt secured`` go to no core file."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys

import pytest
from securedfolder import KEY, POLICY, SEAL, make_folder


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    return make_folder(tmp_path, monkeypatch)


def test_no_core_files(folder: pathlib.Path) -> None:
    """A verb that reads keys switches core dumps off, and nothing else does."""
    code = (
        "import resource, sys; from seedfmt._cli import main\n"
        "resource.setrlimit = lambda what, limits: print('off', what == resource.RLIMIT_CORE, limits)\n"
        "main(['secured', *sys.argv[1:]])"
    )

    def is_switched_off(*arguments: str) -> bool:
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        return "off True (0, 0)\n" in done.stdout

    keyed = ("--key-file", "legacy.key", "--key-format", "hex", "--unauthenticated", "--plaintext", "plain.txt")
    assert is_switched_off(*SEAL)
    assert is_switched_off("sign", "post.md", *KEY)
    assert is_switched_off("open", "post.md", *KEY, *POLICY)
    assert is_switched_off("verify", "post.md", *KEY, *POLICY)
    assert is_switched_off("rotate", "post.md", *KEY, *POLICY)
    assert is_switched_off("pubkey", *KEY)
    assert is_switched_off("keygen", "--out", "new.json")
    assert is_switched_off("legacy", "encrypt", "post.md", *keyed)
    assert not is_switched_off("inspect", "post.md")


CRASH = """
import os, resource, signal, sys
from seedfmt._cli import main
from seedfmt._secured import sources
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
held = []
read = sources.read_secret
sources.read_secret = lambda path: held.append(read(path)) or held[0]
if sys.argv[1] == "limit":  # a program that core dumps are piped to does not care for the limit
    resource.setrlimit = lambda what, limits: None
if sys.argv[1] == "nothing":
    held.append(read(sys.argv[-1]))
else:
    main(["secured", *sys.argv[2:]])
assert held
os.kill(os.getpid(), signal.SIGABRT)
"""


def crash(folder: pathlib.Path, *arguments: str) -> bytes | None:
    """The core file of a process that crashes with keys in its memory; None where there is none."""
    place = folder / "crash"
    place.mkdir(exist_ok=True)
    command = [sys.executable, "-c", CRASH, arguments[0], *arguments[1:], "--key-file", str(folder / "keys.json")]
    child = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL)
    _, status = os.waitpid(child.pid, 0)
    child.returncode = status
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGABRT
    found = next(place.glob("core*"), None)
    assert found is not None or not os.WCOREDUMP(status) or arguments[0] == "nothing"
    data = found.read_bytes() if found else None
    shutil.rmtree(place)
    return data


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux, to know where core files go")
def test_no_key_in_a_core_file(folder: pathlib.Path) -> None:
    """A real crash with keys in memory. Without the verb there is a core file, and the key is found in it."""
    secret = json.loads((folder / "keys.json").read_text())["keys"][0]["k"].encode()
    core = crash(folder, "nothing")
    if core is None:
        pytest.skip("no core files are written here, or elsewhere")
    assert secret in core
    assert crash(folder, "all", "pubkey") is None
    assert crash(folder, "limit", "pubkey") is None
