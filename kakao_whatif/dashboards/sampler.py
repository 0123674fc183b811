"""Ten thousand runs beside the kernel, which goes on answering meanwhile.

Stands apart from the state, because here are the only thread and the only processes of a dashboard.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from typing import Any, Final, TypeAlias

from kakao_whatif.errors import LimitError, WhatIfError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.recovery.simulate import simulate_recovery

Quantiles: TypeAlias = Mapping[str, tuple[timedelta, timedelta, timedelta]]
Post: TypeAlias = Callable[[Callable[[], None]], object]

#: A bar that moves five times a second looks alive and costs little.
_TELL_EVERY_SECONDS: Final = 0.2
_MOST_PROCESSES: Final = 4


@dataclass(slots=True)
class Work:
    """One piece of work, which can be ended."""

    ended: threading.Event = field(default_factory=threading.Event)


class Sampler:
    """Draws samples, one piece of work at a time: what is asked for last ends what was asked for before.

    Parameters
    ----------
    post
        Runs a function in the thread that the state lives in.
    processes
        How many processes share the work; 0: this one alone.
    """

    def __init__(self, post: Post, processes: int | None = None) -> None:
        self._post = post
        self._processes = min(os.cpu_count() or 1, _MOST_PROCESSES) if processes is None else processes
        self._work: Work | None = None

    def start(
        self,
        system: System,
        scenario: Scenario,
        samples: int,
        told: Callable[[int, int], None],
        done: Callable[[Quantiles | None], None],
    ) -> None:
        """Begin; `told` hears how far it is, `done` gets the quantiles, or None if they could not be had.

        Neither is called any more once the work has been ended.
        """
        self.end()
        work = self._work = Work()
        given = (work, system, scenario, samples, told, done)
        threading.Thread(target=self._run, args=given, daemon=True, name="samples").start()

    def end(self) -> None:
        """End what is being done, if anything is."""
        if self._work is not None:
            self._work.ended.set()
            self._work = None

    def _run(
        self,
        work: Work,
        system: System,
        scenario: Scenario,
        samples: int,
        told: Callable[[int, int], None],
        done: Callable[[Quantiles | None], None],
    ) -> None:
        last = 0.0

        def progress(so_far: int, of: int) -> bool:
            nonlocal last
            if time.monotonic() - last >= _TELL_EVERY_SECONDS and so_far < of:
                last = time.monotonic()
                self._tell(work, lambda: told(so_far, of))
            return not work.ended.is_set()

        found: Quantiles | None = None
        try:
            found = self._quantiles(system, scenario, samples, progress)
        except LimitError:
            return  # it was ended
        except WhatIfError:
            pass
        self._tell(work, lambda: done(found))

    def _quantiles(
        self, system: System, scenario: Scenario, samples: int, progress: Callable[[int, int], bool]
    ) -> Quantiles:
        try:
            with self._executor() as executor:
                return _sampled(system, scenario, samples, progress, executor)
        except (BrokenProcessPool, OSError):  # no processes to be had here: this one does it alone
            return _sampled(system, scenario, samples, progress, None)

    def _executor(self) -> AbstractContextManager[Executor | None]:
        if self._processes < 2:
            return nullcontext()
        # Not forked: a kernel has threads, whose locks a fork would copy as they are.
        return ProcessPoolExecutor(
            self._processes, get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),)
        )

    def _tell(self, work: Work, what: Callable[[], None]) -> None:
        def if_wanted() -> None:
            if not work.ended.is_set():
                what()

        self._post(if_wanted)


def _sampled(
    system: System,
    scenario: Scenario,
    samples: int,
    progress: Callable[[int, int], bool],
    executor: Any,
) -> Quantiles:
    found = simulate_recovery(system, scenario, samples=samples, progress=progress, executor=executor)
    return found.quantiles


def _end_with(parent: int) -> None:
    """End this process when the one that asked for it is gone, however that ended."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=look, daemon=True).start()
