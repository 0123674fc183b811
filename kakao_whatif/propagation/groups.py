"""The services of a system in the order in which they can be worked out: each ring together, after all that it needs.

It stands apart from working them out, because the order is made once and used for many questions.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kakao_whatif.model.components import components
from kakao_whatif.model.expression import leaves
from kakao_whatif.propagation.wiring import WiredNeed, WiredService, Wiring


@dataclass(frozen=True, slots=True)
class Group:
    """Services that need each other, or one that does not need itself; `needs` is what they need."""

    ids: tuple[str, ...]
    needs: frozenset[str]
    is_ring: bool


Groups: TypeAlias = Sequence[Group]


def groups(wiring: Wiring, of: Collection[str] | None = None) -> Groups:
    """Return the services that matter in groups, each after all that it needs.

    Parameters
    ----------
    wiring
        The system.
    of
        The services that are asked for. All, if not given.
    """
    services = wiring.services
    wanted = set(services) if of is None else _needed(services, of)
    graph = {id: hard_leaves(services[id]) & wanted for id in sorted(wanted)}
    found = []
    for ids in components(graph):
        needs = frozenset[str]().union(*(graph[id] for id in ids))
        found.append(Group(tuple(ids), needs, len(ids) > 1 or ids[0] in needs))
    return found


def _needed(services: Mapping[str, WiredService], of: Collection[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(of)
    while waiting:
        id = waiting.pop()
        if id in services and id not in found:
            found.add(id)
            service = services[id]
            waiting += (leaf for need in service.needs for leaf in need_leaves(need))
            waiting += (leaf for wake in service.wakes for leaf in leaves(wake.needs))
    return found


def hard_leaves(service: WiredService) -> set[str]:
    """Return the services that the hard needs of a service name."""
    return {leaf for need in service.needs if need.kind == "hard" for leaf in need_leaves(need)}


def need_leaves(need: WiredNeed) -> Iterator[str]:
    """Yield the services that a need names, those of its alternatives too."""
    yield from leaves(need.on)
    for on, _ in need.alternatives:
        yield from leaves(on)
