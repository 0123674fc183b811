"""What several changes say of one thing: the same once, different things refused, and what comes to nothing.

Order never matters here, so that the mitigations of a file may stand in any.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.changes import (
    AddAlternative,
    AddNeed,
    AddReplica,
    Change,
    MoveReplica,
    RaiseCapacity,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SoftenNeed,
)

Hosting: TypeAlias = AddReplica | RaiseCapacity | MoveReplica | RemoveReplica | SetFailover
Needing: TypeAlias = AddAlternative | SoftenNeed | RemoveNeed | AddNeed
OfService: TypeAlias = Hosting | Needing

Step: TypeAlias = tuple[str, Change]
"""A change, and the mitigation or reading that makes it."""

ServiceStep: TypeAlias = tuple[str, OfService]


@dataclass(slots=True)
class Together:
    """What has been set, by whom; and which changes come to nothing, by who makes them and the service."""

    set_by: dict[tuple[object, ...], tuple[object, str]] = field(default_factory=dict)
    idle: dict[tuple[str, str], None] = field(default_factory=dict)

    def is_first(self, by: str, key: tuple[object, ...], value: object) -> bool:
        """Return whether this is the first to set a thing; refuse a second that sets it differently."""
        if key not in self.set_by:
            self.set_by[key] = (value, by)
            return True
        was, other = self.set_by[key]
        if was != value:
            what = " ".join(str(part) for part in key if part)
            raise ScenarioError(
                f"scenario.mitigations: {other!r} and {by!r} set the {what} differently. Choose one of them."
            )
        return False

    def setter(self, key: tuple[object, ...]) -> str | None:
        """Return who has set a thing."""
        return self.set_by[key][1] if key in self.set_by else None

    def note(self, by: str, service: str, *, is_idle: bool) -> None:
        """Keep that a change to a service comes to nothing."""
        if is_idle:
            self.idle[by, service] = None
