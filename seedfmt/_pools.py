"""Processes that share the work on many files, and end with it: well done, interrupted or terminated.

In: how many, what each does first. Out: a pool or an executor. Never: leaves a process behind, or what it was
writing half written.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

WAY = "fork" if sys.platform == "linux" else None  # how processes are born, whatever the version of Python
PATIENCE = 5  # seconds that a process has for taking away what it was writing

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.pool import Pool


@contextlib.contextmanager
def open_pool(count: int, start: Callable[..., None] | None = None, *arguments: Any) -> Iterator[Pool]:
    """So many processes. Ctrl-C and SIGTERM reach this one alone, as KeyboardInterrupt; it ends the others."""
    import multiprocessing

    with _terminable():
        with _deaf():
            pool = multiprocessing.get_context(WAY).Pool(count, _begin, (start, arguments))
        try:
            yield pool
        except BaseException:
            _stop(pool)
            raise
        pool.close()  # not "with pool", which terminates: a process that has nothing to do goes by itself
        pool.join()


def _stop(pool: Pool) -> None:
    """End the processes of a pool; by force those that do not hear, for an exception in a callback is lost."""
    import multiprocessing
    import threading

    children = multiprocessing.active_children()

    def kill() -> None:
        for child in children:
            child.kill()

    force = threading.Timer(PATIENCE, kill)
    force.start()
    pool.terminate()
    pool.join()
    force.cancel()


@contextlib.contextmanager
def open_executor(count: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes, to be given one thing at a time. Ctrl-C and SIGTERM are as in ``open_pool``."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with _terminable():
        with _deaf():
            context = multiprocessing.get_context(WAY)
            executor = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(None, ()))
            executor.submit(int)  # the processes are born now
        with executor:
            yield executor


def _begin(start: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    """What a process does first. Terminated, it takes away what it has half written, and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    if start is not None:
        start(*arguments)


def _leave(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    raise SystemExit(143)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits, so that no process is born that hears it before it knows what to do."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
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
