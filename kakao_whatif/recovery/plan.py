"""A system made ready for many runs: services as bits of one number, needs as masks over them.

Stands apart because it is the same for every draw of the parameters. A set of services is one integer, bit i for the
i-th service; so whether any of a hundred needs fails is one operation.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import lcm
from typing import Any, Final, Literal, TypeAlias

from kakao_whatif.model.components import rings
from kakao_whatif.model.expression import AnyOf, Expression, conjuncts, holds, leaves, threshold
from kakao_whatif.model.parts import Kind, Service
from kakao_whatif.model.system import System
from kakao_whatif.model.time_checks import WORDS

Fails: TypeAlias = Callable[[int], bool]
DEFAULT_PRIORITY: Final = 9


@dataclass(frozen=True, slots=True)
class Needs:
    """Expressions that must all hold: those of one service as a mask, the others as tests of a dark set."""

    mask: int = 0
    tests: tuple[Fails, ...] = ()
    parts: tuple[Expression, ...] = ()

    def fail(self, dark: int) -> bool:
        """Return whether one does not hold."""
        if self.mask & dark:
            return True
        return any(test(dark) for test in self.tests) if self.tests else False


@dataclass(slots=True)
class Unit:
    """One replica: where it stands, what it adds, and whether it is a copy that a rebuild would make."""

    service: int
    domain: str
    is_active: bool
    capacity: int
    site: str
    is_rebuilt: bool = False


@dataclass(slots=True)
class Node:
    """One service, with what a run asks of it."""

    index: int
    bit: int
    service: Service
    key: tuple[float, str]
    units: list[int] = field(default_factory=list)
    rebuilt: int | None = None
    min_capacity: int = 0
    hard: Needs = Needs()
    restart: Needs = Needs()
    login: Needs = Needs()
    soft: Needs = Needs()
    wake: Needs | None = None
    detachable: tuple[tuple[Needs, float], ...] = ()
    data: Literal["heavy", "normal", "none"] = "none"
    has_own_crew: bool = False
    in_ring: bool = False
    is_plain: bool = False  # of what it needs to start, each thing must be there: no gate, no ring, no link

    @property
    def recovery(self) -> Any:
        """What its file says for recovery."""
        return self.service.recovery

    def runs_with(self, capacity: int) -> bool:
        """Return whether this much capacity is enough for it to run."""
        return capacity > 0 and capacity >= self.min_capacity


class Plan:
    """All services as `nodes`, all replicas as `units`, and the order in which darkness spreads."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.ids = tuple(system.services)
        self.index = {id: number for number, id in enumerate(self.ids)}
        capacities = [
            replica.capacity for service in system.services.values() for replica in service.replicas
        ]
        least = [service.min_capacity for service in system.services.values()]
        self.whole = lcm(*(number.denominator for number in (*capacities, *least)))
        self.units: list[Unit] = []
        self.nodes = [self._node(number, service) for number, service in enumerate(system.services.values())]
        self.below: dict[str, list[str]] = {domain: [] for domain in system.domains}
        for place in system.domains:
            for domain in system.ancestors(place):
                self.below[domain].append(place)
        # In the order in which they get power: by priority, id and place.
        self.standing_in: dict[str, list[int]] = {domain: [] for domain in system.domains}
        for number in sorted(range(len(self.units)), key=self._rank):
            for domain in system.ancestors(self.units[number].domain):
                self.standing_in[domain].append(number)
        named = (leaf for s in system.services.values() if s.failover for leaf in leaves(s.failover.needs))
        self.wakers = sum(1 << number for number in {self.index[leaf] for leaf in named})
        self._find_rings()
        self.roles = {role: self._with_role(role) for role in WORDS["role"]}
        self.order = self._order()
        self.every = (1 << len(self.nodes)) - 1
        #: Services that share the same needs, as a mask by those needs.
        self.login = _grouped((node.login, node.bit) for node in self.nodes)
        self.soft = _grouped((node.soft, node.bit) for node in self.nodes)

    def _node(self, number: int, service: Service) -> Node:
        said = service.recovery
        node = Node(number, 1 << number, service, (float(said.get("priority", DEFAULT_PRIORITY)), service.id))
        for replica in service.replicas:
            node.units.append(len(self.units))
            capacity = int(replica.capacity * self.whole)
            site = self._site(replica.domain)
            self.units.append(Unit(number, replica.domain, replica.role == "active", capacity, site))
        if said.get("backup_in") in self.system.domains and service.replicas:
            node.rebuilt = len(self.units)
            place = str(said["backup_in"])
            self.units.append(
                Unit(
                    number,
                    place,
                    is_active=True,
                    capacity=self.whole,
                    site=self._site(place),
                    is_rebuilt=True,
                )
            )
            node.units.append(node.rebuilt)
        node.min_capacity = int(service.min_capacity * self.whole)
        node.hard, node.restart = self._needs(service, "hard"), self._needs(service, "restart")
        node.login, node.soft = self._needs(service, "login"), self._needs(service, "soft")
        node.detachable = tuple(
            (self.needs(conjuncts(need.on)), need.detach_minutes / 60)
            for need in service.needs
            if need.kind == "hard" and need.detach_minutes is not None
        )
        if service.has_standby and service.failover is not None:
            node.wake = self.needs(conjuncts(service.failover.needs))
        node.data = said.get("data", "none")
        node.has_own_crew = said.get("crew") == "own"
        return node

    def _rank(self, number: int) -> tuple[tuple[float, str], str, int]:
        unit = self.units[number]
        return self.nodes[unit.service].key, unit.domain, number

    def _site(self, domain: str) -> str:
        chain = self.system.ancestors(domain)
        return next((id for id in reversed(chain) if self.system.domains[id].kind == "site"), domain)

    def _needs(self, service: Service, kind: Kind) -> Needs:
        """Return the needs of a kind, but for links that can be switched off."""
        wanted = [
            n.on for n in service.needs if n.kind == kind and (kind != "hard" or n.detach_minutes is None)
        ]
        return self.needs(tuple(part for on in wanted for part in conjuncts(on)))

    def needs(self, parts: tuple[Expression, ...]) -> Needs:
        """Return expressions as one mask and tests."""
        mask, tests = 0, []
        for part in parts:
            if isinstance(part, str):
                mask |= 1 << self.index[part]
            else:
                tests.append(self._fails(part))
        return Needs(mask, tuple(tests), parts)

    def _fails(self, on: Expression) -> Fails:
        assert not isinstance(on, str)
        plain = [part for part in on.of if isinstance(part, str)]
        if len(plain) == len(on.of) == len(set(plain)):
            mask = sum(1 << self.index[part] for part in plain)
            if isinstance(on, AnyOf):
                return lambda dark: dark & mask == mask
            spare = len(plain) - threshold(on)
            return lambda dark: (dark & mask).bit_count() > spare
        index = self.index
        return lambda dark: not holds(on, lambda id: not dark >> index[id] & 1)

    def _find_rings(self) -> None:
        graph = {
            id: tuple(leaf for n in service.needs if n.kind == "hard" for leaf in leaves(n.on))
            for id, service in self.system.services.items()
        }
        for ring in rings(graph):
            for id in ring:
                self.nodes[self.index[id]].in_ring = True
        self.has_rings = any(node.in_ring for node in self.nodes)
        for node in self.nodes:
            has_gates = node.hard.tests or node.restart.tests or node.detachable
            node.is_plain = not has_gates and not node.in_ring

    def _with_role(self, role: str) -> int | None:
        """Return the services with a role as a mask; None if there is none."""
        mask = sum(node.bit for node in self.nodes if node.recovery.get("role") == role)
        return mask or None

    def _order(self) -> tuple[int, ...]:
        """Return the services with hard needs so that, but for rings, each comes after what it needs."""
        placed: set[int] = set()
        order: list[int] = []

        def place(number: int) -> None:
            stack = [(number, iter(self._named(number)))]
            placed.add(number)
            while stack:
                at, others = stack[-1]
                following = next((other for other in others if other not in placed), None)
                if following is None:
                    order.append(at)
                    stack.pop()
                else:
                    placed.add(following)
                    stack.append((following, iter(self._named(following))))

        for number in range(len(self.nodes)):
            if number not in placed:
                place(number)
        has_hard = [any(need.kind == "hard" for need in node.service.needs) for node in self.nodes]
        return tuple(number for number in order if has_hard[number])

    def _named(self, number: int) -> list[int]:
        needs = self.nodes[number].service.needs
        return [self.index[leaf] for need in needs if need.kind == "hard" for leaf in leaves(need.on)]


def _grouped(needs: Iterable[tuple[Needs, int]]) -> dict[Needs, int]:
    groups: dict[Needs, int] = {}
    for each, bit in needs:
        if each.parts:
            groups[each] = groups.get(each, 0) | bit
    return groups


@lru_cache(maxsize=32)
def plan_of(system: System) -> Plan:
    """Return the plan of a system, made once."""
    return Plan(system)
