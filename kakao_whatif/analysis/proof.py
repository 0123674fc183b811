"""Why a set of mitigations is a smallest one: it does it, and no smaller one does.

`check_proof` stands beside the proofs and knows nothing of how a set was found: it asks plain `propagate` and
`simulate_recovery`, one scenario at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kakao_whatif.analysis.targets import BackWithin, Shortfall, Target, target_of
from kakao_whatif.errors import ScenarioError, WhatIfError
from kakao_whatif.model.apply import expanded, in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System

Way = Literal["removals", "subsets"]


@dataclass(frozen=True, slots=True)
class Without:
    """A smaller set, and what is short of the target with it.

    Parameters
    ----------
    removed
        What is taken out of the set: one member, with what cannot be there without it; or any members.
    left
        What then remains.
    shortfalls
        What is short of the target; never empty in a proof.
    """

    removed: tuple[str, ...]
    left: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """That a set makes a target hold, and that no proper subset does.

    Parameters
    ----------
    members
        The set, with the members of its bundles, in file order.
    way
        How it is shown that no proper subset does. ``removals``: taking out any one member is too much, and since
        helping mitigations never make anything worse, so is taking out more. ``subsets``: every one of them was
        tried; so it is done with trade-offs and for targets in time, where more can be worse.
    without
        The smaller sets.
    is_complete
        Whether all were looked at that this way asks for; False if a bound was hit.
    """

    members: tuple[str, ...]
    way: Way
    without: tuple[Without, ...]
    is_complete: bool = True


def check_proof(system: System, scenario: Scenario, target: Target | Iterable[str], proof: Proof) -> bool:
    """Return whether a proof shows that its set is a smallest one that makes a target hold.

    *It does if the target holds with the set, and if for every proper subset that can be in place the proof names a
    set at least as large with which it does not hold.* Everything that the proof says is asked again.

    Parameters
    ----------
    system, scenario
        What the set was found for; `scenario` without the set.
    target
        What was wanted.
    proof
        What is to be checked.

    Notes
    -----
    One `propagate` a smaller set (as many as sites, for `SurvivesAnySite`), or one `simulate_recovery`.
    """
    wanted = target_of(system, target)
    members = frozenset(proof.members)
    before = {each.id for each in expanded(system, scenario.mitigations)}
    try:
        added = {each.id for each in expanded(system, members)} - before
        if added != members or wanted.shortfalls(system, scenario.with_mitigations(*members)):
            return False
        said = {frozenset(each.left): each for each in proof.without}
        for left in _asked(system, scenario, members, _way(system, before | members, wanted)):
            each = said.get(left)
            if each is None or frozenset(each.removed) != members - left:
                return False
            short = wanted.shortfalls(system, scenario.with_mitigations(*left))
            if not short or short != each.shortfalls:
                return False
    except (WhatIfError, KeyError):
        return False
    return True


def _way(system: System, in_place: Iterable[str], target: Target) -> Way:
    can_hurt = any(system.mitigations[id].tradeoff for id in in_place)
    return "subsets" if can_hurt or isinstance(target, BackWithin) else "removals"


def _asked(system: System, scenario: Scenario, members: frozenset[str], way: Way) -> Iterator[frozenset[str]]:
    """Yield the smaller sets that must be looked at."""
    if way == "removals":
        for id in members:
            yield _standing(system, scenario, members - {id})
        return
    for size in range(len(members)):
        for some in combinations(sorted(members), size):
            left = frozenset(some)
            if _standing(system, scenario, left) == left and _is_taken(system, scenario, left):
                yield left


def _standing(system: System, scenario: Scenario, left: frozenset[str]) -> frozenset[str]:
    """Return what of a set can stay: nothing that requires or includes what is not there."""
    before = {each.id for each in expanded(system, scenario.mitigations)}
    while True:
        stays = frozenset(
            id
            for id in left
            if {*system.mitigations[id].requires, *system.mitigations[id].includes} <= left | before
        )
        if stays == left:
            return left
        left = stays


def _is_taken(system: System, scenario: Scenario, members: frozenset[str]) -> bool:
    try:
        in_place(system, scenario.with_mitigations(*members))
    except ScenarioError:
        return False
    return True
