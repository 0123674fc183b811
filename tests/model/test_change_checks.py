"""What a change may not be: it must refer to something, and help, unless it is a trade-off."""

import math
from typing import Any

import pytest

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
    Cost,
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
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Parameter

DOMAINS = [Domain("pangyo"), Domain("feed", parent="pangyo"), Domain("anyang")]
SERVICES = [
    Service("account"),
    Service(
        "chat",
        replicas=(Replica("feed", capacity=0.5), Replica("pangyo")),
        needs=(Dependency("hard", "account"), Dependency("login", AllOf(("account", "mail")))),
    ),
    Service("mail", replicas=(Replica("feed"), Replica("anyang", "standby")), failover=Failover("account")),
]


def problems(*mitigations: Mitigation, **rest: Any) -> list[str]:
    with pytest.raises(ModelError) as caught:
        build_system(SERVICES, DOMAINS, mitigations=mitigations, parameters={"crews": Parameter(8)}, **rest)
    return [str(problem) for problem in caught.value.problems]


def told(change: Change, *, tradeoff: bool = False) -> str:
    (line,) = problems(Mitigation("m", changes=(change,), tradeoff=tradeoff))
    return line.removeprefix("mitigations[0] 'm'.changes[0]")


KNOWN_NEEDS = "It needs: hard 'account', login {'all_of': ['account', 'mail']}."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (AddAlternative("chta", "login", "mail"), ".service: unknown service 'chta'. Did you mean 'chat'?"),
        (
            AddAlternative("chat", "login", "mial", "account"),
            ".on: unknown service 'mial'. Did you mean 'mail'?",
        ),
        (
            AddAlternative("chat", "soft", "mail"),
            f": 'chat' has no soft need to give an alternative to. {KNOWN_NEEDS}",
        ),
        (
            AddAlternative("chat", "failover", "mail"),
            f": 'chat' has no failover need to give an alternative to. {KNOWN_NEEDS}",
        ),
        (
            AddAlternative("chat", "login", AtLeast(2, ("mail",)), "account"),
            ".on: at_least 2 of 1 is out of range. Give 1.",
        ),
        (SoftenNeed("chat", "mail"), f": 'chat' has no hard need on 'mail'. {KNOWN_NEEDS}"),
        (RemoveNeed("chat", "login", "account"), f": 'chat' has no login need on 'account'. {KNOWN_NEEDS}"),
        (RemoveNeed("mail", "hard", "account"), ": 'mail' has no hard need on 'account'. It needs: nothing."),
        (
            AddReplica("chat", Replica("anyong")),
            ".replica.in: unknown domain 'anyong'. Did you mean 'anyang'?",
        ),
        (
            AddReplica("chat", Replica("anyang", capacity=-1)),
            ".replica.capacity: -1 is negative. Give a share of peak load, 0 or more.",
        ),
        (
            AddReplica("chat", Replica("anyang", "standby")),
            ".failover: missing, but the replica is a standby. Say what wakes it.",
        ),
        (
            AddReplica("chat", Replica("anyang", "standby"), Failover("mial")),
            ".failover.needs: unknown service 'mial'. Did you mean 'mail'?",
        ),
        (
            AddReplica("account", Replica("anyang")),
            ".service: 'account' has no replicas, so no domain can take it down; a first one would make it worse. "
            "Give the service its replicas where it is defined.",
        ),
        (
            AddReplica("chat", Replica("anyang", "standby"), Failover("mail", minutes=-5)),
            ".failover.minutes: -5 is no duration. Give minutes, 0 or more.",
        ),
        (RaiseCapacity("chat", "anyang", 1), ".in: 'chat' has no such replica in 'anyang'. Name one it has."),
        (
            RaiseCapacity("mail", "feed", 1, "standby"),
            ".in: 'mail' has no such replica in 'feed'. Name one it has.",
        ),
        (RaiseCapacity("chat", "feed", 0.4), ".to: 0.4 lowers the capacity. Raise it, or leave it."),
        (ContainLoss("pangio", ()), ".domain: unknown domain 'pangio'. Did you mean 'pangyo'?"),
        (ContainLoss("pangyo", ("feeed",)), ".to[0]: unknown domain 'feeed'. Did you mean 'feed'?"),
        (
            ContainLoss("pangyo", ("feed", "anyang")),
            ".to[1]: 'anyang' does not stand in 'pangyo'. Name a part of it.",
        ),
        (SetParameter("crew", 9), ".parameter: unknown parameter 'crew'. Did you mean 'crews'?"),
        (SetParameter("crews", float("nan")), ".value: nan is not a finite number. Give a finite number."),
        (
            AddDomain(Domain("ansan", parent="korea")),
            ".domain.in: unknown domain 'korea'. It must name a known domain.",
        ),
        (
            AddService(Service("own-id", replicas=(Replica("ansan"),))),
            ".service.replicas[0].in: unknown domain 'ansan'. Did you mean 'anyang'?",
        ),
        (
            AddService(Service("chat")),
            ".service: the id 'chat' is taken by services[1] 'chat'. Choose another id.",
        ),
    ],
)
def test_a_change_that_refers_to_nothing_is_refused(change: Change, said: str) -> None:
    assert told(change) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            AddAlternative("chat", "login", "mail"),
            "missing, but the login need of 'chat' is not one service. "
            "Name the part that it stands beside: 'account', 'mail', {'all_of': ['account', 'mail']}.",
        ),
        (
            AddAlternative("app", "hard", "mail"),
            "missing, but 'app' has 2 hard needs. Name the part that it stands beside: 'db', 'psp'.",
        ),
        (
            AddAlternative("app", "hard", "mail", "account"),
            "'account' stands in no hard need of 'app'. Name the part that it stands beside: 'db', 'psp'.",
        ),
        (
            AddAlternative("app", "failover", "mail"),
            "missing, but the failover of 'app' is not one service. "
            "Name the part that it stands beside: 'psp', {'any_of': ['psp']}.",
        ),
        (
            AddAlternative("mail", "failover", "chat", "mail"),
            "'mail' stands in no failover of 'mail'. Name the part that it stands beside: 'account'.",
        ),
    ],
)
def test_an_alternative_names_the_part_that_it_stands_beside_where_there_is_a_choice(
    change: Change, said: str
) -> None:
    app = Service(
        "app",
        needs=(Dependency("hard", "db"), Dependency("hard", "psp")),
        failover=Failover(AnyOf(("psp",))),
    )
    with pytest.raises(ModelError) as caught:
        build_system(
            [*SERVICES, app, Service("db"), Service("psp")],
            DOMAINS,
            mitigations=[Mitigation("m", changes=(change,))],
        )
    assert [str(problem) for problem in caught.value.problems] == [
        f"mitigations[0] 'm'.changes[0].instead_of: {said}"
    ]


