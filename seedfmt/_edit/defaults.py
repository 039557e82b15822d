"""The default style: how new text is written if no neighbor decides (SPEC R22, R33).

In: nothing; the layer above supplies the styles with each page. Out: the types of a style and of what chooses one.
Never: knows a record kind or a key.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol


class DefaultStyle(NamedTuple):
    """The default style of the records of one kind.

    ``quoted_paths`` are paths without indexes. One that starts with ``""`` starts at the root, any other one at any
    depth; ``"*"`` is any one key.
    """

    quoted_keys: frozenset[str] = frozenset()
    quoted_paths: tuple[tuple[str, ...], ...] = ()
    groups: frozenset[str] = frozenset()
    is_spaced: bool = True

    def is_quoted(self, path: tuple[Any, ...]) -> bool:
        """Return whether a string at this path is double-quoted (R61)."""
        names = [part for part in path if isinstance(part, str)]
        if names and names[-1] in self.quoted_keys:
            return True
        rooted = ("", *names)
        return any(_ends_with(rooted, pattern) for pattern in self.quoted_paths)

    def has_blank_before(self, key: Any) -> bool:
        """Return whether a blank line comes before this root key in a new file (R62)."""
        return self.is_spaced and key in self.groups


def _ends_with(names: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if len(names) < len(pattern) or (pattern[0] == "" and len(names) != len(pattern)):
        return False
    return all(part in (name, "*") for name, part in zip(names[-len(pattern) :], pattern, strict=True))


class DefaultStyles(Protocol):
    """Chooses the default style of a record by its data."""

    @property
    def groups(self) -> frozenset[str]:
        """Root keys that are a group, whatever their value is (R62)."""

    @property
    def identifying_keys(self) -> frozenset[str]:
        """Root keys whose values ``style_of`` needs; of any other key only its presence matters."""

    def style_of(self, data: dict[Any, Any]) -> DefaultStyle:
        """Return the default style of a record with these data."""
