"""The services of a system in the order in which they can be worked out: each ring together, after all that it needs.

It stands apart from working them out, because the order is made once and used for many questions.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kakao_whatif.model.components import components
from kakao_whatif.model.expression import conjuncts, leaves
from kakao_whatif.propagation.wiring import Wake, WiredNeed, WiredService, Wiring


@dataclass(frozen=True, slots=True)
class Group:
    """Services that need each other, or one alone.

    Parameters
    ----------
    ids, needs
        The services, and what they need.
    together
        The services again, parted into those that go dark together: none of them runs without the others.
    """

    ids: tuple[str, ...]
    needs: frozenset[str]
    together: tuple[tuple[str, ...], ...]


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
        certain = {id: _certain(services[id]) & {*ids} for id in ids} if len(ids) > 1 else {ids[0]: ()}
        found.append(Group(tuple(ids), needs, tuple(map(tuple, components(certain)))))
    return found


def _certain(service: WiredService) -> set[str]:
    """Return the services that this one always needs to run, whatever mitigations are in place."""
    hard = [need for need in service.needs if need.kind == "hard"]
    kept = [need.on for need in hard if not (need.alternatives or need.softened or need.removed)]
    return {part for on in kept for part in conjuncts(on) if isinstance(part, str)}


def _needed(services: Mapping[str, WiredService], of: Collection[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(of)
    while waiting:
        id = waiting.pop()
        if id in services and id not in found:
            found.add(id)
            service = services[id]
            asked: list[WiredNeed | Wake] = [*service.needs, *service.wakes]
            waiting += (leaf for each in asked for leaf in need_leaves(each))
    return found


def hard_leaves(service: WiredService) -> set[str]:
    """Return the services that the hard needs of a service name."""
    return {leaf for need in service.needs if need.kind == "hard" for leaf in need_leaves(need)}


def need_leaves(need: WiredNeed | Wake) -> Iterator[str]:
    """Yield the services that a need or a failover names, those of its alternatives too."""
    yield from leaves(need.on)
    for beside in need.alternatives.values():
        for on, _ in beside:
            yield from leaves(on)
