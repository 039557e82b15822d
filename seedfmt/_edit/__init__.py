"""Edits: from what is wanted to patches on the text.

What only edits need is imported when an edit asks for it: who reads or checks files does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedfmt._edit import comments as comments
    from seedfmt._edit import edits as edits
    from seedfmt._edit import front as front
    from seedfmt._edit import transfer as transfer


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in ("comments", "edits", "front", "transfer"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
