"""The clock: what is due, in the order of (time, rank, number).

Stands apart because it is the only state that time has: stopping after any moment and going on later changes nothing.
"""

from heapq import heappop, heappush
from typing import Any, Final

DIGITS: Final = 9
"""Times are kept to a billionth of an hour."""


def moment(hours: float) -> float:
    """Return a time as the clock keeps it: what is due together stays together, however it was added up.

    Examples
    --------
    >>> moment(0.1 + 0.2) == moment(0.3)
    True
    """
    return round(hours, DIGITS)


class Clock:
    """A heap of things to do, each with its time, its rank within a moment, and its number.

    Things of the same time and rank come in the order in which they were put in.
    """

    __slots__ = ("_heap", "_number", "now")

    def __init__(self) -> None:
        self.now = float("-inf")
        self._heap: list[tuple[float, int, int, Any]] = []
        self._number = 0

    def put(self, time: float, rank: int, thing: Any) -> None:
        """Note something that is due at a time, or at once if that has passed."""
        self._number += 1
        time = round(time, DIGITS)
        heappush(self._heap, (time if time > self.now else self.now, rank, self._number, thing))

    @property
    def is_moment_over(self) -> bool:
        """Whether nothing more is due at this moment."""
        return not self._heap or self._heap[0][0] > self.now

    def take(self, until: float) -> list[Any]:
        """Go to the next moment that is not after `until`, and return all that is due then, if there is one."""
        heap = self._heap
        if not heap or heap[0][0] > until:
            return []
        self.now = now = heap[0][0]
        due = []
        while heap and heap[0][0] == now:
            due.append(heappop(heap)[3])
        return due