def test_an_alternative_to_the_only_need_of_its_kind_stands_beside_that() -> None:
    only = Mitigation("only", changes=(AddAlternative("chat", "hard", "mail"),))
    wakes = Mitigation("wakes", changes=(AddAlternative("mail", "failover", "chat"),))
    system = build_system(SERVICES, DOMAINS, mitigations=[only, wakes])
    assert system.mitigations["only"].changes == (AddAlternative("chat", "hard", "mail", "account"),)
    assert system.mitigations["wakes"].changes == (AddAlternative("mail", "failover", "chat", "account"),)


def test_a_need_that_only_a_reading_adds_counts_where_the_service_has_no_other() -> None:
    reading = Reading("r", changes=(AddNeed("account", Dependency("hard", "mail")),))
    beside = Mitigation("m", changes=(AddAlternative("account", "hard", "chat"),))
    system = build_system(SERVICES, DOMAINS, mitigations=[beside], readings=[reading])
    assert system.mitigations["m"].changes == (AddAlternative("account", "hard", "chat", "mail"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            MoveReplica("chat", "anyang", "pangyo"),
            ".from: 'chat' has no such replica in 'anyang'. Name one it has.",
        ),
        (MoveReplica("chat", "feed", "busan"), ".to: unknown domain 'busan'. It must name a known domain."),
        (RemoveReplica("mail", "pangyo"), ".in: 'mail' has no such replica in 'pangyo'. Name one it has."),
        (
            AddNeed("chat", Dependency("hard", "nobody")),
            ".need.on: unknown service 'nobody'. It must name a known service.",
        ),
        (
            SetFailover("chat", Failover("mial")),
            ".failover.needs: unknown service 'mial'. Did you mean 'mail'?",
        ),
    ],
)
def test_a_trade_off_that_refers_to_nothing_is_refused(change: Change, said: str) -> None:
    assert told(change, tradeoff=True) == said


