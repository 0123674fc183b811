"""What the reader compares: two scenarios, of which switches change one at a time."""

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from kakao_whatif.dashboards.played_state import PlayedState
from kakao_whatif.dashboards.toggles import Turn
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.comparing.page import opened
from kakao_whatif.views.comparing.sides import SIDES
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot
from kakao_whatif.views.link import Link


class ComparisonState(PlayedState):
    """Two scenarios side by side, with one history for both.

    Parameters
    ----------
    system, link, language, home, report
        As in `ScenarioState`.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> state = ComparisonState(two_sites())
    >>> state.handle({"kind": "side", "id": "b"})
    >>> state.handle({"kind": "lose", "id": "pangyo"})
    >>> sorted(state.snapshot.a.dark), sorted(state.snapshot.b.dark)
    ([], ['account', 'chat', 'control'])
    """

    snapshot = traitlets.Instance(ComparisonSnapshot)

    def __init__(
        self,
        system: System,
        link: Link | None = None,
        language: Language = "ko",
        home: str | None = None,
        *,
        report: str | None = None,
    ) -> None:
        super().__init__(system, link, language, home, report=report)
        self._pairs: list[tuple[Scenario, Scenario]] = [self._pair()]

    def _opened(self, system: System, link: Link, language: Language) -> ComparisonSnapshot:
        return opened(system, link, language)

    def own_intents(self) -> Mapping[str, Callable[[Any], None]]:
        """Return what only the reader of this page may want, by kind."""
        return {
            "side": self._choose,
            "select": self._pick,
            "swap": self._swap,
            "same": self._same,
        }

    def _pair(self) -> tuple[Scenario, Scenario]:
        return self.snapshot.a.scenario, self.snapshot.b.scenario

    def _go(self, turn: Turn, **looks: Any) -> None:
        impact = self._impact(turn.scenario)
        if impact is None:
            return
        a, b = self._pair()
        self._remember((turn.scenario, b) if self.snapshot.side == "a" else (a, turn.scenario))
        self._next(impact=impact, action=turn.action, along=turn.along, problem=None, told=(), **looks)

    def _remember(self, pair: tuple[Scenario, Scenario]) -> None:
        if pair != self._pairs[self._at]:
            self._pairs[self._at + 1 :] = [pair]
            self._history[self._at + 1 :] = [pair[0]]  # what can be undone is counted there
            self._at += 1

    def _step(self, by: int, action: str) -> None:
        if not 0 <= self._at + by < len(self._pairs):
            self._look()
            return
        self._at += by
        self._show(self._pairs[self._at], action)

    def _show(self, pair: tuple[Scenario, Scenario], action: str) -> None:
        """Show two scenarios that have been shown before, so that neither can be refused."""
        a, b = (self._impact(scenario) for scenario in pair)
        assert a is not None
        assert b is not None
        mine, other = (a, b) if self.snapshot.side == "a" else (b, a)
        self._next(impact=mine, other=other, action=in_both(action), problem=None, told=())

    def _choose(self, id: object) -> None:
        self._look(**self._turned_to(id))

    def _pick(self, id: object) -> None:
        """Select a window, ``side|id`` where one was pressed: from then on the page speaks of its side."""
        side, _, pressed = str(id or "").rpartition("|")
        self._select(pressed or None, **self._turned_to(side))

    def _turned_to(self, side: object) -> dict[str, Any]:
        """Return what makes a side the one that is changed and explained; nothing if it is already."""
        snapshot = self.snapshot
        if side not in SIDES or side == snapshot.side:
            return {}
        return {"side": side, "impact": snapshot.other, "other": snapshot.impact}

    def _swap(self, _: object) -> None:
        a, b = self._pair()
        self._remember((b, a))
        self._show((b, a), "views.comparing.action.swap")

    def _same(self, _: object) -> None:
        """Put on the other side what stands on this one."""
        mine = self.snapshot.impact
        self._remember((mine.scenario, mine.scenario))
        self._next(other=mine, action=in_both("views.comparing.action.same"), problem=None, told=())
