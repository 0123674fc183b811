"""What the reader supposes, in the one object that changes.

It holds one frozen snapshot and takes intents; views observe the snapshot and nothing else. One
intent makes one snapshot, and a refused one keeps the last good picture and says why.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

import traitlets

from kakao_whatif.dashboards.toggles import Turn, chosen_reading, toggled_loss, toggled_mitigation
from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES, Language, Text
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.fitting import refusal
from kakao_whatif.views.link import Link, default_scenario
from kakao_whatif.views.page import opened
from kakao_whatif.views.qr import LONGEST
from kakao_whatif.views.snapshot import Snapshot


class ScenarioState(traitlets.HasTraits):
    """The scenario being explored, its history, and what the reader looks at.

    Parameters
    ----------
    system
        The case.
    link
        What to begin with.
    language
        Used if the link names none.
    home
        The front page, where there is one.
    report
        Where the server gives the report of a link; if not given, the report is made here.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> state = ScenarioState(two_sites())
    >>> state.handle({"kind": "lose", "id": "pangyo"})
    >>> state.snapshot.impact.dark
    Ids({'account', 'chat', 'control'})
    """

    snapshot = traitlets.Instance(Snapshot)

    def __init__(
        self,
        system: System,
        link: Link | None = None,
        language: Language = "ko",
        home: str | None = None,
        *,
        report: str | None = None,
    ) -> None:
        link = link or Link(default_scenario(system))
        first = replace(self._opened(system, link, language), seq=1, home=home, report=report)
        super().__init__(snapshot=first)
        self.system = system
        self._history: list[Scenario] = [link.scenario]
        self._at = 0

    def _opened(self, system: System, link: Link, language: Language) -> Snapshot:
        """Return the first moment; a dashboard that shows more than which services go dark makes its own."""
        return opened(system, link, language)

    def handle(self, intent: Mapping[str, Any]) -> None:
        """Do what the reader wants: ``{"kind": ..., "id": ...}``.

        Raises
        ------
        ValueError
            If there is no such kind of intent.
        """
        kind, id = str(intent.get("kind")), intent.get("id")
        own = self.own_intents()
        if kind in own:
            own[kind](id)
        elif kind in _TURNS:
            self._turn(kind, id)
        elif kind in _LOOKS:
            _LOOKS[kind](self, id)
        else:
            known = ", ".join(sorted([*own, *_TURNS, *_LOOKS]))
            raise ValueError(f"unknown intent {kind!r}. Known kinds: {known}.")

    def own_intents(self) -> Mapping[str, Callable[[Any], None]]:
        """Return what only this dashboard's reader may want, by kind; each is given the id of the intent."""
        return NOTHING

    def _turn(self, kind: str, id: object) -> None:
        """Change the scenario, or say why it cannot be."""
        known, turn = _TURNS[kind]
        if not isinstance(id, str) or id not in known(self.system):
            self._refuse(_unknown(id))
            return
        self._go(turn(self.system, self.snapshot.scenario, id))

    def _go(self, turn: Turn, **looks: Any) -> None:
        """Put a new scenario on the screen and remember it; if it is refused, keep the picture.

        `looks` is what the reader looks at from then on.
        """
        impact = self._impact(turn.scenario)
        if impact is None:
            return
        self._record(turn.scenario)
        self._next(impact=impact, action=turn.action, along=turn.along, problem=None, told=(), **looks)

    def _record(self, scenario: Scenario) -> None:
        """Remember what is shown from now on, so that it can be undone; what was undone before is gone."""
        if scenario != self._history[self._at]:
            self._history[self._at + 1 :] = [scenario]
            self._at += 1

    def _looks_then(self) -> dict[str, Any]:
        """Return what else was chosen at the place in the history, where a dashboard remembers more than scenarios."""
        return {}

    def _step(self, by: int, action: str) -> None:
        if not 0 <= self._at + by < len(self._history):
            self._look()
            return
        impact = self._impact(self._history[self._at + by])
        if impact is not None:
            self._at += by
            looks = self._looks_then()
            self._next(impact=impact, action=in_both(action), along=Text(), problem=None, told=(), **looks)

    def _impact(self, scenario: Scenario) -> Impact | None:
        """Return what a scenario does, or say why it cannot be and return None."""
        try:
            return propagate(self.system, scenario)
        except ScenarioError as error:
            self._refuse(refusal(self.system, scenario, error))
            return None

    def _undo(self, _: object) -> None:
        self._step(-1, "views.action.undo")

    def _redo(self, _: object) -> None:
        self._step(1, "views.action.redo")

    def _reset(self, _: object) -> None:
        self._go(Turn(default_scenario(self.system), in_both("views.action.reset")))

    def _select(self, id: object, **looks: Any) -> None:
        places = (self.system.possible_services, self.system.possible_domains)
        if id is not None and not any(id in known for known in places):
            self._refuse(_unknown(id))
        else:
            self._look(selected=id, **looks)

    def _speak(self, id: object) -> None:
        if id in LANGUAGES:
            self._look(language=id)

    def _toggle_assumed(self, _: object) -> None:
        self._look(shows_assumed=not self.snapshot.shows_assumed)

    def _report(self, _: object) -> None:
        """Make the report of what is shown, for the browser to keep."""
        from kakao_whatif.report.answers import answers_of_link
        from kakao_whatif.report.contents import report_of
        from kakao_whatif.report.html import html_text

        now = self.snapshot
        link = Link(now.scenario, now.language, now.selected, passed=now.passed)
        text = html_text(report_of(answers_of_link(self.system, link, now.language)))
        self._look(document=(f"{self.system.id or 'what-if'}-report.html", text))

    def _code(self, id: object) -> None:
        """Show the address that the reader's browser has as a QR code."""
        address = str(id or "")
        if address.startswith(("http://", "https://")) and len(address.encode()) <= LONGEST:
            self._look(code=address)
        else:
            self._refuse(in_both("views.refusal.code"))

    def _refuse(self, why: Text) -> None:
        self._next(problem=why, action=Text(), along=Text())

    def _look(self, **changes: Any) -> None:
        """Show the same scenario in another way."""
        self._next(problem=None, action=Text(), along=Text(), **changes)

    def _next(self, **changes: Any) -> None:
        self.snapshot = replace(
            self.snapshot,
            seq=self.snapshot.seq + 1,
            can_undo=self._at > 0,
            can_redo=self._at + 1 < len(self._history),
            **({"document": None, "code": None} | changes),
        )


