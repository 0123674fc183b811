"""The frontier as an answer: its points, what was asked, and what a reader must know.

The frozen results of `frontier`; they stand apart from the search because screens and tables read them and nothing
else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kakao_whatif.analysis.mitigation_sets import Looked
from kakao_whatif.analysis.saving.costs import Price
from kakao_whatif.analysis.saving.losing import Measure
from kakao_whatif.analysis.targets import sites
from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
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
        """Return the best point for a budget.

        Raises
        ------
        ScenarioError
            If that is below 0.
        """
        if not cost >= 0:
            raise ScenarioError(f"cost: {cost!r} is no budget. Give points, 0 or more.")
        return [each for each in self.points if each.cost.points <= cost][-1]


def notes_of(answer: Frontier) -> tuple[Text, ...]:
    """Return what a reader must know of an answer."""
    notes = []
    if answer.weighting in ("equal", "mixed") and answer.keep != "worst" and len(answer.scenarios) > 1:
        notes.append(in_both(f"frontier.note.{answer.weighting}"))
    planned = [id for id in sites(answer.system) if id not in answer.system.domains]
    if answer.weighting != "one" and planned:
        joined = [
            ", ".join(answer.system.name(id).in_language(each) for id in planned) for each in ("en", "ko")
        ]
        notes.append(in_both("frontier.note.planned", names=Text(*joined)))
    if unpriced := dict.fromkeys(id for each in answer.points for id in each.unpriced):
        notes.append(in_both("saving.note.unpriced", names=_named(answer.system, unpriced)))
    taken = {*answer.candidates}.union(*(scenario.mitigations for scenario in answer.scenarios))
    left_out = [id for id, each in answer.system.mitigations.items() if each.tradeoff and id not in taken]
    if left_out:
        notes.append(in_both("frontier.note.tradeoffs", names=_named(answer.system, left_out)))
    if not answer.candidates:
        notes.append(in_both("frontier.note.none"))
    elif (looked := answer.looked) is None:
        notes.append(in_both("frontier.note.exact"))
    else:
        notes += looked.notes()
    return tuple(notes)


def _named(system: System, mitigations: Iterable[str]) -> Text:
    """Return the names of some mitigations as one text."""
    names = [system.mitigations[id].name or Text.plain(id) for id in mitigations]
    return Text(*(", ".join(name.in_language(each) for name in names) for each in ("en", "ko")))
