"""The figures that follow the clock: how many services are up, dark, without sign-in, and the hours lost so far.

Stands apart from the frames because headlines and sums ask for the same figures at a single moment.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kakao_whatif.model.expression import Expression, holds
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.views.recovery.clock import about

#: In the order in which they are shown: the four statuses, which add up to all services; who cannot sign in, the dark
#: among them; and the last one, which is in hours.
FIGURES: Final = ("up", "degraded", "locked", "dark", "sign_in", "lost")


@dataclass(frozen=True, slots=True)
class Figures:
    """One moment, over some services."""

    up: int
    degraded: int
    locked: int
    dark: int
    sign_in: int
    down: int
    lost: float


class Curve:
    """The figures of a timeline over some services, at any moment.

    Parameters
    ----------
    timeline
        The outage.
    services
        What is counted; a service that a change took away counts as dark.
    """

    def __init__(self, timeline: Timeline, services: Sequence[str]) -> None:
        self._hours: list[float] = []
        self._figures: list[Figures] = []
        lost = 0.0
        for moment in timeline.moments:
            if self._figures and (down := self._figures[-1].down):
                lost += down * (moment.hours - self._hours[-1])
            shut = shut_out(timeline.system, moment.status)
            own = [moment.status.get(id, Status.DARK) for id in services]
            figures = Figures(
                up=own.count(Status.UP),
                degraded=own.count(Status.DEGRADED),
                locked=own.count(Status.LOCKED),
                dark=own.count(Status.DARK),
                sign_in=sum(id in shut for id in services),
                down=sum(status >= Status.LOCKED for status in own),
                lost=lost,
            )
            self._figures.append(figures)
            self._hours.append(moment.hours)

    def at(self, hour: float) -> Figures:
        """Return the figures of one moment."""
        at = max(bisect_right(self._hours, hour) - 1, 0)
        found = self._figures[at]
        if not found.down or hour <= self._hours[at]:
            return found
        lost = found.lost + found.down * (hour - self._hours[at])
        return replace(found, lost=lost)


def shut_out(system: System, status: Mapping[str, Status]) -> frozenset[str]:
    """Return the services that nobody could sign in to: those of which a login need does not hold."""

    def stands(id: str) -> bool:
        return status.get(id, Status.DARK) is not Status.DARK

    return frozenset(id for id, needs in _logins(system) if not all(holds(on, stands) for on in needs))


def written(figures: Figures, language: Language) -> list[str]:
    """Return `FIGURES` as they are written: counts as they are, hours rounded."""
    return [*(str(getattr(figures, id)) for id in FIGURES[:-1]), about(figures.lost, language)]


def difference(now: Figures, was: Figures, language: Language) -> list[str]:
    """Return by how much `FIGURES` differ, each with its sign."""
    deltas = [getattr(now, id) - getattr(was, id) for id in FIGURES]
    return [_signed(delta, str(abs(delta))) for delta in deltas[:-1]] + [
        _signed(deltas[-1] if abs(deltas[-1]) > 0.5 else 0, about(deltas[-1], language))
    ]


def _signed(delta: float, text: str) -> str:
    return f"+{text}" if delta > 0 else f"−{text}" if delta < 0 else "±0"


@lru_cache(maxsize=32)
def _logins(system: System) -> tuple[tuple[str, tuple[Expression, ...]], ...]:
    return tuple(
        (id, needs)
        for id, service in system.services.items()
        if (needs := tuple(need.on for need in service.needs if need.kind == "login"))
    )
