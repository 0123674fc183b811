"""The meaning of a system, worked out quickly and exactly.

*Rings stand*: for a given set of awake services, "not DARK" is the greatest fixpoint. *Waking is
founded*: nothing is awake at first; what the fixpoint allows to wake is awake in the next round.

The engine settles a system once with nothing lost; a scenario then starts from that state and
works only on what its losses touch. That is exact because losing more never helps: what is dark
without losses is dark with them, and what sleeps without losses never wakes under them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TypeAlias

from kakao_whatif.model.apply import effective_losses
from kakao_whatif.model.expression import AllOf, Expression, conjuncts, leaves, threshold
from kakao_whatif.model.parts import Kind, Service
from kakao_whatif.model.system import System

Predicate: TypeAlias = Callable[[AbstractSet[str]], bool]
Sizes: TypeAlias = tuple[int, tuple[tuple[str, str, int], ...]]
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settled:
    """What a set of losses comes to, once every failover that can happen has happened.

    Parameters
    ----------
    lost_domains, lost_services
        What is lost: the domains with all that stands in them, and the services named.
    dark
        The services that are DARK.
    asleep
        The services with a standby that nothing could wake.
    """

    lost_domains: AbstractSet[str]
    lost_services: AbstractSet[str]
    dark: AbstractSet[str]
    asleep: AbstractSet[str]


@lru_cache(maxsize=64)
def engine_of(system: System) -> "Engine":
    """Return the engine of a system, made once."""
    return Engine(system)


@lru_cache(maxsize=64)
def settled_once(engine: "Engine", losses: frozenset[str]) -> Settled:
    """Return what losses come to; explanations of many services ask of the same few losses."""
    return engine.settle(losses)


class Engine:
    """A system with its needs turned into tests and its dependents looked up.

    Notes
    -----
    `settle` costs O(standbys + services touched); what rises in a round of waking is touched again.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.services = system.services
        self.hard: dict[str, Predicate] = {}
        # What falls with a service at once, and what must be tested when it falls.
        self.certain: dict[str, frozenset[str]] = dict.fromkeys(system.services, NONE)
        self.perhaps: dict[str, frozenset[str]] = dict.fromkeys(system.services, NONE)
        # Of a service with copies: the least they must carry together, and what each carries.
        self.sizes: dict[str, Sizes] = {}
        self.hosted: dict[str, list[str]] = defaultdict(list)
        self.parts: dict[str, list[str]] = defaultdict(list)
        self.wakes: dict[str, Predicate] = {}
        self.woken_by: dict[str, set[str]] = defaultdict(set)
        for domain in system.domains.values():
            if domain.parent is not None:
                self.parts[domain.parent].append(domain.id)
        certain: dict[str, set[str]] = defaultdict(set)
        perhaps: dict[str, set[str]] = defaultdict(set)
        for service in system.services.values():
            self._read(service, certain, perhaps)
        self.certain.update((id, frozenset(ids)) for id, ids in certain.items())
        self.perhaps.update((id, frozenset(ids)) for id, ids in perhaps.items())
        self.standby: frozenset[str] = frozenset(self.wakes)
        self.never = frozenset(id for id in self.services if self._cannot_run(id))
        self.base = self._settled_without_losses()

    def _read(
        self, service: Service, certain: Mapping[str, set[str]], perhaps: Mapping[str, set[str]]
    ) -> None:
        hard = hard_needs(service)
        for part in hard:
            for leaf in leaves(part):
                (certain if isinstance(part, str) else perhaps)[leaf].add(service.id)
        if hard:
            self.hard[service.id] = predicate(hard[0] if len(hard) == 1 else AllOf(hard))
        if service.replicas:
            self.sizes[service.id] = _sizes(service)
        for domain in {replica.domain for replica in service.replicas}:
            self.hosted[domain].append(service.id)
        if service.has_standby and service.failover is not None:
            self.wakes[service.id] = predicate(service.failover.needs)
            for leaf in leaves(service.failover.needs):
                self.woken_by[leaf].add(service.id)

    def holding(self, ids: Collection[str]) -> "Engine":
        """Return the engine of the same system in which some services run whatever they need.

        What stood without losses still stands, so nothing is worked out again unless something is
        dark even then.
        """
        if not ids:
            return self
        other = copy(self)
        bare = {id: replace(self.services[id], replicas=(), failover=None, needs=()) for id in ids}
        other.services = {**self.services, **bare}
        other.certain, other.perhaps = dict(self.certain), dict(self.perhaps)
        for id in ids:
            for leaf in {leaf for need in hard_needs(self.services[id]) for leaf in leaves(need)}:
                other.certain[leaf] -= {id}
                other.perhaps[leaf] -= {id}
        other.hard = {id: hard for id, hard in self.hard.items() if id not in bare}
        other.wakes = {id: wakes for id, wakes in self.wakes.items() if id not in bare}
        other.sizes = {id: sizes for id, sizes in self.sizes.items() if id not in bare}
        other.standby, other.never = frozenset(other.wakes), self.never - bare.keys()
        if self.base.dark or self.base.asleep:
            other.base = other._settled_without_losses()
        return other

    def settle(self, losses: Collection[str]) -> Settled:
        """Return what these losses come to, starting from the state without losses."""
        if not losses:
            return self.base
        lost_domains, hit = self._lost(losses)
        lost_services = {id for id in losses if id in self.services}
        hit |= self.standby - self.base.asleep
        fallen = [id for id in hit if not self.is_hosted(id, lost_domains, self.standby)]
        dark = self.fall([*lost_services, *fallen], set(self.base.dark))
        return self._wake(lost_domains, lost_services, dark)

    def _wake(
        self, lost_domains: AbstractSet[str], lost_services: AbstractSet[str], dark: set[str]
    ) -> Settled:
        """Wake what can be woken, round by round, from the state in which every standby sleeps.

        Only a standby whose waking needs something that has just risen is tested again.
        """
        if not self.standby:
            return Settled(frozenset(lost_domains), frozenset(lost_services), frozenset(dark), NONE)
        asleep = set(self.standby)
        settled = Settled(lost_domains, lost_services, dark, asleep)
        waking = {id for id in asleep if self.wakes[id](dark)}
        while waking:
            asleep -= waking
            touched = NONE.union(*(self.woken_by.get(id, NONE) for id in self._rise(waking, settled, dark)))
            waking = {id for id in touched & asleep if self.wakes[id](dark)}
        return Settled(frozenset(lost_domains), frozenset(lost_services), frozenset(dark), frozenset(asleep))

    def _rise(self, woken: AbstractSet[str], settled: Settled, dark: set[str]) -> AbstractSet[str]:
        """Take out of `dark` what stands again now that some services are awake, and return it.

        What needs them, directly or not, is taken out first, and then falls again unless it can
        stand: so a ring that only waited for one of them stands again as a whole.
        """
        maybe: set[str] = set()
        front = {id for id in woken if id in dark and self._has_ground(id, settled)}
        while front:
            maybe |= front
            needing = (ids[id] for id in front for ids in (self.certain, self.perhaps))
            front = {id for id in set().union(*needing) - maybe if id in dark}
        dark -= maybe
        stays = [
            id
            for id in maybe
            if not self._has_ground(id, settled) or (id in self.hard and not self.hard[id](dark))
        ]
        self.fall(stays, dark)
        return maybe - dark

    def _has_ground(self, id: str, settled: Settled) -> bool:
        is_lost = id in settled.lost_services
        return not is_lost and self.is_hosted(id, settled.lost_domains, settled.asleep)

    def fall(self, start: Iterable[str], dark: set[str]) -> set[str]:
        """Return `dark` with `start` and everything that cannot run without it."""
        certain, perhaps, hard = self.certain, self.perhaps, self.hard
        fallen = [id for id in dict.fromkeys(start) if id not in dark]
        dark.update(fallen)
        for id in fallen:  # grows while it is walked
            for other in certain[id]:
                if other not in dark:
                    dark.add(other)
                    fallen.append(other)
            for other in perhaps[id]:
                if other not in dark and not hard[other](dark):
                    dark.add(other)
                    fallen.append(other)
        return dark

    def rounds(self, start: Iterable[str], dark: set[str], held: str | None = None) -> Iterator[set[str]]:
        """Yield what falls in each round, adding it to `dark`; `held` never falls.

        A service is tested again whenever something it needs has fallen: on rings, once is not
        enough.
        """
        front = set(start) - dark
        while front := front - {held}:
            dark |= front
            yield front
            touched = NONE.union(*map(self.perhaps.__getitem__, front)) - dark
            front = set().union(*map(self.certain.__getitem__, front)) - dark
            front |= {id for id in touched - front if not self.hard[id](dark)}

    def capacity(self, id: str, lost_domains: AbstractSet[str], asleep: AbstractSet[str]) -> Fraction:
        """Return the share of peak load that the serving replicas of a service carry."""
        serving = [
            replica.capacity
            for replica in self.services[id].replicas
            if replica.domain not in lost_domains and (replica.role == "active" or id not in asleep)
        ]
        return min(Fraction(1), sum(serving, Fraction(0)))

    def is_hosted(self, id: str, lost_domains: AbstractSet[str], asleep: AbstractSet[str]) -> bool:
        """Return whether a service has the capacity it needs to run at all."""
        if id not in self.sizes:
            return True
        least, copies = self.sizes[id]
        is_awake = id not in asleep
        carried = 0
        for domain, role, size in copies:
            if domain not in lost_domains and (is_awake or role == "active"):
                carried += size
        return carried >= least

    def _lost(self, losses: Collection[str]) -> tuple[set[str], set[str]]:
        """Return the lost domains with all that stands in them, and the services that stood there."""
        domains = self.system.domains
        if domains.keys().isdisjoint(losses):
            return set(), set()
        waiting = [id for id in effective_losses(self.system, losses) if id in domains]
        lost: set[str] = set()
        hit: set[str] = set()
        while waiting:
            id = waiting.pop()
            if id not in lost:
                lost.add(id)
                waiting += self.parts.get(id, ())
                hit.update(self.hosted.get(id, ()))
        return lost, hit

    def _cannot_run(self, id: str) -> bool:
        """Return whether a service could not even run with all others up and all standbys awake."""
        return not self.is_hosted(id, NONE, NONE) or (id in self.hard and not self.hard[id](NONE))

    def first_to_fall(self, settled: Settled) -> set[str]:
        """Return what is dark whatever the others are: lost, without enough copies, or never to run."""
        hit = set(settled.asleep).union(*(self.hosted.get(id, ()) for id in settled.lost_domains))
        fallen = {id for id in hit if not self.is_hosted(id, settled.lost_domains, settled.asleep)}
        return fallen | settled.lost_services | self.never

    def _settled_without_losses(self) -> Settled:
        asleep = Settled(NONE, NONE, NONE, self.standby)
        return self._wake(NONE, NONE, self.fall(self.first_to_fall(asleep), set()))


