"""An outage in a few lines, for whoever must understand why a random one fails."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kakao_whatif.model.expression import as_data
from kakao_whatif.model.parts import Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System


def shown(system: System, scenario: Scenario, hazard: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(_lines(system, scenario, hazard))


def _lines(system: System, scenario: Scenario, hazard: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for domain in system.domains.values():
        yield f"domain {domain.id}, {domain.kind} in {domain.parent}, spare {domain.spare}"
    for service in system.services.values():
        yield f"service {service.id}: {', '.join(_about(service))}"
    yield f"{ {id: number.value for id, number in system.parameters.items()} }"
    for id in scenario.mitigations:
        yield f"with {system.mitigations[id].changes}"
    for event in hazard:
        yield f"{dict(event)}"


def _about(service: Service) -> Iterator[str]:
    for replica in service.replicas:
        yield f"{replica.role} {replica.capacity} in {replica.domain}"
    if (failover := service.failover) is not None:
        yield f"{failover.mode} within {failover.minutes} by {as_data(failover.needs)}"
    for need in service.needs:
        yield f"{need.kind} {as_data(need.on)}, off in {need.detach_minutes}"
    if service.min_capacity:
        yield f"at least {service.min_capacity}"
    yield f"{dict(service.recovery)}"
