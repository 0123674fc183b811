"""Losses that change nothing: exactly those whose giving back changes no status, each with its reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import Scenario, load_case, propagate
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import ContainLoss, Mitigation
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.propagation.harmless import MOST_LOSSES
from tests import oracles
from tests.strategies import losses, systems

AT = (Domain("a", "site"), Domain("b", "site"), Domain("room", "zone", parent="a"), Domain("yard", "site"))


@settings(max_examples=150)
@given(st.data())
def test_with_all_losses_given_back_that_change_nothing_every_status_is_the_same_and_with_one_more_it_is_not(
    data,
):
    system = data.draw(systems())
    lost = data.draw(losses(system))
    impact = propagate(system, Scenario(lost))
    left = lost - {*impact.harmless}
    status = oracles.answer(system, Scenario(lost)).status
    assert oracles.answer(system, Scenario(left)).status == status
    assert all(oracles.answer(system, Scenario(left - {id})).status != status for id in left)


@pytest.mark.parametrize(
    ("services", "lost", "reasons"),
    [
        ([Service("s", replicas=(Replica("a"),))], {"yard"}, {"yard": "empty"}),
        ([Service("s", replicas=(Replica("a"), Replica("b")))], {"b"}, {"b": "copies"}),
        ([Service("s", replicas=(Replica("room"),))], {"a", "room"}, {"room": "inside"}),
        (
            [Service("s", replicas=(Replica("room"), Replica("b")))],
            {"a", "room"},
            {"a": "copies", "room": "inside"},
        ),
        ([Service("s", replicas=(Replica("a"),))], {"a", "s"}, {"s": "service"}),
        (
            [
                Service("s", needs=(Dependency("hard", "t"),)),
                Service("t", needs=(Dependency("hard", "s"),)),
            ],
            {"s", "t"},
            {"s": "service"},
        ),
        (
            [
                Service("s", replicas=(Replica("a"), Replica("b", "standby")), failover=Failover("hand")),
                Service("hand", replicas=(Replica("a"),)),
            ],
            {"a", "b"},
            {"b": "asleep"},
        ),
        (
            [Service("s", replicas=(Replica("b"),), needs=(Dependency("hard", "t"),)), Service("t")],
            {"b", "t"},
            {"b": "dark"},
        ),
        (
            [
                Service("s", replicas=(Replica("b"),), needs=(Dependency("hard", "t"),)),
                Service("t"),
                Service("u", replicas=(Replica("a"), Replica("b"))),
            ],
            {"b", "t"},
            {"b": "mixed"},
        ),
        (
            [Service("s", needs=(Dependency("hard", "t"),)), Service("t")],
            {"s", "t"},
            {"s": "service"},
        ),
        ([Service("s", replicas=(Replica("a"),))], {"a"}, {}),
    ],
)
def test_the_reason_is_what_stood_there(services, lost, reasons):
    impact = propagate(build_system(services, AT), Scenario(lost))
    assert impact.harmless == reasons


def test_a_loss_that_is_contained_changes_nothing():
    apart = Mitigation("apart", changes=(ContainLoss("a", ("room",)),))
    system = build_system([Service("s", replicas=(Replica("a"),))], AT, mitigations=[apart])
    assert propagate(system, Scenario({"a"}, {"apart"})).harmless == {"a": "contained"}


def test_with_many_losses_none_is_looked_at_alone():
    system = build_system([Service("s")], [Domain(f"d{at}") for at in range(MOST_LOSSES + 1)])
    places = [*system.domains]
    assert len(propagate(system, Scenario(places[1:])).harmless) == MOST_LOSSES
    assert propagate(system, Scenario(places)).harmless == {}


def test_it_is_told_in_words_of_both_languages():
    system = build_system([Service("s", replicas=(Replica("a"), Replica("b")))], AT)
    note = propagate(system, Scenario({"b"})).notes[0]
    assert note.en == "Losing b changes nothing here: everything that stood there has another copy."
    assert note.ko == "b를 잃어도 달라지는 것이 없습니다. 그곳에 있던 것은 모두 다른 곳에도 서버가 있습니다."


def test_the_standbys_of_2022_sleep_so_losing_their_site_as_well_is_told_or_changes_something():
    kakao = load_case("kakao-2022")
    both = propagate(kakao, Scenario({"pangyo", "anyang"}))
    one = propagate(kakao, Scenario({"pangyo"}))
    assert ("anyang" in both.harmless) == (both.status == one.status)
