"""The search for the worst losses of k members: every combination is worked out, many at once.

It stands apart from the answer, which tells of each row what it means.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final, TypeAlias

from kakao_whatif.analysis.many.combinations import Chunk, Combinations
from kakao_whatif.analysis.many.ranking import Counts, Ranking
from kakao_whatif.analysis.many.tally import Tally
from kakao_whatif.errors import LimitError
from kakao_whatif.model.system import System
from kakao_whatif.propagation.groups import groups
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import Evaluation, settle
from kakao_whatif.propagation.wiring import wired

MOST_BITS: Final = 1 << 19
ALL_BITS: Final = 1 << 31  # of all services together: a quarter of a gigabyte for each status

Progress: TypeAlias = Callable[[int, int], bool]
"""Called with how many combinations are done, of how many; what it returns says whether to go on."""


@dataclass(frozen=True)
class Search:
    """What is searched.

    Parameters
    ----------
    system
        The dependency model with everything in place.
    members
        What may be lost, sorted.
    k
        How many of them are lost together.
    lost
        What is lost in any case.
    counted
        The services that count.
    """

    system: System
    members: Sequence[str]
    k: int
    lost: frozenset[str]
    counted: frozenset[str]

    def worst(self, top: int, progress: Progress | None = None) -> tuple[Ranking, int]:
        """Return the worst combinations, and how many were skipped.

        Raises
        ------
        LimitError
            If `progress` ended it.
        """
        ranking, done, skipped, of = Ranking(top), 0, 0, comb(len(self.members), self.k)
        for some in self._rounds(ranking):
            done, skipped = done + some[0], skipped + some[1]
            if progress is not None and not progress(done, of) and done < of:
                raise LimitError(
                    f"contingencies: ended after {done:,} of {of:,} combinations. Ask for fewer members, "
                    f"or for fewer lost at once, or let it run."
                )
        return ranking, skipped

    def _rounds(self, ranking: Ranking) -> Iterator[tuple[int, int]]:
        """Yield how many combinations were worked out, and how many of them were skipped."""
        wiring = wired(self.system)
        order = groups(wiring)
        related = self._related()
        for chunk in Combinations(len(self.members), self.k).chunks(self._most_bits()):
            found = Evaluation(wiring, Bits(chunk.size), self._losses(chunk))
            settle(found, order)
            skipped = _skipped(chunk, related)
            ranking.offer(self._counts(found), chunk.every ^ skipped, chunk.at)
            yield chunk.size, skipped.bit_count()

    def _most_bits(self) -> int:
        return min(MOST_BITS, ALL_BITS // max(len(self.system.services), 1))

    def _losses(self, chunk: Chunk) -> dict[str, int]:
        return {**dict(zip(self.members, chunk.masks, strict=True)), **dict.fromkeys(self.lost, chunk.every)}

    def _counts(self, found: Evaluation[int]) -> Counts:
        tallies = (Tally(), Tally(), Tally())
        for id in self.counted:
            for tally, mask in zip(
                tallies, (found.dark[id], found.locked(id), found.degraded(id)), strict=True
            ):
                tally.add(mask)
        dark, locked, degraded = (tally.planes() for tally in tallies)
        return dark, locked, degraded

    def _related(self) -> list[tuple[int, int]]:
        """Return pairs of a domain and one that it stands in."""
        at = {id: number for number, id in enumerate(self.members)}
        domains = self.system.domains
        return [
            (number, at[around])
            for id, number in at.items()
            if id in domains
            for around in self.system.ancestors(id)[1:]
            if around in at
        ]


def _skipped(chunk: Chunk, related: Sequence[tuple[int, int]]) -> int:
    found = 0
    for one, other in related:
        found |= chunk.masks[one] & chunk.masks[other]
    return found
