"""Import jsonschema-rs, without most of what that costs.

In: nothing. Out: the module. At its import it reads the date of its own build with ``email.utils``, which brings in
sockets, random numbers and calendars: 24 of the 204 modules of a check, two thirds of this import, 16 ms of the 60 that
checking one file may cost, for a date that nobody asks for. It cannot be told not to, so a process without threads
gives it a stand-in; one with threads, or with ``email.utils`` at hand, takes the real one.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_NAME = "email.utils"


class _StandIn(ModuleType):
    """``email.utils`` for one import: no date is read; whatever else is asked for comes from the real one."""

    @staticmethod
    def parsedate_to_datetime(_: str) -> None:
        """No date."""

    def __getattr__(self, name: str) -> Any:
        sys.modules.pop(_NAME, None)
        from email import utils

        return getattr(utils, name)


def engine() -> Any:
    """jsonschema-rs."""
    alone = "threading" not in sys.modules and _NAME not in sys.modules and "jsonschema_rs" not in sys.modules
    stand_in = _StandIn(_NAME)
    if alone:
        sys.modules[_NAME] = stand_in
    try:
        import jsonschema_rs
    finally:
        if sys.modules.get(_NAME) is stand_in:
            del sys.modules[_NAME]
    return jsonschema_rs
