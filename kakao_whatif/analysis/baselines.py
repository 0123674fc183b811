"""Two naive ways to predict, which a model must beat: the mean of the others, and "when power does".

Stands apart from the score because neither knows anything of the model but the dates of its power.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log

from kakao_whatif.analysis.bands import LEAST_HOURS, SHARES, Band, band_of
from kakao_whatif.analysis.observed import Seen
from kakao_whatif.analysis.trials import Night
from kakao_whatif.files.counts import Count
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import central
from kakao_whatif.recovery.power import Power

_NO_SERVERS = 1e-9  # what has no servers counts only where nothing has any


def mean_of_others(known: Iterable[Seen], state: str | None, left_out: Collection[str]) -> Band | None:
    """Return how long others took until that state, or until any: their geometric mean, with P10 and P90 of them.

    Services that never were out say nothing of how long one takes. None if there is no other.
    """
    middles = [
        each.middle
        for each in known
        if state in (None, each.state) and each.service not in left_out and each.has_bound
    ]
    others = [hours for hours in middles if hours > LEAST_HOURS]
    if not others:
        return None
    spread = band_of(others)
    return Band(spread.low, exp(sum(map(log, others)) / len(others)), spread.high)


def counted_by_mean(count: Count, known: Sequence[Seen]) -> float | None:
    """Return how many were normal if each had taken the mean of the others until it was fully back."""
    if not count.services:
        mean = mean_of_others(known, "full", ())
        return None if mean is None else count.of if mean.middle <= count.hours else 0.0
    means = [mean_of_others(known, "full", each) for each in count.services]
    if None in means:
        return None
    return float(sum(mean is not None and mean.middle <= count.hours for mean in means))


@dataclass(frozen=True, slots=True)
class PowerBack:
    """When power was back: for each unit that lost it, the hour and its servers, in time."""

    units: tuple[tuple[float, float], ...]

    @staticmethod
    def of(night: Night) -> "PowerBack":
        """Return when a night's hazard gives power back."""
        plan = night.plan
        servers = means_of(plan, central(plan.system, night.scenario)).unit_servers
        exists = [not unit.is_rebuilt for unit in plan.units]
        power, back = Power(plan, servers), dict[int, float]()
        for event in night.hazard.events:
            if event.is_loss:
                back.update(dict.fromkeys((unit for unit in power.lose(event.id)[0] if exists[unit]), inf))
            elif event.id in plan.standing_in:
                for time, unit in power.restore(event, exists):
                    back[unit] = min(back[unit], time)
        timed = ((max(time, 0.0), servers[unit] or _NO_SERVERS) for unit, time in back.items())
        return PowerBack(tuple(sorted(timed)))

    @property
    def band(self) -> Band:
        """When 10, 50 and 90 of 100 servers had their power back."""
        found: list[float] = []
        total, reached = sum(servers for _, servers in self.units), 0.0
        for time, servers in self.units:
            reached += servers
            while len(found) < len(SHARES) and reached >= SHARES[len(found)] * total:
                found.append(time)
        return Band(*found) if len(found) == len(SHARES) else Band(0.0, 0.0, 0.0)

    @property
    def last(self) -> float:
        """When all had it back."""
        return self.units[-1][0] if self.units else 0.0

    def share(self, hours: float) -> float:
        """Return the share of the servers that had it back by then."""
        total = sum(servers for _, servers in self.units)
        return sum(servers for time, servers in self.units if time <= hours) / total if total else 1.0
