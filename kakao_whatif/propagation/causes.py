"""The one condition that makes each service as it is, in one settled state.

Following the order of cause (`spread`) makes every chain of hard needs end at a loss; only waking
can lead back to where it came from, and that is a ring of waking.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from kakao_whatif.model.apply import effective_losses
from kakao_whatif.model.expression import Expression, conjuncts, holds, leaves
from kakao_whatif.model.parts import NOTHING, Replica, Service
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.engine import Engine, Settled, settled_once
from kakao_whatif.propagation.falsifiers import falsifiers
from kakao_whatif.propagation.reason import Cause, CauseKind, Copy
from kakao_whatif.propagation.spread import spread


@dataclass(frozen=True, slots=True)
class CauseFinder:
    """Reads causes off a settled state.

    Parameters
    ----------
    engine, settled
        The system, and what losses come to.
    rounds
        By service that fell, the round in which it did.
    named
        What is lost once containment is taken into account.
    supposed
        By domain that the whole scenario loses, what it is lost with.
    """

    engine: Engine
    settled: Settled
    rounds: Mapping[str, int]
    named: AbstractSet[str]
    supposed: Mapping[str, str]

    @classmethod
    def of(
        cls,
        engine: Engine,
        losses: Collection[str],
        settled: Settled | None = None,
        supposed: Mapping[str, str] = NOTHING,
        asked: str | None = None,
    ) -> "CauseFinder":
        """Return the finder for what these losses come to, which is worked out if it is not given.

        With `asked`, that service falls after all that falls without it.
        """
        settled = settled or engine.settle(losses)
        named = set(effective_losses(engine.system, losses))
        return cls(engine, settled, spread(engine, settled, asked), named, supposed)

    def fails(self, id: str, status: Status, need: Expression | None) -> bool:
        """Return whether a need of a service fails, or, without one, its hosting.

        For DARK: whether it fails before the service does, if that falls at all.
        """
        if status is Status.DARK and id not in self.rounds:
            return False
        if need is not None:
            dark = self._earlier(need, id) if status is Status.DARK else self.rounds
            return not holds(need, _all_but(dark))
        where = (id, self.settled.lost_domains, self.settled.asleep)
        return (
            not self.engine.is_hosted(*where) if status is Status.DARK else self.engine.capacity(*where) < 1
        )

    def before(self, id: str) -> AbstractSet[str]:
        """Return what is dark before a service falls; all that is dark, if it does not fall."""
        last = self.rounds.get(id, inf)
        return {other for other, number in self.rounds.items() if number < last}

    def of_status(self, id: str, status: Status) -> Cause:
        """Return the cause of a status worse than UP: the first condition that fails, in the order of the file."""
        if status is Status.DARK:
            return self.of_dark(id)
        kind: CauseKind = "login" if status is Status.LOCKED else "soft"
        for need in self.engine.services[id].needs:
            for part in conjuncts(need.on) if need.kind == kind else ():
                if not holds(part, _all_but(self.settled.dark)):
                    return self.of_condition(id, status, kind, part)
        return self.of_condition(id, status, "hosting", None)

    def of_dark(self, id: str) -> Cause:
        """Return the cause of a dark service: own loss, hosting, or the first hard need to fail."""
        service = self.engine.services[id]
        if id in self.settled.lost_services:
            return Cause(id, Status.DARK, "lost")
        if not self.engine.is_hosted(id, self.settled.lost_domains, self.settled.asleep):
            return self.of_condition(id, Status.DARK, "hosting", None)
        for need in service.needs:
            for part in conjuncts(need.on) if need.kind == "hard" else ():
                earlier = self._earlier(part, id)
                if not holds(part, _all_but(earlier)):
                    return Cause(id, Status.DARK, "hard", part, because=self._falsifiers(part, earlier))
        raise AssertionError(f"{id} is dark without a cause")

    def of_condition(self, id: str, status: Status, kind: CauseKind, need: Expression | None) -> Cause:
        """Return the cause that one given condition of a service is."""
        if need is not None:
            dark = self.settled.dark
            if kind == "hard":
                dark = self._earlier(need, id)
            return Cause(id, status, kind, need, because=self._falsifiers(need, dark))
        copies = self._copies_out(self.engine.services[id], status)
        because = dict.fromkeys(other for copy in copies for other in copy.waits_for)
        lost_too = self._lost_too(self.engine.services[id], copies)
        return Cause(id, status, "hosting", copies=copies, because=tuple(because), lost_too=lost_too)

    def _earlier(self, need: Expression, id: str) -> AbstractSet[str]:
        """Return the services of a need that went dark before the one that has it."""
        last = self.rounds[id]
        return {leaf for leaf in leaves(need) if leaf in self.rounds and self.rounds[leaf] < last}

    def _falsifiers(self, need: Expression, dark: AbstractSet[str]) -> tuple[str, ...]:
        """Return dark services that make a need false, as few as it takes, the earliest first."""
        down = {leaf for leaf in leaves(need) if leaf in dark}
        return falsifiers(need, sorted(down, key=lambda id: (self.rounds[id], id)))

    def _copies_out(self, service: Service, status: Status) -> tuple[Copy, ...]:
        """Return copies that do not serve: as few losses as leave too little capacity, and all that went with them."""
        serving = self.engine.capacity(service.id, self.settled.lost_domains, self.settled.asleep)
        waits_for = self._waits_for(service)
        out: list[tuple[Copy, bool]] = []
        for replica in reversed(service.replicas):
            if self._serves(service, replica):
                continue
            is_needed = not _is_too_little(service, status, serving + replica.capacity)
            serving += 0 if is_needed else replica.capacity
            out.append((self._copy(replica, waits_for), is_needed))
        lost_with = {copy.lost_with for copy, is_needed in out if is_needed}
        around = self.engine.system.ancestors
        return tuple(
            copy
            for copy, is_needed in reversed(out)
            if is_needed or not lost_with.isdisjoint(around(copy.domain))
        )

    def _lost_too(self, service: Service, out: Sequence[Copy]) -> tuple[Copy, ...]:
        """Return the other copies whose places the whole scenario loses: waking would not bring them back."""
        lost = {copy.domain for copy in out if copy.lost_with is not None}
        return tuple(
            Copy(replica.domain, replica.role, self.supposed[replica.domain])
            for replica in service.replicas
            if replica.domain in self.supposed and replica.domain not in lost
        )

    def _serves(self, service: Service, replica: Replica) -> bool:
        is_awake = replica.role == "active" or service.id not in self.settled.asleep
        return replica.domain not in self.settled.lost_domains and is_awake

    def _copy(self, replica: Replica, waits_for: tuple[str, ...]) -> Copy:
        if replica.domain in self.settled.lost_domains:
            return Copy(replica.domain, replica.role, _lost_with(self.engine, replica.domain, self.named))
        return Copy(replica.domain, replica.role, waits_for=waits_for)

    def _waits_for(self, service: Service) -> tuple[str, ...]:
        """Return what keeps the standbys of a service asleep: nothing where they are awake."""
        if service.failover is None or service.id not in self.settled.asleep:
            return ()
        return self._falsifiers(service.failover.needs, self.settled.dark)


def lost_places(engine: Engine, losses: frozenset[str]) -> Mapping[str, str]:
    """Return by lost domain what it is lost with: itself, or the nearest one around it that is named."""
    named = set(effective_losses(engine.system, losses))
    lost = settled_once(engine, losses).lost_domains
    return {domain: _lost_with(engine, domain, named) for domain in sorted(lost)}


def _lost_with(engine: Engine, domain: str, named: AbstractSet[str]) -> str:
    return next(id for id in engine.system.ancestors(domain) if id in named)


def _all_but(dark: Collection[str]) -> Callable[[str], bool]:
    return lambda id: id not in dark


def _is_too_little(service: Service, status: Status, capacity: Fraction) -> bool:
    return capacity < 1 if status is Status.DEGRADED else capacity == 0 or capacity < service.min_capacity
