"""Make a finding small: take out lines, then bytes, as long as it still breaks the law in the same place."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

TRIES = 3_000
SECONDS = 60


def minimise(data: bytes, header: int, breaks: Callable[[bytes], bool]) -> bytes:
    """The smallest data found that ``breaks``; the header stays."""
    head, text = data[:header], data[header:]
    tries = TRIES
    end = time.monotonic() + SECONDS

    def still(shorter: bytes) -> bool:
        nonlocal tries
        tries -= 1
        return tries > 0 and time.monotonic() < end and breaks(head + shorter)

    before = None
    while before != text and tries > 0 and time.monotonic() < end:
        before = text
        text = b"".join(shrink(text.splitlines(keepends=True), lambda lines: still(b"".join(lines))))
        text = bytes(shrink(list(text), lambda values: still(bytes(values))))
    return head + text


def shrink(items: list[Any], still: Callable[[list[Any]], bool]) -> list[Any]:
    """Fewer items, taking out halves, quarters, ... and at last each alone."""
    size = max(1, len(items) // 2)
    while True:
        at = 0
        while at < len(items):
            shorter = items[:at] + items[at + size :]
            if still(shorter):
                items = shorter
            else:
                at += size
        if size == 1:
            return items
        size //= 2
