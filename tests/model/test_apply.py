"""What a system is with readings and mitigations in place."""

import re
from typing import Any

import pytest

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.apply import effective_losses, expanded, in_place
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
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Parameter, Scenario
from kakao_whatif.model.system import System

DOMAINS = [Domain("pangyo"), Domain("feed", parent="pangyo"), Domain("anyang")]
SERVICES = [
    Service("account", replicas=(Replica("pangyo"),)),
    Service(
        "chat",
        replicas=(Replica("feed", capacity=0.5), Replica("anyang", "standby")),
        failover=Failover("account"),
        needs=(Dependency("hard", "account"), Dependency("login", "account")),
    ),
]


def system(*mitigations: Mitigation, **rest: Any) -> System:
    return build_system(
        SERVICES, DOMAINS, mitigations=mitigations, parameters={"crews": Parameter(8, 4, 16)}, **rest
    )


def after(*changes: Change) -> System:
    return in_place(system(Mitigation("m", changes=changes, tradeoff=True)), Scenario(mitigations={"m"}))


def refused(base: System, *mitigations: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        in_place(base, Scenario(mitigations=mitigations))
    return str(caught.value)


def test_nothing_in_place_is_the_system_itself() -> None:
    base = system()
    assert in_place(base, Scenario({"pangyo"})) is base


def test_the_same_mitigations_give_the_same_system_and_the_base_stays() -> None:
    base = system(Mitigation("m", changes=(RemoveNeed("chat", "hard", "account"),)))
    scenario = Scenario(mitigations={"m"})
    assert in_place(base, scenario) is in_place(base, scenario.with_losses("pangyo"))
    assert len(base.services["chat"].needs) == 2


def test_each_change_does_what_it_says() -> None:
    own = Service("own-id")
    assert after(AddDomain(Domain("ansan"))).domains["ansan"] == Domain("ansan")
    assert after(AddService(own)).services["own-id"] == own
    assert after(AddReplica("account", Replica("anyang"))).services["account"].replicas[1] == Replica(
        "anyang"
    )
    assert after(RaiseCapacity("chat", "feed", 1)).services["chat"].replicas[0].capacity == 1
    assert after(MoveReplica("chat", "feed", "pangyo")).services["chat"].replicas[0].domain == "pangyo"
    assert after(RemoveReplica("chat", "anyang", "standby")).services["chat"].replicas == (
        Replica("feed", capacity=0.5),
    )
    assert after(SetFailover("chat", Failover("chat"))).services["chat"].failover == Failover("chat")
    assert after(ContainLoss("pangyo", ("feed",))).contained == {"pangyo": ("feed",)}
    assert after(SetParameter("crews", 12)).parameters["crews"] == Parameter(12)
    needs = (Dependency("hard", "account"), Dependency("login", "account"))
    assert after(SoftenNeed("chat", "account")).services["chat"].needs == (
        Dependency("soft", "account"),
        needs[1],
    )
    assert after(RemoveNeed("chat", "login", "account")).services["chat"].needs == needs[:1]
    added = Dependency("soft", "chat")
    assert after(AddNeed("chat", added)).services["chat"].needs == (*needs, added)
    alternative = after(AddService(own), AddAlternative("chat", "login", "own-id")).services["chat"]
    assert alternative.needs == (needs[0], Dependency("login", AnyOf(("account", "own-id"))))
    waking = after(AddService(own), AddAlternative("chat", "failover", "own-id")).services["chat"].failover
    assert waking == Failover(AnyOf(("account", "own-id")))


def test_an_alternative_reaches_only_needs_of_its_kind() -> None:
    chat = after(AddAlternative("chat", "hard", "chat")).services["chat"]
    assert [need.on for need in chat.needs] == [AnyOf(("account", "chat")), "account"]


def test_an_identical_addition_is_done_once() -> None:
    add = AddReplica("account", Replica("anyang"))
    base = system(Mitigation("a", changes=(add,)), Mitigation("b", changes=(add,)))
    changed = in_place(base, Scenario(mitigations={"a", "b"}))
    assert len(changed.services["account"].replicas) == 2


def test_a_bundle_stands_for_its_members_in_file_order() -> None:
    base = system(
        Mitigation("b"),
        Mitigation("all", includes=("some", "a")),
        Mitigation("a"),
        Mitigation("some", includes=("b",)),
    )
    assert [m.id for m in expanded(base, {"all"})] == ["b", "all", "a", "some"]


def test_readings_apply_before_mitigations() -> None:
    need = Dependency("hard", "chat")
    base = system(
        Mitigation("m", changes=(AddAlternative("account", "hard", "account"),)),
        readings=[Reading("r", changes=(AddNeed("account", need),))],
    )
    changed = in_place(base, Scenario(mitigations={"m"}, readings={"r"}))
    assert changed.services["account"].needs == (Dependency("hard", AnyOf(("chat", "account"))),)


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (SetParameter("crews", 9), SetParameter("crews", 10), "parameter crews"),
        (ContainLoss("pangyo", ()), ContainLoss("pangyo", ("feed",)), "loss of pangyo"),
        (AddService(Service("x")), AddService(Service("x", layer="data")), "service x"),
        (AddDomain(Domain("x")), AddDomain(Domain("x", "site")), "domain x"),
        (RaiseCapacity("chat", "feed", 0.7), RaiseCapacity("chat", "feed", 1), "capacity of chat feed"),
        (
            AddReplica("account", Replica("anyang")),
            AddReplica("account", Replica("anyang", capacity=2)),
            "copy of account anyang active",
        ),
    ],
)
def test_two_that_set_one_thing_differently_are_refused_by_name(
    first: Change, second: Change, what: str
) -> None:
    base = system(Mitigation("one", changes=(first,)), Mitigation("two", changes=(second,)))
    assert refused(base, "one", "two") == (
        f"scenario.mitigations: 'one' and 'two' set the {what} differently. Choose one of them."
    )


