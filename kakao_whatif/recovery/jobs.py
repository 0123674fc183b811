"""A job: one way back for one service, open, waiting or running.

Stands apart from the run that gives jobs to crews: here is what a job is and how its work passes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final, Literal

from kakao_whatif.model.parts import NOTHING
from kakao_whatif.recovery.plan import Node

FAILOVER: Final = 0
RESTART: Final = 1
REBUILD: Final = 2

Phase = Literal["failover", "servers", "data"]
Mode = Literal["", "automatic", "control", "hand"]


@dataclass(slots=True, eq=False)
class Job:
    """One way back.

    Parameters
    ----------
    node, way, unit, domain
        Of which service, which way, which unit (of a failover, which has several: which service), and where.
    opened
        Since when it has been open.
    phases
        The work ahead: what, and how much (hours, or servers).
    takes_crew
        Whether it waits for one of the shared crews.
    mode
        How a failover is done: by itself, through control, or by hand.
    spare
        Spare servers that it takes, by domain.
    blocked_by
        Services that it waits for for certain, as a mask: while one of them is dark nothing else need be looked at.
    """

    node: Node
    way: int
    unit: int
    domain: str
    opened: float
    phases: list[tuple[Phase, float]]
    takes_crew: bool = True
    mode: Mode = ""
    spare: Mapping[str, float] = NOTHING
    begun: bool = False
    at: int = 0
    left: float = 0.0
    speed: float = 1.0
    since: float = 0.0
    due: float = inf
    version: int = 0
    blocked_by: int = 0
    key: tuple[tuple[float, str], int, str] = field(init=False)

    def __post_init__(self) -> None:
        """Note the order in which jobs are given out: by priority and id, by way, by place."""
        self.key = (self.node.key, self.way, self.domain)

    @property
    def phase(self) -> Phase:
        """The part that it is in."""
        return self.phases[self.at][0]

    def enter(self, at: int, now: float, speed: float) -> None:
        """Begin a phase."""
        self.at, self.left, self.since, self.speed = at, self.phases[at][1], now, speed
        self.due = now + self.left / speed
        self.version += 1

    def change_speed(self, now: float, speed: float) -> bool:
        """Go on with the work that is left at another speed; return whether that changes anything."""
        if speed == self.speed:
            return False
        self.left = max(0.0, self.left - (now - self.since) * self.speed) if self.speed < inf else 0.0
        self.since, self.speed = now, speed
        self.due = now + self.left / speed
        self.version += 1
        return True
