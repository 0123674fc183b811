"""One moment of the talk: the beat that is told, and what the audience made of it.

Stands apart because the state, the server's first picture and every view read it alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache

from kakao_whatif.analysis.frontier import frontier
from kakao_whatif.analysis.frontier_points import Frontier
from kakao_whatif.cases.talk import Beat, Picture, Talk
from kakao_whatif.errors import LimitError
from kakao_whatif.model.apply import expanded
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.restart import RestartDeadlocks, restart_deadlocks
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.views.recovery.page import played
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class StorySnapshot(Snapshot):
    """What the views of the talk are drawn from.

    Parameters
    ----------
    talk, at_beat
        What is told, and which beat of it.
    is_reading
        Whether all beats stand below each other, to be read without a presenter.
    host
        The address of the folder that the page stands in, as the browser sees it; None while it has not told.
    """

    talk: Talk
    at_beat: int = 0
    is_reading: bool = False
    host: str | None = None

    @property
    def beat(self) -> Beat:
        """The beat that is told."""
        return self.talk.beats[self.at_beat]

    @cached_property
    def is_changed(self) -> bool:
        """Whether the audience has made something else of the beat."""
        return _key(self.system, self.scenario) != _key(self.system, self.beat.scenario)

    @property
    def picture(self) -> Picture:
        """What is drawn; questions give way to the map once something is changed."""
        return "map" if self.is_changed and self.beat.picture == "questions" else self.beat.picture

    @cached_property
    def unchanged(self) -> "StorySnapshot":
        """The beat as it is told."""
        return at_beat(self, self.at_beat) if self.is_changed else self

    @cached_property
    def recovery(self) -> RecoverySnapshot:
        """The same moment as the recovery dashboard shows it, played through when it is first asked for."""
        line, base = played(self.system, self.scenario)
        known = {each.name: getattr(self, each.name) for each in fields(Snapshot)}
        return RecoverySnapshot(**known, timeline=line, base=base, at=self.beat.at)

    @property
    def timeline(self) -> Timeline:
        """The outage, played through."""
        return self.recovery.timeline

    @cached_property
    def deadlocks(self) -> RestartDeadlocks:
        """What could not be started again once everything lost is back."""
        return restart_deadlocks(self.system, self.scenario)

    @cached_property
    def frontier(self) -> Frontier | None:
        """What money buys for the beat's losses; None where that cannot be worked out."""
        return _frontier(self.system, frozenset(self.beat.scenario.losses), frozenset(self.scenario.readings))


def at_beat(snapshot: StorySnapshot, at: int) -> StorySnapshot:
    """Return the moment of a beat as it is told."""
    beat = snapshot.talk.beats[at]
    return replace(
        snapshot,
        at_beat=at,
        impact=propagate(snapshot.system, beat.scenario),
        selected=beat.selected,
        problem=None,
    )


def _key(system: System, scenario: Scenario) -> tuple[frozenset[str] | Mapping[str, float], ...]:
    """Return what a scenario comes to, bundles as their members."""
    changing = {id for id in scenario.readings if system.readings[id].changes}
    in_place = {mitigation.id for mitigation in expanded(system, scenario.mitigations) if mitigation.changes}
    return frozenset(scenario.losses), frozenset(in_place), frozenset(changing), scenario.parameters


@lru_cache(maxsize=32)
def _frontier(system: System, losses: frozenset[str], readings: frozenset[str]) -> Frontier | None:
    try:
        return frontier(system, Scenario(losses, readings=readings))
    except LimitError:
        return None
