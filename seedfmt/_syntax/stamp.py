"""Whether the compiled modules were made from the source beside them.

In:    a folder with ``.py`` and ``.pxd`` files, and the stamp that the build wrote there.
Out:   the hashes that a build records; the files that have changed since.
Never: imports anything of seedfmt (``setup.py`` loads this file by its path), or runs in an ordinary command.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
from collections.abc import Iterable

NAME = "compiled.json"
REBUILD = "pip install --editable ."
_IMPORT = re.compile(r"^ *c?import seedfmt\._syntax\.(\w+)|^ *from seedfmt\._syntax(?:\.(\w+))? c?import (.*)", re.M)

Stamp = dict[str, dict[str, str]]
"""For each compiled module, the sha256 of each file that it was made from."""


def make_stamp(folder: pathlib.Path, modules: Iterable[str]) -> Stamp:
    """Hash the sources of some modules."""
    return {name: {file: _digest(folder / file) for file in _sources(folder, name)} for name in modules}


def write_stamp(path: pathlib.Path, stamp: Stamp) -> None:
    """Write a stamp."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def read_stamp(path: pathlib.Path) -> Stamp:
    """Read a stamp; one that is missing or broken is empty."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def find_stale(folder: pathlib.Path) -> list[str]:
    """Return the source files that differ from those that the compiled modules in a folder were made from.

    A wheel has no ``.pxd`` files: what is missing is not stale. Compiled modules without a stamp are stale themselves.
    """
    stamp = read_stamp(folder / NAME)
    compiled = {path.name.split(".")[0] for suffix in ("*.so", "*.pyd") for path in folder.glob(suffix)}
    stale = {f"{name}.py" for name in compiled - stamp.keys()}
    for name in compiled & stamp.keys():
        for file, digest in stamp[name].items():
            if (folder / file).is_file() and _digest(folder / file) != digest:
                stale.add(file)
    return sorted(stale)


def stale_message(folder: pathlib.Path) -> str:
    """Return what to tell a developer, or an empty string if the compiled modules are up to date."""
    stale = find_stale(folder)
    if not stale:
        return ""
    rest = f" and {len(stale) - 3} more" if len(stale) > 3 else ""
    return f"the compiled parser is stale: {', '.join(stale[:3])}{rest} changed after the build; run {REBUILD}"


def _sources(folder: pathlib.Path, name: str) -> list[str]:
    """Return the files that a module is compiled from: its own two, and each ``.pxd`` that they import."""
    found: set[str] = set()
    waiting = [f"{name}.py", f"{name}.pxd"]
    while waiting:
        file = waiting.pop()
        if file in found or not (folder / file).is_file():
            continue
        found.add(file)
        for module, parent, names in _IMPORT.findall((folder / file).read_text(encoding="utf-8")):
            several = re.findall(r"\w+", names) if not module and not parent else []
            waiting += [f"{one}.pxd" for one in (module, parent, *several) if one]
    return sorted(found)


def _digest(path: pathlib.Path) -> str:
    """Hash a file as git stores it: a checkout may have other line endings."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
