"""The conditions of one service, each judged as if all its others were met.

A service can be dark for several reasons at once: its own loss, its hosting, each hard need. A
condition is judged with the service itself held up, so a need that is dark only because of the
service is never a reason for it.
"""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from kakao_whatif.model.apply import effective_losses
from kakao_whatif.model.components import components
from kakao_whatif.model.expression import Expression, conjuncts
from kakao_whatif.model.parts import Service
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.causes import CauseFinder
from kakao_whatif.propagation.engine import NONE, Engine, settled_once
from kakao_whatif.propagation.reason import Cause, CauseKind

_KIND: Mapping[Status, CauseKind] = {
    Status.DARK: "hard",
    Status.LOCKED: "login",
    Status.DEGRADED: "soft",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that makes a service as bad as a status when it fails: its own loss, its hosting, or one need."""

    kind: CauseKind
    need: Expression | None = None


def conditions_of(service: Service, status: Status) -> tuple[Condition, ...]:
    """Return what must hold for a service to be better than a status, in the order of telling."""
    if status is Status.UP:
        return ()
    kind = _KIND[status]
    needs = (part for need in service.needs if need.kind == kind for part in conjuncts(need.on))
    failing = [Condition(kind, part) for part in dict.fromkeys(needs)]
    hosting = [Condition("hosting")] if service.replicas else []
    if status is Status.DARK:
        return (Condition("lost"), *hosting, *failing)
    return (*failing, *hosting) if status is Status.DEGRADED else tuple(failing)


class Outlook:
    """How the conditions of one service stand under some losses.

    Parameters
    ----------
    engine
        The system.
    id, status
        The service, and the status that its conditions make of it.
    losses
        What is lost.
    supposed
        By every domain that the scenario loses, what it is lost with: a copy there is no way out.

    Notes
    -----
    The service counts as dark while standbys are woken, and as up while others fall: so a ring
    that waking closes through it is found, and nothing is dark only because of it. One evaluation
    judges all conditions.
    """

    def __init__(
        self, engine: Engine, id: str, status: Status, losses: frozenset[str], supposed: Mapping[str, str]
    ) -> None:
        self._id = id
        self._is_lost = status is Status.DARK and id in losses
        self._status = status
        self._losses = losses - {id} if status is Status.DARK else losses
        self._service = engine.services[id]
        settled, asked = settled_once(engine, self._losses), id if status is Status.DARK else None
        self._finder = CauseFinder.of(engine, self._losses, settled, supposed, asked)

    @cached_property
    def failing(self) -> tuple[Condition, ...]:
        """The conditions that fail, in the order of telling."""
        return tuple(c for c in conditions_of(self._service, self._status) if self.fails(c))

    def fails(self, condition: Condition) -> bool:
        """Return whether a condition fails, whatever the others do."""
        if condition.kind == "lost":
            return self._is_lost
        return self._finder.fails(self._id, self._status, condition.need)

    def when(self, condition: Condition) -> int:
        """Return the round in which a failing condition fails: 0 for its own loss, 1 for its hosting."""
        if condition.need is None:
            return int(condition.kind == "hosting")
        return 1 + max((self._finder.rounds[id] for id in self.first(condition).because), default=0)

    def first(self, condition: Condition) -> Cause:
        """Return the cause that a failing condition is."""
        if condition.kind == "lost":
            return Cause(self._id, self._status, "lost")
        return self._finder.of_condition(self._id, self._status, condition.kind, condition.need)

    def causes(self, condition: Condition) -> dict[str, Cause]:
        """Return the cause of the service and of every service it rests on, in the order of reading."""
        causes = {self._id: self.first(condition)}
        waiting = list(causes[self._id].because)
        for id in waiting:
            if id not in causes:
                causes[id] = self._finder.of_dark(id)
                waiting += causes[id].because
        return causes

    def losses_of(self, condition: Condition) -> frozenset[str]:
        """Return losses that suffice for a failing condition: those that its causes end at."""
        if condition.kind == "lost":
            return frozenset({self._id})
        first = self.first(condition)
        return NONE.union(self._named(first), *(self._ends.get(id, NONE) for id in first.because))

    @cached_property
    def _ends(self) -> Mapping[str, frozenset[str]]:
        """By service that a condition rests on, the losses that its causes end at."""
        causes: dict[str, Cause] = {}
        waiting = [id for condition in self.failing for id in self.first(condition).because]
        for id in waiting:
            # Why the service itself is dark is what its condition says.
            if id not in causes and (id != self._id or self._status is not Status.DARK):
                causes[id] = self._finder.of_dark(id)
                waiting += causes[id].because
        graph = {id: [other for other in cause.because if other in causes] for id, cause in causes.items()}
        found: dict[str, frozenset[str]] = {}
        for ring in components(graph):
            below = {other for id in ring for other in graph[id] if other in found}
            ends = (self._named(causes[id]) for id in ring)
            found.update(dict.fromkeys(ring, NONE.union(*ends, *(found[id] for id in below))))
        return found

    def _named(self, cause: Cause) -> frozenset[str]:
        """Return the losses that a cause ends at itself; a part may be lost with several."""
        ends = [cause.id] if cause.kind == "lost" else [copy.lost_with for copy in cause.copies]
        return NONE.union(*(self._losing.get(str(end), NONE) for end in ends))

    @cached_property
    def _losing(self) -> Mapping[str, frozenset[str]]:
        """By what is lost once containment is taken into account, the losses that it is lost with."""
        found: dict[str, frozenset[str]] = {}
        for loss in self._losses:
            for id in effective_losses(self._finder.engine.system, {loss}):
                found[id] = found.get(id, NONE) | {loss}
        return found


def on_their_own(
    engine: Engine,
    id: str,
    status: Status,
    losses: frozenset[str],
    candidates: Sequence[Condition],
    because: Collection[str],
) -> list[Condition]:
    """Return the conditions that fail without the help of other reasons, or of each other.

    *A condition fails on its own if it fails although the services in `because` are up, and those
    that the other returned conditions name.* Of conditions that fail only through each other, one
    is returned.

    Parameters
    ----------
    engine, id, status, losses
        As in `Outlook`.
    candidates
        Conditions that fail under these losses.
    because
        The services that the reasons found before rest on.
    """

    def holding(held: Collection[str]) -> CauseFinder:
        asked = id if status is Status.DARK else None
        return CauseFinder.of(engine.holding(held), losses - {*held}, asked=asked)

    if not candidates:
        return []
    known = {*because} - {id}
    named = {condition.need: condition for condition in candidates if isinstance(condition.need, str)}
    others = named.keys() - {id} - known
    # All at once: what falls although all the others are held up needs none of them.
    standing = holding(known | others)
    alone = [need for need in sorted(others) if _falls(engine, standing, need, losses, standing.before(id))]
    # One by one: what is left fails through what was found, or in a ring of waking.
    held = known | {*alone}
    doubtful = []
    standing = holding(held)
    while left := [need for need in others - held if standing.fails(id, status, need)]:
        doubtful.append(min(left))
        standing = holding(held := held | {min(left)})
    for need in doubtful:
        if not holding(held - {need}).fails(id, status, need):
            held -= {need}
    gates = holding(held)
    return [
        condition
        for condition in candidates
        if (
            condition.need in held - known
            if condition.need in named
            else gates.fails(id, status, condition.need)
        )
    ]


def _falls(
    engine: Engine, standing: CauseFinder, service: str, losses: Collection[str], dark: AbstractSet[str]
) -> bool:
    """Return whether a service that is held up would fall by itself."""
    is_asleep = service in engine.wakes and not engine.wakes[service](standing.settled.dark)
    asleep = frozenset({service} if is_asleep else ())
    is_hosted = engine.is_hosted(service, standing.settled.lost_domains, asleep)
    return service in losses or not is_hosted or (service in engine.hard and not engine.hard[service](dark))