@pytest.mark.parametrize(
    "change",
    [
        MoveReplica("chat", "feed", "anyang"),
        RemoveReplica("chat", "feed"),
        AddNeed("chat", Dependency("hard", "mail")),
        SetFailover("mail", Failover(AllOf())),
    ],
)
def test_what_can_make_something_worse_must_be_marked(change: Change) -> None:
    assert told(change) == (
        f".op: {change.op!r} can make something worse. "
        "Mark the mitigation with tradeoff: true and say where it is worse, or use another change."
    )
    marked = Mitigation("m", changes=(change,), tradeoff=True)
    assert build_system(SERVICES, DOMAINS, mitigations=[marked]).mitigations


def test_a_reading_may_hold_any_change() -> None:
    reading = Reading("r", changes=(AddNeed("chat", Dependency("hard", "mail")),))
    assert build_system(SERVICES, DOMAINS, readings=[reading]).readings
    broken = Reading("r", changes=(AddNeed("chta", Dependency("hard", "mail")),))
    assert problems(readings=[broken]) == [
        "readings[0] 'r'.changes[0].service: unknown service 'chta'. Did you mean 'chat'?"
    ]


def test_a_change_may_refer_to_what_another_mitigation_adds() -> None:
    adds = Mitigation("adds", changes=(AddDomain(Domain("ansan")), AddService(Service("own-id"))))
    uses = Mitigation(
        "uses", changes=(AddAlternative("chat", "login", "own-id", "mail"),), requires=("adds",)
    )
    assert build_system(SERVICES, DOMAINS, mitigations=[uses, adds]).mitigations


def test_two_kinds_of_part_may_not_be_added_under_one_id() -> None:
    domain = Mitigation("d", changes=(AddDomain(Domain("new")),))
    service = Mitigation("s", changes=(AddService(Service("new")),))
    assert problems(domain, service) == [
        "mitigations[1] 's'.changes[0].service: the id 'new' is added as a domain too. Choose another id."
    ]


def test_bundles_requirements_and_exclusions_name_mitigations() -> None:
    first = Mitigation("first", includes=("frist",), requires=("x",), excludes=("second", "y"))
    assert problems(first, Mitigation("second")) == [
        "mitigations[0] 'first'.includes[0]: unknown mitigation 'frist'. Did you mean 'first'?",
        "mitigations[0] 'first'.requires[0]: unknown mitigation 'x'. It must name a known mitigation.",
        "mitigations[0] 'first'.excludes[1]: unknown mitigation 'y'. It must name a known mitigation.",
    ]


def test_bundles_are_no_ring() -> None:
    assert problems(Mitigation("a", includes=("b",)), Mitigation("b", includes=("a",))) == [
        "mitigations[0] 'a'.includes: these bundles hold each other: a, b. Cut the ring."
    ]


def test_a_bundle_hides_no_trade_off() -> None:
    tradeoff = Mitigation("t", tradeoff=True, changes=(RemoveReplica("chat", "feed"),))
    assert problems(Mitigation("bundle", includes=("t",)), tradeoff) == [
        "mitigations[0] 'bundle'.includes: 't' is a trade-off. Mark the bundle with tradeoff: true too."
    ]


def test_what_alone_cannot_be_put_in_place_is_refused() -> None:
    moves = Mitigation("moves", tradeoff=True, changes=(MoveReplica("mail", "feed", "anyang"),))
    needs_both = Mitigation("needs-both", requires=("moves",), excludes=("moves",))
    assert problems(moves, needs_both) == [
        "mitigations[1] 'needs-both': 'needs-both' and 'moves' exclude each other. Choose one of them."
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (SetFailover("chat", Failover("mail", minutes=-5)), ".failover.minutes: -5 is no duration."),
        (AddNeed("chat", Dependency("hard", "mail", math.nan)), ".need.detach_minutes: nan is no duration."),
    ],
)
def test_a_trade_off_has_durations_that_are_some_too(change: Change, said: str) -> None:
    assert told(change, tradeoff=True) == f"{said} Give minutes, 0 or more."


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (Cost(math.nan), "[nan] are not all points. Give numbers, 0 or more."),
        (Cost(2, -1, 3), "[-1, 2, 3] are not all points. Give numbers, 0 or more."),
        (Cost(2, 3, 4), "[3, 2, 4] is not in order. Give low <= points <= high."),
    ],
)
def test_a_cost_is_points_within_its_own_range(cost: Cost, said: str) -> None:
    assert problems(Mitigation("m", cost=cost)) == [f"mitigations[0] 'm'.cost: {said}"]
