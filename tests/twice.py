"""Systems in which several mitigations add the same thing, and others alter what is added.

Beside `strategies`, whose groups meet by chance: here an addition, what alters it and the same addition again always
meet, in any order. An identical addition is done once, so that what alters it depends on who came first.
"""

from collections.abc import Sequence

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
    Mitigation,
    RaiseCapacity,
    RemoveNeed,
    SoftenNeed,
)
from kakao_whatif.model.expression import Expression, parts_of
from kakao_whatif.model.parts import Dependency, Domain, Service
from kakao_whatif.model.system import System
from tests.drawing import COIN, one_of
from tests.strategies import (
    PARAMETERS,
    SHARES,
    TRADEOFFS,
    Group,
    Parts,
    alternatives,
    expressions,
    failovers,
    needed,
    needs,
    parts,
    replicas,
    services,
)


@st.composite
def added_twice(draw: st.DrawFn, ops: Sequence[type[Change]], most: int = 4) -> System:
    """Systems with an addition that two mitigations or three make, and one or two that alter what it adds."""
    base = draw(parts(most))
    shapes = [_copy, _service, _place] + [_need] * (AddNeed in ops)
    adding, altering = draw(draw(st.sampled_from(shapes))(base))
    groups = [adding, adding, altering[0], draw(st.sampled_from([adding, *altering]))]
    mitigations = []
    for at, group in enumerate(draw(st.permutations(groups))):
        adders = tuple(each.id for each in mitigations if each.changes == adding)
        needed = adders[:1] if group is not adding and draw(COIN) else ()
        hurts = any(type(change) in TRADEOFFS for change in group)
        hurts |= any(each.tradeoff for each in mitigations if each.id in needed)
        mitigations.append(Mitigation(f"m{at}", changes=group, requires=needed, tradeoff=hurts))
    try:
        return build_system(base.services, base.domains, mitigations=mitigations, parameters=PARAMETERS)
    except ModelError:
        reject()


@st.composite
def _copy(draw: st.DrawFn, base: Parts) -> tuple[Group, list[Group]]:
    """A copy, perhaps with what wakes it; it is raised, or it can be woken in another way."""
    hosted = [service for service in base.services if service.replicas]
    assume(hosted)
    service = draw(st.sampled_from(hosted))
    copy = draw(replicas(base.domain_ids))
    waking = draw(failovers(base.ids)) if copy.role == "standby" and service.failover is None else None
    raising = (_raise(draw, service.id, copy.domain, copy.role),)
    if service.failover is None and waking is None:
        return (AddReplica(service.id, copy),), [raising, (_raise(draw, service.id, copy.domain, copy.role),)]
    wakes = (waking or service.failover).needs
    another_way = (_beside(draw, service.id, "failover", wakes, base),)
    return (AddReplica(service.id, copy, waking),), draw(st.permutations([raising, another_way]))


@st.composite
def _service(draw: st.DrawFn, base: Parts) -> tuple[Group, list[Group]]:
    """A service that others may lean on; its needs or its copies are changed."""
    new = draw(services("new", (*base.ids, "new"), base.domain_ids))
    adding: Group = (AddService(new), *draw(_leaning(base)))
    return adding, [(draw(_altering(base, new)),), (draw(_altering(base, new)),)]


@st.composite
def _leaning(draw: st.DrawFn, base: Parts) -> Group:
    able = [service for service in base.services if needed(service)]
    return (draw(alternatives(draw(st.sampled_from(able)), "new")),) if able else ()


@st.composite
def _place(draw: st.DrawFn, base: Parts) -> tuple[Group, list[Group]]:
    """A place with a copy in it, which is raised."""
    hosted = [service for service in base.services if service.replicas]
    assume(hosted)
    service = draw(st.sampled_from(hosted))
    copy = draw(replicas(("new-place",)))
    waking = draw(failovers(base.ids)) if copy.role == "standby" and service.failover is None else None
    place = Domain("new-place", parent=draw(one_of([None, *base.domain_ids])))
    raises = [(_raise(draw, service.id, place.id, copy.role),) for _ in range(2)]
    return (AddDomain(place), AddReplica(service.id, copy, waking)), raises


@st.composite
def _need(draw: st.DrawFn, base: Parts) -> tuple[Group, list[Group]]:
    """A need, which is eased."""
    service, need = draw(st.sampled_from(base.services)), draw(needs(base.ids))
    eased = [(_ease(draw, service.id, need, base),) for _ in range(2)]
    return (AddNeed(service.id, need),), eased


@st.composite
def _altering(draw: st.DrawFn, base: Parts, new: Service) -> Change:
    if new.needs and (not new.replicas or draw(COIN)):
        return _ease(draw, new.id, draw(st.sampled_from(new.needs)), base)
    assume(new.replicas)
    copy = draw(st.sampled_from(new.replicas))
    if draw(COIN):
        return _raise(draw, new.id, copy.domain, copy.role)
    copy = draw(replicas(base.domain_ids))
    missing = copy.role == "standby" and new.failover is None
    return AddReplica(new.id, copy, draw(failovers(base.ids)) if missing else None)


def _raise(draw: st.DrawFn, service: str, domain: str, role: str) -> RaiseCapacity:
    return RaiseCapacity(service, domain, draw(one_of([*SHARES[1:], 1])), draw(one_of([None, role])))


def _ease(draw: st.DrawFn, service: str, need: Dependency, base: Parts) -> Change:
    if draw(COIN):
        return _beside(draw, service, need.kind, need.on, base)
    if need.kind == "hard" and draw(COIN):
        return SoftenNeed(service, need.on)
    return RemoveNeed(service, need.kind, need.on)


def _beside(draw: st.DrawFn, service: str, kind: str, written: Expression, base: Parts) -> AddAlternative:
    part = draw(st.sampled_from(list(parts_of(written))))
    return AddAlternative(service, kind, draw(expressions(base.ids)), part)
