"""Cut sets and risks by trying every subset of losses, one `propagate` or one oracle at a time."""

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from itertools import combinations

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from tests.oracles import answer

Bad = Callable[[frozenset[str]], bool]


def by_engine(system: System, service: str, status: Status, base: Scenario) -> Bad:
    return lambda lost: propagate(system, base.with_losses(*lost)).status[service] >= status


def by_oracle(system: System, service: str, status: Status, base: Scenario) -> Bad:
    return lambda lost: answer(system, base.with_losses(*lost)).status[service] >= status


def subsets(ids: Collection[str]) -> list[frozenset[str]]:
    every = sorted(set(ids))
    return [frozenset(some) for size in range(len(every) + 1) for some in combinations(every, size)]


def cut_sets(over: Collection[str], is_bad: Bad) -> set[frozenset[str]]:
    """The sets that make it bad, no proper subset of which does."""
    found: set[frozenset[str]] = set()
    for some in subsets(over):  # small ones first
        if not any(cut <= some for cut in found) and is_bad(some):
            found.add(some)
    return found


def risk(p: Mapping[str, Fraction], is_bad: Bad) -> Fraction:
    """The sum over all subsets of the losses in `p`."""
    total = Fraction(0)
    for some in subsets(p):
        weight = Fraction(1)
        for id, chance in p.items():
            weight *= chance if id in some else 1 - chance
        if weight and is_bad(some):
            total += weight
    return total
