"""Sites as a dial: how many services run at one site alone, and how many are dark when it is lost.

It stands apart from the sign-in's dial: a service that stands elsewhere too helps all that need it, so the order in
which services are spread matters, and there are too many orders to try them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Final

from kakao_whatif.analysis.dial import Point
from kakao_whatif.analysis.many.losses import counted
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import evaluate
from kakao_whatif.propagation.wiring import ALWAYS, WiredCopy, WiredDomain, Wiring, wired

ORDERS: Final = 200


@dataclass(frozen=True)
class SiteDial:
    """What the loss of a site does, for every number of the services that run there alone.

    Parameters
    ----------
    site
        What is lost.
    services
        The services whose only active copies stand there, as things are.
    hosted
        How many services have an active copy anywhere.
    points
        From none of them to all. Where one does not stand there alone, it has another active copy of full capacity at a
        place that is not lost. `least` and `most` are the fewest and the most that were *seen* to be dark in `orders`
        random orders, and in two more in which the next one is the one that matters least, or most, by itself;
        `average` is that of the random ones. None and all are exact.
    orders
        How many random orders were tried.
    """

    site: str
    services: Ids
    hosted: int
    points: tuple[Point, ...]
    orders: int

    @property
    def share(self) -> float:
        """The share of hosted services that run there alone, as things are."""
        return len(self.services) / self.hosted if self.hosted else 0.0

    @property
    def dark(self) -> int:
        """How many services are DARK when it is lost, as things are."""
        return self.points[-1].most

    @property
    def is_exact(self) -> bool:
        """Return whether every order has been tried: with two services or fewer."""
        return len(self.services) <= 2


def site_dial(system: System, scenario: Scenario, site: str, orders: int = ORDERS, seed: int = 0) -> SiteDial:
    """Return what the loss of a site does for every number of services that run there alone.

    Parameters
    ----------
    system
        The dependency model.
    scenario
        What is lost in any case, and what is in place.
    site
        The domain that is lost.
    orders, seed
        How many random orders are tried.

    Notes
    -----
    All settings of all orders are worked out at once, a bit each.
    """
    there = propagate(system, scenario).system
    counting = counted(system, scenario)
    places = {id: _places(there, id) for id in counting}
    inside = {id for id in there.domains if site in there.ancestors(id)}
    services = sorted(id for id, some in places.items() if some and some <= inside)
    hosted = sum(bool(some) for some in places.values())
    dial = _Spread(there, wired(there), scenario, site, services, counting)
    matters = dial.dark([[each for each in services if each != id] for id in services])
    ranked = [
        id for _, id in sorted(zip(matters, services, strict=True), key=lambda pair: (-pair[0], pair[1]))
    ]
    random = Random(seed)
    tried = [ranked, ranked[::-1], *(random.sample(services, len(services)) for _ in range(orders))]
    counts = dial.dark([order[:number] for order in tried for number in range(len(services) + 1)])
    columns = [counts[number :: len(services) + 1] for number in range(len(services) + 1)]
    points = tuple(
        Point(
            number,
            number / hosted if hosted else 0.0,
            min(column),
            sum(column[2:]) / orders if orders else float(column[0]),
            max(column),
        )
        for number, column in enumerate(columns)
    )
    return SiteDial(site, Ids(services), hosted, points, orders)


@dataclass(frozen=True)
class _Spread:
    """A system in which each of some services may have another active copy elsewhere."""

    system: System
    wiring: Wiring
    scenario: Scenario
    site: str
    services: Sequence[str]
    counting: frozenset[str]

    def __post_init__(self) -> None:
        self.wiring.domains[self._elsewhere] = WiredDomain(None, [ALWAYS])
        for id in self.services:
            guard = frozenset({frozenset({id})})
            copy = WiredCopy(self._elsewhere, "active", [guard], Fraction(1))
            self.wiring.services[id].copies.append(copy)

    @property
    def _elsewhere(self) -> str:
        """The id of a place that nothing else has."""
        return "elsewhere:" + max(self.system.domains, default="", key=len)

    def dark(self, settings: Sequence[Sequence[str]]) -> list[int]:
        """Return how many services are DARK when the site is lost, for these that run there alone."""
        bits = Bits(len(settings))
        off = dict.fromkeys(self.services, 0)
        for at, alone in enumerate(settings):
            for id in alone:
                off[id] |= 1 << at
        lost = dict.fromkeys({*self.scenario.losses, self.site}, bits.always)
        found = evaluate(self.wiring, bits, lost, off)
        dark = [found.dark[id] for id in self.counting]
        return [sum(mask >> at & 1 for mask in dark) for at in range(bits.scenarios)]


def _places(system: System, service: str) -> set[str]:
    copies = system.services[service].replicas
    return {copy.domain for copy in copies if copy.role == "active" and copy.capacity}
