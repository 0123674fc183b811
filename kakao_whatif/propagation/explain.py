"""Why a service is as it is: the losses that suffice, and the causes that lead from them to it.

A service can be dark for several reasons at once. Each condition of it (its own loss, its
hosting, each hard need) is put to the test alone: a condition is a *reason* if the service is dark
even with all its other conditions waived. At least one always is. So a need that is dark only
because of the service itself is never given as its reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kakao_whatif.model.apply import effective_losses
from kakao_whatif.model.expression import Expression, conjuncts, holds
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.parts import Dependency, Kind, Service
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.causes import CauseFinder
from kakao_whatif.propagation.engine import Engine, Settled, engine_of
from kakao_whatif.propagation.explanation import Explanation
from kakao_whatif.propagation.reason import Cause, CauseKind, Reason
from kakao_whatif.propagation.statuses import statuses_of


def explain(system: System, losses: frozenset[str], id: str, status: Status) -> Explanation:
    """Return why a service is as it is under a scenario.

    *A reason is a condition that suffices alone, with a smallest set of losses under which it
    fails; nothing in it can be left out.* The first one is given that is not made of less which
    would do through another condition, in the order own loss, hosting, hard needs as they stand in
    the file; the others are given beside it.

    Parameters
    ----------
    system
        The system as it is under the scenario, with its mitigations and readings in place.
    losses
        What is lost.
    id, status
        The service, and the status to explain.

    Notes
    -----
    For each condition one evaluation of the system, and one more for each loss.

    Examples
    --------
    >>> from kakao_whatif import Scenario, propagate
    >>> from kakao_whatif.examples import two_sites
    >>> for sentence in propagate(two_sites(), Scenario({"pangyo"})).explain("news").sentences("en"):
    ...     print(sentence)
    News runs, but nobody can sign in: its only sign-in, account, is dark.
    Account is dark: its only copy stood at Pangyo (lost).
    """
    reasons = tuple(_reasons(system, id, status, losses))
    sign_in = tuple(_reasons(system, id, Status.LOCKED, losses)) if status is Status.DARK else ()
    main = _main(system, id, status, reasons) if reasons else None
    also = tuple(reason for reason in reasons if main is None or not _same_condition(reason, main))
    return Explanation(system, id, status, main, also, sign_in)


def _main(system: System, id: str, status: Status, reasons: tuple[Reason, ...]) -> Reason:
    """Return the first reason of which no part would make the service as bad through another condition.

    Where each has such a part, the reason is found anew among the losses of one that has none.
    """
    statuses = statuses_of(system)

    def least(losses: frozenset[str]) -> frozenset[str]:
        for loss in sorted(losses):
            if statuses.of(id, statuses.engine.settle(losses - {loss})) >= status:
                losses -= {loss}
        return losses

    for reason in reasons:
        if len(least(frozenset(reason.losses))) == len(reason.losses):
            return reason
    return next(_reasons(system, id, status, least(frozenset(reasons[0].losses))))


def _same_condition(one: Reason, other: Reason) -> bool:
    return (one.cause.kind, one.cause.need) == (other.cause.kind, other.cause.need)


@dataclass(frozen=True, slots=True)
class _Question:
    """One condition of a service on its own, and how to tell that it fails."""

    engine: Engine
    id: str
    status: Status
    kind: CauseKind
    need: Expression | None
    losses: frozenset[str]

    def fails(self, settled: Settled) -> bool:
        if self.status is Status.DARK:
            return self.id in settled.dark
        if self.need is not None:
            return not holds(self.need, lambda id: id not in settled.dark)
        return self.engine.capacity(self.id, settled.lost_domains, settled.asleep) < 1


def _reasons(system: System, id: str, status: Status, losses: frozenset[str]) -> Iterator[Reason]:
    if status is Status.DARK and id in losses:
        yield Reason(id, Ids({id}), {id: Cause(id, status, "lost")})
    for question in _questions(system, id, status, losses):
        if question.fails(question.engine.settle(question.losses)):
            smallest = _smallest(question)
            yield Reason(id, Ids(smallest), _causes(question, smallest))


def _questions(system: System, id: str, status: Status, losses: frozenset[str]) -> Iterator[_Question]:
    engine, service = engine_of(system), system.services[id]
    if status is Status.DARK:
        losses -= {id}
        if service.replicas:
            hosted = engine.with_only(replace(service, needs=()))
            yield _Question(hosted, id, status, "hosting", None, losses)
        for part in _parts(service, "hard"):
            alone = replace(service, replicas=(), failover=None, needs=(Dependency("hard", part),))
            yield _Question(engine.with_only(alone), id, status, "hard", part, losses)
    elif status is Status.LOCKED:
        for part in _parts(service, "login"):
            yield _Question(engine, id, status, "login", part, losses)
    elif status is Status.DEGRADED:
        for part in _parts(service, "soft"):
            yield _Question(engine, id, status, "soft", part, losses)
        if service.replicas:
            yield _Question(engine, id, status, "hosting", None, losses)


def _parts(service: Service, kind: Kind) -> Iterable[Expression]:
    """Return what must all be true for the needs of one kind, each once."""
    return dict.fromkeys(part for need in service.needs if need.kind == kind for part in conjuncts(need.on))


def _smallest(question: _Question) -> frozenset[str]:
    """Return losses under which the condition fails, none of which can be left out."""
    kept = _named(question)
    for loss in sorted(kept):
        if question.fails(question.engine.settle(kept - {loss})):
            kept -= {loss}
    return kept


def _named(question: _Question) -> frozenset[str]:
    """Return the losses that the causes end at: they suffice, and are few among many."""
    causes = _causes(question, question.losses)
    if question.status is not Status.DARK and any(question.id in cause.because for cause in causes.values()):
        return question.losses  # it signs in through itself: why it is dark is not among these causes
    ends = {id for id, cause in causes.items() if cause.kind == "lost"}
    ends |= {str(copy.lost_with) for cause in causes.values() for copy in cause.copies}
    system = question.engine.system
    return frozenset(
        loss for loss in question.losses if not ends.isdisjoint(effective_losses(system, {loss}))
    )


def _causes(question: _Question, losses: frozenset[str]) -> dict[str, Cause]:
    """Return the cause of the service and of every service it rests on, in the order of reading."""
    finder = CauseFinder.of(question.engine, losses)
    first = finder.of_condition(question.id, question.status, question.kind, question.need)
    causes = {question.id: first}
    waiting = list(first.because)
    for id in waiting:
        if id not in causes:
            causes[id] = finder.of_dark(id)
            waiting += causes[id].because
    return causes
