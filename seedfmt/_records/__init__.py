"""Record kinds: what seedfmt knows of the content portal's records, in one table (``table.py``).

In: the path of a file or its data. Out: its record kind, its default style and the order of its keys.
Never: opens files; is needed to parse, check or edit a file that is no such record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedfmt._edit.defaults import DefaultStyle, DefaultStyles


class _RecordStyles:
    """The default styles of the record kinds; the table is imported when an edit first asks for a style."""

    __slots__ = ()

    @property
    def groups(self) -> frozenset[str]:
        from seedfmt._records.kinds import COMMON_GROUPS

        return COMMON_GROUPS

    @property
    def identifying_keys(self) -> frozenset[str]:
        from seedfmt._records.kinds import STYLE_KEYS

        return STYLE_KEYS

    def style_of(self, data: dict[Any, Any]) -> DefaultStyle:
        from seedfmt._records.kinds import kind_for_style, style_of

        return style_of(kind_for_style(data))


RECORD_STYLES: DefaultStyles = _RecordStyles()
