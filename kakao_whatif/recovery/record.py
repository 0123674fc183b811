"""What is told of a run: every change of a status, and what each service waited for.

Stands apart from the run because a sampled run tells only times, and does not pay for this.
"""

from dataclasses import dataclass, field
from math import inf

from kakao_whatif.model.expression import Expression, holds, leaves
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.status import Status
from kakao_whatif.recovery.jobs import FAILOVER, Job
from kakao_whatif.recovery.plan import Node
from kakao_whatif.recovery.run import Run
from kakao_whatif.recovery.timeline import Moment, Wait, Want


@dataclass(slots=True)
class _Open:
    """A wait that has not ended."""

    start: float
    want: Want
    on: str | None


@dataclass(slots=True)
class Record:
    """Listens to a run, moment by moment."""

    run: Run
    moments: list[Moment] = field(default_factory=list)
    waits: dict[int, list[Wait]] = field(default_factory=dict)
    open: dict[int, _Open] = field(default_factory=dict)

    def note(self, hours: float) -> None:
        """Note how things stand after a round of a moment; a later round of the same moment replaces it."""
        statuses = self._statuses()
        if self.moments and self.moments[-1].hours == hours and len(self.moments) > 1:
            self.moments.pop()
        if not self.moments or self.moments[-1].status != statuses:
            self.moments.append(Moment(hours, statuses))
        if hours > -inf:
            self._note_waits(hours, statuses)

    def end(self, hours: float) -> None:
        """End every wait at the horizon."""
        for index in list(self.open):
            self._close(index, hours)

    def _statuses(self) -> dict[str, Status]:
        state, plan = self.run.state, self.run.plan
        dark, locked, degraded = state.dark, state.locked(), state.degraded()
        found = {}
        for node in plan.nodes:
            if dark & node.bit:
                status = Status.DARK
            elif locked & node.bit:
                status = Status.LOCKED
            else:
                is_degraded = bool(degraded & node.bit) or node.soft.fail(dark)
                status = Status.DEGRADED if is_degraded else Status.UP
            found[node.service.id] = status
        return frozen(found)

    def _note_waits(self, hours: float, statuses: dict[str, Status]) -> None:
        for job, giver in self.run.crews.given:
            wait = self.open.get(job.node.index)
            if wait is not None and wait.want == "crew" and giver is not None:
                wait.on = self.run.plan.ids[giver]
        for node in self.run.plan.nodes:
            if statuses[node.service.id] < Status.LOCKED:
                self._close(node.index, hours)
                continue
            want, on = self._want(node)
            now = self.open.get(node.index)
            if now is None or now.want != want or (want != "crew" and now.on != on):
                self._close(node.index, hours)
                self.open[node.index] = _Open(hours, want, on)

    def _close(self, index: int, hours: float) -> None:
        wait = self.open.pop(index, None)
        if wait is not None and wait.start < hours:
            told = self.waits.setdefault(index, [])
            start = wait.start
            if told and told[-1].end == start and (told[-1].want, told[-1].on) == (wait.want, wait.on):
                start = told.pop().start
            told.append(Wait(start, hours, wait.want, wait.on))

    def _want(self, node: Node) -> tuple[Want, str | None]:
        """Return the one thing that a service waits for: the first that fits, in the order of the document."""
        run, state = self.run, self.run.state
        if not state.dark & node.bit:
            return "service", self._first(node.login.parts)
        own = run.crews.of(node.index)
        if begun := [job for job in own if job.begun and job.phases]:
            return min(begun, key=lambda job: (job.due, job.key)).phase, None
        if not state.grounded & node.bit:
            return "service", self._first(state.needs[node.index].parts)
        waiting = [job for job in own if not job.begun]
        if not waiting and run.clock.now < run.decided_at:
            return "decision", None
        ready = [job for job in waiting if run.crews.may_begin(job)]
        if any(job.takes_crew and run.crews.free <= 0 and run.crews.has_spare(job) for job in ready):
            return "crew", None
        if any(not run.crews.has_spare(job) for job in ready):
            return "capacity", None
        for job in sorted(waiting, key=lambda job: job.key):
            if (missing := self._missing(job)) is not None:
                layer = run.plan.system.services[missing].layer
                return ("tools" if layer == "operations" else "service"), missing
        if state.lost & node.bit:
            return "repair", None
        if node.wake is not None and run.sleeps_in_need(node):
            return "failover-control", None
        return "power", None

    def _missing(self, job: Job) -> str | None:
        """Return the first service that keeps a job from beginning."""
        node, needs = job.node, self.run.state.needs[job.node.index].parts
        if job.way != FAILOVER:
            return self._first(needs) or self._first(node.restart.parts)
        return self._first(needs) if job.mode == "hand" else None

    def _first(self, parts: tuple[Expression, ...]) -> str | None:
        dark, index = self.run.state.dark, self.run.plan.index

        def up(id: str) -> bool:
            return not dark >> index[id] & 1

        for part in parts:
            if not holds(part, up):
                return next((leaf for leaf in leaves(part) if not up(leaf)), None)
        return None
