"""Sites as a dial: how many services run at one site alone, and how many are dark when it is lost.

It stands apart from the sign-in's dial: a service that stands elsewhere too helps all that need it, so the order in
which services are spread matters, and there are too many orders to try them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Final

from kakao_whatif.analysis.dial import Point
from kakao_whatif.analysis.many.losses import counted
from kakao_whatif.analysis.many.tally import Tally, numbers_at
from kakao_whatif.analysis.many.worst import LIMIT
from kakao_whatif.errors import LimitError
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import evaluate
from kakao_whatif.propagation.wiring import ALWAYS, WiredCopy, WiredDomain, Wiring, wired

ORDERS: Final = 200
MOST_STATUSES: Final = 1 << 28  # so many are kept in memory at once, of all services together


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

    Raises
    ------
    LimitError
        If they are more than can be worked out within seconds.

    Notes
    -----
    All settings of many orders are worked out at once, a bit each.
    """
    there = propagate(system, scenario).system
    counting = counted(system, scenario)
    places = {id: _places(there, id) for id in counting}
    inside = {id for id in there.domains if site in there.ancestors(id)}
    services = sorted(id for id, some in places.items() if some and some <= inside)
    hosted = sum(bool(some) for some in places.values())
    if (statuses := (orders + 2) * (len(services) + 1) * len(there.services)) > LIMIT:
        raise LimitError(
            f"orders: {orders:,} of {len(services):,} services at {site!r} take {statuses:,} statuses, more than the "
            f"limit of {LIMIT:,}. Ask for fewer.",
            knobs=("orders",),
        )
    dial = _Spread(there, wired(there), scenario, site, services, counting)
    every = (1 << len(services)) - 1
    matters = dial.dark({id: every ^ (1 << at) for at, id in enumerate(services)}, len(services))
    ranked = [
        id for _, id in sorted(zip(matters, services, strict=True), key=lambda pair: (-pair[0], pair[1]))
    ]
    random = Random(seed)
    tried = [ranked, ranked[::-1], *(random.sample(services, len(services)) for _ in range(orders))]
    counts = dial.one_by_one(tried)
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

    def one_by_one(self, orders: Sequence[Sequence[str]]) -> list[int]:
        """Return, order by order, how many are DARK when none runs only there, then the first, then the second too."""
        settings = len(self.services) + 1
        at_once = max(1, MOST_STATUSES // (settings * max(len(self.wiring.services), 1)))
        counts: list[int] = []
        for start in range(0, len(orders), at_once):
            some = orders[start : start + at_once]
            alone = dict.fromkeys(self.services, 0)
            for order in reversed(some):
                for at, id in enumerate(order):
                    # Of the settings of an order, it runs there alone in all after as many as come before it.
                    alone[id] = alone[id] << settings | ((1 << settings) - (2 << at))
            counts += self.dark(alone, settings * len(some))
        return counts

    def dark(self, alone: Mapping[str, int], settings: int) -> list[int]:
        """Return for each setting how many services are DARK without the site; `alone` says which run only there."""
        bits, tally = Bits(settings), Tally()
        lost = dict.fromkeys({*self.scenario.losses, self.site}, bits.always)
        found = evaluate(self.wiring, bits, lost, alone)
        for id in self.counting:
            tally.add(found.dark[id])
        return numbers_at(tally.planes(), range(settings))


def _places(system: System, service: str) -> set[str]:
    copies = system.services[service].replicas
    return {copy.domain for copy in copies if copy.role == "active" and copy.capacity}
