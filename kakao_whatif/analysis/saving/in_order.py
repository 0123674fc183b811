"""The sets of mitigations that are tried one by one: cheapest first, and none worked out before its turn.

Stands apart from the search, because there may be more of them than a search has time for: what it does not come to
must not cost anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import comb
from typing import TypeAlias

from kakao_whatif.analysis.mitigation_sets import Looked
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.errors import LimitError
from kakao_whatif.recovery.samples import Progress

MOST_COUNTED = 20_000
"""How many choices are gone through to count the sets: a small part of a second."""
Chosen: TypeAlias = tuple[Members, int, int]
"""A set, how many mitigations were chosen for it, and the first that may be chosen next."""


@dataclass(frozen=True, slots=True)
class InOrder:
    """The sets of at most so many mitigations within a cost, each with what it requires.

    A bundle without changes of its own is there only where something requires it.

    Parameters
    ----------
    choices, weights, limits
        What may be chosen, what it weighs, and how far to go.
    wholes
        Each that may be chosen, with what it requires.
    """

    choices: Choices
    weights: Weights
    limits: Limits
    wholes: tuple[Members, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Put each mitigation together with what it requires, once."""
        mitigations = self.choices.system.mitigations
        chosen = [id for id in self.choices.candidates if mitigations[id].changes]
        object.__setattr__(self, "wholes", tuple(self.choices.whole([id]) for id in chosen))

    def __iter__(self) -> Iterator[Members]:
        """Yield the sets, each once.

        Notes
        -----
        One mitigation more never costs less: so the next set is among those that are waiting, which are the ones that
        came, each with one more. O(mitigations log sets) for each set and each number of choices that makes it.
        """
        seen: set[Members] = set()
        reached: set[Chosen] = set()
        waiting: list[tuple[tuple[int, list[int]], int, Chosen]] = []
        number, found = 0, iter([(frozenset[str](), 0, 0)])
        while True:
            for each in found:
                number += 1
                heappush(waiting, (self.weights.key(each[0]), number, each))
            if not waiting:
                return
            least = heappop(waiting)[2]
            if least[0] not in seen:
                seen.add(least[0])
                yield least[0]
            found = self._with_one_more(least, reached)

    def count(self) -> int | None:
        """Return how many sets there are; None if they are too many to count."""
        waiting: list[Chosen] = [(frozenset(), 0, 0)]
        reached = {waiting[0]}
        while waiting:
            for each in self._with_one_more(waiting.pop(), reached):
                if len(reached) > MOST_COUNTED + 1:
                    return None
                waiting.append(each)
        return len({members for members, _, _ in reached})

    def at_most(self) -> int:
        """Return a number that the sets do not exceed: each choice counted, whatever it costs."""
        return sum(comb(len(self.wholes), size) for size in range(self.limits.max_size + 1))

    def looked(
        self, tried: int, of: int | None, last: Members, beyond: Members | None, *, is_over: bool
    ) -> Looked:
        """Return how far a search came.

        Parameters
        ----------
        tried, of
            How many sets it tried, of how many.
        last, beyond
            The last set that it tried, and the first that it did not, if there is one.
        is_over
            Whether the bound on simulations was reached.
        """
        up_to = self.weights.cost(last if beyond is None else beyond) / self.weights.scale
        max_runs = self.limits.max_runs if is_over else None
        return Looked(tried, tried if beyond is None else of, self.limits.max_size, up_to, max_runs)

    def tell(self, progress: Progress | None, tried: int, of: int | None) -> None:
        """Tell how far a search has come.

        Raises
        ------
        LimitError
            If that ended it.
        """
        every = min(self.at_most() if of is None else of, self.limits.max_runs)  # a set takes one at least
        if progress is not None and not progress(tried, every) and tried < every:
            raise LimitError(f"sets: ended after {tried} of {every}. Ask for fewer, or let it run.")

    def _with_one_more(self, chosen: Chosen, reached: set[Chosen]) -> Iterator[Chosen]:
        """Yield what one choice more makes of a set, each once: what requires the same comes to the same."""
        members, size, first = chosen
        if size == self.limits.max_size:
            return
        for at in range(first, len(self.wholes)):
            more = members | self.wholes[at]
            if self.limits.most is None or self.weights.cost(more) <= self.limits.most:
                each = (more, size + 1, at + 1)
                if each not in reached:
                    reached.add(each)
                    yield each
