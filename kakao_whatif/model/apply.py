"""A system with readings and mitigations in place.

Readings come first, since they say what the base was. Within each of the two stages order does not matter
(`model.workbench`): an identical addition is done once, and two that set one thing differently are refused.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.changes import Mitigation
from kakao_whatif.model.expression import leaves, present
from kakao_whatif.model.parts import Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.workbench import Workbench


def in_place(system: System, scenario: Scenario) -> System:
    """Return the system that a scenario supposes: its readings and mitigations in place.

    Raises
    ------
    UnknownIdError
        If the scenario names something the system does not know.
    ScenarioError
        If mitigations exclude each other, miss a required one, or set one thing differently.
    """
    changed = changed_by(system, scenario)
    return system if changed is system else _without_absent(changed)


def changed_by(system: System, scenario: Scenario) -> System:
    """Return the system that a scenario supposes, where needs still name services that are not there.

    `in_place` says what is refused.
    """
    check_ids(system, scenario)
    if not scenario.mitigations and not scenario.readings:
        return system
    return _applied(system, frozenset(scenario.mitigations), frozenset(scenario.readings))


def check_ids(system: System, scenario: Scenario) -> None:
    """Refuse a scenario that names something unknown, or a parameter that is no number."""
    given: object = scenario
    if not isinstance(given, Scenario):
        raise TypeError(f"scenario: {scenario!r} is not a Scenario. Give one: Scenario({{'pangyo'}}).")
    unknown = frozenset(scenario.losses) - system.possible_ids
    if unknown:
        raise UnknownIdError("domain or service", min(unknown), "scenario.losses", system.possible_ids)
    if not (scenario.mitigations or scenario.readings or scenario.parameters):
        return
    for name, known, kind in (
        ("mitigations", system.mitigations, "mitigation"),
        ("readings", system.readings, "reading"),
        ("parameters", system.parameters, "parameter"),
    ):
        for id in sorted(getattr(scenario, name)):
            if id not in known:
                raise UnknownIdError(kind, id, f"scenario.{name}", known)
    numbers: Mapping[str, object] = scenario.parameters
    for id, number in sorted(numbers.items()):
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < math.inf:
            raise ScenarioError(
                f"scenario.parameters.{id}: {number!r} is not a finite number. Give a finite number."
            )


def expanded(system: System, mitigations: Collection[str]) -> tuple[Mitigation, ...]:
    """Return mitigations with the members of their bundles, each once, in file order."""
    wanted: set[str] = set()
    waiting = list(mitigations)
    while waiting:
        id = waiting.pop()
        if id not in wanted:
            wanted.add(id)
            waiting += system.mitigations[id].includes
    return tuple(mitigation for id, mitigation in system.mitigations.items() if id in wanted)


@lru_cache(maxsize=256)
def _applied(system: System, mitigations: frozenset[str], readings: frozenset[str]) -> System:
    chosen = expanded(system, mitigations)
    _check_bindings(chosen)
    work = Workbench.of(system)
    said = (reading for id, reading in system.readings.items() if id in readings)
    for stage in (said, chosen):
        work.apply((source.id, change) for source in stage for change in source.changes)
    return work.finished(system)


@lru_cache(maxsize=256)
def _without_absent(system: System) -> System:
    services = {id: _relying_on(service, system.services) for id, service in system.services.items()}
    return replace(system, services=services)


def _check_bindings(chosen: tuple[Mitigation, ...]) -> None:
    ids = {mitigation.id for mitigation in chosen}
    for mitigation in chosen:
        for id in mitigation.requires:
            if id not in ids:
                raise ScenarioError(
                    f"scenario.mitigations: {mitigation.id!r} requires {id!r}. Add it, or leave {mitigation.id!r} out."
                )
        for id in mitigation.excludes:
            if id in ids:
                raise ScenarioError(
                    f"scenario.mitigations: {mitigation.id!r} and {id!r} exclude each other. Choose one of them."
                )


def _relying_on(service: Service, services: Collection[str]) -> Service:
    """Return a service whose needs count what is not there as gone."""
    failover = service.failover
    leaned_on = [need.on for need in service.needs] + ([failover.needs] if failover is not None else [])
    if all(leaf in services for expression in leaned_on for leaf in leaves(expression)):
        return service
    if failover is not None:
        failover = replace(failover, needs=present(failover.needs, services))
    needs = tuple(replace(need, on=present(need.on, services)) for need in service.needs)
    return replace(service, needs=needs, failover=failover)


def effective_losses(system: System, losses: Collection[str]) -> Iterator[str]:
    """Yield what is lost once containment is taken into account: a part instead of the whole."""
    waiting, seen = sorted(losses), set(losses)
    while waiting:
        id = waiting.pop()
        if id not in system.contained:
            yield id
            continue
        for part in system.contained[id]:
            if part not in seen:
                seen.add(part)
                waiting.append(part)
