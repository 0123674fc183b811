"""One moment of the page "Had Kakao ...": what is asked, and every answer to it, each worked out when it is looked at.

Stands apart because the state, the server's first picture and every view read it alike. The answers are kept by what
they depend on, so that a click works out only what it changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal, get_args

from kakao_whatif.analysis.frontier import frontier
from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.analysis.impact_matrix import ImpactMatrix, impact_matrix
from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.analysis.mitigation_sets import MinimalMitigations
from kakao_whatif.analysis.single_points import single_points
from kakao_whatif.analysis.targets import sites
from kakao_whatif.errors import LimitError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.views.saving.asked import Asked
from kakao_whatif.views.snapshot import Snapshot

Measure = Literal["services", "login", "sites", "worst", "hours"]
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
#: Measures that take longer than a click may.
SLOW: Final = frozenset({"worst", "hours"})

#: Cards that are made; there may be thousands of sets, and nobody reads on.
MOST_SETS = 60


@dataclass(frozen=True, kw_only=True)
class SavingSnapshot(Snapshot):
    """What the views of the page are drawn from.

    Parameters
    ----------
    asked
        What must stay up.
    in_time
        The answer for a need in time, which is worked out beside the page; None while it is not there.
    work
        How many sets have been tried, of how many; None if nothing is being worked out.
    is_given_up
        Whether that was begun and could not be brought to an end.
    k
        How many sites are lost together in the heat map.
    dial, dial_at
        Which dial is shown, and where it stands; None: where things are, all on the one.
    measure
        What the frontier counts as kept.
    weighed, weighing
        The frontier for a measure that is worked out beside the page, once it is there; and how far it is.
    """

    asked: Asked
    in_time: MinimalMitigations | None = None
    work: tuple[int, int] | None = None
    is_given_up: bool = False
    k: int = 1
    dial: Literal["sign-in", "sign-in-site", "site"] = "sign-in"
    dial_at: int | None = None
    measure: Measure = "services"
    weighed: Frontier | None = None
    weighing: tuple[int, int] | None = None

    @cached_property
    def before(self) -> Scenario:
        """What the cards are added to: the scenario with nothing in place."""
        return self.asked.before(self.scenario)

    @cached_property
    def answer(self) -> MinimalMitigations | None:
        """The cheapest sets; None while they are not known, or if the search is too large."""
        if not self.asked.kept:
            return None
        if self.asked.need == "time":
            return self.in_time
        return _answer(self.system, self.before, self.asked.key)

    @property
    def is_unanswered(self) -> bool:
        """Whether no answer is there and none is coming."""
        return self.answer is None and (self.asked.need != "time" or self.is_given_up)

    @cached_property
    def frontier(self) -> Frontier | None:
        """Cost against what is kept, for the losses of the scenario or for all sites; None while it is not known."""
        if self.measure in SLOW:
            return self.weighed
        return _frontier(self.system, self.unprotected, self.measure, tuple(sorted(self.asked.costs.items())))

    @property
    def unprotected(self) -> Scenario:
        """The scenario with nothing in place."""
        return self.scenario.without_mitigations()

    @cached_property
    def matrix(self) -> ImpactMatrix | None:
        """What each loss of sites does, with what is in place but without what the scenario loses."""
        return _matrix(
            self.system, frozenset(self.scenario.mitigations), frozenset(self.scenario.readings), self.k
        )

    @cached_property
    def points(self) -> Mapping[str, Ids]:
        """The single points of failure of each service, with what is in place."""
        return _points(self.system, frozenset(self.scenario.mitigations), frozenset(self.scenario.readings))


@lru_cache(maxsize=64)
def _answer(system: System, before: Scenario, key: tuple[object, ...]) -> MinimalMitigations | None:
    kept, need, hours, costs, tradeoffs = key
    asked = Asked(kept, need, hours, dict(costs))  # type: ignore[arg-type, call-overload]
    try:
        return minimal_mitigations(
            system, before, asked.target, costs=asked.costs, tradeoffs=bool(tradeoffs), max_sets=MOST_SETS
        )
    except LimitError:
        return None


def frontier_options(measure: Measure, before: Scenario) -> dict[str, Any]:
    """Return how `analysis.frontier` is asked for a measure."""
    if measure in ("sites", "worst"):
        return {"keep": "worst" if measure == "worst" else "services"}
    than = Status.DEGRADED if measure == "login" else Status.LOCKED
    return {"scenarios": before, "keep": "hours" if measure == "hours" else "services", "than": than}


def _frontier(
    system: System, before: Scenario, measure: Measure, costs: tuple[tuple[str, float], ...]
) -> Frontier | None:
    if measure in ("sites", "worst") and not sites(system):
        return None
    return _weighed(system, before, measure, costs)


@lru_cache(maxsize=32)
def _weighed(
    system: System, before: Scenario, measure: Measure, costs: tuple[tuple[str, float], ...]
) -> Frontier | None:
    try:
        return frontier(system, **frontier_options(measure, before), costs=dict(costs))
    except LimitError:
        return None


@lru_cache(maxsize=32)
def _matrix(
    system: System, mitigations: frozenset[str], readings: frozenset[str], k: int
) -> ImpactMatrix | None:
    scenario = Scenario(mitigations=mitigations, readings=readings)
    here = [id for id, domain in in_place(system, scenario).domains.items() if domain.kind == "site"]
    try:
        return impact_matrix(system, here, k, scenario, limit=60_000)
    except LimitError:
        return None


@lru_cache(maxsize=32)
def _points(system: System, mitigations: frozenset[str], readings: frozenset[str]) -> Mapping[str, Ids]:
    return single_points(system, scenario=Scenario(mitigations=mitigations, readings=readings))
