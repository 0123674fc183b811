"""Ratios of medians, measured in turns so that a busy machine slows both sides alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """How one way compares with another, and what was promised of it, if anything."""

    what: str
    value: float
    detail: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        """Return whether the promise holds."""
        above = self.at_least is None or self.value >= self.at_least
        return above and (self.at_most is None or self.value <= self.at_most)

    def __str__(self) -> str:
        """Return the ratio as a line of the table."""
        promise = f"at least {self.at_least:g}" if self.at_least is not None else ""
        promise = f"at most {self.at_most:g}" if self.at_most is not None else promise
        verdict = ("ok" if self.is_met else "MISSED") if promise else ""
        return f"{self.what:<64} {self.value:>8.2f}  {promise:<13} {verdict:<6}  {self.detail}"


def medians(*ways: Callable[[int], object], turns: int) -> list[float]:
    """Return the median seconds of each way; a way is called with the number of the turn."""
    seconds: list[list[float]] = [[] for _ in ways]
    for turn in range(turns):
        for way, taken in zip(ways, seconds, strict=True):
            start = perf_counter()
            way(turn)
            taken.append(perf_counter() - start)
    return [median(taken) for taken in seconds]


def readable(seconds: float) -> str:
    """Return a duration with a unit that suits it."""
    for unit, size in (("s", 1), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"
