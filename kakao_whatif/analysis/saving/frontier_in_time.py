"""The frontier for service-hours: sets tried one by one, within stated bounds."""

from fractions import Fraction

from kakao_whatif.analysis.mitigation_sets import Looked
from kakao_whatif.analysis.saving.choices import Members
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.in_order import InOrder
from kakao_whatif.analysis.saving.losing import Losing
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.recovery.outcome import outcome
from kakao_whatif.recovery.samples import Progress

Losses = list[Fraction]


def front_in_time(
    losing: Losing, costs: Costs, limits: Limits, progress: Progress | None = None
) -> tuple[list[tuple[Members, Losses]], Losses, Looked]:
    """Return the sets that no other one that was tried beats, cheapest first; what is lost with none; what was tried.

    Raises
    ------
    LimitError
        If `progress` ended it.
    """
    weights = Weights.of(losing.choices, costs)
    order, runs = InOrder(losing.choices, weights, limits), 0
    found: list[tuple[Members, Losses]] = []
    bare: Losses = []
    tried, of, last, beyond = 0, order.count(), frozenset[str](), None
    for members in order:  # cheapest first, so that a set must lose less than all before it
        if tried and runs + len(losing.scenarios) > limits.max_runs:
            beyond = members
            break
        lost = _lost(losing, members) if losing.choices.is_taken(members) else None
        runs += 1 if lost is None else len(losing.scenarios)
        if lost is not None and not members:
            bare = lost
        if lost is not None and (not found or losing.together(lost) < losing.together(found[-1][1])):
            if found and weights.cost(found[-1][0]) == weights.cost(members):
                found.pop()
            found.append((members, lost))
        tried, last = tried + 1, members
        order.tell(progress, tried, of)
    return found, bare, order.looked(tried, of, last, beyond, is_over=beyond is not None)


def _lost(losing: Losing, members: Members) -> Losses:
    """Return the service-hours lost in each scenario."""
    found = []
    for scenario in losing.scenarios:
        away = outcome(losing.choices.system, scenario.with_mitigations(*members)).away
        found.append(Fraction(sum(away.get(id, 0.0) for id in losing.services)))
    return found
