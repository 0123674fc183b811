"""Changes as the design states them, on plain dictionaries: all of one stage at once, so that no order can matter.

Every need remembers how the file wrote it (its kind and its expression), since that is how changes name it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from kakao_whatif.model.changes import Change, Mitigation
from kakao_whatif.model.expression import AnyOf, Expression
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System


class RefusedError(Exception):
    """The changes cannot be in place together."""


@dataclass
class Written:
    """A need as the file writes it, and the kind it has now."""

    need: Dependency
    kind: str


@dataclass
class Plain:
    """Domains, services and containments, and how each need was written."""

    domains: dict[str, Domain]
    services: dict[str, Service]
    contained: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[str, list[Written]] = field(default_factory=dict)
    added: list[tuple[str, Replica]] = field(default_factory=list)


def plain_system(system: System, scenario: Scenario) -> Plain:
    """What readings say of the base; then mitigations with the members of their bundles; then alternatives."""
    plain = Plain(dict(system.domains), dict(system.services), dict(system.contained))
    readings = [r for id, r in system.readings.items() if id in scenario.readings]
    chosen = _members(system, scenario.mitigations)
    mitigations = [m for id, m in system.mitigations.items() if id in chosen]
    first = [change for reading in readings for change in reading.changes]
    then = [change for mitigation in mitigations for change in mitigation.changes]
    for one, other in combinations([*first, *then], 2):
        if _sets_differently(one, other):
            raise RefusedError(one.op)
    done: list[Change] = []
    for stage in (first, then):
        new = [change for at, change in enumerate(stage) if change not in (*done, *stage[:at])]
        done += new
        _apply(plain, new)
    _put_beside(plain, [change for change in done if change.op == "add_alternative"])
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


def _sets_differently(one: Change, other: Change) -> bool:
    """Whether two changes set one thing, and differently."""
    return any(_sets(one).get(thing, value) != value for thing, value in _sets(other).items())


def _sets(change: Change) -> dict[tuple[object, ...], object]:
    """Which things a change sets, and to what."""
    match change.op:
        case "add_domain":
            return {("domain", change.domain.id): change.domain}
        case "add_service":
            return {("service", change.new.id): change.new}
        case "contain_loss":
            return {("containment", change.domain): change.to}
        case "set_parameter":
            return {("parameter", change.parameter): change.value}
        case "raise_capacity":
            return {("capacity", change.service, change.domain, change.role): change.to}
        case "move_replica":
            return {("place", change.service, change.source): change.target}
        case "set_failover":
            return {("failover", change.service): change.failover}
        case "add_replica":
            copy = {("copy", change.service, change.replica.domain, change.replica.role): change.replica}
            return copy if change.failover is None else copy | {("failover", change.service): change.failover}
    return {}


# ------------------------------------------------------------------------------------------ one stage


def _apply(plain: Plain, stage: list[Change]) -> None:
    for change in stage:
        if change.op == "add_domain":
            plain.domains[change.domain.id] = change.domain
        elif change.op == "add_service":
            plain.services[change.new.id] = change.new
        elif change.op == "contain_loss":
            plain.contained[change.domain] = change.to
    of_service = [change for change in stage if hasattr(change, "service")]
    for id in dict.fromkeys(change.service for change in of_service):
        if id not in plain.services:
            raise RefusedError(id)
        mine = [change for change in of_service if change.service == id]
        service = plain.services[id]
        copies = tuple(_copies(plain, service, mine))
        plain.services[id] = replace(service, replicas=copies, failover=_failover(service, mine))
        _change_needs(plain, id, mine)


def _of(stage: list[Change], op: str) -> list[Change]:
    return [change for change in stage if change.op == op]


def _copies(plain: Plain, service: Service, stage: list[Change]) -> list[Replica]:
    """Those that were there and are not removed, and those that are added; then each where it is moved, and raised."""
    added = [change.replica for change in _of(stage, "add_replica")]
    if added and not service.replicas:
        raise RefusedError(service.id)
    removals = _of(stage, "remove_replica")
    if any(_matches(copy, removal.domain, removal.role) for copy in added for removal in removals):
        raise RefusedError(service.id)
    kept = [copy for copy in service.replicas if not any(_matches(copy, r.domain, r.role) for r in removals)]
    new = [copy for copy in dict.fromkeys(added) if (service.id, copy) not in plain.added]
    plain.added += [(service.id, copy) for copy in new]
    copies = [*kept, *new]
    if service.replicas and not copies:
        raise RefusedError(service.id)
    places = [copy.domain for copy in copies]
    for move in _of(stage, "move_replica"):
        if sum(copy.domain == move.source for copy in copies) != 1:
            raise RefusedError(service.id)
        places = [
            move.target if copy.domain == move.source else place
            for copy, place in zip(copies, places, strict=True)
        ]
    copies = [replace(copy, domain=place) for copy, place in zip(copies, places, strict=True)]
    raises = _of(stage, "raise_capacity")
    return [
        replace(
            copy,
            capacity=max([copy.capacity, *(r.to for r in raises if _matches(copy, r.domain, r.role))]),
        )
        for copy in copies
    ]


def _matches(replica: Replica, domain: str, role: str | None) -> bool:
    return replica.domain == domain and role in (None, replica.role)


def _failover(service: Service, stage: list[Change]) -> Failover | None:
    """The one that is set; else the one that was there, and no copy brings another; else the one a copy brings."""
    (given,) = {change.failover for change in _of(stage, "set_failover")} or {service.failover}
    for change in _of(stage, "add_replica"):
        if change.failover is not None:
            if given not in (None, change.failover):
                raise RefusedError(service.id)
            given = change.failover
    return given


def _change_needs(plain: Plain, id: str, stage: list[Change]) -> None:
    added = [change.need for change in _of(stage, "add_need")]
    removed = {(change.kind, change.on) for change in _of(stage, "remove_need")}
    softened = {change.on for change in _of(stage, "soften_need")}
    if any((need.kind, need.on) in removed for need in added):
        raise RefusedError(id)
    needs = plain.written.setdefault(id, [Written(need, need.kind) for need in plain.services[id].needs])
    needs += [
        Written(need, need.kind) for need in dict.fromkeys(added) if need not in [w.need for w in needs]
    ]
    plain.written[id] = [w for w in needs if (w.need.kind, w.need.on) not in removed]
    for written in plain.written[id]:
        if written.need.kind == "hard" and written.need.on in softened:
            written.kind = "soft"


# --------------------------------------------------------------------------------------- alternatives


def _put_beside(plain: Plain, alternatives: list[Change]) -> None:
    """Each part that is named becomes any of itself and what is put beside it, in needs of that kind as written."""
    for id, needs in plain.written.items():
        service = plain.services[id]
        mine = [change for change in alternatives if change.service == id]
        plain.services[id] = replace(
            service,
            needs=tuple(
                replace(written.need, kind=written.kind, on=_beside(written.need.on, mine, written.need.kind))
                for written in needs
            ),
            failover=_woken(service, mine),
        )


def _woken(service: Service, mine: list[Change]) -> Failover | None:
    if service.failover is None:
        return None
    written = service.failover.needs
    for change in mine:
        if change.kind == "failover" and change.instead_of not in list(_parts(written)):
            raise RefusedError(service.id)
    return replace(service.failover, needs=_beside(written, mine, "failover"))


def _parts(on: Expression) -> Iterator[Expression]:
    yield on
    for part in () if isinstance(on, str) else on.of:
        yield from _parts(part)


def _beside(on: Expression, mine: list[Change], kind: str) -> Expression:
    others = [change.on for change in mine if change.kind == kind and change.instead_of == on]
    inside = on if isinstance(on, str) else replace(on, of=tuple(_beside(p, mine, kind) for p in on.of))
    return AnyOf((inside, *others)) if others else inside
