"""Who was down when, read off a timeline: stretches, the order of return, sums, and shares of what was waited for.

Numbers only; it stands apart from `recovery_words`, which says them, because tables, figures and programs count alike.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from kakao_whatif.model.status import Status
from kakao_whatif.recovery.timeline import NEVER, Leg, Timeline, Wait, Want, hours

#: Waits that say most by the name of what is waited for.
NAMED: Final[frozenset[Want]] = frozenset({"service", "tools"})


@dataclass(frozen=True, slots=True)
class Outage:
    """When one service was DARK or LOCKED, in hours from the origin.

    Parameters
    ----------
    id
        The service.
    stretches
        From when to when, in time; the end is None where it has not ended at the horizon.
    was_dark
        Whether it was DARK at any time, or LOCKED alone.
    served
        When it was DARK no longer; None for never.
    """

    id: str
    stretches: tuple[tuple[float, float | None], ...]
    was_dark: bool
    served: float | None

    @property
    def start(self) -> float:
        """When it first went down."""
        return self.stretches[0][0]

    @property
    def end(self) -> float | None:
        """When it was back for good; None for never."""
        return self.stretches[-1][1]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the time for which a service was down: what it waited for in it, from 0 to 1."""

    want: Want
    on: str | None
    of_all: float


def outages(timeline: Timeline) -> tuple[Outage, ...]:
    """Return the outages of all services that were DARK or LOCKED, in the order of their return.

    Those that never return stand last; at the same time, in the order of the system.
    """
    found = [_outage(timeline, id) for id in timeline.system.services if timeline.waits.get(id)]
    return tuple(sorted(found, key=lambda each: float("inf") if each.end is None else each.end))


@dataclass(frozen=True, slots=True)
class Toll:
    """What an outage cost in all.

    Parameters
    ----------
    services
        How many services were looked at.
    down
        Those that were DARK or LOCKED at any time, in the order of their return.
    never_back
        Those of them that are not back within the horizon.
    last_return
        When the last of the others was back, in hours from the origin; None if there are none.
    lost_hours
        The hours for which they were down, added up, as far as the clock was followed.
    """

    services: int
    down: tuple[str, ...]
    never_back: tuple[str, ...]
    last_return: float | None
    lost_hours: float


def toll(timeline: Timeline, own: Collection[str] | None = None) -> Toll:
    """Return what an outage cost in all.

    Parameters
    ----------
    timeline
        The outage.
    own
        The services that count; all, if not given. To compare with and without a mitigation, leave out those that
        only the mitigation adds: more things in a dark house are no worse outage.
    """
    counted = timeline.system.services.keys() & (timeline.system.services.keys() if own is None else own)
    found = [each for each in outages(timeline) if each.id in counted]
    return Toll(
        services=len(counted),
        down=tuple(each.id for each in found),
        never_back=tuple(each.id for each in found if each.end is None),
        last_return=max((each.end for each in found if each.end is not None), default=None),
        lost_hours=sum(wait.end - wait.start for each in found for wait in timeline.waits[each.id]),
    )


def end_of(timeline: Timeline, id: str, worst: Status) -> float | None:
    """Return when a service is for good no worse than a status, in hours from the origin.

    *The first moment from which on its status is never worse.* 0 if it never is after the origin, None if it still is
    at the horizon.
    """
    end: float | None = 0.0
    is_worse = False
    for moment in timeline.moments:
        was_worse, is_worse = is_worse, moment.status[id] > worst
        if was_worse and not is_worse:
            end = max(0.0, moment.hours)
    return None if is_worse else end


def whole_after(timeline: Timeline, own: Collection[str] | None = None) -> float | None:
    """Return when every service is UP for good, in hours from the origin; `own` as in `toll`.

    0 if every one always is, None if one is not at the horizon. Later than `Toll.last_return` where a service that
    serves again is DEGRADED for a while.
    """
    counted = timeline.system.services.keys() & (timeline.system.services.keys() if own is None else own)
    ends = [end_of(timeline, id, Status.UP) for id in counted]
    return None if None in ends else max((end for end in ends if end is not None), default=0.0)


def shares(waits: Iterable[Wait]) -> tuple[Share, ...]:
    """Return what was waited for as shares of the whole time, the largest first.

    Waits for other services and for tools are told apart by name, all others are not.

    Examples
    --------
    >>> shares((Wait(0, 6, "power"), Wait(6, 8, "service", "chat")))
    (Share(want='power', on=None, of_all=0.75), Share(want='service', on='chat', of_all=0.25))
    """
    sums: dict[tuple[Want, str | None], float] = {}
    for wait in waits:
        key = (wait.want, wait.on if wait.want in NAMED else None)
        sums[key] = sums.get(key, 0.0) + wait.end - wait.start
    whole = sum(sums.values())
    found = [Share(want, on, lasting / whole) for (want, on), lasting in sums.items() if whole > 0]
    return tuple(sorted(found, key=lambda share: -share.of_all))


def is_open(timeline: Timeline, id: str, stretch: Wait | Leg) -> bool:
    """Return whether a wait or leg of a service has not ended at the horizon."""
    return stretch.end >= timeline.horizon_hours and timeline.time_to_restore[id] == NEVER


def _outage(timeline: Timeline, id: str) -> Outage:
    stretches: list[tuple[float, float | None]] = []
    for wait in timeline.waits[id]:
        end = None if is_open(timeline, id, wait) else wait.end
        if stretches and stretches[-1][1] == wait.start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((wait.start, end))
    was_dark = any(moment.status.get(id) is Status.DARK for moment in timeline.moments)
    served = timeline.time_to_serve[id]
    return Outage(id, tuple(stretches), was_dark, None if served == NEVER else hours(served))
