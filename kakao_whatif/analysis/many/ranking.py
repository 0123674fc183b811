"""The worst combinations found so far: most dark, then most locked, then most degraded, then by ids.

It stands apart from the search: what is kept here is the only thing that a search changes as it goes.
"""

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from kakao_whatif.analysis.many.combinations import Combination
from kakao_whatif.analysis.many.tally import Planes, at_least, best, bits_of, numbers_at

Counts: TypeAlias = tuple[Planes, Planes, Planes]
"""How many services are DARK, are LOCKED or worse, are not UP."""

Row: TypeAlias = tuple[int, int, int, Combination]
"""The counts, negative so that the worst comes first, and which combination."""


@dataclass(slots=True)
class Ranking:
    """At most `top` rows, the worst first.

    Examples
    --------
    >>> ranking = Ranking(2)
    >>> ranking.offer(([0b110], [0b111], [0b111]), 0b111, lambda bit: (bit,))
    >>> ranking.rows
    [(-1, -1, -1, (1,)), (-1, -1, -1, (2,))]
    """

    top: int
    rows: list[Row] = field(default_factory=list)

    @property
    def least(self) -> tuple[int, int, int]:
        """The counts that a combination must reach to be among the rows."""
        if len(self.rows) < self.top:
            return (0, 0, 0)
        dark, locked, degraded, _ = self.rows[-1]
        return (-dark, -locked, -degraded)

    def offer(self, counts: Counts, among: int, combination: Callable[[int], Combination]) -> None:
        """Take what belongs among the rows.

        Parameters
        ----------
        counts
            Of many scenarios, a bit each.
        among
            The scenarios that are offered; those of lower bits come first by ids.
        combination
            Which combination a bit stands for.
        """
        chosen = at_least(counts, self.least, among)
        if not chosen:
            return
        chosen = best(counts, chosen, self.top)
        bits = bits_of(chosen, self.top)
        numbers = [numbers_at(planes, bits) for planes in counts]
        for bit, dark, locked, degraded in zip(bits, *numbers, strict=True):
            insort(self.rows, (-dark, -locked, -degraded, combination(bit)))
        del self.rows[self.top :]
