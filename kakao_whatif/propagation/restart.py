"""Starting again: what can run, but cannot be started, because each waits for the other.

It stands apart from propagation because it asks another question of the same needs: running is a
greatest fixpoint (rings stand), starting is a least one (rings never begin).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kakao_whatif.model.components import rings
from kakao_whatif.model.expression import holds, leaves, unmet
from kakao_whatif.model.parts import Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.engine import NONE, engine_of
from kakao_whatif.propagation.impact import propagate


@dataclass(frozen=True, slots=True)
class RestartDeadlocks:
    """What cannot be started although everything lost is back.

    Parameters
    ----------
    rings
        The deadlocks: services that wait for each other, each ring sorted.
    held_up
        Services in no ring that never start either, with what each directly waits for: the unmet
        parts of its needs.
    """

    rings: tuple[tuple[str, ...], ...]
    held_up: Mapping[str, tuple[str, ...]]

    @property
    def unstartable(self) -> tuple[str, ...]:
        """All services that never start, sorted."""
        return tuple(sorted({id for ring in self.rings for id in ring} | set(self.held_up)))

    def __bool__(self) -> bool:
        """Return whether anything cannot be started."""
        return bool(self.rings or self.held_up)


def restart_deadlocks(system: System, scenario: Scenario | None = None) -> RestartDeadlocks:
    """Return what never starts once the losses are given back.

    *What was not DARK under the scenario counts as started. Then a service starts when its hard,
    restart and (for standbys) failover needs are started and its capacity then suffices.*

    Parameters
    ----------
    system
        The dependency model.
    scenario
        What went dark before; without one nothing is started: a black start.

    Notes
    -----
    O(services + needs): what waits for a service is tested again when that one has started.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> restart_deadlocks(two_sites()).rings
    (('chat', 'tools'),)
    """
    impact = propagate(system, scenario.without_losses() if scenario else None)
    effective, can_run = impact.system, set(impact.system.services) - impact.settled.dark
    started: set[str] = set()
    if scenario is not None:
        started = set(effective.services) - propagate(system, scenario).settled.dark
    started |= _started_from(effective, can_run - started, started)
    waiting = {id: _waits_for(effective, id, started) for id in sorted(can_run - started)}
    found = rings({id: [other for other in others if other in waiting] for id, others in waiting.items()})
    in_ring = {id for ring in found for id in ring}
    return RestartDeadlocks(found, {id: others for id, others in waiting.items() if id not in in_ring})


def _started_from(system: System, idle: AbstractSet[str], running: AbstractSet[str]) -> AbstractSet[str]:
    """Return what starts, one after the other, when some services are running."""
    waits_for_it: dict[str, set[str]] = defaultdict(set)
    for id in idle:
        for leaf in _named_to_start(system.services[id]):
            waits_for_it[leaf].add(id)
    started, waiting = set(running), sorted(idle)
    while waiting:
        id = waiting.pop()
        if id not in started and _can_start(system, id, started):
            started.add(id)
            waiting += sorted(waits_for_it[id] - started)
    return started - running


def _named_to_start(service: Service) -> Iterator[str]:
    for need in service.needs:
        if need.kind in ("hard", "restart"):
            yield from leaves(need.on)
    if service.failover is not None:
        yield from leaves(service.failover.needs)


def _can_start(system: System, id: str, started: AbstractSet[str]) -> bool:
    service = system.services[id]
    needs = (need.on for need in service.needs if need.kind in ("hard", "restart"))
    if not all(holds(on, started.__contains__) for on in needs):
        return False
    asleep = NONE if _is_woken(service, started) else frozenset({id})
    return engine_of(system).is_hosted(id, NONE, asleep)


def _is_woken(service: Service, started: AbstractSet[str]) -> bool:
    return service.failover is not None and holds(service.failover.needs, started.__contains__)


def _waits_for(system: System, id: str, started: AbstractSet[str]) -> tuple[str, ...]:
    """Return what the unmet needs of a service wait for; what is met already is no part of it."""
    service = system.services[id]
    needs = [need.on for need in service.needs if need.kind in ("hard", "restart")]
    if service.failover is not None and not engine_of(system).is_hosted(id, NONE, frozenset({id})):
        needs.append(service.failover.needs)
    return tuple(sorted({leaf for on in needs for leaf in unmet(on, started.__contains__)}))
