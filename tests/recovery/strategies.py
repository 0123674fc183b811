"""Random systems with recovery, and random hazards.

All hours are multiples of an eighth, minutes of 15, speeds and factors powers of two, and servers come in eights: so
floats are exact, and much happens at the same moment. Ramps are drawn so that each server has power at such a time.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import gcd
from typing import Any

from hypothesis import strategies as st

from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import ContainLoss, Mitigation
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression
from kakao_whatif.model.parts import KINDS, Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Parameter, Scenario
from kakao_whatif.model.system import System
from tests.drawing import COIN, integers, one_of
from tests.recovery.oracle_state import State
from tests.strategies import expressions

Ids = tuple[str, ...]
Event = Mapping[str, Any]
ROLES = (
    *(("active",), ("active", "active"), ("active", "standby"), ("active", "standby")),
    *((), ("active", "active", "active"), ("active", "active", "standby"), ("active", "standby", "standby")),
    ("standby",),
)
SHARES = (1, 1, 1, 1, Fraction(1, 4), 0.5, 0.7, 0.3, 0, 1.5)
MINUTES = (0, 15, 30, 60, 90)
NUMBERS: Mapping[str, tuple[float | None, ...]] = {
    "crews": (1, 1, 2, 3, 4, None),
    "detection-minutes": (0, 15, 30, None),
    "decision-minutes": (0, 15, 60, None),
    "failover-by-hand-minutes": (60, 120, 0, None),
    "rebuild-hours": (2, 4, 8, None),
    "bulk-start-servers-per-hour": (16, 32, 64, None),
    "hand-start-servers-per-crew-hour": (4, 8, 16, None),
    "heavy-data-hours": (4, 8),
    "normal-data-hours": (1, 2, 0),
    "slow-without-channel": (1, 2, 4, None),
    "slow-without-tools": (2, 4, None),
}


@cache
@st.composite
def domains(draw: st.DrawFn) -> tuple[Domain, ...]:
    """Domains in a tree, of every kind, some with spare servers."""
    found: list[Domain] = []
    for at in range(draw(integers(1, 5))):
        parent = draw(one_of((None, *(domain.id for domain in found))))
        kind = draw(one_of(["site", "site", "zone", "region"]))
        found.append(Domain(f"d{at}", kind=kind, parent=parent, spare=draw(one_of([None, None, 8, 16, 0]))))
    return tuple(found)


@cache
def mostly_true(ids: Ids) -> st.SearchStrategy[Expression]:
    """Expressions of which most name one service: gates that are false from the start would hide the rest."""
    one, gate = one_of(ids), gates(ids)
    return st.one_of(one, one, gate, gate, expressions(ids, 1), st.just(AllOf()))


@cache
@st.composite
def gates(draw: st.DrawFn, ids: Ids, depth: int = 1) -> Expression:
    """Some of two to four parts, of which some are such gates themselves."""
    of = tuple(
        draw(gates(ids, depth - 1) if depth and draw(one_of([True, False, False])) else one_of(ids))
        for _ in range(draw(integers(2, 4)))
    )
    return AtLeast(draw(integers(1, len(of))), of) if draw(COIN) else AnyOf(of)


@cache
@st.composite
def needs(draw: st.DrawFn, ids: Ids) -> Dependency:
    kind = draw(one_of(["hard", "restart", *KINDS]))
    minutes = draw(one_of([None, None, *MINUTES])) if kind == "hard" else None
    return Dependency(kind, draw(mostly_true(ids)), minutes)


@cache
@st.composite
def services(draw: st.DrawFn, id: str, ids: Ids, places: Ids) -> Service:
    roles = draw(one_of(ROLES))
    copies = [Replica(draw(one_of(places)), role, draw(one_of(SHARES))) for role in roles]
    return Service(
        id,
        layer=draw(one_of(["application", "operations"])),
        replicas=tuple(copies),
        failover=draw(failovers(ids)) if "standby" in roles else None,
        needs=tuple(draw(st.lists(needs(ids), max_size=2))),
        min_capacity=draw(one_of([0, 0, 0, 0.3, 0.5])),
        recovery=draw(recoveries(places)),
    )


@cache
def failovers(ids: Ids) -> st.SearchStrategy[Failover]:
    asked = st.one_of(mostly_true(ids), st.just(AnyOf()))
    return st.builds(Failover, asked, one_of(["automatic", "manual"]), one_of(MINUTES))


@cache
def recoveries(places: Ids) -> st.SearchStrategy[dict[str, Any]]:
    """What only recovery reads; anything may be missing."""
    return st.fixed_dictionaries(
        {},
        optional={
            "priority": integers(1, 3),
            "servers": one_of([8, 16, 32, 0]),
            "data": one_of(["heavy", "normal", "none"]),
            "backup_in": one_of(places),
            "break_glass_hours": one_of([0, 0.5, 2, 6]),
            "role": one_of(["tools", "incident-channel", "bulk-start"]),
            "crew": st.just("own"),
        },
    )


@st.composite
def systems(draw: st.DrawFn, most: int = 7) -> System:
    """Systems with recovery; `contain`, if there is one, contains the loss of a domain."""
    places = draw(domains())
    ids = tuple(f"s{at}" for at in range(draw(one_of([*range(1, most + 1), most, most]))))
    where = tuple(domain.id for domain in places)
    parts = [_evenly_divided(draw(services(id, ids, where)), places) for id in ids]
    numbers = {id: draw(one_of(values)) for id, values in NUMBERS.items()}
    inside = [domain for domain in places if domain.parent is not None]
    mitigations = []
    if inside and draw(COIN):
        part = draw(one_of(inside))
        mitigations.append(Mitigation("contain", changes=(ContainLoss(part.parent, (part.id,)),)))
    parameters = {id: Parameter(value) for id, value in numbers.items() if value is not None}
    system = build_system(parts, places, mitigations=mitigations, parameters=parameters)
    return replace(system, horizon_hours=draw(one_of([None, None, None, 3, 8])))


def _evenly_divided(service: Service, places: tuple[Domain, ...]) -> Service:
    """Three times the servers where three copies at one site must share them."""
    unit = State(build_system([replace(service, needs=(), failover=_none(service))], places)).of(service.id)
    if all(each.servers.denominator == 1 for each in unit):
        return service
    return replace(service, recovery={**service.recovery, "servers": 3 * service.recovery["servers"]})


def _none(service: Service) -> Failover | None:
    return service.failover and Failover(AllOf())


# ---------------------------------------------------------------------------------------- hazards


@st.composite
def outages(draw: st.DrawFn) -> tuple[System, Scenario, list[Event]]:
    """A system, what is supposed, and a hazard that fits."""
    system = draw(systems())
    hazard = draw(hazards(system))
    lost = {event["lose"] for event in hazard if "lose" in event}
    in_place = draw(st.sampled_from([(), *([id] for id in system.mitigations)]))
    other = draw(st.sampled_from([{}, {}, {"crews": 2}, {"normal-data-hours": 3}]))
    numbers = {id: number for id, number in other.items() if id in system.parameters}
    return system, Scenario(lost, mitigations=in_place, parameters=numbers), hazard


@st.composite
def hazards(draw: st.DrawFn, system: System) -> list[Event]:
    """Losses, mostly of domains, and restorations of what was lost, of parts and of wholes, in the order of time."""
    first = draw(one_of([0, -1, 0.5]))
    used = sorted({copy.domain for service in system.services.values() for copy in service.replicas})
    places = [*system.domains, *used, *used]
    lost = [
        draw(one_of(places)),
        *draw(st.lists(one_of([*places, *system.services]), max_size=2)),
    ]
    back = [*lost, *draw(st.lists(one_of([*lost, *places]), max_size=3))]
    back = [id for id in back if draw(integers(0, 4))]
    events: list[Event] = [{"at_hours": first, "lose": lost[0]}]
    events += [{"at_hours": first + draw(eighths(6)), "lose": id} for id in lost[1:]]
    events += [draw(restorations(system, id, first)) for id in back]
    return sorted(events, key=lambda event: event.get("from_hours", event["at_hours"]))


@cache
def eighths(most: int) -> st.SearchStrategy[float]:
    """Mostly whole hours, so that much happens at once."""
    return st.one_of(integers(0, most), integers(0, 8 * most).map(lambda n: n / 8))


@st.composite
def restorations(draw: st.DrawFn, system: System, id: str, first: float) -> Event:
    event: dict[str, Any] = {"at_hours": first + draw(eighths(8)), "restore": id}
    if id in system.domains:
        event |= draw(st.sampled_from([{}, {}, {}, {"share": 0.25}, {"share": 0.5}, {"share": 0.75}]))
        if draw(COIN):
            event["from_hours"] = event["at_hours"]
            event["at_hours"] += draw(ramps(system, id, event.get("share", 1)))
    return event


def ramps(system: System, id: str, share: float) -> st.SearchStrategy[float]:
    """Lengths of ramps from nothing in which every server has power at a time that a float holds exactly.

    n servers must come evenly: so the length is a multiple of the odd part of n.
    """
    servers = sum(unit.servers for unit in State(system).units if id in system.ancestors(unit.domain))
    quarters = max(int(4 * share * servers), 1)
    odd = quarters // gcd(quarters, 1 << 20)
    return integers(1, 8).map(lambda n: n * odd / 4)
