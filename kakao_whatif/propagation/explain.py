"""Why a service is as it is: the losses that suffice, and the causes that lead from them to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kakao_whatif.model.ids import Ids
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.causes import lost_places
from kakao_whatif.propagation.conditions import Condition, Outlook, on_their_own
from kakao_whatif.propagation.engine import NONE, Engine, engine_of, settled_once
from kakao_whatif.propagation.explanation import Explanation
from kakao_whatif.propagation.reason import Cause, Reason
from kakao_whatif.propagation.statuses import statuses_of


def explain(system: System, losses: frozenset[str], id: str, status: Status) -> Explanation:
    """Return why a service is as it is under a scenario.

    *A reason is a condition that suffices alone, with a smallest set of losses under which it
    fails; nothing in it can be left out.* For the first reason, conditions are tried in the order
    own loss, hosting, hard needs as in the file, until no part of the losses suffices through
    another condition. Of the conditions that these losses break, the reason is the one that fails
    first. Every other reason would suffice with the losses of all others given back; it can be the
    same condition with other losses. With the losses of all reasons given back, the service is
    better. Other conditions that the losses of a reason break are its `ways`. What fails only
    through a reason is left out.

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
    Two evaluations of the system for each reason, and one more for each of its losses if they are
    two or more: O(services + needs) each.

    Examples
    --------
    >>> from kakao_whatif import Scenario, propagate
    >>> from kakao_whatif.examples import two_sites
    >>> for sentence in propagate(two_sites(), Scenario({"pangyo"})).explain("news").sentences("en"):
    ...     print(sentence)
    news runs, but nobody can sign in: its only sign-in, account, is dark.
    account is dark: its only copy stood at Pangyo (lost).
    """
    engine = engine_of(system)
    supposed = lost_places(engine, losses)
    reasons, shared = _Search(engine, id, status, supposed).reasons(losses)
    sign_in: tuple[Reason, ...] = ()
    if status is Status.DARK:
        sign_in = _Search(engine, id, Status.LOCKED, supposed).one_for_each(losses)
    return Explanation(system, id, status, reasons[0] if reasons else None, reasons[1:], shared, sign_in)


@dataclass(frozen=True)
class _Search:
    """Finds reasons for one service; the parameters are those of `Outlook`."""

    engine: Engine
    id: str
    status: Status
    supposed: Mapping[str, str]

    def reasons(self, losses: frozenset[str]) -> tuple[tuple[Reason, ...], tuple[Cause, ...]]:
        """Return reasons that have no loss in common, and what fails through losses of several of them."""
        outlook = self._under(losses)
        if not outlook.failing:
            return (), ()
        fewest = self._first_losses(outlook)
        least = self._under(fewest)
        chosen = [(min(least.failing, key=least.when), fewest)]
        chosen += self._apart(losses - fewest, [c for c in outlook.failing if not self._always.fails(c)])
        left = [c for c in outlook.failing if c not in dict(chosen)]
        reasons = []
        for condition, these in chosen:
            reason, ways = self._with_ways(condition, these, left)
            reasons.append(reason)
            left = [other for other in left if other not in ways]
        causes = (cause for reason in reasons for cause in (reason.cause, *reason.ways))
        on = {service for cause in causes for service in cause.because}
        shared = on_their_own(self.engine, self.id, self.status, losses, left, on)
        return tuple(reasons), tuple(outlook.first(condition) for condition in shared)

    def one_for_each(self, losses: frozenset[str]) -> tuple[Reason, ...]:
        """Return a reason for each condition that fails."""
        outlook = self._under(losses)
        found = []
        for condition in outlook.failing:
            fewest = self._fewest(condition, outlook.losses_of(condition))
            found.append(Reason(self.id, Ids(fewest), self._under(fewest).causes(condition)))
        return tuple(found)

    def _under(self, losses: frozenset[str]) -> Outlook:
        return Outlook(self.engine, self.id, self.status, losses, self.supposed)

    @cached_property
    def _always(self) -> Outlook:
        """What fails with nothing lost."""
        return self._under(NONE)

    def _fewest(self, condition: Condition, losses: frozenset[str]) -> frozenset[str]:
        """Return some of these losses under which a condition fails, none of which can be left out."""
        if len(losses) == 1:
            return NONE if self._always.fails(condition) else losses
        for loss in sorted(losses):
            if self._under(losses - {loss}).fails(condition):
                losses -= {loss}
        return losses

    def _first_losses(self, outlook: Outlook) -> frozenset[str]:
        """Return the smallest losses of the first condition of which no part suffices through another condition.

        If every condition has such a part, return the part of the first one.
        """
        found = []
        for condition in outlook.failing:
            fewest = self._fewest(condition, outlook.losses_of(condition))
            found.append(self._least(fewest))
            if found[-1] == fewest:
                return fewest
        return found[0]

    def _least(self, losses: frozenset[str]) -> frozenset[str]:
        """Return some of these losses that make the service as bad, none of which can be left out."""
        statuses = statuses_of(self.engine.system)
        for loss in sorted(losses):
            if statuses.of(self.id, settled_once(self.engine, losses - {loss})) >= self.status:
                losses -= {loss}
        return losses

    def _apart(
        self, losses: frozenset[str], conditions: list[Condition]
    ) -> Iterator[tuple[Condition, frozenset[str]]]:
        """Yield conditions with losses under which they fail, no loss twice, until nothing fails."""
        outlook = self._under(losses)
        while failing := [condition for condition in conditions if outlook.fails(condition)]:
            for condition in failing:
                ends = outlook.losses_of(condition)
                if ends <= losses:
                    fewest = self._fewest(condition, ends)
                    losses -= fewest
                    yield condition, fewest
            outlook = self._under(losses)

    def _with_ways(
        self, condition: Condition, losses: frozenset[str], left: list[Condition]
    ) -> tuple[Reason, set[Condition]]:
        """Return a reason with the other ways of its losses, and the conditions that those are."""
        outlook = self._under(losses)
        broken = [other for other in left if outlook.fails(other)]
        on = outlook.first(condition).because
        ways = on_their_own(self.engine, self.id, self.status, losses, broken, on)
        causes = outlook.causes(condition)
        return Reason(self.id, Ids(losses), causes, tuple(map(outlook.first, ways))), set(ways)
