"""Many runs, each with a draw of the parameters: how sure a time is.

Stands apart from the one central run: here only times are kept, and the work may be spread over processes.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, inf
from random import Random
from typing import Any, Final, TypeAlias

from kakao_whatif.errors import LimitError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.recovery.ends import restored_of
from kakao_whatif.recovery.hazard import Event
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import drawn
from kakao_whatif.recovery.plan import plan_of
from kakao_whatif.recovery.run import played
from kakao_whatif.recovery.timeline import NEVER

QUANTILES: Final = (0.1, 0.5, 0.9)
_BATCH: Final = 100
_BATCH_ELSEWHERE: Final = 250  # each brings the whole system along
_IN_FLIGHT: Final = 8

Progress: TypeAlias = Callable[[int, int], bool]
"""Called with how many samples are done, of how many; what it returns says whether to go on."""

Quantiles: TypeAlias = dict[str, tuple[timedelta, timedelta, timedelta]]


@dataclass(frozen=True, slots=True)
class Draws:
    """What is drawn: the question, and how often it is asked with other numbers.

    Parameters
    ----------
    system, scenario, events, horizon
        The question: the system with its mitigations in place, and the hazard.
    samples, seed
        How many draws. A draw depends on the seed and its own number only, not on who makes it.
    """

    system: System
    scenario: Scenario
    events: tuple[Event, ...]
    horizon: float
    samples: int
    seed: int

    def quantiles(self, progress: Progress | None = None, executor: Executor | None = None) -> Quantiles:
        """Return P10, P50 and P90 of each service's time to restore: the ceil(p n)-th smallest of n.

        Raises
        ------
        LimitError
            If `progress` ended it.
        """
        size = _BATCH if executor is None else _BATCH_ELSEWHERE
        batches = [(start, min(start + size, self.samples)) for start in range(0, self.samples, size)]
        times: list[list[float]] = [[] for _ in self.system.services]
        done = 0
        for batch in self._batches(batches, executor):
            for run in batch:
                for found, time in zip(times, run, strict=True):
                    found.append(time)
            done += len(batch)
            if progress is not None and not progress(done, self.samples) and done < self.samples:
                raise LimitError(
                    f"samples: ended after {done} of {self.samples}. Ask for fewer, or let it run."
                )
        return {id: _quantiles(found) for id, found in zip(self.system.services, times, strict=True)}

    def _batches(
        self, batches: list[tuple[int, int]], executor: Executor | None
    ) -> Iterator[list[list[float]]]:
        """Yield the times of each batch, in order; with an executor, a few batches ahead."""
        if executor is None:
            yield from (batch(self, *each) for each in batches)
            return
        waiting: list[Future[Any]] = []
        ahead = iter(batches)
        try:
            for each in ahead:
                waiting.append(executor.submit(batch, self, *each))
                if len(waiting) >= _IN_FLIGHT:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()


def batch(draws: Draws, start: int, stop: int) -> list[list[float]]:
    """Return the times to restore of some draws, a row a draw; in hours, infinite for never."""
    plan = plan_of(draws.system)
    rows = []
    for number in range(start, stop):
        random = Random(draws.seed * 1_000_003 + number)
        means = means_of(plan, drawn(draws.system, draws.scenario, random))
        rows.append(restored_of(played(plan, means, draws.events, draws.horizon)))
    return rows


def as_time(hours: float) -> timedelta:
    """Return hours as a time; `NEVER` if they are infinite."""
    return NEVER if hours == inf else timedelta(hours=hours)


def _quantiles(times: list[float]) -> tuple[timedelta, timedelta, timedelta]:
    times.sort()
    p10, p50, p90 = (as_time(times[ceil(p * len(times)) - 1]) for p in QUANTILES)
    return p10, p50, p90
