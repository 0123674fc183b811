"""The order of mitigations in a file never matters in silence: each change is honoured, refused or told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import (
    HELPING,
    AddAlternative,
    AddNeed,
    AddReplica,
    AddService,
    Mitigation,
    MoveReplica,
    RaiseCapacity,
    Reading,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SoftenNeed,
)
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from tests.small import runs
from tests.strategies import PARAMETERS, TRADEOFFS, changing_systems, scenarios
from tests.twice import added_twice

ALTERNATIVE = AddAlternative("app", "failover", "c2", "c1")
STANDBY = AddReplica("app", Replica("b", "standby"), Failover("c1"))
SERVICES = (runs("app", ["a"], hard="db"), runs("c1", ["a"]), runs("c2", ["b"]), runs("db", ["b"]))
BOTH = Scenario({"a"}, {"m0", "m1"})


def outcome(system, scenario):
    """Every status and what comes to nothing, or that it is refused."""
    try:
        impact = propagate(system, scenario)
    except ScenarioError:
        return "refused"
    return dict(impact.status), impact.sign_in_lost, set(impact.system.idle)


def reordered(system, order):
    return build_system(
        system.services.values(),
        system.domains.values(),
        mitigations=[system.mitigations[id] for id in order],
        readings=reversed([*system.readings.values()]),
        parameters=PARAMETERS,
    )


@settings(max_examples=150)
@given(st.one_of(changing_systems(HELPING + TRADEOFFS), added_twice(HELPING + TRADEOFFS)), st.data())
def test_any_order_gives_the_same_statuses_or_the_same_refusal(system, data):
    other = reordered(system, data.draw(st.permutations(sorted(system.mitigations))))
    for scenario in data.draw(st.lists(scenarios(system), min_size=1, max_size=4)):
        assert outcome(other, scenario) == outcome(system, scenario)


def both_orders(first, second, services=SERVICES):
    """The two systems in which two mitigations stand one way round and the other."""
    pair = [
        Mitigation(f"m{at}", changes=(change,), tradeoff=True) for at, change in enumerate((first, second))
    ]
    return [
        build_system(services, [Domain("a"), Domain("b")], mitigations=each) for each in (pair, pair[::-1])
    ]


def test_an_alternative_waker_holds_whether_the_standby_comes_before_it_or_after():
    for system in both_orders(ALTERNATIVE, STANDBY):
        assert propagate(system, BOTH).status["app"] is Status.UP


def test_an_alternative_waker_holds_beside_a_failover_that_is_set_before_it_or_after():
    woken = Service("app", replicas=(Replica("a"), Replica("b", "standby")), failover=Failover("c1"))
    set_failover = SetFailover("app", Failover(AnyOf(("c1", "a-hand"))))
    for system in both_orders(ALTERNATIVE, set_failover, (woken, *SERVICES[1:], runs("a-hand", ["a"]))):
        assert propagate(system, BOTH).status["app"] is Status.UP


def refusals(first, second, services=SERVICES):
    found = set()
    for system in both_orders(first, second, services):
        with pytest.raises(ScenarioError) as caught:
            propagate(system, BOTH)
        found.add(str(caught.value).removeprefix("scenario.mitigations: "))
    return found


def test_an_alternative_to_what_a_new_failover_does_not_need_is_refused():
    woken = Service("app", replicas=(Replica("a"), Replica("b", "standby")), failover=Failover("c1"))
    assert refusals(ALTERNATIVE, SetFailover("app", Failover("db")), (woken, *SERVICES[1:])) == {
        "'m0' gives an alternative to 'c1' in the failover of 'app', which needs 'db'. Leave 'm0' or 'm1' out."
    }


def test_a_second_failover_is_refused_and_both_are_named():
    assert refusals(STANDBY, AddReplica("app", Replica("b", "standby", 2), Failover("c2"))) == {
        "'m0' and 'm1' set the copy of app b standby differently. Choose one of them.",
        "'m1' and 'm0' set the copy of app b standby differently. Choose one of them.",
    }
    assert refusals(STANDBY, AddReplica("app", Replica("a", "standby"), Failover("c2"))) == {
        "'m0' and 'm1' set the failover of app differently. Choose one of them.",
        "'m1' and 'm0' set the failover of app differently. Choose one of them.",
    }


def test_a_copy_that_one_adds_and_another_removes_is_refused():
    twice = (runs("app", ["a", "b"]), *SERVICES[1:])
    assert refusals(AddReplica("app", Replica("a", capacity=0.5)), RemoveReplica("app", "a"), twice) == {
        "'m0' adds a copy of 'app' in 'a', and 'm1' removes it. Choose one of them."
    }


def test_a_need_that_one_adds_and_another_removes_is_refused():
    added = Dependency("hard", "c1")
    assert refusals(AddNeed("app", added), RemoveNeed("app", "hard", "c1")) == {
        "'m0' adds the hard need of 'app' on 'c1', and 'm1' removes it. Choose one of them."
    }


def test_a_need_that_a_reading_adds_may_be_removed():
    reading = Reading("r", changes=(AddNeed("app", Dependency("hard", "c1")),))
    remove = Mitigation("m", changes=(RemoveNeed("app", "hard", "c1"),))
    system = build_system(SERVICES, [Domain("a"), Domain("b")], mitigations=[remove], readings=[reading])
    assert propagate(system, Scenario({"c1"}, readings={"r"})).status["app"] is Status.DARK
    assert propagate(system, Scenario({"c1"}, {"m"}, {"r"})).status["app"] is Status.UP


def test_a_copy_is_raised_where_it_stands_in_the_end():
    moved = (runs("app", ["a"], share=0.5), *SERVICES[1:])
    for system in both_orders(MoveReplica("app", "a", "b"), RaiseCapacity("app", "b", 1), moved):
        assert propagate(system, BOTH).status["app"] is Status.UP


def test_a_service_may_be_changed_before_the_file_adds_it():
    new = AddService(Service("new", replicas=(Replica("a"),)))
    for system in both_orders(new, AddReplica("db", Replica("a"))):
        use = Mitigation("use", changes=(AddReplica("new", Replica("b")),), requires=("m0",))
        mitigations = [use, *system.mitigations.values()]
        both = build_system(SERVICES, [Domain("a"), Domain("b")], mitigations=mitigations)
        assert propagate(both, Scenario({"a"}, {"m0", "use"})).status["new"] is Status.UP


# --------------------------------------------------------------------------------- what comes to nothing


def said(system, *mitigations):
    notes = propagate(system, Scenario(mitigations=mitigations)).notes
    return [note.en.partition(":")[0] for note in notes if "has no effect in this combination" in note.en]


def test_an_alternative_waker_without_a_standby_comes_to_nothing_and_that_is_told():
    for system in both_orders(ALTERNATIVE, STANDBY):
        assert said(system, "m0") == ["m0"]
        assert said(system, "m0", "m1") == []


@pytest.mark.parametrize("change", [SoftenNeed("app", "db"), AddAlternative("app", "hard", "c2", "db")])
def test_what_eases_a_need_that_another_removes_comes_to_nothing_and_that_is_told(change):
    for system in both_orders(change, RemoveNeed("app", "hard", "db")):
        assert said(system, "m0") == []
        assert said(system, "m0", "m1") == ["m0"]


def test_an_alternative_that_is_not_there_comes_to_nothing_and_that_is_told():
    add = AddService(Service("own"))
    for system in both_orders(AddAlternative("app", "hard", "own", "db"), add):
        assert said(system, "m0") == ["m0"]
        assert said(system, "m0", "m1") == []


def test_a_raise_at_a_place_that_the_copy_leaves_comes_to_nothing_and_that_is_told():
    for system in both_orders(RaiseCapacity("app", "a", 2), MoveReplica("app", "a", "b")):
        assert said(system, "m0", "m1") == ["m0"]
