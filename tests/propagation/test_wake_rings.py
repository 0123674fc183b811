"""Wake rings, against every set of sleeping standbys that would hold each other awake."""

from hypothesis import given, settings

from kakao_whatif.model.expression import AllOf, AnyOf
from kakao_whatif.propagation.impact import propagate
from tests import oracles
from tests.small import losing, of, runs
from tests.strategies import cases


@settings(max_examples=500)
@given(cases())
def test_what_would_hold_each_other_awake_lies_in_one_ring_and_nothing_else_in_any(case):
    system, scenario = case
    rings = propagate(system, scenario).wake_rings
    holding = oracles.hold_each_other_awake(system, scenario)
    smallest = {some for some in holding if not any(other < some for other in holding)}
    for some in smallest:
        assert sum(some <= set(ring) for ring in rings) == 1
    for ring in rings:
        assert set(ring) <= frozenset().union(*holding)


def standby(id, woken_by, **needs):
    """A service whose active copy stands at Pangyo."""
    return runs(id, ["pangyo"], standby_at=["anyang"], woken_by=woken_by, **needs)


def test_a_control_that_wakes_itself_is_a_ring_of_one_and_sleeps():
    impact = propagate(of(standby("control", "control"), standby("app", "control")), losing("pangyo"))
    assert impact.wake_rings == (("control",),)
    assert impact.dark == {"app", "control"}


def test_two_that_wake_each_other_through_a_third_are_a_ring():
    system = of(standby("a", "between"), runs("between", hard="b"), standby("b", "a"))
    assert propagate(system, losing("pangyo")).wake_rings == (("a", "b"),)
    assert propagate(system).wake_rings == ()


def test_a_key_outside_the_ring_wakes_it():
    system = of(standby("a", AnyOf(("b", "key"))), standby("b", "a"), runs("key"))
    assert propagate(system, losing("pangyo")).wake_rings == ()
    assert propagate(system, losing("pangyo", "key")).wake_rings == (("a", "b"),)


def test_what_sleeps_for_want_of_something_lost_is_no_ring():
    system = of(standby("a", AllOf(("b", "key"))), standby("b", "a"), runs("key"))
    assert propagate(system, losing("pangyo", "key")).wake_rings == ()


def test_a_need_that_is_met_already_ties_nobody_into_a_ring():
    """Only `x` waits for itself; `a` waits for `x`, and `b` for `a`."""
    first = AllOf(("x", AnyOf(("b", "there"))))
    system = of(standby("x", "x"), standby("a", first), standby("b", "a"), runs("there"))
    assert propagate(system, losing("pangyo")).wake_rings == (("x",),)


def test_a_way_that_is_closed_for_good_ties_nobody_into_a_ring():
    """`a` could be woken by `b` only with the lost key; so it waits for `x` alone, and `b` for `a`."""
    ways = AnyOf((AllOf(("b", "key")), "x"))
    system = of(standby("x", "x"), standby("a", ways), standby("b", "a"), runs("key"))
    assert propagate(system, losing("pangyo", "key")).wake_rings == (("x",),)


def test_ten_thousand_standbys_fall_asleep_one_after_the_other():
    chain = [runs("s0"), *(standby(f"s{at}", f"s{at - 1}") for at in range(1, 10_000))]
    assert propagate(of(*chain), losing("pangyo", "s0")).wake_rings == ()


def test_ten_thousand_standbys_hold_each_other():
    ring = [standby(f"s{at}", f"s{at - 1 if at else 9999}") for at in range(10_000)]
    assert len(propagate(of(*ring), losing("pangyo")).wake_rings[0]) == 10_000
