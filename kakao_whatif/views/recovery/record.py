"""What was observed, and whether a scenario is the one that it was observed in.

Stands apart because a record that is drawn over another scenario than its own would be a false one.
"""

from typing import Literal, Protocol

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text

EVERYTHING = "*"


class Seen(Protocol):
    """A row of a case's record: when a service was seen to be back."""

    @property
    def service(self) -> str:
        """Its id, or ``*`` for all services together."""

    @property
    def state(self) -> Literal["usable", "sign_in", "full"]:
        """First usable again, usable by who signs in, or fully normal."""

    @property
    def earliest_hours(self) -> float | None:
        """No earlier than this; None if the record does not say."""

    @property
    def latest_hours(self) -> float | None:
        """No later than this; None if the record does not say."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it rests on."""

    @property
    def note(self) -> Text:
        """What was seen, in words."""


def happened(system: System, scenario: Scenario) -> bool:
    """Return whether the losses of a scenario are those whose dates the case knows."""
    losses = frozenset(scenario.losses)
    return any(
        named.hazard is not None and frozenset(named.scenario.losses) == losses
        for named in system.scenarios.values()
    )


def observed(system: System, scenario: Scenario) -> tuple[Seen, ...]:
    """Return the record of a case; nothing for a scenario that never happened."""
    found: tuple[Seen, ...] = getattr(system, "observations", ())
    return found if happened(system, scenario) else ()


def observed_of(system: System, scenario: Scenario, id: str) -> tuple[Seen, ...]:
    """Return what was observed of one service, in the order of the record."""
    return tuple(seen for seen in observed(system, scenario) if seen.service == id)


def everything_back(system: System, scenario: Scenario) -> Seen | None:
    """Return the observation that everything was back, if there is one."""
    whole = (
        seen for seen in observed(system, scenario) if seen.service == EVERYTHING and seen.state == "full"
    )
    return next(whole, None)
