"""One run of the clock: hazard, ways back, crews.

Stands apart from what is told of it (`record.py`) and from its public face (`simulate.py`). The rules are those of
`docs/recovery.md`, in its order.
"""

from math import inf
from typing import Final

from kakao_whatif.recovery.clock import Clock, moment
from kakao_whatif.recovery.crews import FINISH, Crews
from kakao_whatif.recovery.hazard import Event
from kakao_whatif.recovery.jobs import FAILOVER, REBUILD, RESTART, Job, Mode, Phase
from kakao_whatif.recovery.means import Means
from kakao_whatif.recovery.plan import Node, Plan
from kakao_whatif.recovery.power import Power
from kakao_whatif.recovery.state import initial_state

SWITCH: Final = 0
DUE: Final = 2
LOOK: Final = 3
POWER: Final = 4


class Run:
    """The clock, the state, and the jobs of one run.

    Parameters
    ----------
    plan, means
        The system, and the numbers of this run as they fall on it.
    events
        The hazard.
    """

    def __init__(self, plan: Plan, means: Means, events: tuple[Event, ...]) -> None:
        self.plan, self.means = plan, means
        self.clock = Clock()
        self.state = initial_state(plan)
        self.history: list[tuple[float, int, int]] = [(-inf, self.state.dark, self.state.degraded())]
        self.decided_at = inf
        self.crews = Crews(self.state, means, self.clock)
        self.links: dict[tuple[int, int], int] = {}
        self.link_version = 0
        #: Of this moment: services whose units or name changed, and those whose ways back may have.
        self.changed: set[int] = set()
        self.touched: set[int] = set()
        self.in_need: dict[int, None] = {}
        self.wakers = (False, -1)
        self.with_links = [node for node in plan.nodes if node.detachable]
        self.power = Power(plan, means.unit_servers)
        for event in events:
            self.clock.put(event.start, SWITCH, (SWITCH, event))
        first = min((event.start for event in events if event.is_loss), default=None)
        if first is not None:
            self.decided_at = moment(first + means.delay)
            self.clock.put(self.decided_at, LOOK, (LOOK,))

    def step(self, until: float) -> bool:
        """Go through the next moment that is not after `until`; return whether there was one."""
        due = self.clock.take(until)
        if not due:
            return False
        self.crews.begin_moment()
        for thing in due:
            what = thing[0]
            if what == FINISH:
                self._finish(thing[1], thing[2])
            elif what == POWER:
                self._power_back(thing[1])
            elif what == SWITCH:
                self._switch(thing[1])
            elif what == DUE:
                self._link_due(*thing[1:])
            else:
                self._look()
        if self.changed or self.state.is_stale:
            self._settle()
        if self.changed or self.touched or self.crews.is_stirred:
            self._update_ways()
        if self.crews.is_stirred or self.crews.fresh:
            self.crews.give_out()
        return True

    # ------------------------------------------------------------------------------ what happens at a moment

    def _look(self) -> None:
        """Look again at what waits: glass may be broken, or what to do is decided now."""
        self.crews.is_stirred = True
        if self.clock.now == self.decided_at:
            self.touched.update(range(len(self.plan.nodes)))

    def _switch(self, event: Event) -> None:
        """Do what the hazard does at the beginning of an event."""
        state, plan = self.state, self.plan
        if event.id in plan.index:
            number = plan.index[event.id]
            bit = plan.nodes[number].bit
            state.lost = state.lost | bit if event.is_loss else state.lost & ~bit
            self.changed.add(number)
        elif event.is_loss:
            units, places = self.power.lose(event.id)
            for unit in units:
                state.power[unit] = state.on[unit] = False
            self._note_places(units, places)
        elif event.id in plan.standing_in:
            for time, unit in self.power.restore(event, state.exists):
                self._look_at_power(time, unit)
            self._look_at_power(event.end, None)

    def _look_at_power(self, time: float, unit: int | None) -> None:
        """Look at the power of a unit, or of all places, at the time at which it may be back."""
        if time > self.clock.now:
            self.clock.put(time, SWITCH, (POWER, unit))
        else:
            self._power_back(unit)

    def _power_back(self, unit: int | None) -> None:
        now = self.clock.now
        if unit is None:
            self._note_places(
                [], [place for place in self.state.dead_places if self.power.has_place(place, now)]
            )
        elif not self.state.power[unit] and self.power.has(unit, now):
            self.state.power[unit] = True
            self.touched.add(self.plan.units[unit].service)

    def _note_places(self, units: list[int], places: list[str]) -> None:
        """Note which places have power now, and which services that concerns."""
        state, now = self.state, self.clock.now
        for place in places:
            (state.dead_places.discard if self.power.has_place(place, now) else state.dead_places.add)(place)
        self.changed.update(self.plan.units[unit].service for unit in units)
        if places:
            self.touched.update(node.index for node in self.plan.nodes if node.rebuilt is not None)

    def _finish(self, job: Job, version: int) -> None:
        if job.version != version:
            return
        if job.at + 1 < len(job.phases):
            self.crews.enter(job, job.at + 1)
            return
        self.changed.add(job.node.index)
        if not self._still_stands(job):
            return  # it was lost at this very moment: dropped when all is settled
        state = self.state
        if job.way == FAILOVER:
            state.awake |= job.node.bit
        else:
            state.on[job.unit] = state.exists[job.unit] = state.power[job.unit] = True
            if job.way == REBUILD:
                self.power.built(job.unit)
        self.crews.close(job)

    def _still_stands(self, job: Job) -> bool:
        """Return whether what a job has worked on still has power."""
        state, units = self.state, self.plan.units
        if job.way == FAILOVER:
            return any(not units[unit].is_active and state.on[unit] for unit in job.node.units)
        return state.power[job.unit] if job.way == RESTART else job.domain not in state.dead_places

    def _link_due(self, index: int, link: int, version: int) -> None:
        if self.links.get((index, link)) == version:
            self.state.detached.add((index, link))
            self.state.read_needs()
            for job in self.crews.of(index):
                job.blocked_by = 0  # what blocked it may be the need that no longer counts
            self.crews.is_stirred = True

    def _settle(self) -> None:
        """Work out what is dark now that some services have changed, and note it."""
        state = self.state
        for index in self.changed:
            state.reground(self.plan.nodes[index])
        _, before, degraded_before = self.history[-1]
        dark, degraded = state.settle(), state.degraded()
        if dark != before or degraded != degraded_before:
            if self.history[-1][0] == self.clock.now:
                self.history.pop()
            self.history.append((self.clock.now, dark, degraded))
        if dark != before:
            self.crews.is_stirred = True
            self.crews.update_speeds()
            for node in self.with_links:
                self._watch_links(node)

    # ------------------------------------------------------------------------------------------- ways back

    def _update_ways(self) -> None:
        """Drop the jobs that are no longer open, and open those that now are."""
        nodes, changed, touched = self.plan.nodes, self.changed, self.touched
        is_decided = self.clock.now >= self.decided_at
        can_have_ways = is_decided or self.crews.open
        for index in sorted(changed | touched) if changed else sorted(touched):
            node = nodes[index]
            if can_have_ways:
                self._update_units(node, is_decided)
            if node.wake is not None and index in changed:
                self._update_need(node)
        if changed:
            self.crews.is_stirred = True
        # How a failover can be done changes only with what could wake it, and when things are decided.
        wakers = (is_decided, self.state.dark & self.plan.wakers)
        for index in list(self.in_need) if wakers != self.wakers else sorted(changed & self.in_need.keys()):
            job = self.crews.open.get((FAILOVER, index))
            if job is None or not job.begun:
                self._update_failover(nodes[index], job)
        self.wakers = wakers
        changed.clear()
        touched.clear()

    def _update_units(self, node: Node, is_decided: bool) -> None:
        state, units, jobs = self.state, self.plan.units, self.crews.open
        for unit in node.units:
            is_open = is_decided and not state.on[unit] and state.power[unit] and state.exists[unit]
            if is_open is not ((RESTART, unit) in jobs):
                self._set_open(node, RESTART, unit, is_open)
        if node.rebuilt is not None and self.means.rebuild_hours is not None:
            place = units[node.rebuilt].domain
            on = [units[unit].capacity for unit in node.units if units[unit].is_active and state.on[unit]]
            is_short = not on or sum(on) == 0 or sum(on) < node.min_capacity
            is_open = is_decided and not state.on[node.rebuilt] and place not in state.dead_places
            self._set_open(node, REBUILD, node.rebuilt, is_open and is_short)

    def _update_need(self, node: Node) -> None:
        """Note whether a failover is wanted; drop one that no longer is."""
        if self.sleeps_in_need(node):
            self.in_need[node.index] = None
            return
        self.in_need.pop(node.index, None)
        job = self.crews.open.get((FAILOVER, node.index))
        if job is not None:
            self.crews.drop(job)

    def _update_failover(self, node: Node, job: Job | None) -> None:
        """Drop a failover that can no longer be done as it was meant, and open the one that can."""
        mode = self._mode(node)
        if job is not None and job.mode != mode:
            self.crews.drop(job)
            job = None
        if mode and job is None:
            assert node.service.failover is not None
            hours = self.means.by_hand_hours if mode == "hand" else node.service.failover.minutes / 60
            phases: list[tuple[Phase, float]] = [("failover", hours)] if hours else []
            job = Job(node, FAILOVER, node.index, "", self.clock.now, phases, mode=mode)
            job.takes_crew = mode != "automatic" and not node.has_own_crew
            self.crews.put(job)

    def _mode(self, node: Node) -> Mode:
        """Return how a failover could be done now; empty if it cannot."""
        failover, wake = node.service.failover, node.wake
        assert failover is not None
        assert wake is not None
        by_control = not wake.fail(self.state.dark)
        if by_control and failover.mode == "automatic":
            return "automatic"
        if self.clock.now < self.decided_at:
            return ""
        if by_control:
            return "control"
        return "hand" if self.means.by_hand_hours is not None else ""

    def sleeps_in_need(self, node: Node) -> bool:
        """Return whether a standby sleeps although it is on and an active unit is off."""
        state, units = self.state, self.plan.units
        if state.awake & node.bit:
            return False
        is_active_off = is_standby_on = False
        for u in node.units:
            if not units[u].is_active:
                is_standby_on = is_standby_on or state.on[u]
            elif state.exists[u] and not state.on[u]:
                is_active_off = True
        return is_active_off and is_standby_on

    def _set_open(self, node: Node, way: int, unit: int, is_open: bool) -> None:
        job = self.crews.open.get((way, unit))
        if job is None and is_open:
            phases = self._phases(node, way, unit)
            job = Job(node, way, unit, self.plan.units[unit].domain, self.clock.now, phases)
            job.takes_crew = bool(phases) and not node.has_own_crew
            glass = self.means.break_glass[node.index]
            if glass is not None:
                self.clock.put(self.clock.now + glass, LOOK, (LOOK,))
            self.crews.put(job)
        elif job is not None and not is_open:
            self.crews.drop(job)

    def _phases(self, node: Node, way: int, unit: int) -> list[tuple[Phase, float]]:
        means = self.means
        servers = means.servers[node.index] if way == REBUILD else means.unit_servers[unit]
        data = means.rebuild_hours if way == REBUILD else means.data_hours[node.index]
        assert data is not None
        phases: list[tuple[Phase, float]] = [("servers", servers), ("data", data)]
        return [(what, work) for what, work in phases if work > 0]

    def _watch_links(self, node: Node) -> None:
        for link, (needs, hours) in enumerate(node.detachable):
            key = (node.index, link)
            if key in self.state.detached:
                continue
            if needs.fail(self.state.dark):
                if key not in self.links:
                    self.links[key] = self.link_version = self.link_version + 1
                    self.clock.put(self.clock.now + hours, DUE, (DUE, node.index, link, self.link_version))
            else:
                self.links.pop(key, None)


def played(plan: Plan, means: Means, events: tuple[Event, ...], horizon: float) -> Run:
    """Return a run that has been followed to the horizon."""
    run = Run(plan, means, events)
    while run.step(horizon):
        pass
    return run
