"""Long work beside the kernel, which goes on answering meanwhile.

Stands apart from the state, because here are the only threads and the only processes of a dashboard.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import get_context
from typing import Any, Final, TypeAlias

from kakao_whatif.errors import WhatIfError

log = logging.getLogger(__name__)

Progress: TypeAlias = Callable[[int, int], bool]
Job: TypeAlias = Callable[[Progress, Executor | None], Any]
"""Work that tells how far it is, ends when that returns false, and may use processes."""

Post: TypeAlias = Callable[[Callable[[], None]], object]

#: A bar that moves five times a second looks alive and costs little.
_TELL_EVERY_SECONDS: Final = 0.2
_MOST_PROCESSES: Final = 4


class Beside:
    """Does one piece of work at a time: what is asked for last ends what was asked for before.

    Parameters
    ----------
    post
        Runs a function in the thread that the state lives in.
    processes
        How many processes share the work; with fewer than 2, this one does it alone.
    """

    def __init__(self, post: Post, processes: int | None = None) -> None:
        self._post = post
        self._processes = min(os.cpu_count() or 1, _MOST_PROCESSES) if processes is None else processes
        self._ended: threading.Event | None = None

    def start(self, job: Job, told: Callable[[int, int], None], done: Callable[[Any], None]) -> None:
        """Begin; `told` hears how far it is, `done` gets the result, or None if it could not be had, for any reason.

        Neither is called any more once the work has been ended.
        """
        self.end()
        self._ended = ended = threading.Event()
        threading.Thread(target=self._run, args=(ended, job, told, done), daemon=True, name="beside").start()

    def end(self) -> None:
        """End what is being done, if anything is."""
        if self._ended is not None:
            self._ended.set()
            self._ended = None

    def _run(
        self,
        ended: threading.Event,
        job: Job,
        told: Callable[[int, int], None],
        done: Callable[[Any], None],
    ) -> None:
        def tell(what: Callable[[], None]) -> None:
            self._post(lambda: None if ended.is_set() else what())

        last = 0.0

        def progress(so_far: int, of: int) -> bool:
            nonlocal last
            if time.monotonic() - last >= _TELL_EVERY_SECONDS and so_far < of:
                last = time.monotonic()
                tell(lambda: told(so_far, of))
            return not ended.is_set()

        try:
            found = self._result(job, progress)
        except WhatIfError:  # refused, too large, or ended: in that case nobody hears of it any more
            found = None
        except Exception:  # a fault of ours: a bar that stands still for ever would be another
            log.exception("Work beside the kernel failed")
            found = None
        tell(lambda: done(found))

    def _result(self, job: Job, progress: Progress) -> Any:
        try:
            with self._executor() as executor:
                return job(progress, executor)
        except (BrokenProcessPool, OSError):  # no processes to be had here: this one does it alone
            return job(progress, None)

    def _executor(self) -> AbstractContextManager[Executor | None]:
        if self._processes < 2:
            return nullcontext()
        # Not forked: a kernel has threads, whose locks a fork would copy as they are.
        return ProcessPoolExecutor(
            self._processes, get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),)
        )


def _end_with(parent: int) -> None:
    """End this process when the one that asked for it is gone, however that ended."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=look, daemon=True).start()
