"""A system with every mitigation in it at once, each part marked with what puts it there.

Stands apart from `model.apply`, which makes the system of one choice of mitigations: here one wiring stands for all
choices, so that the cheapest one can be worked out instead of tried out. Only changes that can never hurt can be wired.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.changes import (
    HELPING,
    AddAlternative,
    AddDomain,
    AddReplica,
    AddService,
    Change,
    ContainLoss,
    RaiseCapacity,
    RemoveNeed,
    SoftenNeed,
)
from kakao_whatif.model.expression import Expression, parts_of
from kakao_whatif.model.parts import Kind, Part, Replica, Role, Service
from kakao_whatif.model.system import System

Guard: TypeAlias = frozenset[frozenset[str]]
"""When something is there: of each of these sets, one mitigation at least is in place."""

ALWAYS: Guard = frozenset()

_TURNS = (
    (AddDomain, AddService, ContainLoss),
    (AddReplica,),
    (RaiseCapacity, AddAlternative, SoftenNeed, RemoveNeed),
)
"""What is added comes first, so that the rest finds it: order does not matter in a file either."""


@dataclass(slots=True)
class WiredDomain:
    """A domain; it is there where one of its guards holds."""

    parent: str | None
    guards: list[Guard]


@dataclass(slots=True)
class WiredCopy:
    """A replica; of its capacity, each piece with what puts it there."""

    domain: str
    role: Role
    guards: list[Guard]
    capacity: Fraction
    raised: list[tuple[Fraction, Guard]] = field(default_factory=list)


Alternatives: TypeAlias = dict[Expression, list[tuple[Expression, Guard]]]
"""By part of a need, as it was written, what serves as well, each with what puts it there."""


@dataclass(slots=True)
class WiredNeed:
    """A need as it was written, with what eases it: alternatives to its parts, and what softens or removes it."""

    kind: Kind
    on: Expression
    alternatives: Alternatives = field(default_factory=dict)
    softened: list[Guard] = field(default_factory=list)
    removed: list[Guard] = field(default_factory=list)


@dataclass(slots=True)
class Wake:
    """A failover as it was written, with alternatives to its parts; it wakes the standbys where its guard holds."""

    on: Expression
    guard: Guard
    alternatives: Alternatives = field(default_factory=dict)


@dataclass(slots=True)
class WiredService:
    """A service; it is there where one of its guards holds. `wakes` are the ways to wake its standbys."""

    id: str
    guards: list[Guard]
    min_capacity: Fraction
    needs: list[WiredNeed]
    copies: list[WiredCopy]
    wakes: list[Wake]


@dataclass(slots=True)
class Wiring:
    """All services and domains, those too that only a mitigation would add.

    `contained` says for a domain by what, and to which parts of it, its loss is contained.
    """

    domains: dict[str, WiredDomain]
    services: dict[str, WiredService]
    contained: dict[str, list[tuple[tuple[str, ...], Guard]]]


def wired(system: System, mitigations: Collection[str] = ()) -> Wiring:
    """Return a system with some mitigations wired in, each of which may be in place or not.

    *Whatever set of them is in place, what the wiring says is what the system with this set says.* That holds for
    every set that `model.apply` takes: what excludes each other, or sets one thing differently, is the asker's to leave
    out. A mitigation without what it requires has no effect.

    Parameters
    ----------
    system
        The dependency model, readings and trade-offs already in place, with needs that still name what is not there
        (`model.apply.changed_by`). A mitigation that changes a need knows it as it was written: a need that a reading
        has changed already is not found (`analysis.saving.choices` deals with that).
    mitigations
        Ids; a bundle is wired with its members.

    Raises
    ------
    ValueError
        If one of them is a trade-off: it can hurt, and so no one wiring stands for all choices. If two of them add one
        domain or service differently: no choice can hold both.
    """
    work = _Bench.of(system)
    chosen = expanded(system, mitigations)
    for mitigation in chosen:
        if any(not isinstance(change, HELPING) for change in mitigation.changes):
            raise ValueError(f"mitigations: {mitigation.id!r} is a trade-off. Put it in place first.")
    bundles = {each.id: {each.id} for each in chosen}
    for each in chosen:
        for member in expanded(system, [each.id]):
            bundles[member.id].add(each.id)
    required = {each.id: each.requires for each in chosen}
    guarded = []
    for mitigation in chosen:
        guard = frozenset(frozenset(bundles.get(id, {id})) for id in _closure(mitigation.id, required))
        guarded += [(change, guard) for change in mitigation.changes]
    for turn in _TURNS:
        for change, guard in guarded:
            if isinstance(change, turn):
                work.add(change, guard)
    return work.wiring


def _closure(id: str, required: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [id]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += required.get(at, ())
    return found


@dataclass(slots=True)
class _Bench:
    """The wiring while mitigations are added to it."""

    wiring: Wiring
    added: dict[str, Part] = field(default_factory=dict)

    @classmethod
    def of(cls, system: System) -> "_Bench":
        return cls(
            Wiring(
                {id: WiredDomain(domain.parent, [ALWAYS]) for id, domain in system.domains.items()},
                {id: _service(service, ALWAYS) for id, service in system.services.items()},
                {id: [(parts, ALWAYS)] for id, parts in system.contained.items()},
            )
        )

    def add(self, change: Change, guard: Guard) -> None:
        wiring = self.wiring
        match change:
            case AddDomain(domain):
                if self._is_known(domain):
                    wiring.domains[domain.id].guards.append(guard)
                else:
                    wiring.domains[domain.id] = WiredDomain(domain.parent, [guard])
            case AddService(service):
                if self._is_known(service):
                    wiring.services[service.id].guards.append(guard)
                else:
                    wiring.services[service.id] = _service(service, guard)
            case ContainLoss(domain_id, to):
                wiring.contained.setdefault(domain_id, []).append((to, guard))
            case AddReplica() | RaiseCapacity() | AddAlternative() | SoftenNeed() | RemoveNeed():
                if change.service in wiring.services:
                    _change(wiring.services[change.service], change, guard)

    def _is_known(self, part: Part) -> bool:
        """Return whether a part has been added, just so, by another mitigation."""
        if self.added.setdefault(part.id, part) != part:
            raise ValueError(
                f"mitigations: two of them add {part.id!r} differently. Wire one of them at a time."
            )
        return part.id in self.wiring.services or part.id in self.wiring.domains


def _service(service: Service, guard: Guard) -> WiredService:
    return WiredService(
        service.id,
        [guard],
        service.min_capacity,
        [WiredNeed(need.kind, need.on) for need in service.needs],
        [_copy(replica, ALWAYS) for replica in service.replicas],
        [] if service.failover is None else [Wake(service.failover.needs, ALWAYS)],
    )


def _copy(replica: Replica, guard: Guard) -> WiredCopy:
    return WiredCopy(replica.domain, replica.role, [guard], replica.capacity)


def _change(
    service: WiredService,
    change: AddReplica | RaiseCapacity | AddAlternative | SoftenNeed | RemoveNeed,
    guard: Guard,
) -> None:
    match change:
        case AddReplica(_, replica, waking):
            same = next((copy for copy in service.copies if _is_added(copy, replica)), None)
            if same is None:
                service.copies.append(_copy(replica, guard))
            else:
                same.guards.append(guard)
            if waking is not None:
                service.wakes.append(Wake(waking.needs, guard))
        case RaiseCapacity(_, domain, to, role):
            for copy in service.copies:
                if copy.domain == domain and role in (None, copy.role) and to > copy.capacity:
                    copy.raised.append((to, guard))
        case AddAlternative(_, kind, on, part):
            assert part is not None  # a system names it (`model.alternatives`)
            wakes_or_needs: Iterable[Wake | WiredNeed] = service.wakes
            if kind != "failover":
                wakes_or_needs = [need for need in service.needs if need.kind == kind]
            for each in wakes_or_needs:
                if part in parts_of(each.on):
                    each.alternatives.setdefault(part, []).append((on, guard))
        case SoftenNeed(_, on):
            for need in service.needs:
                if need.kind == "hard" and need.on == on:
                    need.softened.append(guard)
        case RemoveNeed(_, kind, on):
            for need in service.needs:
                if need.kind == kind and need.on == on:
                    need.removed.append(guard)


def _is_added(copy: WiredCopy, replica: Replica) -> bool:
    """Return whether a copy is the one that another mitigation adds just so."""
    is_same = (copy.domain, copy.role, copy.capacity) == (replica.domain, replica.role, replica.capacity)
    return is_same and ALWAYS not in copy.guards
