"""The cheapest sets of changes that save something, with proof that nothing less does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kakao_whatif.analysis.mitigation_sets import (
    MinimalMitigations,
    MitigationSet,
    NotLookedAt,
    UnderReading,
    Worse,
    notes_of,
    worse_with,
)
from kakao_whatif.analysis.proof import Proof
from kakao_whatif.analysis.saving.by_status import found_by_status
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.in_time import found_in_time
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.analysis.targets import BackWithin, StatusTarget, Target, sites, target_of
from kakao_whatif.diagrams.bounds import MAX_RUNS, MAX_STEPS, Budget
from kakao_whatif.errors import LimitError, ScenarioError
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.readings import other_readings
from kakao_whatif.recovery.samples import Progress

MOST_SETS = 1_000
WAY_OUT = "Ask for fewer services, leave mitigations out of the case, set `max_cost`, or raise `max_steps`."


def minimal_mitigations(
    system: System,
    scenario: Scenario,
    target: Target | Iterable[str],
    max_cost: float | None = None,
    *,
    costs: Mapping[str, float] = NOTHING,
    tradeoffs: bool = False,
    max_sets: int = MOST_SETS,
    max_size: int = 3,
    max_runs: int = MAX_RUNS,
    max_steps: int = MAX_STEPS,
    progress: Progress | None = None,
) -> MinimalMitigations:
    """Return the smallest sets of mitigations that make a target hold, cheapest first.

    *A set is smallest if the target holds with it, and with no proper subset of it that can be in place.* For targets
    of status that is shown by taking out single members: helping mitigations never make anything worse, so that what
    one removal breaks, more removals break too. With trade-offs among them, and for targets in time, every subset is
    tried. What is in place already stays, and the sets are what is to be added.

    Parameters
    ----------
    system
        The dependency model with its mitigations.
    scenario
        What is lost and what is in place already.
    target
        What is wanted: `NotWorse`, `SurvivesAnySite`, `BackWithin`; ids of services alone mean "not DARK".
    max_cost
        Sets that cost more points are left out.
    costs
        Points by id of a mitigation, instead of the case's own.
    tradeoffs
        Whether trade-offs may be chosen; sets that hold some say what these make worse.
    max_sets
        So many sets at most, the cheapest.
    max_size, max_runs
        For targets in time, where sets are tried one by one: at most so many mitigations in a set, besides what they
        require, and at most so many simulations, one for each draw of a set. A set that is passed over or cannot be in
        place counts as one. The empty set is always tried.
    max_steps
        How much work it may be where all sets are looked at at once, and to list the subsets that prove a set; the
        default is reached within seconds. A proof that would take more is given as incomplete.
    progress
        Told how many steps are done, of how many at most; for targets in time, how many sets were tried. The search
        ends when it returns false.

    Raises
    ------
    UnknownIdError
        If the target, the scenario or the costs name something that there is not.
    ScenarioError
        If the scenario cannot be, a cost or a bound is no number of 0 or more, the target names no service, or no
        set is wanted.
    LimitError
        If `progress` ended it, nothing was found within `max_steps`, or too many trade-offs would have to be combined.

    Notes
    -----
    For targets of status: one evaluation of the wired system over a decision diagram whose variables are the
    mitigations, then O(mitigations log sets) a set. For targets in time: a simulation a set.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> answer = minimal_mitigations(load_case("kakao-2022"), Scenario({"pangyo"}), ["failover-control"])
    >>> answer[0].mitigations, answer[0].cost.points
    (('failover-control-two-sites',), 4.0)
    """
    propagate(system, scenario)  # refuses what cannot be
    if max_sets < 1:
        raise ScenarioError(f"max_sets: {max_sets!r} is no number of sets. Give 1 or more.")
    wanted, prices = target_of(system, target), Costs.of(system, costs)
    choices = Choices.of(system, scenario, tradeoffs=tradeoffs)
    told = None if isinstance(wanted, BackWithin) else progress  # in time, progress counts sets
    budget = Budget(max_steps, told, "mitigations", WAY_OUT, ("max_cost", "max_steps"))
    limits = Limits(Weights.of(choices, prices).limit(max_cost), max_sets, max_size, max_runs, budget)
    if isinstance(wanted, BackWithin):
        found = found_in_time(choices, wanted, prices, limits, progress)
    else:
        found = found_by_status(choices, wanted, prices, limits)
    nothing = found.nothing
    if nothing is not None:
        why = nothing.why if choices.candidates else "none"
        nothing = replace(nothing, why=why, not_looked_at=_not_looked_at(choices, wanted, prices, max_cost))
    answer = MinimalMitigations(
        system=system,
        scenario=scenario,
        target=wanted,
        sets=tuple(_set(choices, prices, proof) for proof in found.proofs),
        candidates=choices.candidates,
        max_cost=max_cost,
        is_complete=found.is_complete,
        nothing=nothing,
        looked=found.looked,
        readings=() if isinstance(wanted, BackWithin) else tuple(_under_readings(choices, wanted, prices)),
    )
    return replace(answer, notes=notes_of(answer))


def _under_readings(choices: Choices, target: StatusTarget, costs: Costs) -> Iterator[UnderReading]:
    """Yield the cheapest set under each other reading, whatever it costs; what is too large is left out."""
    for reading, scenario in other_readings(choices.system, choices.scenario):
        there = replace(choices, scenario=scenario)
        try:
            found = found_by_status(there, target, costs, Limits(None, 1))
        except LimitError:
            continue
        if not found.proofs:
            yield UnderReading(reading, None, None)
            continue
        members = found.proofs[0].members
        yield UnderReading(reading, there.folded(members), costs.price(members))


def _not_looked_at(
    choices: Choices, target: Target, costs: Costs, max_cost: float | None
) -> NotLookedAt | None:
    """Return what trade-offs could do that took no part; for a target in time that is not worked out."""
    wider = Choices.of(choices.system, choices.scenario, tradeoffs=True)
    left_out = tuple(id for id in wider.candidates if id not in choices.candidates)
    if not left_out:
        return None
    if isinstance(target, BackWithin):
        return NotLookedAt(left_out, None)
    limits = Limits(Weights.of(wider, costs).limit(max_cost), 1)
    try:
        found = found_by_status(wider, target, costs, limits)
    except LimitError:
        return NotLookedAt(left_out, None)
    if not found.proofs:
        return NotLookedAt(left_out, would_do=False)
    members = found.proofs[0].members
    return NotLookedAt(left_out, would_do=True, mitigations=wider.folded(members), cost=costs.price(members))


def _set(choices: Choices, costs: Costs, proof: Proof) -> MitigationSet:
    members = frozenset(proof.members)
    tradeoffs = tuple(id for id in proof.members if choices.system.mitigations[id].tradeoff)
    return MitigationSet(
        mitigations=choices.folded(members),
        members=proof.members,
        cost=costs.price(members),
        unpriced=tuple(id for id in proof.members if id in costs.unpriced),
        tradeoffs=tradeoffs,
        worse=_worse(choices, members, tradeoffs) if tradeoffs else (),
        proof=proof,
    )


def _worse(choices: Choices, members: Members, tradeoffs: tuple[str, ...]) -> tuple[Worse, ...]:
    """Return what is worse with a set than with what of it can be in place without its trade-offs."""
    without = members
    for id in tradeoffs:
        without = choices.without(without, id)
    if not choices.is_taken(without):
        without = frozenset()
    losses = sites(choices.system)
    return worse_with(
        choices.system, choices.scenario, tuple(sorted(without)), tuple(sorted(members)), losses
    )
