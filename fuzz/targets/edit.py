"""One edit of one node: the data become what was meant, other lines keep their bytes, undo brings the old ones back;
no edit changes nothing; and what is done quickly is what the complete way does."""

from __future__ import annotations

from laws import laws, quick_laws

HEADER = 2


def check(data: bytes) -> None:
    """Effect, locality, inverse and no-op of the edit that the header picks; the edits that the quick way knows."""
    pick, text = int.from_bytes(data[:HEADER], "little"), data[HEADER:]
    fenced = text.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    laws.law_edit(text, fenced, pick)
    laws.law_noop(text, fenced)
    value, key = quick_laws.VALUES[pick % len(quick_laws.VALUES)], quick_laws.KEYS[pick % len(quick_laws.KEYS)]
    quick_laws.law_quick(text, fenced, [value], [key], pick)
    quick_laws.law_cut(text, fenced)
