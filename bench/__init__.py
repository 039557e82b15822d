"""Measurements: ``python -m bench edits`` and what ``python -m bench --help`` lists."""
