"""The record of a run: every change of a status, and what each service waited for.

A sampled run tells only times, and does not pay for this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kakao_whatif.model.expression import Expression
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.status import Status
from kakao_whatif.recovery.awaited import fails
from kakao_whatif.recovery.clock import moment
from kakao_whatif.recovery.jobs import FAILOVER, Job
from kakao_whatif.recovery.plan import Node
from kakao_whatif.recovery.run import Run
from kakao_whatif.recovery.timeline import Ending, Moment, Want

Kind = Literal["login", "hard", "job"]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a service waits for at one moment.

    Parameters
    ----------
    want
        What it is; `tools` for everything that a job lacks, until the service is known by name.
    kind
        Where it is a need: to sign in, to run, or for a job to begin.
    parts
        The parts of that need that do not hold, in order, each with what is dark as it sees it.
    """

    want: Want
    kind: Kind | None = None
    parts: Mapping[Expression, int] = field(default_factory=dict)


@dataclass(slots=True)
class UnnamedWait:
    """A wait before its service is known by name (`awaited` finds it).

    Parameters
    ----------
    node, start, end
        The service that waits, and from when to when.
    lack, part
        How things stood when the wait last went on, and the need that it is for.
    now
        What is dark at the end of the wait, as that need sees it; None if the need does not hold then.
    crew_of
        The service whose job gave the crew up that was waited for.
    ended_by
        As in `Wait`.
    """

    node: Node
    start: float
    lack: Lack
    part: Expression | None
    end: float = 0.0
    now: int | None = None
    crew_of: str | None = None
    ended_by: Ending | None = None

    @property
    def dark(self) -> int:
        """What its need saw as dark when it last did not hold."""
        return 0 if self.part is None else self.lack.parts[self.part]

    def goes_on(self, lack: Lack) -> bool:
        """Return whether it is for what a service lacks now."""
        if (self.lack.want, self.lack.kind) != (lack.want, lack.kind):
            return False
        return self.part in lack.parts if self.part is not None else not lack.parts


