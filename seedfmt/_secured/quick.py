"""The view of a common front matter, straight from the tree in one pass.

In: a tree, and what is left out. Out: what ``jcs`` would write of its data; None where it holds anything uncommon, and
the slow way must say. Never: raises; says anything else than the slow way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedfmt._secured import jcs
from seedfmt._secured.bindable import TEXT, TIMESTAMP, classify
from seedfmt._syntax.canon import spell

if TYPE_CHECKING:
    from seedfmt._syntax.tree import Tree

Omitted = dict[str, Any]  # the members left out: None, or what is left out below them
_KNOWN = 4_096
_LONGEST = 24  # bytes: words, kinds and sizes come again, titles and addresses do not


class _Keys(dict[bytes, tuple[str, bytes] | None]):
    """The keys seen so far that are text to all readers, each with its spelling and colon; None for all others."""

    def __missing__(self, text: bytes) -> tuple[str, bytes] | None:
        if classify(text) != TEXT or not text.isascii():  # other letters are not in the order of UTF-16
            return None
        name = text.decode()
        found = name, jcs.spell_text(name).encode() + b":"
        if len(self) < _KNOWN and len(text) <= _LONGEST:
            self[text] = found
        return found


class _Values(dict[bytes, bytes | None]):
    """The plain scalars seen so far that mean one thing to all readers, each with its spelling; None for all others."""

    def __missing__(self, text: bytes) -> bytes | None:
        kind = classify(text)
        if not kind:
            return None
        found = jcs.spell_text(text.decode()).encode() if kind == TEXT or TIMESTAMP(text) else text
        if len(self) < _KNOWN and len(text) <= _LONGEST:
            self[text] = found
        return found


# the same keys and words stand in every file: they are looked at once
_keys = _Keys()
_values = _Values()


def spell_common(tree: Tree, omitted: Omitted) -> bytes | None:
    """The canonical JSON of the front matter less the members omitted, or None."""
    spelled: bytes | None = spell(tree, omitted, _keys, _values)
    return spelled
