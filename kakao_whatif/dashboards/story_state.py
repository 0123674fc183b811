"""Which beat of the talk is told, and what the audience made of it: the scenario's state, with a way back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import traitlets

from kakao_whatif.cases.talk import Talk
from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.dashboards.toggles import Turn
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.link import Link
from kakao_whatif.views.story.address import host_of
from kakao_whatif.views.story.page import opened
from kakao_whatif.views.story.snapshot import StorySnapshot, at_beat


class StoryState(ScenarioState):
    """The talk: a beat, and what was changed at it. Every other beat is as it is told.

    Parameters
    ----------
    system, language, home
        As in `ScenarioState`.
    talk
        What is told.
    query
        The address that the page was opened with.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> from kakao_whatif.views.story.page import talk_for
    >>> kakao = load_case("kakao-2022")
    >>> state = StoryState(kakao, talk_for(kakao), "beat=cut")
    >>> state.handle({"kind": "lose", "id": "anyang"})
    >>> state.snapshot.is_changed
    True
    >>> state.handle({"kind": "beat", "id": "2"})
    >>> state.snapshot.is_changed
    False
    """

    snapshot = traitlets.Instance(StorySnapshot)

    def __init__(
        self, system: System, talk: Talk, query: str = "", language: Language = "ko", home: str | None = None
    ) -> None:
        self._talk, self._query = talk, query
        super().__init__(system, Link(talk.beats[0].scenario), language, home)
        self._history = [self.snapshot.scenario]

    def _opened(self, system: System, link: Link, language: Language) -> StorySnapshot:
        return opened(system, self._talk, self._query, language)

    def handle(self, intent: Mapping[str, Any]) -> None:
        """Do what is wanted: ``{"kind": ..., "id": ...}``.

        Raises
        ------
        ValueError
            If there is no such kind of intent.
        """
        own = _OWN.get(str(intent.get("kind")))
        if own is not None:
            own(self, str(intent.get("id") or ""))
        else:
            super().handle(intent)

    def _tell(self, id: str) -> None:
        """Go to a beat, or back to this one: what was changed is undone."""
        if not id.isdecimal() or int(id) >= len(self._talk.beats):
            self._refuse(in_both("views.refusal.unknown", id=Text.plain(id[:40])))
            return
        told = at_beat(self.snapshot, int(id))
        self._history, self._at = [told.scenario], 0
        self._next(
            at_beat=told.at_beat,
            impact=told.impact,
            selected=told.selected,
            problem=None,
            told=(),
            action=Text(),
            along=Text(),
        )

    def _go(self, turn: Turn, **looks: Any) -> None:
        """Put a new scenario on the screen; what the beat points at steps back, so that all of it is seen."""
        if self.snapshot.selected == self.snapshot.beat.selected:
            looks = {"selected": None, **looks}
        super()._go(turn, **looks)

    def _show_as(self, id: str) -> None:
        self._look(is_reading=id == "read")

    def _stand(self, id: str) -> None:
        """Learn where the page stands, for the QR codes; what is no address is no address."""
        self._next(host=host_of(id))

    def _sort(self, _: str) -> None:
        """Leave the ribbons of a beat in their one order."""
        self._look()

    def _try(self, id: str) -> None:
        """Put a set of mitigations in place, and nothing else; or take it out again."""
        chosen = frozenset(each for each in id.split(",") if each in self.system.mitigations)
        is_on = frozenset(self.snapshot.scenario.mitigations) == chosen
        scenario = replace(self.snapshot.scenario, mitigations=frozenset() if is_on else chosen)
        self._go(Turn(scenario, in_both("views.saving.action.untry") if is_on else Text()))


_OWN: Final[Mapping[str, Callable[[StoryState, str], None]]] = {
    "beat": StoryState._tell,
    "mode": StoryState._show_as,
    "host": StoryState._stand,
    "order": StoryState._sort,
    "try": StoryState._try,
}