@dataclass(slots=True)
class Record:
    """Listens to a run, round by round, and notes each moment when it is over."""

    run: Run
    moments: list[Moment] = field(default_factory=list)
    waits: dict[int, list[UnnamedWait]] = field(default_factory=dict)
    open: dict[int, UnnamedWait] = field(default_factory=dict)
    given: list[tuple[Job, int | None, int]] = field(default_factory=list)

    def hear(self) -> None:
        """Keep which jobs began in this round, whose crew each took, and what was dark."""
        self.given += [(job, giver, self.run.state.dark) for job, giver in self.run.crews.given]

    def note(self, hours: float) -> None:
        """Note how things stand after the last round of a moment."""
        statuses = self._statuses()
        if not self.moments or self.moments[-1].status != statuses:
            self.moments.append(Moment(hours, statuses))
        for node in self.run.plan.nodes:
            is_down = statuses[node.service.id] >= Status.LOCKED
            self._note_wait(node, hours, self._lack(node) if is_down else None)
        self.given.clear()

    def end(self, hours: float) -> None:
        """End every wait at the horizon."""
        for index, wait in self.open.items():
            self._keep(index, wait, hours)

    def _statuses(self) -> Mapping[str, Status]:
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

    # ------------------------------------------------------------------------------------- waits

    def _note_wait(self, node: Node, hours: float, lack: Lack | None) -> None:
        """Go on with the wait of a service while what it lacks is the same; else end it and begin another."""
        wait = self.open.get(node.index)
        if wait is not None and lack is not None and wait.goes_on(lack):
            wait.lack = lack
            return
        if wait is not None:
            self._end_wait(node, self.open.pop(node.index), hours, lack)
        if lack is not None:
            self.open[node.index] = UnnamedWait(node, hours, lack, next(iter(lack.parts), None))

    def _end_wait(self, node: Node, wait: UnnamedWait, hours: float, lack: Lack | None) -> None:
        index, state, part = self.run.plan.index, self.run.state, wait.part
        if wait.lack.want == "crew":
            givers = [giver for job, giver, _ in self.given if job.node is node and giver is not None]
            wait.crew_of = self.run.plan.ids[givers[0]] if givers else None
        elif part is not None:
            # A job that takes no time has ended by now: what it needed is judged by when it began.
            began = [dark for job, _, dark in self.given if job.node is node and wait.lack.kind == "job"]
            then = began[0] if began else state.dark
            if not fails(part, then, index):
                wait.now = then
            elif self._was_hard(node, wait) and not fails(part, dark := state.dark_but_for(node), index):
                wait.now, wait.ended_by = dark, "ring"
            else:
                wait.ended_by = self._ending(node, wait, lack)
        self._keep(node.index, wait, hours)

    def _was_hard(self, node: Node, wait: UnnamedWait) -> bool:
        """Return whether a wait is for a hard need: that alone sees its own service as up."""
        return wait.part in self.run.state.needs[node.index].parts and not wait.dark & node.bit

    def _keep(self, index: int, wait: UnnamedWait, hours: float) -> None:
        wait.end = hours
        if wait.start < hours:
            self.waits.setdefault(index, []).append(wait)

    def _ending(self, node: Node, wait: UnnamedWait, lack: Lack | None) -> Ending:
        """Return why a wait ended although its need does not hold."""
        run, kind = self.run, wait.lack.kind
        if kind == "login":
            return "loss"
        restart = node.restart.parts if kind == "job" else ()
        if wait.part not in (*run.state.needs[node.index].parts, *restart):
            return "link"
        jobs = [job for job, *_ in self.given if job.node is node]
        if kind == "job" and lack is not None and lack.want in ("crew", "capacity"):
            jobs += run.crews.of(node.index)
        glass = run.means.break_glass[node.index]
        if not jobs:
            return "loss"
        is_broken = glass is not None and any(
            job.way != FAILOVER and run.clock.now >= moment(job.opened + glass) for job in jobs
        )
        return "glass" if is_broken else "way"

    # ------------------------------------------------------------------------------ what is lacking

    def _lack(self, node: Node) -> Lack:
        """Return the one thing that a service waits for: the first that fits, in the order of the document."""
        run, state = self.run, self.run.state
        if not state.dark & node.bit:
            return Lack("service", "login", self._failing(node.login.parts, state.dark))
        if state.lost & node.bit and node.runs_with(state.capacity(node)):
            return Lack("repair")
        own = run.crews.of(node.index)
        if begun := [job for job in own if job.begun and job.phases]:
            return Lack(min(begun, key=lambda job: (job.due, job.key)).phase)
        if not state.grounded & node.bit:
            return Lack("service", "hard", self._failing_hard(node))
        waiting = [job for job in own if not job.begun]
        if not waiting and run.clock.now < run.decided_at:
            return Lack("decision")
        ready = [job for job in waiting if run.crews.may_begin(job)]
        if any(job.takes_crew and run.crews.free <= 0 and run.crews.has_spare(job) for job in ready):
            return Lack("crew")
        if any(not run.crews.has_spare(job) for job in ready):
            return Lack("capacity")
        if missing := self.missing(node, waiting):
            return Lack("tools", "job", missing)
        if state.lost & node.bit:
            return Lack("repair")
        if node.wake is not None and run.sleeps_in_need(node):
            return Lack("failover-control")
        return Lack("power")

    def missing(self, node: Node, waiting: Sequence[Job]) -> Mapping[Expression, int]:
        """Return the needs that keep jobs from beginning: hard ones, then those to restart."""
        found: dict[Expression, int] = {}
        is_restart = any(job.way != FAILOVER for job in waiting)
        if is_restart or any(job.mode == "hand" for job in waiting):
            found |= self._failing_hard(node)
        if is_restart:
            failing = self._failing(node.restart.parts, self.run.state.dark)
            found |= {part: dark for part, dark in failing.items() if part not in found}
        return found

    def _failing_hard(self, node: Node) -> dict[Expression, int]:
        """Return the hard needs that would not hold even if the service itself were not dark."""
        state = self.run.state
        return self._failing(state.needs[node.index].parts, state.dark_but_for(node))

    def _failing(self, parts: Iterable[Expression], dark: int) -> dict[Expression, int]:
        return {part: dark for part in parts if fails(part, dark, self.run.plan.index)}
