"""One moment of the recovery dashboard: an outage played through, beside what happened without the changes.

Stands apart because the state, the server's first picture and every view read it alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Literal

from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.recovery.timeline import NEVER, Timeline, hours
from kakao_whatif.views.recovery.record import everything_back
from kakao_whatif.views.snapshot import Snapshot

if TYPE_CHECKING:
    from kakao_whatif.analysis.backtest import Score

Order = Literal["time", "product"]
ORDERS: tuple[Order, ...] = ("time", "product")

#: What stands to the right of the last return, as a share of the axis, so that its ribbon has an end.
_AFTER = 0.03

#: How many hours the axis shows where nothing comes back, if the horizon is as far: a frame an hour.
_LONGEST = 240.0


@dataclass(frozen=True, kw_only=True)
class RecoverySnapshot(Snapshot):
    """What the views of the recovery dashboard are drawn from.

    Parameters
    ----------
    timeline
        The outage with the scenario's changes in place.
    base
        The same losses without any change, at the case's own numbers.
    at
        Where the play head stands, in hours from the origin; None: where most is dark.
    order
        How the ribbons are sorted.
    quantiles
        P10, P50 and P90 of each time to restore; empty until they are asked for and there.
    shows_band
        Whether the reader asked for them.
    work
        How many samples are done, and of how many; None if nothing is being computed.
    score
        The backtest of the case, once it was asked for and is there.
    scoring
        How many trials of the backtest are done, and of how many; None if it is not being made.
    """

    timeline: Timeline
    base: Timeline
    at: float | None = None
    order: Order = "time"
    quantiles: Mapping[str, tuple[timedelta, timedelta, timedelta]] = field(default_factory=lambda: NOTHING)
    shows_band: bool = False
    work: tuple[int, int] | None = None
    score: "Score | None" = None
    scoring: tuple[int, int] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the scenario differs from the one without changes."""
        return bool(self.scenario.mitigations) or bool(self.scenario.parameters)

    @cached_property
    def services(self) -> tuple[str, ...]:
        """The services that are counted: those that stand without any change."""
        return tuple(self.base.system.services)

    @cached_property
    def span(self) -> tuple[float, float]:
        """The hours that the axis shows: from just before the first change to just after the last return."""
        changes = [moment.hours for line in self.lines for moment in line.moments[1:]]
        first = min([0.0, *changes])
        returns = [
            hours(time) for line in self.lines for time in line.time_to_restore.values() if time != NEVER
        ]
        last = max([1.0, *returns])
        if all(time == 0 for time in returns) and self.is_anything_lost_for_good:
            last = max(last, _LONGEST)  # nothing comes back: the axis shows how long that is
        observed = everything_back(self.system, self.scenario)
        if observed is not None:
            last = max(last, observed.latest_hours or 0.0)
        horizon = max(line.horizon_hours for line in self.lines)
        return min(-1.0, float(floor(first))), min(last + max(1.0, last * _AFTER), horizon)

    @property
    def is_anything_lost_for_good(self) -> bool:
        """Whether a service is not back within the horizon."""
        return any(time == NEVER for line in self.lines for time in line.time_to_restore.values())

    @property
    def lines(self) -> tuple[Timeline, ...]:
        """The timelines that are shown: the scenario's, and the one without changes if that differs."""
        return (self.timeline, self.base) if self.is_changed else (self.timeline,)

    @cached_property
    def head(self) -> float:
        """Where the play head stands, within the axis; unless it was moved, where most is dark without changes."""
        start, end = self.span
        if self.at is not None:
            return min(max(self.at, start), end)
        return self.darkest

    @cached_property
    def darkest(self) -> float:
        """The first moment at which most is dark or locked without changes."""
        return _darkest(self.base)


def without_changes(scenario: Scenario) -> Scenario:
    """Return the same losses under the same reading, with nothing in place and the case's own numbers."""
    return Scenario(scenario.losses, readings=scenario.readings)


def _darkest(timeline: Timeline) -> float:
    """Return the first moment at which most services are dark or locked."""
    found, most = 0.0, 0
    for moment in timeline.moments:
        down = sum(status >= Status.LOCKED for status in moment.status.values())
        if down > most:
            found, most = moment.hours, down
    return found
