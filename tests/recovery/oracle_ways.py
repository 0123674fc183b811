"""The ways back as docs/recovery.md defines them: which are open, which may begin, how much work they are.

Asked of one settled state: nothing here changes it.
"""

from dataclasses import dataclass, field
from fractions import Fraction

import simpy

from kakao_whatif.model.parts import exact
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from tests.oracles import true
from tests.recovery.oracle_power import Power
from tests.recovery.oracle_state import State, Unit, priority_of, servers_of

WAYS = ("failover", "restart", "rebuild")
AUTOMATIC, CONTROLLED, BY_HAND = "automatic failover", "failover through control", "failover by hand"


@dataclass(frozen=True)
class Way:
    """A way back of a service; `unit` is what a restart is of."""

    kind: str
    service: str
    unit: Unit | None = None


@dataclass(eq=False)
class Job:
    """A way that has begun: its parts of work, whether it has one of the crews, the spare servers it took."""

    way: Way
    label: str
    parts: list[tuple[str, Fraction]]
    crew: bool
    taken: dict[str, Fraction]
    process: simpy.Process | None = None
    part: str = ""
    speed: Fraction | None = None


@dataclass
class Ways:
    system: System
    numbers: dict[str, Fraction]
    decision: Fraction | None
    now: Fraction
    state: State
    power: Power
    status: dict[str, Status]
    standing: set[str]
    opened: dict[Way, Fraction] = field(default_factory=dict)
    running: list[Job] = field(default_factory=list)
    ended: list[Job] = field(default_factory=list)

    def settle(self, now: Fraction) -> None:
        self.now, self.status, self.standing = now, self.state.status(), self.state.standing()

    def is_decided(self) -> bool:
        return self.decision is not None and self.now >= self.decision

    # --------------------------------------------------------------------------- which are open

    def every(self) -> list[Way]:
        ways = [Way(kind, id) for id in self.system.services for kind in ("failover", "rebuild")]
        return ways + [Way("restart", unit.service, unit) for unit in self.state.units]

    def is_open(self, way: Way) -> bool:
        if way.kind == "failover":
            return self.could_wake(way.service) and self.failover_of(way.service) is not None
        if way.kind == "restart":
            return not way.unit.on and self.power.of_unit(way.unit, self.now) and self.is_decided()
        backup = self.backup_of(way.service)
        return (
            self.carries_too_little(way.service)
            and backup is not None
            and self.power.of_domain(backup, self.now)
            and self.is_decided()
            and "rebuild-hours" in self.numbers
        )

    def carries_too_little(self, service: str) -> bool:
        """Whether the active units that are on do not suffice for a service that has units."""
        share = sum((unit.capacity for unit in self.state.of(service, "active") if unit.on), Fraction(0))
        too_little = share == 0 or share < self.system.services[service].min_capacity
        return bool(self.state.of(service)) and too_little

    def is_still_open(self, job: Job) -> bool:
        """Running failovers do not care whether `failover.needs` change."""
        return self.could_wake(job.way.service) if job.way.kind == "failover" else self.is_open(job.way)

    def could_wake(self, service: str) -> bool:
        """An active unit is off, the service sleeps, and a standby unit is on."""
        return (
            any(not unit.on for unit in self.state.of(service, "active"))
            and service not in self.state.awake
            and any(unit.on for unit in self.state.of(service, "standby"))
        )

    def failover_of(self, service: str) -> str | None:
        """Which of the three kinds of failover is open for a service that could wake."""
        failover = self.system.services[service].failover
        controlled = true(failover.needs, self.standing)
        if controlled and failover.mode == "automatic":
            return AUTOMATIC
        if controlled and self.is_decided():
            return CONTROLLED
        if not controlled and self.is_decided() and "failover-by-hand-minutes" in self.numbers:
            return BY_HAND
        return None

    def backup_of(self, service: str) -> str | None:
        return self.system.services[service].recovery.get("backup_in")

    def glass_of(self, service: str) -> Fraction | None:
        hours = self.system.services[service].recovery.get("break_glass_hours")
        return None if hours is None else exact(hours)

    # -------------------------------------------------------------------------- which may begin

    def order(self, way: Way) -> tuple[object, ...]:
        domain = way.unit.domain if way.unit else ""
        copy = self.state.units.index(way.unit) if way.unit else 0  # of two in one domain
        priority = priority_of(self.system.services[way.service])
        return way.service in self.standing, priority, way.service, WAYS.index(way.kind), domain, copy

    def runs_by_itself(self, way: Way) -> bool:
        return way.kind == "failover" and self.failover_of(way.service) == AUTOMATIC

    def needs_a_crew(self, way: Way) -> bool:
        """A service may bring its own; a unit without work comes on by itself."""
        own = self.system.services[way.service].recovery.get("crew") == "own"
        without_work = way.kind == "restart" and not self.work_of(way)
        return not (own or without_work or self.runs_by_itself(way))

    def may_begin(self, way: Way) -> bool:
        busy = sum(job.crew for job in self.running)
        return (
            not any(job.way == way for job in self.running)
            and (not self.needs_a_crew(way) or busy < self.numbers.get("crews", float("inf")))
            and self.needs_hold(way)
            and self.there_is_room(way)
        )

    def needs_hold(self, way: Way) -> bool:
        service = self.system.services[way.service]
        hard = self.state.hard_needs_hold(service)
        if way.kind == "failover":
            return hard or self.failover_of(way.service) != BY_HAND
        glass = self.glass_of(way.service)
        is_broken = glass is not None and self.now >= self.opened[way] + glass
        return is_broken or (hard and self.state.hold(service, "restart", self.standing))

    def spare_for(self, way: Way) -> dict[str, Fraction]:
        """How many spare servers it takes in each domain."""
        servers, wanted = servers_of(self.system.services[way.service]), dict[str, Fraction]()
        if way.kind == "failover":
            for unit in self.state.of(way.service, "standby"):
                if unit.on:
                    wanted[unit.domain] = wanted.get(unit.domain, Fraction(0)) + servers * unit.capacity
        if way.kind == "rebuild":
            wanted[self.backup_of(way.service)] = servers
        return wanted

    def there_is_room(self, way: Way) -> bool:
        for domain, wanted in self.spare_for(way).items():
            spare = self.system.domains[domain].spare
            taken = sum(job.taken.get(domain, Fraction(0)) for job in (*self.running, *self.ended))
            if spare is not None and wanted > exact(spare) - taken:
                return False
        return True

    # ---------------------------------------------------------------------------------- how long

    def job(self, way: Way) -> Job:
        label = self.failover_of(way.service) if way.kind == "failover" else way.kind
        return Job(way, label, self.work_of(way), self.needs_a_crew(way), self.spare_for(way))

    def work_of(self, way: Way) -> list[tuple[str, Fraction]]:
        service = self.system.services[way.service]
        if way.kind == "failover":
            label = self.failover_of(way.service)
            by_hand = label == BY_HAND
            minutes = self.numbers["failover-by-hand-minutes"] if by_hand else exact(service.failover.minutes)
            return [("by itself" if label == AUTOMATIC else "failover", minutes / 60)]
        if way.kind == "rebuild":
            return [("servers", servers_of(service)), ("data", self.numbers["rebuild-hours"])]
        parts = [("servers", way.unit.servers)] if way.unit.servers else []
        hours = self.numbers.get(f"{service.recovery.get('data', 'none')}-data-hours", Fraction(0))
        return parts + ([("data", hours)] if hours else [])

    def speed(self, part: str) -> Fraction | None:
        """In servers or hours of work an hour; None is infinitely fast."""
        speed: Fraction | None = Fraction(1)
        if part == "by itself":
            return speed
        if part == "servers":
            bulk = any(id in self.standing for id in self.with_role("bulk-start"))
            name = "bulk-start-servers-per-hour" if bulk else "hand-start-servers-per-crew-hour"
            speed = self.numbers.get(name)
        for role, name in (("incident-channel", "slow-without-channel"), ("tools", "slow-without-tools")):
            ids = self.with_role(role)
            if speed is not None and ids and not any(id in self.standing for id in ids):
                speed /= self.numbers.get(name, Fraction(1))
        return speed

    def with_role(self, role: str) -> list[str]:
        return [id for id, s in self.system.services.items() if s.recovery.get("role") == role]
