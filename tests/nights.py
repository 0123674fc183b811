"""Two outages of the town, written down by hand: what the recovery dashboard shows must not depend on the simulator."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kakao_whatif.model.apply import in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.timeline import NEVER, Moment, Timeline, Wait
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot, without_changes
from tests.town import town

UP, DEGRADED, LOCKED, DARK = Status
HORIZON = 48.0
LOST = Scenario({"pangyo"})
HELPED = LOST.with_mitigations("control-twice")


def moments(system: Any, *changes: tuple[float, Mapping[str, Status]]) -> tuple[Moment, ...]:
    """Return the moments of some changes, after one at which everything is up."""
    status = dict.fromkeys(system.services, UP)
    found = [Moment(changes[0][0] - 1, dict(status))]
    for hours, change in changes:
        status |= change
        found.append(Moment(hours, dict(status)))
    return tuple(found)


def timeline(
    scenario: Scenario, changes: Any, waits: Mapping[str, tuple[Wait, ...]], **back: float | None
) -> Timeline:
    """Return a timeline; `back` gives the hours to restore by id, None for never."""
    system = in_place(town(), scenario)
    restored = dict.fromkeys(system.services, timedelta(0))
    restored |= {id: NEVER if hours is None else timedelta(hours=hours) for id, hours in back.items()}
    return Timeline(
        system=system,
        scenario=scenario,
        horizon_hours=HORIZON,
        moments=moments(system, *changes),
        waits=waits,
        time_to_restore=restored,
        time_to_serve=restored,
    )


def as_it_was() -> Timeline:
    """Chat waits for the failover control, that for a crew; mail never comes back."""
    gone = {"chat": DARK, "mail": DARK, "account": DARK, "control": DARK, "news": LOCKED, "shop": DEGRADED}
    changes = (
        (0.0, gone),
        (2.0, {"account": UP, "news": UP}),
        (5.0, {"control": UP}),
        (6.0, {"chat": UP, "shop": UP}),
    )
    waits = {
        "account": (Wait(0, 1, "decision"), Wait(1, 2, "servers")),
        "control": (Wait(0, 1, "decision"), Wait(1, 2, "crew", "account"), Wait(2, 5, "servers")),
        "chat": (Wait(0, 1, "decision"), Wait(1, 5, "tools", "control"), Wait(5, 6, "servers")),
        "news": (Wait(0, 2, "service", "account"),),
        "mail": (Wait(0, HORIZON, "power"),),
    }
    return timeline(LOST, changes, waits, account=2, news=2, control=5, chat=6, mail=None)


def with_control_twice() -> Timeline:
    """The control stays up and chat is back at once, but its failover keeps the crew that the account waits for."""
    gone = {"chat": DARK, "mail": DARK, "account": DARK, "news": LOCKED, "shop": DEGRADED}
    changes = (
        (0.0, gone),
        (1.5, {"chat": DEGRADED, "shop": UP}),
        (3.0, {"account": UP, "news": UP}),
        (20.0, {"mail": UP}),
    )
    waits = {
        "account": (Wait(0, 1, "decision"), Wait(1, 2, "crew", "chat"), Wait(2, 3, "servers")),
        "chat": (Wait(0, 1, "decision"), Wait(1, 1.5, "failover")),
        "news": (Wait(0, 3, "service", "account"),),
        "mail": (Wait(0, 20, "power"),),
    }
    return timeline(HELPED, changes, waits, account=3, news=3, chat=1.5, mail=20)


def snapshot(**given: Any) -> RecoverySnapshot:
    """Return the moment without changes."""
    return _snapshot(as_it_was(), **given)


def helped(**given: Any) -> RecoverySnapshot:
    """Return the moment with the control at two sites."""
    return _snapshot(with_control_twice(), **given)


def _snapshot(line: Timeline, **given: Any) -> RecoverySnapshot:
    assert without_changes(line.scenario) == LOST
    known: dict[str, Any] = {"language": "en", "seq": 1, "timeline": line, "base": as_it_was()}
    return RecoverySnapshot(system=town(), impact=propagate(town(), line.scenario), **(known | given))
