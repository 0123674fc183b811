from hypothesis import given, settings

from kakao_whatif.examples import two_sites
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.order import order_of_cause
from tests.small import losing, of, runs
from tests.strategies import cases


def test_a_standby_that_cannot_be_woken_goes_out_after_what_would_have_woken_it() -> None:
    steps = order_of_cause(propagate(two_sites(), Scenario({"pangyo"})))
    assert steps == {"account": 1, "control": 1, "chat": 2, "news": 2}


def test_a_chain_goes_out_link_by_link() -> None:
    system = of(runs("a", ["x"]), runs("b", hard="a"), runs("c", hard="b"), runs("d", soft="c"))
    assert order_of_cause(propagate(system, losing("x"))) == {"a": 1, "b": 2, "c": 3, "d": 4}


def test_standbys_that_wait_for_each_other_go_out_last() -> None:
    system = of(
        runs("a", ["x"], standby_at=["y"], woken_by="b"),
        runs("b", ["x"], standby_at=["y"], woken_by="a"),
        runs("c", ["x"]),
        runs("d", hard="c"),
    )
    steps = order_of_cause(propagate(system, losing("x")))
    assert steps == {"c": 1, "d": 2, "a": 3, "b": 3}


@settings(max_examples=300)
@given(cases())
def test_every_light_that_goes_out_has_its_turn(case: tuple) -> None:  # type: ignore[type-arg]
    impact = propagate(*case)
    steps = order_of_cause(impact)
    assert steps.keys() == {id for id, status in impact.status.items() if status is not Status.UP}
    assert all(step >= 1 for step in steps.values())
