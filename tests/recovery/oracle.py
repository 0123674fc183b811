"""docs/recovery.md once more, as literally as possible: SimPy is the clock, jobs are its processes.

Nothing here imports the simulator: what it answers is compared with this, change by change. All hours are exact
fractions. Clarity beats speed: after everything due at one moment the statuses are worked out from scratch.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import simpy

from kakao_whatif.model.apply import in_place
from kakao_whatif.model.parts import exact
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from tests.oracles import true
from tests.recovery.oracle_power import Event, Power
from tests.recovery.oracle_state import State, Unit, is_link, servers_of
from tests.recovery.oracle_ways import AUTOMATIC, Job, Way, Ways

HAZARD, JOBS, BY_THEMSELVES = range(3)  # the order of what is due at one moment
LAST = 9  # the priority of settling: after everything else that SimPy has for a moment
Link = tuple[str, int]


@dataclass(frozen=True)
class Story:
    """What happened: statuses before the first event and each change of one, both times in hours, events of jobs."""

    before: dict[str, str]
    changes: list[tuple[float, str, str]]
    time_to_restore: dict[str, float]
    time_to_serve: dict[str, float]
    log: list[tuple[float, str, str, str, str]]


def oracle(system: System, scenario: Scenario, hazard: Sequence[Event]) -> Story:
    """Play one outage through."""
    system = in_place(system, scenario)
    numbers = {id: exact(parameter.value) for id, parameter in system.parameters.items()}
    numbers |= {id: exact(number) for id, number in scenario.parameters.items()}
    run = Run(system, numbers, sorted(hazard, key=begins))
    horizon = exact(240 if system.horizon_hours is None else system.horizon_hours)
    while run.env.peek() <= horizon:
        run.env.step()
    return run.story()


def begins(event: Event) -> Fraction:
    return exact(event.get("from_hours", event["at_hours"]))


@dataclass
class Run:
    system: System
    numbers: dict[str, Fraction]
    hazard: Sequence[Event]
    due: list[tuple[int, Callable[[], None]]] = field(default_factory=list)
    links: dict[Link, simpy.Process] = field(default_factory=dict)
    seen: dict[Fraction, dict[str, Status]] = field(default_factory=dict)
    log: list[tuple[float, str, str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = begins(self.hazard[0]) if self.hazard else Fraction(0)
        losses = [begins(event) for event in self.hazard if "lose" in event]
        thinking = self.numbers.get("detection-minutes", 0) + self.numbers.get("decision-minutes", 0)
        decision = losses[0] + Fraction(thinking) / 60 if losses else None
        self.state = State(self.system)
        self.power = Power(self.state)
        self.before, standing = self.state.status(), self.state.standing()
        self.ways = Ways(
            self.system, self.numbers, decision, start, self.state, self.power, self.before, standing
        )
        self.env = simpy.Environment(start)
        for event in self.hazard:
            self.at(begins(event), lambda event=event: self.happen(event))
        if decision is not None:
            self.at(decision)

    # -------------------------------------------------------------------------------- the clock

    def at(self, hours: Fraction, act: Callable[[], None] = lambda: None) -> None:
        """Let something of the hazard, or nothing but a look around, be due at a time."""

        def wait() -> Iterator[simpy.Event]:
            yield self.env.timeout(hours - self.env.now)
            self.is_due(HAZARD, act)

        self.env.process(wait())

    def is_due(self, kind: int, act: Callable[[], None]) -> None:
        if not self.due:
            settling = self.env.event()
            settling._ok, settling._value = True, None  # triggered here and now, but not as `succeed` would
            settling.callbacks.append(lambda _: self.go_round())
            self.env.schedule(settling, LAST)
        self.due.append((kind, act))

    def go_round(self) -> None:
        """Do everything that is due; then settle, once; then see what may begin in that state."""
        due, self.due = self.due, []
        for _, act in sorted(due, key=lambda entry: entry[0]):
            act()
        self.ways.settle(self.env.now)
        self.seen[self.env.now] = self.ways.status
        self.drop()
        self.note()
        self.change_speeds()
        self.give_out()

    def happen(self, event: Event) -> None:
        lost, back = event.get("lose"), event.get("restore")
        if lost in self.system.domains:
            self.power.lose(lost)
        elif lost in self.system.services:
            self.state.lost.add(lost)
        elif back in self.system.domains:
            for moment in self.power.restore(back, event):
                if moment > self.env.now:
                    self.at(moment)
        elif back in self.system.services:
            self.state.lost.discard(back)

    def drop(self) -> None:
        for job in list(self.ways.running):
            if not self.ways.is_still_open(job):
                self.ways.running.remove(job)
                self.tell("dropped", job)
                if job.process.is_alive:
                    job.process.interrupt("dropped")
        for link, process in list(self.links.items()):
            if self.holds(link):
                del self.links[link]
                process.interrupt()

    def note(self) -> None:
        """Note since when a way is open."""
        now, open_now = self.env.now, [way for way in self.ways.every() if self.ways.is_open(way)]
        for way in open_now:
            glass = self.ways.glass_of(way.service)
            if glass is not None and way not in self.ways.opened:
                self.at(now + glass)
        self.ways.opened = {way: self.ways.opened.get(way, now) for way in open_now}

    def change_speeds(self) -> None:
        for job in self.ways.running:
            if job.process.is_alive and job.speed != self.ways.speed(job.part):
                job.process.interrupt("another speed")

    def give_out(self) -> None:
        """Begin what may, in its order: after each the next, in the same settled state."""
        for id, service in self.system.services.items():
            for index, need in enumerate(service.needs):
                link = (id, index)
                if is_link(need) and not self.holds(link) and link not in {*self.links, *self.state.detached}:
                    self.links[link] = self.env.process(self.switch_off(link))
        while able := [way for way in self.ways.opened if self.ways.may_begin(way)]:
            self.begin(min(able, key=self.ways.order))

    # ------------------------------------------------------------------------------------- jobs

    def begin(self, way: Way) -> None:
        job = self.ways.job(way)
        self.ways.running.append(job)
        self.tell("begins", job)
        job.process = self.env.process(self.work(job))

    def work(self, job: Job) -> Iterator[simpy.Event]:
        for part, left in job.parts:
            job.part = part
            while left > 0 and (speed := self.ways.speed(part)) is not None:
                began, job.speed = self.env.now, speed
                try:
                    yield self.env.timeout(left / speed)
                    left = 0
                except simpy.Interrupt as interrupt:
                    if interrupt.cause == "dropped":
                        return
                    left -= (self.env.now - began) * speed
        self.is_due(BY_THEMSELVES if job.label == AUTOMATIC else JOBS, lambda: self.end(job))

    def end(self, job: Job) -> None:
        """A job whose power was lost at this very moment does not end: it is dropped when all is settled."""
        kind, service, unit = job.way.kind, job.way.service, job.way.unit
        if kind == "restart":
            if not self.power.of_unit(unit, self.env.now):
                return
            unit.on = True
        elif kind == "rebuild":
            backup = self.ways.backup_of(service)
            if not self.power.of_domain(backup, self.env.now):
                return
            self.rebuild(service, backup)
        else:
            if not any(unit.on for unit in self.state.of(service, "standby")):
                return
            self.state.awake.add(service)
        self.ways.running.remove(job)
        self.ways.ended.append(job)
        self.tell("ends", job)

    def rebuild(self, service: str, backup: str) -> None:
        """Add a unit of full capacity; a later rebuild makes that same one anew."""
        units = self.state.of(service, "active")
        unit = next((unit for unit in units if unit.rebuilt), None)
        if unit is None:
            servers = servers_of(self.system.services[service])
            unit = Unit(service, backup, "active", Fraction(1), servers, rebuilt=True)
            self.state.units.append(unit)
        unit.on = True

    def tell(self, what: str, job: Job) -> None:
        domain = job.way.unit.domain if job.way.unit else ""
        self.log.append((float(self.env.now), what, job.way.service, job.label, domain))

    # ------------------------------------------------------------------------------------ links

    def holds(self, link: Link) -> bool:
        service, index = link
        return true(self.system.services[service].needs[index].on, self.ways.standing)

    def switch_off(self, link: Link) -> Iterator[simpy.Event]:
        service, index = link
        try:
            yield self.env.timeout(exact(self.system.services[service].needs[index].detach_minutes) / 60)
        except simpy.Interrupt:
            return
        self.is_due(BY_THEMSELVES, lambda: self.detach(link))

    def detach(self, link: Link) -> None:
        self.state.detached.add(link)
        del self.links[link]
        self.log.append((float(self.env.now), "ends", link[0], "link", ""))

    # ------------------------------------------------------------------------------------ story

    def story(self) -> Story:
        changes, now = [], self.before
        for hours, status in sorted(self.seen.items()):
            changes += [(float(hours), id, status[id].name) for id in sorted(status) if status[id] != now[id]]
            now = status
        return Story(
            {id: status.name for id, status in self.before.items()},
            changes,
            {id: self.end_of(Status.LOCKED, id) for id in self.system.services},
            {id: self.end_of(Status.DARK, id) for id in self.system.services},
            sorted(self.log),
        )

    def end_of(self, bad: Status, id: str) -> float:
        """The end of the last interval in which a service is as bad as that, from hour 0 on."""
        end, was = Fraction(0), self.before[id]
        for hours, status in sorted(self.seen.items()):
            if was >= bad > status[id]:
                end = max(hours, Fraction(0))
            was = status[id]
        return float("inf") if was >= bad else float(end)
