"""One more loss in all of many scenarios: only what it touches is worked out again.

It stands apart from `symbolic`, which works everything out from the start: a loss touches those that need what is lost,
and in a large system that is few.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from kakao_whatif.propagation.groups import Group, Groups, need_leaves
from kakao_whatif.propagation.symbolic import Evaluation, settle
from kakao_whatif.propagation.wiring import Wiring

T = TypeVar("T")


class Reach:
    """Whom the loss of something can touch.

    Parameters
    ----------
    wiring, order
        The system, and its services in the order in which they are worked out.
    """

    def __init__(self, wiring: Wiring, order: Groups) -> None:
        self._wiring = wiring
        self._order = order
        self._at = {id: at for at, group in enumerate(order) for id in group.ids}
        self._needing: dict[str, set[str]] = defaultdict(set)
        self._watching: dict[str, set[str]] = defaultdict(set)
        self._standing: dict[str, set[str]] = defaultdict(set)
        self._inside: dict[str, set[str]] = defaultdict(set)
        for id, service in wiring.services.items():
            for need in service.needs:
                # A hard need that a mitigation has softened is a soft one too.
                to = [self._needing, self._watching] if need.kind == "hard" else [self._watching]
                for leaf in need_leaves(need) if need.kind != "restart" else ():
                    for some in to:
                        some[leaf].add(id)
            for leaf in (leaf for wake in service.wakes for leaf in need_leaves(wake)):
                self._needing[leaf].add(id)
            for copy in service.copies:
                self._standing[copy.domain].add(id)
        for id, domain in wiring.domains.items():
            if domain.parent is not None:
                self._inside[domain.parent].add(id)
        for id, ways in wiring.contained.items():
            self._inside[id].update(part for parts, _ in ways for part in parts)

    def places(self, member: str) -> set[str]:
        """Return the domains that the loss of a member can take away: none, if it is a service."""
        return _closure([member] if member in self._wiring.domains else [], self._inside)

    def hit(self, member: str) -> set[str]:
        """Return the services that the loss of a member hits itself, whatever they need."""
        found = {id for place in self.places(member) for id in self._standing[place]}
        return found | ({member} & self._wiring.services.keys())

    def dark(self, member: str) -> set[str]:
        """Return the services that the loss of a member can darken."""
        return _closure(self.hit(member), self._needing)

    def watching(self, ids: Collection[str]) -> set[str]:
        """Return the services whose status can change when these go dark or lose capacity, these among them."""
        return {*ids, *(other for id in ids if id in self._watching for other in self._watching[id])}

    def groups(self, ids: Collection[str]) -> list[Group]:
        """Return the groups of some services, each after all that it needs."""
        return [self._order[at] for at in sorted({self._at[id] for id in ids})]


@dataclass(frozen=True)
class Further(Generic[T]):
    """Many scenarios that are worked out, and what one more loss changes in all of them.

    Parameters
    ----------
    found
        The scenarios. What it says changes inside of `losing` only.
    lost
        The losses that `found` was made with: the same mapping.
    reach
        Whom a loss can touch.
    """

    found: Evaluation[T]
    lost: dict[str, T]
    reach: Reach

    @contextmanager
    def losing(self, member: str) -> Iterator[Mapping[str, T]]:
        """Lose a member in every scenario for as long as this lasts.

        Yields where those that it can darken were dark before.

        Notes
        -----
        One look at each of them, as in `evaluate`.
        """
        found, reach = self.found, self.reach
        touched = reach.dark(member)
        order: Sequence[Group] = reach.groups(touched)
        before = {id: found.dark[id] for id in touched}
        kept = [
            (found.places, _taken(found.places, reach.places(member))),
            (found.out, {id: found.out[id] for id in touched}),
            (found.asleep, {id: found.asleep[id] for id in touched if id in found.asleep}),
            (self.lost, _taken(self.lost, [member])),
        ]
        for id in reach.places(member):
            found.places.pop(id, None)
        self.lost[member] = found.lattice.always
        settle(found, order, reach.hit(member))
        try:
            yield before
        finally:
            del self.lost[member]
            for id in reach.places(member):
                found.places.pop(id, None)
            found.dark.update(before)
            for mapping, values in kept:
                mapping.update(values)


def _taken(mapping: Mapping[str, T], ids: Collection[str]) -> dict[str, T]:
    return {id: mapping[id] for id in ids if id in mapping}


def _closure(ids: Collection[str], edges: Mapping[str, Collection[str]]) -> set[str]:
    found = set(ids)
    front = list(found)
    while front:
        for other in edges.get(front.pop(), ()):
            if other not in found:
                found.add(other)
                front.append(other)
    return found
