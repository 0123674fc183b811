"""Cost against what is kept: the sets of changes that no other set beats."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from kakao_whatif.analysis.mitigation_sets import Looked
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.costs import Costs, Price
from kakao_whatif.analysis.saving.frontier_by_status import front_by_status
from kakao_whatif.analysis.saving.frontier_in_time import front_in_time
from kakao_whatif.analysis.saving.losing import Losing, Measure
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.analysis.targets import sites
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.parts import NOTHING, exact
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.samples import Progress
from kakao_whatif.text.catalogue import in_both

Weighting = Literal["one", "probability", "mixed", "equal"]


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """A set of mitigations that no other set beats.

    Parameters
    ----------
    mitigations
        What to add, in file order; a bundle stands for its members.
    members
        The same with the members of bundles.
    cost
        What it costs, with the range that is believed.
    lost
        What is lost with it: services (on average, or at worst), or service-hours.
    kept
        What it keeps: services, or service-hours that are lost without it.
    lost_by
        What is lost in each scenario.
    tradeoffs, unpriced
        Members that are trade-offs, and members without a cost, which count 0.
    """

    mitigations: tuple[str, ...]
    members: tuple[str, ...]
    cost: Price
    lost: float
    kept: float
    lost_by: tuple[float, ...]
    tradeoffs: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """The points at which more can be kept only for more cost, cheapest first.

    Parameters
    ----------
    system, scenarios, weights
        What was asked, and how much each scenario counts; the weights sum to 1.
    weighting
        Where the weights come from: there is ``one`` scenario; the ``probability`` of each site; that, with the mean
        of the others where a site has none (``mixed``); all ``equal``, where nothing is given.
    keep, than, services
        What is kept: see `frontier`.
    points
        The answer; the first costs nothing.
    candidates
        The mitigations that could be chosen.
    max_cost
        The limit on points; None for no limit.
    is_exact
        Whether every set within the limit was looked at.
    looked
        What was looked at, where sets are tried one by one.
    notes
        What a reader must know.
    """

    system: System
    scenarios: tuple[Scenario, ...]
    weights: tuple[float, ...]
    weighting: Weighting
    keep: Measure
    than: Status
    services: tuple[str, ...]
    points: tuple[FrontierPoint, ...]
    candidates: tuple[str, ...]
    max_cost: float | None
    is_exact: bool
    looked: Looked | None = None
    notes: tuple[Text, ...] = ()

    def __iter__(self) -> Iterator[FrontierPoint]:
        """Iterate over the points, cheapest first."""
        return iter(self.points)

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.points)

    def __getitem__(self, at: int) -> FrontierPoint:
        """Return a point by its rank."""
        return self.points[at]

    def within(self, cost: float) -> FrontierPoint:
        """Return the best point for a budget."""
        return [each for each in self.points if each.cost.points <= cost][-1]


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
    max_seconds: float = 60,
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
        given.
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
    max_size, max_seconds
        For hours, where sets are tried one by one: at most so many mitigations in a set, besides what they require,
        and no longer than that.
    progress
        Told, for hours, how many sets were tried, of how many; the search ends when it returns false.

    Raises
    ------
    UnknownIdError
        If something is named that there is not.
    ScenarioError
        If a scenario cannot be, or the scenarios differ in what is in place.
    LimitError
        If `progress` ended it, or the exact answer would need more than the bound that is told.

    Notes
    -----
    For status it is exact over all sets: one evaluation of the wired system over a decision diagram for each
    scenario, then a walk over its mitigations that remembers what is left of the functions (`saving.pareto`).

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> for point in frontier(load_case("kakao-2022"), Scenario({"pangyo"}), max_cost=20):
    ...     print(f"{point.cost.points:g}: {point.kept:g} kept, {len(point.members)} changes")
    0: 17 kept, 0 changes
    1: 18 kept, 1 changes
    3: 45 kept, 1 changes
    4: 66 kept, 1 changes
    6: 67 kept, 2 changes
    7: 82 kept, 2 changes
    """
    choices, every, weights, weighting = _asked(system, scenarios, before, tradeoffs=tradeoffs)
    counted = tuple(system.services) if services is None else tuple(sorted({*services}))
    for id in counted:
        if id not in system.possible_services:
            raise UnknownIdError("service", id, "services", system.possible_services)
    losing = Losing(choices, every, weights, keep, Status(than), counted)
    prices = Costs.of(system, costs)
    limits = Limits(Weights.of(choices, prices).limit(max_cost), 0, max_size, max_seconds)
    looked = None
    if keep == "hours":
        found, looked = front_in_time(losing, prices, limits, progress)
    else:
        found = front_by_status(losing, prices, limits)
    bare = found[0][1] if keep == "hours" else [Fraction(len(counted))] * len(every)
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
    return replace(answer, notes=_notes(answer))


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


def _notes(answer: Frontier) -> tuple[Text, ...]:
    notes = []
    if answer.weighting in ("equal", "mixed") and answer.keep != "worst" and len(answer.scenarios) > 1:
        notes.append(in_both(f"frontier.note.{answer.weighting}"))
    planned = [id for id in sites(answer.system) if id not in answer.system.domains]
    if answer.weighting != "one" and planned:
        joined = [
            ", ".join(answer.system.name(id).in_language(each) for id in planned) for each in ("en", "ko")
        ]
        notes.append(in_both("frontier.note.planned", names=Text(*joined)))
    if any(each.unpriced for each in answer.points):
        names = [
            answer.system.mitigations[id].name or Text.plain(id)
            for id in dict.fromkeys(id for each in answer.points for id in each.unpriced)
        ]
        unpriced = [", ".join(name.in_language(each) for name in names) for each in ("en", "ko")]
        notes.append(in_both("saving.note.unpriced", names=Text(*unpriced)))
    if (looked := answer.looked) is None:
        notes.append(in_both("frontier.note.exact"))
    else:
        notes.append(looked.said())
    return tuple(notes)
