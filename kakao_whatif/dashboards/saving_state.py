"""What the reader wants to save: the scenario's state, with the question, the costs and the budget.

Answers about status are there at once. Sets for a need in time are tried one by one, beside the kernel.
"""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import Any, Final

import traitlets

from kakao_whatif.analysis.frontier import frontier
from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.dashboards.beside import Beside, Post, Progress
from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.dashboards.toggles import Turn
from kakao_whatif.model.apply import expanded
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.fitting import names_of
from kakao_whatif.views.link import Link
from kakao_whatif.views.saving.asked import Asked, needs_of, number, write_asked
from kakao_whatif.views.saving.cards import is_on
from kakao_whatif.views.saving.dial import KINDS
from kakao_whatif.views.saving.heat import SIZES
from kakao_whatif.views.saving.page import opened
from kakao_whatif.views.saving.question import presets
from kakao_whatif.views.saving.snapshot import MEASURES, MOST_SETS, SLOW, SavingSnapshot, frontier_options

_BEGUN: Final = (0, 1)


class SavingState(ScenarioState):
    """The outage being explored, and what is asked about it.

    Parameters
    ----------
    system, link, language, home, report
        As in `ScenarioState`.
    post
        Runs a function in the thread that the state lives in; long work is done in others.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> state = SavingState(load_case("kakao-2022"))
    >>> state.handle({"kind": "try", "id": "failover-control-two-sites"})
    >>> "kakaotalk-text" in state.snapshot.impact.dark
    False
    """

    snapshot = traitlets.Instance(SavingSnapshot)

    def __init__(
        self,
        system: System,
        link: Link | None = None,
        language: Language = "ko",
        home: str | None = None,
        post: Post = lambda what: what(),
        *,
        report: str | None = None,
    ) -> None:
        super().__init__(system, link, language, home, report=report)
        # Beside the history, a question to each scenario.
        self._questions: list[Asked] = [self.snapshot.asked]
        self._tries = Beside(post, processes=0)
        self._weighing = Beside(post, processes=0)
        if self._is_in_time(self.snapshot):
            self.snapshot = replace(self.snapshot, work=_BEGUN)
            self._try_in_time()

    def _opened(self, system: System, link: Link, language: Language) -> SavingSnapshot:
        return opened(system, link, language)

    def own_intents(self) -> Mapping[str, Callable[[Any], None]]:
        """Return what only the reader of this page may want, by kind."""
        own: dict[str, Callable[[str], None]] = {
            "keep": self._keep,
            "preset": self._preset,
            "need": self._need,
            "hours": self._hours,
            "cost": self._cost,
            "own-costs": self._own_costs,
            "budget": self._budget,
            "tradeoffs": self._tradeoffs,
            "losses": self._losses,
            "dial": self._dial,
            "turn": self._turn_to,
            "measure": self._measure,
            "try": self._try,
            "suppose": self._suppose,
            "look": self._look_at,
            "cancel": self._end_tries,
        }
        return {kind: partial(_given_text, do) for kind, do in own.items()}

    def _next(self, **changes: Any) -> None:
        before, now = self.snapshot, replace(self.snapshot, **changes)
        is_asked = (now.asked.key, now.before) != (before.asked.key, before.before)
        is_weighed = _weighs(now) != _weighs(before)
        if is_asked:
            self._tries.end()
            begun = _BEGUN if self._is_in_time(now) else None
            changes |= {"in_time": None, "work": begun, "is_given_up": False}
        if is_weighed:
            self._weighing.end()
            changes |= {"weighed": None, "weighing": _BEGUN if now.measure in SLOW else None}
        super()._next(**changes)
        if is_asked and self._is_in_time(self.snapshot):
            self._try_in_time()
        if is_weighed and self.snapshot.measure in SLOW:
            self._weigh()

    def _record(self, scenario: Scenario, asked: Asked | None = None) -> None:
        """Remember a scenario with the question that was asked about it: either can be undone."""
        asked = asked or self.snapshot.asked
        if (scenario, asked) != (self._history[self._at], self._questions[self._at]):
            self._history[self._at + 1 :] = [scenario]
            self._questions[self._at + 1 :] = [asked]
            self._at += 1

    def _looks_then(self) -> dict[str, Any]:
        asked = self._questions[self._at]
        return {"asked": asked, "passed": write_asked(asked, self.snapshot.passed)}

    # --- what is asked -----------------------------------------------------------------------------
    def _ask(self, **changes: Any) -> None:
        asked = replace(self.snapshot.asked, **changes)
        self._record(self.snapshot.scenario, asked)
        self._look(asked=asked, passed=write_asked(asked, self.snapshot.passed))

    def _keep(self, id: str) -> None:
        """Ask for a service too, or no longer."""
        kept = self.snapshot.asked.kept
        if id in kept:
            self._ask(kept=tuple(other for other in kept if other != id))
        else:
            self._ask(kept=(*kept, id) if id in self.system.services else kept)

    def _preset(self, id: str) -> None:
        self._ask(kept=presets(self.system).get(id, self.snapshot.asked.kept))

    def _need(self, id: str) -> None:
        self._ask(need=id if id in needs_of(self.system) else self.snapshot.asked.need)

    def _hours(self, id: str) -> None:
        hours = number(id)
        if hours is None:
            self._refuse(in_both("views.saving.refused.hours", value=Text.plain(id[:40])))
        else:
            self._ask(need="time", hours=hours)

    def _cost(self, id: str) -> None:
        """Take another cost for a mitigation, or the case's own again."""
        name, _, written = id.rpartition(":")
        points = number(written)
        if name not in self.system.mitigations or points is None:
            self._refuse(in_both("views.saving.refused.cost", value=Text.plain(written[:40])))
            return
        cost = self.system.mitigations[name].cost
        costs = {other: each for other, each in self.snapshot.asked.costs.items() if other != name}
        if points != (cost.points if cost is not None else 0):
            costs[name] = points
        self._ask(costs=costs)

    def _own_costs(self, _: str) -> None:
        self._ask(costs={})

    def _tradeoffs(self, _: str) -> None:
        self._ask(tradeoffs=not self.snapshot.asked.tradeoffs)

    def _budget(self, id: str) -> None:
        self._ask(budget=number(id))

    # --- the pictures ------------------------------------------------------------------------------
    def _losses(self, id: str) -> None:
        self._look(k=int(id) if id in map(str, SIZES) else self.snapshot.k)

    def _dial(self, id: str) -> None:
        if id in KINDS:
            self._look(dial=id, dial_at=None)

    def _turn_to(self, id: str) -> None:
        if id.isdecimal():
            self._look(dial_at=int(id))

    def _measure(self, id: str) -> None:
        self._look(measure=id if id in MEASURES else self.snapshot.measure)

    def _try(self, id: str) -> None:
        """Put a set in place, and nothing else; or take it out again."""
        chosen = self._mitigations(id)
        if is_on(self.snapshot, self._members(chosen)):
            self._suppose_that(self.snapshot.scenario.losses, (), "views.saving.action.untry")
        else:
            self._suppose_that(self.snapshot.scenario.losses, chosen, "views.saving.action.try")

    def _suppose(self, id: str) -> None:
        """Show what a smaller set leaves: ``mitigations|service|site``."""
        chosen, service, lost = (*id.split("|"), "", "")[:3]
        losses = frozenset(self.snapshot.scenario.losses)
        if self.snapshot.asked.need == "site":
            losses = frozenset(filter(None, [lost]))
        action = "views.saving.action.try" if chosen else "views.saving.action.untry"
        self._suppose_that(losses, self._mitigations(chosen), action, **self._selecting(service))

    def _look_at(self, id: str) -> None:
        """Show a loss with what is in place: ``losses|service``."""
        written, _, service = id.partition("|")
        losses = frozenset(each for each in written.split(",") if each in self.system.possible_ids)
        action = in_both("views.action.lose", name=names_of(self.system, sorted(losses)))
        scenario = replace(self.snapshot.scenario, losses=losses)
        self._go(Turn(scenario, action), **self._selecting(service))

    def _suppose_that(
        self, losses: Collection[str], mitigations: tuple[str, ...], action: str, **looks: Any
    ) -> None:
        """Suppose these losses with these mitigations and no others."""
        scenario = replace(self.snapshot.scenario, losses=losses, mitigations=frozenset(mitigations))
        names = names_of(self.system, list(mitigations)) if mitigations else Text()
        self._go(Turn(scenario, in_both(action, names=names)), **looks)

    def _selecting(self, id: str) -> dict[str, Any]:
        """Return what selects a service, if there is one of that id."""
        return {"selected": id} if id in self.system.possible_services else {}

    def _mitigations(self, written: str) -> tuple[str, ...]:
        return tuple(id for id in written.split(",") if id in self.system.mitigations)

    def _members(self, mitigations: tuple[str, ...]) -> frozenset[str]:
        return frozenset(each.id for each in expanded(self.system, mitigations))

    # --- sets for a need in time --------------------------------------------------------------------
    def _is_in_time(self, snapshot: SavingSnapshot) -> bool:
        return snapshot.asked.need == "time" and bool(snapshot.asked.kept)

    def _try_in_time(self) -> None:
        asked: Asked = self.snapshot.asked
        before: Scenario = self.snapshot.before

        def job(progress: Progress, _: Executor | None) -> Any:
            return minimal_mitigations(
                self.system,
                before,
                asked.target,
                costs=asked.costs,
                tradeoffs=asked.tradeoffs,
                max_sets=MOST_SETS,
                progress=progress,
            )

        self._tries.start(job, lambda done, of: self._next(work=(done, of)), self._had)

    def _weigh(self) -> None:
        asked, measure, before = self.snapshot.asked, self.snapshot.measure, self.snapshot.unprotected
        options = frontier_options(measure, before)

        def job(progress: Progress, _: Executor | None) -> Any:
            return frontier(self.system, **options, costs=asked.costs, progress=progress)

        def had(found: Any) -> None:
            problem = None if found is not None else in_both("views.recovery.no_band")
            self._next(weighing=None, weighed=found, problem=problem)

        self._weighing.start(job, lambda done, of: self._next(weighing=(done, of)), had)

    def _had(self, answer: Any) -> None:
        if answer is None:
            self._next(work=None, is_given_up=True, problem=in_both("views.recovery.no_band"))
        else:
            self._next(work=None, in_time=answer)

    def _end_tries(self, _: str) -> None:
        self._tries.end()
        self._ask(need="dark")


def _given_text(do: Callable[[str], None], id: object) -> None:
    """Do what an intent asks with its id as text; without one, with none."""
    do(str(id or ""))


def _weighs(snapshot: SavingSnapshot) -> tuple[object, ...]:
    """Return what the frontier depends on."""
    return snapshot.measure, snapshot.unprotected, tuple(sorted(snapshot.asked.costs.items()))
