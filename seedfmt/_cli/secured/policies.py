"""Where the verifier's policy is written: a file that is named, or the configuration of the project worked in.

In: a path, or the working folder. Out: Policy. Raises PolicyError. Never: looks beside the files that are verified.
"""

from __future__ import annotations

import os
from typing import Any

from seedfmt import _files
from seedfmt._secured import strict
from seedfmt._secured.policy import Policy
from seedfmt.errors import Code, PolicyError, SeedError


def read_policy_file(path: str) -> Policy:
    """The policy of a JSON or TOML file; of a ``pyproject.toml`` its table ``tool.seedfmt.secured``.

    Raises PolicyError.
    """
    try:
        data = _files.read_file(path)
    except SeedError as error:
        raise PolicyError(Code.POLICY, error.message, hint=error.hint, path=path) from None
    is_toml = path.lower().endswith(".toml")
    table = _parse_toml(data, path) if is_toml else strict.parse_object(data)
    if is_toml:
        table = _table(table) or table
    try:
        return Policy.from_data(table)
    except PolicyError as error:
        error.path = path
        raise


def project_policy() -> Policy | None:
    """The policy of the project around the working folder, or None where it has none. Raises PolicyError."""
    folder = os.getcwd()
    while True:
        for name in ("seedfmt.toml", "pyproject.toml"):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and _table(_parse_toml(_files.read_file(path), path)) is not None:
                return read_policy_file(path)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def _parse_toml(data: bytes, path: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        pass
    raise PolicyError(Code.POLICY, "this is not TOML in UTF-8", hint="correct the file", path=path)


def _table(data: Any) -> Any:
    """The table of the field in a project's configuration, or None."""
    own = data.get("secured")
    if isinstance(own, dict):
        return own
    tool = data.get("tool")
    section = tool.get("seedfmt") if isinstance(tool, dict) else None
    return section.get("secured") if isinstance(section, dict) else None
