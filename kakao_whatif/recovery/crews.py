"""Who does what: jobs that wait, crews that take them, and how fast the work goes.

Stands apart from the run, which knows when a way back opens and closes; here is what becomes of it.
"""

from bisect import insort
from math import inf
from operator import attrgetter
from typing import Final

from kakao_whatif.recovery.clock import Clock, moment
from kakao_whatif.recovery.jobs import FAILOVER, REBUILD, RESTART, Job
from kakao_whatif.recovery.means import Means
from kakao_whatif.recovery.state import State

FINISH: Final = 1
"""Rank of a finished job within a moment; with it go the job and the version of its plan."""

_KEY: Final = attrgetter("key")


class Crews:
    """All jobs that are open, who works on them, and the spare servers that are left.

    Parameters
    ----------
    state, means, clock
        Of the run.
    """

    def __init__(self, state: State, means: Means, clock: Clock) -> None:
        self.plan, self.state, self.means, self.clock = state.plan, state, means, clock
        self.free = means.crews
        self.spare = dict(means.spare)
        self.open: dict[tuple[int, int], Job] = {}
        self.waiting: list[Job] = []
        self.own: list[Job] = []
        self.running: dict[Job, None] = {}
        #: Of this moment: jobs that opened, whose job gave a crew up, and jobs given out, each with whose crew it took.
        self.fresh: list[Job] = []
        self.freed: list[int] = []
        self.given: list[tuple[Job, int | None]] = []
        self.is_stirred = False
        self.speeds = self._speeds()

    def begin_moment(self) -> None:
        """Forget what is told of the moment before."""
        self.fresh.clear()
        self.freed.clear()
        self.given.clear()
        self.is_stirred = False

    def of(self, index: int) -> list[Job]:
        """Return the open jobs of a service."""
        return [job for job in self.open.values() if job.node.index == index]

    def put(self, job: Job) -> None:
        """Note a way back that has opened."""
        self.open[(job.way, job.unit)] = job
        insort(self.waiting, job, key=_KEY)
        if not job.takes_crew:
            insort(self.own, job, key=_KEY)
        self.fresh.append(job)

    def give_out(self) -> None:
        """Give waiting jobs to free crews: those of dark services first, then by priority, id and way."""
        dark, later = self.state.dark, []
        if not self.is_stirred:  # nothing else has changed for those that waited before
            jobs = sorted(self.fresh, key=_KEY) if len(self.fresh) > 1 else self.fresh
        else:  # where all crews are busy, only those that need none can begin
            jobs = (self.waiting if self.free > 0 else self.own).copy()
        for job in jobs:
            if job.blocked_by & dark or (job.takes_crew and self.free <= 0):
                continue
            if not dark & job.node.bit:
                later.append(job)
            elif self.may_begin(job) and self.has_spare(job):
                self._begin(job)
        for job in later:
            if (not job.takes_crew or self.free > 0) and self.may_begin(job) and self.has_spare(job):
                self._begin(job)

    def may_begin(self, job: Job) -> bool:
        """Return whether the needs of a job hold, or its glass may be broken."""
        if job.mode == "automatic" or job.mode == "control":
            return True
        node, dark = job.node, self.state.dark
        is_by_hand, glass = job.way == FAILOVER, self.means.break_glass[node.index]
        if not is_by_hand and glass is not None:
            if self.clock.now >= moment(job.opened + glass):
                return True
        else:
            hard = 0 if node.in_ring else self.state.needs[node.index].mask
            job.blocked_by = (hard if is_by_hand else hard | node.restart.mask) & dark
            if job.blocked_by:
                return False
            if node.is_plain:
                return True
        return (is_by_hand or not node.restart.fail(dark)) and self.state.would_run(node)

    def has_spare(self, job: Job) -> bool:
        """Return whether there is room for what a job would wake or build."""
        if job.way == RESTART:
            return True
        wanted = self.spare_wanted(job)
        return all(self.spare.get(place, inf) >= servers for place, servers in wanted.items())

    def spare_wanted(self, job: Job) -> dict[str, float]:
        """Return the spare servers that a failover or rebuild needs, by domain."""
        servers = self.means.servers[job.node.index]
        if job.way == REBUILD:
            return {job.domain: servers}
        wanted: dict[str, float] = {}
        for number in job.node.units:
            unit = self.plan.units[number]
            if not unit.is_active and self.state.on[number]:
                share = servers * unit.capacity / self.plan.whole
                wanted[unit.domain] = wanted.get(unit.domain, 0.0) + share
        return wanted

    def _begin(self, job: Job) -> None:
        self._no_longer_waits(job)
        job.begun = True
        if job.way != RESTART:
            job.spare = self.spare_wanted(job)
            for place, servers in job.spare.items():
                if place in self.spare:
                    self.spare[place] -= servers
        if job.takes_crew:
            self.free -= 1
        self.given.append((job, self.freed.pop(0) if job.takes_crew and self.freed else None))
        self.running[job] = None
        if job.phases:
            self.enter(job, 0)
        else:
            job.version += 1
            self.clock.put(self.clock.now, FINISH, (FINISH, job, job.version))

    def enter(self, job: Job, at: int) -> None:
        """Begin a phase of a job."""
        speed = 1.0 if job.mode == "automatic" else self.speeds[job.phases[at][0] != "servers"]
        job.enter(at, self.clock.now, speed)
        self.clock.put(job.due, FINISH, (FINISH, job, job.version))

    def drop(self, job: Job) -> None:
        """Give a job up: its work is lost, its crew and spare servers are free."""
        for place, servers in job.spare.items():
            if place in self.spare:
                self.spare[place] += servers
        self.close(job)

    def close(self, job: Job) -> None:
        """Take a job away; its crew is free."""
        del self.open[(job.way, job.unit)]
        job.version += 1
        if job.begun:
            del self.running[job]
            if job.takes_crew:
                self.free += 1
                self.freed.append(job.node.index)
        else:
            self._no_longer_waits(job)
        self.is_stirred = True

    def _no_longer_waits(self, job: Job) -> None:
        self.waiting.remove(job)
        if not job.takes_crew:
            self.own.remove(job)

    def _speeds(self) -> tuple[float, float]:
        """Return the speeds of starting servers, and of all other work."""
        means, dark = self.means, self.state.dark
        channel, tools, bulk = (self.plan.roles[role] for role in ("incident-channel", "tools", "bulk-start"))
        slow = means.slow_without_channel if channel is not None and not channel & ~dark else 1.0
        slow *= means.slow_without_tools if tools is not None and not tools & ~dark else 1.0
        has_bulk = bulk is not None and bool(bulk & ~dark)
        return (means.bulk_rate if has_bulk else means.hand_rate) / slow, 1.0 / slow

    def update_speeds(self) -> None:
        """Let the work go on at the speed of this moment: each job keeps the share that is left."""
        speeds = self._speeds()
        if speeds == self.speeds:
            return
        self.speeds = speeds
        for job in self.running:
            if not job.phases or job.mode == "automatic":
                continue
            if job.change_speed(self.clock.now, speeds[job.phase != "servers"]):
                self.clock.put(job.due, FINISH, (FINISH, job, job.version))