def test_what_is_required_must_be_there_and_what_is_excluded_must_not() -> None:
    base = system(Mitigation("a", requires=("b",)), Mitigation("b"), Mitigation("c", excludes=("b",)))
    assert refused(base, "a") == "scenario.mitigations: 'a' requires 'b'. Add it, or leave 'a' out."
    assert (
        refused(base, "c", "b") == "scenario.mitigations: 'c' and 'b' exclude each other. Choose one of them."
    )
    assert in_place(base, Scenario(mitigations={"a", "b"})) is not base


def test_the_one_copy_that_moves_must_be_exactly_one() -> None:
    twice = Reading("twice", changes=(AddReplica("account", Replica("pangyo", capacity=0.5)),))
    moves = Mitigation("moves", tradeoff=True, changes=(MoveReplica("account", "pangyo", "anyang"),))
    base = system(moves, readings=[twice])
    with pytest.raises(ScenarioError) as caught:
        in_place(base, Scenario(mitigations={"moves"}, readings={"twice"}))
    assert str(caught.value) == (
        "scenario.mitigations: 'moves' moves the copy of 'account' in 'pangyo', but 2 stand there. Exactly one must."
    )


def test_a_service_keeps_one_copy() -> None:
    feed = Mitigation("feed", tradeoff=True, changes=(RemoveReplica("chat", "feed"),))
    anyang = Mitigation("anyang-out", tradeoff=True, changes=(RemoveReplica("chat", "anyang"),))
    assert refused(system(feed, anyang), "feed", "anyang-out") == (
        "scenario.mitigations: 'anyang-out' removes the last copy of 'chat'. Leave it one."
    )


def test_a_scenario_may_name_only_what_there_is() -> None:
    base = system(Mitigation("own-id"))
    for scenario, said in (
        (Scenario({"pangio"}), "scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?"),
        (
            Scenario(mitigations={"own-ids"}),
            "scenario.mitigations: unknown id 'own-ids'. Did you mean 'own-id'?",
        ),
        (Scenario(readings={"r"}), "scenario.readings: unknown id 'r'. It must name a known reading."),
        (Scenario(parameters={"crew": 1}), "scenario.parameters: unknown id 'crew'. Did you mean 'crews'?"),
    ):
        with pytest.raises(UnknownIdError) as caught:
            in_place(base, scenario)
        assert str(caught.value) == said


def test_what_a_mitigation_would_add_may_be_lost_already() -> None:
    base = system(Mitigation("m", changes=(AddDomain(Domain("ansan")),)))
    assert in_place(base, Scenario({"ansan"})) is base


def test_a_contained_loss_is_a_loss_of_the_parts() -> None:
    changed = after(ContainLoss("pangyo", ("feed",)))
    assert sorted(effective_losses(changed, {"pangyo", "anyang"})) == ["anyang", "feed"]
    assert sorted(effective_losses(system(), {"pangyo"})) == ["pangyo"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "12", None, True])
def test_a_parameter_that_is_no_number_is_refused(number: Any) -> None:
    system = build_system(parameters={"crews": Parameter(8)})
    refusal = f"scenario.parameters.crews: {number!r} is not a finite number. Give a finite number."
    with pytest.raises(ScenarioError, match=f"^{re.escape(refusal)}$"):
        in_place(system, Scenario(parameters={"crews": number}))


def test_what_is_no_scenario_is_refused_with_the_way_out() -> None:
    refusal = "scenario: {'chat'} is not a Scenario. Give one: Scenario({'pangyo'})."
    with pytest.raises(TypeError, match=f"^{re.escape(refusal)}$"):
        in_place(build_system([Service("chat")]), {"chat"})  # type: ignore[arg-type]
