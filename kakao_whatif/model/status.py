"""How well a service serves.

The order is the meaning: worst last, so that `max` of two is the worse one.
"""

from enum import IntEnum


class Status(IntEnum):
    """The state of a service under a scenario, worst last."""

    UP = 0
    DEGRADED = 1
    LOCKED = 2
    DARK = 3

    @property
    def word(self) -> str:
        """Return the status as the lower-case word that files, links and pages use."""
        return self.name.lower()
