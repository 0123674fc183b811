"""Everything that a report asks, asked: what fails, when it is back, what would have saved it.

Stands apart from the words, which need nothing but these answers, and so can be written without asking again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kakao_whatif.analysis.frontier import frontier
from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.analysis.mitigation_sets import MinimalMitigations
from kakao_whatif.diagrams.bounds import MAX_RUNS
from kakao_whatif.errors import LimitError, UnknownIdError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.propagation.restart import RestartDeadlocks, restart_deadlocks
from kakao_whatif.recovery.samples import Progress
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.views.link import Link
from kakao_whatif.views.recovery.page import opened
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.saving.asked import Asked, first_asked, read_asked

#: So many sets are told, the cheapest.
MOST_SETS = 12


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a report is written from.

    Parameters
    ----------
    snapshot
        What fails, and the outage played through, beside the same losses without the changes.
    asked
        What must stay up.
    is_chosen
        Whether a reader said so, or it is the page's own choice.
    saved
        The cheapest sets of changes that keep it up; None where the case offers no changes.
    frontier
        What any budget keeps; None likewise.
    deadlocks
        What could not be started again.
    """

    snapshot: RecoverySnapshot
    asked: Asked
    is_chosen: bool
    saved: MinimalMitigations | None
    frontier: Frontier | None
    deadlocks: RestartDeadlocks

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.snapshot.language

    @property
    def system(self) -> System:
        """The case, with nothing in place."""
        return self.snapshot.system


def answers(
    system: System,
    scenario: Scenario,
    language: Language = "en",
    *,
    keep: Asked | Iterable[str] | None = None,
    samples: int = 1,
    seed: int = 0,
    progress: Progress | None = None,
) -> Answers:
    """Return what a report on a scenario is written from.

    Parameters
    ----------
    system, scenario, language
        What is asked, and in which language it is told.
    keep
        The services that should have stayed up, or all that can be asked of it; the case's first, if not given.
    samples, seed, progress
        As in `simulate_recovery`: with more than one sample, P10 to P90.

    Raises
    ------
    UnknownIdError
        If the scenario or `keep` names something that the case does not know.
    ScenarioError
        If its mitigations cannot be in place together.
    """
    if isinstance(keep, Asked):
        asked: Asked | None = keep
    else:
        ids = tuple(dict.fromkeys(keep or ()))
        asked = Asked(ids) if ids else None
    for id in asked.kept if asked else ():
        if id not in system.services:
            raise UnknownIdError("service", id, "keep", system.services)
    simulate_recovery(system, scenario)  # refuses what cannot be
    return _answered(opened(system, Link(scenario), language), asked, samples, seed, progress)


def answers_of_link(
    system: System, link: Link, language: Language = "ko", *, max_runs: int = MAX_RUNS
) -> Answers:
    """Return the same for a link that was read; what it asks in vain is told, and nothing is refused."""
    snapshot = opened(system, link, language)
    asked, told = read_asked(link.passed, system)
    is_chosen = any(key == "keep" for key, _ in link.passed)
    snapshot = replace(snapshot, told=(*snapshot.told, *told))
    return replace(_answered(snapshot, asked, max_runs=max_runs), is_chosen=is_chosen)


def _answered(
    snapshot: RecoverySnapshot,
    asked: Asked | None,
    samples: int = 1,
    seed: int = 0,
    progress: Progress | None = None,
    max_runs: int = MAX_RUNS,
) -> Answers:
    system, scenario = snapshot.system, snapshot.scenario
    if samples > 1:
        sampled = simulate_recovery(system, scenario, samples=samples, seed=seed, progress=progress)
        snapshot = replace(snapshot, timeline=sampled)
    wanted = asked or first_asked(system)
    told: list[Text] = []
    saved = cheapest_sets(system, scenario, wanted, told, max_runs)
    front = _front(system, scenario.without_mitigations(), wanted, told) if saved is not None else None
    return Answers(
        snapshot=replace(snapshot, told=(*snapshot.told, *told)),
        asked=wanted,
        is_chosen=asked is not None,
        saved=saved,
        frontier=front,
        deadlocks=restart_deadlocks(system, scenario),
    )


def cheapest_sets(
    system: System,
    scenario: Scenario,
    asked: Asked,
    told: list[Text],
    max_runs: int = MAX_RUNS,
) -> MinimalMitigations | None:
    """Return the sets that would have kept what is asked, with nothing in place; None if there is nothing to find.

    What was too large to look at is added to `told`.
    """
    before = asked.before(scenario)
    if not system.mitigations or not asked.kept:
        return None
    limits = {"max_runs": max_runs, "max_sets": MOST_SETS}
    prices = {"costs": asked.costs, "tradeoffs": asked.tradeoffs}
    try:
        return minimal_mitigations(system, before, asked.target, asked.budget, **prices, **limits)  # type: ignore[arg-type]
    except LimitError as error:
        told.append(Text.plain(str(error)))
        return None


def _front(system: System, before: Scenario, asked: Asked, told: list[Text]) -> Frontier | None:
    try:
        return frontier(system, before, costs=asked.costs, max_cost=asked.budget, tradeoffs=asked.tradeoffs)
    except LimitError as error:
        told.append(Text.plain(str(error)))
        return None
