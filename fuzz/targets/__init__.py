"""One small file for each target.

A target is a module with ``check(data: bytes) -> None``, which returns where the law holds and raises where it does
not. Its docstring says what the law is. It may have ``HEADER``, how many bytes at the front of the data are choices and
not text (0), and ``seeds() -> list[bytes]``, texts to begin with (without header) where those of ``fuzz/seeds.py`` will
not do, and ``absent() -> str``, why it cannot run here (``""``: it can). A new file in this folder is a new target.
"""

from __future__ import annotations

import importlib
import pathlib
from collections.abc import Callable
from typing import NamedTuple

from fuzz import seeds


class Target(NamedTuple):
    """What the drivers need to know."""

    name: str
    law: str
    header: int
    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    absent: Callable[[], str] = str


def names() -> list[str]:
    """The names of all targets."""
    return sorted(path.stem for path in pathlib.Path(__file__).parent.glob("[a-z]*.py"))


def load(name: str) -> Target:
    """The target of this name."""
    module = importlib.import_module(f"fuzz.targets.{name}")
    law = " ".join((module.__doc__ or "").split())
    header, texts, absent = (
        getattr(module, "HEADER", 0),
        getattr(module, "seeds", seeds.texts),
        getattr(module, "absent", str),
    )
    return Target(name, law, header, module.check, texts, absent)
