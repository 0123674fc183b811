"""The state of a recovery and what is read off it, as docs/recovery.md defines it: plain loops, no speed."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from kakao_whatif.model.expression import Expression
from kakao_whatif.model.parts import Dependency, Service, exact
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from tests.oracles import founded, true


@dataclass(eq=False)
class Unit:
    """One replica; `servers` are those of its own that a restart must start."""

    service: str
    domain: str
    role: str
    capacity: Fraction
    servers: Fraction
    on: bool = True
    rebuilt: bool = False
    is_rebuilt: bool = False


@dataclass
class State:
    system: System
    units: list[Unit] = field(default_factory=list)
    awake: set[str] = field(default_factory=set)
    detached: set[tuple[str, int]] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Before the first event every unit is on, every standby asleep, every link that fails switched off."""
        for service in self.system.services.values():
            actives = Counter(self.site(r.domain) for r in service.replicas if r.role == "active")
            for r in service.replicas:
                own = (
                    servers_of(service) / actives[self.site(r.domain)] if r.role == "active" else Fraction(0)
                )
                self.units.append(Unit(service.id, r.domain, r.role, r.capacity, own))
        never_active = {id for id in self.system.services if not self.of(id, "active")}
        self.awake = never_active & founded(self.system, ())[0]
        standing = self.standing()
        self.detached = {
            (id, at)
            for id, service in self.system.services.items()
            for at, need in enumerate(service.needs)
            if is_link(need) and not true(need.on, standing)
        }

    def site(self, domain: str) -> str:
        """The outermost domain of kind `site`, else the domain itself."""
        sites = [id for id in self.system.ancestors(domain) if self.system.domains[id].kind == "site"]
        return sites[-1] if sites else domain

    def of(self, service: str, role: str | None = None) -> list[Unit]:
        return [unit for unit in self.units if unit.service == service and role in (None, unit.role)]

    # --------------------------------------------------------------------------------- status

    def serving(self, unit: Unit) -> bool:
        return unit.on and (unit.role == "active" or unit.service in self.awake)

    def capacity(self, service: Service) -> Fraction:
        shares = (unit.capacity for unit in self.of(service.id) if self.serving(unit))
        return min(Fraction(1), sum(shares, Fraction(0)))

    def carries_enough(self, service: Service) -> bool:
        share = self.capacity(service)
        return not self.of(service.id) or not (share == 0 or share < service.min_capacity)

    def needs(self, service: Service, kind: str) -> Iterator[Expression]:
        """A detached hard need is counted as soft."""
        for at, need in enumerate(service.needs):
            if kind == ("soft" if (service.id, at) in self.detached else need.kind):
                yield need.on

    def hold(self, service: Service, kind: str, standing: Collection[str]) -> bool:
        return all(true(on, standing) for on in self.needs(service, kind))

    def standing(self, but_for: str | None = None) -> set[str]:
        """What is not DARK: start with everything up and take away what cannot stand.

        `but_for` is supposed to be DARK for want of its hard needs alone.
        """
        standing = set(self.system.services)
        while True:
            stays = {
                id
                for id, service in self.system.services.items()
                if id in standing
                and (id == but_for or (id not in self.lost and self.carries_enough(service)))
                and self.hold(service, "hard", standing)
            }
            if stays == standing:
                return standing
            standing = stays

    def status(self) -> dict[str, Status]:
        standing, found = self.standing(), {}
        for id, service in self.system.services.items():
            if id not in standing:
                found[id] = Status.DARK
            elif not self.hold(service, "login", standing):
                found[id] = Status.LOCKED
            elif not self.hold(service, "soft", standing) or (self.of(id) and self.capacity(service) < 1):
                found[id] = Status.DEGRADED
            else:
                found[id] = Status.UP
        return found

    # ----------------------------------------------------------------------- what a job needs

    def hard_needs_hold(self, service: Service) -> bool:
        """Whether it would not be DARK for want of them, did its units carry enough, lost by name or not."""
        return self.hold(service, "hard", self.standing(but_for=service.id))

    def with_role(self, role: str) -> list[str]:
        return [id for id, s in self.system.services.items() if s.recovery.get("role") == role]


def is_link(need: Dependency) -> bool:
    """Whether it can be switched off."""
    return need.kind == "hard" and need.detach_minutes is not None


def servers_of(service: Service) -> Fraction:
    return exact(service.recovery.get("servers", 0))


def priority_of(service: Service) -> Fraction:
    return exact(service.recovery.get("priority", 9))
