"""YAML 1.2.2: text to Tree, Tree to data, values to text."""

from __future__ import annotations


def is_compiled() -> bool:
    """Was the parser compiled when seedfmt was built?"""
    from seedfmt._syntax import parser

    return not str(parser.__file__).endswith((".py", ".pyc"))
