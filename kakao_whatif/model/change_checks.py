"""What must hold of changes before they may be named: they refer to something, and they help.

Apart from `checks`, because a change is judged against everything that any change could add.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kakao_whatif.errors import Problem
from kakao_whatif.model.alternatives import Written, alternative_problems
from kakao_whatif.model.changes import (
    HELPING,
    AddAlternative,
    AddDomain,
    AddNeed,
    AddReplica,
    AddService,
    Change,
    ContainLoss,
    MoveReplica,
    RaiseCapacity,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SetParameter,
    SoftenNeed,
)
from kakao_whatif.model.checks import expression, minutes, unknown
from kakao_whatif.model.components import rings
from kakao_whatif.model.draft import Draft
from kakao_whatif.model.expression import as_data
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica


@dataclass(frozen=True, slots=True)
class Possible:
    """Everything that the base or any change could put there."""

    domains: Mapping[str, Domain]
    services: Collection[str]
    replicas: Mapping[str, list[Replica]]
    needs: Mapping[str, list[Dependency]]
    can_fail_over: Collection[str]
    parameters: Collection[str]
    spared: Collection[str]
    written: Written


def find_change_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem of a draft's readings and mitigations."""
    yield from bindings(draft)
    yield from costs(draft)
    possible = _possible(draft)
    for where, change in draft.changes():
        yield from _refers_to_something(where, change, possible)
    for where, mitigation in draft.mitigations:
        for place, change in draft.changes_of(where, mitigation):
            if not isinstance(change, HELPING) and not mitigation.tradeoff:
                yield Problem(
                    f"{place}.op",
                    f"{change.op!r} can make something worse.",
                    "Mark the mitigation with tradeoff: true and say where it is worse, or use another change.",
                )


def bindings(draft: Draft) -> Iterator[Problem]:
    """Yield bundles, requirements and exclusions that name nothing, form a ring, or hide a trade-off."""
    by_id = {mitigation.id: mitigation for _, mitigation in draft.mitigations}
    known = set(by_id) | set(draft.spared)
    for where, mitigation in draft.mitigations:
        for key in ("includes", "requires", "excludes"):
            for at, id in enumerate(getattr(mitigation, key)):
                yield from unknown(f"{where}.{key}[{at}]", id, known, "mitigation")
        for id in mitigation.includes:
            if id in by_id and by_id[id].tradeoff and not mitigation.tradeoff:
                yield Problem(
                    f"{where}.includes", f"{id!r} is a trade-off.", "Mark the bundle with tradeoff: true too."
                )
    graph = {
        id: [other for other in mitigation.includes if other in by_id] for id, mitigation in by_id.items()
    }
    for ring in rings(graph):
        where = next(where for where, mitigation in draft.mitigations if mitigation.id in ring)
        yield Problem(
            f"{where}.includes", f"these bundles hold each other: {', '.join(ring)}.", "Cut the ring."
        )


def costs(draft: Draft) -> Iterator[Problem]:
    """Yield costs that are no points, or stand outside their own range."""
    for where, mitigation in draft.mitigations:
        if (cost := mitigation.cost) is not None:
            numbers = [n for n in (cost.low, cost.points, cost.high) if n is not None]
            if not all(0 <= number < math.inf for number in numbers):
                yield Problem(f"{where}.cost", f"{numbers} are not all points.", "Give numbers, 0 or more.")
            elif numbers != sorted(numbers):
                yield Problem(f"{where}.cost", f"{numbers} is not in order.", "Give low <= points <= high.")


def _possible(draft: Draft) -> Possible:
    replicas: dict[str, list[Replica]] = defaultdict(list)
    needs: dict[str, list[Dependency]] = defaultdict(list)
    can_fail_over = set()
    for _, service in draft.all_services():
        replicas[service.id] += service.replicas
        needs[service.id] += service.needs
        can_fail_over |= {service.id} if service.failover else set()
    for _, change in draft.changes():
        if isinstance(change, AddReplica):
            replicas[change.service].append(change.replica)
            can_fail_over |= {change.service} if change.failover else set()
        elif isinstance(change, MoveReplica):
            replicas[change.service].append(Replica(change.target))
        elif isinstance(change, AddNeed):
            needs[change.service].append(change.need)
        elif isinstance(change, SetFailover):
            can_fail_over.add(change.service)
    return Possible(
        domains={domain.id: domain for _, domain in draft.all_domains()},
        services={service.id for _, service in draft.all_services()} | set(draft.spared),
        replicas=replicas,
        needs=needs,
        can_fail_over=can_fail_over,
        parameters=draft.parameters,
        spared=draft.spared,
        written=Written.of(draft),
    )


