"""A system as the data that the page's evaluator reads (model.js, workbench.js, evaluator.js).

It stands apart from the case's texts: this is only what decides which services go dark. Capacities become whole
numbers, since JavaScript has no fractions, and equal parts get equal numbers, since it cannot compare them.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

from kakao_whatif.model.changes import (
    AddAlternative,
    AddDomain,
    AddNeed,
    AddReplica,
    AddService,
    Change,
    ContainLoss,
    Mitigation,
    MoveReplica,
    RaiseCapacity,
    Reading,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SetParameter,
    SoftenNeed,
)
from kakao_whatif.model.expression import as_data
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service, Source
from kakao_whatif.model.system import System

Row = dict[str, Any]

#: Whole numbers above this are not exact in JavaScript; they travel as text.
_EXACT = 2**53


def model_data(system: System) -> Row:
    """Return a system as plain data, with everything that decides the status of its services.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> data = model_data(two_sites())
    >>> data["whole"], data["services"][1]["needs"]
    (1, [{'kind': 'login', 'on': 'account', 'same': 2}])
    """
    writer = _Writer(_whole(system))
    return {
        "whole": writer.capacity(Fraction(1)),
        "domains": [writer.domain(domain) for domain in system.domains.values()],
        "services": [writer.service(service) for service in system.services.values()],
        "contained": [[id, list(parts)] for id, parts in system.contained.items()],
        "readings": [writer.reading(reading) for reading in system.readings.values()],
        "mitigations": [writer.mitigation(mitigation) for mitigation in system.mitigations.values()],
    }


def _whole(system: System) -> int:
    """Return the least number of pieces of a full load that makes every capacity a whole number of them."""
    shares = [s.min_capacity for s in system.possible_services.values()]
    copies = [copy for service in system.services.values() for copy in service.replicas]
    for change in _changes(system):
        if isinstance(change, AddService):
            copies += change.new.replicas
            shares.append(change.new.min_capacity)
        elif isinstance(change, AddReplica):
            copies.append(change.replica)
        elif isinstance(change, RaiseCapacity):
            shares.append(change.to)
    shares += [copy.capacity for copy in copies]
    return lcm(*(share.denominator for share in shares))


def _changes(system: System) -> list[Change]:
    sources: list[Reading | Mitigation] = [*system.readings.values(), *system.mitigations.values()]
    return [change for source in sources for change in source.changes]


@dataclass(slots=True)
class _Writer:
    """Writes the parts of one system; parts that are equal get the same number."""

    whole: int
    numbers: dict[object, int] = field(default_factory=dict)

    def same(self, part: object) -> int:
        return self.numbers.setdefault((type(part), part), len(self.numbers))

    def capacity(self, share: Fraction) -> int | str:
        pieces = int(share * self.whole)
        return pieces if pieces < _EXACT else str(pieces)

    def domain(self, domain: Domain) -> Row:
        return {"id": domain.id, "parent": domain.parent, "kind": domain.kind, **_source(domain)}

    def service(self, service: Service) -> Row:
        return {
            "id": service.id,
            "layer": service.layer,
            "part_of": service.part_of,
            "replicas": [self.replica(replica) for replica in service.replicas],
            "failover": service.failover and self.failover(service.failover),
            "needs": [self.need(need) for need in service.needs],
            "min_capacity": self.capacity(service.min_capacity),
            **_source(service),
        }

    def replica(self, replica: Replica) -> Row:
        row = {"in": replica.domain, "role": replica.role, "capacity": self.capacity(replica.capacity)}
        return row | _source(replica)

    def failover(self, failover: Failover) -> Row:
        return {"needs": as_data(failover.needs), "same": self.same(failover), **_source(failover)}

    def need(self, need: Dependency) -> Row:
        row: Row = {"kind": need.kind, "on": as_data(need.on), "same": self.same(need), **_source(need)}
        return row if need.detach_minutes is None else row | {"detach_minutes": f"{need.detach_minutes:g}"}

    def reading(self, reading: Reading) -> Row:
        return {"id": reading.id, "changes": [self.change(change) for change in reading.changes]}

    def mitigation(self, mitigation: Mitigation) -> Row:
        return {
            "id": mitigation.id,
            "group": mitigation.group,
            "includes": list(mitigation.includes),
            "requires": list(mitigation.requires),
            "excludes": list(mitigation.excludes),
            "changes": [self.change(change) for change in mitigation.changes],
        }

    def change(self, change: Change) -> Row:
        return {"op": change.op, **self._told(change)}

    def _told(self, change: Change) -> Row:
        match change:
            case AddDomain(domain):
                return {"domain": self.domain(domain) | {"same": self.same(domain)}}
            case AddService(service):
                return {"new": self.service(service) | {"same": self.same(service)}}
            case AddReplica(service, replica, failover):
                row = {"service": service, "replica": self.replica(replica) | {"same": self.same(replica)}}
                return row | ({"failover": self.failover(failover)} if failover is not None else {})
            case RaiseCapacity(service, domain, to, role):
                return {"service": service, "domain": domain, "role": role, "to": self.capacity(to)}
            case ContainLoss(domain_id, to):
                return {"domain": domain_id, "to": list(to)}
            case SetParameter(parameter, value):
                return {"parameter": parameter, "value": value}
            case MoveReplica(service, source, target):
                return {"service": service, "source": source, "target": target}
            case RemoveReplica(service, domain, role):
                return {"service": service, "domain": domain, "role": role}
            case SetFailover(service, failover):
                return {"service": service, "failover": self.failover(failover)}
            case AddNeed(service, need):
                return {"service": service, "need": self.need(need)}
            case RemoveNeed(service, kind, on):
                return {"service": service, "kind": kind, "on": as_data(on)}
            case AddAlternative(service, kind, on, part):
                assert part is not None  # a system names it (`model.alternatives`)
                return {"service": service, "kind": kind, "instead_of": as_data(part), "on": as_data(on)}
            case SoftenNeed(service, on):
                return {"service": service, "on": as_data(on)}


def _source(part: Source) -> Row:
    """Return what a part rests on; left out where it says nothing."""
    found: Row = {"facts": list(part.facts)} if part.facts else {}
    if part.assumed:
        found["assumed"] = {"en": part.assumed.in_language("en"), "ko": part.assumed.in_language("ko")}
    return found
