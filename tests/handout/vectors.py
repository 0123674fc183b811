"""Scenarios by the thousand, over random systems and the shipped cases, with what the engine says of each."""

import random
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import (
    HELPING,
    AddAlternative,
    AddDomain,
    AddReplica,
    AddService,
    Change,
    ContainLoss,
    Mitigation,
    MoveReplica,
    RaiseCapacity,
    Reading,
    RemoveReplica,
    SetFailover,
    SoftenNeed,
)
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from tests.strategies import TRADEOFFS, changing_systems
from tests.town import town


@cache
def random_systems(count: int) -> tuple[System, ...]:
    """Return random systems with mitigations of every operation, the same on every run."""
    found: list[System] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        found.append(data.draw(changing_systems((*HELPING, *TRADEOFFS))))

    draw()
    return tuple(found)


def known_systems() -> tuple[System, ...]:
    """Return the shipped cases and the small ones that tests speak of."""
    return (*map(load_case, sorted(case_ids())), rarities(), encounters(), two_sites(), town())


@cache
def rarities() -> System:
    """Return a system of what random ones hardly ever hold together: changes that meet at one copy or one failover."""
    app = Service(
        "app",
        replicas=(Replica("a", capacity=0.2), Replica("a", "standby", 0.9), Replica("b", capacity=1e-17)),
        failover=Failover("control"),
        needs=(Dependency("hard", AnyOf(("db", "spare"))), Dependency("login", AllOf(("account", "spare")))),
        min_capacity=0.3,
    )
    others = [Service(id, replicas=(Replica("b"),)) for id in ("control", "db", "spare", "account", "other")]
    later = AddService(Service("later", replicas=(Replica("a"),)))
    changes: dict[str, tuple[Change, ...]] = {
        "raise": (RaiseCapacity("app", "a", Fraction(9, 10), "active"),),
        "raise-least": (RaiseCapacity("app", "a", Fraction(1, 4)),),
        "raise-all": (RaiseCapacity("app", "b", Fraction(1, 3)),),
        "wake-too": (AddAlternative("app", "failover", "other"),),
        "later": (later,),
        "use-later": (AddAlternative("app", "login", AllOf(("later", "other")), "account"),),
        "other-copy": (AddReplica("later", Replica("b")),),
        "soften": (SoftenNeed("app", AnyOf(("db", "spare"))),),
        "beside": (AddAlternative("app", "hard", "other", "db"),),
        "beside-both": (AddAlternative("app", "hard", "account", AnyOf(("db", "spare"))),),
        "new-place": (AddDomain(Domain("c", parent="b")),),
        "in-new-place": (AddReplica("control", Replica("c")),),
    }
    bound = {"other-copy": ("later",), "in-new-place": ("new-place",)}
    mitigations = [Mitigation(id, changes=each, requires=bound.get(id, ())) for id, each in changes.items()]
    hurts = (SetFailover("app", Failover(AtLeast(2, ("control", "db", "db")))), MoveReplica("db", "b", "a"))
    mitigations += [
        Mitigation("set", changes=hurts, tradeoff=True),
        Mitigation("both", includes=("raise", "set"), tradeoff=True),
        Mitigation("never", changes=(later,), excludes=("later",)),
    ]
    readings = [Reading("base"), Reading("fewer", changes=(RemoveReplica("app", "a", "standby"),))]
    places = [Domain("a", "site"), Domain("b", "site")]
    return build_system([app, *others], places, mitigations=mitigations, readings=readings)


@cache
def encounters() -> System:
    """Return a system whose changes build on each other: containment in containment, wakers beside wakers."""
    places = [Domain("site", "site"), Domain("hall", parent="site"), Domain("rack", parent="hall")]
    shop = Service("shop", replicas=(Replica("hall"),), needs=(Dependency("hard", "db"),))
    homes = {"web": "hall", "tape": "rack", "db": "far", "control": "far", "guard": "far", "hand": "hall"}
    others = [Service(id, replicas=(Replica(home),)) for id, home in homes.items()]
    changes: dict[str, Change] = {
        "wall": ContainLoss("site", ("hall",)),
        "door": ContainLoss("hall", ("rack",)),
        "copy": AddReplica("shop", Replica("far", "standby"), Failover("hand")),
        "same-waker": AddReplica("shop", Replica("rack", "standby"), Failover("hand")),
        "other-waker": AddReplica("shop", Replica("rack", "standby"), Failover("web")),
        "wake-too": AddAlternative("shop", "failover", "control", "hand"),
        "and-too": AddAlternative("shop", "failover", "guard", "hand"),
        "beside": AddAlternative("shop", "hard", "guard"),
        "soften": SoftenNeed("shop", "db"),
    }
    mitigations = [Mitigation(id, changes=(change,)) for id, change in changes.items()]
    mitigations += [
        Mitigation("wakers", includes=("copy", "wake-too", "and-too")),
        Mitigation("set", changes=(SetFailover("shop", Failover(AnyOf(("web", "hand")))),), tradeoff=True),
        Mitigation("set-without", changes=(SetFailover("shop", Failover("web")),), tradeoff=True),
    ]
    return build_system([shop, *others], [*places, Domain("far", "site")], mitigations=mitigations)


def every_pair(system: System) -> Iterator[Scenario]:
    """Yield every two mitigations under every two losses."""
    for pair in combinations(system.mitigations, 2):
        yield from (Scenario(lost, pair) for lost in combinations(sorted(system.possible_ids), 2))


def scenarios_of(system: System, count: int, seed: int = 0) -> Iterator[Scenario]:
    """Yield the system's own scenarios, each single loss, and random ones: some do not fit together."""
    yield from (named.scenario for named in system.scenarios.values())
    ids = sorted(system.possible_ids)
    dice = random.Random(f"{seed} {system.id}")
    singles = [Scenario({id}) for id in ids]
    yield from singles[: count // 2]
    for _ in range(max(count - len(singles), count // 2)):
        yield Scenario(
            _some(dice, ids, dice.choice([0, 1, 2, 3, 5])),
            _some(dice, sorted(system.mitigations), dice.choice([0, 0, 1, 2, 3, 6])),
            _some(dice, sorted(system.readings), dice.choice([0, 0, 1, 2])),
        )


def _some(dice: random.Random, ids: list[str], count: int) -> list[str]:
    return dice.sample(ids, min(count, len(ids)))
