"""The plainest reading of a JSON Patch, on plain data, for tests: no codec, no checks."""

from __future__ import annotations

import copy
from typing import Any


def patched(data: Any, operations: list[dict[str, Any]]) -> Any:
    """The data with the operations applied."""
    data = copy.deepcopy(data)
    for operation in operations:
        if operation["op"] in ("remove", "move"):
            value = remove(data, operation["from"] if operation["op"] == "move" else operation["path"])
        if operation["op"] in ("add", "replace", "move"):
            value = operation.get("value", None) if operation["op"] != "move" else value
            put(data, operation["path"], value, insert=operation["op"] != "replace")
    return data


def walk(data: Any, pointer: str) -> tuple[Any, Any]:
    """The collection and the key or index that a pointer names."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    for part in parts[:-1]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    last = parts[-1]
    if isinstance(data, list):
        return data, len(data) if last == "-" else int(last)
    return data, last


def remove(data: Any, pointer: str) -> Any:
    where, key = walk(data, pointer)
    return where.pop(key)


def put(data: Any, pointer: str, value: Any, *, insert: bool) -> None:
    where, key = walk(data, pointer)
    if isinstance(where, list) and insert:
        where.insert(key, value)
    else:
        where[key] = value
