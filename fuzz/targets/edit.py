"""One edit of one node: the data become what was meant, other lines keep their bytes, undo brings the old ones back;
no edit changes nothing; and the quick way plans as the complete one does."""

from __future__ import annotations

from laws import laws

HEADER = 2


def check(data: bytes) -> None:
    """Effect, locality, inverse and no-op of the edit that the header picks; the edits that the quick way knows."""
    pick, text = int.from_bytes(data[:HEADER], "little"), data[HEADER:]
    fenced = text.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    laws.law_edit(text, fenced, pick)
    laws.law_noop(text, fenced)
    laws.law_quick(text, fenced, [laws.VALUES[pick % len(laws.VALUES)]], [laws.KEYS[pick % len(laws.KEYS)]], pick)
