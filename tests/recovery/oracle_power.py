"""The power of units and domains under a hazard, as a function of the moment and of what came before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kakao_whatif.model.parts import exact
from tests.oracles import effective
from tests.recovery.oracle_state import State, Unit, priority_of

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Grant:
    """Power for the first servers of a domain: `first` of them at `start`, growing evenly to `last` at `end`."""

    start: Fraction
    end: Fraction
    first: Fraction
    last: Fraction

    def servers(self, now: Fraction) -> Fraction | None:
        """How many servers it reaches; none, rather than zero, before it has begun."""
        if now < self.start:
            return None
        if now >= self.end or self.first >= self.last:
            return self.last
        return self.first + (self.last - self.first) * (now - self.start) / (self.end - self.start)

    def reaches(self, servers: Fraction) -> Fraction | None:
        """When it reaches so many servers."""
        if servers > self.last:
            return None
        if servers <= self.first or self.first >= self.last:
            return self.start
        return self.start + (self.end - self.start) * (servers - self.first) / (self.last - self.first)


@dataclass
class Power:
    """For each unit and domain that was ever lost: what has been given back to it since then.

    A unit stands at the servers `before` it in the order of the domain that was restored.
    """

    state: State
    units: dict[Unit, list[tuple[Grant, Fraction]]] = field(default_factory=dict)
    domains: dict[str, list[Fraction]] = field(default_factory=dict)

    def servers(self, unit: Unit, now: Fraction) -> Fraction:
        """How many of its servers have power: those that have it keep it."""
        if unit not in self.units:
            return unit.servers
        reached = [(grant.servers(now), before) for grant, before in self.units[unit]]
        return max(
            (min(max(n - before, Fraction(0)), unit.servers) for n, before in reached if n is not None),
            default=Fraction(0),
        )

    def of_unit(self, unit: Unit, now: Fraction) -> bool:
        """Whether the whole of it has; without servers it counts as the last server before it."""
        if unit not in self.units:
            return True
        times = (grant.reaches(before + unit.servers) for grant, before in self.units[unit])
        return any(at is not None and at <= now for at in times)

    def of_domain(self, domain: str, now: Fraction) -> bool:
        """Whether it was not lost, or restored since then, by whatever share."""
        return domain not in self.domains or any(at <= now for at in self.domains[domain])

    def below(self, domain: str) -> set[str]:
        system = self.state.system
        return {id for id in system.domains if domain in system.ancestors(id)}

    def lose(self, domain: str) -> None:
        """Switch off and take the power of every unit there, or of the parts that the loss is contained to."""
        for part in effective(self.state.system, {domain}):
            for id in self.below(part):
                self.domains[id] = []
                for unit in self.state.units:
                    if unit.domain == id:
                        unit.on = False
                        self.units[unit] = []

    def restore(self, domain: str, event: Event) -> Iterable[Fraction]:
        """Give power back; return the moments at which something gets it."""
        end = exact(event["at_hours"])
        start = exact(event.get("from_hours", event["at_hours"]))
        there = [unit for unit in self.state.units if unit.domain in self.below(domain)]
        there.sort(key=lambda u: (priority_of(self.state.system.services[u.service]), u.service, u.domain))
        every = sum((unit.servers for unit in there), Fraction(0))
        was = sum((self.servers(unit, start) for unit in there), Fraction(0))
        share = exact(event.get("share", 1)) * every
        grows = start < end and every > 0
        grant = Grant(start if grows else end, end, was if grows else share, share)
        moments, before = {end}, Fraction(0)
        for unit in there:
            if unit in self.units:
                self.units[unit].append((grant, before))
                moments |= {at} if (at := grant.reaches(before + unit.servers)) is not None else set()
            before += unit.servers
        for id in self.below(domain) & set(self.domains):
            self.domains[id].append(end)
        return moments
