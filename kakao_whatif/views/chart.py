"""The axes of a chart: where they end, and round numbers along them."""

from math import ceil, floor, log10
from typing import Any

Row = dict[str, Any]


def axis(low: float, high: float, label: str, ticks: int = 5) -> Row:
    """Return an axis from `low` to `high`, with about so many round numbers along it.

    Examples
    --------
    >>> [tick["label"] for tick in axis(0, 68, "dark")["ticks"]]
    ['0', '20', '40', '60']
    """
    high = high if high > low else low + 1
    step = _round_step((high - low) / ticks)
    first = ceil(low / step)
    at = [number * step for number in range(first, floor(high / step) + 1)]
    return {
        "low": low,
        "high": high,
        "label": label,
        "ticks": [{"at": each, "label": f"{each:,.6g}"} for each in at],
    }


def _round_step(about: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below a step."""
    power: float = 10.0 ** floor(log10(about))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= about * (1 - 1e-9))
