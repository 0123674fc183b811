"""`propagate` is pure, losing more never helps, and the impact says what it leaves out."""

from dataclasses import FrozenInstanceError, asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING, AddDomain, AddService, Mitigation
from kakao_whatif.model.parts import Domain, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from tests import oracles
from tests.plain_changes import RefusedError
from tests.small import losing, of, runs
from tests.strategies import TRADEOFFS, cases, changing_systems, losses, scenarios, systems


@settings(max_examples=600)
@given(cases())
def test_each_condition_stands_on_its_own(case):
    system, scenario = case
    conditions = propagate(system, scenario).conditions
    for id, expected in oracles.answer(system, scenario).conditions.items():
        found = asdict(conditions[id])
        assert found["lost"] == (id in scenario.losses)
        assert (found["hosting"] and not found["lost"]) == expected["hosting"]
        assert {kind: found[kind] for kind in ("hard", "login", "soft")} == {
            kind: expected[kind] for kind in ("hard", "login", "soft")
        }


@settings(max_examples=600)
@given(systems(), st.data())
def test_losing_more_never_makes_any_service_better(system, data):
    few = data.draw(losses(system))
    more = few | data.draw(losses(system))
    with_few, with_more = propagate(system, Scenario(few)), propagate(system, Scenario(more))
    assert all(with_more.status[id] >= status for id, status in with_few.status.items())
    assert set(with_few.sign_in_lost) <= set(with_more.sign_in_lost)
    assert with_few.settled.asleep <= with_more.settled.asleep


@settings(max_examples=200)
@given(cases(), st.data())
def test_twice_equals_once_and_undo_is_exact(case, data):
    system, scenario = case
    once = propagate(system, scenario)
    elsewhere = propagate(system, scenario.with_losses(*data.draw(losses(system))))
    again = propagate(system, scenario)
    assert again == once
    assert (again.conditions, again.wake_rings, again.notes) == (once.conditions, once.wake_rings, once.notes)
    assert elsewhere.system is once.system is system


@settings(max_examples=500)
@given(st.data())
def test_mitigations_and_readings_are_in_place_as_the_design_says(data):
    system = data.draw(changing_systems((*HELPING, *TRADEOFFS)))
    scenario = data.draw(scenarios(system))
    try:
        expected = oracles.answer(system, scenario)
    except RefusedError:
        with pytest.raises(ScenarioError):
            propagate(system, scenario)
        return
    impact = propagate(system, scenario)
    assert impact.status == expected.status
    assert impact.settled.asleep == expected.asleep
    assert impact.sign_in_lost == expected.sign_in_lost


def test_an_impact_cannot_be_changed():
    impact = propagate(two_sites())
    with pytest.raises(FrozenInstanceError):
        impact.status = {}


def test_dark_hides_the_lost_sign_in_and_sign_in_lost_still_names_it():
    system = of(runs("id", ["p"]), runs("mail", ["p"], login="id"), runs("cafe", login="id"), runs("map"))
    impact = propagate(system, losing("p"))
    assert impact.status["mail"] is Status.DARK
    assert impact.sign_in_lost == {"mail", "cafe"}
    assert impact.locked == {"cafe"}
    assert impact.up == {"map"}


def test_sets_of_services_come_out_sorted_and_statuses_in_file_order():
    system = of(runs("z", ["p"]), runs("a", ["p"]), runs("m", ["p"]))
    impact = propagate(system, losing("p"))
    assert list(impact.dark) == ["a", "m", "z"]
    assert list(impact.status) == ["z", "a", "m"]


ANSAN = Mitigation("own-data-centre", changes=(AddDomain(Domain("ansan")), AddService(Service("own-id"))))


def test_losing_what_is_not_there_has_no_effect_and_that_is_said():
    system = build_system([Service("app")], mitigations=[ANSAN])
    for id in ("ansan", "own-id"):
        impact = propagate(system, Scenario({id}))
        assert impact.status == {"app": Status.UP}
        assert impact.without_effect == {id}
        assert id in impact.notes[0].en
        assert id in impact.notes[0].ko
        there = propagate(system, Scenario({id}, {"own-data-centre"}))
        assert there.without_effect == set()
    assert there.status["own-id"] is Status.DARK


def test_every_impact_says_that_contention_is_ignored():
    (note,) = propagate(two_sites()).notes
    assert note.en
    assert note.ko


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        (Scenario({"pangio"}), "scenario.losses: unknown id 'pangio'. Did you mean 'pangyo'?"),
        (Scenario({"xyzzy"}), "scenario.losses: unknown id 'xyzzy'. It must name a known domain or service."),
        (Scenario(mitigations={"own-centre"}), "scenario.mitigations: unknown id 'own-centre'."),
        (
            Scenario(readings={"early"}),
            "scenario.readings: unknown id 'early'. It must name a known reading.",
        ),
        (Scenario(parameters={"crews": 2}), "scenario.parameters: unknown id 'crews'."),
    ],
)
def test_unknown_ids_are_refused_with_the_nearest_known_one(scenario, message):
    system = build_system([Service("app")], [Domain("pangyo")], mitigations=[ANSAN])
    with pytest.raises(UnknownIdError) as refusal:
        propagate(system, scenario)
    assert str(refusal.value).startswith(message)
    assert refusal.value.unknown in message
    assert refusal.value.where in message


def test_one_string_is_not_taken_for_its_letters():
    with pytest.raises(TypeError, match="'pangyo' is one string"):
        Scenario("pangyo")


def test_explaining_an_unknown_service_is_refused():
    with pytest.raises(UnknownIdError, match="Did you mean 'chat'"):
        propagate(two_sites()).explain("chta")


def test_a_table_has_a_row_per_service():
    frame = propagate(two_sites(), losing("pangyo")).to_frame()
    assert list(frame.index) == ["chat", "news", "account", "control", "tools"]
    assert frame.loc["news", "status"] == "LOCKED"
    assert bool(frame.loc["news", "sign_in_lost"])
    assert frame.loc["chat", "capacity"] == 0


def test_a_system_without_services_has_an_answer():
    impact = propagate(build_system())
    assert impact.status == {}
    assert impact.to_frame().empty
