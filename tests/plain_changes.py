"""Changes as the design states them, applied one at a time to plain dictionaries.

Every need remembers how the file wrote it (its kind and its expression), since that is how
changes name it; so the order of changes to one need does not matter.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from kakao_whatif.model.changes import Change, Mitigation
from kakao_whatif.model.expression import AnyOf, Expression
from kakao_whatif.model.parts import Dependency, Domain, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System


class RefusedError(Exception):
    """The changes cannot be in place together."""


@dataclass
class Plain:
    """Domains, services and containments, and how each need was written."""

    domains: dict[str, Domain]
    services: dict[str, Service]
    contained: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[str, list[tuple[str, Expression]]] = field(default_factory=dict)
    done: list[Change] = field(default_factory=list)


def plain_system(system: System, scenario: Scenario) -> Plain:
    """Readings in file order, then mitigations with the members of their bundles in file order."""
    plain = Plain(dict(system.domains), dict(system.services), dict(system.contained))
    for id, reading in system.readings.items():
        if id in scenario.readings:
            for change in reading.changes:
                apply(plain, change)
    chosen = _members(system, scenario.mitigations)
    for id, mitigation in system.mitigations.items():
        if id in chosen:
            for change in mitigation.changes:
                apply(plain, change)
    for service in plain.services.values():
        if any(replica.domain not in plain.domains for replica in service.replicas):
            raise RefusedError(service.id)
        if service.failover is None and any(replica.role == "standby" for replica in service.replicas):
            raise RefusedError(service.id)
    return plain


def _members(system: System, ids: Collection[str]) -> set[str]:
    chosen = set(ids)
    while True:
        members = {member for id in chosen for member in _mitigation(system, id).includes}
        if members <= chosen:
            return chosen
        chosen |= members


def _mitigation(system: System, id: str) -> Mitigation:
    return system.mitigations[id]


def apply(plain: Plain, change: Change) -> None:
    """Do one change; an identical one is done once, one that sets the same thing differently is refused."""
    if change in plain.done:
        return
    for other in plain.done:
        if _sets(change) is not None and _sets(change) == _sets(other):
            raise RefusedError(change.op)
    plain.done.append(change)
    if change.op == "add_domain":
        plain.domains[change.domain.id] = change.domain
    elif change.op == "add_service":
        plain.services[change.new.id] = change.new
    elif change.op == "contain_loss":
        plain.contained[change.domain] = change.to
    elif change.op != "set_parameter":
        if change.service not in plain.services:
            raise RefusedError(change.service)
        _apply_to_service(plain, change, plain.services[change.service])


def _sets(change: Change) -> tuple[object, ...] | None:
    """Which one thing a change sets, if it sets one."""
    match change.op:
        case "add_domain":
            return ("domain", change.domain.id)
        case "add_service":
            return ("service", change.new.id)
        case "contain_loss":
            return ("containment", change.domain)
        case "set_parameter":
            return ("parameter", change.parameter)
        case "add_replica":
            return ("copy", change.service, change.replica.domain, change.replica.role)
        case "raise_capacity":
            return ("capacity", change.service, change.domain, change.role)
        case "move_replica":
            return ("place", change.service, change.source)
        case "set_failover":
            return ("failover", change.service)
    return None


def _apply_to_service(plain: Plain, change: Change, service: Service) -> None:
    replicas, failover = service.replicas, service.failover
    match change.op:
        case "add_replica":
            replicas = (*replicas, change.replica)
            failover = failover or change.failover
        case "raise_capacity":
            replicas = tuple(
                replace(r, capacity=max(r.capacity, change.to))
                if _matches(r, change.domain, change.role)
                else r
                for r in replicas
            )
        case "move_replica":
            if sum(r.domain == change.source for r in replicas) != 1:
                raise RefusedError(service.id)
            replicas = tuple(
                replace(r, domain=change.target) if r.domain == change.source else r for r in replicas
            )
        case "remove_replica":
            replicas = tuple(r for r in replicas if not _matches(r, change.domain, change.role))
            if not replicas:
                raise RefusedError(service.id)
        case "set_failover":
            failover = change.failover
        case "add_alternative" if change.kind == "failover":
            if failover is not None:
                failover = replace(failover, needs=AnyOf((failover.needs, change.on)))
        case _:
            _change_needs(plain, change, service)
            return
    plain.services[service.id] = replace(service, replicas=replicas, failover=failover)


def _matches(replica: object, domain: str, role: str | None) -> bool:
    return replica.domain == domain and role in (None, replica.role)


def _change_needs(plain: Plain, change: Change, service: Service) -> None:
    written = plain.written.setdefault(service.id, [(need.kind, need.on) for need in service.needs])
    pairs = list(zip(written, service.needs, strict=True))
    match change.op:
        case "add_need":
            pairs.append(((change.need.kind, change.need.on), change.need))
        case "add_alternative":
            pairs = [(w, _or(need, change.on) if w[0] == change.kind else need) for w, need in pairs]
        case "soften_need":
            pairs = [(w, replace(n, kind="soft") if w == ("hard", change.on) else n) for w, n in pairs]
        case "remove_need":
            pairs = [(w, need) for w, need in pairs if w != (change.kind, change.on)]
    plain.written[service.id] = [w for w, _ in pairs]
    plain.services[service.id] = replace(service, needs=tuple(need for _, need in pairs))


def _or(need: Dependency, on: Expression) -> Dependency:
    return replace(need, on=AnyOf((need.on, on)))
