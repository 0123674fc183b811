"""Random systems, scenarios and mitigations for the laws.

Strategies that depend on ids alone are made once (`drawing.py` says why).
Small on purpose: with at most eight services every kind of ring turns up, and what fails can be
read. `changes_of` gives, for every operation, changes that fit a given set of parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TypeVar

from hypothesis import assume, reject
from hypothesis import strategies as st

from kakao_whatif.errors import ModelError
from kakao_whatif.model.build import build_system
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
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression, parts_of
from kakao_whatif.model.parts import KINDS, Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Parameter, Scenario
from kakao_whatif.model.system import System
from tests.drawing import COIN, integers, one_of

T = TypeVar("T")
SHARES = (0, Fraction(1, 4), 0.3, 0.5, 0.7, 1, 1, 1, 1.5)
MINIMA = (0, 0, 0, 0, 0.3, 0.5, 1)
FIRST = 2
PARAMETERS = {"crews": Parameter(8, 4, 16)}
Group = tuple[Change, ...]
Ids = tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """The parts of a base system, before anything may change in it."""

    domains: tuple[Domain, ...]
    services: tuple[Service, ...]

    @property
    def domain_ids(self) -> Ids:
        return tuple(domain.id for domain in self.domains)

    @property
    def ids(self) -> Ids:
        return tuple(service.id for service in self.services)

    def inside(self, domain: str) -> list[str]:
        found = [domain]
        for other in self.domains:
            if other.parent in found:
                found.append(other.id)
        return found[1:]


@cache
def _lists(elements: st.SearchStrategy[T], most: int) -> st.SearchStrategy[list[T]]:
    return st.lists(elements, max_size=most)


@cache
@st.composite
def expressions(draw: st.DrawFn, ids: Ids, depth: int = 2) -> Expression:
    """Expressions over services: nested gates, duplicates, now and then an empty gate."""
    shape = draw(integers(0, 9)) if depth else 0
    if shape < 5 and ids:
        return draw(one_of(ids))
    of = tuple(draw(_lists(expressions(ids, max(depth - 1, 0)), 3)) if ids else ())
    if shape < 7:
        return AllOf(of)
    if shape < 8 or not of:
        return AnyOf(of) if of or draw(integers(0, 3)) == 0 else AllOf()
    if shape == 9:
        of = (*of, of[0])
    return AtLeast(draw(integers(1, len(of))), of)


@cache
@st.composite
def replicas(draw: st.DrawFn, domains: Ids) -> Replica:
    role = draw(one_of(["active", "active", "standby"]))
    return Replica(draw(one_of(domains)), role, draw(one_of(SHARES)))


@cache
def failovers(ids: Ids) -> st.SearchStrategy[Failover]:
    return st.builds(Failover, expressions(ids))


@cache
def needs(ids: Ids) -> st.SearchStrategy[Dependency]:
    return st.builds(Dependency, one_of(["hard", *KINDS]), expressions(ids))


@cache
@st.composite
def services(draw: st.DrawFn, id: str, ids: Ids, domains: Ids) -> Service:
    copies = draw(_lists(replicas(domains), 3)) if domains else []
    wakes = any(copy.role == "standby" for copy in copies) or draw(integers(0, 9)) == 0
    return Service(
        id,
        replicas=tuple(copies),
        failover=draw(failovers(ids)) if wakes else None,
        needs=tuple(draw(_lists(needs(ids), 3))),
        min_capacity=draw(one_of(MINIMA)),
    )


@cache
def _one_of_none(ids: Ids) -> st.SearchStrategy[str | None]:
    return one_of((None, *ids))


@st.composite
def parts(draw: st.DrawFn, most: int = 8) -> Parts:
    """Domains in a tree, and services with every kind of need."""
    domains: list[Domain] = []
    for at in range(draw(integers(1, 5))):
        parent = draw(_one_of_none(tuple(domain.id for domain in domains)))
        domains.append(Domain(f"d{at}", parent=parent))
    ids = tuple(f"s{at}" for at in range(draw(integers(1, most))))
    places = tuple(domain.id for domain in domains)
    return Parts(tuple(domains), tuple(draw(services(id, ids, places)) for id in ids))


def systems(most: int = 8) -> st.SearchStrategy[System]:
    """Systems in which nothing may change."""
    return parts(most).map(lambda p: build_system(p.services, p.domains))


def losses(system: System, most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    """Losses of domains and services, also of those that only a mitigation would add."""
    ids = [*system.possible_domains, *system.possible_services]
    return st.frozensets(one_of(sorted(ids)), max_size=most)


@st.composite
def cases(draw: st.DrawFn, most: int = 8) -> tuple[System, Scenario]:
    """A system, and a scenario of losses alone."""
    system = draw(systems(most))
    return system, Scenario(draw(losses(system)))


# ------------------------------------------------------------------------------------ mitigations


@st.composite
def changes_of(draw: st.DrawFn, base: Parts, op: type[Change], most: int = 8) -> Group:
    """One change to the first services, with what must be added for it to make sense."""
    if op is AddDomain:
        return draw(_new_place(base))
    if op is AddService:
        return draw(_new_service(base))
    if op is SetParameter:
        return (SetParameter("crews", draw(one_of([8, 12]))),)
    if op is ContainLoss:
        whole = draw(one_of(base.domain_ids))
        inside = base.inside(whole)
        return (ContainLoss(whole, tuple(draw(st.lists(one_of(inside), max_size=2)) if inside else ())),)
    suited = _suited(base, op, most)
    assume(suited)
    return (draw(_service_change(base, draw(st.sampled_from(suited)), op)),)


def _suited(base: Parts, op: type[Change], most: int) -> list[Service]:
    """The services, of the first ones, that such a change fits."""

    def suits(service: Service) -> bool:
        if op in (AddReplica, RaiseCapacity, MoveReplica, RemoveReplica):
            return bool(service.replicas)
        if op is SoftenNeed:
            return any(need.kind == "hard" for need in service.needs)
        if op is AddAlternative:
            return bool(needed(service))
        return bool(service.needs) or op is not RemoveNeed

    return [service for service in base.services[:most] if suits(service)]


@st.composite
def _groups(draw: st.DrawFn, base: Parts, ops: Sequence[type[Change]], least: int, most: int) -> list[Group]:
    """Groups of changes to the first two services, so that changes to one need often meet."""
    able = [op for op in ops if _suited(base, op, FIRST)]
    count = draw(integers(least, most)) if able else 0
    return [draw(changes_of(base, draw(one_of(able)), FIRST)) for _ in range(count)]


@st.composite
def _new_place(draw: st.DrawFn, base: Parts) -> Group:
    new = draw(one_of(["new-d0", "new-d1"]))
    domain = Domain(new, parent=draw(one_of([None, *base.domain_ids])))
    hosted = [service for service in base.services if service.replicas]
    if not hosted:
        return (AddDomain(domain),)
    return (AddDomain(domain), draw(_more_copies(draw(st.sampled_from(hosted)), (new,), base.ids)))


@st.composite
def _new_service(draw: st.DrawFn, base: Parts) -> Group:
    new = draw(one_of(["new-s0", "new-s1"]))
    added = AddService(draw(services(new, (*base.ids, new), base.domain_ids)))
    able = [service for service in base.services if needed(service)]
    return (added, draw(alternatives(draw(st.sampled_from(able)), new))) if able else (added,)


def needed(service: Service) -> list[tuple[str, Expression]]:
    """What a service needs, by kind; what wakes it too."""
    failover = [] if service.failover is None else [("failover", service.failover.needs)]
    return [(need.kind, need.on) for need in service.needs] + failover


@st.composite
def alternatives(draw: st.DrawFn, service: Service, on: Expression) -> AddAlternative:
    """An alternative to a part of something that a service needs; the part is named, unless it need not be."""
    kind, written = draw(st.sampled_from(needed(service)))
    is_only = isinstance(written, str) and [kind] == [other for other, _ in needed(service) if other == kind]
    part = None if is_only and draw(COIN) else draw(st.sampled_from(list(parts_of(written))))
    return AddAlternative(service.id, kind, on, part)


@st.composite
def _more_copies(draw: st.DrawFn, service: Service, domains: Ids, ids: Ids) -> AddReplica:
    copy = draw(replicas(domains))
    missing = copy.role == "standby" and service.failover is None
    return AddReplica(service.id, copy, draw(failovers(ids)) if missing else None)


@st.composite
def _service_change(draw: st.DrawFn, base: Parts, service: Service, op: type[Change]) -> Change:
    copies = service.replicas
    if op in (SoftenNeed, RemoveNeed):
        found = [need for need in service.needs if need.kind == "hard" or op is RemoveNeed]
        need = draw(st.sampled_from(found))
        return (
            SoftenNeed(service.id, need.on)
            if op is SoftenNeed
            else RemoveNeed(service.id, need.kind, need.on)
        )
    if op is AddAlternative:
        return draw(alternatives(service, draw(expressions(base.ids))))
    if op is AddReplica:
        return draw(_more_copies(service, base.domain_ids, base.ids))
    if op is AddNeed:
        return AddNeed(service.id, draw(needs(base.ids)))
    if op is SetFailover:
        return SetFailover(service.id, draw(failovers(base.ids)))
    copy = draw(st.sampled_from(copies))
    if op is RaiseCapacity:
        least = min(c.capacity for c in copies if c.domain == copy.domain)
        return RaiseCapacity(service.id, copy.domain, least + draw(one_of(SHARES)))
    if op is MoveReplica:
        return MoveReplica(service.id, copy.domain, draw(one_of(base.domain_ids)))
    return RemoveReplica(service.id, copy.domain, draw(one_of([None, copy.role])))


@st.composite
def changing_systems(draw: st.DrawFn, ops: Sequence[type[Change]], most: int = 6) -> System:
    """Systems with up to four mitigations of these operations, and up to two readings of any.

    The members share groups of changes, so that identical additions meet. Systems that the model
    refuses, because a mitigation cannot be in place by itself, are left out.
    """
    base = draw(parts(most))
    assume(any(_suited(base, op, FIRST) for op in ops))
    helping = draw(_groups(base, ops, 2, 6))
    others = draw(_groups(base, TRADEOFFS, 0, 1))
    mitigations = []
    for at in range(draw(integers(1, 4))):
        groups = draw(st.lists(st.sampled_from(helping), min_size=1, max_size=2))
        hurts = any(op in TRADEOFFS for op in map(type, sum(groups, ())))
        mitigations.append(Mitigation(f"m{at}", changes=sum(groups, ()), tradeoff=hurts))
    if len(mitigations) > 1 and draw(COIN):
        every = [mitigation.id for mitigation in mitigations]
        hurts = any(mitigation.tradeoff for mitigation in mitigations)
        mitigations.append(Mitigation("bundle", includes=tuple(every), tradeoff=hurts))
    readings = [Reading(f"r{at}", changes=group) for at, group in enumerate(others)]
    try:
        return build_system(
            base.services, base.domains, mitigations=mitigations, readings=readings, parameters=PARAMETERS
        )
    except ModelError:
        reject()


@st.composite
def scenarios(draw: st.DrawFn, system: System) -> Scenario:
    """Losses, mitigations and readings in place; they may turn out not to fit together."""
    return Scenario(
        draw(losses(system)),
        draw(st.frozensets(one_of(sorted(system.mitigations)), max_size=3)),
        draw(st.frozensets(one_of(sorted(system.readings)))) if system.readings else (),
    )


TRADEOFFS: tuple[type[Change], ...] = (MoveReplica, RemoveReplica, AddNeed, SetFailover)