def _sizes(service: Service) -> Sizes:
    """Return capacities as whole numbers, which add up faster than fractions."""
    shares = [replica.capacity for replica in service.replicas]
    scale = lcm(service.min_capacity.denominator, *(share.denominator for share in shares))
    copies = tuple((each.domain, each.role, int(each.capacity * scale)) for each in service.replicas)
    return max(1, int(service.min_capacity * scale)), copies


def hard_needs(service: Service) -> tuple[Expression, ...]:
    """Return what must all be true for a service to run."""
    return tuple(part for need in service.needs if need.kind == "hard" for part in conjuncts(need.on))


def predicate(expression: Expression) -> Predicate:
    """Return a fast test of an expression against the set of dark services."""
    if isinstance(expression, str):
        return lambda dark: expression not in dark
    if all(isinstance(part, str) for part in expression.of):
        ids, k = tuple(leaves(expression)), threshold(expression)
        if k == len(ids):
            return frozenset(ids).isdisjoint
        every = frozenset(ids)
        if k == 1:
            return lambda dark: not every <= dark
        if len(every) == len(ids):
            spare = len(ids) - k
            return lambda dark: len(every & dark) <= spare
        return lambda dark: sum(id not in dark for id in ids) >= k
    parts, k = tuple(predicate(part) for part in expression.of), threshold(expression)
    if k == len(parts):
        return lambda dark: all(part(dark) for part in parts)
    if k == 1:
        return lambda dark: any(part(dark) for part in parts)
    return lambda dark: sum(part(dark) for part in parts) >= k


def kind_predicate(service: Service, kind: Kind) -> Predicate | None:
    """Return the test of all needs of one kind, or None if the service has none."""
    needs = tuple(need.on for need in service.needs if need.kind == kind)
    if not needs:
        return None
    return predicate(needs[0] if len(needs) == 1 else AllOf(needs))
