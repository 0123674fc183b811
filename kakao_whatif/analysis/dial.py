"""A dial: how many are put on one thing, against how many then fall with it.

It stands apart because sign-ins and sites are read off the same dial.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One setting of a dial.

    Parameters
    ----------
    concentrated
        How many depend on the one thing alone.
    share
        The same as a share of all that could.
    least, average, most
        How many services are affected when it is lost: for the most harmless choice of those that depend on it, over
        all choices, and for the worst choice.
    """

    concentrated: int
    share: float
    least: int
    average: float
    most: int


def independent(gains: int, of: int, anyway: int) -> tuple[Point, ...]:
    """Return the points of a dial on which each one adds the same wherever the others are put.

    Parameters
    ----------
    gains
        How many of them are affected only if they are put on the one thing.
    of
        How many can be put on it.
    anyway
        How many services are affected with none put on it.

    Examples
    --------
    >>> for point in independent(gains=1, of=2, anyway=3):
    ...     print(point.concentrated, point.least, point.average, point.most)
    0 3 3.0 3
    1 3 3.5 4
    2 4 4.0 4
    """
    return tuple(
        Point(
            count,
            count / of if of else 0.0,
            anyway + max(0, count - (of - gains)),
            anyway + (count * gains / of if of else 0.0),
            anyway + min(count, gains),
        )
        for count in range(of + 1)
    )
