"""Cost against what is kept: the sets of changes that no other set beats."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, get_args

from kakao_whatif.analysis.frontier_points import Frontier, FrontierPoint, Weighting, notes_of
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.frontier_by_status import front_by_status
from kakao_whatif.analysis.saving.frontier_in_time import front_in_time
from kakao_whatif.analysis.saving.losing import Losing, Measure
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.analysis.targets import sites
from kakao_whatif.diagrams.bounds import MAX_RUNS, MAX_STEPS, Budget
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.parts import NOTHING, exact
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.samples import Progress

WAY_OUT = "Ask for fewer services or scenarios, leave mitigations out, set `max_cost`, or raise `max_steps`."


def frontier(
    system: System,
    scenarios: Scenario | Iterable[Scenario] | None = None,
    *,
    before: Scenario | None = None,
    keep: Measure = "services",
    than: Status = Status.LOCKED,
    services: Iterable[str] | None = None,
    costs: Mapping[str, float] = NOTHING,
    max_cost: float | None = None,
    tradeoffs: bool = False,
    max_size: int = 2,
    max_runs: int = MAX_RUNS,
    max_steps: int = MAX_STEPS,
    progress: Progress | None = None,
) -> Frontier:
    """Return the sets of mitigations at which more can be kept only for more cost.

    *A set is beaten by another one that costs no more and loses no more, and less of one of them; the frontier holds
    the sets that none beats.* Of several that cost and lose the same, one stays: the one with the fewest members, then
    the one that comes first in the file.

    Parameters
    ----------
    system
        The dependency model with its mitigations.
    scenarios
        One, or several that count alike; all single losses of a site, weighted by the probability of each, if not
        given. Sites that only a mitigation would build are among them: a set may lean on one, and then it can be lost.
    before
        What is in place already, and lost besides each site, if no scenarios are given.
    keep
        ``services``: those that are not worse than `than`, on the weighted mean. ``worst``: the same in the scenario
        in which most are lost. ``hours``: service-hours that are DARK or LOCKED, by the recovery model.
    than
        The worst status that counts as kept; LOCKED, that is not DARK, if not given.
    services
        Those that count; if not given, all of the system, but not what only a mitigation adds.
    costs
        Points by id of a mitigation, instead of the case's own.
    max_cost
        Sets that cost more points are left out.
    tradeoffs
        Whether trade-offs may be chosen.
    max_size, max_runs
        For hours, where sets are tried one by one: at most so many mitigations in a set, besides what they require,
        and at most so many simulations, one for each scenario of a set. A set that cannot be in place counts as one.
        The empty set is always tried.
    max_steps
        How much work it may be where all sets are looked at at once; the default is reached within seconds.
    progress
        Told how many steps are done, of how many at most; for hours, how many sets were tried. The search ends when it
        returns false.

    Raises
    ------
    UnknownIdError
        If something is named that there is not.
    ScenarioError
        If a scenario cannot be, a cost or a bound is no number of 0 or more, or the scenarios differ in what is in
        place.
    LimitError
        If `progress` ended it, or the exact answer is not there within `max_steps`.

    Notes
    -----
    For status it is exact over all sets: one evaluation of the wired system over a decision diagram for each
    scenario, then a walk over its mitigations that remembers what is left of the functions (`saving.pareto`).

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> for point in frontier(load_case("kakao-2022"), Scenario({"pangyo"}), max_cost=20):
    ...     print(
    ...         f"{point.cost.points:g}: {point.kept:g} kept with {', '.join(point.mitigations) or 'nothing'}"
    ...     )
    0: 17 kept with nothing
    1: 18 kept with incident-channel-elsewhere
    3: 45 kept with power-cut-by-zone
    4: 66 kept with failover-control-two-sites
    6: 67 kept with failover-control-two-sites, bulk-power-on-elsewhere
    7: 82 kept with failover-control-two-sites, power-cut-by-zone
    """
    if keep not in get_args(Measure):
        raise ScenarioError(f"keep: {keep!r} is no measure. Give one of {', '.join(get_args(Measure))}.")
    choices, every, weights, weighting = _asked(system, scenarios, before, tradeoffs=tradeoffs)
    counted = tuple(system.services) if services is None else tuple(sorted({*services}))
    for id in counted:
        if id not in system.possible_services:
            raise UnknownIdError("service", id, "services", system.possible_services)
    losing = Losing(choices, every, weights, keep, Status(than), counted)
    prices = Costs.of(system, costs)
    budget = Budget(max_steps, progress, "frontier", WAY_OUT, ("max_cost", "max_steps"))
    limits = Limits(Weights.of(choices, prices).limit(max_cost), 0, max_size, max_runs, budget)
    looked = None
    if keep == "hours":
        found, bare, looked = front_in_time(losing, prices, limits, progress)
    else:
        found, bare = front_by_status(losing, prices, limits), [Fraction(len(counted))] * len(every)
    answer = Frontier(
        system=system,
        scenarios=every,
        weights=tuple(float(each) for each in weights),
        weighting=weighting,
        keep=keep,
        than=losing.than,
        services=counted,
        points=tuple(_point(losing, prices, members, lost, bare) for members, lost in found),
        candidates=choices.candidates,
        max_cost=max_cost,
        is_exact=looked is None,
        looked=looked,
    )
    return replace(answer, notes=notes_of(answer))


def single_sites(system: System, before: Scenario | None = None) -> tuple[Scenario, ...]:
    """Return the loss of each single site, on top of a scenario."""
    return tuple((before or Scenario()).with_losses(id) for id in sites(system))


def _asked(
    system: System, scenarios: Any, before: Scenario | None, *, tradeoffs: bool
) -> tuple[Choices, tuple[Scenario, ...], tuple[Fraction, ...], Weighting]:
    """Return the choices, the scenarios, and how much each counts."""
    weighting: Weighting = "one"
    every: tuple[Scenario, ...]
    if isinstance(scenarios, Scenario):
        every, shares = (scenarios,), [Fraction(1)]
    elif scenarios is not None:
        every = tuple(scenarios)
        weighting, shares = "equal", [Fraction(1)] * len(every)
    else:
        every = single_sites(system, before)
        weighting, shares = _probabilities(system)
    if not every:
        raise ScenarioError("scenarios: none. Give at least one, or mark the data centres with kind: site.")
    for each in every:
        propagate(system, each)  # refuses what cannot be
        if (each.mitigations, each.readings) != (every[0].mitigations, every[0].readings):
            raise ScenarioError(
                "scenarios: they differ in the mitigations or readings in place. Ask for each of them apart."
            )
    total = sum(shares)
    return (
        Choices.of(system, every[0], tradeoffs=tradeoffs),
        every,
        tuple(share / total for share in shares),
        weighting,
    )


def _probabilities(system: System) -> tuple[Weighting, list[Fraction]]:
    """Return how likely the loss of each site is; of those that have no probability, the mean of the others."""
    given = [system.possible_domains[id].probability for id in sites(system)]
    known = [exact(each) for each in given if each is not None]
    if not sum(known):
        return "equal", [Fraction(1)] * len(given)
    mean = sum(known, Fraction(0)) / len(known)
    shares = [mean if each is None else exact(each) for each in given]
    return ("probability" if len(known) == len(given) else "mixed"), shares


def _point(
    losing: Losing, costs: Costs, members: Members, lost: list[Fraction], bare: list[Fraction]
) -> FrontierPoint:
    mitigations = losing.choices.system.mitigations
    ordered = tuple(id for id in mitigations if id in members)
    return FrontierPoint(
        mitigations=losing.choices.folded(members),
        members=ordered,
        cost=costs.price(members),
        lost=float(losing.together(lost)),
        kept=float(losing.together(bare) - losing.together(lost)),
        lost_by=tuple(float(each) for each in lost),
        tradeoffs=tuple(id for id in ordered if mitigations[id].tradeoff),
        unpriced=tuple(id for id in ordered if id in costs.unpriced),
    )
