"""A folder to try ``seedfmt secured`` in, and how it is run there."""

from __future__ import annotations

import pathlib
import subprocess
import sys
from typing import Any

import pytest

from seedfmt import secured
from seedfmt._cli import main
from seedfmt._cli.secured import options

TEXT = '---\ntitle: "T"\nheat: 64\n---\nbody\n'
PLAINTEXT = "the hidden plaintext"
LEGACY_KEY = bytes(range(100, 132))


def make_folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A folder with keys, a trust file, a plaintext, a policy and a post; and the place worked in.

    Verbs that run in this process leave it its core files, which it could never have back.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options, "_forbid_core_files", lambda: None)
    monkeypatch.setattr(options, "_be_undumpable", lambda: None)
    keys = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
    (tmp_path / "keys.json").write_text(keys.export())
    (tmp_path / "legacy.key").write_text(LEGACY_KEY.hex() + "\n")
    for name in ("keys.json", "legacy.key"):
        (tmp_path / name).chmod(0o600)
    (tmp_path / "trust.json").write_text(keys.public().export())
    (tmp_path / "plain.txt").write_text(PLAINTEXT)
    (tmp_path / "policy.json").write_text('{"require": "both", "volatile": ["/heat"]}')
    (tmp_path / "post.md").write_text(TEXT)
    return tmp_path


def run(*arguments: str) -> int:
    """The exit status, also where argparse ends the program."""
    try:
        return main(["secured", *arguments])
    except SystemExit as stop:
        return int(str(stop.code))


SEAL = ("seal", "post.md", "--key-file", "keys.json", "--plaintext", "plain.txt", "--volatile", "/heat")
KEY = ("--key-file", "keys.json")
POLICY = ("--policy", "policy.json")


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seedfmt", "secured", *arguments], capture_output=True, text=True, check=False, **options
    )
