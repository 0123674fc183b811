"""The smallest sets for a target in time, tried one by one within stated bounds.

Stands apart from targets of status, because in time more can be worse: crews that rebuild one service are not
there for another. So nothing is concluded from other sets; every set that is said to be smallest had all its subsets
tried, on the same numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kakao_whatif.analysis.mitigation_sets import NothingDoes
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.in_order import InOrder
from kakao_whatif.analysis.saving.prove import proofs, smaller
from kakao_whatif.analysis.saving.search import Found, Limits, Weights
from kakao_whatif.analysis.targets import BackWithin, Shortfall
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.recovery.samples import Progress


@dataclass(slots=True)
class Tries:
    """What is short under each set that was tried; each is tried once.

    Parameters
    ----------
    choices, target
        What is asked.
    most
        The bound on simulations. A set that is passed over or cannot be in place counts as one, so that it ends.
    runs
        How many there were so far.
    is_over
        Whether the bound kept a set from being tried.
    """

    choices: Choices
    target: BackWithin
    most: int
    runs: int = 0
    is_over: bool = False
    known: dict[Members, tuple[Shortfall, ...] | None] = field(default_factory=dict)

    def may_try(self, members: Members) -> bool:
        """Return whether a set is known or can still be tried."""
        if members in self.known or self.runs + self.target.samples <= self.most:
            return True
        self.is_over = True
        return False

    def __call__(self, members: Members) -> tuple[Shortfall, ...] | None:
        """Return what is short under a set; None if it cannot be in place."""
        if members not in self.known:
            short = None
            if self.choices.is_taken(members):
                short = self.target.shortfalls(self.choices.system, self.choices.with_members(members))
            self.known[members] = short
            self.runs += 1 if short is None else self.target.samples
        return self.known[members]

    def holds(self, members: Members) -> bool:
        """Return whether the target holds with a set."""
        return self(members) == ()

    def several(self, sets: Iterable[Members]) -> Mapping[Members, tuple[Shortfall, ...]]:
        """Return what is short under each of some sets, as far as the bound allows."""
        found = {}
        for members in sets:
            if self.may_try(members):
                short = self(members)
                if short is not None:
                    found[members] = short
        return found


def found_in_time(
    choices: Choices,
    target: BackWithin,
    costs: Costs,
    limits: Limits,
    progress: Progress | None = None,
) -> Found:
    """Return the smallest sets within limits, cheapest first, each proved, or why there are none.

    Raises
    ------
    LimitError
        If `progress` ended it.
    """
    tries = Tries(choices, target, limits.max_runs)
    if tries.holds(frozenset()):
        holds = proofs(choices, [frozenset()], tries.several, limits.budget, is_in_time=True)
        return Found(tuple(holds), is_complete=True)
    weights = Weights.of(choices, costs)
    order = InOrder(choices, weights, limits)
    found: list[Members] = []
    tried, of, last, beyond = 0, order.count(), frozenset[str](), None
    for members in order:
        if len(found) >= limits.max_sets or not tries.may_try(members):
            beyond = members
            break
        if any(each <= members for each in found):
            tries.runs += 1
        elif tries.holds(members):
            found += [each for each in _smallest_within(tries, members, limits.budget) if each not in found]
        tried, last = tried + 1, members
        order.tell(progress, tried, of)
    found = sorted(found, key=weights.key)[: limits.max_sets]
    proved = proofs(choices, found, tries.several, limits.budget, is_in_time=True)
    looked = order.looked(tried, of, last, beyond, is_over=tries.is_over)
    nothing = None if found else NothingDoes("bounds", choices.folded(last))
    return Found(tuple(proved), is_complete=False, nothing=nothing, looked=looked)


def _smallest_within(tries: Tries, members: Members, budget: Budget) -> list[Members]:
    """Return the smallest sets within one that does it; the whole one, if it is too large to take apart."""
    found: list[Members] = []
    for some in smaller(tries.choices, members, budget) or ():
        if not any(each <= some for each in found) and tries.may_try(some) and tries.holds(some):
            found.append(some)
    return found or [members]
