"""One moment of the page that compares: two scenarios, one of which is being changed."""

from dataclasses import dataclass, replace
from functools import cached_property

from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import Impact
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.views.comparing.sides import Side
from kakao_whatif.views.recovery.page import played
from kakao_whatif.views.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class ComparisonSnapshot(Snapshot):
    """What the views of the page are drawn from; `impact` is that of the side that is being changed.

    Parameters
    ----------
    other
        What the scenario of the other side does.
    side
        The side that is being changed.
    """

    other: Impact
    side: Side = "a"

    @property
    def a(self) -> Impact:
        """What side A does."""
        return self.impact if self.side == "a" else self.other

    @property
    def b(self) -> Impact:
        """What side B does."""
        return self.other if self.side == "a" else self.impact

    def of(self, side: Side) -> Snapshot:
        """Return the moment of one side alone."""
        return replace(self, impact=self.a if side == "a" else self.b)

    @cached_property
    def timelines(self) -> tuple[Timeline, Timeline]:
        """How both play out."""
        return played(self.system, self.a.scenario)[0], played(self.system, self.b.scenario)[0]

    @cached_property
    def differing(self) -> dict[str, tuple[Status, Status]]:
        """The services whose status differs, with both; what is not there on one side is left out."""
        return {
            id: (status, self.b.status[id])
            for id, status in self.a.status.items()
            if id in self.b.status and self.b.status[id] is not status
        }
