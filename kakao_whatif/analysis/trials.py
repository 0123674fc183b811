"""One night played many times, each with other values of the numbers that no fact fixes.

Stands apart from the score: a trial knows nothing of what was observed. Trials are played once; leaving an observation
out then costs nothing but choosing among them again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, inf, log
from random import Random

from kakao_whatif.errors import LimitError
from kakao_whatif.files.counts import Count
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.recovery.ends import ends_of
from kakao_whatif.recovery.hazard import Hazard, chosen_hazard
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import Numbers, central
from kakao_whatif.recovery.outcome import DEFAULT_HORIZON
from kakao_whatif.recovery.plan import Plan, plan_of
from kakao_whatif.recovery.run import Run, played

_LEAST_HOURS = 1e-3


@dataclass(frozen=True, slots=True)
class Trial:
    """What one set of numbers comes to.

    Parameters
    ----------
    numbers
        The numbers, by parameter.
    ends
        For each service, when it was last DARK, last DARK or LOCKED, and last not UP: hours, infinite for never.
    dark_at_first
        What was DARK at some time before the first midnight.
    normal
        For each of the case's counts, how many were normal: UP or DEGRADED.
    full
        For each of the counts, how many were UP.
    """

    numbers: Mapping[str, float]
    ends: Mapping[str, tuple[float, float, float]]
    dark_at_first: frozenset[str]
    normal: tuple[float, ...]
    full: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """A question that is asked again and again: a system, its hazard, and what was counted."""

    plan: Plan
    scenario: Scenario
    hazard: Hazard
    horizon: float
    counts: tuple[Count, ...]

    @staticmethod
    def of(system: System, scenario: Scenario, counts: tuple[Count, ...]) -> "Night":
        """Return the night of a scenario."""
        effective = in_place(system, scenario)
        hazard = chosen_hazard(effective, scenario, None, central(effective, scenario))
        horizon = DEFAULT_HORIZON if effective.horizon_hours is None else float(effective.horizon_hours)
        return Night(plan_of(effective), scenario, hazard, horizon, counts)

    def trial(self, numbers: Numbers) -> Trial:
        """Return what some numbers come to."""
        run = played(self.plan, means_of(self.plan, numbers), self.hazard.events, self.horizon)
        ends = ends_of(run)
        times = zip(ends.served, ends.restored, ends.full, strict=True)
        first = 0
        midnight = hours_to_midnight(self.plan.system.origin)
        for hours, dark, _ in run.history:
            if -inf < hours < midnight:
                first |= dark
        return Trial(
            numbers.of,
            dict(zip(self.plan.ids, times, strict=True)),
            frozenset(id for number, id in enumerate(self.plan.ids) if first >> number & 1),
            tuple(self._counted(run, count, needs_up=False) for count in self.counts),
            tuple(self._counted(run, count, needs_up=True) for count in self.counts),
        )

    def trials(self, number: int, seed: int, progress: Callable[[int, int], bool] | None) -> list[Trial]:
        """Return trials: fitted numbers log-uniform within their range, all others at their own value.

        Raises
        ------
        LimitError
            If `progress` ended them.
        """
        random, own = Random(seed), central(self.plan.system, self.scenario)
        found = []
        for done in range(number):
            if progress is not None and not progress(done, number):
                raise LimitError(
                    f"backtest: ended after {done} of {number} trials. Ask for fewer, or let it run."
                )
            values = dict(own.of)
            for id, parameter in self.plan.system.parameters.items():
                if id in self.scenario.parameters or not parameter.fitted:
                    continue
                if parameter.low is not None and parameter.high is not None:
                    low = max(parameter.low, _LEAST_HOURS)
                    values[id] = exp(random.uniform(log(low), log(max(low, parameter.high))))
            found.append(self.trial(Numbers(values)))
        return found

    def _counted(self, run: Run, count: Count, *, needs_up: bool) -> float:
        """Return how many of the counted were UP at the time of a count, or at least neither DARK nor LOCKED."""
        dark, degraded = next((masks for hours, *masks in reversed(run.history) if hours <= count.hours))
        well = {
            node.service.id
            for node in self.plan.nodes
            if not dark & node.bit
            and not node.login.fail(dark)
            and not (needs_up and (degraded & node.bit or node.soft.fail(dark)))
        }
        if count.services:
            return sum(well.issuperset(each) for each in count.services)
        return sum(run.means.servers[node.index] for node in self.plan.nodes if node.service.id in well)


def hours_to_midnight(origin: str | None) -> float:
    """Return the hours from a case's origin to the next midnight, by its own clock.

    Examples
    --------
    >>> hours_to_midnight("2022-10-15T15:30+09:00")
    8.5
    """
    if origin is None:
        return 24.0
    start = datetime.fromisoformat(origin)
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return (midnight - start) / timedelta(hours=1)
