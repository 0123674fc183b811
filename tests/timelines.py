"""Small outages written by hand: what a timeline says is known before anything computes it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.recovery.timeline import NEVER, Moment, Timeline, Wait

HORIZON = 240.0

#: Pangyo is lost: control waits for power and its servers, chat for control; nobody can sign in to news meanwhile.
NIGHT: Mapping[str, Sequence[Wait]] = {
    "chat": (
        Wait(0, 0.75, "decision"),
        Wait(0.75, 12, "tools", "control"),
        Wait(12, 14, "crew", "account"),
        Wait(14, 14.5, "failover"),
    ),
    "news": (Wait(0, 13, "service", "account"),),
    "account": (Wait(0, 10, "power"), Wait(10, 13, "servers")),
    "control": (Wait(0, 10, "power"), Wait(10, 12, "servers")),
}


def timeline(
    waits: Mapping[str, Sequence[Wait]],
    *,
    locked: Sequence[str] = ("news",),
    system: System | None = None,
    scenario: Scenario | None = None,
    quantiles: Mapping[str, tuple[float, float, float]] | None = None,
    notes: Sequence[str] = (),
) -> Timeline:
    """Return an outage in which each service is down just while it waits; `locked` names those that are LOCKED then."""
    system = system or two_sites()
    times = sorted({time for each in waits.values() for wait in each for time in (wait.start, wait.end)})
    moments = [_moment(system, waits, locked, time) for time in [-1.0, *times]]
    ends = {id: _end(waits.get(id, ())) for id in system.services}
    served = {id: timedelta(0) if id in locked else end for id, end in ends.items()}
    return Timeline(
        system=system,
        scenario=scenario or Scenario({"pangyo"}),
        horizon_hours=HORIZON,
        moments=tuple(moments),
        waits={id: tuple(each) for id, each in waits.items()},
        time_to_restore=ends,
        time_to_serve=served,
        quantiles={id: _times(each) for id, each in (quantiles or {}).items()},
        samples=100 if quantiles else 1,
        hazard_notes=(Text("Dates: by hand.", "시각: 손으로 적음."),),
        notes=tuple(Text(note, note) for note in notes),
    )


def night() -> Timeline:
    """Return the outage of `NIGHT`."""
    return timeline(NIGHT)


def _moment(
    system: System, waits: Mapping[str, Sequence[Wait]], locked: Sequence[str], time: float
) -> Moment:
    def status(id: str) -> Status:
        is_down = any(
            wait.start <= time < wait.end or wait.end == HORIZON == time for wait in waits.get(id, ())
        )
        return Status.UP if not is_down else Status.LOCKED if id in locked else Status.DARK

    return Moment(time, {id: status(id) for id in system.services})


def _end(waits: Sequence[Wait]) -> timedelta:
    if not waits or waits[-1].end < 0:
        return timedelta(0)
    return NEVER if waits[-1].end >= HORIZON else timedelta(hours=waits[-1].end)


def _times(given: tuple[float, float, float]) -> tuple[timedelta, timedelta, timedelta]:
    low, middle, high = (NEVER if each == float("inf") else timedelta(hours=each) for each in given)
    return low, middle, high
