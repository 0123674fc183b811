"""A prediction with how sure it is: P10, P50 and P90 of what many trials say.

Stands apart because trials, baselines and the score all speak of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import Final

LEAST_HOURS: Final = 0.25
"""Times are compared as logarithms; whatever is shorter counts as this."""

SHARES: Final = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """A prediction: P10, P50, P90, in hours."""

    low: float
    middle: float
    high: float

    @property
    def log_width(self) -> float:
        """The logarithm of P90 over P10; 0 if both are never."""
        return log_width(self.low, self.high)


def log_width(low: float, high: float) -> float:
    """Return the logarithm of a band's end over its beginning; 0 if they are the same, also if that is never."""
    return 0.0 if low == high else log(max(high, LEAST_HOURS)) - log(max(low, LEAST_HOURS))


def band_of(values: Sequence[float]) -> Band:
    """Return P10, P50 and P90 of some values: the ceil(p n)-th smallest of n.

    Examples
    --------
    >>> band_of([9, 1, 5, 3, 7])
    Band(low=1, middle=5, high=9)
    """
    ordered = sorted(values)
    return Band(*(ordered[ceil(share * len(ordered)) - 1] for share in SHARES))
