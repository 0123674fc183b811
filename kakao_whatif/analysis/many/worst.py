"""The search for the worst losses of k members: every combination is worked out, many at once.

It stands apart from the answer, which tells of each row what it means. There are two ways, and the cheaper one is
taken. *All at once*: a bit for each combination, and a look at each service. *One more*: a bit for each combination of
k - 1, worked out once; then, with each member lost as well in all of them, only what this member can touch is worked
out again. In a large system that is few of its services.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from math import comb
from operator import or_
from typing import Final, TypeAlias

from kakao_whatif.analysis.many.combinations import Chunk, Combination, Combinations
from kakao_whatif.analysis.many.losses import implied
from kakao_whatif.analysis.many.ranking import Ranking
from kakao_whatif.analysis.many.tally import largest
from kakao_whatif.analysis.many.worked import Worked
from kakao_whatif.errors import LimitError
from kakao_whatif.model.system import System
from kakao_whatif.propagation.further import Further, Reach
from kakao_whatif.propagation.groups import groups
from kakao_whatif.propagation.wiring import wired

LOOK: Final = 10_000  # bits that could be worked out in the time of a look at a service
LIMIT: Final = 5 * 10**10
"""How many statuses are worked out, if nothing else is said: some seconds."""
MADE: Final = 1_000  # statuses that could be worked out while one member of a combination is written down
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
    by_one_more
        Which way is taken; the cheaper one, if not given.
    most_bits
        How many combinations are worked out at once.
    limit
        How many statuses may be worked out: one for each service and each combination that it is looked at in.
    """

    system: System
    members: Sequence[str]
    k: int
    lost: frozenset[str]
    counted: frozenset[str]
    by_one_more: bool | None = None
    most_bits: int = MOST_BITS
    limit: int = LIMIT

    def worst(self, top: int, progress: Progress | None = None) -> tuple[Ranking, int]:
        """Return the worst combinations, and how many were skipped.

        Raises
        ------
        LimitError
            If that takes more statuses than `limit`, or `progress` ended it.
        """
        ranking, done, skipped, of = Ranking(top), 0, 0, comb(len(self.members), self.k)
        worked_out = 0
        for some in self._rounds(ranking):
            done, skipped, worked_out = done + some[0], skipped + some[1], worked_out + some[2]
            if worked_out > self.limit and done < of:
                raise LimitError(
                    f"contingencies: {done:,} of {of:,} combinations took more than {self.limit:,} statuses, "
                    "the limit. Name fewer members, lose fewer at once, or raise the limit.",
                    knobs=("over", "k", "limit"),
                )
            if progress is not None and not progress(done, of) and done < of:
                raise LimitError(
                    f"contingencies: ended after {done:,} of {of:,} combinations. Ask for fewer members, "
                    f"or for fewer lost at once, or let it run."
                )
        return ranking, skipped

    def _rounds(self, ranking: Ranking) -> Iterator[tuple[int, int, int]]:
        """Yield how many combinations were worked out, how many of them were skipped, and what it took in statuses."""
        wiring = wired(self.system)
        system = (wiring, groups(wiring))
        reach = Reach(*system)
        sizes = self._sizes(reach) if self.k > 1 else None
        for chunk in Combinations(len(self.members), self.k - (sizes is not None)).chunks(self._bits):
            worked = Worked.out(system, chunk, self._losses(chunk), self.counted)
            took = chunk.size * (len(wiring.services) + MADE * chunk.of.size)
            if sizes is not None:
                yield 0, 0, took
                yield from self._one_more(worked, reach, sizes, ranking)
                continue
            skipped = _skipped(chunk, self._related)
            ranking.offer(worked.counts, chunk.every ^ skipped, chunk.at)
            yield chunk.size, skipped.bit_count(), took

    def _one_more(
        self, worked: Worked, reach: Reach, sizes: Sequence[int], ranking: Ranking
    ) -> Iterator[tuple[int, int, int]]:
        """Lose each member as well, in those combinations whose members all come after it.

        Those that can touch most come first. Once there are enough rows, a member that could not make any of these
        combinations dark enough is passed over.
        """
        chunk, further = worked.chunk, Further(worked.found, worked.lost, reach)
        nested, darkest = _skipped(chunk, self._related), largest(worked.counts[0])
        for member in sorted(range(len(self.members)), key=lambda at: (-sizes[at], at)):
            later = chunk.beginning_after(member)
            around = [chunk.masks[other] for pair in self._related if member in pair for other in pair]
            skipped = later & reduce(or_, around, nested)
            took = 0
            if later != skipped and darkest + sizes[member] >= ranking.least[0]:
                counts = worked.with_one_more(further, self.members[member])
                ranking.offer(counts, later ^ skipped, partial(_beginning, chunk, member))
                took = chunk.size * sizes[member]
            yield later.bit_count(), skipped.bit_count(), took

    def _losses(self, chunk: Chunk) -> dict[str, int]:
        return {**dict(zip(self.members, chunk.masks, strict=True)), **dict.fromkeys(self.lost, chunk.every)}

    def _sizes(self, reach: Reach) -> list[int] | None:
        """Return how many services each member can darken; None if it is cheaper to work out all at once."""
        of, services = len(self.members), len(self.system.services)
        if self.by_one_more is not None:
            return [len(reach.dark(member)) for member in self.members] if self.by_one_more else None
        if of < self.k:
            return None
        budget = services * (self._cost(comb(of, self.k)) / self._cost(comb(of, self.k - 1)) - 1)
        sizes: list[int] = []
        for member in self.members:
            sizes.append(len(reach.dark(member)))
            budget -= sizes[-1]
            if budget < 0:
                return None
        return sizes

    def _cost(self, combinations: int) -> float:
        """Return what one look at a service costs for so many combinations, in bits."""
        return combinations + LOOK * -(-combinations // self._bits)

    @property
    def _bits(self) -> int:
        return max(1, min(self.most_bits, ALL_BITS // max(len(self.system.services), 1)))

    @cached_property
    def _related(self) -> list[tuple[int, int]]:
        """Pairs of a domain and one that it stands in and is lost with."""
        at = {id: number for number, id in enumerate(self.members)}
        return [(at[id], at[around]) for id, around in implied(self.system, self.members)]


def _beginning(chunk: Chunk, member: int, bit: int) -> Combination:
    return (member, *chunk.at(bit))


def _skipped(chunk: Chunk, related: Sequence[tuple[int, int]]) -> int:
    found = 0
    for one, other in related:
        found |= chunk.masks[one] & chunk.masks[other]
    return found
