"""Which losses of a scenario change nothing, and why: a reader who hears nothing of them would doubt the answer."""

from collections.abc import Mapping
from typing import Final, Literal

from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.parts import Replica
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.engine import Settled, engine_of
from kakao_whatif.propagation.statuses import statuses_of

Harmless = Literal["inside", "empty", "contained", "lost", "asleep", "dark", "copies", "mixed", "service"]

#: With more losses than this nobody asks of a single one, and each costs an evaluation.
MOST_LOSSES: Final = 20


def harmless_losses(
    system: System, losses: frozenset[str], settled: Settled, status: Mapping[str, Status]
) -> Mapping[str, Harmless]:
    """Return losses that change nothing beside the others, by id, each with the reason.

    *With all of these losses given back at once, every service has the same status.* Where two losses do the same, so
    that either can be given back but not both, one of them is here: a service rather than the place that it stands in,
    a place rather than the one around it, the first by id of the others. The reasons: a domain is
    lost anyway with the place it is ``inside``; it is ``empty``; its loss is ``contained``, and what stands there goes
    on; what stood there is ``lost`` anyway, was ``asleep``, is ``dark`` all the same, or has other ``copies``; some of
    each (``mixed``). A ``service`` is dark all the same.

    Parameters
    ----------
    system
        The system as it is under the scenario.
    losses, settled, status
        What is lost, and what it comes to.
    """
    engine, found = engine_of(system), dict[str, Harmless]()
    if len(losses) > MOST_LOSSES:
        return frozen(found)
    there = [id for id in losses if id in system.domains or id in system.services]
    for id in sorted(there, key=lambda id: (_around(system, id), id)):
        without = engine.settle(losses - found.keys() - {id})
        if without.dark == settled.dark and statuses_of(system).under(without) == status:
            found[id] = "service" if id in system.services else _reason(system, id, settled, without)
    return frozen(dict(sorted(found.items())))


def _around(system: System, id: str) -> tuple[bool, int]:
    """Return what sorts services before places, and a place before those around it."""
    return (True, -len(system.ancestors(id))) if id in system.domains else (False, 0)


def _reason(system: System, id: str, settled: Settled, without: Settled) -> Harmless:
    if id in without.lost_domains:
        return "inside"
    inside = [
        (service.id, copy)
        for service in system.services.values()
        for copy in service.replicas
        if id in system.ancestors(copy.domain)
    ]
    hit = [(service, copy) for service, copy in inside if copy.domain in settled.lost_domains]
    if not hit:
        return "contained" if inside else "empty"
    reasons = {_of_copy(service, copy, without) for service, copy in hit}
    return reasons.pop() if len(reasons) == 1 else "mixed"


def _of_copy(service: str, copy: Replica, without: Settled) -> Harmless:
    if copy.domain in without.lost_domains:
        return "lost"
    if copy.role == "standby" and service in without.asleep:
        return "asleep"
    return "dark" if service in without.dark else "copies"
