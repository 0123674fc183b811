"""Which units have power, under losses and restorations that give it back little by little.

Stands apart from the run, which only hears when a unit gets power: shares, ramps and the order of servers end here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from kakao_whatif.model.apply import effective_losses
from kakao_whatif.recovery.hazard import Event
from kakao_whatif.recovery.plan import Plan

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Grant:
    """Power for the first servers of a domain: for `first` of them at `start`, growing evenly to `last` at `end`."""

    start: float
    end: float
    first: float
    last: float

    def servers(self, now: float) -> float:
        """Return how many servers it has reached."""
        if now >= self.end or self.first >= self.last:
            return self.last if now >= self.start else 0.0
        return self.first + (self.last - self.first) * max(0.0, now - self.start) / (self.end - self.start)

    def reaches(self, servers: float) -> float | None:
        """Return when it reaches so many servers; None if it never does."""
        if servers > self.last + _ROUNDING:
            return None
        if servers <= self.first + _ROUNDING or self.first >= self.last:
            return self.start
        return self.start + (self.end - self.start) * (servers - self.first) / (self.last - self.first)


class Power:
    """For each unit and place that was ever lost, what has been given back to it since then.

    Parameters
    ----------
    plan, servers
        The system, and the servers of each unit.
    """

    def __init__(self, plan: Plan, servers: Sequence[float]) -> None:
        self.plan, self.servers = plan, servers
        #: None: never lost. Each grant goes with the servers that stand before the unit in the order of its domain.
        self.grants: list[list[tuple[Grant, float]] | None] = [None] * len(plan.units)
        self.due = [-inf] * len(plan.units)  # since when, or from when, a unit has power, as far as is known
        self.restored: dict[str, list[float]] = {}

    def lose(self, domain: str) -> tuple[list[int], list[str]]:
        """Take the power of a domain, or of the parts its loss is contained to; return the units and places."""
        units: list[int] = []
        places: list[str] = []
        for part in effective_losses(self.plan.system, [domain]):
            if part in self.plan.standing_in:
                units += self.plan.standing_in[part]
                places += self.plan.below[part]
        for unit in units:
            self.grants[unit], self.due[unit] = [], inf
        for place in places:
            self.restored[place] = []
        return units, places

    def restore(self, event: Event, exists: Sequence[bool]) -> Iterator[tuple[float, int]]:
        """Give power back; yield when which of the units that were lost get it, if that is sooner than known."""
        there = [unit for unit in self.plan.standing_in[event.id] if exists[unit]]
        every = sum(self.servers[unit] for unit in there)
        target, grows = event.share * every, event.start < event.end and every > 0
        was = sum(self._powered(unit, event.start) for unit in there) if grows else target
        grant = Grant(event.start if grows else event.end, event.end, was, target)
        before = 0.0
        for unit in there:
            given = self.grants[unit]
            if given is not None:
                given.append((grant, before))
                time = grant.reaches(before + self.servers[unit])
                if time is not None and time < self.due[unit]:
                    self.due[unit] = time
                    yield time, unit
            before += self.servers[unit]
        for place in self.plan.below[event.id]:
            if place in self.restored:
                self.restored[place].append(event.end)

    def built(self, unit: int) -> None:
        """Note a copy that was made where there is power: its servers have it, as if never lost."""
        self.grants[unit], self.due[unit] = None, -inf

    def has(self, unit: int, now: float) -> bool:
        """Return whether the whole of a unit has power."""
        return self.due[unit] <= now + _ROUNDING

    def has_place(self, place: str, now: float) -> bool:
        """Return whether a place was never lost, or was restored since then, by whatever share."""
        return place not in self.restored or any(time <= now + _ROUNDING for time in self.restored[place])

    def _powered(self, unit: int, now: float) -> float:
        """Return how many servers of a unit have power."""
        given = self.grants[unit]
        if given is None:
            return self.servers[unit]
        reached = (min(max(grant.servers(now) - before, 0.0), self.servers[unit]) for grant, before in given)
        return max(reached, default=0.0)