def _refers_to_something(where: str, change: Change, possible: Possible) -> Iterator[Problem]:
    if isinstance(change, SetParameter):
        yield from unknown(f"{where}.parameter", change.parameter, possible.parameters, "parameter")
        if not abs(change.value) < math.inf:
            yield Problem(
                f"{where}.value", f"{change.value} is not a finite number.", "Give a finite number."
            )
    elif isinstance(change, ContainLoss):
        yield from _containment(where, change, possible)
    elif not isinstance(change, AddDomain | AddService):
        yield from unknown(f"{where}.service", change.service, possible.services, "service")
        if change.service in possible.services and change.service not in possible.spared:
            if isinstance(change, AddReplica | RaiseCapacity | MoveReplica | RemoveReplica | SetFailover):
                yield from _hosting_change(where, change, possible)
            else:
                yield from _need_change(where, change, possible)


def _containment(where: str, change: ContainLoss, possible: Possible) -> Iterator[Problem]:
    known = {*possible.domains, *possible.spared}
    yield from unknown(f"{where}.domain", change.domain, known, "domain")
    for at, part in enumerate(change.to):
        yield from unknown(f"{where}.to[{at}]", part, known, "domain")
        if part in possible.domains and change.domain in possible.domains and part not in possible.spared:
            steps = 0
            above: str | None = possible.domains[part].parent
            while above is not None and above != change.domain and steps < len(known):
                above = possible.domains[above].parent if above in possible.domains else None
                steps += 1
            if above != change.domain:
                yield Problem(
                    f"{where}.to[{at}]",
                    f"{part!r} does not stand in {change.domain!r}.",
                    "Name a part of it.",
                )


def _hosting_change(
    where: str,
    change: AddReplica | RaiseCapacity | MoveReplica | RemoveReplica | SetFailover,
    possible: Possible,
) -> Iterator[Problem]:
    known = {*possible.domains, *possible.spared}
    replicas = possible.replicas[change.service]
    if isinstance(change, SetFailover):
        yield from _waking(where, change.failover, possible)
    elif isinstance(change, AddReplica):
        yield from unknown(f"{where}.replica.in", change.replica.domain, known, "domain")
        if change.failover is not None:
            yield from _waking(where, change.failover, possible)
        if change.replica.role == "standby" and change.service not in possible.can_fail_over:
            yield Problem(f"{where}.failover", "missing, but the replica is a standby.", "Say what wakes it.")
        if change.replica.capacity < 0:
            what = f"{float(change.replica.capacity):g} is negative."
            yield Problem(f"{where}.replica.capacity", what, "Give a share of peak load, 0 or more.")
        if len(replicas) == 1 and replicas[0] is change.replica:
            yield Problem(
                f"{where}.service",
                f"{change.service!r} has no replicas, so no domain can take it down; a first one would make it worse.",
                "Give the service its replicas where it is defined.",
            )
    else:
        domain = change.source if isinstance(change, MoveReplica) else change.domain
        key = "from" if isinstance(change, MoveReplica) else "in"
        yield from unknown(f"{where}.{key}", domain, known, "domain")
        if isinstance(change, MoveReplica):
            yield from unknown(f"{where}.to", change.target, known, "domain")
        role = None if isinstance(change, MoveReplica) else change.role
        there = [r for r in replicas if r.domain == domain and role in (None, r.role)]
        if domain in known and not there:
            yield Problem(
                f"{where}.{key}", f"{change.service!r} has no such replica in {domain!r}.", "Name one it has."
            )
        if isinstance(change, RaiseCapacity) and there and change.to < min(r.capacity for r in there):
            yield Problem(
                f"{where}.to", f"{float(change.to):g} lowers the capacity.", "Raise it, or leave it."
            )


def _waking(where: str, failover: Failover, possible: Possible) -> Iterator[Problem]:
    yield from minutes(f"{where}.failover.minutes", failover.minutes)
    yield from expression(f"{where}.failover.needs", failover.needs, possible.services)


def _need_change(
    where: str, change: AddAlternative | SoftenNeed | RemoveNeed | AddNeed, possible: Possible
) -> Iterator[Problem]:
    needs = possible.needs[change.service]
    on = change.need.on if isinstance(change, AddNeed) else change.on
    key = "need.on" if isinstance(change, AddNeed) else "on"
    yield from expression(f"{where}.{key}", on, possible.services)
    if isinstance(change, AddNeed):
        yield from minutes(f"{where}.need.detach_minutes", change.need.detach_minutes)
        return
    kind = "hard" if isinstance(change, SoftenNeed) else change.kind
    if isinstance(change, AddAlternative):
        found = bool(possible.written.needs(change))
        what = f"{change.service!r} has no {kind} need to give an alternative to."
        if found:
            yield from alternative_problems(where, change, possible.written)
    else:
        found = any(need.kind == kind and need.on == on for need in needs)
        what = f"{change.service!r} has no {kind} need on {as_data(on)!r}."
    if not found:
        has = ", ".join(f"{need.kind} {as_data(need.on)!r}" for need in needs) or "nothing"
        yield Problem(where, what, f"It needs: {has}.")
