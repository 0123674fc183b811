"""Long work beside the kernel: it tells how far it is, can be ended, and the last one asked for holds."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from kakao_whatif.dashboards.beside import Beside, Progress
from kakao_whatif.errors import LimitError, RecoveryError
from tests.patience import SECONDS


class Listener:
    """Hears what is told and done, from whatever thread."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, int]] = []
        self.results: list[Any] = []
        self.ready = threading.Event()

    def told(self, done: int, of: int) -> None:
        self.heard.append((done, of))

    def done(self, result: Any) -> None:
        self.results.append(result)
        self.ready.set()


def at_once(what: Callable[[], None]) -> None:
    what()


def counting(steps: int, pause: float = 0.0) -> Callable[[Progress, Executor | None], str]:
    def job(progress: Progress, executor: Executor | None) -> str:
        for step in range(1, steps + 1):
            time.sleep(pause)
            if not progress(step, steps) and step < steps:
                raise LimitError(f"ended after {step}")
        return "done"

    return job


def test_the_result_arrives_and_the_bar_has_moved() -> None:
    listener = Listener()
    Beside(at_once, processes=0).start(counting(3), listener.told, listener.done)
    assert listener.ready.wait(SECONDS)
    assert listener.results == ["done"]
    assert listener.heard[0] == (1, 3)


def test_it_is_not_told_at_every_step() -> None:
    listener = Listener()
    Beside(at_once, processes=0).start(counting(2000), listener.told, listener.done)
    assert listener.ready.wait(SECONDS)
    assert len(listener.heard) < 100


def test_what_is_ended_says_nothing_any_more() -> None:
    listener = Listener()
    beside = Beside(at_once, processes=0)
    beside.start(counting(1000, pause=0.01), listener.told, listener.done)
    beside.end()
    heard = list(listener.heard)
    assert not listener.ready.wait(0.2)
    assert listener.heard == heard
    assert listener.results == []


def test_what_is_asked_for_last_holds() -> None:
    first, second = Listener(), Listener()
    beside = Beside(at_once, processes=0)
    beside.start(counting(1000, pause=0.01), first.told, first.done)
    beside.start(counting(2), second.told, second.done)
    assert second.ready.wait(SECONDS)
    assert (first.results, second.results) == ([], ["done"])


def test_what_cannot_be_done_gives_nothing() -> None:
    def refused(progress: Progress, executor: Executor | None) -> None:
        raise RecoveryError("no")

    listener = Listener()
    Beside(at_once, processes=0).start(refused, listener.told, listener.done)
    assert listener.ready.wait(SECONDS)
    assert listener.results == [None]


@pytest.mark.parametrize("error", [LimitError("too large"), RecursionError(), ZeroDivisionError()])
def test_whatever_it_fails_with_its_end_is_told(error: Exception) -> None:
    def failing(progress: Progress, executor: Executor | None) -> None:
        raise error

    listener = Listener()
    Beside(at_once, processes=0).start(failing, listener.told, listener.done)
    assert listener.ready.wait(SECONDS)
    assert listener.results == [None]


def test_without_processes_to_be_had_it_is_done_here() -> None:
    def needs_processes(progress: Progress, executor: Executor | None) -> int:
        if executor is not None:
            raise BrokenProcessPool
        return os.getpid()

    listener = Listener()
    Beside(at_once, processes=2).start(needs_processes, listener.told, listener.done)
    assert listener.ready.wait(SECONDS)
    assert listener.results == [os.getpid()]


def test_processes_share_the_work_and_are_gone_afterwards() -> None:
    def spread(progress: Progress, executor: Executor | None) -> int:
        assert executor is not None
        return executor.submit(os.getpid).result()

    listener = Listener()
    Beside(at_once, processes=2).start(spread, listener.told, listener.done)
    assert listener.ready.wait(SECONDS)
    (other,) = listener.results
    assert other != os.getpid()
    end = time.monotonic() + SECONDS
    while _is_alive(other) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _is_alive(other)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
