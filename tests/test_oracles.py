"""The oracle is checked too: by brute force over all subsets, and on systems with a known answer."""

from hypothesis import given, settings

from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.status import Status
from tests import oracles
from tests.plain_changes import plain_system
from tests.small import losing, of, runs
from tests.strategies import cases


@settings(max_examples=150)
@given(cases(most=6))
def test_plain_iteration_finds_the_greatest_of_all_sets_that_can_stand(case):
    system, scenario = case
    plain = plain_system(system, scenario)
    awake = {id for at, id in enumerate(plain.services) if at % 2}
    assert oracles.greatest(plain, scenario.losses, awake) == oracles.greatest_of_all(
        plain, scenario.losses, awake
    )


def test_gates_count_their_parts_and_duplicates_twice():
    assert oracles.true(AllOf(), set())
    assert not oracles.true(AnyOf(), {"a"})
    assert oracles.true(AtLeast(2, ("a", "a", "b")), {"a"})
    assert not oracles.true(AtLeast(2, ("a", "b", "c")), {"a"})


def test_a_control_that_must_wake_itself_sleeps():
    system = of(runs("control", ["pangyo"], standby_at=["anyang"], woken_by="control"))
    answer = oracles.answer(system, losing("pangyo"))
    assert answer.status["control"] is Status.DARK
    assert oracles.hold_each_other_awake(system, losing("pangyo")) == {frozenset({"control"})}


def test_a_ring_of_needs_stands_but_never_starts():
    system = of(runs("a", hard="b"), runs("b", hard="a"), runs("c", hard="a"))
    assert set(oracles.answer(system, losing()).status.values()) == {Status.UP}
    restart = oracles.restart(system, None)
    assert restart.rings == {frozenset({"a", "b"})}
    assert restart.held_up == {"c": {"a"}}


def test_what_is_met_already_is_not_waited_for():
    some = AtLeast(2, ("a", AllOf(("a", "b")), AnyOf(("a", "c")), "d"))
    assert oracles.unmet(some, {"a"}) == set()
    assert oracles.unmet(AllOf((some, "d", AnyOf(("b", "c")))), {"a"}) == {"b", "c", "d"}


def test_of_the_losses_only_those_that_suffice_alone_are_a_minimal_reason():
    system = of(runs("a", ["p", "q"]))
    assert oracles.is_minimal_reason(system, losing(), "a", ["p", "q"], Status.DARK)
    assert oracles.is_minimal_reason(system, losing(), "a", ["a"], Status.DARK)
    assert not oracles.is_minimal_reason(system, losing(), "a", ["a", "p"], Status.DARK)
