"""Worker processes that share the work on many files, and end with it: done, interrupted or terminated.

In: the work on one item, and the items in shares. Out: the results, in order. An item whose worker dies is lost, and
the work goes on in a new worker. Never: leaves a process behind, or what it was writing half written; does work twice
that cannot be repeated.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from seedfmt.errors import SeedError

START_METHOD = "fork" if sys.platform == "linux" else None  # whatever the version of Python
KILL_TIMEOUT_S = 5  # that a worker has for removing what it was writing
GROUP = 16  # results that a worker sends at a time, where the work can be repeated
AHEAD = 4  # shares for each worker that are in work, or done and not yet asked for

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")
Failed = Callable[[Item, "Exception | None"], Result]


class _Share(Generic[Item, Result]):
    """Some items, and the results of the first of them."""

    __slots__ = ("group", "items", "results")

    def __init__(self, items: Sequence[Item], group: int) -> None:
        self.items = items
        self.group = group
        self.results: list[Result] = []

    @property
    def is_done(self) -> bool:
        return len(self.results) == len(self.items)


class _Worker(Generic[Item, Result]):
    """A process, and the share that it works on."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.share: _Share[Item, Result] | None = None

    def give(self, share: _Share[Item, Result]) -> bool:
        """Send what is left of a share; False where the worker has died."""
        try:
            self.connection.send((share.items[len(share.results) :], share.group))
        except OSError:
            return False
        self.share = share
        return True


def map_shares(
    work: Callable[[Item], Result],
    shares: Iterable[Sequence[Item]],
    count: int,
    failed: Failed[Item, Result],
    *,
    repeatable: bool = True,
) -> Iterator[list[Result]]:
    """The results of each share, in order, by ``count`` workers. A SeedError of ``work`` is raised here.

    ``failed`` makes the result of an item whose worker died, or which raised anything else. Where a worker dies, the
    few items before that whose results are not known are done again, if the work is ``repeatable``.

    ``work`` is inherited where processes are forked, else it must be picklable. Ctrl-C and SIGTERM reach this process
    alone, as KeyboardInterrupt; it ends the workers.
    """
    with _terminable():
        pool = _Pool(work, count, failed, GROUP if repeatable else 1)
        try:
            yield from pool.run(iter(shares))
        except BaseException:
            pool.stop()
            raise
        pool.close()


class _Pool(Generic[Item, Result]):
    """Workers, and the shares that are under way."""

    def __init__(self, work: Callable[[Item], Result], count: int, failed: Failed[Item, Result], group: int) -> None:
        import multiprocessing

        self._context: Any = multiprocessing.get_context(START_METHOD)
        self._work = work
        self._failed = failed
        self._count = count
        self._group = group
        self._workers: list[_Worker[Item, Result]] = []
        self._left: deque[_Share[Item, Result]] = deque()  # of workers that died
        self._order: deque[_Share[Item, Result]] = deque()

    def run(self, shares: Iterator[Sequence[Item]]) -> Iterator[list[Result]]:
        """The results of each share, in order."""
        while True:
            self._fill(shares)
            if self._workers and self._order:
                self._receive()
            elif not self._work_here(shares):
                return
            while self._order and self._order[0].is_done:
                yield self._order.popleft().results

    def _fill(self, shares: Iterator[Sequence[Item]]) -> None:
        """Give each idle worker a share, and start workers where some are missing."""
        idle = [worker for worker in self._workers if worker.share is None]
        while idle or len(self._workers) < self._count:
            share = self._next(shares)
            if share is None:
                return
            if not idle and not self._start(idle):
                self._left.appendleft(share)
                return
            worker = idle.pop()
            if not worker.give(share):
                self._left.appendleft(share)
                self._remove(worker)

    def _next(self, shares: Iterator[Sequence[Item]]) -> _Share[Item, Result] | None:
        """A share that nobody works on, unless enough are under way."""
        if self._left:
            return self._left.popleft()
        if len(self._order) >= AHEAD * max(self._count, 1):
            return None
        items = next(shares, None)
        if items is None:
            return None
        self._order.append(_Share(items, self._group))
        return self._order[-1]

    def _start(self, idle: list[_Worker[Item, Result]]) -> bool:
        """Start a worker; False where the system has no room for one."""
        near, far = self._context.Pipe()
        with far:
            process = self._context.Process(target=_serve, args=(self._work, self._failed, far, near), daemon=True)
            try:
                with _undisturbed():
                    process.start()
            except OSError:
                near.close()
                self._count = len(self._workers)  # do with those that there are
                return False
        idle.append(_Worker(process, near))
        self._workers.append(idle[-1])
        return True

    def _receive(self) -> None:
        """Take what workers have sent."""
        import pickle
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.share is not None}
        for connection in wait(list(busy)):
            worker = busy[connection]  # type: ignore[index]
            try:
                results = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(results, SeedError):
                raise results
            assert worker.share is not None
            worker.share.results += map(pickle.loads, results)
            if worker.share.is_done:
                worker.share = None

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        """A worker has died: of a group the culprit is yet to be found; a single item is lost. The rest is for another
        worker."""
        self._remove(worker)
        share = worker.share
        assert share is not None
        if share.group > 1:
            share.group = 1
        else:
            share.results.append(self._failed(share.items[len(share.results)], None))
        if not share.is_done:
            self._left.append(share)

    def _remove(self, worker: _Worker[Item, Result]) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()

    def _work_here(self, shares: Iterator[Sequence[Item]]) -> bool:
        """Do a share in this process, where no other can be started; False where there is none."""
        share = self._next(shares)
        if share is None:
            return False
        share.results += map(self._work, share.items[len(share.results) :])
        return True

    def close(self) -> None:
        """Let the workers go."""
        for worker in self._workers:
            with contextlib.suppress(OSError):
                worker.connection.send(None)
        for worker in list(self._workers):
            self._remove(worker)

    def stop(self) -> None:
        """End the workers, by force those that do not end themselves: an exception in a callback is lost."""
        import time

        for worker in self._workers:
            worker.process.terminate()
        until = time.monotonic() + KILL_TIMEOUT_S
        for worker in self._workers:
            worker.process.join(max(until - time.monotonic(), 0))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.connection.close()


def _serve(
    work: Callable[[Item], Result], failed: Failed[Item, Result], connection: Connection, other: Connection
) -> None:
    """What a worker does: send the results of each share, some at a time; or the SeedError that ends the whole run,
    such as a schema that the configuration names and nobody can use."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if START_METHOD == "fork":
        other.close()  # else it would not notice the end of the process that gives it work
    with contextlib.suppress(EOFError, OSError):  # nobody wants the rest
        try:
            for items, group in iter(connection.recv, None):
                for start in range(0, len(items), group):
                    connection.send([_pickled(work, item, failed) for item in items[start : start + group]])
        except SeedError as error:
            connection.send(error)


def _pickled(work: Callable[[Item], Result], item: Item, failed: Failed[Item, Result]) -> bytes:
    """The result of one item, as it is sent."""
    import pickle

    try:
        return pickle.dumps(work(item))
    except SeedError:
        raise
    except Exception as error:  # whatever it is, it must not end the worker
        return pickle.dumps(failed(item, error))


def _leave(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    raise SystemExit(143)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait, so that no process starts that receives one before it knows what to do."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM interrupt as Ctrl-C does, so that nothing is left half done."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not in the main thread: whoever is there decides
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
