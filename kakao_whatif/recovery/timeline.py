"""How one outage plays out: what was dark when, what each service waited for, and when it was back.

The frozen result of `simulate_recovery`; it stands apart from the simulation because every screen, table and score
reads it and nothing else. `docs/recovery.md` says exactly what each time means.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text

if TYPE_CHECKING:
    import pandas as pd

NEVER: Final = timedelta.max
"""Not back within the horizon; sorts after every other time."""

Want = Literal[
    "failover",
    "servers",
    "data",
    "service",
    "decision",
    "crew",
    "capacity",
    "tools",
    "failover-control",
    "power",
    "repair",
]
WANTS: Final[tuple[Want, ...]] = (
    "decision",
    "power",
    "repair",
    "failover-control",
    "capacity",
    "tools",
    "crew",
    "failover",
    "servers",
    "data",
    "service",
)
"""What a service can wait for, in the order in which it usually comes."""
WORK: Final[frozenset[Want]] = frozenset({"failover", "servers", "data"})
"""Waits in which a job of the service runs."""

Ending = Literal["link", "glass", "loss", "way", "ring"]
"""Why a wait for a service ended although that service was not back.

`link`: the need was switched off. `glass`: the job began without it. `loss`: something else was lost. `way`: another
way back opened. `ring`: what it waited for then waited for nothing but this service.
"""


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that a service waited for, from when to when (hours from the origin).

    Parameters
    ----------
    start, end
        Hours; `end` is the horizon if the wait has not ended by then.
    want
        What it waited for.
    on
        The service waited for by name (`service`, `tools`): it was DARK all the time, and its return ended the wait
        if nothing in `ended_by` did. Or the one whose job gave the crew up (`crew`).
    ended_by
        What else ended a wait for a service; None if the service was back, or if the wait has not ended.
    """

    start: float
    end: float
    want: Want
    on: str | None = None
    ended_by: Ending | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of a critical path: in it, `service` waited for `want`."""

    service: str
    start: float
    end: float
    want: Want
    on: str | None = None
    ended_by: Ending | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The statuses from `hours` on, until the next moment."""

    hours: float
    status: Mapping[str, Status]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """One outage, played through.

    Parameters
    ----------
    system
        The system with the scenario's mitigations and readings in place.
    scenario
        What was supposed.
    horizon_hours
        How far the clock was followed.
    moments
        Every change of a status, in time; the first is the state before the first event.
    waits
        What each service waited for while it was DARK or LOCKED, in time.
    time_to_restore
        From the origin to the end of the last interval in which a service was DARK or LOCKED; zero if it never was
        after the origin, `NEVER` if that has not ended at the horizon.
    time_to_serve
        The same for DARK alone.
    quantiles
        P10, P50 and P90 of `time_to_restore` over the samples; empty if there were none.
    samples, seed
        How many samples were drawn, and from which seed.
    hazard_notes
        For each loss, whose dates were used.
    notes
        What a reader must know: which numbers were missing, which restart deadlock never ends.
    """

    system: System
    scenario: Scenario
    horizon_hours: float
    moments: tuple[Moment, ...]
    waits: Mapping[str, tuple[Wait, ...]]
    time_to_restore: Mapping[str, timedelta]
    time_to_serve: Mapping[str, timedelta]
    quantiles: Mapping[str, tuple[timedelta, timedelta, timedelta]] = field(default_factory=lambda: NOTHING)
    samples: int = 1
    seed: int = 0
    hazard_notes: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    def status_at(self, time: timedelta | float) -> Mapping[str, Status]:
        """Return the status of every service at a time: a `timedelta` from the origin, or hours.

        At the very moment of a change it is the new one.
        """
        hours = time / timedelta(hours=1) if isinstance(time, timedelta) else time
        at = bisect_right(self._hours, hours) - 1
        return self.moments[max(at, 0)].status

    def waiting_for(self, id: str) -> tuple[Wait, ...]:
        """Return what a service waited for while it was DARK or LOCKED, one thing at a time, in time.

        Raises
        ------
        UnknownIdError
            If `id` is not a service of the system.
        """
        self._known(id, "waiting_for")
        return self.waits.get(id, ())

    def critical_path(self, id: str) -> tuple[Leg, ...]:
        """Return the chain of waits that made a service as late as it was, in time and without a gap.

        *Going back from the return: where a wait ended because another service was back, the path is that one's; where
        it ended because another one's job gave a crew up, the path is that job's. It begins where the outage of the
        service begins that it has come to.*

        Raises
        ------
        UnknownIdError
            If `id` is not a service of the system.
        """
        self._known(id, "critical_path")
        legs: list[Leg] = []
        waits = self.waits.get(id, ())
        at, end = id, waits[-1].end if waits else 0.0
        seen: set[tuple[str, float]] = set()
        while (wait := self._wait_before(at, end)) is not None:
            seen.add((at, end))
            if wait.on is not None and (wait.on, end) not in seen and self._leads_on(wait, end):
                at = wait.on
                continue
            ended_by = wait.ended_by if wait.end == end else None
            legs.append(Leg(at, wait.start, end, wait.want, wait.on, ended_by))
            end = wait.start
        return tuple(reversed(legs))

    @cached_property
    def counts(self) -> tuple[tuple[float, Mapping[Status, int]], ...]:
        """How many services were in each status, from each moment on (hours from the origin)."""
        return tuple(
            (moment.hours, {status: list(moment.status.values()).count(status) for status in Status})
            for moment in self.moments
        )

    @cached_property
    def service_hours_lost(self) -> float:
        """The hours for which services were DARK or LOCKED, summed over all services, up to the horizon."""
        return sum(wait.end - wait.start for waits in self.waits.values() for wait in waits)

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with a row per service: hours to serve and to restore, P10, P50, P90; infinite for `NEVER`."""
        import pandas as pd  # 0.4 s that only this method needs

        rows = []
        for id, restored in self.time_to_restore.items():
            row: dict[str, object] = {
                "service": id,
                "name": self.system.name(id).en,
                "name_ko": self.system.name(id).ko,
                "hours_to_serve": hours(self.time_to_serve[id]),
                "hours_to_restore": hours(restored),
            }
            for name, quantile in zip(("p10", "p50", "p90"), self.quantiles.get(id, ()), strict=False):
                row[name] = hours(quantile)
            rows.append(row)
        return pd.DataFrame(rows).set_index("service") if rows else pd.DataFrame()

    @cached_property
    def _hours(self) -> list[float]:
        return [moment.hours for moment in self.moments]

    def _wait_before(self, id: str, end: float) -> Wait | None:
        """Return what a service waited for just before a time; None if nothing."""
        return next((wait for wait in self.waits.get(id, ()) if wait.start < end <= wait.end), None)

    def _leads_on(self, wait: Wait, end: float) -> bool:
        """Return whether the path goes on with the service that a wait names."""
        assert wait.on is not None
        other = self._wait_before(wait.on, end)
        if other is None or wait.ended_by is not None or wait.end != end:
            return False
        return wait.want != "crew" or other.want in WORK

    def _known(self, id: str, where: str) -> None:
        if id not in self.system.services:
            raise UnknownIdError("service", id, where, self.system.services)


def hours(time: timedelta) -> float:
    """Return a time as hours; infinite for `NEVER`.

    Examples
    --------
    >>> hours(timedelta(minutes=90)), hours(NEVER)
    (1.5, inf)
    """
    return float("inf") if time == NEVER else time / timedelta(hours=1)
