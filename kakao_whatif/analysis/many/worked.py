"""Many combinations of losses, worked out: where each service is of which status, and how many are.

It stands apart from the search, which says what is worked out, and keeps the worst of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kakao_whatif.analysis.many.combinations import Chunk
from kakao_whatif.analysis.many.ranking import Counts
from kakao_whatif.analysis.many.tally import Planes, Tally
from kakao_whatif.propagation.further import Further
from kakao_whatif.propagation.groups import Groups
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import Evaluation, settle
from kakao_whatif.propagation.wiring import Wiring


@dataclass(frozen=True)
class Worked:
    """A chunk of combinations, worked out.

    Parameters
    ----------
    chunk, found, lost
        Which combinations, what they come to, and what was lost.
    counted
        The services that count.
    locked, degraded
        By service, where it is LOCKED or worse, and where it is not UP. The same mapping as before it, where nothing in
        the system can be just that.
    counts
        How many services are of each status; the same planes where the mappings are.
    """

    chunk: Chunk
    found: Evaluation[int]
    lost: dict[str, int]
    counted: frozenset[str]
    locked: Mapping[str, int]
    degraded: Mapping[str, int]
    counts: Counts

    @classmethod
    def out(
        cls, system: tuple[Wiring, Groups], chunk: Chunk, lost: dict[str, int], counted: frozenset[str]
    ) -> "Worked":
        """Work out a chunk of combinations.

        Parameters
        ----------
        system
            The wiring, and its services in the order in which they are worked out.
        chunk, lost
            The combinations, and where each thing is lost.
        counted
            The services that count.
        """
        wiring, order = system
        found = Evaluation(wiring, Bits(chunk.size), lost)
        settle(found, order)
        dark = {id: found.dark[id] for id in counted}
        can_lock, can_degrade = _statuses_of(wiring)
        locked = {id: found.locked(id) for id in counted} if can_lock else dark
        degraded = {id: found.degraded(id) for id in counted} if can_degrade else locked
        first = _tallied((), dark.values())
        second = _tallied((), locked.values()) if can_lock else first
        third = _tallied((), degraded.values()) if can_degrade else second
        return cls(chunk, found, lost, counted, locked, degraded, (first, second, third))

    def with_one_more(self, further: Further[int], member: str) -> Counts:
        """Return how many services there are of each status when a member is lost in all combinations as well.

        What is lost darkens more and never less: what has changed are the bits that differ.
        """
        found, was = self.found, self.counts
        with further.losing(member) as before:
            ids = [id for id in before if id in self.counted]
            dark = _tallied(was[0], (found.dark[id] ^ before[id] for id in ids))
            if was[2] is was[0]:
                return dark, dark, dark
            ids = [id for id in further.reach.watching(before) if id in self.counted]
            locked = dark
            if was[1] is not was[0]:
                locked = _tallied(was[1], (found.locked(id) ^ self.locked[id] for id in ids))
            degraded = locked
            if was[2] is not was[1]:
                degraded = _tallied(was[2], (found.degraded(id) ^ self.degraded[id] for id in ids))
        return dark, locked, degraded


def _statuses_of(wiring: Wiring) -> tuple[bool, bool]:
    """Return whether any service can be LOCKED, and whether any can be DEGRADED."""
    services = wiring.services.values()
    kinds = {need.kind for each in services for need in each.needs}
    return "login" in kinds, "soft" in kinds or any(each.copies for each in services)


def _tallied(planes: Planes, masks: Iterable[int]) -> Planes:
    tally = Tally(planes)
    for mask in masks:
        tally.add(mask)
    return tally.planes()
