"""Where the verifier's policy is written: a file that is named, or the configuration of the project worked in.

In: a path, or the working folder. Out: Policy. Raises PolicyError. Never: looks beside the files that are verified.
"""

from __future__ import annotations

import os
from typing import Any

from seedfmt import _files
from seedfmt._config import find_configs, is_too_much_work
from seedfmt._secured import strict
from seedfmt._secured.policy import MEMBERS, Policy
from seedfmt.errors import Code, FileError, PolicyError, SeedError


def read_policy_file(path: str) -> Policy:
    """The policy of a JSON or TOML file; of a ``pyproject.toml`` its table ``tool.seedfmt.secured``.

    Raises PolicyError.
    """
    try:
        data = _files.read_file(path)
    except SeedError as error:
        raise PolicyError(Code.POLICY, error.message, hint=error.hint, path=path) from None
    is_toml = path.lower().endswith(".toml")
    table = _policy_table(_parse_toml(data, path), path) if is_toml else strict.parse_object(data)
    return _made(table, path)


def _made(table: Any, path: str) -> Policy:
    try:
        return Policy.from_data(table)
    except PolicyError as error:
        error.path = path
        raise


def project_policy() -> tuple[Policy, str] | None:
    """The policy of the project around the working folder and the file that it is in, or None where there is none.

    Every configuration at or above the folder is read: one that a stranger adds does not replace another. Raises
    PolicyError, also where there is more than one policy.
    """
    try:
        found = [config for config in find_configs(os.getcwd()) if config.secured is not None]
    except FileError as error:
        raise PolicyError(Code.POLICY, error.message, hint=error.hint, span=error.span, path=error.path) from None
    if len(found) > 1:
        message = f"there is a second policy in {relative(found[1].path)}"
        raise PolicyError(Code.POLICY, message, hint="keep one of them, or give --policy FILE", path=found[0].path)
    return (_made(found[0].secured, found[0].path), found[0].path) if found else None


def relative(path: str) -> str:
    """The path as it is best shown: relative where it is at or above the working folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


def _parse_toml(data: bytes, path: str) -> Any:
    import tomllib

    try:
        if not is_too_much_work(data):
            return tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        pass
    raise PolicyError(Code.POLICY, "this is not TOML in UTF-8", hint="correct the file", path=path)


def _policy_table(data: dict[str, Any], path: str) -> Any:
    """The one policy of a TOML file: ``tool.seedfmt.secured``, ``secured``, or the file itself. Raises PolicyError."""
    tool = data.get("tool")
    section = tool.get("seedfmt") if isinstance(tool, dict) else None
    inner = section.get("secured") if isinstance(section, dict) else None
    whole = data if any(name in data for name in MEMBERS) else None
    found = [table for table in (inner, data.get("secured"), whole) if table is not None]
    if len(found) > 1:
        message = "the file holds more than one policy"
        raise PolicyError(Code.POLICY, message, hint="keep one of them", path=path)
    return found[0] if found else data
