"""Who starts next when many come at once: a few at a time, in the order in which they came.

Stands apart because it knows neither kernels nor requests. Starting a kernel is work for a processor: forty started
at once are all ready at the end; forty started in turn are ready one after the other, the last one no later.
"""

from asyncio import Future, get_running_loop
from collections import deque
from collections.abc import Callable

Told = Callable[[int], None]
"""Hears how many are before it, each time that this changes."""


class Turns:
    """At most so many at once; whoever comes later waits.

    Parameters
    ----------
    at_once
        How many may have their turn at the same time.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = self._free = at_once
        self._waiting: deque[tuple[Future[None], Told]] = deque()

    @property
    def is_idle(self) -> bool:
        """Return whether nobody has a turn or waits for one."""
        return self._free == self._at_once

    async def take(self, told: Told) -> None:
        """Wait for a turn, which `give_back` ends; whoever is told nothing did not have to wait."""
        if self._free:
            self._free -= 1
            return
        turn: Future[None] = get_running_loop().create_future()
        entry = (turn, told)
        self._waiting.append(entry)
        told(len(self._waiting))
        try:
            await turn
        except BaseException:
            if entry in self._waiting:
                self._waiting.remove(entry)
                self._tell()
            elif turn.done() and not turn.cancelled():  # it was given just now, to nobody
                self.give_back()
            raise

    def give_back(self) -> None:
        """End a turn: the first of those who wait gets it."""
        while self._waiting:
            turn, _ = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                self._tell()
                return
        self._free += 1

    def _tell(self) -> None:
        for place, (_, told) in enumerate(self._waiting, 1):
            told(place)
