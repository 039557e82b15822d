"""Where the verifier's policy is written: a file that is named, or the configuration of the project worked in.

In: a path, or the working folder. Out: Policy. Raises PolicyError. Never: looks beside the files that are verified.
"""

from __future__ import annotations

import os
from typing import Any

from seedfmt import _files
from seedfmt._config import find_config
from seedfmt._secured import strict
from seedfmt._secured.policy import Policy
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
    table = _parse_toml(data, path) if is_toml else strict.parse_object(data)
    if is_toml:
        table = _table(table) or table
    return _made(table, path)


def _made(table: Any, path: str) -> Policy:
    try:
        return Policy.from_data(table)
    except PolicyError as error:
        error.path = path
        raise


def project_policy() -> Policy | None:
    """The policy of the project around the working folder, or None where it has none. Raises PolicyError."""
    try:
        config = find_config(os.getcwd())
    except FileError as error:
        raise PolicyError(Code.POLICY, error.message, hint=error.hint, span=error.span, path=error.path) from None
    if config.secured is None:
        return None
    return _made(config.secured, config.path)


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
