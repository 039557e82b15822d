"""Findings that a report goes through more than once.

In: findings, one by one. Out: the same, as often as asked. Never: holds more than a batch of them in memory; the rest
waits in a file without a name, which ends with the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from seedfmt import _files
from seedfmt._cli.reports.finding import Finding

BATCH = 500  # findings that are held


class Kept:
    """Findings to go through again."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.counts: dict[str, int] = {}  # by severity
        self.codes: set[str] = set()
        self._batches = 0
        self._file: BinaryIO | None = None
        self._last: list[Finding] = []
        for finding in findings:
            self._add(finding)

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __iter__(self) -> Iterator[Finding]:
        if self._file is not None:
            import pickle

            self._file.seek(0)
            for _ in range(self._batches):
                yield from pickle.load(self._file)
        yield from self._last

    def _add(self, finding: Finding) -> None:
        self.counts[finding.severity] = self.counts.get(finding.severity, 0) + 1
        self.codes.add(finding.code)
        if len(self._last) == BATCH:
            self._put_away()
        self._last.append(finding)

    def _put_away(self) -> None:
        import pickle

        if self._file is None:
            self._file = _files.open_scratch()
        pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
        self._batches += 1
        self._last = []
