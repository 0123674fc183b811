"""The smallest sets for a target in time, tried one by one within stated bounds.

Stands apart from targets of status, because in time more can be worse: crews that rebuild one service are not
there for another. So nothing is concluded from other sets; every set that is said to be smallest had all its subsets
tried, on the same numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from kakao_whatif.analysis.mitigation_sets import NothingDoes
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.in_order import InOrder
from kakao_whatif.analysis.saving.prove import MOST_MEMBERS, proofs
from kakao_whatif.analysis.saving.search import Found, Limits, Weights
from kakao_whatif.analysis.targets import BackWithin, Shortfall
from kakao_whatif.recovery.samples import Progress


@dataclass(slots=True)
class Tries:
    """What is short under each set that was tried; each is tried once.

    Parameters
    ----------
    choices, target
        What is asked.
    until
        When to stop, in seconds of the monotonic clock.
    """

    choices: Choices
    target: BackWithin
    until: float
    known: dict[Members, tuple[Shortfall, ...] | None] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Return whether the time is up."""
        return monotonic() >= self.until

    def __call__(self, members: Members) -> tuple[Shortfall, ...] | None:
        """Return what is short under a set; None if it cannot be in place."""
        if members not in self.known:
            short = None
            if self.choices.is_taken(members):
                short = self.target.shortfalls(self.choices.system, self.choices.with_members(members))
            self.known[members] = short
        return self.known[members]

    def holds(self, members: Members) -> bool:
        """Return whether the target holds with a set."""
        return self(members) == ()

    def several(self, sets: Iterable[Members]) -> Mapping[Members, tuple[Shortfall, ...]]:
        """Return what is short under each of some sets, as far as the time allows."""
        found = {}
        for members in sets:
            if members in self.known or not self.is_over:
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
    weights = Weights.of(choices, costs)
    order = InOrder(choices, weights, limits)
    tries = Tries(choices, target, monotonic() + limits.max_seconds)
    found: list[Members] = []
    tried, of, last, beyond = 0, order.count(), frozenset[str](), None
    for members in order:
        if len(found) >= limits.max_sets or (tried and tries.is_over):
            beyond = members
            break
        if not any(each <= members for each in found) and tries.holds(members):
            found += [each for each in _smallest_within(tries, members) if each not in found]
        tried, last = tried + 1, members
        order.tell(progress, tried, of)
    found = sorted(found, key=weights.key)[: limits.max_sets]
    looked = order.looked(tried, of, last, beyond)
    proved = proofs(choices, found, tries.several, is_in_time=True)
    nothing = None if found else NothingDoes("bounds", choices.folded(last))
    return Found(tuple(proved), is_complete=False, nothing=nothing, looked=looked)


def _smallest_within(tries: Tries, members: Members) -> list[Members]:
    """Return the smallest sets within one that does it; the whole one, if it is too large to take apart."""
    if len(members) > MOST_MEMBERS:
        return [members]
    found: list[Members] = []
    for some in tries.choices.subsets(members):
        if any(each <= some for each in found) or (some not in tries.known and tries.is_over):
            continue
        if tries.holds(some):
            found.append(some)
    return found or [members]
