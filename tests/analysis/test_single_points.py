"""What alone takes a service down, for all services at once."""

from hypothesis import given, settings

from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.analysis.single_points import single_points
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AtLeast
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from tests.analysis.test_cut_sets import questions


@settings(max_examples=300)
@given(questions())
def test_they_are_the_cut_sets_of_order_one_of_every_service(question):
    system, _, over, status = question
    points = single_points(system, over, status)
    assert list(points) == list(system.services)
    for service, alone in points.items():
        cuts = minimal_cut_sets(system, service, over, status=status)
        assert [{id} for id in alone] == list(cuts.of_order(1))


def test_they_stand_at_a_glance():
    assert single_points(two_sites(), "sites") == {
        "chat": {"pangyo"},
        "news": {"anyang"},
        "account": {"pangyo"},
        "control": {"pangyo"},
        "tools": {"anyang"},
    }
    assert single_points(two_sites(), ["account"], Status.LOCKED)["news"] == {"account"}


def test_what_is_down_already_has_none():
    points = single_points(two_sites(), "all", scenario=Scenario({"pangyo"}))
    assert points["chat"] == set()
    assert points["news"] == {"anyang", "news"}
    assert set(single_points(two_sites(), "all", Status.UP)["chat"]) == set()


def test_a_gate_may_have_more_parts_than_calls_may_be_deep():
    leaves = tuple(f"t{at}" for at in range(1_200))
    need = Dependency("hard", AtLeast(600, leaves))
    system = build_system([Service("s", needs=(need,)), *map(Service, leaves)])
    assert single_points(system)["s"] == {"s"}