def _unknown(id: object) -> Text:
    return in_both("views.refusal.unknown", id=Text.plain(str(id)[:40]))


def _told(system: System, _: Scenario, id: str) -> Turn:
    named = system.scenarios[id]
    return Turn(named.scenario, in_both("views.action.scenario", name=named.title or Text.plain(id)))


def _places(system: System) -> Collection[str]:
    return {**system.possible_domains, **system.possible_services}


_Known: TypeAlias = Callable[[System], Collection[str]]

#: Intents that change the scenario: the ids they take, and what each comes to.
_TURNS: Final[Mapping[str, tuple[_Known, Callable[[System, Scenario, str], Turn]]]] = {
    "lose": (_places, toggled_loss),
    "mitigate": (lambda system: system.mitigations, toggled_mitigation),
    "unify": (lambda system: system.mitigations, toggled_mitigation),
    "read": (lambda system: system.readings, chosen_reading),
    "scenario": (lambda system: system.scenarios, _told),
}

#: Intents that move through scenarios or change only what the reader looks at.
_LOOKS: Final[Mapping[str, Callable[[ScenarioState, object], None]]] = {
    "undo": ScenarioState._undo,
    "redo": ScenarioState._redo,
    "reset": ScenarioState._reset,
    "select": ScenarioState._select,
    "language": ScenarioState._speak,
    "assumed": ScenarioState._toggle_assumed,
    "report": ScenarioState._report,
    "code": ScenarioState._code,
}
